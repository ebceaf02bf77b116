"""What waits: an order in each chat, a share for each person and group, and nobody behind somebody else."""

from typing import Any

import pytest
from telegram import Update

from bot.telegram_app.updates.backlog import QUERIES_TO_MESSAGES, Backlog
from tests.telegram_app.conftest import BOT, message

PERSON, GROUP = 3, 5


def said(number: int, chat: int = 7, person: int = 7, kind: str = "message") -> Update:
    """Something said in a chat by a person."""
    sender = {"id": person, "is_bot": False, "first_name": "Bo"}
    return Update.de_json({"update_id": number, kind: message(number, "Who?", chat=chat, sender=sender)}, BOT)


def typed(number: int, person: int = 7) -> Update:
    """An inline query of a person."""
    sender = {"id": person, "is_bot": False, "first_name": "Bo"}
    return Update.de_json({"update_id": number, "inline_query": {"id": str(number), "from": sender, "query": "who",
                           "offset": ""}}, BOT)  # fmt: skip


@pytest.fixture
def handed() -> list[int]:
    """The ids of the updates that were handed over."""
    return []


@pytest.fixture
def backlog(handed: list[int]) -> Backlog:
    return Backlog(lambda update: handed.append(update.update_id), PERSON, GROUP)


def admitted(backlog: Backlog, *updates: Update) -> list[int]:
    """Adds the updates that are admitted; gives their ids."""
    taken = [update for update in updates if backlog.admits(update)]
    for update in taken:
        backlog.add(update)
    return [update.update_id for update in taken]


def test_one_of_a_chat_at_a_time(backlog: Backlog, handed: list[int]) -> None:
    """What waits in a chat is handed over when the one before is finished; other chats are not behind it."""
    admitted(backlog, said(1), said(2), said(3), said(4, 8, 8))
    assert (handed, len(backlog)) == ([1, 4], 2)
    assert [backlog.was_queued(number) for number in (1, 2, 3, 4)] == [False, True, True, False]
    backlog.finished(1)
    assert handed == [1, 4, 2]
    backlog.finished(2)
    backlog.finished(3)
    backlog.finished(3)
    admitted(backlog, said(5))
    assert handed == [1, 4, 2, 3, 5]
    assert not backlog.was_queued(5)


def test_a_persons_share(backlog: Backlog, handed: list[int]) -> None:
    """Beyond the share one message is handed over at once, to be answered by a sentence; the rest are dropped."""
    assert admitted(backlog, *map(said, range(1, 10))) == [1, 2, 3, 4]
    assert backlog.floods == {4}
    assert handed == [1, 4]
    backlog.finished(4)
    assert admitted(backlog, said(10)) == []
    backlog.finished(1)
    assert admitted(backlog, said(11), said(12)) == [11]
    for number in (2, 3, 11):
        backlog.finished(number)
    assert admitted(backlog, *map(said, range(20, 30))) == [20, 21, 22, 23]


def test_a_groups_share(backlog: Backlog) -> None:
    """In a group all its people count together; none of them is kept from asking elsewhere."""
    assert admitted(backlog, *(said(n, -5, 100 + n) for n in range(1, 9))) == [1, 2, 3, 4, 5, 6]
    assert backlog.floods == {6}
    assert admitted(backlog, said(10, 106, 106)) == [10]


def test_a_person_in_several_chats_has_one_share(backlog: Backlog) -> None:
    """A share is a person's, not a chat's."""
    assert admitted(backlog, *(said(n, -n, 7) for n in range(1, 9))) == [1, 2, 3, 4]


def test_edits_and_queries_are_dropped_silently(backlog: Backlog) -> None:
    """An edited message or a query that is one too many gets no sentence; queries have a share of their own."""
    assert admitted(backlog, *(said(n, kind="edited_message") for n in range(1, 9))) == [1, 2, 3]
    most = QUERIES_TO_MESSAGES * PERSON
    assert admitted(backlog, *map(typed, range(100, 150))) == list(range(100, 100 + most))
    assert backlog.floods == set()


def test_of_what_comes_together_no_more_is_read_than_may_wait(backlog: Backlog) -> None:
    """Of a flood, once that was said; what others send counts for them alone, and the next lot counts anew."""
    admitted(backlog, *(said(number) for number in range(1, 6)))
    assert backlog.floods == {4}
    for number in (1, 4):
        backlog.finished(number)
    for _ in range(2):
        backlog.take_in()
        assert [backlog.refuses(7, None) for _ in range(4)] == [False, True, True, True]
        assert [backlog.refuses(8, None) for _ in range(9)] == [False] * 9
    backlog.take_in()
    assert [backlog.refuses(7, None, edited=True) for _ in range(3)] == [False, True, True]
    assert [backlog.refuses(None, None, edited=True) for _ in range(9)] == [False] * 9
    assert [backlog.refuses(9, None, edited=True) for _ in range(4)] == [False, False, False, True]


def test_what_is_refused_unread(backlog: Backlog) -> None:
    """Once somebody was told, more of theirs need not be read; until then, and once there is room, it must be."""
    admitted(backlog, *map(said, range(1, 4)))
    assert not backlog.refuses(7, None)
    admitted(backlog, said(4))
    assert backlog.refuses(7, None)
    assert backlog.refuses(7, -5)
    assert not backlog.refuses(8, -5)
    assert not backlog.refuses(None, None)
    backlog.take_in()
    backlog.finished(1)
    assert not backlog.refuses(7, None)


def test_admitted_twice(backlog: Backlog) -> None:
    """An update that could not be written down counts once when it comes again."""
    assert all(backlog.admits(said(1)) for _ in range(9))
    assert admitted(backlog, said(1), said(2), said(3)) == [1, 2, 3]


def test_no_limit() -> None:
    """A share of 0 is no limit."""
    backlog = Backlog(lambda _update: None, 0, 0)
    assert len(admitted(backlog, *(said(n, -5) for n in range(200)))) == 200
    assert len(admitted(backlog, *map(typed, range(300, 500)))) == 200


def test_stopped(backlog: Backlog, handed: list[int]) -> None:
    """After the stop nothing is handed over, and what waits is counted."""
    admitted(backlog, said(1), said(2), said(3))
    assert backlog.stop() == 2
    backlog.finished(1)
    admitted(backlog, said(4, 8, 8))
    assert handed == [1]


def test_what_nobody_sent_counts_for_nobody(backlog: Backlog) -> None:
    """A change of membership, or an update of no kind, is always admitted."""
    raw: dict[str, Any] = {"update_id": 0}
    updates = [Update.de_json({**raw, "update_id": number}, BOT) for number in range(100)]
    assert len(admitted(backlog, *updates)) == 100


def test_what_need_not_even_be_read() -> None:
    """Queries beyond five times the share are refused unread, and so are edited messages beyond it, without a word."""
    backlog = Backlog(lambda _update: None, 2, 0)
    person = {"id": 8, "is_bot": False, "first_name": "Eve"}
    query = {"from": person, "query": "Who?", "offset": ""}
    for number in range(10):
        assert not backlog.refuses_query(8)
        assert backlog.admits(Update.de_json({"update_id": number, "inline_query": {**query, "id": str(number)}}, None))
    assert backlog.refuses_query(8)
    assert not backlog.refuses_query(9)
    assert not backlog.refuses(8, None, edited=True)
    for number in range(10, 12):
        backlog.admits(Update.de_json({"update_id": number, "message": message(number, "Who?", sender=person)}, None))
    assert backlog.refuses(8, None, edited=True)
    assert not backlog.refuses(8, None)
    assert not Backlog(lambda _update: None, 0, 0).refuses_query(8)
