"""The pace of each chat, measured on a clock that only sleeping moves."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.telegram_app.sending.rate_limiter import (
    BURST,
    CAUTIOUS_SECONDS,
    GROUP_BURST,
    ON_ITS_WAY,
    REPEATED,
    SLACK,
    Bucket,
    ChatRateLimiter,
)
from bot.telegram_app.updates.update_processor import queued

Send = Callable[..., Awaitable[Any]]


class Clock:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(0.0, seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("bot.telegram_app.sending.rate_limiter.asyncio.sleep", clock.sleep)
    return clock


@pytest.fixture
def send(clock: Clock) -> Send:
    """Makes a call through the rate limiter; `refusals` are met first."""
    limiter = ChatRateLimiter(clock)

    async def made(chat: int | None, endpoint: str = "sendMessage", refusals: int = 0, again: bool = False) -> float:
        left = [refusals]

        async def call(*args: Any, **kwargs: Any) -> float:
            if left[0]:
                left[0] -= 1
                raise RetryAfter(1)
            return clock.now

        data = {} if chat is None else {"chat_id": chat}
        return float(await limiter.process_request(call, (), {}, endpoint, data, REPEATED if again else None))

    return made


async def test_answers_that_were_waited_for(clock: Clock, send: Send) -> None:
    """Answers that somebody waits for, one after another, are not held up."""
    for _ in range(30):
        await send(7)
    assert clock.now == 100


async def test_backlog_is_paced(clock: Clock, send: Send) -> None:
    """What was asked faster than it was answered leaves at one message a second after a short burst."""
    queued.set(True)
    times = [await send(7) for _ in range(BURST + 5)]
    assert times[BURST - 1] == 100
    assert [round(after - before) for before, after in zip(times[BURST:], times[BURST + 1 :], strict=False)] == [1] * 4


async def test_groups_are_always_paced(clock: Clock, send: Send) -> None:
    """A group gets no more than 20 messages in any minute, whoever waited."""
    times = [await send(-100) for _ in range(70)]
    assert times[GROUP_BURST - 1] == 100
    assert max(sum(start <= time < start + 60 for time in times[GROUP_BURST:]) for start in times[GROUP_BURST:]) <= 20


async def test_buttons_and_typing_are_not_paced(clock: Clock, send: Send) -> None:
    """Answers to buttons and chat actions wait for nothing."""
    queued.set(True)
    for _ in range(BURST):
        await send(7)
    for endpoint in ("answerCallbackQuery", "sendChatAction", "answerInlineQuery"):
        await send(7, endpoint)
        await send(None, endpoint)
    assert clock.now == 100


async def test_retry_after(clock: Clock, send: Send) -> None:
    """A call that is to wait waits that long and is made again; the next ones in its chat keep their distance."""
    assert await send(7, refusals=1) == pytest.approx(101.1)
    after = await send(7)
    assert after - 101.1 >= 0.8


async def test_other_chats_go_on(clock: Clock, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one chat waits another is served."""
    gate = asyncio.Event()

    async def waits(seconds: float) -> None:
        if seconds > 0:
            await gate.wait()

    monkeypatch.setattr("bot.telegram_app.sending.rate_limiter.asyncio.sleep", waits)
    blocked = asyncio.ensure_future(send(7, refusals=1))
    await asyncio.wait([blocked], timeout=0.05)
    async with asyncio.timeout(1):
        await send(8)
    assert not blocked.done()
    clock.now += 10
    gate.set()
    await blocked


async def test_order_in_a_chat(clock: Clock, send: Send) -> None:
    """Messages to a chat arrive in the order they were sent, also when the first has to wait."""
    order: list[int] = []

    async def one(number: int, refusals: int) -> None:
        await send(7, refusals=refusals)
        order.append(number)

    await asyncio.gather(one(1, 2), one(2, 0), one(3, 1), one(4, 0))
    assert order == [1, 2, 3, 4]


async def test_repeated_calls_are_not_paced_again(clock: Clock, send: Send) -> None:
    """A call that is repeated after its answer was lost kept to the pace the first time."""
    queued.set(True)
    for _ in range(BURST):
        await send(7)
    await send(7, again=True)
    assert clock.now == 100


async def test_edits_wait_only_where_told(clock: Clock, send: Send) -> None:
    """An edit in a private chat is not paced, but waits while the chat is closed."""
    for _ in range(40):
        await send(7, "editMessageText")
    assert clock.now == 100
    await send(7, "sendChatAction", refusals=0)
    with pytest.raises(RetryAfter):
        await send(7, "sendChatAction", refusals=1)
    assert await send(7, "editMessageText") == pytest.approx(101.1)


async def test_chat_actions_have_their_time(clock: Clock) -> None:
    """While a message is on its way no chat action is due for a while, nor after one was refused."""
    limiter = ChatRateLimiter(clock)
    data = {"chat_id": 7}

    async def leaves() -> float:
        return limiter.chat_action_pause(7)

    async def refused() -> float:
        raise RetryAfter(3)

    assert await limiter.process_request(leaves, (), {}, "sendMessage", data, None) == ON_ITS_WAY
    assert limiter.chat_action_pause(7) == 0
    with pytest.raises(RetryAfter):
        await limiter.process_request(refused, (), {}, "sendChatAction", data, None)
    assert limiter.chat_action_pause(7) == pytest.approx(3 + SLACK)
    assert limiter.chat_action_pause(8) == 0


async def test_told_before_the_start(clock: Clock) -> None:
    """What Telegram told an earlier run is kept to, and what it tells is handed on."""
    told: list[tuple[int, float]] = []
    limiter = ChatRateLimiter(clock, {7: 5.0}, lambda chat, seconds: told.append((chat, seconds)))
    refusals = [RetryAfter(2)]

    async def call() -> float:
        if refusals:
            raise refusals.pop()
        return clock.now

    assert await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": 8}, None) == pytest.approx(
        102 + SLACK
    )
    assert told == [(8, 2 + SLACK)]
    assert await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": 7}, None) >= 105


def test_bucket() -> None:
    """A bucket is full at most; a token that is not there yet is waited for, or not taken."""
    bucket = Bucket(rate=0.5, burst=2, tokens=2, at=100)
    assert [bucket.wait(100) for _ in range(4)] == [0, 0, 2, 4]
    assert bucket.wait(106) == 0
    assert bucket.wait(1000) == bucket.wait(1000) == 0
    assert bucket.wait(1000) == 2
    bucket.spend(1000)
    assert bucket.wait(1002) == 0
    bucket.spend(1004)
    assert bucket.wait(1004) == 2
    bucket = Bucket(rate=0.5, burst=2, tokens=0, at=100)
    bucket.spend(104)
    assert [bucket.wait(104), bucket.wait(104)] == [0, 2]
    bucket = Bucket(rate=0.5, burst=2, tokens=2, at=100)
    bucket.spend(100)
    assert bucket.wait(100) == 0
    assert bucket.wait(100) == 2


async def test_repeated_edits_in_a_group_are_paced(clock: Clock, send: Send) -> None:
    """A group's edits have a bucket of their own, of the same size as its messages."""
    times = [await send(-100, "editMessageText") for _ in range(GROUP_BURST + 2)]
    assert times[GROUP_BURST - 1] == 100
    assert [round(time - 100, 1) for time in times[GROUP_BURST:]] == [3.1, 6.1]
    assert await send(-100) == times[-1]


async def test_rates_stay_below_telegrams(clock: Clock, send: Send) -> None:
    """The rates are a little lower than Telegram's: one a second, 20 a minute."""
    queued.set(True)
    for _ in range(BURST):
        await send(7)
    assert await send(7) == pytest.approx(100 + 1 / 0.98)
    assert await send(7) == pytest.approx(100 + 2 / 0.98)


async def test_a_chat_is_a_private_one_above_zero(clock: Clock, send: Send) -> None:
    """Numbers below zero are groups', which are paced even where an answer was waited for."""
    for _ in range(GROUP_BURST):
        await send(-1)
        await send(1)
    await send(1)
    assert clock.now == 100
    assert await send(-1) > 103


async def test_caution_lasts_ten_minutes(clock: Clock, send: Send) -> None:
    """After a "retry after" even answers that were waited for are paced, for ten minutes and no longer."""
    await send(7, refusals=1)
    until = 100 + CAUTIOUS_SECONDS
    clock.now = until - 10
    assert [await send(7) - clock.now for _ in range(BURST)] == [0] * BURST
    assert await send(7) > until - 10
    clock.now = until
    for _ in range(3 * BURST):
        await send(7)
    assert clock.now == until


async def test_what_was_refused_takes_the_first_token(clock: Clock, send: Send) -> None:
    """After a "retry after" no burst is saved up: the next message waits a second behind the one refused."""
    queued.set(True)
    first = await send(7, refusals=1)
    assert first == pytest.approx(100 + 1 + SLACK)
    # Two tokens were asked for, and what comes back in the second of waiting pays for most of one of them.
    assert await send(7) == pytest.approx(100 + 2 / 0.98)


async def test_each_retry_after_counts(clock: Clock, send: Send) -> None:
    """A call that is refused again waits again, and its chat is closed as long as the last one said."""
    assert await send(7, refusals=3) == pytest.approx(100 + 3 * (1 + SLACK))


async def test_calls_without_a_chat_wait_too(clock: Clock, send: Send) -> None:
    """A call that belongs to no chat, or to a channel by its name, is made again after its "retry after"."""
    assert await send(None, "getMe", refusals=1) == pytest.approx(101 + SLACK)

    async def call() -> float:
        return clock.now

    limiter = ChatRateLimiter(clock)
    for _ in range(2 * GROUP_BURST):
        await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": "@channel"}, None)
    assert clock.now == pytest.approx(101 + SLACK)


async def test_only_messages_and_edits_wait_for_a_closed_chat(clock: Clock) -> None:
    """While a chat is closed its buttons are answered; its messages and edits wait."""
    limiter = ChatRateLimiter(clock, {7: 5.0})

    async def call() -> float:
        return clock.now

    async def made(endpoint: str, chat: int = 7) -> float:
        return float(await limiter.process_request(call, (), {}, endpoint, {"chat_id": chat}, None))

    assert await made("answerCallbackQuery") == 100
    assert await made("sendMessage", chat=8) == 100
    assert await made("editMessageReplyMarkup") == 105
    assert await made("sendDocument") == 105
    limiter = ChatRateLimiter(clock, {7: 0.5})
    assert await made("sendMessage") == 105.5


async def test_a_chat_action_may_follow_a_message(clock: Clock) -> None:
    """While a message is on its way chat actions pause as long as it may take; one of another chat does not."""
    limiter = ChatRateLimiter(clock)
    pauses: list[float] = []

    async def leaves() -> None:
        pauses.append(limiter.chat_action_pause(7))
        clock.now += 0.5
        pauses.append(limiter.chat_action_pause(7))
        clock.now += ON_ITS_WAY
        pauses.append(limiter.chat_action_pause(7))

    await limiter.process_request(leaves, (), {}, "sendMessage", {"chat_id": 7}, None)
    assert pauses == [ON_ITS_WAY, ON_ITS_WAY - 0.5, 0]
    pauses.clear()
    await limiter.process_request(leaves, (), {}, "editMessageText", {"chat_id": 7}, None)
    assert pauses == [0, 0, 0]


async def test_a_message_that_failed_is_not_on_its_way(clock: Clock) -> None:
    """After a failure the chat is shown again that something is done."""
    limiter = ChatRateLimiter(clock)

    async def fails() -> None:
        raise NetworkError("reset")

    with pytest.raises(NetworkError):
        await limiter.process_request(fails, (), {}, "sendMessage", {"chat_id": 7}, None)
    assert limiter.chat_action_pause(7) == 0


async def test_idle_chats_are_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many chats are remembered as there is room for; the one that was used longest ago is forgotten."""
    monkeypatch.setattr("bot.telegram_app.sending.rate_limiter.REMEMBERED_CHATS", 2)
    limiter = ChatRateLimiter(clock)

    async def call() -> None:
        pass

    for chat in (7, 8, 7, 9):
        await limiter.process_request(call, (), {}, "getChat", {"chat_id": chat}, None)
    assert list(limiter._chats) == [7, 9]


@pytest.mark.parametrize("seconds", [3, timedelta(seconds=3)])
async def test_retry_after_in_both_forms(clock: Clock, seconds: int | timedelta) -> None:
    """PTB tells the seconds as a number or as a time, as it is set up."""
    refusals = [RetryAfter(seconds)]

    async def call() -> float:
        if refusals:
            raise refusals.pop()
        return clock.now

    limiter = ChatRateLimiter(clock)
    assert await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": 7}, None) == 103 + SLACK
