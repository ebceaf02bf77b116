"""The catalog: which file gave which article, its passages and their features, and what the engine doesn't know yet.

SQLite in WAL mode, one connection a thread. All of it can be made again from the files; nothing precious is in here.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import Candidates, PassageColumns, StoredFeatures, Texts
from retrieval.analysis.features import unpacked_article, unpacked_hashes, unpacked_passage
from retrieval.analysis.sentences import unpacked_sentences
from retrieval.articles.blocks import opening
from retrieval.engines.base import Document, Filter, JoinedTerms
from retrieval.errors import NoSuchArticle, NotFound, TextUnread
from retrieval.records import Article, ArticleOutline, Hit, Passage
from retrieval.storage import seals
from retrieval.storage.database import log_emptied
from retrieval.storage.kept_texts import ArticleTexts, in_turn
from retrieval.storage.leftovers import holds_leftovers
from retrieval.storage.packing import unpacked_terms, unpacked_text
from retrieval.storage.rows import (
    ARTICLE_COLUMNS,
    ArticleFacts,
    File,
    IndexedPassage,
    StoredPassage,
    StoredPassages,
    TakenOut,
    day_of,
    passage_of,
    stored_article,
)
from retrieval.storage.writing import problems_of, take_damaged

FORMAT = "pincite catalog 73"

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT, hints TEXT, problems TEXT) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, record INTEGER, title TEXT,
    date TEXT, url TEXT, source TEXT, authors TEXT NOT NULL, language TEXT, sha256 TEXT NOT NULL, text BLOB,
    title_key TEXT, address_key TEXT, headings TEXT NOT NULL, lines TEXT NOT NULL, provenance TEXT NOT NULL,
    pages TEXT NOT NULL, reader TEXT NOT NULL, member TEXT);
CREATE INDEX articles_of_title ON articles (title_key);
CREATE INDEX articles_of_address ON articles (address_key);
CREATE INDEX articles_of_file ON articles (path);
CREATE INDEX articles_of_language ON articles (language);
CREATE INDEX articles_of_source ON articles (source);
CREATE INDEX articles_of_day ON articles (date);
CREATE INDEX articles_without_text ON articles (sha256) WHERE text IS NULL;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    heading TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, features BLOB NOT NULL, sentences BLOB NOT NULL);
CREATE INDEX passages_of_article ON passages (article);
CREATE TABLE article_features (
    article INTEGER PRIMARY KEY, day INTEGER, features BLOB NOT NULL, fingerprints BLOB NOT NULL);
CREATE TABLE terms (article INTEGER PRIMARY KEY, terms BLOB NOT NULL);
CREATE TABLE likeness (value INTEGER, article INTEGER, PRIMARY KEY (value, article)) WITHOUT ROWID;
CREATE INDEX likeness_of_article ON likeness (article);
CREATE TABLE seals (article INTEGER PRIMARY KEY, sha256 TEXT, text BLOB);
CREATE TABLE file_seals (path TEXT PRIMARY KEY, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE unreadable (id TEXT PRIMARY KEY, path TEXT, place TEXT, reason TEXT) WITHOUT ROWID;
CREATE TABLE pending (passage INTEGER PRIMARY KEY);
CREATE TABLE spellings (
    first TEXT, length INTEGER, word TEXT, term TEXT, sound TEXT,
    PRIMARY KEY (first, length, word, term)) WITHOUT ROWID;
CREATE TABLE taken_out (
    article INTEGER PRIMARY KEY, id TEXT, title TEXT, language TEXT, still_said INTEGER, text BLOB, terms BLOB);
CREATE TABLE without_phrases (article INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE phrases USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0");
"""

_PASSAGE = "key, article FROM passages"
_ALL = 0  # In the table of what is pending: all passages that there are; their keys begin with 1.
_GONE = f"passage NOT IN (SELECT key FROM passages) AND passage != {_ALL}"
_HERE = 'a.id = ? AND p.start <= ? AND p."end" > ?'

REWRITTEN_BYTES = 64_000_000
"""A catalog of up to this many bytes is written anew where pieces of what was taken out may be left: it takes less than
a second, and looking for them a fifth of that."""

_UNCLEARED = "uncleared"
_OUTLINE = (
    "title, date, url, source, authors, language, path, record, sha256, reader, provenance, id, key,"
    " CASE WHEN coalesce(title, '') = '' THEN text END"
)
_NEWEST_FIRST = "ORDER BY date IS NULL, date DESC, id"
_OLDEST_FIRST = "ORDER BY date IS NULL, date, record, id"

_LISTED = 200  # Articles of which texts may have to be read before the first is given.
_STORED = 'key, article, first, last, heading, start, "end", features, sentences'
_BESIDE = (
    "a.key, a.text, f.fingerprints, t.terms FROM articles a JOIN article_features f ON f.article = a.key"
    " JOIN terms t ON t.article = a.key"
)
_LOOKED_AT = 8  # Articles of an answer are looked at several times, each time by their rows as they are.


@lru_cache(_LOOKED_AT)
def _article_again(row: tuple[Any, ...]) -> Article:
    """An article by its row (`ARTICLE_COLUMNS`), which has its text."""
    return stored_article(row, unpacked_text(row[1]))


class _Overview(ArticleTexts):
    """What the archive holds, counted and listed."""

    def __init__(self, path: Path | None, analyzer: str) -> None:
        """Opens a catalog or makes an empty one; raises what `Database` does.

        Args:
            path: The SQLite file; None for a catalog in memory.
            analyzer: Names what makes the terms; a catalog made by another one can't be used.
        """
        super().__init__(path, _SCHEMA, {"format": FORMAT, "analyzer": analyzer})

    def article_count(self) -> int:
        """How many articles there are."""
        return self._number("SELECT count(*) FROM articles")

    def undated_count(self) -> int:
        """How many articles there are whose day is not known."""
        return self._number("SELECT count(*) FROM articles WHERE date IS NULL")

    def passage_count(self) -> int:
        """How many passages there are."""
        return self._number("SELECT count(*) FROM passages")

    def has_pending(self) -> bool:
        """Whether the engine doesn't know of some passage yet that came or went."""
        return bool(self._rows("SELECT 1 FROM pending LIMIT 1"))

    def all_pending(self) -> bool:
        """Whether the engine knows of no passage yet, as `mark_all_pending` noted."""
        return bool(self._rows("SELECT 1 FROM pending WHERE passage = ?", _ALL))

    def articles_in_files(self) -> list[tuple[str, int, int]]:
        """Every file, how many articles it gave, and how many of these have no date."""
        query = "SELECT f.path, count(a.key), count(a.key) - count(a.date) FROM files f LEFT JOIN articles a"
        return self._rows(f"{query} ON a.path = f.path GROUP BY f.path ORDER BY f.path")

    def months(self) -> dict[str, int]:
        """How many articles are of each month that any is of, as `2024-03`, earliest first."""
        query = "SELECT substr(date, 1, 7), count(*) FROM articles WHERE date != '' GROUP BY 1 ORDER BY 1"
        return dict(self._rows(query))

    def paragraph_count(self) -> int:
        """How many paragraphs there are, up to the last of each article that has words."""
        query = "SELECT coalesce(sum(last), 0) FROM (SELECT max(last) AS last FROM passages GROUP BY article)"
        return self._number(query)

    def file_totals(self) -> tuple[int, int, int]:
        """How many files gave an article, their bytes, and when a file changed last, in nanoseconds since 1970."""
        gave = "path IN (SELECT path FROM articles)"
        query = f"SELECT coalesce(sum({gave}), 0), coalesce(sum(CASE WHEN {gave} THEN size END), 0), "
        count, size, changed = self._rows(query + "coalesce(max(mtime_ns), 0) FROM files WHERE size >= 0")[0]
        return count, size, changed

    def about(self, articles: Sequence[int]) -> Iterator[ArticleFacts]:
        """What is known of articles by their keys, in no order; those taken out since are left out."""
        for some in in_turn(articles):
            rows = self._among("key, id, date, language, source FROM articles", "key", some)
            yield from (ArticleFacts(key, identity, day_of(date), *rest) for key, identity, date, *rest in rows)

    def outlines(self, articles: Collection[int]) -> dict[int, ArticleOutline]:
        """What is known of articles but for their texts, by their keys; those taken out since are left out."""
        rows = [
            row for some in in_turn(list(articles)) for row in self._among(f"{_OUTLINE} FROM articles", "key", some)
        ]
        return dict(self._outlines(rows))

    def all_outlines(self) -> Iterator[ArticleOutline]:
        """What is known of every article but for its text, newest first, those without a date last."""
        rows = self._connection.execute(f"SELECT {_OUTLINE} FROM articles {_NEWEST_FIRST}")
        for some in iter(lambda: rows.fetchmany(_LISTED), []):
            yield from (outline for _, outline in self._outlines(some))

    def _outlines(self, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, ArticleOutline]]:
        """Articles by their rows (`_OUTLINE`), with their keys; texts are read where an article has no title."""
        untitled = [(key, packed) for title, *_, key, packed in rows if not title]
        texts = {key: unpacked_text(packed) for key, packed in untitled if packed is not None}
        if len(texts) < len(untitled):
            texts |= self.missing_texts([key for key, _ in untitled if key not in texts], whole=False)[0]
        for (
            title,
            date,
            url,
            source,
            authors,
            language,
            path,
            record,
            sha256,
            reader,
            provenance,
            identity,
            key,
            _,
        ) in rows:
            name = title or (opening(texts[key]) if key in texts else identity)
            yield (
                key,
                ArticleOutline(
                    identity, title, name, day_of(date), url, source, tuple(json.loads(authors)), language, path,
                    record, sha256, reader, json.loads(provenance),
                ),
            )  # fmt: skip

    def languages(self) -> dict[str, int]:
        """How many articles there are in each language that is known, most first."""
        query = "SELECT language, count(*) FROM articles WHERE language != '' GROUP BY language ORDER BY 2 DESC, 1"
        return dict(self._rows(query))

    def sources(self) -> list[str]:
        """The publishers of the articles, in order; articles without one aside."""
        return [
            source for (source,) in self._rows("SELECT DISTINCT source FROM articles WHERE source != '' ORDER BY 1")
        ]

    def author_lists(self) -> dict[str, tuple[str, ...]]:
        """The authors of articles, as they are stored together → their names; articles without any aside."""
        rows = self._rows("SELECT DISTINCT authors FROM articles WHERE authors != '[]'")
        return {authors: tuple(json.loads(authors)) for (authors,) in rows}

    def hashes(self) -> Iterator[tuple[str, str]]:
        """The id of every article and the hash of its text, in order."""
        # In no more time than all of them could be sorted here, in which each would take 220 bytes.
        query = "SELECT id, sha256 FROM articles INDEXED BY sqlite_autoindex_articles_1 ORDER BY id"
        try:
            yield from self._connection.execute(query)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def articles_state(self) -> tuple[int, int]:
        """How many articles there are and the newest key: other values when any came or went, as no key comes again."""
        # Apart each of them is looked up in an index; together they take a millisecond for 20,000 articles.
        return self._rows("SELECT (SELECT count(*) FROM articles), (SELECT ifnull(max(key), 0) FROM articles)")[0]

    def note(self, name: str, value: str) -> None:
        """Keeps a value under a name, until the catalog is made anew."""
        with self.change() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"note {name}", value))

    def noted(self, name: str) -> str | None:
        """The value kept under a name."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", f"note {name}")), None)

    def fingerprints(self) -> Iterator[tuple[int, bytes]]:
        """The key of every article and the packed fingerprints of its paragraphs."""
        yield from self._connection.execute("SELECT article, fingerprints FROM article_features ORDER BY article")

    def longer_than(self, paragraphs: int, articles: Sequence[int]) -> set[int]:
        """Those of some articles, by their keys, that have a passage beyond so many paragraphs."""
        longer: set[int] = set()
        for some in in_turn(articles):
            longer.update(
                key for key, last in self._among("article, last FROM passages", "article", some) if last > paragraphs
            )
        return longer

    def has_days(self, since: str, until: str) -> bool:
        """Whether an article was published on one of these days, both given as ISO text and included."""
        return bool(self._rows("SELECT 1 FROM articles WHERE date BETWEEN ? AND ? LIMIT 1", since, until))

    def openings(self, since: str, until: str, where: Filter, limit: int) -> list[int]:
        """Keys of the passages that open articles, newest article first, of one day in the order of their ids.

        Args:
            since: The first day, as ISO text.
            until: The last day.
            where: Of its publishers and languages; its days don't count.
            limit: How many at most.
        """
        named = {"source": where.sources, "language": where.languages}
        conditions = {column: names for column, names in named.items() if names is not None}
        only = "".join(f" AND {column} IN ({','.join('?' * len(names))})" for column, names in conditions.items())
        query = (
            "SELECT (SELECT min(p.key) FROM passages p WHERE p.article = a.key) AS opening"
            f" FROM articles a WHERE date BETWEEN ? AND ?{only} AND opening IS NOT NULL ORDER BY date DESC, id LIMIT ?"
        )
        return [key for (key,) in self._rows(query, since, until, *chain.from_iterable(conditions.values()), limit)]

    def newest_where(self, condition: str, values: Sequence[str], limit: int, offset: int) -> list[int]:
        """Keys of articles that meet a condition, newest first, those of a day as they came, those without one last.

        Args:
            condition: In SQL, on the columns of `articles`.
            values: What stands for its question marks.
            limit: How many at most.
            offset: How many to skip before them.
        """
        # This order is that of an index: no row of an article that is left out has to be read.
        query = f"SELECT key FROM articles WHERE {condition} ORDER BY date DESC, key LIMIT ? OFFSET ?"
        return [key for (key,) in self._rows(query, *values, limit, offset)]

    def count_where(self, condition: str, values: Sequence[str]) -> int:
        """How many articles meet a condition, which is one of `newest_where`."""
        return int(self._rows(f"SELECT count(*) FROM articles WHERE {condition}", *values)[0][0])

    def file(self, path: str) -> File | None:
        """What is known of a file since it was last read; None where there is no such file."""
        rows = self._rows("SELECT size, mtime_ns, sha256, hints FROM files WHERE path = ?", path)
        return next((File(*row) for row in rows), None)

    def source_counts(self) -> dict[str, int]:
        """How many articles each publisher has, most first; articles without one aside."""
        query = "SELECT source, count(*) FROM articles WHERE source != '' GROUP BY source ORDER BY 2 DESC, 1"
        return dict(self._rows(query))


class _Alike(_Overview):
    """Which articles may be copies of each other."""

    def alike_articles(self) -> Iterator[list[int]]:
        """Keys of articles that may be copies of each other, in lists that may overlap."""
        alike: list[int] = []
        before = None
        for value, article in self._connection.execute("SELECT value, article FROM likeness ORDER BY value"):
            if value != before and len(alike) > 1:
                yield alike
            alike = [*alike, article] if value == before else [article]
            before = value
        if len(alike) > 1:
            yield alike

    def alike(self, article: int, most: int) -> list[int]:
        """Keys of up to `most` other articles that may be copies of an article, by its key."""
        return [other for _, other in self._alike([article], most)]

    def alike_each(self, articles: Collection[int], most: int) -> dict[int, list[int]]:
        """The same for each of a few articles that may have copies, in one query where they are not more."""
        pairs = self._alike(articles, most + 1)
        if len(pairs) > most:
            each = {article: self.alike(article, most) for article in sorted(articles)}
            return {article: others for article, others in each.items() if others}
        alike = defaultdict[int, list[int]](list)
        for article, other in pairs:
            alike[article].append(other)
        return alike

    def _alike(self, articles: Collection[int], most: int) -> list[tuple[int, int]]:
        """Up to `most` pairs of one of some articles and another one that may be its copy, by their keys."""
        query = (
            "SELECT DISTINCT a.article, b.article FROM likeness a JOIN likeness b ON b.value = a.value"
            f" WHERE a.article IN ({','.join('?' * len(articles))}) AND b.article != a.article LIMIT ?"
        )
        return self._rows(query, *articles, most)

    def numbers_of(self, articles: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The numbers of which copies share some, each with the key of the article, of articles by their keys."""
        for some in in_turn(articles):
            yield from self._among("value, article FROM likeness", "article", some)


class _Words(_Alike):
    """The words that misspelled ones may be meant to be, and what was taken out whose words may still be there."""

    def spellings(self, first: str, shortest: int, longest: int) -> list[tuple[str, str, str]]:
        """Words of articles with their terms and sounds.

        Words of articles that were taken out a moment ago may be among them; whoever uses one asks whether its term
        still occurs.

        Args:
            first: The first sound of the words.
            shortest: The fewest sounds they have.
            longest: The most sounds they have.
        """
        query = "SELECT word, term, sound FROM spellings WHERE first = ? AND length BETWEEN ? AND ?"
        return self._rows(query, first, shortest, longest)

    def terms_spelled(self, first: str, length: int, word: str) -> list[str]:
        """The terms of a word of articles, one for each language that stems it in its own way; none if it isn't one.

        Args:
            first: The first sound of the word.
            length: How many sounds it has.
            word: In lower case.
        """
        query = "SELECT term FROM spellings WHERE first = ? AND length = ? AND word = ?"
        return [term for (term,) in self._rows(query, first, length, word)]

    def words_beginning(self, first: str, lengths: Collection[int], beginning: str) -> list[tuple[str, str]]:
        """Words of articles that begin with some letters, with their terms.

        Args:
            first: The first sound of the words.
            lengths: How many sounds they may have.
            beginning: The letters, in lower case.
        """
        among = ", ".join("?" * len(lengths))
        query = f"SELECT word, term FROM spellings WHERE first = ? AND length IN ({among}) AND word >= ? AND word < ?"
        return self._rows(query, first, *lengths, beginning, f"{beginning}\U0010ffff")

    def terms_ending(self, ending: str, longest: int, most: int) -> list[str]:
        """Terms of articles' words that end with some letters and are longer; all words are looked at.

        Args:
            ending: The letters, no marks among them.
            longest: The most letters that a term may have.
            most: How many to give.
        """
        query = "SELECT DISTINCT term FROM spellings WHERE term LIKE ? AND length(term) BETWEEN ? AND ? LIMIT ?"
        return [term for (term,) in self._rows(query, f"%{ending}", len(ending) + 1, longest, most)]

    def taken_out_count(self) -> int:
        """How many articles were taken out whose words may still stand in the lists of words."""
        return self._number("SELECT count(*) FROM taken_out")

    def taken_out(self, most: int) -> list[TakenOut] | None:
        """Those articles; None where they are more than that, or where what was stored of them was damaged."""
        rows = self._rows("SELECT * FROM taken_out LIMIT ?", most + 1)
        if len(rows) > most or any(text is None and terms is None for *_, text, terms in rows):
            return None
        return [
            TakenOut(*row)._replace(text=text and unpacked_text(text), terms=unpacked_hashes(terms or b""))
            for row in rows
            for *_, text, terms in [row]
        ]

    def spelled_terms(self) -> list[tuple[str, int, str, str]]:
        """All words of articles: the first sound and the number of sounds of each, itself and its term."""
        return self._rows("SELECT first, length, word, term FROM spellings")

    def forget_taken_out(self) -> None:
        """Notes that the words of what was taken out are in no list any more; those still said need not be cleared."""
        with self.change() as connection:
            query = "INSERT OR REPLACE INTO meta SELECT ?, 'yes' FROM taken_out WHERE NOT still_said LIMIT 1"
            connection.execute(query, (f"note {_UNCLEARED}",))
            connection.execute("DELETE FROM taken_out")

    def clear(self) -> None:
        """Leaves nothing of what was taken out in the file or its log; where another process still reads, later.

        SQLite overwrites what it deletes, but may leave pieces behind when it moves rows from page to page: then the
        file is written anew, unless it is large.
        """
        if self.noted(_UNCLEARED) is None:
            return
        connection = self._connection
        try:
            emptied = log_emptied(connection)
            if emptied and self._has_leftovers():
                connection.execute("VACUUM")
                emptied = log_emptied(connection)
        except (sqlite3.OperationalError, OSError):
            return
        if emptied:
            with self.change():
                connection.execute("DELETE FROM meta WHERE name = ?", (f"note {_UNCLEARED}",))

    def _has_leftovers(self) -> bool:
        """Whether the file, all of whose log is in it, may hold pieces of words that were deleted; not looked if large.

        Of `likeness` there are numbers only, which nearly every article that comes moves.
        """
        if self._path is None or self.in_memory or self._path.stat().st_size > REWRITTEN_BYTES:
            return False
        numbers = self._rows("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'likeness'")
        return holds_leftovers(self._path, [page for (page,) in numbers])

    def texts_around(self, passages: Sequence[int]) -> Iterator[tuple[str | None, str | None, str]]:
        """Title, language and text of the articles that passages with these keys are of."""
        for some in in_turn(passages):
            what = "DISTINCT a.key, a.text, a.title, a.language FROM passages p JOIN articles a ON a.key = p.article"
            rows = self._among(what, "p.key", some)
            texts = self._texts(row[:2] for row in rows)
            yield from ((title, language, texts[key]) for key, _, title, language in rows)


class _Terms(_Words):
    """The terms of passages, as engines and ranking take them in."""

    left_out: frozenset[int] = frozenset()
    """The keys of articles of which no passage is a candidate."""

    def opening_columns(self, article: int, until: int) -> PassageColumns:
        """What is kept of the passages that stand mostly before a code point of an article, given by its key.

        Its first passage is among them anyway.
        """
        query = 'SELECT features FROM passages WHERE article = ? AND (first = 1 OR start + "end" < 2 * ?) ORDER BY key'
        rows = self._rows(query, article, until)
        with self._damage_noticed():
            return PassageColumns([features for (features,) in rows])

    def candidates(self, hits: Sequence[Hit]) -> Candidates:
        """The hits with the features of passage and article; those taken out of the archive since are left out."""
        return self.stored_features([hit.key for hit in hits]).candidates(hits)

    def stored_features(self, passages: Sequence[int]) -> StoredFeatures:
        """The features of passages, by their keys, and of their articles, as far as they are there."""
        rows = self._among("key, article, first = 1, features FROM passages", "key", passages)
        keys = sorted({article for _, article, *_ in rows} - self.left_out)
        articles = self._among("article, day, features FROM article_features", "article", keys)
        with self._damage_noticed():
            return StoredFeatures(rows, articles)

    def features_of(self, passages: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
        """Key, article's key and packed features of passages by their keys, in their order."""
        for some in in_turn(passages):
            yield from self._among("key, article, features FROM passages", "key", some)

    def passage_keys_of(self, articles: Sequence[int]) -> Iterator[int]:
        """The keys of the passages of articles, by their keys."""
        for some in in_turn(articles):
            yield from (key for (key,) in self._among("key FROM passages", "article", some))

    def term_counts(self, keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        """How often each of some passages has each of some terms, as an engine asks for it."""
        return self.stored_features(keys).term_counts(keys, terms)

    def stored_passages(self, articles: Sequence[int]) -> dict[int, StoredPassages]:
        """What is stored of the passages of a few articles, by their keys; nothing if it isn't as it was put in."""
        if not seals.sound(self._connection, articles):
            return {}
        passages = defaultdict[int, list[IndexedPassage]](list)
        for _, article, *columns in sorted(self._among(f"{_STORED} FROM passages", "article", articles)):
            passages[article].append(IndexedPassage(*columns))
        return {
            key: StoredPassages(text, fingerprints, terms, passages[key])
            for key, text, fingerprints, terms in self._among(_BESIDE, "a.key", articles)
        }

    def passage_terms(self, article_id: str, at: int) -> list[str] | None:
        """The terms, title's and heading's too, of the passage that holds a code point of an article; None: none."""
        query = f"SELECT p.key, a.key FROM passages p JOIN articles a ON a.key = p.article WHERE {_HERE}"
        for key, article in self._rows(query, article_id, at, at):
            return list(self._terms_of_each([article])[key])
        return None

    def documents(self, *, pending: bool = False) -> Iterator[Document]:
        """Every passage as an engine takes it in, or only those that the engine wasn't told of yet."""
        only = "WHERE key IN (SELECT passage FROM pending)" if pending and not self.all_pending() else ""
        rows = self._connection.execute(f"SELECT {_PASSAGE} {only} ORDER BY key")
        yield from (document for _, document in self._documents(rows))

    def documents_with(self, passages: Sequence[int]) -> Iterator[Document]:
        """Passages by their keys, as an engine takes them in, as far as they are there."""
        for some in in_turn(sorted(passages)):
            rows = self._among(_PASSAGE, "key", some)
            yield from (document for _, document in self._documents(sorted(rows)))

    def _documents(self, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Document]]:
        """Passages as an engine takes them in, each with the key of its article.

        Args:
            rows: Of each passage its key and its article's; those of an article together.
        """
        articles = ((article, [key for key, _ in group]) for article, group in groupby(rows, key=itemgetter(1)))
        while some := list(islice(articles, _LISTED)):
            facts = {each.key: each.as_document[2:] for each in self.about([article for article, _ in some])}
            self.missing_texts(list(facts), whole=True)
            terms = self._terms_of_each(list(facts))
            for article, passages in some:
                if of_article := facts.get(article):
                    yield from ((article, Document(key, terms[key], *of_article)) for key in passages)

    def term_hashes(self) -> Iterator[NDArray[np.uint32]]:
        """The hashes of the terms of every article, of titles and of headings, each at least once."""
        with self._damage_noticed():
            for (features,) in self._connection.execute("SELECT features FROM article_features"):
                article = unpacked_article(features)
                yield from (article.terms, article.title)
            for (features,) in self._connection.execute("SELECT features FROM passages WHERE heading IS NOT NULL"):
                yield unpacked_passage(features).heading

    def _terms_of_each(self, articles: Sequence[int]) -> dict[int, JoinedTerms]:
        """The terms of each passage of some articles, title's and heading's too, by its key."""
        passages = defaultdict[int, list[int]](list)
        for key, article in self._among("key, article FROM passages", "article", articles):
            passages[article].append(key)
        rows = self._among(
            "a.key, a.text, t.terms FROM terms t JOIN articles a ON a.key = t.article", "t.article", articles
        )
        texts = self._texts(row[:2] for row in rows)
        with self._damage_noticed():
            if passages.keys() - texts.keys():
                raise ValueError("passages without their terms")
            return {
                passage: terms
                for key, _, packed in rows
                for passage, terms in zip(sorted(passages[key]), unpacked_terms(packed, texts[key]), strict=True)
            }


class _Arrivals(_Terms):
    """What came in last."""

    def arrived(self, after: int) -> list[tuple[int, str, str]]:
        """Key, id and hash of the text of every article with a higher key than that, in the order they came in."""
        return self._rows("SELECT key, id, sha256 FROM articles WHERE key > ? ORDER BY key", after)

    def documents_of(self, articles: Sequence[int]) -> Iterator[tuple[int, Document]]:
        """The passages of articles, by their keys, as an engine takes them in, each with the key of its article."""
        for some in in_turn(articles):
            yield from self._documents(self._among(_PASSAGE, "article", some))


_WITHOUT_PHRASES = (
    "FROM articles WHERE key > (SELECT coalesce(max(id), 0) FROM phrases_docsize)"
    " AND key > (SELECT coalesce(max(article), 0) FROM without_phrases)"
)


class _Phrases(_Arrivals):
    """Which articles are in the index of phrases."""

    def awaits_phrases(self) -> bool:
        """Whether there are articles that the phrase index doesn't hold yet."""
        return bool(self._rows(f"SELECT 1 {_WITHOUT_PHRASES} UNION ALL SELECT 1 FROM without_phrases LIMIT 1"))

    def next_without_phrases(self, limit: int) -> list[int]:
        """The keys of the next articles, up to `limit`, that the phrase index doesn't hold yet."""
        return [key for (key,) in self._rows(f"SELECT key {_WITHOUT_PHRASES} ORDER BY key LIMIT ?", limit)]

    def left_without_phrases(self) -> list[int]:
        """The keys of articles that were left out of the phrase index, as their texts couldn't be had."""
        return [key for (key,) in self._rows("SELECT article FROM without_phrases ORDER BY article")]

    def in_phrases(self, articles: Sequence[int]) -> bool:
        """Whether the phrase index holds some of these articles, by their keys."""
        return any(self._rows("SELECT 1 FROM phrases_docsize WHERE id = ?", key) for key in articles)

    def articles_matching(self, query: str, limit: int | None = None) -> list[int]:
        """Keys of up to `limit` articles that match a query in FTS5's syntax; some may have been taken out since."""
        query_for_keys = "SELECT rowid FROM phrases WHERE phrases MATCH ? LIMIT ?"
        return [key for (key,) in self._rows(query_for_keys, query, -1 if limit is None else limit)]

    def phrase_index_size(self) -> tuple[int, int]:
        """How many articles the phrase index holds that are still there, and how many that were taken out since."""
        query = (
            "SELECT count(a.key), count(*) - count(a.key) FROM phrases_docsize d LEFT JOIN articles a ON a.key = d.id"
        )
        live, stale = self._rows(query)[0]
        return live, stale


class Catalog(_Phrases):
    """The catalog of one archive, in one SQLite file."""

    # Files

    def files(self) -> dict[str, File]:
        """Every file that was read, by its path inside the archive."""
        query = "SELECT path, size, mtime_ns, sha256, hints FROM files"
        return {path: File._make(columns) for path, *columns in self._rows(query)}

    def files_with_problems(self) -> set[str]:
        """The files of which something could not be read when they were last read."""
        return {path for (path,) in self._rows("SELECT path FROM files WHERE problems != '[]'")}

    def problems(self) -> list[tuple[str, str]]:
        """Where something could not be read, and why."""
        rows = self._rows("SELECT problems FROM files WHERE problems != '[]' ORDER BY path")
        return [(where, reason) for (problems,) in rows for where, reason in json.loads(problems)]

    # Articles

    def has_field_from(self, origin: str) -> bool:
        """Whether any article has a field that came from there, by its provenance."""
        query = "SELECT 1 FROM articles WHERE instr(provenance, ?) LIMIT 1"
        return bool(self._rows(query, json.dumps(origin, ensure_ascii=False)))

    def article(self, article_id: str) -> Article:
        """An article by its id; raises `NotFound`."""
        rows = self._rows(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", article_id)
        if not rows:
            raise NoSuchArticle(f"There is no article {article_id!r} in this archive.")
        return self._articles(rows)[0]

    def article_by_key(self, key: int) -> Article:
        """An article by its key, the catalog's number for it; raises `NotFound` when it was taken out since."""
        return self.articles_by_key([key])[key]

    def articles_by_key(self, keys: Collection[int]) -> dict[int, Article]:
        """Articles by their keys; raises `NotFound` when one was taken out since."""
        rows = self._among(f"{ARTICLE_COLUMNS} FROM articles", "key", list(keys))
        if len(rows) < len(keys):
            raise NotFound("The article was removed from the archive a moment ago; ask again.")
        without_text = [row for row in rows if row[1] is None]
        read = {row[-1]: article for row, article in zip(without_text, self._articles(without_text), strict=True)}
        return {row[-1]: read.get(row[-1]) or _article_again(row) for row in rows}

    def unreadable(self, article_id: str) -> tuple[str, str] | None:
        """Where an article stood that can't be read there any more, and why; None when it is none such."""
        rows = self._rows("SELECT place, reason FROM unreadable WHERE id = ?", article_id)
        return rows[0] if rows else None

    def unreadable_count(self) -> int:
        """How many articles can't be read any more where they stood."""
        return int(self._rows("SELECT count(*) FROM unreadable")[0][0])

    def sound(self, article_ids: Iterable[str]) -> bool:
        """Whether articles are there and stored just as they were put in."""
        ids = sorted(set(article_ids))
        keys = [key for (key,) in self._among("key FROM articles", "id", ids)]
        return len(keys) == len(ids) and seals.sound(self._connection, keys)

    def articles_with_ids(self, article_ids: Iterable[str]) -> list[Article]:
        """Those of the articles that there are."""
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?"
        return self._articles([row for identity in sorted(article_ids) for row in self._rows(query, identity)])

    def readable_articles(self, article_ids: Iterable[str]) -> list[Article]:
        """Those of the articles that there are and whose texts can be had."""
        readable: list[Article] = []
        for identity in sorted(set(article_ids)):
            with suppress(TextUnread):
                readable += self.articles_with_ids([identity])
        return readable

    def problems_of_file(self, path: str) -> list[tuple[str, str]]:
        """Where in a file something could not be read when it was last read, and why."""
        return problems_of(self._connection, path)

    def without_damage(self) -> tuple[str, ...]:
        """Takes out the files of which something is not stored as it was put in, and names them."""
        with self.change() as connection:
            return tuple(take_damaged(connection))

    def articles_at(self, path: str) -> list[Article]:
        """The articles of the file with this path inside the archive, in order."""
        return self._articles_where("path", path)

    def articles_of_files_named(self, name: str) -> list[Article]:
        """The articles of the files with this name, in whatever folder below the archive, oldest first."""
        # Looked up in the index of paths: the rows themselves hold whole texts.
        of_name = "SELECT key FROM articles WHERE substr(path, -length(?1)) = ?1"
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE key IN ({of_name}) {_OLDEST_FIRST}"
        return self._articles(self._rows(query, f"/{name}"))

    def articles_entitled(self, key: str) -> list[Article]:
        """The articles whose title has this key (`title_key`), oldest first."""
        return self._articles_where("title_key", key)

    def articles_addressed(self, key: str) -> list[Article]:
        """The articles whose address has this key (`address_key`), oldest first."""
        return self._articles_where("address_key", key)

    def _articles_where(self, column: str, value: str) -> list[Article]:
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE {column} = ? {_OLDEST_FIRST}"
        return self._articles(self._rows(query, value))

    def articles(self) -> Iterator[Article]:
        """Every article, newest first, those without a date last."""
        rows = self._connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles {_NEWEST_FIRST}")
        for some in iter(lambda: rows.fetchmany(_LISTED), []):
            yield from self._articles(some, whole=True)

    def _articles(self, rows: Sequence[Sequence[Any]], *, whole: bool = False) -> list[Article]:
        """Articles by their rows (`ARTICLE_COLUMNS`); `whole`: all of their files are going to be read."""
        texts = self._texts(((row[-1], row[1]) for row in rows), whole=whole)
        return [stored_article(row, texts[row[-1]]) for row in rows]

    # Passages

    def passage_keys(self) -> list[int]:
        """The key of every passage, in order."""
        return [key for (key,) in self._rows("SELECT key FROM passages ORDER BY key")]

    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]:
        """The passages with these keys; those taken out since are left out."""
        what = 'p.key, p.article, p.sentences, a.language, a.id, p.first, p.last, p.heading, p.start, p."end"'
        rows = self._among(f"{what} FROM passages p JOIN articles a ON a.key = p.article", "p.key", keys)
        with self._damage_noticed():
            return {
                key: StoredPassage(article, passage_of(*columns), unpacked_sentences(sentences), language)
                for key, article, sentences, language, *columns in rows
            }

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of an article in order."""
        columns = 'a.id, p.first, p.last, p.heading, p.start, p."end"'
        query = f"SELECT {columns} FROM passages p JOIN articles a ON a.key = p.article WHERE a.id = ? ORDER BY p.start"
        return [passage_of(*row) for row in self._rows(query, article_id)]

    def passage_keys_near(self, article: int, place: int, limit: int) -> list[int]:
        """The keys of up to `limit` passages of an `article` that start nearest to a `place`, a code point in it."""
        query = "SELECT key FROM passages WHERE article = ? ORDER BY abs(start - ?), key LIMIT ?"
        return [key for (key,) in self._rows(query, article, place, limit)]

    def passages_state(self) -> tuple[int, float]:
        """How many passages there are and the sum of their keys: other values when any came or went."""
        return self._rows("SELECT count(*), total(key) FROM passages")[0]

    def pending(self) -> list[int]:
        """Keys of passages that came or went since the engine was last told."""
        all_keys = f"SELECT key FROM passages UNION SELECT passage FROM pending WHERE passage != {_ALL}"
        return [key for (key,) in self._rows(all_keys if self.all_pending() else "SELECT passage FROM pending")]

    def pending_gone(self) -> list[int]:
        """Keys of passages that went since the engine was last told; those that came, which may be many, aside."""
        return [key for (key,) in self._rows(f"SELECT passage FROM pending WHERE {_GONE}")]

    def clear_all_pending(self) -> None:
        """Notes that the engine was told of all passages that came or went."""
        with self.change() as connection:
            connection.execute("DELETE FROM pending")

    def clear_pending(self, keys: Iterable[int]) -> None:
        """Notes that the engine was told of these passages."""
        with self.change() as connection:
            if connection.execute("DELETE FROM pending WHERE passage = ?", (_ALL,)).rowcount:
                connection.execute("INSERT OR IGNORE INTO pending SELECT key FROM passages")
            connection.executemany("DELETE FROM pending WHERE passage = ?", ((key,) for key in keys))

    def mark_all_pending(self) -> None:
        """Notes that the engine was told of no passage yet."""
        with self.change() as connection:
            gone = connection.execute(f"SELECT passage FROM pending WHERE {_GONE}").fetchall()
            connection.execute("DELETE FROM pending")
            connection.executemany("INSERT INTO pending VALUES (?)", [(_ALL,), *gone])

    # Copies

    def origins(self, articles: Sequence[int], most: int) -> int:
        """How many of some articles, by their keys, aren't copies of another one of them."""
        left, count = set(articles), 0
        while left:
            count += 1
            new = [left.pop()]
            while new:
                copies = left.intersection(self.alike(new.pop(), most))
                left -= copies
                new += copies
        return count

    def terms_of_articles(self, keys: Sequence[int]) -> tuple[list[int], Texts]:
        """Keys of articles, ascending, and the hashes of the terms of their passages in order.

        Those of titles and headings aside, and articles without passages left out.
        """
        rows = sorted(
            row
            for some in in_turn(keys)
            for row in self._among("article, key, features FROM passages", "article", some)
        )
        sizes: dict[int, int] = {}
        with self._damage_noticed():
            terms = PassageColumns([features for _, _, features in rows]).terms
        for (article, _, _), size in zip(rows, terms.sizes.tolist(), strict=True):
            sizes[article] = sizes.get(article, 0) + size
        return list(sizes), Texts(terms.values, np.array([*sizes.values()], np.int64))

    def keys_of(self, article_ids: Iterable[str]) -> list[int]:
        """The keys of those of the articles that there are."""
        query = "SELECT key FROM articles WHERE id = ?"
        return [key for identity in article_ids for (key,) in self._rows(query, identity)]
