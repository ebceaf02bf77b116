"""The bot's file while the disk is full, and when it is deleted or replaced."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.settings import Secret, Settings
from bot.telegram_app import bot_file
from bot.telegram_app.pairing import SCHEMA as PAIRING_TABLES
from bot.telegram_app.preferences import SCHEMA as PREFERENCES_TABLES
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.state_file import StateFile, mended
from bot.telegram_app.updates.inbox import SCHEMA as INBOX_TABLES
from bot.telegram_app.updates.inbox import Inbox
from retrieval import UsageError
from tests.telegram_app.conftest import BOT, Chat, message

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


ALL_TABLES = INBOX_TABLES + PREFERENCES_TABLES + PAIRING_TABLES
QUESTIONS, PEOPLE, PAGE = 25, 5, 4096


@pytest.fixture
def bots_file(tmp_path: Path) -> Path:
    """The file of a bot that has questions to answer, and let people in."""
    path = tmp_path / "telegram-7.sqlite"
    with closing(Inbox(path)) as inbox, closing(Preferences(path)) as preferences:
        for number in range(QUESTIONS):
            text = f"Who opened the harbour {number}? " * 9
            inbox.add([Update.de_json({"update_id": number, "message": message(number, text)}, BOT)])
        for person in range(PEOPLE):
            preferences.choose(person, "language", "de")
            preferences.pairing.pairs(preferences.pairing.new_code(minutes=5, uses=3), person, "Ada")
        inbox.secret("buttons")
    return path


def opened(path: Path) -> tuple[list[int], list[int], list[str | None], bytes]:
    """What the next run of the bot finds: questions, people, what they chose, the secret; it must be able to start."""
    with closing(Inbox(path)) as inbox, closing(Preferences(path)) as preferences:
        questions = [update.update_id for update in inbox.take_up(BOT)]
        people = sorted(person.id for person in preferences.pairing.people())
        preferences.menu("x")
        inbox.forget_person(99)
        return questions, people, [preferences.language(person) for person in range(PEOPLE)], inbox.secret("buttons")


def smash(path: Path, at: int, content: bytes) -> None:
    """Writes bytes over a file's."""
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(content)


@pytest.mark.parametrize(
    "token",
    ["AAtests-Token_without_its_number", "../../1:AAtests", "1:AA/../x", "x:AAtests", "1:AA tests", "１:AAtests"],
)
def test_what_is_no_token_becomes_no_name_of_a_file(token: str, settings: Settings) -> None:
    """Nor is it shown."""
    with pytest.raises(UsageError, match="copy all that @BotFather gave you") as error:
        bot_file(replace(settings, token=Secret(token)))
    assert "AA" not in str(error.value)


def test_a_sound_file_is_left_alone(bots_file: Path, tmp_path: Path) -> None:
    """So is one that is missing."""
    assert mended(bots_file, ALL_TABLES) is None
    assert mended(tmp_path / "telegram-8.sqlite", ALL_TABLES) is None
    assert [path.name for path in tmp_path.iterdir()] == ["telegram-7.sqlite"]


@pytest.mark.parametrize("step", range(8))
def test_a_damaged_file_is_replaced_by_what_can_be_read_of_it(bots_file: Path, step: int) -> None:
    """Also when the bot is killed meanwhile: an index is rebuilt, all rows are there, and the damaged file is kept."""
    whole = opened(bots_file)
    with closing(sqlite3.connect(bots_file)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_message'").fetchone()[0]
    smash(bots_file, (page - 1) * PAGE, b"\xa5" * 60)
    damaged = bots_file.read_bytes()
    steps = iter(range(100))
    rename = Path.rename

    def dying(path: Path, target: Path) -> Path:
        """A renaming before or after which the bot is killed."""
        if next(steps) == step:
            raise KeyboardInterrupt
        renamed = rename(path, target)
        if next(steps) == step:
            raise KeyboardInterrupt
        return renamed

    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "rename", dying)
        mended(bots_file, ALL_TABLES)
    sentence = mended(bots_file, ALL_TABLES)
    assert (sentence or "").startswith(
        "" if step > 6 else f"The bot's file {bots_file} was damaged; it is kept beside it"
    )
    assert opened(bots_file) == whole
    (aside,) = [path for path in bots_file.parent.iterdir() if path.name != bots_file.name]
    assert aside.name.startswith("telegram-7.sqlite.damaged-")
    assert aside.read_bytes() == damaged
    assert bots_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"no database " * 500, b"SQLite format 3\0" + bytes(84)])
def test_of_a_file_that_is_none_nothing_is_read(bots_file: Path, content: bytes) -> None:
    """The bot starts as if it were new."""
    bots_file.write_bytes(content)
    assert mended(bots_file, ALL_TABLES)
    assert opened(bots_file)[:2] == ([], [])


def test_wherever_a_byte_is_flipped_the_bot_starts(bots_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One flipped byte costs the rows of a page at most; where it is in the names of tables, what is lost is said."""
    whole = bots_file.read_bytes()
    dice = random.Random(3)  # a sample, not a secret
    words = [whole.index(b'"update_id"'), whole.index(b'{"language"'), whole.rindex(b"Ada")]
    for place in [*words, *(dice.randrange(len(whole)) for _ in range(12))]:
        for path in bots_file.parent.iterdir():
            path.unlink()
        bots_file.write_bytes(whole)
        smash(bots_file, place, bytes([whole[place] ^ 1 << dice.randrange(8)]))
        sentence = mended(bots_file, ALL_TABLES)
        questions, *_ = opened(bots_file)
        assert len(questions) >= QUESTIONS - 8 or (sentence and place < PAGE), place
    assert any("is damaged and is not answered" in text for text in caplog.messages)
