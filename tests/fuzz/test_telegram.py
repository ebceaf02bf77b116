"""Telegram's doors: callback data, bodies of the webhook, and whatever people write and press."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.settings import Settings
from bot.telegram_app.updates.reading import NotAnUpdate, update_of
from bot.telegram_app.views.keyboards import Press, Signer
from retrieval import Searcher
from tests.fuzz.test_json import VALUES, changed, places
from tests.telegram_app.conftest import BOT, HARBOUR, TOKEN, Chat, message, talking

SIGNER = Signer(b"a secret of thirty-two characters")
BYTES = st.one_of(st.binary(max_size=80), VALUES.map(json.dumps).map(str.encode))


@given(st.text(max_size=64), st.integers())
@example("a.b.1.", 7)
@example("...", 7)
@example("\ud800.\udfff", -7)
def test_data_that_nobody_signed(data: str, chat: int) -> None:
    """It is no press."""
    assert SIGNER.press(data, chat) is None


@given(st.text("abcdefgh", min_size=1, max_size=3), st.text(max_size=8), st.integers(0, 10**9), st.data())
def test_data_that_was_changed(kind: str, subject: str, number: int, more: st.DataObject) -> None:
    """What we signed is read in its chat alone, and not with another character in it, or one less."""
    with suppress(ValueError, UnicodeEncodeError):
        data = SIGNER.data(Press(kind, subject, number), 7)
        assert SIGNER.press(data, 7) == Press(kind, subject, number)
        assert SIGNER.press(data, 8) is None
        at = more.draw(st.integers(0, len(data) - 1))
        other = more.draw(st.text(max_size=1).filter(lambda character: character != data[at]))
        assert SIGNER.press(data[:at] + other + data[at + 1 :], 7) is None


@given(BYTES)
@example(b"[" * 100_000)
@example(b'{"update_id": 1e400}')
@example(b"\xff\xfe{}")
def test_any_body(body: bytes) -> None:
    """It is an update, or refused by one of the errors that the webhook answers with 400."""
    with suppress(ValueError, RecursionError, NotAnUpdate):
        assert update_of(json.loads(body), BOT).update_id >= 0


PERSON = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "de"}
COMMANDS = "start ask check quote show why add remove users forgetme settings language sources recent articles help new"
PARTS = st.sampled_from([
    *(f"/{name} " for name in COMMANDS.split()), "@pincite_bot ", "c_", "q_", "k7q2m9", "k7q2m9.1", "harbour.md",
    "Who opened the new bridge?", "and when?", "since 2020", "“the new bridge”", "\n", "#1",
])  # fmt: skip
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=12)), min_size=1, max_size=4).map("".join)
PRESSES = st.builds(
    Press, st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.sampled_from(["", "7", "k7q2m9", "x" * 12, "0", "é"]),
    st.integers(-3, 10**6),
)  # fmt: skip


@st.composite
def updates(draw: st.DrawFn) -> tuple[str, Any]:
    """What somebody writes, presses or types inline; one value of it may be another one."""
    kind = draw(st.sampled_from(["message", "message", "edited_message", "callback_query", "inline_query"]))
    text = draw(TEXTS)
    chat = draw(st.sampled_from([7, 7, -5]))
    if kind == "callback_query":
        press = draw(PRESSES)
        content: Any = {
            "id": "1",
            "from": PERSON,
            "chat_instance": "1",
            "message": message(9, "x", chat),
            "data": press,
        }
    elif kind == "inline_query":
        offset = draw(st.sampled_from(["", "1", "-1", "x", "9" * 30]))
        content = {"id": "1", "from": PERSON, "query": text, "offset": offset}
    else:
        length = len(text.split(maxsplit=1)[0]) if text.strip() else 0
        command = {"type": "bot_command", "offset": 0, "length": length}
        content = message(draw(st.integers(1, 5)), text, chat, PERSON, entities=[command] if text[:1] == "/" else [])
    if kind != "callback_query" and draw(st.integers(0, 3)) == 0:
        content = changed(content, draw(st.sampled_from(places(content))), lambda: draw(VALUES))
    return kind, content


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Searcher, Settings]]:
    """An archive of one article, and the settings of a bot over it whose owner may do everything."""
    folder: Path = tmp_path_factory.mktemp("telegram")
    (folder / "articles").mkdir()
    (folder / "articles" / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    searcher = Searcher.open(folder / "articles", folder / "state")
    yield searcher, Settings.from_env({
        "TELEGRAM_BOT_TOKEN": TOKEN, "PINCITE_CORPUS": str(folder / "articles"), "PINCITE_STATE": str(folder / "state"),
        "PINCITE_ADMINS": "7", "PINCITE_ACTIONS_A_MINUTE": "0", "PINCITE_KEEP_DAYS": "1",
    })  # fmt: skip
    searcher.close()


@given(st.lists(updates(), min_size=3, max_size=12))
@settings(max_examples=max(10, settings().max_examples // 40))  # each is up to twelve updates to a whole bot
def test_whatever_people_do(
    archive: tuple[Searcher, Settings], caplog: pytest.LogCaptureFixture, done: list[tuple[str, Any]]
) -> None:
    """No handler raises anything: what is odd is answered, or no update."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        asyncio.run(played(*archive, done))
    assert [
        record.getMessage() for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR
    ] == []


async def played(searcher: Searcher, settings_: Settings, done: list[tuple[str, Any]]) -> None:
    """One update after the other."""
    async with talking(searcher, settings_) as chat:
        for kind, content in done:
            await arrives(chat, kind, content)


async def arrives(chat: Chat, kind: str, content: Any) -> None:
    """An update as the webhook gets it."""
    if kind == "callback_query":
        with suppress(ValueError):
            content = {
                **content,
                "data": chat.bot.shared.signer.data(content["data"], content["message"]["chat"]["id"]),
            }
    raw = {"update_id": next(chat._updates), kind: content}
    try:
        update = update_of(json.loads(json.dumps(raw, default=str)), chat.bot.application.bot)
    except (NotAnUpdate, ValueError):
        return
    if chat.bot.inbox.add([update]):
        await chat.bot.application.process_update(update)
