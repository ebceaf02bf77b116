"""The protocol over stdin and stdout: what a client has asked is answered before a closed stdin ends it."""

import asyncio
import json
import logging
import threading
from contextlib import suppress
from typing import Any, Self, cast

import anyio
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    JSONRPCRequest,
    JSONRPCResponse,
    RequestId,
)

LONGEST_LINE = 2**24
"""Bytes of a message: more than any tool takes, and an end for a line that has none."""

AHEAD = 64
"""Lines that are read ahead of the one that is looked at."""

FINISH_SECONDS = 60.0
"""How long what was asked may take after stdin was closed, as by a pipe; whoever waits no longer sends SIGTERM."""

_log = logging.getLogger(__name__)

Item = SessionMessage | Exception


async def serve(server: Server[Any], stdin: int = 0) -> None:
    """Serves a client on stdin and stdout, until stdin is closed and what was asked is answered.

    Until then whatever else is written to stdout goes to stderr.

    Args:
        server: The server.
        stdin: The descriptor that is read.
    """
    waiting, lines = _Waiting(), _Lines(stdin)
    async with (
        stdio_server(stdin=cast("anyio.AsyncFile[str]", lines)) as (received, sent),
        anyio.create_task_group() as group,
    ):
        asked_in, requests = anyio.create_memory_object_stream[Item]()
        replies, replies_out = anyio.create_memory_object_stream[SessionMessage]()
        refused = replies.clone()

        async def ask() -> None:
            async with asked_in, refused:
                async for item in received:
                    waiting.note(item)
                    if isinstance(item, Exception):
                        await refused.send(_refusal(item))
                    else:
                        await asked_in.send(item)
                with anyio.move_on_after(FINISH_SECONDS):
                    await waiting.over()

        async def tell() -> None:
            async with sent, replies_out:
                async for message in replies_out:
                    await sent.send(message)
                    waiting.note(message)

        group.start_soon(ask)
        group.start_soon(tell)
        await server.run(requests, replies, server.create_initialization_options())


def _refusal(error: Exception) -> SessionMessage:
    """The answer to a line that is not a message, as JSON-RPC has it: under no id, as that can't be known."""
    code, words = (PARSE_ERROR, "Parse error") if "json_invalid" in str(error) else (INVALID_REQUEST, "Invalid Request")
    return SessionMessage(JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=words)))


class _Waiting:
    """What was asked and is not answered yet."""

    def __init__(self) -> None:
        self._requests: set[RequestId] = set()
        self._over = anyio.Event()

    def note(self, item: Item) -> None:
        """Notes a message that came or went."""
        message = item.message if isinstance(item, SessionMessage) else None
        if isinstance(message, JSONRPCRequest):
            self._requests.add(message.id)
            return
        if isinstance(message, JSONRPCResponse | JSONRPCError):
            self._requests.discard(cast("RequestId", message.id))
        elif isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled":
            request_id = (message.params or {}).get("requestId")
            if isinstance(request_id, str | int):  # A client may send anything.
                self._requests.discard(request_id)  # It is no longer answered.
        if not self._requests:
            self._over.set()
            self._over = anyio.Event()

    async def over(self) -> None:
        """Waits until all is answered."""
        while self._requests:
            await self._over.wait()


def _whole(line: str) -> str:
    """A message in which no half of a surrogate pair is written out: the protocol's parser drops it unanswered."""
    if "\\ud" not in line.lower():
        return line
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return line
    text = json.dumps(message, ensure_ascii=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\n"


class _Lines:
    """The lines of a descriptor but for blank ones, read in a thread that does not keep the process from ending."""

    def __init__(self, descriptor: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._room = threading.Semaphore(AHEAD)
        threading.Thread(target=self._read, args=(descriptor,), name="pincite-stdin", daemon=True).start()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        line = await self._queue.get()
        self._room.release()
        if line is None:
            raise StopAsyncIteration
        return line

    def _read(self, descriptor: int) -> None:
        """Reads lines until one has no end: the last one, or one that is too long."""
        with suppress(RuntimeError):  # The loop has ended.
            try:
                with open(descriptor, "rb", closefd=False) as file:
                    while (line := file.readline(LONGEST_LINE)).endswith(b"\n"):
                        if not line.isspace():
                            self._room.acquire()
                            self._put(_whole(line.decode(errors="replace")))
                if len(line) == LONGEST_LINE:
                    _log.error("a message is longer than %d MB; the connection is closed", LONGEST_LINE // 2**20)
                elif line:
                    self._put(_whole(line.decode(errors="replace")))
            except OSError as error:
                _log.error("stdin can't be read (%s)", error.strerror)
            finally:
                self._put(None)

    def _put(self, line: str | None) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, line)
