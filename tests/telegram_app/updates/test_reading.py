"""What Telegram, or somebody in its name, sends: read, skipped, or refused with a reason, never worse."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError

from bot.telegram_app.updates.reading import DEPTH, LARGEST, NotAnUpdate, PollingBot, Skip, SkippedUpdate, update_of
from tests.telegram_app.conftest import BOT, TOKEN, Recorder, message

RAW = {"update_id": 5, "message": message(1, "Who?")}


def nested(depth: int) -> Any:
    """Lists in one another."""
    return [] if not depth else [nested(depth - 1)]


INLINE = {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "Ada"}, "query": "who?", "offset": ""}


def changed(**more: Any) -> dict[str, Any]:
    """An update whose message differs."""
    return {"update_id": 5, "message": {**message(1, "Who?"), **more}}


def test_an_update_is_read() -> None:
    """An update is what PTB makes of it."""
    update = update_of(RAW, BOT)
    assert update.message is not None
    assert (update.update_id, update.message.text) == (5, "Who?")


def test_a_command_under_a_picture_is_one() -> None:
    """It is read as if it were text, also when it is edited; not what stands under a document, nor other words."""
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    under = {**message(1, ""), "text": None, "caption": "/help me", "caption_entities": entities}
    for kind in ("message", "edited_message"):
        read = update_of({"update_id": 5, kind: under}, BOT).effective_message
        assert read is not None
        assert (read.text, read.caption, list(read.parse_entities().values())) == ("/help me", None, ["/help"])
    document = {"file_id": "d", "file_unique_id": "d"}
    mention = [{"type": "mention", "offset": 0, "length": 5}]
    others: list[dict[str, object]] = [{"document": document}, {"caption_entities": mention}, {"caption_entities": []}]
    for other in others:
        read = update_of({"update_id": 5, "message": {**under, **other}}, BOT).effective_message
        assert read is not None
        assert (read.text, read.caption) == (None, "/help me")


@pytest.mark.parametrize(
    "raw",
    [
        None, [], 5, "update", {}, {"update_id": "5"}, {"update_id": True}, {"update_id": 5.5},
        {"update_id": LARGEST + 1}, {"update_id": 5, "message": 7}, {"update_id": 5, "message": []},
        {"update_id": 5, "callback_query": {"id": "1"}}, changed(date=10**18), changed(date="now"),
        changed(date=float("inf")), changed(message_id=LARGEST + 1), changed(message_id="one"),
        changed(chat={"id": 1e300, "type": "private"}), changed(chat={"id": "x", "type": "private"}),
        changed(odd=nested(DEPTH)), changed(odd=nested(500)), changed(**{"from": {"id": None}}), changed(chat=None),
        changed(entities=[{"type": ["bot_command"], "offset": 0, "length": 1}]),
        changed(entities=[{"type": "bot_command", "offset": None, "length": 1}]),
        changed(caption_entities=[{"type": "bot_command", "offset": 0, "length": "1"}]),
        changed(caption_entities=[{"type": "bot_command", "offset": 0, "length": 1}]),
        {"update_id": 5, "inline_query": {**INLINE, "query": None}},
        {"update_id": 5, "inline_query": {**INLINE, "id": 1}},
        changed(text=None, entities=[{"type": "bot_command", "offset": 0, "length": 1}]),
    ],
)  # fmt: skip
def test_what_is_not_an_update(raw: Any) -> None:
    """Odd numbers, odd kinds and deep nesting are refused by one kind of error."""
    with pytest.raises(NotAnUpdate):
        update_of(raw, BOT)


def test_edges_of_numbers_and_nesting() -> None:
    """The largest number and the deepest nesting that are allowed pass."""
    assert update_of(changed(message_id=LARGEST), BOT).effective_message
    assert update_of(changed(odd=nested(DEPTH - 3)), BOT)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
names = st.sampled_from(["message", "edited_message", "callback_query", "inline_query", "my_chat_member", "poll"])
fields = st.sampled_from(["message_id", "chat", "from", "date", "text", "entities", "reply_to_message", "document"])


@given(names, st.dictionaries(fields, json_values, max_size=4), st.booleans())
def test_nothing_else_is_raised(name: str, content: dict[str, Any], whole: bool) -> None:
    """Whatever a body says, it is an update or it is not."""
    raw = {"update_id": 5, name: {**message(1, "Who?"), **content} if whole else content}
    for skips in (lambda _raw: None, lambda _raw: Skip.NOT_FOR_US, lambda _raw: Skip.FLOOD):
        with suppress(NotAnUpdate):
            assert update_of(raw, BOT, skips).update_id == 5


def test_what_is_skipped() -> None:
    """Of a flood's message only the number is left, of one that is not for us its place, too."""
    flood = update_of(RAW, BOT, lambda _raw: Skip.FLOOD)
    other = update_of({"update_id": 6, "edited_message": message(2, "Hi", chat=-5)}, BOT, lambda _raw: Skip.NOT_FOR_US)
    assert isinstance(flood, SkippedUpdate)
    assert isinstance(other, SkippedUpdate)
    assert (flood.update_id, flood.message) == (5, None)
    assert other.message is not None
    assert (other.message.chat.id, other.message.message_id, other.message.text) == (-5, 2, None)


class Scripted(PollingBot):
    """A bot whose Telegram gives one answer."""

    def __init__(self, answer: Any) -> None:
        super().__init__(TOKEN, request=Recorder(), get_updates_request=Recorder(), skips=lambda _raw: None)
        self._answer = answer

    async def _post(self, *args: Any, **kwargs: Any) -> Any:
        return json.loads(json.dumps(self._answer))


async def test_an_update_that_cannot_be_read_costs_no_other() -> None:
    """It is left out with its number, so that it is confirmed and does not come again."""
    updates = await Scripted([RAW, {"update_id": 6, "message": 7}, {**RAW, "update_id": 7}]).get_updates()
    assert [update.update_id for update in updates] == [5, 6, 7]
    assert [isinstance(update, SkippedUpdate) for update in updates] == [False, True, False]


@pytest.mark.parametrize("answer", [None, {}, "ok", [5], [{"message": {}}], [{"update_id": "1"}]])
async def test_an_answer_of_somebody_else(answer: Any) -> None:
    """What is no list of updates is a failure of the network, which is waited out."""
    with pytest.raises(NetworkError):
        await Scripted(answer).get_updates()
