"""A catalog published on a cluster, row by row, and pulled from there: only finished generations are ever applied.

Rows are documents that never change: what is published again gets a document of its own, under the number of its
generation, and the previous one is deleted afterwards. One document, the summary, says which generations are finished.
It is changed only by who has read it as it is: so whoever slept while somebody else wrote finishes nothing, and what it
has left behind counts for nobody. What it still sends is refused: see `engines.cluster.lease.Fence`.
"""

import json
import uuid
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Protocol, Self

from retrieval.engines.cluster.bulk import Action
from retrieval.records import digest
from retrieval.sharing.replica import Base

ARTICLE, FILE, WORDS, NOTES = "article", "file", "words", "notes"
GONE = {kind: f"{kind} gone" for kind in (ARTICLE, FILE)}
"""The kinds of documents that say that something of a kind is gone."""

SUMMARY = "summary"
_EPOCH = 2**24
"""A generation is the epoch of the lease under which it was written times this, and counts on from there."""

_LOOKED_UP = 1_000  # Of the 65,536 that a query may name.
_LONGEST_NAME = 100  # Of an id in a document's name, for which OpenSearch allows 512 bytes.


class Summary(NamedTuple):
    """What is published of an archive as a whole.

    Attributes:
        lineage: Which line of generations this is; a rebuild begins another one.
        generation: The last one that is finished; 0: none.
        finished: The last finished generation of each epoch in which there was any.
        writer: The epoch of who has begun to publish something and not ended; 0: nobody.
        sequences: The highest keys ever given to articles and passages.
        articles: How many there are.
        passages: How many there are.
        is_complete: Whether every file was read at least once.
        names: What fields are called in records besides their usual names.
        began: When the first generation was finished, in seconds since 1970.
    """

    lineage: str
    generation: int
    finished: Mapping[str, int]
    writer: int
    sequences: Mapping[str, int]
    articles: int
    passages: int
    is_complete: bool
    names: Sequence[Sequence[str]]
    began: float = 0.0

    @classmethod
    def new(cls) -> Self:
        """That of an archive of which nothing is published yet."""
        return cls(uuid.uuid4().hex, 0, {}, 0, {}, 0, 0, False, ())  # noqa: FBT003

    @property
    def base(self) -> Base:
        """What a catalog that has taken in all of it is in step with."""
        return Base(self.lineage, self.generation)

    def has(self, generation: int) -> bool:
        """Whether a generation is finished: what is of another one was never published to its end."""
        return generation <= self.finished.get(str(generation // _EPOCH), 0)

    def with_finished(self, generation: int) -> Self:
        """The same with a generation that is finished."""
        finished = {**self.finished, str(generation // _EPOCH): generation}
        return self._replace(generation=generation, finished=finished)

    def next_generation(self, epoch: int) -> int:
        """The number of what is published next under a lease with an epoch."""
        return max(self.finished.get(str(epoch), 0), epoch * _EPOCH) + 1


class ClusterRow(NamedTuple):
    """An article, a file, words or the notes as published: its kind, which one it is, in which generation, and what.

    `packed` is None if there is no such article or file any more.
    """

    kind: str
    id: str
    generation: int
    packed: bytes | None


class Documents(Protocol):
    """What is asked of a cluster here; `engines.cluster.client.Cluster` does it."""

    def get(self, index: str, identity: str) -> Any:
        """A document as it was written last; None without it."""

    def put(self, index: str, identity: str, source: Mapping[str, Any], *, over: Any) -> Any:
        """Writes a document if it is still as it was read; raises `ClusterError` if it isn't.

        Args:
            index: The index.
            identity: The document's id.
            source: The document.
            over: What was read; None: nothing was there.
        """

    def bulk(self, actions: Iterable[Action], *, epoch: int | None = None) -> int:
        """Writes and takes out documents, under the lease of an epoch."""

    def scan(
        self, index: str, query: Mapping[str, Any], order: Sequence[str], *, fields: Sequence[str] | None
    ) -> Iterator[dict[str, Any]]:
        """All documents that a query finds, as they were when it began.

        Args:
            index: The index.
            query: The query.
            order: The fields by which they are sorted.
            fields: Those that are given; None: all.
        """

    def refresh(self, *indexes: str) -> None:
        """Makes what was written visible to searches."""


class ReplicationLog:
    """The rows of one line of generations, and the summary of them, in an index of a cluster."""

    def __init__(self, cluster: Documents, index: str) -> None:
        """Reads nothing yet.

        Args:
            cluster: The connection.
            index: The index, which is there.
        """
        self._cluster, self.index = cluster, index
        self._stored: Any = None
        self.epoch: int | None = None
        """Of the lease under which is written."""
        self.summary: Summary | None = None
        """As it was read last; None if there is none."""

    def read_summary(self) -> Summary | None:
        """The summary as it is now; None without one."""
        self._stored = self._cluster.get(self.index, SUMMARY)
        self.summary = None if self._stored is None else Summary(*json.loads(_bytes(self._stored.source)))
        return self.summary

    def read_any_summary(self) -> Summary | None:
        """The summary also of another version, where it can be read; None if not."""
        with suppress(ValueError, TypeError, KeyError):
            return self.read_summary()
        return None

    def write_summary(self, summary: Summary) -> None:
        """Changes the summary; raises `Conflict` if it isn't as it was read last."""
        source = {"kind": SUMMARY, "id": SUMMARY, "generation": summary.generation}
        source |= {"packed": _written(json.dumps(summary).encode())}
        self._stored, self.summary = self._cluster.put(self.index, SUMMARY, source, over=self._stored), summary

    def write(self, rows: Iterable[ClusterRow]) -> int:
        """Adds rows; returns how many there were. Others find them after `refresh`."""
        return int(self._cluster.bulk((Action(self.index, _name(row), _source(row)) for row in rows), epoch=self.epoch))

    def refresh(self) -> None:
        """Makes what was written visible to others."""
        self._cluster.refresh(self.index)

    def rows(self, kinds: Sequence[str], after: int) -> Iterator[ClusterRow]:
        """Finished rows of some kinds and of later generations than one, as they came."""
        for row in self._rows_that([_among("kind", kinds), {"range": {"generation": {"gt": after}}}], None):
            if self.summary is not None and self.summary.has(row.generation):
                yield row

    def delete(self, rows: Iterable[ClusterRow]) -> None:
        """Deletes rows, of which `packed` doesn't matter."""
        self._cluster.bulk((Action(self.index, _name(row)) for row in rows), epoch=self.epoch)

    def rows_before(self, generation: int, kind: str, identities: Sequence[str]) -> Iterator[ClusterRow]:
        """What was published of some articles or files before a generation, without what that was.

        Args:
            generation: The generation.
            kind: Whether they are articles or files.
            identities: Which of them.
        """
        kinds = [kind, *filter(None, [GONE.get(kind)])]
        for start in range(0, len(identities), _LOOKED_UP):
            some = identities[start : start + _LOOKED_UP]
            earlier = {"range": {"generation": {"lt": generation}}}
            yield from self._rows_that([_among("kind", kinds), _among("id", some), earlier], _HEAD)

    def all_rows(self) -> Iterator[ClusterRow]:
        """All rows, finished or not, without what they hold, as they came."""
        yield from self._rows_that([_among("kind", [ARTICLE, FILE, WORDS, NOTES, *GONE.values()])], _HEAD)

    def _rows_that(self, conditions: Sequence[Mapping[str, Any]], fields: Sequence[str] | None) -> Iterator[ClusterRow]:
        query = {"bool": {"filter": list(conditions)}}
        for source in self._cluster.scan(self.index, query, ["generation", "kind", "id"], fields=fields):
            packed = source.get("packed")
            yield ClusterRow(
                source["kind"], source["id"], source["generation"], None if packed is None else b64decode(packed)
            )


_HEAD = ("kind", "id", "generation")


def _among(field: str, values: Sequence[str]) -> dict[str, Any]:
    return {"terms": {field: list(values)}}


def _name(row: ClusterRow) -> str:
    """The name of a row's document, at most 512 bytes: no other one has it, so that it never changes."""
    return f"{row.kind}.{digest(row.id) if len(row.id) > _LONGEST_NAME else row.id}.{row.generation}"


def _source(row: ClusterRow) -> dict[str, Any]:
    head = {"kind": row.kind, "id": row.id, "generation": row.generation}
    return head if row.packed is None else head | {"packed": _written(row.packed)}


def _written(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _bytes(source: Mapping[str, Any]) -> bytes:
    return b64decode(source["packed"])
