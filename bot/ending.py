"""The end of the process when it is told to: in good order if possible, and in time in any case."""

import asyncio
import logging
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from retrieval import MachineError, end_reading

END_SECONDS = 7.5
"""How long after it was told the process ends at the latest: `docker stop` leaves it ten, a busy machine takes some."""

_LOOP_FILES = 3
"""What an event loop opens: how it waits, and the two ends by which it is woken."""

FILES = 64
"""What whoever answers for days may have open at once: a bot of a few people 28, and more for each who asks at the same
time, for the processes that read, and for its port."""

_log = logging.getLogger(__name__)


class Ending:
    """What SIGTERM and SIGINT do.

    A thread can't be stopped, and keeps the process from ending: a long search, a long file. What is broken off with it
    is in the inbox, and whatever it was writing is as it would be after SIGKILL.
    """

    def __init__(self, give_up: Callable[[], None], seconds: float = END_SECONDS) -> None:
        """An end that nobody has asked for yet.

        Args:
            give_up: Ends the process on the spot; called in a thread of its own.
            seconds: How long after the process was told.
        """
        self._give_up = give_up
        self._seconds = seconds
        self._timer: threading.Timer | None = None

    @contextmanager
    def calls(self, call: Callable[[int], object]) -> Iterator[None]:
        """Has the signals call something, with their number, while the body runs; to be entered in the main thread.

        Python calls it as soon as the main thread is between two steps, though an event loop may be held up.
        """
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

        def on_signal(number: int, _frame: object) -> None:
            self._start_timer()
            call(number)

        for number in before:
            signal.signal(number, on_signal)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def over(self) -> None:
        """Notes that nothing is left that could take long."""
        if self._timer is not None:
            self._timer.cancel()

    def _start_timer(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self._seconds, self._give_up)
            self._timer.daemon = True
            self._timer.start()


def break_off() -> None:
    """Ends the process on the spot, and those that read files for it."""
    _log.warning("work in progress is broken off; pending questions are answered after the next start")
    end_reading()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)


def run_loop(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs what a coroutine does, which begins nothing where too few files may be open for that.

    Otherwise it would run, and say to everybody that something went wrong. Half an event loop complains once more when
    Python throws it away.

    Raises:
        MachineError: This process may have too few files open.
        OSError: Too many are open already.
    """
    _allow_files()
    try:
        with ExitStack() as spare:
            for _ in range(_LOOP_FILES):
                spare.callback(os.close, os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        raise OSError(error.errno, error.strerror) from None  # It is not about that file.
    asyncio.run(main())


def _allow_files() -> None:
    """Has this process have `FILES` files open if it may allow itself so many; raises `MachineError` if not."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed >= FILES or allowed == resource.RLIM_INFINITY:
        return
    if most < FILES and most != resource.RLIM_INFINITY:
        raise MachineError(f"This process may open only {most} files", f"allow it {FILES} (`ulimit -n {FILES}`)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))


def stop(number: int) -> None:
    """Ends a process that is only about to begin, by unwinding what it is at."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(0)
