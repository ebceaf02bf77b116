"""One contract, held by every engine, and by a plain BM25 written from the formula."""

import itertools
import json
import math
import random
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.engines import disk, segments
from retrieval.engines.base import EVERYTHING, Document, Engine, Filter, JoinedTerms, best, idf, tf_component
from retrieval.engines.cluster import Access, Address, connected
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.mapping import Provenance, passages_body
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import StateError
from retrieval.records import Hit
from tests.engines.pretended import PretendedCluster
from tests.engines.stored_terms import terms_in_files
from tests.opensearch.fixtures import Cluster as Nodes

Opener = Callable[[], Engine]
Kept = MemoryEngine | DiskEngine | ClusterEngine


class Archive:
    """An engine, and the documents that it was told of, whose terms are counted here."""

    def __init__(self, engine: Kept, documents: dict[int, Document] | None = None) -> None:
        self.engine = engine
        self.documents = {} if documents is None else documents
        self.doc_freq, self.co_doc_freq, self.close = engine.doc_freq, engine.co_doc_freq, engine.close

    def __len__(self) -> int:
        return len(self.engine)

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        added, removed = list(added), list(removed)
        self.engine.update(added, removed)
        for key in removed:
            self.documents.pop(key, None)
        self.documents |= {document.key: document for document in added}

    def counted(self, keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        assert len(set(terms)) == len(terms)
        found = [list(self.documents[key].terms) if key in self.documents else [] for key in keys]
        return np.array([[held.count(term) for term in terms] for held in found], np.int64)

    def search(self, terms: Sequence[str], limit: int, where: Filter = EVERYTHING) -> list[Hit]:
        return self.engine.search(terms, limit, where, counted=self.counted)


def on_cluster(cluster: Cluster, name: str, shards: int) -> ClusterEngine:
    """An empty engine on a cluster."""
    cluster.ensure_index(name, passages_body(Provenance("1", "test"), shards))
    return ClusterEngine(cluster, name, Provenance("1", "test"))


@pytest.fixture(scope="module")
def real_engine(cluster: Nodes) -> Iterator[ClusterEngine]:
    """One engine on the real cluster for all tests here: to make an index takes a second."""
    name = f"test-{secrets.token_hex(6)}"
    opened = connected(Address.parsed(cluster.engine(name)), Access())
    yield on_cluster(opened, name, 2)
    opened.delete_index(name)
    opened.close()


KINDS = ["memory", "disk", "pretended cluster", "pretended shards", pytest.param("cluster", marks=pytest.mark.cluster)]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """An empty engine of each kind."""
    kind = request.param
    if kind == "memory":
        return Archive(MemoryEngine())
    if kind == "disk":
        return Archive(DiskEngine(tmp_path / "index"))
    if kind == "cluster":
        kept: ClusterEngine = request.getfixturevalue("real_engine")
        kept.update((), kept.keys())
        return Archive(kept)
    return Archive(on_cluster(PretendedCluster(), "news", 3 if kind == "pretended shards" else 1))


@cache
def corpus(seed: int, size: int = 300) -> tuple[Document, ...]:
    """Documents of random terms, some common and some rare, a few empty, some without day, publisher or language."""
    draw = random.Random(seed)
    return tuple(
        Document(
            key,
            [f"w{int(draw.paretovariate(0.7)) % 400}" for _ in range(draw.choice([0, 5, 40, 120, 300]))],
            draw.choice([None, *range(738_000, 738_010)]),
            draw.choice([None, "Daily", "Weekly News"]),
            draw.choice([None, "en", "es", "pt"]),
        )
        for key in range(1, size + 1)
    )


def plain_bm25(documents: Sequence[Document], terms: list[str], limit: int, where: Filter) -> list[Hit]:
    """BM25 with Lucene's idf as the papers write it, k1 = 1.2 and b = 0.75, and nothing clever."""
    total = len(documents)
    average = sum(len(d.terms) for d in documents) / total if total else 0
    holding = {term: sum(term in d.terms for d in documents) for term in terms}
    hits = []
    for document in documents:
        score = 0.0
        for term in terms:
            n, f = holding[term], list(document.terms).count(term)
            if f:
                idf = math.log(1 + (total - n + 0.5) / (n + 0.5))
                score += idf * f * 2.2 / (f + 1.2 * (0.25 + 0.75 * len(document.terms) / average))
        if score > 0 and where.admits(document):
            hits.append(Hit(document.key, score))
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]


@pytest.mark.parametrize("where", range(13))
def test_all_documents_with_all_terms(engine: Archive, where: int) -> None:
    """Each of them, however many they are, by ascending keys, as far as the filter admits it; none without a term."""
    documents = corpus(where)
    engine.update(documents)
    engine.update([], [documents[7].key])
    filter_ = FILTERS[where % len(FILTERS)]
    for terms in (
        ["w1"],
        ["w1", "w2"],
        ["w2", "w1", "w2"],
        ["w1", "w2", "w3", "w5"],
        ["w1", "nowhere"],
        ["nowhere"],
        [],
    ):
        holding = [
            document.key
            for document in engine.documents.values()
            if terms and set(terms) <= set(document.terms) and filter_.admits(document)
        ]
        assert engine.engine.keys_with(terms, filter_) == sorted(holding)


def test_an_empty_engine_has_no_documents(engine: Archive) -> None:
    """With whatever term."""
    assert engine.engine.keys_with(["w1"]) == []


def questions(seed: int, count: int) -> list[list[str]]:
    draw = random.Random(seed)
    return [[f"w{draw.randint(1, 80)}" for _ in range(draw.randint(1, 6))] for _ in range(count)]


FILTERS = [
    EVERYTHING,
    Filter(since=738_003),
    Filter(until=738_004),
    Filter(738_002, 738_006),
    Filter(sources=["Daily"]),
    Filter(738_002, 738_006, ["Weekly News"]),
    Filter(sources=["Nobody"]),
    Filter(sources=[]),
    Filter(sources=["Daily", "Weekly News", "Nobody"]),
    Filter(languages=["es"]),
    Filter(738_002, 738_006, ["Daily"], ["en", "pt"]),
    Filter(languages=["fr"]),
    Filter(languages=[]),
]


def test_agrees_with_the_formula(engine: Archive) -> None:
    """Every engine gives the formula's ranking and scores, after deletions and replacements too, under any filter."""
    documents = corpus(1)
    engine.update(documents)
    replaced = [d._replace(terms=["w1", "w2", "w3"]) for d in documents[100:120]]
    engine.update(replaced, [d.key for d in documents[:100]])
    left = [*replaced, *documents[120:]]
    assert len(engine) == len(left)
    for i, terms in enumerate(questions(2, 60)):
        where = FILTERS[i % len(FILTERS)]
        expected = plain_bm25(left, terms, 10, where)
        found = engine.search(terms, 10, where)
        assert [hit.key for hit in found] == [hit.key for hit in expected]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected])


def test_engines_agree_to_the_last_bit(tmp_path: Path) -> None:
    """Memory and disk give the same keys and the same scores."""
    memory, disk = Archive(MemoryEngine()), Archive(DiskEngine(tmp_path / "index"))
    for engine in (memory, disk):
        engine.update(corpus(3))
        engine.update([], range(1, 50))
    for terms in questions(4, 100):
        assert memory.search(terms, 20) == disk.search(terms, 20)


def test_best_first_ties_by_key_at_most_limit(engine: Archive) -> None:
    """Equal documents come in the order of their keys."""
    engine.update(Document(key, ["same", "words"]) for key in (5, 3, 9, 1))
    assert [hit.key for hit in engine.search(["words"], 3)] == [1, 3, 5]
    assert engine.search(["words"], 0) == []


def test_every_hit_shares_a_term(engine: Archive) -> None:
    """A word in all documents still finds them, and what shares no term is not found."""
    engine.update([Document(1, ["everywhere", "rare"]), Document(2, ["everywhere"]), Document(3, ["other"])])
    assert {hit.key for hit in engine.search(["everywhere"], 10)} == {1, 2}
    assert [hit.key for hit in engine.search(["rare", "unknown"], 10)] == [1]
    assert engine.search(["unknown"], 10) == []
    assert engine.search([], 10) == []


def test_empty_corpus(engine: Archive) -> None:
    """Nothing is found in nothing, before anything came and after all went."""
    assert engine.search(["word"], 5) == []
    engine.update([Document(1, ["word"])])
    engine.update([], [1])
    assert (len(engine), engine.search(["word"], 5), engine.doc_freq("word")) == (0, [], 0)


def test_documents_without_terms(engine: Archive) -> None:
    """Documents of no term are kept and never found."""
    engine.update([Document(1, []), Document(2, [])])
    assert (len(engine), engine.search(["word"], 5)) == (2, [])


def test_a_term_given_twice_counts_twice(engine: Archive) -> None:
    """The score of a repeated term is the double."""
    engine.update([Document(1, ["a", "b"]), Document(2, ["c"])])
    (once,), (twice,) = engine.search(["a"], 1), engine.search(["a", "a"], 1)
    assert twice.score == pytest.approx(2 * once.score)


def test_frequency_counts_documents(engine: Archive) -> None:
    """The frequency is that of living documents."""
    engine.update(Document(key, ["a"] * key) for key in (1, 2, 3))
    engine.update([], [2])
    assert (engine.doc_freq("a"), engine.doc_freq("b")) == (2, 0)


def test_documents_that_hold_both_terms_are_counted(engine: Archive) -> None:
    """In either order, living documents only; a term stands with itself wherever it stands."""
    engine.update(Document(key, terms) for key, terms in enumerate([["a", "b"], ["b", "c", "a"], ["a"], ["c", "b"]]))
    assert (engine.co_doc_freq("a", "b"), engine.co_doc_freq("b", "a"), engine.co_doc_freq("a", "a")) == (2, 2, 3)
    assert (engine.co_doc_freq("a", "d"), engine.co_doc_freq("d", "e")) == (0, 0)
    engine.update([Document(4, ["d", "a"])], [0])
    assert (engine.co_doc_freq("a", "b"), engine.co_doc_freq("a", "d")) == (1, 1)


def test_terms_are_not_analyzed_again(engine: Archive) -> None:
    """A term is looked up as it is: any sign, any script, any length."""
    odd = ["u.s.", "O'Neil", "日本", "नमस्ते", "😀", "a" * 300, "*", '"', "key:1", "AND"]
    engine.update([Document(1, odd), Document(2, ["other"])])
    assert [engine.doc_freq(term) for term in odd] == [1] * len(odd)
    assert engine.doc_freq("o'neil") == 0


def test_words_that_look_alike_are_told_apart(engine: Archive) -> None:
    """Words of any length that begin and end alike are different words, and each is counted in its own documents."""
    words = ["ab" * size for size in range(1, 14)] + [f"{'é' * 9}{sign}{'ø' * 9}" for sign in "xyz"]
    words += ["abababa", "abababab\0", "\0abababab", "c" * 8, "c" * 9, "c" * 16, "c" * 17]
    engine.update(Document(key, [word, "all", word]) for key, word in enumerate(words, 1))
    scores = {engine.search([word], 2)[0] for word in words}
    assert {hit.key for hit in scores} == set(range(1, len(words) + 1))
    assert len({hit.score for hit in scores}) == 1
    assert len(engine.search(["all", words[0]], 50)) == len(words)


def test_documents_that_are_no_longer_there_are_not_found(tmp_path: Path) -> None:
    """Where whoever counts knows nothing of them: others come in their place."""
    archive = Archive(DiskEngine(tmp_path / "index"))
    archive.update([Document(key, ["ferry"] * (9 - key) + ["quay"]) for key in range(1, 9)])
    for key in (1, 2):
        del archive.documents[key]
    assert [hit.key for hit in archive.search(["ferry"], 3)] == [3, 4, 5]
    archive.documents.clear()
    assert archive.search(["ferry"], 3) == []


def test_of_a_key_that_comes_twice_the_last_counts(tmp_path: Path) -> None:
    """Also in an index that is empty, and whatever keys come in between."""
    engine = DiskEngine(tmp_path / "index")
    for _ in range(2):
        engine.update([Document(2, ["a"]), Document(5, ["b"]), Document(2, ["c"]), Document(5, ["d"])])
        assert [engine.doc_freq(term) for term in "abcd"] == [0, 0, 1, 1]
        assert len(engine) == 2


def test_terms_that_are_kept_in_one_string_are_those_of_a_list(engine: Archive) -> None:
    """In every engine, and by themselves."""
    joined = [JoinedTerms("weir mill weir"), JoinedTerms("mill"), JoinedTerms("")]
    assert [list(terms) for terms in joined] == [["weir", "mill", "weir"], ["mill"], []]
    assert [len(terms) for terms in joined] == [3, 1, 0]
    assert joined[0] == ["weir", "mill", "weir"] != joined[1] != "mill"
    assert (joined[0][1], joined[0][1:], joined[0] == JoinedTerms("weir mill weir")) == ("mill", ["mill", "weir"], True)
    engine.update(Document(key, terms) for key, terms in enumerate(joined, 1))
    whole = engine.search(["weir", "mill"], 5)
    engine.update(Document(key, list(terms)) for key, terms in enumerate(joined, 1))
    assert engine.search(["weir", "mill"], 5) == whole
    assert [hit.key for hit in whole] == [1, 2]
    assert engine.engine.mean_length == 4 / 3


def test_unknown_keys_can_be_removed(engine: Archive) -> None:
    """Taking out what is not there changes nothing."""
    engine.update([Document(1, ["a"])], [7])
    assert len(engine) == 1


def test_reopening_changes_nothing(tmp_path: Path) -> None:
    """What the disk engine was told is there again after a restart."""
    first = Archive(DiskEngine(tmp_path / "index"))
    first.update(corpus(5))
    first.update([], range(1, 30))
    before = [first.search(terms, 10) for terms in questions(6, 20)]
    first.close()
    again = Archive(DiskEngine(tmp_path / "index"), first.documents)
    assert [again.search(terms, 10) for terms in questions(6, 20)] == before


def test_what_another_process_wrote_is_seen(tmp_path: Path) -> None:
    """A second engine over the same folder sees an update after it reloads."""
    writer, reader = DiskEngine(tmp_path / "index"), DiskEngine(tmp_path / "index")
    writer.update([Document(1, ["a"])])
    reader.reload()
    assert reader.doc_freq("a") == 1
    searched = reader._searcher
    reader.reload()
    assert reader._searcher is searched  # nothing was written meanwhile
    writer.update([], [1])
    reader.reload()
    assert (reader.doc_freq("a"), len(reader)) == (0, 0)


def test_a_broken_index_is_said_so(tmp_path: Path) -> None:
    """An index that can't be opened is one sentence."""
    (tmp_path / "index").write_text("a file, no folder")
    with pytest.raises(StateError, match="can't be made"):
        DiskEngine(tmp_path / "index")


@pytest.mark.parametrize(
    ("where", "admitted"),
    [
        (EVERYTHING, [True, True, True, True]),
        (Filter(since=10), [False, True, True, False]),
        (Filter(since=11), [False, False, True, False]),
        (Filter(until=10), [True, True, False, False]),
        (Filter(until=8), [False, False, False, False]),
        (Filter(since=10, until=10), [False, True, False, False]),
        (Filter(sources=["Daily"]), [True, False, False, False]),
        (Filter(since=9, sources=["Daily"]), [True, False, False, False]),
        (Filter(since=10, sources=["Daily"]), [False, False, False, False]),
        (Filter(languages=["es"]), [False, True, False, True]),
        (Filter(languages=["en", "es"]), [True, True, False, True]),
        (Filter(since=9, sources=["Daily"], languages=["es"]), [False, False, False, False]),
        (Filter(until=10, languages=["es"]), [False, True, False, False]),
    ],
)
def test_bounds_are_included(engine: Archive, where: Filter, admitted: list[bool]) -> None:
    """A filter admits the days of both its bounds, and no document of which it isn't known what it asks for."""
    documents = [
        Document(1, ["a"], 9, "Daily", "en"),
        Document(2, ["a"], 10, None, "es"),
        Document(3, ["a"], 11),
        Document(4, ["a"], None, None, "es"),
    ]
    engine.update(documents)
    assert [where.admits(document) for document in documents] == admitted
    expected = [document.key for document, yes in zip(documents, admitted, strict=True) if yes]
    assert [hit.key for hit in engine.search(["a"], 10, where)] == expected


def test_the_first_day_of_all_is_a_day(engine: Archive) -> None:
    """The first day of the calendar is admitted by an end, and by itself as a beginning."""
    engine.update([Document(1, ["a"], 1), Document(2, ["a"], 2), Document(3, ["a"])])
    for where, keys in ((Filter(until=1), [1]), (Filter(until=2), [1, 2]), (Filter(since=1), [1, 2])):
        assert [hit.key for hit in engine.search(["a"], 5, where)] == keys


def test_as_many_hits_as_wanted(engine: Archive) -> None:
    """The limit is exact, and below one there are no hits."""
    engine.update(Document(key, ["a"]) for key in range(5))
    assert [len(engine.search(["a"], limit)) for limit in (-1, 0, 1, 4, 5, 6)] == [0, 0, 1, 4, 5, 5]


def test_the_best_hits_are_sorted() -> None:
    """Best score first, equal scores by lower key, up to the limit."""
    hits = [Hit(3, 1.0), Hit(2, 1.0), Hit(9, 2.0), Hit(1, 0.5)]
    assert [hit.key for hit in best(hits, 3)] == [9, 2, 3]
    assert best(hits, 0) == best(hits, -1) == best([], 3) == []


def test_the_formula_by_hand() -> None:
    """Lucene's idf and the share of it that occurrences earn, worked out with pencil and paper."""
    assert idf(7, 3) == pytest.approx(math.log(16 / 7))
    assert idf(3, 3) == pytest.approx(math.log(8 / 7))
    counts, lengths = np.array([0, 1, 3]), np.array([40, 40, 80])
    # k1 (1 − b + b · length / average) is 1.2 at the mean length and 2.1 at twice that.
    assert tf_component(counts, lengths, 40.0) == pytest.approx([0, 1, 3 * 2.2 / (3 + 2.1)])
    assert tf_component(counts, lengths, 40.0, k1=2.0, b=0.0) == pytest.approx([0, 1, 9 / 5])


def test_a_removed_and_added_key_is_kept(engine: Archive) -> None:
    """Removal comes first: a key that is in both is replaced."""
    engine.update([Document(1, ["old"])])
    engine.update([Document(1, ["new"])], [1])
    assert (len(engine), engine.doc_freq("old"), engine.doc_freq("new")) == (1, 0, 1)


def test_a_closed_memory_engine_is_empty() -> None:
    """What was in memory is gone."""
    engine = Archive(MemoryEngine())
    engine.update([Document(1, ["a"])])
    engine.close()
    assert (len(engine), engine.search(["a"], 1), engine.co_doc_freq("a", "a")) == (0, [], 0)
    engine.update([Document(2, ["a"])])
    assert [hit.key for hit in engine.search(["a"], 5)] == [2]


def test_one_process_updates_at_a_time(tmp_path: Path) -> None:
    """While another writer has the files, an update is an error that says so."""
    first, second = DiskEngine(tmp_path / "index"), DiskEngine(tmp_path / "index")

    def documents() -> Iterator[Document]:
        yield Document(1, ["a"])
        second.update([Document(2, ["b"])])

    with pytest.raises(StateError, match="another process"):
        first.update(documents())


def test_counts_are_those_of_the_documents_left_whether_or_not_deleted_ones_are_still_stored(tmp_path: Path) -> None:
    """An index without deleted documents is counted another way; both agree, whoever wrote it."""
    engine, reader = DiskEngine(tmp_path), DiskEngine(tmp_path)
    engine.update([Document(number, ["ferry", "harbour"] if number % 2 else ["ferry"]) for number in range(1, 7)])
    reader.reload()
    assert segments.none_deleted(segments.segments_listed(tmp_path))
    counts = [(each.doc_freq("ferry"), each.doc_freq("harbour"), each.doc_freq("no")) for each in (engine, reader)]
    assert counts == [(6, 3, 0)] * 2
    engine.update([], [1, 2])
    assert (reader.doc_freq("ferry"), reader.co_doc_freq("ferry", "harbour")) == (6, 3)
    reader.reload()
    assert not segments.none_deleted(segments.segments_listed(tmp_path))
    counts = [(each.doc_freq("ferry"), each.doc_freq("harbour"), each.doc_freq("no")) for each in (engine, reader)]
    assert counts == [(4, 2, 0)] * 2
    assert reader.co_doc_freq("ferry", "harbour") == 2


@pytest.mark.parametrize("listed", [b"", b"{}", b'{"segments": [{}]}', b'{"segments": 1}', b"[]", b"\xff"])
def test_of_a_list_that_can_t_be_read_nothing_is_concluded(listed: bytes) -> None:
    """Then documents are counted one by one."""
    assert not segments.none_deleted(listed)


@pytest.mark.parametrize("listed", [b"", b"{}", b"[]", b'{"segments": [{}]}', b'{"segments": 5}'])
def test_of_a_damaged_list_nothing_is_believed(listed: bytes) -> None:
    """Where it can't be read whether documents were deleted, they may have been."""
    assert not segments.none_deleted(listed)
    whole, other = b'{"max_doc": 3, "deletes": null}', b'{"max_doc": 3, "deletes": {"num_deleted_docs": 1}}'
    assert segments.none_deleted(b'{"segments": [%s]}' % whole)
    assert not segments.none_deleted(b'{"segments": [%s, %s]}' % (whole, other))


PIECED = range(40, 400)
"""In these tests an index of so many documents is kept in pieces."""


class Living:
    """An index on disk that is told of documents, and those that it has now; each has a term of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(disk, "PIECED", PIECED)
        self.folder, self.engine = folder, DiskEngine(folder)
        self.documents: dict[int, Document] = {}
        self.asked: list[int] = []

    def tell(self, added: Iterable[int] = (), removed: Iterable[int] = ()) -> None:
        """Takes documents out and puts others in, as an archive does."""
        for key in (removed := list(removed)):
            del self.documents[key]
        new = {key: Document(key, [f"own{key}", "common", f"some{key % 3}"]) for key in added}
        self.documents |= new
        self.engine.make_room(self.of)
        self.engine.update(new.values(), [*new, *removed])

    def of(self, keys: Sequence[int]) -> list[Document]:
        """Documents by their keys; which were asked for is noted."""
        self.asked += keys
        return [self.documents[key] for key in keys if key in self.documents]

    def sizes(self) -> list[int]:
        """The sizes of the segments, the largest first."""
        return sorted((each.live for each in segments.segments_in(segments.segments_listed(self.folder))), reverse=True)

    def purge(self) -> int:
        """Leaves nothing of what was taken out; how many documents were asked for."""
        self.asked.clear()
        self.engine.purge(self.of)
        return len(self.asked)

    def break_off(self, after: int) -> None:
        """Begins to purge, and is killed when it has been given so many documents, if it is given more."""

        def documents(keys: Sequence[int]) -> Iterator[Document]:
            for document in self.of(keys):
                if (given := next(count)) == after:
                    raise KeyboardInterrupt(given)
                yield document

        count = itertools.count()
        with suppress(KeyboardInterrupt):
            self.engine.purge(documents)
        self.engine = DiskEngine(self.folder)

    def is_right(self) -> bool:
        """Whether the index has each document once, and finds some by their terms, also when it is opened again."""
        keys = sorted(self.documents)
        return all(
            (len(engine), engine.keys_with(["common"]), engine.doc_freq("common")) == (len(keys), keys, len(keys))
            and all(engine.keys_with([f"own{key}"]) == [key] for key in keys[:: len(keys) // 10 + 1])
            for engine in (self.engine, DiskEngine(self.folder))
        )

    def holds(self, key: int) -> bool:
        """Whether the own term of a document stands in any file of the index."""
        return f"own{key}" in terms_in_files(self.folder)


def test_only_what_had_something_deleted_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first time all of an index, in pieces of one size; from then on the piece with what was taken out."""
    living = Living(tmp_path, monkeypatch)
    living.tell(range(1, 101))
    assert living.sizes() == [100]
    living.tell(removed=[50])
    assert living.holds(50)
    assert living.purge() == 99
    assert (living.sizes(), living.holds(50), living.is_right()) == ([20, 20, 20, 20, 19], False, True)
    for removed in (1, 99, 30):
        living.tell(removed=[removed], added=[100 + removed])
        assert living.purge() <= 23
        assert (len(living.sizes()), living.holds(removed), living.is_right()) == (5, False, True)
    assert living.purge() == 0


@pytest.mark.parametrize("documents", [PIECED.start - 2, PIECED.stop + 1])
def test_small_and_large_indexes_are_of_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents: int
) -> None:
    """What came in later is left alone where nothing of it was taken out."""
    living = Living(tmp_path, monkeypatch)
    living.tell(range(1, documents + 1))
    living.tell(added=[1_000, 1_001], removed=[5])
    assert living.purge() == documents - 1
    assert living.sizes() == [documents - 1, 2]
    living.tell(removed=[1_000])
    assert (living.purge(), living.sizes()) == (1, [documents - 1, 1])
    assert (living.holds(5), living.holds(1_000), living.is_right()) == (False, False, True)


@pytest.mark.slow
def test_pieces_stay_while_documents_come_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many come, one by one, tantivy never finds eight segments to merge; few are written again for it."""
    living = Living(tmp_path, monkeypatch)
    living.tell(range(1, 201))
    living.tell(removed=[7])
    living.purge()
    living.asked.clear()
    for number in range(100):
        living.tell([1_000 + number])
        assert 4 <= len(living.sizes()) < disk._MERGED
    assert living.is_right()
    assert max(living.sizes()) < 100
    assert len(living.asked) < 100 * 30
    living.tell(removed=[9])
    assert living.purge() < 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_an_index_that_lives_is_always_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Whatever comes and goes, and however much at once; what is purged leaves nothing."""
    living, chance = Living(tmp_path, monkeypatch), random.Random(seed)
    fresh = iter(range(1, 10_000))
    gone: set[int] = set()
    for _ in range(40):
        removed = chance.sample(sorted(living.documents), min(len(living.documents), chance.choice([0, 0, 1, 3, 60])))
        added = [next(fresh) for _ in range(chance.choice([0, 1, 1, 2, 30, 120]))]
        living.tell(added, removed)
        gone.update(removed)
        if chance.random() < 0.3:
            living.break_off(chance.randrange(100))
        if chance.random() < 0.5:
            living.purge()
            assert segments.none_deleted(segments.segments_listed(tmp_path))
            assert terms_in_files(tmp_path).isdisjoint(f"own{key}" for key in gone)
        assert living.is_right()


def test_a_purge_that_breaks_off_leaves_all_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step puts the documents of one piece in, and takes them out where they were; the next purge goes on."""
    living = Living(tmp_path, monkeypatch)
    living.tell(range(1, 101))
    living.tell(removed=[50])
    living.break_off(50)
    assert len(living.sizes()) > 2
    living.engine = DiskEngine(tmp_path)
    assert living.is_right()
    living.purge()
    assert (living.holds(50), living.is_right()) == (False, True)


@pytest.mark.parametrize(
    ("body", "crc", "length", "magic", "intact"),
    [
        (b"kiln", None, 0, segments._MAGIC, True),
        (b"", None, 0, segments._MAGIC, True),
        (b"kiln", 5, 0, segments._MAGIC, False),
        (b"kiln", None, 0, segments._MAGIC + 1, False),
        (b"kiln", None, 1_000, segments._MAGIC, False),
        (b"k" * (2 * segments._CHUNK + 1), None, 0, segments._MAGIC, True),
    ],
)
def test_a_file_of_an_index_is_intact(
    tmp_path: Path, body: bytes, crc: int | None, length: int, magic: int, intact: bool
) -> None:
    """By the checksum in its footer, also in parts and of nothing at all."""
    footer = json.dumps({"crc": zlib.crc32(body) if crc is None else crc}).encode()
    numbers = [n.to_bytes(segments._NUMBER_BYTES, "little") for n in (length or len(footer), magic)]
    (tmp_path / "a").write_bytes(body + footer + b"".join(numbers))
    assert segments._file_is_intact(tmp_path / "a") is intact


def test_articles_are_looked_up_by_key_and_day(tmp_path: Path) -> None:
    """By an index and a column of each: without one of them tantivy answers alike, but looks at every document."""
    DiskEngine(tmp_path / "index").close()
    schema = json.loads((tmp_path / "index" / "meta.json").read_text(encoding="utf-8"))["schema"]
    options = {field["name"]: field["options"] for field in schema}
    assert [(options[name]["indexed"], options[name]["fast"]) for name in ("key", "day")] == [(True, True)] * 2


@pytest.mark.parametrize(
    ("replaced", "others", "pieces", "size"),
    [([], 0, 1, 1), ([10], 0, 1, 10), ([10], 0, 3, 4), ([5, 5], 2, 2, 5), ([4, 4, 4], 4, 3, 4), ([4, 4, 4], 5, 3, 12)],
)
def test_pieces_are_so_large_that_tantivy_merges_none(replaced: list[int], others: int, pieces: int, size: int) -> None:
    """Fewer than eight segments at any time, or all at once."""
    assert disk._step(replaced, others, pieces) == size
