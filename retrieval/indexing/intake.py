"""What a file gives, taken into the catalog: the one net around each file, whatever reader or articles raise."""

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import file_digest, sha256
from itertools import chain, groupby
from os import stat_result
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from retrieval.errors import MachineError, PinciteError, blame_machine
from retrieval.indexing import catalog
from retrieval.indexing.analysis import Analysis, Analyst, SpellingRow, in_its_language
from retrieval.indexing.boilerplate import Boilerplate
from retrieval.indexing.catalog import Catalog, File
from retrieval.indexing.file_tasks import LONG_TEXT, PLAIN_BYTES, Source, contents, is_plain, read_here, tasks
from retrieval.indexing.pool import NoProcesses, Pool
from retrieval.indexing.reading_process import Item, Task
from retrieval.indexing.surroundings import Surroundings
from retrieval.readers import LIMITS, Limits, Problem, is_packed
from retrieval.readers.files import unexpected
from retrieval.records import Article, Remark

Progress = Callable[[str, int], None]
"""Called while a file is read, with its name and how many of its articles were added or changed so far."""

BATCH_ARTICLES = 200
"""Articles a transaction: what is lost of a large file when the process is killed…"""

BATCH_SECONDS = 1.0
"""…or what this many seconds bring, if that is less; so long others wait at most to write."""

MUCH_BYTES = 3_000_000
"""What is less is read in this process: until others have started, a core has read about so much."""

_PACKED_SHARE = 5  # Text packs to about a fifth.
_UNREAD = File(-1, -1, "")

_LAST_NS = 2**63 - 1
_FRESH_NS = 2_000_000_000  # FAT keeps times in steps of two seconds, the coarsest of the file systems in use.


class Changes(NamedTuple):
    """What a refresh did: how many articles it added, changed and removed, and everything that can't be read now."""

    added: int
    changed: int
    removed: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()
    """What was damaged and made anew, a sentence each."""

    def saying(self, notice: str) -> "Changes":
        """The same with one notice more."""
        return self._replace(notices=(*self.notices, notice))

    def and_then(self, later: "Changes") -> "Changes":
        """What both did, one after the other."""
        added, changed, removed, problems, notices = later
        counts = self.added + added, self.changed + changed, self.removed + removed
        return Changes(*counts, (*self.problems, *problems), (*self.notices, *notices))

    @property
    def any(self) -> bool:
        """Whether any article was added, changed or removed."""
        return bool(self.added or self.changed or self.removed)


_NO_CHANGES = Changes(0, 0, 0, ())

_Aside = Changes | MachineError


class Intake:
    """Brings a catalog in line with one file after another."""

    def __init__(self, articles: Catalog, limits: Limits = LIMITS) -> None:
        """Nothing is read yet."""
        self._catalog = articles
        self._limits = limits
        self._analyst = Analyst(limits)
        self._spellings: list[SpellingRow] = []
        self._surroundings = Surroundings({})
        self._touched: Collection[str] = ()
        self._boilerplate = Boilerplate(articles)

    def start(self, surroundings: Surroundings, touched: Collection[str] = ()) -> None:
        """Begins to read: forgets which words are in the catalog, as it may have been made anew.

        Args:
            surroundings: What the files that there are now say about each other.
            touched: Files whose bytes may have changed though neither their size nor their time did.
        """
        self._touched = touched
        self._analyst, self._spellings = Analyst(self._limits), []
        self._surroundings = surroundings
        self._boilerplate = Boilerplate(self._catalog)

    def leave_out_repeated(self) -> None:
        """Takes out of the index what many articles repeat now, and puts back what they no longer do."""
        keys = self._boilerplate.look()
        if keys is None:
            return
        for start in range(0, len(keys), BATCH_ARTICLES):
            with self._catalog.change() as connection:
                for key in keys[start : start + BATCH_ARTICLES]:
                    analysed = self._analysed(self._catalog.article_by_key(key))
                    catalog.put_other_passages(connection, key, analysed.indexed)
        self._spellings.clear()  # They are the same words as before.
        self._boilerplate.note()

    def forget(self, name: str) -> int:
        """Removes a file's articles; returns how many there were."""
        with self._catalog.change() as connection:
            gone = catalog.ids_of(connection, name)
            for article_id in gone:
                catalog.take_article(connection, article_id)
            catalog.take_file(connection, name)
        return len(gone)

    def read_files(
        self, present: Mapping[str, str | Path], known: Mapping[str, File], thorough: bool, progress: Progress | None
    ) -> Iterator[Changes]:
        """Brings the catalog in line with files in order, and says of each what changed.

        Of a little, plain and small files are read in this process; all else by a `Pool`.

        Args:
            present: The files that there are, by names.
            known: What is known of those that were read before.
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
        """
        aside: list[_Aside] = []
        sources = self._sources(present, known, thorough, aside)
        first = next(sources, None)
        if first is None:
            yield from _raised(aside)
            return
        much = _is_much(present, known, self._surroundings)
        try:
            with closing(Pool(self._limits, None if much else 1)) as pool:
                yield from self._by_pool(pool, chain([first], sources), progress, much=much)
                yield from _raised(aside)
        except NoProcesses as error:
            none = error
        else:
            return
        for source in self._sources(present, self._catalog.files(), thorough, aside := []):
            if not is_plain(source.name):
                raise none
            yield self._take_in_or_leave_out(source, read_here(source, self._limits), progress)
        yield from _raised(aside)

    def _sources(
        self,
        present: Mapping[str, str | Path],
        known: Mapping[str, File],
        thorough: bool,
        aside: list[Changes | MachineError],
    ) -> Iterator[Source]:
        """The files that are to be read, in order; what is to be said of the others is put `aside`.

        An error of the machine ends them, and is put aside as well: those before it are read.
        """
        for name, path in sorted(present.items()):
            try:
                source = self._source(name, path, known.get(name), thorough)
            except MachineError as error:
                aside.append(error)
                return
            if isinstance(source, Source):
                yield source
            elif source != _NO_CHANGES:
                aside.append(source)

    def _by_pool(
        self, pool: Pool, files: Iterable[Source], progress: Progress | None, *, much: bool
    ) -> Iterator[Changes]:
        """The changes by files that a pool reads; of much the articles come analysed, else only long ones."""
        sources: dict[str, Source] = {}

        def all_tasks() -> Iterator[Task]:
            for source in files:
                sources[source.name] = source._replace(data=None)
                for task in tasks(source, self._limits, 0 if much else LONG_TEXT):
                    yield task._replace(repeated=self._boilerplate.repeated)

        for name, results in groupby(pool.read(all_tasks()), key=lambda pair: pair[0].name):
            items = chain.from_iterable(part for _, part in results)
            yield self._take_in_or_leave_out(sources.pop(name), items, progress)

    def _source(self, name: str, path: str | Path, known: File | None, thorough: bool) -> Source | Changes:
        """A file that is to be read; or the changes, where it can't be, or is as it was."""
        try:
            status = os.stat(path)  # noqa: PTH116 # of ten thousand files, making a path of each takes as long
            if not S_ISREG(status.st_mode):
                # Reading a pipe or a device may never end.
                return _now_unreadable(name, Remark("is not a regular file"))
            hints = self._surroundings.hints(name)
            seen = (*_size_and_time(status), hints.key)
            is_as_before = known is not None and seen == (known.size, known.mtime_ns, known.hints)
            # A file written just now may be written again within the clock's tick: its time proves nothing yet.
            if not thorough and is_as_before and seen[1] + _FRESH_NS < time.time_ns() and name not in self._touched:
                return _NO_CHANGES
            data = contents(path, name, status.st_size, self._limits)
            if isinstance(data, Problem):
                return Changes(0, 0, 0, (data,))
            hashed = sha256(data).hexdigest() if data is not None else _hashed(path)
        except OSError as error:
            return _failed(name, error)
        except MemoryError as error:
            return _too_large(name, status.st_size, error)
        file = File(*seen[:2], hashed, hints.key)
        if known is not None and (known.sha256, known.hints) == (hashed, hints.key):
            if not is_as_before:
                with self._catalog.change() as connection:
                    catalog.put_file_status(connection, name, file)
            return _NO_CHANGES
        return Source(name, Path(path), file, data, hints, fresh=known is None or known == _UNREAD)

    def _take_in_or_leave_out(self, source: Source, items: Iterator[Item], progress: Progress | None) -> Changes:
        """The one net around each file: whatever its articles make our code raise, the other files go on.

        Errors of the state folder and of the machine are not the file's, and end the refresh.
        """
        name, file = source.name, source.file
        try:
            return self._take_in(name, items, file, progress)
        except MemoryError as error:
            return _too_large(name, file.size, error)
        except OSError as error:
            return _failed(name, error)
        except sqlite3.DataError as error:
            problem = unexpected(name, error)
        except (PinciteError, sqlite3.Error):
            raise
        except Exception as error:
            problem = unexpected(name, error)
        with self._catalog.change() as connection:
            known, gone = catalog.problems_of(connection, name), catalog.ids_of(connection, name)
            for article_id in gone:
                catalog.take_article(connection, article_id)
            _note_unreadable(connection, name, gone, (), [problem], known)
            catalog.put_file(connection, name, file, [problem])
            catalog.put_file_seal(connection, name)
        return Changes(0, 0, len(gone), ())

    def _analysed(self, article: Article) -> Analysis:
        """An article analysed in this process."""
        analysed = self._analyst.analysis(article, self._boilerplate.repeated)
        self._spellings += analysed.spellings
        return analysed

    def _take_in(self, name: str, items: Iterator[Item], file: File, progress: Progress | None) -> Changes:
        """Puts a file's articles in place of those it gave before, leaving alone the ones that are the same."""
        added = changed = 0
        problems: list[Problem] = []
        ids: set[str] = set()
        known = self._catalog.problems_of_file(name)
        for batch in _batches(items):
            with self._catalog.change() as connection:
                # Until the last batch is in, the file counts as not read: interrupted, the next refresh goes on here.
                catalog.put_file(connection, name, _UNREAD, [])
                for item in batch:
                    analysis = item if isinstance(item, Analysis) else None
                    # Whatever becomes of the article, these words are not told of again.
                    self._spellings += analysis.spellings if analysis else ()
                    article = item if isinstance(item, Problem) else _with_free_id(connection, item, ids)
                    if isinstance(article, Problem):
                        problems.append(article)
                        continue
                    ids.add(article.id)
                    old = _replaced(connection, article)
                    if old is article:
                        continue
                    indexed = (analysis or self._analysed(article)).indexed
                    catalog.put_article(connection, article.id, indexed)
                    self._boilerplate.hear(article, indexed.fingerprints)
                    added, changed = added + (old is None), changed + (old is not None)
                    if progress is not None:
                        progress(name, added + changed)
                catalog.put_spellings(connection, self._spellings)
            # Only now is it certain that the catalog keeps them.
            self._spellings.clear()
        with self._catalog.change() as connection:
            gone = [article_id for article_id in catalog.ids_of(connection, name) if article_id not in ids]
            for article_id in gone:
                catalog.take_article(connection, article_id)
            _note_unreadable(connection, name, gone, ids, problems, known)
            catalog.put_file(connection, name, file, problems)
            catalog.put_file_seal(connection, name)
        return Changes(added, changed, len(gone), ())


def _note_unreadable(
    connection: sqlite3.Connection,
    name: str,
    gone: Iterable[str],
    there: Iterable[str],
    problems: Sequence[Problem],
    known: Collection[tuple[str, str]],
) -> None:
    """Notes which articles can't be read in a file any more: those that went when a problem came.

    Args:
        connection: The catalog's, inside a transaction.
        name: The file.
        gone: The ids of the articles that were in it.
        there: The ids of those that are.
        problems: What can't be read of it now.
        known: What could not be read of it before.
    """
    new = [problem for problem in problems if tuple(problem) not in known]
    for article_id in gone if new else ():
        catalog.put_unreadable(connection, article_id, name, new[0])
    for article_id in there:
        catalog.take_unreadable(connection, article_id)
    if not problems:
        catalog.take_all_unreadable(connection, name)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """What a reader gives, in lots of `BATCH_ARTICLES`, or of what `BATCH_SECONDS` bring."""
    batch: list[Item] = []
    started = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH_ARTICLES or time.monotonic() - started >= BATCH_SECONDS:
            yield batch
            batch, started = [], time.monotonic()
    if batch:
        yield batch


def _replaced(connection: sqlite3.Connection, article: Article) -> Article | None:
    """What the catalog had under an article's id, taken out of it; the article itself where that is the same."""
    for old in catalog.articles_with_id(connection, article.id):
        # The provenance and the reader take no part in a comparison of articles.
        as_before = (old.provenance, old.reader) == (article.provenance, article.reader)
        if as_before and replace(old, record=article.record) == article:
            if old.record != article.record:
                catalog.put_record(connection, article.id, article.record)
            return article
        catalog.take_article(connection, article.id)
        return old
    return None


def _with_free_id(connection: sqlite3.Connection, given: Analysis | Article, ids: Container[str]) -> Article | Problem:
    """The article in its language, under an id that no other has: its own, or that with its file's name before it.

    Args:
        connection: The catalog's, inside a transaction.
        given: As a reader gave it, or analysed.
        ids: Those of the articles before it in its file.
    """
    article = given.article if isinstance(given, Analysis) else in_its_language(given)
    for article_id in (article.id, f"{article.path}#{article.id}"):
        if article_id not in ids and catalog.holder(connection, article_id) in (None, article.path):
            return article if article.id == article_id else replace(article, id=article_id)
    return Problem(f"{article.path} line {article.record}", f"has the id {article.id!r} of an earlier line")


def _is_much(present: Mapping[str, str | Path], known: Mapping[str, File], surroundings: Surroundings) -> bool:
    """Whether so much is new that it pays to start processes, or is packed and may be more than it seems."""
    size = 0
    for name, path in present.items():
        try:
            status = os.stat(path)  # noqa: PTH116 # a path of each takes as long
        except OSError:
            continue
        seen = _size_and_time(status)
        if name not in known or known[name][:2] != seen or known[name].hints != surroundings.hints(name).key:
            size += status.st_size * (_PACKED_SHARE if is_packed(name) else 1)
    return size >= MUCH_BYTES


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


def _failed(name: str, error: OSError) -> Changes:
    """What is said of a file that the system does not give; raises `MachineError` where that isn't the file's."""
    blame_machine(name, error)
    return _now_unreadable(name, Remark("can't be read ({error})", error=error.strerror or str(error)))


def _too_large(name: str, size: int, error: MemoryError) -> Changes:
    """What is said of a file of so many bytes for which the memory didn't suffice.

    A small one can't be what takes it: `MachineError` is raised.
    """
    if size <= PLAIN_BYTES:
        blame_machine(name, error)
    return _now_unreadable(name, Remark("needs more memory than there is"))


def _now_unreadable(name: str, reason: str) -> Changes:
    """What is said of a file that can't be read now: what it held before is kept, because a disk may come back."""
    return Changes(0, 0, 0, (Problem(name, reason),))
