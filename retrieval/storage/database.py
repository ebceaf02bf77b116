"""The SQLite file under a catalog, in WAL mode, with one connection a thread; in memory if it can't be a file.

It can always be opened: if nothing can be written it is read as it lies there. Whatever can't be kept because a disk
is full or a folder is somebody else's is worked out all the same, in memory (`use_memory`).
"""

import itertools
import os
import sqlite3
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from operator import methodcaller
from pathlib import Path
from typing import Any

from retrieval.errors import IndexOutOfDate, StateError, reason_of
from retrieval.storage.sums import put_sums, take_sums, use

BUSY_MS = 30_000
"""How long another process's transaction is waited for; those of a catalog take a few seconds."""

PAGE_BYTES = 8_192
"""Of a new file. An answer reads a row here and there, and each time a whole page is copied: with 16,384 bytes features
of 150 passages and their articles take 2.2 ms and not 1.7. With SQLite's own 4,096 the file is larger by a fortieth."""

CACHE_KIB = 8_192
"""What a connection remembers of a file: an answer reads some 5 MB of pages, and with SQLite's own 2 MB the inner pages
of its trees are read again and again while it does."""

_SHARED_BYTES = 32_768
"""The least that SQLite shares (sqlite.org/walformat.html, "The WAL-Index File Format")."""

_UNMAPPED = "PRAGMA mmap_size = 0"
"""What makes SQLite copy pages, a twelfth of the time of an answer: where a file that is mapped is cut short by
somebody else, or its disk fails, the machine ends the whole program instead of giving an error."""

_UNDOING = "PRAGMA temp_store = {}"
"""Where SQLite keeps pages as they were before a change that may be undone: during a change it is `MEMORY`, so that an
archive is kept though there is no room in $TMPDIR, or no such folder; else `DEFAULT`, for what is sorted is large."""

_PATIENCE_MS = 200
"""How long others' reading is waited for before the log is emptied: several answers. They may be waiting for this
process in turn, and it can be emptied another time."""

_ROUND, _MANY = 16, 500
"""Up to so many keys are repeated up to a multiple of that, since SQLite prepares each query of another length anew:
.1 ms for a hundred keys. Longer ones come rarely, and near the most that a query takes there is no room."""

_REFUSED = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
}  # fmt: skip
_FULL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
_serial = itertools.count()


class Database:
    """An SQLite file of one format, with one connection a thread."""

    def __init__(self, path: Path | None, schema: str, made_by: dict[str, str]) -> None:
        """Opens a database or makes an empty one.

        One that exists is opened without a lock, so that it can be read while another process writes to it, and also
        if nothing can be written: then it is `read_only`.

        Args:
            path: The SQLite file; None for one in memory.
            schema: The statements that make its tables, one of which is `meta`.
            made_by: What `meta` says about the program that made it: a file that says otherwise can't be used.

        Raises:
            IndexOutOfDate: The file is damaged, or was made otherwise.
            StateError: The file can't be opened, or there is none and it can't be written.
        """
        self._path, self._schema, self._made_by = path, schema, made_by
        self._local = threading.local()
        self._opening = threading.RLock()
        """Held while a file is opened: nobody reads one that another thread is still making the tables of."""
        self._open: list[sqlite3.Connection] = []
        self._memory: str | None = None
        self.read_only = self.is_full = False
        """Whether it is read as it lies there; and whether because there is no room on its disk."""
        self.damaged = False
        """Whether it is known not to be as it was written, and could not be made anew."""
        self.changed = False
        """Whether anything was written since `settle`."""
        self._leave = use(path)
        if path is None:
            self.use_memory()
            return
        try:
            versions = self._opened(path)
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._unusable(error) from error
        except OSError as error:
            self.close()
            raise StateError(f"The catalog {path} can't be made ({error.strerror}); name another --state.") from error
        if {name: versions.get(name) for name in made_by} != made_by:
            self.close()
            raise IndexOutOfDate(f"The catalog {path} is of another version; delete its folder to rebuild it.")

    @property
    def path(self) -> Path:
        """The SQLite file; of one in memory, its name."""
        return self._path or Path("memory")

    @property
    def in_memory(self) -> bool:
        """Whether nothing of it is kept."""
        return self._memory is not None

    def use_memory(self, *, with_all: bool = False) -> None:
        """Goes on in memory, with nothing in it or `with_all` that there is; nothing is kept from now on."""
        memory = f"file:/pincite-{os.getpid()}-{next(_serial)}?vfs=memdb"
        if with_all:
            try:
                # The copy stays as long as a connection to it is open.
                self._open.append(sqlite3.connect(memory, uri=True, check_same_thread=False))
                # Not `backup`, which copies that it is in WAL mode, too: that needs a file.
                self._connection.execute("VACUUM INTO ?", (memory,))
            except sqlite3.DatabaseError as error:
                raise self._unusable(error) from error
        self._memory, self.read_only, self.damaged = memory, False, False
        self._local = threading.local()
        if not with_all:
            self._make_tables()

    def is_sound(self) -> bool:
        """Whether SQLite finds nothing wrong in the file; it reads all of it. Raises `StateError` if it can't."""
        try:
            return self._rows("PRAGMA integrity_check(1)") == [("ok",)]
        except IndexOutOfDate:
            return False

    def make_anew(self) -> None:
        """Replaces a damaged catalog with an empty one; threads that still read continue with the old one.

        Raises:
            StateError: The file can't be written.
        """
        try:
            with self._opening:
                for ending in ("", "-wal", "-shm") if self._path else ():
                    Path(f"{self._path}{ending}").unlink(missing_ok=True)
                self._local = threading.local()
                self._make_tables()
                self.damaged = False
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"The damaged catalog {self._path} can't be built anew ({error}).") from error

    def settle(self, *others: Path) -> None:
        """Writes all into the one file, and notes how it and others beside it are now, so that damage is noticed.

        While somebody else reads or writes it, it is left for another time.
        """
        if self._path is None or self.in_memory or self.read_only:
            return
        with suppress(sqlite3.Error, OSError, ValueError):
            connection = self._connection
            if not log_emptied(connection):
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                wal = Path(f"{self._path}-wal")
                if not wal.exists() or not wal.stat().st_size:
                    sound = others if self.damaged else (self._path, *others)
                    put_sums(self._path.parent, sound, self._path if self.damaged else None)
                    self.changed = False
            finally:
                connection.execute("ROLLBACK")

    def close(self) -> None:
        """Closes every thread's connection."""
        while self._open:
            with suppress(sqlite3.Error):
                self._open.pop().close()
        self._leave()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of what is done inside is kept, or, on an error, nothing."""
        try:
            connection = self._connection
            _begin(connection)
            try:
                if self._path is not None and not self.in_memory:
                    take_sums(self._path.parent)
                self.changed = True
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.rollback()
                raise
            _commit(connection)
        except (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def _opened(self, path: Path) -> dict[str, str]:
        """What `meta` says, of a file whose tables are made when it has none."""
        self.read_only = path.exists() and not _writable(path)
        if not self.read_only:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._make_tables()
            except (sqlite3.OperationalError, StateError) as error:
                cause = error if isinstance(error, sqlite3.Error) else error.__cause__
                code = cause.sqlite_errorcode & 0xFF if isinstance(cause, sqlite3.Error) else sqlite3.SQLITE_OK
                if code not in _REFUSED or not path.is_file() or not path.stat().st_size:
                    raise
                self.close()
                self._local, self.read_only, self._leave = threading.local(), True, use(path)
                self.is_full = code in _FULL
                if not _has_tables(self._connection):
                    raise  # A full disk took the file, and none of its tables: it is not damaged.
        return dict(self._connection.execute("SELECT name, value FROM meta"))

    def _make_tables(self) -> None:
        """Makes the tables of a catalog that has none."""
        if _has_tables(self._connection):
            return
        with self.change() as connection:
            # Only now is the lock taken: of two processes one makes the tables, and the other finds them.
            if not _has_tables(connection):
                for statement in self._schema.split(";"):
                    connection.execute(statement)
                connection.executemany("INSERT INTO meta VALUES (?, ?)", self._made_by.items())

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection (a connection refuses other threads' calls while one is under way)."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._opening:
                connection = self._local.connection = _connection_to(self._path, self._memory, self.read_only)
            self._open.append(connection)
        return connection

    def _among(self, what: str, column: str, keys: Sequence[int | str]) -> list[tuple[Any, ...]]:
        """Rows whose column is one of the keys."""
        if len(keys) <= _MANY:
            keys = [*keys, *[*keys[-1:]] * (-len(keys) % _ROUND)]
        return self._rows(f"SELECT {what} WHERE {column} IN ({','.join('?' * len(keys))})", *keys)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query gives; raises `StateError` if the file is damaged or can't be read now."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    @contextmanager
    def _damage_noticed(self) -> Iterator[None]:
        """Raises `IndexOutOfDate` for stored bytes that nothing was packed into."""
        try:
            yield
        except (ValueError, TypeError, struct.error) as error:
            raise IndexOutOfDate(
                f"The catalog {self._path} is damaged ({error}); delete its folder to rebuild it."
            ) from error

    def _number(self, query: str) -> int:
        """The one number that a query gives."""
        return int(self._rows(query)[0][0])

    def _unusable(self, error: sqlite3.DatabaseError) -> StateError:
        """Why a catalog can't be used, and what to do; only what is damaged is to be deleted."""
        # SQLITE_ERROR is what a damaged schema gives: all our queries are right.
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR
        # That it was closed meanwhile, as the process ends, says nothing of the file either.
        if isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError) and not damaged:
            why = f"The catalog {self._path} can't be used now ({reason_of(error, self._path)})"
            return StateError(f"{why}; try again, or name another --state.")
        return IndexOutOfDate(f"The catalog {self._path} is damaged ({error}); delete its folder to rebuild it.")


@contextmanager
def beside(database: Database, *, changing: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that sees the newest state, whatever this thread is reading, and hardly waits for others.

    Args:
        database: The database.
        changing: Whether the body changes anything, all of which is kept, or, on an error, nothing.

    Raises:
        sqlite3.Error: It is unavailable now, or the file can't be written.
        StateError: The same, in memory.
    """
    path, own = database._path, database._connection  # noqa: SLF001 # it is of this module
    if path is None or database.in_memory:
        with database.change() if changing and not own.in_transaction else nullcontext():
            yield own
        return
    if database.read_only:
        raise sqlite3.OperationalError("it can only be read")
    with closing(_connected_beside(path)) as connection:
        if changing:
            connection.execute("BEGIN IMMEDIATE")
            take_sums(path.parent)
            database.changed = True
        yield connection
        if changing:
            connection.commit()


@contextmanager
def written_anew(database: Database) -> Iterator[None]:
    """Has a file written anew, without gaps, beside what is done in the body, which may read it but not change it.

    It stays as it is where that can't be done, or where the body fails before it is.
    """
    path, connection = database._path, None  # noqa: SLF001 # it is of this module
    if path is not None and not database.in_memory and not database.read_only:
        with suppress(sqlite3.Error):
            connection = _connected_beside(path)
    if connection is None:
        yield
        return
    with closing(connection):
        thread = threading.Thread(target=_write_anew, args=(connection,))
        with suppress(RuntimeError):  # There may be no more threads.
            thread.start()
        try:
            yield
        except BaseException:
            connection.interrupt()
            raise
        finally:
            if thread.ident is not None:
                thread.join()


def _write_anew(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.execute("VACUUM")


def log_emptied(connection: sqlite3.Connection) -> bool:
    """Whether all of the log was written into the file; while somebody reads it for longer, it is not."""
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return not busy


def _begin(connection: sqlite3.Connection) -> None:
    """Begins a change."""
    connection.execute(_UNDOING.format("MEMORY"))
    connection.execute("BEGIN IMMEDIATE")


def _commit(connection: sqlite3.Connection) -> None:
    """Ends a change, all of which is kept."""
    connection.commit()
    connection.execute(_UNDOING.format("DEFAULT"))


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _connection_to(path: Path | None, memory: str | None, read_only: bool) -> sqlite3.Connection:
    """A connection to a file, or to the database in memory that there is in its place."""
    if memory is not None or path is None:
        return _connected(str(memory))
    return _connected_read_only(path) if read_only else _connected(str(path))


def _connected(name: str) -> sqlite3.Connection:
    """A connection to a file, or to a database in memory, for writing."""
    uri = name.startswith("file:")
    connection = sqlite3.connect(name, BUSY_MS / 1000, isolation_level=None, check_same_thread=False, uri=True)
    # Damaged text is noticed by its hash; it is not to be an error in the middle of a query.
    connection.text_factory = _leniently
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute(f"PRAGMA journal_mode = {'MEMORY' if uri else 'WAL'}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(_UNMAPPED)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected_read_only(path: Path) -> sqlite3.Connection:
    """A connection to a file as it lies there.

    Raises:
        sqlite3.OperationalError: What was written last lies beside it, and can't be read.
    """
    log, is_shared = Path(f"{path}-wal"), has_shared_memory(path)
    if not is_shared and log.exists() and log.stat().st_size:
        raise sqlite3.OperationalError("its log can't be read")
    address = f"{path.absolute().as_uri()}?{'mode=ro' if is_shared else 'immutable=1'}"
    connection = sqlite3.connect(address, BUSY_MS / 1000, isolation_level=None, check_same_thread=False, uri=True)
    connection.text_factory = _leniently
    connection.execute(_UNMAPPED)
    return connection


def has_shared_memory(path: Path) -> bool:
    """Whether there is what processes share that have a file open; on a full disk only its beginning is made."""
    shared = Path(f"{path}-shm")
    return shared.exists() and shared.stat().st_size >= _SHARED_BYTES


def _connected_beside(path: Path) -> sqlite3.Connection:
    """Another connection to a file that is there."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, _PATIENCE_MS / 1000, isolation_level=None, check_same_thread=False, uri=True)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _writable(path: Path) -> bool:
    """Whether a file and its folder can be written: SQLite makes files of its own beside it."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    # A file system that is mounted for reading only says no to root, too.
    return not os.statvfs(path.parent).f_flag & os.ST_RDONLY


_leniently = methodcaller("decode", "utf-8", "replace")
"""What is in a column of text; a question reads hundreds, and a function of ours takes twice as long for each."""
