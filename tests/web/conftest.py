"""A page over a small archive, served for as long as a test lasts."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web.app import make_app
from retrieval import Searcher
from tests.conftest import SEEDS

Client = TestClient[Any, Any]
Served = Callable[..., Any]


@pytest.fixture
def archive(opened: Callable[..., Searcher], state: Path) -> Iterator[OpenArchive]:
    """The seeds, open for a page."""
    settings = Settings.from_env({"PINCITE_CORPUS": str(SEEDS), "PINCITE_STATE": str(state)})
    with closing(Journal(state)) as journal:
        yield OpenArchive(opened(SEEDS), journal, settings, "web", print)


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
