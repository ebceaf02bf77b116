"""The inbox: nothing written is lost, nothing known comes twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.telegram_app.updates.inbox import ATTEMPTS, KEPT_SECONDS, Inbox, State, UpdateRecord, identity
from tests.telegram_app.conftest import BOT, message


def update(number: int, **content: Any) -> Update:
    """An update with some content."""
    return Update.de_json({"update_id": number, **content}, BOT)


def question(number: int, sent: int, text: str = "Who?") -> Update:
    """An update with a message."""
    return update(number, message=message(sent, text))


def person(number: int = 7) -> dict[str, Any]:
    """Somebody as Telegram writes them."""
    return {"id": number, "is_bot": False, "first_name": "Ada"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inner" / "inbox.sqlite"


@pytest.fixture
def inbox(file: Path) -> Iterator[Inbox]:
    with closing(Inbox(file)) as opened:
        yield opened


@contextmanager
def reopened(file: Path) -> Iterator[tuple[Inbox, list[Update]]]:
    """The inbox as the next run of the bot finds it, with the updates that it takes up."""
    with closing(Inbox(file)) as inbox:
        yield inbox, inbox.take_up(BOT)


def unfinished(file: Path) -> list[int]:
    """The ids of the updates that the next run takes up."""
    with reopened(file) as (_, updates):
        return [update.update_id for update in updates]


def test_what_is_waiting_survives(file: Path, inbox: Inbox) -> None:
    """An update that was written and not struck off is there when the inbox is opened again, as it came."""
    first = question(1, 11, "Wer? 🙂")
    inbox.add([question(3, 13), first, question(2, 12)])
    inbox.done(2)
    with reopened(file) as (again, updates):
        assert [update.update_id for update in updates] == [1, 3]
        assert updates[0].to_dict() == first.to_dict()
        assert again.record(1) == UpdateRecord(1, left_over=True)
        assert again.record(2) is None


def test_folders_are_made(tmp_path: Path) -> None:
    """The folder of the inbox is made with those above it."""
    Inbox(tmp_path / "a" / "b" / "inbox.sqlite").close()
    assert (tmp_path / "a" / "b" / "inbox.sqlite").exists()


def test_known_updates_are_not_fresh(file: Path, inbox: Inbox) -> None:
    """The same number again, or the same message under another number, is not given back."""
    first = question(1, 11)
    assert inbox.add([first]) == [first]
    inbox.done(1)
    assert inbox.add([first, question(2, 11)]) == []
    assert inbox.record(1) is inbox.record(2) is None
    assert unfinished(file) == []


def test_edits_are_their_own(inbox: Inbox) -> None:
    """An edited message is news, the same edit again is not."""
    inbox.add([question(1, 11)])
    edits = [update(2, edited_message=message(11, "Where?")), update(3, edited_message=message(11, "When?"))]
    assert inbox.add(edits) == edits
    assert inbox.add([update(4, edited_message=message(11, "Where?"))]) == []


def test_captions_make_edits_different(inbox: Inbox) -> None:
    """The edited caption of a picture tells one edit from another; one without any words is an edit too."""
    edits = [update(n, edited_message=message(11, "", caption=words)) for n, words in ((2, "A ship"), (3, "A boat"))]
    assert inbox.add(edits) == edits
    assert identity(update(4, edited_message=message(11, ""))) == "e7:11:0"


def test_identities() -> None:
    """Every kind of update is known by what it is about, and only one of no known kind by its number."""
    press = {"id": "5", "from": person(), "chat_instance": "1", "data": "a"}
    inline = {"id": "5", "from": person(), "query": "who", "offset": ""}
    updates = [question(1, 11), update(1, callback_query=press), update(1, inline_query=inline), update(1)]
    assert [identity(each) for each in updates] == ["m7:11", "q5", "i5", "u1"]


def test_life_of_an_answer(file: Path, inbox: Inbox) -> None:
    """A record tells how far its update has come; one whose answer is there just once is done."""
    inbox.add([question(1, 11)])
    assert inbox.record(1) == UpdateRecord(1)
    assert inbox.sending(1) == UpdateRecord(1)
    assert inbox.record(1) == UpdateRecord(1, State.SENDING)
    assert inbox.sending(1) == UpdateRecord(1, State.SENDING)
    inbox.answered(1, 55)
    assert inbox.record(1) is None
    assert unfinished(file) == []
    assert inbox.answer_to(7, 11) == 55
    assert inbox.sending(1) == UpdateRecord(1)


def test_words_of_the_answered_are_forgotten(file: Path, inbox: Inbox) -> None:
    """What people wrote does not stay in the file once it is answered, struck off or dropped."""
    inbox.add([question(number, number, "a secret") for number in (1, 2, 3)])
    inbox.answered(1, 55)
    inbox.done(2)
    with closing(sqlite3.connect(file)) as rows:
        rows.execute(f"UPDATE updates SET attempts = {ATTEMPTS} WHERE id = 3")
        rows.commit()
        assert unfinished(file) == []
        assert rows.execute("SELECT body, state FROM updates").fetchall() == [("", 2)] * 3


def test_words_leave_every_file(file: Path, inbox: Inbox) -> None:
    """While the bot runs, what was answered stands in no file of the inbox once it was cleared."""
    inbox.add([question(number, number, f"a secret {'x' * number} number") for number in range(1, 200)])
    for number in range(1, 200):
        inbox.answered(number, 5_000 + number)
    inbox.clear()
    assert [path.name for path in file.parent.iterdir() if b"a secret" in path.read_bytes()] == []


def test_doubtful_sending(file: Path, inbox: Inbox) -> None:
    """An update whose answer was under way when the process ended says so to the first that is about to send it."""
    inbox.add([question(1, 11)])
    inbox.sending(1)
    with reopened(file) as (again, _):
        doubtful = UpdateRecord(1, State.SENDING, left_over=True, maybe_sent=True)
        assert again.sending(1) == doubtful
        assert again.sending(1) == replace(doubtful, maybe_sent=False)


def test_doubtful_answer(file: Path, inbox: Inbox) -> None:
    """An answer that may be there twice is known, and its update stays until the doubles are looked for."""
    inbox.add([question(1, 11)])
    inbox.sending(1)
    inbox.answered(1, 55, once=False)
    assert inbox.record(1) == UpdateRecord(1, State.SENDING, 55)
    with reopened(file) as (again, _):
        assert again.sending(1) == UpdateRecord(1, State.SENDING, 55, left_over=True, maybe_sent=True)
        again.done(1)
    assert unfinished(file) == []
    assert inbox.answer_to(7, 11) == 55


def test_waiting_is_not_doubtful(file: Path, inbox: Inbox) -> None:
    """What nobody began to send can't have been sent."""
    inbox.add([question(1, 11)])
    with reopened(file) as (again, _):
        assert again.sending(1) == UpdateRecord(1, left_over=True)
        assert again.record(1) == UpdateRecord(1, State.SENDING, left_over=True)


def test_given_up_waits_for_the_next_start(file: Path, inbox: Inbox) -> None:
    """An update whose answer can't be delivered is not struck off in this run; in the next it is like any other."""
    inbox.add([question(1, 11), question(2, 12)])
    inbox.sending(1)
    inbox.give_up(1)
    inbox.done(1)
    inbox.done(2)
    assert inbox.record(1) == UpdateRecord(1, State.SENDING, given_up=True)
    assert unfinished(file) == [1]
    with reopened(file) as (again, _):
        again.done(1)
    assert unfinished(file) == []


def test_what_is_unknown_has_no_life(file: Path, inbox: Inbox) -> None:
    """Steps of an update that was never written down change nothing."""
    for step in (inbox.begin, inbox.set_aside, inbox.sending, inbox.give_up, inbox.done):
        step(1)
    inbox.answered(1, 55)
    assert inbox.record(1) is None
    assert unfinished(file) == []


def test_latest_answer(inbox: Inbox) -> None:
    """The answer to a message is the latest of those to it and its edits."""
    inbox.add([question(1, 11), update(2, edited_message=message(11, "When?")), question(3, 12)])
    inbox.answered(1, 55)
    inbox.answered(2, 57)
    assert inbox.answer_to(7, 11) == 57
    assert inbox.answer_to(7, 12) is None
    assert inbox.answer_to(8, 11) is None


def test_known_messages(inbox: Inbox) -> None:
    """Known are the messages above a number: those of people, those that answered them, those ruled out."""
    inbox.add([question(1, 11), question(2, 12), update(3, message=message(13, "Who?", chat=8))])
    inbox.answered(1, 55)
    inbox.rule_out(7, 54)
    inbox.rule_out(7, 54)
    inbox.rule_out(8, 53)
    assert inbox.known_messages(7, 10) == {11, 12, 54, 55}
    assert inbox.known_messages(7, 12) == {11, 54, 55}
    assert inbox.known_messages(7, 54) == {11, 55}
    assert inbox.known_messages(7, 55) == set()
    assert inbox.known_messages(9, 10) == set()


def test_poison_is_dropped(file: Path, inbox: Inbox) -> None:
    """An update that is never done is dropped after some starts, for it may be what ends the process."""
    inbox.add([question(1, 11), question(2, 12)])
    for _ in range(ATTEMPTS):
        with reopened(file) as (again, updates):
            assert [update.update_id for update in updates] == [1, 2]
            again.begin(1)
    assert unfinished(file) == [2]


def test_first_attempt_is_not_counted(file: Path, inbox: Inbox) -> None:
    """An update in the run that received it costs no write when it is begun."""
    inbox.add([question(1, 11)])
    for _ in range(ATTEMPTS):
        inbox.begin(1)
    assert unfinished(file) == [1]


def test_what_was_set_aside_is_not_dropped(file: Path, inbox: Inbox) -> None:
    """An update that was only stopped, however often, is not taken for poison."""
    inbox.add([question(1, 11)])
    for _ in range(3 * ATTEMPTS):
        with reopened(file) as (again, updates):
            assert len(updates) == 1
            again.begin(1)
            again.set_aside(1)


def test_forgetting(file: Path, inbox: Inbox) -> None:
    """What was answered long ago is forgotten at the next start, what waits is not, nor what is fresh."""
    inbox.add([question(number, 10 + number) for number in (1, 2, 3, 4)])
    inbox.done(1)
    inbox.done(2)
    inbox.rule_out(7, 53)
    inbox.rule_out(7, 54)
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("UPDATE updates SET at = at - ? WHERE id IN (1, 3)", (KEPT_SECONDS + 60,))
        rows.execute("UPDATE updates SET at = at - ? WHERE id = 2", (KEPT_SECONDS - 60,))
        rows.execute("UPDATE ruled_out SET at = at - ? WHERE message = 53", (KEPT_SECONDS + 60,))
        rows.commit()
    with reopened(file) as (again, updates):
        assert [update.update_id for update in updates] == [3, 4]
        assert again.known_messages(7, 0) == {12, 13, 14, 54}
        assert [update.update_id for update in again.add([question(1, 11), question(2, 12)])] == [1]


def test_all_updates_or_none(file: Path, inbox: Inbox) -> None:
    """When one update of several can't be written, none is."""
    with pytest.raises(OverflowError):
        inbox.add([question(1, 11), question(1 << 63, 12)])
    assert inbox.record(1) is None
    assert unfinished(file) == []


def test_secret_is_kept(file: Path, inbox: Inbox) -> None:
    """A secret is made once; nobody else may read the file it is in."""
    assert not inbox.secret_is_new
    secret = inbox.secret("buttons")
    assert inbox.secret_is_new
    assert len(secret) == 32
    assert inbox.secret("buttons") == secret
    assert inbox.secret_is_new
    with closing(Inbox(file)) as again:
        assert again.secret("buttons") == secret
        assert not again.secret_is_new
        assert again.secret("other") != secret
    assert file.stat().st_mode & 0o077 == 0


def test_times_anywhere(file: Path, inbox: Inbox) -> None:
    """An update with a time where PTB does not look for one is written down like any other."""
    states = [{"user": person(), "status": status, "until_date": 5} for status in ("left", "member")]
    change = {"chat": {"id": 7, "type": "private"}, "from": person(), "date": 1, "old_chat_member": states[0]}
    inbox.add([update(1, my_chat_member={**change, "new_chat_member": states[1]})])
    with reopened(file) as (_, (again,)):
        assert again.my_chat_member is not None
        assert again.my_chat_member.old_chat_member.to_dict()["until_date"].timestamp() == 5


def test_closed_chats(file: Path, inbox: Inbox) -> None:
    """A chat that is to be left alone is known after a restart, until its time is over."""
    inbox.close_chat(7, 5)
    inbox.close_chat(7, 60)
    inbox.close_chat(8, -1)
    with closing(Inbox(file)) as again:
        closed = again.closed_chats()
    assert list(closed) == [7]
    assert 59 < closed[7] <= 60
