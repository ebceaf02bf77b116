"""Names in languages, and of languages: the files are what CLDR says."""

import pytest

from retrieval.language import cldr
from retrieval.language.cldr import language_code, language_codes, language_name, names
from retrieval.language.months import month_names
from tests.cldr import languages_written, written


@pytest.mark.slow
def test_the_file_is_what_cldr_says() -> None:
    """`make names` would write both as they stand."""
    assert cldr.FILE.read_text(encoding="utf-8") == written()
    assert cldr.LANGUAGES.read_text(encoding="utf-8") == languages_written()


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


def test_what_languages_are_called() -> None:
    """By one of the bot's languages, by itself; in English where it has no other name, else by its code."""
    assert [language_name("es", by) for by in ("en", "de", "ru", "xx")] == [
        "Spanish",
        "Spanisch",
        "испанский",
        "Spanish",
    ]
    assert (language_name("sv"), language_name("sv", "sv")) == ("Swedish", "svenska")
    assert language_name("qq") == "qq"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("Spanish", "es"), ("français", "fr"), ("Francais", "fr"), ("中文", "zh"), ("zh-Hant", "zh"), ("PT_br", "pt"),
        ("deu", "de"), ("Norwegian Nynorsk", "no"), ("norsk bokmål", "no"), ("sh", "sr"), ("Serbo-Croatian", "sr"),
        ("tiếng việt", "vi"), ("als", "als"), ("qq", "qq"), ("Klingon", "klingon"), ("Scottish Gaelic", "gd"),
    ],
)  # fmt: skip
def test_the_code_of_a_language(named: str, code: str) -> None:
    """By a code or a name; what is neither stays as it is, in small letters."""
    assert language_code(named) == code


def test_several_languages() -> None:
    """Each once, with how it is written last; nothing between two commas is none."""
    assert language_codes("es, Portuguese,, Spanish ") == {"es": "Spanish", "pt": "Portuguese"}
    assert language_codes(" , ") == {}
