"""Questions that wait in the bot's inbox, or whose answers could not be delivered, are forgotten with the journal's.

The inbox is the bot's own (`bot/telegram_app/updates/inbox.py`); here its file is looked at while the bot may run.
"""

import datetime
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from retrieval import StateError

_BUSY_SECONDS = 30  # As the journal itself waits for whoever writes (`bot.journal.database`).
_DONE = 2
"""`State.DONE` of the inbox: what is done has no words any more."""


class Waiting(NamedTuple):
    """A message in the inbox: its chat, who sent it, its words, when it came (seconds since 1970)."""

    chat: int | None
    person: int | None
    words: str
    at: float

    def meets(
        self, chat: str | None, person: str | None, before: datetime.datetime | None, questions: Collection[str]
    ) -> bool:
        """Whether it is one of some questions, or meets every condition that is given.

        Args:
            chat: It is in this chat.
            person: This person sent it.
            before: It came before this time.
            questions: What was asked.
        """
        conditions = [
            *([] if chat is None else [str(self.chat) == chat]),
            *([] if person is None else [str(self.person) == person]),
            *([] if before is None else [self.at < before.timestamp()]),
        ]
        return (bool(conditions) and all(conditions)) or any(question in self.words for question in questions)


def forget_waiting(state: Path, is_meant: Callable[[Waiting], bool]) -> None:
    """Strikes off what waits in the inboxes of a state folder, and leaves no word of it in their files.

    Raises:
        StateError: An inbox can't be written.
    """
    for path in sorted(state.glob("telegram-*.sqlite")):
        try:
            with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as db:
                _forget(db, is_meant)
        except sqlite3.Error as error:
            raise StateError(f"The bot's inbox {path} can't be cleared ({error}); try again.") from error


def _forget(db: sqlite3.Connection, is_meant: Callable[[Waiting], bool]) -> None:
    """Does it in one file."""
    rows = db.execute("SELECT id, chat, body, at FROM updates WHERE state < ?", (_DONE,)).fetchall()
    numbers = [number for number, chat, body, at in rows if any(map(is_meant, _waiting(chat, body, at)))]
    if numbers:
        states = [(_DONE, number) for number in numbers]
        db.execute("PRAGMA secure_delete = ON")
        db.executemany("UPDATE updates SET state = ?, body = '' WHERE id = ?", states)
        # SQLite overwrites what it deletes, but may leave pieces behind when it moves rows from page to page.
        db.execute("VACUUM")
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("the bot is reading it")


def _waiting(chat: int | None, body: str, at: float) -> Iterator[Waiting]:
    """The messages in an update: itself, and one that it replies to or has a button of."""
    try:
        raw = json.loads(body)
    except ValueError:
        raw = {}
    yield Waiting(chat, None, "", at)
    for message in _messages(raw):
        words = (message.get(key) for key in ("text", "caption", "query", "data"))
        person = message.get("from")
        number = person.get("id") if isinstance(person, dict) else None
        yield Waiting(chat, number, " ".join(part for part in words if isinstance(part, str)), at)


def _messages(value: Any) -> Iterator[dict[str, Any]]:
    """The tables in a value that say who sent them."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and "from" in value:
        yield value
    for child in inner:
        yield from _messages(child)
