"""The protocol over HTTP: what is served on this machine, what is not, and what needs the token."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import Any

import aiohttp
import httpx2
import pytest
from aiohttp.test_utils import make_mocked_request
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bot.assistants.over_http import _Exchange, served
from bot.assistants.running import _first, run
from bot.assistants.server import make_server
from bot.open_archive import OpenArchive
from bot.settings import Settings
from retrieval import PinciteError, StateError, UsageError
from tests.assistants.conftest import MODES, Assistant, held_up, opening_of, until

TOKEN = "0123456789abcdef"

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
HEADERS = {"Accept": "application/json, text/event-stream"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def settings_for(archive: OpenArchive, host: str = "127.0.0.1", **environ: str) -> Settings:
    """Settings for a free port."""
    settings = Settings.from_env(environ)
    serve = replace(settings.serve, host=host, port=free_port())
    return replace(settings, corpus=archive.settings.corpus, state=archive.settings.state, serve=serve)


@asynccontextmanager
async def serving(archive: OpenArchive, **options: str) -> AsyncIterator[str]:
    """The address at which an archive is served."""
    opening = opening_of(archive)
    async with served(make_server(opening), settings_for(archive, **options)) as address:
        yield address.replace("0.0.0.0", "127.0.0.1")
    opening.close()


async def posted(address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of the answer to the first request of a client, sent with some headers."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json=INITIALIZE, headers=HEADERS | headers) as answer,
    ):
        return answer.status, await answer.text(), {str(name): value for name, value in answer.headers.items()}


@pytest.mark.parametrize("mode", MODES)
async def test_an_assistant_speaks_over_http(newspaper: OpenArchive, mode: str) -> None:
    """By the SDK's client: several at once, each with several calls, and what is refused is a sentence."""
    async with serving(newspaper) as address, Client(address, mode=mode) as one, Client(address, mode=mode) as other:
        calls = [
            Assistant(client).call("ask", question="Who has steered ferries?") for client in (one, other) for _ in "ab"
        ]
        answers = await asyncio.gather(*calls)
        assert len({answer["id"] for answer in answers}) == 4
        assert await Assistant(other).refusal("ask", limit=5) == "ask needs 'question', and it is not given."


@pytest.mark.parametrize("mode", MODES)
async def test_a_call_that_is_cancelled_ends(
    newspaper: OpenArchive, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the client says so or only hangs up; others go on."""
    with held_up(monkeypatch) as (_, going_on):
        async with serving(newspaper) as address, Client(address, mode=mode) as client:
            slow = asyncio.create_task(client.call_tool("stats", {}))
            await until(lambda: len(going_on) == 1)
            slow.cancel()
            await asyncio.gather(slow, return_exceptions=True)
            await until(lambda: len(going_on) == 2)
            assert (await Assistant(client).call("articles"))["total"] == 6
    assert going_on == [True, False]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_pages_elsewhere_are_not_answered(newspaper: OpenArchive, headers: dict[str, str], status: int) -> None:
    """Nor is a name of somebody's that leads to this machine."""
    async with serving(newspaper) as address:
        port = address.rpartition(":")[2].partition("/")[0]
        answer = await posted(address, **{name: value.format(port=port) for name, value in headers.items()})
    assert answer[0] == status
    assert ("pincite" in answer[1]) == (status == 200)


async def test_beyond_this_machine_all_needs_the_token(newspaper: OpenArchive) -> None:
    """Without it there is nothing but how to send it; on this machine alone it is asked where one is set, too."""
    for host in ("0.0.0.0", "127.0.0.1"):
        async with serving(newspaper, host=host, PINCITE_SERVE_TOKEN=TOKEN) as address:
            status, text, headers = await posted(address)
            assert (status, headers["WWW-Authenticate"]) == (401, 'Bearer realm="Pincite"')
            assert "Authorization: Bearer" in text
            assert (await posted(address, Authorization=f"Bearer {TOKEN[:-1]}0"))[0] == 401
            assert (await posted(address, Authorization=f"Bearer {TOKEN}"))[0] == 200
            async with (
                httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}) as http,
                Client(streamable_http_client(address, http_client=http)) as client,
            ):
                assert (await Assistant(client).call("stats"))["articles"] == 6


async def test_beyond_this_machine_nothing_is_served_without_a_token(newspaper: OpenArchive) -> None:
    """It says which variable to set; so too where a proxy leads there."""
    for options in ({"host": "0.0.0.0"}, {"PINCITE_PUBLIC_URL": "https://archive.example"}):
        with pytest.raises(UsageError, match=r"assistants need a token: set PINCITE_SERVE_TOKEN\."):
            async with serving(newspaper, **options):
                pass


async def test_what_is_no_request_of_the_protocol_is_refused(newspaper: OpenArchive) -> None:
    """Another place, another method, no JSON, far too much: a status, and the server goes on."""
    async with serving(newspaper) as address:
        calls: list[tuple[str, str, dict[str, Any], int]] = [
            ("GET", address.removesuffix("/mcp"), {}, 404),
            ("PUT", address, {}, 405),
            ("POST", address, {"data": b"{", "headers": HEADERS | {"Content-Type": "application/json"}}, 400),
            ("POST", address, {"data": b"[" * 10_000, "headers": HEADERS | {"Content-Type": "application/json"}}, 400),
            ("POST", address, {"data": io.BytesIO(b"a" * (2**20 + 1)), "headers": HEADERS}, 413),
            ("POST", address, {"json": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, "headers": HEADERS}, 400),
        ]
        for method, where, options, status in calls:
            async with aiohttp.request(method, where, **options) as answer:
                assert (answer.status, method) == (status, method), await answer.text()
        assert (await posted(address))[0] == 200


def test_what_can_not_be_listened_on_ends_it(newspaper: OpenArchive) -> None:
    """With the sentence that says why, whatever tasks were at work."""
    for host, error in (("192.0.2.1", UsageError), ("127.0.0.1", StateError)):
        settings = settings_for(newspaper, host=host, PINCITE_SERVE_TOKEN=TOKEN)
        with socket.create_server(("127.0.0.1", settings.serve.port)), pytest.raises(error, match="Nobody can listen"):
            run(lambda _: nullcontext(newspaper), settings, print, over_http=True)


def test_an_archive_that_can_not_be_opened_ends_it(newspaper: OpenArchive) -> None:
    """With its own sentence, also while others could ask already."""

    def opened(_: object) -> Any:
        raise StateError("The state folder can't be used.")

    said: list[str] = []
    with pytest.raises(PinciteError, match=r"The state folder can't be used\."):
        run(opened, settings_for(newspaper), said.append, over_http=True)
    assert len(said) <= 1


async def test_the_last_part_ends_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other does."""
    exchange, written = _Exchange(make_mocked_request("POST", "/mcp"), b"{}"), list[object]()

    async def write(data: bytes) -> None:
        written.append(data)

    async def write_eof() -> None:
        written.append("end")

    monkeypatch.setattr(exchange.answer, "write", write)
    monkeypatch.setattr(exchange.answer, "write_eof", write_eof)
    for part, more in ((b"a", True), (b"b", True), (b"c", False)):
        await exchange.send({"type": "http.response.body", "body": part, "more_body": more})
    assert written == [b"a", b"b", b"c", "end"]
    assert await exchange.receive() == {"type": "http.request", "body": b"{}", "more_body": False}


async def test_what_ends_first_counts() -> None:
    """How others end that are broken off does not; what fails first is raised."""
    endless = asyncio.Event()

    async def goes_on() -> None:
        try:
            await endless.wait()
        finally:
            raise ValueError("It was broken off.")

    async def ends() -> None:
        await asyncio.sleep(0)

    async def fails() -> None:
        await asyncio.sleep(0)
        raise StateError("It can't be opened.")

    await _first(goes_on(), ends(), goes_on())
    with pytest.raises(StateError, match="can't be opened"):
        await _first(goes_on(), fails())
