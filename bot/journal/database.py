"""The journal's file: SQLite in WAL mode that is opened, watched, and set aside when it is damaged.

What is precious is never deleted: a damaged file gets another name that is said, and the answers that can still be read
are taken over into a new one. Until they are, it is called `MENDING`: whoever finds that after a kill goes on with it.
"""

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from filelock import FileLock, Timeout

from bot.journal.private_files import move_beside, owner_only, private_folder, set_aside
from bot.journal.tables import BESIDES, FOLLOWS, NEWEST, NEWEST_OF_FOLLOWS, SCHEMA
from retrieval import StateError, reason_of

VERSION = 1
"""The form of the journal, as its `user_version` has it: one of a later form is left alone."""

MENDING = "journal.mending.sqlite"
"""What a damaged journal is called as long as its answers are not taken over into a new one."""

_BUSY_SECONDS = 30
"""How long to wait for another process that writes: each holds the lock for one answer only."""

_SOUND_SECONDS = 600
"""How long a file that was read through counts as sound: that takes .3 s for 100 MB, and anybody may ask for an id."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
}  # fmt: skip
_NO_ROOM = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}

T = TypeVar("T")


class Database:
    """The journal's file. Safe to use from many threads; opened when it is used, and anew when it was replaced.

    `notes` are sentences about what was noticed on the way, such as that a damaged file was set aside.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._inode = 0
        self._closed = False
        self._sound_at: float | None = None
        self.read_only = False
        self._refusal: Exception | None = None

    def close(self) -> None:
        """Closes the file for good."""
        with self._lock:
            self._closed = True
            self._disconnect()

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` reads; raises `StateError` when the journal can't be read."""
        return self._run(work, "read")

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns, all of it written or nothing; raises `StateError` when the journal can't be written."""

        def whole(db: sqlite3.Connection) -> T:
            db.execute("BEGIN IMMEDIATE")
            try:
                outcome = work(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return outcome

        return self._run(whole, "written")

    def make_tables(self, schema: str) -> None:
        """Makes tables that are not there yet; raises `StateError` when the journal can't be written."""
        self._run(lambda db: _make(db, schema), "written")

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name; raises `StateError` when the journal can't be read."""
        query = "SELECT 1 FROM sqlite_master WHERE name = ?"
        return self.read(lambda db: db.execute(query, (name,)).fetchone()) is not None

    def clear_free_pages(self) -> None:
        """Writes the file anew, so that nothing deleted is left in it or in its log; raises `StateError`."""

        def clear(db: sqlite3.Connection) -> None:
            db.execute("VACUUM")
            busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("another process is reading it")

        self._run(clear, "cleared")

    def mend(self) -> None:
        """Reads all of the file, and sets it aside where it is damaged; not again for a while. Raises `StateError`.

        A damaged page may hide a row from the query that looks for it, and no error tells.
        """
        if self._sound_at is not None and time.monotonic() - self._sound_at < _SOUND_SECONDS:
            return
        self._sound_at = time.monotonic()
        with self._lock:
            try:
                self._replace_damaged()
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                raise StateError(f"The journal {self.path} can't be read ({reason_of(error, self.path)}).") from error

    def _run(self, work: Callable[[sqlite3.Connection], T], verb: str) -> T:
        """What `work` does with the open file; a damaged one is replaced first, and `work` done again."""
        with self._lock:
            try:
                try:
                    return work(self._connection())
                except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                    if not is_damage(error):
                        raise
                    self._replace_damaged()
                    return work(self._connection())
            except sqlite3.IntegrityError:
                raise
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                reason = reason_of(error, self.path)
                if self.read_only:
                    self._disconnect()  # the next one may find that it can be written again
                    reason = reason_of(self._refusal or error, self.path)
                raise StateError(f"The journal {self.path} can't be {verb} ({reason}).") from error

    def _connection(self) -> sqlite3.Connection:
        """The open file; opens it when it isn't, or when another one is in its place."""
        if self._closed:
            raise sqlite3.ProgrammingError("it was closed")
        if self._db is not None and self._inode != _inode(self.path):
            self._disconnect()
        if self._db is None and self._mending.exists():
            self._replace_damaged()
        return self._db or self._connect()

    @property
    def _mending(self) -> Path:
        return self.path.with_name(MENDING)

    def _connect(self) -> sqlite3.Connection:
        self._db = self._connected()
        self._inode = _inode(self.path)
        return self._db

    def _connected(self) -> sqlite3.Connection:
        """The file opened for writing, or for reading alone where more is not allowed."""
        self.read_only = False
        try:
            private_folder(self.path.parent)
            with owner_only():
                return _prepared(_opened(str(self.path)), self.path)
        except (OSError, sqlite3.OperationalError) as error:
            not_writable = isinstance(error, OSError) or _code(error) in _NOT_WRITABLE
            if not not_writable or not self.path.is_file():
                raise
            refusal = error
        self.read_only = True
        # A full disk is told as such: that the file can only be read now is what comes of it.
        self._refusal = refusal if isinstance(refusal, OSError) or _code(refusal) in _NO_ROOM else None
        # A file in a folder that can't be written has no log beside it that is still to be read.
        db = _opened(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1")
        if _has_answers(db):
            return db
        # Whatever wanted to make the tables did not get so far.
        db.close()
        raise refusal

    def _disconnect(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _replace_damaged(self) -> None:
        """Sets the damaged file aside, and takes over what can be read of it; another process may have done so."""
        self._disconnect()
        try:
            with FileLock(self.path.with_name("journal.lock"), timeout=_BUSY_SECONDS, mode=0o600):
                if not self._mending.exists():
                    if not _damaged(self.path):
                        return
                    self.path.rename(self._mending)
                self._mend_from(self._mending)
        except Timeout as error:
            raise OSError("another process is repairing it") from error

    def _mend_from(self, damaged: Path) -> None:
        """Takes over what can be read of a damaged file, which is renamed only then; after a kill, once more."""
        if not self.path.exists():  # Otherwise what is beside it is its own.
            for ending in ("-wal", "-shm"):
                move_beside(self.path, damaged, ending)
        rows, others = _readable_rows(damaged)
        try:
            number = _take_over(self._connect(), rows, others)
        except BaseException:
            self._disconnect()  # Whoever uses it next is to find all of them, or the same trouble.
            raise
        aside = set_aside(damaged)
        self.notes.append(
            f"The journal {self.path} was damaged; it is now {aside.name}, and {number:,} answers that can still be "
            "read were taken over into a new one."
        )


def _opened(name: str) -> sqlite3.Connection:
    """A connection that any thread may use, without transactions of its own; `name` is a path or a URI."""
    uri = name.startswith("file:")
    db = sqlite3.connect(name, uri=uri, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    # A damaged row may be no UTF-8; it is to cost itself, not the query.
    db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    return db


def _prepared(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A connection with its modes set and its tables there; it is closed when that fails."""
    try:
        _refuse_newer(db, path)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
            db.execute(f"PRAGMA {pragma}")
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if not there.issuperset(NEWEST):
            db.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")
        if "follows" in there and NEWEST_OF_FOLLOWS not in there:
            _make(db, FOLLOWS)
    except BaseException:
        db.close()
        raise
    return db


def _make(db: sqlite3.Connection, schema: str) -> None:
    """Makes the tables of a schema that are not there yet: all of them, or, where the disk is full, none."""
    try:
        db.executescript(f"BEGIN IMMEDIATE; {schema} COMMIT;")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _has_answers(db: sqlite3.Connection) -> bool:
    """Whether a file has a journal's tables."""
    try:
        return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def _refuse_newer(db: sqlite3.Connection, path: Path) -> None:
    """Raises StateError for a journal of a newer Pincite."""
    if db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
        raise StateError(f"The journal {path} was made by a newer Pincite; update, or name another --state.")


def _damaged(path: Path) -> bool:
    """Whether SQLite finds a file damaged; one that is missing or can't be opened is not."""
    if not path.exists():
        return False
    try:
        with closing(_opened(str(path))) as db:
            return any(row[0] != "ok" for row in db.execute("PRAGMA quick_check(1)"))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return is_damage(error)


_Rows = list[tuple[object, ...]]


def _readable_rows(path: Path) -> tuple[_Rows, dict[str, _Rows]]:
    """The answers with their sums, and what is kept beside them, as far as they can be read of a damaged file."""
    rows: _Rows = []
    with closing(_opened(str(path))) as db:
        for identity in sorted(_readable_ids(db)):
            # Where a page is out of order a row may be found only by looking at all.
            for where in ("id = ?", "+id = ?"):
                if row := next(as_far_as_readable(db, f"SELECT * FROM answers WHERE {where}", identity), None):
                    checksum = next(as_far_as_readable(db, "SELECT sum FROM sums WHERE answer = ?", identity), (None,))
                    rows.append((*row, *checksum))
                    break
        others = {
            table: list(as_far_as_readable(db, f"SELECT {columns} FROM {table}")) for table, columns in BESIDES.items()
        }
    return rows, others


def _readable_ids(db: sqlite3.Connection) -> set[str]:
    """The ids that the table or one of its indexes still names."""
    table = "SELECT id FROM answers"
    queries = [f"{table} NOT INDEXED", f"{table} INDEXED BY answers_by_time", f"{table} INDEXED BY answers_by_chat"]
    queries += [
        f"{query} ORDER BY {order} DESC" for query, order in zip(queries, ("id", "asked_at", "chat"), strict=True)
    ]
    return {row[0] for query in queries for row in as_far_as_readable(db, query) if isinstance(row[0], str)}


def as_far_as_readable(db: sqlite3.Connection, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query up to the first that is damaged.

    Args:
        db: The damaged file.
        query: In SQL.
        values: What stands for its question marks.
    """
    with suppress(sqlite3.Error, UnicodeDecodeError):
        yield from db.execute(query, values)


def _take_over(db: sqlite3.Connection, rows: _Rows, others: dict[str, _Rows]) -> int:
    """Writes answers, and what is kept beside them, into a new file; one that does not fit is left out.

    Returns how many answers are there now of those; raises `sqlite3.Error` where none can be written now.
    """
    if any(entries for table, entries in others.items() if table not in ("ratings", "askers")):
        _make(db, FOLLOWS)
    db.execute("BEGIN IMMEDIATE")
    try:
        number = sum(_taken_over(db, row) for row in rows)
        for table, entries in others.items():
            for entry in entries:
                with suppress(sqlite3.IntegrityError, UnicodeEncodeError):
                    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(entry))})", entry)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return number


def _taken_over(db: sqlite3.Connection, row: tuple[object, ...]) -> bool:
    """Writes an answer, with its checksum if the row has one; whether it is there: now, or since before a kill."""
    *answer, checksum = row
    with suppress(sqlite3.IntegrityError, UnicodeEncodeError):
        db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", answer)
        if checksum is not None:
            db.execute("INSERT INTO sums VALUES (?, ?)", (answer[0], checksum))
    with suppress(UnicodeEncodeError):
        return db.execute("SELECT 1 FROM answers WHERE id = ?", answer[:1]).fetchone() is not None
    return False


def checksum(*row: str | None) -> str:
    """What tells whether a row of `COLUMNS` is still what was kept: a flipped byte would put words into its mouth."""
    return hashlib.blake2b(json.dumps(row).encode(), digest_size=16).hexdigest()


def _inode(path: Path) -> int:
    """What tells a file from another of its name; 0 when there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code: https://www.sqlite.org/rescode.html#pve."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: Exception) -> bool:
    """Whether an error tells that the file is damaged: one whose message quotes a broken name can't even be decoded."""
    return isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED)


class LaterTables:
    """Tables of the journal that are made when they are first needed; until then they hold nothing."""

    TABLE: ClassVar[str]
    """One of them: where it is missing, so are the others."""

    def __init__(self, file: Database, hashed: Callable[[object], str | None]) -> None:
        """Those of a journal.

        Args:
            file: The journal's file.
            hashed: What is stored of a chat or person.
        """
        self._file = file
        self._hashed = hashed

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return self._file.read(lambda db: db.execute(query, values).fetchall()) if self._is_used() else []

    def _change(self, statement: str, *values: Any) -> int:
        """Does a statement; returns how many rows it changed."""
        return self._file.write(lambda db: db.execute(statement, values).rowcount) if self._is_used() else 0

    def _is_used(self) -> bool:
        return self._file.has_table(self.TABLE)
