"""Which process may write the state of an archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK_AGAIN_SECONDS = 0.5  # How often whoever waits looks whether there still is something to wait for.


class ArchiveLock:
    """The lock of an archive's state; `refusal` says why it can't be written, once that was tried."""

    def __init__(self, path: Path) -> None:
        """Locks nothing yet."""
        self._lock = FileLock(path)
        self.refusal = ""

    @contextmanager
    def held(self, *, wait: bool, patience: float = 0.0) -> Iterator[bool]:
        """Keeps other processes from writing meanwhile, and tells whether it does.

        Args:
            wait: Waits for a process that is writing now, instead of going on without the lock.
            patience: Otherwise, seconds for which it is waited for all the same.
        """
        mine = self._acquired(-1 if wait else patience)
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()

    def _acquired(self, seconds: float) -> bool:
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            return False
        except OSError as error:
            self.refusal = error.strerror or str(error)
            return False
        self.refusal = ""
        return True

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
