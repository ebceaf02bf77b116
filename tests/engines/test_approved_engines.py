"""Addresses of clusters, what is wrong with one, weights and lists of segments at their bounds: approved tables."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from syrupy.assertion import SnapshotAssertion

from retrieval.engines.base import EVERYTHING, Document, Filter, best, idf, tf_component
from retrieval.engines.cluster.address import Address
from retrieval.engines.cluster.faults import Fault, fault_of_status, partial_fault
from retrieval.engines.memory import MemoryEngine
from retrieval.engines.rounding import maybe_best, mean_taken, rounded
from retrieval.engines.segments import none_deleted, segments_in
from retrieval.errors import UsageError
from retrieval.records import Hit
from tests.approved import near, table

ADDRESSES = (
    "http://localhost:9200/news", "HTTPS://a.example,b.example:1, A.example/news_2/", "http://[::1]:65535/n",
    "http://h:65536/n", "http://h:0/n", f"http://h/{'n' * 200}", f"http://h/{'n' * 201}", "http://h/", "http://h//",
    "http://u:p@h/n", "ftp://h/n", "http:///n", "http://h,/n", "http://h:123456/n",
    "http://h/_n", f"http://{'é' * 90}/n",
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "none": None, "whole": {"_shards": {"total": 2, "successful": 2, "skipped": 0, "failed": 0}}, "bare": {},
    "failed": {"_shards": {"total": 2, "failed": 1, "failures": [{"reason": {"type": "t", "reason": "r"}}]}},
    "failed, unsaid": {"_shards": {"total": 2, "failed": 2}},
    "missing": {"_shards": {"total": 3, "successful": 2, "skipped": 0}},
    "written": {"_shards": {"total": 3, "successful": 2}},
    "late": {"timed_out": True}, "in time": {"timed_out": False},
    "part": {"responses": [{}, {"error": {"type": "t", "reason": "r"}, "status": 404}, {"timed_out": True}]},
    "part, unsaid": {"docs": [{"error": "x"}]}, "part, late": {"responses": [{}, {"timed_out": True}]},
    "no parts": {"responses": 3, "docs": [3]}, "error": {"error": "x", "status": 404},
}  # fmt: skip
LISTS: tuple[Any, ...] = (
    {"segments": []}, {"segments": [{"max_doc": 3, "deletes": None}]}, {"segments": [{"max_doc": 3}]}, {}, 3,
    {"segments": [{"max_doc": 3, "deletes": {"num_deleted_docs": 0}}]},
    {"segments": [{"max_doc": 3, "deletes": None}, {"max_doc": 5, "deletes": {"num_deleted_docs": 2}}]},
)  # fmt: skip


def _counted(keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
    """Nothing: the engine in memory counts for itself."""
    return np.zeros((len(keys), len(terms)), np.int64)


def _address(text: str) -> str:
    try:
        return repr(Address.parsed(text))
    except UsageError as error:
        return str(error)


def _fault(fault: Fault | None) -> str:
    return "whole" if fault is None else f"{fault.words} | {fault.passes} {fault.kind.__name__} {fault.elsewhere}"


def _segments(listed: str) -> str:
    try:
        every = [(*each, each.live) for each in segments_in(listed.encode())]
    except ValueError:
        return f"no list {none_deleted(listed.encode())}"
    return f"{every} {none_deleted(listed.encode())}"


def test_addresses_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """With one node and several, at the bounds of ports and names."""
    assert table(_address, [*ADDRESSES, *near(ADDRESSES[0])]) == snapshot


def test_faults_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of a status, with a user and without; of answers that are not whole."""
    statuses = [str(each) for each in (400, 401, 403, 404, 409, 413, 429, 499, 500, 501, 503)]
    reasons: tuple[tuple[str, str], ...] = (
        ("", ""),
        ("some_exception", "So." * 70),
        ("cluster_block_exception", "index [a] blocked: disk usage"),
    )
    reasons += (
        ("cluster_block_exception", "blocked by: [FORBIDDEN/8/index write (api)]"),
        ("cluster_block_exception", "x"),
    )

    def told(status: str) -> str:
        every = [fault_of_status(int(status), reason, user) for reason in reasons for user in ("", "ann")]
        return "\n  ".join(dict.fromkeys(map(_fault, every)))

    assert table(told, statuses) == snapshot(name="statuses")
    assert table(lambda name: _fault(partial_fault(ANSWERS[name])), ANSWERS) == snapshot(name="answers")


def test_weights_are_as_approved(snapshot: SnapshotAssertion) -> None:
    """To six digits: rarity, frequency, rounded lengths, how many may be among the best, and the lists of segments."""
    rarities = {f"{n} of {of}": idf(of, n) for of in (0, 1, 2, 10, 1_000) for n in (0, 1, of // 2, of)}
    assert table(lambda name: f"{rarities[name]:.6g}", rarities) == snapshot(name="rarity")
    shares = {
        f"{n} in {size}, mean {mean}": tf_component(np.array(n), np.array(size), mean)
        for n in (0, 1, 2, 50) for size in (1, 10, 100) for mean in (1.0, 10.0)
    }  # fmt: skip
    assert table(lambda name: f"{float(shares[name]):.6g}", shares) == snapshot(name="frequency")
    lengths = np.array([0, 1, 24, 25, 39, 40, 41, 42, 43, 55, 56, 57, 58, 59, 60, 88, 92, 1_000, 70_000])
    assert table(lambda size: rounded(np.array([int(size)])).tolist(), map(str, lengths)) == snapshot(name="lengths")
    scores = np.array([9.0, 8.9999, 8.99, 8.9, 8.0, 7.0, 1.0])
    likely = {
        f"{limit} of {size}, means {means}": maybe_best(scores, np.full(len(scores), size), limit, means)
        for limit in (1, 2, 6, 7, 8) for size in (10, 43) for means in ((20.0, 20.0), (19.0, 20.0), (20.0, 19.0))
    }  # fmt: skip
    assert table(lambda name: likely[name], likely) == snapshot(name="likely")
    means: tuple[Any, ...] = (
        {"description": "avgdl, mean", "value": 3}, {}, {"details": None, "description": "dl", "value": 1},
        {"details": [{"details": [{"description": "avgdl", "value": 2}]}]},
    )  # fmt: skip
    assert table(mean_taken, map(json.dumps, means)) == snapshot(name="mean")
    assert table(_segments, map(json.dumps, LISTS)) == snapshot(name="segments")


def test_hits_are_given_as_approved(snapshot: SnapshotAssertion) -> None:
    """The best first, of equal ones the lower key, up to the limit; by period, publisher and language."""
    hits = [Hit(3, 1.0), Hit(1, 2.0), Hit(2, 1.0)]
    assert table(lambda limit: best(hits, int(limit)), ("-1", "0", "1", "2", "3", "4")) == snapshot(name="best")
    engine = MemoryEngine()
    terms: tuple[list[str], ...] = (["a", "b"], ["a", "a", "c"], ["c"], [], ["b", "a", "d", "d"])
    rows = [(each, 10 + key, *(("s", "en") if key % 2 else (None, None))) for key, each in enumerate(terms)]
    engine.update(
        [Document(key, each, day, source, language) for key, (each, day, source, language) in enumerate(rows)]
    )
    filters = {
        "all": EVERYTHING, "since 11": Filter(11, None), "since 12": Filter(12, None), "until 11": Filter(None, 11),
        "until 10": Filter(None, 10), "11 to 11": Filter(11, 11), "12 to 11": Filter(12, 11),
        "s": Filter(sources=["s"]),
        "en": Filter(languages=["en"]), "none": Filter(sources=[]),
    }  # fmt: skip

    def found(name: str) -> str:
        where = filters[name]
        asked: tuple[list[str], ...] = (["a"], ["a", "a"], ["a", "d"], ["d", "a"], ["x"], [])
        return "\n  ".join(
            f"{each} {[(hit.key, f'{hit.score:.6g}') for hit in engine.search(each, 3, where, counted=_counted)]} "
            f"{engine.keys_with(each, where)}"
            for each in asked
        )

    assert table(found, filters) == snapshot(name="found")
    counts = [(one, engine.doc_freq(one), [engine.co_doc_freq(one, other) for other in "abcdx"]) for one in "abcdx"]
    assert (len(engine), engine.mean_length, counts) == snapshot(name="counts")
