"""What an archive holds, for people: how much, from when to when, what is newest, and what one might ask."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, islice

from retrieval import Article, PinciteError, Searcher, shown_title

EXAMPLES = 3
SAMPLE = 40
"""Articles, the newest, in which names are looked for."""

TRIED = 20
"""Names that are tried before there are as many examples as can be had."""

_CAPITALS = re.compile(r"(?<=[\w,;] )[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)+")
"""Words with a capital each, not at the beginning of a sentence."""

_SMALL = re.compile(r"\b[^\W\dA-Z_]\w+")

NAME_WORDS = (2, 3)
"""Words that a name in an example has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list."""

    title: str
    date: datetime.date | None
    url: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """The articles of an archive, the newest first, those without a date last."""

    entries: Sequence[Entry]
    passages: int

    @property
    def first(self) -> datetime.date | None:
        """The day of the oldest article that has one."""
        return next((entry.date for entry in reversed(self.entries) if entry.date), None)

    @property
    def last(self) -> datetime.date | None:
        """The day of the newest article that has one."""
        return self.entries[0].date if self.entries else None


def holdings(searcher: Searcher) -> Holdings:
    """What the archive holds."""
    articles = newest(searcher)
    entries = [Entry(shown_title(article), article.date, article.url, article.source) for article in articles]
    return Holdings(entries, searcher.archive.catalog.count()[1])


def newest(searcher: Searcher) -> list[Article]:
    """The articles, the newest first, those without a date last."""
    return sorted(searcher.archive.articles(), key=lambda article: article.date or datetime.date.min, reverse=True)


def examples(searcher: Searcher) -> Sequence[str]:
    """Names that stand in the newest articles and that a question about is answered."""
    return tuple(islice(_answered(searcher), EXAMPLES))


def _answered(searcher: Searcher) -> Iterator[str]:
    for name in islice(_names(newest(searcher)[:SAMPLE]), TRIED):
        try:
            found = searcher.ask(name, limit=1)
        except PinciteError:
            continue
        if found.answered and name in found.passages[0].text:
            yield name


def _names(articles: Sequence[Article]) -> Iterator[str]:
    """Names in the articles, those that most articles have first; of names that share a word only one.

    What is also written small somewhere is a role or a thing, and no part of a name: of "Finance Minister Ana Petrov"
    the last two words remain.
    """
    small = {word for article in articles for word in _SMALL.findall(article.text) if word.islower()}
    counts = Counter(name for article in articles for name in dict.fromkeys(_named(article.text, small)))
    seen: set[str] = set()
    for name, _ in counts.most_common():
        if seen.isdisjoint(name.split()):
            seen.update(name.split())
            yield name


def _named(text: str, small: Set[str]) -> Iterator[str]:
    """What is called by name in a text, word for word; `small` are the words that are no part of a name."""
    for row in _CAPITALS.findall(text):
        for is_name, words in groupby(row.split(), lambda word: word.casefold() not in small):
            name = tuple(words)
            if is_name and len(name) in NAME_WORDS:
                yield " ".join(name)
