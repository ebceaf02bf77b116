"""Questions with known answers are read from what a newsroom writes and from exact mentions."""

import datetime
import json

import pytest

from retrieval import JudgedQuestion, UsageError, judged_questions
from retrieval.evaluation.judgments import GoldSpan

EXACT = {
    "question_id": "q1", "question": "Who won?", "question_date": "2024/03/16", "answerable": True, "answer": "Ada",
    "gold_mentions": [["a", 2, 10, 13, 2], ["b", 1, 0, 3, 1]],
}  # fmt: skip


def test_exact_mentions() -> None:
    """Mentions are kept as article, start and end; they say more than the words."""
    (found,) = judged_questions(json.dumps(EXACT), "q.jsonl")
    assert found == JudgedQuestion(
        "q1", "Who won?", datetime.date(2024, 3, 16), (GoldSpan("a", 10, 13), GoldSpan("b", 0, 3))
    )
    assert found.answerable


def test_unanswerable() -> None:
    """What is called unanswerable has no answer, though words for one may be there."""
    (found,) = judged_questions(json.dumps({**EXACT, "answerable": False, "gold_mentions": []}), "q.jsonl")
    assert not found.answerable


def test_simple_lines() -> None:
    """Words, an article, several of either, or nothing."""
    text = "\n".join(
        json.dumps(row)
        for row in (
            {"id": 7, "question": "Who?", "answer": "Ada Stone"},
            {"question": "Where?", "answer": ["Rome", "Roma"], "as_of": "2024-03-16"},
            {"question": "What?", "article": "a.txt|b.txt"},
            {"question": "Why?"},
        )
    )
    who, where, what, why = judged_questions(text + "\n\n", "q.jsonl")
    assert (who.id, who.answers) == ("7", ("Ada Stone",))
    assert (where.id, where.answers, where.as_of) == ("2", ("Rome", "Roma"), datetime.date(2024, 3, 16))
    assert (what.articles, why.answerable) == (("a.txt", "b.txt"), False)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables(sign: str) -> None:
    """CSV as spreadsheets write it, with whatever parts its columns."""
    text = (
        f'Question{sign}answer{sign}as_of\r\n"Who, or what;\twon?"{sign}Ada|Eve{sign}\r\nWhy?{sign}{sign}2024-03-16\r\n'
    )
    who, why = judged_questions(text, "q.csv")
    assert (who.question, who.answers, who.as_of) == ("Who, or what;\twon?", ("Ada", "Eve"), None)
    assert (why.answerable, why.as_of) == (False, datetime.date(2024, 3, 16))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "q.jsonl has no questions"),
        ("name,answer\nx,y\n", "no column named question"),
        ('{"question": "Who?"}\n{"question": ', "line 2 is not JSON"),
        ('{"answer": "Ada"}', "line 1 has no question"),
        ('{"question": "Who?", "answerable": true}', "line 1 is marked answerable"),
        ('{"question": "Who?", "as_of": "soon"}', "line 1: 'soon' is not a date"),
        ('{"question": "Who?", "gold_mentions": [["a", 1]]}', "line 1: a gold mention is"),
        ('{"question": "Who?"}\n[1]', "line 2 is not a JSON object"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    """A file that can't be understood is one sentence with the file, the line and the reason."""
    with pytest.raises(UsageError, match="q") as error:
        judged_questions(text, "q.jsonl")
    assert said in str(error.value)


def test_what_is_written_in_a_table_is_read_as_json_is() -> None:
    """Yes and no, alternatives with spaces, a day with its time; an answer beside "no" does not count."""
    text = "question,answer,answerable,question_date,id\nWho?, Ada | | Eve ,YES,2024-03-16T10:00,\nWhy?,Ada,No,,x7\n"
    who, why = judged_questions(text, "q.csv")
    assert (who.id, who.answers, who.as_of) == ("2", ("Ada", "Eve"), datetime.date(2024, 3, 16))
    assert (why.id, why.answers, why.answerable) == ("x7", (), False)


def test_ids_are_taken_from_the_exact_form_first() -> None:
    """Then from the simple one, then the number of the line, empty lines counted."""
    rows = [
        '{"question": "A?", "question_id": "q", "id": "i"}',
        "",
        '{"question": "B?", "id": 0}',
        '{"question": "C?"}',
    ]
    assert [found.id for found in judged_questions("\n".join(rows), "q.jsonl")] == ["q", "3", "4"]


def test_a_row_of_a_table_that_is_empty_is_left_out() -> None:
    """Its line is counted all the same, and a broken one is named by where it ends."""
    found = judged_questions("question,as_of\n,\nWho?,\n", "q.csv")
    assert [(question.id, question.question) for question in found] == [("3", "Who?")]
    with pytest.raises(UsageError, match=r"q\.csv: line 4: 'soon' is not a date"):
        judged_questions('question,as_of\nWho?,\n"What,\nthen?",soon\n', "q.csv")
    with pytest.raises(UsageError, match="line 2 has no question"):
        judged_questions("question,as_of\n ,2024-03-16\n", "q.csv")


def test_numbers_are_answers() -> None:
    """A figure is compared as it is written, nothing as no answer."""
    text = '{"question": "How many?", "answer": 0}\n{"question": "Who?", "answer": ["", " Ada "]}'
    assert [found.answers for found in judged_questions(text, "q.jsonl")] == [("0",), ("Ada",)]
