"""How many connections a port takes, which of them goes first, and what becomes of those that are slow."""

import asyncio
import resource
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.http_server import connections
from bot.http_server.connections import Connections, affordable, peer_of
from bot.http_server.server import HttpServer, body_of
from bot.settings import HttpLimits


class Line(asyncio.Transport):
    """A connection of which only the address of the other end matters, and whether it was closed."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        super().__init__()
        self.address, self.aborted = address, False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return (self.address, 4_000) if name == "peername" else default

    def abort(self) -> None:
        self.aborted = True


async def test_the_longest_idle_makes_room() -> None:
    """With as many connections as there may be, a new one takes the place of the one that is idle longest."""
    port, lines = Connections(HttpLimits(connections=2)), [Line() for _ in range(4)]
    assert all(port.admits(line) for line in lines)
    assert [line.aborted for line in lines] == [True, True, False, False]
    assert len(port) == 2


async def test_what_was_served_goes_last() -> None:
    """A connection on which something was served stays when there is one on which nothing was."""
    port, lines = Connections(HttpLimits(connections=2)), [Line() for _ in range(4)]
    port.admits(lines[0])
    port.request_begins(lines[0])
    port.request_ends(lines[0], is_success=True)
    assert port.admits(lines[1])
    assert port.admits(lines[2])
    assert [line.aborted for line in lines] == [False, True, False, False]
    port.request_begins(lines[2])
    assert port.admits(lines[3])
    assert [line.aborted for line in lines] == [True, True, False, False]


async def test_a_call_in_hand_is_not_broken_off() -> None:
    """While every connection has a request in hand, a new one is turned away."""
    port, (busy, new) = Connections(HttpLimits(connections=1)), (Line(), Line())
    assert port.admits(busy)
    port.request_begins(busy)
    assert not port.admits(new)
    assert not busy.aborted
    port.request_ends(busy, is_success=False)
    assert port.admits(new)
    assert busy.aborted


async def test_one_address_takes_the_place_of_its_own() -> None:
    """Whoever has more connections than one may have loses one of their own; a proxy's are not counted."""
    port = Connections(HttpLimits(connections=10, peer_connections=2))
    theirs, others, proxy = [Line("8.8.8.8") for _ in range(3)], Line("8.8.4.4"), [Line("10.0.0.1") for _ in range(3)]
    for line in (others, *theirs, *proxy):
        assert port.admits(line)
    assert [line.aborted for line in theirs] == [True, False, False]
    for line in theirs[1:]:
        port.request_begins(line)
    assert not port.admits(Line("8.8.8.8"))
    assert port.admits(Line("8.8.4.4"))
    assert not any(line.aborted for line in (others, *proxy))


async def test_closed_connections_leave_room() -> None:
    """A connection that its other end closes no longer counts."""
    port, lines = Connections(HttpLimits(connections=1)), [Line(), Line()]
    port.admits(lines[0])
    port.left(lines[0])
    assert port.admits(lines[1])
    assert not lines[0].aborted


@pytest.mark.parametrize(
    ("address", "peer"),
    [
        (("8.8.8.8", 1), "8.8.8.8"),
        (("::ffff:8.8.8.8", 1, 0, 0), "8.8.8.8"),
        (("2a00:1450:4001:82b::200e", 1, 0, 0), "2a00:1450:4001:82b::/64"),
        (("127.0.0.1", 1), None),
        (("192.168.1.5", 1), None),
        (("fe80::1%eth0", 1, 0, 2), None),
        (("::ffff:10.0.0.1", 1, 0, 0), None),
        ("/run/socket", None),
        (("nowhere", 1), None),
        (None, None),
    ],
)
def test_who_is_at_the_other_end(address: object, peer: str | None) -> None:
    """A public address is somebody, of IPv6 its network; a local one is a proxy."""
    assert peer_of(address) == peer


def test_never_more_than_the_process_can_afford(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port takes a quarter of the descriptors that there may be, one at least."""

    def most(descriptors: int) -> int:
        monkeypatch.setattr(resource, "getrlimit", lambda _kind: (descriptors, descriptors))
        return affordable(HttpLimits(connections=200)).connections

    assert [most(n) for n in (1_024, 796, 3, resource.RLIM_INFINITY)] == [200, 199, 1, 200]
    assert Connections(HttpLimits(connections=1)).backlog == 1
    assert Connections(HttpLimits(connections=100)).backlog == 50
    assert Connections(HttpLimits(connections=1_000)).backlog == 128


@asynccontextmanager
async def listening(port: int, **limits: int) -> AsyncIterator[None]:
    """A server that reads bodies, of little patience."""
    chosen = HttpLimits(**limits)

    async def length(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await body_of(request, chosen.body_seconds))))

    server = HttpServer([web.post("/", length)], "127.0.0.1", port, chosen)
    await server.start()
    try:
        yield
    finally:
        await server.stop()


async def said(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """What is answered to some pieces of a request until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(pause)
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()


POST = b"POST / HTTP/1.1\r\nHost: bot\r\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ((b"",), b""),
        ((b"POST / HTTP/1.1\r\nHost", b": bot\r\nX-Slow: "), b"408"),
        ((POST + b"Content-Length: 10\r\n\r\nhalf",), b"408"),
        ((POST + b"Content-Length: 5000\r\n\r\n" + bytes(5_000),), b"413"),
        ((POST + b"Content-Length: 999999999999\r\n\r\n",), b"413"),
        ((POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",), b"400"),
        ((POST + b"Content-Encoding: gzip\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",), b"200"),
        ((b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",), b"400"),
        ((POST + b"X: " + b"a" * 100_000,), b"431"),
        ((b"GET /" + b"a" * 65_600 + b" HTTP/1.1\r\nHost: bot\r\n\r\n",), b"414"),
        ((POST + b"X: y\r\n" * 1_000,), b"400"),
        ((b"GET / HTTP/1.1\r\nHost: bot\r\n\r\n",), b"405"),
        ((b"POST /other HTTP/1.1\r\nHost: bot\r\nContent-Length: 9\r\n\r\nhalf",), b"404"),
    ],
)
async def test_every_request_has_its_status(unused_tcp_port: int, pieces: tuple[bytes, ...], status: bytes) -> None:
    """What is slow, too large or no HTTP is told so, and its connection closed; others are served."""
    async with listening(unused_tcp_port, header_seconds=1, body_seconds=1, body_kb=2):
        answer = await said(unused_tcp_port, *pieces, pause=0.3)
        assert answer[9:12] == status
        async with (
            ClientSession() as session,
            session.post(f"http://127.0.0.1:{unused_tcp_port}/", data=b"four") as served,
        ):
            assert await served.text() == "4"


@pytest.mark.slow
async def test_a_connection_is_kept_after_a_call(unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One on which something was served may be idle longer than the head of a request may take, but not for ever."""
    monkeypatch.setattr(connections, "KEEP_ALIVE_SECONDS", 2)
    call = POST + b"Content-Length: 1\r\n\r\na"
    async with listening(unused_tcp_port, header_seconds=1):
        began = asyncio.get_running_loop().time()
        assert (await said(unused_tcp_port, call, call, pause=1.2)).count(b"200 OK") == 2
        assert 3 < asyncio.get_running_loop().time() - began < 60


async def test_half_open_connections_keep_nobody_out(unused_tcp_port: int) -> None:
    """While many times more connections stay half open than there may be, calls are answered."""
    address = f"http://127.0.0.1:{unused_tcp_port}/"
    async with listening(unused_tcp_port, connections=20), AsyncExitStack() as lines, ClientSession() as session:
        for number in range(300):
            line = lines.enter_context(socket.socket())
            line.settimeout(0)
            await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", unused_tcp_port))
            if number % 30 == 0:
                async with session.post(address, data=b"four") as served:
                    assert await served.text() == "4"
