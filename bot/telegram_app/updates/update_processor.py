"""The order of updates: those with one ordering key run one after another, all others side by side."""

import asyncio
from collections.abc import Awaitable, Hashable
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram_app.updates.inbox import Inbox

CONCURRENT_UPDATES = 4096
"""Updates in hand at the same time; most of them wait for Telegram or for their turn.

PTB's own maximum is 256 (`ApplicationBuilder.concurrent_updates`): a few chats that must wait would fill it alone.
"""

STOP_SECONDS = 1
"""How long stopped updates may take to clean up: part of the ten seconds that `docker stop` leaves a process."""

queued: ContextVar[bool] = ContextVar("queued", default=False)
"""Whether the update in hand had to wait for an earlier one, so that its sender did not wait for an answer."""


def ordering_key(update: object) -> Hashable:
    """What an update keeps its order in: a message's chat, a button's message, the person of an inline query."""
    if not isinstance(update, Update):
        return id(update)
    if (query := update.callback_query) is not None:
        message = query.message
        return ("button", message.chat.id, message.message_id) if message else ("button", query.from_user.id)
    if (inline := update.inline_query) is not None:
        return ("inline", inline.from_user.id)
    return update.effective_chat.id if update.effective_chat else update.update_id


class ChatUpdateProcessor(BaseUpdateProcessor):
    """PTB's update processor with an order for each chat; it tells the inbox how far each update has come."""

    __slots__ = ("_inbox", "_locks", "_tasks")

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(CONCURRENT_UPDATES)
        self._inbox = inbox
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Does nothing: there is nothing to set up."""

    async def shutdown(self) -> None:
        """Does nothing: `drain` ends what is in hand."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Awaits the coroutine once all earlier updates with the same key are done."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        key = ordering_key(update)
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = lock, users + 1
        queued.set(users > 0)
        try:
            async with lock:
                await self._process(update, coroutine)
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = lock, users - 1

    async def _process(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Awaits the coroutine between the update's beginning and its end."""
        if not isinstance(update, Update):
            await coroutine
            return
        self._inbox.begin(update.update_id)
        try:
            await coroutine
        except asyncio.CancelledError:
            self._inbox.set_aside(update.update_id)
            raise
        self._inbox.done(update.update_id)

    async def drain(self, seconds: float) -> int:
        """Waits for what is in hand, then stops the rest, which stays in the inbox.

        Args:
            seconds: How long to wait.

        Returns:
            The number of updates that were stopped.
        """
        if not self._tasks:
            return 0
        _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
        for task in unfinished:
            task.cancel()
        if unfinished:
            await asyncio.wait(unfinished, timeout=STOP_SECONDS)
        return len(unfinished)
