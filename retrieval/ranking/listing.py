"""The articles of some days as passages, for a question that asks for nothing but these days."""

import datetime

import numpy as np

from retrieval.engines.base import Filter
from retrieval.indexing.catalog import Catalog
from retrieval.ranking.answer_sentence import AnswerSentence, Selected, likeliest_window
from retrieval.ranking.evidence import SentenceFeatures
from retrieval.ranking.passages import Scored
from retrieval.records import Hit, Period


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
    keys = catalog.openings(_iso(since), _iso(until), where.sources, limit)
    stored = catalog.passages(keys)
    candidates = [each for each in catalog.candidates([Hit(key, 0.0) for key in keys]) if each.key in stored]
    nothing = np.zeros((0, 1), bool)
    selected = []
    for candidate in candidates:
        passage, sentences = stored[candidate.key].passage, stored[candidate.key].sentences
        span = passage.start + int(sentences.starts[0]), passage.start + int(sentences.ends[0])
        _, last = likeliest_window(sentences, np.zeros(len(sentences)), 0)
        window = passage.start, passage.start + int(sentences.ends[last])
        sentence = AnswerSentence(span, window, None, 0.0, SentenceFeatures(*[0.0] * len(SentenceFeatures._fields)))
        selected.append(Selected(Scored(candidate, 0.0, {}), passage, nothing, nothing[:, 0], sentence))
    return selected


_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()


def _iso(day: int) -> str:
    """A day by its ordinal number, as ISO text."""
    return datetime.date.fromordinal(day).isoformat()
