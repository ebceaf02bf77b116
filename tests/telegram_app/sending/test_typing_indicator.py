"""The chat action "typing": after a while, again before it fades, and never where it would do harm."""

import asyncio
from typing import Any

import pytest
from telegram import Message
from telegram.error import NetworkError

from bot.telegram_app.sending import typing_indicator
from bot.telegram_app.sending.rate_limiter import ChatRateLimiter
from bot.telegram_app.sending.typing_indicator import TypingIndicator
from tests.telegram_app.conftest import Chat, message


class Quiet(ChatRateLimiter):
    """A rate limiter that wants quiet for the seconds that are left in `pauses`."""

    pauses: list[float]

    def chat_action_pause(self, chat: int) -> float:
        assert chat == 7
        return self.pauses.pop(0) if self.pauses else 0.0


@pytest.fixture
def quiet() -> Quiet:
    limiter = Quiet()
    limiter.pauses = []
    return limiter


@pytest.fixture
def shown(chat: Chat, quiet: Quiet) -> Any:
    """Shows "typing" for a message while the body runs."""
    indicator = TypingIndicator(chat.bot.application.bot, quiet)
    thread = message(1, "Who?", message_thread_id=5, is_topic_message=True)
    return lambda: indicator.indication(Message.de_json(thread, chat.bot.application.bot))


def actions(chat: Chat) -> list[dict[str, Any]]:
    """The chat actions that were sent."""
    return [parameters for name, parameters in chat.requests.calls if name == "sendChatAction"]


async def until_shown(chat: Chat, times: int) -> None:
    """Waits until so many chat actions were sent."""
    for _ in range(500):
        if len(actions(chat)) >= times:
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_what_is_quick_shows_nothing(chat: Chat, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is noticeable nothing is shown, nor after the body has ended."""
    monkeypatch.setattr(typing_indicator, "NOTICEABLE", 0.05)
    async with shown():
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert actions(chat) == []


async def test_what_takes_long_is_shown_until_it_ends(chat: Chat, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once noticeable "typing" is shown in the message's topic, again and again, and no more after the end."""
    monkeypatch.setattr(typing_indicator, "NOTICEABLE", 0.01)
    monkeypatch.setattr(typing_indicator, "RENEWAL", 0.02)
    async with shown():
        await until_shown(chat, 3)
    count = len(actions(chat))
    await asyncio.sleep(0.06)
    assert len(actions(chat)) == count
    assert actions(chat)[0] == {"chat_id": "7", "action": "typing", "message_thread_id": "5"}


async def test_renewed_before_it_fades() -> None:
    """The next chat action is sent before the last one fades, after 5 seconds (Bot API, `sendChatAction`)."""
    assert 4 < typing_indicator.RENEWAL < 5


async def test_quiet_is_kept(chat: Chat, quiet: Quiet, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the rate limiter wants quiet, nothing is shown; then it is."""
    monkeypatch.setattr(typing_indicator, "NOTICEABLE", 0.0)
    quiet.pauses = [0.05, 0.02]
    async with shown():
        await asyncio.sleep(0.03)
        assert actions(chat) == []
        await asyncio.sleep(0.1)
        assert len(actions(chat)) == 1


async def test_failures_cost_nobody_the_answer(chat: Chat, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat action that fails is tried again, and the body goes on."""
    monkeypatch.setattr(typing_indicator, "NOTICEABLE", 0.01)
    chat.requests.failures["sendChatAction"] = [NetworkError("away"), (403, {"description": "Forbidden"})]
    async with shown():
        await until_shown(chat, 3)


async def test_an_error_of_the_body_is_its_own(chat: Chat, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error goes through, and "typing" ends with it."""
    monkeypatch.setattr(typing_indicator, "NOTICEABLE", 0.01)

    async def fails() -> None:
        async with shown():
            await until_shown(chat, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    await asyncio.sleep(0.03)
    assert len(actions(chat)) == 1
