"""Who may ask what: the host and the origin of a request, and the token for what is more than reading.

A page elsewhere can have a browser on this machine ask us, by a name of its own that it leads here (DNS rebinding) or
straight. So only names that are ours are answered, and pages elsewhere get nothing but links that somebody follows.
"""

import hmac
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings
from bot.web.errors import Refused

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""What this machine calls itself."""

WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - to know them when they are set
"""Addresses to listen on that stand for every one of this machine."""

READING = frozenset({"GET", "HEAD"})

_OWN = frozenset({"same-origin", "none"})
"""The values of `Sec-Fetch-Site` for a request that no other site has sent."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]*)(:\d{0,5})?", re.ASCII | re.IGNORECASE)
"""What names a host (RFC 9110, section 7.2): neither a user nor a path, with which an address would lead elsewhere."""

_EMBEDDED = frozenset({"embed", "fencedframe", "frame", "iframe", "object"})
"""The values of `Sec-Fetch-Dest` for a page shown inside another one."""


def reaches_beyond(settings: Settings) -> bool:
    """Whether the page may be reached from beyond this machine: straight, or by a proxy at its public address."""
    return not _is_loopback(settings.serve.host) or bool(
        settings.public_url and not _is_loopback(urlsplit(settings.public_url).hostname or "")
    )


class Guard:
    """What is asked of every request before it is served."""

    def __init__(self, settings: Settings) -> None:
        """A guard of what the settings say is ours."""
        public = urlsplit(settings.public_url)
        self._token = settings.serve.token
        self._public_origin = settings.public_url
        self._hosts = LOOPBACK | {settings.serve.host.lower()} | ({public.hostname} if public.hostname else set())
        self._every_address = settings.serve.host in WILDCARDS
        self._is_public, self._keeps_all = reaches_beyond(settings), settings.serve.journal == "all"
        self._open = not self._is_public and not self._token

    def check(self, request: web.Request) -> None:
        """Raises `Refused` for a request that is not for us, or that a page elsewhere has somebody's browser send."""
        host = self._host(request)
        origin = request.headers.get("Origin")
        if origin is not None and not self._is_ours(origin, host):
            raise Refused(403, "This request comes from a page on another site and is refused.")
        if _is_own(request) or (origin is not None and request.method not in READING):
            return
        followed = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method in READING
        if not followed or request.headers.get("Sec-Fetch-Dest") in _EMBEDDED:
            raise Refused(403, "This request comes from a page on another site and is refused.")

    def may_write(self, request: web.Request) -> bool:
        """Whether whoever asks may do more than read: whoever has the token; anybody on this machine if none is set."""
        if self._open:
            return True
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        token = self._token.reveal()
        proof = credentials.strip().encode("utf-8", "surrogateescape")
        return bool(token) and scheme.lower() == "bearer" and hmac.compare_digest(proof, token.encode())

    def keeps(self, request: web.Request) -> bool:
        """Whether the answer to a request goes to the journal: one of a stranger only if wanted.

        A link that a page elsewhere has somebody's browser follow is a stranger's.
        """
        return self._keeps_all or (_is_own(request) and (not self._is_public or self.may_write(request)))

    def require_write(self, request: web.Request) -> None:
        """Raises `Refused` where whoever asks may only read."""
        if self.may_write(request):
            return
        if not self._token:
            sentence = "That goes beyond reading, which nobody may do from here: PINCITE_SERVE_TOKEN is not set."
            raise Refused(403, sentence)
        raise Refused(401, "That goes beyond reading: send the header `Authorization: Bearer` with the token.")

    def _host(self, request: web.Request) -> str:
        """The host that a request names, with its port; raises `Refused` if that is not one of ours."""
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1:
            raise Refused(400, "A request must name exactly one host.")
        try:
            host = (urlsplit(f"//{hosts[0]}").hostname or "").rstrip(".") if _HOST.fullmatch(hosts[0]) else None
        except ValueError:
            host = None
        if host is None:
            raise Refused(400, "The host named in this request is not valid.")
        if host not in self._hosts and not (self._every_address and _is_address(host)):
            raise Refused(403, "The request names a different host; set PINCITE_PUBLIC_URL to its address.")
        return hosts[0].lower()

    def _is_ours(self, origin: str, host: str) -> bool:
        """Whether an origin is the page's own."""
        return origin.lower() in (f"http://{host}", f"https://{host}", self._public_origin)


def _is_own(request: web.Request) -> bool:
    """Whether a request is from a page of ours, typed by somebody, or from a program that isn't a browser."""
    return request.headers.get("Sec-Fetch-Site", "none") in _OWN


def _is_address(host: str) -> bool:
    """Whether a host is an address and not a name, which may lead anywhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host.lower() in LOOPBACK or (_is_address(host) and ip_address(host).is_loopback)
