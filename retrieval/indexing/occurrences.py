"""The sentences that hold some terms, by the features of their passages: no text is read."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import PassageColumns
from retrieval.analysis.features import among, hashes
from retrieval.storage.catalog import Catalog

AT_ONCE = 2_000
"""Passages that are looked at in one step: a few megabytes of terms."""


class Sayings(NamedTuple):
    """Sentences: the key of the passage and of the article of each, and its number in the passage; (n_sentences,)."""

    passages: NDArray[np.int64]
    articles: NDArray[np.int64]
    numbers: NDArray[np.int64]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.passages)

    def among(self, chosen: NDArray[np.bool_]) -> "Sayings":
        """Those that are chosen, (n_sentences,)."""
        return Sayings(*(column[chosen] for column in self))


def joined(parts: Sequence[Sayings]) -> Sayings:
    """All sentences of some."""
    if not parts:
        return Sayings(*(np.zeros(0, np.int64) for _ in Sayings._fields))
    return Sayings(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def sentences_with(terms: Sequence[str], passages: Sequence[int], catalog: Catalog) -> Sayings:
    """The sentences that hold each of some terms, of passages by their keys.

    Args:
        terms: What a sentence has; at least one.
        passages: Where to look.
        catalog: Keeps them.
    """
    wanted, rows = np.unique(hashes(terms)), catalog.features_of(passages)
    parts = []
    while some := list(islice(rows, AT_ONCE)):
        keys, articles, packed = zip(*some, strict=True)
        row, number = _holding(wanted, PassageColumns(packed))
        parts.append(Sayings(np.array(keys, np.int64)[row], np.array(articles, np.int64)[row], number))
    return joined(parts)


def _holding(wanted: NDArray[np.uint32], features: PassageColumns) -> Iterator[NDArray[np.int64]]:
    """The place of the passage and the number in it of each sentence that holds every term, two arrays.

    Args:
        wanted: The hashes of the terms, ascending, each once.
        features: Of the passages.
    """
    (every, lengths), (ends_in_passage, sentences) = features.terms, features.term_ends
    starts = np.concatenate([[0], np.cumsum(lengths)])
    first = np.concatenate([[0], np.cumsum(sentences)])
    ends = ends_in_passage + np.repeat(starts[:-1], sentences)
    at = among(every, wanted)
    sentence = np.searchsorted(ends, at, "right")
    pairs = np.unique(sentence * len(wanted) + np.searchsorted(wanted, every[at]))
    matched, count = np.unique(pairs // len(wanted), return_counts=True)
    whole = matched[count == len(wanted)]
    row = np.searchsorted(first, whole, "right") - 1
    return iter((row, whole - first[row]))
