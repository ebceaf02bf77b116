"""How sure one may be of an answer: a logistic sum of a few named features, less the archive's baseline.

The sum alone means different things in different archives: in a large one, passages that share rare words with any
question are easy to come by. The baseline is what questions score that the archive can't answer; `calibration` measures
it without labels.
"""

import datetime
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from retrieval.indexing.catalog import Catalog
from retrieval.indexing.features import Candidate
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import Selected

SHORT = 2.0
"""A question counts as longer by this many of the rarest words: of two words both may be found anywhere."""

NEARNESS_DAYS = 20.0
"""After this many days nearness has fallen to 1/e."""

USUAL_NEARNESS = 0.4
"""What `near` usually is where a day is given; it is taken off, so that without a day nothing speaks for or against."""

ARTICLE_READ = 10_000
"""The passages of an article that stand mostly within this many code points are read for its coverage."""


class ConfidenceFeatures(NamedTuple):
    """What speaks for the archive holding the answer.

    `match`: the best BM25 score as a share of the question's idf sum, short questions held back. `article`: the share
    of that sum that the best passage and the opening of its article hold. `near`: the best coverage of a passage times
    its nearness to the day of the question, less what is usual; 0 when no day was given. `agreement`: the votes of
    titles for the answer sentence. `missing_names`: the share of the names in the question that the answer sentence
    and title lack.
    """

    match: float
    article: float
    near: float
    agreement: float
    missing_names: float


WEIGHTS = ConfidenceFeatures(match=6.9, article=3.0, near=1.65, agreement=0.65, missing_names=-3.25)
"""What each feature adds to the log-odds.

Measured by the area under the ROC curve on news (five folds) and XQuAD in Spanish: 0.876 and 0.984; without `match`
0.863 and 0.967, `article` 0.870 and the same, `near` 0.860 and the same, `agreement` 0.867 and the same,
`missing_names` 0.873 and 0.981 (Russian: 0.983, without these names 0.977).
"""

USUAL_BASELINE = 1.8
"""The baseline of an archive too small to be measured."""

SLOPE, OFFSET = 0.95, -2.55
"""From the sum above the baseline to log-odds: fitted to whether the first passage holds the answer, over five archives
of equal weight. Confidence is then off by 2 to 5 points on news, on XQuAD by 6 in Spanish and by 11 and 12 in Russian
and Chinese, where it is too modest."""

THRESHOLD = 0.2
"""Below this confidence the archive is said not to hold the answer: of answers in news, nine of ten are kept."""


def confidence_features(
    question: Question,
    candidates: Sequence[Candidate],
    passages: Sequence[Selected],
    catalog: Catalog,
    as_of: datetime.date | None,
) -> ConfidenceFeatures:
    """What speaks for the archive holding the answer.

    Args:
        question: What is asked.
        candidates: What the engine proposed.
        passages: The best passages, best first.
        catalog: Where the article of the first of them is.
        as_of: The day of the question, when one was given.
    """
    if not passages:
        return ConfidenceFeatures(0.0, 0.0, 0.0, 0.0, 1.0)
    first = passages[0]
    article_terms = catalog.article_terms(first.candidate.article, ARTICLE_READ)
    words = question.words_among(article_terms).union(np.flatnonzero(first.words).tolist())
    features = first.answer_sentence.features
    lacking = ~(first.sentence_words | first.title_words[:, None])
    lacking[[word not in question.names for word in range(len(lacking))]] = False
    return ConfidenceFeatures(
        match=max(candidate.bm25 for candidate in candidates) / (question.idf_sum + SHORT * question.max_idf),
        article=question.idf_share(words),
        near=_nearness(question, passages, as_of) - USUAL_NEARNESS if as_of else 0.0,
        agreement=features.titled_name + features.titled_word,
        missing_names=float(question.coverage(lacking).min()),
    )


def _nearness(question: Question, passages: Sequence[Selected], as_of: datetime.date) -> float:
    """The best coverage of a passage times how near before the day it was published."""
    best = 0.0
    for selected in passages:
        day = selected.candidate.day
        nearness = 0.0 if day is None else math.exp(-max(as_of.toordinal() - day, 0) / NEARNESS_DAYS)
        best = max(best, nearness * float(question.coverage(selected.words)))
    return best


def strength(features: ConfidenceFeatures) -> float:
    """The linear sum of the features."""
    return sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


class Calibration(NamedTuple):
    """What judged questions have taught of an archive: the slope and offset of its log-odds."""

    slope: float = 1.0
    offset: float = 0.0


def confidence(
    features: ConfidenceFeatures,
    baseline: float = USUAL_BASELINE,
    calibration: Calibration = Calibration(),  # noqa: B008 # frozen
) -> float:
    """The probability, 0 to 1, that the first passage holds the answer; 0 when no passage shares a word.

    Args:
        features: What speaks for an answer.
        baseline: What they come to in this archive for questions that it can't answer.
        calibration: What judged questions have taught.
    """
    if not features.match:
        return 0.0
    log_odds_of_answer = SLOPE * (strength(features) - baseline) + OFFSET
    return 1 / (1 + math.exp(-(calibration.slope * log_odds_of_answer + calibration.offset)))


def log_odds(probability: float) -> float:
    """The logit of a probability, kept within those of 0.000001 and 0.999999: away from the infinite."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
