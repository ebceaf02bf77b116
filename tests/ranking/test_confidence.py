"""How sure one may be, what is missing, and what judged questions teach."""

import datetime
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import Searcher
from retrieval.analysis.columns import PassageColumns
from retrieval.analysis.features import (
    Candidate,
    hashes,
    packed_article,
    packed_passage,
)
from retrieval.analysis.sentence_terms import with_terms
from retrieval.analysis.sentences import packed_sentences, unpacked_sentences
from retrieval.indexing.archive import folder_of
from retrieval.indexing.mending import LESSONS
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import AskedAttribute, Question
from retrieval.ranking import calibration
from retrieval.ranking.answer_sentence import AnswerSentence, Selected
from retrieval.ranking.confidence import (
    INTERCEPT,
    NEARNESS_DAYS,
    SHORT,
    USUAL_NEARNESS,
    WEIGHTS,
    Calibration,
    ConfidenceFeatures,
    _stands_in,
    confidence,
    confidence_features,
    log_odds,
    missing_words,
    reserved,
    strength,
)
from retrieval.ranking.evidence import SentenceFeatures
from retrieval.ranking.passages import WEIGHTS as PASSAGE_WEIGHTS
from retrieval.ranking.passages import Scored
from retrieval.ranking.untold import AGELESS, ARTICLE_READ
from retrieval.records import SURE, Article, ArticleOutline, Hit, Passage, Sentence
from retrieval.storage.catalog import Catalog
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]
NONE = ConfidenceFeatures(*[0.0] * len(ConfidenceFeatures._fields))
GOOD = NONE._replace(match=0.7, article=1.0, agreement=1.0, window=0.6, size=7.0)
POOR = NONE._replace(
    match=0.2, article=0.3, window=0.2, missing_names=0.5, unknown_names=0.1, unknown_words=0.1, size=7.0
)


def test_answers_given_with_reserve_keep_their_order() -> None:
    """None is sure, the likelier of two is still the likelier one, and what is low already stays."""
    likely = [0.3, 0.4, 0.41, 0.7, 1.0]
    doubted = [reserved(confidence) for confidence in likely]
    assert doubted[:2] == likely[:2]
    assert doubted == sorted(set(doubted))
    assert max(doubted) < SURE


def test_good_features_make_sure() -> None:
    """Confidence is a probability, high for good features and low for poor ones."""
    assert 0 < confidence(POOR) < 0.3 < 0.8 < confidence(GOOD) < 1


@pytest.mark.parametrize("feature", ["match", "article", "near", "agreement", "window", "plain", "related", "place"])
def test_more_of_a_feature_makes_surer(feature: str) -> None:
    """What the passages hold of the question speaks for an answer."""
    assert strength(GOOD._replace(**{feature: getattr(GOOD, feature) + 0.1})) > strength(GOOD)


@pytest.mark.parametrize(
    "feature",
    [
        "missing_names",
        "missing_numbers",
        "no_number",
        "untold",
        "no_kind",
        "unknown_names",
        "unknown_words",
        "pieces",
        "size",
    ],
)
def test_what_is_missing_makes_less_sure(feature: str) -> None:
    """So does a large archive, where much is found by chance."""
    assert strength(GOOD._replace(**{feature: getattr(GOOD, feature) + 0.1})) < strength(GOOD)


def test_nothing_found_is_no_confidence() -> None:
    """Where no passage shares a word, confidence is 0."""
    assert confidence(GOOD._replace(match=0.0)) == 0.0


class FakeCatalog(Catalog):
    """A catalog that knows the title of one article and the terms of its opening."""

    def __init__(self, *terms: str, title: str = "", heading: str | None = None) -> None:
        self.terms, self.title, self.heading = terms, title, heading

    def articles_by_key(self, keys: Collection[int]) -> dict[int, Article]:
        """The article, whatever key it is asked for by."""
        return {key: Article("a", "Only words.", self.title) for key in keys}

    def outlines(self, articles: Collection[int]) -> dict[int, ArticleOutline]:
        """Nothing is known of who wrote it."""
        return {}

    def opening_columns(self, article: int, until: int) -> PassageColumns:
        """The same terms of whatever is asked for, as far as it is read."""
        assert (article, until) == (3, ARTICLE_READ)
        sentences = [with_terms(Sentence("", 0, 0), "en", list(self.terms))]
        return PassageColumns([packed_passage(Article("a", ""), Passage("a", (1,), self.heading, 0, 0), sentences)])


QUESTION = Question(
    "Who is Bob?",
    {"bob": 0, "storm": 1, "town": 2},
    frozenset({0, 1}),
    (2.0, 1.0, 1.0),
    (1.0,) * 3,
    5.0,
    AnswerType.ANY,
    steady_idf=(2.0, 1.0, 1.0),
    steady_max_idf=3.0,
)
COUNTED = replace(QUESTION, names=frozenset(), numbers={2: "2019"}, answer_type=AnswerType.NUMBER)
DAY = datetime.date(2024, 3, 16)
LONG = 4 / (4 + SHORT * 3)
"""What of a passage that holds all of the question is left when short questions are held back."""


def passage(
    sentences: list[list[int]],
    title: Sequence[int] = (),
    *,
    day: int | None = None,
    bm25: float = 1.0,
    numbered: Sequence[int] = (),
    article: str = "a",
    heading: str | None = None,
    terms: Sequence[str] = (),
    right_kind: float = 0.0,
    texts: Sequence[str] = (),
    **votes: float,
) -> Selected:
    """A passage read closely: which words of `QUESTION` its sentences hold, and its title; `day` before `DAY`.

    The sentences `numbered` hold a number, or they are `texts`; `terms` are those of the passage.
    """
    words = np.array([[word in sentence for sentence in sentences] for word in range(3)])
    ordinal = None if day is None else DAY.toordinal() - day
    texts = texts or ["In 17 ways." if number in numbered else "In ways." for number in range(len(sentences))]
    stored = [with_terms(Sentence(text, 0, 1), "en", list(terms)) for text in texts]
    features = packed_passage(Article("a", ""), Passage("a", (1,), None, 0, 0), stored)
    whole = packed_article(Article("a", ""), hashes([]))
    candidate = Candidate(Hit(1, bm25), 3, ordinal, opens=False, packed=features, packed_article=whole)
    best = AnswerSentence(
        (0, 1), (0, 1), None, 0.0, SentenceFeatures(*[0.0] * len(SentenceFeatures._fields))._replace(**votes)
    )
    title_words = np.array([word in title for word in range(3)])
    return Selected(
        Scored(candidate, 0.0, [right_kind * (name == "right_kind") for name in PASSAGE_WEIGHTS]),
        Passage(article, (1,), heading, 0, 1),
        words,
        title_words,
        best,
        unpacked_sentences(packed_sentences(stored, 0)),
        "en",
    )


def read(
    *passages: Selected,
    question: Question = QUESTION,
    terms: Sequence[str] = (),
    as_of: datetime.date | None = None,
    untold: Sequence[AskedAttribute] = (),
) -> ConfidenceFeatures:
    """What speaks for an answer to a question."""
    candidates = [passage.candidate for passage in passages]
    return confidence_features(question, candidates, passages, FakeCatalog(*terms), as_of, untold)


def test_no_passage_speaks_for_no_answer() -> None:
    """Everything is missing and unknown; the size is the archive's all the same."""
    assert read() == NONE._replace(missing_names=1.0, unknown_names=1.0, size=5.0)


def test_what_an_article_says_in_its_opening_and_above_it_counts() -> None:
    """Headings count, too; each word once, whether the first passage has it or not."""
    first = passage([[1]])
    for said, heading, share in (((), None, 1), ((), "Town", 2), (("town", "storm"), "Bob", 4), (("quay",), "Quay", 1)):
        catalog = FakeCatalog(*said, heading=heading)
        read = confidence_features(QUESTION, [first.candidate], [first], catalog, None, ())
        assert read.article == pytest.approx(share / 4)


@pytest.mark.parametrize(("words", "counted"), [(8, 1.0), (9, 0.9), (17, 0.1), (18, 0.0), (30, 0.0)])
def test_what_a_passage_does_not_tell_counts_less_in_a_long_question(words: int, counted: float) -> None:
    """It says more besides. Two things that are not told are no more than one."""
    long = replace(QUESTION, text=" ".join(["Who"] * words))
    untold = [AskedAttribute("made", "built", frozenset()), AskedAttribute("age", "old", frozenset())]
    assert read(passage([[0]]), question=long, untold=untold).untold == pytest.approx(counted)
    assert read(passage([[0]]), question=long, untold=untold[:1]).untold == pytest.approx(counted)
    assert read(passage([[0]]), question=long).untold == 0.0
    asks_when = replace(long, answer_type=AnswerType.TIME)
    assert read(passage([[0]]), question=asks_when).no_kind == pytest.approx(counted)


@pytest.mark.parametrize(
    ("kind", "answering", "other"),
    [
        (AnswerType.TIME, "It was in 1894.", "It was 17 ways."),
        (AnswerType.AGE, "He was 48, then.", "It was in 1894."),
        (AnswerType.PERSON, "Then came Ida Holm.", "Then came a storm."),
    ],
)
def test_a_kind_of_answer_stands_in_the_best_sentences_or_beside_them(
    kind: AnswerType, answering: str, other: str
) -> None:
    """Two that hold most of the question, the one before and the one after; no farther, and no other kind.

    An age counts more, where it isn't looked for as an attribute.
    """
    question, most = replace(QUESTION, answer_type=kind), AGELESS if kind is AnswerType.AGE else 1
    # The second and the third sentence hold the question together, so the fifth is out of reach.
    held = [[], [0], [1, 2], [], []]

    def lacking(place: int, text: str) -> float:
        texts = [text if number == place else "In ways." for number in range(5)]
        return read(passage(held, texts=texts), question=question).no_kind

    assert [lacking(place, answering) for place in range(5)] == [0, 0, 0, 0, most]
    assert [lacking(place, other) for place in range(5)] == [most] * 5


def test_a_person_is_looked_for_where_names_have_capitals() -> None:
    """Also where the question is typed without any, but not in a script that has none."""
    question = replace(QUESTION, answer_type=AnswerType.PERSON)
    assert read(passage([[0]]), question=question).no_kind == 1
    assert read(passage([[0]]), question=replace(question, text="who is bob?")).no_kind == 1
    assert read(passage([[0]]), question=replace(question, text="谁是何立民")).no_kind == 0
    assert read(passage([[0]]), question=replace(question, answer_type=AnswerType.PLACE)).no_kind == 0


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


def test_agreement_is_that_of_titles_with_the_names_of_the_best_answer_sentence() -> None:
    """Its other words, and the other passages, don't count."""
    assert (
        read(passage([[0]], titled_name=0.5, titled_word=2.0, name=9.0), passage([[0]], titled_name=8)).agreement == 0.5
    )


def test_a_window_is_two_sentences_side_by_side() -> None:
    """With title and heading; what two sentences apart hold is not said together."""
    assert read(passage([[0], [1], [2]])).window == pytest.approx(0.75 * LONG)
    assert read(passage([[0], [], [1, 2]])).window == pytest.approx(0.5 * LONG)
    assert read(passage([[0], [], [1, 2]], [0])).window == pytest.approx(LONG)
    assert read(passage([[0]]), passage([[0, 1, 2]])).window == pytest.approx(0.5 * LONG)
    assert read(passage([[0]], [2])).window == pytest.approx(0.75 * LONG)


def test_a_number_that_is_asked_for_stands_in_the_window() -> None:
    """What is lost by looking at windows with a number alone; a question for anything loses nothing."""
    assert read(passage([[0, 1], [], [2]], numbered=[0]), question=COUNTED).no_number == 0.0
    assert read(passage([[0, 1], [], [2]], numbered=[1]), question=COUNTED).no_number == 0.0
    assert read(passage([[0, 1], [], [2]], numbered=[2]), question=COUNTED).no_number == pytest.approx(0.5 * LONG)
    assert read(passage([[0, 1], [], [2]]), question=COUNTED).no_number == pytest.approx(0.75 * LONG)
    assert read(passage([[0, 1], [], [2]])).no_number == 0.0


@pytest.mark.parametrize(
    ("text", "stands"),
    [("news/2024.md", True), ("x2024", True), ("12024 2024", True), ("20245", False), ("٣2024", False), ("", False)],
)
def test_a_number_stands_where_no_figure_is_beside_it(text: str, stands: bool) -> None:
    """In whatever script the figure is; at every place it is looked for."""
    assert _stands_in(text, "2024") is stands


def test_numbers_are_missing_that_the_passage_and_where_it_stands_lack() -> None:
    """By their share; a year in the article's day, path or heading is said, also as a part of a day, whole."""
    asked = replace(COUNTED, numbers={2: "2024"})
    assert read(passage([[0, 1]]), question=asked).missing_numbers == 0.25
    assert read(passage([[2]]), question=asked).missing_numbers == 0.0
    assert read(passage([[0]], day=0), question=asked).missing_numbers == 0.0
    assert read(passage([[0]], article="news/2024-03/dam.md"), question=asked).missing_numbers == 0.0
    assert read(passage([[0]], heading="Dams in 2024"), question=asked).missing_numbers == 0.0
    assert read(passage([[0]], article="news/12024.md"), question=asked).missing_numbers == 0.25
    assert read(passage([[0]], [2]), question=asked).missing_numbers == 0.0
    assert read(passage([[0]], day=7), question=replace(COUNTED, numbers={2: "9"})).missing_numbers == 0.0


def test_overlapping_terms_make_no_number_small() -> None:
    """Three terms are two words, one of which says nothing: what is missing counts twice its share."""
    asked = replace(COUNTED, text="塔的高度是", numbers={2: "17"})
    assert read(passage([[0]]), question=asked).missing_numbers == pytest.approx(0.25 * 2)
    assert read(passage([[0]]), question=replace(asked, text="how high is the tower")).missing_numbers == 0.25


def test_words_that_occur_nowhere_are_unknown() -> None:
    """But for the year of an article's day; names and numbers apart from others, which may be said in other words."""
    assert read(passage([[0]])).unknown_words == read(passage([[0]])).unknown_names == 0.0
    town = replace(QUESTION, weights=(1.0, 1.0, 5.0))
    assert (read(passage([[0]]), question=town).unknown_names, read(passage([[0]]), question=town).unknown_words) == (
        0.0,
        0.25,
    )
    storm = read(passage([[0]]), question=replace(QUESTION, weights=(1.0, 5.0, 1.0)))
    assert (storm.unknown_names, storm.unknown_words) == (0.25, 0.0)
    year = replace(town, numbers={2: "2024"})
    assert read(passage([[0]]), question=year).unknown_names == 0.25
    assert read(passage([[0]], day=0), question=year).unknown_names == 0.0


def test_plain_words_are_what_is_asked_of_the_names() -> None:
    """The share of them that the passage or its title holds; without any, nothing is lacking."""
    asked = replace(QUESTION, names=frozenset({0}))
    assert read(passage([[0]]), question=asked).plain == 0.0
    assert read(passage([[0], [2]]), question=asked).plain == 0.5
    assert read(passage([[2]], [1]), question=asked).plain == 1.0
    assert read(passage([[2]]), question=replace(asked, numbers={1: "7"})).plain == 1.0
    assert read(passage([[0]]), question=replace(asked, names=frozenset({0, 1, 2}))).plain == 1.0


def test_words_are_related_that_other_passages_have_together() -> None:
    """What the window lacks, as far as passages, of whatever rank, have it beside what the window holds."""
    assert read(passage([[0, 1]]), passage([[]], terms=["town", "storm"])).related == pytest.approx(0.25 / 3)
    assert read(passage([[0, 1]]), passage([[]], terms=["town", "bob"])).related == pytest.approx(0.25 * 2 / 3)
    assert read(passage([[0, 1]]), passage([[]], terms=["bob", "storm", "town"])).related == pytest.approx(0.25)
    assert read(passage([[0, 1]]), passage([[]], terms=["town"]), passage([[]], terms=["bob"])).related == 0.0
    assert read(passage([[0, 1, 2]]), passage([[]], terms=["bob", "town"])).related == 0.0
    assert read(passage([[]]), passage([[]], terms=["bob", "town"])).related == 0.0


def test_the_place_that_ranking_saw_speaks_for_an_answer() -> None:
    """Only that it is there counts, and only in the first passage; a number is looked for in its window instead."""
    assert read(passage([[0]])).place == 0.0
    assert read(passage([[0]], right_kind=3.0)).place == 1.0
    assert read(passage([[0]]), passage([[0]], right_kind=3.0)).place == 0.0
    assert read(passage([[0]], right_kind=3.0), question=COUNTED).place == 0.0


def test_pieces_of_words_are_counted() -> None:
    """As the logarithm of their number to a word; words that are whole count for nothing."""
    assert read(passage([[0]])).pieces == 0.0
    assert read(passage([[0]]), question=replace(COUNTED, text="塔的高度是")).pieces == pytest.approx(math.log(3 / 2))


def test_names_and_numbers_that_the_first_passage_lacks_are_missing() -> None:
    """Not those that occur nowhere, nor those of the question before."""
    asked = replace(QUESTION, numbers={2: "2019"})
    assert missing_words(asked, passage([[0]]), FakeCatalog()) == [1, 2]
    assert missing_words(asked, passage([[0], [2]]), FakeCatalog()) == [1]
    assert missing_words(asked, passage([[0]], [1], article="2019.txt"), FakeCatalog()) == []
    assert missing_words(replace(asked, weights=(2.0, 5.0, 1.0)), passage([[0]]), FakeCatalog()) == [2]
    assert missing_words(replace(asked, context=frozenset({1})), passage([[0]]), FakeCatalog()) == [2]
    assert missing_words(QUESTION, passage([[0, 1]]), FakeCatalog()) == []


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("It opens on 11.07.2019.", []),
        ("2019-07-11: the fair", []),
        ("From 7/2019 on", []),
        ("Call 12019-07", [2]),
        ("Number 2019", [2]),
        ("Room 11.20195", [2]),
    ],
)
def test_a_year_is_said_by_a_day_in_figures(said: str, missing: list[int]) -> None:
    """Which is one term; a year alone would be found as such."""
    asked = replace(QUESTION, names=frozenset(), numbers={2: "2019"})
    assert missing_words(asked, passage([[0]]), FakeCatalog(title=said)) == missing
    assert missing_words(replace(asked, numbers={2: "19"}), passage([[0]]), FakeCatalog(title="11.07.19")) == [2]


def test_names_are_missing_where_the_best_sentence_and_the_title_lack_them() -> None:
    """By their share of the idf: of "bob" and "storm", which are names; "town" is none."""
    assert read(passage([[2]])).missing_names == 0.75
    assert read(passage([[1], [0], [2]])).missing_names == 0.25
    assert read(passage([[1], [0], [2]], [1])).missing_names == 0.0
    assert read(passage([[0, 1]])).missing_names == 0.0


def test_strength_is_a_linear_sum() -> None:
    """Each feature adds its own weight."""
    assert strength(NONE) == INTERCEPT
    for name in NONE._fields:
        assert strength(NONE._replace(**{name: 2.0})) == pytest.approx(INTERCEPT + 2 * getattr(WEIGHTS, name))
    assert strength(ConfidenceFeatures(*[1.0] * len(WEIGHTS))) == pytest.approx(INTERCEPT + sum(WEIGHTS))


def test_confidence_is_logistic_in_the_strength() -> None:
    """With what judged questions have taught on top."""
    assert log_odds(confidence(GOOD)) == pytest.approx(strength(GOOD))
    assert log_odds(confidence(GOOD, Calibration(0.5, 0.25))) == pytest.approx(strength(GOOD) / 2 + 0.25)
    assert confidence(GOOD) == confidence(GOOD, Calibration(1.0, 0.0))


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


def test_what_is_learned_adds_up(corpus: Path, opened: Opener) -> None:
    """A later lesson corrects what was answered with the earlier ones."""
    many(corpus / "a.jsonl", 3)
    catalog = opened().archive.catalog
    assert calibration.learned(catalog) == Calibration(1.0, 0.0)
    calibration.learn(catalog, Calibration(2.0, 1.0))
    calibration.learn(catalog, Calibration(3.0, 4.0))
    assert calibration.learned(catalog) == Calibration(6.0, 7.0)


def test_what_is_learned_outlives_a_damaged_catalog(corpus: Path, state: Path, opened: Opener) -> None:
    """Not a flipped bit of its own, nor a rebuilding to order."""
    many(corpus / "a.jsonl", 3)
    lesson, folder = Calibration(2.0, 1.0), folder_of(corpus, state)
    searcher = opened()
    searcher.calibrate(lesson)
    searcher.close()
    for damage in (b"no database" * 500, (folder / "catalog.sqlite").read_bytes()[:-1] + b"x"):
        (folder / "catalog.sqlite").write_bytes(damage)
        searcher = opened()
        assert "built anew" in searcher.changes.notices[0]
        assert calibration.learned(searcher.archive.catalog) == lesson
        searcher.close()
    kept = folder / LESSONS
    (folder / "catalog.sqlite").unlink()
    kept.write_bytes(kept.read_bytes().replace(b"2.0", b"3.0"))
    searcher = opened()
    assert calibration.learned(searcher.archive.catalog) == Calibration()
    searcher.calibrate(lesson)
    searcher.close()
    assert calibration.learned(opened(rebuild=True).archive.catalog) == Calibration()


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
