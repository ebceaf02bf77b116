"""How many searches somebody may ask for, by the address that they come from."""

from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network

from aiohttp import web

from bot.http_server.quota import Quota
from bot.settings import SHOWN
from bot.web.errors import TooMany

USUAL = 60
"""Searches a minute from one address if nothing else is set: one a second, more than anybody reads."""

A_SECOND = 2
"""Searches that a processor second counts as: with 60 a minute, nobody has more than half a minute of it in each."""

THIS_MACHINE = "this machine"

_asker: ContextVar[str] = ContextVar("asker", default=THIS_MACHINE)
"""Who sent the request that is being answered."""


class SearchLimit:
    """Counts the searches of each address; those of this machine only where a limit is set."""

    def __init__(self, a_minute: int | None) -> None:
        """Nobody has searched yet.

        Args:
            a_minute: Searches a minute from one address, 0 for as many as they like; None: `USUAL`, and no limit for
                this machine.
        """
        self._quota = Quota(USUAL if a_minute is None else a_minute)
        self._spares_us = a_minute is None

    def asked_by(self, request: web.Request) -> None:
        """Notes who sent the request that this task is about to answer."""
        _asker.set(asker(request))

    def charge(self, who: str, seconds: float) -> None:
        """Counts processor seconds that looking up for somebody took, as if they had searched more often."""
        if not (self._spares_us and who == THIS_MACHINE):
            for _ in range(int(seconds * A_SECOND)):
                self._quota.allows(who)

    def spend(self) -> None:
        """Counts a search of whoever sent the request of this task; raises `TooMany` if that is one too many."""
        who = current_asker()
        if self._spares_us and who == THIS_MACHINE:
            return
        if not self._quota.allows(who):
            raise TooMany("That is more than one address may look up in a minute; ask again in a minute.")


def current_asker() -> str:
    """Who sent the request that this task is about to answer."""
    return _asker.get()


def asker(request: web.Request) -> str:
    """Who sent a request, by their address: of IPv6 the 64 bits that somebody has at least (RFC 6177).

    A proxy on this machine says for whom it asks; the last address that it names is the one it saw itself.
    """
    address = _network(request.remote or "")
    forwarded = request.headers.getall("X-Forwarded-For", [])
    if address == THIS_MACHINE and forwarded:
        return _network(forwarded[-1].rpartition(",")[2].strip())
    return address


def _network(address_text: str) -> str:
    try:
        address = ip_address(address_text.partition("%")[0])
    except ValueError:
        return address_text[:SHOWN]
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if address.is_loopback:
        return THIS_MACHINE
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
