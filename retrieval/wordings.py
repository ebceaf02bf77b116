"""Which articles hold a row of words: an index of every word and its place, for quotations and moved citations.

SQLite's FTS5 inside the catalog, over whole articles, so that a row of words may cross paragraphs; no word is left out
and none is stemmed. It gives candidates and misses none; whoever needs certainty compares the texts. It is filled when
first asked, and from then on with what is new: every version of an article has a key of its own, and keys only rise.
"""

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from math import log

from retrieval.catalog import Catalog
from retrieval.comparing import SPACELESS
from retrieval.errors import NotFound
from retrieval.records import Article

_BATCH = 500
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_WITHOUT_SPACES = re.compile(f"([{SPACELESS}])")
_WORD = re.compile(r"[^\W_]+")

COMMON = 2_000
"""A word that more articles hold than this leads nowhere by itself."""

LEADS = 10
"""So many of the rarest words, or rows of three words, of a quotation are followed."""


class Wordings:
    """The words of every article of a catalog, in their order."""

    def __init__(self, catalog: Catalog) -> None:
        """Reads nothing yet; call `refresh` before the first look-up and after the catalog changed."""
        self._catalog = catalog

    def refresh(self, progress: Callable[[int], None] | None = None) -> None:
        """Takes in the articles that came since the last time. Killed in the middle, it goes on there the next time.

        Args:
            progress: Called with how many articles were taken in just now.
        """
        if not self._catalog.rows(f"SELECT 1 {_WAITING} LIMIT 1"):
            return
        stale, live = self._catalog.rows("SELECT count(*) - count(a.key), count(a.key) FROM " + _INDEXED)[0]
        if stale > live:
            with self._catalog.change() as connection:
                connection.execute("INSERT INTO wordings (wordings) VALUES ('delete-all')")
        taken = _BATCH
        while taken == _BATCH:
            with self._catalog.change() as connection:
                taken = _take_in(connection)
            if progress is not None:
                progress(taken)

    def holding(self, rows: Sequence[str]) -> Iterator[Article]:
        """The articles that hold each of these rows of words; a few may differ in signs that are no words."""
        phrases = [phrase for row in rows if (phrase := _phrase(row))]
        if phrases:
            for _, article in self._articles(self._keys(" AND ".join(phrases))):
                yield article

    def near(self, words: str, limit: int) -> Iterator[tuple[Article, list[str]]]:
        """The articles that share most of the rare words (or rows of words) of a text, each with those it shares."""
        weights: Counter[int] = Counter()
        shared: dict[int, list[str]] = {}
        for lead in self._leads(words):
            keys = self._keys(_phrase(lead))
            for key in keys:
                weights[key] += _idf(len(keys))
                shared.setdefault(key, []).append(lead)
        best = sorted(weights, key=lambda key: (-weights[key], key))[:limit]
        for key, article in self._articles(best):
            yield article, shared[key]

    def _leads(self, words: str) -> list[str]:
        """The rarest words of a text that the archive has, or when all are common, its rows of three words."""
        row = _words(words)
        counts = {word: self._count(word) for word in sorted(set(row), key=lambda w: (-len(w), w))[: 3 * LEADS]}
        rare = sorted((word for word, count in counts.items() if 0 < count <= COMMON), key=lambda w: (counts[w], w))
        if len(rare) > 2:
            return rare[:LEADS]
        return list(dict.fromkeys([*rare, *(" ".join(row[i : i + 3]) for i in range(len(row) - 2))]))[: 2 * LEADS]

    def _count(self, word: str) -> int:
        """How many articles hold a word."""
        found = self._catalog.rows("SELECT doc FROM wording_terms WHERE term = ?", word)
        return int(found[0][0]) if found else 0

    def _keys(self, query: str) -> list[int]:
        """Keys of the articles that a query finds and that are still there."""
        rows = self._catalog.rows(
            "SELECT a.key FROM wordings w JOIN articles a ON a.key = w.rowid WHERE wordings MATCH ?", query
        )
        return [key for (key,) in rows]

    def _articles(self, keys: Iterable[int]) -> Iterator[tuple[int, Article]]:
        """The articles with these keys, without those taken out a moment ago."""
        for key in keys:
            with suppress(NotFound):
                yield key, self._catalog.article_by_key(key)


_INDEXED = "wordings_docsize d LEFT JOIN articles a ON a.key = d.id"
_WAITING = "FROM articles WHERE key > (SELECT coalesce(max(id), 0) FROM wordings_docsize)"


def _take_in(connection: sqlite3.Connection) -> int:
    """Indexes the next articles, inside a transaction; how many they were."""
    rows = connection.execute(f"SELECT key, text {_WAITING} ORDER BY key LIMIT {_BATCH}").fetchall()
    connection.executemany(
        "INSERT INTO wordings (rowid, words) VALUES (?, ?)", ((key, _plain(text)) for key, text in rows)
    )
    return len(rows)


def _plain(text: str) -> str:
    """A text as it is indexed: composed, without case, signs of scripts without spaces set apart."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).casefold()
    return _WITHOUT_SPACES.sub(r" \1 ", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _phrase(row: str) -> str:
    """A query for a row of words next to each other; empty when there is no word in it."""
    words = _words(row)
    return f'"{" ".join(words)}"' if words else ""


def _idf(count: int) -> float:
    """What sharing something that so many articles hold is worth."""
    return 1 / log(2 + count)
