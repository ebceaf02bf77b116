"""Answers held against what is known, and the measures over them."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import (
    JudgedAnswer,
    JudgedQuestion,
    Searcher,
    UsageError,
    fitted,
    judge,
    measures,
    reliability,
    risk_coverage,
)
from retrieval.evaluation.judgments import GoldSpan
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


def one(rank: int | None, confidence: float = 0.5, *, answerable: bool = True, name: str = "q") -> JudgedAnswer:
    """A question whose answer is in the passage of a rank, or in none."""
    hits = tuple(i == rank for i in range(1, 11))
    names = tuple(f"p{i}" for i in range(1, 11))
    relevant = frozenset({f"p{rank}"} if rank else ())
    told = True if rank == 1 else None
    return JudgedAnswer(
        f"{name}{rank}{confidence}", answerable, confidence >= 0.25, confidence, names, hits, relevant, told, told
    )


@pytest.fixture
def searcher(corpus: Path, opened: Opener) -> Searcher:
    """Two articles about a bridge."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "text": "It rained all day. The “old” bridge was closed by Ada Stone. Nobody crossed it."},
        {"id": "b", "text": "The bridge is old, and it was painted in May."},
    )
    return opened()


def test_words_of_an_answer_are_looked_for(searcher: Searcher) -> None:
    """A passage that says the words holds the answer, however they are styled, and so does its sentence."""
    answer = searcher.ask("Who closed the bridge?")
    found = judge(JudgedQuestion("1", "", answers=('the "OLD" bridge', "Eve")), answer, searcher.archive)
    assert (found.right, found.sentence, found.hits) == (True, True, (True, False))
    assert not judge(JudgedQuestion("1", "", answers=("Ada Ston",)), answer, searcher.archive).right


def test_an_article_is_looked_for(searcher: Searcher) -> None:
    """Where only the article is known, any passage of it will do, and the sentence can't be judged."""
    answer = searcher.ask("Who closed the bridge?")
    found = judge(JudgedQuestion("1", "", articles=("a",)), answer, searcher.archive)
    assert (found.hits, found.sentence) == ((True, False), None)
    both = judge(JudgedQuestion("1", "", answers=("painted",), articles=("a",)), answer, searcher.archive)
    assert both.hits == (False, False)


def test_mentions_are_looked_for(searcher: Searcher) -> None:
    """A passage holds the answer when it covers a mention; passages not given are known to hold it too."""
    answer = searcher.ask("Who closed the bridge?")
    start = searcher.archive.article("a").text.index("Ada")
    spans = (GoldSpan("a", start, start + 9), GoldSpan("b", 0, 3))
    found = judge(JudgedQuestion("1", "", spans=spans), answer, searcher.archive)
    assert (found.hits, found.sentence, set(found.relevant)) == ((True, True), True, {"a:0", "b:0"})
    beyond = judge(JudgedQuestion("1", "", spans=(GoldSpan("a", start, 999),)), answer, searcher.archive)
    assert (beyond.hits, beyond.relevant) == ((False, False), frozenset())


def test_ranking_measures() -> None:
    """Hit@k, MRR and nDCG are those of the textbook."""
    rows = measures([one(1), one(2), one(None), one(4)])
    assert [rows[f"Hit@{k}"].value for k in (1, 3, 5, 10)] == [0.25, 0.5, 0.75, 0.75]
    assert rows["MRR@10"].value == pytest.approx((1 + 1 / 2 + 1 / 4) / 4)
    assert rows["nDCG@10"].value == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(5)) / 4)
    assert rows["sentence"] == (1.0, None, None, 1)
    low, high = rows["Hit@10"].low, rows["Hit@10"].high
    assert low is not None
    assert high is not None
    assert 0 <= low < 0.75 < high <= 1


def test_abstention_measures() -> None:
    """AUROC and the share rejected compare the answerable with the others."""
    found = [one(1, 0.9), one(1, 0.4), one(None, 0.5, answerable=False), one(None, 0.1, answerable=False)]
    rows = measures(found)
    assert rows["AUROC"].value == 0.75
    assert rows["rejected at 90% kept"].value == 0.5
    assert (rows["answered"].value, rows["rejected"].value) == (1.0, 0.5)
    assert "AUROC" not in measures([one(1)])


def test_confidence_that_keeps_its_word() -> None:
    """When of ten answers at 0.7 seven are right, the calibration error is nothing."""
    found = [one(1 if i < 7 else None, 0.7, name=f"{i} ") for i in range(10)]
    rows = measures(found)
    assert rows["ECE"].value == pytest.approx(0)
    assert rows["Brier"].value == pytest.approx(0.21)
    assert reliability(found)[0] == pytest.approx((0.7, 0.7, 10))
    assert len(reliability(found)) == 1


def test_risk_grows_with_coverage() -> None:
    """The surest questions come first; an unanswerable one that is answered counts as wrong."""
    found = [one(None, 0.2, answerable=False), one(1, 0.9), one(3, 0.8), one(1, 0.7)]
    assert risk_coverage(found) == [
        (0.25, 0.0),
        (0.5, 0.5),
        (0.75, pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]


def test_calibrating_brings_confidence_to_what_was_right() -> None:
    """Answers that are right half of the time are believed half after it."""
    found = [one(1 if i % 2 else None, 0.9, name=f"{i} ") for i in range(40)]
    slope, offset = fitted(found)
    assert 1 / (1 + math.exp(-(slope * math.log(9) + offset))) == pytest.approx(0.5, abs=0.01)
    with pytest.raises(UsageError, match="at least 10"):
        fitted(found[:15])
