"""Who goes too fast: one sentence a minute, no search, and nobody's progress bar stays."""

from dataclasses import replace
from typing import Any

from telegram import Update

from bot.settings import Settings
from retrieval import Searcher
from tests.telegram_app.conftest import Chat, message, talking

FAST = "faster than I am allowed to follow"


def slow(settings: Settings, actions: int) -> Settings:
    """Settings with so many actions a minute."""
    return replace(settings, telegram=replace(settings.telegram, actions_a_minute=actions))


async def test_commands_and_links(searcher: Searcher, settings: Settings) -> None:
    """Commands and links count together; after one sentence there is silence, and questions go on."""
    async with talking(searcher, slow(settings, 2)) as chat:
        for text in ("/help", "/start a_zzzzzz", "/check k7q2m9", "/quote to be", "/start a_zzzzzy"):
            await chat.writes(text)
        replies = [sent["shown"] for sent in chat.requests.sent()]
        assert len(replies) == 3
        assert FAST in replies[-1]
        assert "Ruth Amsler" in (await chat.writes("Who opened the new bridge?"))["shown"]


async def test_presses_are_answered_all_the_same(searcher: Searcher, settings: Settings) -> None:
    """A press that is one too many is told so by each button, not by silence."""
    async with talking(searcher, slow(settings, 1)) as chat:
        for _ in range(4):
            await chat.gets("callback_query", chat.press("a.x.0.AAAAAAAA"))
        texts = [sent.get("text", "") for sent in chat.requests.sent("answerCallbackQuery")]
        assert len(texts) == 4
        assert "no longer" in texts[0]
        assert all(FAST in text for text in texts[1:])


async def test_inline_queries_too(searcher: Searcher, settings: Settings) -> None:
    """An inline query that is one too many gets no cards and costs no search."""
    async with talking(searcher, slow(settings, 1)) as chat:
        for number in ("1", "2"):
            person = {"id": 7, "is_bot": False, "first_name": "Ada"}
            raw = {"id": number, "from": person, "query": "Who opened the new bridge?", "offset": ""}
            await chat.gets("inline_query", raw)
        results = [sent["results"] for sent in chat.requests.sent("answerInlineQuery")]
        assert "Amsler" in results[0]
        assert results[1] == "[]"
        assert len(chat.journal.ids()) == 1


async def test_commands_for_others_do_not_count(searcher: Searcher, settings: Settings) -> None:
    """In a group a command for another bot is nobody's haste."""
    async with talking(searcher, slow(settings, 1)) as chat:
        for number in range(3):
            entity: dict[str, Any] = {"type": "bot_command", "offset": 0, "length": 14}
            await chat.gets("message", message(number, "/help@otherbot", chat=-5, entities=[entity]))
        assert chat.requests.sent() == []


async def test_the_sentence_about_a_flood(chat: Chat) -> None:
    """A message that stands for a flood is answered by one sentence and costs no search."""
    raw = {"update_id": 99, "message": message(99, "Who opened the new bridge?")}
    update = Update.de_json(raw, chat.bot.application.bot)
    chat.bot.backlog.floods.add(99)
    await chat.bot.application.process_update(update)
    (sent,) = chat.requests.sent()
    assert "more than I can answer at once" in sent["shown"]
    assert chat.journal.ids() == []
