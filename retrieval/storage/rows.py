"""What a row of the catalog holds: of a file, an article or a passage, as it is put in and as it is read again."""

import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.article_names import address_key, title_key
from retrieval.analysis.sentences import Sentences
from retrieval.articles.blocks import opening
from retrieval.engines.base import Document, document_of
from retrieval.records import Article, Passage

ARTICLE_COLUMNS = (
    "id, text, title, date, url, source, authors, language, path, record, headings, lines, provenance, reader,"
    " pages, member, (SELECT f.sha256 FROM files f WHERE f.path = articles.path), sha256, key"
)
"""What of an article's row `stored_article` takes, in its order, with the hash of its file."""


class File(NamedTuple):
    """What is known about a file since it was last read: its size in bytes, when it changed, the hash of its bytes.

    `hints` is the key of what was known about it besides (`Hints.key`).
    """

    size: int
    mtime_ns: int
    sha256: str
    hints: str = ""


class ArticleRow(NamedTuple):
    """An article as it is stored, its text packed, but for its id, which may be another one there.

    One without its text is read from its file when that is first needed (`ArticleTexts`).
    """

    path: str
    title: str | None
    date: str | None
    url: str | None
    source: str | None
    authors: str
    language: str | None
    sha256: str
    headings: str
    lines: str
    pages: str
    member: str | None
    text: bytes | None
    record: int | None
    title_key: str | None
    address_key: str | None
    provenance: str
    reader: str

    @property
    def sealed(self) -> tuple[str | bytes | int | None, ...]:
        """The columns from `path` to `member`: what its seal is of."""
        return self[:12]


class IndexedPassage(NamedTuple):
    """A passage as it is stored, but for its terms."""

    first: int
    last: int
    heading: str | None
    start: int
    end: int
    features: bytes
    sentences: bytes


class IndexedArticle(NamedTuple):
    """What is stored of an article: its row, its ordinal day, its packed features, its passages, and their hash.

    `fingerprints` are those of its paragraphs, packed; `terms` those of its passages (`packed_terms`); `likeness` the
    numbers of which its copies share one.
    """

    row: ArticleRow
    day: int | None
    features: bytes
    fingerprints: bytes
    terms: bytes
    passages: list[IndexedPassage]
    content: bytes
    likeness: tuple[int, ...] = ()


class StoredPassages(NamedTuple):
    """What is stored of an article that is analysed again: `text` is its packed text, None where its row has none."""

    text: bytes | None
    fingerprints: bytes
    terms: bytes
    passages: list[IndexedPassage]


class TakenOut(NamedTuple):
    """An article that was taken out, whose words may still be in the lists of words.

    `still_said` is 1 where the article that is in its place has all of its words, else 0. `text` is None if its
    row had none; then `terms` has the hashes of the terms of its passages.
    """

    key: int
    id: str
    title: str | None
    language: str | None
    still_said: int
    text: str | None
    terms: NDArray[np.uint32]


class StoredPassage(NamedTuple):
    """A passage as it is stored, with the key of its article, its sentences and their language."""

    article: int
    passage: Passage
    sentences: Sentences
    language: str | None


class ArticleFacts(NamedTuple):
    """An article without its text: its key, id, day, language and publisher."""

    key: int
    id: str
    day: datetime.date | None
    language: str | None
    source: str | None

    @property
    def as_document(self) -> Document:
        """What a filter needs to know of it."""
        return document_of(self.day, self.source, self.language)


_NO_PAIRS = "null"
# `json.dumps` would make one for each value.
_TIGHT, _AS_TYPED = json.JSONEncoder(separators=(",", ":")), json.JSONEncoder(ensure_ascii=False)


def article_row(article: Article, packed: bytes | None) -> ArticleRow:
    """How an article is stored, its text `packed`."""
    headings, lines, pages = map(_TIGHT.encode, (article.headings, article.lines, article.pages))
    return ArticleRow(
        article.path, article.title, article.date.isoformat() if article.date else None, article.url, article.source,
        _AS_TYPED.encode(article.authors), article.language, article.sha256, headings, lines, pages,
        article.member, packed, article.record,
        title_key(article.title or opening(article.text)), address_key(article.url),
        _AS_TYPED.encode(dict(article.provenance)), article.reader,
    )  # fmt: skip


def day_of(text: str | None) -> datetime.date | None:
    """A day as it is stored."""
    return datetime.date.fromisoformat(text) if text else None


def stored_article(row: Sequence[Any], text: str) -> Article:
    """An article by its row (`ARTICLE_COLUMNS`) and its text."""
    identity, _, title, date, url, source, authors, language, path, record, *rest = row
    headings, lines, provenance, reader, pages, member, file_sha256, *_ = rest
    return Article(
        identity, text, title, day_of(date), url, source, tuple(json.loads(authors)), language, path,
        record, _pairs(headings), _pairs(lines), json.loads(provenance), reader, file_sha256 or "", _pairs(pages),
        member,
    )  # fmt: skip


def _pairs(text: str) -> tuple[tuple[int, int], ...] | None:
    """Pairs of numbers as they are stored; None for none."""
    if text == _NO_PAIRS:  # As nearly always.
        return None
    return tuple((first, second) for first, second in json.loads(text))


def passage_of(article: str, first: int, last: int, heading: str | None, start: int, end: int) -> Passage:
    """The passage of an `article` from its `first` to its `last` paragraph under a `heading`, `start` to `end`."""
    return Passage(article, tuple(range(first, last + 1)), heading, start, end)
