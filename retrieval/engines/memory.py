"""The in-memory engine on `rank-bm25`: for small archives, and the reference for every other engine."""

from collections.abc import Iterable, Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.engines.base import EVERYTHING, K1, B, Document, Filter, TermCounts, best, idf
from retrieval.records import Hit


class _LuceneBM25(BM25Okapi):  # type: ignore[misc]  # the package carries no types
    """Okapi BM25 with Lucene's idf: the package's own is zero or negative for a term in half of the documents."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.frequencies = nd
        self.idf = {term: idf(self.corpus_size, n) for term, n in nd.items()}
        self._postings: dict[str, frozenset[int]] = {}

    def postings(self, term: str) -> frozenset[int]:
        """The indices of the documents that have a term; kept once they were looked up."""
        postings = self._postings.get(term)
        if postings is None:
            postings = frozenset(i for i, counts in enumerate(self.doc_freqs) if term in counts)
            self._postings[term] = postings
        return postings


class MemoryEngine:
    """Keeps all documents in memory; an update rebuilds the index."""

    def __init__(self) -> None:
        self._documents: dict[int, Document] = {}
        self._state: tuple[list[Document], _LuceneBM25 | None] = ([], None)

    def __len__(self) -> int:
        return len(self._state[0])

    def document_keys(self) -> frozenset[int]:
        """The keys of the documents that it holds."""
        return frozenset(self._documents)

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        for key in removed:
            self._documents.pop(key, None)
        self._documents.update((document.key, document) for document in added)
        documents = [self._documents[key] for key in sorted(self._documents)]
        # rank-bm25 divides by the number of documents and by their mean length: without any term it can't be built.
        searchable = any(document.terms for document in documents)
        index = _LuceneBM25([document.terms for document in documents], k1=K1, b=B) if searchable else None
        # One assignment, so that a search in another thread sees either the old state or the new one.
        self._state = documents, index

    def search(
        self,
        terms: Sequence[str],
        limit: int,
        where: Filter = EVERYTHING,
        *,
        counted: TermCounts,  # noqa: ARG002 # the documents are here
    ) -> list[Hit]:
        documents, index = self._state
        if index is None:
            return []
        scores = index.get_scores(terms)
        # With this idf, a document scores above zero exactly when it shares a term.
        matching = (int(i) for i in np.flatnonzero(scores))
        return best((Hit(documents[i].key, float(scores[i])) for i in matching if where.admits(documents[i])), limit)

    @property
    def mean_length(self) -> float:
        index = self._state[1]
        return float(index.avgdl) if index else 0.0

    def doc_freq(self, term: str) -> int:
        index = self._state[1]
        return index.frequencies.get(term, 0) if index else 0

    def co_doc_freq(self, one: str, other: str) -> int:
        index = self._state[1]
        return len(index.postings(one) & index.postings(other)) if index else 0

    def expect(self, terms: Iterable[str], together: int = 0) -> None:
        """Does nothing: the counts are here."""

    def keys_with(self, terms: Sequence[str], where: Filter = EVERYTHING) -> list[int]:
        documents, index = self._state
        if index is None or not terms:
            return []
        rows = frozenset.intersection(*map(index.postings, terms))
        return sorted(documents[row].key for row in rows if where.admits(documents[row]))

    def close(self) -> None:
        self._documents.clear()
        self._state = [], None
