"""Which sentence tells the answer, and what other articles have to say in it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from retrieval.analysis.features import (
    Candidate,
    hashes,
    packed_article,
    packed_passage,
)
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms
from retrieval.analysis.sentences import Sentences, packed_sentences, unpacked_sentences
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import PreviousSentence, Question
from retrieval.ranking.answer_sentence import (
    CLOSE,
    WEIGHTS,
    Selected,
    _asked_for,
    likeliest_window,
    selected,
    sentence_score,
)
from retrieval.ranking.evidence import SHARED, TITLED, VOTING_PASSAGES, SentenceFeatures, evidence
from retrieval.ranking.passages import Scored
from retrieval.records import Article, Hit
from retrieval.storage.rows import StoredPassage

PARADE = "The parade began at noon. Mayor Ada Stone opened it. It rained."


def question(words: str, kind: AnswerType = AnswerType.ANY, weights: tuple[float, ...] | None = None) -> Question:
    """A question of words that weigh the same, or as told."""
    terms = words.split()
    weights = weights or (1.0,) * len(terms)
    return Question(words, {term: i for i, term in enumerate(terms)}, frozenset(), weights, weights, 2.0, kind)


def stored(key: int, article: Article) -> tuple[Candidate, StoredPassage]:
    """An article's only passage as ranking is given it."""
    (passage,) = passages(article)
    sentences = sentences_with_terms(article, [passage])[0]
    features, whole = packed_passage(article, passage, sentences), packed_article(article, hashes([]))
    candidate = Candidate(Hit(key, 1.0), key, None, opens=True, packed=features, packed_article=whole)
    packed = packed_sentences(sentences, passage.start)
    return candidate, StoredPassage(key, passage, unpacked_sentences(packed), article.language)


def closely(
    asked: Question, *texts: str, titles: tuple[str, ...] = (), article: int | None = None, day: int | None = None
) -> list[Selected]:
    """English articles of one passage each, ranked alike and read closely; or passages of one article."""
    scored, kept = [], {}
    for i, text in enumerate(texts):
        title = titles[i] if i < len(titles) else None
        candidate, kept[i] = stored(i, Article(f"a{i}", text, title=title, language="en"))
        if article is not None:
            candidate = candidate._replace(article=article)
        scored.append(Scored(candidate._replace(day=day), 1.0))
    return selected(asked, scored, kept)


def features(asked: Question, *texts: str, titles: tuple[str, ...] = ()) -> SentenceFeatures[float]:
    """What speaks for the answer sentence of the first of some articles."""
    return closely(asked, *texts, titles=titles)[0].answer_sentence.features


def marked(passage: Selected, text: str) -> tuple[str, str | None]:
    """The answer sentence of an article's only passage, and the second one."""
    best = passage.answer_sentence
    return text[slice(*best.span)], text[slice(*best.second_span)] if best.second_span else None


def answer_sentence(asked: Question, *texts: str) -> str:
    """The answer sentence of the first of some articles."""
    return marked(closely(asked, *texts)[0], texts[0])[0]


def test_news_tells_the_main_thing_first() -> None:
    """Of equal sentences in an article with a day the earlier one gains, down to nothing for the last."""
    text = "It is cold. The parade is open. It was dry."
    first = closely(question("open parad"), text, day=1)[0].answer_sentence.features
    assert (first.early, first.most) == (0.5, 0.0)
    assert closely(question("open parad"), "Open parade.", day=1)[0].answer_sentence.features.early == 1.0


def test_elsewhere_the_sentence_that_covers_most_tells() -> None:
    """Where no day tells that an article is news; a question covers nothing, nor does a sentence without a word."""
    read = closely(question("open parad"), "The parade is open. The parade is long.")[0].answer_sentence.features
    assert (read.early, read.most, read.previous) == (0.0, 1.0, 0.0)
    read = closely(question("open parad"), "It is cold. It was dry.")[0].answer_sentence.features
    assert read.most == 0.0
    read = closely(question("open parad"), "Is the parade open? The parade began.")[0].answer_sentence.features
    assert (read.most, read.previous) == (1.0, 1.0)


def test_a_question_in_the_passage_is_answered_by_the_sentence_behind_it() -> None:
    """It says the question's words itself, but it tells nothing."""
    text = "It rained. Why did the old mine close? The pumps failed. It was cold."
    assert answer_sentence(question("old mine close"), text) == "The pumps failed."
    assert answer_sentence(question("old mine close"), text.replace("?", ".")) == "Why did the old mine close."


def test_a_heading_that_asks_is_answered_by_the_first_sentence_under_it() -> None:
    """It need not say any word of the question."""
    text = "# Why did the mine close?\n\nThe pumps failed. We had no choice, and the other workers knew it."
    assert answer_sentence(question("mine close"), text) == "The pumps failed."


def test_what_is_counted_stands_with_its_number() -> None:
    """Not the sentence that has most of the question's words."""
    asked = question("crate overboard gale", AnswerType.NUMBER)
    text = "The gale that sent goods overboard came at night. Of the crates on deck 31 were lost."
    assert answer_sentence(replace(asked, counted=0), text) == "Of the crates on deck 31 were lost."
    counts = [closely(replace(asked, counted=i), text)[0].answer_sentence.features.counts for i in (0, 2)]
    assert counts == [1.0, 0.0]
    assert closely(asked, text)[0].answer_sentence.features.counts == 0.0


def test_the_sentence_with_most_of_the_question_tells() -> None:
    """With nothing else to go by, the words of the question decide."""
    assert answer_sentence(question("rain"), PARADE) == "It rained."
    assert answer_sentence(question("parad noon"), PARADE) == "The parade began at noon."


def test_who_is_answered_by_a_name() -> None:
    """Where a person is asked for, a sentence with a name beats one with as many words of the question."""
    text = "Someone opened the parade. Ada Stone opened the parade."
    assert answer_sentence(question("open parad"), text) == "Someone opened the parade."
    assert answer_sentence(question("open parad", AnswerType.PERSON), text) == "Ada Stone opened the parade."


def test_how_many_is_answered_by_a_number() -> None:
    """Where a number is asked for, a sentence with one beats one with as many words of the question."""
    text = "Visitors came to the parade. The parade had 400 visitors."
    assert answer_sentence(question("visitor parad", AnswerType.NUMBER), text) == "The parade had 400 visitors."


def test_articles_that_agree_decide() -> None:
    """Of two names, the one that other articles give in answer to the question is believed."""
    text = "Ben Cole opened the parade in spring. Ada Stone opened the parade in autumn."
    asked = question("open parad", AnswerType.PERSON)
    others = "Ada Stone opened the parade.", "The parade was opened by Ada Stone."
    assert answer_sentence(asked, text).startswith("Ben Cole")
    assert answer_sentence(asked, text, *others).startswith("Ada")


def test_a_sentence_need_not_repeat_its_title() -> None:
    """What the title holds is kept apart from what the sentences hold, and counts as said when articles vote."""
    asked = question("parad open", AnswerType.PERSON)
    (passage,) = closely(asked, PARADE, titles=("Parade",))
    assert passage.title_words.tolist() == [True, False]
    assert passage.sentence_words.tolist() == [[True, False, False], [False, True, False]]
    assert passage.words.tolist() == [True, True]
    assert passage.answer_sentence.features.name == 1.0
    assert features(asked, PARADE).name == 0.5


def test_a_second_sentence_is_marked_when_it_comes_close() -> None:
    """Two sentences that say nearly the same are both marked; one far behind isn't."""
    asked = question("open parad")
    text = "They opened the parade. He opened it. It rained."
    assert marked(closely(asked, text)[0], text) == ("They opened the parade.", None)
    text = "It rained. They opened the parade. The parade is open."
    assert marked(closely(asked, text)[0], text) == ("They opened the parade.", "The parade is open.")


def test_each_passage_has_its_own_second_sentence() -> None:
    """Close to the best one of its own passage, whatever the others score."""
    asked = question("open parad")
    far, close = (
        "They opened the parade. It rained. He slept.",
        "It rained. The parade is open. They opened the parade.",
    )
    for texts, seconds in (
        ((far, close), (None, "They opened the parade.")),
        ((close, far), ("They opened the parade.", None)),
    ):
        read = zip(closely(asked, *texts), texts, strict=True)
        assert tuple(marked(passage, text)[1] for passage, text in read) == seconds


def test_a_second_sentence_just_as_close_as_allowed_is_marked() -> None:
    """`CLOSE` itself is close; a little more is not."""
    text = "The storm hit. The wind blew."  # the first one opens the passage, and is followed by what the second covers
    for more, second in ((-0.01, "The wind blew."), (0.01, None)):
        # In news the first scores 3.15 x + .15 + .95 + 1.5 y, the second 3.15 y + .85 x; x + y is 1.
        ahead = WEIGHTS.first + WEIGHTS.early + WEIGHTS.follows - WEIGHTS.covered
        share = (CLOSE - ahead) / (2 * WEIGHTS.covered - WEIGHTS.follows - WEIGHTS.previous) + more / 10
        (passage,) = closely(question("storm wind", weights=(share, 1 - share)), text, day=1)
        assert marked(passage, text) == ("The storm hit.", second)


def test_of_equal_sentences_the_first_tells() -> None:
    """Where nothing but the place differs, the earlier sentence is the answer, the next one the second."""
    text = "It rained. The parade is open. It was cold. The parade is open. It rained again."
    passage = closely(question("open parad"), text)[0].answer_sentence
    assert [span[0] for span in (passage.span, passage.second_span or (0, 0))] == [11, 44]


def test_spans_are_the_articles_own_code_points() -> None:
    """A passage may begin later than its article."""
    text = f"date 2024-03-16 {PARADE}"
    assert answer_sentence(question("rain"), text) == "It rained."


def test_candidates_keep_their_order() -> None:
    """Reading closely changes no order, and each candidate comes with what its own sentences hold."""
    texts = ["The parade was long.", "Ada Stone opened the parade. It rained."]
    read = closely(question("open parad", AnswerType.PERSON), *texts)
    assert [passage.candidate.article for passage in read] == [0, 1]
    assert [passage.sentence_words.tolist() for passage in read] == [[[False], [True]], [[True, False], [True, False]]]
    assert marked(read[1], texts[1])[0] == "Ada Stone opened the parade."


def test_nothing_found_is_nothing_read() -> None:
    """Without candidates there is nothing to read closely."""
    assert selected(question("parad"), [], {}) == []


def test_what_was_taken_out_meanwhile_is_left_out() -> None:
    """A passage that isn't stored any more gets no answer sentence, and the others keep theirs."""
    gone, _ = stored(0, Article("a", "The parade was long.", language="en"))
    here, passage = stored(1, Article("b", PARADE, language="en"))
    scored = [Scored(candidate, 1.0) for candidate in (gone, here)]
    assert [read.candidate.key for read in selected(question("rain"), scored, {1: passage})] == [1]
    assert selected(question("rain"), scored, {}) == []


@pytest.mark.parametrize("text", ["…", "The of and.", "中国的首都是北京。", "The. Of. And. A parade.", "A. " * 400])
def test_any_passage_can_be_read(text: str) -> None:
    """Sentences without a term, and passages of hundreds of them, have an answer sentence too."""
    read = closely(question("parad"), text, PARADE)
    assert marked(read[0], text)[0].strip()
    assert marked(read[1], PARADE)[0] == "The parade began at noon."


def test_an_article_has_one_vote() -> None:
    """A name counts as often as articles give it, not as often as it is written; the further ones count less."""
    asked = question("open parad", AnswerType.PERSON)
    once = features(asked, "Ada opened the parade. It rained.").name
    twice = features(asked, "Ada opened the parade. Ada opened the parade.").name
    others = features(asked, *["Ada opened the parade. It rained."] * 4).name
    one_article = closely(asked, *["Ada opened the parade. It rained."] * 4, article=7)[0].answer_sentence.features.name
    assert (once, twice, others, one_article) == (1.0, 1.0, 2.0, 1.0)


def test_only_the_best_passages_vote() -> None:
    """The last passage that votes does, the one behind it doesn't; with titles it is the same."""
    asked, text = question("open parad", AnswerType.PERSON), "Ada opened the parade."
    filler = ["It rained."] * (VOTING_PASSAGES - 2)
    assert features(asked, text, *filler, text).name == pytest.approx(2**0.5)
    assert features(asked, text, "It rained.", *filler, text).name == 1.0
    titles = ("", *[""] * len(filler), "Ada and the open parade")
    assert features(asked, text, *filler, text, titles=titles).titled_name == 1.0
    assert features(asked, text, "It rained.", *filler, text, titles=("", *titles)).titled_name == 0.0


def test_features_are_those_of_the_likeliest_sentence() -> None:
    """Another one is marked, which alone of its passage holds a word; how sure an answer is stays the same."""
    asked = question("open parad gale", AnswerType.PERSON, weights=(1.0, 1.0, 0.5))
    text = "The open parade was long. It was an open parade. Ada Stone saw the gale."
    answer = closely(asked, text, text, titles=("", "Ada and the gale"), day=1)[0].answer_sentence
    assert text[slice(*answer.span)] == "Ada Stone saw the gale."
    assert answer.features.titled_name == 0.0


def test_a_vote_counts_by_what_its_sentence_covers() -> None:
    """The square of the covered share: half of the question is a quarter of a vote."""
    asked = question("open parad", AnswerType.PERSON)
    assert features(asked, "It rained. Ada opened it.").name == 0.5
    assert features(asked, "Ada opened the parade.", "Ada opened it.").name == pytest.approx(1.25**0.5)
    assert features(asked, "Ada opened the parade.", "Ada came.", titles=("", "Open")).name == pytest.approx(1.25**0.5)


def test_each_feature_says_what_its_name_does() -> None:
    """What a sentence covers, what the next one does, whether it opens the passage, and its names."""
    asked = question("open parad", AnswerType.PERSON)
    read = features(asked, "Ada Stone opened the parade with Ben Cole. The parade was long.")
    assert (read.covered, read.follows, read.first, read.names_someone, read.full_name) == (1.0, 0.5, 1.0, 1.0, 1.0)
    assert (read.name, read.other_name) == (1.0, 1.0)
    assert (read.number, read.word, read.any_name, read.titled_name, read.titled_word) == (0.0, 0.0, 0.0, 0.0, 0.0)
    read = features(asked, "It rained. On that day Ada opened the parade.")
    assert (read.follows, read.first, read.names_someone, read.full_name) == (0.0, 0.0, 1.0, 0.0)
    assert (read.name, read.other_name) == (1.0, 0.0)


def test_the_sentence_of_another_passage_does_not_follow() -> None:
    """What the next passage begins with says nothing of the last sentence of the one before."""
    first, second = closely(question("open parad"), "Ada opened the parade.", "The parade was opened. It rained.")
    assert first.answer_sentence.features.follows == 0.0
    assert (first.answer_sentence.features.first, second.answer_sentence.features.first) == (1.0, 1.0)


def test_the_second_best_name_is_another_one() -> None:
    """Of names with equal votes one is left out, and of the rest the best counts."""
    asked = question("open parad", AnswerType.PERSON)
    text = "Ada opened the parade with Ben and Cleo."
    read = features(asked, text, "Ada opened the parade.", "Ada opened the parade and thanked Cleo.")
    assert [read.name, read.other_name] == pytest.approx([3**0.5, 2**0.5])
    read = features(asked, "Ada opened the parade.")
    assert (read.name, read.other_name) == (1.0, 0.0)


def test_where_anything_may_be_asked_words_count() -> None:
    """The second-best plain word and name have votes, and there is no best name or number to look for."""
    read = features(
        question("open parad"), "Ada opened the long parade with 3 drums.", titles=("Ada and the long open parade",)
    )
    assert (read.word, read.any_name, read.titled_name, read.titled_word) == (1.0, 0.0, 1.0, 1.0)
    assert (read.name, read.other_name, read.number, read.names_someone, read.full_name) == (0.0, 0.0, 0.0, 0.0, 0.0)


def test_where_a_number_is_asked_for_names_do_not_count() -> None:
    """The best number has its votes; names, plain words and titles have none."""
    asked = question("open parad", AnswerType.NUMBER)
    read = features(asked, "Ada Stone opened the long parade with 3 drums.", titles=("Ada and the long parade",))
    assert (read.number, read.covered) == (1.0, (1.0 + TITLED) / 2)
    assert not any(read._replace(number=0.0, covered=0.0, first=0.0, most=0.0))


def test_what_a_passage_is_about_tells_no_sentence_from_another() -> None:
    """A word counts less the more sentences of its passage have it, and as it weighs where only one does or none."""
    text = "The parade was long. The parade began at noon, and the parade drew a crowd. Ada opened the parade."
    assert features(question("open parad"), text).covered == 1.0
    three = 1 / (1 + 2 * SHARED)
    assert features(question("parad crowd band"), text).covered == pytest.approx((three + 1) / (three + 2))


def test_a_place_is_named_but_has_no_full_name() -> None:
    """Two capitalised words in a row speak for a person only."""
    read = features(question("open parad", AnswerType.PLACE), "New Zealand opened the parade.")
    assert (read.full_name, read.names_someone, read.name) == (0.0, 1.0, 1.0)


def test_the_score_is_a_linear_sum() -> None:
    """Each feature adds its own weight: as much again for twice as much of it, whatever the others are."""
    none = SentenceFeatures(*[0.0] * len(WEIGHTS))
    assert sentence_score(none) == 0.0
    for name in none._fields:
        assert sentence_score(none._replace(**{name: 1.0})) == getattr(WEIGHTS, name)
        assert sentence_score(none._replace(**{name: 2.0})) == 2 * getattr(WEIGHTS, name)
    assert sentence_score(none._replace(covered=1.0, first=1.0)) == WEIGHTS.covered + WEIGHTS.first


def test_the_best_score_is_that_of_the_answer_sentence() -> None:
    """An answer sentence tells its score and what made it."""
    best = closely(question("open parad", AnswerType.PERSON), PARADE)[0].answer_sentence
    assert best.score == pytest.approx(sentence_score(best.features))
    assert best.score == pytest.approx(3.15 * 0.5 + 0.8 * 0.5 + 0.75 * 0.5 + 0.7 + 1.3 + 0.85 * 0.5 + 1.2)


def sentences_of(*lengths: int) -> Sentences:
    """Sentences of these lengths in code points, a space between two."""
    starts = np.cumsum([0, *(length + 1 for length in lengths[:-1])])
    nothing = np.zeros(len(lengths))
    return Sentences(
        starts.astype(np.uint32),
        (starts + lengths).astype(np.uint32),
        nothing.astype(np.uint8),
        nothing.astype(np.uint8),
    )


@pytest.mark.parametrize(
    ("lengths", "scores", "shown"),
    [
        ((499, 500), (2, 1), (0, 1)),
        ((500, 500), (2, 1), (0, 0)),
        ((499, 500, 499, 500), (0, 2, 1, 0), (1, 2)),
        ((499, 500, 499, 500), (1, 2, 0, 0), (0, 1)),
        ((300, 300, 300, 300), (0, 2, 0, 1), (1, 3)),
        ((300, 300, 300, 300), (1, 2, 0, 0), (0, 2)),
        ((200, 1_200, 200), (1, 2, 1), (1, 1)),
        ((200, 1_200, 200), (2, 1, 1), (0, 0)),
    ],
)
def test_of_a_long_passage_what_likeliest_holds_the_answer_is_shown(
    lengths: tuple[int, ...], scores: tuple[int, ...], shown: tuple[int, int]
) -> None:
    """Around the best sentence and no longer than a screen; a sentence that is longer stands alone."""
    best = int(np.argmax(scores))
    assert likeliest_window(sentences_of(*lengths), np.array(scores, float), best) == shown


def test_a_second_sentence_is_one_that_is_shown() -> None:
    """One that is as good, but a screen away, is not marked."""
    text = f"Harbour storm {'x' * 200}. It rained {'x' * 990}. Harbour storm {'x' * 100}."
    near = f"Harbour storm {'x' * 200}. It rained. Harbour storm {'x' * 100}."
    for text_, marked in ((text, False), (near, True)):
        (first,) = closely(question("harbour storm"), text_)
        assert (first.answer_sentence.second_span is not None) is marked
        assert first.answer_sentence.window == ((0, 215) if not marked else (0, len(near)))


@pytest.mark.parametrize(
    ("kind", "text", "fits"),
    [
        (AnswerType.TIME, "It opened in June. It cost a lot. It shut in 1998. It opens at 9:30.", [1, 0, 1, 1]),
        (AnswerType.AGE, "Ada, 48, ran. Bob is twenty. It cost 48 crowns. In June they left.", [1, 1, 0, 0]),
        (AnswerType.NUMBER, "It opened in June. Ada, 48, ran.", [0, 0]),
    ],
)
def test_a_sentence_fits_that_has_what_is_asked_for(kind: AnswerType, text: str, fits: list[int]) -> None:
    """A time where one is asked for, what may be an age where that is."""
    candidate, kept = stored(0, Article("a", text, language="en"))
    read = evidence(question("parad", kind), [candidate], [kept.sentences])
    assert read.features.fits.tolist() == fits


def test_a_day_is_no_number_where_a_number_is_asked_for() -> None:
    """But an answer where a time is."""
    texts = ("The parade was on Monday.", "The parade was on Monday again.")
    for kind, votes in ((AnswerType.NUMBER, False), (AnswerType.TIME, True)):
        assert (features(question("parad", kind), *texts).number > 0) is votes


def test_what_was_told_fits_where_it_says_when() -> None:
    """Then it may answer a second question, too."""
    text = "The parade began on Monday. It rained."
    for kind, repeated in ((AnswerType.TIME, 0.0), (AnswerType.ANY, 1.0)):
        asked = replace(question("parad", kind), context=frozenset({0}), previous=PreviousSentence(0, 0))
        candidate, kept = stored(0, Article("a", text, language="en"))
        (first,) = selected(asked, [Scored(candidate, 1.0)], {0: kept})
        if first.answer_sentence.span[0] == 0:
            assert first.answer_sentence.features.repeated == repeated


@pytest.mark.parametrize(
    ("text", "deed", "attributes", "asked_for"),
    [
        ("Who was the mayor?", (), (), ["role"]),
        ("Who was the mayor?", (), ("said",), ["said"]),
        ("Who was the mayor?", ("build",), (), ["deed"]),
        ("Who was the mayor?", ("build",), ("said",), ["said"]),
        ("Who is Ana Petrov?", (), (), []),
    ],
)
def test_what_is_asked_of_a_person(
    text: str, deed: tuple[str, ...], attributes: tuple[str, ...], asked_for: list[str]
) -> None:
    """An attribute before a deed, and that before an office."""
    about = [SimpleNamespace(attribute=attribute) for attribute in attributes]
    question: Any = SimpleNamespace(
        answer_type=AnswerType.PERSON, deed=frozenset(deed), attributes=about, text=text, language="en"
    )
    assert _asked_for(question) == asked_for
