"""Asks a question of the journal again: is the answer still the same, and if not, why?"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.journal.codec import timestamp
from bot.journal.store import JournalEntry
from retrieval import Answer, NotFound, Searcher, SourceUnreadable, UsageError, context_in, mentions, timeline

_STATE = {"archive": "the articles", "analyzer": "how words are read", "engine": "the engine", "bm25": "the formula"}
"""What an answer depends on besides its question: keys of its provenance, and what they stand for."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The earlier answer, the one now, whether all that they depend on is the same, whether they are, what changed."""

    then: Answer
    now: Answer
    same_state: bool
    same_answer: bool
    changes: tuple[str, ...]


def replayed(entry: JournalEntry, searcher: Searcher) -> Replay:
    """Asks the question of an entry again, with the parameters it was asked with."""
    then, provenance = entry.answer, entry.provenance
    # Journals of older versions have the context of a follow-up only in the text that shows it.
    context = provenance.get("context") or context_in(then.understood or "", then.question)
    parameters = _parameters(provenance, len(then.passages))
    try:
        if timeline_part := provenance.get("timeline"):
            now = _said_again(then.question, timeline_part, searcher, parameters)
        else:
            article = provenance.get("article")
            now = searcher.ask(then.question, context=context, topic=then.topic, article=article, **parameters)
    except UsageError:  # no word to look up, or no article by that publisher or in that language any more
        now = searcher.unanswerable(then.question)
    same_answer = _visible(then) == _visible(now)
    state_changes = [change for name in _STATE if (change := _state_change(name, provenance, now.provenance))]
    passage_changes = () if same_answer else _passage_changes(then, now)
    changes = (*state_changes, *_article_changes(then, searcher), *passage_changes)
    return Replay(then, now, not state_changes, same_answer, changes)


def _said_again(words: str, part: str, searcher: Searcher, parameters: dict[str, Any]) -> Answer:
    """The sentences that say some words, as they were shown before.

    Args:
        words: What was asked for.
        part: What was shown: the `ends`, what was `mentions` in a period, or what is `undated`.
        searcher: Over the archive.
        parameters: Of the search.
    """
    if part != "ends":
        return mentions(searcher, words, undated=part == "undated", **parameters)
    del parameters["limit"]
    return timeline(searcher, words, **parameters).ends


def replay_text(replay: Replay) -> str:
    """The outcome of a replay for a person."""
    return "\n".join([_headline(replay), *(f"  {change}" for change in replay.changes)])


def replay_json(replay: Replay) -> dict[str, Any]:
    """The outcome of a replay as plain values."""
    return {
        "id": replay.then.id,
        "question": replay.then.question,
        "asked_at": timestamp(replay.then.asked_at),
        "same_state": replay.same_state,
        "same_answer": replay.same_answer,
        "changes": list(replay.changes),
    }


def _headline(replay: Replay) -> str:
    if replay.same_answer and replay.same_state:
        return "The same answer, from the same articles."
    if replay.same_answer:
        return "The same answer, although something it depends on has changed."
    if replay.same_state:
        return "A different answer from the same articles and settings: this should not happen."
    return "A different answer."


def _parameters(provenance: Mapping[str, Any], passage_count: int) -> dict[str, Any]:
    """The arguments for `Searcher.ask`; `passage_count` is the limit of an answer that was kept without one."""
    days = {
        name: datetime.date.fromisoformat(day) for name in ("since", "until", "as_of") if (day := provenance.get(name))
    }
    names = {name: provenance.get(name) for name in ("source", "language")}
    return {"limit": provenance.get("limit") or max(passage_count, 1), **names, **days}


def _visible(answer: Answer) -> list[tuple[str, int, str, int]]:
    """What a reader sees of an answer: its passages in order, and their answer sentences."""
    return [
        (passage.citation.article, passage.citation.start, passage.text, passage.sentence.start)
        for passage in answer.passages
    ]


def _state_change(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> str | None:
    if then.get(name) == now.get(name):
        return None
    if name == "archive":
        return f"The articles differ: {then.get('articles', '?')} then, {now.get('articles', '?')} now."
    return f"Changed: {_STATE[name]} ({then.get(name)} then, {now.get(name)} now)."


def _article_changes(then: Answer, searcher: Searcher) -> Iterator[str]:
    """What happened to the cited articles."""
    hashes = {passage.citation.article: passage.citation.sha256 for passage in then.passages}
    for identity, sha256 in hashes.items():
        try:
            if searcher.archive.article(identity).sha256 != sha256:
                yield f"{identity} was edited."
        except NotFound:
            yield f"{identity} is gone."
        except SourceUnreadable as error:
            yield str(error)


def _passage_changes(then: Answer, now: Answer) -> Iterator[str]:
    """Which passages came, went, or have another rank, text or answer sentence."""
    old = {_place(passage.citation.article, passage.citation.start): passage for passage in then.passages}
    new = {_place(passage.citation.article, passage.citation.start): passage for passage in now.passages}
    for place, passage in old.items():
        if place not in new:
            yield f"No longer among the passages: [{passage.rank}] {place}."
        elif new[place].text != passage.text:
            yield f"Different words in the passage: [{passage.rank}] {place}."
        elif new[place].rank != passage.rank:
            yield f"A different rank: {place}, {passage.rank} then, {new[place].rank} now."
        elif new[place].sentence != passage.sentence:
            yield f"A different answer sentence: [{passage.rank}] {place}."
    for place, passage in new.items():
        if place not in old:
            yield f"New among the passages: [{passage.rank}] {place}."


def _place(article: str, start: int) -> str:
    return f"{article}, character {start}"
