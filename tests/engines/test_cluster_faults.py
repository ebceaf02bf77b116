"""What goes wrong with a real cluster: a node is killed, a disk is full, a password is wrong."""

import random
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.engines.base import Document
from retrieval.engines.cluster import Access, Address, connected
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.mapping import Provenance, passages_body
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import ClusterError
from tests.opensearch import certificates
from tests.opensearch.fixtures import Cluster as Hosts
from tests.opensearch.fixtures import Guarded
from tests.opensearch.nodes import Nodes

pytestmark = pytest.mark.cluster
OURS = Provenance("1", "test")


@pytest.fixture
def opened(cluster: Hosts, archive_name: str) -> Iterator[Cluster]:
    """A connection to all nodes, and an index of the archive's name with a copy of each of its shards."""
    opened = connected(Address.parsed(cluster.engine(archive_name)), Access())
    opened.ensure_index(archive_name, passages_body(OURS, 3))
    yield opened
    opened.close()


def documents(count: int, start: int = 1) -> list[Document]:
    """Documents of some hundred words, of which some are rare."""
    draw = random.Random(start)
    return [
        Document(key, [f"w{int(draw.paretovariate(0.7)) % 400}" for _ in range(draw.choice([5, 40, 90]))], key % 7)
        for key in range(start, start + count)
    ]


class Told:
    """What a cluster and memory were told alike, and whose answers must be the same."""

    def __init__(self, engine: ClusterEngine) -> None:
        self.engine, self.memory = engine, MemoryEngine()
        self.terms: dict[int, Sequence[str]] = {}

    def update(self, added: Sequence[Document], removed: Sequence[int] = ()) -> None:
        self.engine.update(added, removed)
        self.memory.update(added, removed)
        self.terms |= {document.key: document.terms for document in added}

    def counted(self, keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        return np.array([[list(self.terms[key]).count(term) for term in terms] for key in keys], np.int64)

    def ask(self, number: int) -> None:
        """Asks a question, as new to the engine as to memory; the answers are the same to the last bit."""
        draw = random.Random(number)
        terms = [f"w{draw.randint(1, 400)}" for _ in range(draw.randint(1, 6))]
        if number % 10 == 0:
            self.engine.reload()
        self.engine.expect(terms, 50)
        found, expected = (each.search(terms, 20, counted=self.counted) for each in (self.engine, self.memory))
        assert found == expected
        pair = (terms[0], terms[-1])
        assert self.engine.co_doc_freq(*pair) == self.memory.co_doc_freq(*pair)


def test_a_killed_node_is_not_noticed(opened: Cluster, archive_name: str, breakable: Nodes) -> None:
    """In the middle of questions, and of an update: all answers are right, nothing is missing, no error is shown."""
    told = Told(ClusterEngine(opened, archive_name, OURS))
    told.update(documents(2_000))
    opened.request("GET", "/_cluster/health", params={"wait_for_status": "green", "timeout": "60s"}, seconds=70)
    for number in range(100):
        if number == 30:
            threading.Thread(target=breakable.kill, args=(2,)).start()
        told.ask(number)
    breakable.heal()
    written = 0

    def killing() -> Iterator[Document]:
        nonlocal written
        for document in documents(12_000, 2_001):
            written += 1
            if written == 7_000:
                breakable.kill(3)
            yield document

    told.engine.update(killing(), range(1, 100))
    told.memory.update(documents(12_000, 2_001), range(1, 100))
    told.terms |= {document.key: document.terms for document in documents(12_000, 2_001)}
    assert told.engine.keys() == list(range(100, 14_001))
    for number in range(100, 130):
        told.ask(number)
    breakable.heal()
    told.engine.reload()
    assert told.engine.keys() == list(range(100, 14_001))
    for number in range(130, 160):
        told.ask(number)


def test_nodes_that_hang_are_left_for_others(opened: Cluster, archive_name: str, breakable: Nodes) -> None:
    """The cluster manager keeps its connections and answers nothing: one question is delayed, all answers are right."""
    told = Told(ClusterEngine(opened, archive_name, OURS))
    told.update(documents(500))
    opened.request("GET", "/_cluster/health", params={"wait_for_status": "green", "timeout": "60s"}, seconds=70)
    cluster = opened.request("GET", "/_cluster/state/cluster_manager_node,nodes")
    manager = int(cluster["nodes"][cluster["cluster_manager_node"]]["name"].removeprefix("node"))
    breakable.freeze(manager)
    try:
        for number in range(5):
            told.ask(number)
    finally:
        breakable.thaw(manager)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "read_only_allow_delete",
            r"takes no more writes because one of its disks is full; make room, and run this again",
        ),
        ("write", r"takes no writes because the index is read-only"),
        ("read_only", r"takes no writes because the index is read-only"),
    ],
)
def test_an_index_that_takes_no_writes_is_said(opened: Cluster, archive_name: str, block: str, said: str) -> None:
    """What was there is still answered from, and afterwards it goes on."""
    told = Told(ClusterEngine(opened, archive_name, OURS))
    told.update(documents(50))
    settings = f"/{archive_name}/_settings"
    opened.request("PUT", settings, {"index.blocks": {block: True}})
    with pytest.raises(ClusterError, match=said):
        told.engine.update(documents(10, 51))
    told.ask(1)
    opened.request("PUT", settings, {"index.blocks": {block: None}})
    told.update(documents(10, 51))
    told.ask(2)
    assert len(told.engine) == 60


def test_a_password_and_a_certificate_are_needed_where_they_are_asked_for(guarded: Guarded, tmp_path: Path) -> None:
    """Without one, or with another one, one sentence says so; neither names the password."""
    address = Address.parsed(f"{guarded.proxy.host}/news")
    right = Access(guarded.user, guarded.password, str(guarded.authority))
    connected(address, right).close()
    _, other = certificates.server(tmp_path, name="other")
    for access, said in (
        (replace(right, password="geheim"), "refuses this user and password; set PINCITE_ENGINE_USER and"),
        (replace(right, user=""), "wants a user and a password"),
        (replace(right, ca=str(other)), "is not to be trusted .*as PINCITE_ENGINE_CA"),
        (replace(right, ca=""), "is not to be trusted .*as PINCITE_ENGINE_CA"),
    ):
        with pytest.raises(ClusterError, match=said) as raised:
            connected(address, access)
        assert "geheim" not in str(raised.value)
        assert guarded.password not in str(raised.value)
