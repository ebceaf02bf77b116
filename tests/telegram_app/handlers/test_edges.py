"""The edges of what handlers do: the first and the last one that counts, exactly the limit, one more."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.settings import Settings
from bot.telegram_app import limits
from bot.telegram_app.handlers import buttons as buttons_module
from bot.telegram_app.handlers.inline import card, no_answer_card
from bot.telegram_app.handlers.uploads import problem_lines
from bot.telegram_app.translations import words
from bot.telegram_app.views.html import line
from bot.telegram_app.views.keyboards import Press
from retrieval import Limits, Problem, Remark, Searcher
from tests.telegram_app.conftest import ME, Chat, buttons, data_of, message, talking
from tests.telegram_app.views.conftest import OPTIONS, passage

QUESTION = "Who opened the new bridge?"
BO = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "en"}
SAY = words("en")


@pytest.fixture
def opened(searcher: Searcher, settings: Settings) -> Any:
    """A bot with some of its settings changed."""

    @asynccontextmanager
    async def bot(**changed: Any) -> AsyncIterator[Chat]:
        async with talking(searcher, replace(settings, telegram=replace(settings.telegram, **changed))) as chat:
            yield chat

    return bot


def notices(chat: Chat) -> list[str]:
    """What presses were answered with."""
    return [str(call["shown"]) for call in chat.requests.sent("answerCallbackQuery")]


async def signed(chat: Chat, press: Press) -> None:
    """Somebody presses a button that we made."""
    await chat.gets("callback_query", chat.press(chat.bot.shared.signer.data(press, 7)))


async def test_a_longest_question(searcher: Searcher, settings: Settings) -> None:
    """A question of exactly the longest length is answered, one of a character more is not, inline either."""
    async with talking(searcher, replace(settings, limits=Limits(question=len(QUESTION)))) as chat:
        assert "Ruth Amsler" in (await chat.writes(QUESTION))["shown"]
        assert "too long" in (await chat.writes(QUESTION + "?"))["shown"]
        for query, title in ((QUESTION, "The harbour"), (QUESTION + "?", "No results")):
            await chat.gets("inline_query", {"id": query, "from": BO, "query": query, "offset": ""})
            results = json.loads(chat.requests.sent("answerInlineQuery")[-1]["results"])
            assert results[0]["title"].startswith(title)


async def test_scrolling_is_not_asking(opened: Any) -> None:
    """Only the first page of cards counts towards the questions a minute."""
    async with opened(questions_a_minute=1) as chat:
        for number, (offset, is_answered) in enumerate((("", True), ("1", True), ("12", False), ("", False))):
            query = {"id": str(number), "from": BO, "query": "the new bridge", "offset": offset}
            await chat.gets("inline_query", query)
            results = json.loads(chat.requests.sent("answerInlineQuery")[-1]["results"])
            assert (bool(results) and not results[0]["id"].startswith("none")) == is_answered


async def test_cards_are_for_one_person(chat: Chat) -> None:
    """Cards are kept for whoever typed, and offers to type something appear only where nothing was typed."""
    await chat.gets("inline_query", {"id": "1", "from": BO, "query": QUESTION, "offset": ""})
    cards = chat.requests.sent("answerInlineQuery")[-1]
    assert cards["is_personal"] == "true"
    assert "button" not in cards
    (first, *_) = json.loads(cards["results"])
    assert first["input_message_content"]["link_preview_options"]["is_disabled"] is True
    await chat.gets("inline_query", {"id": "2", "from": BO, "query": "dragons over Kilimanjaro", "offset": "5"})
    none = chat.requests.sent("answerInlineQuery")[-1]
    assert none["results"] == "[]"
    assert "button" not in none
    await chat.gets("inline_query", {"id": "3", "from": BO, "query": "", "offset": ""})
    assert json.loads(chat.requests.sent("answerInlineQuery")[-1]["button"])["start_parameter"] == "inline"


@pytest.mark.parametrize(("size", "tag"), [(700, "<blockquote>"), (701, "<blockquote expandable>")])
def test_card_of_a_long_passage(size: int, tag: str) -> None:
    """A card's quotation is folded when it has more than 700 characters."""
    content = card(passage(1, "x" * size), SAY, OPTIONS).input_message_content.to_dict()
    assert content["message_text"].startswith(tag)


def test_card_without_title() -> None:
    """A card is called by its article's id where there is no title, and by dots where that says nothing."""
    found = passage(1, "It holds. " * 30, "It holds. " * 30)
    for title, article, shown in (("The dam", "a", "The dam"), ("", "news/dam.txt", "news/dam.txt"), (" ", "a", "…")):
        cited = replace(found.citation, title=title, article=article)
        assert card(replace(found, citation=cited), SAY, OPTIONS).title == shown
    long = card(replace(found, citation=replace(found.citation, title="x" * 65)), SAY, OPTIONS)
    assert long.title == "x" * 63 + "…"
    assert long.description is not None
    assert len(long.description) <= 160
    assert long.reply_markup is not None
    assert card(found, SAY, replace(OPTIONS, username="")).reply_markup is None
    assert len(no_answer_card("?", SAY).id) == len("none-") + 16


async def test_ranks_of_passages(chat: Chat) -> None:
    """A button opens the first and the last passage, and no passage before or after them."""
    shown = await chat.writes("What about the bridge and the cables?")
    identity = data_of(shown, "Why").split(".")[1]
    answer = await chat.bot.shared.archive.answer(identity)
    assert answer is not None
    last = len(answer.passages)
    assert last > 1
    for rank in (0, last + 1):
        await signed(chat, Press("p", identity, rank * 1000 + 500))
        assert "no longer available" in notices(chat)[-1]
    assert chat.requests.sent("editMessageText") == []
    for rank in (1, last):
        await signed(chat, Press("p", identity, rank * 1000 + 500))
        assert chat.requests.sent("editMessageText")[-1]["shown"].startswith(f"[{rank}] ")


async def test_an_answer_no_longer_at_hand(chat: Chat) -> None:
    """An answer that is only in the journal is found there; one that is nowhere is no longer available."""
    shown = await chat.writes(QUESTION)
    chat.bot.shared.archive._recent.clear()
    await chat.presses(shown, "Why")
    assert chat.requests.sent("editMessageText")[-1]["shown"].startswith("Why this answer")
    for kind in "apcwgb":
        await signed(chat, Press(kind, "zzzzzz", 1500))
        assert "no longer available" in notices(chat)[-1]
    await signed(chat, Press("?", "zzzzzz"))
    assert "no longer available" in notices(chat)[-1]


async def test_an_article_no_longer_there(chat: Chat) -> None:
    """A passage whose article was taken away says so, and leaves the answer where it is."""
    shown = await chat.writes(QUESTION)
    (chat.corpus / "other.txt").write_text("Something else stands here, in a sentence of its own.\n")
    (chat.corpus / "harbour.md").unlink()
    chat.bot.shared.archive.searcher.refresh()
    await chat.presses(shown, "1")
    assert notices(chat)[-1] == "That article is no longer in the archive."
    assert chat.requests.sent("editMessageText") == []


async def test_each_passage_is_shown_in_its_own_article(chat: Chat) -> None:
    """The button's number is the passage's rank."""
    (chat.corpus / "mill.md").write_text(
        "# The mill\n\nAda Lind opened the new bridge of the mill in May.\n\nIt is dry.\n"
    )
    chat.bot.shared.archive.searcher.refresh()
    shown = await chat.writes(QUESTION)
    rest = []
    for label in ("1", "2"):
        await chat.presses(shown, label)
        rest.append(chat.requests.sent("editMessageText")[-1]["shown"])
    assert ["It is dry." in text for text in rest] != ["The old ferry stopped" in text for text in rest]
    assert sorted("It is dry." in text for text in rest) == [False, True]
    assert all(("It is dry." in text) == ("The mill" in text) for text in rest)


async def test_feedback_is_told_apart(chat: Chat) -> None:
    """A thumb up and a thumb down are noted as what they are."""
    shown = await chat.writes(QUESTION)
    await chat.presses(shown, "👍")
    await chat.presses(shown, "👎")
    assert ["good" in text for text in notices(chat)] == [True, False]
    assert ["wrong" in text for text in notices(chat)] == [False, True]


async def test_example_tapped_quickly(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often an example is tapped within five seconds, it is asked once; then again."""
    now = [100.0]
    monkeypatch.setattr(f"{buttons_module.__name__}.time", SimpleNamespace(monotonic=lambda: now[0]))
    (example,) = [button["callback_data"] for button in buttons(await chat.writes("/start"))]
    for moment, answers in ((100.0, 1), (102.0, 1), (104.9, 1), (105.0, 2), (109.9, 2), (200.0, 3)):
        now[0] = moment
        await chat.gets("callback_query", chat.press(example))
        assert len(chat.requests.sent()) == 1 + answers
    await signed(chat, Press("e", "1"))
    await signed(chat, Press("e", "x"))
    assert len(chat.requests.sent()) == 4


async def test_example_is_not_part_of_a_conversation(chat: Chat) -> None:
    """What is asked after an example was tapped does not follow it."""
    (example,) = [button["callback_data"] for button in buttons(await chat.writes("/start"))]
    await chat.gets("callback_query", chat.press(example))
    assert "Understood as" not in (await chat.writes("And who opened it?"))["shown"]


async def test_taps_that_are_remembered(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many taps as there is room for are remembered, then the oldest is forgotten."""
    monkeypatch.setattr(buttons_module, "TAPS", 2)
    handler = buttons_module.Buttons(chat.bot.shared, None, None, None, None)  # type: ignore[arg-type]
    taps = [(7, number, 0) for number in (1, 2, 3)]
    assert [handler._is_again(tap) for tap in (taps[0], taps[1], taps[0], taps[2])] == [False, False, True, False]
    assert [handler._is_again(tap) for tap in (taps[1], taps[2], taps[0])] == [True, True, False]


async def test_strangers_get_six_replies(opened: Any) -> None:
    """A stranger is told six times a minute, and the pairing code is no secret word in a group."""
    async with opened(access="list") as chat:
        for _ in range(8):
            await chat.writes(QUESTION, sender=BO) if not chat.requests.sent() else await chat.gets(
                "message", message(90, QUESTION, sender=BO)
            )
        assert len(chat.requests.sent()) == 6
    async with opened(access="pairing") as chat:
        pairing = chat.bot.shared.preferences.pairing
        code = pairing.new_code(60, 1)
        text = f"@pincite_bot {code}"
        mention = {"entities": [{"type": "mention", "offset": 0, "length": 12}]}
        await chat.writes(text, chat=-100, sender=BO, **mention)
        await chat.gets("message", message(9, code, chat=-100, sender=BO))
        assert not pairing.person(8)
        await chat.writes(f"/pair {code}", sender=BO)
        assert pairing.person(8)
        assert not pairing.person(9)


async def test_updates_without_a_person(opened: Any) -> None:
    """What nobody sent (a post in a channel) is let pass by nobody's access, and answered by nothing."""
    async with opened(access="list") as chat:
        post = {**message(5, QUESTION, chat=-100)}
        del post["from"]
        await chat.gets("channel_post", {**post, "chat": {"id": -100, "type": "channel", "title": "News"}})
        assert chat.requests.sent() == []


async def test_largest_file(opened: Any) -> None:
    """A file of exactly 20 MB is asked for, one of a byte more is not; one without a size or name is."""
    async with opened(admins=frozenset({7})) as chat:
        chat.requests.files["f1"] = b"The keeper Ines Haddad retired on Monday after forty years of service.\n"
        for number, size in enumerate((limits.FILE_BYTES, limits.FILE_BYTES + 1)):
            document = {"file_id": "f1", "file_unique_id": "u1", "file_name": f"{number}.txt", "file_size": size}
            await chat.gets("message", {**message(50 + number, ""), "document": document, "text": None})
        first, second = (call["shown"] for call in chat.requests.sent())
        assert "now in the archive" in first
        assert "larger than 20 MB" in second
        chat.requests.files["f2"] = b"Another keeper, Olaf Berg, began on Tuesday and will stay for forty years.\n"
        nameless = {"file_id": "f2", "file_unique_id": "u2"}
        await chat.gets("message", {**message(60, ""), "document": nameless, "text": None})
        assert chat.requests.sent()[-1]["shown"].startswith("article.txt\n1 article")


async def test_document_in_reply_to_us(opened: Any) -> None:
    """In a group a file is taken when it replies to us, and not when it replies to somebody else."""
    async with opened(admins=frozenset({7})) as chat:
        chat.requests.files["f1"] = b"The keeper Ines Haddad retired on Monday after forty years of service.\n"
        document = {"file_id": "f1", "file_unique_id": "u1", "file_name": "keeper.txt", "file_size": 80}
        for sender, replies in ((BO, 0), (ME, 1)):
            reply = message(10, "an answer", chat=-100, sender=sender)
            sent = {**message(61, "", chat=-100), "document": document, "text": None, "reply_to_message": reply}
            await chat.gets("message", sent)
            assert len(chat.requests.sent()) == replies


async def test_files_that_are_offered(opened: Any) -> None:
    """The ten newest files are offered, long names shortened in the middle."""
    async with opened(admins=frozenset({7})) as chat:
        folder = chat.corpus / "telegram"
        folder.mkdir()
        names = ["x" * 36 + ".txt", "y" * 37 + ".txt", *[f"{n}.txt" for n in range(8)]]
        for name in names:
            (folder / name).write_text("Words.\n")
        labels = [button["text"] for button in buttons(await chat.writes("/remove"))]
        assert sorted(labels) == sorted([names[0], "y" * 24 + "…" + "y" * 11 + ".txt", *names[2:]])
        (folder / "8.txt").write_text("Words.\n")
        assert len(buttons(await chat.writes("/remove"))) == 10


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (5, 5), (6, 5)])
def test_problems_that_are_listed(count: int, shown: int) -> None:
    """The first five problems are listed under an empty line, each in at most 300 characters."""
    problems = [Problem("x.jsonl", Remark("is empty")) for _ in range(count)]
    assert problem_lines(problems, SAY) == ([line(""), *[line("Skipped: x.jsonl is empty")] * shown] if count else [])
    (_, long) = problem_lines([Problem("x" * 400, Remark("is empty"))], SAY)
    assert len(long) == 300


async def test_mention_under_a_photo(chat: Chat) -> None:
    """In a group a mention in the words under a photo is meant for us, a mention of another bot is not."""
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    for name, answers in (("@another_bot", 0), ("@Pincite_bot", 1)):
        entities = [{"type": "mention", "offset": 0, "length": 12}]
        caption = {"caption": f"{name} {QUESTION}", "caption_entities": entities}
        await chat.gets("message", {**message(1, "", chat=-100), "text": None, "photo": photo, **caption})
        assert len(chat.requests.sent()) == answers
    assert "Ruth Amsler" in chat.requests.sent()[-1]["shown"]


async def test_reply_to_somebody_else_is_no_follow_up(chat: Chat) -> None:
    """In a private chat a reply to a message without our buttons is a question of its own."""
    strange = message(3, "hello", sender=BO, reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]})
    for replied in (message(3, "hello", sender=BO), strange):
        shown = await chat.writes(QUESTION, reply_to_message=replied)
        assert "Ruth Amsler" in shown["shown"]
        assert "Understood as" not in shown["shown"]


async def test_shared_settings_of_a_person(chat: Chat) -> None:
    """Nobody in particular is spoken to in English, and is no administrator."""
    parts = chat.bot.shared
    assert parts.say(None).language == "en"
    assert not parts.is_admin(None)
