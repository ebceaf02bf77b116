"""Telegram's HTTP through aiohttp, behind the interface that python-telegram-bot has for it.

With httpx, PTB's default, an answer costs more than twice the processor time (encode/httpx#3215;
`benchmarks/telegram_load.py` measures both).
"""

import asyncio
from collections.abc import AsyncIterator
from functools import lru_cache
from io import BytesIO
from json import dumps, loads
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CHUNK = 1 << 16
"""Bytes handed to the socket at a time when a body is uploaded: what asyncio buffers (its high-water mark, 64 KiB)."""

CONNECTIONS = 256
"""Calls at the same time; PTB's own `connection_pool_size`."""

ANSWER_BYTES = 64 << 20
"""Bytes of an answer at most: a file of Telegram's has 20 MB, a hundred updates far less."""

FIRST_REFUSAL = 300
"""The first HTTP status that is not a success."""

FORM_BYTES = 200
"""Bytes at either end of an answer in which its `ok` stands; Telegram begins with it."""

KEEP_ALIVE_SECONDS = 60
"""How long an idle connection is kept, so that the next question in a conversation needs no new TLS handshake."""


class NotSent(NetworkError):
    """The call never reached the server, so it can be repeated without being carried out twice."""


class AiohttpRequest(BaseRequest):
    """A `BaseRequest` over one aiohttp session.

    Timeouts are in seconds and mean what PTB says they mean: `connect` to reach the server, `read` between two
    pieces of its answer, `write` for one piece of a body, `pool` for a free connection. `None` waits without limit.
    A timeout given with a call wins over the one given here.
    """

    __slots__ = ("_connect", "_connections", "_pool", "_read", "_session", "_write")

    def __init__(
        self,
        connections: int = CONNECTIONS,
        *,
        read: float | None = 5.0,
        write: float | None = 5.0,
        connect: float | None = 5.0,
        pool: float | None = 20.0,
    ) -> None:
        """A request class that is not connected yet.

        The defaults are PTB's own, but for `pool`: with more calls than connections, the next one soon is free.

        Args:
            connections: How many calls may be made at the same time.
            read: Seconds between two pieces of an answer.
            write: Seconds for one piece of a body.
            connect: Seconds to reach the server.
            pool: Seconds for a free connection.
        """
        self._connections = connections
        self._read, self._write, self._connect, self._pool = read, write, connect, pool
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds between two pieces of an answer where a call gives none."""
        return self._read

    async def initialize(self) -> None:
        """Opens the session, if it is not open."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Closes the session and its connections, if it is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What the JSON of an answer says.

        Raises:
            NetworkError: It is no JSON, or not of the form that Telegram's answers have.
        """
        try:
            reply = loads(payload)
        except (ValueError, RecursionError):
            raise NetworkError("Telegram's answer is not JSON.") from None
        if not isinstance(reply, dict) or ("result" not in reply and "error_code" not in reply):
            raise NetworkError("Telegram's answer holds neither a result nor an error.")
        if not isinstance(reply.get("parameters", {}), dict):
            raise NetworkError("The parameters of Telegram's answer can't be read.")
        return reply

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Makes one call.

        Args:
            url: The address of the method, or of a file.
            method: The HTTP method.
            request_data: The call's parameters and files.
            read_timeout: Seconds between two pieces of the answer.
            write_timeout: Seconds for one piece of the body.
            connect_timeout: Seconds to reach the server.
            pool_timeout: Seconds for a free connection.

        Returns:
            The HTTP status and the body.

        Raises:
            NotSent: No connection was made.
            TimedOut: No answer came in time; the call may have been carried out.
            NetworkError: The connection broke, or the answer is not Telegram's; the call may have been carried out.
        """
        if self._session is None:
            raise NotSent("The connection to Telegram is closed.")
        timeout = self._timeout(read_timeout, connect_timeout, pool_timeout)
        body, headers = await _body(request_data)
        try:
            async with asyncio.timeout(None) as writing:
                data = body
                if isinstance(body, bytes) and len(body) > CHUNK:
                    data = _chunks(body, writing, _seconds(write_timeout, self._write))
                proxy = _proxy(*urlsplit(url)[:2])
                # Whoever redirects is not the Bot API, and would be handed the token.
                async with self._session.request(
                    method, url, data=data, headers=headers, timeout=timeout, proxy=proxy, allow_redirects=False
                ) as response:
                    return response.status, await _answer(response)
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(f"Telegram can't be reached ({type(error).__name__}).") from None
        except TimeoutError as error:
            raise TimedOut(f"Telegram did not answer in time ({type(error).__name__}).") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"The connection to Telegram broke ({type(error).__name__}).") from None

    def _timeout(self, read: object, connect: object, pool: object) -> aiohttp.ClientTimeout:
        """A call's timeouts as aiohttp has them: its `connect` is for a free connection and the server together."""
        to_server, to_connection = _seconds(connect, self._connect), _seconds(pool, self._pool)
        return aiohttp.ClientTimeout(
            total=None,
            connect=None if to_server is None or to_connection is None else to_server + to_connection,
            sock_connect=to_server,
            sock_read=_seconds(read, self._read),
        )


def _seconds(timeout: object, default: float | None) -> float | None:
    """A call's timeout, or the default if it has none: PTB's mark for that is neither a number nor None."""
    return timeout if timeout is None or isinstance(timeout, int | float) else default


@lru_cache(16)
def _proxy(scheme: str, server: str) -> str | None:
    """The proxy that the environment names for a server; `trust_env` would look for it in a thread before each call."""
    return None if proxy_bypass(server) else getproxies().get(scheme)


async def _body(data: RequestData | None) -> tuple[Any, dict[str, str]]:
    """The body of a call and the headers that describe it."""
    if data is None or not (data.parameters or data.contains_files):
        return None, {}
    if not data.contains_files:
        encoded = dumps(data.parameters, ensure_ascii=False).encode(errors="replace")
        return encoded, {"Content-Type": "application/json"}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=kind)
    payload = form()
    encoded = await payload.as_bytes()
    return encoded, {"Content-Type": payload.headers["Content-Type"], "Content-Length": str(len(encoded))}


async def _chunks(body: bytes, timer: asyncio.Timeout, seconds: float | None) -> AsyncIterator[bytes]:
    """The body in pieces; `timer` runs out when one of them takes longer than `seconds` to leave."""
    loop = asyncio.get_running_loop()
    for start in range(0, len(body), CHUNK):
        timer.reschedule(None if seconds is None else loop.time() + seconds)
        yield body[start : start + CHUNK]
    timer.reschedule(None)


async def _answer(response: aiohttp.ClientResponse) -> bytes:
    """The body of an answer.

    Raises:
        NetworkError: It is not Telegram's, whatever its status says: a gateway's page, or one to log in.
    """
    body = await _whole(response)
    if response.status >= FIRST_REFUSAL and not _is_telegrams(body):
        raise NetworkError(f"Telegram's place is taken by something that answers with HTTP {response.status}.")
    if response.method == "POST" and not _is_telegrams(body):
        raise NetworkError("Telegram's place is taken by something else (a page to log in?).")
    return body


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """A body, unpacked; raises NetworkError for one without an end."""
    pieces, size = [], 0
    async for piece in response.content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > ANSWER_BYTES:
            raise NetworkError("An answer is larger than any of Telegram's.")
    return b"".join(pieces)


def _is_telegrams(body: bytes) -> bool:
    """Whether an answer to a call has the form that all of Telegram's have, an object with `ok`."""
    return body.lstrip()[:1] == b"{" and (b'"ok"' in body[:FORM_BYTES] or b'"ok"' in body[-FORM_BYTES:])
