"""The articles of the author whom a question names: "What did Ana Ruiz write about the bus?"."""

from collections.abc import Sequence
from typing import NamedTuple

from retrieval.engines.base import Filter
from retrieval.indexing.index import Index
from retrieval.language import Word, analyzer
from retrieval.query.analysis import looked_at, question_language
from retrieval.query.authorship import asked_writing, authors_meant

MOST_ARTICLES = 300
"""Of an author's articles the newest ones are looked at: as many as are looked through in a moment."""


class Authored(NamedTuple):
    """The keys of an author's articles, newest first, and the places in the question of what they are to be about."""

    articles: Sequence[int]
    about: range

    def words_about(self, words: Sequence[Word]) -> list[Word]:
        """Those of a question's words that say what the articles are to be about."""
        return [word for word in words if word.start in self.about and word.end <= self.about.stop]


def articles_by_author(question: str, where: Filter, index: Index) -> Authored | None:
    """The articles of whom a question asks what they wrote; None for other questions, or if no author is of that name.

    Args:
        question: As typed.
        where: Which articles are searched.
        index: Where they are.
    """
    language, text = question_language(question, index), looked_at(question, index)
    readings = list(asked_writing(text, language))
    lists = index.catalog.author_lists() if readings else {}
    names = {name for authors in lists.values() for name in authors}
    for who, about in readings:
        meant = frozenset(authors_meant(who, names))
        stored = [each for each, authors in lists.items() if not meant.isdisjoint(authors)] if meant else []
        if articles := _newest(stored, where, index):
            says_what = bool(analyzer.words(text[about.start : about.stop], language)) if about else False
            return Authored(articles, about if says_what else range(0))
    return None


def _newest(stored: Sequence[str], where: Filter, index: Index) -> list[int]:
    """The keys of the articles by some authors, as they are stored together, that are searched, newest first."""
    if not stored:
        return []
    condition = f"authors IN ({','.join('?' * len(stored))})"
    keys = index.catalog.newest_where(condition, stored, MOST_ARTICLES, 0)
    admitted = {facts.key for facts in index.catalog.about(keys) if where.admits(facts.as_document)}
    return [key for key in keys if key in admitted]
