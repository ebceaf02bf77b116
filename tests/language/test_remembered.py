"""What is remembered of words is what would be found out again."""

import random

import pytest

from retrieval.language import analyzer
from retrieval.language.common_names import MARK
from retrieval.language.remembered import Remembered

LETTERS = "abcXYzÉßñİıĳǆſʼ'’.,-_/ 0123456789½²³¹ºª͵ґЁйΩς\u0663\u2070\u2084\u20ac\u2126ﬁ\u0301\n\u00ad" + MARK


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
