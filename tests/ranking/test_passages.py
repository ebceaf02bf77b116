"""Candidates → ranked passages."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval import language
from retrieval.analysis.features import (
    DAY_NAME,
    NAME,
    NUMBER,
    Candidate,
    hashed,
    hashes,
    packed_article,
    packed_passage,
)
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms
from retrieval.engines.base import K1, B, Document, idf
from retrieval.engines.memory import MemoryEngine
from retrieval.language import Word
from retrieval.language.places import COUNTRY, STATE
from retrieval.query.analysis import LEAST_IDF_SHARE, PAIRED_WORDS, pmi_discounted
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.passages import (
    ARTICLE_SHARE,
    DAYS_OF_A_YEAR,
    NEWER_YEARS,
    RECENCY_DAYS,
    VOTE_DECAY,
    VOTING_CANDIDATES,
    WEIGHTS,
    answer_kinds,
    features,
    ranked,
)
from retrieval.records import Article, Hit

DAY = datetime.date(2024, 3, 16)


def question(text: str, terms: str, kind: AnswerType = AnswerType.ANY) -> Question:
    """A question whose words all weigh the same."""
    words = terms.split()
    even = (1.0,) * len(words)
    return Question(text, {t: i for i, t in enumerate(words)}, frozenset(), even, even, 5.0, kind)


def candidate(
    key: int,
    text: str,
    *,
    title: str = "",
    heading: str = "",
    score: float = 1.0,
    day: datetime.date | None = None,
    opens: bool = False,
) -> Candidate:
    """A candidate that is the only passage of its article."""
    text = f"# {heading}\n\n{text}" if heading else text
    article = Article(str(key), text, title=title or None, language="en")
    (passage,) = passages(article)
    sentences = sentences_with_terms(article, [passage])[0]
    whole = packed_article(article, hashes([term for sentence in sentences for term in sentence.terms]))
    packed = packed_passage(article, passage, sentences)
    return Candidate(Hit(key, score), key, day.toordinal() if day else None, opens, packed, whole)


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
    best_first = ranked(question("Talks?", "talk qatar"), found, [(DAY, DAY)])
    assert [scored.candidate.key for scored in best_first] == [1, 2]
    for scored in best_first:
        assert scored.features.keys() == WEIGHTS.keys()
        assert sum(scored.features.values()) == pytest.approx(scored.score)


def test_each_feature_counts_by_its_weight() -> None:
    """What a feature gives to the score is its value times its weight."""
    asked = question("Talks?", "talk qatar")
    found = [
        candidate(1, "Talks in Qatar went on.", title="Qatar", day=DAY, opens=True),
        candidate(2, "Talks.", day=DAY),
    ]
    values = features(asked, found, [(DAY, DAY)])
    best_first = ranked(asked, found, [(DAY, DAY)])
    assert len(best_first) == 2
    for scored in best_first:
        row = found.index(scored.candidate)
        assert scored.features == pytest.approx({name: WEIGHTS[name] * values[name][row] for name in WEIGHTS})


def quoting(*phrases: str) -> Question:
    """A question with some phrases in quotation marks."""
    terms = language.terms(" ".join(phrases), "en")
    hashes = tuple(frozenset({tuple(map(hashed, language.terms(phrase, "en")))}) for phrase in phrases)
    return replace(question("Who?", " ".join(dict.fromkeys(terms))), phrases=hashes)


@pytest.mark.parametrize(
    ("text", "title", "share"),
    [
        ("He calls it a fair wind, and goes.", "", 0.5),
        ("A wind is fair.", "", 0.0),
        ("Fair wind", "", 0.5),
        ("The fair", "", 0.0),
        ("Wind.", "Fair is the wind", 0.5),
        ("A fair wind in cold seas.", "", 1.0),
        ("Cold.", "", 0.0),
    ],
)
def test_what_is_quoted_is_looked_for_as_it_stands(text: str, title: str, share: float) -> None:
    """In the order of its words; a title may have them in any."""
    values = features(quoting("fair wind", "cold seas"), [candidate(1, text, title=title), candidate(2, "Seas.")])
    assert values["quoted"].tolist() == [share, 0.0]


@pytest.mark.parametrize("length", range(2, 9))
def test_a_phrase_may_be_longer_than_a_passage(length: int) -> None:
    """By however many words: it does not stand there."""
    phrase = " ".join(["cold", "grey", "seas", "fair", "wind", "harbour", "night", "storm"][:length])
    values = features(quoting(phrase), [candidate(1, text) for text in ("Cold grey seas.", "Cold seas.", "Cold.")])
    assert values["quoted"].tolist() == [float(length <= 3), 0.0, 0.0]


def test_a_quoted_phrase_comes_first() -> None:
    """Before a passage that has its words oftener."""
    found = [candidate(1, "Fair, fair, fair wind, wind."), candidate(2, "It was long ago: wind fair.")]
    asked = quoting("wind fair")
    assert keys(asked, found) == [2, 1]
    assert keys(replace(asked, phrases=()), found) == [1, 2]


def test_a_title_that_is_the_question_comes_first() -> None:
    """Before one that has more to it, or less."""
    found = [
        candidate(1, "The release is out, a third release of 7.0.0.", title="PHP 7.0.0 RC 3 release"),
        candidate(2, "The release is out on 3 December.", title="PHP 7.0.0 release"),
        candidate(3, "A release of PHP 7.0.0.", title="PHP"),
    ]
    asked = question("When?", "php 7.0.0 releas")
    assert features(asked, found)["named"].tolist() == pytest.approx([0.0, 1.0, 0.0])
    assert keys(asked, found)[0] == 2


@pytest.mark.parametrize(
    ("heading", "share"),
    [("Do dogs sail?", 1.0), ("Can dogs sleep?", 0.5), ("Do cats sleep?", 0.0), ("Dogs sail", 0.0), ("", 0.0)],
)
def test_a_heading_that_asks_is_answered_by_what_stands_under_it(heading: str, share: float) -> None:
    """As far as it asks what the question asks, half of it at least."""
    asked = question("Do dogs sail?", "dog sail")
    found = [candidate(1, "Yes, on a lead.", heading=heading), candidate(2, "The dogs ran.")]
    assert features(asked, found)["headed"].tolist() == [share, 0.0]
    assert keys(asked, found)[0] == (1 if share == 1.0 else 2)


@pytest.mark.parametrize(
    ("heading", "alike"),
    [
        ("Can I sail at night?", 1.0),
        ("Can I swim?", 0.0),
        ("How do I sail?", 0.0),
        ("Can I sail", 0.0),
        ("can i: sail?", 1.0),
    ],
)
def test_a_heading_that_begins_as_the_question_does_speaks_for_its_section(heading: str, alike: float) -> None:
    """Where it asks and shares a word with the question."""
    found = [candidate(1, "Yes, you may.", heading=heading), candidate(2, "They sail.")]
    assert features(question("Can I go and sail?", "sail"), found)["alike"].tolist() == [alike, 0.0]


def test_less_than_half_of_a_question_is_not_asked_by_a_heading() -> None:
    """Of three words one is a third."""
    asked = question("Do old dogs sail?", "old dog sail")
    assert features(asked, [candidate(1, "Yes.", heading="Do dogs bark?")])["headed"].tolist() == [0.0]


def test_a_passage_is_found_by_the_words_of_its_heading() -> None:
    """As by those of its title; a word that stands in both counts once."""
    asked = question("Dogs?", "dog sail")
    above = [("", ""), ("Dogs", ""), ("Dogs", "Dogs")]
    plain, titled, both = (
        features(asked, [candidate(1, "They sail.", heading=heading, title=title)])["passage"][0]
        for heading, title in above
    )
    assert plain < titled
    assert both == titled


def bm25(counts: list[int], length: int, average: float) -> float:
    """The share that a text scores of the best it could for a question whose words weigh the same."""
    norm = K1 * (1 - B + B * length / average)
    return sum(count / (count + norm) for count in counts) / len(counts)


def test_the_scores_of_passage_and_article_are_those_of_bm25() -> None:
    """Over the candidates; the title counts as if it stood in the passage, once."""
    found = [
        candidate(1, "Talks on talks, bears, birds.", title="Qatar Qatar Talks"),
        candidate(2, "Bears.", title="Birds"),
        candidate(3, "Qatar bears birds bees ants."),
    ]
    values = features(question("Talks in Qatar?", "talk qatar"), found)
    lengths = [4 + 2, 1 + 1, 5 + 0]
    counts = [[3, 1], [0, 0], [0, 1]]
    average = sum(lengths) / 3
    expected = [bm25(c, length, average) for c, length in zip(counts, lengths, strict=True)]
    assert values["passage"].tolist() == pytest.approx(expected)
    lengths, average = [4, 1, 5], 10 / 3
    expected = [bm25(c, length, average) for c, length in zip(counts, lengths, strict=True)]
    assert values["article"].tolist() == pytest.approx(expected)
    assert values["title"].tolist() == pytest.approx([1.0, 0.0, 0.0])
    titled = [candidate(1, "Bears.", title="Qatar birds bees"), candidate(2, "Bears.", title="")]
    assert features(question("Talks?", "talk qatar"), titled)["title"].tolist() == pytest.approx([1 / 3, 0])


def test_a_word_counts_by_its_discounted_idf() -> None:
    """Not by its idf; where it is all nothing, nothing is divided by nothing."""
    asked = replace(question("Talks in Qatar?", "talk qatar"), weights=(9.0, 1.0), discounted_idf=(1.0, 3.0))
    found = [candidate(1, "Talks."), candidate(2, "Qatar.")]
    assert features(asked, found)["early"].tolist() == [0.25, 0.75]
    assert features(asked, found)["passage"].tolist() == pytest.approx([0.25 / (1 + K1), 0.75 / (1 + K1)])
    nothing = features(replace(asked, discounted_idf=(0.0, 0.0)), found)
    assert nothing["passage"].tolist() == nothing["early"].tolist() == [0.0, 0.0]


def test_passages_of_one_article_share_what_is_the_articles() -> None:
    """Title and article count for each of its passages; what another passage holds is not taken for its own."""
    first, second, other = (candidate(key, text) for key, text in enumerate(["Talks.", "Qatar.", "Bears."], 1))
    whole = candidate(1, "Talks. Qatar.", title="Qatar talks").packed_article
    values = features(
        question("Talks in Qatar?", "talk qatar"),
        [first._replace(packed_article=whole), other, second._replace(article=1, packed_article=whole)],
    )
    assert values["article"][0] == values["article"][2] > values["article"][1] == 0
    assert values["title"].tolist() == [1.0, 0.0, 1.0]
    assert values["passage"][0] == values["passage"][2] > values["passage"][1]


def test_early_is_the_best_of_what_opens_a_dated_passage() -> None:
    """The best sentence, not their sum, within the opening of an article with a day, anywhere in another one."""
    late = f"{'Bears and birds ' * 40}went on. Talks went on."
    asked = question("Talks in Qatar?", "talk qatar")
    found = [
        candidate(1, "Talks went on. Qatar was far.", day=DAY),
        candidate(2, "They met. Talks in Qatar went on.", day=DAY),
        candidate(3, late, day=DAY),
        candidate(4, late),
    ]
    assert features(asked, found)["early"].tolist() == [0.5, 1.0, 0.0, 0.5]


@pytest.mark.parametrize(
    ("text", "title", "heading", "share"),
    [
        ("Talks began. Qatar and Oman met in Doha.", "", "", 1.0),
        ("Talks began. It rained. Qatar and Oman met in Doha.", "", "", 0.75),
        ("Talks began. Qatar met. Oman left. Doha slept.", "", "", 0.5),
        ("Talks began in Doha. It rained.", "Oman", "", 0.75),
        ("Talks began in Doha. It rained.", "Oman", "Qatar", 1.0),
        ("Talks began in Oman. It rained.", "Oman", "Oman", 0.5),
        ("It rained.", "", "", 0.0),
        ("It rained. It snowed. Qatar met.", "", "", 0.25),
    ],
)
def test_a_window_is_two_sentences_with_title_and_heading(text: str, title: str, heading: str, share: float) -> None:
    """Whatever the day of the article: what stands together is likelier one statement; a word counts once."""
    asked = question("Talks?", "talk qatar oman doha")
    found = [candidate(1, text, title=title, heading=heading, day=DAY), candidate(2, "Talks.")]
    assert features(asked, found)["window"].tolist() == pytest.approx([share, 0.25])


def test_names_and_numbers_of_a_question_count_by_what_each_says() -> None:
    """In passage, title or heading; a question that has none asks for none."""
    asked = replace(
        question("Did talks in Qatar end in 2024?", "talk qatar end 2024"),
        names=frozenset({1}),
        numbers={3: "2024"},
        discounted_idf=(1.0, 3.0, 1.0, 1.0),
    )
    found = [
        candidate(1, "Talks in Qatar, Qatar."),
        candidate(2, "Ended in 2024."),
        candidate(3, "It ended.", title="Qatar", heading="2024"),
        candidate(4, "Talks ended."),
    ]
    assert features(asked, found)["names"].tolist() == [0.75, 0.25, 1.0, 0.0]
    assert features(question("Talks?", "talk qatar"), found)["names"].tolist() == [0.0] * 4


def test_the_opening_counts_in_dated_articles_only() -> None:
    """As does the first passage."""
    found = [candidate(key, "Talks.", day=day, opens=opens) for key, (day, opens) in enumerate([
        (DAY, True), (DAY, False), (None, True), (None, False)])]  # fmt: skip
    assert features(question("Talks?", "talk"), found)["opens"].tolist() == [1.0, 0.0, 0.0, 0.0]


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


def test_without_a_day_newer_is_better_only_as_far_as_the_question_says() -> None:
    """A question of no particular time takes what comes first; one of "this week" takes the newer article."""
    found = [candidate(1, "Talks go on.", day=DAY), candidate(2, "Talks go on.", day=DAY + datetime.timedelta(400))]
    asked = question("Talks?", "talk")
    assert keys(asked, found) == [1, 2]
    assert not features(asked, found)["recent"].any()
    assert not features(asked, found)["newer"].any()
    assert keys(replace(asked, newness=0.25), found) == [2, 1]


def test_what_is_newer_fades_by_years() -> None:
    """From 1 for the newest candidate to 1/e after `NEWER_YEARS`; an article without a day stands in the middle."""
    later = DAY + datetime.timedelta(NEWER_YEARS * DAYS_OF_A_YEAR)
    found = [candidate(1, "Talks.", day=DAY), candidate(2, "Talks.", day=later), candidate(3, "Talks.")]
    whole = [math.exp(-1), 1, (math.exp(-1) + 1) / 2]
    for newness in (1.0, 0.5):
        newer = features(replace(question("Talks?", "talk"), newness=newness), found)["newer"]
        assert newer.tolist() == pytest.approx([newness * value for value in whole], rel=1e-3)


def test_a_day_to_come_is_none() -> None:
    """An article with a wrong date is neither the newest nor makes the others old."""
    dated = [candidate(1, "Talks.", day=DAY), candidate(2, "Talks.", day=DAY.replace(year=DAY.year + 90))]
    asked = replace(question("Talks?", "talk"), newness=1.0)
    for last_day, whole in ((DAY, [1, 1]), (DAY.replace(year=DAY.year + 90), [0, 1])):
        newer = features(replace(asked, last_day=last_day.toordinal()), dated)["newer"]
        assert newer.tolist() == pytest.approx(whole)
    assert not features(replace(asked, last_day=1), dated)["newer"].any()


def test_nothing_is_newer_where_a_day_is_known_or_no_article_has_one() -> None:
    """Then the day that is asked about tells what is near; and without any day nothing is newer."""
    asked = replace(question("Talks?", "talk"), newness=1.0)
    dated = [candidate(1, "Talks.", day=DAY), candidate(2, "Talks.")]
    assert not features(asked, dated, [(DAY, DAY)])["newer"].any()
    assert not features(asked, [candidate(1, "Talks."), candidate(2, "Talks.")])["newer"].any()


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


def votes(*texts: str, asked: Question | None = None, others: int = 0) -> list[float]:
    """The votes for articles of one passage each, beside others that say nothing."""
    found = [candidate(key, text) for key, text in enumerate(texts)]
    found += [candidate(100 + key, "It rained.") for key in range(others)]
    values = features(asked or question("Whom do the talks suit?", "talk suit"), found)["votes"]
    return [float(value) for value in values[: len(texts)]]


def test_votes_are_those_of_other_articles_by_rarity() -> None:
    """Each of two gets the other's full vote for a name, by its idf among the candidates; the root of the sum."""
    rarity = math.log(1 + (4 - 2 + 0.5) / 2.5)
    assert votes("The talks suit Bob.", "The talks suit Bob.", others=2) == pytest.approx([rarity**0.5] * 2)
    rarity = math.log(1 + (5 - 3 + 0.5) / 3.5)
    three = votes("The talks suit Bob.", "The talks suit Bob.", "The talks suit Bob.", others=2)
    assert three == pytest.approx([(2 * rarity) ** 0.5] * 3)


def test_a_vote_counts_by_what_its_sentence_covers() -> None:
    """The sentence of the name, not the passage; one that is behind the first counts less, by e to `VOTE_DECAY`."""
    near, far = votes("The talks suit Bob.", "Then Bob came. The talks suit some.", others=2)
    assert near == 0.0
    assert far > 0
    rarity = math.log(1 + (4 - 2 + 0.5) / 2.5)
    whole, half = votes("The talks suit Bob.", "The talks amuse Bob.", others=2)
    found = [candidate(key, text) for key, text in enumerate(["The talks suit Bob.", "The talks amuse Bob."])]
    found += [candidate(100 + key, "It rained.") for key in range(2)]
    scores = features(question("Whom do the talks suit?", "talk suit"), found)
    bare = scores["passage"] + ARTICLE_SHARE * scores["article"]
    assert half == pytest.approx(rarity**0.5)
    assert whole == pytest.approx((0.5 * math.exp(VOTE_DECAY * (bare[1] - bare[0])) * rarity) ** 0.5)


def test_a_name_that_is_asked_about_is_not_an_answer() -> None:
    """Nor is a word of another kind than what is asked for; that a number is there, where one is, is a feature."""
    assert votes("The talks suit Bob.", "The talks suit Bob.", asked=question("Bob?", "talk bob")) == [0.0, 0.0]
    numbers = question("How many talks suit?", "talk suit", AnswerType.NUMBER)
    assert votes("The talks suit Bob.", "The talks suit Bob.", others=2, asked=numbers) == [0.0, 0.0]
    found = [candidate(1, "The talks suit Bob."), candidate(2, "The talks suit 40.")]
    assert features(numbers, found)["right_kind"].tolist() == [0.0, 1.0]
    assert features(question("Whom?", "talk suit"), found)["right_kind"].tolist() == [0.0, 0.0]


def test_only_the_best_candidates_vote() -> None:
    """The last of them votes, one more behind it has no vote, though it gets those of the others."""
    for better, voted in ((VOTING_CANDIDATES - 2, True), (VOTING_CANDIDATES - 1, False)):
        texts = ["The talks suit Bob.", *["The talks suit some."] * better, "The talks suit Bob and some more people."]
        first, *_, last = votes(*texts)
        assert (first > 0, last > 0) == (voted, True)


def test_what_is_recent_fades_by_days() -> None:
    """To 1/e after `RECENCY_DAYS`, before and after; of several periods the nearest counts."""
    days = [-RECENCY_DAYS, 0, RECENCY_DAYS, 2 * RECENCY_DAYS]
    found = [candidate(i, "Talks.", day=DAY + datetime.timedelta(away)) for i, away in enumerate(days)]
    found.append(candidate(9, "Talks."))
    fading = [math.exp(-1), 1, math.exp(-1), math.exp(-2), 0]
    assert features(question("Talks?", "talk"), found, [(DAY, DAY)])["recent"].tolist() == pytest.approx(fading)
    later = DAY + datetime.timedelta(RECENCY_DAYS)
    both = features(question("Talks?", "talk"), found, [(DAY, DAY), (later, later)])["recent"].tolist()
    assert both == pytest.approx([math.exp(-1), 1, 1, math.exp(-1), 0])


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
        ("When did they come?", AnswerType.TIME, NUMBER | DAY_NAME),
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


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("In the gale 31 crates were lost.", 1.0),
        ("In the gale 31 small wooden crates were lost.", 1.0),
        ("Of the crates 31 were lost.", 1.0),
        ("In the gale 31 very old small wooden crates were lost.", 0.0),
        ("Crates were lost, all of these 31.", 0.0),
        ("The gale took 31. Crates were lost.", 0.0),
        ("Crates were lost.", 0.0),
        ("31", 0.0),
    ],
)
def test_a_number_right_beside_what_is_counted_speaks_for_a_passage(text: str, beside: float) -> None:
    """Up to three terms before it or one behind, in its sentence; a number of the question is none."""
    asked = replace(question("How many crates?", "crate"), counted=0)
    assert features(asked, [candidate(1, text)])["counted"].tolist() == [beside]
    assert features(replace(asked, counted=None), [candidate(1, text)])["counted"].tolist() == [0.0]
    numbered = replace(question("How many crates of 31?", "crate 31"), counted=0)
    assert features(numbered, [candidate(1, text)])["counted"].tolist() == [0.0]


def test_the_first_of_two_passages_may_have_the_number() -> None:
    """One passage's number is not the other's."""
    asked = replace(question("How many crates?", "crate"), counted=0)
    found = [candidate(1, "They lost 31"), candidate(2, "Crates were lost."), candidate(3, "They lost 9 crates")]
    assert features(asked, found)["counted"].tolist() == [0.0, 0.0, 1.0]


def test_what_is_akin_to_a_word_counts_where_the_word_is_missing() -> None:
    """By its share of the question and by how alike it is, the most alike once; in title and heading, too."""
    akin = {hashed("elector"): (0, 0.6), hashed("electrician"): (0, 0.8), hashed("boat"): (1, 0.5)}
    asked = replace(question("Elections on ships?", "elect ship"), akin=akin)
    found = [
        candidate(1, "Electors and an electrician."),
        candidate(2, "Electors elect."),
        candidate(3, "Boats.", title="Electors"),
        candidate(4, "Rain.", heading="Boats"),
        candidate(5, "Rain."),
    ]
    assert features(asked, found)["akin"].tolist() == pytest.approx([0.4, 0.0, 0.55, 0.25, 0.0])
    assert features(replace(asked, akin={}), found)["akin"].tolist() == [0.0] * 5
