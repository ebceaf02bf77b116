"""Files of judged questions, and the answers held against them, at their edges: approved tables."""

import json
from typing import Any

from syrupy.assertion import SnapshotAssertion

from retrieval.errors import UsageError
from retrieval.evaluation.judgments import GoldSpan, JudgedQuestion, judged_questions
from retrieval.evaluation.measures import JUDGED_CODE_POINTS, _passage_answers, _sentence_answers
from retrieval.records import AnswerPassage, Citation, Sentence
from tests.approved import table

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
        return "\n  ".join(map(str, judged_questions(text, "file")))
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
