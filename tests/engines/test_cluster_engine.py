"""The engine on a cluster: what it asks, and when the index changes under it; `test_engines` has the rest."""

import random
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.engines.base import Document, Filter, TermCounts
from retrieval.engines.cluster import counts
from retrieval.engines.cluster.bulk import Action
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.faults import NotThere
from retrieval.engines.cluster.mapping import (
    LONGEST_TERM,
    MOST_HITS,
    PASSAGES_A_SHARD,
    Provenance,
    passages_body,
    shards_for,
)
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import IndexOutOfDate
from tests.engines.pretended import PretendedCluster

OURS = Provenance("1", "test")


def opened(documents: Sequence[Document], shards: int = 1) -> tuple[PretendedCluster, ClusterEngine]:
    """A cluster with an index of documents behind the alias `news`, and an engine over it."""
    cluster = PretendedCluster()
    cluster.ensure_index("news.1", passages_body(OURS, shards))
    cluster.aliases["news"] = "news.1"
    engine = ClusterEngine(cluster, "news", OURS)
    engine.update(documents)
    cluster.asked.clear()
    return cluster, engine


def counted(documents: Sequence[Document]) -> TermCounts:
    """Counts terms of some documents."""
    terms_of = {document.key: document.terms for document in documents}

    def count(keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        return np.array([[list(terms_of.get(key, ())).count(term) for term in terms] for key in keys], np.int64)

    return count


SHORE = [
    Document(1, ["ferry", "harbour", "ferry"]),
    Document(2, ["ferry", "kiln"]),
    Document(3, ["kiln", "harbour", "ferry"]),
    Document(4, ["quay"]),
]


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("deleted", [False, True])
def test_counts_are_asked_ahead(shards: int, deleted: bool) -> None:
    """All of a question in one request for the terms and one for two together; then nothing more is asked."""
    cluster, engine = opened(SHORE, shards)
    if deleted:
        engine.update([Document(5, ["ferry"])], [4])
    cluster.asked.clear()
    engine.expect(["ferry", "kiln", "harbour", "nowhere"], 3)
    asked = ["/_msearch" if deleted else "/_mtermvectors", "/news.1/_search"]
    assert cluster.asked == asked
    ferries = 4 if deleted else 3
    found = [engine.doc_freq(term) for term in ("ferry", "kiln", "harbour", "nowhere")]
    assert found == [ferries, 2, 2, 0]
    pairs = [("ferry", "kiln"), ("kiln", "harbour"), ("harbour", "ferry"), ("nowhere", "ferry"), ("kiln", "kiln")]
    assert [engine.co_doc_freq(*pair) for pair in pairs] == [2, 1, 2, 0, 2]
    assert cluster.asked == asked
    engine.expect(["kiln", "ferry"], 3)
    engine.expect([], 3)
    assert cluster.asked == asked


def test_two_common_terms_are_not_counted_together_ahead() -> None:
    """Only where one of them is rare enough; else when they are asked for."""
    cluster, engine = opened(SHORE)
    engine.expect(["ferry", "kiln", "harbour"], 1)
    assert len(cluster.asked) == 1
    engine.expect(["ferry", "kiln", "harbour"], 2)
    assert len(cluster.asked) == 2
    assert engine.co_doc_freq("kiln", "harbour") == 1
    assert len(cluster.asked) == 2
    cluster, engine = opened([*SHORE, Document(6, ["quay", "kiln"])])
    engine.expect(["ferry", "kiln", "quay"], 2)
    assert (engine.co_doc_freq("kiln", "ferry"), engine.co_doc_freq("quay", "kiln")) == (2, 1)
    assert len(cluster.asked) == 3


def test_what_changes_is_counted_anew() -> None:
    """After an update, and when another wrote, after a reload."""
    cluster, engine = opened(SHORE)
    other = ClusterEngine(cluster, "news")
    assert (other.doc_freq("kiln"), engine.doc_freq("kiln")) == (2, 2)
    engine.update([Document(9, ["kiln"])])
    assert (engine.doc_freq("kiln"), len(engine), other.doc_freq("kiln"), len(other)) == (3, 5, 2, 4)
    other.reload()
    assert (other.doc_freq("kiln"), len(other), other.mean_length) == (3, 5, 10 / 5)


def test_of_very_many_terms_the_pairs_of_the_rarest_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A matrix has a limit; the other pairs are asked one by one when they are needed."""
    monkeypatch.setattr(counts, "MOST_TOGETHER", 2)
    cluster, engine = opened(SHORE)
    engine.expect(["ferry", "kiln", "harbour"], 10)
    assert engine.co_doc_freq("harbour", "kiln") == 1
    assert len(cluster.asked) == 2
    assert engine.co_doc_freq("ferry", "kiln") == 2
    assert len(cluster.asked) == 3


def test_counts_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """When they are too many, they are forgotten and asked anew."""
    monkeypatch.setattr(counts, "MOST_KEPT", 2)
    cluster, engine = opened(SHORE)
    assert [engine.doc_freq(term) for term in ("ferry", "kiln", "quay", "harbour", "ferry")] == [3, 2, 1, 2, 3]
    engine.expect(["ferry", "kiln", "quay", "harbour"], 9)
    assert engine.co_doc_freq("ferry", "kiln") == 2
    assert len(cluster.asked) >= 6


@pytest.mark.parametrize("seed", range(4))
def test_hits_are_those_of_memory_to_the_last_bit(seed: int) -> None:
    """Over random documents, of which some were replaced and some taken out."""
    draw = random.Random(seed)

    def document(key: int) -> Document:
        terms = [f"w{int(draw.paretovariate(0.7)) % 60}" for _ in range(draw.choice([0, 3, 20, 90]))]
        return Document(
            key, terms, draw.choice([None, 5, 6, 7]), draw.choice([None, "Daily"]), draw.choice([None, "es"])
        )

    documents = {key: document(key) for key in range(1, 120)}
    memory = MemoryEngine()
    _, engine = opened(list(documents.values()), shards=1 + seed % 2)
    memory.update(documents.values())
    for _ in range(2):
        changed = {key: document(key) for key in draw.sample(range(1, 140), 15)}
        gone = draw.sample(range(1, 120), 10)
        for key in gone:
            documents.pop(key, None)
        documents |= changed
        for each in (memory, engine):
            each.update(changed.values(), gone)
    assert (len(engine), engine.mean_length) == (len(memory), memory.mean_length)
    assert engine.keys() == sorted(documents)
    count = counted(list(documents.values()))
    for number in range(40):
        terms = [f"w{draw.randint(1, 40)}" for _ in range(draw.randint(1, 6))]
        days = draw.choice([None, 5, 6]), draw.choice([None, 6, 7])
        where = Filter(*days, draw.choice([None, ["Daily"], []]), draw.choice([None, ["es"], ["en", "es"]]))
        limit = 1 + number % 20
        assert engine.search(terms, limit, where, counted=count) == memory.search(terms, limit, where, counted=count)
        assert engine.keys_with(terms[:2], where) == memory.keys_with(terms[:2], where)


@pytest.mark.parametrize("page", [1, 2, 4, 5])
def test_keys_are_read_page_by_page(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """Each once, in order."""
    monkeypatch.setattr("retrieval.engines.cluster.engine._PAGE", page)
    _, engine = opened(SHORE)
    assert engine.keys() == [1, 2, 3, 4]


def test_terms_of_any_length_are_told_apart() -> None:
    """Also such as Lucene doesn't take."""
    words = ["k" * LONGEST_TERM, "k" * (LONGEST_TERM + 1), "k" * (LONGEST_TERM + 2), "é" * 40_000]
    documents = [Document(key, [word], None, word) for key, word in enumerate(words, 1)]
    cluster, engine = opened(documents)
    for key, word in enumerate(words, 1):
        assert [hit.key for hit in engine.search([word], 5, Filter(sources=[word]), counted=counted(documents))] == [
            key
        ]
        assert (engine.doc_freq(word), engine.keys_with([word])) == (1, [key])
    stored = cluster.there["news.1"].documents.values()
    assert [source["terms"] == word for source, word in zip(stored, words, strict=True)] == [True, False, False, False]
    assert max(len(source["terms"].encode()) for source in stored) <= 32_000


def test_a_question_of_thousands_of_terms_is_searched_by_its_rarest(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSearch takes a thousand in one query; those that stand nowhere take no place."""
    monkeypatch.setattr("retrieval.engines.cluster.engine._MOST_CLAUSES", 10)
    documents = [Document(key, [f"w{key}", "all"]) for key in range(1, 16)]
    cluster, engine = opened(documents)
    terms = ["all", *(f"x{key}" for key in range(20)), *(f"w{key}" for key in range(1, 16))]
    assert len(engine.search(terms, 20, counted=counted(documents))) == 10
    assert engine.keys_with([f"w{key}" for key in range(1, 16)]) == []
    everywhere = [f"t{number}" for number in range(25)]
    _, engine = opened([Document(key, everywhere[key:]) for key in range(3)])
    assert engine.keys_with(everywhere[1:]) == [0, 1]
    cluster.asked.clear()
    assert engine.search(["x1", "x2"], 20, counted=counted(documents)) == []


def test_no_more_hits_are_asked_for_than_are_given() -> None:
    """However many are wanted."""
    _, engine = opened(SHORE)
    assert len(engine.search(["ferry"], 10 * MOST_HITS, counted=counted(SHORE))) == 3


def test_an_index_that_took_the_place_of_another_is_found() -> None:
    """The one before is asked as long as it is there, so that one answer is of one index."""
    cluster, engine = opened(SHORE)
    cluster.ensure_index("news.2", passages_body(OURS))
    ClusterEngine(cluster, "news.2").update([Document(7, ["ferry"])])
    cluster.aliases["news"] = "news.2"
    assert (engine.doc_freq("ferry"), len(engine)) == (3, 4)
    del cluster.there["news.1"]
    assert engine.keys_with(["ferry"]) == [7]
    assert (engine.doc_freq("ferry"), len(engine)) == (1, 1)
    del cluster.there["news.2"]
    with pytest.raises(NotThere):
        engine.keys_with(["ferry"])


def test_an_index_of_another_version_is_not_read() -> None:
    """Neither when it is opened, nor when it took the place of ours."""
    cluster, engine = opened(SHORE)
    with pytest.raises(IndexOutOfDate, match="analyzer 1, not 2"):
        ClusterEngine(cluster, "news", Provenance("2", "test"))
    cluster.ensure_index("news.2", passages_body(Provenance("2", "test")))
    cluster.aliases["news"] = "news.2"
    with pytest.raises(IndexOutOfDate, match="analyzer 2, not 1"):
        engine.reload()
    with pytest.raises(NotThere):
        ClusterEngine(cluster, "elsewhere", OURS)


def test_writes_carry_the_epoch_of_the_lease() -> None:
    """So that the cluster refuses what an earlier lease still wants to write."""
    cluster, engine = opened([])
    epochs: list[int | None] = []
    bulk = cluster.bulk

    def noted(actions: Iterable[Action], *, epoch: int | None = None) -> int:
        epochs.append(epoch)
        return bulk(actions)

    cluster.bulk = noted  # type: ignore[method-assign]
    engine.update(SHORE)
    engine.epoch = 7
    engine.update([], [1])
    assert epochs == [None, 7]
    assert engine.keys() == [2, 3, 4]


def test_a_large_index_has_more_shards() -> None:
    """One for every so many passages."""
    assert [shards_for(n) for n in (0, 1, PASSAGES_A_SHARD, PASSAGES_A_SHARD + 1)] == [1, 1, 1, 2]
    assert shards_for(100_000_000) == 50


def test_of_too_many_shards_terms_are_counted_by_searching(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to each of them is not looked for without end."""
    monkeypatch.setattr("retrieval.engines.cluster.engine._MOST_WAYS", 2)
    cluster, engine = opened(SHORE, 3)
    assert engine.doc_freq("ferry") == 3
    assert cluster.asked[-1] == "/_msearch"
    cluster, engine = opened(SHORE, 2)
    assert engine.doc_freq("ferry") == 3
    assert cluster.asked[-1] == "/_mtermvectors"
