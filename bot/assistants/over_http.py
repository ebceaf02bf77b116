"""The protocol over HTTP (streamable HTTP, at `/mcp`): for assistants that don't start the server themselves.

The server is that of the web page, with its guard and its
limits on connections and bodies, not on searches; beyond this machine everything needs the token.
"""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any

from aiohttp import web
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from bot.http_server.connections import affordable
from bot.http_server.server import HttpServer, body_of
from bot.settings import Settings
from bot.web.errors import Refused, headers_of
from bot.web.guard import Guard, reaches_beyond
from retrieval import UsageError

PATH = "/mcp"
"""Where the protocol is spoken: clients take it for granted."""

MOST_SESSIONS = 1_000
"""Conversations of older clients at the same time; one that is silent for half an hour ends."""

LOOK_SECONDS = 0.2
"""How often it is looked whether whoever asked is still there."""

Message = MutableMapping[str, Any]


@asynccontextmanager
async def served(server: Server[Any], settings: Settings) -> AsyncIterator[str]:
    """Serves clients at an address, which it gives, for the body.

    Raises:
        UsageError: It could be reached from beyond this machine without a token, or there is no such address here.
        StateError: The address can't be listened on.
    """
    serve = settings.serve
    if reaches_beyond(settings) and not serve.token:
        raise UsageError(f"Beyond this machine ({serve.host}) assistants need a token: set PINCITE_SERVE_TOKEN.")
    # Hosts and origins are the guard's.
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    sessions = StreamableHTTPSessionManager(server, security_settings=unchecked, max_sessions=MOST_SESSIONS)
    application = web.Application(client_max_size=serve.http.body_kb << 10)
    handler = _handler(sessions, Guard(settings), serve.http.body_seconds)
    application.add_routes([web.route("*", PATH, handler)])
    listener = HttpServer(application, serve.host, serve.port, affordable(serve.http))
    async with sessions.run():
        await listener.start()
        try:
            host = f"[{serve.host}]" if ":" in serve.host else serve.host
            yield f"http://{host}:{serve.port}{PATH}"
        finally:
            await listener.stop()


def _handler(sessions: StreamableHTTPSessionManager, guard: Guard, seconds: float) -> Any:
    """What answers a request that the guard lets through; its body has some seconds to arrive."""

    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            guard.check(request)
            guard.require_write(request)
        except Refused as refusal:
            return web.Response(text=f"{refusal}\n", status=refusal.status, headers=headers_of(refusal))
        exchange = _Exchange(request, await body_of(request, seconds))
        await sessions.handle_request(exchange.scope, exchange.receive, exchange.send)
        return exchange.answer

    return handler


class _Exchange:
    """A request and its answer, as the SDK takes them (ASGI)."""

    def __init__(self, request: web.Request, body: bytes) -> None:
        self._request = request
        self._body: bytes | None = body
        self.answer = web.StreamResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    @property
    def scope(self) -> Message:
        """What is known about the request."""
        request, headers = self._request, self._request.raw_headers
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.scheme,
            "path": request.path,
            "raw_path": request.rel_url.raw_path.encode(),
            "query_string": request.query_string.encode(),
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in headers],
            "client": None,
            "server": None,
        }

    async def receive(self) -> Message:
        """The body; after it, once nobody waits for the answer any more, that this is so."""
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        while self._is_waited_for:  # noqa: ASYNC110 # aiohttp tells nobody
            await asyncio.sleep(LOOK_SECONDS)
        return {"type": "http.disconnect"}

    @property
    def _is_waited_for(self) -> bool:
        """Whether the connection is still there."""
        transport = self._request.transport
        return transport is not None and not transport.is_closing()

    async def send(self, message: Message) -> None:
        """Sends a part of the answer, if there is still somebody who waits for it."""
        with suppress(ConnectionError):
            if message["type"] == "http.response.start":
                pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
                self.answer = web.StreamResponse(status=message["status"], headers=pairs)
                await self.answer.prepare(self._request)
                return
            await self.answer.write(message["body"])
            if not message.get("more_body"):
                await self.answer.write_eof()
