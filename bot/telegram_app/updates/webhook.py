"""What we serve over HTTP: the webhook that Telegram calls, and the figures for whoever watches us."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from telegram import Bot, Update

from retrieval import StateError

_log = logging.getLogger(__name__)

BODY = 1 << 20
"""Bytes of an update at most."""

PROOF = "X-Telegram-Bot-Api-Secret-Token"
"""The header in which Telegram proves that it is Telegram."""

Receive = Callable[[Sequence[Update]], Awaitable[None]]


class Server:
    """An HTTP server for some routes, from `start` to `stop`."""

    def __init__(self, routes: Sequence[web.RouteDef], host: str, port: int) -> None:
        """A server for `routes`; it does not listen yet."""
        application = web.Application(client_max_size=BODY)
        application.add_routes(routes)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=2)
        self._host, self._port = host, port

    async def start(self) -> None:
        """Listen.

        Raises:
            StateError: The address can't be listened on.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            reason = f"({error.strerror or error})"
            raise StateError(f"Nobody can listen on {self._host}:{self._port} {reason}; choose another port.") from None

    async def stop(self) -> None:
        """Finish the calls in hand and listen no more."""
        await self._runner.cleanup()


def webhook(bot: Bot, address: str, secret: str, receive: Receive, listen: tuple[str, int] | None) -> Server:
    """The server of a webhook; `receive` has written an update down before Telegram is told that we have it."""

    async def call(request: web.Request) -> web.Response:
        given = request.headers.get(PROOF, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            _log.warning("a call of the webhook without its secret was refused")
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), bot)
        except (ValueError, KeyError, TypeError, AttributeError):
            _log.warning("a call of the webhook held no update")
            return web.Response(status=400)
        await receive([update])
        return web.Response()

    parts = urlsplit(address)
    host, port = listen or ("127.0.0.1", parts.port or 8443)
    return Server([web.post(parts.path or "/", call)], host, port)


def figures(port: int, healthy: Callable[[], bool]) -> Server:
    """The server of `/metrics` and `/healthz` for this machine alone."""

    async def metrics(request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def health(request: web.Request) -> web.Response:
        well = healthy()
        return web.Response(text="ok\n" if well else "no word from Telegram\n", status=200 if well else 503)

    return Server([web.get("/metrics", metrics), web.get("/healthz", health)], "127.0.0.1", port)
