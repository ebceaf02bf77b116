"""Many questions from lines: plain ones, or JSON lines with `question` and any of `id` and `NARROWING`."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bot.journal.codec import json_value
from bot.render.phrases import encodable
from retrieval import NARROWING, UsageError, parsed_bound

NAMES = ("source", "language")
"""What a line narrows its question to by a name; to the rest of `NARROWING` by a day."""


class BatchQuestion(NamedTuple):
    """One question of many, the id that comes back with its answer, and what it alone is narrowed to."""

    text: str
    id: Any = None
    narrowing: Mapping[str, datetime.date | str] = {}


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
        narrowing = {name: _bound(name, record[name]) for name in NARROWING if record.get(name)}
    except UsageError as error:
        return error
    return BatchQuestion(encodable(text), record.get("id"), narrowing)


def _bound(name: str, value: Any) -> datetime.date | str:
    """What a question is narrowed to; raises `UsageError` if it is neither a day nor a name."""
    if name in NAMES:
        if isinstance(value, str):
            return encodable(value)
        raise UsageError(f'"{name}" is {value!r}; write a name in quotation marks')
    try:
        return parsed_bound(name, value)
    except (ValueError, TypeError, ArithmeticError):
        raise UsageError(f'"{name}" is {value!r}; write a day as 2024-03-16, a month as 2024-03 or a year') from None
