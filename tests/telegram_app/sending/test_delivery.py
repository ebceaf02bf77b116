"""Messages on a way that is not smooth: refused, lost, or there already."""

import json
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import NetworkError, TimedOut

from bot.telegram_app.sending import delivery as delivery_module
from bot.telegram_app.sending.delivery import Delivery
from bot.telegram_app.sending.doubles import DoubleHunt
from bot.telegram_app.sending.rate_limiter import REPEATED, ChatRateLimiter
from bot.telegram_app.sending.topics import topic
from bot.telegram_app.sending.transport import NotSent
from bot.telegram_app.updates.inbox import State, UpdateRecord
from bot.telegram_app.views.html import Page, bold, line
from tests.telegram_app.conftest import ME, AfterTheFact, Chat, message

QUESTION = "Who opened the new bridge?"
BAD = (400, {"description": 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3'})
BLOCKED = (403, {"description": "Forbidden: bot was blocked by the user"})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_module, "RETRY_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(delivery_module, "SETTLING", 0.0)


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


def names(chat: Chat) -> list[str]:
    """The methods that were called, in order."""
    return [name for name, _ in chat.requests.calls if name not in ("getMe", "sendChatAction")]


def page(text: str = "Ruth Amsler") -> Page:
    """A page with a word in bold and one line."""
    return [line(bold("Answer:")), line(text)]


def keyboard(label: str = "1", data: str = "a") -> InlineKeyboardMarkup:
    """One button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


def asked(chat: Chat, number: int = 1, group: int = 7) -> Message:
    """A message whose update, with the same number, is in the inbox."""
    raw = {"update_id": number, "message": message(number, QUESTION, chat=group)}
    update = Update.de_json(raw, chat.bot.application.bot)
    chat.bot.inbox.add([update])
    assert update.message is not None
    return update.message


@pytest.fixture
def delivery(chat: Chat) -> Delivery:
    return chat.bot.shared.delivery


async def test_a_reply_is_the_answer_to_its_update(chat: Chat, delivery: Delivery) -> None:
    """A reply goes to its message, without a preview of links, and strikes its update off."""
    assert await delivery.reply(1, asked(chat), page(), keyboard()) == 1000
    (sent,) = chat.requests.sent()
    assert json.loads(sent["reply_parameters"]) == {"message_id": 1, "allow_sending_without_reply": True}
    assert json.loads(sent["link_preview_options"]) == {"is_disabled": True}
    assert chat.bot.inbox.record(1) is None
    assert chat.bot.inbox.answer_to(7, 1) == 1000


async def test_a_chat_that_moved(chat: Chat, delivery: Delivery) -> None:
    """A group that became a supergroup is answered there."""
    moved = {"description": "Bad Request: group chat was upgraded", "parameters": {"migrate_to_chat_id": -200}}
    chat.requests.failures["sendMessage"] = [(400, moved)]
    assert await delivery.reply(1, asked(chat, group=-100), page()) == 1000
    assert [sent["chat_id"] for sent in chat.requests.sent()] == ["-100", "-200"]


@pytest.mark.parametrize(
    ("refusals", "calls"),
    [
        ([BAD, BAD], 2),
        ([(400, {"description": "Bad Request: message is too long"}), BAD], 2),
        ([(400, {"description": "Bad Request: chat not found"})], 1),
    ],
    ids=["markup, then plain", "too long, then plain", "something else"],
)
async def test_what_telegram_refuses_is_done(
    chat: Chat, delivery: Delivery, refusals: list[tuple[int, dict[str, str]]], calls: int
) -> None:
    """A message that is refused plain too, or not for its markup, is not sent again, and its update is done."""
    chat.requests.failures["sendMessage"] = [*refusals]
    assert await delivery.reply(1, asked(chat), page()) is None
    assert len(chat.requests.sent()) == calls
    assert chat.bot.inbox.record(1) is None


async def test_only_what_was_lost_may_be_there_twice(chat: Chat, delivery: Delivery) -> None:
    """As many doubles are looked for as calls were lost; calls that never arrived do not count."""
    chat.requests.failures["sendMessage"] = [NotSent("refused"), AfterTheFact(TimedOut())]
    chat.requests.messages[2] = message(2, "Answer:\nRuth Amsler", sender=ME)
    chat.requests.ids = iter(range(3, 99))  # type: ignore[assignment]
    assert await delivery.reply(1, asked(chat), page()) == 4
    assert names(chat) == ["sendMessage"] * 3 + ["editMessageReplyMarkup", "deleteMessage"]
    assert chat.bot.inbox.record(1) is None
    assert chat.bot.inbox.answer_to(7, 1) == 4


async def test_the_rate_is_kept_to_once(chat: Chat, delivery: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that may have arrived is repeated at once, one that did not arrive keeps to its chat's rate."""
    given: list[Any] = []
    process = ChatRateLimiter.process_request

    async def noted(self: ChatRateLimiter, **call: Any) -> Any:
        given.append(call["rate_limit_args"])
        return await process(self, **call)

    monkeypatch.setattr(ChatRateLimiter, "process_request", noted)
    chat.requests.failures["sendMessage"] = [NotSent("refused"), TimedOut()]
    await delivery.reply(1, asked(chat), page())
    assert given[:3] == [None, None, REPEATED]


async def test_a_doubtful_answer_is_sent_again_and_hunted(chat: Chat, delivery: Delivery) -> None:
    """An answer that an earlier run may have sent is sent, and all that may be its doubles are looked at."""
    question = asked(chat)
    chat.bot.inbox.sending(1)
    chat.bot.inbox.take_up(chat.bot.application.bot)
    chat.requests.messages[2] = message(2, "Answer:\nRuth Amsler", sender=ME)
    chat.requests.messages[3] = message(3, "Answer:\nRuth Amsler", sender=ME)
    chat.requests.ids = iter(range(4, 99))  # type: ignore[assignment]
    assert await delivery.reply(1, question, page()) == 4
    assert [call["message_id"] for call in chat.requests.sent("deleteMessage")] == ["2", "3"]
    assert chat.bot.inbox.record(1) is None
    assert await delivery.reply(1, question, page("Something else")) == 5
    assert names(chat)[-1] == "sendMessage"


async def test_an_answer_that_is_known_is_only_hunted(chat: Chat, delivery: Delivery) -> None:
    """When an earlier run knew that its answer arrived, it is not sent again; only its doubles are looked for."""
    question = asked(chat)
    chat.bot.inbox.sending(1)
    chat.bot.inbox.answered(1, 3, once=False)
    chat.bot.inbox.take_up(chat.bot.application.bot)
    chat.requests.messages[2] = message(2, "Answer:\nRuth Amsler", sender=ME)
    assert await delivery.reply(1, question, page(), keyboard()) == 3
    assert names(chat) == ["editMessageReplyMarkup", "deleteMessage"]
    assert chat.bot.inbox.record(1) is None
    assert await delivery.edit(7, 3, page(), keyboard())
    assert names(chat)[-1] == "deleteMessage"


async def test_killed_between_answer_and_hunt(chat: Chat, delivery: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    """While doubles are looked for, the update is not done, but its answer is known."""
    records: list[UpdateRecord | None] = []
    take_back = DoubleHunt.take_back

    async def noted(self: DoubleHunt, *args: Any) -> None:
        records.append(chat.bot.inbox.record(1))
        await take_back(self, *args)

    monkeypatch.setattr(DoubleHunt, "take_back", noted)
    chat.requests.failures["sendMessage"] = [TimedOut()]
    await delivery.reply(1, asked(chat), page())
    assert records == [UpdateRecord(1, State.SENDING, 1000)]


async def test_edits_that_change_nothing_are_not_made(chat: Chat, delivery: Delivery) -> None:
    """What a message says already it is not edited to say; other words, labels or data are an edit."""
    await delivery.reply(1, asked(chat), page(), keyboard())
    assert await delivery.edit(7, 1000, page(), keyboard())
    assert chat.requests.sent("editMessageText") == []
    for other in (page("Bo"), keyboard()), (page("Bo"), keyboard("2")), (page("Bo"), keyboard("2", "b")), (page("Bo"),):
        assert await delivery.edit(7, 1000, *other)
        assert await delivery.edit(7, 1000, *other)
    edits = chat.requests.sent("editMessageText")
    assert len(edits) == 4
    assert (edits[0]["parse_mode"], edits[0]["shown"]) == ("HTML", "Answer:\nBo")
    assert json.loads(edits[0]["link_preview_options"]) == {"is_disabled": True}
    assert await delivery.edit(8, 1000, page("Bo"))
    assert len(chat.requests.sent("editMessageText")) == 5


async def test_messages_edited_longest_ago_are_forgotten(
    chat: Chat, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many messages are remembered as there is room for."""
    monkeypatch.setattr("bot.telegram_app.sending.delivery.REMEMBERED", 2)
    for number, text in ((1, "a"), (2, "b"), (1, "c"), (3, "d")):
        await delivery.edit(7, number, page(text))
    for number, text in ((1, "c"), (3, "d")):
        await delivery.edit(7, number, page(text))
    assert len(chat.requests.sent("editMessageText")) == 4
    await delivery.edit(7, 2, page("b"))
    assert len(chat.requests.sent("editMessageText")) == 5


@pytest.mark.parametrize(
    ("failures", "calls", "made"),
    [
        ([BAD], 2, True),
        ([BAD, BAD], 2, False),
        ([(400, {"description": "Bad Request: message can't be edited"})], 1, False),
        ([(400, {"description": "Bad Request: Message is not modified"})], 1, True),
        ([BLOCKED], 1, False),
        ([NetworkError("away"), TimedOut()], 3, True),
        ([NetworkError("away")] * 3, 3, False),
    ],
    ids=["markup", "markup and plain", "not editable", "not modified", "blocked", "lost", "lost for an hour"],
)
async def test_edits_that_fail(chat: Chat, delivery: Delivery, failures: list[Any], calls: int, made: bool) -> None:
    """An edit is tried plain where its markup is refused, and again where it is lost; what was made is remembered."""
    chat.requests.failures["editMessageText"] = [*failures]
    assert await delivery.edit(7, 1000, page()) is made
    edits = chat.requests.sent("editMessageText")
    assert len(edits) == calls
    assert ("parse_mode" in edits[-1]) is (BAD not in failures)
    assert await delivery.edit(7, 1000, page())
    assert len(chat.requests.sent("editMessageText")) == calls + (not made)


async def test_after_the_start_people_are_heard_first(
    chat: Chat, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Doubles of an earlier run are looked for only when what people wrote since can be known; others at once."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.telegram_app.sending.delivery.asyncio.sleep", sleep)
    monkeypatch.setattr("bot.telegram_app.sending.delivery.SETTLING", 0.7)
    await delivery.reply(1, asked(chat, 1), page())
    assert slept == []
    question = asked(chat, 2)
    chat.bot.inbox.sending(2)
    chat.bot.inbox.take_up(chat.bot.application.bot)
    await delivery.reply(2, question, page())
    assert slept == [0.7]


@pytest.mark.parametrize(
    ("own", "replied", "expected"),
    [(True, None, 5), (False, None, 5), (True, True, 5), (False, True, 5), (True, False, 5), (False, False, None)],
)
def test_topics(own: bool, replied: bool | None, expected: int | None) -> None:
    """A message belongs to its topic; only the thread of a reply outside of topics is none."""
    more: dict[str, Any] = {"is_topic_message": own}
    if replied is not None:
        more["reply_to_message"] = message(9, "an answer", is_topic_message=replied)
    assert topic(Message.de_json(message(10, "Who?", message_thread_id=5, **more), None)) == expected
