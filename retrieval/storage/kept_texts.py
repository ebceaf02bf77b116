"""The texts of articles as a catalog keeps them: in their rows, where they are put when a file was first read for them.

A catalog that was filled from another one has rows without texts. What is read from a file is proven by the row's hash,
and kept: in the row, or, where that can't be written now, in a database of this process's own.
"""

import sqlite3
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from retrieval.errors import StateError, TextUnread
from retrieval.records import Remark, digest
from retrieval.storage import seals
from retrieval.storage.database import Database, beside
from retrieval.storage.packing import packed_text, unpacked_text
from retrieval.storage.snapshots import Snapshots

KEPT_AT_ONCE = 200
"""Texts are put into their rows this many at a time: others wait to write for less than a second."""

SLOW_SECONDS, LONGEST_PAUSE_SECONDS = 5.0, 60.0
"""A text that was looked for in vain for longer than the first is not looked for again for as long, up to the second:
questions don't wait for the same slow file one after the other."""

_KEYS = 500  # SQLite took 999 values for a query before its version 3.32.


class Textless(NamedTuple):
    """An article whose row has no text: its key, its file, its line in that, and the hash of its text."""

    key: int
    path: str
    record: int | None
    sha256: str


class Refusal(NamedTuple):
    """Why nothing is read of a file, as a sentence, and whether its bytes could be had, which may be others now."""

    reason: Remark
    has_bytes: bool


class TextReader(Protocol):
    """What reads texts from files (`FileTexts`)."""

    def read(
        self, articles_by_file: Mapping[str, Collection[Textless]], refusals: dict[str, Refusal], *, whole: bool
    ) -> Iterator[tuple[str, str]]:
        """The hash and the text of articles of some files, and of others that were read on the way.

        Args:
            articles_by_file: The articles, by the path of their file.
            refusals: Takes why a file could not be read, by its path.
            whole: Whether all of a file is read, and not only what is wanted of it.
        """
        ...


def changed(name: str) -> Remark:
    """That a file no longer has what was read of it."""
    return Remark(
        "{file} has been changed or removed since it was read; nothing from it is shown until it is read again.",
        file=name,
    )


class TextStore:
    """Where texts are kept that were read from files, for all copies of a catalog and all threads that read it."""

    def __init__(self, catalog: Database) -> None:
        """Keeps nothing yet; `reader` is to be set before anything is read."""
        self.reader: TextReader | None = None
        self._catalog = catalog
        self._changed = threading.Condition()
        self._being_read: set[str] = set()
        self._lost: dict[tuple[str, str], float] = {}
        """Texts, by their files and hashes, that were looked for without success, and until when they are not again."""
        self._own: sqlite3.Connection | None = None

    def texts(self, textless: Sequence[Textless], *, whole: bool) -> tuple[dict[int, str], TextUnread | None]:
        """The texts of articles, by their keys, from where they are kept or else from their files, each read once.

        Args:
            textless: The articles.
            whole: Whether all of their files is going to be read anyway.

        Returns:
            What can be had, and why the rest can't.

        Raises:
            MachineError: The machine has run out of something.
        """
        with self._reading_alone({each.path for each in textless}):
            texts = self._texts_already_kept(textless)
            unread = [each for each in textless if each.key not in texts]
            if not unread:
                return texts, None
            started = time.monotonic()
            again = [each for each in unread if self._lost.get((each.path, each.sha256), started) <= started]
            refused: dict[str, Refusal] = {}
            texts |= self._read(again, refused, whole=whole)
            took = time.monotonic() - started
        unavailable = [each for each in unread if each.key not in texts]
        if took > SLOW_SECONDS:
            until = started + took + min(took, LONGEST_PAUSE_SECONDS)
            self._lost |= {(each.path, each.sha256): until for each in unavailable}
        refusals = {
            each.path: refused.get(each.path) or Refusal(changed(each.path), has_bytes=True) for each in unavailable
        }
        reasons = {name: refusal.reason for name, refusal in refusals.items()}
        behind = [name for name, refusal in refusals.items() if refusal.has_bytes]
        return texts, TextUnread(reasons, [each.key for each in unavailable], behind) if unavailable else None

    def _read(self, textless: Sequence[Textless], refusals: dict[str, Refusal], *, whole: bool) -> dict[int, str]:
        """The texts of articles that their files have; all that is read there is kept.

        Args:
            textless: The articles.
            refusals: Takes in why something of a file can't be read, by its name.
            whole: Whether all of their files is going to be read anyway.
        """
        by_hash, by_file = defaultdict[str, list[int]](list), defaultdict[str, list[Textless]](list)
        for each in textless:
            by_hash[each.sha256].append(each.key)
            by_file[each.path].append(each)
        texts: dict[int, str] = {}
        texts_read = iter(() if self.reader is None else self.reader.read(by_file, refusals, whole=whole))
        while some := list(islice(texts_read, KEPT_AT_ONCE)):
            texts |= {key: text for hashed, text in some for key in by_hash.get(hashed, ())}
            self._keep({hashed: packed_text(text) for hashed, text in some})
        return texts

    @contextmanager
    def _reading_alone(self, names: set[str]) -> Iterator[None]:
        """Has other threads that want texts of these files wait, and then find them kept."""
        with self._changed:
            self._changed.wait_for(lambda: not names & self._being_read)
            self._being_read |= names
        try:
            yield
        finally:
            with self._changed:
                self._being_read -= names
                self._changed.notify_all()

    def _texts_already_kept(self, textless: Sequence[Textless]) -> dict[int, str]:
        """Those of the texts that are kept already."""
        texts: dict[int, str] = {}
        with suppress(sqlite3.Error, StateError), beside(self._catalog) as connection:
            texts = _stored("articles WHERE text IS NOT NULL AND key = ? AND sha256 = ?", connection, textless)
        if self._own is not None:
            with self._changed:
                texts |= _stored("texts WHERE ? IS NOT NULL AND sha256 = ?", self._own, textless)
        return texts

    def _keep(self, packed: Mapping[str, bytes]) -> None:
        """Keeps texts by their hashes: in the rows of all articles that have them."""
        try:
            with beside(self._catalog, changing=True) as connection:
                query = "SELECT key FROM articles WHERE sha256 = ? AND text IS NULL"
                for hashed, text in packed.items():
                    for (key,) in connection.execute(query, (hashed,)).fetchall():
                        put_text(connection, key, text)
        except (sqlite3.Error, StateError):
            with self._changed, suppress(sqlite3.Error):
                own = self._own or self._made_own()
                own.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", packed.items())

    def _made_own(self) -> sqlite3.Connection:
        """A database of this process's own; SQLite keeps it in memory, and what is too much for that in a file."""
        own = self._own = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, own.close)
        own.execute("CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text BLOB) WITHOUT ROWID")
        return own


class ArticleTexts(Snapshots):
    """A database whose table of articles may lack texts, which are then read from their files."""

    def __init__(self, path: Path | None, schema: str, made_by: dict[str, str]) -> None:
        """Opens a database or makes an empty one, as `Database` does."""
        super().__init__(path, schema, made_by)
        self.texts = TextStore(self)
        """Shared by all copies of this catalog."""

    @property
    def lacks_texts(self) -> bool:
        """Whether any article has no text in its row."""
        return bool(self._rows("SELECT 1 FROM articles WHERE text IS NULL LIMIT 1"))

    def missing_texts(self, articles: Sequence[int], *, whole: bool) -> tuple[dict[int, str], TextUnread | None]:
        """The texts, by their keys, of those of some articles whose rows have none, as `TextStore.texts` gives them."""
        textless = self._textless(articles) if self.lacks_texts else []
        return self.texts.texts(textless, whole=whole) if textless else ({}, None)

    def _texts(self, rows: Iterable[tuple[int, bytes | None]], *, whole: bool = False) -> dict[int, str]:
        """The texts of articles by their keys.

        Args:
            rows: The key of each article, and what its row has of its text.
            whole: Whether all files of those that have none are going to be read anyway.

        Raises:
            TextUnread: Some can't be read, or their files no longer have them.
            MachineError: The machine has run out of something.
        """
        texts: dict[int, str] = {}
        without: list[int] = []
        for key, packed in rows:
            if packed is None:
                without.append(key)
            else:
                texts[key] = unpacked_text(packed)
        if without:
            # Meanwhile the rows of some may have got them.
            texts_read, unread = self.texts.texts(self._textless(without, also_kept=True), whole=whole)
            if unread is not None:
                raise unread
            texts |= texts_read
        return texts

    def _textless(self, articles: Sequence[int], *, also_kept: bool = False) -> list[Textless]:
        """Those of some articles, by their keys, whose rows have no text; `also_kept`: those whose rows have, too."""
        what, column = "key, path, record, sha256 FROM articles", "key" if also_kept else "text IS NULL AND key"
        rows = [row for some in in_turn(articles) for row in self._among(what, column, some)]
        return [Textless(*row) for row in rows]


def put_text(connection: sqlite3.Connection, key: int, packed: bytes) -> None:
    """Puts a packed text into the row of its article, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        key: The article's key.
        packed: Its text, packed.
    """
    connection.execute("UPDATE articles SET text = ? WHERE key = ?", (packed, key))
    seals.put_text_seal(connection, key, packed)


def in_turn(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many keys at a time as a query takes."""
    return (keys[start : start + _KEYS] for start in range(0, len(keys), _KEYS))


def _stored(where: str, connection: sqlite3.Connection, textless: Sequence[Textless]) -> dict[int, str]:
    """The texts of articles, by their keys, as far as they are stored and have the hashes of the articles.

    Args:
        where: The table and the condition of a query for the text of one, by its key and hash.
        connection: Where that is.
        textless: The articles.
    """
    texts: dict[int, str] = {}
    for each in textless:
        for (packed,) in connection.execute(f"SELECT text FROM {where}", (each.key, each.sha256)).fetchall():
            text = unpacked_text(packed)
            if digest(text) == each.sha256:
                texts[each.key] = text
    return texts
