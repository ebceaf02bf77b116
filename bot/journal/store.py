"""The journal: every answer given, so that it can be checked later. SQLite in WAL mode, apart from the index.

A chat is stored only as a keyed hash; the key is in a file of its own beside the journal.
"""

import datetime
import hashlib
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from bot.journal.codec import answer_json, parsed_answer, timestamp
from retrieval import Answer, Citation, NotFound, StateError, new_id

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, asked_at TEXT NOT NULL, door TEXT NOT NULL, chat TEXT, question TEXT NOT NULL,
    made_with TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_time ON answers (asked_at);
CREATE INDEX IF NOT EXISTS answers_by_chat ON answers (chat);
CREATE TABLE IF NOT EXISTS ratings (
    answer TEXT NOT NULL, chat TEXT NOT NULL, good INTEGER NOT NULL, PRIMARY KEY (answer, chat)) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS ratings_go_too AFTER DELETE ON answers BEGIN
    DELETE FROM ratings WHERE answer = old.id; END;
PRAGMA user_version = 1;
"""
_VERSION = 1

_PRUNE_SECONDS = 3_600
"""How long an answer may outlive `keep_days`, which counts days."""

_BUSY_SECONDS = 30
"""How long to wait for another process that writes: each holds the lock for one answer only."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An answer in the journal, the entry point where it was asked for, and what it depends on."""

    answer: Answer
    entry_point: str
    provenance: Mapping[str, Any]


class Journal:
    """The answers given, each under a short id that is unique here. Safe to use from many threads."""

    def __init__(self, folder: Path, keep_days: int | None = None) -> None:
        """Opens the journal in a state folder, or creates it.

        Args:
            folder: The state folder.
            keep_days: Deletes answers older than this many days; None keeps them all.

        Raises:
            StateError: The journal can't be opened or written, or a newer Pincite made it.
        """
        self._path = folder / "journal.sqlite"
        self._keep_days = keep_days
        self._lock = threading.Lock()
        self._pruned = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._key = _key(folder / "journal.key")
            self._db = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            with ExitStack() as undoing:
                undoing.callback(self._db.close)
                self._prepare()
                undoing.pop_all()
        except (sqlite3.Error, OSError) as error:
            raise StateError(f"The journal {self._path} can't be used ({error}); check the folder.") from error
        self._prune()

    def _prepare(self) -> None:
        """Creates the tables that are missing."""
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
            self._db.execute(f"PRAGMA {pragma}")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise StateError(f"The journal {self._path} was made by a newer Pincite; update, or name another --state.")
        self._db.executescript(_SCHEMA)

    @classmethod
    def open(cls, folder: Path, keep_days: int | None = None) -> Self:
        """The journal in a state folder; raises what `Journal` does."""
        return cls(folder, keep_days)

    def close(self) -> None:
        """Closes the journal."""
        with self._lock:
            self._db.close()

    def keep(self, answer: Answer, entry_point: str, chat: object = None) -> Answer:
        """Writes an answer down and returns it with ids that no other answer here has.

        Args:
            answer: The answer; its id stays if it is free.
            entry_point: Where it was asked for, such as `repl`.
            chat: The chat it belongs to; only a keyed hash is stored.

        Raises:
            StateError: The journal can't be written.
        """
        self._prune()
        chat_hash = self._hash(chat)
        provenance = json.dumps(dict(answer.provenance), ensure_ascii=False)
        while True:
            written = json.dumps(answer_json(answer), ensure_ascii=False)
            asked_at = timestamp(answer.asked_at)
            row = (answer.id, asked_at, entry_point, chat_hash, answer.question, provenance, written)
            try:
                with self._writing() as db:
                    db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError:
                answer = renamed(answer, new_id())
            else:
                return answer

    def entry(self, answer_id: str) -> JournalEntry:
        """The entry of an answer, its id in either case; raises `NotFound`."""
        row = self._row("SELECT answer, door, made_with FROM answers WHERE id = ?", _typed(answer_id))
        if row is None:
            raise NotFound(f"There is no answer {answer_id!r} in the journal.")
        provenance = json.loads(row[2])
        return JournalEntry(replace(parsed_answer(json.loads(row[0])), provenance=provenance), row[1], provenance)

    def answer(self, answer_id: str) -> Answer:
        """The answer with an id; raises `NotFound`."""
        return self.entry(answer_id).answer

    def citations(self, reference: str) -> list[Citation]:
        """The citations of an answer (`k7q2m9`), or the one that is named (`k7q2m9.2`); raises `NotFound`."""
        identity, dot, _ = _typed(reference).partition(".")
        citations = [passage.citation for passage in self.answer(identity).passages]
        if not dot:
            return citations
        named = [citation for citation in citations if citation.id == _typed(reference)]
        if not named:
            raise NotFound(f"The answer {identity!r} has no citation {reference!r}; it has {len(citations)}.")
        return named

    def rate(self, answer_id: str, chat: object, *, good: bool) -> None:
        """Stores a rating of an answer; a later one by the same chat replaces it.

        Args:
            answer_id: The answer's id, in either case.
            chat: Who rates; only a keyed hash is stored.
            good: Whether the answer is rated good, not wrong.
        """
        with self._writing() as db:
            row = (_typed(answer_id), self._hash(chat), good)
            db.execute("INSERT OR REPLACE INTO ratings VALUES (?, ?, ?)", row)

    def rated(self) -> Iterator[tuple[Answer, int, int]]:
        """The rated answers, each with how many chats rated it good and wrong, in the order of their ids."""
        with self._reading() as db:
            query = "SELECT answer, sum(good), count(*) - sum(good) FROM ratings GROUP BY answer"
            rows = db.execute(query).fetchall()
        for answer_id, good, wrong in rows:
            yield self.answer(answer_id), good, wrong

    def ids(self) -> list[str]:
        """The ids of all answers, oldest first."""
        with self._reading() as db:
            return [row[0] for row in db.execute("SELECT id FROM answers ORDER BY asked_at, id")]

    def latest(self, limit: int) -> list[JournalEntry]:
        """The latest answers, newest first."""
        with self._reading() as db:
            rows = db.execute("SELECT id FROM answers ORDER BY asked_at DESC, id LIMIT ?", (limit,)).fetchall()
        return [self.entry(row[0]) for row in rows]

    def forget(
        self, answer_id: str | None = None, *, chat: object = None, before: datetime.datetime | None = None
    ) -> int:
        """Deletes the answers that meet every condition given, for good; with none given, deletes none.

        Args:
            answer_id: Only the answer with this id.
            chat: Only answers given in this chat.
            before: Only answers asked for before this time.

        Returns:
            How many answers were deleted.
        """
        conditions = {
            "id = ?": None if answer_id is None else _typed(answer_id),
            "chat = ?": self._hash(chat),
            "asked_at < ?": None if before is None else timestamp(before),
        }
        wanted = {condition: value for condition, value in conditions.items() if value is not None}
        return self._delete(" AND ".join(wanted), *wanted.values()) if wanted else 0

    def forget_all(self) -> int:
        """Deletes every answer for good, and returns how many there were."""
        return self._delete("1")

    def _delete(self, where: str, *values: str) -> int:
        with self._writing() as db:
            count = db.execute(f"DELETE FROM answers WHERE {where}", values).rowcount
            # Deleted answers would still be readable in the write-ahead log.
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def _prune(self) -> None:
        """Deletes answers older than `keep_days`, once an hour."""
        now = datetime.datetime.now(datetime.UTC)
        if self._keep_days is None or (now - self._pruned).total_seconds() < _PRUNE_SECONDS:
            return
        self._pruned = now
        self.forget(before=now - datetime.timedelta(days=self._keep_days))

    def _hash(self, chat: object) -> str | None:
        """What is stored of a chat: BLAKE2b of its id under this journal's key."""
        if chat is None:
            return None
        return hashlib.blake2b(str(chat).encode(), key=self._key, digest_size=16).hexdigest()

    def _row(self, query: str, *values: str) -> tuple[Any, ...] | None:
        with self._reading() as db:
            row: tuple[Any, ...] | None = db.execute(query, values).fetchone()
        return row

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise StateError(f"The journal {self._path} can't be read ({error}).") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.IntegrityError:
                raise
            except sqlite3.Error as error:
                raise StateError(f"The journal {self._path} can't be written ({error}).") from error


def renamed(answer: Answer, identity: str) -> Answer:
    """An answer under another id, its citations too."""
    passages = tuple(
        replace(passage, citation=replace(passage.citation, id=f"{identity}.{passage.rank}"))
        for passage in answer.passages
    )
    return replace(answer, id=identity, passages=passages)


def _key(path: Path) -> bytes:
    """The secret in a file that only its owner may read; creates the file when it is missing."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(key := secrets.token_bytes(32))
    return key


def _typed(reference: str) -> str:
    """The id that a person typed, in lower case and without blanks around it."""
    return reference.strip().casefold()
