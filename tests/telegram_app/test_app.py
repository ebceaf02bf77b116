"""The life of the bot inside the process: reached late, left over, told to end."""

import asyncio
import itertools
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Update
from telegram.error import InvalidToken, NetworkError

from bot.ending import Ending
from bot.journal.store import Journal
from bot.settings import Settings
from bot.telegram_app import app
from bot.telegram_app.app import SILENT_SECONDS, TelegramBot
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.monitoring import REPEATED
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.updates.inbox import Inbox
from retrieval import Searcher
from tests.telegram_app.botapi import BotApi, Fault
from tests.telegram_app.conftest import Chat, message

QUESTION = "Who opened the new bridge?"
FLOOD = 500
"""How many updates are a flood: of each kind many times as many as a chat may have waiting."""

EVE = {"id": 8, "is_bot": False, "first_name": "Eve", "language_code": "en"}


class Life:
    """Bots of one archive and one inbox, one after another, over a small Bot API server."""

    def __init__(self, api: BotApi, searcher: Searcher, settings: Settings, file: Path) -> None:
        self.api, self.searcher = api, searcher
        self.settings = replace(settings, api_base_url=api.root)
        self.file = file
        self.stack = AsyncExitStack()

    def bot(self, **chosen: object) -> TelegramBot:
        """A bot that has not been started; `chosen` are Telegram's settings."""
        telegram = replace(self.settings.telegram, **chosen)  # type: ignore[arg-type]
        inbox = self.stack.enter_context(closing(Inbox(self.file)))
        preferences = self.stack.enter_context(closing(Preferences(self.file)))
        journal = self.stack.enter_context(closing(Journal(self.settings.state)))
        settings = replace(self.settings, telegram=telegram)
        return TelegramBot(settings, ArchiveService(self.searcher, journal), inbox, preferences)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def life(api: BotApi, searcher: Searcher, settings: Settings, tmp_path: Path) -> AsyncIterator[Life]:
    lives = Life(api, searcher, settings, tmp_path / "inbox.sqlite")
    async with lives.stack:
        yield lives


def ending() -> Ending:
    """An end that nobody has to hurry."""
    return Ending(lambda: None)


async def ended(running: asyncio.Task[None]) -> None:
    """Tells the process to end, and waits until the bot has."""
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 60)


def update(api: BotApi, text: str) -> Update:
    """An update that Telegram has given to an earlier run of the bot."""
    number = next(api._ids)
    api.messages[number] = message(number, text)
    return Update.de_json({"update_id": number, "message": api.messages[number]}, None)


async def test_polled_answered_and_confirmed(api: BotApi, life: Life) -> None:
    """A bot that polls answers, takes a webhook off first, and confirms at its end what it received."""
    running = asyncio.create_task(life.bot().run(ending()))
    asked = api.writes(QUESTION)
    await api.until(api.answers)
    await ended(running)
    names = [name for _, name, _ in api.calls]
    assert names.index("deleteWebhook") < names.index("getUpdates")
    last = [parameters for _, name, parameters in api.calls if name == "getUpdates"][-1]
    assert (last["offset"], last["limit"]) == (str(asked["update_id"] + 1), "1")


async def test_nothing_received_is_not_confirmed(api: BotApi, life: Life) -> None:
    """A bot that received nothing confirms nothing."""
    running = asyncio.create_task(life.bot().run(ending()))
    await api.until(lambda: api.polls > 1)
    await ended(running)
    assert all("offset" not in parameters for _, name, parameters in api.calls if name == "getUpdates")


async def test_left_over_is_taken_up_once(api: BotApi, life: Life) -> None:
    """What an earlier run left over is answered after the start, oldest first, and only then what is new."""
    with closing(Inbox(life.file)) as earlier:
        earlier.add([update(api, QUESTION), update(api, "What did the bridge cost?")])
    api.writes("When are the cables inspected?")
    running = asyncio.create_task(life.bot().run(ending()))
    await api.until(lambda: len(api.answers()) == 3)
    await ended(running)
    assert [word in answer["text"] for answer, word in zip(api.answers(), ("Amsler", "41", "spring"), strict=True)] == [
        True
    ] * 3


async def test_left_over_with_a_webhook(api: BotApi, life: Life, unused_tcp_port: int) -> None:
    """With a webhook, what was left over does not wait for the first call; nothing is confirmed by a poll."""
    with closing(Inbox(life.file)) as earlier:
        earlier.add([update(api, QUESTION)])
    bot = life.bot(webhook=f"http://127.0.0.1:{unused_tcp_port}/hook")
    running = asyncio.create_task(bot.run(ending()))
    await api.until(api.answers)
    assert await api.calls_webhook(api.writes("What did the bridge cost?")) == 200
    await api.until(lambda: len(api.answers()) == 2)
    assert bot.healthy()
    await ended(running)
    assert api.polls == 0


@pytest.mark.slow
async def test_a_call_before_the_webhook_is_set(api: BotApi, life: Life, unused_tcp_port: int) -> None:
    """An update that arrives while the webhook can't be set again is answered, with what was left over, once."""
    with closing(Inbox(life.file)) as earlier:
        earlier.add([update(api, QUESTION)])
    api.faults["getWebhookInfo"].extend([Fault(502), Fault(502)])
    bot = life.bot(webhook=f"http://127.0.0.1:{unused_tcp_port}/hook")
    api.webhook = {"url": f"http://127.0.0.1:{unused_tcp_port}/hook", "secret_token": bot._secret()}
    running = asyncio.create_task(bot.run(ending()))
    await api.until(lambda: len(api.faults["getWebhookInfo"]) < 2)
    assert await api.calls_webhook(api.writes("What did the bridge cost?")) == 200
    await api.until(lambda: any(name == "setWebhook" for _, name, _ in api.calls) and len(api.answers()) == 2)
    await asyncio.sleep(0.2)
    assert len(api.answers()) == 2
    await ended(running)


@pytest.mark.slow
async def test_told_to_end_before_telegram_was_reached(
    api: BotApi, life: Life, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While Telegram is away the bot tries again, less and less often, and ends at once when it is told to."""
    api.faults["getMe"].extend([Fault(502)] * 9)
    monkeypatch.setattr(app, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(app, "LONGEST_PAUSE", 0.4)
    running = asyncio.create_task(life.bot().run(ending()))
    await api.until(lambda: len(api.faults["getMe"]) <= 3)
    pauses = [message.split()[-2] for message in caplog.messages if "can't be reached yet" in message]
    assert pauses[:5] == ["0.1", "0.2", "0.4", "0.4", "0.4"]
    monkeypatch.setattr(app, "LONGEST_PAUSE", 60)
    await ended(running)
    assert api.polls == 0


@pytest.mark.slow
async def test_reached_late(api: BotApi, life: Life) -> None:
    """When Telegram is back, all goes on as if it had been there."""
    api.faults["getMe"].extend([Fault(502), Fault(0)])
    running = asyncio.create_task(life.bot().run(ending()))
    api.writes(QUESTION)
    await api.until(api.answers)
    await ended(running)


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_an_unknown_token_ends_the_bot(api: BotApi, life: Life, method: str) -> None:
    """A token that Telegram does not know, at the start or later, is the caller's affair."""
    api.faults[method].append(Fault(401))
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(life.bot().run(ending()), 10)


async def test_what_takes_too_long_is_left(api: BotApi, life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is not out in time is left in the inbox, and not held against its update."""
    monkeypatch.setattr(app, "DRAIN_SECONDS", 0.1)
    api.faults["sendMessage"].append(Fault(502, seconds=30))
    bot = life.bot()
    running = asyncio.create_task(bot.run(ending()))
    asked = api.writes(QUESTION)
    await api.until(lambda: not api.faults["sendMessage"])
    await ended(running)
    record = bot.inbox.record(asked["update_id"])
    assert record is not None
    assert not record.given_up


async def test_updates_that_come_again_are_counted(chat: Chat) -> None:
    """Of what arrives, only what is new is set to work, and what is not is counted."""
    updates = [Update.de_json({"update_id": n, "message": message(n, QUESTION, chat=n)}, None) for n in (1, 2, 3)]
    before = REPEATED._value.get()
    await chat.bot.receive([])
    await chat.bot.receive(updates[:2])
    await chat.bot.receive(updates)
    assert REPEATED._value.get() - before == 2
    queue = chat.bot.application.update_queue
    assert [queue.get_nowait() for _ in range(queue.qsize())] == updates


async def test_health(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that polls is well until it has not heard of Telegram for too long."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    await chat.bot.receive([])
    monkeypatch.setattr(time, "monotonic", lambda: now + SILENT_SECONDS - 0.1)
    assert chat.bot.healthy()
    monkeypatch.setattr(time, "monotonic", lambda: now + SILENT_SECONDS)
    assert not chat.bot.healthy()
    await chat.bot.receive([])
    assert chat.bot.healthy()


async def test_menus_that_are_refused_cost_nothing(chat: Chat) -> None:
    """When Telegram does not take the menus, the bot goes on."""
    chat.requests.failures["setMyCommands"] = [NetworkError("away")]
    await chat.bot._register_menus()
    assert chat.bot.shared.preferences.menu("default en") == []


@pytest.mark.parametrize(("links", "fragments"), [("fragment", True), ("plain", False)])
async def test_links_are_as_the_settings_say(life: Life, links: str, fragments: bool) -> None:
    """Links lead to the words themselves, or to the page, as the settings say."""
    life.settings = replace(life.settings, links=links)
    assert life.bot().shared.text_fragments is fragments


def of_group(number: int, text: str, **more: Any) -> Update:
    """A message in a group."""
    return Update.de_json({"update_id": number, "message": message(number, text, chat=-5, **more)}, None)


async def test_what_people_say_to_each_other_is_not_kept(chat: Chat) -> None:
    """Of a group's messages that are not for us no word is written down, and none takes a share from those that are."""
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
    await chat.bot.receive([of_group(n, "a secret between us") for n in range(1, 50)])
    await chat.bot.receive([of_group(60, "/ask Who opened the new bridge?", **command)])
    assert cast("Update", chat.bot.application.update_queue.get_nowait()).update_id == 60
    assert chat.bot.application.update_queue.empty()
    bodies = chat.bot.inbox._db.execute("SELECT body FROM updates WHERE state = 2").fetchall()
    assert bodies == [("",)] * 49


@pytest.mark.slow
async def test_a_flood_in_the_inbox_is_taken_up_fairly(api: BotApi, life: Life) -> None:
    """After a restart over thousands of messages of one chat, another person's question is answered at once."""
    with closing(Inbox(life.file)) as earlier:
        flood = [
            Update.de_json({"update_id": n, "message": message(n, QUESTION, chat=8, sender=EVE)}, None)
            for n in range(1, 3_000)
        ]
        earlier.add(flood)
        earlier.add([Update.de_json({"update_id": 5_000, "message": message(5_000, QUESTION)}, None)])
    bot = life.bot()
    running = asyncio.create_task(bot.run(ending()))
    await api.until(lambda: any(p.get("chat_id") == "7" for _, name, p in api.calls if name == "sendMessage"))
    assert len(api.calls) < 100
    assert len(bot.backlog) <= life.settings.telegram.pending
    await api.until(lambda: any("more than I can" in p["text"] for _, name, p in api.calls if name == "sendMessage"))
    await ended(running)


@pytest.mark.slow
@pytest.mark.parametrize("started", [False, True])
async def test_a_flood_is_answered_by_its_share_and_a_sentence(api: BotApi, life: Life, started: bool) -> None:
    """A thousand messages at once, also at the start: one sentence, the share, and another person's answer."""
    bot = life.bot(pending=2)
    running = asyncio.create_task(bot.run(ending()))
    if started:
        await api.until(lambda: api.polls > 1)
    for n in range(1, 1_000):
        api.delivers({"update_id": 1_000 + n, "message": message(10_000 + n, QUESTION, chat=8, sender=EVE)})
    api.writes(QUESTION)
    await api.until(lambda: {"7", "8"} <= {p["chat_id"] for _, name, p in api.calls if name == "sendMessage"}, 20)
    await ended(running)
    texts = [p["text"] for _, name, p in api.calls if name == "sendMessage" and p["chat_id"] == "8"]
    assert sum("more than I can" in text for text in texts) == 1
    assert 2 <= len(texts) <= 8


def flood(kind: str, number: int) -> dict[str, Any]:
    """One update of a flood by Eve."""
    if kind == "group":
        command = {"type": "bot_command", "offset": 0, "length": 4}
        asked = message(10_000 + number, "/ask Who?", chat=-8, sender={**EVE, "id": 8 + number}, entities=[command])
        return {"update_id": 1_000 + number, "message": asked}
    content: dict[str, Any] = message(10_000 + number, QUESTION, chat=8, sender=EVE)
    if kind == "callback_query":
        content = {"from": EVE, "chat_instance": "1", "data": "a.x.0.AAAAAAAA", "message": content, "id": str(number)}
    elif kind == "inline_query":
        content = {"from": EVE, "query": f"{QUESTION} {number}", "offset": "", "id": str(number)}
    elif kind == "message_reaction":
        content = {
            "chat": content["chat"],
            "user": EVE,
            "message_id": 1,
            "date": 1,
            "old_reaction": [],
            "new_reaction": [],
        }
    elif kind == "edited_message":
        content |= {"edit_date": content["date"], "message_id": 10_000}
    return {"update_id": 1_000 + number, kind: content}


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["message", "group", "edited_message", "callback_query", "inline_query", "message_reaction"]
)
async def test_nobody_waits_for_a_flood(api: BotApi, life: Life, kind: str) -> None:
    """While hundreds of updates of one kind come from one chat, another person's questions are answered.

    `benchmarks/telegram_flood.py` measures how fast; here the machine may be busy with other tests.
    """
    bot = life.bot()
    running = asyncio.create_task(bot.run(ending()))
    await api.until(lambda: api.polls > 1)
    for number in range(FLOOD):
        api.delivers(flood(kind, number))
    api._updates = itertools.count(10_000)
    for expected in range(1, 4):
        api.writes(QUESTION)
        await api.until(partial(lambda number: len(api.answers()) >= number, expected))
        # Answered in the order in which they came, all of the flood would be before the first.
        assert expected > 1 or len(api.calls) < FLOOD
    if kind in ("callback_query", "inline_query"):
        method = "answerCallbackQuery" if kind == "callback_query" else "answerInlineQuery"
        await api.until(lambda: sum(name == method for _, name, _ in api.calls) >= FLOOD // 2)
        texts = {p.get("text", "") for _, name, p in api.calls if name == method}
        assert len(texts) <= 2
    await ended(running)


async def test_what_could_not_be_written_down_counts_as_never_seen(chat: Chat) -> None:
    """When it comes again it is taken in, and not held against its sender's share."""
    chat.bot._started = True
    updates = [Update.de_json({"update_id": n, "message": message(n, QUESTION)}, None) for n in range(1, 31)]
    add = chat.bot.inbox.add

    def full(updates: Sequence[Update], admits: Callable[[Update], bool]) -> list[Update]:
        assert sum(map(admits, updates)) == 21
        raise sqlite3.OperationalError("database or disk is full")

    chat.bot.inbox.add = full  # type: ignore[assignment,method-assign]
    with pytest.raises(sqlite3.OperationalError):
        await chat.bot.receive(updates)
    assert not chat.bot.backlog.refuses(7, None, edited=True)
    chat.bot.inbox.add = add  # type: ignore[method-assign]
    await chat.bot.receive(updates)
    assert chat.bot.backlog.refuses(7, None)
    assert chat.bot.application.update_queue.qsize() == 2


@pytest.mark.parametrize(
    "odd",
    [
        {"text": 5},
        {"text": None, "entities": [{"type": "mention", "offset": 0, "length": 1}]},
        {"text": "/ ", "entities": [{"type": "bot_command", "offset": 0, "length": 1}]},
        {"text": " ", "entities": [{"type": "bot_command", "offset": 0, "length": 1}]},
        {
            "text": "/quote the \ud800 ferry stopped",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
        {"entities": [{"type": "mention", "offset": -5, "length": 10**9}]},
        {"from": {**EVE, "language_code": ["de"]}},
        {"from": {**EVE, "first_name": {}}},
    ],
)
async def test_messages_that_make_no_sense(api: BotApi, life: Life, odd: dict[str, Any]) -> None:
    """A message that Telegram can't mean costs nobody an answer, and ends nothing."""
    running = asyncio.create_task(life.bot().run(ending()))
    api.delivers({"update_id": 99, "message": {**message(99, QUESTION, chat=8, sender=EVE), **odd}})
    api.writes(QUESTION)
    await api.until(lambda: any(p["chat_id"] == "7" for _, name, p in api.calls if name == "sendMessage"), 20)
    assert not any("went wrong" in p["text"] for _, name, p in api.calls if name == "sendMessage")
    await ended(running)


async def test_a_press_that_nobody_signed(chat: Chat) -> None:
    """Half a surrogate pair as callback data is no button of ours."""
    await chat.gets("callback_query", chat.press("a.x.0.\ud800"))
    (sent,) = chat.requests.sent("answerCallbackQuery")
    assert "no longer" in sent["text"]


@pytest.mark.parametrize(("pending", "groups", "left"), [(2, 1, 3), (1, 2, 3), (0, 2, 5), (2, 0, 5)])
async def test_of_what_was_left_over_as_much_is_looked_at_as_may_wait(
    api: BotApi, life: Life, pending: int, groups: int, left: int
) -> None:
    """And one more of each chat, which is answered by the sentence about a flood; all where any number may wait."""
    with closing(Inbox(life.file)) as earlier:
        earlier.add([update(api, QUESTION) for _ in range(5)])
    bot = life.bot()
    bot._settings = replace(bot._settings, pending=pending, group_pending=groups)
    queued: list[Update] = []
    bot._queue = queued.extend  # type: ignore[method-assign, assignment]
    bot.admission.admits = lambda update: True  # type: ignore[method-assign]
    bot._take_up()
    assert len(queued) == left
