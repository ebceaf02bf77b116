"""Answers to presses and inline queries: again when lost, not when too late."""

import asyncio
from typing import Any, cast

import pytest
from telegram import Bot, CallbackQuery, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram_app.limits import TOAST
from bot.telegram_app.sending.query_answers import (
    INLINE_CACHE_SECONDS,
    REFUSED_AT_ONCE,
    REFUSED_WAITING,
    RETRY_PAUSES,
    RefusedQueries,
    notice,
    persistently,
    refused,
)
from tests.telegram_app.conftest import Chat, message


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were slept, none of which pass."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.telegram_app.sending.query_answers.asyncio.sleep", sleep)
    return slept


async def calls(*failures: TelegramError) -> int:
    """How often a call that fails like this at first is made."""
    script, made = list(failures), 0

    async def call() -> None:
        nonlocal made
        made += 1
        if script:
            raise script.pop(0)

    await persistently(call)
    return made


async def test_once_when_all_is_well(pauses: list[float]) -> None:
    """A call that succeeds is made once."""
    assert (await calls(), pauses) == (1, [])


@pytest.mark.parametrize("refusal", [BadRequest("Query is too old"), Forbidden("blocked")])
async def test_too_late_is_let_go(pauses: list[float], refusal: TelegramError) -> None:
    """A query that Telegram takes no answer to is not answered again."""
    assert (await calls(refusal), pauses) == (1, [])


async def test_lost_is_made_again(pauses: list[float]) -> None:
    """A call that was lost is made again after a pause, however it was lost, as often as there are pauses."""
    assert (await calls(NetworkError("reset"), RetryAfter(1)), pauses) == (3, [*RETRY_PAUSES[:2]])
    pauses.clear()
    assert (await calls(*[NetworkError("reset")] * 9), pauses) == (len(RETRY_PAUSES), [*RETRY_PAUSES])


@pytest.mark.parametrize(
    ("text", "given"), [(None, None), ("", None), ("Thanks", "Thanks"), ("x" * 200, "x" * 200), ("x" * 201, "x" * 200)]
)
async def test_notices(chat: Chat, text: str | None, given: str | None) -> None:
    """A press is answered with its notice, which is cut to what Telegram takes, or without one."""
    query: Any = CallbackQuery.de_json(chat.press("a"), chat.bot.application.bot)
    await notice(query, text)
    assert [call.get("text") for call in chat.requests.sent("answerCallbackQuery")] == [given]


async def test_what_asks_for_an_answer_is_refused(chat: Chat) -> None:
    """A press with a sentence, an inline query with no cards for this person alone; a message is neither."""
    bot = chat.bot.application.bot
    inline = {"id": "5", "from": message(1, "x")["from"], "query": "kiln", "offset": ""}
    assert await refused(Update.de_json({"update_id": 1, "callback_query": chat.press("a")}, bot), "Not here.")
    assert await refused(Update.de_json({"update_id": 2, "inline_query": inline}, bot), "Not here.")
    assert not await refused(Update.de_json({"update_id": 3, "message": message(1, "x")}, bot), "Not here.")
    assert [call.get("text") for call in chat.requests.sent("answerCallbackQuery")] == ["Not here."]
    (answer,) = chat.requests.sent("answerInlineQuery")
    assert (answer["results"], answer["cache_time"], answer["is_personal"]) == ("[]", str(INLINE_CACHE_SECONDS), "true")


class Answers:
    """A bot that notes what it answers, a few at a time."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str | None]] = []
        self.at_once = self.most = 0
        self.all_made = asyncio.Event()

    async def _answer(self, query: str, text: str | None) -> None:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        self.made.append((query, text))
        if len(self.made) == REFUSED_WAITING:
            self.all_made.set()
        if query == "lost":
            raise NetworkError("reset")

    async def answer_callback_query(self, query: str, text: str) -> None:
        await self._answer(query, text)

    async def answer_inline_query(self, query: str, results: list[Any], *, cache_time: int, is_personal: bool) -> None:
        assert (results, cache_time, is_personal) == ([], INLINE_CACHE_SECONDS, True)
        await self._answer(query, None)


async def test_those_that_were_not_read_are_answered_a_few_at_a_time() -> None:
    """Once each, the newest of too many, sentences as long as Telegram takes."""
    bot = Answers()
    queries = RefusedQueries(cast("Bot", bot))
    running = asyncio.create_task(queries.run())
    queries.add_press("lost", "x" * (TOAST + 1))
    queries.add_inline("inline")
    await asyncio.sleep(0.01)
    assert bot.made == [("lost", "x" * TOAST), ("inline", None)]
    bot.made.clear()
    for number in range(REFUSED_WAITING + 1):
        queries.add_press(str(number), "No.")
    await asyncio.wait_for(bot.all_made.wait(), 10)
    assert [query for query, _ in bot.made] == [str(number) for number in range(1, REFUSED_WAITING + 1)]
    assert bot.most == REFUSED_AT_ONCE
    running.cancel()
