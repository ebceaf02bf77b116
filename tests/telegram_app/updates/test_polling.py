"""Long polling: what is asked of Telegram, and how long it is left alone when it does not answer."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram_app.updates.polling import ALLOWED_UPDATES, BACKOFF, CONFLICT_SECONDS, POLL_SECONDS, confirm, poll
from tests.telegram_app.conftest import TOKEN, message


class Polled(Bot):
    """A bot whose polls come to what a script says, until it is at its end."""

    def __init__(self, *script: Sequence[Update] | TelegramError) -> None:
        super().__init__(TOKEN)
        with self._unfrozen():
            self.script = list(script)
            self.polls: list[tuple[int | None, dict[str, Any]]] = []

    async def get_updates(self, offset: int | None = None, **more: Any) -> tuple[Update, ...]:  # type: ignore[override]
        self.polls.append((offset, more))
        if not self.script:
            raise asyncio.CancelledError
        result = self.script.pop(0)
        if isinstance(result, TelegramError):
            raise result
        return tuple(result)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were slept, none of which pass."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.telegram_app.updates.polling.asyncio.sleep", sleep)
    return slept


async def polled(bot: Polled) -> list[list[int]]:
    """The ids of the updates that each poll of a bot brought."""
    received: list[list[int]] = []

    async def receive(updates: Sequence[Update]) -> None:
        received.append([update.update_id for update in updates])

    with pytest.raises(asyncio.CancelledError):
        await poll(bot, receive)
    return received


def update(number: int) -> Update:
    """An update with a message."""
    return Update.de_json({"update_id": number, "message": message(number, "Who?")}, None)


async def test_each_poll_confirms_the_one_before() -> None:
    """The first poll does not wait; each one confirms the updates of the one before, when it brought any."""
    bot = Polled([update(7), update(9)], [], [update(12)])
    assert await polled(bot) == [[7, 9], [], [12]]
    assert [(offset, more["timeout"]) for offset, more in bot.polls] == [
        (None, 0),
        (10, POLL_SECONDS),
        (10, POLL_SECONDS),
        (13, POLL_SECONDS),
    ]
    assert {more["limit"] for _, more in bot.polls} == {100}
    assert {more["allowed_updates"] for _, more in bot.polls} == {ALLOWED_UPDATES}


async def test_failures_take_longer_and_longer(pauses: list[float]) -> None:
    """Each failure in a row waits longer, to a maximum; after a poll that works it starts again."""
    failures = [NetworkError("away")] * (len(BACKOFF) + 2)
    assert await polled(Polled(*failures, [], TimedOut())) == [[]]
    assert pauses == [*BACKOFF, BACKOFF[-1], BACKOFF[-1], BACKOFF[0]]


async def test_a_failure_is_polled_again_at_the_same_place(pauses: list[float]) -> None:
    """After a failure the same updates are asked for, so that none is confirmed that did not arrive."""
    bot = Polled([update(7)], NetworkError("reset"), [update(8)])
    assert await polled(bot) == [[7], [8]]
    assert [offset for offset, _ in bot.polls] == [None, 8, 8, 9]


async def test_retry_after_waits_at_least_a_second(pauses: list[float]) -> None:
    """Where Telegram asks to wait, that is a second at least."""
    await polled(Polled(RetryAfter(1), *[NetworkError("away")] * 5, RetryAfter(1)))
    assert pauses == [1.0, *BACKOFF[1:7]]


async def test_another_poller_is_waited_for(pauses: list[float], caplog: pytest.LogCaptureFixture) -> None:
    """While another program has the updates, polls are rare, and that is no failure of the network."""
    await polled(Polled(Conflict("terminated by other getUpdates request"), NetworkError("away")))
    assert pauses == [CONFLICT_SECONDS, BACKOFF[0]]
    assert "another program with this bot's token (terminated by other getUpdates request)" in caplog.text


async def test_a_lasting_failure_is_an_error(pauses: list[float], caplog: pytest.LogCaptureFixture) -> None:
    """Three failures of the network in a row are warnings; a fourth is an error, as any other refusal is at once."""
    await polled(Polled(*[NetworkError("away")] * 4, [], NetworkError("away"), RetryAfter(1)))
    warning, error = logging.WARNING, logging.ERROR
    assert [record.levelno for record in caplog.records] == [warning] * 3 + [error, warning, error]


async def test_an_unknown_token_ends_it(pauses: list[float]) -> None:
    """When Telegram no longer knows the token, polling is over."""

    async def receive(updates: Sequence[Update]) -> None:
        pass

    with pytest.raises(InvalidToken):
        await poll(Polled(InvalidToken()), receive)
    assert pauses == []


async def test_confirming_asks_for_one_update_and_does_not_wait() -> None:
    """The last confirmation waits for nothing, and nothing comes of its failing."""
    bot = Polled([update(7)], BadRequest("no"))
    await confirm(bot, 7)
    await confirm(bot, 8)
    assert [(offset, more["limit"], more["timeout"]) for offset, more in bot.polls] == [(7, 1, 0), (8, 1, 0)]
    assert all(more["read_timeout"] == more["connect_timeout"] == 1 for _, more in bot.polls)


async def test_a_full_disk_is_waited_out(pauses: list[float], caplog: pytest.LogCaptureFixture) -> None:
    """What can't be written down is not confirmed, said once, and received when it can be."""
    bot, received = Polled([update(7)], [update(7)], []), list[list[int]]()

    async def receive(updates: Sequence[Update]) -> None:
        received.append([each.update_id for each in updates])
        if len(received) == 1:
            raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(asyncio.CancelledError):
        await poll(bot, receive)
    assert [offset for offset, _ in bot.polls] == [None, None, 8, 8]
    assert received == [[7], [7], []]
    assert pauses == [BACKOFF[0]]
    assert "Make room" in caplog.text
