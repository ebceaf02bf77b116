"""A cluster in memory that does the little that replication asks of one, and an engine beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from retrieval.engines.base import Document
from retrieval.engines.cluster.address import Address
from retrieval.engines.cluster.bulk import Action
from retrieval.engines.cluster.faults import Conflict, LeaseLost
from retrieval.engines.cluster.mapping import Provenance
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import ClusterError
from retrieval.sharing.cluster_site import Build, Site


class Read(NamedTuple):
    """A document as it was read."""

    source: Mapping[str, Any]
    version: int


FOR_EVER = 1_000_000
"""More writes than a test makes."""


class Killed(BaseException):
    """The writer is killed here."""


class ClusterInMemory:
    """Documents by index and id; searches see what was there at the last refresh, `get` what is there now.

    After `lives` writes the writer is killed: in the middle of a request, when that holds several documents. What was
    taken out is forgotten at once: nothing tells that it was there.
    """

    def __init__(self) -> None:
        self._there: dict[str, dict[str, Read]] = {}
        self._seen: dict[str, dict[str, Read]] = {}
        self.aliases: dict[str, str] = {}
        self.metas: dict[str, Mapping[str, Any]] = {}
        self.shards: dict[str, int] = {}
        self.passages: dict[str, dict[int, Document]] = {}
        self.indexed = 0
        self.states: dict[str, Any] = {}
        self.open_to: dict[str, int] = {}
        self._epochs: dict[tuple[str, str], int] = {}
        self._versions = 0
        self.lives = FOR_EVER
        self.meanwhile: Callable[[], bool] | None = None
        self.scanned, self.most_scanned = 0, FOR_EVER

    def get(self, index: str, identity: str) -> Read | None:
        return self._there.get(self.aliases.get(index, index), {}).get(identity)

    def put(self, index: str, identity: str, source: Mapping[str, Any], *, over: Read | None) -> Read:
        self.survive()
        if self.get(index, identity) != over:
            raise Conflict("The cluster has a newer version of what was to be written; try again.")
        return self._write(index, identity, source)

    def bulk(self, actions: Iterable[Action], *, epoch: int | None = None) -> int:
        before = self._versions
        for action in actions:
            self.survive()
            self.admit(action.into, action.id, epoch, taken_out=action.source is None)
            if action.source is None:
                self._there.get(action.into, {}).pop(action.id, None)
            else:
                assert len(action.id.encode()) <= 512
                self._write(action.into, action.id, action.source)
        return self._versions - before

    def admit(self, index: str, identity: str, epoch: int | None, *, taken_out: bool) -> None:
        """Refuses what is written under an epoch to which an index isn't open, or that of a later document."""
        if epoch is None:
            return
        refused = epoch < self._epochs.get((index, identity), 0)
        if refused or (not taken_out and epoch != self.open_to.get(index)):
            raise LeaseLost("The cluster now lets another program write this archive.")
        if taken_out:
            self._epochs.pop((index, identity), None)
        else:
            self._epochs[index, identity] = epoch

    def scan(
        self, index: str, query: Mapping[str, Any], order: Sequence[str], *, fields: Sequence[str] | None = None
    ) -> Iterator[dict[str, Any]]:
        conditions = query["bool"]["filter"]
        found = [
            read.source
            for read in self._seen.get(index, {}).values()
            if all(_fits(read.source, each) for each in conditions)
        ]
        for source in sorted(found, key=lambda source: [source[field] for field in order]):
            self.scanned += 1
            if self.scanned > self.most_scanned:
                raise Killed
            yield {name: value for name, value in source.items() if fields is None or name in fields}

    def refresh(self, *indexes: str) -> None:
        for index in indexes:
            self._seen[index] = dict(self._there.get(index, {}))

    def target(self, alias: str) -> str | None:
        return self.aliases.get(alias)

    def swap(self, behind: Mapping[str, str]) -> None:
        self.survive()
        self.aliases.update(behind)

    def indexes(self, pattern: str) -> list[str]:
        return [index for index in self._there if index.startswith(pattern.removesuffix("*"))]

    def ensure_index(self, index: str, body: Mapping[str, Any]) -> bool:
        self.survive()
        self.metas.setdefault(index, body["mappings"]["_meta"])
        self.shards.setdefault(index, body["settings"]["number_of_shards"])
        return self._there.setdefault(index, {}) == {}

    def delete_index(self, index: str) -> None:
        for each in (self._there, self._seen, self.passages, self.states):
            each.pop(index, None)
        self.aliases = {alias: behind for alias, behind in self.aliases.items() if behind != index}

    def meta(self, index: str) -> Mapping[str, Any] | None:
        return self.metas.get(index)

    def survive(self) -> None:
        """Ends the writer when it has written enough; what is to happen meanwhile happens before each write."""
        self.lives -= 1
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None and not meanwhile():
            self.meanwhile = meanwhile
        if self.lives < 0:
            raise Killed

    def _write(self, index: str, identity: str, source: Mapping[str, Any]) -> Read:
        self._versions += 1
        read = Read(dict(source), self._versions)
        self._there.setdefault(index, {})[identity] = read
        return read


def _fits(source: Mapping[str, Any], condition: Mapping[str, Any]) -> bool:
    """Whether a document meets a condition of a query, of those kinds that are asked."""
    ((kind, of),) = condition.items()
    ((field, wanted),) = of.items()
    if kind == "terms":
        return source[field] in wanted
    assert kind == "range"
    return all({"gt": source[field] > bound, "lt": source[field] < bound}[how] for how, bound in wanted.items())


class PassagesInMemory(MemoryEngine):
    """An engine as one program has it, which can be interrupted like the cluster that it is on."""

    def __init__(self, cluster: ClusterInMemory, index: str) -> None:
        self.epoch: int | None = None
        self._cluster, self._index = cluster, index
        self._documents = cluster.passages.setdefault(index, {})

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        documents: list[Document] = []
        keys: list[int] = []

        def update() -> None:
            super(PassagesInMemory, self).update(documents, keys)
            documents.clear()
            keys.clear()

        try:
            for document in added:
                if self._cluster.meanwhile:
                    update()
                self._cluster.survive()
                self._cluster.admit(self._index, str(document.key), self.epoch, taken_out=False)
                self._cluster.indexed += 1
                documents.append(document)
            for key in removed:
                if self._cluster.meanwhile:
                    update()
                self._cluster.survive()
                self._cluster.admit(self._index, str(key), self.epoch, taken_out=True)
                keys.append(key)
        finally:
            update()

    @property
    def _state(self) -> Any:
        return self._cluster.states.get(self._index, ([], None))

    @_state.setter
    def _state(self, state: Any) -> None:
        self._cluster.states[self._index] = state

    def keys(self) -> list[int]:
        return sorted(self._documents)

    def documents(self) -> list[Document]:
        """All that there is, in order."""
        return [self._documents[key] for key in self.keys()]

    def close(self) -> None:
        """Others use what it holds, too."""

    def reload(self) -> None:
        """What it holds is there for all at once."""


class LeaseInMemory:
    """The right to write, which is lost with whoever is killed."""

    def __init__(self) -> None:
        self.epoch = 0
        self.held_by = self.holder = ""
        self.asked = 0

    def renew(self) -> None:
        """It does not run out here."""

    def verify(self) -> None:
        """It is not known here who slept."""

    @contextmanager
    def held(self, *, wait: bool, ended: str = "") -> Iterator[bool]:
        assert not wait
        self.asked += 1
        if self.held_by not in ("", ended):
            yield False
            return
        self.epoch += 1
        self.held_by = self.holder = f"writer {self.epoch}"
        try:
            yield True
        finally:
            self.held_by = ""


class FenceInMemory:
    """What lets one program write, and refuses those before it."""

    def __init__(self, cluster: ClusterInMemory, indexes: Sequence[str], epoch: int) -> None:
        self.epoch = epoch
        self._cluster, self._indexes = cluster, indexes
        self._before: list[int | None] = []

    def look(self) -> None:
        self._before = self._open_to

    def move(self) -> None:
        self._cluster.survive()
        if self._open_to != self._before:
            raise LeaseLost("The cluster now lets another program write this archive.")
        self._cluster.open_to |= dict.fromkeys(self._indexes, self.epoch)

    @property
    def _open_to(self) -> list[int | None]:
        return [self._cluster.open_to.get(index) for index in self._indexes]


class Away:
    """In the place of a cluster that can't be reached."""

    why = "The cluster at http://localhost:9200/news can't be reached (Connection refused)"

    def __getattr__(self, name: str) -> Any:
        raise ClusterError(f"{self.why}; check that it is running, and its address.")


class SiteInMemory(Site):
    """A place on a cluster in memory, for all machines that are given it."""

    lease: LeaseInMemory  # type: ignore[assignment]

    def __init__(self, other: "SiteInMemory | None" = None, version: str = "1") -> None:
        super().__init__(Address.parsed("http://localhost:9200/news"), Provenance("analyzer", version))
        self.cluster = other.cluster if other else ClusterInMemory()
        self.lease = other.lease if other else LeaseInMemory()

    @contextmanager
    def away(self) -> Iterator[None]:
        """The cluster can't be reached from here meanwhile."""
        there = self.cluster, self.lease
        self.cluster = self.lease = Away()  # type: ignore[assignment]
        try:
            yield
        finally:
            self.cluster, self.lease = there

    def engine(self, build: Build) -> PassagesInMemory:
        return PassagesInMemory(self.cluster, build.passages)

    def fence(self, build: Build, epoch: int) -> FenceInMemory:  # type: ignore[override]
        return FenceInMemory(self.cluster, (build.passages, build.log.index), epoch)
