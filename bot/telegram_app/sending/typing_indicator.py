"""The chat action "typing …", shown while an answer takes long enough to be noticed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.telegram_app import limits
from bot.telegram_app.sending.rate_limiter import ChatRateLimiter
from bot.telegram_app.sending.topics import topic

NOTICEABLE = 0.6
"""Seconds of waiting after which "typing" is shown.

After about one second without a sign people lose their train of thought (Nielsen, Usability Engineering, 1993,
chapter 5); the call to Telegram takes its share of it.
"""

RENEWAL = limits.CHAT_ACTION_SECONDS - 0.7
"""Seconds between two chat actions, so that the second is there before the first fades."""


class TypingIndicator:
    """Shows "typing" in the chats of one bot."""

    def __init__(self, bot: ExtBot[Any], rate_limiter: ChatRateLimiter) -> None:
        """An indicator that keeps quiet where the rate limiter says so."""
        self._bot = bot
        self._rate_limiter = rate_limiter

    @asynccontextmanager
    async def indication(self, message: Message) -> AsyncIterator[None]:
        """Shows "typing" where a message was written while the body runs, when that takes long enough."""
        tasks: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            NOTICEABLE, lambda: tasks.append(asyncio.create_task(self._type(message)))
        )
        try:
            yield
        finally:
            timer.cancel()
            for task in tasks:
                task.cancel()

    async def _type(self, message: Message) -> None:
        """Sends chat actions until cancelled."""
        while True:
            if (pause := self._rate_limiter.chat_action_pause(message.chat.id)) > 0:
                await asyncio.sleep(pause)
                continue
            try:
                await self._bot.send_chat_action(message.chat.id, ChatAction.TYPING, message_thread_id=topic(message))
            except TelegramError:
                # Only a hint: whatever comes of it must not cost anybody the answer.
                await asyncio.sleep(NOTICEABLE)
            else:
                await asyncio.sleep(RENEWAL)
