"""What is served, and a server's life from start to end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.ending import Ending, break_off, run_loop, stop
from bot.garbage import collect_less
from bot.http_server import logs
from bot.http_server.connections import affordable
from bot.http_server.server import HttpServer
from bot.opening import Opened, Opening
from bot.settings import Settings
from bot.web.api import PREFIX, Api, error_answer
from bot.web.errors import headers_of, sentence_of, status_of
from bot.web.feed import Feed
from bot.web.guard import Guard
from bot.web.pages import error_page, page_routes
from bot.web.requests import takes_packed
from bot.web.site import SITE, Site
from bot.web.static import static_file
from retrieval import PinciteError

_log = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Server": "Pincite",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""With every answer: nothing of another site, no script or style but files of ours, and in no frame."""

FEED_PATH = "/feed.xml"

PACKED_FROM = 1_400
"""Bytes from which an answer is compressed: what fits a packet is as fast as it is."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(opening: Opening, settings: Settings) -> web.Application:
    """The application: pages, API and files, each answer with what makes it safe.

    Args:
        opening: The archive, whether it is open yet or not.
        settings: The settings.
    """
    guard, site = Guard(settings), Site(opening, settings)

    @web.middleware
    async def safely(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            guard.check(request)
            site.limit.asked_by(request)
            answer = await handler(request)
        except web.HTTPException as refusal:
            answer = _refusal(site, request, refusal.status, sentence_of(refusal))
            if "Allow" in refusal.headers:
                answer.headers["Allow"] = refusal.headers["Allow"]
        except PinciteError as error:
            answer = _refusal(site, request, status_of(error), str(error))
            answer.headers.update(headers_of(error))
        except Exception:
            _log.exception("a request could not be answered")
            answer = _refusal(site, request, 500, "Something went wrong here; the log says more.")
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", "no-cache")
        _compress(answer, packed=takes_packed(request))
        return answer

    application = web.Application(client_max_size=settings.serve.http.body_kb << 10, middlewares=[safely])
    application[SITE] = site
    application.add_routes(Api(site, guard).routes())
    application.add_routes([web.get("/static/{name}", static_file)])
    application.add_routes([web.get(FEED_PATH, Feed(site).answer)])
    application.add_routes(page_routes(site, guard))
    application.on_cleanup.append(_closed)
    return application


def run(open_searcher: Opened, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page until SIGTERM or SIGINT.

    Args:
        open_searcher: Opens the archive; those who ask meanwhile are told how far that is.
        settings: The settings.
        announce: Takes a sentence for whoever started it: where the page is.

    Raises:
        PinciteError: The address can't be listened on, or the archive can't be opened.
    """
    logs.log_to_stderr([settings.serve.token.reveal()], "WARNING")
    ending = Ending(break_off)
    with ending.calls(stop):
        run_loop(lambda: _serve(Opening(open_searcher), settings, announce, ending))
    ending.over()


async def _serve(opening: Opening, settings: Settings, announce: Callable[[str], None], ending: Ending) -> None:
    """Listens, opens the archive meanwhile, and ends when told to or when the archive can't be opened."""
    serve, over, loop = settings.serve, asyncio.Event(), asyncio.get_running_loop()
    server = HttpServer(make_app(opening, settings), serve.host, serve.port, affordable(serve.http))
    with ending.calls(lambda _number: loop.call_soon_threadsafe(over.set)):
        await server.start()
        opening.start()
        try:
            announce(f"The page is at {_address(serve.host, serve.port)} (Ctrl-C ends it).")
            ready = asyncio.create_task(asyncio.to_thread(opening.wait))
            waiting = asyncio.create_task(over.wait())
            await asyncio.wait([ready, waiting], return_when=asyncio.FIRST_COMPLETED)
            if opening.failure is None:
                collect_less()
                await waiting
        finally:
            await server.stop()
            await asyncio.to_thread(opening.close)
    if opening.failure is not None:
        raise opening.failure


def _refusal(site: Site, request: web.Request, status: int, sentence: str) -> web.Response:
    """What went wrong: as JSON where that is spoken, else as a page."""
    if request.path.startswith(PREFIX) or request.path == FEED_PATH:
        return error_answer(status, sentence)
    return error_page(site, status, sentence)


def _compress(answer: web.StreamResponse, *, packed: bool) -> None:
    """Has a long text be compressed where whoever asks takes it `packed`."""
    if isinstance(answer, web.Response) and "Content-Encoding" not in answer.headers:
        body = answer.body
        if isinstance(body, bytes) and len(body) >= PACKED_FROM:
            answer.headers.setdefault("Vary", "Accept-Encoding")
            if packed:
                answer.enable_compression(web.ContentCoding.gzip)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


async def _closed(application: web.Application) -> None:
    application[SITE].close()
