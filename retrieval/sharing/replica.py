"""A catalog that others share: its rows as bytes to store elsewhere, and back again, without the texts of articles.

The seals among the rows prove them: what was damaged on its way is rejected.
"""

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

from retrieval.errors import ClusterError
from retrieval.indexing.archive import COMPLETE
from retrieval.sharing import unpublished
from retrieval.sharing.unpublished import OWN_NOTES, Unpublished
from retrieval.storage import seals
from retrieval.storage.catalog import Catalog
from retrieval.storage.writing import put_spellings, take_file, take_spellings

_COLUMNS = (
    "key, id, path, record, title, date, url, source, authors, language, sha256, title_key, address_key, headings,"
    " lines, provenance, pages, reader, member"
)
"""All columns of an article but its text."""

_PASSAGE = 'key, first, last, heading, start, "end", features, sentences'
_BASE, _PUBLISHING = "base", "publishing"

WORDS_AT_ONCE = 10_000
"""Words that are packed together: some 200 kilobytes."""

_LEVEL = 1
"""Of zlib: the longer part of an article is features, which hardly get shorter."""

_MOST_BYTES = 2**30  # What is packed may take unpacked; rows have a few kilobytes.


class Base(NamedTuple):
    """What a catalog is in step with: which line of generations, and which of them."""

    lineage: str
    generation: int


class Replica(Catalog):
    """A catalog that is filled from what another one has published, or publishes what it has."""

    _at_times: tuple[int, Callable[[], object]] | None = None

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of what is done inside is kept, or, on an error, nothing."""
        at_times, thread = self._at_times, threading.get_ident()
        if at_times is not None and at_times[0] == thread:
            self._at_times = None
            try:
                at_times[1]()
            finally:
                self._at_times = at_times
        with super().change() as connection:
            yield connection

    @contextmanager
    def interrupted(self, at_times: Callable[[], object]) -> Iterator[None]:
        """Has something be called, in this thread, before each transaction of the body."""
        self._at_times = threading.get_ident(), at_times
        try:
            yield
        finally:
            self._at_times = None

    @property
    def is_being_read(self) -> bool:
        """Whether this thread sees a state of it that it can't leave now."""
        return self._connection.in_transaction

    def make_anew(self) -> None:
        """Replaces the catalog with an empty one; answers continue with what there was."""
        if self.about_to_change is not None:
            self.about_to_change()
        super().make_anew()

    # In step with others

    @property
    def base(self) -> Base | None:
        """What it is in step with, but for what was not published yet; None if it never was."""
        note = self.noted(_BASE)
        return Base(*json.loads(note)) if note else None

    @property
    def publishing(self) -> Base | None:
        """What it will be in step with when all that it has is published; None if nobody has begun to publish it."""
        note = self.noted(_PUBLISHING)
        return Base(*json.loads(note)) if note else None

    def mark_publishing(self, base: Base) -> None:
        """Notes what it will be in step with once all that it has is published, which begins now."""
        self.note(_PUBLISHING, json.dumps(base))

    def mark_in_sync(self, base: Base, notes: bytes | None = None) -> None:
        """Notes that it is in step, with nothing to publish; from now on it notes what comes, goes and changes.

        Args:
            base: What it is in step with.
            notes: What `packed_notes` packed, to be put in place of its own; None leaves them.
        """
        with self.change() as connection:
            if notes is not None:
                apply_notes(connection, notes)
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"note {_BASE}", json.dumps(base)))
            connection.execute("DELETE FROM meta WHERE name = ?", (f"note {_PUBLISHING}",))
            unpublished.track(connection)

    @property
    def is_complete(self) -> bool:
        """Whether every file was read at least once."""
        return self.noted(COMPLETE) is not None

    @property
    def is_empty(self) -> bool:
        """Whether no file was ever read into it."""
        return not self._rows("SELECT 1 FROM files LIMIT 1") and not self._rows("SELECT 1 FROM articles LIMIT 1")

    def unpublished(self) -> Unpublished | None:
        """What it has not published yet; None if that is all."""
        if self.base is None or not unpublished.is_tracked(self._connection):
            return None
        return unpublished.unpublished(self._connection)

    def sequences(self) -> dict[str, int]:
        """The highest keys ever given to articles and passages."""
        return dict(self._rows("SELECT name, seq FROM sqlite_sequence WHERE name IN ('articles', 'passages')"))

    def raise_sequences(self, sequences: Mapping[str, int]) -> None:
        """Gives no key from now on that is not above those, by tables."""
        with self.change() as connection:
            for table, newest in sequences.items():
                connection.execute(
                    "INSERT INTO sqlite_sequence SELECT ?, 0"
                    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
                    (table, table),
                )
                connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (newest, table))

    def passages_gone(self, keys: Sequence[int]) -> list[int]:
        """Those of some keys of passages that there are no passages of."""
        there = set[int]()
        for start in range(0, len(keys), _AT_ONCE):
            there |= {key for (key,) in self._among("key FROM passages", "key", keys[start : start + _AT_ONCE])}
        return [key for key in keys if key not in there]

    def mark_pending(self, passages: Iterable[int]) -> None:
        """Notes that the engine was not told of these passages."""
        with self.change() as connection:
            connection.executemany("INSERT OR IGNORE INTO pending VALUES (?)", ((key,) for key in passages))

    # Out

    def article_keys(self) -> list[int]:
        """The key of every article, in order."""
        return [key for (key,) in self._rows("SELECT key FROM articles ORDER BY key")]

    def packed_articles(self, keys: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """All that is stored of articles but their texts, by their keys; None of those that are not there."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            rows = {row[0]: row for row in self._among(f"{_COLUMNS} FROM articles", "key", some)}
            features = {
                key: rest
                for key, *rest in self._among(
                    "f.article, f.day, f.features, f.fingerprints, t.terms, s.sha256 FROM article_features f"
                    " JOIN terms t ON t.article = f.article JOIN seals s ON s.article = f.article",
                    "f.article",
                    some,
                )
            }
            likeness, passages = (
                _by_first(self._among("article, value FROM likeness", "article", some)),
                _by_first(self._among(f"article, {_PASSAGE} FROM passages", "article", some)),
            )
            for key in some:
                if key not in rows:
                    yield key, None
                    continue
                of_article = sorted(passages.get(key, []))
                yield key, packed([rows[key], features[key], sorted(v for (v,) in likeness.get(key, [])), of_article])

    def packed_files(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """What is stored of files and of what can't be read in them; None of those that are not there."""
        for path in paths:
            file = self._rows("SELECT path, size, mtime_ns, sha256, hints, problems FROM files WHERE path = ?", path)
            seal = self._rows("SELECT sha256 FROM file_seals WHERE path = ?", path)
            unreadable = self._rows("SELECT id, path, place, reason FROM unreadable WHERE path = ? ORDER BY id", path)
            yield path, packed([file, seal, unreadable]) if file else None

    def packed_words(self, words: Iterable[tuple[str, int, str, str]] | None) -> Iterator[bytes]:
        """Words, some at a time: those of them that are listed, and those that are not; None: all that are."""
        if words is None:
            rows = self._connection.execute("SELECT first, length, word, term, sound FROM spellings")
            while some := list(islice(rows, WORDS_AT_ONCE)):
                yield packed([some, []])
            return
        rest = iter(words)
        query = "SELECT first, length, word, term, sound FROM spellings"
        query += " WHERE first = ? AND length = ? AND word = ? AND term = ?"
        while word_keys := list(islice(rest, WORDS_AT_ONCE)):
            there = [row for word in word_keys for row in self._rows(query, *word)]
            known_keys = {row[:4] for row in there}
            yield packed([there, [word for word in word_keys if word not in known_keys]])

    def packed_notes(self) -> bytes:
        """All notes that are not its own."""
        own = [f"note {name}" for name in OWN_NOTES]
        rows = self._rows("SELECT name, value FROM meta WHERE name LIKE 'note %' ORDER BY name")
        return packed([row for row in rows if row[0] not in own])


_AT_ONCE = 200
"""Articles that are read at once: some megabytes."""


def apply_article(connection: sqlite3.Connection, article: bytes) -> str:
    """Puts an article in place of what a catalog has of it, inside a transaction; returns its id.

    Raises:
        ClusterError: It is not as it was packed.
    """
    row, (day, features, fingerprints, terms, seal), likeness, passages = unpacked(article)
    key, article_id = row[:2]
    delete_article(connection, key)
    for (other,) in connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchall():
        delete_article(connection, other)
    connection.execute(f"INSERT INTO articles ({_COLUMNS}) VALUES ({_marks(row)})", row)
    connection.execute("INSERT INTO article_features VALUES (?, ?, ?, ?)", (key, day, features, fingerprints))
    connection.execute("INSERT INTO terms VALUES (?, ?)", (key, terms))
    connection.execute("INSERT INTO seals (article, sha256) VALUES (?, ?)", (key, seal))
    connection.executemany("INSERT INTO likeness VALUES (?, ?)", [(value, key) for value in likeness])
    connection.executemany(
        f"INSERT INTO passages (article, {_PASSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, *passage) for passage in passages],
    )
    if not seals.sound(connection, [key]):
        raise _damaged(f"the article {article_id!r} is not as it was sealed")
    return str(article_id)


def delete_article(connection: sqlite3.Connection, key: int) -> str | None:
    """Takes out all that a catalog has of an article by its key, inside a transaction; its id, or None."""
    row = connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    connection.execute("DELETE FROM articles WHERE key = ?", (key,))
    for table in ("passages", "article_features", "terms", "seals", "likeness"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (key,))
    return str(row[0])


def apply_file(connection: sqlite3.Connection, path: str, file: bytes | None) -> None:
    """Puts what is stored of a file in place of what a catalog has of it, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        path: The file's path inside the archive.
        file: What is stored of it, packed; None if it is gone.
    """
    take_file(connection, path)
    if file is None:
        return
    files, seal, unreadable = unpacked(file)
    connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", files)
    connection.executemany("INSERT INTO file_seals VALUES (?, ?)", [(path, *row) for row in seal])
    connection.executemany("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?)", unreadable)


def apply_words(connection: sqlite3.Connection, words: bytes) -> None:
    """Lists the words that are there, and none of those that are not, inside a transaction."""
    there, unused_words = unpacked(words)
    take_spellings(connection, unused_words)
    put_spellings(connection, there)


def apply_notes(connection: sqlite3.Connection, notes: bytes) -> None:
    """Puts the notes that others share in place of those that there are, inside a transaction."""
    own = [f"note {name}" for name in OWN_NOTES]
    connection.execute(f"DELETE FROM meta WHERE name LIKE 'note %' AND name NOT IN ({_marks(own)})", own)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", unpacked(notes))


def packed(value: Any) -> bytes:
    """Texts, numbers, bytes, None and lists of such, as MessagePack, compressed."""
    return zlib.compress(_msgpack().packb(value, unicode_errors="surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> Any:
    """What `packed` packed, its tuples as lists; raises `ClusterError` for anything else."""
    msgpack = _msgpack()
    try:
        reader = zlib.decompressobj()
        value = msgpack.unpackb(reader.decompress(data, _MOST_BYTES), unicode_errors="surrogatepass")
    except (zlib.error, ValueError, msgpack.UnpackException) as error:
        raise _damaged(str(error) or type(error).__name__) from error
    if not reader.eof or reader.unused_data:
        raise _damaged("it is too short or too long")
    return value


def _msgpack() -> Any:
    """The library; it belongs to the extra `cluster`, as the connection does, without which nothing is packed."""
    import msgpack  # noqa: PLC0415 # an extra

    return msgpack


def _by_first(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    grouped: dict[Any, list[tuple[Any, ...]]] = {}
    for first, *rest in rows:
        grouped.setdefault(first, []).append(tuple(rest))
    return grouped


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _damaged(why: str) -> ClusterError:
    return ClusterError(f"What was received of the archive is damaged ({why}); run `pincite index --rebuild`.")
