"""The articles of an archive, newest first, as somebody leafs through them: by title, days and the like."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from retrieval.analysis.article_names import named_by
from retrieval.articles.files import tidy
from retrieval.indexing.index import Index
from retrieval.indexing.languages import languages_named
from retrieval.records import Article, ArticleOutline

LISTED = 1_000
"""How many articles are read at a time where all are wanted: a megabyte."""


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are listed; what is empty or None admits all.

    `title` are words, or beginnings and other parts of words, that all are in the title or the path; capitals,
    quotation marks and white space don't matter. `source` is a publisher, `language` one or several
    (`languages_named`), `kind` the ending of a file's name, such as `.pdf`.
    """

    title: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    source: str | None = None
    language: str | None = None
    kind: str | None = None


class Browsed(NamedTuple):
    """Some of the articles that are wanted, newest first, those without a date last, and how many there are in all."""

    articles: Sequence[Article | ArticleOutline]
    total: int


def browse(index: Index, filters: ArticleFilter, limit: int, offset: int = 0) -> Browsed:
    """A page of the articles that are wanted.

    Args:
        index: Where they are.
        filters: Which.
        limit: How many articles at most.
        offset: How many to skip before them.

    Raises:
        UsageError: No article is by such a publisher, or in such a language.
    """
    conditions, values = ["1"], []
    for condition, bound in _conditions(index, filters):
        conditions.append(condition)
        values += bound
    catalog, where = index.catalog, " AND ".join(conditions)
    keys = catalog.newest_where(where, values, limit, offset)
    articles = catalog.outlines(keys)
    return Browsed([articles[key] for key in keys if key in articles], catalog.count_where(where, values))


def browse_all(index: Index, filters: ArticleFilter) -> Iterator[Article | ArticleOutline]:
    """Every article that is wanted, in the order of `browse`, which is raised from, too, when the first is taken."""
    for at in count(0, LISTED):
        articles, total = browse(index, filters, LISTED, at)
        yield from articles
        if at + LISTED >= total:
            return


def _conditions(index: Index, filters: ArticleFilter) -> Iterator[tuple[str, list[str]]]:
    """The conditions of a query for what is wanted, each with its values."""
    yield from named_by(tidy(filters.title))
    if filters.since:
        yield "date >= ?", [filters.since.isoformat()]
    if filters.until:
        yield "date <= ?", [filters.until.isoformat()]
    if filters.source:
        spellings = index.publishers().named(filters.source)
        yield f"source IN ({','.join('?' * len(spellings))})", spellings
    if filters.language:
        languages = languages_named(filters.language, index.languages)
        yield f"language IN ({','.join('?' * len(languages))})", languages
    if filters.kind:
        ending = "substr(path, -length(?)) = ? COLLATE NOCASE"
        yield f"key IN (SELECT key FROM articles WHERE {ending})", [filters.kind, filters.kind]


def publishers_by_size(index: Index) -> Mapping[str, int]:
    """How many articles each publisher has, most first; articles without one aside."""
    return index.catalog.source_counts()
