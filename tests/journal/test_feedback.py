"""An answer that people rate good becomes a question with a known answer."""

from pathlib import Path

import pytest

from bot.journal.feedback import judged_questions
from bot.journal.store import Journal
from retrieval import Searcher
from tests.answers import START, passage
from tests.answers import answer as made


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    (tmp_path / "articles").mkdir()
    text = "The ferry stopped.\n\nMayor Ruth Amsler opened the bridge on Sunday, before three thousand guests.\n"
    (tmp_path / "articles" / "bridge.txt").write_text(text)
    return Searcher.open(tmp_path / "articles", tmp_path / "state")


def test_good_answers_become_questions(searcher: Searcher, tmp_path: Path) -> None:
    """An answer called good gives its question and where its answer sentence stands; one called wrong does not."""
    journal = Journal(tmp_path)
    good = journal.keep(searcher.ask("Who opened the bridge?"), "telegram", 7)
    bad = journal.keep(searcher.ask("What stopped?"), "telegram", 7)
    journal.rate(good.id, 7, good=True)
    journal.rate(good.id, 8, good=True)
    journal.rate(good.id, 9, good=False)
    journal.rate(bad.id, 7, good=True)
    journal.rate(bad.id, 7, good=False)
    (question,) = judged_questions(journal)
    assert (question["question_id"], question["question"], question["answerable"]) == (good.id, good.question, True)
    ((article, _, start, end, _),) = question["gold_mentions"]
    assert "Ruth Amsler" in searcher.archive.article(article).text[start:end]
    journal.close()
    searcher.close()


def test_rating_goes_with_its_answer(searcher: Searcher, tmp_path: Path) -> None:
    """When an answer is forgotten, so is what people said of it."""
    journal = Journal(tmp_path)
    answer = journal.keep(searcher.ask("Who opened the bridge?"), "telegram", 7)
    journal.rate(answer.id, 7, good=True)
    journal.forget(answer.id)
    assert list(judged_questions(journal)) == []
    journal.close()
    searcher.close()


def test_only_a_majority_makes_a_question(tmp_path: Path) -> None:
    """As many good as wrong is no verdict; one without an answer that is rated good is a question without one."""
    journal = Journal(tmp_path)
    tied = journal.keep(made(passage()), "telegram", 1)
    none = journal.keep(made(passage(), id="222222", answered=False), "telegram", 1)
    empty = journal.keep(made(id="333333", answered=True), "telegram", 1)
    found = journal.keep(made(passage(paragraphs=(4, 5)), id="444444"), "telegram", 1)
    for answer in (tied, none, empty, found):
        journal.rate(answer.id, 1, good=True)
    journal.rate(tied.id, 2, good=False)
    questions = list(judged_questions(journal))
    assert [(q["question_id"], q["answerable"]) for q in questions] == [
        ("222222", False),
        ("333333", False),
        ("444444", True),
    ]
    assert [q["gold_mentions"] for q in questions] == [[], [], [["bridge.txt", 4, START + 11, START + 39, 1]]]
    assert questions[0]["question_date"] == "2024-03-17"
    journal.close()
