"""A folder of articles and its catalog, brought in line with each other."""

import os
import sqlite3
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
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
from retrieval.indexing.article_names import address_key, paths, title_key, without_paragraph
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
"""Called while a file is read, with its name and how many of its articles were added or changed so far."""

Spelling = tuple[str, str | None]
"""A word as articles spell it, and the language of the article."""

_FRESH_NS = 2_000_000_000  # FAT keeps times in steps of two seconds, the coarsest of the file systems in use.
_FOLDER_NAME_BYTES = 200  # File systems allow 255, and the hash of the path follows.


class Changes(NamedTuple):
    """What a refresh did: how many articles it added, changed and removed, and everything that can't be read now."""

    added: int
    changed: int
    removed: int
    problems: tuple[Problem, ...]

    @property
    def any(self) -> bool:
        """Whether any article was added, changed or removed."""
        return bool(self.added or self.changed or self.removed)


_NO_CHANGES = Changes(0, 0, 0, ())


class Archive:
    """The articles under a folder (or in one file), listed in a catalog in a state folder."""

    def __init__(self, corpus: Path, state: Path) -> None:
        """Opens the catalog; `refresh` brings it in line with the files.

        Args:
            corpus: A folder of articles, or one file.
            state: Where catalogs and indexes are kept, each archive's in a folder of its own.

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
        self._spellings: set[Spelling] = set()

    def close(self) -> None:
        """Closes the catalog."""
        self.catalog.close()

    @contextmanager
    def locked(self, wait: bool) -> Iterator[bool]:
        """Keeps other processes from refreshing meanwhile, and tells whether it does.

        Args:
            wait: Waits for a process that is refreshing now, instead of going on without the lock.

        Raises:
            StateError: The state folder can't be written.
        """
        try:
            with self._lock.acquire(timeout=-1 if wait else 0):
                yield True
        except Timeout:
            yield False
        except OSError as error:
            raise StateError(f"The state folder {self.state} can't be written ({error.strerror}).") from error

    def refresh(self, thorough: bool = False, progress: Progress | None = None) -> Changes:
        """Reads the files that changed since the last time, and removes the articles of those that are gone.

        Call it while the archive is `locked`.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.

        Raises:
            ArchiveError: The archive holds no article.
        """
        known, present = self.catalog.files(), files(self.corpus)
        self._spellings.clear()
        added = changed = removed = 0
        unreadable: list[Problem] = []
        for name in known.keys() - present.keys():
            removed += self._forget(name)
        for name, path in sorted(present.items()):
            changes = self._read(name, path, known.get(name), thorough, progress)
            added, changed, removed = added + changes.added, changed + changes.changed, removed + changes.removed
            unreadable += changes.problems
        if not self.catalog.article_count():
            raise ArchiveError(_no_article(self.corpus, [*unreadable, *self.problems()]))
        return Changes(added, changed, removed, (*unreadable, *self.problems()))

    def unchanged(self) -> Changes:
        """What a refresh returns that finds nothing to do."""
        return Changes(0, 0, 0, self.problems())

    def article(self, article_id: str) -> Article:
        """An article by its id, or by the name of its file as the file system has it; raises `NotFound`."""
        try:
            return self.catalog.article(tidy(article_id))
        except NotFound:
            if printable(article_id) == article_id:
                raise
            return self.catalog.article(printable(article_id))

    def named(self, name: str) -> list[Article]:
        """The articles that a person may mean by an id, a path, a title or an address; none when nothing fits.

        Several have the same title, the same address, or stand in the same file: then all of them are meant.
        """
        return self._entitled(name) or self._addressed(name)

    def find(self, name: str) -> tuple[list[Article], tuple[int, ...]]:
        """The articles `named`, and the paragraph meant by a `#N` behind the name.

        Of several articles only those are given that have such a paragraph.

        Raises:
            NotFound: There is no such article, or no such paragraph in it.
        """
        if named := self._entitled(name):
            return named, ()
        stripped = without_paragraph(name)
        of_paragraph = self.named(stripped[0]) if stripped else []
        if stripped is None or not of_paragraph:
            if named := self._addressed(name):
                return named, ()
            raise NotFound(f"There is no article {name!r} in this archive; `pincite articles` lists them.")
        counts = [len(paragraphs(article)) for article in of_paragraph]
        with_paragraph = [
            article for article, count in zip(of_paragraph, counts, strict=True) if 1 <= stripped[1] <= count
        ]
        if not with_paragraph:
            raise NotFound(f"{stripped[0]} has no paragraph {stripped[1]}; its paragraphs are 1 to {max(counts)}.")
        return with_paragraph, (stripped[1],)

    def _entitled(self, name: str) -> list[Article]:
        """The article with an id or path, else those with a title."""
        for identity in dict.fromkeys((name, *paths(name, self.corpus))):
            try:
                return [self.article(identity)]
            except NotFound:
                if articles := self.catalog.articles_at(printable(identity)):
                    return articles
        key = title_key(tidy(name))
        return self.catalog.articles_entitled(key) if key else []

    def _addressed(self, name: str) -> list[Article]:
        """The articles with a web address."""
        key = address_key(tidy(name))
        return self.catalog.articles_addressed(key) if key else []

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
        """A hash of every article's id and text: the same articles give the same value."""
        state = self.catalog.articles_state()
        if self._fingerprint[0] != state:
            self._fingerprint = state, digest("\n".join(f"{key} {text}" for key, text in self.catalog.hashes()))
        return self._fingerprint[1]

    def _forget(self, name: str) -> int:
        """Removes a file's articles; returns how many there were."""
        with self.catalog.change() as connection:
            gone = catalog.articles_of(connection, name)
            for article in gone:
                catalog.take_article(connection, article.id)
            catalog.take_file(connection, name)
        return len(gone)

    def _read(self, name: str, path: Path, known: File | None, thorough: bool, progress: Progress | None) -> Changes:
        """Brings the catalog in line with one file."""
        try:
            status = path.stat()
            if not S_ISREG(status.st_mode):
                # Reading a pipe or a device may never end.
                return _now_unreadable(name, Remark("is not a regular file"))
            # A file written just now may be written again within the clock's tick: its time proves nothing yet.
            settled = known is not None and known.mtime_ns + _FRESH_NS < time.time_ns()
            if not thorough and settled and known is not None and known[:2] == (status.st_size, status.st_mtime_ns):
                return _NO_CHANGES
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
            return _NO_CHANGES
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
        spellings: set[Spelling] = set()
        with self.catalog.change() as connection:
            before = {article.id: article for article in catalog.articles_of(connection, name)}
            ids: set[str] = set()
            for item in read(data, name):
                article = item if isinstance(item, Problem) else _with_free_id(connection, item, ids)
                if isinstance(article, Problem):
                    problems.append(article)
                    continue
                ids.add(article.id)
                old = before.pop(article.id, None)
                if old is not None and replace(old, record=article.record) == article:
                    if old.record != article.record:
                        catalog.put_record(connection, article.id, article.record)
                    continue
                if old is not None:
                    catalog.take_article(connection, article.id)
                spellings |= put_article(connection, article, spellings, self._spellings)
                added, changed = added + (old is None), changed + (old is not None)
                if progress is not None:
                    progress(name, added + changed)
            for article_id in before:
                catalog.take_article(connection, article_id)
            catalog.put_file(connection, name, file, problems)
        # Only now is it certain that the catalog keeps them.
        self._spellings |= spellings
        return Changes(added, changed, len(before), ())


def put_article(connection: sqlite3.Connection, article: Article, *known: set[Spelling]) -> set[Spelling]:
    """Adds an article with its passages and the spellings that are not `known`; returns those."""
    indexed = list(indexed_passages(article))
    features = packed_article(article, (passage.terms for passage in indexed))
    catalog.put_article(connection, article, features, indexed)
    new = spellings_of(article).difference(*known)
    catalog.put_spellings(connection, spelling_rows(new))
    return new


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


def spellings_of(article: Article) -> set[Spelling]:
    """The words of an article that misspelled words may be corrected to."""
    words = spelling.spellings(article.text) | spelling.spellings(article.title or "")
    return {(word, article.language) for word in words}


def spelling_rows(spellings: Iterable[Spelling]) -> Iterator[tuple[str, int, str, str, str]]:
    """The catalog's rows of words: first sound, number of sounds, word, term, sounds; only words of a single term."""
    for word, code in spellings:
        key = spelling.sound_key(word)
        terms = language.terms(word, code) if key else []
        if key and len(terms) == 1:
            yield *key, word, terms[0], spelling.sounds(word)


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


def _with_free_id(connection: sqlite3.Connection, article: Article, ids: Container[str]) -> Article | Problem:
    """The article in its language, under an id that no other has: its own, or that with its file's name before it.

    Args:
        connection: The catalog's, inside a transaction.
        article: As a reader gave it.
        ids: Those of the articles before it in its file.
    """
    article = replace(article, language=language.code(article.language) or language.detect(article.text))
    for article_id in (article.id, f"{article.path}#{article.id}"):
        if article_id not in ids and catalog.holder(connection, article_id) in (None, article.path):
            return replace(article, id=article_id)
    return Problem(f"{article.path} line {article.record}", f"has the id {article.id!r} of an earlier line")


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


def _no_article(corpus: Path, problems: list[Problem]) -> str:
    """Why the archive holds no article, as a sentence."""
    if problems:
        return f"No article in {corpus} could be read: {problems[0].where} {problems[0].reason}."
    return f"There are no articles in {corpus}; put .txt, .md or .jsonl files there (also .gz or .xz)."
