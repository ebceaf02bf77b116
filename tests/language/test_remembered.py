"""What is remembered of words is what would be found out again."""

import random

import pytest

from retrieval.language import analyzer, common_names, terms
from retrieval.language.common_names import MARK
from retrieval.language.normalisation import normal
from retrieval.language.remembered import LONGEST_REMEMBERED, Remembered

LETTERS = "abcXYzÉßñİıĳǆſʼ'’.,-_/ 0123456789½²³¹ºª͵ґЁйΩς\u0663\u2070\u2084\u20ac\u2126ﬁ\u0301\n\u00ad" + MARK

ODD = (
    "US U.S. U.S U.S.A. THE The the WHO May may v v. V v7.0 7.0 O' O’ D' d’ Neill O'NEILL 1 000 1,000 1'000 10 , . -"
    " co- -op co-op \u00ad \u200b ﬁne ½ ² 3½ ㎏ ª Ⅷ Ⓐ 你好 ไทยนํ้า ํา นำ กํ ้า cafe\u0301 \u0301 Ё ë İstanbul ß"
    " Zelenskyy Selenskij ABC Ab A.B. J.K. A. B a.m. 2024-01-02 x_y _ (v “US” 'US' 's U.S.-led It IT And WILL Will ’ ‘"
    " was, (sea) “sea” sea."
)
CHUNKS = ODD.split()
SPACES = [" "] * 8 + ["\n", "\t", "  ", "\u00a0", "\u2009", "\u202f", "\u3000", "", " \n", "\x1c", "\x85"]


def test_a_word_is_found_out_once_while_it_is_met() -> None:
    """What is looked up again is not worked out again."""
    asked: list[str] = []
    known = Remembered(lambda word: asked.append(word) or len(word), most=2)  # type: ignore[func-returns-value]
    assert [known[word] for word in ("a", "bb", "a", "bb")] == [1, 2, 1, 2]
    assert asked == ["a", "bb"]


def test_what_was_not_met_for_long_is_forgotten_first() -> None:
    """Of two lots of words the newer one stays, with those of the older one that were met since."""
    asked: list[str] = []
    known = Remembered(lambda word: asked.append(word), most=2)
    for word in ("a", "b", "c", "a", "d", "a", "e"):
        known[word]
    assert asked == ["a", "b", "c", "d", "e"]
    known["b"]
    assert asked[-1] == "b"
    assert len(known) <= 2


def test_what_is_longer_than_a_word_is_not_remembered() -> None:
    """A sentence without spaces is worked out each time."""
    asked: list[str] = []
    known = Remembered(lambda word: asked.append(word))
    for length in (LONGEST_REMEMBERED, LONGEST_REMEMBERED, LONGEST_REMEMBERED + 1, LONGEST_REMEMBERED + 1):
        known["字" * length]
    assert [len(word) for word in asked] == [LONGEST_REMEMBERED, LONGEST_REMEMBERED + 1, LONGEST_REMEMBERED + 1]


@pytest.mark.slow(but=4)
@pytest.mark.parametrize("language", ["en", "es", "fr", "nl", "tr", "uk", "ru", "ar", "fa", "pl", "zh", "th", "lo", ""])
def test_chunks_by_themselves_have_the_terms_that_they_have_in_their_text(language: str) -> None:
    """Wherever words depend on those beside them, and in whatever white space stands between them."""
    draw = random.Random(language)
    together = 0
    for _ in range(1_500):
        text = "".join(draw.choice(CHUNKS) + draw.choice(SPACES) for _ in range(draw.randint(1, 9)))
        normalised = normal(text, language)
        is_stop_word = analyzer._stop_word_test(language)
        marked = common_names.marked(normalised, language, is_stop_word)
        assert common_names.marked(normalised, language, is_stop_word, likely=True) == marked, text
        assert terms(text, language) == analyzer._terms_of_normal(marked, language), text
        together += analyzer._terms_of_its_chunks(text, language) is not None
    assert 100 < together < 1_400


def test_a_capital_that_opens_a_text_makes_no_name() -> None:
    """The same word is a name inside it."""
    assert analyzer._terms_of_its_chunks("May we go to the sea?", "en") is not None
    assert analyzer._terms_of_its_chunks("We told May to go.", "en") is None
    assert "may" + MARK in terms("We told May to go.", "en")


@pytest.mark.parametrize("language", ["en", "es", "fr", "tr", "uk", "ru", "el", "pl", "zh", ""])
def test_words_cut_by_python_have_the_terms_that_tantivy_makes_of_the_text(language: str) -> None:
    """Character by character, and in made-up words with every oddity beside each other."""
    draw = random.Random(language)
    single = [f"a{chr(code)}1 {chr(code)}" for code in range(0x20D0) if not 0xD800 <= code < 0xE000]
    made_up = ["".join(draw.choices(LETTERS, k=draw.randint(1, 12))) for _ in range(2_000)]
    for text in [*single, *made_up, "7.0.0RC3 1.2.3² 1.2,3a 10.000 v1", "the O'Neill's WHO" + MARK]:
        if not analyzer._UNALIKE.search(text):
            cut = analyzer._cut(language)(text)
            remembered = [term for word in cut for term in analyzer._terms_of_words(language)[word]]
            assert remembered == analyzer._analyzed(text, language), text
