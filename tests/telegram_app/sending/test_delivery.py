"""Messages on a way that is not smooth: refused, lost, or there already."""

import json
from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError, TimedOut

from bot.telegram_app.sending import delivery
from bot.telegram_app.sending.transport import NotSent
from bot.telegram_app.updates.inbox import State, UpdateRecord
from tests.telegram_app.conftest import ME, AfterTheFact, Chat, message

QUESTION = "Who opened the new bridge?"
BAD = (400, {"description": 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3'})
BLOCKED = (403, {"description": "Forbidden: bot was blocked by the user"})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "RETRY_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(delivery, "SETTLING", 0.0)


async def test_refused_html_goes_out_plain(chat: Chat) -> None:
    """When Telegram refuses the HTML the same words are sent without it."""
    chat.requests.failures["sendMessage"] = [BAD]
    await chat.writes(QUESTION)
    first, second = [parameters for name, parameters in chat.requests.calls if name == "sendMessage"]
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert "Mayor Ruth Amsler opened the new bridge" in second["text"]
    assert "<b>" not in second["text"]
    assert second["reply_markup"] == first["reply_markup"]


@pytest.mark.parametrize("failure", [NetworkError("reset"), TimedOut(), (502, {"description": "Bad Gateway"})])
async def test_lost_answer_that_was_sent(chat: Chat, failure: Any) -> None:
    """When the second sending shows that the first had arrived, one of the two is taken back."""
    chat.requests.failures["sendMessage"] = [AfterTheFact(failure)]
    await chat.writes(QUESTION)
    calls = [(name, parameters.get("message_id")) for name, parameters in chat.requests.calls]
    assert ("deleteMessage", "1000") in calls


async def test_message_that_never_arrived(chat: Chat) -> None:
    """A call that did not reach Telegram is repeated, and nothing is looked for."""
    chat.requests.failures["sendMessage"] = [NotSent("refused")]
    await chat.writes(QUESTION)
    assert [name for name, _ in chat.requests.calls if name.startswith(("edit", "delete"))] == []
    assert len(chat.requests.sent()) == 2


async def test_blocked(chat: Chat) -> None:
    """A chat that does not take our messages is let be, and its question is done."""
    chat.requests.failures["sendMessage"] = [BLOCKED]
    await chat.writes(QUESTION)
    assert len(chat.requests.sent()) == 1
    assert chat.bot.inbox.record(1) is None


async def test_shut_out(chat: Chat) -> None:
    """Who has blocked us is sent nothing, not even an attempt, until they let us in again."""

    async def turns(status: str) -> None:
        here = {"id": 7, "type": "private"}
        ours = [{"user": ME, "status": one, "until_date": 0} for one in ("left", status)]
        change = {"chat": here, "from": {**ME, "id": 7}, "date": 1, "old_chat_member": ours[0]}
        await chat.gets("my_chat_member", {**change, "new_chat_member": ours[1]})

    await turns("kicked")
    await chat.gets("message", message(1, QUESTION))
    assert chat.requests.sent() == []
    assert chat.bot.inbox.record(2) is None
    await turns("member")
    await chat.gets("message", message(2, QUESTION))
    assert len(chat.requests.sent()) == 1


async def test_undelivered_waits(chat: Chat) -> None:
    """An answer that can't be delivered for long leaves its question in the inbox for the next start."""
    chat.requests.failures["sendMessage"] = [NetworkError("away")] * 3
    update = Update.de_json({"update_id": 1, "message": message(1, QUESTION)}, chat.bot.application.bot)
    chat.bot.inbox.add([update])
    await chat.bot.update_processor.process_update(update, chat.bot.application.process_update(update))
    assert chat.bot.inbox.record(1) == UpdateRecord(1, State.SENDING, given_up=True)
    assert len(chat.requests.sent()) == 3


async def test_edit_that_changes_nothing(chat: Chat) -> None:
    """An edit that Telegram calls "not modified" was made."""
    shown = await chat.writes(QUESTION)
    chat.requests.failures["editMessageText"] = [
        (502, {"description": "Bad Gateway"}),
        (400, {"description": "Bad Request: message is not modified: the same"}),
    ]
    await chat.presses(shown, "1")
    assert len(chat.requests.sent("editMessageText")) == 2
    assert "Sorry" not in json.dumps(chat.requests.calls)


async def test_edited_question_whose_answer_is_gone(chat: Chat) -> None:
    """When the answer to edit is no longer there, a new one is sent."""
    await chat.writes(QUESTION)
    chat.requests.failures["editMessageText"] = [(400, {"description": "Bad Request: message to edit not found"})]
    edited = message(1, "What did the bridge cost?", edit_date=1)
    await chat.gets("edited_message", edited)
    assert "41 million" in chat.requests.sent()[-1]["text"]
    assert len(chat.requests.sent()) == 2


async def test_reply_in_an_ordinary_group_has_no_topic(chat: Chat) -> None:
    """The thread of a reply in a group without topics is no topic, and Telegram would refuse it."""
    ours = message(1000, "an answer", chat=-100, sender=ME)
    sent = await chat.writes(QUESTION, chat=-100, message_thread_id=1000, reply_to_message=ours)
    assert "message_thread_id" not in sent
