"""Where questions are looked up: at once, or in a thread beside the event loop."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.journal.store import Journal
from bot.settings import Settings
from bot.telegram_app.archive import service
from bot.telegram_app.archive.service import QUICK, ArchiveService
from retrieval import Answer, Searcher


@pytest.fixture
def archive(searcher: Searcher, settings: Settings) -> Iterator[ArchiveService]:
    with closing(Journal(settings.state)) as journal:
        yield ArchiveService(searcher, journal)


@pytest.fixture
def threads(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The threads that searches ran in, by a clock of their own: a busy machine makes none of them long."""
    seen: set[int] = set()
    answer = searcher.ask("Who opened the bridge?")
    processor = [0.0]

    def noted(question: str, **narrowing: Any) -> Answer:
        seen.add(threading.get_ident())
        processor[0] += QUICK * (5 if question.startswith("Slow") else 0.1)
        return answer

    monkeypatch.setattr(searcher, "ask", noted)
    monkeypatch.setattr(time, "thread_time", lambda: processor[0])
    return seen


async def ask(archive: ArchiveService, question: str, times: int) -> None:
    """The same question, each time in another chat."""
    for chat in range(times):
        await archive.ask((chat, None, None), question)


async def test_short_searches_stay_on_the_loop(archive: ArchiveService, threads: set[int]) -> None:
    """Once searches are known to be short, none is handed to a thread."""
    await ask(archive, "Who opened the bridge?", 20)
    threads.clear()
    await ask(archive, "Who opened the bridge?", 5)
    assert threads == {threading.get_ident()}


async def test_long_searches_leave_the_loop_alone(archive: ArchiveService, threads: set[int]) -> None:
    """When searches come to take long they run in threads."""
    await ask(archive, "Who opened the bridge?", 20)
    await ask(archive, "Slow: who opened the bridge?", 5)
    threads.clear()
    await ask(archive, "Slow: who opened the bridge?", 5)
    assert threads
    assert threading.get_ident() not in threads


async def test_answers_at_hand(archive: ArchiveService, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many answers as there is room for are at hand without the journal; older ones are found there."""
    monkeypatch.setattr(service, "RECENT", 2)
    answers = [await archive.ask((7, None, None), "Who opened the bridge?") for _ in range(3)]
    looked_up: list[str] = []
    journal_answer = archive._journal.answer

    def noted(identity: str) -> Answer:
        looked_up.append(identity)
        return journal_answer(identity)

    monkeypatch.setattr(archive._journal, "answer", noted)
    for answer in (answers[2], answers[1]):
        assert await archive.answer(answer.id) is answer
    assert looked_up == []
    assert (await archive.answer(answers[0].id)) is not None
    assert (await archive.answer(answers[0].id)) is not None
    assert looked_up == [answers[0].id]
    assert await archive.answer("zzzzzz") is None
    assert await archive.citations("zzzzzz") == ()


async def test_conversations_that_are_remembered(archive: ArchiveService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more conversations than there is room for the one silent for longest starts over."""
    monkeypatch.setattr(service, "CONVERSATIONS", 2)

    async def follows(chat: int) -> bool:
        return (await archive.ask((chat, None, None), "And who opened it?")).understood is not None

    for chat in (1, 2):
        await archive.ask((chat, None, None), "What did the bridge cost?")
    assert await follows(1)
    await archive.ask((3, None, None), "What did the bridge cost?")
    assert await follows(3)
    assert await follows(1)
    assert not await follows(2)


async def test_start_over(archive: ArchiveService) -> None:
    """After starting over, and where it may not, a question does not follow the one before; else it does."""
    key = (7, None, None)
    await archive.ask(key, "What did the bridge cost?")
    assert (await archive.ask(key, "And who opened it?", follow_up=False)).understood is None
    assert (await archive.ask(key, "And who opened it?")).understood is not None
    archive.start_over(key)
    assert (await archive.ask(key, "And who opened it?")).understood is None
    cost = await archive.ask((8, None, None), "What did the bridge cost?")
    assert (await archive.ask((9, None, None), "And who opened it?", replied_to=cost)).understood is not None


async def test_overview_follows_the_archive(archive: ArchiveService, corpus: Path) -> None:
    """What the archive holds is listed once, and anew when it has changed."""
    first = await archive.overview()
    assert await archive.overview() is first
    assert [article.title for article in first.articles] == ["The harbour of Lindau & its <new> bridge"]
    names = await archive.example_names()
    (corpus / "other.txt").write_text("Something else stands here, in a sentence of its own.\n")
    archive.searcher.refresh()
    assert len((await archive.overview()).articles) == 2
    assert await archive.example_names() == names


async def test_explanations(archive: ArchiveService, corpus: Path) -> None:
    """As many passages as are asked for are explained, by their rank, and none whose article is gone."""
    answer = await archive.ask((7, None, None), "What about the bridge and the cables?")
    assert len(answer.passages) > 1
    assert list(await archive.explanations(answer, 1)) == [1]
    assert list(await archive.explanations(answer, 2)) == [1, 2]
    (corpus / "other.txt").write_text("Something else stands here, in a sentence of its own.\n")
    (corpus / "harbour.md").unlink()
    archive.searcher.refresh()
    assert await archive.explanations(answer, 2) == {}
    assert await archive.article(answer.passages[0].citation.article) is None


def test_a_conversation_without_an_answer_goes_on(archive: ArchiveService) -> None:
    """There is nothing that could have been forgotten; where there is none, there is none."""
    conversation = Conversation(archive.searcher)
    assert archive._as_kept(conversation) is conversation
    assert archive._as_kept(None) is None
