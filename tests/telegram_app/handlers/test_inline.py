"""Inline mode: quote cards that can be checked by whoever gets them."""

import json
from typing import Any

import pytest

from bot.telegram_app import limits
from bot.telegram_app.handlers import inline
from tests.telegram_app.conftest import Chat, telegram_parses

QUESTION = "the new bridge"


async def types(chat: Chat, query: str, offset: str = "") -> dict[str, Any]:
    """Somebody types an inline query; gives what it was answered with, `results` decoded."""
    person = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    await chat.gets("inline_query", {"id": f"{query}{offset}", "from": person, "query": query, "offset": offset})
    answer = chat.requests.sent("answerInlineQuery")[-1]
    return {**answer, "results": json.loads(answer["results"])}


async def test_cards(chat: Chat) -> None:
    """A card has title and description, and sends the passage, its citation and the id to check it by."""
    cards = (await types(chat, QUESTION))["results"]
    assert cards
    for card in cards:
        shown, _ = telegram_parses(card["input_message_content"]["message_text"])
        assert card["title"].startswith("The harbour of Lindau")
        assert card["description"]
        assert f"Check: {card['id']}" in shown
        assert len(card["id"].encode()) <= limits.CALLBACK_DATA
        assert card["reply_markup"]["inline_keyboard"][0][0]["url"].find(f"start=c_{card['id'].replace('.', '-')}_") > 0
    assert "1 of 1 citations match" in (await chat.writes(f"/check {cards[0]['id']}"))["shown"]


async def test_cards_of_articles_in_some_languages(chat: Chat) -> None:
    """Those that somebody chose in the private chat."""
    (chat.corpus / "puente.txt").write_text("El nuevo puente de Lindau fue inaugurado el martes.", encoding="utf-8")
    chat.bot.shared.archive.searcher.refresh()
    assert len((await types(chat, "Lindau"))["results"]) > 1
    await chat.writes("/language Spanish")
    (card,) = (await types(chat, "Lindau?"))["results"]
    assert "puente" in card["description"]


async def test_pages(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrolling gives the next cards until there are no more."""
    monkeypatch.setattr(inline, "CARDS", 1)
    seen, offset = [], ""
    while True:
        answer = await types(chat, QUESTION, offset)
        seen += [card["description"] for card in answer["results"]]
        offset = answer.get("next_offset", "")
        if not offset:
            break
    assert len(seen) == len(set(seen)) > 1


@pytest.mark.parametrize("offset", ["-1", "x", "99999", "3"])
async def test_odd_offsets(chat: Chat, offset: str) -> None:
    """An offset that we never gave is answered all the same."""
    assert (await types(chat, QUESTION, offset)).get("next_offset", "") == ""


async def test_no_result_is_said(chat: Chat) -> None:
    """A question without an answer gets one card that says so; nothing typed gets a hint."""
    (card,) = (await types(chat, "dragons over Kilimanjaro"))["results"]
    assert card["title"] == "No results"
    telegram_parses(card["input_message_content"]["message_text"])
    nothing = await types(chat, "  ")
    assert nothing["results"] == []
    assert "Type a question" in nothing["button"]


async def test_long_and_odd_queries(chat: Chat) -> None:
    """Whatever is typed is answered, for an unanswered query keeps its progress bar."""
    for query in ("?", "<b>&", "🙂", "x" * 256, "/start", "@x"):
        await types(chat, query)
    assert len(chat.requests.sent("answerInlineQuery")) == 6
