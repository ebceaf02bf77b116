"""The same words in several articles: of copies one is shown, the earliest, and the others are named."""

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import Texts, side_by_side
from retrieval.analysis.features import Candidate, among
from retrieval.analysis.likeness import FEWEST_RUNS, RUN_TERMS, runs
from retrieval.engines.base import Filter, document_of
from retrieval.ranking.arrays import Bools, Integers, each_once
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

_BITS_LEFT_OUT = np.uint64(48)  # Of 64: some thousand runs hardly share the other sixteen, and to count these is quick.

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
    if np.count_nonzero(alike) == np.count_nonzero(alike.diagonal()):
        return list(ranked)
    is_copy: list[bool] = np.asarray(np.tril(alike, -1).any(axis=1)).tolist()
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


def copies(candidates: Sequence[Candidate], catalog: Catalog, where: Filter) -> list[list[ArticleOutline]]:
    """For each of some passages the other articles that have most of its words in their order, earliest first.

    Args:
        candidates: The passages.
        catalog: Where the articles are.
        where: Which of them are searched.
    """
    alike_of = catalog.alike_each({candidate.article for candidate in candidates}, MOST_COPIES)
    if not alike_of:
        return [[] for _ in candidates]
    alike = [alike_of.get(candidate.article, []) for candidate in candidates]
    own = [
        each_once(runs(candidate.passage.terms if found else candidate.passage.terms[:0]))
        for candidate, found in zip(candidates, alike, strict=True)
    ]
    compared = [found if len(of_one) >= FEWEST_RUNS else [] for found, of_one in zip(alike, own, strict=True)]
    holders = _holders(own, compared, catalog)
    admitted = {
        key: article
        for key, article in catalog.outlines(frozenset[int]().union(*holders)).items()
        if where.admits(document_of(article.date, article.source, article.language))
    }
    others = [[admitted[key] for key in of_one if key in admitted] for of_one in holders]
    return [sorted(each, key=lambda article: (article.date or datetime.date.max, article.id)) for each in others]


def _holders(
    own: Sequence[NDArray[np.uint64]], compared: Sequence[Sequence[int]], catalog: Catalog
) -> list[frozenset[int]]:
    """For each of some passages those articles, by their keys, that have most of its runs.

    Args:
        own: The runs of each, each once, ascending.
        compared: The articles that are looked at for each.
        catalog: Where the articles are.
    """
    keys = sorted({key for some in compared for key in some})
    articles, terms = catalog.terms_of_articles(keys)
    every_run, article = _runs_inside(terms)
    holders = []
    for of_one, some in zip(own, compared, strict=True):
        places = among(every_run, of_one if some else of_one[:0])
        n_runs = max(len(of_one), 1)
        pairs = each_once(article[places] * n_runs + of_one.searchsorted(every_run[places]))
        shared = np.bincount(pairs // n_runs, minlength=len(articles))
        copied = [articles[place] for place in np.flatnonzero(shared / n_runs >= COPIED_SHARE).tolist()]
        holders.append(frozenset(some).intersection(copied))
    return holders


def _runs_inside(texts: Texts) -> tuple[NDArray[np.uint64], Integers]:
    """The runs of terms of some texts, and which text each is of, but for those that go on from one into the next."""
    owner = texts.owners
    inside = np.flatnonzero(owner[: 1 - RUN_TERMS] == owner[RUN_TERMS - 1 :])
    return runs(texts.values)[inside], owner[inside]


def copies_among(passages: Texts) -> Bools:
    """Which of some passages are copies of which others, (n_passages, n_passages), by their terms in order."""
    n_passages = len(passages.sizes)
    if not n_passages:
        return np.zeros((0, 0), bool)
    every_run, passage = _runs_inside(passages)
    lengths = np.bincount(passage, minlength=n_passages)
    # Only what stands twice tells passages alike, and that is little: the first bits of most runs are no other's.
    bits = (every_run >> _BITS_LEFT_OUT).astype(np.intp)
    shares_bits = np.flatnonzero(np.bincount(bits)[bits] > 1)
    every_run, passage = every_run[shares_bits], passage[shares_bits]
    # Equal runs lie side by side.
    order = np.argsort(every_run)
    ascending, passage = every_run[order], passage[order]
    is_new = np.ones(len(order) + 1, bool)
    is_new[1:-1] = ascending[1:] != ascending[:-1]
    twice = ~(is_new[:-1] & is_new[1:])
    once_each = each_once(is_new.cumsum()[:-1][twice] * n_passages + passage[twice])
    run, holder = np.divmod(once_each, n_passages)
    lengths -= np.bincount(passage[twice], minlength=n_passages) - np.bincount(holder, minlength=n_passages)
    shared = np.diag(np.bincount(holder, minlength=n_passages))
    for apart in range(1, n_passages):
        both = run[apart:] == run[:-apart]
        if not both.any():
            break
        pairs = holder[:-apart][both] * n_passages + holder[apart:][both]
        shared += np.bincount(pairs, minlength=n_passages**2).reshape(shared.shape)
    short, long = np.minimum.outer(lengths, lengths), np.maximum.outer(lengths, lengths)
    copied = np.maximum(shared, shared.T) / np.maximum(short, 1) >= COPIED_SHARE
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
