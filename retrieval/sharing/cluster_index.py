"""An archive on a cluster: the holder of the lease updates it from the files, all others from what is published.

Every machine has a catalog of its own. Its passages are searched on the cluster, in the very build that the catalog is
in step with; the words of its articles are read from the folder.
"""

import datetime
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from retrieval import language
from retrieval.engines.base import Engine
from retrieval.engines.cluster.address import Address
from retrieval.engines.cluster.engine import EngineAway
from retrieval.engines.cluster.mapping import Provenance
from retrieval.errors import ClusterError
from retrieval.indexing.archive import Archive, remember_names
from retrieval.indexing.index import Index
from retrieval.indexing.mending import ArchiveKind, bare
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.readers import LIMITS, FieldNames, Limits
from retrieval.records import Remark
from retrieval.sharing.cluster_site import Build, SharedEngine, Site
from retrieval.sharing.publishing import publish
from retrieval.sharing.pulling import is_of, pull_rows
from retrieval.sharing.replica import Replica
from retrieval.sharing.replication import ReplicationLog
from retrieval.storage.catalog import FORMAT, Catalog

LOOK_SECONDS = 1.0
"""Seconds between two checks whether others have published anything."""

PUBLISH_SECONDS = 60.0
"""During the first reading, seconds between publications: so much is lost when a machine dies."""

UNUSED_SECONDS = 3600.0
"""How long the builds before one are kept after that is in use: so long others may take to take all of it in."""

AWAY_SECONDS = 10.0
"""How long an unusable cluster isn't asked again whether others have published anything."""

IN_STEP = "in-step"
"""The file beside the catalog that was written when that was last seen to be in line with what is published."""

WRITER = "writer"
"""The file beside the catalog that says which process of this machine had the lease last."""

AGAIN_SECONDS = 0.5
"""How long to wait before asking again for the right to write, if another machine has it."""

_NOTHING = Changes()


def kind_of(engine: str, limits: Limits) -> ArchiveKind:
    """How archives are opened whose engine is an address.

    Args:
        engine: The address; raises `UsageError` if it can't be understood.
        limits: What a file may cost.
    """
    site = Site(Address.parsed(engine), Provenance(f"{language.ANALYZER}{limits.of_analysis}", FORMAT))
    return ArchiveKind(partial(ClusterArchive, site=site), site.folder)


class ClusterArchive(Archive):
    """The articles under a folder, listed in a catalog that is shared through a cluster."""

    catalog: Replica

    def __init__(
        self,
        corpus: Path,
        state: Path,
        limits: Limits = LIMITS,
        names: FieldNames | None = None,
        *,
        site: Site,
        disk: bool = True,
    ) -> None:
        """Opens the catalog, as `Archive` does.

        Args:
            corpus: A folder of articles, or one file.
            state: Where catalogs are kept.
            limits: What a file may cost.
            names: What fields are called in records besides their usual names; None: as others have published.
            site: Where it is on the cluster.
            disk: Whether the catalog is kept; otherwise it is in memory only.
        """
        self.site = site
        self.epoch: int | None = None
        """That of the lease, while this process holds it."""
        self._again = 0.0
        self.rebuilding = False
        """Whether to ignore what others have published."""
        self.may_pull = False
        """Whether this process may change the catalog, also where it may not write to the cluster."""
        super().__init__(corpus, state, limits, names, disk=disk)

    def _folder(self, state: Path) -> Path:
        """Where the catalog is kept, below the state of all archives."""
        return self.site.folder(self.corpus, state)

    def _opened(self, path: Path | None, analyzer: str) -> Catalog:
        return Replica(path, analyzer)

    @contextmanager
    def locked(self, wait: bool, patience: float = 0.0) -> Iterator[bool]:
        """Keeps other processes, on this machine and on others, from writing meanwhile, and tells whether it does."""
        with self.pulling(wait=wait, patience=patience) as here:
            if not here:
                yield False
                return
            with self._leased(wait=wait) as mine:
                self.epoch = self.site.lease.epoch if mine else None
                try:
                    yield mine
                finally:
                    self.epoch = None

    @contextmanager
    def pulling(self, *, wait: bool, patience: float = 0.0) -> Iterator[bool]:
        """Keeps other processes of this machine from changing the catalog meanwhile, and tells whether it does."""
        with super().locked(wait, patience) as here:
            self.may_pull = here
            try:
                yield here
            finally:
                self.may_pull = False

    @contextmanager
    def _leased(self, *, wait: bool) -> Iterator[bool]:
        """Holds the lease; waits until another machine has published what is not known here yet."""
        if not wait and time.monotonic() < self._again:
            yield False
            return
        while True:
            with self.site.lease.held(wait=False, ended=self._last_writer()) as mine:
                if mine:
                    self._note_writer()
                if mine or not wait or not (self.rebuilding or self.is_complete() or not self.site.has_all()):
                    self._again = 0.0 if mine else time.monotonic() + AGAIN_SECONDS
                    yield mine
                    return
            time.sleep(AGAIN_SECONDS)

    def _last_writer(self) -> str:
        """Who had the lease last on this machine: it has ended, since whoever has it keeps the catalog locked, too."""
        with suppress(OSError, UnicodeError):
            return "" if self.catalog.in_memory else (self.state / WRITER).read_text(encoding="utf-8")
        return ""

    def _note_writer(self) -> None:
        """Notes that this process has the lease: if it is killed, the next one on this machine need not wait for it."""
        with suppress(OSError):
            (self.state / WRITER).write_text(self.site.lease.holder, encoding="utf-8")

    def set_apart(self, why: ClusterError) -> None:
        """Notes why the cluster can't be used, and since when nothing more of the archive is known."""
        try:
            seconds = (self.state / IN_STEP).stat().st_mtime
        except OSError:
            self.apart = Remark(
                "{reason}; what this machine knows about the archive may be out of date.", reason=bare(why)
            )
            return
        when = f"{datetime.datetime.fromtimestamp(seconds, datetime.UTC):%Y-%m-%d %H:%M} UTC"
        self.apart = Remark(
            "{reason}; what this machine knows about the archive is from {when}.", reason=bare(why), when=when
        )

    def note_in_step(self) -> None:
        """Notes that the catalog now matches what is published."""
        self.apart = None
        with suppress(OSError):
            (self.state / IN_STEP).touch(mode=0o600)

    def use_names_of(self, log: ReplicationLog) -> None:
        """Has fields be called what others have published, unless it was said here what they are called."""
        if self._names is None and log.summary is not None:
            remember_names(self.state, tuple((str(field), str(name)) for field, name in log.summary.names))


class ClusterIndex(Index):
    """The engine on a cluster over an archive that is shared through it."""

    archive: ClusterArchive

    def __init__(self, archive: Archive, *, rebuild: bool = False) -> None:
        """Puts an engine over an archive; `open` and `refresh` fill it.

        Args:
            archive: The archive.
            rebuild: Whether to read everything again, into a new build.
        """
        if not isinstance(archive, ClusterArchive):
            raise TypeError(f"{archive} is not on a cluster")
        super().__init__(archive, "memory")
        self._site = archive.site
        self._searched: SharedEngine
        self._rebuild = archive.rebuilding = rebuild
        self._build: Build | None = None
        self._looked, self._outdated = 0.0, False
        self._published = time.monotonic()
        self._pulled = _NOTHING
        self._pulled_count = self._published_count = 0

    def open(self, progress: Progress | None) -> None:
        """Pulls what others have published, if nothing is known here yet; raises `ClusterError` if it can't."""
        if self._rebuild or self.archive.is_complete() or self._site.build() is None:
            return
        with self.archive.pulling(wait=True) as here:
            if here:
                self.pull(progress)

    @property
    def catalog(self) -> Replica:
        """The archive's catalog."""
        return self.archive.catalog

    @property
    def is_outdated(self) -> bool:  # type: ignore[override]  # One of this machine never is.
        """Whether others have published what is not known here; the cluster is asked now and then."""
        now = time.monotonic()
        if self._build is None or self.catalog.is_being_read:
            return False
        if not self._outdated and now - self._looked >= LOOK_SECONDS:
            self._looked = now
            try:
                summary = self._site.summary()
            except ClusterError as why:
                if not self.archive.is_complete():
                    raise
                self._looked = now + AWAY_SECONDS - LOOK_SECONDS
                self.archive.set_apart(why)
                return False
            self._outdated = summary is not None and summary.base != self.catalog.base
            if not self._outdated:
                self.archive.note_in_step()
        return self._outdated

    def take_in(self) -> None:
        """Pulls what others have published since, unless another process of this machine is doing so."""
        with self.archive.pulling(wait=False, patience=LOOK_SECONDS):
            self.pull()

    def pull(self, progress: Progress | None = None) -> None:
        """Pulls what others have published since; while the archive is locked for it.

        Raises:
            ClusterError: It is unavailable, or was made by another version.
        """
        if self.catalog.is_replaced:
            self.reopen()
        build = self._site.build()
        if build is not None and self.archive.may_pull:
            changes = pull_rows(self.catalog, build.log, progress)
            self._pulled = self._pulled.and_then(changes)
            self._pulled_count += sum(changes[:3])
            self.archive.use_names_of(build.log)
        elif build is not None and not is_of(self.catalog, build.log):
            build = self._build
        self._use(build)

    def refresh(
        self,
        thorough: bool,
        progress: Progress | None,
        *,
        mine: bool,
        accept_removals: bool | Collection[str] = False,
    ) -> Changes:
        """Updates the catalog from what is published and, if this process may write, from the files.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Called for each article that is read or pulled.
            mine: Whether this process may write.
            accept_removals: Takes out what vanished all at once, too: all of it, or only the files of these names.

        Raises:
            ArchiveError: The archive holds no article.
            ClusterError: The cluster can't be used.
        """
        mine = mine and self.archive.epoch is not None
        if mine and (self._rebuild or self._site.build() is None):
            self._begin()
        else:
            self.pull(progress)
        changes, self._pulled = self._pulled, _NOTHING
        if mine:
            with self.catalog.interrupted(self._publish_at_times):
                changes = changes.and_then(self.archive.refresh(thorough, progress, accept_removals=accept_removals))
            self._publish()
        else:
            changes = changes.and_then(self.archive.unchanged())
        self.languages = self.catalog.languages()
        self.is_behind = self.is_unfinished = False
        return changes

    def engine_name(self) -> str:
        """What the engine is called."""
        return f"cluster ({self._site.address.name})"

    def standing(self) -> str:
        """Where the archive is on the cluster, and how many articles were pulled and published."""
        if self._build is None:
            return ""
        counts = f"{self._pulled_count:,} taken over from other machines, {self._published_count:,} told to them"
        return f"On the cluster as {self._build.passages}: {counts}."

    def may_make_anew(self, mine: bool) -> bool:  # noqa: ARG002 # what is published is there for everybody
        """Whether an empty catalog may replace a damaged one."""
        return self.archive.may_pull

    def has_unread_files(self, touched: Collection[str] = ()) -> bool:  # noqa: ARG002 # of whichever files
        """False: what another machine reads is pulled from the cluster, and only that is waited for."""
        return False

    def take_up(self, *, is_done: bool) -> None:
        """Has answers read what another process of this machine has pulled, or has so far, if it is still at work."""
        self.pull()
        self.is_behind = self.is_unfinished = not is_done

    def settle(self) -> None:
        """Publishes what was repaired, and notes the present files of the state."""
        if self.archive.epoch is not None:
            self._publish()
        super().settle()

    def drop_engine(self) -> None:
        """Does nothing: the passages on the cluster are sent again when they are not as the catalog has them."""

    def use_memory(self) -> None:
        """Continues with an empty catalog in memory: all that is published is pulled again."""
        self.catalog.use_memory()
        self.engine_state = None

    def reopen(self) -> None:
        """Goes on with what stands now instead of the catalog; raises what `Catalog.reopen` does."""
        self.catalog.reopen()
        self.engine_state = None

    def _begin(self) -> None:
        """Begins another build, whose keys continue from those of the one that is in use."""
        before = self._site.build(verified=False)
        summary = before and before.log.read_any_summary()
        build = self._site.create_build(summary.passages if summary else self.catalog.passage_count())
        if before is None:
            # There is nothing that others could use meanwhile.
            self._site.activate(build)
        elif summary:
            self.catalog.raise_sequences(summary.sequences)
        self._use(build)

    def _use(self, build: Build | None) -> None:
        """Has a build be searched, as it is now."""
        if build is None:
            raise ClusterError(f"Nothing is known yet of the archive at {self._site.address}; run `pincite index`.")
        if self._build is None or self._build.passages != build.passages:
            self.engine = self._searched = self._site.engine(build)
        else:
            self._searched.reload()
        self._build, self._looked, self._outdated = build, time.monotonic(), False
        self._provenance, self._publishers, self.akin = None, None, {}
        self.engine_state = self.catalog.content_state()
        self.archive.note_in_step()

    def stand_apart(self, why: ClusterError) -> None:
        """Continues with what is known here, without an engine; raises the reason if nothing is known."""
        if not self.archive.is_complete():
            raise why
        self.engine: Engine = EngineAway(why)
        self.archive.set_apart(why)
        self.languages, self.engine_state = self.catalog.languages(), self.catalog.content_state()

    def _publish(self) -> None:
        """Publishes what of the catalog was not published yet, and has others use a build that is now whole."""
        if self._build is None or self.archive.epoch is None:
            return
        log, fence = self._build.log, self._site.fence(self._build, self.archive.epoch)
        articles = publish(self.catalog, log, self._searched, fence, self.archive.names)
        self._published = time.monotonic()
        self._published_count += articles or 0
        if self._rebuild:
            self._site.activate(self._build)
            self._rebuild = self.archive.rebuilding = False
        elif articles is not None and log.summary is not None and time.time() - log.summary.began > UNUSED_SECONDS:
            self._site.delete_before(self._build)
        self._use(self._build)

    def _publish_at_times(self) -> None:
        """Publishes what was read so far for the first time, in case this machine is lost; nobody uses it yet."""
        if not (self._rebuild or self.archive.is_complete()) and time.monotonic() - self._published > PUBLISH_SECONDS:
            self._publish()
