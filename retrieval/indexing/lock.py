"""Which process may write the state of an archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK_AGAIN_SECONDS = 0.5


class ArchiveLock:
    """The lock of an archive's state; `refusal` says why it can't be written, once that was tried."""

    def __init__(self, path: Path) -> None:
        """Locks nothing yet."""
        self._lock = FileLock(path)
        self.refusal = ""

    @contextmanager
    def held(self, *, wait: bool) -> Iterator[bool]:
        """Keeps other processes from writing meanwhile, and tells whether it does.

        Args:
            wait: Waits for a process that is writing now, instead of going on without the lock.
        """
        try:
            with self._lock.acquire(timeout=-1 if wait else 0):
                self.refusal = ""
                yield True
        except Timeout:
            yield False
        except OSError as error:
            if self._lock.is_locked:
                raise
            self.refusal = error.strerror or str(error)
            yield False

    def wait_while(self, needed: Callable[[], bool], waiting: Callable[[], object]) -> None:
        """Waits for the process that holds it as long as that is needed; gives up when that process has ended.

        Args:
            needed: Whether there is still something to wait for.
            waiting: Called now and then meanwhile.
        """
        while needed():
            try:
                with self._lock.acquire(timeout=_LOOK_AGAIN_SECONDS):
                    return
            except Timeout:
                waiting()
            except OSError:
                return
