"""The bot's SQLite file, which outlives a full disk and the deleting of its folder while the bot runs."""

import logging
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.http_server import logs

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
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        db = sqlite3.connect(self._path or ":memory:", isolation_level=None, timeout=LOCK_SECONDS)
        try:
            db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;")
            if self._path is not None:
                self._path.chmod(0o600)
            db.executescript(self._schema)
        except BaseException:
            db.close()
            raise
        return db, _inode(self._path) if self._path is not None else 0


def _inode(path: Path) -> int:
    """The number of a file; 0 if there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
