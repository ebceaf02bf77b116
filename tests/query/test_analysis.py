"""A question as typed → what is looked up."""

import datetime
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval import Limits, QuestionError, Searcher
from retrieval.engines.base import EVERYTHING
from retrieval.indexing.index import Index
from retrieval.language import Word
from retrieval.language.stopwords import function_places, is_greeting
from retrieval.query.analysis import (
    COMMON_DOC_FREQ,
    LEAST_IDF_SHARE,
    PMI_DISCOUNT,
    TIMELESS_NEWNESS,
    analyzed,
    corrected,
    days_near,
    listed_days,
    period_of,
    pmi_discounted,
    question_language,
    question_words,
    today,
    unmatched_terms,
    words_of_period,
    words_that_only_ask,
)
from retrieval.records import Period, SpellingCorrection
from tests.conftest import write_jsonl

DAY = datetime.date(2024, 3, 16)


@pytest.fixture
def index(corpus: Path, opened: Callable[..., Searcher]) -> Index:
    """Four short articles in English, one in Spanish, one in Chinese."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "1", "text": "The old bridge of Karlo fell into the river on Saturday.", "language": "en"},
        {"id": "2", "text": "The new bridge of Karlo opened.", "language": "en"},
        {"id": "3", "text": "Netanyahu met the bakers in Jerusalem.", "language": "en"},
        {"id": "4", "text": "The river rises again.", "language": "en"},
        {"id": "5", "text": "El puente nuevo de Madrid se abre.", "language": "es"},
        {"id": "6", "text": "黑豹队赢了比赛。", "language": "zh"},
    )
    return opened().index


def test_a_question_is_in_a_language_of_the_archive(index: Index, opened: Callable[..., Searcher]) -> None:
    """Its own where the archive has it; the only one of an archive in one language."""
    assert question_language("Who opened the bridge?", index) == "en"
    assert question_language("¿Quién abre el puente nuevo?", index) == "es"
    assert question_language("Кто открыл мост?", index) in {"en", "es", "zh"}


def test_an_archive_in_one_language_is_asked_in_it(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Whatever the question looks like."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Die Brücke ist offen.", "language": "de"})
    assert question_language("Who opened the bridge?", opened().index) == "de"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Lena Müller said so.", "Who is Lena Mueller?"),
        ("Lena Mueller said so.", "Who is Lena Müller?"),
        ("The co-operative e-mailed all.", "Whom has the cooperative emailed?"),
        ("The cooperative emailed all.", "Whom has the co-operative e-mailed?"),
        ("Siobhan O’Neill won.", "What has Siobhan ONeill done?"),
        ("It cost 1,200 pounds.", "What cost 1.200 pounds?"),
        ("Es kostete 1.200 Pfund.", "Was kostete 1200 Pfund?"),
        ("The theatre was organised.", "Which theater was organized?"),
        ("The WHO warned.", "Whom did the WHO warn?"),
        ("The warning came.", "WHO came with a warning?"),
    ],
)
def test_another_way_of_writing_a_word_is_the_word(
    corpus: Path, opened: Callable[..., Searcher], text: str, question: str
) -> None:
    """It is looked up, not called missing, and no correction; in the archive both ways may stand."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": text}, {"id": "2", "text": "Nothing else to say here at all."})
    index = opened().index
    words, corrections = corrected(question, index)
    assert corrections == ()
    assert unmatched_terms(question, words, None, index) == ()
    assert [candidate.article for candidate in index.search(words, 9, EVERYTHING)] == [1]


def test_both_ways_of_writing_a_word_are_looked_up(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Though the word occurs as typed."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "1", "text": "The mayor Lena Müller came."},
        {"id": "2", "text": "The mayor Lena Mueller went."},
        {"id": "3", "text": "Nobody was there."},
    )
    index = opened().index
    for name in ("Müller", "Mueller"):
        words, _ = corrected(name, index)
        assert len(index.search(words, 9, EVERYTHING)) == 2


def test_a_common_word_that_is_no_name_here_is_missing_only_alone(index: Index) -> None:
    """In capitals it may be stressed; alone it is all that is asked about."""
    words, _ = corrected("WHO opened the bridge?", index)
    assert [word.text for word in words] == ["opened", "bridge"]
    words, _ = corrected("the WHO", index)
    assert [word.text for word in words] == ["WHO"]


def test_only_the_start_of_a_long_question_is_looked_up(index: Index) -> None:
    """The last code point that counts is the limit's; a word that goes beyond it is left out, if there is another."""
    filler = "x" * (index.archive.limits.question - len(" river"))
    assert [word.text for word in question_words(filler + " rivers", index)] == [filler]
    assert [word.text for word in question_words(filler + " river Jerusalem", index)] == [filler, "river"]
    assert [word.text for word in question_words("x" + filler + " river", index)] == ["x" + filler]
    assert [word.text for word in question_words(filler * 2, index)] == [(filler * 2)[: index.archive.limits.question]]


def test_a_question_without_words_is_refused(index: Index) -> None:
    """What is wrong with it is said: its words are all too common, or there are none."""
    with pytest.raises(QuestionError, match="too common"):
        question_words("Who is it?", index)
    with pytest.raises(QuestionError, match="too common"):
        question_words("Thanks a lot!", index)
    with pytest.raises(QuestionError, match="no word in that question"):
        question_words("?! …", index)


@pytest.mark.parametrize(("question", "unmatched"), [
    ("How wide is the bridge?", ()),
    ("Is it wide?", ("wide",)),
    ("Does the bridge last?", ("last",)),
    ("What does the bridge give to the river?", ()),
    ("Who can get to the bridge?", ()),
    ("Did it GET zorgled?", ("zorgled",)),
])  # fmt: skip
def test_a_word_that_only_asks_for_a_measure_need_not_occur(
    index: Index, question: str, unmatched: tuple[str, ...]
) -> None:
    """What no article says is not called missing where it says little or follows "how", and costs no confidence."""
    words, _ = corrected(question, index)
    assert unmatched_terms(question, words, None, index) == unmatched
    asking = {words[number].text for number in words_that_only_ask(question, words, index)}
    assert asking == {word.text for word in words if not index.occurs(word)}.difference(unmatched)


def test_a_misspelled_word_is_corrected(index: Index) -> None:
    """It keeps its text and place; a word that occurs is left as it is, capitals are shown as typed."""
    words, corrections = corrected("whom did Netanjahu meet on the brigde", index)
    assert (words[0].text, words[0].term) == ("Netanjahu", "netanyahu")
    assert corrections == (SpellingCorrection("Netanjahu", "Netanyahu"), SpellingCorrection("brigde", "bridge"))
    assert [word.text for word in words] == ["Netanjahu", "meet", "brigde"]


@pytest.mark.parametrize(
    ("question", "term"), [("Reed did what?", "reid"), ("reed did what?", "reed"), ("Read did what?", "read")]
)
def test_a_name_that_is_a_word_as_well_is_looked_up_as_it_sounds(
    corpus: Path, opened: Callable[..., Searcher], question: str, term: str
) -> None:
    """At the start of a question, where any word has a capital: no other word of the language is taken for a slip."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Everybody listened to Reid.", "language": "en"})
    words, _ = corrected(question, opened().index)
    assert words[0].term == term


def test_what_happened_asks_for_days(index: Index) -> None:
    """Those that it names, or those that the search is narrowed to; what else it asks about is not a list."""
    spring = listed_days("What happened in March 2024?", None, index, narrowed=False)
    assert isinstance(spring, Period)
    assert (spring.since, spring.until) == (datetime.date(2024, 3, 1), datetime.date(2024, 3, 31))
    assert listed_days("What happened in March 2024?", None, index, narrowed=True) == spring
    assert listed_days("What happened?", None, index, narrowed=True) is True
    assert listed_days("What is the latest news?", None, index, narrowed=False) is True
    assert listed_days("What happened?", None, index, narrowed=False) is None
    assert listed_days("Who fell in March 2024?", None, index, narrowed=True) is None


def test_words_that_become_one_are_looked_up_once(index: Index) -> None:
    """The first of them stands for both."""
    words, corrections = corrected("Netanyahu Netanjahu", index)
    assert [(word.text, word.term) for word in words] == [("Netanyahu", "netanyahu")]
    assert corrections == (SpellingCorrection("Netanjahu", "Netanyahu"),)


def test_words_that_occur_nowhere_are_unmatched(index: Index) -> None:
    """As typed, each once, and not those that do occur."""
    question = "Did zorgled Karlo or Fumbrium flood the Fumbrium bridge?"
    words = question_words(question, index)
    assert unmatched_terms(question, words, None, index) == ("zorgled", "Fumbrium", "flood")


def test_words_of_a_period_are_not_unmatched(index: Index) -> None:
    """The words from the first to the last of it say when; their neighbours on both sides are looked for."""
    question = "zorgled in January 2023 fumbled"
    period = Period(datetime.date(2023, 1, 1), datetime.date(2023, 1, 31), "January 2023")
    words = question_words(question, index)
    assert unmatched_terms(question, words, period, index) == ("zorgled", "fumbled")
    assert unmatched_terms(question, words, None, index) == ("zorgled", "January", "2023", "fumbled")


@pytest.mark.parametrize(
    ("question", "unmatched"),
    [
        ("黑豹队赢了吗", ()),
        ("黑豹队输球", ("输球",)),
        ("输球黑豹队", ("输球",)),
        ("黑豹队输", ()),
        ("输黑豹队", ()),
        ("输 黑豹队", ("输",)),
        ("输球 打鼓", ("输球", "打鼓")),
    ],
)
def test_unmatched_characters_are_given_together(index: Index, question: str, unmatched: tuple[str, ...]) -> None:
    """Neighbours that no occurring pair contains are one word for the reader; one alone beside a match is none."""
    assert unmatched_terms(question, question_words(question, index), None, index) == unmatched


def test_a_word_without_a_place_of_its_own_is_given_as_looked_up(index: Index) -> None:
    """A word whose letters changed is named by its normal form, once."""
    question = "who saw the ﬁnale of the bridge in Karlo"
    words = question_words(question, index)
    assert unmatched_terms(question, words, None, index) == ("saw", "ﬁnale")
    two = "who saw the ﬁnale/ﬁeld of the bridge"
    assert unmatched_terms(two, question_words(two, index), None, index) == ("saw", "field")


def test_what_ranking_needs_of_a_question(index: Index) -> None:
    """Words by all their forms, capitalised ones after the first as names, idf, and the kind of answer."""
    text = "Karlo: who opened the Bridge in Fumbrium?"
    words = question_words(text, index)
    question = analyzed(text, words, index)
    assert question.words["karlo"] == 0
    assert {number for word, number in question.words.items()} == set(range(len(words)))
    assert {words[number].text for number in question.names} == {"Bridge", "Fumbrium"}
    assert question.weights[-1] == question.max_idf > question.weights[0]
    assert (question.text, question.context) == (text, frozenset())
    assert question.answer_type.named


def test_context_begins_where_it_is_said(index: Index) -> None:
    """A word that starts there is context, the one before is not."""
    text = "opened the bridge Karlo river"
    words = question_words(text, index)
    at = text.index("Karlo")
    assert analyzed(text, words, index, context_start=at).context == {2, 3}
    assert analyzed(text, words, index, context_start=at + 1).context == {3}
    assert analyzed(text, words, index, context_start=len(text)).context == set()


class Counts:
    """An engine of a hundred passages that only counts."""

    def __init__(self, doc_freq: dict[str, int], together: dict[tuple[str, str], int]) -> None:
        self._doc_freq, self._together = doc_freq, together

    def __len__(self) -> int:
        return 100

    def doc_freq(self, term: str) -> int:
        """How many passages have a term."""
        return self._doc_freq.get(term, 0)

    def co_doc_freq(self, term: str, other: str) -> int:
        """How many passages have both."""
        return self._together.get((term, other), self._together.get((other, term), 0))


def words_of(*texts: str) -> list[Word]:
    """These words, with a space between them."""
    ends = np.cumsum([len(text) + 1 for text in texts]).tolist()
    return [Word(text, text, end - len(text) - 1, end - 1) for text, end in zip(texts, ends, strict=True)]


def test_what_two_words_have_in_common_is_discounted() -> None:
    """Each gives the share of their mutual information, but keeps its least; words that meet by chance keep all."""
    engine = Counts({"a": 10, "b": 20, "c": 50}, {("a", "b"): 8, ("a", "c"): 5, ("b", "c"): 11})
    a, b, c = pmi_discounted(words_of("a", "b", "c"), [2.0, 1.5, 0.3], engine)  # type: ignore[arg-type]
    assert a == pytest.approx(2.0 - PMI_DISCOUNT * np.log(8 / 2))
    assert b == pytest.approx(1.5 - PMI_DISCOUNT * (np.log(8 / 2) + np.log(11 / 10)))
    assert c == pytest.approx(0.3 - PMI_DISCOUNT * np.log(11 / 10))
    always = Counts({"a": 1, "b": 1}, {("a", "b"): 1})
    least = pmi_discounted(words_of("a", "b"), [0.1, 0.1], always)  # type: ignore[arg-type]
    assert least == (0.1 * LEAST_IDF_SHARE,) * 2


def test_two_common_words_are_not_compared() -> None:
    """Only where both stand in more passages than the bound is it not counted how many hold both."""
    for one, other, compared in (
        (COMMON_DOC_FREQ + 1, COMMON_DOC_FREQ + 1, False),
        (COMMON_DOC_FREQ, COMMON_DOC_FREQ + 1, True),
        (COMMON_DOC_FREQ + 1, COMMON_DOC_FREQ, True),
    ):
        engine = Counts({"a": one, "b": other}, {("a", "b"): 1_000_000})
        discounted = pmi_discounted(words_of("a", "b"), [5.0, 5.0], engine)  # type: ignore[arg-type]
        assert (max(discounted) < 5.0) is compared


def test_pieces_that_overlap_are_not_compared() -> None:
    """A run's pieces stand together anyway; a word that begins where another ends shares nothing with it."""
    engine = Counts({"ab": 1, "bc": 1, "cd": 1}, {("ab", "bc"): 1, ("ab", "cd"): 1, ("bc", "cd"): 1})
    pieces = [Word("ab", "ab", 0, 2), Word("bc", "bc", 1, 3), Word("cd", "cd", 3, 5)]
    first, second, third = pmi_discounted(pieces, [5.0, 5.0, 5.0], engine)  # type: ignore[arg-type]
    assert (first, second, third) == (5.0, 5.0, 5.0)
    side_by_side = [Word("ab", "ab", 0, 2), Word("bc", "bc", 2, 4)]
    assert max(pmi_discounted(side_by_side, [5.0, 5.0], engine)) < 5.0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "named"),
    [("2024-02-29", False), ("2024-03-01", True), ("2024-03-16", True), ("2024-03-17", False), (None, False)],
)
def test_a_period_counts_where_an_article_is_of_it(
    corpus: Path, opened: Callable[..., Searcher], *, day: str | None, named: bool
) -> None:
    """Its first and last days belong to it; without a day or outside it nothing is preferred."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "The bridge opened.", "language": "en", "date": day})
    index = opened().index
    candidates = index.candidates(index.engine.search(["bridg"], 10, counted=index.catalog.term_counts))
    assert len(candidates) == 1
    period = period_of("Who opened the bridge this month?", candidates, DAY, index)
    assert (period is not None) == named
    assert period_of("Who opened the bridge?", candidates, DAY, index) is None


@pytest.mark.parametrize(
    ("day", "of_it"), [("2024-02-29", False), ("2024-03-01", True), ("2024-03-31", True), ("2024-04-01", False)]
)
def test_words_of_a_period_are_those_of_its_days(index: Index, *, day: str, of_it: bool) -> None:
    """They are counted where the article is of one of them, first and last included."""
    asked = "Who fed owls in March 2024 and when?"
    words = question_words(asked, index)
    period = Period(datetime.date(2024, 3, 1), datetime.date(2024, 3, 31), "in March 2024")
    number = datetime.date.fromisoformat(day).toordinal()
    found = words_of_period(asked, words, period, number)
    assert {words[n].text.lower() for n in found} == ({"march", "2024"} if of_it else set())
    assert words_of_period(asked, words, None, number) == frozenset()
    assert words_of_period(asked, words, period, None) == frozenset()


def test_days_near_are_those_named_and_today() -> None:
    """A period that ends today is only today; another one is preferred beside it."""
    march = Period(datetime.date(2024, 3, 1), DAY, "this month")
    before = Period(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29), "last month")
    assert days_near(None, None) == []
    assert days_near(None, DAY) == [(DAY, DAY)]
    assert days_near(march, DAY) == [(DAY, DAY)]
    assert days_near(before, DAY) == [(before.since, before.until), (DAY, DAY)]
    assert days_near(march, None) == [(march.since, DAY)]


def test_what_stands_behind_the_limit_is_looked_at_by_nobody(index: Index, opened: Callable[..., Searcher]) -> None:
    """Neither by what finds its words nor by what reads them: days, what is asked of a thing, the answer's type."""
    beginning = "the bridge of Karlo"
    limited = opened(limits=Limits(question=len(beginning))).index
    long = f"{beginning} on 16 March 2024: how many people opened it, and how high is it?" + " and when" * 9
    words, _ = corrected(long, limited)
    assert words == corrected(beginning, limited)[0]
    assert analyzed(long, words, limited) == analyzed(beginning, words, limited)
    assert analyzed(long, words, index) != analyzed(beginning, words, index)


@pytest.mark.parametrize(
    ("question", "newness"),
    [
        ("Which bridge opened this week?", 1.0),
        ("Which bridge opened in March?", 1.0),
        ("¿Qué puente se abrió la semana pasada?", 1.0),
        ("Which bridge opened in 2015?", 0.0),
        ("Which bridge opened on 4 March 2015?", 0.0),
        ("Which bridge opened last month, as in 2015?", 1.0),
        ("Which bridge opened?", TIMELESS_NEWNESS),
    ],
)
def test_newer_articles_are_preferred_by_what_a_question_says_of_its_time(
    index: Index, question: str, newness: float
) -> None:
    """Wholly where it counts from today, not at all where it names a day or a year, else a little."""
    words, _ = corrected(question, index)
    asked = analyzed(question, words, index)
    assert (asked.newness, asked.last_day) == (newness, today(None).toordinal() + 1)


def test_other_ways_to_write_a_word_are_not_looked_up_one_by_one(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a word that is longer than any in the list, which may be written in thousands of ways."""
    monkeypatch.setattr("retrieval.query.analysis.variants.of_word", {"karlo": []}.__getitem__)
    assert [word.text for word in question_words("a" * 4_000 + " Karlo", index)] == ["a" * 4_000, "Karlo"]


def test_many_words_that_do_not_occur_are_looked_at_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needn't be told of a question is found once for all of its words, however long it is."""
    looked: list[str] = []

    def counted(text: str) -> set[int]:
        looked.append(text)
        return function_places(text)

    monkeypatch.setattr("retrieval.query.analysis.function_places", counted)
    question = " ".join(f"zorg{number}" for number in range(50))
    assert len(unmatched_terms(question, question_words(question, index), None, index)) == 50
    assert looked.count(question) == 1


@pytest.mark.parametrize(
    "greeting",
    ["Hello!", "thank you very much", "Danke.", "Buenos dias", "¡Hola!", "merci", "спасибо", "谢谢！", "شكرا"],
)
def test_a_greeting_asks_nothing(greeting: str) -> None:
    """Also typed without accents."""
    assert is_greeting(greeting)


@pytest.mark.parametrize("question", ["Hello Kitty", "danke wofür", '"Merci"', "hi fi", "", "谢谢你们的桥"])
def test_more_than_a_greeting_is_a_question(question: str) -> None:
    """As is one in quotation marks: it may be a name."""
    assert not is_greeting(question)
