"""What an archive holds, for people: its articles, newest first, and names that one might ask about."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from retrieval import Article, PinciteError, Searcher, language_code, shown_title

EXAMPLES = 3
"""Examples in a greeting: a button each, so that the greeting fits a telephone's screen."""

SAMPLE = 40
"""Articles, the newest, in which names are looked for; it takes about 40 searches' time at most."""

TRIED = 20
"""Names that are asked about before there are as few examples as there are."""

NAME_WORDS = 3
"""Words in the longest name that becomes an example: a button shows about 40 characters."""

RECURRING = 3
"""Occurrences that make a name of one word an example."""

_UPPER = "".join(filter(str.isupper, map(chr, range(0x600))))
"""The capitals of Latin, Greek, Cyrillic and Armenian."""

_WORD = rf"[{_UPPER}]\w+"
_CAPITALISED = re.compile(rf"(?<=[\w,;] )(?P<the>the )?(?P<words>{_WORD}(?: {_WORD})*)(?![\w-])(?P<stop>[,.;’']?)")
"""Capitalised words that do not begin a sentence."""

_LOWER_CASE = re.compile(rf"\b[^\W\d_{_UPPER}]\w+")


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """What a list shows of an article."""

    id: str
    title: str
    date: datetime.date | None
    url: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ArchiveOverview:
    """The articles of an archive, newest first, those without a date last."""

    articles: Sequence[ListedArticle]

    @property
    def first_day(self) -> datetime.date | None:
        """The date of the oldest article that has one."""
        return next((article.date for article in reversed(self.articles) if article.date), None)

    @property
    def last_day(self) -> datetime.date | None:
        """The date of the newest article that has one."""
        return self.articles[0].date if self.articles else None


def overview(searcher: Searcher) -> ArchiveOverview:
    """What the archive holds."""
    return ArchiveOverview(
        [
            ListedArticle(article.id, shown_title(article), article.date, article.url, article.source)
            for article in searcher.archive.outlines()
        ]
    )


def article_languages(searcher: Searcher) -> Mapping[str, int]:
    """How many articles there are in each language, most first, by codes as `language_code` gives them."""
    counts = Counter[str]()
    for language, articles in searcher.index.languages.items():
        counts[language_code(language)] += articles
    return dict(counts.most_common())


def example_names(searcher: Searcher) -> Sequence[str]:
    """Up to `EXAMPLES` names from the newest articles; a question about each of them is answered."""
    return tuple(islice(_answered(searcher), EXAMPLES))


def _answered(searcher: Searcher) -> Iterator[str]:
    """The names whose best passage has the name in it."""
    newest = [article.id for article in islice(searcher.archive.outlines(), SAMPLE)]
    try:
        names = _names(searcher.archive.catalog.articles_with_ids(newest))
    except PinciteError:
        return  # A file can't be read now.
    for name in islice(names, TRIED):
        try:
            answer = searcher.ask(name, limit=1)
        except PinciteError:
            continue
        if answer.answered and name in answer.passages[0].text:
            yield name


def _names(articles: Sequence[Article]) -> Iterator[str]:
    """Names in the articles, the most frequent first, those of one word last; of names that share a word only one.

    "Finance Minister" is not a name: its words occur in lower case elsewhere. Nor is "Israeli", which no comma or full
    stop ever follows, nor what is used with an article.
    """
    matches = [match for article in articles for match in _CAPITALISED.finditer(article.text)]
    counts = Counter(match["words"] for match in matches)
    lower_case = {word for article in articles for word in _LOWER_CASE.findall(article.text)}
    with_article = {match["words"] for match in matches if match["the"]}
    before_stop = {match["words"] for match in matches if match["stop"]}
    used_words: set[str] = set()
    for name in sorted(counts.keys() - with_article, key=lambda name: (" " not in name, -counts[name], name)):
        words = name.split()
        is_name = len(words) > 1 or (counts[name] >= RECURRING and name in before_stop)
        is_unfit = len(words) > NAME_WORDS or any(word.casefold() in lower_case for word in words)
        if is_name and not is_unfit and used_words.isdisjoint(words):
            used_words.update(words)
            yield name
