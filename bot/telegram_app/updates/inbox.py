"""Every update, written down before Telegram forgets it and struck off once it is answered.

Each write is one transaction of a WAL database, so what is in the inbox survives the process's end at any moment
(SIGKILL included; a power cut may take the last seconds, `synchronous=NORMAL`). The file also keeps which message
answered which, and the secret that buttons are signed with.
"""

import json
import secrets
import sqlite3
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from telegram import Update

FORMAT = 1
KEPT_SECONDS = 48 * 3600
"""How long an answered update is remembered; Telegram itself keeps an update for 24 hours."""

ATTEMPTS = 5
"""Attempts after which an update is given up that was never got done: it may be what ends the process."""


class State(IntEnum):
    """How far an update has come."""

    WAITING = 0
    SENDING = 1
    DONE = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is not done.

    `sending` when its answer may have gone out already; `answer` is the message that did, when it is known, and perhaps
    not alone.
    """

    id: int
    body: str
    sending: bool
    answer: int | None


def key(update: Update) -> str:
    """What makes an update the same as one that came before, under whatever number it is delivered."""
    if (edited := update.edited_message) is not None:
        text = edited.text or edited.caption or ""
        return f"e{edited.chat.id}:{edited.message_id}:{zlib.crc32(text.encode('utf-8', 'replace'))}"
    if update.message is not None:
        return f"m{update.message.chat.id}:{update.message.message_id}"
    if update.callback_query is not None:
        return f"q{update.callback_query.id}"
    if update.inline_query is not None:
        return f"i{update.inline_query.id}"
    return f"u{update.update_id}"


def _body(update: Update) -> str:
    """The update as JSON; what PTB has read as a time is written as Telegram does, wherever it stands."""
    return json.dumps(update.to_dict(), default=lambda value: int(value.timestamp()))


class Inbox:
    """The inbox of one bot, used from one thread."""

    def __init__(self, path: Path | str) -> None:
        """Open the inbox at `path`, made with its folder where there is none."""
        self.secret_is_new = False
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        if path != ":memory:":
            Path(path).chmod(0o600)
        self._db.executescript(
            """
            CREATE TABLE IF NOT EXISTS updates (
                id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, body TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,
                attempts INTEGER NOT NULL DEFAULT 0, at REAL NOT NULL, chat INTEGER, message INTEGER, answer INTEGER);
            CREATE INDEX IF NOT EXISTS by_message ON updates (chat, message);
            CREATE INDEX IF NOT EXISTS unfinished ON updates (state) WHERE state < 2;
            CREATE TABLE IF NOT EXISTS ruled_out (chat INTEGER, message INTEGER, at REAL, PRIMARY KEY (chat, message));
            CREATE TABLE IF NOT EXISTS closed (chat INTEGER PRIMARY KEY, until REAL NOT NULL);
            CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
            """
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, updates: Iterable[Update]) -> list[Update]:
        """Write down updates, all or none; gives those that were not known already."""
        fresh = []
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for update in updates:
                message = update.message or update.edited_message
                row = self._db.execute(
                    "INSERT OR IGNORE INTO updates (id, key, body, at, chat, message) VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        update.update_id,
                        key(update),
                        _body(update),
                        time.time(),
                        message and message.chat.id,
                        message and message.message_id,
                    ),
                )
                if row.rowcount:
                    fresh.append(update)
        return fresh

    def waiting(self) -> list[Waiting]:
        """The updates that are not done, oldest first; those that were begun too often are given up."""
        self._db.execute(
            "UPDATE updates SET state = ?, body = '' WHERE state < ? AND attempts >= ?",
            (State.DONE, State.DONE, ATTEMPTS),
        )
        rows = self._db.execute(
            "SELECT id, body, state = ?, answer FROM updates WHERE state < ? ORDER BY id", (State.SENDING, State.DONE)
        )
        return [Waiting(number, body, bool(sending), answer) for number, body, sending, answer in rows]

    def begun(self, update: int) -> None:
        """Count an attempt at an update that an earlier run of the bot left over."""
        self._db.execute("UPDATE updates SET attempts = attempts + 1 WHERE id = ?", (update,))

    def set_aside(self, update: int) -> None:
        """Leave an update for the next start, through no fault of its own."""
        self._db.execute("UPDATE updates SET attempts = 0 WHERE id = ?", (update,))

    def sending(self, update: int) -> None:
        """Note that an answer to the update is about to go out."""
        self._db.execute("UPDATE updates SET state = ? WHERE id = ? AND state = 0", (State.SENDING, update))

    def answered(self, update: int, message: int, *, once: bool = True) -> None:
        """Note that `message` (its id in the chat) is the answer to the update; that is done, if it went out `once`."""
        done = ", state = 2, body = ''" if once else ""
        self._db.execute(f"UPDATE updates SET answer = ?{done} WHERE id = ?", (message, update))

    def done(self, update: int) -> None:
        """Strike the update off; what it said is forgotten, its number is kept."""
        self._db.execute("UPDATE updates SET state = ?, body = '' WHERE id = ? AND state < 2", (State.DONE, update))

    def answer_to(self, chat: int, message: int) -> int | None:
        """The id of the message that answered `message`, the latest if there are several."""
        row = self._db.execute(
            "SELECT answer FROM updates WHERE chat = ? AND message = ? AND answer IS NOT NULL ORDER BY id DESC",
            (chat, message),
        ).fetchone()
        return row and int(row[0])

    def known(self, chat: int, after: int) -> set[int]:
        """Ids above `after` of the messages in a chat that are known, the people's and ours, and those ruled out."""
        rows = self._db.execute(
            "SELECT message, answer FROM updates WHERE chat = ? AND (message > ? OR answer > ?)"
            " UNION ALL SELECT message, NULL FROM ruled_out WHERE chat = ? AND message > ?",
            (chat, after, after, chat, after),
        )
        return {number for row in rows for number in row if number is not None}

    def rule_out(self, chat: int, message: int) -> None:
        """Note that a message id is none of a lost answer: it was taken back, or never was ours."""
        self._db.execute("INSERT OR IGNORE INTO ruled_out VALUES (?, ?, ?)", (chat, message, time.time()))

    def close_chat(self, chat: int, seconds: float) -> None:
        """Note that a chat takes no messages for some seconds from now."""
        self._db.execute("INSERT OR REPLACE INTO closed VALUES (?, ?)", (chat, time.time() + seconds))

    def closed_chats(self) -> dict[int, float]:
        """The chats that take no messages now, each with the seconds left."""
        now = time.time()
        self._db.execute("DELETE FROM closed WHERE until < ?", (now,))
        return {chat: until - now for chat, until in self._db.execute("SELECT chat, until FROM closed")}

    def forget(self, before: float) -> None:
        """Forget updates that were done before a time (seconds since 1970)."""
        self._db.execute("DELETE FROM updates WHERE state = ? AND at < ?", (State.DONE, before))
        self._db.execute("DELETE FROM ruled_out WHERE at < ?", (before,))

    def secret(self, name: str) -> bytes:
        """32 random bytes, made once and kept."""
        made = self._db.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_bytes(32)))
        self.secret_is_new = self.secret_is_new or bool(made.rowcount)
        return bytes(self._db.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()[0])
