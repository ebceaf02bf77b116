"""The bot's file while the disk is full, and when it is deleted or replaced."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.telegram_app.preferences import Preferences
from bot.telegram_app.state_file import StateFile
from bot.telegram_app.updates.inbox import Inbox
from tests.telegram_app.conftest import Chat, message

SCHEMA = "CREATE TABLE IF NOT EXISTS notes (number INTEGER);"


class Full:
    """A connection to a file on a disk that is full: what is there can be read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            raise sqlite3.OperationalError("database or disk is full")
        return self._db.execute(statement, values)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[StateFile]:
    with closing(StateFile(tmp_path / "state" / "bot.sqlite", SCHEMA)) as opened:
        yield opened


def notes(file: StateFile) -> list[int]:
    """What is noted, in order."""
    return [number for (number,) in file.execute("SELECT number FROM notes ORDER BY rowid")]


def test_what_could_not_be_written_is_written_later(file: StateFile, caplog: pytest.LogCaptureFixture) -> None:
    """In order, as soon as there is room; that it could not be is said once a minute."""
    room = file._db
    file._db = Full(room)  # type: ignore[assignment]
    for number in range(3):
        file.note("INSERT INTO notes VALUES (?)", (number,))
    assert notes(file) == []
    assert sum("can't be written" in text for text in caplog.messages) <= 1
    with pytest.raises(sqlite3.OperationalError):
        file.execute("INSERT INTO notes VALUES (9)")
    file._db = room
    file.note("INSERT INTO notes VALUES (?)", (3,))
    assert notes(file) == [0, 1, 2, 3]


def test_all_or_nothing(file: StateFile) -> None:
    """What breaks off in the middle leaves nothing behind."""
    with suppress(ZeroDivisionError), file.whole():
        file.execute("INSERT INTO notes VALUES (1)")
        _ = 1 / 0
    with file.whole():
        file.execute("INSERT INTO notes VALUES (2)")
    assert notes(file) == [2]


def test_a_deleted_file_is_written_again(file: StateFile, tmp_path: Path) -> None:
    """With all that was in it, its owner's alone; nothing is done while it stands."""
    file.note("INSERT INTO notes VALUES (1)")
    assert not file.restore()
    for path in (tmp_path / "state").iterdir():
        path.unlink()
    (tmp_path / "state").rmdir()
    file.note("INSERT INTO notes VALUES (2)")
    assert file.restore()
    assert not file.restore()
    file.note("INSERT INTO notes VALUES (3)")
    with closing(sqlite3.connect(tmp_path / "state" / "bot.sqlite")) as again:
        assert again.execute("SELECT number FROM notes").fetchall() == [(1,), (2,), (3,)]
    assert (tmp_path / "state" / "bot.sqlite").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_file_in_its_place_is_used(file: StateFile, tmp_path: Path) -> None:
    """One that somebody put there, such as an older copy, is not written over."""
    path = tmp_path / "state" / "bot.sqlite"
    file.note("INSERT INTO notes VALUES (1)")
    for each in (tmp_path / "state").iterdir():
        each.unlink()
    with closing(StateFile(path, SCHEMA)) as other:
        other.note("INSERT INTO notes VALUES (7)")
    assert file.restore()
    assert notes(file) == [7]


def test_in_memory_nothing_can_be_deleted() -> None:
    """A file in memory is never restored."""
    with closing(StateFile(":memory:", SCHEMA)) as file:
        assert not file.restore()


def test_inbox_and_preferences_share_a_file(tmp_path: Path) -> None:
    """Deleted, it is written again with both: an update is still known, a choice too."""
    path = tmp_path / "bot.sqlite"
    with closing(Inbox(path)) as inbox, closing(Preferences(path)) as preferences:
        preferences.choose(7, "language", "de")
        secret = inbox.secret("webhook")
        for each in tmp_path.iterdir():
            each.unlink()
        assert inbox.restore()
        assert preferences.restore()
        preferences.choose(8, "language", "fr")
    with closing(Inbox(path)) as inbox, closing(Preferences(path)) as preferences:
        assert (preferences.language(7), preferences.language(8)) == ("de", "fr")
        assert inbox.secret("webhook") == secret
        assert not inbox.secret_is_new


async def test_a_full_disk_costs_nobody_their_answer(chat: Chat) -> None:
    """An update that was written down is answered once though nothing can be noted of it; it is struck off later."""
    inbox = chat.bot.inbox
    room, add = inbox._db._db, inbox.add

    def add_then_full(*given: Any) -> Any:
        added = add(*given)
        inbox._db._db = Full(room)  # type: ignore[assignment]
        return added

    inbox.add = add_then_full  # type: ignore[method-assign, assignment]
    await chat.writes("Who opened the new bridge?")
    (sent,) = chat.requests.sent()
    assert "Ruth Amsler" in sent["shown"]
    inbox._db._db = room
    assert inbox._db.execute("SELECT count(*) FROM updates WHERE state < 2").fetchone() == (1,)
    inbox.clear()
    assert inbox._db.execute("SELECT count(*) FROM updates WHERE state < 2").fetchone() == (0,)
    assert inbox.answer_to(7, message(1, "")["message_id"]) is not None
