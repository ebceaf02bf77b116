"""A folder of articles and its catalog, brought in line with each other."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from filelock import FileLock, Timeout

from retrieval import language
from retrieval.errors import ArchiveError, NotFound, PinciteError, StateError
from retrieval.indexing import catalog
from retrieval.indexing.catalog import Catalog, File, IndexedPassage
from retrieval.indexing.features import packed_article, packed_passage, sentences_with_terms
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import packed_sentences
from retrieval.language import spelling
from retrieval.readers import Problem, read, readable
from retrieval.readers.blocks import paragraphs
from retrieval.readers.files import printable, tidy, unexpected
from retrieval.records import Article, Passage, Remark, digest

Progress = Callable[[str, int], None]
"""Called while files are read, with the file's name and how many articles were taken in so far."""

_FRESH_NS = 2_000_000_000
_FOLDER_NAME_BYTES = 200  # File systems allow 255, and the hash of the path follows.


class Changes(NamedTuple):
    """What a refresh found: articles added, changed and gone, and all that can't be read as the files are now."""

    added: int
    changed: int
    removed: int
    problems: tuple[Problem, ...]

    @property
    def any(self) -> bool:
        """Whether an article came, changed or went."""
        return bool(self.added or self.changed or self.removed)


class Archive:
    """The articles under a folder (or in one file), known through a catalog kept in a state folder."""

    def __init__(self, corpus: Path, state: Path) -> None:
        """Opens the catalog; call `refresh` to bring it in line with the files.

        Raises:
            ArchiveError: There is no such folder or file, or the file is of no known format.
            IndexOutOfDate: The catalog is of another version.
            StateError: The state folder can't be used.
        """
        if not corpus.exists():
            raise ArchiveError(f"There is no archive at {corpus}; name a folder or file of articles with --corpus.")
        if corpus.is_file() and not readable(corpus.name):
            raise ArchiveError(
                f"{corpus} is of no known format; articles are .txt, .md or .jsonl files (also .gz or .xz)."
            )
        self.corpus = corpus
        self.state = folder_of(corpus, state)
        self.catalog = Catalog(self.state / "catalog.sqlite", language.ANALYZER)
        self._fingerprint: tuple[object, str] = (None, "")
        self._lock = FileLock(self.state / "lock")
        self._spelled: set[tuple[str, str | None]] = set()

    def close(self) -> None:
        """Closes the catalog."""
        self.catalog.close()

    @contextmanager
    def held(self, wait: bool) -> Iterator[bool]:
        """Keeps other processes from refreshing meanwhile; False when one is at it and it is not to be waited for."""
        try:
            with self._lock.acquire(timeout=-1 if wait else 0):
                yield True
        except Timeout:
            yield False
        except OSError as error:
            raise StateError(f"The state folder {self.state} can't be written ({error.strerror}).") from error

    def refresh(self, thorough: bool = False, progress: Progress | None = None) -> Changes:
        """Reads the files that changed since the last time, and takes out what is gone; to be called while `held`.

        A file counts as changed when its size or time is another; with `thorough`, when any of its bytes is.

        Raises:
            ArchiveError: The archive holds no article.
        """
        known, found = self.catalog.files(), files(self.corpus)
        self._spelled.clear()
        added = changed = removed = 0
        unreadable: list[Problem] = []
        for name in known.keys() - found.keys():
            removed += self._forget(name)
        for name, path in sorted(found.items()):
            outcome = self._read(name, path, known.get(name), thorough, progress)
            if outcome is not None:
                added, changed, removed = added + outcome.added, changed + outcome.changed, removed + outcome.removed
                unreadable += outcome.problems
        if not self.catalog.article_count():
            raise ArchiveError(_empty(self.corpus, [*unreadable, *self.problems()]))
        return Changes(added, changed, removed, (*unreadable, *self.problems()))

    def unchanged(self) -> Changes:
        """What a refresh gives that found nothing to do."""
        return Changes(0, 0, 0, self.problems())

    def article(self, article_id: str) -> Article:
        """An article by its id, or by the name of its file as the file system has it; raises `NotFound`."""
        try:
            return self.catalog.article(tidy(article_id))
        except NotFound:
            if printable(article_id) == article_id:
                raise
            return self.catalog.article(printable(article_id))

    def find(self, name: str) -> tuple[Article, tuple[int, ...]]:
        """An article by its id, and the paragraph meant by a `#N` behind it.

        Raises:
            NotFound: There is no such article, or no such paragraph in it.
        """
        try:
            return self.article(name), ()
        except NotFound:
            identity, mark, number = name.rpartition("#")
            if not mark or not number.isdecimal():
                raise
        article = self.article(identity)
        count = len(paragraphs(article))
        if not 1 <= int(number) <= count:
            raise NotFound(f"{identity} has no paragraph {number}; its paragraphs are 1 to {count}.")
        return article, (int(number),)

    def article_count(self) -> int:
        """How many articles there are."""
        return self.catalog.article_count()

    def passage_count(self) -> int:
        """How many passages there are."""
        return self.catalog.passage_count()

    def articles(self) -> Iterator[Article]:
        """Every article, newest first, those without a date last."""
        return self.catalog.articles()

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of an article in order."""
        return self.catalog.passages_of(article_id)

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read of the files when they were last read."""
        return tuple(Problem(*problem) for problem in self.catalog.problems())

    def fingerprint(self) -> str:
        """What the archive holds now, as a hash of every article's id and text: the same articles, the same value."""
        state = self.catalog.articles_state()
        if self._fingerprint[0] != state:
            self._fingerprint = state, digest("\n".join(f"{key} {text}" for key, text in self.catalog.hashes()))
        return self._fingerprint[1]

    def _forget(self, name: str) -> int:
        """Takes a file's articles out; how many there were."""
        with self.catalog.change() as connection:
            gone = catalog.articles_of(connection, name)
            for article in gone:
                catalog.take_article(connection, article.id)
            catalog.take_file(connection, name)
        return len(gone)

    def _read(
        self, name: str, path: Path, known: File | None, thorough: bool, progress: Progress | None
    ) -> Changes | None:
        """Takes in what changed in a file; None when nothing can have."""
        try:
            status = path.stat()
            if not S_ISREG(status.st_mode):
                # Reading a pipe or a device may never end.
                return _now_unreadable(name, Remark("is not a regular file"))
            # A file written just now may be written again within the clock's tick: its time proves nothing yet.
            settled = known is not None and known.mtime_ns + _FRESH_NS < time.time_ns()
            if not thorough and settled and known is not None and known[:2] == (status.st_size, status.st_mtime_ns):
                return None
            data = path.read_bytes()
        except OSError as error:
            return _now_unreadable(name, Remark("can't be read ({error})", error=error.strerror or str(error)))
        except MemoryError:
            return _now_unreadable(name, Remark("needs more memory than there is"))
        file = File(status.st_size, status.st_mtime_ns, sha256(data).hexdigest())
        if known is not None and known.sha256 == file.sha256:
            if known != file:
                with self.catalog.change() as connection:
                    catalog.put_file_status(connection, name, file)
            return None
        return self._take_in_or_leave_out(name, data, file, progress)

    def _take_in_or_leave_out(self, name: str, data: bytes, file: File, progress: Progress | None) -> Changes:
        """The one net around each file: whatever its articles make our code raise, the other files go on.

        Errors of the state folder are not the file's, and end the refresh.
        """
        try:
            return self._take_in(name, data, file, progress)
        except MemoryError:
            return _now_unreadable(name, Remark("needs more memory than there is"))
        except sqlite3.DataError as error:
            problem = unexpected(name, error)
        except (PinciteError, sqlite3.Error):
            raise
        except Exception as error:
            problem = unexpected(name, error)
        removed = self._forget(name)
        with self.catalog.change() as connection:
            catalog.put_file(connection, name, file, [problem])
        return Changes(0, 0, removed, ())

    def _take_in(self, name: str, data: bytes, file: File, progress: Progress | None) -> Changes:
        """Puts a file's articles in place of those it gave before, leaving alone the ones that are the same."""
        added = changed = 0
        problems: list[Problem] = []
        spelled: set[tuple[str, str | None]] = set()
        with self.catalog.change() as connection:
            before = {article.id: article for article in catalog.articles_of(connection, name)}
            seen: set[str] = set()
            for item in read(data, name):
                if isinstance(item, Problem):
                    problems.append(item)
                    continue
                article = self._with_free_id(connection, item, seen)
                if article is None:
                    problems.append(Problem(f"{name} line {item.record}", f"has the id {item.id!r} of an earlier line"))
                    continue
                seen.add(article.id)
                old = before.pop(article.id, None)
                if old is not None and replace(old, record=article.record) == article:
                    if old.record != article.record:
                        catalog.put_record(connection, article.id, article.record)
                    continue
                if old is not None:
                    catalog.take_article(connection, article.id)
                indexed = list(indexed_passages(article))
                features = packed_article(article, (passage.terms for passage in indexed))
                catalog.put_article(connection, article, features, indexed)
                unheard = words_of(article) - spelled - self._spelled
                catalog.put_spellings(connection, shelved(unheard))
                spelled |= unheard
                added, changed = added + (old is None), changed + (old is not None)
                if progress is not None:
                    progress(name, added + changed)
            for article_id in before:
                catalog.take_article(connection, article_id)
            catalog.put_file(connection, name, file, problems)
        self._spelled |= spelled
        return Changes(added, changed, len(before), ())

    def _with_free_id(self, connection: sqlite3.Connection, article: Article, seen: set[str]) -> Article | None:
        """The article under an id that no other has: its own, else with its file's name before it; None for a copy."""
        article = replace(article, language=language.code(article.language) or language.detect(article.text))
        for candidate in (article.id, f"{article.path}#{article.id}"):
            if candidate not in seen and catalog.holder(connection, candidate) in (None, article.path):
                return replace(article, id=candidate)
        return None


def indexed_passages(article: Article) -> Iterator[IndexedPassage]:
    """The passages of an article with the terms they are found by: their own, then their title's and heading's."""
    title = language.terms(article.title, article.language) if article.title else []
    for passage in passages(article):
        heading = language.terms(passage.heading, article.language) if passage.heading else []
        sentences = sentences_with_terms(article, passage)
        yield IndexedPassage(
            passage,
            terms=[term for sentence in sentences for term in sentence.terms],
            title_terms=title + heading,
            features=packed_passage(article, passage, sentences),
            sentences=packed_sentences(sentences, passage.start, article.language),
        )


def words_of(article: Article) -> set[tuple[str, str | None]]:
    """The words of an article that misspelled ones may be read as, with its language."""
    words = spelling.spellings(article.text) | spelling.spellings(article.title or "")
    return {(word, article.language) for word in words}


def shelved(words: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, int, str, str, str]]:
    """Words as the catalog keeps them; those that are no single term are left out."""
    for word, tongue in words:
        shelf = spelling.sound_key(word)
        terms = language.terms(word, tongue) if shelf else []
        if shelf and len(terms) == 1:
            yield *shelf, word, terms[0], spelling.sounds(word)


def files(corpus: Path) -> dict[str, Path]:
    """The files of an archive that can be read, by printable names inside it; hidden files and folders are left out."""
    if corpus.is_file():
        return {printable(corpus.name): corpus}
    paths = {}
    for folder, folders, names in os.walk(corpus, followlinks=False):
        folders[:] = (name for name in folders if not name.startswith("."))
        for name in names:
            if readable(name) and not name.startswith("."):
                path = Path(folder, name)
                paths[path.relative_to(corpus).as_posix()] = path
    return _by_printable_name(paths)


def folder_of(corpus: Path, state: Path) -> Path:
    """Where the catalog and index of an archive are kept: one folder for each archive, named after it."""
    place = corpus.resolve()
    name = printable(place.name).encode()[:_FOLDER_NAME_BYTES].decode(errors="ignore")
    return state / f"{name or 'archive'}-{digest(str(place))[:8]}"


def _by_printable_name(paths: Mapping[str, Path]) -> dict[str, Path]:
    """Files by names that can be printed; each stays unique, and one that is printable already stays as it is."""
    printed = {name: path for name, path in paths.items() if printable(name) == name}
    for name in sorted(paths.keys() - printed.keys()):
        encoded = printable(name)
        while encoded in printed:
            encoded = encoded.replace("%", "%25")
        printed[encoded] = paths[name]
    return printed


def _now_unreadable(name: str, reason: str) -> Changes:
    """What is said of a file that can't be read now: what it held before is kept, because a disk may come back."""
    return Changes(0, 0, 0, (Problem(name, reason),))


def _empty(corpus: Path, problems: list[Problem]) -> str:
    """Why there is nothing to ask."""
    if problems:
        return f"No article in {corpus} could be read: {problems[0].where} {problems[0].reason}."
    return f"There are no articles in {corpus}; put .txt, .md or .jsonl files there (also .gz or .xz)."
