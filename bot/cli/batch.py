"""Many questions from lines: plain ones, or JSON lines with `question` and any of `id`, `as_of`."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bot.journal.codec import json_value
from bot.render.phrases import encodable
from retrieval import UsageError, parsed_day


class BatchQuestion(NamedTuple):
    """One question of many, the id that comes back with its answer, and the day it is asked as of."""

    text: str
    id: Any = None
    as_of: datetime.date | None = None


def batch_questions(lines: Iterable[str]) -> Iterator[BatchQuestion | UsageError | None]:
    """For each line its question, an error that says what is wrong with it, or None when it is empty."""
    for line in lines:
        yield _question(line.strip()) if line.strip() else None


def _question(line: str) -> BatchQuestion | UsageError:
    if not line.startswith("{"):
        return BatchQuestion(encodable(line))
    try:
        record = json_value(line)
    except ValueError as error:
        return UsageError(f"not JSON ({error})")
    text = record.get("question")
    if not isinstance(text, str):
        return UsageError('it has no "question"')
    try:
        as_of = record.get("as_of")
        return BatchQuestion(encodable(text), record.get("id"), parsed_day(as_of) if as_of else None)
    except (ValueError, TypeError, ArithmeticError):
        return UsageError(f'"as_of" is {record["as_of"]!r}; write a day as 2024-03-16')
