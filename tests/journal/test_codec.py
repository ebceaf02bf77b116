"""Answers and citations ↔ JSON: what is written is read back, and so is what others or older versions wrote."""

import datetime
import json
import random
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest

from bot.journal.codec import answer_json, citation_json, json_values, parsed_answer, parsed_citation, parsed_citations
from retrieval import (
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
)

OLD = {
    "id": "k7q2m9",
    "question": "Who opened the bridge?",
    "asked_at": "2024-01-02T03:04:05Z",
    "answered": True,
    "confidence": 0.5,
    "passages": [
        {
            "rank": 1,
            "score": 2.5,
            "text": "The mayor.",
            "sentence": {"exact": "The mayor.", "start": 0, "end": 10},
            "citation": {"article": "a.txt", "selector": [{"type": "TextQuoteSelector", "exact": "The mayor."}]},
        }
    ],
    "unmatched_terms": ["bridge"],
    "elapsed_ms": 1.5,
}
"""An answer as the first journals hold it."""


T = TypeVar("T")


class Invented:
    """Answers with every field filled, or left empty where it may be, by chance; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.dice.random() < 0.5 else None

    def text(self) -> str:
        letters = 'ab \n"\\é“я漢🙂\u2028\x00'
        return "".join(self.dice.choices(letters, k=self.dice.randint(1, 12)))

    def number(self, digits: int) -> float:
        return round(self.dice.uniform(-50, 50), digits)

    def day(self) -> datetime.date:
        return datetime.date.fromordinal(self.dice.randint(1, datetime.date.max.toordinal()))

    def sentence(self) -> Sentence:
        return Sentence(self.text(), self.dice.randrange(9_000), self.dice.randrange(9_000))

    def citation(self) -> Citation:
        start = self.dice.randrange(9_000)
        return Citation(
            id=self.text(),
            article=self.text(),
            title=self.text(),
            date=self.maybe(self.day),
            source=self.maybe(self.text),
            url=self.maybe(self.text),
            heading=self.maybe(self.text),
            paragraphs=tuple(self.dice.choices(range(1, 99), k=self.dice.randint(1, 3))),
            exact=self.text(),
            prefix=self.text(),
            suffix=self.text(),
            start=start,
            end=start + self.dice.randrange(900),
            sha256=self.text(),
            link=self.maybe(self.text),
            file=self.maybe(self.file),
            authors=tuple(self.text() for _ in range(self.dice.randint(0, 2))),
        )

    def file(self) -> SourceFile:
        pair = self.dice.randrange(1, 900), self.dice.randrange(1, 900)
        number = self.dice.randrange(1, 90)
        return SourceFile(
            path=self.text(),
            sha256=self.maybe(self.text) or "",
            lines=self.maybe(lambda: pair),
            page=self.maybe(lambda: number),
            record=self.maybe(lambda: number + 1),
            member=self.maybe(self.text),
            reader=self.maybe(self.text) or "",
        )

    def passage(self, rank: int) -> AnswerPassage:
        return AnswerPassage(
            rank=rank,
            score=self.number(4),
            text=self.text(),
            sentence=self.sentence(),
            citation=self.citation(),
            second_sentence=self.maybe(self.sentence),
            bm25=self.number(4),
            features={self.text(): self.number(4) for _ in range(self.dice.randint(0, 3))},
            copies=tuple(
                Copy(self.text(), self.text(), self.maybe(self.day), self.maybe(self.text), self.maybe(self.text))
                for _ in range(self.dice.randint(0, 2))
            ),
        )

    def answer(self) -> Answer:
        second = self.dice.randrange(4_000_000_000)
        return Answer(
            id=self.text(),
            question=self.text(),
            asked_at=datetime.datetime.fromtimestamp(second, datetime.UTC),
            answered=self.dice.random() < 0.5,
            confidence=self.number(4),
            passages=tuple(map(self.passage, range(1, self.dice.randint(1, 4)))),
            unmatched_terms=tuple(self.text() for _ in range(self.dice.randint(0, 2))),
            missing_terms=tuple(self.text() for _ in range(self.dice.randint(0, 2))),
            elapsed_ms=self.number(2),
            corrections=tuple(SpellingCorrection(self.text(), self.text()) for _ in range(self.dice.randint(0, 2))),
            understood=self.maybe(self.text),
            topic=self.maybe(lambda: Topic(self.text(), self.text(), self.text(), self.dice.randrange(9_000))),
            period=self.maybe(lambda: Period(self.day(), self.day(), self.text(), self.maybe(self.day))),
            notes=tuple(Remark(self.text()) for _ in range(self.dice.randint(0, 2))),
            provenance=self.narrowing(),
        )

    def narrowing(self) -> dict[str, str | int | None]:
        days = {name: self.maybe(self.day) for name in ("since", "until", "as_of")}
        names = {name: self.maybe(self.text) for name in ("source", "language")}
        return {**{name: day.isoformat() for name, day in days.items() if day}, **{k: v for k, v in names.items() if v}}


@pytest.mark.parametrize("seed", range(50))
def test_an_answer_to_json_and_back_is_the_same(seed: int) -> None:
    """Every field comes back as it was, whatever it holds."""
    answer = Invented(seed).answer()
    assert parsed_answer(json.loads(json.dumps(answer_json(answer)))) == answer


def test_what_a_question_was_narrowed_to() -> None:
    """Of what an answer depends on, JSON has which articles were searched; null where all of them were."""
    answer = Invented(1).answer()
    narrowed = replace(answer, provenance={"engine": "disk", "limit": 3, "language": "es,pt", "source": None})
    assert answer_json(narrowed)["narrowed_to"] == {
        "since": None, "until": None, "as_of": None, "source": None, "language": "es,pt",
    }  # fmt: skip
    assert (
        answer_json(replace(answer, provenance={"engine": "disk", "limit": 3, "language": ""}))["narrowed_to"] is None
    )


@pytest.mark.parametrize("narrowing", [{"since": "soon"}, {"language": 5}, "es"])
def test_a_narrowing_that_can_not_be_read(narrowing: object) -> None:
    """It is a usage error, as every other part of another form is."""
    with pytest.raises(UsageError, match="not an answer"):
        parsed_answer({**OLD, "narrowed_to": narrowing})


def test_the_invented_answers_fill_every_field() -> None:
    """No field keeps its default in all of them, so that the test above holds each; the rest is kept elsewhere."""
    answers = [Invented(seed).answer() for seed in range(50)]
    passages = [passage for answer in answers for passage in answer.passages]
    citations = [passage.citation for passage in passages]
    for records in (answers, passages, citations):
        same = {row.name for row in fields(records[0]) if len({repr(getattr(r, row.name)) for r in records}) == 1}
        assert same <= {"provenance", "corpus", "shown"}


def test_a_citation_to_json_and_back_is_the_same() -> None:
    """So is a citation on its own, whose id is its own and not the one that stands in."""
    for seed in range(50):
        citation = Invented(seed).citation()
        assert parsed_citation(citation_json(citation), "other") == citation


def test_numbers_are_rounded() -> None:
    """Scores have four places, milliseconds two; times are in UTC, to the second."""
    passage = replace(Invented(1).passage(1), score=1.234567, bm25=7.654321, features={"title": 0.123456})
    zone = datetime.timezone(datetime.timedelta(hours=2))
    asked_at = datetime.datetime(2024, 1, 2, 1, 4, 5, 999_999, zone)
    value = answer_json(
        replace(Invented(2).answer(), asked_at=asked_at, confidence=0.987654, elapsed_ms=12.3456, passages=(passage,))
    )
    assert (value["confidence"], value["elapsed_ms"], value["asked_at"]) == (0.9877, 12.35, "2024-01-01T23:04:05Z")
    (written,) = value["passages"]
    assert (written["score"], written["bm25"], written["features"]) == (1.2346, 7.6543, {"title": 0.1235})


def test_another_id_may_stand_in() -> None:
    """An answer to one of many questions carries the id that its asker gave, be it 0."""
    answer = Invented(3).answer()
    assert answer_json(answer)["id"] == answer.id
    assert answer_json(answer, 0)["id"] == 0


def test_old_answers_are_read() -> None:
    """What was written before a field existed has it empty."""
    answer = parsed_answer(OLD)
    (passage,) = answer.passages
    assert (answer.asked_at, answer.corrections, answer.understood, answer.period) == (
        datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        (),
        None,
        None,
    )
    assert (passage.bm25, passage.features, passage.second_sentence) == (0.0, {}, None)
    assert passage.citation == Citation(
        "", "a.txt", "", None, None, None, None, (), "The mayor.", "", "", 0, len("The mayor."), ""
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("id", None, "'id' is missing"),
        ("passages", None, "'passages' is missing"),
        ("asked_at", "soon", "Invalid isoformat string: 'soon'"),
        ("confidence", "sure", "could not convert string to float"),
        ("passages", [3], "has no attribute 'get'"),
        ("period", {"since": "2024-01-01", "until": "2024-01-02"}, "'words' is missing"),
        ("read_as", [{"word": "x"}], "'read_as' is missing"),
    ],
)
def test_an_answer_that_can_not_be_read_is_a_mistake(name: str, value: object, reason: str) -> None:
    """What is missing or of another type is named."""
    written: dict[str, Any] = {key: old for key, old in OLD.items() if key != name}
    with pytest.raises(UsageError, match="This is not an answer as JSON") as error:
        parsed_answer(written if value is None else {**written, name: value})
    assert reason in str(error.value)
    with pytest.raises(UsageError, match="not an answer"):
        parsed_answer([])


def test_json_of_others_is_read() -> None:
    """A check needs of a citation only its article and quote; ids are made up where there are none."""
    selector = {"type": "TextQuoteSelector", "exact": "Words."}
    words = {"article": "a", "selector": [selector]}
    (citation,) = parsed_citations([{"passages": [{"citation": words}]}])
    assert (citation.id, citation.article, citation.exact) == ("answer.1", "a", "Words.")
    assert (citation.start, citation.end) == (0, 6)
    assert [c.id for c in parsed_citations({"id": "x", "passages": [{"citation": words}] * 2})] == ["x.1", "x.2"]
    assert citation.shown == Shown(None, None, None)
    passage = {"citation": words, "text": "Words.", "sentence": {"exact": "Word"}, "second_sentence": None}
    assert parsed_citations({"passages": [passage]})[0].shown == Shown("Words.", "Word", None)
    position = {"type": "TextPositionSelector", "start": 3}
    (citation,) = parsed_citations({"article": "a", "selector": [position, selector]})
    assert (citation.id, citation.start, citation.end) == ("citation", 3, 9)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "This JSON holds neither answers nor citations."),
        ({"passages": 5}, "'passages' is not a list."),
        ({"passages": [{"citation": None}]}, "A citation can't be read (answer.1: "),
        ({"article": "a"}, "'selector' is missing"),
        ({"article": "a", "selector": []}, "there is no TextQuoteSelector"),
        ({"article": "a", "selector": [{"type": "TextQuoteSelector"}]}, "'exact' is missing"),
        ({"article": 5, "selector": [{"type": "TextQuoteSelector", "exact": "Words."}]}, "5 is not text"),
        ({"article": "a", "selector": ["x"]}, "A citation can't be read (citation: "),
        ({"article": "a", "selector": [{"type": "TextQuoteSelector", "exact": "W"}], "date": "yesterday"}, "isoformat"),
        ({"passages": ["x"]}, "A citation can't be read (answer.1: "),
        ({"passages": [OLD["passages"][0] | {"text": 5}]}, "shown with a citation can't be read (answer.1: 5 is not"),  # type: ignore[index]
        ({"passages": [OLD["passages"][0] | {"sentence": {}}]}, "(answer.1: 'exact' is missing)"),  # type: ignore[index]
    ],
)
def test_json_that_is_none_of_ours_is_a_mistake(value: object, reason: str) -> None:
    """Whatever else is in a file is named in a sentence, never a traceback."""
    with pytest.raises(UsageError) as error:
        parsed_citations(value)
    assert reason in str(error.value)
    with pytest.raises(UsageError, match="A citation can't be read"):
        parsed_citation(None)


def test_one_value_or_one_a_line() -> None:
    """A text is one JSON value, or a value on each line that isn't blank; a broken line is named."""
    assert json_values('{"a":\n1}') == [{"a": 1}]
    assert json_values("[1]\n\n[2]\n") == [[1], [2]]
    with pytest.raises(UsageError, match="Line 3 is not JSON"):
        json_values("[1]\n\n{x\n")


def test_lines_of_json_end_at_line_feeds() -> None:
    """A separator of lines inside a string is a part of it."""
    assert json_values('{"a": "b\u2028c"}\n{"a": "\x85"}\n') == [{"a": "b\u2028c"}, {"a": "\x85"}]
