"""Articles added by message, and taken out again."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.telegram_app.archive.uploaded_files import FOLDER, UploadedFiles, safe_name
from retrieval import Searcher, UsageError
from tests.telegram_app.conftest import Chat, data_of, message, talking

TEXT = "The lighthouse keeper of Ferrol, Ines Haddad, retired on Monday after forty years of service.\n"


@pytest.fixture
async def chat(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    """A bot whose administrator is person 7."""
    chosen = replace(settings.telegram, admins=frozenset({7}))
    async with talking(searcher, replace(settings, telegram=chosen)) as chat:
        yield chat


async def sends(chat: Chat, name: str, content: str, size: int | None = None, **more: Any) -> str:
    """Somebody sends a file; gives what is said to it."""
    data = content.encode()
    chat.requests.files["f1"] = data
    document = {"file_id": "f1", "file_unique_id": "u1", "file_name": name, "file_size": size or len(data)}
    await chat.gets(
        "message", {**message(50 + len(chat.requests.calls), "", **more), "document": document, "text": None}
    )
    return str(chat.requests.sent()[-1]["shown"])


async def test_added_file_answers(chat: Chat) -> None:
    """A file that was sent is in the archive, and answers."""
    assert "1 article is now in the archive" in await sends(chat, "keeper.txt", TEXT)
    assert (chat.corpus / FOLDER / "keeper.txt").read_text() == TEXT
    assert "Ines Haddad" in (await chat.writes("Who is the lighthouse keeper of Ferrol?"))["shown"]


async def test_download_that_fails_at_first(chat: Chat) -> None:
    """A file that is lost on the way is asked for again."""
    chat.requests.failures["getFile"] = [(502, {"description": "Bad Gateway"})]
    assert "1 article is now in the archive" in await sends(chat, "keeper.txt", TEXT)


async def test_removal_is_confirmed(chat: Chat) -> None:
    """A file is chosen, the removal confirmed, and then it answers no more; a second press finds nothing."""
    await sends(chat, "keeper.txt", TEXT)
    offer = await chat.writes("/remove")
    await chat.presses(offer, "keeper.txt")
    ask = chat.requests.sent("editMessageText")[-1]
    assert (chat.corpus / FOLDER / "keeper.txt").exists()
    await chat.presses(ask, "Remove")
    assert not (chat.corpus / FOLDER / "keeper.txt").exists()
    assert "Ines Haddad" not in (await chat.writes("Who is the lighthouse keeper of Ferrol?"))["shown"]
    await chat.presses(ask, "Remove")
    dead = chat.requests.sent("editMessageText")[-1]
    assert "no longer in the archive" in dead["shown"]
    assert "reply_markup" not in dead


async def test_keeping(chat: Chat) -> None:
    """`Keep` leaves the file where it is."""
    await sends(chat, "keeper.txt", TEXT)
    await chat.presses(await chat.writes("/remove keeper.txt"), "Keep")
    assert (chat.corpus / FOLDER / "keeper.txt").exists()


async def test_added_text_answers(chat: Chat) -> None:
    """`/add` takes the text behind it; an address alone is not fetched."""
    assert "1 article is now in the archive" in (await chat.writes(f"/add {TEXT}"))["shown"]
    assert "Ines Haddad" in (await chat.writes("Who is the lighthouse keeper of Ferrol?"))["shown"]
    for nothing in ("/add", "/add https://example.org/article"):
        assert "don't fetch" in (await chat.writes(nothing))["shown"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("picture.exe", "MZ", "Not added"), ("empty.txt", "", "Not added"), ("broken.jsonl", "{", "Not added")],
)
async def test_unreadable_files_are_not_stored(chat: Chat, name: str, content: str, said: str) -> None:
    """What can't be read is refused with the reason, and no file is left behind."""
    assert said in await sends(chat, name, content or " ")
    assert not (chat.corpus / FOLDER).exists() or not any((chat.corpus / FOLDER).iterdir())


async def test_too_big(chat: Chat) -> None:
    """A file over 20 MB is refused before it is asked for."""
    assert "20 MB" in await sends(chat, "big.txt", "x", size=30_000_000)
    assert "getFile" not in [name for name, _ in chat.requests.calls]


async def test_others_may_not(chat: Chat) -> None:
    """Somebody else can neither add nor remove, nor press an administrator's button."""
    stranger: dict[str, Any] = {"sender": {"id": 8, "is_bot": False, "first_name": "Bo"}}
    assert "Only the administrators" in await sends(chat, "keeper.txt", TEXT, **stranger)
    for command in ("/add a text", "/remove"):
        assert "Only the administrators" in (await chat.writes(command, **stranger))["shown"]
    await sends(chat, "keeper.txt", TEXT)
    offer = await chat.writes("/remove")
    query = {**chat.press(data_of(offer, "keeper.txt")), "from": stranger["sender"]}
    await chat.gets("callback_query", query)
    assert "Only the administrators" in chat.requests.sent("answerCallbackQuery")[-1]["shown"]


async def test_document_in_a_group_is_not_for_us(chat: Chat) -> None:
    """A file in a group is let be."""
    await chat.gets(
        "message", {**message(60, "", chat=-100), "text": None, "document": {"file_id": "f", "file_unique_id": "u"}}
    )
    assert chat.requests.sent() == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("keeper.txt", "keeper.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.TXT", "boot.txt"),
        (".hidden.md", "hidden.md"),
        ("a b/c: d?.jsonl.xz", "c-d.jsonl.xz"),
        ("Ünïcödé 新闻.md", "Ünïcödé-新闻.md"),
        ("", "article"),
        (".txt", "article.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("\x00\n.txt", "article.txt"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    """A file's name stays in its folder, is not hidden, and keeps its ending."""
    assert safe_name(name) == safe


def test_same_name_and_same_words(searcher: Searcher, corpus: Path) -> None:
    """Other words under a name that is taken get a number; the same words are refused."""
    files = UploadedFiles(corpus, searcher)
    assert files.add("a.txt", TEXT.encode()).name == "a.txt"
    assert files.add("a.txt", TEXT.replace("Ferrol", "Galway").encode()).name == "a-2.txt"
    with pytest.raises(UsageError, match="already"):
        files.add("a.txt", TEXT.encode())
    assert set(files.names()) == {"a.txt", "a-2.txt"}


def test_last_article_stays(searcher: Searcher, corpus: Path) -> None:
    """An archive is never emptied: the last file is put back."""
    files = UploadedFiles(corpus, searcher)
    files.add("a.txt", TEXT.encode())
    (corpus / "harbour.md").unlink()
    with pytest.raises(UsageError):
        files.remove("a.txt")
    assert files.names() == ["a.txt"]
    assert searcher.ask("Who is the lighthouse keeper?").answered


def test_single_file_archive(searcher: Searcher, corpus: Path) -> None:
    """An archive that is one file can't be added to."""
    with pytest.raises(UsageError, match="single file"):
        UploadedFiles(corpus / "harbour.md", searcher).add("a.txt", TEXT.encode())
