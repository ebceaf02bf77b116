"""How fast we may talk: Telegram's limits for each chat, and its word when it says "retry after".

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
"""Messages that may go to a private chat at once before one a second is kept to."""

GROUP_BURST = 18
"""Messages that may go to a group at once; Telegram allows 20 a minute."""

WARY_SECONDS = 600
"""How long after a "retry after" a chat is kept to its pace even where each answer was waited for."""

SLACK = 0.1
"""Seconds added to each wait, for the difference between two clocks."""

ON_ITS_WAY = 2.0
"""Seconds that a message may take to reach Telegram before its chat is shown again that something is done."""

IDLE_CHATS = 10_000
"""Chats whose bucket is remembered."""

AGAIN = "again"
"""What a caller gives as `rate_limit_args` when it repeats a call: the pace was kept to the first time."""

MESSAGES = frozenset({"sendMessage", "sendDocument", "sendPhoto", "copyMessage", "forwardMessage"})
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup", "editMessageCaption"})
HELD_BACK = MESSAGES | EDITS


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at `rate` a second up to `burst`."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Take a token; gives the seconds to wait until it is there."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        self.tokens -= 1
        return max(0.0, -self.tokens / self.rate)

    def spend(self, now: float) -> None:
        """Take a token if there is one."""
        self.tokens = max(0.0, min(self.burst, self.tokens + (now - self.at) * self.rate) - 1)
        self.at = now


@dataclass(slots=True)
class Chat:
    """What is known of the pace of one chat; times are of the monotonic clock."""

    number: int
    messages: Bucket
    edits: Bucket | None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    closed_until: float = 0.0
    wary_until: float = 0.0
    hushed_until: float = 0.0
    leaving_since: float | None = None


class ChatRateLimiter(BaseRateLimiter[Any]):
    """PTB's rate limiter: an order and a pace for each chat.

    An answer that its asker waited for goes out at once, as long as Telegram has not objected in this chat lately;
    what was asked faster than it was answered leaves at one message a second. Groups are always kept to theirs.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        closed: Mapping[int, float] = MappingProxyType({}),
        note: Callable[[int, float], None] = lambda chat, seconds: None,
    ) -> None:
        """Flow control that goes on from an earlier one.

        Args:
            clock: Seconds that never go back.
            closed: Chats that Telegram told us to leave alone, each with the seconds left.
            note: Is told of each chat that is to be left alone from now on, and for how many seconds.
        """
        self._clock = clock
        self._note = note
        self._chats: dict[int, Chat] = {}
        for number, seconds in closed.items():
            self._close(self._chat(number), seconds)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:
        """Make the call when its chat may be talked to, again after each "retry after"."""
        target = data.get("chat_id")
        chat = self._chat(int(target)) if isinstance(target, int) else None
        if chat is not None and endpoint in MESSAGES:
            async with chat.turn:
                if rate_limit_args != AGAIN and (pause := self._pause(chat)) > 0:
                    await asyncio.sleep(pause)
                return await self._call(chat, callback, args, kwargs, endpoint)
        if chat is not None and endpoint in EDITS and chat.edits is not None:
            await asyncio.sleep(chat.edits.wait(self._clock()))
        return await self._call(chat, callback, args, kwargs, endpoint)

    def hushed(self, chat: int) -> float:
        """Seconds in which a chat is to see no chat action: Telegram refused one, or a message is on its way there."""
        known = self._chats.get(chat)
        if known is None:
            return 0.0
        leaving = 0.0 if known.leaving_since is None else known.leaving_since + ON_ITS_WAY
        return max(0.0, leaving - self._clock(), known.hushed_until - self._clock())

    async def _call(
        self,
        chat: Chat | None,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: Any,
        endpoint: str,
    ) -> Any:
        while True:
            if chat is not None and endpoint in HELD_BACK:
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
                    self._note(chat.number, seconds)
                    # What was refused is sent again after the wait, and takes the first token there is then.
                    chat.messages.tokens = min(chat.messages.tokens, 0.0) - 1
                if chat is not None and endpoint == "sendChatAction":
                    chat.hushed_until = self._clock() + seconds
                    raise
                await asyncio.sleep(seconds)

    def _close(self, chat: Chat, seconds: float) -> None:
        """Leave a chat alone for some seconds, and be wary of it for a while after."""
        chat.closed_until = self._clock() + seconds
        chat.wary_until = self._clock() + WARY_SECONDS

    @contextmanager
    def _leaving(self, chat: Chat | None) -> Iterator[None]:
        """Note that a message is on its way to a chat, if there is one."""
        if chat is None:
            yield
            return
        chat.leaving_since = self._clock()
        try:
            yield
        finally:
            chat.leaving_since = None

    async def _opened(self, chat: Chat) -> None:
        """Wait until Telegram lets us talk to the chat; a later "retry after" makes the wait longer."""
        if (pause := chat.closed_until - self._clock()) > 0:
            await asyncio.sleep(pause)
            await self._opened(chat)

    def _pause(self, chat: Chat) -> float:
        now = self._clock()
        if chat.edits is None and not queued.get() and now >= chat.wary_until:
            chat.messages.spend(now)
            return 0.0
        return chat.messages.wait(now)

    def _chat(self, number: int) -> Chat:
        chat = self._chats.pop(number, None)
        if chat is None:
            now = self._clock()
            if number > 0:
                rate = limits.PRIVATE_PER_SECOND * 0.98
                chat = Chat(number, Bucket(rate, BURST, BURST, now), None)
            else:
                rate = limits.GROUP_PER_SECOND * 0.98
                messages, edits = (Bucket(rate, GROUP_BURST, GROUP_BURST, now) for _ in range(2))
                chat = Chat(number, messages, edits)
            if len(self._chats) >= IDLE_CHATS:
                self._chats.pop(next(iter(self._chats)))
        self._chats[number] = chat
        return chat


def _seconds(error: RetryAfter) -> float:
    """The seconds to wait; PTB gives a number or a timedelta, as PTB_TIMEDELTA says."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
