"""How good the answers to questions with known answers are.

The measures are those of the libraries that define them: `ir_measures` (trec_eval) for ranking, scikit-learn for
abstention and calibration, SciPy's percentile bootstrap for the 95 % intervals. They are imported when needed: the
extra `eval` brings them.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from retrieval.citing.folding import fold, fold_words, occurrences
from retrieval.errors import UsageError
from retrieval.evaluation.judgments import JudgedQuestion
from retrieval.indexing.archive import Archive
from retrieval.ranking.confidence import log_odds
from retrieval.records import Answer, AnswerPassage, Sentence

DEPTH = 10
"""So many passages of an answer are looked at."""

READ = 1_000
"""Of a passage only the first code points count: returning whole articles is no merit."""

KEPT = 0.9
"""Abstention is also told as the share of unanswerable questions rejected while this share of the others is kept."""

RESAMPLES = 1_000
"""How often questions are drawn anew for an interval."""

FEWEST = 10
"""So many questions answered rightly, and so many that are not, are needed to calibrate."""


class Estimate(NamedTuple):
    """A measure with its 95 % interval, over so many `questions`; None where it can't be told."""

    value: float
    low: float | None
    high: float | None
    questions: int


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer held against what is known.

    `passages` names the passages given, best first, and `hits` says which of them hold the answer; `relevant` names all
    that do, as far as is known. `sentence`: whether the telling sentence of the first passage holds it, None when that
    passage doesn't or only articles are known; `either`: whether that or the second marked sentence does.
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
        """Whether the first passage holds the answer."""
        return bool(self.hits) and self.hits[0]


def judge(label: JudgedQuestion, answer: Answer, archive: Archive) -> JudgedAnswer:
    """An answer to a question, held against what is known of it."""
    passages = answer.passages[:DEPTH]
    hits = tuple(_holds(label, passage) for passage in passages)
    names = tuple(f"{passage.citation.article}:{passage.citation.start}" for passage in passages)
    told = either = None
    if hits and hits[0] and not (label.articles and not label.answers):
        first = passages[0]
        told = _tells(label, first, first.sentence)
        either = told or (first.second_sentence is not None and _tells(label, first, first.second_sentence))
    found = {name for name, hit in zip(names, hits, strict=True) if hit}
    return JudgedAnswer(
        id=label.id,
        answerable=label.answerable,
        answered=answer.answered,
        confidence=answer.confidence,
        passages=names,
        hits=hits,
        relevant=frozenset(found | _relevant(label, archive)),
        sentence=told,
        either=either,
    )


def _holds(label: JudgedQuestion, passage: AnswerPassage) -> bool:
    """Whether a passage holds an answer."""
    citation = passage.citation
    end = min(citation.end, citation.start + READ)
    if label.mentions:
        return _covers(label, citation.article, citation.start, end)
    if label.articles and citation.article not in label.articles:
        return False
    return not label.answers or _says(label, passage.text[:READ])


def _tells(label: JudgedQuestion, passage: AnswerPassage, sentence: Sentence) -> bool:
    """Whether a sentence of a passage that holds an answer holds it."""
    if label.mentions:
        return _covers(label, passage.citation.article, sentence.start, sentence.end)
    return _says(label, sentence.exact)


def _covers(label: JudgedQuestion, article: str, start: int, end: int) -> bool:
    """Whether a mention of the answer lies between two code points."""
    return any(m.article == article and start <= m.start and m.end <= end for m in label.mentions)


def _says(label: JudgedQuestion, text: str) -> bool:
    """Whether a text holds the words of an answer, however they are styled."""
    folded = fold(text, case=True).text
    return any(any(True for _ in occurrences(fold_words(words, case=True), folded)) for words in label.answers)


def _relevant(label: JudgedQuestion, archive: Archive) -> set[str]:
    """The passages that hold a known mention."""
    found = set()
    for article in {mention.article for mention in label.mentions}:
        for passage in archive.passages_of(article):
            if _covers(label, article, passage.start, min(passage.end, passage.start + READ)):
                found.add(f"{article}:{passage.start}")
    return found


def measures(found: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """Every measure that the questions allow, by its name.

    Raises:
        UsageError: The libraries are not installed.
    """
    answerable = [one for one in found if one.answerable]
    rows = _ranking(answerable)
    rows["sentence"] = _mean([float(one.sentence) for one in answerable if one.sentence is not None])
    rows["either sentence"] = _mean([float(one.either) for one in answerable if one.either is not None])
    rows["answered"] = _mean([float(one.answered) for one in answerable])
    rows["rejected"] = _mean([float(not one.answered) for one in found if not one.answerable])
    return {name: row for name, row in {**rows, **_abstention(found), **_calibration(found)}.items() if row.questions}


def _ranking(found: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """Hit@k, MRR@10 and nDCG@10 over the answerable questions."""
    from ir_measures import RR, Success, iter_calc, nDCG

    names = {Success @ 1: "Hit@1", Success @ 3: "Hit@3", Success @ 5: "Hit@5", Success @ 10: "Hit@10"}
    names |= {RR @ 10: "MRR@10", nDCG @ 10: "nDCG@10"}
    # A question for which nothing relevant is known of would be left out; as one that found nothing it counts.
    judgements = {one.id: dict.fromkeys(one.relevant or {"-"}, 1) for one in found}
    runs = {one.id: {name: -float(rank) for rank, name in enumerate(one.passages)} for one in found}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(judgements, 0.0) for name in names.values()}
    for metric in iter_calc(list(names), judgements, runs):
        values[names[metric.measure]][metric.query_id] = metric.value
    return {name: _mean(list(of_name.values())) for name, of_name in values.items()}


def _abstention(found: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """How well confidence tells answerable questions from the others."""
    import numpy as np
    from sklearn.metrics import roc_auc_score

    yes = np.array([one.confidence for one in found if one.answerable])
    no = np.array([one.confidence for one in found if not one.answerable])
    if not len(yes) or not len(no):
        return {}

    def auroc(yes: Any, no: Any) -> float:
        return float(roc_auc_score(np.r_[np.ones(len(yes)), np.zeros(len(no))], np.r_[yes, no]))

    def rejected(yes: Any, no: Any) -> float:
        return float(np.mean(no < np.sort(yes)[int((1 - KEPT) * len(yes))]))

    return {
        "AUROC": _bootstrapped((yes, no), auroc),
        f"rejected at {KEPT:.0%} kept": _bootstrapped((yes, no), rejected),
    }


def _calibration(found: Sequence[JudgedAnswer]) -> dict[str, Estimate]:
    """Whether confidence is the share of first passages that hold the answer, and the area under risk and coverage."""
    import numpy as np
    from sklearn.metrics import brier_score_loss

    right = np.array([one.answerable and one.right for one in found], dtype=float)
    sure = np.array([one.confidence for one in found])
    rows = {
        "Brier": _bootstrapped((right, sure), lambda y, p: float(brier_score_loss(y, p)), paired=True),
        "ECE": _bootstrapped((right, sure), _calibration_error, paired=True),
        "AURC": _bootstrapped((right, sure), lambda y, p: float(np.mean(_risks(y, p))), paired=True),
    }
    return rows if len(found) else {}


def reliability(found: Iterable[JudgedAnswer], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth of confidence: its mean, the share of first passages that hold the answer, and how many."""
    rows: list[list[JudgedAnswer]] = [[] for _ in range(bins)]
    for one in found:
        rows[min(int(one.confidence * bins), bins - 1)].append(one)
    return [
        (sum(one.confidence for one in row) / len(row), sum(one.answerable and one.right for one in row) / len(row),
         len(row))
        for row in rows if row
    ]  # fmt: skip


def risk_coverage(found: Sequence[JudgedAnswer]) -> list[tuple[float, float]]:
    """Coverage and risk at every threshold, the surest question first.

    Coverage is the share of all questions that are answered, risk the share of those whose first passage does not hold
    the answer (Geifman and El-Yaniv, 2017, "Selective Classification for Deep Neural Networks").
    """
    import numpy as np

    right = np.array([one.answerable and one.right for one in found], dtype=float)
    risks = _risks(right, np.array([one.confidence for one in found]))
    return [((i + 1) / len(found), float(risk)) for i, risk in enumerate(risks)]


def fitted(found: Sequence[JudgedAnswer]) -> tuple[float, float]:
    """Slope and offset of log-odds that bring confidence nearest to what was right (Platt scaling).

    Raises:
        UsageError: Too few questions, or all of them right or all wrong.
    """
    from sklearn.linear_model import LogisticRegression

    outcomes = [one.answerable and one.right for one in found]
    if min(sum(outcomes), len(outcomes) - sum(outcomes)) < FEWEST:
        raise UsageError(
            f"Calibrating needs at least {FEWEST} questions that are answered rightly and {FEWEST} that are not."
        )
    logits = [[log_odds(one.confidence)] for one in found]
    model = LogisticRegression(C=1e6).fit(logits, outcomes)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def require_measures() -> None:
    """Raises `UsageError` when the libraries that measure are not installed."""
    try:
        import ir_measures  # noqa: F401
        import scipy  # noqa: F401
        import sklearn  # noqa: F401
    except ImportError as error:
        raise UsageError(f"Measuring needs {error.name}; install it with: pip install 'pincite[eval]'.") from error


def _calibration_error(right: Any, sure: Any) -> float:
    """The expected calibration error over ten bins of confidence (Guo et al., 2017)."""
    import numpy as np

    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(float(np.sum(right[bins == b] - sure[bins == b]))) for b in range(10)]
    return sum(gaps) / len(right)


def _risks(right: Any, sure: Any) -> Any:
    """The share of wrong ones among the surest one, two, three, and so on."""
    import numpy as np

    wrong = 1 - right[np.argsort(-sure, kind="stable")]
    return np.cumsum(wrong) / np.arange(1, len(wrong) + 1)


def _mean(values: Sequence[float]) -> Estimate:
    """A mean with its interval."""
    import numpy as np

    return _bootstrapped((np.array(values),), lambda v: float(np.mean(v)))


def _bootstrapped(samples: tuple[Any, ...], statistic: Callable[..., float], *, paired: bool = False) -> Estimate:
    """A statistic with its interval by the percentile bootstrap; always the same for the same samples."""
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
