"""Which articles say much the same: numbers of which copies share one, by MinHash over runs of terms.

An article that is a copy, or was cut or edited a little, has most runs of four terms in common with its origin. The
smallest of their hashes under many permutations are then often the same, and articles that share a pair of them are
found without comparing every two (Broder, "On the resemblance and containment of documents", 1997).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

RUN_TERMS = 4
"""Runs of this many terms are compared: news about one event shares words and phrases, but hardly a run of four."""

BANDS = 16
"""How many numbers of an article are kept: of two articles that share half of their runs, 99 % share a number; of two
that share a tenth, 15 %; of others that are about the same event, hardly any (1 in 100 shares a fortieth)."""

FEWEST_RUNS = 8
"""An article or passage with fewer runs than this is too short to be a copy of another one."""

_ROWS = 2  # Hashes of which a number is made: the rows of a band, in the words of MinHash.
_COMPARED = 100  # Of this many that share a number each two are compared; more are what a site puts under every page.
_BITS = (1 << 43) - 1  # Of a number, beside the four of its band.
_BLOCK = 512  # Products of 128 KB at a time, in one place: they stay in the processor's cache, in half the time.
# Odd multipliers without a pattern: 2 ** 64 over the golden ratio, and two of xxHash64's.
_STEPS = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


def runs(terms: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A hash of each run of `RUN_TERMS` terms, (n_terms - 3,), given their hashes in order, (n_terms,)."""
    count = len(terms) - RUN_TERMS + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    wide = terms.astype(np.uint64)
    mixed = np.zeros(count, np.uint64)
    for n, step in enumerate(_STEPS):
        mixed += (wide[n : n + count] + np.uint64(n + 1)) * step
    return np.asarray((mixed ^ (mixed >> np.uint64(29))) * _STEPS[1], np.uint64)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The factors and summands of the permutations, (BANDS * _ROWS,) each; numpy's chance is imported only for them."""
    chance = np.random.default_rng(20_240_316)
    factors = chance.integers(1, 2**63, BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
    return factors, chance.integers(0, 2**63, BANDS * _ROWS, dtype=np.uint64)


def _smallest(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The smallest of some numbers under each permutation, (BANDS * _ROWS,)."""
    factors, summands = _permutations()
    smallest = []
    for start in range(0, len(numbers), _BLOCK):
        # Rows of numbers, one for each permutation, take two thirds of the time that columns take.
        products = factors[:, None] * numbers[start : start + _BLOCK]
        products += summands[:, None]
        smallest.append(products.min(axis=1))
    return np.asarray(np.min(smallest, axis=0), np.uint64)


def likeness(terms: NDArray[np.uint32]) -> tuple[int, ...]:
    """The numbers of which an article shares one with its copies; none for one that is too short.

    Args:
        terms: The hashes of those of its passages in order, without those of title and headings, (n_terms,).
    """
    all_runs = runs(terms)
    # So few are hardly all that there are, and to look for all takes as long as the rest.
    if len(set(all_runs[: 2 * FEWEST_RUNS].tolist())) < FEWEST_RUNS and len(np.unique(all_runs)) < FEWEST_RUNS:
        return ()
    smallest = [int(number >> np.uint64(32)) for number in _smallest(all_runs)]
    pairs = zip(smallest[::_ROWS], smallest[1::_ROWS], strict=True)
    # Numbers below 2 ** 47 take SQLite six bytes; 16 bands leave 43 bits to each.
    return tuple((((first << 11) ^ second) & _BITS) | (band << 43) for band, (first, second) in enumerate(pairs))


def origins(alike: Iterable[Sequence[int]]) -> dict[int, int]:
    """Of articles that share a number with another one, each with the one that stands for it and its copies.

    Two are copies of each other when they share half of their numbers. One without copies stands for itself, or is not
    told of.

    Args:
        alike: The articles that share a number, for each number.
    """
    shared = Counter(pair for articles in alike for pair in combinations(sorted(articles)[:_COMPARED], 2))
    group: dict[int, int] = {}

    def first_of(article: int) -> int:
        while group.setdefault(article, article) != article:
            article = group[article]
        return article

    for (one, other), numbers in shared.items():
        if numbers >= BANDS / 2:
            group[first_of(other)] = first_of(one)
    return {article: first_of(article) for article in group}
