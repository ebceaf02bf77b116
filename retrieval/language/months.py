"""The names of months and weekdays, in every language of CLDR (by way of Babel)."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

LANGUAGES = ("en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh")
"""The languages whose dates are read in any text, whatever its own language."""

FURTHER_LANGUAGES = ("cs", "da", "el", "fi", "he", "hi", "hu", "id", "ko", "nb", "ro", "vi")
"""The languages whose months are known besides, where dates are read that stand by themselves."""

_MONTHS = (
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The English names of the weekdays, from Monday on."""
SHORT_NAME = 3
"""Names of months with so few letters are mostly abbreviations, or words that mean something else, too."""

_LOCATIVES = {
    "pl": {"ego": "ym", "a": "u"},
    "ru": {"а": "е", "я": "е"},
    "uk": {"ого": "ому", "а": "і", "я": "і"},
}
"""How a month's name ends after "in", by its end in the genitive: CLDR has the genitive (марта), not в марте."""


@cache
def month_names(language: str) -> Mapping[str, int]:
    """The names of months in lower case, without full stops → their numbers, from 1."""
    if language == "en":
        names = [(name, number) for form in _MONTHS for number, name in enumerate(form, 1)]
        return MappingProxyType(dict([*names, ("sept", 9)]))
    # Imported when it is needed: English, the most asked language, does without.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        forms = Locale(language).months
    except (UnknownLocaleError, ValueError):
        return month_names("en")
    numbers = {
        str(name).lower().rstrip("."): int(number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in forms[context][width].items()
    }
    numbers |= {
        name.removesuffix(end) + after: number
        for end, after in _LOCATIVES.get(language, {}).items()
        for name, number in numbers.items()
        if name.endswith(end)
    }
    return MappingProxyType({name: number for name, number in numbers.items() if not name.isdigit()})


@cache
def all_month_names() -> Mapping[str, int]:
    """The names of months of all `LANGUAGES`; a name that means two months is left out."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in month_names(language).items():
            numbers.setdefault(name, set()).add(number)
    return MappingProxyType({name: min(meant) for name, meant in numbers.items() if len(meant) == 1})


@cache
def month_named(name: str) -> int | None:
    """The number of the month that a name in lower case means in any of the `LANGUAGES`, else in `FURTHER_LANGUAGES`.

    None when it isn't a month's name, or the further languages don't agree.
    """
    if name in all_month_names():
        return all_month_names()[name]
    numbers = {month_names(language).get(name) for language in FURTHER_LANGUAGES} - {None}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def all_weekday_names() -> frozenset[str]:
    """The words that name weekdays in all these languages, wide and abbreviated, in lower case without full stops."""
    from babel import Locale  # noqa: PLC0415  # as above

    return frozenset(
        word
        for language in (*LANGUAGES, *FURTHER_LANGUAGES)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in Locale(language).days[context][width].values()
        for word in re.split(r"[\s.-]+", str(name).lower())
        if word
    )


@cache
def day_words(language: str) -> frozenset[str]:
    """The words that name months and weekdays in a language, none of them an abbreviation, in lower case."""
    if language == "en":
        return frozenset(_MONTHS[0]) | frozenset(WEEKDAYS)
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # as above

    try:
        days = Locale(language).days
    except (UnknownLocaleError, ValueError):
        return day_words("en")
    weekdays = {str(name).lower() for context in days.values() for name in context["wide"].values()}
    months = {name for name in month_names(language) if len(name) > SHORT_NAME}
    return frozenset(name for name in months | weekdays if name.isalpha())
