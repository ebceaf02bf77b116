"""The sentences that hold some terms, by the features of their passages: no text is read."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import PassageColumns
from retrieval.analysis.features import Sought, hashes
from retrieval.storage.catalog import Catalog

AT_ONCE = 2_000
"""Passages that are looked at in one step: a few megabytes of terms."""


class Occurrences(NamedTuple):
    """Sentences: the key of the passage and of the article of each, and its number in the passage; (n_sentences,)."""

    passages: NDArray[np.int64]
    articles: NDArray[np.int64]
    numbers: NDArray[np.int64]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.passages)

    def among(self, mask: NDArray[np.bool_]) -> "Occurrences":
        """Those where the `mask` is true, (n_sentences,)."""
        return Occurrences(*(column[mask] for column in self))


def concatenated(parts: Sequence[Occurrences]) -> Occurrences:
    """Several occurrences as one, in the same order."""
    if not parts:
        return Occurrences(*(np.zeros(0, np.int64) for _ in Occurrences._fields))
    return Occurrences(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def sentences_with(terms: Sequence[str], passages: Sequence[int], catalog: Catalog) -> Occurrences:
    """The sentences that hold each of some terms, of passages by their keys.

    Args:
        terms: What a sentence has; at least one.
        passages: Where to look.
        catalog: Keeps them.
    """
    term_hashes, rows = np.unique(hashes(terms)), catalog.features_of(passages)
    parts = []
    while some := list(islice(rows, AT_ONCE)):
        keys, articles, packed = zip(*some, strict=True)
        row, number = _holding(term_hashes, PassageColumns(packed))
        parts.append(Occurrences(np.array(keys, np.int64)[row], np.array(articles, np.int64)[row], number))
    return concatenated(parts)


def _holding(term_hashes: NDArray[np.uint32], features: PassageColumns) -> Iterator[NDArray[np.int64]]:
    """The place of the passage and the number in it of each sentence that holds every term, two arrays.

    Args:
        term_hashes: The hashes of the terms, ascending, each once.
        features: Of the passages.
    """
    (every, lengths), (ends_in_passage, sentences) = features.terms, features.term_ends
    starts = np.concatenate([[0], np.cumsum(lengths)])
    first = np.concatenate([[0], np.cumsum(sentences)])
    ends = ends_in_passage + np.repeat(starts[:-1], sentences)
    at, number = Sought(term_hashes).among(every)
    sentence = np.searchsorted(ends, at, "right")
    pairs = np.unique(sentence * len(term_hashes) + number)
    sentences_hit, count = np.unique(pairs // len(term_hashes), return_counts=True)
    whole = sentences_hit[count == len(term_hashes)]
    row = np.searchsorted(first, whole, "right") - 1
    return iter((row, whole - first[row]))
