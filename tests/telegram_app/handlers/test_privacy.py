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
    """Beyond the sentences that a stranger gets, a press is answered with the one that asks for patience."""
    chat.bot.access._mode = "list"
    for _ in range(9):
        await chat.gets("callback_query", chat.press("a.x.0.AAAAAAAA"))
    texts = [json.dumps(sent.get("text")) for sent in chat.requests.sent("answerCallbackQuery")]
    assert len(texts) == 9
    assert all("You are going faster" in text for text in texts[6:])


async def test_no_guess_opens_an_answer(chat: Chat, settings: Settings) -> None:
    """Ids, signatures cut short, longer, in capitals, of another kind or of no kind: nothing, and soon silence."""
    payload = shared_link(await chat.writes(QUESTION))
    identity, signature = payload[2:8], payload[8:]
    guesses = [
        f"a_{identity}", f"c_{identity}", f"a_{identity}{signature[:-1]}", f"a_{identity}{signature}0",
        f"a_{identity}{signature.upper()}", f"c_{identity}{signature}", f"c_{identity}-1{signature}",
        f"A_{identity}{signature}", f"a_{identity[:-1]}{signature}", f"{identity}{signature}", signature,
        f"a_{identity}_{'0' * 32}",
    ]  # fmt: skip
    for guess in guesses:
        assert "Amsler" not in (await chat.writes(f"/start {guess}", chat=8, sender=BO))["shown"]
        assert "Amsler" not in (await chat.writes(f"/check {guess}", chat=8, sender=BO))["shown"]
    before = len(chat.requests.sent())
    for number in range(2 * settings.telegram.actions_a_minute):
        await chat.writes(f"/start a_{number:06}_{number:032}", chat=8, sender=BO)
    assert len(chat.requests.sent()) - before <= settings.telegram.actions_a_minute - 2 * len(guesses) + 1


async def test_no_press_opens_an_answer_elsewhere(chat: Chat) -> None:
    """A button's data from another chat, with another kind, subject or number, or cut short, does nothing."""
    answer = await chat.writes(QUESTION)
    data = data_of(answer, "Why")
    kind, identity, number, tag = data.split(".")
    forged = [
        f"g.{identity}.{number}.{tag}", f"{kind}.aaaaaa.{number}.{tag}", f"{kind}.{identity}.1.{tag}", data[:-1],
        data + "A", tag, "", ".", "...", f"f.{BO['id']}.0.{tag}", f"v.7.0.{tag}", f"{kind}.{identity}.{number}.",
    ]  # fmt: skip
    for attempt in forged:
        await chat.gets("callback_query", chat.press(attempt))
    await chat.gets("callback_query", chat.press(data, chat=8) | {"from": BO})
    assert chat.requests.sent("editMessageText") == []
    assert len(chat.requests.sent("answerCallbackQuery")) == len(forged) + 1


async def test_an_answer_in_a_group_is_the_groups(chat: Chat) -> None:
    """Its members open it there; none of them elsewhere, nor anybody by its id in another group."""
    shown = await chat.writes(
        f"@pincite_bot {QUESTION}", chat=-5, entities=[{"type": "mention", "offset": 0, "length": 12}]
    )
    identity = data_of(shown, "Why").split(".")[1]
    assert "of 3" in (await chat.writes(f"/check {identity}", chat=-5, sender=BO))["shown"]
    for place in (7, 8, -6):
        assert "no answer or citation" in (await chat.writes(f"/check {identity}", chat=place, sender=BO))["shown"]
