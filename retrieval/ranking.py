"""Candidates of an engine → ranked passages: a linear sum of a few named features."""

import datetime
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retrieval.catalog import Entry, Head
from retrieval.records import Hit

CANDIDATES = 250
"""How many passages an engine proposes (measured: they hold the answer to 96 % of the questions)."""

OPENING = 0.1
"""What an article's first passage gains, as a share of the best score: news tells the main thing first."""

RECENT = 0.35
"""What a passage of the very day of the question gains, as a share of the best score."""

FADING_DAYS = 30.0
"""After so many days that gain has fallen to 1/e."""


class Ranked(NamedTuple):
    """A candidate with its article and the score it is ranked by."""

    entry: Entry
    article: Head
    bm25: float
    score: float
    shares: Mapping[str, float]


def ranked(candidates: Sequence[tuple[Hit, Entry, Head]], as_of: datetime.date | None = None) -> list[Ranked]:
    """The candidates, best first, ties in the engine's order; with `as_of`, articles near before that day gain."""
    if not candidates:
        return []
    best = max(hit.score for hit, _, _ in candidates)
    scored = []
    for hit, entry, article in candidates:
        shares = {"passage": hit.score, **{name: best * share for name, share in _bonus(entry, article, as_of).items()}}
        scored.append(Ranked(entry, article, hit.score, sum(shares.values()), shares))
    return sorted(scored, key=lambda candidate: -candidate.score)


def _bonus(entry: Entry, article: Head, as_of: datetime.date | None) -> dict[str, float]:
    """What a passage gains by its place and its day."""
    bonus = {"opens": OPENING if entry.passage.paragraphs[0] == 1 else 0.0}
    if as_of is not None and article.date is not None and article.date <= as_of:
        bonus["recent"] = RECENT * math.exp(-(as_of - article.date).days / FADING_DAYS)
    return bonus
