"""The order of updates: one after another in a chat, side by side otherwise."""

import asyncio
import gc
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from telegram import Update

from bot.telegram_app.updates.backlog import ordering_key
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.updates.update_processor import ChatUpdateProcessor, queued
from tests.telegram_app.conftest import BOT, Chat, message


def question(number: int, chat: int) -> Update:
    """A message in a chat."""
    return Update.de_json({"update_id": number, "message": message(number, "Who?", chat=chat)}, BOT)


def press(chat: Chat, number: int) -> Update:
    """A press of a button under message 1000."""
    raw: dict[str, Any] = {"update_id": number, "callback_query": chat.press("a")}
    return Update.de_json(raw, BOT)


class Steps(Inbox):
    """An inbox that keeps the steps of each update it hears of."""

    def __init__(self) -> None:
        super().__init__(":memory:")
        self.begun: list[int] = []
        self.finished: list[int] = []
        self.stopped: list[int] = []

    def begin(self, update: int) -> None:
        self.begun.append(update)

    def done(self, update: int) -> None:
        self.finished.append(update)

    def set_aside(self, update: int) -> None:
        self.stopped.append(update)


@pytest.fixture
def inbox() -> Iterator[Steps]:
    with closing(Steps()) as opened:
        yield opened


@pytest.fixture
def processor(inbox: Steps) -> ChatUpdateProcessor:
    return ChatUpdateProcessor(inbox)


async def test_order(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """Two updates of a chat follow each other though the first takes longer; another chat does not wait."""
    gate = asyncio.Event()

    async def nothing() -> None:
        pass

    slow = asyncio.create_task(processor.process_update(question(1, 7), gate.wait()))
    await asyncio.sleep(0)
    second = asyncio.create_task(processor.process_update(question(2, 7), nothing()))
    await processor.process_update(question(3, 8), nothing())
    assert inbox.finished == [3]
    gate.set()
    await asyncio.gather(slow, second)
    assert inbox.finished == [3, 1, 2]


async def test_button_does_not_wait_for_an_answer(processor: ChatUpdateProcessor, inbox: Steps, chat: Chat) -> None:
    """A button is answered while an answer in its chat is still under way."""
    gate = asyncio.Event()
    slow = asyncio.create_task(processor.process_update(question(1, 7), gate.wait()))
    await asyncio.sleep(0)
    await processor.process_update(press(chat, 2), asyncio.sleep(0))
    assert inbox.finished == [2]
    gate.set()
    await slow


async def test_who_waited_is_known(processor: ChatUpdateProcessor) -> None:
    """An update knows whether it had to queue behind another one."""
    seen: list[bool] = []

    async def note() -> None:
        await asyncio.sleep(0.01)
        seen.append(queued.get())

    await asyncio.gather(*(processor.process_update(question(number, 7), note()) for number in (1, 2)))
    await processor.process_update(question(3, 7), note())
    assert seen == [False, True, False]


async def test_failed_update_is_not_struck_off(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """What did not come to its end stays in the inbox, and the next update of its chat is free to go."""

    async def fails() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await processor.process_update(question(1, 7), fails())
    await processor.process_update(question(2, 7), asyncio.sleep(0))
    assert inbox.finished == [2]


async def test_drain(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """Draining waits for what ends in time, stops the rest, and tells how many those were."""
    quick = asyncio.create_task(processor.process_update(question(1, 7), asyncio.sleep(0.05)))
    endless = asyncio.create_task(processor.process_update(question(2, 8), asyncio.Event().wait()))
    await asyncio.sleep(0)
    assert await processor.drain(0.3) == 1
    await quick
    assert endless.cancelled()
    assert (inbox.begun, inbox.finished, inbox.stopped) == ([1, 2], [1], [2])


async def test_drain_of_nothing(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """Without anything in hand draining is over at once, and nothing was stopped when all ends in time."""
    assert await processor.drain(60) == 0
    quick = asyncio.create_task(processor.process_update(question(1, 7), asyncio.sleep(0)))
    await asyncio.sleep(0)
    assert await processor.drain(60) == 0
    assert quick.done()
    assert inbox.stopped == []


async def test_stopped_updates_may_clean_up(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """Draining waits for what a stopped update does at its end, and an update that waited for it never begins."""

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.05)

    tasks = [asyncio.create_task(processor.process_update(question(n, 7), endless())) for n in (1, 2)]
    await asyncio.sleep(0)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # the second is never awaited
        assert await processor.drain(0.01) == 2
        assert all(task.cancelled() for task in tasks)
        assert (inbox.begun, inbox.stopped) == ([1], [1])
        del tasks
        gc.collect()


async def test_order_survives_the_third(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """While two wait for a first, a fourth waits behind them; when all are done nothing of the order is kept."""
    gates = [asyncio.Event() for _ in range(4)]
    tasks = []
    for number, gate in enumerate(gates):
        tasks.append(asyncio.create_task(processor.process_update(question(number, 7), gate.wait())))
        await asyncio.sleep(0)
    for number in (3, 2, 0, 1):
        gates[number].set()
        await asyncio.sleep(0.01)
    await asyncio.gather(*tasks)
    assert inbox.finished == [0, 1, 2, 3]
    assert processor._locks == {}
    assert processor._tasks == set()


async def test_what_is_no_update_is_awaited(processor: ChatUpdateProcessor, inbox: Steps) -> None:
    """An object of another kind, which PTB may be given, is processed without the inbox."""
    event = asyncio.Event()

    async def sets() -> None:
        event.set()

    await processor.process_update("a job", sets())
    assert event.is_set()
    assert (inbox.begun, inbox.finished) == ([], [])


def test_ordering_keys(chat: Chat) -> None:
    """Messages keep the order of their chat, presses that of their message, inline queries that of their sender."""
    ada = {"id": 7, "is_bot": False, "first_name": "Ada"}
    inline = {"id": "5", "from": ada, "query": "who", "offset": ""}
    bare = {"id": "5", "from": ada, "chat_instance": "1", "data": "a"}
    updates = [
        question(1, -7),
        press(chat, 2),
        Update.de_json({"update_id": 3, "inline_query": inline}, BOT),
        Update.de_json({"update_id": 4, "callback_query": bare}, BOT),
        Update.de_json({"update_id": 5}, BOT),
    ]
    assert [ordering_key(each) for each in updates] == [-7, ("button", 7, 1000), ("inline", 7), ("button", 7), 5]
    thing = object()
    assert ordering_key(thing) == id(thing)
