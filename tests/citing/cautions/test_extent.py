"""How far what a quotation tells holds: a number that goes on beside it."""

import pytest

from retrieval.citing.cautions.extent import number_cut_after, number_cut_before, role_before, those_before


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
    ("language", "before", "words"),
    [
        ("en", "The acting ", "acting"),
        ("en", "Vice-", "Vice"),
        ("en", "The acting of the ", None),
        ("de", "Der ehemalige ", "ehemalige"),
        ("ru", "Бывший ", "Бывший"),
        ("uk", "Колишня ", "Колишня"),
        ("zh", "前任", None),
    ],
)
def test_an_office_that_was_is_cut_to_one_that_is(language: str, before: str, words: str | None) -> None:
    found = role_before(before, language, "head of the yard signed")
    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("language", "before", "quoted", "words"),
    [
        ("en", "Of the farms that answered, ", "nine in ten stopped", "Of the farms that answered"),
        ("en", "Of course, ", "nine in ten stopped", None),
        ("en", "Of the farms that answered, ", "those by the sea stopped", None),
        ("fr", "Parmi les fermes, ", "neuf sur dix ont fermé", "Parmi les fermes"),
        ("ru", "Из ответивших, ", "девять хозяйств закрылись", "Из ответивших"),
    ],
)
def test_of_whom_it_is_so_many(language: str, before: str, quoted: str, words: str | None) -> None:
    found = those_before(before, language, quoted)
    assert (found and found.words) == words
