"""The bot's SQLite file, which outlives a full disk and the deleting of its folder while the bot runs.

When the bot starts, a damaged one is replaced by what can still be read of it.
"""

import datetime
import logging
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.http_server import logs
from bot.journal.database import as_far_as_readable, is_damage
from bot.journal.private_files import private_folder

LOCK_SECONDS = 10
"""How long a write waits for another connection to the file; 95 % of writes take under 0.2 ms."""

_log = logging.getLogger(__name__)


class StateFile:
    """A connection to the bot's file, used from one thread."""

    def __init__(self, path: Path | str, schema: str) -> None:
        """Opens a file, which is made with its folder if there is none.

        Args:
            path: The file; ":memory:" keeps everything in memory.
            schema: Makes its tables where they are missing.
        """
        self._path = None if path == ":memory:" else Path(path)
        self._schema = schema
        self._owed: deque[tuple[str, Sequence[Any]]] = deque()
        self._db, self._inode = self._connected()

    def close(self) -> None:
        """Closes the file."""
        self.settle()
        self._db.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Does one statement; raises `sqlite3.Error` if it can't be done."""
        return self._db.execute(statement, values)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Has the statements of the body all be done, or none."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def note(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Writes something that must cost nobody their answer: if it can't be written now, it is later, in order."""
        self._owed.append((statement, values))
        self.settle()

    def settle(self) -> None:
        """Writes what could not be written before, as far as it can be now."""
        try:
            while self._owed:
                self._db.execute(*self._owed[0])
                self._owed.popleft()
        except sqlite3.OperationalError as error:
            sentence = "the bot's file can't be written (%s); if the bot is killed now, it may answer an update twice"
            logs.sparingly(_log, sentence, error, level=logging.ERROR)

    def restore(self) -> bool:
        """Writes the file anew where it was deleted, from what is still open of it; whether it was.

        Where another one is in its place, that one is used.

        Raises:
            OSError: Its folder can't be made.
            sqlite3.Error: It can't be written.
        """
        if self._path is None or _inode(self._path) == self._inode:
            return False
        deleted = not self._path.exists()
        fresh, inode = self._connected()
        if deleted:
            self._db.backup(fresh)
        self._db.close()
        self._db, self._inode = fresh, inode
        return True

    def _connected(self) -> tuple[sqlite3.Connection, int]:
        """A connection to the file with its tables there, and the number that tells the file from others."""
        if self._path is not None:
            private_folder(self._path.parent)
        db = _opened(self._path or ":memory:")
        try:
            db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;")
            if self._path is not None:
                self._path.chmod(0o600)
            db.executescript(self._schema)
        except BaseException:
            db.close()
            raise
        return db, _inode(self._path) if self._path is not None else 0


def mended(path: Path, schema: str) -> str | None:
    """Puts what can still be read of a damaged file in its place; gives a sentence about that, None for a sound file.

    The damaged one is kept beside it. Killed at any moment, the next start goes on with it.

    Args:
        path: The file, which nobody has open.
        schema: Makes all its tables.

    Raises:
        OSError: A file can't be renamed.
        sqlite3.Error: It can't be read now, or the new one can't be written.
    """
    whole = path.with_name(f"{path.name}.mended")
    if not whole.exists():
        if not _is_damaged(path, schema):
            return None
        _readable_part(path, path.with_name(f"{path.name}.new"), schema).rename(whole)
    # Not `telegram-*.sqlite`, as another bot's file is called.
    aside = path.with_name(f"{path.name}.damaged-{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}")
    for ending in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    whole.rename(path)
    return (
        f"The bot's file {path} was damaged; it is kept beside it as {path.name}.damaged-…, and what can still be read "
        "was taken over into a new one. A question may have to be asked again, and somebody be let in again."
    )


def _is_damaged(path: Path, schema: str) -> bool:
    """Whether SQLite finds a file damaged, or a table in it is none of the schema's; one that is missing is not."""
    if not path.exists():
        return False
    with closing(_opened(":memory:")) as sound, closing(_opened(path)) as db:
        sound.executescript(schema)
        try:
            if db.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                return True
            kinds = {kind for (kind,) in db.execute("SELECT type FROM sqlite_master")}
            return not (kinds <= {"table", "index"} and _tables(db).items() <= _tables(sound).items())
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if is_damage(error):
                return True
            raise


def _tables(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table, with their places in its key."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    return {
        name: [column for (column,) in db.execute("SELECT name || ' ' || pk FROM pragma_table_info(?)", (name,))]
        for (name,) in names
    }


def _readable_part(path: Path, fresh: Path, schema: str) -> Path:
    """A new file with the rows that can still be read of a damaged one."""
    fresh.unlink(missing_ok=True)
    with closing(_opened(path)) as damaged, closing(_opened(fresh)) as db:
        db.executescript(f"{schema} BEGIN;")
        there = {}
        with suppress(sqlite3.Error, UnicodeDecodeError):
            damaged.execute("PRAGMA writable_schema = ON")  # One index that can't be made out hides no table.
            there = _tables(damaged)
        sound = _tables(db)
        for table, columns in sound.items():
            strangers = (name for name, others in there.items() if name not in sound and others == columns)
            source = table if table in there else next(strangers, None)
            if source is not None and len(there[source]) == len(columns):
                _take_over(db, table, damaged, source)
        db.execute("COMMIT")
    fresh.chmod(0o600)
    return fresh


def _take_over(db: sqlite3.Connection, table: str, damaged: sqlite3.Connection, source: str) -> None:
    """Copies the rows of a table, read from both ends; what its columns are called may be damaged, too.

    Args:
        db: Where to.
        table: What the table is called there.
        damaged: Where from.
        source: What it is called there.
    """
    info = db.execute("SELECT name, type || pk FROM pragma_table_info(?)", (table,)).fetchall()
    is_number = info[0][1] == "INTEGER1"  # The first column is the row's number.
    columns = ["rowid", *(name for name, _ in info[is_number:])]
    put = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for order in ("ASC", "DESC"):
        rows = as_far_as_readable(damaged, f'SELECT rowid, * FROM "{source}" NOT INDEXED ORDER BY rowid {order}')
        db.executemany(put, ((number, *values[is_number:]) for number, *values in rows))


def _opened(path: Path | str) -> sqlite3.Connection:
    """A connection without transactions of its own, in which a text that is no UTF-8 any more costs only itself."""
    db = sqlite3.connect(path, isolation_level=None, timeout=LOCK_SECONDS)
    db.text_factory = lambda data: data.decode("utf-8", "replace")
    return db


def _inode(path: Path) -> int:
    """The number of a file; 0 if there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
