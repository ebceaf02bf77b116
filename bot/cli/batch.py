"""Many questions from lines: plain ones, or JSON lines with `question` and any of `id`, `as_of`."""

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from retrieval import UsageError


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
        return BatchQuestion(line)
    try:
        record = json.loads(line)
    except ValueError as error:
        return UsageError(f"not JSON ({error})")
    text = record.get("question")
    if not isinstance(text, str):
        return UsageError('it has no "question"')
    try:
        return BatchQuestion(text, record.get("id"), _day(record.get("as_of")))
    except ValueError:
        return UsageError(f'"as_of" is {record["as_of"]!r}; write a day as 2024-03-16')


def _day(written: Any) -> datetime.date | None:
    """A day as 2024-03-16 or 2024/03/16; raises ValueError."""
    return datetime.date.fromisoformat(str(written)[:10].replace("/", "-")) if written else None
