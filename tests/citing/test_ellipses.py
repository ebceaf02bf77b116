"""Where an article has the pieces of a quotation, and what lies between them."""

import pytest

from retrieval.citing.ellipses import MAX_BRACKETED, MAX_OMITTED, Reading, reading, reading_of_letters
from retrieval.citing.folding import fold_quotation
from retrieval.citing.wording import wording
from retrieval.records import Article


def read(quotation: str, text: str, start: int = 0, end: int | None = None) -> Reading | None:
    """How an English text has a quotation."""
    return reading(wording(quotation), Article("a.txt", text, language="en"), fold_quotation(text), start, end)


@pytest.mark.parametrize(
    ("quotation", "text", "expected"),
    [
        ("a b", "x a b", "a b"),
        ("a … c", "a b a b c c", "a b c"),
        ("a … c", "a c a c", "a c"),
        ("a b … b c", "a b c", None),
        ("a b … c d", "a b c d", "a b c d"),
        ("c … a", "a b c", None),
        ("a … b … a", "a a b b a a", "a b b a"),
    ],
)
def test_pieces_stand_in_order(quotation: str, text: str, expected: str | None) -> None:
    """The shortest stretch, of equal ones the first, with all pieces in order and none within another."""
    found = read(quotation, text)
    assert (text[found.start : found.end] if found else None) == expected
    assert expected is None or (found and found.start == text.index(expected))


def test_a_gap_stands_for_so_much_and_no_more() -> None:
    """As many code points as an ellipsis or brackets may stand for, and not one more."""
    for gap, most in (("…", MAX_OMITTED), ("[so]", MAX_BRACKETED)):
        for omitted, expected in ((most, True), (most + 1, False)):
            assert bool(read(f"a {gap} b", f"a{' ' + 'x' * (omitted - 2) + ' '}b")) is expected


def test_bounds() -> None:
    """Nothing outside of them counts."""
    text = "a b a b"
    for start, end, expected in (
        (1, None, (4, 7)),
        (4, 7, (4, 7)),
        (5, 7, None),
        (0, 2, None),
        (4, 6, None),
        (0, 3, (0, 3)),
    ):
        found = read("a … b", text, start, end)
        assert (found and found[:2]) == expected


@pytest.mark.parametrize(
    ("quotation", "text", "omitted", "hidden"),
    [
        ("he may … come", "he may … come", [], []),
        ("he may […] come", "he may [...] come", [], []),
        ("he may … come", "he may, – (come)", [], []),
        ("he may … come … now", "he may … come not now", ["not"], ["not"]),
        ("he … come", "he may well, come", ["may well"], ["may"]),
        ("he [John] came", "he came", [], []),
        ("qu'il … a vu", "qu'il n'a vu", ["n'"], []),
        ("they said … so", "they said “no” so", ["no"], ["no"]),
        ("they met … again", "they met Dr. Ruth Hall again", ["Dr. Ruth Hall"], ["Dr. Ruth Hall"]),
        ("he [did] come", "he did not come", ["did not"], ["not"]),
        ("he [did not] come", "he did not come", ["did not"], []),
        ("the [owner] came", "the Baker John Smith, 40, came", ["Baker John Smith, 40"], ["40"]),
        ("one … three", "one two.\n\nThen came Anna. And three", ["two.\n\nThen came Anna. And"], ["two", "Anna"]),
    ],
)
def test_what_lies_between(quotation: str, text: str, omitted: list[str], hidden: list[str]) -> None:
    """Words only, verbatim; what the source leaves out itself, or the brackets say, is not hidden."""
    found = read(quotation, text)
    assert found is not None
    assert list(found.omitted(Article("a.txt", text))) == omitted
    assert [caution.words for caution in found.hidden] == hidden
    assert found.is_whole is (not omitted or ("[" in quotation and not hidden))


def test_a_source_with_ellipsis_and_brackets_is_taken_at_its_word() -> None:
    """What stands there letter by letter is no writer's own, though other places would fit as well."""
    found = read("he [John] … came", "he never came. he [John] … came")
    assert found is not None
    assert (found.start, found.omissions, found.hidden, found.literal) == (15, (), (), True)
    other = read("he … came", "he came")
    assert other is not None
    assert not other.literal


@pytest.mark.parametrize("text", ["He was not there. He was often there.", "He was often there. He was not there."])
def test_the_reading_that_hides_least(text: str) -> None:
    """It counts wherever it stands, and what the other would hide is told."""
    found = read("he was … there", text)
    assert found is not None
    assert text[found.start : found.end] == "He was often there"
    assert [caution.words for caution in found.otherwise] == ["not"]
    assert not found.is_whole


@pytest.mark.parametrize(
    ("language", "quotation", "text", "omitted"),
    [
        ("ar", "ستبني المدرسة … أضاف أن العمل", "ستبني المدرسة في الحي، وأضاف أن العمل بدأ", "في الحي، و"),
        ("ar", "في الربيع … قابل العمدة", "في الربيع وقابل العمدة مساء", "و"),
        ("ar", "العمدة في مكتبه … عدت الحكومة", "العمدة في مكتبه وعدت الحكومة السكان", None),
        ("ar", "جاء الناس … الدين والمال", "جاء الناس والوالدين والدين والمال", None),
        ("ar", "في البيت … كل الناس", "في البيت وكل الناس", None),
        ("ar", "قابل العمدة في مكتبه", "وصل وقابل العمدة في مكتبه", None),
        ("he", "תבנה את הבית … הוסיף שהעבודה", "תבנה את הבית החדש, והוסיף שהעבודה תתחיל", "החדש, ו"),
        ("he", "אמר השר … עדה גדולה", "אמר השר ועדה גדולה", None),
        ("en", "the mill … and the lake", "the mill oand the lake", None),
    ],
)
def test_an_and_written_onto_a_word_may_be_left_out_behind_an_ellipsis(
    language: str, quotation: str, text: str, omitted: str | None
) -> None:
    """Not where it makes another word, not before the first piece, nor before a word of two letters."""
    article = Article("a.txt", text, language=language)
    how = reading(wording(quotation), article, fold_quotation(text))
    assert (how and "".join(how.omitted(article))) == omitted


def test_letters_in_other_forms_are_read_within_bounds() -> None:
    """All pieces, between two code points of the article; none where the letters are the same already."""
    article = Article("a.txt", "всё было. Плотину ещё не продали, и всё осталось людям", language="ru")
    quotation = wording("Плотину еще не … и все осталось")
    how = reading_of_letters(quotation, article, 10)
    assert how is not None
    assert [article.text[slice(*span)] for span in how.spans] == ["Плотину ещё не", "и всё осталось"]
    assert how.omitted(article) == ("продали",)
    assert list(how.styles) == ["ё and е"]
    assert reading_of_letters(quotation, article, 11) is None
    assert reading_of_letters(quotation, article, 10, len(article.text) - 10) is None
    assert reading_of_letters(wording("было так"), article) is None
