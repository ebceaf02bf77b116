"""Many questions from lines: plain ones, or JSON lines with `question` and any of `id`, `as_of`."""

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from retrieval import UsageError


class Asked(NamedTuple):
    """One question, what its asker calls it, and the day it is asked as of."""

    question: str
    id: Any = None
    as_of: datetime.date | None = None


def questions(lines: Iterable[str]) -> Iterator[Asked | UsageError | None]:
    """For each line its question, what is wrong with it, or None where the line is empty."""
    for line in lines:
        yield _asked(line.strip()) if line.strip() else None


def _asked(line: str) -> Asked | UsageError:
    if not line.startswith("{"):
        return Asked(line)
    try:
        record = json.loads(line)
    except ValueError as error:
        return UsageError(f"not JSON ({error})")
    question = record.get("question")
    if not isinstance(question, str):
        return UsageError('no "question" in it')
    try:
        return Asked(question, record.get("id"), _day(record.get("as_of")))
    except ValueError:
        return UsageError(f'"as_of" is {record["as_of"]!r}; write a day as 2024-03-16')


def _day(written: Any) -> datetime.date | None:
    """A day as 2024-03-16 or 2024/03/16; raises ValueError."""
    return datetime.date.fromisoformat(str(written)[:10].replace("/", "-")) if written else None
