"""Other ways of writing the same word or number."""

import pytest

from retrieval.language import variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mueller", "müller"), ("groesser", "größer"), ("strasse", "straße"), ("aarhus", "århus"), ("soeren", "søren"),
        ("organise", "organize"), ("organisations", "organizations"), ("harbour", "harbor"),
        ("neighbours", "neighbors"),
        ("theatre", "theater"), ("travelled", "traveled"),
        ("defence", "defense"), ("catalogue", "catalog"),
        ("programme", "program"),
    ],
)  # fmt: skip
def test_words_that_are_written_in_two_ways(one: str, other: str) -> None:
    """Each is a variant of the other, but for what only one of two spellings tells."""
    assert other in variants.of_word(one) or one in variants.of_word(other)


@pytest.mark.parametrize("word", ["tram", "rise", "size", "four", "hour", "fire", "water" * 2 + "x", "東京", ""])
def test_most_words_have_one_spelling(word: str) -> None:
    """Short words that only end like others are left alone."""
    assert variants.of_word(word) == []


@pytest.mark.parametrize(
    ("number", "terms"),
    [
        ("1.200", ("1200",)), ("1.200.000", ("1200000",)), ("1200", ("1.200",)), ("1,200", ("1.200",)), ("999", ()),
        ("0200", ()), ("3.5", ("3,5",)), ("3,5", ("3.5",)), ("7.0.0", ()), ("1" * 30, ()), ("mill", ()),
        ("1" * 19, (f"{int('1' * 19):,}".replace(",", "."),)),
        ("1" * 20, ()),
    ],
)  # fmt: skip
def test_numbers_are_grouped_in_two_ways(number: str, terms: tuple[str, ...]) -> None:
    """A point groups thousands here and opens decimals there; a question may mean either."""
    assert variants.of_number(number) == terms
