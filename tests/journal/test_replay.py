"""Asking again: the same archive gives the same answer, and a change is named."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.conversation import Conversation
from bot.journal.replay import Replay, replay_json, replay_text, replayed
from bot.journal.store import JournalEntry
from retrieval import Answer, AnswerPassage, NotFound, QuestionError, Searcher
from tests.answers import TEXT, passage
from tests.answers import answer as made
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


THEN = replace(
    made(passage(), passage(2, article="other.txt")),
    provenance={"archive": "a", "articles": 4, "analyzer": "1", "engine": "memory", "bm25": "k", "limit": 2},
)


class Archive:
    """An archive of which only hashes matter."""

    def __init__(self, **hashes: str) -> None:
        self.hashes = hashes

    def article(self, identity: str) -> SimpleNamespace:
        try:
            return SimpleNamespace(sha256=self.hashes[identity.removesuffix(".txt")])
        except KeyError:
            raise NotFound(identity) from None


class Asked:
    """A searcher that gives an answer made before, and remembers what it was asked."""

    def __init__(self, now: Answer | None) -> None:
        self.now = now
        self.archive = Archive(bridge="0" * 64, other="0" * 64)
        self.calls: list[tuple[str, dict[str, object]]] = []

    def ask(self, question: str, **options: object) -> Answer:
        self.calls.append((question, options))
        if self.now is None:
            raise QuestionError("There is no word in that question.")
        return self.now

    def unanswerable(self, question: str) -> Answer:
        return made(question=question, provenance=THEN.provenance)


def changes(now: Answer | None, then: Answer = THEN) -> tuple[str, ...]:
    """What a replay says that has changed."""
    return replayed(JournalEntry(then, "repl", then.provenance), cast("Searcher", Asked(now))).changes


@pytest.mark.parametrize(
    ("now", "change"),
    [
        ([passage(), passage(2, article="other.txt")], ()),
        ([passage()], ("No longer among the passages: [2] other.txt, character 100.",)),
        (
            [passage(), passage(2, article="other.txt"), passage(3, start=99)],
            ("New among the passages: [3] bridge.txt, character 99.",),
        ),
        (
            [passage(1, article="other.txt"), passage(2)],
            (
                "A different rank: bridge.txt, character 100, 1 then, 2 now.",
                "A different rank: other.txt, character 100, 2 then, 1 now.",
            ),
        ),
        (
            [passage(words="Ana cheered."), passage(2, article="other.txt")],
            ("A different answer sentence: [1] bridge.txt, character 100.",),
        ),
        (
            [passage(text=f"{TEXT} Yes."), passage(2, article="other.txt")],
            ("Different words in the passage: [1] bridge.txt, character 100.",),
        ),
    ],
)
def test_what_became_of_each_passage_is_said(now: list[AnswerPassage], change: tuple[str, ...]) -> None:
    """One that came, went, moved, or has other words or another answer sentence is named with its rank."""
    assert changes(replace(THEN, passages=tuple(now))) == change


@pytest.mark.parametrize(
    ("name", "value", "change"),
    [
        ("archive", "b", "The articles differ: 4 then, 4 now."),
        ("analyzer", "2", "Changed: how words are read (1 then, 2 now)."),
        ("engine", "disk", "Changed: the engine (memory then, disk now)."),
        ("bm25", "l", "Changed: the formula (k then, l now)."),
    ],
)
def test_each_part_of_the_state_is_compared(name: str, value: str, change: str) -> None:
    """What an answer depends on is named when it changed; what else the provenance holds doesn't matter."""
    assert changes(replace(THEN, provenance={**THEN.provenance, name: value, "limit": 7})) == (change,)


def test_a_state_that_was_not_kept_is_said_to_be_unknown() -> None:
    """The numbers of articles of an old journal are unknown."""
    assert changes(THEN, replace(THEN, provenance={}))[0] == "The articles differ: ? then, 4 now."


def test_a_question_is_asked_as_it_was() -> None:
    """Limit, publisher, languages and days are those of then; without a limit, as many passages as there were."""
    searcher = Asked(THEN)
    days = {"since": "2024-03-01", "until": "2024-03-31", "as_of": "2024-03-17"}
    provenance = {**THEN.provenance, **days, "source": "The Example", "language": "es,pt", "limit": 7}
    for kept in ({**THEN.provenance, "limit": None}, provenance):
        replayed(JournalEntry(replace(THEN, provenance=kept), "repl", kept), cast("Searcher", searcher))
    replayed(JournalEntry(made(), "repl", {}), cast("Searcher", searcher))
    (question, first), (_, second), (_, third) = searcher.calls
    assert question == THEN.question
    assert (first["limit"], first["source"], "since" in first) == (2, None, False)
    assert (second["limit"], second["source"], second["since"]) == (7, "The Example", datetime.date(2024, 3, 1))
    assert (second["until"], second["as_of"]) == (datetime.date(2024, 3, 31), datetime.date(2024, 3, 17))
    assert (first["language"], second["language"]) == (None, "es,pt")
    assert third["limit"] == 1


def test_a_question_with_nothing_to_look_up_any_more() -> None:
    """A question that can't be asked now has no passages, which is another answer."""
    assert [change[:12] for change in changes(None)] == ["No longer am"] * 2


@pytest.mark.parametrize(
    ("same_state", "same_answer", "headline"),
    [
        (True, True, "The same answer, from the same articles."),
        (False, True, "The same answer, although something it depends on has changed."),
        (True, False, "A different answer from the same articles and settings: this should not happen."),
        (False, False, "A different answer."),
    ],
)
def test_the_headline(same_state: bool, same_answer: bool, headline: str) -> None:
    """It says whether the answer is the same and whether it had to be; what changed stands under it."""
    replay = Replay(THEN, THEN, same_state, same_answer, ("One.", "Two."))
    assert replay_text(replay) == f"{headline}\n  One.\n  Two."
    assert replay_json(replay) == {
        "id": "k7q2m9",
        "question": THEN.question,
        "asked_at": "2024-03-17T08:05:09Z",
        "same_state": same_state,
        "same_answer": same_answer,
        "changes": ["One.", "Two."],
    }
