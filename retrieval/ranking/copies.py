"""The same words in several articles: of copies one is shown, the earliest, and the others are named."""

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import Texts, side_by_side
from retrieval.analysis.features import Candidate, among
from retrieval.analysis.likeness import FEWEST_RUNS, RUN_TERMS, runs
from retrieval.engines.base import Filter, document_of
from retrieval.ranking.arrays import Bools, each_once, numbered, repeated
from retrieval.ranking.passages import Scored
from retrieval.records import ArticleOutline
from retrieval.storage.catalog import Catalog

COPIED_SHARE = 0.8
"""A passage is a copy when it shares this much of its runs of terms with another: a word in twenty may differ."""

LEAST_SIZE = 0.5
"""Of two passages that are copies, one is at least this share of the other in length."""

READ = 60
"""How many of the best candidates are compared."""

MOST_COPIES = 100
"""How many copies of a passage are named."""


NEARNESS_KEPT = 0.5
"""A copy is as near to the days that are asked about when it has this share of what speaks for the best one's day."""


def distinct(ranked: Sequence[Scored], candidates: Sequence[Candidate]) -> list[Scored]:
    """Candidates, best first, one of each group of copies: the earliest of them in the place of the best.

    Not one that lacks names or numbers of the question which the best one has, such as those of its title, nor one that
    is farther from the days which are asked about: a notice is printed again year by year.

    Those beyond the first `READ` are left out only when they are copies of these.

    Args:
        ranked: The candidates, best first.
        candidates: The same, in any order.
    """
    stored = side_by_side(candidates)
    rows = [stored.rows[scored.candidate.hit.key] for scored in ranked[:READ]]
    alike = copies_among(stored.passages.of(rows).terms)
    is_copy: list[bool] = np.asarray(np.tril(alike, -1).any(axis=1)).tolist()
    if not any(is_copy):
        return list(ranked)
    groups: list[list[Scored]] = []
    firsts: list[int] = []
    for place, scored in enumerate(ranked[:READ]):
        group = next((n for n, first in enumerate(firsts) if alike[place, first]), None) if is_copy[place] else None
        if group is None or any(each.candidate.article == scored.candidate.article for each in groups[group]):
            groups.append([scored])
            firsts.append(place)
        else:
            groups[group].append(scored)
    return [*map(_earliest, groups), *ranked[READ:]]


def copies(candidate: Candidate, catalog: Catalog, where: Filter) -> list[ArticleOutline]:
    """The other articles that have most of a passage's words in their order, earliest first.

    Args:
        candidate: The passage.
        catalog: Where the articles are.
        where: Which of them are searched.
    """
    alike = catalog.alike(candidate.article, MOST_COPIES)
    own = each_once(runs(candidate.passage.terms if alike else candidate.passage.terms[:0]))
    if len(own) < FEWEST_RUNS:
        return []
    holders = {key for key, terms in catalog.terms_of_articles(alike) if _shared(own, runs(terms)) >= COPIED_SHARE}
    others = [
        article
        for article in catalog.outlines(holders).values()
        if where.admits(document_of(article.date, article.source, article.language))
    ]
    return sorted(others, key=lambda article: (article.date or datetime.date.max, article.id))


def copies_among(passages: Texts) -> Bools:
    """Which of some passages are copies of which others, (n_passages, n_passages), by their terms in order."""
    n_passages, passage = len(passages.sizes), passages.owners
    if not n_passages:
        return np.zeros((0, 0), bool)
    # The runs of all at once, but for those that go on from one passage into the next.
    inside = np.flatnonzero(passage[: 1 - RUN_TERMS] == passage[RUN_TERMS - 1 :])
    every_run, passage = runs(passages.values)[inside], passage[inside]
    lengths = np.bincount(passage, minlength=n_passages)
    # Only what stands twice tells passages alike, and that is little.
    twice = among(every_run, repeated(every_run))
    n_runs, run = numbered(every_run[twice])
    pairs = each_once(run * n_passages + passage[twice])
    lengths -= np.bincount(passage[twice], minlength=n_passages) - np.bincount(pairs % n_passages, minlength=n_passages)
    holds = np.zeros((n_passages, n_runs))
    holds[pairs % n_passages, pairs // n_passages] = 1.0
    short, long = np.minimum.outer(lengths, lengths), np.maximum.outer(lengths, lengths)
    copied = holds @ holds.T / np.maximum(short, 1) >= COPIED_SHARE
    return np.asarray(copied & (short >= FEWEST_RUNS) & (short >= LEAST_SIZE * long))


def _earliest(group: Sequence[Scored]) -> Scored:
    """The earliest of some copies that fits the question as the best of them does, ranked as that one."""
    best, *others = group
    if not others:
        return best
    fitting = [best.candidate, *(each.candidate for each in others if _fits_as_well(each, best))]
    first = min(fitting, key=lambda candidate: (candidate.day is None, candidate.day or 0, candidate.key))
    return best._replace(candidate=first)


def _fits_as_well(copy: Scored, best: Scored) -> bool:
    """Whether a copy has as many names and numbers of the question as the best one, and about as fitting a day."""
    return (
        copy.features["names"] >= best.features["names"]
        and copy.features["recent"] >= NEARNESS_KEPT * best.features["recent"]
    )


def _shared(own: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """The share of one's runs, which are sorted and each there once, that are among the other's."""
    return len(each_once(other[among(other, own)])) / max(1, len(own))
