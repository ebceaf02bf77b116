"""Doubles: which messages are looked at, which are taken back, and which are let be."""

from typing import Any

import pytest
from telegram import Message
from telegram.error import NetworkError

from bot.telegram_app.sending.doubles import MOST_DOUBLES, DoubleHunt, candidates
from tests.telegram_app.conftest import ME, Chat, message

ADA = message(10, "Who?")
NOT_FOUND = (400, {"description": "Bad Request: message to edit not found"})
NOT_MODIFIED = (400, {"description": "Bad Request: message is not modified: the same"})


def ours(number: int, text: str = "Ruth Amsler", **more: Any) -> dict[str, Any]:
    """A message of the bot's."""
    return message(number, text, sender=ME, **more)


@pytest.fixture
def question(chat: Chat) -> Message:
    """The message that was answered."""
    return Message.de_json(ADA, chat.bot.application.bot)


async def deleted(chat: Chat, question: Message, count: int = 1, answer: int = 13) -> list[str]:
    """The ids of the messages that are deleted as doubles of an answer."""
    hunt = DoubleHunt(chat.bot.application.bot, chat.bot.inbox)
    await hunt.take_back(count, question, (7, answer), "Ruth Amsler\n")
    return [call["message_id"] for call in chat.requests.sent("deleteMessage")]


def looked_at(chat: Chat) -> list[int]:
    """The ids of the messages that were looked at."""
    return [int(call["message_id"]) for call in chat.requests.sent("editMessageReplyMarkup")]


async def test_a_double_is_deleted(chat: Chat, question: Message) -> None:
    """A message of ours between question and answer that answers the same question is deleted, and ruled out."""
    chat.requests.messages[11] = ours(11, "other words", reply_to_message=ADA)
    assert await deleted(chat, question) == ["11"]
    assert looked_at(chat) == [11]
    assert chat.bot.inbox.known_messages(7, 10) == {11}


async def test_an_answer_to_somebody_else_stays(chat: Chat, question: Message) -> None:
    """A message of ours that answers another question stays, though it says the same."""
    chat.requests.messages[11] = ours(11, reply_to_message=message(9, "Who?"))
    assert await deleted(chat, question) == []
    assert chat.bot.inbox.known_messages(7, 10) == {11, 12}


async def test_without_a_question_the_words_tell(chat: Chat, question: Message) -> None:
    """When the question was deleted meanwhile, the double is the message with the same words."""
    chat.requests.messages[11] = ours(11, "something else")
    chat.requests.messages[12] = ours(12)
    assert await deleted(chat, question) == ["12"]


async def test_only_ours_are_doubles(chat: Chat, question: Message) -> None:
    """A message that can't be edited is not ours; one whose buttons are off already is."""
    chat.requests.failures["editMessageReplyMarkup"] = [NOT_FOUND, NOT_MODIFIED]
    assert await deleted(chat, question) == ["12"]
    assert chat.bot.inbox.known_messages(7, 10) == {11, 12}


async def test_what_cannot_be_told_is_let_be(chat: Chat, question: Message) -> None:
    """A message that can't be looked at is not deleted, and may be looked at again another time."""
    chat.requests.failures["editMessageReplyMarkup"] = [NetworkError("away"), NetworkError("away")]
    assert await deleted(chat, question) == []
    assert looked_at(chat) == [11, 12]
    assert chat.bot.inbox.known_messages(7, 10) == set()


async def test_inline_messages_cannot_be_told(chat: Chat, question: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Telegram says only that the edit was made, it can't be told whose message it was."""
    monkeypatch.setattr(type(chat.requests), "_result", lambda self, name, parameters: True)
    assert await deleted(chat, question) == []
    assert chat.bot.inbox.known_messages(7, 10) == set()


async def test_as_many_as_there_can_be(chat: Chat, question: Message) -> None:
    """No more are deleted than there can be, the first ones first; after the last nothing is looked at."""
    for number in (11, 12, 13, 14):
        chat.requests.messages[number] = ours(number, reply_to_message=ADA)
    assert await deleted(chat, question, count=2, answer=15) == ["11", "12"]
    assert looked_at(chat) == [11, 12]


async def test_a_double_that_cannot_be_deleted(chat: Chat, question: Message) -> None:
    """A double that Telegram does not delete counts as looked for."""
    chat.requests.messages[11] = ours(11, reply_to_message=ADA)
    chat.requests.failures["deleteMessage"] = [(400, {"description": "Bad Request: message can't be deleted"})]
    assert await deleted(chat, question) == ["11"]
    assert looked_at(chat) == [11]


async def test_known_messages_are_not_looked_at(chat: Chat, question: Message) -> None:
    """What people wrote, what answered them and what was ruled out is not looked at."""
    chat.bot.inbox.rule_out(7, 11)
    await deleted(chat, question)
    assert looked_at(chat) == [12]


def test_candidates() -> None:
    """Looked at are the numbers in between, all of them or, where there are too many, the first and the last."""
    assert list(candidates(10, 11, set())) == []
    assert list(candidates(10, 12, set())) == [11]
    assert list(candidates(10, 14, {12})) == [11, 13]
    assert list(candidates(10, 11 + MOST_DOUBLES, set())) == [11, 12, 13, 14, 15]
    assert list(candidates(10, 12 + MOST_DOUBLES, set())) == [11, 12, 13, 15, 16]
    assert list(candidates(10, 99, {11, 98})) == [12, 13, 14, 96, 97]
