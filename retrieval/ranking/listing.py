"""What there is of some days as passages, for a question that asks for nothing but these days."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from retrieval.analysis.features import Candidate
from retrieval.engines.base import EVERYTHING, Filter
from retrieval.indexing.index import Index
from retrieval.language import code
from retrieval.query.bounds import NamedDays
from retrieval.query.dates import written_days
from retrieval.query.rewording import in_figures, month_terms
from retrieval.ranking.answer_sentence import AnswerSentence, Selected, likeliest_window
from retrieval.ranking.evidence import SentenceFeatures
from retrieval.ranking.passages import Scored
from retrieval.records import Article, Hit, Period
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import StoredPassage

TELLING_CANDIDATES = 100
"""How many passages are looked at for days that they name: as many as are ranked for other questions."""

MOST_MONTHS, MOST_YEARS = 6, 12
"""Of a longer period its months, and of a still longer one its years, are not looked for in texts."""


class Telling(NamedTuple):
    """A passage that names a day, and that day, the first one of a month or year."""

    day: datetime.date
    selected: Selected


def opening_passages(period: Period | None, where: Filter, catalog: Catalog, limit: int) -> list[Selected]:
    """The passages that open the articles of some days, the newest article first; its first sentence is marked.

    Args:
        period: The days; None for all that the filter admits.
        where: Which articles are searched.
        catalog: Where they are.
        limit: How many passages at most.
    """
    since = max(where.since or _FIRST, period.since.toordinal() if period else _FIRST)
    until = min(where.until or _LAST, period.until.toordinal() if period else _LAST)
    keys = catalog.openings(_iso(since), _iso(until), where, limit)
    return [_marked(candidate, passage, 0) for candidate, passage in _stored(keys, catalog)]


def openings_of(articles: Sequence[int], catalog: Catalog) -> list[Selected]:
    """The passages that open some articles, by their keys and in their order; its first sentence is marked."""
    keys = [key for article in articles for key in catalog.passage_keys_near(article, 0, 1)]
    return [_marked(candidate, passage, 0) for candidate, passage in _stored(keys, catalog)]


def telling_passages(period: Period, where: Filter, index: Index, limit: int, *, undated: bool) -> list[Telling]:
    """The passages of articles of other days, or of none, that name some of these days, the latest day first.

    Args:
        period: The days.
        where: Which articles are searched.
        index: Where they are.
        limit: How many passages at most.
        undated: Whether only articles are wanted of which it is not known when they appeared.
    """
    terms = _terms(period, index)
    counted = index.catalog.term_counts
    hits = index.engine.search(terms, TELLING_CANDIDATES, where, counted=counted) if terms else []
    rows = [row for row in _stored([hit.key for hit in hits], index.catalog) if not (undated and row[0].day)]
    articles = index.catalog.articles_by_key({candidate.article for candidate, _ in rows})
    by_article: dict[int, Telling] = {}
    for candidate, passage in rows:
        article = articles[candidate.article]
        if article.date and period.since <= article.date <= period.until:
            continue
        for days, at in _named_days(passage, article):
            if period.since <= days.since and days.until <= period.until:
                row = Telling(days.since, _marked(candidate, passage, at))
                by_article.setdefault(candidate.article, row)
    return sorted(by_article.values(), key=lambda row: row.day, reverse=True)[:limit]


def _named_days(stored_passage: StoredPassage, article: Article) -> Iterator[tuple[NamedDays, int]]:
    """The days that a passage names, each with the number of its sentence; those of its heading go with the first."""
    passage, language = stored_passage.passage, code(article.language)
    for days in written_days(article.text[passage.start : passage.end], article.date, language):
        at = int(np.searchsorted(stored_passage.sentences.starts, days.start, "right")) - 1
        if at >= 0:
            yield days, at
    for days in written_days(passage.heading or "", article.date, language):
        yield days, 0


def newest_day(catalog: Catalog) -> datetime.date | None:
    """The day of the newest article; None if no article has one."""
    newest = _stored(catalog.openings(_iso(_FIRST), _iso(_LAST), EVERYTHING, 1), catalog)
    return next((datetime.date.fromordinal(candidate.day) for candidate, _ in newest if candidate.day), None)


def _terms(period: Period, index: Index) -> list[str]:
    """The terms by which texts of an archive write days of a period: its days, months and years; none of a long one."""
    since, until = period.since, period.until
    if until.year - since.year >= MOST_YEARS:
        return []
    terms = [str(year) for year in range(since.year, until.year + 1)]
    if since == until:
        terms.append(str(since.day))
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    if months <= MOST_MONTHS:
        days = (since + datetime.timedelta(day) for day in range((until - since).days + 1))
        terms += [spelling for day in days for spelling in in_figures(day)]
        numbers = {(since.month + month - 1) % 12 + 1 for month in range(months)}
        terms += [term for language in index.languages for term in month_terms(numbers, code(language))]
    index.engine.expect(terms)
    return [term for term in dict.fromkeys(terms) if index.engine.doc_freq(term)]


def _stored(keys: Sequence[int], catalog: Catalog) -> list[tuple[Candidate, StoredPassage]]:
    """The passages of some keys, in their order, as candidates and as they are stored."""
    by_key = catalog.passages(keys)
    return [
        (each, by_key[each.key]) for each in catalog.candidates([Hit(key, 0.0) for key in keys]) if each.key in by_key
    ]


def _marked(candidate: Candidate, stored_passage: StoredPassage, number: int) -> Selected:
    """A passage of which a sentence is marked, by its number."""
    passage, sentences = stored_passage.passage, stored_passage.sentences
    nothing = np.zeros((0, 1), bool)
    first, last = likeliest_window(sentences, np.zeros(len(sentences)), number)
    starts, ends = passage.start + sentences.starts, passage.start + sentences.ends
    span, window = (int(starts[number]), int(ends[number])), (int(starts[first]), int(ends[last]))
    no_features = SentenceFeatures(*[0.0] * len(SentenceFeatures._fields))
    sentence = AnswerSentence(span, window, None, 0.0, no_features)
    scored, tongue = Scored(candidate, 0.0), stored_passage.language
    return Selected(scored, passage, nothing, nothing[:, 0], sentence, sentences, tongue)


_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()


def _iso(day: int) -> str:
    """A day by its ordinal number, as ISO text."""
    return datetime.date.fromordinal(day).isoformat()
