"""What is asked, as ranking looks at it."""

import datetime
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.analysis.columns import Matches, Texts
from retrieval.analysis.features import Sought, hashed
from retrieval.query.answer_types import AnswerType

CONTEXT_WEIGHT = 0.03
"""The share of its weight that a context word keeps in the choice of an answer sentence: it tells which passage is
meant, the question's own words which sentence (right in 53 of 66 follow-ups in `tests/dialogues.py`; with full weight,
in 24)."""


ONE_THING, MANY_THINGS = 8, 18
"""A question of up to 8 words asks for little else than an attribute that it names; of 18 and more, most words say of
what. Area under the ROC curve of confidence on news, without the day, .924; with 8 divided by the words .918."""


_REMEMBERED = 64  # More questions are hardly answered at once.


class AskedAttribute(NamedTuple):
    """The name of an attribute that a question asks for, such as `age`, the words that ask for it, and which they are.

    `words` are those that are looked up, by their numbers; words such as "how" are not. Where a passage tells the
    attribute, but of something else, `text` is empty, and `words` are those of what is asked that it lacks.
    """

    attribute: str
    text: str
    words: frozenset[int]


class PreviousSentence(NamedTuple):
    """The sentence that answered the question before: the key of its article, and where it starts there."""

    article: int
    start: int


TOPIC_CONTEXT_WEIGHT = 0.1
"""The share of its weight that a context word keeps in the ranking where the article of the last answer is preferred:
what was asked is answered by then, and the question's own words tell which of its passages is meant."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Its words are counted from 0, in their order; every collection of words holds these numbers.

    `words` maps each term to the word that it stands for, `names` are the words that are names, and what is to be
    counted and occurs nowhere, `weights` are the words' idf, `discounted_idf` is what of it each word says alone
    (see `analysis.pmi_discounted`), `max_idf` is the idf of a word that occurs nowhere, `context` are the words
    that come from what was asked before, and `asking` are those that only ask ("old" in "how old"), `light` those
    that say little by themselves, `counted` is the word whose number is asked for, `counted_too` the one right
    behind it ("wolf packs"). Each of `phrases` is what is in quotation marks: the hashed terms in their order, as
    every language of the archive has them. `numbers` are the words with figures in them, each as typed.
    `steady_idf` is the idf of each word, and `steady_max_idf` that of one that occurs nowhere, in an archive with
    some passages more (see `analysis.analyzed`). `previous` is the sentence that answered the question before,
    where this one goes on from it. `attributes` are those that the question asks for by words of its own. `deed`
    are the terms of the verb, where it is asked who did something. `akin` are the hashed terms of words that begin
    as one of the question's does: which one, and how alike they are, from 0 to 1. `language` is that of the
    question. `context_start` is the code point of the text from which on its words are context words, if any are.
    `newness` is how far newer articles are preferred where no day is known, from 0 to 1, `misread` whether a name
    that occurs nowhere was read as one that it may not be, and `last_day` the last day that an article can be from,
    as an ordinal: one of a later day has a wrong date.
    """

    text: str
    words: Mapping[str, int]
    names: frozenset[int]
    weights: tuple[float, ...]
    discounted_idf: tuple[float, ...]
    max_idf: float
    answer_type: AnswerType
    context: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    counted: int | None = None
    counted_too: int | None = None
    phrases: tuple[frozenset[tuple[int, ...]], ...] = ()
    numbers: Mapping[int, str] = field(default_factory=dict)
    steady_idf: tuple[float, ...] = ()
    steady_max_idf: float = 0.0
    previous: PreviousSentence | None = None
    attributes: tuple[AskedAttribute, ...] = ()
    deed: frozenset[str] = frozenset()
    akin: Mapping[int, tuple[int, float]] = field(default_factory=dict)
    language: str | None = None
    newness: float = 0.0
    misread: bool = False
    context_start: int | None = None
    last_day: int = datetime.date.max.toordinal()

    def going_on_from(self, previous: PreviousSentence) -> "Question":
        """The question as one that continues from the last answer: its own words choose the passage."""
        shares = (TOPIC_CONTEXT_WEIGHT if word in self.context else 1 for word in range(len(self.weights)))
        idf = (share * alone for share, alone in zip(shares, self.discounted_idf, strict=True))
        return replace(self, discounted_idf=tuple(idf), previous=previous)

    def context_discounted(self) -> "Question":
        """The question as its answer sentence is asked for: context words, and those that only ask, hardly count."""
        light = self.context | self.asking
        if not light or len(light) == len(self.weights) == len(self.asking):
            return self
        weights = (weight * (CONTEXT_WEIGHT if word in light else 1) for word, weight in enumerate(self.weights))
        return replace(self, weights=tuple(weights))

    def without(self, words: Collection[int]) -> "Question":
        """The question as if these words asked for nothing: they weigh nothing, and are neither names nor numbers."""
        if not words:
            return self
        return replace(
            self,
            weights=tuple(0.0 if word in words else weight for word, weight in enumerate(self.weights)),
            steady_idf=tuple(0.0 if word in words else weight for word, weight in enumerate(self.steady_idf)),
            names=self.names.difference(words),
            numbers={word: number_text for word, number_text in self.numbers.items() if word not in words},
        )

    @property
    def unknown(self) -> frozenset[int]:
        """The words that occur nowhere."""
        return frozenset(word for word, weight in enumerate(self.weights) if weight >= self.max_idf)

    @property
    def lacks_capitals(self) -> bool:
        """Whether it is in a script without capitals, with names in Latin letters or not."""
        letters = unicodedata.normalize("NFKC", self.text)  # "Nº" has an o.
        return any(unicodedata.category(letter) == "Lo" for letter in letters)

    @property
    def shortness(self) -> float:
        """1 for a question of up to `ONE_THING` words of its own, 0 for one of `MANY_THINGS` and more."""
        short_by = MANY_THINGS - language.count(self.text[: self.context_start])
        return min(max(short_by / (MANY_THINGS - ONE_THING), 0.0), 1.0)

    @property
    def idf_sum(self) -> float:
        """The sum of the weights; never 0."""
        return sum(self.weights) or 1.0

    def words_among(self, terms: Iterable[str]) -> frozenset[int]:
        """The words of the question that are among these terms."""
        words = self.words
        return frozenset(words[term] for term in terms if term in words)

    @property
    def deed_words(self) -> frozenset[int]:
        """The words of the question that say what somebody did, where it is asked who; else none."""
        return self.words_among(self.deed) if self.answer_type is AnswerType.PERSON else frozenset()

    def mask(self, words: Collection[int]) -> NDArray[np.bool_]:
        """Which of the question's words are some of them, `(n_words,)`."""
        mask = np.zeros(len(self.weights), bool)
        mask[list(words)] = True
        return mask

    def matches(self, hashes: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the question's words are among terms, and which word each of these is.

        Args:
            hashes: The terms, by their `hashed` numbers; shape `(n_terms,)`.

        Returns:
            Two arrays of shape `(n_matches,)`: indexes into `hashes`, ascending, and the words.
        """
        terms, words = _sought(tuple(self.words.items()))
        where, number = terms.among(hashes)
        return where, words[number]

    def matches_in(self, texts: Texts) -> Matches:
        """As `matches`, among the terms of texts, which remember it."""
        return texts.matched(self.words, self.matches)

    def likeness(self, hashes: NDArray[np.uint32], owner: NDArray[np.int64], n_owners: int) -> NDArray[np.float64]:
        """How alike to each word of the question the most akin term of each of some texts is, (n_words, n_texts).

        Args:
            hashes: The terms of the texts, by their `hashed` numbers; shape `(n_terms,)`.
            owner: The text that each is in; shape `(n_terms,)`.
            n_owners: How many texts there are.
        """
        alike = np.zeros((len(self.weights), n_owners))
        if self.akin:
            akin_hashes = np.array(sorted(self.akin), np.uint32)
            where, at = Sought(akin_hashes).among(hashes)
            word, likeness = np.array([self.akin[term] for term in akin_hashes.tolist()]).T
            np.maximum.at(alike, (word[at].astype(np.int64), owner[where]), likeness[at])
        return alike

    def idf_share(self, words: Iterable[int]) -> float:
        """The share of the question's idf sum that these words carry, from 0 to 1."""
        return sum(self.weights[word] for word in words) / self.idf_sum

    def coverage(self, contains: NDArray[np.bool_] | NDArray[np.float64]) -> NDArray[np.float64]:
        """The share of the question's idf sum that each of many texts holds, from 0 to 1.

        Args:
            contains: Whether a text holds a word, as booleans, or how much of it, from 0 to 1; shape `(n_words, …)`.

        Returns:
            An array of the shape of `contains` without its first axis.
        """
        return _shares(self.weights, contains)

    def steady_coverage(self, contains: NDArray[np.bool_] | NDArray[np.float64]) -> NDArray[np.float64]:
        """As `coverage`, by the words' steady idf."""
        return _shares(self.steady_idf, contains)


@lru_cache(_REMEMBERED)
def _sought(words: tuple[tuple[str, int], ...]) -> tuple[Sought[np.uint32], NDArray[np.int64]]:
    """The hashes of terms, and the word that each stands for; an answer looks for them ten times."""
    pairs = sorted((hashed(term), word) for term, word in words)
    return Sought(np.array([term for term, _ in pairs], np.uint32)), np.array([word for _, word in pairs])


def _shares(weights: Sequence[float], contains: NDArray[np.bool_] | NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of some weights that each of many texts holds; `contains` is `(n_words, …)`."""
    column = np.array(weights).reshape(-1, *[1] * (contains.ndim - 1))
    return np.asarray((contains * column).sum(axis=0) / (sum(weights) or 1.0))
