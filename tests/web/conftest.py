"""A page over a small archive, served for as long as a test lasts."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web.app import make_app
from retrieval import Searcher
from tests.conftest import SEEDS, write_jsonl

Client = TestClient[Any, Any]

TOKEN = "a-token-of-the-owner"

ODD_IDS = (
    "2024/dam.html",
    "a b",
    "50 % of #1?",
    "Ünï/码.txt",
    "..",
    "a//b",
    "/a/./b/../c",
    "x\\y",
    "'\"<b>&",
    "a?b#p2",
)
"""Ids that an address has to keep: with slashes, blanks and signs that mean something there."""


@pytest.fixture
def settings(state: Path) -> Settings:
    """The settings of a page over the seeds."""
    return Settings.from_env({"PINCITE_CORPUS": str(SEEDS), "PINCITE_STATE": str(state)})


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """A journal in the state folder."""
    with closing(Journal(state)) as answers:
        yield answers


@pytest.fixture
def archive(seeds_once: Searcher, settings: Settings, journal: Journal) -> OpenArchive:
    """The seeds, open for a page."""
    return OpenArchive(seeds_once, journal, settings, "web", print)


@pytest.fixture
def odd(opened: Callable[..., Searcher], settings: Settings, journal: Journal, corpus: Path) -> OpenArchive:
    """Articles with ids that are hard to write in an address."""
    records = [
        {"id": identity, "title": f"Bridge {number}", "date": f"2024-03-{number + 1:02}", "source": "The Example",
         "text": f"Mayor Name{number} opened the bridge of town {number}.", "url": "https://news.example/a?b=1"}
        for number, identity in enumerate(ODD_IDS)
    ]  # fmt: skip
    write_jsonl(corpus / "records.jsonl", *records)
    return OpenArchive(opened(corpus), journal, replace(settings, corpus=corpus), "web", print)


@asynccontextmanager
async def served(archive: OpenArchive, **environ: str) -> AsyncIterator[Client]:
    """A client of a page over an archive, with some settings."""
    opening = Opening(lambda _: nullcontext(archive))
    opening.start()
    opening.wait()
    corpus, state = str(archive.settings.corpus), str(archive.settings.state)
    settings = Settings.from_env({"PINCITE_CORPUS": corpus, "PINCITE_STATE": state, **environ})
    async with TestClient(TestServer(make_app(opening, settings))) as client:
        yield client
    opening.close()


@pytest.fixture
async def page(archive: OpenArchive) -> AsyncIterator[Client]:
    """A client of a page over the seeds, for this machine alone."""
    async with served(archive) as client:
        yield client


async def told(page: Client, path: str, status: int = 200, method: str = "GET", **options: Any) -> Any:
    """The JSON at a path."""
    async with page.request(method, path, **options) as answer:
        assert answer.status == status, await answer.text()
        assert answer.content_type == "application/json"
        return await answer.json()


async def error(answer: ClientResponse) -> str:
    """The sentence of an error in JSON."""
    value = await answer.json()
    assert value["status"] == answer.status
    sentence: str = value["error"]
    return sentence
