"""How many documents have a term, or two: what a question needs is asked at once, and kept until the index changes."""

import json
from collections.abc import Collection, Sequence
from itertools import combinations

from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.connection import Body

MOST_KEPT = 200_000
"""How many counts are kept; beyond that all are forgotten: 25 MB, as the disk engine keeps."""

MOST_TOGETHER = 64
"""Of how many terms the pairs are asked at once; OpenSearch allows 100 filters in a matrix."""

Pair = tuple[str, str]


class Counts:
    """The counts of an index as it is now. Many threads may ask at once."""

    def __init__(self, cluster: Cluster, index: str, routings: Sequence[str]) -> None:
        """Nothing is known at first.

        Args:
            cluster: Where the index is.
            index: Its name.
            routings: What leads to each of its shards, where no document in it is marked as deleted; else none.
        """
        self._cluster, self._index, self._routings = cluster, index, routings
        self._single: dict[str, int] = {}
        self._pairs: dict[Pair, int] = {}

    def of(self, term: str) -> int:
        """How many documents have a term."""
        return self._of_each([term])[term]

    def of_both(self, one: str, other: str) -> int:
        """How many documents have both of two terms."""
        if one == other:
            return self.of(one)
        pair = (one, other) if one < other else (other, one)
        count = self._pairs.get(pair)
        if count is None:
            count = min(self._of_each(pair).values()) and self._counted([_all_of(pair)])[0]
            self._keep({}, {pair: count})
        return count

    def expect(self, terms: Collection[str], together: int) -> None:
        """Asks for what isn't known yet of some terms, and of each two if one has at most `together` documents."""
        counts = self._of_each(terms)
        there = sorted((term for term, count in counts.items() if count), key=lambda term: (counts[term], term))
        there = sorted(there[:MOST_TOGETHER])
        rare = {term for term in there if counts[term] <= together}
        pairs = [pair for pair in combinations(there, 2) if not rare.isdisjoint(pair)]
        if any(pair not in self._pairs for pair in pairs):
            self._keep({}, self._matrix(there, rare, pairs))

    def _of_each(self, terms: Collection[str]) -> dict[str, int]:
        """How many documents have each of some terms."""
        cached = self._single
        unknown = [term for term in dict.fromkeys(terms) if term not in cached]
        if not unknown:
            return {term: cached[term] for term in terms}
        counts = self._looked_up(unknown) if self._routings else self._counted([_is(term) for term in unknown])
        new = dict(zip(unknown, counts, strict=True))
        counted = {term: new[term] if term in new else cached[term] for term in terms}
        self._keep(new, {})
        return counted

    def _keep(self, single: dict[str, int], pairs: dict[Pair, int]) -> None:
        """Keeps what was asked for; a new dictionary takes the place of a full one, which others may be reading."""
        if len(self._single) + len(self._pairs) > MOST_KEPT:
            self._single, self._pairs = {}, {}
        self._single.update(single)
        self._pairs.update(pairs)

    def _looked_up(self, terms: Sequence[str]) -> list[int]:
        """How many documents have each term, as the dictionaries of the shards say, which count deleted ones, too."""
        document = {
            "_index": self._index,
            "doc": {"terms": " ".join(terms)},
            "fields": ["terms"],
            "term_statistics": True,
            **dict.fromkeys(("field_statistics", "positions", "offsets", "payloads"), False),
        }
        documents = [{**document, "routing": routing} for routing in self._routings]
        vectors = self._cluster.request("POST", "/_mtermvectors", {"docs": documents})["docs"]
        shards = [shard["term_vectors"].get("terms", {"terms": {}})["terms"] for shard in vectors]
        return [sum(shard.get(term, {}).get("doc_freq", 0) for shard in shards) for term in terms]

    def _counted(self, queries: Sequence[Body]) -> list[int]:
        """How many documents each of some queries finds, in one request."""
        head = json.dumps({"index": self._index, "allow_partial_search_results": False})
        searches = (json.dumps({"size": 0, "track_total_hits": True, "query": query}) for query in queries)
        lines = "".join(f"{head}\n{search}\n" for search in searches)
        answers = self._cluster.request("POST", "/_msearch", lines)["responses"]
        return [answer["hits"]["total"]["value"] for answer in answers]

    def _matrix(self, terms: Sequence[str], rare: Collection[str], pairs: Sequence[Pair]) -> dict[Pair, int]:
        """How many documents have both terms of each pair.

        Args:
            terms: All of them.
            rare: Those of which each pair has one: only their documents are looked at.
            pairs: What is wanted.
        """
        numbers = {term: str(number) for number, term in enumerate(terms)}
        matrix = {"adjacency_matrix": {"filters": {numbers[term]: _is(term) for term in terms}}}
        body = {
            "size": 0,
            "track_total_hits": False,
            "query": {"constant_score": {"filter": {"bool": {"should": [_is(term) for term in sorted(rare)]}}}},
            "aggs": {"together": matrix},
        }
        buckets = self._cluster.search(self._index, body)["aggregations"]["together"]["buckets"]
        counts = {frozenset(bucket["key"].split("&")): bucket["doc_count"] for bucket in buckets}
        return {pair: counts.get(frozenset(numbers[term] for term in pair), 0) for pair in pairs}


def _is(term: str) -> Body:
    """A query for the documents that have a term."""
    return {"term": {"terms": term}}


def _all_of(terms: Collection[str]) -> Body:
    """A query for the documents that have each of some terms."""
    return {"bool": {"filter": [_is(term) for term in terms]}}
