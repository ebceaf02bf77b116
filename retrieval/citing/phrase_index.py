"""Which articles hold a row of words: an index of every word and its place, for quotations and moved citations.

SQLite's FTS5 inside the catalog, over whole articles, so that a row of words may cross paragraphs; no word is left out
and none is stemmed. It gives candidates and misses none; whoever needs certainty compares the texts. It is filled when
first asked, and from then on with what is new: every version of an article has a key of its own, and keys only rise.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import nsmallest
from itertools import islice
from math import log

from retrieval.citing.folding import SPACELESS
from retrieval.errors import NotFound
from retrieval.indexing import catalog
from retrieval.indexing.catalog import Catalog
from retrieval.records import Article

_BATCH = 500
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_WITHOUT_SPACES = re.compile(f"([{SPACELESS}])")
_SIGN = re.compile(r"[^\x00-\x7f\w]")
_WORD = re.compile(r"[^\W_]+")

COMMON = 300
"""A word or row of words that so many articles hold leads nowhere by itself."""

LEADS = 14
"""About so many of the longest words of an altered quotation, and of its rows of three, are followed to its source."""

SHORT = 12
"""A quotation of at most so many words has too few of those: its rows of two words are followed as well."""


COMMON_LENGTH = 4
"""Words of at most so many letters are taken for common ones."""

FAR = 0.5
"""An article that shares less than this part of what the best one shares is not looked at."""


class Wordings:
    """The words of every article of a catalog, in their order."""

    def __init__(self, of: Catalog) -> None:
        """Reads nothing yet; call `refresh` before the first look-up and after the catalog changed."""
        self._catalog = of

    def refresh(self, progress: Callable[[int], None] | None = None) -> None:
        """Takes in the articles that came since the last time. Killed in the middle, it goes on there the next time.

        Args:
            progress: Called with how many articles were taken in just now.
        """
        if not self._catalog.awaits_phrases():
            return
        live, stale = self._catalog.phrase_index_size()
        if stale > live:
            with self._catalog.change() as connection:
                catalog.clear_phrases(connection)
        taken = _BATCH
        while taken == _BATCH:
            with self._catalog.change() as connection:
                rows = catalog.without_phrases(connection, _BATCH)
                catalog.put_phrases(connection, ((key, _plain(text)) for key, text in rows))
            taken = len(rows)
            if progress is not None:
                progress(taken)

    def holding(self, rows: Sequence[str]) -> Iterator[Article]:
        """The articles that hold each of these rows of words; a few may differ in signs that are no words."""
        phrases = [phrase for row in rows if (phrase := _phrase(row))]
        if phrases:
            for _, article in self._articles(self._catalog.articles_matching(" AND ".join(phrases))):
                yield article

    def near(self, words: str, limit: int) -> Iterator[tuple[Article, list[str]]]:
        """The articles that share most of the rare words and rows of words of a text, each with those it shares."""
        weights: dict[int, float] = {}
        shared: dict[int, list[str]] = {}
        for lead in _leads(words):
            keys = self._catalog.articles_matching(_phrase(lead), COMMON)
            if len(keys) < COMMON:
                worth = 1 / log(2 + len(keys))
                for key in keys:
                    weights[key] = weights.get(key, 0) + worth
                    shared.setdefault(key, []).append(lead)
        best = nsmallest(2 * limit, weights, key=lambda key: (-weights[key], key))
        best = [key for key in best if weights[key] >= FAR * weights[best[0]]]
        for key, article in islice(self._articles(best), limit):
            yield article, shared[key]

    def _articles(self, keys: Iterable[int]) -> Iterator[tuple[int, Article]]:
        """The articles with these keys, without those taken out a moment ago."""
        for key in keys:
            with suppress(NotFound):
                yield key, self._catalog.article_by_key(key)


def _plain(text: str) -> str:
    """A text as it is indexed: composed, without case, signs of scripts without spaces set apart."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).casefold()
    # Subtle: FTS5 knows Unicode 6.1 only, and takes younger emoji for letters.
    return _WITHOUT_SPACES.sub(r" \1 ", _SIGN.sub(" ", text))


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _phrase(row: str) -> str:
    """A query for a row of words next to each other; empty when there is no word in it."""
    words = _words(row)
    return f'"{" ".join(words)}"' if words else ""


def _leads(text: str) -> list[str]:
    """What leads to the source of an altered text: its longest words, and rows of words from all over it."""
    row = _words(text)
    longest = sorted(set(row), key=lambda word: (-len(word), word))[:LEADS]
    step = max(1, len(row) // LEADS)
    triples = [row[i : i + 3] for i in range(0, len(row) - 2, step)]
    pairs = [row[i : i + 2] for i in range(len(row) - 1)] if len(row) <= SHORT else []
    # A row of nothing but short, common words takes long to look up, and is only worth it where there is little else.
    rows = [" ".join(words) for words in pairs + triples if max(map(len, words)) > COMMON_LENGTH]
    if len(rows) < LEADS // 2:
        rows = [" ".join(words) for words in pairs + triples]
    return list(dict.fromkeys(longest + rows))
