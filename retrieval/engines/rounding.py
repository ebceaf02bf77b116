"""How far tantivy's scores may be from exact ones, so that no document is counted that can't be among the best.

tantivy keeps the length of a document in a byte (src/fieldnorm/code.rs, as Lucene's SmallFloat): up to 40 terms as it
is, of a greater one the first four binary digits of what is above 24. It works with 32 bits, and after merges the mean
length that it takes may be a little lower. Nothing else in its scores differs from the formula of `base`.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from retrieval.engines.base import K1, B, Floats, Integers

FREE_LENGTHS = 24
"""What is taken off a length before it is rounded."""

DIGITS = 4
"""How many binary digits of the rest are kept."""

SLACK = 1e-5
"""How much a score in 32 bits may be off, as a share of it; sums of twenty terms are off by less than a tenth of it."""

_USUAL_LENGTHS = 1_000  # Nearly all passages are shorter; what is longer is worked out each time.
_MEAN = "avgdl"  # How an explanation begins to say which mean length it takes.


def rounded(lengths: Integers) -> Integers:
    """Lengths as tantivy keeps them, (n_documents,): never greater than they are."""
    above = np.maximum(lengths - FREE_LENGTHS, 0)
    dropped = np.maximum(np.frexp(above.astype(float))[1] - DIGITS, 0)
    return np.asarray(lengths - (above & ((1 << dropped) - 1)))


def maybe_best(scores: Floats, lengths: Integers, limit: int, means: tuple[float, float]) -> int:
    """How many of some documents may be among the `limit` ones whose exact scores are best; they are the first ones.

    Of a term that a document has so often, both scores are in the ratio of two sums of this number and a norm: that is
    nearest to the ratio of the norms for a single occurrence, and never on the other side of 1. When not all of them
    may be, none behind them may be either.

    Args:
        scores: What tantivy gives to each, best first, (n_documents,).
        lengths: How many terms each has, (n_documents,).
        limit: How many are wanted, at least 1.
        means: The mean length of all documents, as tantivy takes it and as it is.
    """
    if len(scores) <= limit:
        return len(scores)
    taken, exact = means
    by_length = _lowest_ratios(means)
    ratios = by_length[lengths] if lengths.max() < len(by_length) else _lowest_ratio(lengths, means)
    least = scores * ratios * (1 - SLACK)
    surely = np.partition(least, len(least) - limit)[len(least) - limit]
    return int(np.count_nonzero(scores * max(exact / taken, 1.0) * (1 + SLACK) >= surely))


def _lowest_ratio(lengths: Integers, means: tuple[float, float]) -> Floats:
    """The least that exact scores may be as a share of tantivy's, (n_documents,), by lengths and as in `maybe_best`."""
    theirs, ours = (
        K1 * (1 - B + B * (each / mean)) for each, mean in zip((rounded(lengths), lengths), means, strict=True)
    )
    return np.asarray(np.minimum((1 + theirs) / (1 + ours), 1.0))


@lru_cache(maxsize=8)
def _lowest_ratios(means: tuple[float, float]) -> Floats:
    """The same for every length that passages usually have: they are worked out once for an index."""
    return _lowest_ratio(np.arange(_USUAL_LENGTHS), means)


def mean_taken(explanation: str) -> float | None:
    """The mean length that tantivy takes, by its explanation of any score; None where that doesn't say it."""
    return next(_means(json.loads(explanation)), None)


def _means(explained: dict[str, Any]) -> Iterator[float]:
    """The mean lengths in an explanation and in what it is made of."""
    if str(explained.get("description", "")).startswith(_MEAN):
        yield float(explained["value"])
    for part in explained.get("details") or ():
        yield from _means(part)
