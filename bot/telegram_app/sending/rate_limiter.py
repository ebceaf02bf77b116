"""The rate limiter: Telegram's limits for each chat, and its word when it says "retry after".

PTB's own AIORateLimiter counts every call, chat actions and button answers too, against one bucket for the whole
bot. Here only messages are counted, each chat has its own bucket, and a chat that must wait holds up no other.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram_app import limits, monitoring
from bot.telegram_app.updates.update_processor import queued

_log = logging.getLogger(__name__)

BURST = 3
"""Messages that may go to a private chat at once before one a second is kept to.

Telegram lets "short bursts" pass without saying how short (core.telegram.org/bots/faq): a cautious choice.
"""

GROUP_BURST = 18
"""Messages that may go to a group at once: two less than the 20 a minute that Telegram allows."""

SAFETY = 0.98
"""The part of Telegram's rates that is used, for the difference between its clock and ours."""

CAUTIOUS_SECONDS = 600
"""How long after a "retry after" a chat is kept to its rate even where each answer was waited for.

Telegram does not say for how long it stays strict; a choice that is longer than any "retry after" of the scenarios.
"""

SLACK = 0.1
"""Seconds added to each "retry after", for the difference between two clocks and the whole seconds it is given in."""

ON_ITS_WAY = 2.0
"""Seconds that a message may take to reach Telegram before its chat is shown again that something is done."""

REMEMBERED_CHATS = 10_000
"""Chats whose bucket is remembered: 4 MB."""

REPEATED = "repeated"
"""What a caller gives as `rate_limit_args` when it repeats a call: the rate was kept to the first time."""

MESSAGES = frozenset({"sendMessage", "sendDocument", "sendPhoto", "copyMessage", "forwardMessage"})
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup", "editMessageCaption"})

Call = Callable[..., Coroutine[Any, Any, Any]]


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at `rate` a second up to `burst`; there were `tokens` at the time `at`."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Takes a token; gives the seconds to wait until it is there."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        self.tokens -= 1
        return max(0.0, -self.tokens / self.rate)

    def spend(self, now: float) -> None:
        """Takes a token if there is one."""
        self.tokens = max(0.0, min(self.burst, self.tokens + (now - self.at) * self.rate) - 1)
        self.at = now


@dataclass(slots=True)
class Chat:
    """What is known about the rate of one chat; times are of the monotonic clock.

    `edits` is the bucket of a group's edits, which are limited like its messages. Until `closed_until` Telegram takes
    nothing; until `cautious_until` the rate is kept to strictly; until `no_actions_until` it takes no chat actions.
    """

    number: int
    messages: Bucket
    edits: Bucket | None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    closed_until: float = 0.0
    cautious_until: float = 0.0
    no_actions_until: float = 0.0
    leaving_since: float | None = None


class ChatRateLimiter(BaseRateLimiter[Any]):
    """PTB's rate limiter: an order and a rate for each chat.

    An answer that its asker waited for goes out at once, as long as Telegram has not objected in this chat lately;
    what was asked faster than it was answered leaves at one message a second. Groups are always kept to their rate.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        closed_chats: Mapping[int, float] = MappingProxyType({}),
        on_retry_after: Callable[[int, float], None] = lambda _chat, _seconds: None,
    ) -> None:
        """A rate limiter that continues from an earlier one.

        Args:
            clock: Seconds that never go back.
            closed_chats: Chats that Telegram told us to leave alone, each with the seconds left.
            on_retry_after: Is called with each chat that is to be left alone from now on, and for how many seconds.
        """
        self._clock = clock
        self._on_retry_after = on_retry_after
        self._chats: dict[int, Chat] = {}
        for number, seconds in closed_chats.items():
            self._close(self._chat(number), seconds)

    async def initialize(self) -> None:
        """Does nothing: there is nothing to set up."""

    async def shutdown(self) -> None:
        """Does nothing: there is nothing to take down."""

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:
        """Makes a call when its chat may be talked to, again after each "retry after".

        Args:
            callback: Makes the call.
            args: What `callback` takes by position.
            kwargs: What it takes by name.
            endpoint: The method of the Bot API.
            data: The parameters of the call, its `chat_id` among them.
            rate_limit_args: `REPEATED` when the call was made before.

        Returns:
            What `callback` returned.
        """
        target = data.get("chat_id")
        chat = self._chat(int(target)) if isinstance(target, int) else None
        if chat is not None and endpoint in MESSAGES:
            async with chat.turn:
                if rate_limit_args != REPEATED and (pause := self._pause(chat)) > 0:
                    await asyncio.sleep(pause)
                return await self._call(chat, callback, args, kwargs, endpoint)
        if chat is not None and endpoint in EDITS and chat.edits is not None:
            await asyncio.sleep(chat.edits.wait(self._clock()))
        return await self._call(chat, callback, args, kwargs, endpoint)

    def chat_action_pause(self, chat: int) -> float:
        """Seconds in which a chat is to see no chat action: Telegram refused one, or a message is on its way there."""
        limits = self._chats.get(chat)
        if limits is None:
            return 0.0
        leaving = 0.0 if limits.leaving_since is None else limits.leaving_since + ON_ITS_WAY
        return max(0.0, leaving - self._clock(), limits.no_actions_until - self._clock())

    async def _call(self, chat: Chat | None, callback: Call, args: Any, kwargs: Any, endpoint: str) -> Any:
        """Makes a call until Telegram does not ask to wait; a chat action is not made again."""
        while True:
            if chat is not None and endpoint in MESSAGES | EDITS:
                await self._opened(chat)
            try:
                with self._leaving(chat if endpoint in MESSAGES else None):
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                seconds = _seconds(error) + SLACK
                monitoring.RETRY_AFTER.inc()
                _log.info("Telegram asks to wait %.1f s with %s", seconds, endpoint)
                if chat is not None:
                    self._close(chat, seconds)
                    self._on_retry_after(chat.number, seconds)
                    # What was refused is sent again after the wait, and takes the first token there is then.
                    chat.messages.tokens = min(chat.messages.tokens, 0.0) - 1
                    if endpoint == "sendChatAction":
                        chat.no_actions_until = chat.closed_until
                        raise
                await asyncio.sleep(seconds)

    def _close(self, chat: Chat, seconds: float) -> None:
        """Leaves a chat alone for some seconds, and is cautious with it for a while."""
        chat.closed_until = self._clock() + seconds
        chat.cautious_until = self._clock() + CAUTIOUS_SECONDS

    @contextmanager
    def _leaving(self, chat: Chat | None) -> Iterator[None]:
        """Notes while the body runs that a message is on its way to a chat, if there is one."""
        if chat is None:
            yield
            return
        chat.leaving_since = self._clock()
        try:
            yield
        finally:
            chat.leaving_since = None

    async def _opened(self, chat: Chat) -> None:
        """Waits until Telegram lets us talk to a chat; a later "retry after" makes the wait longer."""
        if (pause := chat.closed_until - self._clock()) > 0:
            await asyncio.sleep(pause)
            await self._opened(chat)

    def _pause(self, chat: Chat) -> float:
        """Takes a token for a message; gives the seconds it has to wait for it."""
        now = self._clock()
        if chat.edits is None and not queued.get() and now >= chat.cautious_until:
            chat.messages.spend(now)
            return 0.0
        return chat.messages.wait(now)

    def _chat(self, number: int) -> Chat:
        """What is known about a chat; the one that was used longest ago is forgotten when there are too many."""
        chat = self._chats.pop(number, None) or _new_chat(number, self._clock())
        if len(self._chats) >= REMEMBERED_CHATS:
            self._chats.pop(next(iter(self._chats)))
        self._chats[number] = chat
        return chat


def _new_chat(number: int, now: float) -> Chat:
    """A chat that nothing was sent to yet; a group's number is below zero (api, `Chat`)."""
    if number > 0:
        rate = limits.PRIVATE_PER_SECOND * SAFETY
        return Chat(number, Bucket(rate, BURST, BURST, now), None)
    rate = limits.GROUP_PER_SECOND * SAFETY
    messages, edits = (Bucket(rate, GROUP_BURST, GROUP_BURST, now) for _ in range(2))
    return Chat(number, messages, edits)


def _seconds(error: RetryAfter) -> float:
    """The seconds to wait; PTB gives a number or a timedelta, as PTB_TIMEDELTA says."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
