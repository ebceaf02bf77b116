"""What judged questions have taught of an archive's confidence, kept in its catalog."""

import json

from retrieval.indexing.catalog import Catalog
from retrieval.ranking.confidence import Calibration

_CALIBRATION_NOTE = "calibration"


def learned(catalog: Catalog) -> Calibration:
    """What judged questions have taught of this archive; nothing, when there were none since it was built."""
    return Calibration(*json.loads(catalog.noted(_CALIBRATION_NOTE) or "[]"))


def learn(catalog: Catalog, lesson: Calibration) -> None:
    """Keeps what judged questions have taught, on top of the calibration that they were asked with."""
    before = learned(catalog)
    both = Calibration(lesson.slope * before.slope, lesson.slope * before.offset + lesson.offset)
    catalog.note(_CALIBRATION_NOTE, json.dumps(both))
