"""What files give, put into the catalog: of short files many in one transaction, of a long one a part in each.

Here is the one net around each file, whatever its articles make our code raise.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice, starmap
from typing import NamedTuple

from retrieval.articles.files import unexpected
from retrieval.errors import PinciteError, blame_machine
from retrieval.ingestion.analyst import Analysis, Analyst, SpellingRow, in_its_language
from retrieval.ingestion.boilerplate import Boilerplate
from retrieval.ingestion.file_tasks import PLAIN_BYTES, Source
from retrieval.ingestion.reading_process import Item
from retrieval.readers import Problem
from retrieval.records import Article, Remark, digest
from retrieval.storage import writing
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import File, StoredPassages

Progress = Callable[[str, int], None]
"""Called while a file is read, with its name and how many of its articles were added or changed so far."""

BATCH_ARTICLES = 200
"""Articles a transaction: what is lost when the process is killed…"""

BATCH_SECONDS = 1.0
"""…or what this many seconds bring, if that is less; so long others wait at most to write."""

READ_AT_ONCE = 20
"""Articles that are read with all that is stored of them, to be analysed again."""

UNREAD = File(-1, -1, "")
"""What is known of a file that was read in part."""


class Changes(NamedTuple):
    """What a refresh did: how many articles it added, changed and removed, and everything that can't be read now."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
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


_NOTHING = Changes()


class _Read(NamedTuple):
    """A short file that was read to its end, and what it gave."""

    source: Source
    items: list[Item]


class CatalogWriter:
    """Puts what files give in the place of what they gave before."""

    def __init__(self, articles: Catalog, analyst: Analyst, boilerplate: Boilerplate) -> None:
        """Nothing is put in yet.

        Args:
            articles: The catalog.
            analyst: Analyses what comes as it was read.
            boilerplate: Is told of what is new.
        """
        self._catalog = articles
        self._analyst = analyst
        self._boilerplate = boilerplate
        self._spellings: list[SpellingRow] = []
        self._waiting: list[_Read] = []
        self._until = 0.0

    def take(self, source: Source, items: Iterator[Item], progress: Progress | None) -> Iterator[Changes]:
        """Takes a file in; a short one waits for others, to be put in together. Gives what changed in what was put in.

        What an odd file makes our code raise costs that one only. Errors of the state folder and of the machine are
        not the file's: they are raised, and what waits is put in before.

        Args:
            source: The file.
            items: What it gives.
            progress: Told of each article that is added or changed.
        """
        if not self._waiting:
            self._until = time.monotonic() + BATCH_SECONDS
        try:
            opening, has_ended = _opening(items, self._until)
        except Exception as error:
            yield from self.finish(progress)
            yield self._without(source, error)
            return
        if has_ended:
            self._waiting.append(_Read(source, opening))
            count = sum(max(len(file.items), 1) for file in self._waiting)
            if count >= BATCH_ARTICLES or time.monotonic() >= self._until:
                yield from self.finish(progress)
        else:
            yield from self.finish(progress)
            yield self._put_long(source, chain(opening, items), progress)

    def finish(self, progress: Progress | None) -> Iterator[Changes]:
        """Puts in the files that wait, and gives what changed in each; not all are in one transaction if that is long.

        Args:
            progress: Told of each article that is added or changed.
        """
        waiting, self._waiting = deque(self._waiting), []
        while waiting:
            until = time.monotonic() + BATCH_SECONDS
            with self._catalog.change() as connection:
                done = [self._put_short(connection, waiting.popleft(), progress)]
                while waiting and time.monotonic() < until:
                    done.append(self._put_short(connection, waiting.popleft(), progress))
                writing.put_spellings(connection, self._spellings)
            # Only now is it certain that the catalog keeps them.
            self._spellings.clear()
            yield from done

    def put_other_passages(self, keys: Sequence[int], analyses: Iterator[Item] | None = None) -> None:
        """Puts other passages in the place of those that articles have, where they are of other paragraphs.

        Args:
            keys: Of the articles.
            analyses: The articles, each analysed anew or with what is in the way of that; None: they are analysed here.
        """
        coming = zip(keys, analyses or starmap(self._analysed, with_passages(self._catalog, keys)), strict=True)
        while part := list(islice(coming, BATCH_ARTICLES)):
            with self._catalog.change() as connection:
                analysed = [
                    (key, item)
                    for key, item in part
                    if isinstance(item, Analysis) and not writing.has_passages(connection, key, item.indexed)
                ]
                for key, analysis in analysed:
                    writing.put_other_passages(connection, key, analysis.indexed)
                for path in {analysis.article.path for _, analysis in analysed}:
                    writing.put_file_seal(connection, path)
        self._spellings.clear()  # They are the same words as before.

    def forget(self, names: Sequence[str]) -> int:
        """Removes the articles of files; returns how many there were."""
        count = 0
        for start in range(0, len(names), BATCH_ARTICLES):
            with self._catalog.change() as connection:
                for name in names[start : start + BATCH_ARTICLES]:
                    gone = writing.ids_of(connection, name)
                    for article_id in gone:
                        writing.take_article(connection, article_id)
                    writing.take_file(connection, name)
                    count += len(gone)
        return count

    def note_as_before(self, files: Sequence[tuple[str, File]]) -> None:
        """Notes the sizes and times of files, by their names, whose bytes are the same as before."""
        if files:
            with self._catalog.change() as connection:
                for name, file in files:
                    writing.put_file_status(connection, name, file)

    def _analysed(self, article: Article, stored: StoredPassages | None = None) -> Analysis:
        """An article analysed in this process, with what may be stored of it."""
        analysed = self._analyst.analysis(article, self._boilerplate.repeated, stored)
        self._spellings += analysed.spellings
        return analysed

    def _put_short(self, connection: sqlite3.Connection, file: _Read, progress: Progress | None) -> Changes:
        """Puts in a file that was read to its end, inside a transaction; what fails of it is undone."""
        source = file.source
        connection.execute("SAVEPOINT file")
        try:
            known_problems = writing.problems_of(connection, source.name)
            written = _Written(source.name, writing.newest_key(connection), progress)
            self._put_articles(connection, file.items, written)
            changes = _ended(connection, source, written, known_problems)
        except Exception as error:
            outcome = _outcome_of(source, error)
            connection.execute("ROLLBACK TO file")
            changes = _left_out(connection, source, outcome) if isinstance(outcome, Problem) else outcome
        connection.execute("RELEASE file")
        return changes

    def _put_long(self, source: Source, items: Iterator[Item], progress: Progress | None) -> Changes:
        """Puts in a file as it is read, a transaction for each part."""
        try:
            return self._put_in_parts(source, items, progress)
        except Exception as error:
            return self._without(source, error)

    def _without(self, source: Source, error: Exception) -> Changes:
        """Notes that a file made our code raise an error; raises one that isn't the file's."""
        outcome = _outcome_of(source, error)
        if isinstance(outcome, Changes):
            return outcome
        with self._catalog.change() as connection:
            return _left_out(connection, source, outcome)

    def _put_in_parts(self, source: Source, items: Iterator[Item], progress: Progress | None) -> Changes:
        """What `_put_long` does, without the net."""
        written = _Written(source.name, self._catalog.articles_state()[1], progress)
        known_problems = self._catalog.problems_of_file(source.name)
        while True:
            part, has_ended = _opening(items, time.monotonic() + BATCH_SECONDS)
            with self._catalog.change() as connection:
                # Until the last part is in, the file counts as not read: interrupted, the next refresh goes on here.
                writing.put_file(connection, source.name, UNREAD, [])
                self._put_articles(connection, part, written)
                writing.put_spellings(connection, self._spellings)
                changes = _ended(connection, source, written, known_problems) if has_ended else _NOTHING
            self._spellings.clear()
            if has_ended:
                return changes

    def _put_articles(self, connection: sqlite3.Connection, items: Iterable[Item], written: "_Written") -> None:
        """Puts in articles of a file, inside a transaction, leaving alone those that are the same as before."""
        for item in items:
            analysis = item if isinstance(item, Analysis) else None
            # Whatever becomes of the article, these words are not told of again.
            self._spellings += analysis.spellings if analysis else ()
            article = item if isinstance(item, Problem) else _with_free_id(connection, item, written)
            if isinstance(article, Problem):
                written.problems.append(article)
                continue
            old = _replaced(connection, article)
            if old is article:
                written.as_before.add(article.id)
                continue
            *_, indexed, _, n_left_out = analysis or self._analysed(article)
            key = writing.put_article(connection, article.id, indexed)
            self._boilerplate.hear(article, key, indexed.fingerprints, n_left_out)
            written.count(is_new=old is None)


class _Written:
    """What was put in of a file so far."""

    def __init__(self, name: str, newest: int, progress: Progress | None) -> None:
        self._name, self._progress = name, progress
        self.newest = newest
        """The highest key of an article before any of it was put in; of what is new no list is kept."""
        self.added = self.changed = 0
        self.problems: list[Problem] = []
        self.as_before: set[str] = set()
        """The ids of articles that are there as they were."""

    def has(self, connection: sqlite3.Connection, article_id: str) -> bool:
        """Whether an article with this id is among what was put in, or is there as it was."""
        holder = writing.holder(connection, article_id)
        return holder is not None and self.has_key(holder[1], article_id)

    def has_key(self, key: int, article_id: str) -> bool:
        """The same by the key of the article that has the id."""
        return key > self.newest or article_id in self.as_before

    def count(self, *, is_new: bool) -> None:
        """Counts an article, and tells of it."""
        self.added, self.changed = self.added + is_new, self.changed + (not is_new)
        if self._progress is not None:
            self._progress(self._name, self.added + self.changed)


def _ended(
    connection: sqlite3.Connection, source: Source, written: _Written, known_problems: Collection[tuple[str, str]]
) -> Changes:
    """Notes a file as read to its end, inside a transaction; returns what changed in it.

    Args:
        connection: The transaction's.
        source: The file.
        written: What was put in of it.
        known_problems: What could not be read of it before.
    """
    name = source.name
    before = writing.ids_of(connection, name, written.newest)
    gone = [article_id for article_id in before if article_id not in written.as_before]
    for article_id in gone:
        writing.take_article(connection, article_id)
    is_there = partial(written.has, connection)
    _note_unreadable(connection, name, gone, is_there, written.problems, known_problems)
    writing.put_file(connection, name, source.file, written.problems)
    writing.put_file_seal(connection, name)
    return Changes(written.added, written.changed, len(gone))


def _left_out(connection: sqlite3.Connection, source: Source, problem: Problem) -> Changes:
    """Notes a file as one that can't be read, inside a transaction; returns how many of its articles are gone."""
    name = source.name
    known_problems, gone = writing.problems_of(connection, name), writing.ids_of(connection, name)
    for article_id in gone:
        writing.take_article(connection, article_id)
    _note_unreadable(connection, name, gone, lambda _: False, [problem], known_problems)
    writing.put_file(connection, name, source.file, [problem])
    writing.put_file_seal(connection, name)
    return Changes(removed=len(gone))


def _outcome_of(source: Source, error: Exception) -> Changes | Problem:
    """What is said of a file that made our code raise an error; raises one that isn't the file's."""
    if isinstance(error, MemoryError):
        return out_of_memory(source.name, source.file.size, error)
    if isinstance(error, OSError):
        return failed(source.name, error)
    if isinstance(error, PinciteError | sqlite3.Error) and not isinstance(error, sqlite3.DataError):
        raise error
    return unexpected(source.name, error)


def _note_unreadable(
    connection: sqlite3.Connection,
    name: str,
    gone: Iterable[str],
    is_there: Callable[[str], bool],
    problems: Sequence[Problem],
    known_problems: Collection[tuple[str, str]],
) -> None:
    """Notes which articles can't be read in a file any more: those that went when a problem came.

    Args:
        connection: The catalog's, inside a transaction.
        name: The file.
        gone: The ids of the articles that were in it.
        is_there: Whether one with an id is.
        problems: What can't be read of it now.
        known_problems: What could not be read of it before.
    """
    new = [problem for problem in problems if tuple(problem) not in known_problems]
    for article_id in gone if new else ():
        writing.put_unreadable(connection, article_id, name, new[0])
    for problem in new:
        writing.put_other_reason(connection, name, problem)
    writing.take_unreadable(connection, is_there)
    if not problems:
        writing.take_all_unreadable(connection, name)


def _opening(items: Iterator[Item], until: float) -> tuple[list[Item], bool]:
    """The next `BATCH_ARTICLES` of what a reader gives, or what comes up to a time, and whether that is all.

    Args:
        items: What the reader gives.
        until: By the monotonic clock.
    """
    opening: list[Item] = []
    for item in items:
        opening.append(item)
        if len(opening) >= BATCH_ARTICLES or time.monotonic() >= until:
            return opening, False
    return opening, True


def _replaced(connection: sqlite3.Connection, article: Article) -> Article | None:
    """What the catalog had under an article's id, taken out of it; the article itself where that is the same."""
    if old := writing.article_replaced_by(connection, article):
        # The provenance and the reader take no part in a comparison of articles.
        as_before = (old.provenance, old.reader) == (article.provenance, article.reader)
        if as_before and replace(old, record=article.record) == article:
            if old.record != article.record:
                writing.put_record(connection, article.id, article.record)
            return article
        writing.take_article(connection, article.id, still_said=_only_adds(article, old))
        return old
    return None


def with_passages(catalog: Catalog, keys: Sequence[int]) -> Iterator[tuple[Article, StoredPassages | None]]:
    """Articles of a catalog by their keys, in order, each with what is stored of it, if that is as it was put in.

    Raises `NotFound` when one was taken out since.
    """
    for some in (keys[at : at + READ_AT_ONCE] for at in range(0, len(keys), READ_AT_ONCE)):
        articles, stored = catalog.articles_by_key(some), catalog.stored_passages(some)
        yield from ((articles[key], stored.get(key)) for key in some)


def _only_adds(article: Article, old: Article) -> bool:
    """Whether an article has every line of an older one, whose text may not be known, and all else as that had it."""
    as_before = replace(
        article,
        text=old.text,
        language=old.language,
        record=old.record,
        headings=old.headings,
        lines=old.lines,
        pages=old.pages,
    )
    return as_before == old and bool(old.text) and set(old.text.split("\n")).issubset(article.text.split("\n"))


def _with_free_id(connection: sqlite3.Connection, item: Analysis | Article, written: _Written) -> Article | Problem:
    """The article in its language, under an id that no other has; a problem where its file gave the same before.

    Args:
        connection: The catalog's, inside a transaction.
        item: As a reader gave it, or analysed.
        written: What was put in of its file before it.
    """
    article = item.article if isinstance(item, Analysis) else in_its_language(item)
    for article_id in _ids_of(article):
        path, key = writing.holder(connection, article_id) or (article.path, 0)
        named = article if article.id == article_id else replace(article, id=article_id)
        if path == article.path and not written.has_key(key, article_id):
            return named
        if path == article.path and _is_there(connection, named):
            break
    where = Remark("{file} record {number}", file=article.path, number=str(article.record))
    return Problem(where, Remark("repeats an earlier record"))


def _ids_of(article: Article) -> Iterator[str]:
    """The ids that an article may go by: its own, that behind its file's name, that with what tells it apart."""
    yield article.id
    of_its_file = article.id if article.id.startswith(f"{article.path}#") else f"{article.path}#{article.id}"
    if of_its_file != article.id:
        yield of_its_file
    fields = (article.title, article.date, article.authors, article.url, article.source, article.sha256)
    yield f"{of_its_file}-{digest(repr(fields))[:6]}"


def _is_there(connection: sqlite3.Connection, article: Article) -> bool:
    """Whether the catalog has an article with this id that differs in nothing but its place in the file."""
    old = writing.article_replaced_by(connection, article)
    return old is not None and replace(old, record=article.record) == article


def failed(name: str, error: OSError) -> Changes:
    """What is said of a file that the system does not give; raises `MachineError` where that isn't the file's."""
    blame_machine(name, error)
    return now_unreadable(name, Remark("can't be read ({error})", error=error.strerror or str(error)))


def out_of_memory(name: str, size: int, error: MemoryError) -> Changes:
    """What is said of a file of that size for which the memory didn't suffice.

    A small one can't be what takes it: `MachineError` is raised.

    Args:
        name: The file's name.
        size: Its bytes.
        error: What Python raised.
    """
    if size <= PLAIN_BYTES:
        blame_machine(name, error)
    return now_unreadable(name, Remark("needs more memory than there is"))


def now_unreadable(name: str, reason: str) -> Changes:
    """What is said of a file that can't be read now: what it held before is kept, because a disk may come back."""
    return Changes(problems=(Problem(name, reason),))
