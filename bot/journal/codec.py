"""JSON → answers and citations: what `bot.render.answers` wrote, or somebody else in the same form."""

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval import Answer, AnswerPassage, Citation, Period, Sentence, SpellingCorrection, UsageError


def parsed_answer(value: Any) -> Answer:
    """An answer from plain values, in the form of `render.answer_json`.

    Raises:
        UsageError: Something is missing or of another kind; the message names it.
    """
    try:
        return Answer(
            id=str(value["id"]),
            question=str(value["question"]),
            asked_at=datetime.datetime.fromisoformat(value["asked_at"]),
            answered=bool(value["answered"]),
            confidence=float(value["confidence"]),
            passages=tuple(_passage(passage) for passage in value["passages"]),
            unmatched_terms=tuple(map(str, value["unmatched_terms"])),
            elapsed_ms=float(value["elapsed_ms"]),
            corrections=tuple(
                SpellingCorrection(str(read["word"]), str(read["read_as"])) for read in value.get("read_as") or ()
            ),
            understood=value.get("understood_as"),
            period=_period(value.get("period")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"This is no answer as JSON ({_what(error)}).") from error


def _period(value: Any) -> Period | None:
    """The days that an answer looked at first; none in an answer of long ago."""
    if value is None:
        return None
    since, until = (datetime.date.fromisoformat(value[name]) for name in ("since", "until"))
    return Period(since, until, str(value["words"]))


def parsed_citations(value: Any) -> list[Citation]:
    """The citations in an answer, in several, or in one citation, as plain values.

    Only what a check needs must be there: the article and the selectors.

    Raises:
        UsageError: There is no citation where one is due; the message names what is missing.
    """
    if isinstance(value, list):
        return [citation for item in value for citation in parsed_citations(item)]
    if not isinstance(value, Mapping):
        raise UsageError("This JSON holds neither answers nor citations.")
    if "passages" in value:
        return [
            parsed_citation(
                passage.get("citation") if isinstance(passage, Mapping) else None,
                f"{value.get('id') or 'answer'}.{rank}",
            )
            for rank, passage in enumerate(_list(value["passages"], "passages"), 1)
        ]
    return [parsed_citation(value, "citation")]


def parsed_citation(value: Any, identity: str = "") -> Citation:
    """A citation from plain values, in the form of `render.citation_json`; `identity` stands in for a missing id.

    Raises:
        UsageError: The article or a selector is missing; the message names it.
    """
    try:
        quote, position = _selectors(value["selector"])
        start = int(position.get("start", 0))
        exact = _text(quote["exact"])
        return Citation(
            id=str(value.get("id") or identity),
            article=_text(value["article"]),
            title=value.get("title") or "",
            date=_day(value.get("date")),
            source=value.get("source"),
            url=value.get("url"),
            heading=value.get("heading"),
            paragraphs=tuple(map(int, value.get("paragraphs") or ())),
            exact=exact,
            prefix=_text(quote.get("prefix") or ""),
            suffix=_text(quote.get("suffix") or ""),
            start=start,
            end=int(position.get("end", start + len(exact))),
            sha256=value.get("sha256") or "",
            link=value.get("link"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"The citation {identity or 'given'} can't be read ({_what(error)}).") from error


def loads(text: str) -> list[Any]:
    """The values in a text of JSON: one, or one a line.

    Raises:
        UsageError: A line is no JSON; the message tells which.
    """
    try:
        return [json.loads(text)]
    except ValueError:
        return [_line(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UsageError(f"Line {number} is no JSON ({error}).") from error


def _passage(value: Any) -> AnswerPassage:
    sentence = value["sentence"]
    return AnswerPassage(
        rank=int(value["rank"]),
        score=float(value["score"]),
        text=str(value["text"]),
        sentence=Sentence(str(sentence["exact"]), int(sentence["start"]), int(sentence["end"])),
        citation=parsed_citation(value["citation"]),
        bm25=float(value.get("bm25") or 0),
        features={str(name): float(part) for name, part in (value.get("features") or {}).items()},
    )


def _selectors(values: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The TextQuoteSelector, and the TextPositionSelector or an empty one."""
    by_type = {value.get("type"): value for value in _list(values, "selector")}
    if "TextQuoteSelector" not in by_type:
        raise ValueError("there is no TextQuoteSelector")
    return by_type["TextQuoteSelector"], by_type.get("TextPositionSelector", {})


def _list(value: Any, name: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise UsageError(f"{name!r} is no list.")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _what(error: Exception) -> str:
    """What a failed look-up or conversion says of itself."""
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
