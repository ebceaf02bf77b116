"""Who was let in by a code, and the code that lets the next one in.

Both are in the bot's file and read there each time, so that what another process changes counts at once.
"""

import hmac
import json
import secrets
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.telegram_app.state_file import StateFile

CODE_LENGTH = 8
CODE_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are mistaken for one another. Eight of these 32 are a trillion codes."""

NOTED_SECONDS = 600
"""Somebody's last use is noted again after this long: it is shown by the day."""

NAME_LENGTH = 64
"""Code points of a name that are kept; Telegram has up to 64 for the first name and as many for the last."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS paired (person INTEGER PRIMARY KEY, name TEXT NOT NULL, since REAL, last REAL);
CREATE TABLE IF NOT EXISTS codes (code TEXT NOT NULL, ends REAL NOT NULL, uses INTEGER NOT NULL);
"""


def choices(value: str) -> dict[str, Any]:
    """What somebody chose, as it is in the file; nothing if that is damaged."""
    try:
        chosen = json.loads(value)
    except ValueError:
        return {}
    return chosen if isinstance(chosen, dict) else {}


class PairedPerson(NamedTuple):
    """Somebody who was let in: the name they had in Telegram, when, and when they last used the bot.

    Times are seconds since 1970; those of people who were let in by an older version are not known.
    """

    id: int
    name: str
    since: float | None
    last: float | None


class Pairing:
    """The people of one bot who were let in, and its code."""

    def __init__(self, db: StateFile, clock: Callable[[], float] = time.time) -> None:
        """Takes over whom an older version let in; that was kept with the preferences.

        Args:
            db: The bot's file, with the preferences.
            clock: Seconds since 1970.
        """
        self._db = db
        self._clock = clock
        older = """SELECT chat, value FROM preferences WHERE value LIKE '%"paired": true%'"""
        for person, value in db.execute(older).fetchall():
            db.execute("INSERT OR IGNORE INTO paired VALUES (?, '', NULL, NULL)", (person,))
            rest = {name: choice for name, choice in choices(value).items() if name != "paired"}
            db.execute("UPDATE preferences SET value = ? WHERE chat = ?", (json.dumps(rest), person))

    def people(self) -> list[PairedPerson]:
        """Everybody who was let in, the latest first."""
        rows = self._db.execute(
            "SELECT person, name, since, last FROM paired ORDER BY since IS NULL, since DESC, person"
        )
        return [PairedPerson(*row) for row in rows.fetchall()]

    def person(self, person: int) -> PairedPerson | None:
        """Somebody who was let in; None for anybody else."""
        row = self._db.execute("SELECT person, name, since, last FROM paired WHERE person = ?", (person,)).fetchone()
        return PairedPerson(*row) if row else None

    def admits(self, person: int, name: str) -> bool:
        """Whether somebody was let in; if so their name and this use are noted."""
        paired = self.person(person)
        if paired is None:
            return False
        now, name = self._clock(), name[:NAME_LENGTH]
        if paired.name != name or now - (paired.last or 0) > NOTED_SECONDS:
            self._db.note("UPDATE paired SET name = ?, last = ? WHERE person = ?", (name, now, person))
        return True

    def unpair(self, person: int) -> bool:
        """Withdraws somebody's access; returns whether they had any."""
        return bool(self._db.execute("DELETE FROM paired WHERE person = ?", (person,)).rowcount)

    def new_code(self, minutes: int, uses: int) -> str:
        """A new code instead of any other; it works for the minutes and people of the settings."""
        code = "".join(secrets.choice(CODE_CHARACTERS) for _ in range(CODE_LENGTH))
        with self._db.whole():
            self._db.execute("DELETE FROM codes")
            self._db.execute("INSERT INTO codes VALUES (?, ?, ?)", (code, self._clock() + 60 * minutes, uses))
        return code

    def pairs(self, text: str, person: int, name: str) -> bool:
        """Whether what somebody sent is the code; if so they are let in, and it works for one person less.

        Args:
            text: What was sent.
            person: Who sent it.
            name: What they are called in Telegram.
        """
        with self._db.whole():
            self._db.execute("DELETE FROM codes WHERE ends <= ? OR uses < 1", (self._clock(),))
            row = self._db.execute("SELECT code FROM codes").fetchone()
            if row is None or not hmac.compare_digest(text.strip().upper().encode("utf-8", "replace"), row[0].encode()):
                return False
            now = self._clock()
            self._db.execute("UPDATE codes SET uses = uses - 1")
            self._db.execute("DELETE FROM codes WHERE uses < 1")
            self._db.execute(
                "INSERT OR REPLACE INTO paired VALUES (?, ?, ?, ?)", (person, name[:NAME_LENGTH], now, now)
            )
        return True
