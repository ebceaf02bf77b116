"""The inbox: nothing written is lost, nothing known comes twice."""

from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.telegram_app.updates.inbox import ATTEMPTS, Inbox
from tests.telegram_app.conftest import TOKEN, message

BOT = Bot(TOKEN)


def update(number: int, **content: Any) -> Update:
    """An update with some content."""
    return Update.de_json({"update_id": number, **content}, BOT)


def question(number: int, sent: int, text: str = "Who?") -> Update:
    """An update with a message."""
    return update(number, message=message(sent, text))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inner" / "inbox.sqlite"


def test_what_is_waiting_survives(file: Path) -> None:
    """An update that was written and not struck off is there when the inbox is opened again, as it came."""
    inbox = Inbox(file)
    inbox.add([question(1, 11, "Wer? 🙂"), question(2, 12)])
    inbox.done(2)
    again = Inbox(file)
    (waiting,) = again.waiting()
    assert (waiting.id, waiting.sending) == (1, False)
    assert '"Wer? \\ud83d\\ude42"' in waiting.body
    inbox.close()
    again.close()


def test_known_updates_are_not_fresh(file: Path) -> None:
    """The same number again, or the same message under another number, is not given back."""
    inbox = Inbox(file)
    first = question(1, 11)
    assert inbox.add([first]) == [first]
    inbox.done(1)
    assert inbox.add([first, question(2, 11)]) == []
    assert inbox.waiting() == []
    inbox.close()


def test_edits_are_their_own(file: Path) -> None:
    """An edited message is news, the same edit again is not."""
    inbox = Inbox(file)
    inbox.add([question(1, 11)])
    edits = [update(2, edited_message=message(11, "Where?")), update(3, edited_message=message(11, "When?"))]
    assert inbox.add(edits) == edits
    assert inbox.add([update(4, edited_message=message(11, "Where?"))]) == []
    inbox.close()


def test_doubtful_sending(file: Path) -> None:
    """An update whose answer was under way when the process ended says so."""
    inbox = Inbox(file)
    inbox.add([question(1, 11)])
    inbox.sending(1)
    assert [(waiting.sending, waiting.answer) for waiting in inbox.waiting()] == [(True, None)]
    inbox.answered(1, 55, once=False)
    assert [(waiting.sending, waiting.answer) for waiting in inbox.waiting()] == [(True, 55)]
    inbox.done(1)
    assert inbox.waiting() == []
    assert inbox.answer_to(7, 11) == 55
    assert inbox.answer_to(7, 12) is None
    inbox.rule_out(7, 54)
    assert inbox.known(7, 10) == {11, 54, 55}
    assert inbox.known(8, 10) == set()
    inbox.close()


def test_poison_is_given_up(file: Path) -> None:
    """An update that is never done is given up after some starts, for it may be what ends the process."""
    inbox = Inbox(file)
    inbox.add([question(1, 11)])
    for _ in range(ATTEMPTS):
        assert len(inbox.waiting()) == 1
        inbox.begun(1)
    assert inbox.waiting() == []
    inbox.close()


def test_what_was_set_aside_is_not_given_up(file: Path) -> None:
    """An update that was only stopped, however often, is not taken for poison."""
    inbox = Inbox(file)
    inbox.add([question(1, 11)])
    for _ in range(3 * ATTEMPTS):
        inbox.begun(1)
        inbox.set_aside(1)
        assert len(inbox.waiting()) == 1
    inbox.close()


def test_forgetting(file: Path) -> None:
    """Answered updates are forgotten after a time, waiting ones never."""
    inbox = Inbox(file)
    inbox.add([question(1, 11), question(2, 12)])
    inbox.done(1)
    inbox.forget(before=1e12)
    assert [waiting.id for waiting in inbox.waiting()] == [2]
    assert inbox.add([question(1, 11)])
    inbox.close()


def test_secret_is_kept(file: Path) -> None:
    """The secret is made once; nobody else may read the file it is in."""
    inbox = Inbox(file)
    secret = inbox.secret("buttons")
    assert inbox.secret_is_new
    again = Inbox(file)
    assert again.secret("buttons") == secret
    assert not again.secret_is_new
    assert again.secret("other") != secret
    assert file.stat().st_mode & 0o077 == 0
    inbox.close()
    again.close()


def test_times_anywhere(file: Path) -> None:
    """An update with a time where PTB does not look for one is written down like any other."""
    inbox = Inbox(file)
    person = {"id": 7, "is_bot": False, "first_name": "Ada"}
    states = [{"user": person, "status": status, "until_date": 5} for status in ("left", "member")]
    change = {"chat": {"id": 7, "type": "private"}, "from": person, "date": 1, "old_chat_member": states[0]}
    inbox.add([update(1, my_chat_member={**change, "new_chat_member": states[1]})])
    assert '"until_date": 5' in inbox.waiting()[0].body
    inbox.close()


def test_closed_chats(file: Path) -> None:
    """A chat that is to be left alone is known after a restart, until its time is over."""
    inbox = Inbox(file)
    inbox.close_chat(7, 60)
    inbox.close_chat(8, -1)
    again = Inbox(file)
    closed = again.closed_chats()
    assert list(closed) == [7]
    assert 59 < closed[7] <= 60
    inbox.close()
    again.close()
