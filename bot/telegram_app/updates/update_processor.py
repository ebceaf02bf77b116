"""Which updates wait for which: those of one chat go one after another, all others side by side."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_log = logging.getLogger(__name__)

Told = Callable[[Update], None]

AT_ONCE = 4096
"""Updates in hand at the same time; most of them wait for Telegram or for their turn."""

queued: ContextVar[bool] = ContextVar("queued", default=False)
"""Whether the update in hand had to wait for another one of its lane: its sender did not wait for an answer."""


def lane(update: object) -> Hashable:
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
    """PTB's update processor with an order inside each lane.

    `begun` is called with each update that is taken in hand, `done` when it is done, `left` when it was stopped.
    """

    __slots__ = ("_begun", "_done", "_left", "_locks", "_tasks")

    def __init__(self, done: Told, begun: Told = lambda update: None, left: Told = lambda update: None) -> None:
        super().__init__(AT_ONCE)
        self._done, self._begun, self._left = done, begun, left
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down; `drain` ends what is in hand."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine when all earlier updates of the lane are done."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        name = lane(update)
        lock, users = self._locks.get(name, (asyncio.Lock(), 0))
        self._locks[name] = lock, users + 1
        queued.set(users > 0)
        try:
            async with lock:
                await self._told(update, coroutine)
        finally:
            lock, users = self._locks.pop(name)
            if users > 1:
                self._locks[name] = lock, users - 1

    async def _told(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        self._begun(update)
        try:
            await coroutine
        except asyncio.CancelledError:
            self._left(update)
            raise
        self._done(update)

    async def drain(self, seconds: float) -> int:
        """Wait for what is in hand, then stop what is left (it stays in the inbox); gives the number of those."""
        if not self._tasks:
            return 0
        _, left = await asyncio.wait(self._tasks, timeout=seconds)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=1)
        return len(left)
