"""The transport: calls as Telegram expects them, PTB's timeouts, and errors told apart."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram_app.sending import transport
from bot.telegram_app.sending.transport import CHUNK, AiohttpRequest, NotSent, _chunks, _proxy
from tests.telegram_app.conftest import ME, TOKEN

SHORT = 0.2
DRIPPING = 2.0
"""Seconds that an answer of many pieces takes longer than: each of them comes in a tenth of that on a busy machine."""


class Odd:
    """A server that does what the method's name says, and keeps what it was sent."""

    def __init__(self) -> None:
        self.got: list[tuple[str, Any]] = []
        self.is_slow = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        kind = request.match_info["kind"]
        if kind == "getMe":
            return web.json_response({"ok": True, "result": ME})
        if kind == "slow":
            self.is_slow.set()
            await asyncio.sleep(5)
        if kind == "reset":
            assert request.transport is not None
            request.transport.abort()
        if kind == "gateway":
            return web.Response(status=502, text="<html>nginx</html>", content_type="text/html")
        if kind == "portal":
            return web.Response(text="<html>Welcome to our WLAN</html>", content_type="text/html")
        if kind.isdecimal():
            return web.Response(status=int(kind), text="<html>Please log in</html>", content_type="text/html")
        if kind == "endless":
            return web.Response(body=b'{"ok": true, "result": "' + bytes(CHUNK) + b'"}')
        if kind == "other":
            return web.json_response({"welcome": True})
        if kind == "moved":
            return web.Response(status=307, headers={"Location": f"/bot{TOKEN}/getMe"})
        if kind == "busy":
            parameters = {"retry_after": 7}
            refusal = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": parameters}
            return web.json_response(refusal, status=429)
        if kind == "drip":
            response = web.StreamResponse()
            await response.prepare(request)
            for piece in (b'{"ok": true,', b' "result":', *[b" "] * 20, b" true}"):
                await asyncio.sleep(DRIPPING / 20)
                await response.write(piece)
            return response
        is_json = request.content_type == "application/json"
        given = await request.json() if is_json else {k: _plain(value) for k, value in (await request.post()).items()}
        self.got.append((request.content_type, given))
        return web.json_response({"ok": True, "result": True})


def _plain(value: Any) -> Any:
    """A field of a form; a file as its name and content."""
    return (value.filename, value.file.read()) if isinstance(value, web.FileField) else value


@pytest.fixture
def odd() -> Odd:
    return Odd()


@pytest.fixture
async def root(odd: Odd) -> AsyncIterator[str]:
    application = web.Application(client_max_size=1 << 26)
    application.router.add_route("*", f"/bot{TOKEN}/{{kind}}", odd.answer)
    application.router.add_route("*", "/files/{kind}", odd.answer)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def bot(root: str) -> AsyncIterator[Bot]:
    request = AiohttpRequest(connections=1, read=SHORT, write=SHORT, connect=SHORT, pool=SHORT)
    async with Bot(TOKEN, base_url=f"{root}/bot", request=request, get_updates_request=AiohttpRequest()) as made:
        yield made


async def call(bot: Bot, kind: str, **more: Any) -> Any:
    """One call of a method."""
    return await bot.do_api_request(kind, **more)


async def test_parameters(bot: Bot, odd: Odd) -> None:
    """Parameters arrive as JSON, whatever characters they hold; half a surrogate pair does no harm."""
    await call(bot, "echo", api_kwargs={"text": "a&b=c+🙂 \n<b>\ud83d", "chat_id": 7, "reply_markup": {"x": [1]}})
    given = {"text": "a&b=c+🙂 \n<b>?", "chat_id": 7, "reply_markup": {"x": [1]}}
    assert odd.got == [("application/json", given)]


async def test_proxy(odd: Odd, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is reached through a proxy is reached through the one that the environment names."""
    monkeypatch.setenv("http_proxy", root)
    async with AiohttpRequest() as request:
        status, _ = await request.do_request(f"http://telegram.invalid/bot{TOKEN}/echo", "POST")
    assert (status, len(odd.got)) == (200, 1)


async def test_upload(bot: Bot, odd: Odd) -> None:
    """A file arrives whole with its name, in more than one piece, beside the other parameters."""
    content = bytes(range(256)) * (3 * CHUNK // 256)
    data = RequestData(
        [
            RequestParameter.from_input("chat_id", 7),
            RequestParameter.from_input("document", InputFile(content, filename="a b.bin")),
        ]
    )
    await bot.request.post(f"{bot.base_url}/echo", data, read_timeout=5)
    kind, form = odd.got[0]
    assert kind == "multipart/form-data"
    assert form["chat_id"] == "7"
    ((name, got),) = [value for value in form.values() if isinstance(value, tuple)]
    assert (name, len(got), got == content) == ("a b.bin", len(content), True)


@pytest.mark.parametrize(
    ("kind", "error"),
    [("reset", NetworkError), ("gateway", NetworkError), ("slow", TimedOut), ("busy", RetryAfter)],
)
async def test_failures(bot: Bot, kind: str, error: type[Exception], caplog: pytest.LogCaptureFixture) -> None:
    """A failure is PTB's error for it, never one of "it was not sent", and tells the log no traceback."""
    with pytest.raises(error) as raised:
        await call(bot, kind)
    assert not isinstance(raised.value, NotSent | BadRequest)
    assert TOKEN not in str(raised.value)
    assert "Traceback" not in caplog.text


async def test_unreachable(unused_tcp_port: int) -> None:
    """A server that is not there is a failure before anything was sent."""
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent):
            await request.post(f"http://127.0.0.1:{unused_tcp_port}/bot{TOKEN}/getMe")


@pytest.mark.slow
async def test_read_timeout_is_between_pieces(bot: Bot) -> None:
    """An answer that takes longer than the timeout in all is read as long as its pieces keep coming."""
    assert await call(bot, "drip", read_timeout=DRIPPING) is True


@pytest.mark.slow
async def test_timeouts_of_a_call_win(root: str) -> None:
    """A timeout given with a call is the one that counts, None meaning none."""
    async with AiohttpRequest(read=60) as request:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            await request.post(f"{root}/bot{TOKEN}/slow", read_timeout=SHORT)
        assert SHORT <= time.monotonic() - began < 30
    async with AiohttpRequest(read=SHORT) as request:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(SHORT * 3):
                await request.post(f"{root}/bot{TOKEN}/slow", read_timeout=None)


async def test_pool_timeout(bot: Bot, odd: Odd) -> None:
    """Waiting for a free connection ends too, and then nothing was sent."""
    slow = asyncio.create_task(call(bot, "slow", read_timeout=5))
    await odd.is_slow.wait()
    with pytest.raises(NotSent):
        await call(bot, "echo", pool_timeout=SHORT, connect_timeout=SHORT)
    slow.cancel()


async def test_write_timeout() -> None:
    """A body that the server does not take ends after the time for writing."""
    deaf = socket.create_server(("127.0.0.1", 0))  # accepts nothing: what is sent fills the buffers and stays
    port = deaf.getsockname()[1]
    data = RequestData([RequestParameter.from_input("document", InputFile(bytes(1 << 24)))])
    async with AiohttpRequest(write=60) as request:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            await request.post(f"http://127.0.0.1:{port}/", data, write_timeout=SHORT, read_timeout=60)
        assert SHORT <= time.monotonic() - began < 30
    deaf.close()
    await asyncio.sleep(0.05)


async def test_closed_session() -> None:
    """After the end no call is made, and ending twice is harmless."""
    request = AiohttpRequest()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NotSent):
        await request.post("http://127.0.0.1:9/")


async def test_many_calls_at_once(root: str) -> None:
    """Calls share one session without waiting for each other."""
    async with AiohttpRequest() as request:
        answers = await asyncio.gather(*(request.post(f"{root}/bot{TOKEN}/echo") for _ in range(50)))
    assert answers == [True] * 50


async def test_a_session_is_opened_once(root: str) -> None:
    """Initialising again keeps the session and its connections; after a shutdown there is a new one."""
    request = AiohttpRequest(connections=3)
    await request.initialize()
    session = request._session
    assert session is not None
    assert session.connector is not None
    assert session.connector.limit == 3
    await request.initialize()
    assert request._session is session
    await request.shutdown()
    await request.initialize()
    assert request._session is not session
    assert await request.post(f"{root}/bot{TOKEN}/echo")
    await request.shutdown()


async def test_calls_without_parameters_have_no_body(root: str, odd: Odd) -> None:
    """A call without parameters, or with an empty set of them, has no body."""
    async with AiohttpRequest() as request:
        await request.post(f"{root}/bot{TOKEN}/echo")
        await request.post(f"{root}/bot{TOKEN}/echo", RequestData([]))
    assert odd.got == [("application/octet-stream", {})] * 2


def test_timeouts_add_up() -> None:
    """Aiohttp's time for connecting holds the one for a free connection; none of either is none of both."""
    request, default = AiohttpRequest(read=1, connect=2, pool=3), BaseRequest.DEFAULT_NONE
    timeout = request._timeout(default, default, default)
    assert (timeout.total, timeout.sock_read, timeout.sock_connect, timeout.connect) == (None, 1, 2, 5)
    timeout = request._timeout(7, 0, 5.5)
    assert (timeout.sock_read, timeout.sock_connect, timeout.connect) == (7, 0, 5.5)
    timeout = request._timeout(None, None, 5)
    assert (timeout.sock_read, timeout.sock_connect, timeout.connect) == (None, None, None)
    timeout = request._timeout(default, 5, None)
    assert (timeout.sock_connect, timeout.connect) == (5, None)
    assert request.read_timeout == 1


def test_default_timeouts_are_ptbs() -> None:
    """Where nobody says otherwise the timeouts are those of PTB's own transport; a free connection is waited for."""
    request, default = AiohttpRequest(), BaseRequest.DEFAULT_NONE
    timeout = request._timeout(default, default, default)
    assert (timeout.sock_read, timeout.sock_connect, request._write) == (5, 5, 5)
    assert timeout.connect == 5 + 20


@pytest.mark.parametrize("said", [b"", b"[]", b"5", b'{"ok": true}', b"[" * 100_000, b'{"ok": true, "result"', b"\xff"])
def test_what_says_nothing_is_no_answer(said: bytes) -> None:
    """An answer that is no JSON, or neither a result nor an error, counts as lost on the way."""
    with pytest.raises(NetworkError):
        AiohttpRequest.parse_json_payload(said)


def test_what_telegram_says() -> None:
    """A result and a refusal are read as they are."""
    for said in ({"ok": True, "result": []}, {"ok": False, "error_code": 400, "parameters": {"retry_after": 1}}):
        assert AiohttpRequest.parse_json_payload(json.dumps(said).encode()) == said


@pytest.mark.parametrize("size", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
@pytest.mark.parametrize("seconds", [None, 60])
async def test_pieces(size: int, seconds: float | None) -> None:
    """A body is handed on in full pieces but the last; the time for writing ends with it."""
    body = bytes(range(256)) * (size // 256) + bytes(size % 256)
    async with asyncio.timeout(None) as timer:
        pieces = []
        async for piece in _chunks(body, timer, seconds):
            pieces.append(piece)
            left = timer.when()
            assert left is None if seconds is None else left and 59 < left - asyncio.get_running_loop().time() <= 60
        assert timer.when() is None
    assert b"".join(pieces) == body
    assert all(len(piece) == CHUNK for piece in pieces[:-1])
    assert len(pieces) == -(-size // CHUNK)


def test_a_server_that_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that the environment excepts is called directly, as is one for whose scheme no proxy is named."""
    monkeypatch.setenv("http_proxy", "http://proxy:3128")
    monkeypatch.setenv("no_proxy", "inside.test")
    assert _proxy("http", "outside.test") == "http://proxy:3128"
    assert _proxy("http", "inside.test") is None
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("all_proxy", raising=False)
    assert _proxy("https", "outside.test") is None
    _proxy.cache_clear()


@pytest.mark.parametrize("kind", ["portal", "other", "moved"])
async def test_somebody_else_in_telegrams_place(bot: Bot, kind: str) -> None:
    """A page to log in, an answer of another form and a redirect are failures of the network, to be waited out."""
    with pytest.raises(NetworkError):
        await call(bot, kind)


@pytest.mark.parametrize("status", ["302", "400", "401", "403", "404", "409", "511"])
async def test_a_page_is_no_refusal(bot: Bot, status: str) -> None:
    """A page of something else ends nothing, whatever its status: it is not Telegram that knows no such token."""
    with pytest.raises(NetworkError, match=status) as lost:
        await call(bot, status)
    assert type(lost.value) is NetworkError


async def test_an_answer_without_an_end(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is larger than any of Telegram's is not read to its end."""
    monkeypatch.setattr(transport, "ANSWER_BYTES", CHUNK // 2)
    with pytest.raises(NetworkError, match="larger"):
        await call(bot, "endless")


async def test_an_answer_may_be_just_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more is refused."""

    def response(*pieces: bytes) -> Any:
        async def iter_any() -> AsyncIterator[bytes]:
            for piece in pieces:
                yield piece

        return SimpleNamespace(content=SimpleNamespace(iter_any=iter_any))

    monkeypatch.setattr(transport, "ANSWER_BYTES", 4)
    assert await transport._whole(response(b"ab", b"cd")) == b"abcd"
    with pytest.raises(NetworkError, match="larger"):
        await transport._whole(response(b"ab", b"cd", b"e"))
