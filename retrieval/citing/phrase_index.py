"""Which articles contain a phrase: an inverted index with positions, for quotations and citations whose words moved.

SQLite's FTS5 inside the catalog, over whole articles, so that a phrase may cross paragraphs; no word is left out and
none is stemmed. It gives candidates and misses none; whoever needs certainty compares the texts. It is filled at the
first look-up, and from then on with new articles: every version of an article has its own key, and keys only rise.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import nsmallest
from itertools import chain, islice
from math import log

from retrieval.citing.folding import BARE_LETTERS, INVISIBLE, not_ascii
from retrieval.errors import IndexOutOfDate, NotFound, StateError, TextUnread
from retrieval.language.expressions import expression
from retrieval.language.normalisation import WITHOUT_SPACES
from retrieval.records import Article
from retrieval.storage import writing
from retrieval.storage.catalog import Catalog
from retrieval.storage.packing import unpacked_text
from retrieval.storage.rows import TakenOut

_BATCH = 500
"""Articles per transaction: a few seconds of work that are lost when the process is killed."""
_CHARACTER_WITHOUT_SPACES = expression(f"([{WITHOUT_SPACES}])")
_SYMBOL = expression(r"[^\x00-\x7f\w]")
_WORD = expression(r"[^\W_]+")

# The five limits below keep `benchmarks/citations.py` within its claims: at most 2 of 200 altered quotations wrong, and
# 50 ms a look-up.

MAX_DOC_FREQ = 300
"""A key phrase in this many articles or more says too little about the source to be followed."""

KEY_PHRASES = 14
"""About how many of the longest words of an altered quotation, and of its trigrams, are looked up."""

SHORT_QUOTATION = 12
"""Quotations of up to this many words have few trigrams; their bigrams are looked up as well."""

COMMON_WORD_LENGTH = 4
"""Words of up to this many letters are taken to be common."""

MIN_SHARE = 0.5
"""An article that weighs less than this share of what the best candidate weighs isn't a candidate."""


class PhraseIndex:
    """The words of every article of a catalog with their positions."""

    def __init__(self, articles: Catalog) -> None:
        """Reads nothing yet; call `refresh` before the first look-up and after the catalog changed."""
        self._catalog = articles
        self.unread: list[TextUnread] = []
        """Why some articles are not in the index: their texts are unavailable now."""

    def refresh(self, progress: Callable[[int], None] | None = None) -> None:
        """Adds the articles that are new in the catalog; when interrupted, the next call continues where it stopped.

        Where the catalog can't be written, it is copied into memory first. Articles whose texts are unavailable now are
        left out, and the next call tries again.

        Args:
            progress: Called after each batch with the number of articles added.
        """
        if not self._catalog.awaits_phrases():
            return
        try:
            self._add(progress)
        except IndexOutOfDate:
            raise
        except StateError:
            self._catalog.use_memory(with_all=True)
            self._add(progress)

    def _add(self, progress: Callable[[int], None] | None) -> None:
        """Adds what `refresh` does; raises `StateError` if the catalog can't be written."""
        live, stale = self._catalog.phrase_index_size()
        if stale > live:
            self._clear()
        postponed = self._catalog.left_without_phrases()
        again = (postponed[start : start + _BATCH] for start in range(0, len(postponed), _BATCH))
        for keys in chain(again, iter(lambda: self._catalog.next_without_phrases(_BATCH), [])):
            # Nobody is to wait for the files of articles whose texts are not kept.
            texts_read, unread = self._catalog.missing_texts(keys, whole=True)
            self.unread += [unread] if unread else []
            with self._catalog.change() as connection:
                rows = writing.without_phrases(connection, keys)
                texts = {key: texts_read.get(key) if packed is None else unpacked_text(packed) for key, packed in rows}
                indexed_forms = [(key, _indexed_form(text)) for key, text in texts.items() if text is not None]
                writing.put_phrases(connection, indexed_forms)
                if postponed or len(indexed_forms) < len(texts):
                    writing.leave_without_phrases(connection, keys, texts.keys() - dict(indexed_forms).keys())
            if progress is not None:
                progress(len(indexed_forms))

    def forget(self, articles: Sequence[TakenOut] | None) -> None:
        """Removes the words of articles that were taken out; if it is not known which, empties the index."""
        indexed_forms = [(each.key, _indexed_form(each.text)) for each in articles or () if each.text is not None]
        unknown = [each.key for each in articles or () if each.text is None]
        if articles is None or self._catalog.in_phrases(unknown):
            self._clear()
            return
        with self._catalog.change() as connection:
            writing.take_phrases(connection, indexed_forms)

    def _clear(self) -> None:
        """Empties the index; the next `refresh` fills it."""
        with self._catalog.change() as connection:
            writing.clear_phrases(connection)

    def articles_with(self, phrases: Sequence[str]) -> Iterator[Article]:
        """The articles that contain each of these phrases; some may have other punctuation within them."""
        for _, article in self._articles(self.keys_with(phrases)):
            yield article

    def keys_with(self, phrases: Sequence[str]) -> list[int]:
        """The keys of these articles; some may have been taken out a moment ago."""
        queries = [query for phrase in phrases if (query := _phrase_query(phrase))]
        return self._catalog.articles_matching(" AND ".join(queries)) if queries else []

    def candidates(self, quotation: str, limit: int) -> Iterator[tuple[Article, list[str]]]:
        """Up to `limit` articles that share most of a quotation's rare key phrases, each with those it shares.

        Best first; a key phrase weighs the more the fewer articles contain it.
        """
        weights: dict[int, float] = {}
        shared: dict[int, list[str]] = {}
        for phrase in _key_phrases(quotation):
            keys = self._catalog.articles_matching(_phrase_query(phrase), MAX_DOC_FREQ)
            if len(keys) < MAX_DOC_FREQ:
                weight = 1 / log(2 + len(keys))
                for key in keys:
                    weights[key] = weights.get(key, 0) + weight
                    shared.setdefault(key, []).append(phrase)
        # Twice as many as wanted, because some may have been taken out of the archive a moment ago.
        best = nsmallest(2 * limit, weights, key=lambda key: (-weights[key], key))
        best = [key for key in best if weights[key] >= MIN_SHARE * weights[best[0]]]
        for key, article in islice(self._articles(best), limit):
            yield article, shared[key]

    def _articles(self, keys: Iterable[int]) -> Iterator[tuple[int, Article]]:
        """The articles with these keys, without those taken out a moment ago."""
        for key in keys:
            with suppress(NotFound):
                yield key, self._catalog.article_by_key(key)


def _indexed_form(text: str) -> str:
    """A text as it is indexed: of bare letters, characters of scripts without spaces set apart."""
    text = _caseless(text)
    # Several times as fast as `str.translate`: few of the characters of a text are more than their letter.
    for char in not_ascii(text):
        if (form := BARE_LETTERS[ord(char)]) != char:
            text = text.replace(char, form)
    # Subtle: FTS5 knows only Unicode 6.1 and takes newer emoji for letters.
    return _CHARACTER_WITHOUT_SPACES.sub(r" \1 ", _SYMBOL.sub(" ", text))


def _words(text: str) -> list[str]:
    """The words of a text, case folded and composed."""
    return _WORD.findall(_CHARACTER_WITHOUT_SPACES.sub(r" \1 ", _caseless(text)))


def _caseless(text: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).casefold()


def _phrase_query(phrase: str) -> str:
    """The FTS5 query for adjacent words; empty when the phrase has no word."""
    words = _WORD.findall(_indexed_form(phrase))
    return f'"{" ".join(words)}"' if words else ""


def _key_phrases(quotation: str) -> list[str]:
    """What an altered quotation is likely to share with its source: its longest words, and n-grams from all of it."""
    words = _words(quotation)
    longest = sorted(set(words), key=lambda word: (-len(word), word))[:KEY_PHRASES]
    step = max(1, len(words) // KEY_PHRASES)
    trigrams = [words[i : i + 3] for i in range(0, len(words) - 2, step)]
    bigrams = [words[i : i + 2] for i in range(len(words) - 1)] if len(words) <= SHORT_QUOTATION else []
    # N-grams of short, common words only are slow to look up, and worth it only where there is little else.
    ngrams = [" ".join(gram) for gram in bigrams + trigrams if max(map(len, gram)) > COMMON_WORD_LENGTH]
    if len(ngrams) < KEY_PHRASES // 2:
        ngrams = [" ".join(gram) for gram in bigrams + trigrams]
    return list(dict.fromkeys(longest + ngrams))
