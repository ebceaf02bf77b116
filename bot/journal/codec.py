"""Answers and citations ↔ JSON, side by side: what one function writes, the one beside it reads.

Fields are added, never renamed. What was written before a field existed is read as if the field were empty, so that
every journal stays readable. Of `Answer.provenance` the JSON has `narrowed_to` alone; the journal keeps all of it in a
column of its own.
"""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from retrieval import (
    NARROWING,
    Answer,
    AnswerPassage,
    Citation,
    Copy,
    Period,
    Remark,
    Sentence,
    Shown,
    SourceFile,
    SpellingCorrection,
    Topic,
    UsageError,
    context_in,
)

_UNFIT = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What Python raises of a value that is missing, of another type, or beyond what a number may be."""


MAX_DEPTH = 100
"""How deep JSON may be nested: what Pincite writes is 7 deep, and Python reads and writes about 900."""


def answer_json(answer: Answer, identity: Any = None) -> dict[str, Any]:
    """An answer as plain values, ready for `json.dumps`; `identity`, when given, replaces its id."""
    return {
        "id": answer.id if identity is None else identity,
        "question": answer.question,
        "asked_at": timestamp(answer.asked_at),
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "passages": [passage_json(passage) for passage in answer.passages],
        "understood_as": answer.understood,
        "carried": _carried_json(answer),
        "unmatched_terms": list(answer.unmatched_terms),
        "missing_terms": list(answer.missing_terms),
        "period": None if answer.period is None else _period_json(answer.period),
        "narrowed_to": _narrowing_json(answer),
        "read_as": [{"word": correction.word, "read_as": correction.read_as} for correction in answer.corrections],
        "notes": list(answer.notes),
        "elapsed_ms": round(answer.elapsed_ms, 2),
    }


def parsed_answer(value: Any) -> Answer:
    """An answer from plain values in the form of `answer_json`.

    Raises:
        UsageError: Something is missing or of another type; the message names it.
    """
    try:
        period = value.get("period")
        return Answer(
            id=str(value["id"]),
            question=str(value["question"]),
            asked_at=datetime.datetime.fromisoformat(value["asked_at"]),
            answered=bool(value["answered"]),
            confidence=float(value["confidence"]),
            passages=tuple(map(_parsed_passage, value["passages"])),
            unmatched_terms=tuple(map(str, value["unmatched_terms"])),
            elapsed_ms=float(value["elapsed_ms"]),
            corrections=tuple(map(_parsed_correction, value.get("read_as") or ())),
            understood=_text_or_none(value.get("understood_as")),
            period=None if period is None else _parsed_period(period),
            notes=tuple(Remark(str(note)) for note in value.get("notes") or ()),
            missing_terms=tuple(map(str, value.get("missing_terms") or ())),
            topic=_parsed_topic(value.get("carried")),
            provenance=_parsed_narrowing(value.get("narrowed_to")),
        )
    except _UNFIT as error:
        raise UsageError(f"This is not an answer as JSON ({_reason(error)}).") from error


def passage_json(passage: AnswerPassage) -> dict[str, Any]:
    """A passage of an answer as plain values."""
    second = passage.second_sentence
    return {
        "rank": passage.rank,
        "score": round(passage.score, 4),
        "bm25": round(passage.bm25, 4),
        "features": {name: round(part, 4) for name, part in passage.features.items()},
        "text": passage.text,
        "sentence": _sentence_json(passage.sentence),
        "second_sentence": None if second is None else _sentence_json(second),
        "copies": [_copy_json(copy) for copy in passage.copies],
        "citation": citation_json(passage.citation),
    }


def _parsed_passage(value: Any) -> AnswerPassage:
    second = value.get("second_sentence")
    return AnswerPassage(
        rank=int(value["rank"]),
        score=float(value["score"]),
        bm25=float(value.get("bm25") or 0),
        features={str(name): float(part) for name, part in (value.get("features") or {}).items()},
        text=str(value["text"]),
        sentence=_parsed_sentence(value["sentence"]),
        second_sentence=None if second is None else _parsed_sentence(second),
        citation=parsed_citation(value["citation"]),
        copies=tuple(map(_parsed_copy, value.get("copies") or ())),
    )


def _carried_json(answer: Answer) -> dict[str, Any] | None:
    """What a question took over from the previous one and from its answer; None when nothing."""
    topic = answer.topic
    if answer.understood is None and topic is None:
        return None
    return {
        "words": context_in(answer.understood, answer.question) if answer.understood else None,
        "answer": topic and topic.answer,
        "article": topic and topic.article,
        "title": topic and topic.title,
        "told": topic and topic.start,
    }


def _parsed_topic(value: Any) -> Topic | None:
    if not isinstance(value, Mapping) or value.get("article") is None:
        return None
    return Topic(str(value["answer"]), _text(value["article"]), _text(value["title"]), int(value["told"]))


def _narrowing_json(answer: Answer) -> dict[str, Any] | None:
    """Which articles were searched, as the question was narrowed; None if it was not: then all of them."""
    narrowing = {name: answer.provenance.get(name) or None for name in NARROWING}
    return narrowing if any(narrowing.values()) else None


def _parsed_narrowing(value: Any) -> dict[str, str | int | None]:
    if value is None:
        return {}
    values = {name: _text(value[name]) for name in NARROWING if value.get(name) is not None}
    for name in values.keys() - {"source", "language"}:
        datetime.date.fromisoformat(values[name])
    return dict(values)


def _copy_json(copy: Copy) -> dict[str, Any]:
    return {
        "article": copy.article,
        "title": copy.title,
        "date": iso_day(copy.date),
        "source": copy.source,
        "url": copy.url,
    }


def _parsed_copy(value: Any) -> Copy:
    date = value.get("date")
    return Copy(
        article=_text(value["article"]),
        title=_text(value.get("title") or ""),
        date=datetime.date.fromisoformat(date) if date else None,
        source=_text_or_none(value.get("source")),
        url=_text_or_none(value.get("url")),
    )


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    return {"exact": sentence.exact, "start": sentence.start, "end": sentence.end}


def _parsed_sentence(value: Any) -> Sentence:
    return Sentence(str(value["exact"]), int(value["start"]), int(value["end"]))


def _parsed_correction(value: Any) -> SpellingCorrection:
    return SpellingCorrection(str(value["word"]), str(value["read_as"]))


def _period_json(period: Period) -> dict[str, Any]:
    since = None if period.since == datetime.date.min else iso_day(period.since)
    return {
        "since": since, "until": iso_day(period.until), "words": period.words, "asked_on": iso_day(period.asked_on),
    }  # fmt: skip


def _parsed_period(value: Any) -> Period:
    since = datetime.date.min if value["since"] is None else datetime.date.fromisoformat(value["since"])
    asked_on = value.get("asked_on")
    return Period(
        since,
        datetime.date.fromisoformat(value["until"]),
        str(value["words"]),
        None if asked_on is None else datetime.date.fromisoformat(asked_on),
    )


def citation_json(citation: Citation) -> dict[str, Any]:
    """A citation as plain values, its selectors those of the W3C's Web Annotation model."""
    return {
        "id": citation.id,
        "article": citation.article,
        "title": citation.title,
        "authors": list(citation.authors),
        "date": iso_day(citation.date),
        "source": citation.source,
        "url": citation.url,
        "link": citation.link,
        "heading": citation.heading,
        "paragraphs": list(citation.paragraphs),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
        ],
        "sha256": citation.sha256,
        "file": None if citation.file is None else _file_json(citation.file),
    }


def parsed_citation(value: Any, identity: str = "") -> Citation:
    """A citation from plain values in the form of `citation_json`; `identity` replaces a missing id.

    Raises:
        UsageError: The article or a selector is missing; the message names it.
    """
    try:
        quote, position = _selectors(value["selector"])
        start = int(position.get("start", 0))
        exact = _text(quote["exact"])
        date = value.get("date")
        return Citation(
            id=str(value.get("id") or identity),
            article=_text(value["article"]),
            title=_text(value.get("title") or ""),
            date=datetime.date.fromisoformat(date) if date else None,
            source=_text_or_none(value.get("source")),
            url=_text_or_none(value.get("url")),
            link=_text_or_none(value.get("link")),
            heading=_text_or_none(value.get("heading")),
            paragraphs=tuple(map(int, value.get("paragraphs") or ())),
            exact=exact,
            prefix=_text(quote.get("prefix") or ""),
            suffix=_text(quote.get("suffix") or ""),
            start=start,
            end=int(position.get("end", start + len(exact))),
            sha256=_text(value.get("sha256") or ""),
            file=_parsed_file(value.get("file")),
            authors=_parsed_names(value.get("authors")),
        )
    except _UNFIT as error:
        where = f"{identity}: " if identity else ""
        raise UsageError(f"A citation can't be read ({where}{_reason(error)}).") from error


def _parsed_names(value: Any) -> tuple[str, ...]:
    """The names of some people; nobody where a citation of an earlier version has none."""
    if value is not None and not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list of names")
    return tuple(map(_text, value or ()))


def _file_json(file: SourceFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256 or None,
        "lines": None if file.lines is None else list(file.lines),
        "page": file.page,
        "record": file.record,
        "member": file.member,
        "reader": file.reader or None,
    }


def _parsed_file(value: Any) -> SourceFile | None:
    if not isinstance(value, Mapping):
        return None
    lines, page, record = value.get("lines"), value.get("page"), value.get("record")
    return SourceFile(
        path=_text(value["path"]),
        sha256=_text(value.get("sha256") or ""),
        lines=None if lines is None else (int(lines[0]), int(lines[1])),
        page=None if page is None else int(page),
        record=None if record is None else int(record),
        member=_text_or_none(value.get("member")),
        reader=_text(value.get("reader") or ""),
    )


def parsed_citations(value: Any) -> list[Citation]:
    """The citations in an answer, in several answers, or in one citation, as plain values.

    Only what a check needs must be there: the article and the selectors. What an answer shows with a citation comes
    along.

    Raises:
        UsageError: A citation is expected and missing, or a part of it; the message names what is missing.
    """
    if isinstance(value, list):
        return [citation for item in value for citation in parsed_citations(item)]
    if not isinstance(value, Mapping):
        raise UsageError("This JSON holds neither answers nor citations.")
    if "passages" in value:
        answer_id = value.get("id") or "answer"
        passages = enumerate(_list(value["passages"], "passages"), 1)
        return [_shown_citation(passage, f"{answer_id}.{rank}") for rank, passage in passages]
    return [parsed_citation(value, "citation")]


def _shown_citation(passage: Any, identity: str) -> Citation:
    """The citation of a passage, with the words that are shown with it."""
    if not isinstance(passage, Mapping):
        return parsed_citation(None, identity)
    citation = parsed_citation(passage.get("citation"), identity)
    try:
        sentences = (_exact_or_none(passage.get(name)) for name in ("sentence", "second_sentence"))
        return replace(citation, shown=Shown(_text_or_none(passage.get("text")), *sentences))
    except _UNFIT as error:
        raise UsageError(f"The words shown with a citation can't be read ({identity}: {_reason(error)}).") from error


def _exact_or_none(value: Any) -> str | None:
    return None if value is None else _text(value["exact"])


def json_values(text: str) -> list[Any]:
    """The values in a text of JSON: one, or one per line.

    Raises:
        UsageError: A line is not JSON; the message names it.
    """
    try:
        return [json_value(text)]
    except ValueError:
        return [_json_line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def timestamp(time: datetime.datetime) -> str:
    """A time in UTC, to the second, such as `2026-01-02T03:04:05Z`."""
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_day(day: datetime.date | None) -> str | None:
    """A day as 2024-03-16; None when it is unknown."""
    return day.isoformat() if day else None


def _json_line(number: int, line: str) -> Any:
    try:
        return json_value(line)
    except ValueError as error:
        raise UsageError(f"Line {number} is not JSON ({error}).") from error


def json_value(text: str) -> Any:
    """The value that a text of JSON stands for; raises ValueError, also for one nested too deeply to be read."""
    too_deep = f"it is nested more than {MAX_DEPTH} deep"
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError(too_deep) from None
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for item in level for child in _children(item)]
    if level:
        raise ValueError(too_deep)
    return value


def _children(value: Any) -> Iterable[Any]:
    """The values inside a value."""
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _selectors(values: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The TextQuoteSelector, and the TextPositionSelector or an empty mapping."""
    by_type = {value.get("type"): value for value in _list(values, "selector")}
    if "TextQuoteSelector" not in by_type:
        raise ValueError("there is no TextQuoteSelector")
    return by_type["TextQuoteSelector"], by_type.get("TextPositionSelector", {})


def _list(value: Any, name: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise UsageError(f"{name!r} is not a list.")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _reason(error: Exception) -> str:
    """Why a look-up or conversion failed."""
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
