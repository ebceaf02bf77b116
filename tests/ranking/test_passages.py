"""Candidates → ranked passages."""

import datetime
from collections.abc import Sequence

import pytest

from retrieval.engines.base import Document, idf
from retrieval.engines.memory import MemoryEngine
from retrieval.indexing.features import (
    NAME,
    NUMBER,
    Candidate,
    packed_article,
    packed_passage,
    sentences_with_terms,
    unpacked_article,
    unpacked_passage,
)
from retrieval.indexing.passages import passages
from retrieval.language import Word
from retrieval.language.places import COUNTRY, STATE
from retrieval.query.analysis import LEAST_IDF_SHARE, PAIRED_WORDS, pmi_discounted
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.passages import WEIGHTS, answer_kinds, features, ranked
from retrieval.records import Article, Hit

DAY = datetime.date(2024, 3, 16)


def question(text: str, terms: str, kind: AnswerType = AnswerType.ANY) -> Question:
    """A question whose words all weigh the same."""
    words = terms.split()
    even = (1.0,) * len(words)
    return Question(text, {t: i for i, t in enumerate(words)}, frozenset(), even, even, 5.0, kind)


def candidate(
    key: int, text: str, *, title: str = "", score: float = 1.0, day: datetime.date | None = None, opens: bool = False
) -> Candidate:
    """A candidate that is the only passage of its article."""
    article = Article(str(key), text, title=title or None, language="en")
    (passage,) = passages(article)
    sentences = sentences_with_terms(article, passage)
    whole = unpacked_article(packed_article(article, [sentence.terms for sentence in sentences]))
    packed = packed_passage(article, passage, sentences)
    return Candidate(Hit(key, score), key, day.toordinal() if day else None, opens, unpacked_passage(packed), whole)


def keys(asked: Question, found: Sequence[Candidate], day: datetime.date | None = None) -> list[int]:
    """The keys of candidates in the order they are ranked."""
    return [scored.candidate.key for scored in ranked(asked, found, [(day, day)] if day else [])]


def test_nothing_ranks_to_nothing() -> None:
    """No candidates, no passages."""
    assert ranked(question("Who?", "qatar"), []) == []


def test_ties_keep_the_engines_order() -> None:
    """Candidates that are alike in everything stay in the order the engine gave."""
    found = [candidate(key, "Talks in Qatar went on.") for key in (7, 3, 5)]
    assert keys(question("Talks?", "talk qatar"), found) == [7, 3, 5]


def test_what_features_give_adds_up_to_the_score() -> None:
    """The score is the sum of what the features give, and every feature gives something, if only nothing."""
    found = [candidate(1, "Talks in Qatar went on.", title="Qatar", day=DAY, opens=True), candidate(2, "Talks.")]
    for scored in ranked(question("Talks?", "talk qatar"), found, [(DAY, DAY)]):
        assert scored.features.keys() == WEIGHTS.keys()
        assert sum(scored.features.values()) == pytest.approx(scored.score)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (candidate(1, "Talks on talks go on."), candidate(2, "Talks go on and on.")),
        (candidate(1, "Talks go on.", title="Qatar"), candidate(2, "Talks go on.", title="Weather")),
        (candidate(1, "Talks go on.", opens=True, day=DAY), candidate(2, "Talks go on.", day=DAY)),
        (candidate(1, "Talks in Qatar go on."), candidate(2, "Talks go on. " + "It rained. " * 50 + "Qatar.")),
        (candidate(1, "Talks go on.", day=DAY), candidate(2, "Talks go on.", day=DAY - datetime.timedelta(40))),
        (candidate(1, "Talks go on.", day=DAY), candidate(2, "Talks go on.")),
    ],
    ids=["passage", "title", "opens", "early", "recent", "undated"],
)
def test_each_feature_speaks_for_its_candidate(better: Candidate, worse: Candidate) -> None:
    """Of two candidates that differ in one thing, the one that a feature favours comes first, in either order."""
    asked = question("Talks in Qatar?", "talk qatar")
    assert keys(asked, [better, worse], DAY) == keys(asked, [worse, better], DAY) == [1, 2]


def test_without_a_day_newer_is_not_better() -> None:
    """A question without a day is not pulled towards today."""
    found = [candidate(1, "Talks go on."), candidate(2, "Talks go on.", day=DAY)]
    assert keys(question("Talks?", "talk"), found) == [1, 2]
    assert not features(question("Talks?", "talk"), found)["recent"].any()


def test_near_some_days_is_better_than_far_before_or_after() -> None:
    """Within the days asked about nothing fades; before and after, what is nearer gains more."""
    days = [0, 3, 6, 10, -20, 60]
    found = [candidate(i, "Talks go on.", day=DAY + datetime.timedelta(away)) for i, away in enumerate(days)]
    week = (DAY, DAY + datetime.timedelta(6))
    recent = features(question("Talks?", "talk"), found, [week])["recent"]
    assert recent[:3].tolist() == [1, 1, 1]
    assert recent[2] > recent[3] > recent[4] > recent[5] > 0


def test_a_country_is_looked_for_where_one_is_asked_for() -> None:
    """Where a country is asked for, a passage that names one comes before one that doesn't."""
    found = [candidate(1, "The talks go on in Paris."), candidate(2, "The talks go on in Qatar.")]
    assert keys(question("Which country hosts the talks?", "talk", AnswerType.PLACE), found) == [2, 1]
    assert keys(question("Who hosts the talks?", "talk"), found) == [1, 2]


def test_other_articles_vote_on_the_answer() -> None:
    """A passage whose name other articles name, too, beside the question's words, comes first."""
    found = [candidate(1, "The talks suit Ann.")] + [candidate(k, "The talks suit Bob.") for k in (2, 3)]
    found += [candidate(key, "The weather suits many.") for key in range(4, 12)]
    asked = question("Whom do the talks suit?", "talk suit")
    assert features(asked, found)["votes"][:3].tolist() == pytest.approx([0, 1, 1], abs=0.5)
    assert keys(asked, found)[:3] == [2, 3, 1]


def test_an_article_has_no_vote_for_itself() -> None:
    """However often one article repeats a name, that alone is no vote."""
    asked = question("Whom do the talks suit?", "talk suit")
    twice = [candidate(key, "The talks suit Bob.")._replace(article=1) for key in (1, 2)]
    assert not features(asked, [*twice, candidate(3, "The talks suit many.")])["votes"].any()


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Which African country postponed its elections?", AnswerType.PLACE, COUNTRY),
        ("In which U.S. state did it snow?", AnswerType.PLACE, STATE),
        ("Where was it found?", AnswerType.PLACE, COUNTRY | STATE),
        ("Which stadium will host the final?", AnswerType.PLACE, NAME),
        ("How many people came?", AnswerType.NUMBER, NUMBER),
        ("When did they come?", AnswerType.TIME, NUMBER),
        ("Who came?", AnswerType.PERSON, NAME),
        ("Why?", AnswerType.ANY, NAME),
    ],
)
def test_what_may_answer(text: str, kind: AnswerType, wanted: int) -> None:
    """The question tells which words of a passage could be its answer."""
    assert answer_kinds(question(text, "x", kind)) == wanted


def test_passages_without_terms_are_ranked() -> None:
    """A candidate that shares nothing but its title is no error."""
    bare = candidate(1, "…!", title="Qatar")
    assert keys(question("Qatar?", "qatar"), [bare]) == [1]


def test_words_that_go_together_say_less_than_their_sum() -> None:
    """Each of "social" and "media" is credited with less than "court", which is as rare; one word with all it has.

    Pieces that overlap keep what they have, too.
    """
    engine = MemoryEngine()
    pairs = [["social", "media"]] * 5 + [["court", "other"]] * 3 + [["court", "media"]] + [["court", "social"]]
    engine.update(Document(key, terms) for key, terms in enumerate(pairs + [["weather"]] * 40))
    terms = ["social", "media", "court"]
    words = [Word(term, term, 10 * i, 10 * i + 9) for i, term in enumerate(terms)]
    weights = [idf(len(engine), engine.doc_freq(term)) for term in terms]
    social, media, court = pmi_discounted(words, weights, engine)
    assert (social, media) < (court, court)
    assert all(
        LEAST_IDF_SHARE * weight <= own < weight for weight, own in zip(weights, (social, media, court), strict=True)
    )
    assert pmi_discounted(words[2:], weights[2:], engine) == (weights[2],)
    pieces = [word._replace(start=i, end=i + 2) for i, word in enumerate(words)]
    assert pmi_discounted(pieces, weights, engine) == tuple(weights)


def test_a_long_question_is_not_looked_at_in_all_its_pairs() -> None:
    """Of many words only the rarest are counted together."""
    calls = []

    class Counting(MemoryEngine):
        def co_doc_freq(self, one: str, other: str) -> int:
            calls.append({one, other})
            return super().co_doc_freq(one, other)

    engine = Counting()
    words = [Word(f"w{i}", f"w{i}", 5 * i, 5 * i + 4) for i in range(300)]
    engine.update([Document(1, [word.term for word in words]), Document(2, ["common"])])
    weights = [float(i) for i in range(300)]
    assert len(pmi_discounted(words, weights, engine)) == len(words)
    assert len(calls) == PAIRED_WORDS * (PAIRED_WORDS - 1) // 2
    assert not any("w0" in pair for pair in calls)
