"""What an archive holds, for people: how much, from when to when, what is newest, and what one might ask."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from retrieval import Article, PinciteError, Searcher, shown_title

EXAMPLES = 3
SAMPLE = 40
"""Articles, the newest, in which names are looked for."""

TRIED = 20
"""Names that are tried before there are as many examples as can be had."""

NAME_WORDS = 3
"""Words that a name in an example has at most."""

RECURRING = 3
"""A name of one word is an example only when it is said so often."""

_UPPER = "".join(filter(str.isupper, map(chr, range(0x600))))
"""The capitals of Latin, Greek, Cyrillic and Armenian."""

_WORD = rf"[{_UPPER}]\w+"
_CAPITALS = re.compile(rf"(?<=[\w,;] )(?P<the>the )?(?P<words>{_WORD}(?: {_WORD})*)(?![\w-])(?P<stop>[,.;’']?)")
"""Words with a capital each, not at the beginning of a sentence."""

_SMALL = re.compile(rf"\b[^\W\d_{_UPPER}]\w+")


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
    return Holdings(entries, searcher.archive.passage_count())


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
    """Names in the articles, those said most first, of one word last; of names that share a word only one.

    "Finance Minister" is no name: its words are written small elsewhere. Nor is "Israeli", which no comma or stop ever
    follows, nor what needs an article before it.
    """
    matches = [match for article in articles for match in _CAPITALS.finditer(article.text)]
    counts = Counter(match["words"] for match in matches)
    small = {word for article in articles for word in _SMALL.findall(article.text)}
    with_article = {match["words"] for match in matches if match["the"]}
    stopped = {match["words"] for match in matches if match["stop"]}
    seen: set[str] = set()
    for name in sorted(counts.keys() - with_article, key=lambda name: (" " not in name, -counts[name], name)):
        words = name.split()
        is_name = len(words) > 1 or (counts[name] >= RECURRING and name in stopped)
        plain = len(words) > NAME_WORDS or any(word.casefold() in small for word in words)
        if is_name and not plain and seen.isdisjoint(words):
            seen.update(words)
            yield name
