"""When some words were said → JSON, beside that of answers."""

from typing import Any

from bot.journal.codec import iso_day, passage_json, timestamp
from bot.render.timeline import bars, first_day, last_day
from retrieval import MentionCount, Timeline

MOST_MONTHS = 1_200
"""Of a longer span than a century JSON has years, or decades, instead of months."""


def timeline_json(timeline: Timeline) -> dict[str, Any]:
    """When some words were said as plain values; `passages` are those in which they were said first and last."""
    ends, (by, every) = timeline.ends, bars(timeline.months, MOST_MONTHS)
    narrowed = {name: ends.provenance.get(name) for name in ("since", "until", "source", "language")}
    return {
        "id": ends.id,
        "words": timeline.words,
        "exact": list(timeline.exact),
        "asked_at": timestamp(ends.asked_at),
        "answered": ends.answered,
        **narrowed,
        "articles": timeline.articles,
        "sentences": timeline.sentences,
        "copies": timeline.copies,
        "undated": _count_json(timeline.undated),
        "first": iso_day(first_day(timeline)),
        "last": iso_day(last_day(timeline)),
        "by": by,
        "periods": [
            {"period": bar.period, "since": iso_day(bar.since), "until": iso_day(bar.until), "articles": bar.articles,
             "sentences": bar.sentences, "ids": list(bar.ids)}
            for bar in every
        ],
        "passages": [passage_json(passage) for passage in ends.passages],
        "read_as": [{"word": correction.word, "read_as": correction.read_as} for correction in ends.corrections],
        "notes": list(ends.notes),
        "elapsed_ms": round(ends.elapsed_ms, 2),
    }  # fmt: skip


def _count_json(count: MentionCount) -> dict[str, Any]:
    return {"articles": count.articles, "sentences": count.sentences, "ids": list(count.ids)}
