"""Answers held against what is known, and the measures over them."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import (
    Answer,
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
from retrieval.evaluation.measures import DEPTH, FEWEST_OUTCOMES, JUDGED_CODE_POINTS
from retrieval.records import Sentence
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals from fewer resamples: which sample they are over is tested here, not how exact they are."""
    monkeypatch.setattr("retrieval.evaluation.measures.RESAMPLES", 50)


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


def test_the_edges_of_a_span_belong_to_it(searcher: Searcher) -> None:
    """A sentence that ends where the span does contains it; one that begins a code point later does not."""
    answer = searcher.ask("Who closed the bridge?")
    sentence = answer.passages[0].sentence
    assert (sentence.start, sentence.end) == (19, 60)

    def verdict(start: int, end: int, article: str = "a") -> tuple[bool, bool | None]:
        judged = judge(JudgedQuestion("1", "", spans=(GoldSpan(article, start, end),)), answer, searcher.archive)
        return judged.right, judged.sentence

    assert verdict(19, 60) == (True, True)
    assert verdict(18, 60) == (True, False)
    assert verdict(19, 61) == (True, False)
    assert verdict(0, len(searcher.archive.article("a").text)) == (True, False)
    assert verdict(19, 40, "b") == (False, None)


def test_a_second_sentence_may_contain_the_answer(searcher: Searcher) -> None:
    """`either` is true when one of both does, and says nothing where the first passage has no answer."""
    answer = searcher.ask("Who closed the bridge?")
    first = answer.passages[0]
    second = replace(answer, passages=(replace(first, second_sentence=Sentence("Nobody crossed it.", 63, 81)),))
    without = replace(answer, passages=(replace(first, second_sentence=None),))

    def verdict(words: str, given: Answer) -> tuple[bool | None, bool | None]:
        judged = judge(JudgedQuestion("1", "", answers=(words,)), given, searcher.archive)
        return judged.sentence, judged.either

    assert verdict("Nobody", second) == (False, True)
    assert verdict("Nobody", without) == (False, False)
    assert verdict("Ada", second) == (True, True)
    assert verdict("zeppelin", second) == (None, None)


def test_only_the_start_of_a_passage_counts(corpus: Path, opened: Opener) -> None:
    """A span or a word counts that ends with the last code point that is judged, and none that ends one later."""
    last = f"bridge {'x' * (JUDGED_CODE_POINTS - len('bridge  Zanzibar'))} Zanzibar and more of it until the end"
    assert last.index("Zanzibar") + len("Zanzibar") == JUDGED_CODE_POINTS
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": last}, {"id": "b", "text": "y" + last})
    searcher = opened()
    answer = searcher.ask("Which bridge?")
    assert [passage.citation.article for passage in answer.passages][:1] == ["a"]
    judged = judge(JudgedQuestion("1", "", answers=("Zanzibar",)), answer, searcher.archive)
    assert judged.hits[0]
    assert not any(judged.hits[1:])
    at = JUDGED_CODE_POINTS
    for end, hit in ((at, True), (at + 1, False)):
        spans = (GoldSpan("a", at - 8, end),)
        judged = judge(JudgedQuestion("1", "", spans=spans), answer, searcher.archive)
        assert (judged.hits[0], set(judged.relevant)) == (hit, {"a:0"} if hit else set())


def test_only_the_first_passages_are_judged(searcher: Searcher) -> None:
    """The last one that counts is the tenth."""
    answer = searcher.ask("Who closed the bridge?")
    wrong, right = answer.passages[1], answer.passages[0]
    for before, hits in ((DEPTH - 1, 1), (DEPTH, 0)):
        long = replace(answer, passages=(*[wrong] * before, right))
        judged = judge(JudgedQuestion("1", "", answers=("Ada",)), long, searcher.archive)
        assert (len(judged.hits), sum(judged.hits)) == (DEPTH, hits)


def test_an_article_and_words_are_both_needed(searcher: Searcher) -> None:
    """The words judge the sentence, too."""
    answer = searcher.ask("Who closed the bridge?")
    judged = judge(JudgedQuestion("1", "", answers=("Ada Stone",), articles=("a",)), answer, searcher.archive)
    assert (judged.hits, judged.sentence) == ((True, False), True)
    nothing = judge(JudgedQuestion("1", ""), replace(answer, passages=()), searcher.archive)
    assert (nothing.hits, nothing.right, nothing.sentence) == ((), False, None)


@pytest.mark.slow
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


def test_the_calibration_error_is_of_bins() -> None:
    """Within a bin too much and too little cancel out, across bins they add up; certainty is of the last bin."""
    apart = [one(None, 0.2, name="a"), one(1, 0.8, name="b")]
    assert measures(apart)["ECE"].value == pytest.approx(0.2)
    together = [one(None, 0.72, name="a"), one(1, 0.78, name="b")]
    assert measures(together)["ECE"].value == pytest.approx(0.25)
    certain = [one(1, 1.0, name="a"), one(None, 0.9, name="b")]
    assert measures(certain)["ECE"].value == pytest.approx(0.45)


def test_reliability_has_bins_of_equal_width() -> None:
    """A bin begins with its lower edge, the last one includes 1; empty ones are left out, and unanswerable is wrong."""
    found = [one(1, 0.0), one(1, 0.25), one(None, 0.49), one(1, 0.5, answerable=False), one(1, 1.0)]
    rows = [(0.0, 1.0, 1), (pytest.approx(0.37), 0.5, 2), (0.5, 0.0, 1), (1.0, 1.0, 1)]
    assert reliability(found, bins=4) == rows
    assert reliability([]) == []


def test_rejecting_keeps_nine_tenths() -> None:
    """The threshold is the confidence that nine tenths of the answerable reach; who is exactly there is kept."""
    answerable = [one(1, rank / 25, name=f"a{rank}") for rank in range(1, 26)]
    for confidence, rejected in ((2 / 25, 1.0), (3 / 25, 0.0)):
        other = one(None, confidence, answerable=False)
        assert measures([*answerable, other])["rejected at 90% kept"].value == rejected


def test_one_question_has_no_interval() -> None:
    """Two have one; over none there is no measure."""
    assert measures([one(1)])["Hit@1"] == (1.0, None, None, 1)
    two = measures([one(1, 0.3), one(None, 0.4)])["Hit@1"]
    assert (two.value, two.low, two.high, two.questions) == (0.5, 0.0, 1.0, 2)
    assert measures([]) == {}
    assert "Hit@1" not in measures([one(None, answerable=False)])


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


def test_calibrating_needs_enough_of_both() -> None:
    """Ten that are right and ten that are not are enough, nine of either are not."""
    right = [one(1, 0.9, name=f"r{i} ") for i in range(FEWEST_OUTCOMES)]
    wrong = [one(None, 0.2, name=f"w{i} ") for i in range(FEWEST_OUTCOMES)]
    slope, _ = fitted([*right, *wrong])
    assert slope > 0
    for too_few in ([*right[1:], *wrong], [*right, *wrong[1:]]):
        with pytest.raises(UsageError, match=f"at least {FEWEST_OUTCOMES} questions"):
            fitted(too_few)
