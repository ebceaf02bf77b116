"""Names that languages have: the file is what CLDR says, and one language is read at a time."""

import pytest

from retrieval.language import cldr
from retrieval.language.cldr import names
from retrieval.language.months import month_names
from tests.cldr import written


def test_the_file_is_what_cldr_says() -> None:
    """`make names` would write it as it stands."""
    assert cldr.FILE.read_text(encoding="utf-8") == written()


def test_names_of_a_language() -> None:
    """Months and their numbers, weekdays written out and short, countries of up to two words; in lower case."""
    german = names("de")
    assert german is not None
    assert (german.months["märz"], german.months["mär"]) == (3, 3)
    assert "donnerstag" in german.weekdays
    assert "do." in german.short_weekdays
    assert {"frankreich", "el salvador"} <= set(german.countries)
    assert "vereinigte arabische emirate" not in german.countries


@pytest.mark.parametrize("language", ["xx", "", "ger", "d", '", "'])
def test_no_names_of_what_is_no_language(language: str) -> None:
    """Nor of what is no code at all."""
    assert names(language) is None


def test_no_language_has_months_of_another() -> None:
    """Babel gave Japanese those of Azerbaijani, once it had loaded that."""
    assert names("az")
    assert set(month_names("ja")) == {f"{number}月" for number in range(1, 13)}
