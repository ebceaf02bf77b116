"""The HTTP server: how much it takes, where it listens, and how it ends."""

from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.http_server.server import HttpServer
from bot.settings import HttpLimits
from retrieval import StateError, UsageError


async def test_a_body_may_have_so_many_bytes(unused_tcp_port: int) -> None:
    """A body of the size that is allowed is read, a larger one refused."""

    async def length(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    server = HttpServer([web.post("/", length)], "127.0.0.1", unused_tcp_port, HttpLimits(body_kb=3))
    await server.start()
    async with ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        async with session.post("/", data=BytesIO(bytes(3_072))) as answer:
            assert (answer.status, await answer.text()) == (200, "3072")
        async with session.post("/", data=BytesIO(bytes(3_072 + 1))) as answer:
            assert answer.status == 413
    await server.stop()


async def test_a_port_in_use_is_explained(unused_tcp_port: int) -> None:
    """A port that somebody else listens on is one of our errors; once it is free it can be listened on."""
    first, second = (HttpServer([], "127.0.0.1", unused_tcp_port, HttpLimits()) for _ in range(2))
    await first.start()
    with pytest.raises(
        StateError, match=rf"127\.0\.0\.1:{unused_tcp_port} \((?!\[Errno).*in use\); choose another port"
    ):
        await second.start()
    await second.stop()
    await first.stop()
    third = HttpServer([], "127.0.0.1", unused_tcp_port, HttpLimits())
    await third.start()
    await third.stop()


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("192.0.2.1", r" \(.*assign requested address\); name an address of this machine"),
        ("255.255.255.255", r" \(.*assign requested address\); name an address of this machine"),
        ("127.255.255.255", r" \(.*assign requested address\); name an address of this machine"),
        ("224.0.0.1", r" \(.*assign requested address\); name an address of this machine"),
        ("fe80::1", r" \(.*\); name an address of this machine"),  # It wants to know of which network.
        ("no.such.host.invalid", r" \(there is no such name\); name an address of this machine"),
        ("a" * 70, r"( \(there is no such name\); name an address|is not an address; name one) of this machine"),
    ],
)
async def test_an_address_of_another_machine(host: str, reason: str, unused_tcp_port: int) -> None:
    """Nobody can listen on the address of another machine, nor on what is none: that is a usage error."""
    server = HttpServer([], host, unused_tcp_port, HttpLimits())
    with pytest.raises(UsageError, match=reason):
        await server.start()
    await server.stop()
