"""What is asked of a cluster: documents are written, found, read in order; indexes made, described, swapped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import quote

from retrieval.engines.cluster.bulk import Action, send
from retrieval.engines.cluster.connection import READ_SECONDS, WRITE_SECONDS, Body, Connection
from retrieval.engines.cluster.faults import NOT_SEEN, NotThere
from retrieval.errors import ClusterError

_POINT_IN_TIME = "2m"
_EXISTS = "resource_already_exists_exception"


class Stored(NamedTuple):
    """A document as it was read, and what it takes to change it only if nobody else has since: see `Cluster.put`."""

    source: dict[str, Any]
    seq_no: int
    primary_term: int


class Cluster(Connection):
    """What is asked of a cluster. Many threads may ask at once.

    Each method tries other nodes, waits out what passes, and raises `ClusterError` for what stays, one sentence. An
    answer in which shards failed or whose time ran out is asked for again, and never given.
    """

    def search(self, index: str, body: Body, *, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a search finds, as OpenSearch writes it.

        Args:
            index: The name of an index or alias.
            body: `query`, `size` and so on.
            params: Such as `search_type`, or a `filter_path`, which must leave in `timed_out` and `_shards`.

        Raises:
            NotThere: There is no such index.
        """
        everything = {"allow_partial_search_results": "false", **(params or {})}
        return self.request("POST", f"/{index}/_search", body, params=everything)

    def count(self, index: str) -> int:
        """How many documents an index or alias had at its last refresh; raises `NotThere` without it."""
        return int(self.request("POST", f"/{index}/_count")["count"])

    def scan(
        self, index: str, query: Body, order: Sequence[str], *, fields: Sequence[str] | None = None, page: int = 500
    ) -> Iterator[dict[str, Any]]:
        """The `_source` of every document that a query finds, as they were when it began.

        When a node dies meanwhile, the rest is read as it is from then on.

        Args:
            index: The name of an index or alias.
            query: Which documents.
            order: Fields with doc values, by which they come; together they are different for each document.
            fields: What of each `_source`; all of it without.
            page: How many are asked for at a time; together they must fit into memory.

        Raises:
            NotThere: There is no such index.
        """
        body: dict[str, Any] = {"query": query, "size": page, "sort": [{field: "asc"} for field in order]}
        body |= {"track_total_hits": False, "_source": True if fields is None else list(fields)}
        moment = self._moment(index)
        try:
            while True:
                body["pit"] = {"id": moment, "keep_alive": _POINT_IN_TIME}
                try:
                    hits = self.request("POST", "/_search", body)["hits"]["hits"]
                except NotThere:  # The node that held this point in time is gone.
                    moment = self._moment(index)
                    continue
                yield from (hit["_source"] for hit in hits)
                if len(hits) < page:
                    return
                body["search_after"] = hits[-1]["sort"]
        finally:
            with suppress(ClusterError):
                self.request("DELETE", "/_search/point_in_time", {"pit_id": [moment]})

    def get(self, index: str, identity: str) -> Stored | None:
        """A document as it was written last, refreshed or not; None where it, or its index, isn't there."""
        try:
            document = self.request("GET", f"/{index}/_doc/{quote(identity, safe='')}")
        except NotThere:
            return None
        return Stored(document["_source"], document["_seq_no"], document["_primary_term"])

    def put(
        self, index: str, identity: str, source: Body, *, over: Stored | None, seconds: float = WRITE_SECONDS
    ) -> Stored:
        """Writes a document if it still is as it was read; gives what is there then.

        Where it was written but the answer got lost, it is sent again and a conflict: who must know reads it again.

        Args:
            index: Its index, which is there (`ensure_index`).
            identity: Its id.
            source: What it is to be.
            over: What was read of it; None: it must not be there yet.
            seconds: Within which a node is to answer.

        Raises:
            Conflict: It is there already, or not as it was read.
        """
        if over is None:
            params = {"op_type": "create"}
        else:
            params = {"if_seq_no": str(over.seq_no), "if_primary_term": str(over.primary_term)}
        path = f"/{index}/_doc/{quote(identity, safe='')}"
        response = self.request("PUT", path, source, params=params, seconds=seconds)
        return Stored(dict(source), response["_seq_no"], response["_primary_term"])

    def bulk(self, actions: Iterable[Action], *, epoch: int | None = None) -> int:
        """Writes and takes out documents, in any order; the same twice does no harm. Gives how many they were.

        They are streamed in requests of limited size, several at a time; what the cluster refuses for now (429, 503) is
        sent again. It is durable when this returns, and searches see it after `refresh`.

        Args:
            actions: No document twice; their indexes are there (`ensure_index`).
            epoch: That of the lease under which they are written; all writes to an index have one, or none has. What is
                written comes in only by the way that `lease.Fence` has opened for it.

        Raises:
            LeaseLost: A document was written under a later lease, or the index is open to another one.
            ClusterError: Any other fault; a part may have been written.
        """
        return send(self, actions, epoch)

    def refresh(self, *indexes: str) -> None:
        """Has searches see what was written to indexes or aliases, whichever copy is asked.

        A copy that can't be reached is passed over without a word, and stays as it was: then all is done again.
        """
        names, patience = ",".join(indexes), self.patience(WRITE_SECONDS)
        while True:
            shards = self.request("POST", f"/{names}/_refresh", seconds=WRITE_SECONDS).get("_shards", {})
            copies = shards.get("successful", 0)
            # One that comes later sees all; there may be fewer than there should be.
            if copies >= shards.get("total", 0) or copies >= self._copies(names):
                return
            if not patience.waits_for(NOT_SEEN):
                raise self.error(NOT_SEEN)

    def _copies(self, names: str) -> int:
        """How many copies of the shards of indexes are asked now; one that is being made sees all when it is made."""
        shards = self.request("GET", f"/{names}/_search_shards")["shards"]
        return sum(copy["state"] != "INITIALIZING" for copies in shards for copy in copies)

    def ensure_index(self, index: str, body: Body) -> bool:
        """Makes an index unless it is there; gives whether it was made.

        Args:
            index: Its name.
            body: Settings and mappings, as `mapping` has them.
        """
        if self.meta(index) is not None:
            return False
        try:
            # Where too few nodes are up for all copies, it is made nevertheless.
            self.request("PUT", f"/{index}", body, seconds=WRITE_SECONDS)
        except ClusterError as error:
            if _EXISTS in str(error):
                return False
            raise
        return True

    def delete_index(self, index: str) -> None:
        """Deletes an index, if it is there."""
        with suppress(NotThere):
            self.request("DELETE", f"/{index}", seconds=WRITE_SECONDS)

    def meta(self, index: str) -> dict[str, Any] | None:
        """What is noted in `_meta` of an index, or of the one behind an alias; None if there is no such index."""
        try:
            described = self.request("GET", f"/{index}/_mapping", seconds=READ_SECONDS)
        except NotThere:
            return None
        return next((dict(index_mapping["mappings"].get("_meta") or {}) for index_mapping in described.values()), None)

    def _moment(self, index: str) -> str:
        """A point in time of an index: what it holds now stays readable for a while."""
        path = f"/{index}/_search/point_in_time"
        return str(self.request("POST", path, params={"keep_alive": _POINT_IN_TIME})["pit_id"])

    def target(self, alias: str) -> str | None:
        """The index behind an alias; None if there is no such alias."""
        try:
            indexes = self.request("GET", f"/_alias/{alias}")
        except NotThere:
            return None
        return next(iter(indexes), None)

    def indexes(self, pattern: str) -> list[str]:
        """The names of all indexes that fit a pattern with `*`."""
        settings = self.request("GET", f"/{pattern}", params={"filter_path": "*.settings.index.uuid"})
        return sorted(settings)

    def swap(self, behind: Mapping[str, str]) -> None:
        """Puts an index behind each of some aliases in place of the one there, all in one step.

        Args:
            behind: The index of each alias.
        """
        actions: list[Body] = []
        for alias, index in behind.items():
            before = self.target(alias)
            if before not in (None, index):
                actions.append({"remove": {"index": before, "alias": alias}})
            actions.append({"add": {"index": index, "alias": alias}})
        self.request("POST", "/_aliases", {"actions": actions}, seconds=WRITE_SECONDS)
