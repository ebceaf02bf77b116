"""What a quotation cuts in two: numbers, ranges, words and names."""

import pytest

from retrieval.citing.cautions.cuts import number_cut_after, number_cut_before, word_cut_after, word_cut_before


@pytest.mark.parametrize(
    ("language", "before", "quoted", "words"),
    [
        ("en", "Between 10 and ", "40 per cent of the wells are dry", "10 and"),
        ("en", "From 10 % to ", "40 % of the wells are dry", "10 % to"),
        ("en", "Two or ", "three wells are dry", "Two or"),
        ("en", "In 1990 and ", "1991 the wells were dry", None),
        ("en", "The firm lent 10 boats to ", "40 sailors", None),
        ("en", "Page 10 to ", "be read by all", None),
        ("de", "Zwischen 10 und ", "40 Prozent der Brunnen", "10 und"),
        ("es", "Hundió de 10 a ", "40 barcas", "10 a"),
        ("zh", "全镇有一成到", "四成的水井", "一成到"),
    ],
)
def test_the_lower_end_of_a_range_is_cut_off(language: str, before: str, quoted: str, words: str | None) -> None:
    found = number_cut_before(before, language, quoted)
    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("language", "quoted", "after", "words"),
    [
        ("en", "The dam cost 3", " million crowns.", "million"),
        ("en", "The river rose by 40", "% in May.", "%"),
        ("en", "The dam holds 10", " to 40 barges.", "to 40"),
        ("en", "The dam holds 10", "–40 barges.", "–40"),
        ("en", "She was born in 1940", " to two teachers.", None),
        ("en", "The mill was built in 1990", " and 40 people work there.", None),
        ("en", "The dam holds barges", " to 40 feet.", None),
        ("fr", "Le barrage a coûté trois", " millions d’euros.", "millions"),
        ("ru", "Плотина стоила 3", " миллиона рублей.", "миллиона"),
        ("zh", "水坝耗资三", "亿元。", "亿"),
    ],
)
def test_what_goes_on_with_a_number_is_cut_off(language: str, quoted: str, after: str, words: str | None) -> None:
    found = number_cut_after(after, language, quoted)
    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("before", "quoted", "words"),
    [
        ("Non-", "smokers live longer", "negation Non"),
        ("The pseudo-", "doctor cured nobody", "doubt pseudo"),
        ("North ", "Korea shelled the island", "name North"),
        ("Further north ", "Korean ships were seen", None),
        ("The flask was cooled to -", "15 degrees", "number -"),
        ("The years 1914-", "18 were dry", None),
        ("He sent an e-", "mail to all", None),
        ("The pier - ", "Ruth Hall’s - was sold", None),
        ("", "Korea shelled the island", None),
    ],
)
def test_a_word_is_cut_where_a_quotation_begins(before: str, quoted: str, words: str | None) -> None:
    """Behind a hyphen, a minus, or what makes another place of one."""
    found = word_cut_before(before, "en", quoted)
    assert (found and f"{found.kind.value} {found.words}") == words


@pytest.mark.parametrize(
    ("language", "quoted", "after", "words"),
    [
        ("en", "It was signed by Anna Reed", "-Hall.", "name Hall"),
        ("en", "It was signed by King Charles", " II.", "name II"),
        ("en", "The inn was smoke", "-free by May.", "negation free"),
        ("es", "La isla es de Corea", " del Norte.", "name del Norte"),
        ("fr", "Le maire dit", "-il hier.", None),
        ("en", "It was signed by Anna Reed", " - in May.", None),
        ("en", "The war of 1914", "-18 was long.", None),
        ("en", "It was signed by Anna Reed,", " II.", None),
    ],
)
def test_a_word_is_cut_where_a_quotation_ends(language: str, quoted: str, after: str, words: str | None) -> None:
    """Before a hyphen, or what makes another person or place of a name."""
    found = word_cut_after(after, language, quoted)
    assert (found and f"{found.kind.value} {found.words}") == words
