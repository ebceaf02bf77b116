"""What waits in the bot's inbox is forgotten with the answers of the journal."""

import datetime
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from telegram import Bot, Update

from bot.cli.journal import journal
from bot.journal.store import Journal
from bot.journal.waiting import forget_waiting
from bot.settings import Settings
from bot.telegram_app.updates.inbox import Inbox
from retrieval import StateError
from tests.answers import answer

BOT = Bot("1:a")


def update(number: int, words: str, chat: int, person: int) -> Update:
    """A message that somebody wrote in a chat."""
    sender = {"id": person, "is_bot": False, "first_name": "Bo"}
    place = {"id": chat, "type": "private" if chat > 0 else "group", "title": "G"}
    raw: dict[str, Any] = {"message_id": number, "date": 1_700_000_000, "chat": place, "from": sender, "text": words}
    found = Update.de_json({"update_id": number, "message": raw}, BOT)
    assert found is not None
    return found


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder with a bot's inbox in which three questions wait."""
    inbox = Inbox(tmp_path / "telegram-1.sqlite")
    inbox.add([update(1, "/ask Who hid the quillfeather?", -5, 7), update(2, "And the mooncastle?", 8, 8)])
    inbox.add([update(3, "Where is the zyxbolonium?", -5, 8)])
    inbox.close()
    return tmp_path


def left(state: Path) -> set[str]:
    """The words that a file of the state has."""
    data = b"".join(path.read_bytes() for path in state.glob("*"))
    return {word for word in ("quillfeather", "mooncastle", "zyxbolonium") if word.encode() in data}


@pytest.mark.parametrize(
    ("given", "gone"),
    [
        (["--all"], {"quillfeather", "mooncastle", "zyxbolonium"}),
        (["--chat", "-5"], {"quillfeather", "zyxbolonium"}),
        (["--person", "8"], {"mooncastle", "zyxbolonium"}),
        (["--chat", "-5", "--person", "8"], {"zyxbolonium"}),
        (["--older-than", "0"], {"quillfeather", "mooncastle", "zyxbolonium"}),
        (["--older-than", "1"], set()),
        (["--chat", "9"], set()),
        (["aaaaa1"], {"quillfeather"}),
    ],
)
def test_what_is_forgotten_waits_no_more(state: Path, given: list[str], gone: Collection[str]) -> None:
    """By the same conditions, or by the question of the answer that is named; other questions still wait."""
    if given == ["aaaaa1"]:
        with closing(Journal(state)) as book:
            book.keep(answer(id="aaaaa1", question="Who hid the quillfeather?"), "telegram", -5, 7)
    settings = Settings.from_env({"PINCITE_STATE": str(state)})
    done = CliRunner().invoke(journal, ["forget", *given], obj=settings)
    assert done.exit_code == 0, done.output
    kept = {"quillfeather", "mooncastle", "zyxbolonium"} - set(gone)
    assert left(state) == kept
    inbox = Inbox(state / "telegram-1.sqlite")
    assert len(inbox.take_up(BOT)) == len(kept)
    inbox.close()


def test_it_is_done_while_the_bot_runs(state: Path) -> None:
    """Its connection is open; what it notes afterwards of what was struck off brings no word back."""
    inbox = Inbox(state / "telegram-1.sqlite")
    inbox.take_up(BOT)
    forget_waiting(state, lambda waiting: waiting.person == 7)
    assert left(state) == {"mooncastle", "zyxbolonium"}
    inbox.sending(1)
    inbox.answered(1, 70)
    inbox.done(1)
    inbox.clear()
    assert left(state) == {"mooncastle", "zyxbolonium"}
    assert inbox.answer_to(-5, 1) == 70
    inbox.close()


@pytest.mark.parametrize("trouble", [lambda path: path.write_bytes(b"no database" * 99), lambda path: path.mkdir()])
def test_an_inbox_that_can_not_be_cleared_is_named(tmp_path: Path, trouble: Callable[[Path], object]) -> None:
    """It may still have the words."""
    trouble(tmp_path / "telegram-1.sqlite")
    with pytest.raises(StateError, match=r"telegram-1\.sqlite can't be cleared"):
        forget_waiting(tmp_path, lambda _: True)


def test_damaged_words_are_taken_for_meant_by_their_chat_alone(state: Path) -> None:
    """A body that can't be read is struck off with its chat."""
    with sqlite3.connect(state / "telegram-1.sqlite") as db:
        db.execute("UPDATE updates SET body = '{quillfeather' WHERE id = 1")
    db.close()
    forget_waiting(state, lambda waiting: waiting.meets("-5", None, None, ()))
    assert left(state) == {"mooncastle"}
    forget_waiting(state, lambda waiting: waiting.meets(None, None, datetime.datetime.now(datetime.UTC), ()))
    assert left(state) == set()
