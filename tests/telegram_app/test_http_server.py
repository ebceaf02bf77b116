"""The HTTP server and what it serves to whoever watches the bot."""

from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.settings import HttpLimits
from bot.telegram_app.http_server import HttpServer
from bot.telegram_app.monitoring import ARTICLES, PASSAGES, count_archive, metrics_server
from retrieval import Searcher, StateError


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


async def test_metrics_and_health(unused_tcp_port: int, searcher: Searcher) -> None:
    """`/metrics` counts the archive as it is when it is read, `/healthz` tells whether all is well."""
    health = [True, False]
    server = metrics_server(unused_tcp_port, lambda: health.pop(0))
    await server.start()
    count_archive(searcher)
    async with ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        async with session.get("/metrics") as answer:
            metrics = await answer.text()
            assert answer.content_type == "text/plain"
        assert f"pincite_articles {searcher.archive.article_count()}.0" in metrics
        assert f"pincite_passages {searcher.archive.passage_count()}.0" in metrics
        async with session.get("/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ok\n")
        async with session.get("/healthz") as answer:
            assert (answer.status, await answer.text()) == (503, "no word from Telegram\n")
    await server.stop()
    # Later tests read the gauges too, when this archive is closed.
    ARTICLES.set_function(lambda: 0)
    PASSAGES.set_function(lambda: 0)
