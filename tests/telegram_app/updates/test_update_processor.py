"""The order of updates: one after another in a chat, side by side otherwise."""

import asyncio
from typing import Any

import pytest
from telegram import Bot, Update

from bot.telegram_app.updates.update_processor import ChatUpdateProcessor, queued
from tests.telegram_app.conftest import TOKEN, Chat, message

BOT = Bot(TOKEN)


def question(number: int, chat: int) -> Update:
    """A message in a chat."""
    return Update.de_json({"update_id": number, "message": message(number, "Who?", chat=chat)}, BOT)


def press(chat: Chat, number: int) -> Update:
    """A press of a button under message 1000."""
    raw: dict[str, Any] = {"update_id": number, "callback_query": chat.press("a")}
    return Update.de_json(raw, BOT)


@pytest.fixture
def done() -> list[int]:
    return []


@pytest.fixture
def left() -> list[int]:
    return []


@pytest.fixture
def lanes(done: list[int], left: list[int]) -> ChatUpdateProcessor:
    return ChatUpdateProcessor(
        done=lambda update: done.append(update.update_id), left=lambda update: left.append(update.update_id)
    )


async def test_order(lanes: ChatUpdateProcessor, done: list[int]) -> None:
    """Two updates of a chat follow each other though the first takes longer; another chat does not wait."""
    gate = asyncio.Event()

    async def nothing() -> None:
        pass

    slow = asyncio.create_task(lanes.process_update(question(1, 7), gate.wait()))
    await asyncio.sleep(0)
    second = asyncio.create_task(lanes.process_update(question(2, 7), nothing()))
    await lanes.process_update(question(3, 8), nothing())
    assert done == [3]
    gate.set()
    await asyncio.gather(slow, second)
    assert done == [3, 1, 2]


async def test_button_does_not_wait_for_an_answer(lanes: ChatUpdateProcessor, done: list[int], chat: Chat) -> None:
    """A button is answered while an answer in its chat is still under way."""
    gate = asyncio.Event()
    slow = asyncio.create_task(lanes.process_update(question(1, 7), gate.wait()))
    await asyncio.sleep(0)
    await lanes.process_update(press(chat, 2), asyncio.sleep(0))
    assert done == [2]
    gate.set()
    await slow


async def test_who_waited_is_known(lanes: ChatUpdateProcessor) -> None:
    """An update knows whether it had to queue behind another one."""
    seen: list[bool] = []

    async def note() -> None:
        await asyncio.sleep(0.01)
        seen.append(queued.get())

    await asyncio.gather(*(lanes.process_update(question(number, 7), note()) for number in (1, 2)))
    await lanes.process_update(question(3, 7), note())
    assert seen == [False, True, False]


async def test_failed_update_is_not_struck_off(lanes: ChatUpdateProcessor, done: list[int]) -> None:
    """What did not come to its end stays in the inbox, and its lane is free again."""

    async def fails() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await lanes.process_update(question(1, 7), fails())
    await lanes.process_update(question(2, 7), asyncio.sleep(0))
    assert done == [2]


async def test_drain(lanes: ChatUpdateProcessor, done: list[int], left: list[int]) -> None:
    """Draining waits for what ends in time, stops the rest, and tells how many those were."""
    quick = asyncio.create_task(lanes.process_update(question(1, 7), asyncio.sleep(0.05)))
    endless = asyncio.create_task(lanes.process_update(question(2, 8), asyncio.Event().wait()))
    await asyncio.sleep(0)
    assert await lanes.drain(0.3) == 1
    await quick
    assert endless.cancelled()
    assert (done, left) == ([1], [2])
