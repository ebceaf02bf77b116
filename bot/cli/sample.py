"""The sample archive, which is asked if nobody named an archive and none is in sight."""

import os
from dataclasses import replace
from pathlib import Path

from bot.settings import Settings

SAMPLE = Path(__file__).parents[1] / "sample"

EXAMPLE = "When does the new lock open?"
"""A question that the sample answers."""

NOTICE = (
    f"No archive is named, so this is the sample: four made-up articles (try {EXAMPLE!r}). "
    "For yours: --corpus FOLDER, or PINCITE_CORPUS."
)

NO_ARCHIVE = "No archive is named; give the folder or file of your articles with --corpus, or as PINCITE_CORPUS."


def with_sample(settings: Settings) -> Settings:
    """The settings, with the sample in place of an archive that nobody named and that isn't there.

    A state folder where one is expected shows that there was another archive; it is then missing, and not replaced.
    The state of the sample goes to the user's own folder for such things, unless another one is named.
    """
    if "corpus" in settings.named or os.path.lexists(settings.corpus):
        return settings
    if "state" in settings.named:
        return replace(settings, corpus=SAMPLE, unsampled=settings)
    if os.path.lexists(settings.state):
        return settings
    return replace(settings, corpus=SAMPLE, state=settings.sample_state, unsampled=settings)
