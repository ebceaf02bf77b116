"""A catalog as it was at one moment, whatever is written to it meanwhile."""

import copy
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from retrieval.errors import IndexOutOfDate, PinciteError
from retrieval.storage.database import Database, has_shared_memory
from retrieval.storage.sums import use

State = tuple[object, int]
"""Which file a catalog is, and the key of the passage that was added last: others whenever a passage was added."""

REPLACED: State = None, -1
"""No state of any catalog: where it was, there is another file or none."""

ROOM = 2**20
"""Bytes that are free on a disk that is not full any more."""

READERS = 4
"""How many threads read a frozen catalog at once; more wait for each other, 20 ms an answer. Each costs a connection,
about a millisecond, whenever something is about to change."""


class Snapshots(Database):
    """A database that threads read as of one moment. Its rows of `passages` have keys that only rise."""

    about_to_change: Callable[[], object] | None = None
    """Called before each transaction."""
    _spare: "SimpleQueue[sqlite3.Connection] | None" = None
    _kept: Self | None = None
    _inode: tuple[int, int] | None = None

    def __init__(self, path: Path | None, schema: str, made_by: dict[str, str]) -> None:
        """Opens a database or makes an empty one, as `Database` does."""
        self._read = threading.local()
        self._ending: Sequence[sqlite3.Connection] = ()
        super().__init__(path, schema, made_by)
        self._inode, self._as_read = _inode(path), self._as_it_lies()
        self.of_other_version = threading.Event()
        """Whether what stands instead of the open file is of another version; frozen copies know it, too."""

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of what is done inside is kept, or, on an error, nothing."""
        if self.about_to_change is not None:
            self.about_to_change()
        with super().change() as connection:
            yield connection

    def make_anew(self) -> None:
        """Replaces a damaged catalog with an empty one, as `Database` does."""
        super().make_anew()
        self._inode, self._kept = _inode(self._path), None

    @property
    def is_replaced(self) -> bool:
        """Whether another file stands instead of the one that is open, or none: it was built anew, or deleted."""
        if self._path is None or self.in_memory:
            return False
        return _inode(self._path) != self._inode or self._as_it_lies() != self._as_read

    def _as_it_lies(self) -> object:
        """What tells that a file which is read as it lies there is written to, or that there is room again.

        None for a file that SQLite has open for writing, or sees others write to.
        """
        if self._path is None or not self.read_only or has_shared_memory(self._path):
            return None
        try:
            status, disk = self._path.stat(), os.statvfs(self._path)
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns, self.is_full and disk.f_bavail * disk.f_frsize > ROOM

    def reopen(self) -> None:
        """Opens the file that stands instead of the one that was open; makes an empty one if there is none.

        Raises:
            IndexOutOfDate: It is damaged, or of another version; the one that was open stays in use.
            StateError: It can't be opened.
        """
        with self._opening:
            earlier, before, self._local = list(self._open), self._local, threading.local()
            usable = False
            try:
                versions = {} if self._path is None else self._opened(self._path)
                usable = {name: versions.get(name) for name in self._made_by} == self._made_by
            finally:
                if not usable:
                    self._local = before
        if not usable:
            self.of_other_version.set()
            what = f"The catalog {self._path} is now of another version of Pincite, which uses this state too"
            raise IndexOutOfDate(f"{what}; start this one again, or give each its own --state.")
        self.of_other_version.clear()
        self._let_go_of(earlier)
        self._inode, self._as_read, self._kept = _inode(self._path), self._as_it_lies(), None

    def _let_go_of(self, connections: Sequence[sqlite3.Connection]) -> None:
        """Closes connections that no answer begins with any more, the next time; some may still be ending."""
        ended, self._ending = self._ending, connections
        for connection in ended:
            with suppress(ValueError, sqlite3.Error):
                self._open.remove(connection)
                connection.close()

    @contextmanager
    def reading(self) -> Iterator[State | None]:
        """Has this thread see one state of the catalog in the body, and gives it.

        None if it doesn't matter: in memory, if nobody else writes. `REPLACED` where another file stands at its path
        and this thread has read nothing of the one that is open: then it is not to read anything.
        """
        if self._spare is not None:
            with self._borrowed(self._spare):
                yield self.content_state()
            return
        if getattr(self._local, "connection", None) is None and self.is_replaced:
            yield REPLACED
            return
        connection = self._connection
        if self.in_memory or connection.in_transaction:
            yield None
            return
        connection.execute("BEGIN")
        # Whatever takes the file's place meanwhile, this thread goes on with it.
        self._read.connection, self._read.inode = connection, self._local.inode
        try:
            yield self.content_state()
        finally:
            self._read.connection = None
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection: while it reads one state, to the file that it has begun with."""
        begun: sqlite3.Connection | None = getattr(self._read, "connection", None)
        if begun is not None:
            return begun
        connection, local = super()._connection, self._local
        if not hasattr(local, "inode"):
            local.inode = _inode(self._path)
        return connection

    def content_state(self) -> State:
        """Its state now; passages that were only taken out make no other one."""
        rows = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'passages'")
        inode = self._read.inode if getattr(self._read, "connection", None) else self._inode
        return inode, int(rows[0][0]) if rows else 0

    def keep_open(self) -> None:
        """Has `frozen` give the file that is open also when another one has taken its place; until `reopen`."""
        if self._kept is None and not self.read_only:  # What is read as it lies there may change under it.
            self._kept = self.frozen(1)  # type: ignore[assignment] # mypy loses `Self` here
            for connection in self._kept._open if self._kept else ():  # noqa: SLF001 # it is of this class
                connection.execute("ROLLBACK")
                self._open.append(connection)

    def frozen(self, readers: int = READERS) -> Self | None:
        """The catalog as it is now, for `reading`; None if that is unavailable: in memory, or when it just changed.

        Where another file has taken its place, it is what was kept open of it: nobody writes to that any more.

        Args:
            readers: How many threads may read it at once.
        """
        if self._path is None or self.in_memory:
            return None
        if self.is_replaced:
            kept, self._kept = self._kept, None
            return kept
        frozen = copy.copy(self)
        if frozen.has_frozen(readers):
            return frozen
        frozen.close()
        return None

    def has_frozen(self, readers: int) -> bool:
        """Makes this copy of a catalog see, in `reading`, what there is now; tells whether that could be had."""
        self._open, self._ending, self._spare = [], (), SimpleQueue()
        self.about_to_change, self._leave = None, use(None)
        self._read = threading.local()
        states = set()
        try:
            for _ in range(readers):
                self._local = threading.local()
                connection = self._connection
                connection.execute("BEGIN")
                states.add(self.content_state())
                self._spare.put(connection)
        except (sqlite3.Error, PinciteError):
            return False
        self._local = threading.local()
        return len(states) == 1 and not self.is_replaced

    @contextmanager
    def _borrowed(self, spare: "SimpleQueue[sqlite3.Connection]") -> Iterator[None]:
        """Has this thread use one of the spare connections, when one is free."""
        if getattr(self._local, "connection", None) is not None:
            yield
            return
        self._local.connection = spare.get()
        try:
            yield
        finally:
            spare.put(self._local.connection)
            del self._local.connection


def _inode(path: Path | None) -> tuple[int, int] | None:
    """Which file is at a path; None for none."""
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None
