"""Which updates are read and wait for their turn, and which are dropped; a dropped press is answered even so."""

from typing import Any

import pytest
from telegram import Update

from bot.telegram_app.admission import Admission
from bot.telegram_app.updates.backlog import QUERIES_TO_MESSAGES
from bot.telegram_app.updates.reading import Skip, SkippedUpdate
from tests.telegram_app.conftest import Chat, message

FULL = 20 * QUERIES_TO_MESSAGES
"""So many presses and inline queries of a person may wait by default."""


class Refused:
    """Notes what is to be answered in a moment."""

    def __init__(self) -> None:
        self.inline: list[str] = []
        self.presses: list[tuple[str, str]] = []

    def add_inline(self, query: str) -> None:
        self.inline.append(query)

    def add_press(self, query: str, sentence: str) -> None:
        self.presses.append((query, sentence))


@pytest.fixture
def refused() -> Refused:
    return Refused()


@pytest.fixture
def admission(chat: Chat, refused: Refused) -> Admission:
    """The admission of a bot with the usual limits."""
    return Admission(chat.bot.backlog, refused, chat.bot.shared, chat.bot.application.bot)  # type: ignore[arg-type]


def query(kind: str, number: int, person: int = 8, **more: Any) -> dict[str, Any]:
    """A press or an inline query of somebody, as Telegram writes it."""
    sender = {"id": person, "is_bot": False, "first_name": "Eve", **more}
    rest: dict[str, Any] = {"query": "Who?", "offset": ""}
    if kind == "callback_query":
        rest = {"chat_instance": "1", "data": "a.x.0.AAAAAAAA"}
    return {"id": str(number), "from": sender, **rest}


def update(chat: Chat, number: int, **content: Any) -> Update:
    """An update as it is read."""
    return Update.de_json({"update_id": number, **content}, chat.bot.application.bot)


def test_what_no_handler_takes_is_not_read(admission: Admission) -> None:
    """A kind that was not asked for, or that Telegram invents."""
    assert admission.skips({"update_id": 1, "poll": {}}) is Skip.OTHER_KIND
    assert admission.skips({"update_id": 1}) is Skip.OTHER_KIND
    assert admission.skips({"update_id": 1, "my_chat_member": {"chat": {"id": 7}}}) is None


@pytest.mark.parametrize(
    ("more", "skip"),
    [
        ({}, Skip.NOT_FOR_US),
        ({"entities": []}, Skip.NOT_FOR_US),
        ({"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}, None),
        ({"caption_entities": [{"type": "mention", "offset": 0, "length": 4}]}, None),
        ({"reply_to_message": {"message_id": 1}}, None),
    ],
)
def test_of_a_group_only_what_may_be_for_us_is_read(admission: Admission, more: dict[str, Any], skip: Skip) -> None:
    """With a mark in it, or in reply to something; what is written to the bot itself always."""
    assert admission.skips({"update_id": 1, "message": message(1, "Who?", chat=-8, **more)}) is skip
    assert admission.skips({"update_id": 1, "message": message(1, "Who?", **more)}) is None


@pytest.mark.parametrize("kind", ["callback_query", "inline_query"])
def test_queries_beyond_a_share_are_not_read_but_answered(
    chat: Chat, admission: Admission, refused: Refused, kind: str
) -> None:
    """In the language of whoever asked; another person's are read."""
    for number in range(FULL):
        assert admission.skips({"update_id": number, kind: query(kind, number)}) is None
        assert admission.admits(update(chat, number, **{kind: query(kind, number)}))
    assert (refused.inline, refused.presses) == ([], [])
    assert admission.skips({"update_id": 900, kind: query(kind, 900, language_code="de")}) is Skip.FLOOD
    assert not admission.admits(update(chat, 901, **{kind: query(kind, 901, language_code="de")}))
    assert admission.skips({"update_id": 902, kind: query(kind, 902, person=9)}) is None
    if kind == "inline_query":
        assert (refused.inline, refused.presses) == (["900", "901"], [])
    else:
        assert [number for number, _ in refused.presses] == ["900", "901"]
        assert {sentence for _, sentence in refused.presses} == {
            "Sie sind schneller, als ich folgen darf. Bitte warten Sie eine Minute."
        }


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_messages_of_a_flood_are_not_read(chat: Chat, admission: Admission, kind: str) -> None:
    """When it was said that there are too many; an edited one without that."""
    for number in range(20):
        assert admission.admits(update(chat, number, message=message(number, "Who?")))
    assert admission.skips({"update_id": 50, kind: message(50, "Who?")}) is (
        Skip.FLOOD if kind == "edited_message" else None
    )
    assert admission.admits(update(chat, 51, message=message(51, "Who?"))), "it is answered by the sentence"
    assert admission.skips({"update_id": 52, kind: message(52, "Who?")}) is Skip.FLOOD
    assert not admission.admits(update(chat, 53, message=message(53, "Who?")))


def test_what_was_not_read_concerns_nobody(chat: Chat, admission: Admission) -> None:
    """What is no message does."""
    assert not admission.concerns_us(SkippedUpdate(1))
    assert not admission.admits(SkippedUpdate(1))
    assert admission.concerns_us(update(chat, 2, callback_query=query("callback_query", 2)))


def test_before_the_start_nothing_is_counted(chat: Chat, admission: Admission) -> None:
    """What waited at Telegram is written down however much it is, and counted when it is taken up."""
    many = [update(chat, number, message=message(number, "Who?")) for number in range(1, 31)]
    assert admission.written_down([SkippedUpdate(99)], started=False) == []
    assert len(admission.written_down(many, started=False)) == 30
    assert not chat.bot.backlog.refuses(7, None, edited=True)
    assert len(admission.written_down(many, started=True)) == 0, "they are known"
