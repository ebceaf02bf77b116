"""`/forgetme`: after it no file of the state holds a word of that person, while the bot runs; others' words stay."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.journal.store import Journal
from bot.settings import Settings
from bot.telegram_app.app import TelegramBot
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.updates.reading import PollingBot
from retrieval import Answer, Searcher
from tests.telegram_app.conftest import ME, Chat, Recorder, buttons, data_of, message

ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BO = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "en"}
GROUP = -5
WORDS = ("zyxharbour", "zyxbridge", "zyxgroup", "zyxwaiting", "zyxinline")
OTHERS = ("wvuharbour", "wvugroup")


@pytest.fixture
async def chat(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    """A bot whose whole state is in files."""
    async with on_disk(searcher, settings) as chat:
        yield chat


@asynccontextmanager
async def on_disk(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    requests, file = Recorder(), settings.state / "telegram-123456789.sqlite"
    with (
        closing(Inbox(file)) as inbox,
        closing(Preferences(file)) as preferences,
        closing(Journal(settings.state)) as journal,
    ):
        bot = TelegramBot(settings, ArchiveService(searcher, journal), inbox, preferences, request=lambda: requests)
        await bot.application.initialize()
        bot.shared.username = str(ME["username"])
        yield Chat(bot, requests, journal, settings.corpus)
        await bot.application.shutdown()


def left(settings: Settings, words: tuple[str, ...] = WORDS) -> set[str]:
    """The words that any file of the state holds."""
    data = b"".join(path.read_bytes() for path in settings.state.rglob("*") if path.is_file())
    return {word for word in words if word.encode() in data}


def mention(text: str) -> dict[str, Any]:
    """A group's message to the bot."""
    name = f"@{ME['username']}"
    return {"text": f"{name} {text}", "entities": [{"type": "mention", "offset": 0, "length": len(name)}]}


async def asks_in_group(chat: Chat, text: str, sender: dict[str, Any], **more: Any) -> dict[str, Any]:
    said = mention(text)
    return await chat.writes(said["text"], chat=GROUP, sender=sender, entities=said["entities"], **more)


async def press(chat: Chat, shown: dict[str, Any], label: str, sender: dict[str, Any] = ADA, place: int = 7) -> None:
    await chat.gets("callback_query", chat.press(data_of(shown, label), chat=place) | {"from": sender})


async def lived(chat: Chat, settings: Settings) -> dict[str, Any]:
    """Ada and Bo ask in private and in a group, follow up, rate, choose and wait; gives Ada's answer in the group."""
    for number in range(25):
        await chat.writes(f"What does the wvuharbour say of the new bridge, part {number}?", chat=8, sender=BO)
    answer = await chat.writes("Who opened the new bridge at zyxharbour?")
    await press(chat, answer, "👍")
    await chat.writes("And what did the zyxbridge cost?")
    await press(chat, await chat.writes("/settings"), "5")
    theirs = await asks_in_group(chat, "Who opened the bridge of wvugroup?", BO)
    await press(chat, theirs, "👎", place=GROUP)
    shown = await asks_in_group(chat, "Who opened the new bridge of zyxgroup?", ADA)
    replied = {**message(1000, "an answer", chat=GROUP, sender=ME), "reply_markup": json.loads(shown["reply_markup"])}
    follow_up = await chat.writes("And what did it cost?", chat=GROUP, sender=BO, reply_to_message=replied)
    assert "Understood as: And what did it cost? (Mayor Ruth Amsler opened new bridge)" in follow_up["shown"]
    await chat.gets("inline_query", {"id": "1", "from": ADA, "query": "bridge zyxinline", "offset": ""})
    waiting = message(900, "Does zyxwaiting wait for the bridge?")
    chat.bot.inbox.add([Update.de_json({"update_id": 9000, "message": waiting}, chat.bot.application.bot)])
    assert left(settings) == set(WORDS)
    return shown


async def test_nothing_is_left(chat: Chat, settings: Settings) -> None:
    """Of what was asked in private, in a group and inline, of follow-ups of others, ratings, settings, what waits."""
    shown = await lived(chat, settings)
    question = await chat.writes("/forgetme")
    assert "Shall I forget" in question["shown"]
    await press(chat, question, "Forget it all")
    said = chat.requests.sent("editMessageText")[-1]["shown"]
    assert "4 answers of yours are forgotten." in said
    assert "counts without names" in said
    assert "let in" not in said
    assert left(settings) == set()
    assert left(settings, OTHERS) == set(OTHERS)
    assert chat.bot.shared.preferences.display_options(7).passages == 3
    assert [answer.id for answer, _, wrong in chat.journal.rated() if wrong] == []
    for button in ("Why", "Check"):
        await press(chat, shown, button, place=GROUP)
        assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]
    assert len(chat.journal.ids()) == 27
    assert [chat.journal.answer(identity).understood for identity in chat.journal.ids()] == [None] * 27


async def test_nothing_comes_back(chat: Chat, settings: Settings) -> None:
    """What others ask next builds on nothing of it, nor does what is asked next by the same person."""
    await lived(chat, settings)
    await press(chat, await chat.writes("/forgetme"), "Forget it all")
    await asks_in_group(chat, "And who paid for it?", BO)
    await asks_in_group(chat, "And when was it opened?", ADA)
    await chat.writes("And when was it opened?")
    assert left(settings) == set()


async def test_only_the_one_who_asked_may_press(chat: Chat, settings: Settings) -> None:
    """In a group the button is another's to see, not to press; `Keep` forgets nothing."""
    await chat.writes("Who opened the new bridge at zyxharbour?")
    question = await chat.writes("/forgetme", chat=GROUP)
    assert [button["text"] for button in buttons(question)] == ["Forget it all", "Keep"]
    for label in ("Forget it all", "Keep"):
        await press(chat, question, label, sender=BO, place=GROUP)
        assert "Only the person" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]
    await press(chat, question, "Keep", place=GROUP)
    assert "it stays" in chat.requests.sent("editMessageText")[-1]["shown"]
    assert left(settings) == {"zyxharbour"}
    await press(chat, question, "Forget it all", place=GROUP)
    assert left(settings) == set()
    await press(chat, question, "Forget it all", place=-6)
    assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]


async def test_what_is_being_answered_meanwhile_is_not_kept(
    chat: Chat, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question in hand while its person has everything forgotten is answered, and not kept."""
    chat.bot.shared.archive._usual_seconds = 1
    question = await chat.writes("/forgetme")
    began, go_on = threading.Event(), threading.Event()
    ask = chat.bot.shared.archive.searcher.ask

    def slow(text: str, **options: Any) -> Answer:
        began.set()
        go_on.wait(10)
        return ask(text, **options)

    monkeypatch.setattr(chat.bot.shared.archive.searcher, "ask", slow)
    asking = asyncio.create_task(chat.writes("Who opened the new bridge at zyxharbour?"))
    await asyncio.to_thread(began.wait, 10)
    await press(chat, question, "Forget it all")
    go_on.set()
    assert "Ruth Amsler" in (await asking)["shown"]
    assert chat.journal.ids() == []
    assert left(settings, ("zyxharbour",)) == set()


async def test_what_waits_is_dropped(chat: Chat) -> None:
    """What a person sent and is not begun is not answered any more; what others sent is."""
    backlog = chat.bot.backlog
    handed: list[int] = []
    monkey = [
        message(number, f"question {number}", chat=GROUP, sender=who) for number, who in enumerate([ADA, ADA, BO])
    ]
    updates = [
        Update.de_json({"update_id": n, "message": m}, chat.bot.application.bot) for n, m in enumerate(monkey, 1)
    ]
    backlog._hand_over = lambda update: handed.append(update.update_id)
    for update in updates:
        assert backlog.admits(update)
        backlog.add(update)
    assert handed == [1]
    assert backlog.drop(7) == [2]
    assert backlog.drop(7) == []
    backlog.finished(1)
    assert handed == [1, 3]
    assert not backlog._pending[("person", 7)]


async def test_what_can_not_be_cleared_is_said(chat: Chat, settings: Settings) -> None:
    """While another program reads the journal; the next /forgetme clears it."""
    await chat.writes("Who opened the new bridge at zyxharbour?")
    chat.journal._file.read(lambda db: db.execute("PRAGMA busy_timeout = 10").fetchone())
    question = await chat.writes("/forgetme")
    with closing(sqlite3.connect(settings.state / "journal.sqlite")) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM answers").fetchone() == (1,)
        await press(chat, question, "Forget it all")
        assert "another program" in chat.requests.sent("editMessageText")[-1]["shown"]
        assert chat.journal.ids() == []
    await press(chat, question, "Forget it all")
    assert "0 answers" in chat.requests.sent("editMessageText")[-1]["shown"]
    assert left(settings) == set()


async def test_who_was_let_in_stays_so(chat: Chat) -> None:
    """Being let in is the owner's to undo, and said to stay."""
    pairing = chat.bot.shared.preferences.pairing
    pairing.pairs(pairing.new_code(60, 1), 7, "Ada")
    await press(chat, await chat.writes("/forgetme"), "Forget it all")
    assert "Your access stays" in chat.requests.sent("editMessageText")[-1]["shown"]
    assert pairing.admits(7, "Ada")


async def test_the_command_line_reaches_the_running_bot(chat: Chat, settings: Settings) -> None:
    """`pincite journal forget --person` leaves nothing in the journal, nor in what is asked next here."""
    await lived(chat, settings)
    with closing(Journal(settings.state)) as elsewhere:
        assert elsewhere.forget(person=7) == 4
    await asks_in_group(chat, "And who paid for it?", BO)
    await chat.writes("And when was it opened?")
    chat.bot.inbox.forget_person(7)
    assert left(settings) == set()


def test_done_questions_leave_the_inbox_when_somebody_forgets(tmp_path: Path) -> None:
    """Of 1,500 questions that came and were answered, no piece is left in any page."""
    bot = PollingBot("1:x", skips=lambda _raw: None)
    with closing(Inbox(tmp_path / "telegram-1.sqlite")) as inbox:
        for start in range(0, 1500, 50):
            raws = [
                {"update_id": n, "message": message(n, f"zyxharbour {n} " * (n % 40), sender=ADA if n % 2 else BO)}
                for n in range(start + 1, start + 51)
            ]
            inbox.add([Update.de_json(raw, bot) for raw in raws])
            for raw in raws:
                inbox.done(int(str(raw["update_id"])))
        inbox.forget_person(7)
        assert b"zyxharbour" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
