"""The HTTP server for the webhook, which Telegram calls, and for the metrics, which monitoring reads."""

from collections.abc import Sequence

from aiohttp import web

from retrieval import StateError

BODY_BYTES = 1 << 20
"""Bytes of a request at most, aiohttp's own default.

A message of 4,096 code points takes 49,152 when each is escaped as two surrogates, and may come with another one that
it replies to.
"""

STOP_SECONDS = 1
"""How long calls in hand may take at the end: part of the ten seconds that `docker stop` leaves a process."""


class HttpServer:
    """An HTTP server for some routes, from `start` to `stop`."""

    def __init__(self, routes: Sequence[web.RouteDef], host: str, port: int) -> None:
        """A server that does not listen yet.

        Args:
            routes: What it serves.
            host: The address it is to listen on.
            port: The port it is to listen on.
        """
        application = web.Application(client_max_size=BODY_BYTES)
        application.add_routes(routes)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=STOP_SECONDS)
        self._host, self._port = host, port

    async def start(self) -> None:
        """Listens.

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
        """Finishes the calls in hand and listens no more."""
        await self._runner.cleanup()
