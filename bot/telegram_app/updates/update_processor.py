"""The order of updates: those with one ordering key run one after another, all others side by side."""

import asyncio
from collections.abc import Awaitable, Hashable
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram_app.updates.backlog import Backlog, ordering_key
from bot.telegram_app.updates.inbox import Inbox

CONCURRENT_UPDATES = 1_000_000
"""Updates in progress at the same time: no limit in practice.

The backlog hands over one update of a chat at a time. With a limit, such as PTB's own of 256
(`ApplicationBuilder.concurrent_updates`), chats that Telegram makes us wait for would keep out all others.
"""

STOP_SECONDS = 1
"""How long stopped updates may take to clean up: part of the ten seconds that `docker stop` leaves a process."""

queued: ContextVar[bool] = ContextVar("queued", default=False)
"""Whether the update in progress had to wait for an earlier one, so that its sender did not wait for an answer."""


class ChatUpdateProcessor(BaseUpdateProcessor):
    """PTB's update processor with an order for each chat; it tells the inbox how far each update has come."""

    __slots__ = ("_backlog", "_inbox", "_locks", "_tasks")

    def __init__(self, inbox: Inbox, backlog: Backlog | None = None) -> None:
        super().__init__(CONCURRENT_UPDATES)
        self._inbox = inbox
        self._backlog = backlog
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Does nothing: there is nothing to set up."""

    async def shutdown(self) -> None:
        """Does nothing: `drain` ends the updates in progress."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Awaits the coroutine once all earlier updates with the same key are done."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        key = ordering_key(update)
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = lock, users + 1
        number = update.update_id if isinstance(update, Update) else None
        was_queued = self._backlog is not None and number is not None and self._backlog.was_queued(number)
        queued.set(users > 0 or was_queued)
        try:
            async with lock:
                await self._process(update, coroutine)
        finally:
            if self._backlog is not None and number is not None:
                self._backlog.finished(number)
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
        """Waits for the updates in progress, then stops the rest, which stays in the inbox.

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
