"""An assistant that speaks with the server over a small newspaper: the SDK's own client, in this process."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult, TextContent

from bot.assistants import server
from bot.assistants.looking_up import ToolResult
from bot.assistants.server import make_server
from bot.assistants.tools import TOOLS
from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from retrieval import Searcher
from tests.assistants.newspaper import ARTICLES

MODES = ("auto", "legacy")
"""The newest version of the protocol, and the one with a handshake that came before it."""


def write_newspaper(folder: Path) -> Path:
    """The newspaper's articles as files in a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def opened_archive(folder: Path, state: Path) -> Iterator[OpenArchive]:
    """An archive and its journal, open for assistants."""
    settings = Settings.from_env({"PINCITE_CORPUS": str(folder), "PINCITE_STATE": str(state)})
    with closing(Searcher.open(folder, state)) as searcher, closing(Journal(state)) as journal:
        yield OpenArchive(searcher, journal, settings, "mcp", print)


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenArchive]:
    """The newspaper, which no test changes."""
    folder = tmp_path_factory.mktemp("newspaper")
    with opened_archive(write_newspaper(folder / "corpus"), folder / "state") as archive:
        yield archive


@pytest.fixture
def own_archive(corpus: Path, state: Path) -> Iterator[Callable[[], OpenArchive]]:
    """Opens the archive of a test's own corpus, and closes it afterwards."""
    kept = []

    def open_() -> OpenArchive:
        kept.append(opened_archive(corpus, state))
        return kept[-1].__enter__()

    yield open_
    for each in kept:
        each.__exit__(None, None, None)


class Assistant:
    """What an assistant does with the server, and reads of it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def call(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """The JSON that a tool gives; it must not fail."""
        return (await self.found(tool, **arguments)).value

    async def found(self, tool: str, /, **arguments: Any) -> ToolResult:
        """The JSON and the text that a tool gives; it must not fail."""
        found = await self.client.call_tool(tool, arguments)
        assert not found.is_error, said(found)
        assert found.structured_content is not None
        return ToolResult(found.structured_content, said(found))

    async def refusal(self, tool: str, /, **arguments: Any) -> str:
        """The sentence with which a tool refuses."""
        found = await self.client.call_tool(tool, arguments)
        assert found.is_error
        assert found.structured_content is None
        return said(found)


def said(found: CallToolResult) -> str:
    """The text of a result."""
    (content,) = found.content
    assert isinstance(content, TextContent)
    return content.text


def opening_of(archive: OpenArchive) -> Opening:
    """An archive that is open already."""
    opening = Opening(lambda _: nullcontext(archive))
    opening.start()
    opening.wait()
    return opening


@asynccontextmanager
async def assistant(archive: OpenArchive, mode: str = "auto") -> AsyncIterator[Assistant]:
    """An assistant that speaks with a server over an archive."""
    opening = opening_of(archive)
    try:
        async with Client(make_server(opening), mode=mode) as client:
            yield Assistant(client)
    finally:
        opening.close()


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, list[bool]]]:
    """Has `stats` wait for an event as long as it is waited for, and note whether it is, at its start and its end."""
    may_end, going_on = threading.Event(), list[bool]()

    def slow(_archive: OpenArchive, _given: object, going: Callable[[], bool]) -> ToolResult:
        going_on.append(going())
        while going() and not may_end.wait(0.01):
            pass
        going_on.append(going())
        return ToolResult({}, "done")

    slow_stats = TOOLS[-1]._replace(work=slow, gives={"type": "object"})
    monkeypatch.setattr(server, "TOOLS", [*TOOLS[:-1], slow_stats])
    try:
        yield may_end, going_on
    finally:
        may_end.set()


async def until(condition: Callable[[], bool]) -> None:
    """Waits until something is so."""
    while not condition():  # noqa: ASYNC110 # threads tell no event of the loop
        await asyncio.sleep(0.001)
