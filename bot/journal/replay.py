"""Asks again what was asked before, and tells whether the answer is still the same, and if not, why."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.journal.store import JournalEntry
from retrieval import Answer, NotFound, QuestionError, Searcher, context_in

_NAMES = {"archive": "the articles", "analyzer": "how words are read", "engine": "the engine", "bm25": "the formula"}


@dataclass(frozen=True, slots=True)
class Replay:
    """What asking again gave: is all that the answer depends on the same, is the answer, and what changed."""

    then: Answer
    now: Answer
    same_state: bool
    same_answer: bool
    changes: tuple[str, ...]


def replayed(entry: JournalEntry, searcher: Searcher) -> Replay:
    """Asks the question of an entry of the journal again, with the parameters it was asked with."""
    then, provenance = entry.answer, entry.provenance
    # An older journal has the context only in the text that shows it.
    context = provenance.get("context") or context_in(then.understood or "", then.question)
    try:
        now = searcher.ask(then.question, context=context, **_parameters(provenance, len(then.passages)))
    except QuestionError:
        now = searcher.unanswerable(then.question)
    same_answer = _shown(then) == _shown(now)
    state = [_state_change(name, provenance, now.provenance, searcher) for name in _NAMES]
    changed = [change for change in state if change]
    changes = (*changed, *_article_changes(then, searcher), *(() if same_answer else _passage_changes(then, now)))
    return Replay(then, now, not changed, same_answer, tuple(changes))


def replay_words(again: Replay) -> str:
    """What asking again gave, for a person."""
    if again.same_answer:
        head = (
            "The same answer, from the same articles."
            if again.same_state
            else "The same answer, though not all is as it was."
        )
    elif again.same_state:
        head = "Another answer, though articles and settings are the same: this should not be."
    else:
        head = "Another answer."
    return "\n".join([head, *(f"  {change}" for change in again.changes)])


def replay_json(again: Replay) -> dict[str, Any]:
    """What asking again gave, as plain values."""
    return {
        "id": again.then.id,
        "question": again.then.question,
        "asked_at": f"{again.then.asked_at:%Y-%m-%dT%H:%M:%SZ}",
        "same_state": again.same_state,
        "same_answer": again.same_answer,
        "changes": list(again.changes),
    }


def _parameters(provenance: Mapping[str, Any], shown: int) -> dict[str, Any]:
    """What `Searcher.ask` is to be called with."""
    days = {
        name: datetime.date.fromisoformat(day) for name in ("since", "until", "as_of") if (day := provenance.get(name))
    }
    return {"limit": provenance.get("limit") or max(shown, 1), "source": provenance.get("source"), **days}


def _shown(answer: Answer) -> list[tuple[str, int, str, int]]:
    """What a reader saw of an answer: its passages in order, and their telling sentences."""
    return [
        (passage.citation.article, passage.citation.start, passage.text, passage.sentence.start)
        for passage in answer.passages
    ]


def _state_change(name: str, then: Mapping[str, Any], now: Mapping[str, Any], searcher: Searcher) -> str | None:
    if then.get(name) == now.get(name):
        return None
    if name == "archive":
        return f"The articles are others: {then.get('articles', '?')} then, {now.get('articles', '?')} now."
    return f"Changed: {_NAMES[name]} ({then.get(name)} then, {now.get(name)} now)."


def _article_changes(then: Answer, searcher: Searcher) -> Iterator[str]:
    """What became of the articles that were cited."""
    cited = {passage.citation.article: passage.citation.sha256 for passage in then.passages}
    for identity, sha256 in cited.items():
        try:
            if searcher.archive.article(identity).sha256 != sha256:
                yield f"{identity} was edited."
        except NotFound:
            yield f"{identity} is gone."


def _passage_changes(then: Answer, now: Answer) -> Iterator[str]:
    """Which passages came, went, or have another rank or text."""
    old = {_place(passage.citation.article, passage.citation.start): passage for passage in then.passages}
    new = {_place(passage.citation.article, passage.citation.start): passage for passage in now.passages}
    for place, passage in old.items():
        if place not in new:
            yield f"No longer among the passages: [{passage.rank}] {place}."
        elif new[place].text != passage.text:
            yield f"Other words in the passage: [{passage.rank}] {place}."
        elif new[place].rank != passage.rank:
            yield f"Another rank: {place}, {passage.rank} then, {new[place].rank} now."
        elif new[place].sentence != passage.sentence:
            yield f"Another telling sentence: [{passage.rank}] {place}."
    for place, passage in new.items():
        if place not in old:
            yield f"New among the passages: [{passage.rank}] {place}."


def _place(article: str, start: int) -> str:
    return f"{article}, character {start}"
