"""What is asked, as ranking looks at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.indexing.features import hashed
from retrieval.query.answer_types import AnswerType

Column = NDArray[Any]

CARRIED = 0.03
"""What a word counts that was carried over: it tells which passage is meant, the question's own words which sentence
(right in 47 of 66 follow-ups in `tests/dialogues.py`; counted fully, in 24)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    `words` tells for each term which word of the question it stands for; `names` are those written big; `weights` are
    the words' idf, `specific` what of it each word says alone, `rarest` the idf of a word which occurs nowhere;
    `carried` are the words that were carried over from the question before.
    """

    text: str
    words: Mapping[str, int]
    names: frozenset[int]
    weights: tuple[float, ...]
    specific: tuple[float, ...]
    rarest: float
    type: AnswerType
    carried: frozenset[int] = frozenset()

    def own(self) -> "Question":
        """The question as its telling sentence is asked for: words carried over hardly count."""
        weights = (weight * (CARRIED if word in self.carried else 1) for word, weight in enumerate(self.weights))
        return replace(self, weights=tuple(weights)) if self.carried else self

    @property
    def idf_sum(self) -> float:
        """The summed idf of the words; never 0."""
        return sum(self.weights) or 1.0

    def held(self, terms: Iterable[str]) -> frozenset[int]:
        """The words of the question that are among these terms."""
        words = self.words
        return frozenset(words[term] for term in terms if term in words)

    def found(self, hashes: Column) -> tuple[Column, Column]:
        """Where words of the question are among terms, known by their hashes, and which word each of these is."""
        known = sorted((hashed(term), word) for term, word in self.words.items())
        terms = np.array([term for term, _ in known], np.uint32)
        at = np.minimum(terms.searchsorted(hashes), len(terms) - 1)
        where = np.flatnonzero(terms[at] == hashes)
        return where, np.array([word for _, word in known])[at[where]]

    def covered(self, held: Iterable[int]) -> float:
        """The share of the question's idf sum that these words carry, 0 to 1."""
        return sum(self.weights[word] for word in held) / self.idf_sum

    def coverage(self, held: Column) -> Column:
        """The same for many: `held` has a row for each word of the question, which says by whom it is held."""
        weights = np.array(self.weights).reshape(-1, *[1] * (held.ndim - 1))
        return np.asarray((held * weights).sum(axis=0) / self.idf_sum)
