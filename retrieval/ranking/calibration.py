"""What judged questions have taught of an archive's confidence, kept beside its catalog: it can't be made anew."""

import json
from contextlib import suppress
from pathlib import Path

from retrieval.errors import StateError
from retrieval.indexing.mending import LESSONS
from retrieval.ranking.confidence import Calibration
from retrieval.records import digest
from retrieval.storage.catalog import Catalog

_CALIBRATION_NOTE = "calibration"


def learned(catalog: Catalog) -> Calibration:
    """What judged questions have taught of this archive; nothing, when there were none since it was built.

    It is in the catalog, and in a file with a checksum that stays when a damaged catalog is built anew.
    """
    noted = catalog.noted(_CALIBRATION_NOTE)
    if noted is None and (noted := _lessons(catalog.path.with_name(LESSONS))) is not None:
        with suppress(StateError):
            catalog.note(_CALIBRATION_NOTE, noted)
    return Calibration(*json.loads(noted or "[]"))


def learn(catalog: Catalog, lesson: Calibration) -> None:
    """Keeps what judged questions have taught, on top of the calibration that they were asked with."""
    before = learned(catalog)
    both = Calibration(lesson.slope * before.slope, lesson.slope * before.offset + lesson.offset)
    text = json.dumps(both)
    catalog.note(_CALIBRATION_NOTE, text)
    if not catalog.in_memory:
        with suppress(OSError):
            catalog.path.with_name(LESSONS).write_text(f"{digest(text)}\n{text}", encoding="ascii")


def _lessons(path: Path) -> str | None:
    """What a file holds; None if there is none, or it is damaged."""
    try:
        checksum, _, text = path.read_text(encoding="ascii").partition("\n")
    except (OSError, ValueError):
        return None
    return text if checksum == digest(text) else None
