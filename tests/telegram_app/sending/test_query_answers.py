"""Answers to presses and inline queries: again when lost, not when too late."""

from typing import Any

import pytest
from telegram import CallbackQuery
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram_app.sending.query_answers import RETRY_PAUSES, notice, persistently
from tests.telegram_app.conftest import Chat


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
