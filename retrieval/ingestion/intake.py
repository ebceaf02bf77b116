"""Which files of an archive are to be read; these are read, here or by processes, and put into the catalog."""

import os
import time
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import file_digest, sha256
from itertools import chain, groupby
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from retrieval.errors import MachineError
from retrieval.ingestion.analyst import Analyst
from retrieval.ingestion.boilerplate import Boilerplate
from retrieval.ingestion.catalog_writer import (
    UNREAD,
    CatalogWriter,
    Changes,
    Progress,
    failed,
    now_unreadable,
    out_of_memory,
    with_passages,
)
from retrieval.ingestion.file_tasks import LONG_TEXT, PIECE_BYTES, Source, contents, is_cut, is_plain, read_here, tasks
from retrieval.ingestion.pool import NoProcesses, Pool
from retrieval.ingestion.reading_process import Item, Task
from retrieval.ingestion.surroundings import Surroundings
from retrieval.ingestion.vanishing import Listing, gone_files
from retrieval.readers import LIMITS, NO_HINTS, FieldNames, Limits, Problem, is_packed
from retrieval.records import Remark
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import File

MUCH_BYTES = 3_000_000
"""What is less is read in this process: until others have started, a core has read about this much."""

_PACKED_SHARE = 5  # Text packs to about a fifth.
_LAST_NS = 2**63 - 1  # The latest time that SQLite can keep.
_FRESH_NS = 2_000_000_000  # FAT keeps times in steps of two seconds, the coarsest of the file systems in use.


_NO_CHANGES = Changes()
_Aside = Changes | MachineError


class _Looks:
    """Up to which time all files were seen: what changed in a file later may be its bytes, whatever its own time says.

    That is the time of its status (`st_ctime`), which no program sets, by the clock of the file system.
    """

    def __init__(self, seen_until: int | None = None) -> None:
        """Nothing was looked at yet here; without an earlier look nothing is known to have changed later.

        Args:
            seen_until: Up to which time an earlier process saw all files, in nanoseconds; None: nobody knows.
        """
        self.seen_until = seen_until
        self._began_ns = self._newest_ns = 0

    def begin(self) -> None:
        """Begins to look at all files."""
        self._began_ns, self._newest_ns = time.time_ns(), 0

    def is_later(self, status: stat_result) -> bool:
        """Whether a file that is looked at changed after the last look that was ended."""
        self._newest_ns = max(self._newest_ns, status.st_ctime_ns)
        return self.seen_until is not None and status.st_ctime_ns > self.seen_until

    def end(self) -> None:
        """Notes that all files were looked at; those that changed meanwhile will be later ones."""
        now = time.time_ns()
        while_looking = now - self._began_ns + _FRESH_NS
        is_quiet = self._newest_ns + while_looking < now
        self.seen_until = self._newest_ns if is_quiet else self._newest_ns - while_looking


class Intake:
    """Brings a catalog in line with one file after another."""

    def __init__(self, articles: Catalog, limits: Limits = LIMITS, seen_until: int | None = None) -> None:
        """Nothing is read yet.

        Args:
            articles: The catalog.
            limits: What a file may cost.
            seen_until: What `seen_until` was after the last reading that came to its end; None: nobody knows.
        """
        self._catalog = articles
        self._limits = limits
        self._surroundings = Surroundings({})
        self._touched: Collection[str] = ()
        self._looks = _Looks(seen_until)
        self._boilerplate = Boilerplate(articles)
        self._writer = CatalogWriter(articles, Analyst(limits), self._boilerplate)

    @property
    def seen_until(self) -> int | None:
        """Up to which time all files were seen, in nanoseconds by the times of their status; None before any look."""
        return self._looks.seen_until

    def start(self, surroundings: Surroundings, touched: Collection[str] = ()) -> None:
        """Begins to read: forgets which words are in the catalog, as it may have been made anew.

        Args:
            surroundings: What the files that there are now say about each other.
            touched: Files whose bytes may have changed though neither their size nor their time did.
        """
        self._touched = touched
        self._surroundings = surroundings
        self._boilerplate = Boilerplate(self._catalog)
        self._writer = CatalogWriter(self._catalog, Analyst(self._limits), self._boilerplate)

    def leave_out_repeated(self, pool: Pool | None = None) -> None:
        """Takes out of the index what many articles repeat now, and puts back what they no longer do.

        Args:
            pool: Analyses the articles again; None: this process does.
        """
        keys = self._boilerplate.look()
        if keys is None:
            return
        self._writer.put_other_passages(keys, self._analysed_by(pool, keys) if pool else None)
        self._boilerplate.note()

    def _analysed_by(self, pool: Pool, keys: Sequence[int]) -> Iterator[Item]:
        """Articles by their keys, analysed again by a pool."""
        task = Task("", b"", NO_HINTS, self._limits, None, 0, repeated=self._boilerplate.repeated)
        articles = with_passages(self._catalog, keys)
        tasks = (task._replace(name=article.path, article=article, stored=stored) for article, stored in articles)
        return chain.from_iterable(items for _, items in pool.read(tasks))

    def forget(self, names: Sequence[str]) -> int:
        """Removes the articles of files; returns how many there were."""
        return self._writer.forget(names)

    def read_files(
        self,
        present: Mapping[str, str | Path],
        known_files: Mapping[str, File],
        thorough: bool,
        progress: Progress | None,
    ) -> Iterator[Changes]:
        """Brings the catalog in line with files in order, and says about each what changed.

        Of a little, plain and small files are read in this process; all else by a `Pool`.

        Args:
            present: The files that there are, by names.
            known_files: What is known about those that were read before.
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
        """
        aside: list[_Aside] = []
        sources = self._sources(present, known_files, thorough, aside)
        try:
            with closing(Pool(self._limits)) as pool:
                if _much_is_new(present, known_files):
                    pool.start(MUCH_BYTES // PIECE_BYTES)
                opening, much = _opening(sources)
                if not opening:
                    yield from _raised(aside)
                    return
                pool.most = pool.most if much else 1
                yield from self._by_pool(pool, chain(opening, sources), progress, much=much)
                yield from _raised(aside)
                if much:
                    self.leave_out_repeated(pool)
        except NoProcesses as error:
            none = error
        else:
            return
        for source in self._sources(present, self._catalog.files(), thorough, aside := []):
            if not is_plain(source.name):
                yield from self._writer.finish(progress)
                raise none
            yield from self._writer.take(source, read_here(source, self._limits), progress)
        yield from self._writer.finish(progress)
        yield from _raised(aside)

    def has_unread_files(self, listing: Listing, names: FieldNames, corpus: Path) -> bool:
        """Whether a file is not known as it is now, or was known and is gone; nothing is put into the catalog.

        Args:
            listing: The files that there are now.
            names: What fields are called in records besides their usual names.
            corpus: The archive.
        """
        known_files, surroundings = self._catalog.files(), Surroundings(listing.files, names, self._limits)
        self._surroundings, self._touched = surroundings, ()
        present = listing._replace(files=surroundings.articles)
        return bool(gone_files(self._catalog, known_files, present, corpus)) or any(
            isinstance(self._source(name, path, known_files.get(name), thorough=False), Source)
            for name, path in surroundings.articles.items()
        )

    def _sources(
        self,
        present: Mapping[str, str | Path],
        known_files: Mapping[str, File],
        thorough: bool,
        aside: list[Changes | MachineError],
    ) -> Iterator[Source]:
        """The files that are to be read, in order; what is to be said about the others is put `aside`.

        An error of the machine ends them, and is put aside as well: those before it are read.
        """
        as_before: list[tuple[str, File]] = []
        self._looks.begin()
        for name, path in sorted(present.items()):
            try:
                source = self._source(name, path, known_files.get(name), thorough)
            except MachineError as error:
                aside.append(error)
                break
            if isinstance(source, Source):
                yield source
            elif isinstance(source, File):
                as_before.append((name, source))
            elif source != _NO_CHANGES:
                aside.append(source)
        else:
            self._looks.end()
        self._writer.note_as_before(as_before)

    def _by_pool(
        self, pool: Pool, files: Iterable[Source], progress: Progress | None, *, much: bool
    ) -> Iterator[Changes]:
        """The changes by files that a pool reads; of much the articles come analysed, else only long ones."""
        sources: dict[str, Source] = {}

        def all_tasks() -> Iterator[Task]:
            for source in files:
                sources[source.name] = source._replace(data=None)
                yield from tasks(source, self._limits, 0 if much else LONG_TEXT)

        def made_ready(task: Task) -> Task:
            return task._replace(repeated=self._boilerplate.repeated)

        try:
            for name, results in groupby(pool.read(all_tasks(), made_ready), key=lambda pair: pair[0].name):
                items = chain.from_iterable(part for _, part in results)
                yield from self._writer.take(sources.pop(name), items, progress)
        except Exception:
            # What was read before an error counts.
            yield from self._writer.finish(progress)
            raise
        yield from self._writer.finish(progress)

    def _source(self, name: str, path: str | Path, known_file: File | None, thorough: bool) -> Source | Changes | File:
        """A file that is to be read; what is known about it now, where only that changed; or why it can't be."""
        try:
            status = os.stat(path)  # noqa: PTH116 # of ten thousand files, making a path of each takes as long
            if not S_ISREG(status.st_mode):
                # Reading a pipe or a device may never end.
                return now_unreadable(name, Remark("is not a regular file"))
            hints = self._surroundings.hints(name)
            state = (*_size_and_time(status), hints.key)
            is_as_before = known_file is not None and state == (known_file.size, known_file.mtime_ns, known_file.hints)
            # A file written just now may be written again within the clock's tick: its time proves nothing yet.
            is_old = state[1] + _FRESH_NS < time.time_ns() and not self._looks.is_later(status)
            if not thorough and is_as_before and is_old and name not in self._touched:
                return _NO_CHANGES
            in_pieces = is_cut(path, name, status.st_size)
            data = None if in_pieces else contents(path, name, status.st_size, self._limits)
            if isinstance(data, Problem):
                return Changes(problems=(data,))
            hashed = sha256(data).hexdigest() if data is not None else _hashed(path)
        except OSError as error:
            return failed(name, error)
        except MemoryError as error:
            return out_of_memory(name, status.st_size, error)
        file = File(*state[:2], hashed, hints.key)
        if known_file is not None and (known_file.sha256, known_file.hints) == (hashed, hints.key):
            return _NO_CHANGES if is_as_before else file
        return Source(name, Path(path), file, data, hints, fresh=known_file is None or known_file == UNREAD)


def _much_is_new(present: Mapping[str, str | Path], known_names: Container[str]) -> bool:
    """Whether files of which nothing is known are much to read, by their sizes alone, as far as these can be told."""
    size = 0
    for name, path in present.items():
        with suppress(OSError):
            size += 0 if name in known_names else os.stat(path).st_size * _share(name)  # noqa: PTH116 # as in `_source`
        if size >= MUCH_BYTES:
            return True
    return False


def _opening(sources: Iterator[Source]) -> tuple[list[Source], bool]:
    """The first files of those that are to be read, and whether they are much; then others may follow."""
    opening, size = [], 0
    for source in sources:
        opening.append(source)
        size += source.file.size * _share(source.name)
        if size >= MUCH_BYTES:
            return opening, True
    return opening, False


def _share(name: str) -> int:
    """How many bytes a byte of a file stands for."""
    return _PACKED_SHARE if is_packed(name) else 1


def _size_and_time(status: stat_result) -> tuple[int, int]:
    """The size of a file in bytes, and when it changed, as far as SQLite's numbers go: to the years 1677 and 2262."""
    return status.st_size, max(-_LAST_NS, min(_LAST_NS, status.st_mtime_ns))


def _hashed(path: str | Path) -> str:
    """The hash of a file's bytes, which are not held."""
    with Path(path).open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _raised(aside: Iterable[_Aside]) -> Iterator[Changes]:
    """What was put aside, up to an error."""
    for each in aside:
        if isinstance(each, MachineError):
            raise each
        yield each
