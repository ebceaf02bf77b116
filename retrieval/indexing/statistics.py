"""What an archive holds, in numbers."""

import datetime
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from posixpath import splitext
from typing import NamedTuple

import numpy as np

from retrieval.analysis.likeness import origins
from retrieval.indexing.index import Index
from retrieval.storage.catalog import Catalog

_PACKED = (".gz", ".xz")

_AT_ONCE = 10_000  # Articles whose terms are put together: some ten megabytes.


class Statistics(NamedTuple):
    """An archive in numbers; files are those that gave an article.

    `terms`: different ones; where the texts of some articles are not kept, counted by their hashes, which a few share.
    `languages` and `months` (as `2024-03`) say how many articles there are of each, `kinds` how many files. `copies`:
    articles that say much the same as another one, but for one of each such group.
    `file_bytes` and `state_bytes` are on disk; `last_change` is that of the file that changed last, None without any.
    """

    articles: int
    paragraphs: int
    passages: int
    terms: int
    languages: Mapping[str, int]
    files: int
    kinds: Mapping[str, int]
    months: Mapping[str, int]
    undated: int
    copies: int
    file_bytes: int
    state_bytes: int
    engine: str
    last_change: datetime.datetime | None


def statistics(index: Index) -> Statistics:
    """An archive in numbers; every term is looked at once, some seconds for a million paragraphs."""
    catalog = index.catalog
    files, file_bytes, _ = catalog.file_totals()
    return Statistics(
        articles=catalog.article_count(),
        paragraphs=catalog.paragraph_count(),
        passages=catalog.passage_count(),
        terms=_distinct_terms(catalog),
        languages=catalog.languages(),
        files=files,
        kinds=dict(Counter(kind_of(path) for path, count, _ in catalog.articles_in_files() if count).most_common()),
        months=catalog.months(),
        undated=catalog.undated_count(),
        copies=sum(article != first for article, first in origins(catalog.alike_articles()).items()),
        file_bytes=file_bytes,
        state_bytes=_bytes_below(index.archive.state),
        engine=index.engine_name(),
        last_change=index.archive.last_change(),
    )


def kind_of(path: str) -> str:
    """The ending of a file's name, with that of its compression."""
    stem, ending = splitext(path.lower())
    return f"{splitext(stem)[1]}{ending}" if ending in _PACKED else ending


def _bytes_below(folder: Path) -> int:
    """The bytes of all files below a folder; one that goes meanwhile counts nothing."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            size += path.stat().st_size if path.is_file() else 0
    return size


def _distinct_terms(catalog: Catalog) -> int:
    """How many different terms there are; by their hashes where terms can't be had without reading files for texts."""
    if catalog.lacks_texts:
        distinct = np.zeros(0, np.uint32)
        hashed = catalog.term_hashes()
        while some := list(islice(hashed, _AT_ONCE)):
            distinct = np.unique(np.concatenate([distinct, *some]))
        return len(distinct)
    terms: set[str] = set()
    for document in catalog.documents():
        terms.update(document.terms)
    return len(terms)
