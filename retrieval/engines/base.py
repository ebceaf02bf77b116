"""What every engine must do: keep documents of terms, and give the best ones for a list of terms.

An engine takes terms and gives keys and scores; it never sees an article. All of them score by one formula,
BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework: BM25 and Beyond") with Lucene's idf.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from numpy.typing import NDArray

from retrieval.records import Hit

Column = NDArray[Any]

K1 = 1.2
"""How soon more of the same term stops counting."""

B = 0.75
"""How much a long passage is held back: 0 not at all, 1 fully."""


class Document(NamedTuple):
    """What an engine keeps of a passage: its key, its terms, the day it was published (ordinal) and by whom."""

    key: int
    terms: Sequence[str]
    day: int | None = None
    source: str | None = None


class Filter(NamedTuple):
    """Which documents may be found: published from `since` to `until` (ordinal days, both included), by `source`.

    A document whose day is not known is left out by either bound.
    """

    since: int | None = None
    until: int | None = None
    source: str | None = None

    def admits(self, document: Document) -> bool:
        """Whether a document may be found."""
        if self.source is not None and document.source != self.source:
            return False
        if self.since is None and self.until is None:
            return True
        day = document.day
        return (
            day is not None and (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
        )


EVERYTHING = Filter()


class Engine(Protocol):
    """Documents of terms, searchable. Searching may happen in many threads at once; updating in one."""

    def __len__(self) -> int:
        """How many documents there are."""

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        """Takes documents in and keys out, at once; one whose key is known is replaced. Durable when it returns."""

    def search(self, terms: Sequence[str], limit: int, where: Filter = EVERYTHING) -> list[Hit]:
        """The best documents, at most `limit`: each shares a term, best score first, ties by lower key.

        A term given twice counts twice.
        """

    def doc_freq(self, term: str) -> int:
        """How many documents hold a term."""

    def co_doc_freq(self, one: str, other: str) -> int:
        """How many documents hold both of two terms."""

    def close(self) -> None:
        """Lets go of files and locks."""


def idf(documents: int, doc_freq: float) -> float:
    """The weight of a term by its rarity, never negative (Lucene's BM25Similarity.idf)."""
    return math.log(1 + (documents - doc_freq + 0.5) / (doc_freq + 0.5))


def tf_component(count: Column, length: Column, average: float, k1: float = K1, b: float = B) -> Column:
    """The share of a term's idf that `count` occurrences in a document of `length` terms earn, below `k1 + 1`.

    Of many documents at once: both have a value for each.
    """
    return count * (k1 + 1) / (count + k1 * (1 - b + b * length / average))


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The first `limit` hits in the order every engine keeps: best score first, ties by lower key."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))[: max(limit, 0)]
