"""Who was let in: administrators see them, let them in no longer, and make codes; nobody else does."""

import re
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.group import pincite
from bot.settings import Settings
from bot.telegram_app.handlers.people import People
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.views.keyboards import Press
from bot.telegram_app.views.people import CHOSEN
from retrieval import Searcher, StateError, UsageError
from tests.telegram_app.conftest import TOKEN, Chat, buttons, data_of, talking

QUESTION = "Who opened the new bridge?"
OWNER = {"id": 1, "is_bot": False, "first_name": "Owner", "language_code": "en"}


def person(number: int, name: str = "Bo") -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": name, "last_name": f"No{number}", "language_code": "en"}


@pytest.fixture
async def chat(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    """A bot that lets people in by a code, and its owner."""
    telegram = replace(settings.telegram, access="pairing", admins=frozenset({1}), pairing_uses=50)
    async with talking(searcher, replace(settings, telegram=telegram)) as chat:
        yield chat


async def enter(chat: Chat, *people: dict[str, Any]) -> None:
    """People are let in by a code that the owner makes."""
    invitation = (await chat.writes("/invite", chat=1, sender=OWNER))["shown"]
    code = re.search(r"[A-Z2-9]{8}", invitation)
    assert code is not None
    for one in people:
        assert "Welcome" in (await chat.writes(code[0], chat=one["id"], sender=one))["shown"]


async def press(chat: Chat, shown: dict[str, Any], label: str, sender: dict[str, Any] = OWNER) -> str:
    """Somebody presses a button; gives what the message says then, or the notice."""
    before = len(chat.requests.calls)
    await chat.gets("callback_query", chat.press(data_of(shown, label), chat=1) | {"from": sender})
    said = [call for call in chat.requests.calls[before:] if call[0] in ("editMessageText", "answerCallbackQuery")]
    return str(said[-1][1].get("text"))


async def test_who_was_let_in(chat: Chat) -> None:
    """Each with name, id, since when and last use, and a button."""
    assert "/invite makes one" in (await chat.writes("/users", chat=1, sender=OWNER))["shown"]
    await enter(chat, person(7, "Ada"), person(8, "<b>"))
    shown = await chat.writes("/users", chat=1, sender=OWNER)
    assert "2 people" in shown["shown"]
    assert re.search(r"• Ada No7 \(7\) · since \w+ \d+, \d+ · last here \w+ \d+, \d+", shown["shown"])
    assert [button["text"] for button in buttons(shown)] == ["Remove <b> No8", "Remove Ada No7"]


@pytest.mark.parametrize("subject", ["", "é", "k7q2m9", "²", "9" * 19, "9" * 5_000, "-7"])
async def test_a_button_for_nobody(chat: Chat, subject: str) -> None:
    """Whatever stands where an id is to be, it is nobody's who was let in."""
    handlers = People(chat.bot.shared, "pairing", 60, 1)
    assert await handlers.pressed(Press(CHOSEN, subject), str, admin=True) is None  # type: ignore[arg-type]


async def test_the_longest_id_is_somebodys(chat: Chat) -> None:
    """An id may have eighteen figures, which is more than Telegram's have."""
    longest = int("9" * 18)
    await enter(chat, person(longest, "Ada"))
    shown = await chat.writes("/users", chat=1, sender=OWNER)
    assert f"Stop letting Ada No{longest} ({longest}) in?" in await press(chat, shown, f"Remove Ada No{longest}")


async def test_let_in_no_longer(chat: Chat) -> None:
    """At once: no question, button, link or inline query is answered; others stay."""
    await enter(chat, person(7), person(8))
    answer = await chat.writes(QUESTION, sender=person(7))
    assert "Ruth Amsler" in answer["shown"]
    shown = await chat.writes("/users", chat=1, sender=OWNER)
    assert "Stop letting Bo No7 (7) in?" in await press(chat, shown, "Remove Bo No7")
    confirm = chat.requests.sent("editMessageText")[-1]
    assert "no longer has access" in await press(chat, confirm, "Remove")
    asked = len(chat.journal.ids())
    assert "code" in (await chat.writes(QUESTION, sender=person(7)))["shown"]
    await chat.gets("callback_query", chat.press(data_of(answer, "Why")) | {"from": person(7)})
    assert "private" in chat.requests.sent("answerCallbackQuery")[-1]["text"]
    link = re.search(r"start%3D(a_\w+)", str(answer["reply_markup"]))
    assert link is not None
    assert "code" in (await chat.writes(f"/start {link[1]}", sender=person(7)))["shown"]
    await chat.gets("inline_query", {"id": "1", "from": person(7), "query": QUESTION, "offset": ""})
    assert chat.requests.sent("answerInlineQuery")[-1]["results"] == "[]"
    assert len(chat.journal.ids()) == asked
    assert "Ruth Amsler" in (await chat.writes(QUESTION, chat=8, sender=person(8)))["shown"]
    await press(chat, confirm, "Remove")
    assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["text"]


async def test_telegram_remembers_no_cards_where_not_everyone_may_ask(chat: Chat) -> None:
    """Cards that Telegram kept would be offered to somebody who no longer has access."""
    await enter(chat, person(7))
    await chat.gets("inline_query", {"id": "1", "from": person(7), "query": QUESTION, "offset": ""})
    sent = chat.requests.sent("answerInlineQuery")[-1]
    assert "Ruth Amsler" in sent["results"]
    assert int(sent.get("cache_time", 0)) == 0


async def test_somebody_is_kept(chat: Chat) -> None:
    """`Keep` leads back to the list."""
    await enter(chat, person(7))
    await press(chat, await chat.writes("/users", chat=1, sender=OWNER), "Remove Bo No7")
    assert "1 person was let in" in await press(chat, chat.requests.sent("editMessageText")[-1], "Keep")


async def test_only_for_the_owners_eyes(chat: Chat) -> None:
    """Neither others nor a group see names or codes, and another's press changes nothing."""
    await enter(chat, person(7))
    for command in ("/users", "/invite"):
        assert "Only the administrators" in (await chat.writes(command, sender=person(7)))["shown"]
        assert "private chat" in (await chat.writes(command, chat=-5, sender=OWNER))["shown"]
    shown = await chat.writes("/users", chat=1, sender=OWNER)
    await press(chat, shown, "Remove Bo No7", sender=person(7))
    assert "Only the administrators" in chat.requests.sent("answerCallbackQuery")[-1]["text"]
    assert "/users" not in (await chat.writes("/help", sender=person(7)))["shown"]
    assert "/users" in (await chat.writes("/help", chat=1, sender=OWNER))["shown"]


async def test_many_people(chat: Chat) -> None:
    """They are listed by pages."""
    await enter(chat, *(person(number) for number in range(10, 31)))
    first = await chat.writes("/users", chat=1, sender=OWNER)
    assert "21 people" in first["shown"]
    assert len(buttons(first)) == 11
    await press(chat, first, "▶")
    second = chat.requests.sent("editMessageText")[-1]
    assert [button["text"] for button in buttons(second)][-2:] == ["◀", "▶"]
    await press(chat, second, "▶")
    last = chat.requests.sent("editMessageText")[-1]
    assert [button["text"] for button in buttons(last)][1:] == ["◀"]


@pytest.mark.parametrize(("access", "words"), [("open", "Anyone may ask"), ("list", "PINCITE_USERS")])
async def test_without_codes(searcher: Searcher, settings: Settings, access: str, words: str) -> None:
    """Where no code is needed, that is said."""
    telegram = replace(settings.telegram, access=access, admins=frozenset({1}))
    async with talking(searcher, replace(settings, telegram=telegram)) as chat:
        for command in ("/users", "/invite"):
            assert words in (await chat.writes(command, chat=1, sender=OWNER))["shown"]


def command(state: Path, *arguments: str) -> None:
    pincite.main(["--state", str(state), "telegram", *arguments], standalone_mode=False)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`telegram users`, `--unpair` and `invite`, while the bot has the file open too."""
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    with pytest.raises(UsageError, match="holds no bot's file"):
        command(tmp_path, "users")
    with closing(Preferences(tmp_path / "telegram-123456789.sqlite")) as running:
        command(tmp_path, "invite")
        assert running.pairing.pairs(capsys.readouterr().out, 7, "Ada\x1b[2J")
        command(tmp_path, "users")
        assert re.fullmatch(r"7  \d{4}-\S+Z  \d{4}-\S+Z  Ada\S+\n", shown := capsys.readouterr().out)
        assert "\x1b" not in shown
        command(tmp_path, "users", "--json")
        assert '"id": 7, "name": "Ada' in capsys.readouterr().out
        command(tmp_path, "users", "--unpair", "7")
        assert capsys.readouterr().out == "7 no longer has access.\n"
        assert not running.pairing.admits(7, "Ada")
        with pytest.raises(Exception, match="Nobody with the id 7"):
            command(tmp_path, "users", "--unpair", "7")
    (tmp_path / "telegram-2.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(UsageError, match="several bots"):
        command(tmp_path, "users")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "2:x")
    with pytest.raises(StateError, match=r"is damaged .* start the bot"):
        command(tmp_path, "users")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN.replace("1", "3"))
    with pytest.raises(UsageError, match="run `pincite telegram` first"):
        command(tmp_path, "users")
