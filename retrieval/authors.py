"""The articles of the author whom a question names: "What did Ana Ruiz write about the bus?"."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.engines.base import Filter
from retrieval.indexing.index import Index
from retrieval.language import Word, analyzer
from retrieval.query.analysis import looked_at, question_language, today
from retrieval.query.authorship import asked_writing, authors_meant
from retrieval.query.dates import named_days

MOST_ARTICLES = 300
"""Of an author's articles the newest ones are looked at: as many as are looked through in a moment."""


class Authored(NamedTuple):
    """The keys of an author's articles, newest first, and the places in the question of what they are to be about."""

    articles: Sequence[int]
    about: range

    def words_about(self, words: Sequence[Word]) -> list[Word]:
        """Those of a question's words that say what the articles are to be about."""
        return [word for word in words if word.start in self.about and word.end <= self.about.stop]


def articles_by_author(question: str, where: Filter, index: Index, as_of: datetime.date | None) -> Authored | None:
    """The articles of whom a question asks what they wrote; None for other questions, or if no author is of that name.

    Where it asks what they wrote on some days, and about nothing, they are those of these days, if there are any.

    Args:
        question: As typed.
        where: Which articles are searched.
        index: Where they are.
        as_of: The day from which "yesterday" counts; today when not given.
    """
    language, text = question_language(question, index), looked_at(question, index)
    readings = list(asked_writing(text, language))
    lists = index.catalog.author_lists() if readings else {}
    names = {name for authors in lists.values() for name in authors}
    for who, about, letters in readings:
        meant = frozenset(authors_meant(who, names))
        stored = [each for each, authors in lists.items() if not meant.isdisjoint(authors)] if meant else []
        if articles := _newest(stored, where, index, letters=letters):
            if of_days := _of_days(articles, text[about.start : about.stop], index, today(as_of), language):
                return Authored(of_days, range(0))
            says_what = bool(analyzer.words(text[about.start : about.stop], language)) if about else False
            return Authored(articles, about if says_what else range(0))
    return None


def _of_days(
    articles: Sequence[int], words: str, index: Index, today: datetime.date, language: str | None
) -> list[int]:
    """Those of some articles that appeared on the days that some words name; none if they say anything else.

    Args:
        articles: Their keys.
        words: What they are to be about.
        index: Where they are.
        today: The day from which "yesterday" counts.
        language: Of the words.
    """
    named = named_days(words, today, language)
    if len(named) != 1 or words[: named[0].start].strip() or words[named[0].end :].strip(" ?.!"):
        return []
    days = {facts.key: facts.day for facts in index.catalog.about(articles)}
    return [key for key in articles if (day := days.get(key)) and named[0].since <= day <= named[0].until]


def _newest(stored: Sequence[str], where: Filter, index: Index, *, letters: bool) -> list[int]:
    """The keys of the articles by some authors that are searched, newest first.

    Args:
        stored: The authors, as they are stored together.
        where: Which articles are searched.
        index: Where they are.
        letters: Whether only messages of mail count, above which it stands to whom they were written.
    """
    if not stored:
        return []
    condition = f"authors IN ({','.join('?' * len(stored))})" + (" AND reader LIKE 'mail %'" if letters else "")
    keys = index.catalog.newest_where(condition, stored, MOST_ARTICLES, 0)
    admitted = {facts.key for facts in index.catalog.about(keys) if where.admits(facts.as_document)}
    return [key for key in keys if key in admitted]
