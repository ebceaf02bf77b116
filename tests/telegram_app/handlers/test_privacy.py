"""Whose words somebody sees: those of their own chat, or of an answer that was shared; nothing that was forgotten."""

import json
import re
from contextlib import closing

from bot.journal.store import Journal
from bot.settings import Settings
from tests.telegram_app.conftest import Chat, buttons, data_of

QUESTION = "Who opened the new bridge?"
BO = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "en"}


def shared_link(shown: dict[str, object]) -> str:
    """The payload of the link that `Share` hands on."""
    (share,) = [button["url"] for button in buttons(shown) if button["text"] == "Share"]
    payload = re.search(r"start%3D(a_\w+)", share)
    assert payload is not None
    return payload[1]


async def test_an_id_opens_nothing_elsewhere(chat: Chat) -> None:
    """An id opens an answer in its own chat; in another one only our signature does."""
    answer = await chat.writes(QUESTION)
    payload = shared_link(answer)
    identity = payload[2:8]
    for text in (f"/start a_{identity}", f"/start c_{identity}-1", f"/check {identity}", f"/check {identity}.1"):
        assert "Amsler" not in (await chat.writes(text, chat=8, sender=BO))["shown"]
    forged = f"{payload[:-1]}{'0' if payload[-1] != '0' else '1'}"
    assert "can't find" in (await chat.writes(f"/start {forged}", chat=8, sender=BO))["shown"]
    assert "Amsler" in (await chat.writes(f"/start {payload}", chat=8, sender=BO))["shown"]
    assert "1 of 1" in (await chat.writes(f"/check {identity}.1"))["shown"]
    assert len(payload) <= 64


async def test_a_signature_is_for_one_link(chat: Chat) -> None:
    """The signature of one link opens no other."""
    first, second = [shared_link(await chat.writes(QUESTION)) for _ in range(2)]
    mixed = first[:8] + second[8:]
    assert "can't find" in (await chat.writes(f"/start {mixed}", chat=8, sender=BO))["shown"]


async def test_what_another_process_forgets_is_gone(chat: Chat, settings: Settings) -> None:
    """A forgotten answer is opened by no button, link or id; a thumb harms nothing; no question depends on it."""
    answer = await chat.writes(QUESTION)
    payload = shared_link(answer)
    with closing(Journal(settings.state)) as elsewhere:
        assert elsewhere.forget_all() == 1
    for button in ("Why", "👍", "Check"):
        await chat.gets("callback_query", chat.press(data_of(answer, button)))
        assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]
    assert "can't find" in (await chat.writes(f"/start {payload}"))["shown"]
    assert "no answer or citation" in (await chat.writes(f"/check {payload[2:8]}"))["shown"]
    assert "Understood as" not in (await chat.writes("and what did it cost?"))["shown"]
    assert list(chat.journal.rated()) == []


async def test_a_strangers_presses_all_end(chat: Chat) -> None:
    """Beyond the sentences that a stranger gets, a press is answered with nothing."""
    chat.bot.access._mode = "list"
    for _ in range(9):
        await chat.gets("callback_query", chat.press("a.x.0.AAAAAAAA"))
    texts = [json.dumps(sent.get("text")) for sent in chat.requests.sent("answerCallbackQuery")]
    assert len(texts) == 9
    assert texts[6:] == ["null"] * 3
