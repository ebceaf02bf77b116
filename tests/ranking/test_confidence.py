"""How sure one may be, and the baseline that an archive is measured by."""

import datetime
import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval import Searcher
from retrieval.indexing.catalog import Catalog
from retrieval.indexing.features import Candidate, packed_article, packed_passage, unpacked_article, unpacked_passage
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking import calibration
from retrieval.ranking.answer_sentence import AnswerSentence, Selected
from retrieval.ranking.confidence import (
    ARTICLE_READ,
    NEARNESS_DAYS,
    OFFSET,
    SHORT,
    SLOPE,
    USUAL_BASELINE,
    USUAL_NEARNESS,
    WEIGHTS,
    Calibration,
    ConfidenceFeatures,
    confidence,
    confidence_features,
    log_odds,
    strength,
)
from retrieval.ranking.evidence import SentenceFeatures
from retrieval.ranking.passages import Scored
from retrieval.records import Article, Hit, Passage
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]
GOOD = ConfidenceFeatures(match=0.9, article=1.0, near=0.0, agreement=1.0, missing_names=0.0)
POOR = ConfidenceFeatures(match=0.2, article=0.3, near=0.0, agreement=0.0, missing_names=0.5)


def test_good_features_make_sure() -> None:
    """Confidence is a probability, high for good features and low for poor ones."""
    assert 0 < confidence(POOR) < 0.3 < 0.8 < confidence(GOOD) < 1


@pytest.mark.parametrize("feature", ["match", "article", "near", "agreement"])
def test_more_of_a_feature_never_makes_less_sure(feature: str) -> None:
    """Each feature but the missing names speaks for an answer."""
    more = GOOD._replace(**{feature: getattr(GOOD, feature) + 0.1})
    assert strength(more) > strength(GOOD)
    assert strength(GOOD._replace(missing_names=0.5)) < strength(GOOD)


def test_nothing_found_is_no_confidence() -> None:
    """Where no passage shares a word, confidence is 0."""
    assert confidence(GOOD._replace(match=0.0)) == 0.0


def test_a_higher_baseline_makes_less_sure() -> None:
    """What any question scores in an archive is worth nothing there."""
    assert confidence(GOOD, USUAL_BASELINE + 2) < confidence(GOOD, USUAL_BASELINE)


class FakeCatalog(Catalog):
    """A catalog that knows the terms of one article's opening."""

    def __init__(self, *terms: str) -> None:
        self.terms = terms

    def article_terms(self, key: int, until: int) -> list[str]:
        """The same terms of whatever is asked for, as far as it is read."""
        assert (key, until) == (3, ARTICLE_READ)
        return list(self.terms)


NOTHING = unpacked_passage(packed_passage(Article("a", ""), Passage("a", (1,), None, 0, 0), []))
QUESTION = Question(
    "Who is Bob?",
    {"bob": 0, "storm": 1, "town": 2},
    frozenset({0, 1}),
    (2.0, 1.0, 1.0),
    (1.0,) * 3,
    5.0,
    AnswerType.ANY,
)
DAY = datetime.date(2024, 3, 16)


def passage(
    sentences: list[list[int]], title: Sequence[int] = (), *, day: int | None = None, bm25: float = 1.0, **votes: float
) -> Selected:
    """A passage read closely: which words of `QUESTION` its sentences hold, and its title; `day` before `DAY`."""
    words = np.array([[word in sentence for sentence in sentences] for word in range(3)])
    ordinal = None if day is None else DAY.toordinal() - day
    whole = unpacked_article(packed_article(Article("a", ""), []))
    candidate = Candidate(Hit(1, bm25), 3, ordinal, opens=False, passage=NOTHING, whole=whole)
    features = SentenceFeatures(*[0.0] * len(SentenceFeatures._fields))._replace(**votes)
    best = AnswerSentence((0, 1), None, 0.0, features)
    title_words = np.array([word in title for word in range(3)])
    return Selected(Scored(candidate, 0.0, {}), Passage("a", (1,), None, 0, 1), words, title_words, best)


def read(*passages: Selected, terms: Sequence[str] = (), as_of: datetime.date | None = None) -> ConfidenceFeatures:
    """What speaks for an answer to `QUESTION`."""
    candidates = [passage.candidate for passage in passages]
    return confidence_features(QUESTION, candidates, passages, FakeCatalog(*terms), as_of)


def test_no_passage_speaks_for_no_answer() -> None:
    """Everything is missing, the names too."""
    assert read() == ConfidenceFeatures(0.0, 0.0, 0.0, 0.0, 1.0)


def test_the_match_is_the_best_score_that_any_passage_has() -> None:
    """As a share of the idf sum, which is 4, and of twice the rarest idf, which is 5."""
    assert read(passage([[0]], bm25=3.0), passage([[0]], bm25=7.0)).match == 7.0 / (4 + SHORT * 5)


def test_the_article_covers_what_its_opening_passage_and_title_hold() -> None:
    """Each word once, by its share of the idf; the other passages' words don't count."""
    assert read(passage([[1]])).article == 0.25
    assert read(passage([[1], [1, 2]]), passage([[0]])).article == 0.5
    assert read(passage([[1]], [1, 2])).article == 0.5
    assert read(passage([[1]]), terms=["bob", "storm", "other"]).article == 0.75


@pytest.mark.parametrize(
    ("passages", "near"),
    [
        ([passage([[0, 1, 2]], day=0)], 1.0),
        ([passage([[0], [1]], [2], day=0)], 1.0),
        ([passage([[0]], day=0)], 0.5),
        ([passage([[0, 1, 2]], day=20)], math.exp(-1)),
        ([passage([[0, 1, 2]], day=-20)], 1.0),
        ([passage([[0, 1, 2]])], 0.0),
        ([passage([[0, 1, 2]]), passage([[0]], day=0), passage([[1]], day=0)], 0.5),
    ],
)
def test_near_is_the_best_coverage_times_nearness(passages: list[Selected], near: float) -> None:
    """It falls to 1/e in `NEARNESS_DAYS`; what is dated later is as near as can be, what is not dated is not near."""
    assert NEARNESS_DAYS == 20
    assert read(*passages, as_of=DAY).near == pytest.approx(near - USUAL_NEARNESS)
    assert read(*passages).near == 0.0


def test_agreement_is_that_of_titles_with_the_best_answer_sentence() -> None:
    """Names and other words together."""
    assert (
        read(passage([[0]], titled_name=0.5, titled_word=2.0, name=9.0), passage([[0]], titled_name=8)).agreement == 2.5
    )


def test_names_are_missing_where_the_best_sentence_and_the_title_lack_them() -> None:
    """By their share of the idf: of "bob" and "storm", which are names; "town" is none."""
    assert read(passage([[2]])).missing_names == 0.75
    assert read(passage([[1], [0], [2]])).missing_names == 0.25
    assert read(passage([[1], [0], [2]], [1])).missing_names == 0.0
    assert read(passage([[0, 1]])).missing_names == 0.0


def test_strength_is_a_linear_sum() -> None:
    """Each feature adds its own weight."""
    none = ConfidenceFeatures(0.0, 0.0, 0.0, 0.0, 0.0)
    for name in none._fields:
        assert strength(none._replace(**{name: 2.0})) == 2 * getattr(WEIGHTS, name)
    assert strength(ConfidenceFeatures(1, 1, 1, 1, 1)) == pytest.approx(sum(WEIGHTS))


def test_confidence_is_logistic_in_the_strength_above_the_baseline() -> None:
    """With the calibration's slope and offset on top of the fitted ones."""
    at_baseline = strength(GOOD)
    assert log_odds(confidence(GOOD, at_baseline)) == pytest.approx(OFFSET)
    assert log_odds(confidence(GOOD, at_baseline - 1)) == pytest.approx(OFFSET + SLOPE)
    assert log_odds(confidence(GOOD, at_baseline - 1, Calibration(0.5, 0.25))) == pytest.approx(
        (OFFSET + SLOPE) / 2 + 0.25
    )
    assert confidence(GOOD) == confidence(GOOD, USUAL_BASELINE, Calibration(1.0, 0.0))


def test_log_odds_of_certainty_are_finite() -> None:
    """They are those of one in a million."""
    assert log_odds(0.5) == 0.0
    assert log_odds(0.8) == pytest.approx(math.log(4))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0)) == pytest.approx(math.log(999_999))


def many(path: Path, count: int) -> None:
    """Articles of a sentence or two each, on things of their own."""
    write_jsonl(
        path,
        *(
            {"id": f"a{i}", "text": f"In town{i} the old bridge{i} over river{i} was closed by mayor{i} for a repair."}
            for i in range(count)
        ),
    )


def test_a_small_archive_has_the_usual_baseline(corpus: Path, opened: Opener) -> None:
    """With few articles nothing is measured, and nothing noted."""
    many(corpus / "a.jsonl", calibration.FEWEST_ARTICLES - 1)
    searcher = opened()
    assert calibration.baseline(searcher.archive.catalog, lambda *_: 9.0) == USUAL_BASELINE
    assert searcher.archive.catalog.noted("baseline") is None


def test_the_baseline_is_the_median_of_sentences_held_out(corpus: Path, opened: Opener) -> None:
    """Sentences are asked with their article held out, and the middle strength is noted with the archive's size."""
    many(corpus / "a.jsonl", 30)
    catalog = opened().archive.catalog
    asked: list[tuple[str, int]] = []

    def strength_of(sentence: str, without: int) -> float:
        asked.append((sentence, without))
        return float(len(asked))

    assert calibration.measured_baseline(catalog, strength_of) == 15.5
    assert {without for _, without in asked} == {catalog.passages([key])[key].article for key in catalog.passage_keys()}
    assert all(sentence in catalog.article_by_key(without).text for sentence, without in asked)
    assert json.loads(catalog.noted("baseline") or "")["passages"] == 30


def test_the_baseline_is_measured_again_only_when_the_archive_has_grown(corpus: Path, opened: Opener) -> None:
    """A noted baseline holds until a tenth of the archive is new."""
    many(corpus / "a.jsonl", 30)
    catalog = opened().archive.catalog
    noted = json.loads(catalog.noted("baseline") or "")["baseline"]
    assert calibration.baseline(catalog, lambda *_: 9.0) == noted
    many(corpus / "b.jsonl", 40)
    (corpus / "a.jsonl").unlink()
    grown = opened().archive.catalog
    assert calibration.baseline(grown, lambda *_: 9.0, may_measure=False) != 9.0
    grown.note("baseline", json.dumps({"passages": 30, "baseline": noted}))
    assert calibration.baseline(grown, lambda *_: 9.0) == 9.0


@pytest.mark.parametrize("articles", [calibration.FEWEST_ARTICLES - 1, calibration.FEWEST_ARTICLES])
def test_an_archive_just_large_enough_is_measured(corpus: Path, opened: Opener, articles: int) -> None:
    """With `FEWEST_ARTICLES` it is."""
    many(corpus / "a.jsonl", articles)
    catalog = opened().archive.catalog
    catalog.note("baseline", json.dumps({"passages": 1_000, "baseline": 3.0}))
    expected = 9.0 if articles == calibration.FEWEST_ARTICLES else USUAL_BASELINE
    assert calibration.baseline(catalog, lambda *_: 9.0) == expected


@pytest.mark.parametrize(("noted", "measured"), [(30, False), (33, False), (34, True), (28, False), (27, True)])
def test_a_baseline_is_noted_for_an_archive_of_about_the_size(
    corpus: Path, opened: Opener, noted: int, measured: bool
) -> None:
    """A tenth more or less is about the same, either way; who may not measure takes what is noted."""
    many(corpus / "a.jsonl", 30)
    catalog = opened().archive.catalog
    catalog.note("baseline", json.dumps({"passages": noted, "baseline": 3.0}))
    assert calibration.baseline(catalog, lambda *_: 9.0, may_measure=False) == 3.0
    assert calibration.baseline(catalog, lambda *_: 9.0) == (9.0 if measured else 3.0)
    assert json.loads(catalog.noted("baseline") or "") == (
        {"passages": 30, "baseline": 9.0} if measured else {"passages": noted, "baseline": 3.0}
    )
    catalog.note("baseline", "null")
    assert calibration.baseline(catalog, lambda *_: 9.0, may_measure=False) == USUAL_BASELINE


@pytest.mark.parametrize(("words", "asked"), [(7, 0), (8, 30), (25, 30), (26, 0)])
def test_sentences_as_long_as_questions_are_asked(corpus: Path, opened: Opener, words: int, asked: int) -> None:
    """Of `FEWEST_WORDS` to `MOST_WORDS`; without any the baseline is the usual one."""
    texts = [" ".join([f"word{i}"] * words) + "." for i in range(30)]
    write_jsonl(corpus / "a.jsonl", *({"id": f"a{i}", "text": text} for i, text in enumerate(texts)))
    sentences: list[str] = []

    def strength_of(sentence: str, _: int) -> float | None:
        sentences.append(sentence)
        return None

    catalog = opened().archive.catalog
    assert calibration.measured_baseline(catalog, strength_of) == USUAL_BASELINE
    assert len(sentences) == asked


def test_no_more_sentences_are_asked_than_needed(corpus: Path, opened: Opener) -> None:
    """`SENTENCES` of them, however many there are."""
    many(corpus / "a.jsonl", calibration.SENTENCES + 20)
    asked: list[int] = []

    def strength_of(_: str, key: int) -> float:
        asked.append(key)
        return 1.0

    assert calibration.measured_baseline(opened().archive.catalog, strength_of) == 1.0
    assert len(asked) == len(set(asked)) == calibration.SENTENCES


def test_a_sentence_is_not_answered_by_its_own_article(corpus: Path, opened: Opener) -> None:
    """With it held out, nothing but what others say speaks for an answer; what holds no word is not asked."""
    many(corpus / "a.jsonl", 3)
    index = opened().index
    own, other = index.catalog.passages([1])[1].article, index.catalog.passages([2])[2].article
    sentence = "In town0 the old bridge0 over river0 was closed."
    held_out = calibration.held_out_strength(sentence, own, index)
    answered = calibration.held_out_strength(sentence, other, index)
    assert held_out is not None
    assert answered is not None
    assert answered > held_out + 1
    assert calibration.held_out_strength("…", own, index) is None
    alone = calibration.held_out_strength("town0", own, index)
    assert alone == strength(ConfidenceFeatures(0.0, 0.0, 0.0, 0.0, 1.0))


def test_what_is_learned_adds_up(corpus: Path, opened: Opener) -> None:
    """A later lesson corrects what was answered with the earlier ones."""
    many(corpus / "a.jsonl", 3)
    catalog = opened().archive.catalog
    assert calibration.learned(catalog) == Calibration(1.0, 0.0)
    calibration.learn(catalog, Calibration(2.0, 1.0))
    calibration.learn(catalog, Calibration(3.0, 4.0))
    assert calibration.learned(catalog) == Calibration(6.0, 7.0)


def test_the_bot_knows_what_it_does_not_know(corpus: Path, opened: Opener) -> None:
    """In an archive of many articles, a question it answers is told from one that it doesn't."""
    many(corpus / "a.jsonl", 40)
    searcher = opened()
    known = searcher.ask("Who closed the old bridge7 over river7?")
    unknown = searcher.ask("Who closed the airport of Lisbon for the old president?")
    assert known.answered
    assert "mayor7" in known.passages[0].sentence.exact
    assert not unknown.answered
    assert known.confidence > 0.5 > 0.25 > unknown.confidence


def test_near_articles_make_surer(corpus: Path, opened: Opener) -> None:
    """With a day given, an article of that week is believed more than one of years before."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "date": "2024-03-15", "text": "The bridge was closed by Ada Stone."})
    searcher = opened()
    asked = "Who closed the bridge?"
    soon = searcher.ask(asked, as_of=datetime.date(2024, 3, 16)).confidence
    late = searcher.ask(asked, as_of=datetime.date(2030, 3, 16)).confidence
    assert soon > late


def test_an_answer_deep_in_a_long_article_counts(corpus: Path, opened: Opener) -> None:
    """The passage speaks for itself, however far down it stands."""
    news = "Ruth Amsler opened the granite bridge over the river Orm on Monday."
    other = "\n\n".join(f"On day {i} the weather was mild and the streets were quiet again." for i in range(400))
    write_jsonl(corpus / "a.jsonl", {"id": "short", "text": news})
    question = "Who opened the granite bridge over the Orm?"
    alone = opened().ask(question).confidence
    write_jsonl(corpus / "a.jsonl", {"id": "long", "text": f"{other}\n\n{news}"})
    deep = opened().ask(question)
    assert deep.passages[0].sentence.exact == news
    assert deep.confidence > 0.8 * alone
