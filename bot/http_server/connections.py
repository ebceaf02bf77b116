"""The connections to one of our ports: how many there may be, and how long each may keep us waiting.

A connection is idle until the head of a request has arrived, and again once that is answered. Nobody is turned away
for those that are idle: when there are too many, the one that has been idle longest is closed, first of all one on
which nothing was ever served. So half-open connections use up no descriptors, and Telegram's calls get through.
"""

import asyncio
import resource
from collections.abc import Iterable
from dataclasses import dataclass, replace
from ipaddress import IPv6Address, ip_address, ip_network

from bot.settings import HttpLimits

KEEP_ALIVE_SECONDS = 75
"""How long a connection on which something was served may be idle after that: nginx's own `keepalive_timeout`."""

SHARE_OF_DESCRIPTORS = 4
"""A port takes at most one in four of the file descriptors that the process may have."""

MOST_AT_ONCE = 128
"""Connections that are accepted before the first of them is looked at; aiohttp's own `backlog`."""

TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
"""What is answered to a request whose head does not end in time."""


def affordable(limits: HttpLimits) -> HttpLimits:
    """The limits, with no more connections than this process has descriptors for."""
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if descriptors == resource.RLIM_INFINITY:
        return limits
    return replace(limits, connections=max(1, min(limits.connections, descriptors // SHARE_OF_DESCRIPTORS)))


def peer_of(address: object) -> str | None:
    """Who is at the other end of a connection, by its address; None if that is a proxy of ours, or not known.

    Of IPv6 somebody has 64 bits at least (RFC 6177), so that many tell people apart.
    """
    if not isinstance(address, tuple):
        return None
    try:
        ip = ip_address(address[0].partition("%")[0])
    except ValueError:
        return None
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    if not ip.is_global:
        return None
    return str(ip_network((ip, 64), strict=False)) if isinstance(ip, IPv6Address) else str(ip)


@dataclass(slots=True, eq=False)
class _Connection:
    """A connection: whose it is, whether anything, a request, one that we serve came over it, and when it is closed."""

    transport: asyncio.Transport
    peer: str | None
    has_data: bool = False
    has_request: bool = False
    has_success: bool = False
    deadline: asyncio.TimerHandle | None = None


class Connections:
    """The connections to a port, kept within their limits; used from the event loop."""

    def __init__(self, limits: HttpLimits) -> None:
        """No connections yet."""
        self._limits = limits
        self._open: dict[asyncio.BaseTransport, _Connection] = {}
        self._idle: dict[asyncio.BaseTransport, _Connection] = {}

    def __len__(self) -> int:
        return len(self._open)

    @property
    def backlog(self) -> int:
        """How many connections may be accepted before the first of them is looked at."""
        return max(1, min(MOST_AT_ONCE, self._limits.connections // 2))

    def admits(self, transport: asyncio.Transport) -> bool:
        """Whether there is room for a new connection, at the cost of an idle one where there are too many."""
        connection = _Connection(transport, peer_of(transport.get_extra_info("peername")))
        same = [each for each in self._open.values() if each.peer == connection.peer]
        if connection.peer is not None and len(same) >= self._limits.peer_connections and not self._closed_one(same):
            return False
        if len(self._open) >= self._limits.connections and not self._closed_one(self._open.values()):
            return False
        self._open[transport] = connection
        self._rests(connection)
        return True

    def left(self, transport: asyncio.BaseTransport) -> None:
        """Takes out a connection that is closed."""
        self._idle.pop(transport, None)
        connection = self._open.pop(transport, None)
        if connection is not None and connection.deadline is not None:
            connection.deadline.cancel()

    def data_arrives(self, transport: asyncio.BaseTransport) -> None:
        """Notes that something came over a connection."""
        if (connection := self._open.get(transport)) is not None:
            connection.has_data = True

    def request_begins(self, transport: asyncio.BaseTransport | None) -> None:
        """Notes that the head of a request has arrived: until it is answered its connection is not idle."""
        connection = self._idle.pop(transport, None) if transport is not None else None
        if connection is not None:
            connection.has_request = True
            if connection.deadline is not None:
                connection.deadline.cancel()

    def request_ends(self, transport: asyncio.BaseTransport | None, *, is_success: bool) -> None:
        """Notes that a request is answered, and whether it was one that we serve."""
        connection = self._open.get(transport) if transport is not None else None
        if connection is not None:
            connection.has_success = connection.has_success or is_success
            self._rests(connection)

    def _rests(self, connection: _Connection) -> None:
        """A connection is idle from now on, and closed if it stays so."""
        self._idle[connection.transport] = connection
        seconds = KEEP_ALIVE_SECONDS if connection.has_success else self._limits.header_seconds
        connection.deadline = asyncio.get_running_loop().call_later(seconds, self._close_slow, connection)

    def _close_slow(self, connection: _Connection) -> None:
        self.left(connection.transport)
        if connection.has_data and not connection.has_request:
            connection.transport.write(TOO_SLOW)
            connection.transport.close()
        else:
            connection.transport.abort()

    def _closed_one(self, crowd: Iterable[_Connection]) -> bool:
        """Whether one of a crowd was idle: it is closed, the longest idle one, one that was never served first."""
        members = set(crowd)
        idle = [each for each in self._idle.values() if each in members]
        victim = min(idle, key=lambda each: each.has_success, default=None)
        if victim is None:
            return False
        self.left(victim.transport)
        victim.transport.abort()
        return True


class GuardedProtocol(asyncio.Protocol):
    """A protocol around aiohttp's that has `Connections` decide whether it gets to talk at all."""

    def __init__(self, inner: asyncio.Protocol, connections: Connections) -> None:
        """A protocol that leaves the talking to `inner`."""
        self._inner = inner
        self._connections = connections
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A connection is there; if there is no room for it, it is closed."""
        assert isinstance(transport, asyncio.Transport)
        if self._connections.admits(transport):
            self._transport = transport
            self._inner.connection_made(transport)
        else:
            transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        """The connection is no longer there."""
        if self._transport is not None:
            self._connections.left(self._transport)
            self._inner.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Something has come."""
        if self._transport is not None:
            self._connections.data_arrives(self._transport)
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Nothing more will come."""
        return self._inner.eof_received() if self._transport is not None else None

    def pause_writing(self) -> None:
        """What is to be sent waits."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """It waits no longer."""
        self._inner.resume_writing()
