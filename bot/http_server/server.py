"""The HTTP server of the webhook, which Telegram calls, of the metrics, which monitoring reads, and of the web page."""

import asyncio
import errno
import os
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_protocol import RequestHandler

from bot.http_server.connections import Connections, GuardedProtocol, affordable
from bot.settings import SHOWN, HttpLimits
from retrieval import StateError, UsageError

STOP_SECONDS = 1
"""How long calls in progress may take at the end: part of the ten seconds that `docker stop` leaves a process."""

LINGERING_SECONDS = 1
"""How long the rest of a refused body is read and thrown away, so that its sender gets to see the refusal."""

WAITING = 1024
"""Connections that may wait at the system's to be accepted; if there is no room a caller has to wait a second."""

LINE_BYTES = 65_536
"""The first line of a request: a question of 4,096 code points takes up to 49,152 bytes in it, percent-encoded."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Talking(RequestHandler):
    """aiohttp's end of a connection, which says in a sentence what it can't understand, and quotes nothing of it."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What is answered to a request that is not HTTP, or longer than may be."""
        super().handle_error(request, status, exc, message)  # logs it, and notices what was answered already
        if isinstance(exc, LineTooLong):
            status = 414 if exc.args[1] in (LINE_BYTES, str(LINE_BYTES)) else 431
        answer = web.Response(status=status, text=f"{_UNREADABLE.get(status, _UNREADABLE[500])}\n", headers=_PLAIN)
        answer.force_close()
        return answer


_UNREADABLE = {
    400: "This request can't be understood.",
    414: "The address of this request is too long.",
    431: "A header of this request is too long.",
    500: "Something went wrong here; the log says more.",
}
_PLAIN = {"Server": "Pincite", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}


class HttpServer:
    """An HTTP server for some routes, from `start` to `stop`; it goes on however it is called."""

    def __init__(
        self, app_or_routes: web.Application | Sequence[web.RouteDef], host: str, port: int, limits: HttpLimits
    ) -> None:
        """A server that does not listen yet.

        Args:
            app_or_routes: What it serves: an application that nobody else runs, or the routes of one.
            host: The address it is to listen on.
            port: The port it is to listen on.
            limits: What a request may cost. There are never more connections than the process can afford.
        """
        self._connections = Connections(affordable(limits))
        application = (
            app_or_routes if isinstance(app_or_routes, web.Application) else _application(app_or_routes, limits)
        )
        application.middlewares.insert(0, self._watched)
        # A body is taken as it is: Telegram's are not compressed, and others may unpack to anything.
        self._runner = web.AppRunner(application, shutdown_timeout=STOP_SECONDS)
        self._listener: asyncio.Server | None = None
        self._host, self._port = host, port

    async def start(self) -> None:
        """Listens.

        Raises:
            UsageError: There is no such address on this machine.
            StateError: The address can't be listened on.
        """
        await self._runner.setup()
        try:
            listening = socket.create_server((self._host, self._port), family=_family(self._host))
            if _is_of_many(listening):
                listening.close()
                raise OSError(errno.EADDRNOTAVAIL, "")  # noqa: TRY301 # as the system itself says of others' addresses
            self._listener = await asyncio.get_running_loop().create_server(
                self._protocol, sock=listening, backlog=self._connections.backlog
            )
            # asyncio accepts as many at a time as may wait, each of them a descriptor; but more may wait than that.
            listening.listen(WAITING)
        except OSError as error:
            # The error's own words name the address once more.
            of_system = bool(error.errno and error.errno > 0)  # the others are those of looking up a name
            reason = os.strerror(error.errno) if of_system and error.errno else "there is no such name"
            where = f"[{self._host}]:{self._port}" if ":" in self._host else f"{self._host}:{self._port}"
            if not of_system or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EINVAL):
                raise UsageError(f"Nobody can listen on {where} ({reason}); name an address of this machine.") from None
            raise StateError(f"Nobody can listen on {where} ({reason}); choose another port.") from None
        except UnicodeError:
            raise UsageError(f"{self._host[:SHOWN]!r} is not an address; name one of this machine.") from None

    async def stop(self) -> None:
        """Finishes the calls in progress and stops listening."""
        if self._listener is not None:
            self._listener.close()
        await self._runner.cleanup()

    def _protocol(self) -> GuardedProtocol:
        """What talks over a new connection."""
        server = self._runner.server
        assert server is not None
        talking = _Talking(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # as aiohttp takes it, too
            lingering_time=LINGERING_SECONDS,
            auto_decompress=False,
            max_line_size=LINE_BYTES,
        )
        return GuardedProtocol(talking, self._connections)

    @web.middleware
    async def _watched(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The answer to a request; whoever is refused has to connect anew."""
        transport, is_success = request.transport, False
        self._connections.request_begins(transport)
        try:
            answer = await handler(request)
            is_success = answer.status < web.HTTPBadRequest.status_code
        except web.HTTPException as refusal:
            refusal.force_close()
            raise
        finally:
            self._connections.request_ends(transport, is_success=is_success)
        if not is_success:
            answer.force_close()
        return answer


def _application(routes: Sequence[web.RouteDef], limits: HttpLimits) -> web.Application:
    """An application of some routes."""
    application = web.Application(client_max_size=limits.body_kb << 10)
    application.add_routes(routes)
    return application


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _is_of_many(listening: socket.socket) -> bool:
    """Whether nobody can connect to what is listened on, because all machines of a network have that address."""
    address = listening.getsockname()
    if ip_address(address[0].partition("%")[0]).is_multicast:
        return True
    with socket.socket(listening.family, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(address)  # That sends nothing.
        except PermissionError:
            return True
        except OSError:
            return False
    return False


async def body_of(request: web.Request, seconds: float) -> bytes:
    """The body of a request.

    Args:
        request: The request.
        seconds: How long all of it may take to arrive.

    Raises:
        HTTPException: It is too large, takes too long, or breaks off.
    """
    if (request.content_length or 0) > request.client_max_size:
        raise web.HTTPRequestEntityTooLarge(request.client_max_size, request.content_length or 0)
    try:
        async with asyncio.timeout(seconds):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest from None
