"""The sentences that hold some terms: held against looking at each."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval import Searcher
from retrieval.indexing import occurrences
from retrieval.indexing.occurrences import concatenated, sentences_with
from tests.conftest import write_jsonl

TEXTS = (
    "The ferry sails. The ferry, the ferry! A weir holds the ferry back.",
    "No weir stands. A ferry and a weir stand.",
    "Gulls cry. Gulls cry. A weir stands here, and ferry bells ring. A weir.",
)
HOLDING = {
    ("ferri",): [(0, 0), (0, 1), (0, 2), (1, 1), (2, 2)],
    ("weir",): [(0, 2), (1, 0), (1, 1), (2, 2), (2, 3)],
    ("ferri", "weir"): [(0, 2), (1, 1), (2, 2)],
    ("gull", "weir"): [],
    ("ferri", "stand", "weir"): [(1, 1), (2, 2)],
    ("zeppelin",): [],
}
"""For some terms the articles, and the numbers of their sentences, that hold all of them."""


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_sentences_that_hold_every_term(
    opened: Callable[..., Searcher], corpus: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """However many passages are looked at in one step; a term that comes twice in a sentence counts once."""
    monkeypatch.setattr(occurrences, "AT_ONCE", at_once)
    write_jsonl(corpus / "a.jsonl", *({"id": f"n{n}", "language": "en", "text": text} for n, text in enumerate(TEXTS)))
    with opened().reading() as index:
        catalog = index.catalog
        keys = [next(iter(catalog.articles_with_ids({f"n{n}"}))).id for n in range(len(TEXTS))]
        assert keys == ["n0", "n1", "n2"]
        passages = sorted(catalog.passage_keys_of(range(100)))
        assert len(passages) == len(TEXTS)

        def holding(terms: Sequence[str]) -> list[tuple[int, int]]:
            sayings = sentences_with(terms, passages, catalog)
            assert len(sayings) == len(sayings.articles) == len(sayings.numbers)
            names = [catalog.article_by_key(key).id for key in sayings.articles.tolist()]
            return [(int(name[1:]), number) for name, number in zip(names, sayings.numbers.tolist(), strict=True)]

        for terms, expected in HOLDING.items():
            assert sorted(holding(terms)) == expected, terms
        assert len(sentences_with(["weir"], [], catalog)) == 0


def test_no_sentences_are_joined_to_none() -> None:
    """And some to all of them; what is chosen among them stays."""
    some = occurrences.Occurrences(*(np.array([number, number + 1], np.int64) for number in (1, 3, 5)))
    assert len(concatenated([])) == 0
    assert [column.tolist() for column in concatenated([some, some])] == [[1, 2] * 2, [3, 4] * 2, [5, 6] * 2]
    assert [column.tolist() for column in some.among(np.array([False, True]))] == [[2], [4], [6]]
