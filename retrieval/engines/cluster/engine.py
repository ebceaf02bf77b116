"""The engine on an OpenSearch cluster: for archives that many machines ask, or that are too large for one."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn, TypeVar

import numpy as np

from retrieval.engines.base import EVERYTHING, Document, Filter, Integers, TermCounts, Whole, exact_hits
from retrieval.engines.cluster.bulk import Action
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.connection import Body
from retrieval.engines.cluster.counts import Counts
from retrieval.engines.cluster.faults import NotThere
from retrieval.engines.cluster.mapping import LONGEST_TERM, MOST_HITS, Provenance
from retrieval.errors import ClusterError
from retrieval.records import Hit

_EXTRA_CANDIDATES = 50  # Lucene rounds lengths by up to an eighth, as tantivy does.
_PAGE = 10_000  # Keys at a time.
_MOST_CLAUSES = 1_000  # OpenSearch takes 1,024 in a query; of more terms the rarest propose.
_MOST_WAYS = 400  # Enough for some 60 shards: each number leads to one of them by a hash.
_NOTHING_ELSE: Body = {"_source": False, "stored_fields": "_none_"}
_BY_THE_WHOLE = {
    "search_type": "dfs_query_then_fetch",
    "filter_path": "timed_out,_shards,hits.hits.sort",
}

Result = TypeVar("Result")


class _State(NamedTuple):
    """An index as it was when it was last looked at."""

    name: str
    documents: int
    mean_length: float
    counts: Counts


class ClusterEngine:
    """Documents of terms in an index of a cluster.

    Lucene keeps lengths in one byte, counts deleted documents until segments merge, and leaves the factor k1 + 1 out:
    its scores order as the formula's do, nearly. It proposes candidates by the statistics of all shards
    (`dfs_query_then_fetch`), and their scores are computed again from their counted terms.

    What others write is taken up by `reload`. Until then the same index is asked, also when another one takes its
    place; if it is gone, that is noticed.
    """

    def __init__(self, cluster: Cluster, index: str, provenance: Provenance | None = None) -> None:
        """Opens an index.

        Args:
            cluster: Where it is.
            index: Its name, or the alias before it.
            provenance: By what it must have been made.

        Raises:
            NotThere: There is no such index.
            IndexOutOfDate: It was made by something else.
            ClusterError: The cluster can't be used.
        """
        self.epoch: int | None = None
        """That of the lease under which is written."""
        self._cluster, self._name, self._provenance = cluster, index, provenance
        self._ways: dict[str, list[str]] = {}
        self.reload()

    def __len__(self) -> int:
        return self._state.documents

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        index = self._state.name
        self._cluster.bulk(_actions(index, added, set(removed)), epoch=self.epoch)
        self._cluster.refresh(index)
        self.reload()

    def search(self, terms: Sequence[str], limit: int, where: Filter = EVERYTHING, *, counted: TermCounts) -> list[Hit]:
        if not terms or limit < 1:
            return []
        tokens = {term: _written(term) for term in terms}

        def hits(state: _State) -> tuple[tuple[Sequence[int], Integers], Whole]:
            state.counts.expect(tokens.values(), 0)
            doc_freqs = {term: state.counts.of(token) for term, token in tokens.items()}
            whole = Whole(state.documents, state.mean_length, doc_freqs.__getitem__)
            rarest = sorted((term for term in tokens if doc_freqs[term]), key=doc_freqs.__getitem__)[:_MOST_CLAUSES]
            weights = Counter(terms)
            query = _query({tokens[term]: weights[term] for term in rarest}, where)
            return self._candidates(state.name, query, limit) if rarest else ([], np.zeros(0, np.int64)), whole

        candidates, whole = self._reply(hits)
        return exact_hits(terms, candidates, limit, counted, whole)

    def _candidates(self, index: str, query: Body, limit: int) -> tuple[list[int], Integers]:
        """The keys of the documents that Lucene proposes, and their lengths: `(n_documents,)`."""
        body = {
            "query": query,
            # Candidates beyond the limit, because the exact scores may order the last ones differently.
            "size": min(limit + _EXTRA_CANDIDATES, MOST_HITS),
            "sort": ["_score", "length", "key"],
            "track_total_hits": False,
            **_NOTHING_ELSE,
        }
        answer = self._cluster.search(index, body, params=_BY_THE_WHOLE)
        places = [
            hit["sort"] for hit in answer.get("hits", {}).get("hits", ())
        ]  # Without hits the filter leaves neither.
        return [key for *_, key in places], np.array([length for _, length, _ in places], np.int64)

    @property
    def mean_length(self) -> float:
        return self._state.mean_length

    def doc_freq(self, term: str) -> int:
        return self._reply(lambda state: state.counts.of(_written(term)))

    def co_doc_freq(self, one: str, other: str) -> int:
        return self._reply(lambda state: state.counts.of_both(_written(one), _written(other)))

    def expect(self, terms: Iterable[str], together: int = 0) -> None:
        tokens = [*map(_written, terms)]
        self._reply(lambda state: state.counts.expect(tokens, together))

    def keys_with(self, terms: Sequence[str], where: Filter = EVERYTHING) -> list[int]:
        tokens = [*dict.fromkeys(map(_written, terms))]
        if not tokens:
            return []
        parts = [tokens[at : at + _MOST_CLAUSES] for at in range(0, len(tokens), _MOST_CLAUSES)]
        return sorted(set[int].intersection(*(set(self._keys_where(part, where)) for part in parts)))

    def keys(self) -> list[int]:
        """The keys of all documents, ascending."""
        return self._keys_where((), EVERYTHING)

    def _keys_where(self, terms: Collection[str], where: Filter) -> list[int]:
        """The keys of all documents that have each of some terms, ascending; of all that there are without a term."""
        clauses = [*({"term": {"terms": term}} for term in terms), *_bounds(where)]
        query = {"bool": {"filter": clauses}} if clauses else {"match_all": {}}
        return self._reply(lambda state: list(self._keys(state.name, query)))

    def _keys(self, index: str, query: Body) -> Iterator[int]:
        """The keys of all documents that a query finds, ascending."""
        body: dict[str, Any] = {"query": query, "size": _PAGE, "sort": ["key"], **_NOTHING_ELSE}
        while True:
            hits = self._cluster.search(index, body)["hits"]["hits"]
            yield from (hit["sort"][0] for hit in hits)
            if len(hits) < _PAGE:
                return
            body["search_after"] = hits[-1]["sort"]

    def close(self) -> None:
        """Does nothing: the connection belongs to whoever opened it."""

    def reload(self) -> None:
        """Takes up what others have written, and an index that took the place of the one before.

        Raises:
            NotThere: There is no index.
            IndexOutOfDate: It was made by something else.
        """
        described = self._cluster.request("GET", f"/{self._name}")
        index, parts = next(iter(described.items()))
        if self._provenance is not None:
            self._provenance.verify(parts["mappings"].get("_meta") or {}, self._cluster.address)
        summed = {"size": 0, "track_total_hits": True, "aggs": {"terms": {"sum": {"field": "length"}}}}
        sums = self._cluster.search(index, summed, params={"request_cache": "false"})
        documents, terms = sums["hits"]["total"]["value"], sums["aggregations"]["terms"]["value"]
        docs = self._cluster.request("GET", f"/{index}/_stats/docs")["_all"]["total"].get("docs", {})
        shards = int(parts["settings"]["index"]["number_of_shards"])
        ways = [] if docs.get("deleted", 1) else self._ways_to(index, shards)
        counts = Counts(self._cluster, index, ways)
        self._state = _State(index, documents, terms / documents if documents else 0.0, counts)

    def _ways_to(self, index: str, shards: int) -> list[str]:
        """What leads to each of the shards of an index; none where they are too many to look for."""
        if index not in self._ways:
            ways: dict[int, str] = {0: "0"} if shards == 1 else {}
            for number in range(_MOST_WAYS if shards > 1 else 0):
                shard = self._cluster.request("GET", f"/{index}/_search_shards", params={"routing": str(number)})
                ways.setdefault(shard["shards"][0][0]["shard"], str(number))
                if len(ways) == shards:
                    break
            self._ways[index] = list(ways.values()) if len(ways) == shards else []
        return self._ways[index]

    def _reply(self, question: Callable[[_State], Result]) -> Result:
        """What is asked of the index as it was last checked; of the one in its place where it is gone."""
        try:
            return question(self._state)
        except NotThere:
            self.reload()
            return question(self._state)


class EngineAway:
    """An engine that raises why it can't be used, whatever it is asked."""

    def __init__(self, why: ClusterError) -> None:
        """Knows why."""
        self._why = why

    def _raise(self, *_: object, **__: object) -> NoReturn:
        raise type(self._why)(*self._why.args)

    __len__ = update = search = doc_freq = co_doc_freq = expect = keys_with = _raise
    mean_length = property(_raise)

    def close(self) -> None:
        """Does nothing."""


def _actions(index: str, added: Iterable[Document], removed: set[int]) -> Iterator[Action]:
    """What is to be written: what is added replaces what is removed."""
    for document in added:
        removed.discard(document.key)
        yield Action(index, str(document.key), _source(document))
    for key in removed:
        yield Action(index, str(key))


def _source(document: Document) -> dict[str, Any]:
    """A document in OpenSearch's form. No term has white space in it, since the analyzer splits there."""
    source: dict[str, Any] = {"key": document.key, "length": len(document.terms)}
    source["terms"] = " ".join(map(_written, document.terms))
    if document.day is not None:
        source["day"] = document.day
    if document.source is not None:
        source["source"] = _written(document.source)
    if document.language is not None:
        source["language"] = _written(document.language)
    return source


def _written(term: str) -> str:
    """A term as it is written in the index: one that is too long for Lucene by its hash."""
    if len(term) <= LONGEST_TERM:
        return term
    return f"{term[:16]}…{sha256(term.encode()).hexdigest()}"


def _query(weights: dict[str, int], where: Filter) -> Body:
    """A query for any of some terms, each weighted by how often it was given, among the documents of a filter."""
    clauses = [{"term": {"terms": {"value": term, "boost": weight}}} for term, weight in weights.items()]
    return {"bool": {"should": clauses, "minimum_should_match": 1, "filter": _bounds(where)}}


def _bounds(where: Filter) -> list[Body]:
    """Queries for the days, publishers and languages that a filter admits; none where it admits all."""
    bounds: list[Body] = []
    if where.since is not None or where.until is not None:
        ends = {name: day for name, day in (("gte", where.since), ("lte", where.until)) if day is not None}
        bounds.append({"range": {"day": ends}})
    for field, names in (("source", where.sources), ("language", where.languages)):
        if names is not None:
            bounds.append({"terms": {field: sorted(map(_written, names))}})
    return bounds
