"""What is remembered about chats and people: how they want answers, and what was explained once.

The file also keeps which menus Telegram has, and who was let in (`pairing`).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.telegram_app import pairing
from bot.telegram_app.quiet_hours import QuietHours
from bot.telegram_app.state_file import StateFile
from bot.telegram_app.views.base import DisplayOptions

SCHEMA = """
CREATE TABLE IF NOT EXISTS preferences (chat INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS menus (name TEXT PRIMARY KEY, commands TEXT NOT NULL);
"""

CACHED = 10_000
"""Chats whose preferences are kept in memory: about 2 MB."""


class Preferences:
    """The preferences of one bot's chats, used from one thread; a private chat has the number of its person."""

    def __init__(self, path: Path | str) -> None:
        """Opens the file at `path`, which is made if there is none."""
        self._db = StateFile(path, SCHEMA + pairing.SCHEMA)
        self._cache: dict[int, dict[str, Any]] = {}
        self.pairing = pairing.Pairing(self._db)

    def restore(self) -> bool:
        """Opens the file anew where it was deleted; whether it was. Raises `OSError` or `sqlite3.Error`."""
        return self._db.restore()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def display_options(self, chat: int) -> DisplayOptions:
        """How answers are displayed in a chat."""
        values = self._values(chat)
        return DisplayOptions(**{name: values[name] for name in ("passages", "links") if name in values})

    def language(self, chat: int) -> str | None:
        """The language somebody chose for the bot's own words; None if Telegram's is to be followed."""
        return self._values(chat).get("language")

    def articles_in(self, chat: int) -> str | None:
        """The languages of the articles that are searched for a chat, as codes with commas between them; None: all."""
        return self._values(chat).get("articles_in")

    def quiet_hours(self, person: int) -> QuietHours | None:
        """The hours in which somebody wants no news; None if they never said."""
        return QuietHours.written(self._values(person).get("quiet"))

    def choose(self, chat: int, name: str, value: Any) -> None:
        """Remembers a choice.

        Args:
            chat: The chat it was made in.
            name: What was chosen.
            value: The choice; None goes back to the default.
        """
        values = {**self._values(chat), name: value}
        if value is None:
            del values[name]
        self._cache[chat] = values
        self._db.note("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (chat, json.dumps(values)))

    def forget(self, chat: int) -> None:
        """Forgets what is remembered of a chat."""
        self._cache.pop(chat, None)
        self._db.execute("DELETE FROM preferences WHERE chat = ?", (chat,))

    def first(self, chat: int, name: str) -> bool:
        """Whether something happens in a chat for the first time; remembers that it did."""
        if self._values(chat).get(name):
            return False
        self.choose(chat, name, value=True)
        return True

    def menu(self, name: str) -> list[tuple[str, str]]:
        """The menu that Telegram last took under a name, a command and its description in each row; empty if none."""
        row = self._db.execute("SELECT commands FROM menus WHERE name = ?", (name,)).fetchone()
        try:
            return [(command, text) for command, text in json.loads(row[0])] if row else []
        except (ValueError, TypeError):  # damaged: Telegram is given it again
            return []

    def keep_menu(self, name: str, commands: Sequence[tuple[str, str]]) -> None:
        """Remembers that Telegram has a menu."""
        self._db.note("INSERT OR REPLACE INTO menus VALUES (?, ?)", (name, json.dumps(commands)))

    def _values(self, chat: int) -> dict[str, Any]:
        if chat not in self._cache:
            row = self._db.execute("SELECT value FROM preferences WHERE chat = ?", (chat,)).fetchone()
            if len(self._cache) >= CACHED:
                self._cache.pop(next(iter(self._cache)))
            self._cache[chat] = pairing.choices(row[0]) if row else {}
        return self._cache[chat]
