"""What the handlers share: the archive, threads that search it, templates, and sentences for what goes wrong."""

import asyncio
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web.errors import Busy
from bot.web.limits import SearchLimit, current_asker
from bot.web.templating import rendered

SIDE_BY_SIDE = max(2, os.cpu_count() or 1)
"""Searches that run at the same time; more would only wait for each other."""

WAITING = 64
"""Searches that may wait for their turn: of 20 ms each, on two cores, the last one waits 0.7 s."""

SEARCH_SECONDS = 20.0
"""How long somebody waits for a look-up; then they are told, although the thread continues to its end."""

LOOKING_UP = 4
"""Threads for what takes a moment: an article, an answer of the journal. A search never keeps them waiting."""

Result = TypeVar("Result")


@dataclass(slots=True)
class Site:
    """The archive as the event loop sees it: slow work runs in threads."""

    opening: Opening
    settings: Settings
    _searching: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(SIDE_BY_SIDE, "pincite-search"))
    _looking_up: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(LOOKING_UP, "pincite-look-up"))
    _limit: SearchLimit = field(init=False)
    _at_work: int = 0
    _looked_up: int = 0
    _going_on: "dict[object, asyncio.Future[Any]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._limit = SearchLimit(self.settings.serve.searches_a_minute)

    async def search(self, work: Callable[[OpenArchive], Result]) -> Result:
        """What some work that takes processor time finds in the archive: answers, quotations, checks.

        Args:
            work: What is done in a thread.

        Raises:
            TooMany: Whoever asks has asked too often.
            Busy: Too much is being looked up already, or this took too long.
            PinciteError: What the work raises, and `StillReading` before the archive is open.
        """
        task = self._started(work)
        try:
            async with asyncio.timeout(SEARCH_SECONDS):
                return await asyncio.shield(task)
        except TimeoutError:
            raise Busy(f"That took longer than {SEARCH_SECONDS:.0f} seconds; ask for less at once.") from None

    async def search_within(self, seconds: float, name: object, work: Callable[[OpenArchive], Result]) -> Result | None:
        """What some work finds within some seconds; None if it is still at it, and goes on.

        Args:
            seconds: How long it is waited for.
            name: What the work is called: whoever asks for the same meanwhile waits for the same.
            work: What is done in a thread.

        Raises:
            PinciteError: What `search` raises.
        """
        task = self._going_on.get(name)
        if task is None:
            task = self._going_on[name] = self._started(work)
            task.add_done_callback(lambda _: self._going_on.pop(name, None))
        finished, _ = await asyncio.wait([task], timeout=seconds)
        result: Result | None = task.result() if finished else None
        return result

    def _started(self, work: Callable[[OpenArchive], Result]) -> "asyncio.Future[Result]":
        """Some work in its thread; raises what `search` does."""
        archive = self.opening.archive()
        self._limit.spend()
        if self._at_work >= SIDE_BY_SIDE + WAITING:
            raise Busy("Too many requests at once; ask again in a moment.")
        self._at_work += 1
        who, loop = current_asker(), asyncio.get_running_loop()

        def timed() -> Result:
            began = time.thread_time()
            try:
                return work(archive)
            finally:
                with suppress(RuntimeError):  # Nobody is charged any more where the loop has ended.
                    loop.call_soon_threadsafe(self._limit.charge, who, time.thread_time() - began)

        task = loop.run_in_executor(self._searching, timed)
        task.add_done_callback(self._done)
        return task

    async def look_up(self, work: Callable[[OpenArchive], Result]) -> Result:
        """What some work finds in a moment; raises what it raises, `Busy`, and `StillReading` as `search` does."""
        archive = self.opening.archive()
        if self._looked_up >= LOOKING_UP + WAITING:
            raise Busy("Too many requests at once; ask again in a moment.")
        self._looked_up += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._looking_up, work, archive)
        finally:
            self._looked_up -= 1

    @property
    def limit(self) -> SearchLimit:
        """How much each address may search."""
        return self._limit

    def page(self, template: str, /, http_status: int = 200, **values: Any) -> web.Response:
        """A page made of a template in `templates/`, whose values are escaped.

        Args:
            template: The name of its file.
            http_status: The HTTP status.
            values: What the template shows.
        """
        return web.Response(text=rendered(template, **values), content_type="text/html", status=http_status)

    def close(self) -> None:
        """Ends the threads as soon as they have nothing to do."""
        for pool in (self._searching, self._looking_up):
            pool.shutdown(wait=False, cancel_futures=True)

    def _done(self, task: "asyncio.Future[Any]") -> None:
        self._at_work -= 1
        if not task.cancelled():
            task.exception()  # Whoever gave up waiting does not ask for it.


SITE = web.AppKey("site", Site)
"""Where an application keeps its site: `request.app[SITE]`."""
