"""Questions whose answers are known, from JSON lines or CSV.

Two forms are read, also mixed. The simple one has `question` and `answer` (words that the answer must hold) or
`article` (the id of the article that must be found), and any of `id`, `as_of`; a list, or alternatives with `|` between
them, means any of them. A question with neither is one that the archive does not answer. The exact form has
`gold_mentions`: article, paragraph, start, end (code points into the article's text) of every accepted mention, with
`question_id`, `question_date`, `answerable`.
"""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from retrieval.errors import UsageError
from retrieval.records import parsed_day


class Mention(NamedTuple):
    """Where an answer stands: an article and code points of its text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and what answers it: exact mentions, or words, or articles; nothing where the archive doesn't."""

    id: str
    question: str
    as_of: datetime.date | None = None
    mentions: tuple[Mention, ...] = ()
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the archive is said to hold an answer."""
        return bool(self.mentions or self.answers or self.articles)


def judged_questions(text: str, name: str) -> list[JudgedQuestion]:
    """The questions of a file, in order.

    Args:
        text: JSON lines, or CSV with a row of names first.
        name: Of the file, for what is said about it.

    Raises:
        UsageError: A line can't be understood, or there is no question at all.
    """
    rows = _json_lines(text) if text.lstrip()[:1] in ("", "{") else _csv(text)
    found = []
    try:
        for number, row in rows:
            found.append(_labelled(row, number))
    except (ValueError, TypeError, csv.Error) as error:
        raise UsageError(f"{name}: {error}.") from error
    if not found:
        raise UsageError(f"{name} holds no question; write one a line as JSON, or CSV with a column named question.")
    return found


def _json_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each JSON object with the number of its line."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"line {number} is not JSON ({error})") from error
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is not a JSON object")
            yield number, row


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each row of a table with the number of its last line."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    if "question" not in rows.fieldnames:
        raise ValueError("the first line names no column question")
    for row in rows:
        if any(row.values()):
            yield rows.line_num, row


def _labelled(row: Mapping[str, Any], number: int) -> JudgedQuestion:
    """One question."""
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f"line {number} has no question")
    identity = str(row.get("question_id") or row.get("id") or number)
    said = _said(row.get("answerable"))
    mentions = tuple(_mentions(row.get("gold_mentions") or (), number))
    answers, articles = _several(row.get("answer")), _several(row.get("article"))
    if said is False:
        return JudgedQuestion(identity, question, _day(row, number))
    if mentions:
        return JudgedQuestion(identity, question, _day(row, number), mentions)
    if said and not answers and not articles:
        raise ValueError(f"line {number} is called answerable, but has no answer, article or gold_mentions")
    return JudgedQuestion(identity, question, _day(row, number), (), answers, articles)


def _mentions(rows: Iterable[Any], number: int) -> Iterator[Mention]:
    """Exact mentions; the paragraph and the grade are not needed."""
    for row in rows:
        match row:
            case [str(article), _, int(start), int(end), *_]:
                yield Mention(article, start, end)
            case _:
                raise ValueError(f"line {number}: a gold mention is [article, paragraph, start, end], not {row!r}")


def _several(value: Any) -> tuple[str, ...]:
    """A value, or each of several."""
    values = value if isinstance(value, list) else str(value if value is not None else "").split("|")
    return tuple(str(one).strip() for one in values if str(one).strip())


def _said(value: Any) -> bool | None:
    """Whether something is said to be so: true, false, or as people write it in a table."""
    if value is None or isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
        str(value).strip().lower()
    )


def _day(row: Mapping[str, Any], number: int) -> datetime.date | None:
    """The day that the question is asked as of."""
    written = row.get("question_date") or row.get("as_of")
    if not written:
        return None
    try:
        return parsed_day(written)
    except ValueError as error:
        raise ValueError(f"line {number}: {written!r} is no day; write it as 2024-03-16") from error
