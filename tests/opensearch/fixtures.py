"""The fixtures of tests that need a real OpenSearch; `tests/conftest.py` hands them to all.

A test marked `cluster` runs where one is: at the addresses that PINCITE_TEST_CLUSTER names (then it must be there), or
that `make cluster` started. Elsewhere it is skipped.
"""

import json
import os
import secrets
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.opensearch.nodes import Nodes, NotRunning
from tests.opensearch.sharing import using

if TYPE_CHECKING:  # aiohttp is loaded where it is needed
    from tests.opensearch.proxy import Proxy

VARIABLE = "PINCITE_TEST_CLUSTER"


@dataclass(frozen=True)
class Cluster:
    """Where a cluster answers: `http://HOST:PORT` of each node."""

    hosts: tuple[str, ...]

    def engine(self, name: str) -> str:
        """What `--engine` takes for an archive of this name here."""
        first, *others = self.hosts
        return ",".join([first, *(host.partition("://")[2] for host in others)]) + f"/{name}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """What the first node that can be reached answers, parsed: for what a test arranges, or looks up afterwards.

        Args:
            method: As in HTTP.
            path: With its slash.
            body: What is sent as JSON; None for nothing.

        Raises:
            urllib.error.HTTPError: It answers with an error.
            OSError: None can be reached.
        """
        data = None if body is None else json.dumps(body).encode()
        for host in self.hosts:
            asked = urllib.request.Request(host + path, data, {"Content-Type": "application/json"}, method=method)
            try:
                with urllib.request.urlopen(asked, timeout=60) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError:
                raise
            except OSError:
                if host == self.hosts[-1]:
                    raise
        raise AssertionError


@cache
def found() -> Cluster | str:
    """The cluster of this run, or why there is none."""
    if named := os.environ.get(VARIABLE):
        return Cluster(tuple(named.split(",")))
    try:
        cluster = Cluster(tuple(Nodes().addresses))
        cluster.call("GET", "/")
    except NotRunning as reason:
        return str(reason)
    except OSError:
        return "The cluster that was started does not run any more; `make cluster` starts it again."
    return cluster


def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """From its first fixture to its last, a test marked `cluster` shares the cluster, or has it alone to kill nodes."""
    if not item.get_closest_marker("cluster") or isinstance(cluster := found(), str):
        return (yield)
    with using(cluster.hosts, alone="breakable" in getattr(item, "fixturenames", ())):
        return (yield)


pytest_runtest_protocol = pytest.hookimpl(wrapper=True)(pytest_runtest_protocol)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The cluster that all tests share: three nodes. What a test makes in it has a name of its own (`archive_name`)."""
    cluster = found()
    if isinstance(cluster, str):
        pytest.skip(cluster)
    return cluster


@pytest.fixture
def archive_name(cluster: Cluster) -> Iterator[str]:
    """A name that nobody else uses; afterwards each index is deleted whose name begins with it."""
    name = f"test-{secrets.token_hex(6)}"
    yield name
    cluster.call("DELETE", f"/{name}*?expand_wildcards=all")


@pytest.fixture
def breakable(cluster: Cluster) -> Iterator[Nodes]:
    """The nodes of the cluster, which this test has for itself and may kill, freeze and start; afterwards all run."""
    nodes = Nodes()
    try:
        ours = tuple(nodes.addresses) == cluster.hosts
    except NotRunning:
        ours = False
    if not ours:
        pytest.skip(f"The nodes that {VARIABLE} names can't be killed: `make cluster` did not start them here.")
    nodes.heal()  # whoever had them before may have been killed itself
    yield nodes
    nodes.heal()


@pytest.fixture
def proxy(cluster: Cluster) -> Iterator["Proxy"]:
    """A server in front of a node of the cluster, in which a test makes faults happen."""
    from tests.opensearch.proxy import Proxy

    with Proxy(cluster.hosts[0]) as proxy:
        yield proxy


@pytest.fixture
def lone_proxy() -> Iterator["Proxy"]:
    """The same with no node behind it: what a test has it answer is all that it can. It needs no cluster."""
    from tests.opensearch.proxy import Proxy, version

    with Proxy() as proxy:
        proxy.fail(version("3.5.0"), r"^(GET|HEAD) /(\?|$)")
        yield proxy


@dataclass(frozen=True)
class Guarded:
    """A proxy that speaks TLS and demands a password, and what a client needs to be let in."""

    proxy: "Proxy"
    authority: Path
    user: str = "pincite"
    password: str = "Schnürsenkel: 3"  # a colon and letters that are not ASCII, as passwords may have


@pytest.fixture
def guarded(cluster: Cluster, tmp_path: Path) -> Iterator[Guarded]:
    """The cluster behind TLS and a password."""
    from tests.opensearch.certificates import server
    from tests.opensearch.proxy import Proxy

    context, authority = server(tmp_path)
    with Proxy(cluster.hosts[0], context, {Guarded.user: Guarded.password}) as proxy:
        yield Guarded(proxy, authority)
