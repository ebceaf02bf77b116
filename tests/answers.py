"""Answers made by hand, for tests of what is shown, written or compared; no archive is needed for them."""

import datetime
from typing import Any

from retrieval import Answer, AnswerPassage, Citation, Sentence

TEXT = "It rained. The mayor opened the bridge. Ana cheered."
"""The passage of `passage()`, which begins at character 100 of its article."""

OPENED = "The mayor opened the bridge."

START = 100


def sentence(words: str, text: str = TEXT, start: int = START) -> Sentence:
    """A sentence of a passage."""
    at = start + text.index(words)
    return Sentence(words, at, at + len(words))


def citation(rank: int = 1, text: str = TEXT, **values: Any) -> Citation:
    """A citation of bridge.txt; `values` replace its fields."""
    fields: dict[str, Any] = {
        "id": f"k7q2m9.{rank}",
        "article": "bridge.txt",
        "title": "The bridge",
        "date": datetime.date(2024, 3, 16),
        "source": None,
        "url": None,
        "heading": None,
        "paragraphs": (2,),
        "exact": text,
        "prefix": "",
        "suffix": "",
        "start": START,
        "end": START + len(text),
        "sha256": "0" * 64,
    }
    return Citation(**{**fields, **values})


def passage(rank: int = 1, text: str = TEXT, words: str = OPENED, **values: Any) -> AnswerPassage:
    """A passage whose answer sentence is `words`; `values` replace fields of its citation."""
    return AnswerPassage(rank, 2.0, text, sentence(words, text), citation(rank, text, **values))


def answer(*passages: AnswerPassage, **values: Any) -> Answer:
    """An answer of these passages; `values` replace its fields."""
    fields: dict[str, Any] = {
        "id": "k7q2m9",
        "question": "Who opened the bridge?",
        "asked_at": datetime.datetime(2024, 3, 17, 8, 5, 9, tzinfo=datetime.UTC),
        "answered": bool(passages),
        "confidence": 0.5,
        "passages": passages,
        "unmatched_terms": (),
        "elapsed_ms": 1.5,
    }
    return Answer(**{**fields, **values})
