"""How far what a quotation tells holds."""

import pytest

from retrieval.citing.cautions.extent import role_before, those_before


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
        ("ru", "Среди ответивших, ", "девять хозяйств закрылись", "Среди ответивших"),
        ("es", "De Cádiz a Huelva, ", "40 barcos cargaban sal", None),
    ],
)
def test_of_whom_it_is_so_many(language: str, before: str, quoted: str, words: str | None) -> None:
    found = those_before(before, language, quoted)
    assert (found and found.words) == words
