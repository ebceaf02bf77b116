"""What every engine does: keeps documents of terms, and finds the best ones for a list of terms.

An engine takes terms and returns keys and scores; it never sees an article. All engines score by one formula,
BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework: BM25 and Beyond") with Lucene's idf.
"""

import datetime
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.records import Hit

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

K1 = 1.2
"""How soon more occurrences of a term stop counting; Lucene's default (BM25Similarity)."""

B = 0.75
"""How much a document is penalised for its length: 0 not at all, 1 fully; Lucene's default (BM25Similarity)."""


class JoinedTerms(Sequence[str]):
    """Terms as they are kept, in one string with a space between each two: engines with files take them so."""

    __slots__ = ("joined",)

    def __init__(self, joined: str) -> None:
        """The terms of a string."""
        self.joined = joined

    def __len__(self) -> int:
        return self.joined.count(" ") + 1 if self.joined else 0

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self.joined.split()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.joined.split())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.joined.split() == list(other)

    __hash__ = None  # type: ignore[assignment]  # As of a list.


def joined(terms: Sequence[str]) -> str:
    """Terms in one string with a space between each two; the analyzer splits there, so that none has one in it."""
    return terms.joined if isinstance(terms, JoinedTerms) else " ".join(terms)


class Document(NamedTuple):
    """What an engine keeps of a passage: its key and terms, its article's ordinal day, publisher and language."""

    key: int
    terms: Sequence[str]
    day: int | None = None
    source: str | None = None
    language: str | None = None


def document_of(day: datetime.date | None, source: str | None, language: str | None) -> Document:
    """A document that stands for an article if nothing but a filter looks at it.

    Args:
        day: When it was published.
        source: Its publisher.
        language: Its language, an ISO 639-1 code.
    """
    return Document(0, (), day.toordinal() if day else None, source, language)


class Filter(NamedTuple):
    """Which documents are searched: those published from `since` to `until` (ordinal days, both included) by `sources`.

    Either bound leaves out a document whose day is unknown, and `languages` one whose language is.
    """

    since: int | None = None
    until: int | None = None
    sources: Collection[str] | None = None
    languages: Collection[str] | None = None

    def admits(self, document: Document) -> bool:
        """Whether a document is searched."""
        if self.sources is not None and document.source not in self.sources:
            return False
        if self.languages is not None and document.language not in self.languages:
            return False
        if self.since is None and self.until is None:
            return True
        day = document.day
        return (
            day is not None and (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
        )


EVERYTHING = Filter()


class Whole(NamedTuple):
    """What scores need to know of all documents: how many they are, their mean length, how many have a term."""

    documents: int
    mean_length: float
    doc_freq: Callable[[str], int]


TermCounts = Callable[[Sequence[int], Sequence[str]], Integers]
"""How often each of some documents, by their keys, has each of some terms, which are all different: `(n_documents,
n_terms)`. Of documents that are no longer there it is 0."""


class Engine(Protocol):
    """Documents of terms, searchable. Searching may happen in many threads at once; updating in one."""

    def __len__(self) -> int:
        """How many documents there are."""

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        """Removes and adds documents in one step, replacing those whose key is known; durable when it returns.

        Raises:
            StateError: Another process is updating the engine's files.
        """

    def search(self, terms: Sequence[str], limit: int, where: Filter = EVERYTHING, *, counted: TermCounts) -> list[Hit]:
        """The best documents that have any of the terms, best score first, equal scores by lower key.

        Args:
            terms: A term given twice counts twice.
            limit: The highest number of hits; below 1 there are none.
            where: The documents to search.
            counted: Counts terms of documents, for an engine that does not keep them.
        """

    @property
    def mean_length(self) -> float:
        """How many terms a document has on the average; 0 without any."""

    def doc_freq(self, term: str) -> int:
        """How many documents have a term."""

    def co_doc_freq(self, one: str, other: str) -> int:
        """How many documents have both of two terms."""

    def expect(self, terms: Iterable[str], together: int = 0) -> None:
        """Is told which terms will be counted: an engine for which each count is a long way gets all of them at once.

        Args:
            terms: Of which `doc_freq` will be asked; not looked at by others, so that it may be a generator.
            together: `co_doc_freq` will be asked of those two of which one has at most this many documents.
        """

    def keys_with(self, terms: Sequence[str], where: Filter = EVERYTHING) -> list[int]:
        """The keys of all documents that have each of some terms, ascending; none without a term.

        Args:
            terms: What each of them has.
            where: The documents to search.
        """

    def close(self) -> None:
        """Releases files and locks."""


def idf(documents: int, doc_freq: float) -> float:
    """The weight of a term by its rarity, never negative (Lucene's BM25Similarity.idf)."""
    return math.log(1 + (documents - doc_freq + 0.5) / (doc_freq + 0.5))


def tf_component(count: NDArray[Any], length: NDArray[Any], average: float, k1: float = K1, b: float = B) -> Floats:
    """The factor by which a term's idf counts in each of several documents, from 0 to below `k1 + 1`.

    Args:
        count: How often each document has the term, integers or floats, `(n_documents,)` or a shape that fits `length`.
        length: How many terms each document has, integers or floats, `(n_documents,)`.
        average: The mean length of all documents.
        k1: As `K1`.
        b: As `B`.
    """
    return count * (k1 + 1) / (count + k1 * (1 - b + b * length / average))


def exact_hits(
    terms: Sequence[str],
    candidates: tuple[Sequence[int], Integers],
    limit: int,
    counted: TermCounts,
    whole: Whole,
) -> list[Hit]:
    """The best of the documents that an engine proposes, by exact scores, which every engine rounds alike.

    Args:
        terms: What is looked for; a term given twice counts twice.
        candidates: The keys of documents, and how many terms each has, `(n_documents,)`.
        limit: The highest number of hits.
        counted: Counts terms of documents.
        whole: What the scores need to know of all documents.
    """
    keys, lengths = candidates
    if not len(keys):
        return []
    rows = {term: row for row, term in enumerate(dict.fromkeys(terms))}
    counts = np.ascontiguousarray(counted(keys, list(rows)).T)
    weights = np.array([idf(whole.documents, whole.doc_freq(term)) for term in rows])
    shares = weights[:, None] * tf_component(counts, lengths, whole.mean_length)
    scores = np.zeros(len(keys))
    # One after the other in the order of the terms, as the reference adds them: else the last bit would differ.
    for term in terms:
        scores += shares[rows[term]]
    order = np.lexsort((np.array(keys), -scores))[: min(limit, np.count_nonzero(scores > 0))]
    return [Hit(keys[place], score) for place, score in zip(order.tolist(), scores[order].tolist(), strict=True)]


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The first `limit` hits, best score first, equal scores by lower key; none when `limit` is below 1."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))[: max(limit, 0)]
