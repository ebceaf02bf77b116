"""Relevance judgments: questions whose answers are known, from JSON lines or CSV.

What information retrieval calls topics and qrels, in one file. Two forms are read, also mixed. The simple one has
`question` and `answer` (words that the answer must contain) or `article` (the id of the article that must be found),
and any of `id`, `as_of`; a list, or alternatives with `|` between them, means any of them. A question with neither is
one that the archive does not answer. The exact form has `gold_mentions`: article, paragraph, start, end (code points
into the article's text) of every accepted span, with `question_id`, `question_date`, `answerable`.
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


class GoldSpan(NamedTuple):
    """Where an answer is: an article, and the code points of its text from `start` up to `end`."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with its judgments: the spans, words or articles that answer it; none if the archive has no answer."""

    id: str
    question: str
    as_of: datetime.date | None = None
    spans: tuple[GoldSpan, ...] = ()
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the archive is known to have an answer."""
        return bool(self.spans or self.answers or self.articles)


def judged_questions(text: str, name: str) -> list[JudgedQuestion]:
    """The judged questions of a file, in order.

    Args:
        text: JSON lines, or CSV whose first row names the columns.
        name: The name of the file, for error messages.

    Raises:
        UsageError: A line can't be understood, or there are no questions at all.
    """
    rows = _json_lines(text) if text.lstrip()[:1] in ("", "{") else _csv(text)
    try:
        questions = [_judged_question(row, number) for number, row in rows]
    except (ValueError, TypeError, csv.Error) as error:
        raise UsageError(f"{name}: {error}.") from error
    if not questions:
        raise UsageError(f"{name} has no questions; write one per line as JSON, or CSV with a column named question.")
    return questions


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
    """Each row of a table that is not empty, with the number of its last line."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    if "question" not in rows.fieldnames:
        raise ValueError("the first line has no column named question")
    for row in rows:
        if any(row.values()):
            yield rows.line_num, row


def _judged_question(row: Mapping[str, Any], number: int) -> JudgedQuestion:
    """The question of a row; `number` is that of its line."""
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f"line {number} has no question")
    identity = str(row.get("question_id") or row.get("id") or number)
    answerable = _flag(row.get("answerable"))
    spans = tuple(_gold_spans(row.get("gold_mentions") or (), number))
    answers, articles = _alternatives(row.get("answer")), _alternatives(row.get("article"))
    if answerable is False:
        return JudgedQuestion(identity, question, _day(row, number))
    if spans:
        return JudgedQuestion(identity, question, _day(row, number), spans)
    if answerable and not answers and not articles:
        raise ValueError(f"line {number} is marked answerable but has no answer, article or gold_mentions")
    return JudgedQuestion(identity, question, _day(row, number), (), answers, articles)


def _gold_spans(rows: Iterable[Any], number: int) -> Iterator[GoldSpan]:
    """The spans of a question; their paragraph and grade are not needed."""
    for row in rows:
        match row:
            case [str(article), _, int(start), int(end), *_]:
                yield GoldSpan(article, start, end)
            case _:
                raise ValueError(f"line {number}: a gold mention is [article, paragraph, start, end], not {row!r}")


def _alternatives(value: Any) -> tuple[str, ...]:
    """The values of a list, or of a text with `|` between them; empty ones are left out."""
    values = value if isinstance(value, list) else str(value if value is not None else "").split("|")
    return tuple(text for text in (str(alternative).strip() for alternative in values) if text)


def _flag(value: Any) -> bool | None:
    """True or false, as JSON has it or as people write it in a table; None when it is neither."""
    if value is None or isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
        str(value).strip().lower()
    )


def _day(row: Mapping[str, Any], number: int) -> datetime.date | None:
    """The day as of which the question is asked, if any."""
    value = row.get("question_date") or row.get("as_of")
    if not value:
        return None
    try:
        return parsed_day(value)
    except ValueError as error:
        raise ValueError(f"line {number}: {value!r} is not a date; write it like 2024-03-16") from error
