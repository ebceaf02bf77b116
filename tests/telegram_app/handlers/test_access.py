"""Who may ask, and how often."""

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.http_server.quota import Quota
from bot.settings import Settings
from bot.telegram_app.handlers.access import CODES_PER_MINUTE
from retrieval import Limits, Searcher
from tests.telegram_app.conftest import Chat, message, talking

QUESTION = "Who opened the new bridge?"
Door = Callable[..., AbstractAsyncContextManager[Chat]]


@pytest.fixture
def door(searcher: Searcher, settings: Settings) -> Door:
    """A bot with some of its settings changed."""

    @asynccontextmanager
    async def opened(**changed: Any) -> AsyncIterator[Chat]:
        async with talking(searcher, replace(settings, telegram=replace(settings.telegram, **changed))) as chat:
            yield chat

    return opened


def searches(chat: Chat) -> int:
    """How many answers the journal has been given."""
    return len(chat.journal.ids())


async def test_list(door: Door) -> None:
    """With a list, those on it and administrators ask; a stranger gets a sentence and costs no search."""
    async with door(access="list", users=frozenset({7}), admins=frozenset({9})) as chat:
        assert "Ruth Amsler" in (await chat.writes(QUESTION))["shown"]
        assert "Ruth Amsler" in (await chat.writes(QUESTION, sender=person(9)))["shown"]
        before = searches(chat)
        assert "private" in (await chat.writes(QUESTION, sender=person(8)))["shown"]
        assert "private" in (await chat.writes("/start", sender=person(8)))["shown"]
        assert searches(chat) == before


async def test_strangers_buttons_and_inline_queries_end(door: Door) -> None:
    """A stranger's press and inline query are answered, with nothing."""
    async with door(access="list") as chat:
        await chat.gets("callback_query", chat.press("a.x.0.AAAAAAAA"))
        assert "private" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]
        await chat.gets("inline_query", {"id": "1", "from": person(7), "query": QUESTION, "offset": ""})
        assert chat.requests.sent("answerInlineQuery")[-1]["results"] == "[]"
        assert searches(chat) == 0


async def test_a_stranger_who_presses_too_fast_is_told_so(door: Door) -> None:
    """Every press and inline query ends, those over the limit too."""
    async with door(access="list") as chat:
        for _ in range(10):
            await chat.gets("callback_query", chat.press("a.x.0.AAAAAAAA"))
        shown = [answer["shown"] for answer in chat.requests.sent("answerCallbackQuery")]
        assert ["private" in text for text in shown] == [True] * 6 + [False] * 4
        assert all("faster" in text for text in shown[6:])
        await chat.gets("inline_query", {"id": "1", "from": person(7), "query": QUESTION, "offset": ""})
        assert chat.requests.sent("answerInlineQuery")[-1]["results"] == "[]"


async def test_stranger_in_a_group(door: Door) -> None:
    """In a group a stranger is answered only when they speak to us."""
    async with door(access="list") as chat:
        await chat.gets("message", message(1, "just chatting", chat=-100))
        assert chat.requests.sent() == []


async def test_persistent_stranger(door: Door) -> None:
    """After some sentences a stranger meets silence."""
    async with door(access="list") as chat:
        for _ in range(30):
            await chat.writes(QUESTION)
        assert len(chat.requests.sent()) < 10


def console_code(caplog: pytest.LogCaptureFixture) -> str:
    """The code that the console shows."""
    (code,) = re.findall(r"pairing code: (\w+)", caplog.text)
    return str(code)


async def test_pairing(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """The code from the console lets one person in, and no second one; nothing else is taken for it."""
    async with door(access="pairing") as chat:
        code = console_code(caplog)
        for text in (QUESTION, "AAAAAAAA", "", "ф", code[:-1]):
            assert "code" in (await chat.writes(text))["shown"]
        assert "Welcome" in (await chat.writes(f"/start {code.lower()}"))["shown"]
        assert "Ruth Amsler" in (await chat.writes(QUESTION))["shown"]
        assert "code" in (await chat.writes(code, sender=person(8)))["shown"]
        assert "code" in (await chat.writes(QUESTION, sender=person(8)))["shown"]


async def test_a_code_for_several(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """As many people as the setting says are let in by one code."""
    async with door(access="pairing", pairing_uses=2) as chat:
        code = console_code(caplog)
        shown = [(await chat.writes(code, sender=person(number)))["shown"] for number in (7, 8, 9)]
        assert ["Welcome" in text for text in shown] == [True, True, False]


async def test_a_code_ends(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """After the minutes of the setting a code lets nobody in, and no other takes its place."""
    async with door(access="pairing", pairing_minutes=10) as chat:
        pairing, now = chat.bot.shared.preferences.pairing, time.time()
        code = console_code(caplog)
        pairing._clock = lambda: now + 601
        assert "code" in (await chat.writes(code))["shown"]
        pairing._clock = lambda: now
        assert "code" in (await chat.writes(code))["shown"]
        assert caplog.text.count("pairing code") == 1


async def test_guessing_is_slow(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """After a few wrong codes a minute even the right one is not looked at; nor when many accounts guess."""
    async with door(access="pairing") as chat:
        code = console_code(caplog)
        for _ in range(10):
            await chat.writes("AAAAAAAA")
        await chat.writes(code)
        assert chat.bot.shared.preferences.pairing.people() == []
        for number in range(100, 100 + CODES_PER_MINUTE):
            await chat.writes("AAAAAAAA", sender=person(number))
        await chat.writes(code, sender=person(8))
        assert chat.bot.shared.preferences.pairing.people() == []


async def test_pace_and_length(searcher: Searcher, settings: Settings) -> None:
    """More questions a minute than allowed, or a longer one, get a sentence and cost no search."""
    telegram = replace(settings.telegram, questions_a_minute=2)
    async with talking(searcher, replace(settings, telegram=telegram, limits=Limits(question=40))) as chat:
        for _ in range(2):
            assert "Ruth Amsler" in (await chat.writes(QUESTION))["shown"]
        assert "wait a minute" in (await chat.writes(QUESTION))["shown"]
        assert "at most 40" in (await chat.writes("x" * 41))["shown"]
        assert searches(chat) == 2


def test_pace_recovers() -> None:
    """After a minute one may again; people don't count for each other, and 0 is no limit."""
    now = [0.0]
    pace = Quota(1, clock=lambda: now[0])
    assert [pace.allows(7), pace.allows(7), pace.allows(8)] == [True, False, True]
    now[0] = 61
    assert pace.allows(7)
    assert all(Quota(0).allows(7) for _ in range(100))


def person(number: int) -> dict[str, Any]:
    """A person with a number."""
    return {"id": number, "is_bot": False, "first_name": "Bo", "language_code": "en"}
