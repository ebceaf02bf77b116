"""How good the answers to questions with known answers are.

The measures are those of the libraries that define them: `ir_measures` (trec_eval) for ranking, scikit-learn for
abstention and calibration, SciPy's percentile bootstrap for the 95 % intervals. These are imported when needed, since
only the extra `eval` installs them.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.citing.folding import fold, fold_words, occurrences
from retrieval.errors import UsageError, installing
from retrieval.evaluation.judgments import JudgedQuestion
from retrieval.indexing.archive import Archive
from retrieval.ranking.confidence import log_odds
from retrieval.records import Answer, AnswerPassage, Sentence

DEPTH = 10
"""How many passages of an answer are judged: the cut-off of MRR@10 and nDCG@10, as in MS MARCO and BEIR."""

JUDGED_CODE_POINTS = 1_000
"""How many code points of a passage count, from its start: returning whole articles is not rewarded."""

KEPT_SHARE = 0.9
"""Abstention is also measured as the share of unanswerable questions rejected while this share of the others is kept:
the true negative rate at 90 % true positives."""

RESAMPLES = 1_000
"""How often the questions are resampled for an interval: enough for two digits, and a tenth of SciPy's default time."""

FEWEST_OUTCOMES = 10
"""How many questions answered rightly, and how many others, calibration needs: the rule of thumb of ten outcomes per
variable of a logistic regression (Peduzzi et al., 1996)."""


class Estimate(NamedTuple):
    """A measure with its 95 % interval, and the number of questions it is over; no interval for a single question."""

    value: float
    low: float | None
    high: float | None
    questions: int


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer compared with the judgments of its question.

    `passages` are the names of the passages given, best first, and `hits` says which of them contain the answer;
    `relevant` are the names of all that do, as far as is known. `sentence`: whether the answer sentence of the first
    passage contains it, None when that passage doesn't or only articles were judged; `either`: whether that sentence or
    the second one does.
    """

    id: str
    answerable: bool
    answered: bool
    confidence: float
    passages: tuple[str, ...]
    hits: tuple[bool, ...]
    relevant: frozenset[str]
    sentence: bool | None
    either: bool | None

    @property
    def right(self) -> bool:
        """Whether the first passage contains the answer."""
        return bool(self.hits) and self.hits[0]


def judge(question: JudgedQuestion, answer: Answer, archive: Archive) -> JudgedAnswer:
    """An answer compared with the judgments of its question.

    Args:
        question: The question with its judgments.
        answer: What was answered.
        archive: Has the passages that were not given, too.
    """
    passages = answer.passages[:DEPTH]
    hits = tuple(_passage_answers(question, passage) for passage in passages)
    names = tuple(_name(passage.citation.article, passage.citation.start) for passage in passages)
    sentence = either = None
    if hits and hits[0] and not (question.articles and not question.answers):
        first = passages[0]
        sentence = _sentence_answers(question, first, first.sentence)
        second = first.second_sentence
        either = sentence or (second is not None and _sentence_answers(question, first, second))
    hit_names = {name for name, hit in zip(names, hits, strict=True) if hit}
    return JudgedAnswer(
        id=question.id,
        answerable=question.answerable,
        answered=answer.answered,
        confidence=answer.confidence,
        passages=names,
        hits=hits,
        relevant=frozenset(hit_names | _relevant(question, archive)),
        sentence=sentence,
        either=either,
    )


def _name(article: str, start: int) -> str:
    """The name of a passage: its article and its first code point there."""
    return f"{article}:{start}"


def _passage_answers(question: JudgedQuestion, passage: AnswerPassage) -> bool:
    """Whether a passage contains an answer."""
    citation = passage.citation
    if question.spans:
        end = min(citation.end, citation.start + JUDGED_CODE_POINTS)
        return _covers_span(question, citation.article, citation.start, end)
    if question.articles and citation.article not in question.articles:
        return False
    return not question.answers or _has_words(question, passage.text[:JUDGED_CODE_POINTS])


def _sentence_answers(question: JudgedQuestion, passage: AnswerPassage, sentence: Sentence) -> bool:
    """Whether a sentence of a passage that contains an answer contains it."""
    if question.spans:
        return _covers_span(question, passage.citation.article, sentence.start, sentence.end)
    return _has_words(question, sentence.exact)


def _covers_span(question: JudgedQuestion, article: str, start: int, end: int) -> bool:
    """Whether a span of the answer lies within these code points of an article."""
    return any(span.article == article and start <= span.start and span.end <= end for span in question.spans)


def _has_words(question: JudgedQuestion, text: str) -> bool:
    """Whether a text has the words of an answer, whatever their capitals and quotation marks."""
    folded_text = fold(text, case=True).text
    return any(any(True for _ in occurrences(fold_words(words, case=True), folded_text)) for words in question.answers)


def _relevant(question: JudgedQuestion, archive: Archive) -> set[str]:
    """The names of the archive's passages that contain a span of the answer."""
    passages = [
        passage for article in {span.article for span in question.spans} for passage in archive.passages_of(article)
    ]
    return {
        _name(passage.article, passage.start)
        for passage in passages
        if _covers_span(question, passage.article, passage.start, min(passage.end, passage.start + JUDGED_CODE_POINTS))
    }


def measures(answers: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """Every measure that the questions allow, by its name.

    Raises:
        UsageError: The libraries are not installed.
    """
    answerable = [answer for answer in answers if answer.answerable]
    rows = _ranking(answerable)
    rows["sentence"] = _mean([float(answer.sentence) for answer in answerable if answer.sentence is not None])
    rows["either sentence"] = _mean([float(answer.either) for answer in answerable if answer.either is not None])
    rows["answered"] = _mean([float(answer.answered) for answer in answerable])
    rows["rejected"] = _mean([float(not answer.answered) for answer in answers if not answer.answerable])
    return {
        name: row for name, row in {**rows, **_abstention(answers), **_calibration(answers)}.items() if row.questions
    }


def _ranking(answers: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """Hit@k, MRR@10 and nDCG@10 over the answerable questions."""
    from ir_measures import RR, Success, iter_calc, nDCG

    names = {Success @ 1: "Hit@1", Success @ 3: "Hit@3", Success @ 5: "Hit@5", Success @ 10: "Hit@10"}
    names |= {RR @ 10: "MRR@10", nDCG @ 10: "nDCG@10"}
    # trec_eval leaves out a question without relevant passages; with one that nobody finds, it counts as missed.
    qrels = {answer.id: dict.fromkeys(answer.relevant or {"-"}, 1) for answer in answers}
    run = {answer.id: {name: -float(rank) for rank, name in enumerate(answer.passages)} for answer in answers}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in names.values()}
    for metric in iter_calc(list(names), qrels, run):
        values[names[metric.measure]][metric.query_id] = metric.value
    return {name: _mean(list(by_question.values())) for name, by_question in values.items()}


def _abstention(answers: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """How well confidence tells answerable questions from the others; nothing where one kind is missing."""
    from sklearn.metrics import roc_auc_score

    answerable = np.array([answer.confidence for answer in answers if answer.answerable])
    others = np.array([answer.confidence for answer in answers if not answer.answerable])
    if not len(answerable) or not len(others):
        return {}

    def auroc(answerable: NDArray[np.float64], others: NDArray[np.float64]) -> float:
        outcomes = np.r_[np.ones(len(answerable)), np.zeros(len(others))]
        return float(roc_auc_score(outcomes, np.r_[answerable, others]))

    def rejected(answerable: NDArray[np.float64], others: NDArray[np.float64]) -> float:
        return float(np.mean(others < np.sort(answerable)[int((1 - KEPT_SHARE) * len(answerable))]))

    return {
        "AUROC": _bootstrapped((answerable, others), auroc),
        f"rejected at {KEPT_SHARE:.0%} kept": _bootstrapped((answerable, others), rejected),
    }


def _calibration(answers: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """How near confidence is to the share of right first passages, and the area under risk and coverage."""
    from sklearn.metrics import brier_score_loss

    columns = _outcomes(answers), _confidences(answers)
    rows = {
        "Brier": _bootstrapped(columns, lambda y, p: float(brier_score_loss(y, p)), paired=True),
        "ECE": _bootstrapped(columns, _calibration_error, paired=True),
        "AURC": _bootstrapped(columns, lambda y, p: float(np.mean(_risks(y, p))), paired=True),
    }
    return rows if len(answers) else {}


def reliability(answers: Iterable[JudgedAnswer], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each bin of confidence that is not empty: mean confidence, share of right answers, and number of answers.

    An answer is right when the question is answerable and the first passage contains the answer.

    Args:
        answers: The judged answers.
        bins: How many bins of equal width there are between 0 and 1.
    """
    by_bin: list[list[JudgedAnswer]] = [[] for _ in range(bins)]
    for answer in answers:
        by_bin[min(int(answer.confidence * bins), bins - 1)].append(answer)
    return [
        (
            float(sum(a.confidence for a in row) / len(row)),
            sum(a.answerable and a.right for a in row) / len(row),
            len(row),
        )
        for row in by_bin
        if row
    ]


def risk_coverage(answers: Sequence[JudgedAnswer]) -> list[tuple[float, float]]:
    """Coverage and risk when only the surest one, two, three … answers are given.

    Coverage is the share of all questions that are answered, risk the share of those whose first passage does not
    contain the answer (Geifman and El-Yaniv, 2017, "Selective Classification for Deep Neural Networks").
    """
    risks = _risks(_outcomes(answers), _confidences(answers))
    return [(count / len(answers), float(risk)) for count, risk in enumerate(risks, 1)]


def fitted(answers: Sequence[JudgedAnswer]) -> tuple[float, float]:
    """The slope and offset of log-odds that bring confidence nearest to what was right (Platt scaling).

    Raises:
        UsageError: There are too few questions that were answered rightly, or too few others.
    """
    from sklearn.linear_model import LogisticRegression

    outcomes = _outcomes(answers)
    if min(outcomes.sum(), len(outcomes) - outcomes.sum()) < FEWEST_OUTCOMES:
        raise UsageError(
            f"Calibrating needs at least {FEWEST_OUTCOMES} questions that are answered rightly and {FEWEST_OUTCOMES} "
            "that are not."
        )
    logits = [[log_odds(answer.confidence)] for answer in answers]
    # A large C turns scikit-learn's regularisation off, which would pull the slope towards 0.
    model = LogisticRegression(C=1e6).fit(logits, outcomes)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def require_measures() -> None:
    """Raises `UsageError` when the libraries that measure are not installed."""
    try:
        import ir_measures  # noqa: F401
        import scipy  # noqa: F401
        import sklearn  # noqa: F401
    except ImportError as error:
        raise UsageError(
            f"Measuring needs {error.name}; install it with: {installing('ir-measures scikit-learn scipy')}."
        ) from error


def _outcomes(answers: Sequence[JudgedAnswer]) -> NDArray[np.float64]:
    """1 for each answerable question whose first passage contains the answer, else 0; shape `(n_answers,)`."""
    return np.array([answer.answerable and answer.right for answer in answers], np.float64)


def _confidences(answers: Sequence[JudgedAnswer]) -> NDArray[np.float64]:
    """The confidence of each answer, from 0 to 1; shape `(n_answers,)`."""
    return np.array([answer.confidence for answer in answers], np.float64)


def _calibration_error(outcomes: NDArray[np.float64], confidences: NDArray[np.float64]) -> float:
    """The expected calibration error over ten bins of confidence (Guo et al., 2017); both of shape `(n_answers,)`."""
    bins = np.minimum((confidences * 10).astype(int), 9)
    gaps = [abs(float(np.sum(outcomes[bins == b] - confidences[bins == b]))) for b in range(10)]
    return sum(gaps) / len(outcomes)


def _risks(outcomes: NDArray[np.float64], confidences: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of wrong answers among the surest one, two, three …; all of shape `(n_answers,)`."""
    wrong = 1 - outcomes[np.argsort(-confidences, kind="stable")]
    return np.asarray(np.cumsum(wrong) / np.arange(1, len(wrong) + 1))


def _mean(values: Sequence[float]) -> Estimate:
    """The mean of values, with its interval."""
    return _bootstrapped((np.array(values),), lambda sample: float(np.mean(sample)))


def _bootstrapped(
    samples: tuple[NDArray[np.float64], ...], statistic: Callable[..., float], *, paired: bool = False
) -> Estimate:
    """A statistic with its interval by the percentile bootstrap; always the same for the same samples.

    Args:
        samples: The columns that the statistic takes, each of shape `(n_answers,)`, of one length if `paired`.
        statistic: Makes a number of them.
        paired: Whether the columns are about the same questions, which are then resampled together.
    """
    from scipy.stats import bootstrap

    count = len(samples[0]) if paired else sum(map(len, samples))
    if not count:
        return Estimate(math.nan, None, None, 0)
    value = statistic(*samples)
    if min(map(len, samples)) < 2:
        return Estimate(value, None, None, count)
    interval = bootstrap(
        samples, statistic, n_resamples=RESAMPLES, method="percentile", vectorized=False, paired=paired, rng=0
    ).confidence_interval
    return Estimate(value, float(interval.low), float(interval.high), count)
