"""How far tantivy's scores may be from exact ones, and that what can't be among the best is not counted."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import tantivy
from numpy.typing import NDArray

from retrieval.engines.base import Document, idf, tf_component
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.engines.rounding import maybe_best, mean_taken, rounded

LENGTHS = [*range(1, 120), 127, 128, 200, 215, 216, 1_000, 4_711, 70_000]


class Counting:
    """Counts terms of documents, and how many it was asked about."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._terms = {document.key: document.terms for document in documents}
        self.asked = 0

    def __call__(self, keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        self.asked += len(keys)
        return np.array([[self._terms[key].count(term) for term in terms] for key in keys], np.int64)


def test_lengths_are_rounded_as_tantivy_does(tmp_path: Path) -> None:
    """By its own explanations of the scores of documents of many lengths."""
    schema = tantivy.SchemaBuilder().add_text_field("terms", tokenizer_name="whitespace", index_option="freq").build()
    index = tantivy.Index(schema, path=str(tmp_path))
    writer = index.writer(15_000_000, 1)
    for length in LENGTHS:
        writer.add_document(tantivy.Document(terms=" ".join(["a", *["b"] * (length - 1)])))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, query = index.searcher(), tantivy.Query.term_query(schema, "terms", "a", "freq")
    kept = []
    for _, address in searcher.search(query, len(LENGTHS)).hits:
        explanation = query.explain(searcher, address).to_json()
        norm = next(part for part in json.loads(explanation)["details"] if part["description"].startswith("freq"))
        kept.append(int(next(part["value"] for part in norm["details"] if part["description"].startswith("dl"))))
        assert mean_taken(explanation) == pytest.approx(np.mean(LENGTHS), rel=1e-6)
    assert sorted(kept) == rounded(np.array(LENGTHS)).tolist()


@pytest.mark.parametrize("explanation", [{}, {"description": "TermQuery"}, {"details": [{"description": "k1"}]}])
def test_an_explanation_without_a_mean_says_none(explanation: dict[str, object]) -> None:
    """As one of another version of tantivy may be."""
    assert mean_taken(json.dumps(explanation)) is None


@pytest.mark.parametrize("factor", [0.9, 0.98, 1.0, 1.05])
def test_none_of_the_best_is_left_out(factor: float) -> None:
    """Of random documents, whatever mean length tantivy takes, those with the best exact scores are among the first."""
    draw = np.random.default_rng(7)
    for _ in range(50):
        lengths, counts = draw.integers(1, 400, 200), draw.integers(0, 4, (200, 3))
        counts[:, 0] += 1
        mean, weights = float(lengths.mean()), [idf(500, documents) for documents in (200, 90, 30)]
        exact = sum(w * tf_component(counts[:, n], lengths, mean) for n, w in enumerate(weights))
        kept = rounded(lengths)
        theirs = sum(w * tf_component(counts[:, n], kept, factor * mean) for n, w in enumerate(weights))
        order = np.argsort(-np.asarray(theirs), kind="stable")
        maybe = maybe_best(np.asarray(theirs)[order], lengths[order], 20, (factor * mean, mean))
        assert {*np.argsort(-np.asarray(exact))[:20].tolist()} <= {*order[:maybe].tolist()}


def test_all_may_be_best_of_as_few_as_are_wanted() -> None:
    """Or fewer."""
    assert maybe_best(np.array([2.0, 1.0]), np.array([3, 900]), 2, (5.0, 5.0)) == 2
    assert maybe_best(np.zeros(0), np.zeros(0, np.int64), 1, (5.0, 5.0)) == 0


def test_what_cannot_be_best_is_not_counted(tmp_path: Path) -> None:
    """Where the scores of others are far from those of the best ones, these alone are."""
    documents = [Document(key, ["mill"] * (9 if key > 192 else 1) + ["quay"] * 50) for key in range(1, 201)]
    engine, counting = DiskEngine(tmp_path), Counting(documents)
    engine.update(documents)
    assert [hit.key for hit in engine.search(["mill"], 8, counted=counting)] == [*range(193, 201)]
    assert counting.asked == 8


def test_lengths_that_are_rounded_alike_are_told_apart(tmp_path: Path) -> None:
    """Also those of more documents than are looked at first: the shortest come first, as in memory."""
    draw = random.Random(3)
    lengths = [draw.choice(range(216, 232)) for _ in range(400)]
    documents = [Document(key, ("mill", *["quay"] * (length - 1))) for key, length in enumerate(lengths, 1)]
    disk, memory, counting = DiskEngine(tmp_path), MemoryEngine(), Counting(documents)
    disk.update(documents)
    memory.update(documents)
    assert disk.search(["mill"], 10, counted=counting) == memory.search(["mill"], 10, counted=counting)


def test_scores_are_exact_whether_or_not_deleted_documents_are_still_stored(tmp_path: Path) -> None:
    """While they are, all that is proposed is counted; once they are merged away, tantivy's mean length is lower."""
    draw = random.Random(5)
    documents = [
        Document(key, [draw.choice("abcdefgh") for _ in range(draw.choice((30, 47, 90, 223)))]) for key in range(1, 401)
    ]
    disk, memory, counting = DiskEngine(tmp_path), MemoryEngine(), Counting(documents)
    for engine in (disk, memory):
        engine.update(documents)
    for gone in (range(1, 4), range(4, 300)):
        for engine in (disk, memory):
            engine.update([], gone)
        for terms in (["a"], ["b", "c"], ["d", "d", "e", "f"]):
            assert disk.search(terms, 15, counted=counting) == memory.search(terms, 15, counted=counting)
