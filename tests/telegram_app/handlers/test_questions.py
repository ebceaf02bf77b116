"""Questions and buttons, through PTB, with a Telegram that checks each message."""

import json
import logging
from typing import Any

import pytest

from tests.telegram_app.conftest import HARBOUR, ME, TOKEN, Chat, buttons, data_of, message

QUESTION = "Who opened the new bridge?"


async def test_question(chat: Chat) -> None:
    """A question is answered by its passage in HTML that Telegram takes, under the question, with buttons."""
    shown = await chat.writes(QUESTION)
    assert "Mayor Ruth Amsler opened the new bridge on Sunday, before 3,000 guests." in shown["shown"]
    assert "The harbour of Lindau & its <new> bridge" in shown["shown"]
    assert '"message_id": 1' in shown["reply_parameters"]
    assert {"1", "Why", "👍", "👎"} <= {button["text"] for button in buttons(shown)}


async def test_quote_is_verbatim(chat: Chat) -> None:
    """What stands in the quotation is in the article, letter by letter."""
    shown = await chat.writes("What is to follow in two years?")
    assert "A second lane for bicycles 🚲 is to follow in two years." in shown["shown"]
    assert "A second lane for bicycles 🚲 is to follow in two years." in HARBOUR


async def test_passage_in_its_article(chat: Chat) -> None:
    """A citation's button shows the passage with what is before and after it, and leads back to the answer."""
    shown = await chat.writes("What did the bridge cost?")
    await chat.presses(shown, "1")
    inside = chat.requests.sent("editMessageText")[-1]
    for words in ("The old ferry stopped", "What it cost", "cost 41 million francs", "Engineers will inspect"):
        assert words in inside["shown"]
    await chat.presses(inside, "↩ Answer")
    assert chat.requests.sent("editMessageText")[-1]["shown"] == shown["shown"]
    assert len(chat.requests.sent("answerCallbackQuery")) == 2


@pytest.mark.parametrize("data", ["", ".", "x", "a.zzzzzz.0.AAAAAAAA", "p..1501.", "🙂", "a" * 64])
async def test_forged_button(chat: Chat, data: str) -> None:
    """Callback data that is not ours gets "no longer available" and changes nothing."""
    await chat.gets("callback_query", chat.press(data))
    assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]
    assert not chat.requests.sent("editMessageText")


async def test_button_of_another_chat(chat: Chat) -> None:
    """Callback data from one chat is worth nothing in another."""
    shown = await chat.writes(QUESTION)
    await chat.gets("callback_query", chat.press(data_of(shown, "1"), chat=8))
    assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]


async def test_same_button_again(chat: Chat) -> None:
    """A button pressed twice is answered twice and edits once: Telegram refuses an edit that changes nothing."""
    shown = await chat.writes(QUESTION)
    await chat.presses(shown, "1")
    await chat.presses(shown, "1")
    assert len(chat.requests.sent("answerCallbackQuery")) == 2
    assert len(chat.requests.sent("editMessageText")) == 1


@pytest.mark.parametrize(
    "question",
    ["", "?", "the of and", "🙂🙂", "<b>unclosed & <script>", "'; DROP TABLE updates; --", "../../etc", "x" * 4096],
)
async def test_odd_question(chat: Chat, question: str) -> None:
    """Whatever is asked gets one message, never silence or an apology."""
    shown = await chat.writes(question or " ")
    assert len(chat.requests.sent()) == 1
    assert "Sorry" not in shown["shown"]


@pytest.mark.parametrize("command", ["", "/ask "])
async def test_edited_question(chat: Chat, command: str) -> None:
    """When a question is edited its answer is edited, and no second one is sent; also after the command."""
    await chat.writes(command + QUESTION)
    entities = [{"type": "bot_command", "offset": 0, "length": 4}] if command else []
    edited = {"message_id": 1, "edit_date": 1, "text": f"{command}What did the bridge cost?", "entities": entities}
    first = {"date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False, "first_name": "Ada"}}
    await chat.gets("edited_message", {**first, **edited})
    assert len(chat.requests.sent()) == 1
    (edit,) = chat.requests.sent("editMessageText")
    assert edit["message_id"] == "1000"
    assert "41 million francs" in edit["shown"]


async def test_edited_command(chat: Chat) -> None:
    """What a command did is not done again when it is edited, nor is it asked."""
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    await chat.gets("edited_message", message(1, "/help", edit_date=1, entities=entities))
    assert chat.requests.sent() == []


async def test_group(chat: Chat) -> None:
    """In a group a question is answered when it mentions the bot or replies to it, in its topic; all else is let be."""
    group = {"chat": -100, "message_thread_id": 5, "is_topic_message": True}
    mention = {"entities": [{"type": "mention", "offset": 0, "length": 12}]}
    await chat.writes("@pincite_bot what did the bridge cost?", **group, **mention)
    assert chat.requests.sent()[-1]["message_thread_id"] == "5"
    ours = {"message_id": 1000, "date": 1, "chat": {"id": -100, "type": "supergroup"}, "from": ME, "text": "an answer"}
    await chat.writes("who pays for it?", **group, reply_to_message=ours)
    await chat.writes("just chatting", **group)
    assert len(chat.requests.sent()) == 2


async def test_failure(chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A failure of our own is one apology to the person and one error in the log, without the token."""
    monkeypatch.setattr(chat.bot.shared.archive, "_conversation", lambda key: None)
    with caplog.at_level(logging.INFO):
        shown = await chat.writes(QUESTION)
    assert "Sorry" in shown["shown"]
    assert [record.levelname for record in caplog.records if record.name.startswith("bot.")] == ["ERROR"]
    assert TOKEN not in caplog.text


async def test_follow_up(chat: Chat) -> None:
    """A question that leans on the one before it is asked together with it, and says so; not after `/new`."""
    await chat.writes("What did the bridge cost?")
    assert "Understood as" in (await chat.writes("And who opened it?"))["shown"]
    await chat.writes("/new")
    assert "Understood as" not in (await chat.writes("And who opened it?"))["shown"]


async def test_reply_takes_up_its_answer(chat: Chat) -> None:
    """A reply in a group goes on from the answer it replies to, whoever had asked that."""
    group = {"chat": -100}
    mention = {"entities": [{"type": "mention", "offset": 0, "length": 12}]}
    asked = await chat.writes("@pincite_bot what did the bridge cost?", **group, **mention)
    ours = {**chat.requests.messages[1000], "reply_markup": json.loads(asked["reply_markup"])}
    other = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "en"}
    shown = await chat.writes("and who opened it?", **group, sender=other, reply_to_message=ours)
    assert "Understood as" in shown["shown"]
    assert "Ruth Amsler" in shown["shown"]


async def test_chosen_card_is_no_question(chat: Chat) -> None:
    """A quote card that was chosen in inline mode comes to us as a message, and is not answered."""
    await chat.writes(QUESTION)
    for place in (7, -100):
        sent = message(90 + place, "a card about the bridge", chat=place, via_bot=ME)
        await chat.gets("message", sent)
    assert len(chat.requests.sent()) == 1


async def test_caption_is_a_question(chat: Chat) -> None:
    """What stands under a photo is asked like any text; a photo alone gets one friendly sentence, once."""
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    await chat.gets("message", {**message(1, ""), "text": None, "photo": photo, "caption": QUESTION})
    assert "Ruth Amsler" in chat.requests.sent()[-1]["shown"]
    for number in (2, 3, 4):
        await chat.gets("message", {**message(number, ""), "text": None, "photo": photo})
    assert "only read text" in chat.requests.sent()[-1]["shown"]
    assert len(chat.requests.sent()) == 2


@pytest.mark.parametrize(
    "content", [{"new_chat_members": [ME]}, {"pinned_message": message(5, "x")}, {"dice": {"value": 6, "emoji": "🎲"}}]
)
async def test_group_noise(chat: Chat, content: dict[str, Any]) -> None:
    """Service messages and games in a group get no answer."""
    await chat.gets("message", {**message(1, "", chat=-100), "text": None, **content})
    assert chat.requests.sent() == []


async def test_why(chat: Chat) -> None:
    """`Explanation` tells the words of the question that the passage has, and leads back."""
    shown = await chat.writes(QUESTION)
    await chat.presses(shown, "Why")
    told = chat.requests.sent("editMessageText")[-1]
    assert "“bridge”" in told["shown"]
    assert "%" in told["shown"]
    await chat.presses(told, "↩ Answer")
    assert chat.requests.sent("editMessageText")[-1]["shown"] == shown["shown"]
