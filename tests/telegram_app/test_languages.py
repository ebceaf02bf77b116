"""A chat in German sees no English of ours, whatever it does. The archive is Greek, so that English is told apart."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from bot.settings import Settings
from bot.telegram_app.handlers.menu import private_menu
from bot.telegram_app.translations import LOCALES, languages, words
from bot.telegram_app.writing import WRITINGS
from retrieval import Searcher
from tests.telegram_app.conftest import Chat, buttons, data_of, message, talking

BRIDGE = """# Η νέα γέφυρα του λιμανιού

Η δήμαρχος Ελένη Παππά άνοιξε τη νέα γέφυρα την Κυριακή, μπροστά σε πολλούς επισκέπτες και μαθητές.

Η γέφυρα κόστισε σαράντα εκατομμύρια, πολύ περισσότερα από όσα είχε προβλέψει το συμβούλιο της πόλης.

Οι μηχανικοί θα ελέγχουν τα καλώδια κάθε άνοιξη, είπε η δήμαρχος Ελένη Παππά στους δημοσιογράφους.
"""
FERRY = """# Το παλιό πλοίο

Το παλιό πλοίο σταμάτησε τον Μάιο, επειδή η δήμαρχος Ελένη Παππά δεν βρήκε χρήματα για τη μηχανή του.
"""
QUESTION = "Ποια δήμαρχος άνοιξε τη νέα γέφυρα;"
QUOTE = "Η γέφυρα κόστισε σαράντα εκατομμύρια, πολύ περισσότερα από όσα είχε προβλέψει το συμβούλιο"
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "de"}
VOICE = {"file_id": "v", "file_unique_id": "v", "duration": 1}
BO = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "de"}

_WORD = re.compile(r"[^\W\d_]{2,}")


def latin(text: str) -> set[str]:
    """The words of a text that are written in Latin letters."""
    return {word for word in _WORD.findall(text) if word[0].casefold() in "abcdefghijklmnopqrstuvwxyzäöü"}


def german() -> set[str]:
    """The words that a German chat may see: those of the catalog, of commands, and of languages."""
    with (LOCALES / "de.po").open("rb") as file:
        forms = [form for m in read_po(file, locale="de") for form in ([m.string] if m.id else []) if form]
    flat = [text for form in forms for text in ([form] if isinstance(form, str) else form)]
    known = latin(re.sub(r"\{\w+\}", " ", " ".join(flat)))
    commands = {name for name, _ in private_menu(words("de"), admin=True)}
    own = latin(" ".join(WRITINGS[language].name for language in languages()))
    return known | commands | own | {"BM", "Alle", "Griechisch"}


def said(calls: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """Everything that calls put before people: messages, buttons, notices, cards."""
    for name, parameters in calls:
        if name not in ("sendMessage", "sendPhoto", "editMessageText", "answerCallbackQuery", "answerInlineQuery"):
            continue
        yield re.sub(r"<[^>]*>", " ", str(parameters.get("text", parameters.get("caption", ""))))
        rows = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
        yield from (button["text"] for row in rows for button in row)
        yield json.loads(parameters.get("button", "{}")).get("text", "")
        for card in json.loads(parameters.get("results", "[]")):
            content = re.sub(r"<[^>]*>", " ", card["input_message_content"]["message_text"])
            yield " ".join([card["title"], card["description"], content]).replace(card["id"], " ")


def leaks(chat: Chat, *known: str) -> dict[str, str]:
    """Words that are no German of ours, each with what it stands in; `known` are names and ids that may be seen."""
    ours, found = german(), {}
    for text in said(chat.requests.calls):
        for name in (*known, "x.jsonl", "telegram"):
            text = text.replace(name, " ")
        found.update(dict.fromkeys(latin(text) - ours, text))
    return found


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "2.md").write_text(FERRY, encoding="utf-8")
    return folder


@asynccontextmanager
async def german_chat(searcher: Searcher, settings: Settings, **chosen: Any) -> AsyncIterator[Chat]:
    """A bot that person 7 has set to German."""
    telegram = replace(settings.telegram, admins=frozenset({7}), **chosen)
    async with talking(searcher, replace(settings, telegram=telegram)) as chat:
        chat.bot.shared.preferences.choose(7, "language", "de")
        yield chat


@pytest.fixture
async def chat(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    async with german_chat(searcher, settings, actions_a_minute=0) as chat:
        yield chat


async def sends(chat: Chat, name: str, data: bytes) -> None:
    """Person 7 sends a document."""
    chat.requests.files["f1"] = data
    document = {"file_id": "f1", "file_unique_id": "u1", "file_name": name, "file_size": len(data)}
    number = 500 + len(chat.requests.calls)
    await chat.gets("message", {**message(number, "", sender=ADA), "document": document, "text": None})


async def test_commands_and_answers(chat: Chat) -> None:
    """Every command, with and without words behind it, and every button under an answer."""
    for name, _ in (*private_menu(words("de"), admin=True), ("ask", ""), ("nonsense", "")):
        for behind in ("", " 0", f" {QUESTION}"):
            await chat.writes(f"/{name}{behind}")
    await chat.writes("/settings", chat=-100, sender=ADA)
    await chat.writes("/help", chat=-100, sender=ADA)
    await chat.writes("Ψάρια και χταπόδια στον ωκεανό;")
    await chat.writes("?!")
    await chat.writes("α" * 5000)
    await chat.gets("message", {**message(400, "", sender=ADA), "text": None, "voice": VOICE})
    answer = await chat.writes(QUESTION)
    for button in buttons(answer):
        if "callback_data" in button:
            await chat.gets("callback_query", chat.press(button["callback_data"]))
    identity = data_of(answer, "Warum").split(".")[1]
    for command in (f"/check {identity}", f"/check {identity}.1", f"/start a_{identity}", "/start a_zzzzzz"):
        await chat.writes(command)
    await chat.gets("callback_query", chat.press("forged"))
    for shown in (await chat.writes("/settings"), await chat.writes("/start")):
        await chat.gets("callback_query", chat.press(buttons(shown)[0]["callback_data"]))
    assert leaks(chat, identity, ".txt", "Januar") == {}, "a note's file is named by the day it was sent"


async def test_verdicts(chat: Chat) -> None:
    """A citation whose article was restyled, moved, altered, renamed or taken away."""
    answer = await chat.writes(QUESTION)
    identity = data_of(answer, "Warum").split(".")[1]
    path = chat.corpus / "1.md"
    said_then = len(chat.requests.calls)
    for text in (
        BRIDGE.replace("# Η", "# Μια"),
        BRIDGE.replace("\n\nΗ δήμαρχος", "\n\nΚάτι άλλο πριν από αυτό εδώ.\n\nΗ δήμαρχος"),
        BRIDGE.replace("Η δήμαρχος", "Ναι. Η δήμαρχος", 1),
        BRIDGE.replace("Κυριακή, μπροστά", "Κυριακή,  μπροστά"),
        BRIDGE.replace("πολλούς επισκέπτες", "λίγους επισκέπτες"),
        "---\ndate: 2024-03-16\n---\n" + BRIDGE,
    ):
        path.write_text(text, encoding="utf-8")
        await chat.writes(f"/check {identity}")
    path.rename(chat.corpus / "3.md")
    await chat.writes(f"/check {identity}")
    (chat.corpus / "3.md").unlink()
    await chat.writes(f"/check {identity}")
    verdicts = " ".join(said(chat.requests.calls[said_then:]))
    for telling in (
        "verschoben",
        "Titel geändert",
        "Noch in ¶",
        "Nur anders gesetzt",
        "Dort stehen",
        "Datum",
        "nicht mehr",
    ):
        assert telling in verdicts
    assert leaks(chat, identity, ".md", "März") == {}


async def test_quotations(chat: Chat) -> None:
    """A quotation that stands in two articles, with words left out, with one changed, and one that stands nowhere."""
    await sends(chat, "3.md", BRIDGE.replace("νέα", "καινούρια").encode())
    for text in (QUOTE, QUOTE.replace("πολύ περισσότερα", "[…]"), QUOTE.replace("σαράντα", "εξήντα"), "χταπόδι", "?"):
        await chat.writes(f"/quote {text}")
    told = " ".join(said(chat.requests.calls))
    for telling in ("2 Artikel", "Weggelassen", "Dort stehen", "Zu kurz"):
        assert telling in told
    assert leaks(chat, ".md") == {}


async def test_adding_and_removing(chat: Chat) -> None:
    """Files that can be read, that can't, that are there already, and the last one of the archive."""
    line = json.dumps({"text": QUOTE}).encode()
    for name, data in (
        ("1.txt", FERRY.encode()),
        ("1.txt", FERRY.encode()),
        ("1.exe", b"MZ"),
        ("2.txt", b" "),
        ("2.md", b" "),
        ("3.txt", b"\x00\x01\x02"),
        ("x.jsonl", b""),
        ("x.jsonl", b"[1]\n{}"),
        ("x.jsonl", b"[" * 100_000),
        ("x.jsonl", line + b"\n[1]\n{}"),
    ):
        await sends(chat, name, data)
    await chat.writes("/remove 7.txt")
    offer = await chat.writes("/remove x.jsonl")
    await chat.presses(offer, "Behalten")
    await chat.presses(offer, "Entfernen")
    for name in ("1.md", "2.md"):
        (chat.corpus / name).unlink()
    await chat.presses(await chat.writes("/remove 1.txt"), "Entfernen")
    told = " ".join(said(chat.requests.calls))
    for telling in (
        "Wort für Wort",
        "Format von 1.exe",
        "ist leer",
        "kein JSON-Objekt",
        "keinen Text",
        "der letzte Artikel",
    ):
        assert telling in told
    assert leaks(chat, ".txt", ".exe", ".md") == {}


async def test_an_archive_of_one_file(searcher: Searcher, settings: Settings, corpus: Path) -> None:
    """An archive that can't be added to says so."""
    async with german_chat(searcher, replace(settings, corpus=corpus / "1.md")) as chat:
        await sends(chat, "3.txt", FERRY.encode())
        assert "einzelne Datei" in chat.requests.sent()[-1]["shown"]
        assert leaks(chat) == {}


async def test_inline_mode(chat: Chat) -> None:
    """Cards, no card, and the hint where nothing was typed."""
    for text in (QUESTION, "Ψάρια και χταπόδια;", ""):
        query = {"id": "1", "from": ADA, "query": text, "offset": ""}
        await chat.gets("inline_query", query)
    assert leaks(chat) == {}


@pytest.mark.parametrize("access", ["list", "pairing"])
async def test_strangers(searcher: Searcher, settings: Settings, access: str) -> None:
    """Who may not ask is told so in their language, and who is let in is welcomed."""
    async with german_chat(searcher, settings, access=access) as chat:
        await chat.writes(QUESTION, chat=8, sender=BO)
        if access == "pairing":
            await chat.writes(chat.bot.shared.preferences.pairing.new_code(60, 1), chat=8, sender=BO)
            assert "Willkommen" in chat.requests.sent()[-1]["shown"]
        assert leaks(chat) == {}


async def test_haste_and_failure(searcher: Searcher, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks too fast is told so, and who meets a failure of ours too."""
    async with german_chat(searcher, settings, questions_a_minute=1) as chat:
        await chat.writes(QUESTION)
        shown = await chat.writes(QUESTION)
        assert "schneller" in shown["shown"]

        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(searcher, "quote", broken)
        await chat.writes(f"/quote {QUOTE}")
        assert "schiefgegangen" in chat.requests.sent()[-1]["shown"]
        assert leaks(chat) == {}


async def test_english_would_be_noticed(chat: Chat) -> None:
    """In English the same chat is full of words that this file calls leaks."""
    chat.bot.shared.preferences.choose(7, "language", "en")
    await chat.writes(f"/quote {QUOTE.replace('σαράντα', 'εξήντα')}")
    assert {"are", "word"} <= leaks(chat).keys()
