"""An archive and the engine over it, kept in line with each other."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from retrieval import language
from retrieval.analysis.columns import Candidates, StoredFeatures
from retrieval.engines.base import K1, B, Engine, Filter, Integers
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.engines.segments import is_cheap_to_check, is_intact
from retrieval.errors import ArchiveError, ClusterError, IndexOutOfDate, MachineError, StateError, UsageError
from retrieval.indexing.archive import INDEX_FOLDER, Archive
from retrieval.indexing.publishers import Publishers
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.language import Word
from retrieval.records import Hit
from retrieval.storage.catalog import Catalog
from retrieval.storage.database import written_anew
from retrieval.storage.snapshots import State
from retrieval.storage.sums import Comparison

ENGINES = ("auto", "memory", "disk")

MEMORY_PASSAGES = 2_000
"""Up to this many passages `auto` is the memory engine: it is filled in a moment and leaves no files.
`benchmarks/engines.py` shows where it stops paying."""


REWRITTEN_PASSAGES = 10_000
"""Of an index on disk of up to this many passages, what holds deleted ones is written anew whenever articles were
edited; of a larger one when an article was removed, or a word is gone with an edit. 10,000 take half a second."""


class _OnThisMachine:
    """What only an archive needs that others share: here there is nothing to do."""

    archive: Archive
    engine: Engine
    is_outdated = False
    """Whether others have told what is not known here."""
    is_unfinished = False
    """Whether what is known was taken up from another process before it had finished."""
    state_of: datetime.datetime | None = None
    """When what is known here was compared with the files, or written by another process; None: nobody knows."""

    def open(self, progress: Progress | None) -> None:
        """Takes in what others have told, if nothing is known here yet."""

    def take_in(self) -> None:
        """Takes in what others have told since."""

    def stand_apart(self, why: ClusterError) -> None:
        """Goes on with what is known here, where what others share can't be used; raises why where that is nothing."""
        raise why

    def may_make_anew(self, mine: bool) -> bool:
        """Whether an empty catalog may be put in place of a damaged one, by whether this process may write."""
        return mine

    def engine_name(self) -> str:
        """What the engine is called."""
        return "disk" if isinstance(self.engine, DiskEngine) else "memory"

    def standing(self) -> str:
        """Where the archive is elsewhere, as a sentence; empty if it is on this machine alone."""
        return ""

    def settle(self) -> None:
        """Notes how the files of the state are now."""
        self.archive.settle()

    def has_unread_files(self, touched: Collection[str] = ()) -> bool:
        """Whether there are files that are not known as they are now; `touched` ones are taken for such."""
        return bool(touched) or self.archive.has_unread_files()

    def _read(
        self, thorough: bool, progress: Progress | None, *, mine: bool, accept_removals: bool | Collection[str]
    ) -> Changes:
        """Brings the catalog in line with the files, or uses what another process has put there; as `Index.refresh`."""
        if mine:
            self.state_of = datetime.datetime.now(datetime.UTC)
            return self.archive.refresh(thorough, progress, accept_removals=accept_removals)
        self.state_of = self.archive.written_at()
        return self.archive.unchanged()


class Index(_OnThisMachine):
    """The engine over an archive. Searching may happen in many threads at once; `refresh` in one."""

    def __init__(self, archive: Archive, engine: str = "auto") -> None:
        """Puts an engine over an archive; `refresh` fills it.

        Raises:
            UsageError: There is no engine of that name.
        """
        if engine not in ENGINES:
            raise UsageError(
                f"There is no engine {engine!r}; choose one of {', '.join(ENGINES)}, or give a cluster's address."
            )
        self.archive = archive
        self.engine: Engine = MemoryEngine()
        self.languages: dict[str, int] = {}
        self.engine_state: State | None = None
        """The state of the catalog whose passages the engine holds; None if that isn't known."""
        self.is_behind = False
        """Whether not all that changed is in catalog and engine: another process is not done yet, or can't write."""
        self.compared = False
        """Whether the state was compared with what was written."""
        self._engine_name = engine
        self._filled: object = None
        self.akin: dict[str, Mapping[str, float]] = {}
        """The terms of the archive that are akin to words, as looked up since a refresh (`query.akin`)."""
        self._provenance: dict[str, str | int | None] | None = None
        self._publishers: Publishers | None = None

    @property
    def catalog(self) -> Catalog:
        """The archive's catalog."""
        return self.archive.catalog

    def close(self) -> None:
        """Closes engine and archive."""
        self.engine.close()
        self.archive.close()

    def refresh(
        self,
        thorough: bool,
        progress: Progress | None,
        *,
        mine: bool,
        accept_removals: bool | Collection[str] = False,
    ) -> Changes:
        """Brings the engine in line with the catalog, and that with the files, while the archive is `locked`.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
            mine: Whether this process holds it; while another one does, what that one has done so far is used.
            accept_removals: Takes out what vanished all at once, too: all of it, or only the files of these names.

        Raises:
            ArchiveError: The archive holds no article.
            StateError: The state folder can't be written.
        """
        try:
            changes = self._read(thorough, progress, mine=mine, accept_removals=accept_removals)
        except ArchiveError:
            # The catalog may have lost its last article just now: what the engine holds is of that state.
            self._use_engine(mine, thorough)
            raise
        try:
            self._use_engine(mine, thorough)
        except IndexOutOfDate as damage:
            changes = changes.saying(self._without_damaged_engine(damage, mine))
        except StateError:
            if mine:
                raise
            self._use_memory_engine()
        self.languages = self.catalog.languages()
        self._provenance, self._publishers, self.akin = None, None, {}
        self.is_behind, self.is_unfinished = _lacks_changes(self.archive), False
        return changes

    def take_up(self, *, is_done: bool) -> None:
        """Has the engine hold what another process wrote: all, while this one holds the lock, or what it has so far."""
        self._use_engine(mine=is_done, thorough=False)
        self.state_of = self.archive.written_at()
        self.languages = self.catalog.languages()
        self._provenance, self._publishers, self.akin = None, None, {}
        self.is_behind = self.is_unfinished = not is_done

    def provenance(self) -> dict[str, str | int | None]:
        """What every answer depends on, as the archive was when it was first asked for after a refresh."""
        if self._provenance is None:
            # Every article's hash goes into it: nothing that starts should wait for that.
            self._provenance = {
                "corpus": self.archive.state.name,
                "archive": self.archive.fingerprint(),
                "articles": self.catalog.articles_state()[0],
                "analyzer": language.ANALYZER,
                "engine": type(self.engine).__name__,
                "bm25": f"k1={K1} b={B}",
            }
        return dict(self._provenance)

    def publishers(self) -> Publishers:
        """The publishers of the archive's articles, as they were when first asked for after a refresh."""
        if self._publishers is None:
            self._publishers = Publishers(self.catalog.sources())
        return self._publishers

    def occurs(self, word: Word) -> bool:
        """Whether a word stands anywhere in the archive."""
        return any(map(self.engine.doc_freq, (word.term, *word.also)))

    def search(self, words: Sequence[Word], limit: int, where: Filter) -> Candidates:
        """Up to `limit` passages of `where` that hold a term of some `words`, in the engine's order, with features."""
        terms = list(dict.fromkeys(term for word in words for term in (word.term, *word.also)))
        read_once = _ReadOnce(self.catalog)
        return read_once.candidates(self.engine.search(terms, limit, where, counted=read_once.counted))

    def candidates(self, hits: Sequence[Hit]) -> Candidates:
        """The hits with the features of passage and article; those taken out of the archive since are left out."""
        return self.catalog.candidates(hits)

    def rewrite(self, *, however_large: bool) -> None:
        """Writes anew what tantivy keeps of deleted passages; of a large index only if told so."""
        if isinstance(self.engine, DiskEngine) and (however_large or len(self.engine) <= REWRITTEN_PASSAGES):
            self.engine.purge(self.catalog.documents_with)

    def _use_engine(self, mine: bool, thorough: bool) -> None:
        """Keeps the engine that there is, or makes the one wanted, `auto` by the number of passages, and updates it.

        Args:
            mine: Whether this process may write.
            thorough: Whether all of a stored engine is compared with what was written.

        Raises:
            IndexOutOfDate: What is stored of the engine is damaged.
        """
        count = self.archive.passage_count()
        kind = "memory" if self.catalog.in_memory else _kind(self._engine_name, count)
        folder = self.archive.state / INDEX_FOLDER
        if kind == "disk" and not isinstance(self.engine, DiskEngine):
            engine = DiskEngine(folder)
            if len(engine) and not _is_intact(self.archive.comparison, thorough):
                raise IndexOutOfDate(f"The index in {folder} is damaged.")
            self.engine = engine
        if not isinstance(self.engine, DiskEngine):
            self._fill()
            return
        self._update(self.engine, mine)
        _require_whole(self.engine, count, folder, mine=mine)

    def use_memory(self) -> None:
        """Goes on in memory, with nothing in it: nothing is kept from now on."""
        self.catalog.use_memory()
        self.engine, self._filled = MemoryEngine(), None

    def reopen(self) -> None:
        """Goes on with what stands now in the place of catalog and engine; raises what `Catalog.reopen` does."""
        self.catalog.reopen()
        self.engine, self._filled, self.engine_state = MemoryEngine(), None, None

    def drop_engine(self) -> None:
        """Deletes what is stored of the engine; the next refresh makes it anew."""
        from shutil import rmtree

        folder = self.archive.state / INDEX_FOLDER
        if folder.is_dir():
            rmtree(folder, ignore_errors=True)
        else:
            folder.unlink(missing_ok=True)
        self.engine, self._filled = MemoryEngine(), None

    def mend(self) -> None:
        """Makes anew what is damaged: the catalog, where SQLite finds it so, and the engine; while this is `locked`.

        Raises:
            ArchiveError: The archive holds no article now.
            StateError: The state folder can't be written.
        """
        if not self.catalog.is_sound():
            self.catalog.make_anew()
        self.drop_engine()
        self.refresh(thorough=True, progress=None, mine=True)

    def _without_damaged_engine(self, damage: IndexOutOfDate, mine: bool) -> str:
        """Makes a damaged engine anew, or, where this process may not write, does without; says what was done."""
        if not mine:
            self._use_memory_engine()
            return f"{damage} It is not used."
        self.drop_engine()
        self._use_engine(mine, thorough=False)
        return f"{damage} It was built anew."

    def _use_memory_engine(self) -> None:
        """Does without what is stored of the engine: the catalog has all that it is made of."""
        self.engine, self._filled = MemoryEngine(), None
        self._fill()

    def _fill(self) -> None:
        """Has a memory engine hold all passages and no others; what is behind a key never changes."""
        with self.catalog.reading():
            state, engine_state = self.catalog.passages_state(), self.catalog.content_state()
            if state != self._filled:
                engine = self.engine if self._filled and isinstance(self.engine, MemoryEngine) else MemoryEngine()
                there, known, catalog = frozenset(self.catalog.passage_keys()), engine.document_keys(), self.catalog
                added = catalog.documents_with([*there - known]) if known else catalog.documents()
                engine.update(added, known - there)
                self.engine, self._filled = engine, state
            self.engine_state = engine_state

    def _update(self, engine: DiskEngine, mine: bool) -> None:
        """Gives the engine what the catalog has noted for it; when that is interrupted, the next refresh repeats it."""
        with self.catalog.reading():
            self.engine_state = None if self.catalog.has_pending() else self.catalog.content_state()
        engine.reload()
        if not mine:
            return
        if len(engine) == 0:
            self.catalog.mark_all_pending()
        if self.catalog.has_pending():
            _tell(engine, self.catalog)
        self.engine_state = self.catalog.content_state()


def _kind(name: str, n_passages: int) -> str:
    """The engine that is meant by a name, for so many passages."""
    return name if name != "auto" else "memory" if n_passages <= MEMORY_PASSAGES else "disk"


def _require_whole(engine: DiskEngine, n_passages: int, folder: Path, *, mine: bool) -> None:
    """Raises `IndexOutOfDate` unless an engine holds so many passages, or, where another process writes it, any.

    Args:
        engine: As it was updated.
        n_passages: How many the catalog has.
        folder: Where the engine is.
        mine: Whether this process has written it.
    """
    if not mine and n_passages and not len(engine):
        raise IndexOutOfDate(f"The index in {folder} is empty.")
    if mine and len(engine) != n_passages:
        raise IndexOutOfDate(f"The index in {folder} does not hold what the catalog does.")


def _tell(engine: DiskEngine, catalog: Catalog) -> None:
    """Gives an engine what a catalog has noted for it."""
    engine.make_room(catalog.documents_with)
    # A first reading leaves gaps.
    with written_anew(catalog) if catalog.all_pending() else nullcontext():
        engine.update(catalog.documents(pending=True), catalog.pending_gone())
    catalog.clear_all_pending()


def _is_intact(comparison: Comparison, thorough: bool) -> bool:
    """Whether the stored engine is as it was written: by the sums that were noted, or where it is wanted, its own.

    Args:
        comparison: Of the archive's state with what was noted of it.
        thorough: Whether tantivy's checksums are compared, however large it is.
    """
    as_noted, folder = comparison.holds_in(INDEX_FOLDER), comparison.folder / INDEX_FOLDER
    if as_noted is not None and not thorough:
        return as_noted
    return as_noted is not False and (is_intact(folder) if thorough or is_cheap_to_check(folder) else True)


class _ReadOnce:
    """Passages that an engine asks of how often they have some terms, and ranking then what else is stored of them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._read: StoredFeatures | None = None

    def counted(self, keys: Sequence[int], terms: Sequence[str]) -> Integers:
        """How often each passage has each term, (n_passages, n_terms)."""
        self._read = self._catalog.stored_features(keys)
        return self._read.term_counts(keys, terms)

    def candidates(self, hits: Sequence[Hit]) -> Candidates:
        """The hits with the features of passage and article; those taken out of the archive since are left out."""
        read = self._read
        return read.candidates(hits) if read and read.holds(hits) else self._catalog.candidates(hits)


def _lacks_changes(archive: Archive) -> bool:
    """Whether files have changed while nothing can be written; also where nobody can look at them either."""
    with suppress(MachineError):
        return archive.is_refused and archive.has_unread_files()
    return True
