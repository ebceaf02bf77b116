"""The metrics: what can be watched from outside. None ever holds the token or a question."""

from collections.abc import Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from bot.http_server.server import HttpServer
from bot.settings import HttpLimits
from retrieval import Searcher

QUESTIONS = Counter("pincite_questions", "Questions asked", ["door"])
ABSTENTIONS = Counter("pincite_abstentions", "Questions that the archive does not answer")
LATENCY = Histogram(
    "pincite_answer_seconds",
    "Seconds from an update's arrival to the end of its answer",
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
SEARCH = Histogram(
    "pincite_search_seconds",
    "Seconds spent on the search alone",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2),
)
TELEGRAM_ERRORS = Counter("pincite_telegram_errors", "Calls that Telegram refused or lost", ["kind"])
RETRY_AFTER = Counter("pincite_telegram_retry_after", "Times Telegram asked the bot to wait")
REPEATED = Counter("pincite_repeated_updates", "Updates that were delivered again and not answered twice")
DROPPED = Counter("pincite_dropped_updates", "Updates beyond the share of a person or a group, dropped")
ARTICLES = Gauge("pincite_articles", "Articles in the archive")
PASSAGES = Gauge("pincite_passages", "Passages in the archive")
FEEDBACK = Counter("pincite_feedback", "Answers that were called good or wrong", ["verdict"])


METRICS_LIMITS = HttpLimits(connections=16, body_kb=1)
"""Of the port for the metrics, which a few programs of this machine read."""


def count_archive(searcher: Searcher) -> None:
    """Has the gauges count the articles and passages of a searcher's archive whenever they are read."""
    ARTICLES.set_function(lambda: searcher.archive.article_count())
    PASSAGES.set_function(lambda: searcher.archive.passage_count())


def metrics_server(port: int, healthy: Callable[[], bool]) -> HttpServer:
    """The server of `/metrics` and `/healthz`, for this machine alone."""

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def health(_request: web.Request) -> web.Response:
        if healthy():
            return web.Response(text="ok\n")
        return web.Response(text="no word from Telegram\n", status=503)

    return HttpServer([web.get("/metrics", metrics), web.get("/healthz", health)], "127.0.0.1", port, METRICS_LIMITS)
