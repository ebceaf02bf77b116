"""Asking again: the same archive gives the same answer, and a change is named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.journal.replay import Replay, replay_json, replay_text, replayed
from bot.journal.store import JournalEntry
from retrieval import Answer, Searcher
from tests.newsroom import articles

QUESTION = "Who laughed about the neighbours of the orchestra?"


@pytest.fixture
def searcher(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """An archive of four invented articles."""
    for article in articles(4, seed=9):
        (corpus / article.id).write_text(article.text, encoding="utf-8")
    return opened()


def again(searcher: Searcher, answer: Answer) -> Replay:
    """The same question asked again after the files were read again."""
    searcher.refresh(thorough=True)
    return replayed(JournalEntry(answer, "repl", answer.provenance), searcher)


def test_the_same_archive_gives_the_same_answer(searcher: Searcher) -> None:
    """When nothing changed, both state and answer are the same, also in another order of the files' times."""
    found = again(searcher, searcher.ask(QUESTION, limit=4))
    assert (found.same_state, found.same_answer, found.changes) == (True, True, ())
    assert replay_text(found) == "The same answer, from the same articles."


def test_a_new_article_is_another_state(searcher: Searcher, corpus: Path) -> None:
    """An article that came changes the state, and the answer only when it is among the passages."""
    then = searcher.ask(QUESTION, limit=4)
    (corpus / "new.txt").write_text("Nothing to do with any of it, this is about zeppelins.", encoding="utf-8")
    found = again(searcher, then)
    assert (found.same_state, found.same_answer) == (False, True)
    assert found.changes == ("The articles differ: 4 then, 5 now.",)


def test_an_edited_article_is_named(searcher: Searcher, corpus: Path) -> None:
    """An edit of a cited passage is told, with what became of the passage."""
    then = searcher.ask(QUESTION, limit=4)
    cited = then.passages[0].citation
    path = corpus / cited.article
    path.write_text(path.read_text(encoding="utf-8").replace(cited.exact, cited.exact + " Or not."), encoding="utf-8")
    found = again(searcher, then)
    assert (found.same_state, found.same_answer) == (False, False)
    assert f"{cited.article} was edited." in found.changes
    assert any("Different words in the passage: [1]" in change for change in found.changes)


def test_a_deleted_article_is_named(searcher: Searcher, corpus: Path) -> None:
    """An article that is gone is told, and which passage with it."""
    then = searcher.ask(QUESTION, limit=4)
    gone = then.passages[0].citation.article
    (corpus / gone).unlink()
    found = again(searcher, then)
    assert not found.same_answer
    assert f"{gone} is gone." in found.changes
    assert any("No longer among the passages: [1]" in change for change in found.changes)
    assert replay_json(found)["same_answer"] is False


def test_parameters_are_those_of_then(searcher: Searcher) -> None:
    """The limit and the bounds of the question are kept and used again."""
    then = searcher.ask(QUESTION, limit=2)
    assert len(again(searcher, then).now.passages) == 2


@pytest.mark.parametrize("kept_apart", [True, False])
def test_a_follow_up_is_asked_with_its_context(searcher: Searcher, *, kept_apart: bool) -> None:
    """An answer in context is given again, also from a journal that has the context only in the text that shows it."""
    conversation = Conversation(searcher, limit=4)
    conversation.ask(QUESTION)
    then = conversation.ask("and who owed a market (half of it)")
    assert then.understood
    if not kept_apart:
        then = replace(then, provenance={**then.provenance, "context": None})
    found = again(searcher, then)
    assert (found.same_state, found.same_answer) == (True, True)
    assert found.now.understood == then.understood


def test_another_analyzer_is_named(searcher: Searcher) -> None:
    """What else an answer depends on is told when it is not as it was."""
    then = searcher.ask(QUESTION)
    then = replace(then, provenance={**then.provenance, "analyzer": "0"})
    found = again(searcher, then)
    assert (found.same_state, found.same_answer) == (False, True)
    assert "how words are read (0 then," in found.changes[0]
