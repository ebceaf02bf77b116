"""Every update, written down before Telegram forgets it and struck off once it is answered.

Each write is one transaction of a WAL database, so what is in the inbox survives the process's end at any moment
(SIGKILL included; a power cut may take the last seconds, `synchronous=NORMAL`). The file also keeps which message
answered which, and the secret that buttons are signed with.
"""

import json
import logging
import secrets
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from telegram import Bot, Update

from bot.telegram_app import monitoring
from bot.telegram_app.state_file import StateFile

KEPT_SECONDS = 48 * 3600
"""How long an answered update is remembered: twice as long as Telegram keeps it (api, "Getting updates")."""

ATTEMPTS = 5
"""Attempts after which an update that never gets done is dropped: it may be what ends the process.

A choice: being killed a few times must not cost anybody an answer, and what ends the process must not do so for ever.
"""

SECRET_BYTES = 32
"""As long as the digest of the SHA-256 that signs with it (RFC 2104, section 3)."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, body TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, at REAL NOT NULL, chat INTEGER, message INTEGER, answer INTEGER);
CREATE INDEX IF NOT EXISTS by_message ON updates (chat, message);
CREATE INDEX IF NOT EXISTS unfinished ON updates (state) WHERE state < 2;
CREATE TABLE IF NOT EXISTS ruled_out (chat INTEGER, message INTEGER, at REAL, PRIMARY KEY (chat, message));
CREATE TABLE IF NOT EXISTS closed (chat INTEGER PRIMARY KEY, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


_log = logging.getLogger(__name__)


class State(IntEnum):
    """How far an update has come."""

    WAITING = 0
    SENDING = 1
    DONE = 2


@dataclass(slots=True)
class UpdateRecord:
    """The life of an update that is not done: `begin`, `sending`, `answered`, then `done`, or `give_up`.

    `answer` is the id of the message that answered it, when it is known. `left_over` says that the update was taken up
    when the bot started, so each attempt at it is counted; `maybe_sent` that an earlier run may have sent its answer;
    `given_up` that its answer can't be delivered in this run and waits for the next.
    """

    id: int
    state: State = State.WAITING
    answer: int | None = None
    left_over: bool = False
    maybe_sent: bool = False
    given_up: bool = False


def identity(update: Update) -> str:
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


def sender(raw: dict[str, Any]) -> int | None:
    """Who sent an update, as JSON."""
    kinds = ("message", "edited_message", "callback_query", "inline_query")
    content: dict[str, Any] = next((raw[kind] for kind in kinds if kind in raw), {})
    person: int | None = content.get("from", {}).get("id")
    return person


def _body(update: Update) -> str:
    """The update as JSON; what PTB has read as a time is written as Telegram does, wherever it stands."""
    return json.dumps(update.to_dict(), default=lambda value: int(value.timestamp()))


def _update(body: str, bot: Bot) -> Update | None:
    """An update as it was written down; None, which the log says, if that was damaged."""
    try:
        return Update.de_json(json.loads(body), bot)
    except Exception:  # Whatever a flipped byte makes of it must not keep the bot from starting.
        _log.error("an update in the inbox is damaged and is not answered; the question may have to be asked again")
        return None


def _is_of(body: str, person: int) -> bool:
    """Whether somebody sent an update; nobody knows of one that is damaged, which then counts as theirs."""
    try:
        return sender(json.loads(body)) == person
    except (ValueError, AttributeError, TypeError):
        return True


class _InboxFile:
    """The inbox's file, and what it keeps besides updates: messages that are ruled out, closed chats, secrets."""

    _db: StateFile
    secret_is_new = False

    def rule_out(self, chat: int, message: int) -> None:
        """Notes that a message is not a lost answer: it was taken back, or never was ours."""
        self._db.note("INSERT OR IGNORE INTO ruled_out VALUES (?, ?, ?)", (chat, message, time.time()))

    def close_chat(self, chat: int, seconds: float) -> None:
        """Notes that a chat takes no messages for some seconds from now."""
        self._db.note("INSERT OR REPLACE INTO closed VALUES (?, ?)", (chat, time.time() + seconds))

    def closed_chats(self) -> dict[int, float]:
        """The chats that take no messages now, each with the seconds left."""
        now = time.time()
        self._db.execute("DELETE FROM closed WHERE until < ?", (now,))
        return {chat: until - now for chat, until in self._db.execute("SELECT chat, until FROM closed")}

    def secret(self, name: str) -> bytes:
        """Random bytes, made once under each name and kept."""
        row = self._db.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_bytes(SECRET_BYTES)))
        self.secret_is_new = self.secret_is_new or bool(row.rowcount)
        return bytes(self._db.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()[0])


class Inbox(_InboxFile):
    """The inbox of one bot, used from one thread; it owns the record of each update that is not done."""

    def __init__(self, path: Path | str) -> None:
        """Opens the inbox at `path`, which is made with its folder if there is none."""
        self._written = True
        self._records: dict[int, UpdateRecord] = {}
        self._db = StateFile(path, SCHEMA)

    def restore(self) -> bool:
        """Writes the file anew where it was deleted; whether it was. Raises `OSError` or `sqlite3.Error`."""
        return self._db.restore()

    def clear(self) -> None:
        """Takes the words of what is done out of the write-ahead log, too, unless there were none since the last time.

        What could not be written before is written first.
        Deleted words are overwritten in the file, but their copies stay in the log until it is cut off.
        """
        self._db.settle()
        if self._written:
            self._written = False
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the file."""
        with suppress(sqlite3.Error):
            self.clear()
        self._db.close()

    def add(self, updates: Sequence[Update], admits: Callable[[Update], bool] = lambda _update: True) -> list[Update]:
        """Writes down updates, all or none.

        Args:
            updates: Updates that may be known already.
            admits: Whether an update is to be worked on; of any other only the number is kept.

        Returns:
            Those that were not known already and were admitted.
        """
        self._written = True
        unknown = self._unknown(updates)
        monitoring.REPEATED.inc(len(updates) - len(unknown))
        fresh = {update.update_id for update in unknown if admits(update)}
        rows = [self._row(update, waits=update.update_id in fresh) for update in unknown]
        with self._db.whole():
            for row in rows:
                self._db.execute(
                    "INSERT INTO updates (id, key, body, state, at, chat, message) VALUES (?, ?, ?, ?, ?, ?, ?)", row
                )
        self._records.update((number, UpdateRecord(number)) for number in fresh)
        return [update for update in unknown if update.update_id in fresh]

    def _unknown(self, updates: Iterable[Update]) -> list[Update]:
        """The updates that were not written down before, each of them once.

        Raises:
            OverflowError: The number of an update is none that Telegram gives.
        """
        unknown: dict[str, Update] = {}
        numbers: set[int] = set()
        for update in updates:
            number, key = update.update_id, identity(update)
            duplicate = self._db.execute("SELECT 1 FROM updates WHERE id = ? OR key = ?", (number, key)).fetchone()
            if duplicate is None and number not in numbers and key not in unknown:
                unknown[key] = update
                numbers.add(number)
        return list(unknown.values())

    def _row(self, update: Update, *, waits: bool) -> tuple[Any, ...]:
        """An update as it is written down; one that does not wait is done, and without its words."""
        message = update.message or update.edited_message
        state, body = (State.WAITING, _body(update)) if waits else (State.DONE, "")
        place = (message.chat.id, message.message_id) if message else (None, None)
        return update.update_id, identity(update), body, state, time.time(), *place

    def take_up(
        self, bot: Bot, admits: Callable[[Update], bool] = lambda _update: True, most: int | None = None
    ) -> list[Update]:
        """Takes up whatever is not done when the bot starts; what was begun `ATTEMPTS` times is dropped.

        Args:
            bot: The bot whose updates they are.
            admits: Whether an update is to be worked on; any other is struck off.
            most: How many messages of one chat are looked at, the rest being struck off unread; None: all.

        Returns:
            The updates as they came, oldest first.
        """
        self.forget(time.time() - KEPT_SECONDS)
        self._db.execute(
            "UPDATE updates SET state = ?, body = '' WHERE state < ? AND attempts >= ?",
            (State.DONE, State.DONE, ATTEMPTS),
        )
        if most is not None:
            self._db.execute(
                "UPDATE updates SET state = ?, body = '' WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER"
                " (PARTITION BY chat ORDER BY id) AS place FROM updates WHERE state < ? AND chat IS NOT NULL)"
                " WHERE place > ?)",
                (State.DONE, State.DONE, most),
            )
        rows = self._db.execute(
            "SELECT id, body, state, answer FROM updates WHERE state < ? ORDER BY id", (State.DONE,)
        ).fetchall()
        self._records = {
            number: UpdateRecord(
                number,
                State.SENDING if state == State.SENDING else State.WAITING,
                answer,
                left_over=True,
                maybe_sent=state == State.SENDING,
            )
            for number, _, state, answer in rows
        }
        updates = [update for _, body, _, _ in rows if (update := _update(body, bot))]
        admitted = [update for update in updates if admits(update)]
        for dropped in self._records.keys() - {update.update_id for update in admitted}:
            self.done(dropped)
        return admitted

    def record(self, update: int) -> UpdateRecord | None:
        """The record of an update by its id; None when it is done, or not known."""
        return self._records.get(update)

    def begin(self, update: int) -> None:
        """Counts an attempt at an update that was taken up at the start."""
        if (record := self._records.get(update)) is not None and record.left_over:
            self._db.note("UPDATE updates SET attempts = attempts + 1 WHERE id = ?", (update,))

    def set_aside(self, update: int) -> None:
        """Leaves an update that was stopped, through no fault of its own, for the next start."""
        self._db.note("UPDATE updates SET attempts = 0 WHERE id = ?", (update,))

    def sending(self, update: int) -> UpdateRecord:
        """Notes that an answer to the update is about to go out.

        Returns:
            The record as it was before, so that the first one to ask knows whether an earlier run may have sent it.
        """
        record = self._records.get(update)
        if record is None:
            return UpdateRecord(update)
        before = replace(record)
        record.maybe_sent = False
        if record.state == State.WAITING:
            record.state = State.SENDING
            self._db.note("UPDATE updates SET state = ? WHERE id = ?", (State.SENDING, update))
        return before

    def answered(self, update: int, message: int, *, once: bool = True) -> None:
        """Notes which message answered the update, which is done with that if the message is there just once.

        Args:
            update: The update's id.
            message: The id of the message in its chat.
            once: Whether no double of it can be there.
        """
        if (record := self._records.get(update)) is not None:
            record.answer = message
        if once:
            self._records.pop(update, None)
        done_columns = f", state = {State.DONE:d}, body = ''" if once else ""
        self._db.note(f"UPDATE updates SET answer = ?{done_columns} WHERE id = ?", (message, update))

    def give_up(self, update: int) -> None:
        """Leaves an update whose answer can't be delivered for the next start; `done` does not strike it off now."""
        if (record := self._records.get(update)) is not None:
            record.given_up = True

    def done(self, update: int) -> None:
        """Strikes an update off unless it was given up; its words are forgotten, its number is kept."""
        record = self._records.get(update)
        if record is not None and not record.given_up:
            del self._records[update]
            self._db.note("UPDATE updates SET state = ?, body = '' WHERE id = ?", (State.DONE, update))

    def answer_to(self, chat: int, message: int) -> int | None:
        """The id of the message that answered `message`, the latest if there are several."""
        row = self._db.execute(
            "SELECT answer FROM updates WHERE chat = ? AND message = ? AND answer IS NOT NULL ORDER BY id DESC",
            (chat, message),
        ).fetchone()
        return row and int(row[0])

    def known_messages(self, chat: int, after: int) -> set[int]:
        """Ids above `after` of the messages in a chat that are known: people's, ours, and those ruled out."""
        rows = self._db.execute(
            "SELECT message, answer FROM updates WHERE chat = ? AND (message > ? OR answer > ?)"
            " UNION ALL SELECT message, NULL FROM ruled_out WHERE chat = ? AND message > ?",
            (chat, after, after, chat, after),
        )
        return {number for row in rows for number in row if number is not None}

    def forget(self, before: float) -> None:
        """Forgets updates that are done and came before a time (seconds since 1970)."""
        self._db.execute("DELETE FROM updates WHERE state = ? AND at < ?", (State.DONE, before))
        self._db.execute("DELETE FROM ruled_out WHERE at < ?", (before,))

    def forget_person(self, person: int, but: int | None = None) -> None:
        """Strikes off what somebody sent and is not done, and leaves no word of it in the file.

        Args:
            person: Who sent it.
            but: The id of an update that is in hand now, and leaves no word either when it is done.
        """
        rows = self._db.execute("SELECT id, body FROM updates WHERE state < ?", (State.DONE,)).fetchall()
        for number in [number for number, body in rows if number != but and _is_of(body, person)]:
            self._records.pop(number, None)
            self._db.execute("UPDATE updates SET state = ?, body = '' WHERE id = ?", (State.DONE, number))
        # SQLite overwrites what it deletes, but may leave pieces behind when it moves rows from page to page.
        self._db.execute("VACUUM")
        self._written = True
        self.clear()
