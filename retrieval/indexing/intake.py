"""What a file gives, taken into the catalog: the one net around each file, whatever reader or articles raise."""

import sqlite3
import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from retrieval import language
from retrieval.errors import PinciteError
from retrieval.indexing import catalog
from retrieval.indexing.catalog import Catalog, File, IndexedPassage
from retrieval.indexing.features import packed_article, packed_passage, sentences_with_terms
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import packed_sentences
from retrieval.language import spelling
from retrieval.readers import LIMITS, Limits, Problem, day_orders, read, too_large
from retrieval.readers.files import unexpected
from retrieval.records import Article, Remark

Progress = Callable[[str, int], None]
"""Called while a file is read, with its name and how many of its articles were added or changed so far."""

Spelling = tuple[str, str | None]
"""A word as articles spell it, and the language of the article."""

BATCH_ARTICLES = 200
"""Articles a transaction: what is lost of a large file when the process is killed…"""

BATCH_SECONDS = 1.0
"""…or what this many seconds bring, if that is less; so long others wait at most to write."""

_UNREAD = File(-1, -1, "")

_FRESH_NS = 2_000_000_000  # FAT keeps times in steps of two seconds, the coarsest of the file systems in use.


class Changes(NamedTuple):
    """What a refresh did: how many articles it added, changed and removed, and everything that can't be read now."""

    added: int
    changed: int
    removed: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()
    """What was found damaged and made anew, a sentence each."""

    def saying(self, notice: str) -> "Changes":
        """The same with one notice more."""
        return self._replace(notices=(*self.notices, notice))

    @property
    def any(self) -> bool:
        """Whether any article was added, changed or removed."""
        return bool(self.added or self.changed or self.removed)


_NO_CHANGES = Changes(0, 0, 0, ())


class Intake:
    """Brings a catalog in line with one file after another."""

    def __init__(self, articles: Catalog, limits: Limits = LIMITS) -> None:
        """Nothing is read yet."""
        self._catalog = articles
        self._limits = limits
        self._spellings: set[Spelling] = set()
        self._day_orders: Mapping[str, bool] = {}

    def start(self, names: Iterable[str]) -> None:
        """Begins to read: forgets which spellings are in the catalog, as it may have been made anew.

        Args:
            names: Of all files that there are now; they tell how dates in names are to be read.
        """
        self._spellings.clear()
        self._day_orders = day_orders(list(names))

    def forget(self, name: str) -> int:
        """Removes a file's articles; returns how many there were."""
        with self._catalog.change() as connection:
            gone = catalog.articles_of(connection, name)
            for article in gone:
                catalog.take_article(connection, article.id)
            catalog.take_file(connection, name)
        return len(gone)

    def read_file(
        self, name: str, path: Path, known: File | None, thorough: bool, progress: Progress | None
    ) -> Changes:
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
            if refused := too_large(name, status.st_size, self._limits):
                return Changes(0, 0, 0, (refused,))
            data = path.read_bytes()
        except OSError as error:
            return _now_unreadable(name, Remark("can't be read ({error})", error=error.strerror or str(error)))
        except MemoryError:
            return _now_unreadable(name, Remark("needs more memory than there is"))
        file = File(status.st_size, status.st_mtime_ns, sha256(data).hexdigest())
        if known is not None and known.sha256 == file.sha256:
            if known != file:
                with self._catalog.change() as connection:
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
        with self._catalog.change() as connection:
            known, gone = catalog.problems_of(connection, name), catalog.ids_of(connection, name)
            for article_id in gone:
                catalog.take_article(connection, article_id)
            _note_unreadable(connection, name, gone, (), [problem], known)
            catalog.put_file(connection, name, file, [problem])
            catalog.put_file_seal(connection, name)
        return Changes(0, 0, len(gone), ())

    def _take_in(self, name: str, data: bytes, file: File, progress: Progress | None) -> Changes:
        """Puts a file's articles in place of those it gave before, leaving alone the ones that are the same."""
        added = changed = 0
        problems: list[Problem] = []
        ids: set[str] = set()
        known = self._catalog.problems_of_file(name)
        day_first = self._day_orders.get(name.rpartition("/")[0])
        for batch in _batches(read(data, name, day_first, self._limits)):
            spellings: set[Spelling] = set()
            with self._catalog.change() as connection:
                # Until the last batch is in, the file counts as not read: interrupted, the next refresh goes on here.
                catalog.put_file(connection, name, _UNREAD, [])
                for item in batch:
                    article = item if isinstance(item, Problem) else _with_free_id(connection, item, ids)
                    if isinstance(article, Problem):
                        problems.append(article)
                        continue
                    ids.add(article.id)
                    old = _replaced(connection, article)
                    if old is article:
                        continue
                    spellings |= put_article(connection, article, spellings, self._spellings)
                    added, changed = added + (old is None), changed + (old is not None)
                    if progress is not None:
                        progress(name, added + changed)
            # Only now is it certain that the catalog keeps them.
            self._spellings |= spellings
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


def _batches(items: Iterator[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """What a reader gives, in lots of `BATCH_ARTICLES`, or of what `BATCH_SECONDS` bring."""
    batch: list[Article | Problem] = []
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


def _now_unreadable(name: str, reason: str) -> Changes:
    """What is said of a file that can't be read now: what it held before is kept, because a disk may come back."""
    return Changes(0, 0, 0, (Problem(name, reason),))
