"""Where an archive is on a cluster: its builds, who writes it, and what is published and searched."""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from retrieval.engines.base import Engine
from retrieval.engines.cluster import connected
from retrieval.engines.cluster.address import Access, Address
from retrieval.engines.cluster.bulk import way_into
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.lease import Fence, Lease
from retrieval.engines.cluster.mapping import Names, Provenance, articles_body, passages_body, shards_for
from retrieval.errors import ClusterError, IndexOutOfDate
from retrieval.sharing.replication import ReplicationLog, Summary


class Build(NamedTuple):
    """One indexing of an archive: what is published of it, and the index in which its passages are searched."""

    log: ReplicationLog
    passages: str


class SharedEngine(Engine, Protocol):
    """An engine that others fill, too."""

    epoch: int | None
    """Of the lease under which is written."""

    def keys(self) -> Iterable[int]:
        """The keys of all passages that there are."""

    def reload(self) -> None:
        """Takes up what others have written since."""


class Site:
    """An archive's place on a cluster; the connection is made when it is first needed."""

    def __init__(self, address: Address, provenance: Provenance) -> None:
        """Connects to nothing yet.

        Args:
            address: Of the archive.
            provenance: By what its indexes must be made.
        """
        self.address, self._provenance = address, provenance
        self.names = Names.of(address.name)

    @cached_property
    def cluster(self) -> Any:
        """The connection; raises `ClusterError` if there is none, `UsageError` where opensearch-py is not there."""
        return connected(self.address, Access.from_env(os.environ))

    def folder(self, corpus: Path, state: Path) -> Path:  # noqa: ARG002 # it may be elsewhere on each machine
        """Where the catalog of the archive is kept in a state: under the same name on each machine."""
        return state / f"cluster-{self.address.name}"

    def summary(self) -> Summary | None:
        """The summary of the archive, from the build in use; None before there is one."""
        return ReplicationLog(self.cluster, self.names.articles).read_summary()

    def has_all(self) -> bool:
        """Whether there is a build in use for which every file was read."""
        summary = self.summary()
        return summary is not None and summary.is_complete

    @cached_property
    def lease(self) -> Lease:
        """The right to write to the archive."""
        return Lease(self.cluster, self.names.lease)

    def build(self, *, verified: bool = True) -> Build | None:
        """The build that is in use; None before there is one.

        Args:
            verified: Whether it must have been made by this version.

        Raises:
            ClusterError: It was not.
        """
        index = self.cluster.target(self.names.articles)
        if index is None:
            return None
        if not verified:
            return self._build(index)
        try:
            self._provenance.verify(self.cluster.meta(index) or {}, self.address)
        except IndexOutOfDate as error:
            # What is kept on this machine is as it should be.
            raise ClusterError(str(error)) from error
        return self._build(index)

    def create_build(self, passages: int) -> Build:
        """Another build, empty, which nobody uses before `activate`; for about that many passages."""
        behind = self.names.numbered(self.names.next_number(self.cluster))
        bodies = passages_body(self._provenance, shards_for(passages)), articles_body(self._provenance)
        for index, body in zip(behind.values(), bodies, strict=True):
            self.cluster.ensure_index(index, body | {"aliases": {way_into(index, 0): {}}})
        return self._build(behind[self.names.articles])

    def fence(self, build: Build, epoch: int) -> Fence:
        """What lets this program write to a build, under the lease of an epoch."""
        return Fence(self.cluster, (build.passages, build.log.index), epoch)

    def engine(self, build: Build) -> SharedEngine:
        """What searches the passages of a build."""
        return ClusterEngine(self.cluster, build.passages, self._provenance)

    def activate(self, build: Build) -> None:
        """Makes everybody use a build from now on; raises `LeaseLost` if another program may write by now."""
        self.lease.renew()  # The cluster is asked, not the clock: a rebuild takes long, and it may have been slow.
        self.lease.verify()
        self.cluster.swap({self.names.passages: build.passages, self.names.articles: build.log.index})

    def delete_before(self, build: Build) -> None:
        """Deletes the builds before one, whether they were finished or not."""
        number = self._number(build.log.index)
        for other in self.names.numbers(self.cluster):
            if other < number:
                for index in self.names.numbered(other).values():
                    self.cluster.delete_index(index)

    def _build(self, index: str) -> Build:
        """The build whose rows are in an index."""
        return Build(ReplicationLog(self.cluster, index), self.names.numbered(self._number(index))[self.names.passages])

    def _number(self, index: str) -> int:
        """The number of the build whose rows are in an index."""
        return int(index.removeprefix(f"{self.names.passages}.").split(".")[0])
