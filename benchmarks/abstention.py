"""Whether "no answer" is earned, in small archives and large ones, and whether confidence is as often right as it says.

Asks XQuAD's questions (see `xquad.py`) of archives of 1 to 40 of its articles in each language: those that they answer;
as many to other articles; and near misses, answerable questions with another number in the place of theirs. Archives of
yours are measured beside them: name each with its judged questions, in the form of `pincite eval`.

    python -m benchmarks.abstention [--xquad FOLDER] [--fit] [ARCHIVE QUESTIONS]...

Prints, for each archive, the shares of answerable questions refused and of others rejected, and the area under the ROC
curve; then, for all of them together, what confidence says and what was right. With `--fit`, also the weights that a
logistic regression gives to what confidence looks at, beside those in use, and the area that they reach on each archive
when they are fitted to the others. Takes about two minutes.
"""

import argparse
import json
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.xquad import LANGUAGES, Archive, archive_of, area, auroc, changed
from retrieval import JudgedAnswer, JudgedQuestion, QuestionError, Searcher, judge, judged_questions, reliability
from retrieval.ranking.confidence import INTERCEPT, WEIGHTS, ConfidenceFeatures

SIZES = {1: 8, 3: 6, 12: 3, 40: 1}
"""Of how many articles archives are made, and how many of each size."""

ASKED = 20
"""Questions of each sort to an archive."""


HALF_RIGHT = 0.5
"""What an answerable question counts whose first passage is not the right one: the archive does hold the answer."""

Floats = NDArray[np.float64]


class Measured(NamedTuple):
    """The judged answers of archives of a kind, those to near misses apart, and what confidence looked at in each.

    `features` are those of `answers` and then of `near_misses`; None where there was no word to look up.
    """

    answers: list[JudgedAnswer]
    near_misses: list[JudgedAnswer]
    features: list[ConfidenceFeatures | None]


class Fitted(NamedTuple):
    """What is added up to the log-odds of an answer: a weight for each feature, and the intercept."""

    weights: Floats
    intercept: float


def samples(archive: Archive, size: int, count: int) -> Iterator[tuple[Archive, list[JudgedQuestion]]]:
    """Archives of some articles with their questions, and near misses of these; always the same ones."""
    chance = random.Random(size)  # a sample, not a secret
    for _ in range(count):
        articles = chance.sample(archive.articles, min(size, len(archive.articles)))
        names = {article.get("id") or article.get("article_id") for article in articles}
        known = [asked for asked in archive.questions if names.intersection(span.article for span in asked.spans)]
        others = [asked for asked in archive.questions if asked not in known]
        asked = chance.sample(known, min(ASKED, len(known)))
        near = [missed for question in asked if (missed := near_miss(question, chance))]
        unanswerable = [JudgedQuestion(o.id, o.question) for o in chance.sample(others, min(ASKED, len(others)))]
        yield Archive(articles, [*asked, *unanswerable]), near


def near_miss(question: JudgedQuestion, chance: random.Random) -> JudgedQuestion | None:
    """A question with another number in the place of one that it has; nothing answers it. None without a number."""
    numbers = list(re.finditer(r"\d+", question.question))
    if not numbers:
        return None
    number = chance.choice(numbers)
    other = str(int(number[0]) + chance.randint(2, 9))
    text = question.question[: number.start()] + other + question.question[number.end() :]
    return JudgedQuestion(f"{question.id}-near", text)


def answered(searcher: Searcher, questions: Sequence[JudgedQuestion]) -> tuple[list[JudgedAnswer], list[Any]]:
    """The judged answer to each question, and what confidence looked at in it, None without a word to look up."""
    judged, features = [], []
    seen: list[ConfidenceFeatures] = []

    def noticing(read: Callable[..., ConfidenceFeatures]) -> Callable[..., ConfidenceFeatures]:
        return lambda *given: seen.append(read(*given)) or seen[-1]  # type: ignore[func-returns-value]

    with changed({"answering.confidence_features": noticing}):
        for question in questions:
            seen.clear()
            try:
                answer = searcher.ask(question.question, as_of=question.as_of)
            except QuestionError:
                answer = searcher.unanswerable(question.question)
            judged.append(judge(question, answer, searcher.archive))
            features.append(seen[-1] if seen else None)
    return judged, features


def measured(archive: Archive, size: int, count: int) -> Measured:
    """The answers of archives of `size` articles."""
    answers, near_misses = list[JudgedAnswer](), list[JudgedAnswer]()
    features, near_features = list[Any](), list[Any]()
    for part, near in samples(archive, size, count):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "articles.jsonl")
            corpus.write_text("".join(json.dumps(article) + "\n" for article in part.articles), encoding="utf-8")
            with closing(Searcher.open(corpus, Path(folder, "state"))) as searcher:
                for asked, into, looked_at in (
                    (part.questions, answers, features),
                    (near, near_misses, near_features),
                ):
                    judged, read = answered(searcher, asked)
                    into += judged
                    looked_at += read
    return Measured(answers, near_misses, features + near_features)


def fitted(kinds: Sequence[Measured]) -> Fitted:
    """The logistic regression (L2, on standardised features) that tells best what is right; kinds count alike."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 # takes a second, which only fitting needs

    features = np.array([row for kind in kinds for row, _ in _rows(kind)])
    right = np.array([right for kind in kinds for _, right in _rows(kind)])
    count = np.concatenate([np.full(n, 1 / n) for kind in kinds if (n := len(list(_rows(kind))))]) * len(right)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    standardised = (features - mean) / spread
    # A question that is half right counts half as one that is answered, and half as one that isn't.
    model = LogisticRegression(max_iter=1000).fit(
        np.concatenate([standardised, standardised]),
        np.repeat([1, 0], len(right)),
        np.concatenate([count * right, count * (1 - right)]),
    )
    weights = model.coef_[0] / spread
    return Fitted(weights, float(model.intercept_[0] - weights @ mean))


def _rows(kind: Measured) -> Iterator[tuple[ConfidenceFeatures, float]]:
    """What confidence looked at in each answer, and how far it is right, from 0 to 1."""
    for one, features in zip([*kind.answers, *kind.near_misses], kind.features, strict=True):
        if features is not None:
            yield features, (1.0 if one.right else HALF_RIGHT) if one.answerable else 0.0


def area_with(learned: Fitted, kind: Measured) -> float:
    """The area under the ROC curve (answerable or not) of the answers of a kind, with other weights."""
    rows = [(float(learned.weights @ features), right > 0) for features, right in _rows(kind)]
    yes, no = ([strength for strength, held in rows if held is known] for known in (True, False))
    return area(yes, no)


def print_fitted(results: Mapping[str, Measured]) -> None:
    """Prints the fitted weights, and the area on each archive of those that are fitted to the others."""
    both, in_use = fitted(list(results.values())), Fitted(np.array(WEIGHTS), INTERCEPT)
    print(f"\n{'':<34}   in use   fitted")
    for name, used, weight in zip(WEIGHTS._fields, WEIGHTS, both.weights, strict=True):
        print(f"{name:<34}{used:9.2f}{weight:9.2f}")
    print(f"{'intercept':<34}{INTERCEPT:9.2f}{both.intercept:9.2f}")
    print(f"\n{'AUROC, near misses too':<34}   in use  fitted to others")
    for name, result in results.items():
        others = fitted([other for other in results.values() if other is not result])
        print(f"{name:<34}{area_with(in_use, result):9.3f}{area_with(others, result):9.3f}")


def row(name: str, result: Measured) -> str:
    """A line of the table."""
    known = [one for one in result.answers if one.answerable]
    others = [one for one in result.answers if not one.answerable]
    shares = [
        f"{sum(not one.answered for one in group) / len(group):8.2f}" if group else "       –"
        for group in (known, others, result.near_misses)
    ]
    area = f"{auroc(result.answers):8.3f}" if known and others else "       –"
    return f"{name:<34}{''.join(shares)}{area}{len(known):7}{len(others):7}"


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--xquad", default=os.environ.get("PINCITE_XQUAD"), help="where XQuAD's files are")
    parser.add_argument("yours", nargs="*", help="an archive and its judged questions, one after the other")
    parser.add_argument("--fit", action="store_true", help="fits the weights of confidence to these questions, too")
    given = parser.parse_args()
    results: dict[str, Measured] = {}
    print(f"{'':<34} refused rejected   near   AUROC  known others")
    found = {language: archive_of(Path(given.xquad), language) for language in LANGUAGES} if given.xquad else {}
    for language, archive in found.items():
        for size, count in SIZES.items():
            if archive is not None:
                name = f"{language}, {count} × {size} articles"
                results[name] = measured(archive, size, count)
                print(row(name, results[name]), flush=True)
    for corpus, questions in zip(given.yours[::2], given.yours[1::2], strict=True):
        asked = judged_questions(Path(questions).read_text(encoding="utf-8"), questions)
        with tempfile.TemporaryDirectory() as state, closing(Searcher.open(Path(corpus), Path(state))) as searcher:
            judged, features = answered(searcher, asked)
        results[corpus] = Measured(judged, [], features)
        print(row(corpus, results[corpus]), flush=True)
    print("\nconfidence  right  answers")
    for mean, right, count in reliability(one for result in results.values() for one in result.answers):
        print(f"{mean:10.2f}{right:7.2f}{count:9}")
    if given.fit:
        print_fitted(results)


if __name__ == "__main__":
    main()
