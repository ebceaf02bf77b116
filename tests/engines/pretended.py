"""An OpenSearch in memory that does what the engine asks of one: its scores are near the formula's, as Lucene's are."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from retrieval.engines.base import idf, tf_component
from retrieval.engines.cluster.address import Access, Address
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.connection import Body
from retrieval.engines.cluster.faults import NotThere

Source = dict[str, Any]


class Index:
    """Documents by their ids, and how often deleted ones still have each term."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.documents: dict[str, Source] = {}
        self.deleted: list[Source] = []
        self.shards = int(body["settings"]["number_of_shards"])

    def delete(self, identity: str) -> None:
        if identity in self.documents:
            self.deleted.append(self.documents.pop(identity))


class PretendedCluster(Cluster):
    """A cluster in memory. `asked` are the paths of all requests."""

    def __init__(self) -> None:
        super().__init__(Address.parsed("http://localhost:9200/news"), Access())
        self.there: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.asked: list[str] = []

    def request(
        self, method: str, path: str, body: Body | str | None = None, *, params: Any = None, seconds: float = 0
    ) -> dict[str, Any]:
        self.asked.append(path)
        first, _, action = path.strip("/").partition("/")
        if first.startswith("_"):
            return self._of_all(first, body)
        if method == "PUT" and not action:
            assert isinstance(body, Mapping)
            self.there[first] = Index(body)
            return {}
        index = self._index(first)
        if method == "DELETE":
            del self.there[first]
            return {}
        assert not isinstance(body, str)
        what: Callable[[Index, Body], dict[str, Any]] = {
            "": self._described,
            "_search": _searched,
            "_refresh": lambda *_: {},
            "_mapping": self._described,
            "_stats/docs": lambda index, _: {"_all": {"total": {"docs": {"deleted": len(index.deleted)}}}},
            "_search_shards": lambda index, _: {"shards": [[{"shard": int(params["routing"]) % index.shards}]]},
        }[action]
        return what(index, body or {})

    def _index(self, name: str) -> Index:
        found = self.there.get(self.aliases.get(name, name))
        if found is None:
            raise NotThere(f"There is no index {name}.")
        return found

    def _described(self, index: Index, _: Body) -> dict[str, Any]:
        name = next(name for name, other in self.there.items() if other is index)
        return {name: {"mappings": index.body["mappings"], "settings": {"index": index.body["settings"]}}}

    def _of_all(self, action: str, body: Body | str | None) -> dict[str, Any]:
        if action == "_bulk":
            assert isinstance(body, str)
            return self._written(list(map(json.loads, body.splitlines())))
        if action == "_msearch":
            assert isinstance(body, str)
            lines = list(map(json.loads, body.splitlines()))
            answers = [_searched(self._index(lines[at]["index"]), lines[at + 1]) for at in range(0, len(lines), 2)]
            return {"responses": answers}
        assert action == "_mtermvectors"
        assert isinstance(body, Mapping)
        return {"docs": [self._vectors(document) for document in body["docs"]]}

    def _written(self, lines: Sequence[Source]) -> dict[str, Any]:
        at = 0
        while at < len(lines):
            ((kind, what),) = lines[at].items()
            index = self._index(what["_index"])
            index.delete(what["_id"])
            at += 1
            if kind == "index":
                fields = index.body["mappings"]["properties"]
                assert lines[at].keys() <= fields.keys()
                index.documents[what["_id"]] = lines[at]
                at += 1
        return {"errors": False}

    def _vectors(self, asked: Source) -> dict[str, Any]:
        index = self._index(asked["_index"])
        shard = int(asked["routing"]) % index.shards
        stored = [
            source for source in (*index.documents.values(), *index.deleted) if source["key"] % index.shards == shard
        ]
        terms = asked["doc"]["terms"].split()
        counts = {term: sum(term in source["terms"].split() for source in stored) for term in terms}
        return {"term_vectors": {"terms": {"terms": {t: {"doc_freq": n} if n else {} for t, n in counts.items()}}}}


def _searched(index: Index, body: Body) -> dict[str, Any]:
    """What a search finds; without a query, or with one of those that the engine sends."""
    found = [source for source in index.documents.values() if _fits(source, body.get("query", {"match_all": {}}))]
    answer: dict[str, Any] = {"hits": {"total": {"value": len(found)}}, "aggregations": {}}
    if not body.get("track_total_hits", True):
        del answer["hits"]["total"]
    for name, aggregation in body.get("aggs", {}).items():
        answer["aggregations"][name] = _aggregated(aggregation, found)
    if body["size"]:
        assert body["sort"] == ["key"] or "total" not in answer["hits"], "to count all hits, too, takes longer"
        scores = _scores(index, found, body["query"])
        places = [(-score, source["length"], source["key"]) for score, source in zip(scores, found, strict=True)]
        sorts = [[-score, length, key] for score, length, key in sorted(places)]
        if body["sort"] == ["key"]:
            after = body.get("search_after", [-1])[0]
            sorts = [[key] for key in sorted(key for *_, key in places) if key > after]
        answer["hits"]["hits"] = [{"sort": sort} for sort in sorts[: body["size"]]]
    return answer


def _aggregated(aggregation: Body, found: Sequence[Source]) -> dict[str, Any]:
    ((kind, how),) = aggregation.items()
    if kind == "sum":
        return {"value": float(sum(source[how["field"]] for source in found))}
    assert kind == "adjacency_matrix"
    assert len(how["filters"]) <= 100
    sets = {name: {source["key"] for source in found if _fits(source, query)} for name, query in how["filters"].items()}
    counts = {
        one if one == other else f"{one}&{other}": len(sets[one] & sets[other])
        for one, other in combinations_with_replacement(sorted(sets), 2)
    }
    return {"buckets": [{"key": key, "doc_count": count} for key, count in counts.items() if count]}


def _fits(source: Source, query: Body) -> bool:
    """Whether a query finds a document."""
    ((kind, how),) = query.items()
    if kind == "match_all":
        return True
    if kind == "constant_score":
        return _fits(source, how["filter"])
    if kind == "bool":
        clauses = how.get("should", ())
        assert len(clauses) <= 1_024
        wanted = all(_fits(source, each) for each in how.get("filter", ()))
        return wanted and (not clauses or any(_fits(source, each) for each in clauses))
    ((field, of),) = how.items()
    if kind == "range":
        value = source.get(field)
        return value is not None and of.get("gte", value) <= value <= of.get("lte", value)
    if kind == "terms":
        return source.get(field) in of
    assert (kind, field) == ("term", "terms")
    return (of["value"] if isinstance(of, Mapping) else of) in source["terms"].split()


def _weights(query: Body) -> Iterator[tuple[str, float]]:
    """The terms of a query that scores, and their boosts."""
    for clause in query.get("bool", {}).get("should", ()):
        term = clause["term"]["terms"]
        yield term["value"], term["boost"]


def _scores(index: Index, found: Sequence[Source], query: Body) -> Sequence[float]:
    """Scores as Lucene has them: of lengths with four significant bits, and of all documents, deleted ones included."""
    stored = [*index.documents.values(), *index.deleted]
    average = sum(source["length"] for source in stored) / max(len(stored), 1)
    scores = np.zeros(len(found))
    for term, boost in _weights(query):
        rarity = idf(len(stored), sum(term in source["terms"].split() for source in stored))
        counts = np.array([source["terms"].split().count(term) for source in found])
        scores += boost * rarity * tf_component(counts, np.array([_rounded(s["length"]) for s in found]), average) / 2.2
    return scores.tolist()


def _rounded(length: int) -> int:
    """A length with four significant bits."""
    shift = max(length.bit_length() - 4, 0)
    return length >> shift << shift
