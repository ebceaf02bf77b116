"""Which process may write the state of an archive."""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOK_AGAIN_SECONDS = 0.5
_POLL_SECONDS = 0.05
_HELD_ELSEWHERE = {errno.EAGAIN, errno.EACCES}


class FileLock:
    """A lock that one thread of all processes has: `flock` on a file, which stays. Whoever has it may take it again.

    The package filelock does the same and more; to import it takes a fortieth of a short command's time.
    """

    def __init__(self, path: Path, mode: int = 0o666) -> None:
        """Locks nothing yet; the file is made with this mode."""
        self._path, self._mode = path, mode
        self._mine = threading.local()

    def acquire(self, seconds: float) -> bool:
        """Whether the lock could be had within so many seconds; below 0 it is waited for as long as it takes.

        Raises:
            OSError: The file can't be made, or not be locked.
        """
        times = getattr(self._mine, "times", 0)
        if not times and not self._waited_for(seconds):
            return False
        self._mine.times = times + 1
        return True

    def release(self) -> None:
        """Gives the lock up, when it was given up as often as it was taken."""
        self._mine.times -= 1
        if not self._mine.times:
            _unlock(self._mine.descriptor)

    def _waited_for(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while True:
            descriptor = self._locked()
            if descriptor is not None:
                self._mine.descriptor = descriptor
                return True
            left = deadline - time.monotonic()
            if seconds >= 0 and left <= 0:
                return False
            time.sleep(_POLL_SECONDS if seconds < 0 else min(left, _POLL_SECONDS))

    def _locked(self) -> int | None:
        """The descriptor of the file, locked; None while somebody else has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Not through a link to somebody's file, nor waiting at a pipe.
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, self._mode)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever deletes a state folder takes the file away: one that is at no path keeps nobody off.
            if os.path.samestat(os.fstat(descriptor), self._path.stat()):
                return descriptor
        except BaseException as error:
            if not isinstance(error, FileNotFoundError) and getattr(error, "errno", None) not in _HELD_ELSEWHERE:
                _unlock(descriptor)
                raise
        _unlock(descriptor)
        return None


def _unlock(descriptor: int) -> None:
    """Closes a file, so that it isn't locked any more: explicitly, as a process that was forked may have it open."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


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
            acquired = self._lock.acquire(seconds)
        except OSError as error:
            self.refusal = error.strerror or str(error)
            return False
        if acquired:
            self.refusal = ""
        return acquired

    def wait_while(self, needed: Callable[[], bool], waiting: Callable[[], object]) -> None:
        """Waits for the process that holds it as long as that is needed; gives up when that process has ended.

        Args:
            needed: Whether there is still something to wait for.
            waiting: Called now and then meanwhile.
        """
        while needed():
            try:
                if self._lock.acquire(_LOOK_AGAIN_SECONDS):
                    self._lock.release()
                    return
            except OSError:
                return
            waiting()
