"""The metrics, and what is served to whoever watches the bot."""

from aiohttp import ClientSession

from bot.telegram_app.monitoring import ARTICLES, PASSAGES, count_archive, metrics_server
from retrieval import Searcher


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
