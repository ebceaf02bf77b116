"""How sure one may be of an answer: a logistic sum of a few named features.

Most features are shares of what the question weighs, so that they mean the same in archives of any kind. The size of
the archive is taken off: in a large one, passages that share rare words with any question are easy to come by.
"""

import datetime
import math
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from retrieval import language
from retrieval.analysis.columns import side_by_side
from retrieval.analysis.features import NAME, Candidate
from retrieval.language.attributes import tells
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import AskedAttribute, Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import sentence_texts
from retrieval.ranking.arrays import Bools, Floats
from retrieval.ranking.passages import answer_kinds
from retrieval.ranking.untold import (
    author_words,
    lacks_kind,
    mentioning,
    otherwise_written,
    windows,
    words_of_article,
)
from retrieval.storage.catalog import Catalog

SHORT = 2.0
"""A question counts as longer by this many of the rarest words: of two words both may be anywhere."""

NEARNESS_DAYS = 20.0
"""After this many days nearness has fallen to 1/e."""

USUAL_NEARNESS = 0.4
"""What `near` usually is where a day is given; it is taken off, so that without a day nothing speaks for or against."""

Score = TypeVar("Score", float, Floats)


class ConfidenceFeatures(NamedTuple):
    """What speaks for the archive holding the answer.

    `match`: the best BM25 score as a share of the question's idf sum, short questions held back. `article`: the share
    of that sum that the first passage and the opening of its article hold. `near`: the best coverage of a passage times
    its nearness to the day of the question, less what is usual; 0 when no day was given. `agreement`: the votes of
    titles for the names in the answer sentence.

    The next nine are about the first passage and weigh words by their steady idf. `window`: the share of the question
    that two neighbouring sentences of it hold at most, title and heading counted in, short questions held back.
    `plain`: of the words that are no names and no numbers, the share that it holds, 1 when there are none: they say
    what is asked of the names. `related`: the share of the question that the window lacks, as far as other passages
    hold it beside what the window holds. `place`: 1 when a country or a state is asked for and it has one.
    `missing_names`: the share of the names in the question that its sentences lack, the best of them, with title,
    heading and authors. `missing_numbers`: the share of the numbers that it lacks, also in title, heading, day and
    path. `no_number`: what of the window is lost where a number is asked for and is outside it. `untold`: 1 when an
    attribute is asked for that the passage doesn't tell, less in a long question; `no_kind`: the same when a time, an
    age or a person is asked for and none stands where the passage holds most of the question, `NAMELESS` times when it
    is asked who built it or owns it.

    `unknown_names`: the share of the question, in names and numbers, that occurs nowhere, nor is where the first
    passage stands; `unknown_words`: the same in other words, for which the archive may have words of its own.
    `pieces`: the logarithm of how many terms of the question there are to a word: pairs of characters are found by
    chance more often than words. `size`: the idf of a word that occurs nowhere, which grows as the logarithm of the
    archive's passages.
    """

    match: float
    article: float
    near: float
    agreement: float
    window: float
    plain: float
    related: float
    place: float
    missing_names: float
    missing_numbers: float
    no_number: float
    untold: float
    no_kind: float
    unknown_names: float
    unknown_words: float
    pieces: float
    size: float


WEIGHTS = ConfidenceFeatures(
    match=4.6,
    article=0.9,
    near=2.1,
    agreement=1.2,
    window=3.25,
    plain=0.7,
    related=1.5,
    place=0.6,
    missing_names=-4.0,
    missing_numbers=-13.0,
    no_number=-3.4,
    untold=-4.5,
    no_kind=-1.5,
    unknown_names=-8.0,
    unknown_words=-2.0,
    pieces=-0.9,
    size=-0.58,
)
"""What each feature adds to the log-odds.

Near a logistic regression over 6,967 questions to archives of many kinds: news, with the day of the question and
without, also in folders of 15, 150 and 1,200 articles; XQuAD in Spanish, Russian and Chinese; 40 questions each to
speeches in Spanish, a handbook, minutes and a German blog; the same to folders of 1 to 12 of their articles; 220 that
belong to another archive; and 511 with another number or name instead of theirs, which nothing answers. A weight
moved when that made all kinds better on the whole. Area under the ROC curve (answerable or not), before `plain`,
`related`, `place` and the two kinds of unknown words → now: news .920 → .931, without the day .907 → .918; XQuAD .983,
.978, .983 → .983, .979, .982; speeches .937 → .930, handbook .967 → .973, minutes .973 → .977, blog .947 → .940; small
folders .955 → .964; and in two archives that no weight was fitted to, a newsletter .887 → .880 and a French directory
.963 → .977. `untold` and `no_kind` came later, with three small folders of invented articles and 20 questions to each
about what nobody says about them: the folders .46, .49, .42 → .77, .79, .66, news .931 → .933, without the day .918 →
.924, speeches .920 → .950, handbook .977 → .967, minutes .977 → .983, blog .940 → .913 (one question), newsletter the
same, directory .977 → .973, XQuAD .002 less. Left out, `related` costs news .003 to .005, `place` .006, `plain` .001;
on XQuAD they gain nothing. `benchmarks/abstention.py --fit` fits them to XQuAD and to archives of yours.

An offset of each archive's own, without labels, was tried thrice instead of `size`: the median strength of its
sentences with their article held out; that of words drawn from many of its passages; that of two words of a sentence
with two of another. None moved the archives in which too much is refused away from the one in which too little is.
Tried and left out, too: words within 8 to 20 terms of each other, words side by side as in the question, the heaviest
missing word, words of the same root, how far the next article is behind, the share of words that passages have together
whatever the window holds, a wider nearness in time; and boosted trees over all of these (areas .006 smaller).
"""

INTERCEPT = 0.46
"""What is added to their sum. Confidence is then about as often right as it says: with each kind of archive counted
alike, answers from 0 to .1 are right in .01, then .13, .22, .43, .46, .60, .74, .81, .84, and from .9 on in .92."""

THRESHOLD = 0.2
"""Below this confidence the archive is said not to hold the answer. Answerable questions that are refused, and others:
speeches .07 and .80, handbook .07 and .90, minutes .33 and 1, blog .10 and .90, news .06 and .76 of 3,270 articles,
XQuAD .03 and .83; in two archives that nothing was fitted to, a newsletter 0 and .80, a French directory .07 and .90;
in five folders of a few articles about which things are asked that they don't say, 0 and .50, .05 and .80, .30 and .55,
0 and .50, .15 and .80, and in two that nothing was tried on, .20 and .55. A question that is lost weighs more than an
answer that says itself that it is doubtful."""


RESERVED, MOST_RESERVED = 0.4, 0.49
"""Between these is the confidence of an answer of which words can't tell that it is one, if it would be higher."""


def reserved(confidence: float) -> float:
    """The confidence of an answer of which words can't tell that it is one: it is given, and with reserve.

    Of two such answers the likelier one still has the higher confidence. (Where all of them had .4 the area under the
    ROC curve was .9821, .9740 and .9812 for XQuAD in Spanish, Russian and Chinese; it is .9823, .9754 and .9812.)

    Args:
        confidence: What it would be otherwise.
    """
    return min(confidence, RESERVED + (MOST_RESERVED - RESERVED) * (confidence - RESERVED) / (1.0 - RESERVED))


def confidence_features(
    question: Question,
    candidates: Sequence[Candidate],
    passages: Sequence[Selected],
    catalog: Catalog,
    as_of: datetime.date | None,
    untold: Sequence[AskedAttribute] = (),
) -> ConfidenceFeatures:
    """What speaks for the archive holding the answer.

    Args:
        question: What is asked.
        candidates: What the engine proposed.
        passages: The best passages, best first.
        catalog: Where the article of the first of them is.
        as_of: The day of the question, when one was given.
        untold: What the question asks for and the first passage doesn't tell.
    """
    if not passages:
        nothing = ConfidenceFeatures(*[0.0] * len(ConfidenceFeatures._fields))
        return nothing._replace(missing_names=1.0, unknown_names=1.0, size=question.max_idf)
    first = passages[0]
    words = words_of_article(question, first, catalog).union(np.flatnonzero(first.words).tolist())
    sentences = _sentences(question, first, catalog)
    coverage = question.steady_coverage(two_by_two := windows(first))
    numbered = _numbered(question, first, catalog)
    names, numbers, unknown = (
        _flags(words, question) for words in (question.names, question.numbers, question.unknown)
    )
    is_stated, plain = _stated_words(question, first, catalog), ~(names | numbers)
    return ConfidenceFeatures(
        match=match_share(question, max([candidate.hit.score for candidate in candidates])),
        article=question.idf_share(words),
        near=_nearness(question, passages, as_of) - USUAL_NEARNESS if as_of else 0.0,
        agreement=first.answer_sentence.features.titled_name,
        window=float(coverage.max()) * _long(question),
        plain=_share_of(question, plain, first.words),
        related=_related(question, two_by_two[:, coverage.argmax()], candidates),
        place=float(first.scored.features.get("right_kind", 0.0) > 0 and not question.answer_type.counted),
        missing_names=1.0 - _best_share(question, ~(~sentences & names[:, None])),
        missing_numbers=float(question.steady_coverage(numbers & ~is_stated)) * _to_a_word(question),
        no_number=float(coverage.max() - np.where(numbered, coverage, 0.0).max()) * _long(question),
        untold=question.shortness if untold else 0.0,
        no_kind=question.shortness * lacks_kind(question, first, catalog),
        unknown_names=float(question.steady_coverage(unknown & ~is_stated & ~plain)),
        unknown_words=float(question.steady_coverage(unknown & plain)),
        pieces=math.log(_overlap(question)),
        size=question.max_idf,
    )


def match_share(question: Question, bm25: Score) -> Score:
    """A BM25 score, or those of many passages, as shares of the question's idf sum, short questions held back."""
    return bm25 / (question.idf_sum + SHORT * question.max_idf)


def missing_words(question: Question, first: Selected, catalog: Catalog) -> list[int]:
    """The names and numbers of a question that occur in the archive, but not in the first passage or above it.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    stated_words = np.flatnonzero(_stated_words(question, first, catalog)).tolist()
    return sorted((question.names | question.numbers.keys()) - question.unknown - question.context - set(stated_words))


def _share_of(question: Question, words: Bools, contains: Bools) -> float:
    """The share of some of the question's words that is held, by their steady idf; 1 where these weigh nothing.

    Args:
        question: What is asked.
        words: Which of its words, (n_words,).
        contains: Which of its words are held, (n_words,).
    """
    whole = float(question.steady_coverage(words))
    return float(question.steady_coverage(words & contains)) / whole if whole else 1.0


def _related(question: Question, contains: Bools, candidates: Sequence[Candidate]) -> float:
    """The share of the question that is not held, each word as far as candidates have it beside the held ones.

    Args:
        question: What is asked.
        contains: Which of its words are held, (n_words,).
        candidates: What the engine proposed; at least one.
    """
    terms = side_by_side(candidates).passages.terms
    where, word = question.matches_in(terms)
    words = np.zeros((len(candidates), len(contains)))
    words[terms.owners[where], word] = 1.0
    share = float(question.steady_coverage(contains))
    beside = question.steady_coverage((words.T @ words > 0) & contains[:, None]) / (share or 1.0)
    return float(question.steady_coverage(np.where(contains, 0.0, beside)))


def _best_share(question: Question, contains: Bools) -> float:
    """The highest share of the question that one of many texts holds; `contains` is (n_words, n_texts)."""
    return float(question.steady_coverage(contains).max())


def _long(question: Question) -> float:
    """The part of a question's own words in its length, `SHORT` counted in."""
    length = sum(question.steady_idf)
    return length / (length + SHORT * question.steady_max_idf)


def _overlap(question: Question) -> float:
    """How many of a question's terms there are to a word, at least 1: in scripts without spaces they overlap."""
    return max(len(question.weights) / max(language.count(question.text), 1), 1.0)


def _to_a_word(question: Question) -> float:
    """How many terms there are to a word that says something, at least 1.

    About every second word says nothing: with spaces such words aren't terms, without them they are as many as others.
    Of 76 Chinese questions with another number instead of theirs, 29 % are refused, 16 % without this difference.
    """
    return 2 * _overlap(question) - 1


def _numbered(question: Question, selected: Selected, catalog: Catalog) -> Bools:
    """Which sentences, or the ones before them, may hold the number asked for, (n_sentences,): all when none is.

    An age in words is known by the words around it.
    """
    if not question.answer_type.counted:
        return np.ones(selected.sentence_words.shape[1], bool)
    numbered = mentioning(question, selected, answer_kinds(question))
    if question.answer_type is AnswerType.AGE:
        texts, tongue = sentence_texts(selected, catalog)
        asked = [attribute.attribute for attribute in question.attributes]
        numbered = numbered | np.array([any(tells(text, each, tongue) for each in asked) for text in texts])
    return np.asarray(numbered | np.append(False, numbered[:-1]))


def _sentences(question: Question, first: Selected, catalog: Catalog) -> Bools:
    """Which words each sentence of a passage holds, (n_words, n_sentences), with title, heading and authors."""
    around = first.title_words | _flags(author_words(question, first, catalog), question)
    return np.asarray(first.sentence_words | around[:, None])


def _flags(words: Collection[int], question: Question) -> Bools:
    """Which of a question's words are among some, (n_words,)."""
    return np.array([word in words for word in range(len(question.weights))], bool)


def _stated_words(question: Question, selected: Selected, catalog: Catalog) -> Bools:
    """Which of a question's words a passage says, (n_words,): title and heading, for numbers its day and path too."""
    is_stated = selected.words
    around = " ".join(_around(selected)) if question.numbers else ""
    for word, number in question.numbers.items():
        is_stated[word] |= _stands_in(around, number)
    is_stated[[*otherwise_written(question, selected, catalog, is_stated)]] = True
    is_stated[[*author_words(question, selected, catalog)]] = True
    return is_stated


def _stands_in(text: str, number: str) -> bool:
    """Whether a number is in a text, with no figure right before it or after it."""
    at = text.find(number)
    while at >= 0:
        beside = text[max(at - 1, 0) : at] + text[at + len(number) : at + len(number) + 1]
        if not any(map(str.isdecimal, beside)):
            return True
        at = text.find(number, at + 1)
    return False


def _around(selected: Selected) -> Iterator[str]:
    """Where a passage stands, as far as it may say a number: its article's path and day, its heading."""
    yield selected.passage.article
    yield selected.passage.heading or ""
    if selected.candidate.day is not None:
        day = datetime.date.fromordinal(selected.candidate.day)
        yield f"{day.isoformat()} {day.day}"


def _nearness(question: Question, passages: Sequence[Selected], as_of: datetime.date) -> float:
    """The best coverage of a passage times how near before the day it was published."""
    best = 0.0
    for selected in passages:
        day = selected.candidate.day
        nearness = 0.0 if day is None else math.exp(-max(as_of.toordinal() - day, 0) / NEARNESS_DAYS)
        best = max(best, nearness * float(question.coverage(selected.words)))
    return best


def strength(features: ConfidenceFeatures) -> float:
    """The log-odds that the features speak for: their linear sum."""
    return INTERCEPT + sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


class Calibration(NamedTuple):
    """What judged questions have taught of an archive: the slope and offset of its log-odds."""

    slope: float = 1.0
    offset: float = 0.0


def confidence(
    features: ConfidenceFeatures,
    calibration: Calibration = Calibration(),  # noqa: B008 # frozen
) -> float:
    """The probability, 0 to 1, that the first passage holds the answer; 0 when no passage shares a word.

    Args:
        features: What speaks for an answer.
        calibration: What judged questions have taught.
    """
    if not features.match:
        return 0.0
    return 1 / (1 + math.exp(-(calibration.slope * strength(features) + calibration.offset)))


MOST_AGREEMENT = 1.6
"""What `agreement` comes to at most: of 120 answers to news questions in 3,270 articles none has more than 1.46."""


def most_log_odds(
    question: Question, match: Floats, share: Floats, contains: Bools, calibration: Calibration, *, dated: bool
) -> Floats:
    """What passages speak for at most by the words they hold, the rest being at its best: log-odds, (n_passages,).

    Args:
        question: What is asked; its words need not have been looked at in pairs.
        match: The `match` of each passage's article, (n_passages,).
        share: The share of the question that its article holds, (n_passages,).
        contains: Which words each passage holds, with heading and title, (n_words, n_passages).
        calibration: What judged questions have taught.
        dated: Whether the day of the question is given.
    """
    names, numbers, unknown = (
        _flags(words, question) for words in (question.names, question.numbers, question.unknown)
    )
    plain = ~(names | numbers)
    is_counted, length = question.answer_type.counted, _long(question)
    window, whole = question.steady_coverage(contains), float(question.steady_coverage(plain))
    odds = (
        strength(
            ConfidenceFeatures(
                match=0.0,
                article=0.0,
                near=1.0 - USUAL_NEARNESS if dated else 0.0,
                agreement=0.0 if is_counted else MOST_AGREEMENT,
                window=0.0,
                plain=0.0,
                related=1.0,
                place=float(answer_kinds(question) != NAME and not is_counted),
                missing_names=0.0,
                missing_numbers=0.0,
                no_number=0.0,
                untold=0.0,
                no_kind=0.0,
                unknown_names=float(question.steady_coverage(unknown & names & ~numbers)),
                unknown_words=float(question.steady_coverage(unknown & plain)),
                pieces=math.log(_overlap(question)),
                size=question.max_idf,
            )
        )
        + WEIGHTS.match * match
        + WEIGHTS.article * share
        # What the window holds can't be related to it.
        + np.maximum(WEIGHTS.window * length - WEIGHTS.related, 0.0) * window
        + WEIGHTS.plain * (question.steady_coverage(contains & plain[:, None]) / whole if whole else 1.0)
        + WEIGHTS.missing_names * question.steady_coverage(names[:, None] & ~contains)
    )
    return np.asarray(calibration.slope * odds + calibration.offset)


def log_odds(probability: float) -> float:
    """The logit of a probability, kept within those of 0.000001 and 0.999999: away from the infinite."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
