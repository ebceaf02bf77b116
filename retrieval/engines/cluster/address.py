"""Where an archive is on a cluster: `http(s)://HOST:9200[,HOST2…]/NAME`, and how one gets in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from retrieval.errors import UsageError

USER, PASSWORD, CA = "PINCITE_ENGINE_USER", "PINCITE_ENGINE_PASSWORD", "PINCITE_ENGINE_CA"
"""The environment variables with which one gets in."""

PORTS = {"http": 9200, "https": 443}
"""The ports if none is given: OpenSearch's own, and that of services after TLS, as opensearch-py has it."""

LONGEST_NAME = 200
"""The most characters of an archive's name: OpenSearch allows 255 bytes, and names of indexes are longer by a few."""

_MOST_PORT = 65_535
_FORM = "write it as http://HOST:9200/NAME, or with several nodes as http://HOST:9200,HOST2:9200/NAME"
_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[\w.-]+))(?::(?P<port>[0-9]{1,5}))?", re.IGNORECASE | re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)


class Host(NamedTuple):
    """A node of a cluster."""

    name: str
    port: int

    def __str__(self) -> str:
        return f"[{self.name}]:{self.port}" if ":" in self.name else f"{self.name}:{self.port}"


@dataclass(frozen=True, slots=True)
class Address:
    """Where an archive is on a cluster: its nodes, tried in any order, and its name there. It holds no secret."""

    scheme: str
    hosts: tuple[Host, ...]
    name: str

    def __str__(self) -> str:
        return f"{self.scheme}://{','.join(map(str, self.hosts))}/{self.name}"

    @classmethod
    def parsed(cls, address: str) -> Self:
        """An address as a person writes it.

        Raises:
            UsageError: It can't be understood, or holds a user or a password; the message doesn't repeat it then.
        """
        if "@" in address:
            raise UsageError(
                f"The address of a cluster may not hold a user or a password; give them as {USER} and {PASSWORD}."
            )
        scheme, _, rest = address.strip().partition("://")
        scheme = scheme.lower()
        if scheme not in PORTS:
            raise UsageError(f"{_excerpt(address)} isn't the address of a cluster; {_FORM}.")
        nodes, _, name = rest.partition("/")
        hosts = tuple(_host(host.strip(), scheme) for host in nodes.split(","))
        return cls(scheme, tuple(dict.fromkeys(hosts)), _checked_name(name.removesuffix("/")))


def is_address(engine: str) -> bool:
    """Whether the name of an engine is meant to be the address of a cluster."""
    return "://" in engine


@dataclass(frozen=True, slots=True)
class Access:
    """How one gets in: a user, a password, and a file of certificates to trust; each empty if it isn't needed."""

    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """What an environment gives of it."""
        return cls(environ.get(USER, "").strip(), environ.get(PASSWORD, ""), environ.get(CA, "").strip())


def _host(text: str, scheme: str) -> Host:
    """A node as a person writes it."""
    match = _HOST.fullmatch(text)
    port = int(match["port"] or PORTS[scheme]) if match else 0
    if match is None or not 1 <= port <= _MOST_PORT:
        raise UsageError(f"{_excerpt(text)} isn't a node of a cluster; {_FORM}.")
    return Host((match["v6"] or match["name"]).lower(), port)


def _checked_name(name: str) -> str:
    """An archive's name on a cluster, which becomes that of its indexes."""
    if not name:
        raise UsageError(f"The address of a cluster has no name of an archive; {_FORM}.")
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UsageError(
            f"{_excerpt(name)} can't be an archive's name on a cluster; use a-z, 0-9, and within it '-' and '_'."
        )
    return name


def _excerpt(text: str) -> str:
    """The beginning of a wrong value, as much of it as a line of a terminal holds."""
    return repr(text[:80])
