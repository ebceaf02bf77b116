"""The sentences of a passage as they are kept."""

import pytest

from retrieval.analysis.features import (
    MOST_TERMS,
    packed_passage,
    unpacked_passage,
)
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms, with_terms
from retrieval.analysis.sentences import (
    ASKS,
    DAY_TERM,
    FULL_NAME,
    NAME_TERM,
    NUMBER_TERM,
    PLAIN_TERM,
    REPEATED_TERM,
    SAYS_AGE,
    SAYS_WHEN,
    Sentences,
    packed_sentences,
    unpacked_sentences,
)
from retrieval.records import Article, Passage, Sentence


def stored(article: Article) -> tuple[Passage, Sentences]:
    """The first passage of an article and its sentences, packed and read again."""
    passage = passages(article)[0]
    packed = packed_sentences(sentences_with_terms(article, [passage])[0], passage.start)
    return passage, unpacked_sentences(packed)


def cut(article: Article) -> list[str]:
    """The sentences of an article's first passage, by where they are stored to stand."""
    passage, sentences = stored(article)
    spans = zip(sentences.starts.tolist(), sentences.ends.tolist(), strict=True)
    return [article.text[passage.start + start : passage.start + end] for start, end in spans]


def test_offsets_of_sentences_are_exact() -> None:
    """A sentence is cut from the article's own text, whatever stands before it."""
    text = "date 2024-03-16 😀 U.S. stocks fell on Jan. 5. Mr. Lee sold.\n\n“Why?” he asked. 😀 Nobody knew."
    assert cut(Article("a", text, language="en"))[:2] == ["😀 U.S. stocks fell on Jan. 5.", "Mr. Lee sold."]


def test_no_sentence_crosses_a_paragraph() -> None:
    """A paragraph that ends without a full stop ends its sentence."""
    text = "What the mayor wants to do:\n\nThe parade began. It went on\nfor hours"
    sentences = ["What the mayor wants to do:", "The parade began.", "It went on\nfor hours"]
    assert cut(Article("a", text, language="en")) == sentences


def test_terms_are_told_apart() -> None:
    """Each term of a sentence is a name, a number, a day or neither, or stood in it before."""
    _, sentences = stored(Article("a", "Ada Stone saw two bears on Monday. Bears saw 40 bears.", language="en"))
    assert sentences.term_kinds.tolist() == [
        *(NAME_TERM, NAME_TERM, PLAIN_TERM, NUMBER_TERM, PLAIN_TERM, DAY_TERM),  # ada stone saw two bear monday
        *(NAME_TERM, PLAIN_TERM, NUMBER_TERM, REPEATED_TERM),  # bear saw 40 bear
    ]
    assert sentences.flags.tolist() == [FULL_NAME | SAYS_WHEN, 0]


def kinds(sentence: str) -> dict[str, int]:
    """What each term of an English sentence is."""
    article = Article("a", sentence, language="en")
    ((read,),) = sentences_with_terms(article, passages(article)[:1])
    _, sentences = stored(article)
    return dict(zip(read.terms, sentences.term_kinds.tolist(), strict=True))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann greets bears.", {"ann": NAME_TERM, "greet": PLAIN_TERM, "bear": PLAIN_TERM}),
        ("It cost $4.5 million.", {"cost": PLAIN_TERM, "4.5": NUMBER_TERM, "million": NUMBER_TERM}),
        (
            "Thirteen bears danced in April.",
            {"thirteen": NUMBER_TERM, "bear": PLAIN_TERM, "danc": PLAIN_TERM, "april": DAY_TERM},
        ),
        ("The McDonald's-like O'Brien danced.", {"mcdonald": NAME_TERM, "obrien": NAME_TERM, "danc": PLAIN_TERM}),
    ],
)
def test_what_a_term_is(sentence: str, expected: dict[str, int]) -> None:
    """Figures and numbers in words are numbers, months and weekdays are days, other capitalised words are names."""
    known = kinds(sentence)
    assert {term: known.get(term) for term in expected} == expected


def test_a_capitalised_number_stays_a_number() -> None:
    """A number in words does not become a name at the start of a sentence, nor does a term that is both."""
    assert kinds("Two bears left.")["two"] == NUMBER_TERM
    assert kinds("Monday bears left.")["monday"] == DAY_TERM


@pytest.mark.parametrize(
    ("sentence", "spoken", "flags"),
    [
        ("They march, and it may rain.", "en", 0),
        ("They left on Friday.", "en", SAYS_WHEN),
        ("They left on Sept. 5.", "en", SAYS_WHEN | SAYS_AGE),
        ("They left in 1998.", "en", SAYS_WHEN),
        ("It cost 1,998 crowns.", "en", 0),
        ("It opens at 9:30 and has 45 rooms.", "en", SAYS_WHEN),
        ("It opens at 9 a.m. each day.", "en", SAYS_WHEN),
        ("Salieron un viernes de marzo.", "es", SAYS_WHEN),
        ("Un mars lointain, 12 hommes sont partis.", "fr", SAYS_WHEN),
        ("Um 12 Uhr gingen 300 Leute.", "de", SAYS_WHEN),
        ("那年是3月。", "zh", SAYS_WHEN),
        ("The cook, 48, left.", "en", SAYS_AGE),
        ("A 48-year-old cook left.", "en", SAYS_AGE),
        ("A cook of forty-eight, she left.", "en", SAYS_AGE),
        ("Seine 48-jährige Köchin ging.", "de", SAYS_AGE),
        ("Tiene 48 años.", "es", SAYS_AGE),
        ("Ему 48 лет.", "ru", SAYS_AGE),
        ("She has 48 cooks.", "en", 0),
        ("It cost $48, no more.", "en", 0),
    ],
)
def test_what_a_sentence_says(sentence: str, spoken: str, flags: int) -> None:
    """When something is, by names of days, years and times of day; an age, by a number where a clause ends."""
    _, sentences = stored(Article("a", sentence, language=spoken))
    assert sentences.flags.tolist() == [flags]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why not?", True), ("“Why not?”", True), ("¿Por qué no?", True), ("Why not? **", True), ("為什麼？", True),
        ("لماذا؟", True), ("Why not.", False), ("He asked “why?” again.", False), ("", False),
    ],
)  # fmt: skip
def test_a_sentence_asks_that_ends_with_a_question_mark(text: str, *, asks: bool) -> None:
    """Marks and brackets may follow it."""
    packed = packed_sentences([with_terms(Sentence(text, 0, len(text)), None, [])], 0)
    assert unpacked_sentences(packed).flags.tolist() == [ASKS if asks else 0]


@pytest.mark.parametrize(("text", "full"), [("Ann Lee left.", 1), ("Ann left Lee.", 0), ("ann lee left.", 0)])
def test_two_capitalised_words_in_a_row_are_a_full_name(text: str, full: int) -> None:
    """As a person's name is written."""
    assert stored(Article("a", text, language="en"))[1].flags.tolist() == [full]


def test_offsets_are_counted_from_the_passage() -> None:
    """Whatever stands before it in the article."""
    sentence = with_terms(Sentence("Bears.", 107, 113), "en", ["bear"])
    sentences = unpacked_sentences(packed_sentences([sentence, sentence], 100))
    assert (sentences.starts.tolist(), sentences.ends.tolist()) == ([7, 7], [13, 13])
    assert (len(sentences), len(sentences.term_kinds)) == (2, 2)


@pytest.mark.parametrize("left", [0, 1, 9])
def test_no_more_terms_are_told_apart_than_are_kept(left: int) -> None:
    """As many as the passage's features keep."""
    sizes = [MOST_TERMS - left, 3, 3]
    read = [with_terms(Sentence("it", 0, 2), "en", [f"w{i}" for i in range(size)]) for size in sizes]
    sentences = unpacked_sentences(packed_sentences(read, 0))
    assert len(sentences.term_kinds) == min(sum(sizes), MOST_TERMS)


@pytest.mark.parametrize("text", ["…", "中国的首都是北京。", "a" * 9_000, "Ab. " * 70_000])
def test_any_passage_can_be_kept(text: str) -> None:
    """Nothing that an article can hold breaks its sentences, however long or odd."""
    article = Article("a", text, language="en")
    passage, sentences = stored(article)
    assert len(sentences) == len(sentences.ends) == len(sentences.flags) > 0
    features = unpacked_passage(packed_passage(article, passage, sentences_with_terms(article, [passage])[0]))
    assert len(sentences.term_kinds) == len(features.terms)
    assert len(sentences) == len(features.term_ends)
