"""Where questions are looked up: at once, or in a thread beside the event loop."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from bot.journal.store import Journal
from bot.settings import Settings
from bot.telegram_app.archive.service import QUICK, ArchiveService
from retrieval import Answer, Searcher


@pytest.fixture
def archive(searcher: Searcher, settings: Settings) -> Iterator[ArchiveService]:
    with closing(Journal.open(settings.state)) as journal:
        yield ArchiveService(searcher, journal)


@pytest.fixture
def threads(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The threads that searches ran in."""
    seen: set[int] = set()
    answer = searcher.ask("Who opened the bridge?")

    def noted(question: str, **narrowing: Any) -> Answer:
        seen.add(threading.get_ident())
        until = time.thread_time() + (5 * QUICK if question.startswith("Slow") else 0)
        while time.thread_time() < until:
            pass
        return answer

    monkeypatch.setattr(searcher, "ask", noted)
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
