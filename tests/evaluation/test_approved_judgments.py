"""Files of judged questions, and the answers held against them, at their edges: approved tables."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from retrieval.errors import UsageError
from retrieval.evaluation.judgments import GoldSpan, JudgedQuestion, judged_questions
from retrieval.evaluation.measures import (
    JUDGED_CODE_POINTS,
    JudgedAnswer,
    _passage_answers,
    _sentence_answers,
    measures,
    reliability,
    risk_coverage,
)
from retrieval.records import AnswerPassage, Citation, Sentence
from tests.approved import lines, table

ROWS: tuple[Any, ...] = (
    {"question": "Who?", "answer": "Ann"}, {"question": "Who?", "answer": "Ann| |Tom"}, {"question": "Who?"},
    {"question": "Who?", "answer": ["Ann", "", 3], "article": "a|b", "id": 7}, {"question": "Who?", "answer": 0}, 3,
    {"question": " "}, {"question": 3}, {}, {"question": "Who?", "answerable": False, "answer": "Ann"},
    {"question": "Who?", "answerable": "no", "answer": "Ann"}, {"question": "Who?", "answerable": "Yes",
    "article": "a"},
    {"question": "Who?", "answerable": True}, {"question": "Who?", "answerable": "maybe"},
    {"question": "Who?", "as_of": "2024-03-16T09:00", "answer": "x"}, {"question": "Who?", "as_of": "16.3.2024"},
    {"question": "Who?", "question_id": "q", "id": "r", "question_date": "2024/03/16", "as_of": "2020-01-01"},
    {"question": "Who?", "gold_mentions": [["a", 1, 2, 5], ["b", 1, 2, 5, 1]], "answer": "Ann"},
    {"question": "Who?", "gold_mentions": [["a", 1, 2]]}, {"question": "Who?", "gold_mentions": [["a", 1, "2", 5]]},
    {"question": "Who?", "gold_mentions": [["a", 1, 2, 5]], "answerable": False},
    *(
        {"question": "Who?", "answerable": said, "answer": "Ann"}
        for said in ("true", 1, "1", " FALSE ", 0, "0", "2", None)
    ),
    {"question": "Who?", "answerable": "1"}, {"question": "Who?", "answerable": "0"},
)  # fmt: skip
TABLES = (
    "question,answer\nWho?,Ann\n", "Question ; ANSWER\nWho?;Ann|Tom\n;\n\nWhen?;\n",
    "question\tas_of\nWho?\t2024-03-16",
    "answer\nAnn", "question\n", "", "\n", "question,answer\nWho?", "question,answer\n,Ann", '{"question": "Who?"',
    '{"question": "a", "answer": "b"}\n\n{"question": ""}', 'question,answer\n"Who,\nme?",Ann\n,x',
)  # fmt: skip
TEXT = "Ann Lee left. " + "x" * (JUDGED_CODE_POINTS - 20) + " Tom “Dale”"
JUDGED = {
    "words": JudgedQuestion("q", "?", answers=("ann lee",)), "cut word": JudgedQuestion("q", "?", answers=("Le",)),
    "late words": JudgedQuestion("q", "?", answers=('Tom "Dale"',)), "just cut": JudgedQuestion("q",
    "?", answers=("Tom",)),
    "any": JudgedQuestion("q", "?", answers=("no", "left")), "article": JudgedQuestion("q", "?", articles=("b", "a")),
    "other article": JudgedQuestion("q", "?", answers=("Ann",), articles=("b",)), "none": JudgedQuestion("q", "?"),
    "both": JudgedQuestion("q", "?", answers=("Ann",), articles=("a",)),
} | {
    f"{article} {start}-{end}": JudgedQuestion("q", "?", spans=(GoldSpan(article, start, end),))
    for article, start, end in (
        ("a", 5, 8), ("a", 4, 8), ("b", 5, 8), ("a", 1_004, 1_005), ("a", 1_004, 1_006), ("a", 5, 18), ("a", 5, 19)
    )
}  # fmt: skip


def _read(text: str) -> str:
    try:
        return "\n  ".join(
            f"{'' if each.answerable else 'un'}answerable {each}" for each in judged_questions(text, "file")
        )
    except UsageError as error:
        return str(error)


def test_judgments_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of rows of JSON, of tables; what is wrong with them is told with its line."""
    assert table(_read, map(json.dumps, ROWS)) == snapshot(name="rows")
    assert table(_read, TABLES) == snapshot(name="tables")


def test_answers_are_judged_as_approved(snapshot: SnapshotAssertion) -> None:
    """A passage and its sentence: an answer counts that lies in its first code points, none cut."""
    citation = Citation("c", "a", "A", None, None, None, None, (1,), TEXT, "", "", 5, 5 + len(TEXT), "0")
    sentence = Sentence(TEXT[:13], 5, 18)
    passage = AnswerPassage(1, 1.0, TEXT, sentence, citation)

    def judged(name: str) -> str:
        return f"{_passage_answers(JUDGED[name], passage)} {_sentence_answers(JUDGED[name], passage, sentence)}"

    assert table(judged, JUDGED) == snapshot


RANKS = (1, 3, 4, 5, 6, 10, 11, None)
"""Where the answer is: at each depth that is measured, one below it, and nowhere."""


def _judged_at(ranks: Sequence[int | None], *, answerable: bool = True) -> list[JudgedAnswer]:
    """Answers of eleven passages each, more and less sure, that hold what is asked at these ranks."""
    names = [f"p{rank}" for rank in range(1, 12)]
    return [
        JudgedAnswer(
            id=f"{number}{answerable}",
            answerable=answerable,
            answered=number % 3 > 0,
            confidence=(number * 37 % 101) / 100,
            passages=tuple(names),
            hits=tuple(name == f"p{rank}" for name in names),
            relevant=frozenset({f"p{rank}"} if rank else ()),
            sentence=rank == 1 if rank in (1, 3) else None,
            either=rank in (1, 3) or None,
        )
        for number, rank in enumerate(ranks, 1)
    ]


@pytest.mark.slow
def test_measures_are_as_approved(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """Of answers found at every depth, of others that should be refused, of one, and of none."""
    monkeypatch.setattr("retrieval.evaluation.measures.RESAMPLES", 20)
    several, refused = _judged_at(RANKS), _judged_at((None,) * 4, answerable=False)
    rows: list[str] = []
    for answers in (several, several + refused, _judged_at((1,)), refused[:2], []):
        for name, (value, low, high, questions) in measures(answers).items() if answers else ():
            is_within = "" if low is None or high is None else f" {low <= value <= high}"
            rows.append(f"{len(answers)} {name}: {value:.6g}{is_within} of {questions}")
        rows.append(f"{len(answers)} {[tuple(round(x, 6) for x in row) for row in reliability(answers)]}")
        rows.append(f"{len(answers)} {[tuple(round(x, 6) for x in row) for row in risk_coverage(answers)]}")
    rows.append(f"{[row[2] for row in reliability(several + refused, bins=4)]}")
    assert lines(*rows) == snapshot
