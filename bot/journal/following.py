"""Answers to questions that followed a forgotten one: its words are taken out of what they were understood as."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from bot.journal.database import checksum
from bot.journal.tables import COLUMNS
from bot.render.phrases import json_text

_WORD = re.compile(r"\w+")


class Forgotten(NamedTuple):
    """A question that is forgotten: its answer's id, the hash of its chat (None outside Telegram), when, its words."""

    answer: str
    chat: str | None
    asked_at: str
    question: str


def without_their_words(db: sqlite3.Connection, questions: Collection[Forgotten]) -> None:
    """Takes the words of forgotten questions out of the answers that took them over, inside a transaction.

    That is any later answer of the same chat that goes on from a forgotten one, or from another such one, or was looked
    up with a word of a forgotten question that its own does not have (answers of earlier versions don't name what they
    went on from). Nothing is left of what it was understood as, nor of what it went on from.
    """
    for chat in {question.chat for question in questions}:
        of_chat = [question for question in questions if question.chat == chat]
        forgotten = _words(" ".join(question.question for question in of_chat))
        answers = {question.answer for question in of_chat}
        for row in _followers(db, chat, min(question.asked_at for question in of_chat)):
            made_with, answer = _parsed(row[5]), _parsed(row[6])
            if _antecedent(answer) in answers or _took_over(answer, made_with, forgotten):
                answers.add(row[0])
                _write(db, row, made_with, answer)


def _followers(db: sqlite3.Connection, chat: str | None, since: str) -> list[tuple[Any, ...]]:
    """The answers given in a chat since a time that may have been looked up with words of an earlier question."""
    followed = """answer NOT LIKE '%"understood_as": null%' OR answer LIKE '%"carried": {%'
        OR made_with LIKE '%"context": "%'"""
    query = f"SELECT {COLUMNS} FROM answers WHERE chat IS ? AND asked_at >= ? AND ({followed}) ORDER BY asked_at"
    return db.execute(query, (chat, since)).fetchall()


def _antecedent(answer: dict[str, Any]) -> str | None:
    """The id of the answer that an answer continues from."""
    carried = answer.get("carried")
    return carried.get("answer") if isinstance(carried, dict) else None


def _took_over(answer: dict[str, Any], made_with: dict[str, Any], forgotten: Collection[str]) -> bool:
    """Whether an answer was looked up with a forgotten word that its own question does not have."""
    looked_up = _words(f"{answer.get('understood_as') or ''} {made_with.get('context') or ''}")
    return bool((looked_up - _words(str(answer.get("question")))) & set(forgotten))


def _write(db: sqlite3.Connection, row: tuple[Any, ...], made_with: dict[str, Any], answer: dict[str, Any]) -> None:
    """Writes an answer as if it had been looked up with the words of its own question alone."""
    own = _words(str(answer.get("question")))
    answer |= {
        "understood_as": None,
        "carried": None,
        "unmatched_terms": [term for term in _list(answer, "unmatched_terms") if _words(str(term)) <= own],
        "missing_terms": [term for term in _list(answer, "missing_terms") if _words(str(term)) <= own],
        "read_as": [each for each in _list(answer, "read_as") if _words(str(each.get("word"))) <= own],
        "notes": [],
    }
    for passage in _list(answer, "passages"):
        if isinstance(features := passage.get("features"), dict) and "topic" in features:
            features["topic"] = 0.0
    if not _words(str((answer.get("period") or {}).get("words") or "")) <= own:
        answer["period"] = None
    columns = (*row[:5], json_text(_standing_alone(made_with)), json_text(answer))
    db.execute("UPDATE answers SET made_with = ?, answer = ? WHERE id = ?", (*columns[5:], row[0]))
    db.execute("UPDATE sums SET sum = ? WHERE answer = ?", (checksum(*columns), row[0]))


def _standing_alone(made_with: dict[str, Any]) -> dict[str, Any]:
    """What an answer depended on, without what it took over."""
    return {name: value for name, value in made_with.items() if name not in ("topic", "told")} | {"context": None}


def _parsed(text: str) -> dict[str, Any]:
    """An object from JSON; an empty one where a damaged row holds none."""
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        return value if isinstance(value, dict) else {}
    return {}


def _list(answer: dict[str, Any], name: str) -> Iterator[Any]:
    values = answer.get(name)
    return iter(values if isinstance(values, list) else ())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
