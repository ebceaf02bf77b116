"""An archive that is opened while others already ask for it: until it is read, they learn how far that is."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from bot.open_archive import OpenArchive
from bot.render.phrases import counted, one_line
from retrieval import PinciteError

Opened = Callable[[Callable[[str, int], None]], AbstractContextManager[OpenArchive]]
"""Opens an archive; what it is given is called for each article that is read."""


class StillReading(PinciteError):
    """The archive is being read for the first time, or again after it changed: nothing can be answered yet."""


class _Stopped(BaseException):
    """Opening is broken off, as the process is about to end."""


class Opening:
    """An archive that is opened in a thread of its own, from `start` to `close`."""

    def __init__(self, open_searcher: Opened) -> None:
        """Nothing is opened yet.

        Args:
            open_searcher: Opens the archive.
        """
        self._opened = open_searcher
        self._thread = threading.Thread(target=self._run, name="pincite-open", daemon=True)
        self._ready = threading.Event()
        self._ending = threading.Event()
        self._archive: OpenArchive | None = None
        self._error: BaseException | None = None
        self._articles = 0
        self._file = ""

    def start(self) -> None:
        """Begins to open the archive."""
        self._thread.start()

    def close(self, seconds: float | None = None) -> None:
        """Closes the archive, or breaks off opening it: the next start continues with that.

        Args:
            seconds: How long that is waited for; None: until it is done.
        """
        self._ending.set()
        self._thread.join(seconds)

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the archive is open, or can't be opened; tells whether that is so."""
        return self._ready.wait(seconds)

    @property
    def failure(self) -> BaseException | None:
        """Why the archive could not be opened; None if it was, or is not yet."""
        return self._error

    def archive(self) -> OpenArchive:
        """The archive.

        Raises:
            StillReading: It is not open yet; the message says how far the reading is.
            PinciteError: It could not be opened.
        """
        if self._archive is not None:
            return self._archive
        if self._error is not None:
            raise self._error
        if not self._articles:
            raise StillReading("The archive is being opened; ask again in a moment.")
        so_far = f"{counted(self._articles, 'article')} so far, now {one_line(self._file)}"
        raise StillReading(f"The archive is being read ({so_far}); ask again in a moment.")

    def _run(self) -> None:
        """Opens the archive, and closes it when told to."""
        try:
            with ExitStack() as stack:
                self._archive = stack.enter_context(self._opened(self._read))
                self._ready.set()
                self._ending.wait()
                self._archive = None
        except _Stopped:
            pass
        except BaseException as error:
            self._error = error
        finally:
            self._ready.set()

    def _read(self, name: str, count: int) -> None:
        """Notes how far the reading is, and breaks it off when the process is about to end."""
        if self._ending.is_set():
            raise _Stopped
        self._articles, self._file = max(self._articles + 1, count), name
