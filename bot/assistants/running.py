"""The life of the server from start to end: on stdin and stdout, or over HTTP."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from bot.assistants.over_http import served
from bot.assistants.server import make_server
from bot.assistants.stdio import serve
from bot.ending import Ending, break_off, run_loop, stop
from bot.opening import Opened, Opening
from bot.settings import Settings


def run(open_searcher: Opened, settings: Settings, announce: Callable[[str], None], *, over_http: bool) -> None:
    """Serves assistants until stdin is closed, or SIGTERM or SIGINT; nothing but the protocol is written to stdout.

    Args:
        open_searcher: Opens the archive; those who ask meanwhile wait, and are told how far that is.
        settings: The settings.
        announce: Takes a sentence for whoever started it.
        over_http: Whether it listens on the address in the settings, instead.

    Raises:
        PinciteError: The archive can't be opened, or the address can't be listened on.
    """
    ending = Ending(break_off)
    with ending.calls(stop):
        try:
            run_loop(lambda: _run(Opening(open_searcher), settings, announce, ending, over_http=over_http))
        except BaseExceptionGroup as group:
            raise _first_of(group) from group
    ending.over()


async def _run(
    opening: Opening, settings: Settings, announce: Callable[[str], None], ending: Ending, *, over_http: bool
) -> None:
    """Opens the archive while assistants are served already; ends when told to, or when it can't be opened."""
    server, over, loop = make_server(opening), asyncio.Event(), asyncio.get_running_loop()
    with ending.calls(lambda _number: loop.call_soon_threadsafe(over.set)):
        opening.start()
        try:
            async with AsyncExitStack() as stack:
                if over_http:
                    announce(f"Assistants are served at {await stack.enter_async_context(served(server, settings))}.")
                    await _first(over.wait(), _failure(opening))
                else:
                    await _first(over.wait(), _failure(opening), serve(server))
        finally:
            await asyncio.to_thread(opening.close)


async def _failure(opening: Opening) -> None:
    """Raises why the archive can't be opened; goes on forever where it can."""
    await asyncio.to_thread(opening.wait)
    if opening.failure is not None:
        raise opening.failure
    await asyncio.get_running_loop().create_future()


def _first_of(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first error of those that tasks have raised together."""
    first = group.exceptions[0]
    return _first_of(first) if isinstance(first, BaseExceptionGroup) else first


async def _first(*works: Coroutine[Any, Any, object]) -> None:
    """Does some work side by side until one is done, breaks off the others, and raises what that one raised."""
    tasks = [asyncio.create_task(work) for work in works]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
