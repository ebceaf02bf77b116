"""The names of months and weekdays, in every language of CLDR (`retrieval.language.cldr`)."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from retrieval.language.cldr import names
from retrieval.language.expressions import expression

LANGUAGES = ("en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh")
"""The languages whose dates are read in any text, whatever its own language."""

FURTHER_LANGUAGES = (
    "bg", "bn", "bs", "ca", "cs", "da", "el", "et", "eu", "fa", "fi", "gl", "he", "hi", "hr", "hu", "id", "is", "ko",
    "lt", "lv", "nb", "ro", "sk", "sl", "sr", "th", "vi",
)  # fmt: skip
"""The languages whose months are known besides, where dates are read that stand by themselves."""

RARER_LANGUAGES = (
    "af", "az", "be", "cy", "ga", "gu", "hy", "ka", "kk", "km", "kn", "ky", "lo", "mk", "ml", "mr", "ms", "mt", "ne",
    "pa", "si", "sq", "sw", "ta", "te", "ur", "uz", "am", "eo", "fo", "fy", "gd", "lb", "my", "oc", "ps", "rm", "so",
    "xh", "zu",
)  # fmt: skip
"""Languages whose months are looked up where none of the others has a name."""

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
    "eu": {"a": "aren", "ila": "ilaren"},
    "el": {"ος": "ο"},
    "lv": {"is": "ī", "s": "ā"},
    "pl": {"ego": "ym", "a": "u", "da": "dzie"},
    "ru": {"а": "е", "я": "е"},
    "uk": {"ого": "ому", "а": "і", "я": "і"},
}
"""How a month's name ends after "in", by its end in CLDR, which has the genitive (марта), not в марте."""


_LEADING = expression(r"(?:d[ae]|dhen) |d[’']")
"""What CLDR has before the names of months in some languages, which need not be there."""


@cache
def month_names(language: str) -> Mapping[str, int]:
    """The names of months in lower case, without full stops → their numbers, from 1."""
    if language == "en":
        numbered = [(name, number) for form in _MONTHS for number, name in enumerate(form, 1)]
        return MappingProxyType(dict([*numbered, ("sept", 9)]))
    if (calendar := names(language)) is None:
        return month_names("en")
    numbers = {_LEADING.sub("", name): number for name, number in calendar.months.items()}
    numbers |= {
        name.removesuffix(end) + after: number
        for end, after in _LOCATIVES.get(language, {}).items()
        for name, number in numbers.items()
        if name.endswith(end)
    }
    return MappingProxyType(numbers)


@cache
def all_month_names() -> Mapping[str, int]:
    """The names of months of all `LANGUAGES`; a name that means two months is left out."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in month_names(language).items():
            numbers.setdefault(name, set()).add(number)
    return MappingProxyType({name: min(candidates) for name, candidates in numbers.items() if len(candidates) == 1})


_FURTHER_NAMES = {
    name.replace("_", " "): number
    for names in (
        "jänner feber",
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
        "جانفي فيفري مارس أفريل ماي جوان جويلية أوت",
    )
    for number, name in enumerate(names.split(), 1)
}
"""Names of months that CLDR doesn't have, from January on: Austria's, those of the Levant and of the Maghreb."""


@cache
def month_named(name: str) -> int | None:
    """The number of the month that a name in lower case means in any of the `LANGUAGES`, the further or the rarer ones.

    Of two names with a stroke between them (آذار/مارس) it is the first one's, in Hebrew also after "in" (במרץ).

    None when it isn't a month's name, or the further languages don't agree.
    """
    name = name.partition("/")[0].strip()
    if number := all_month_names().get(name) or _FURTHER_NAMES.get(name):
        return number
    name = name.removeprefix("ב")
    for languages in (FURTHER_LANGUAGES, RARER_LANGUAGES):
        numbers = {month_names(language).get(name) for language in languages} - {None}
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None


@cache
def all_weekday_names() -> frozenset[str]:
    """The words that name weekdays in all these languages, wide and abbreviated, in lower case without full stops."""
    calendars = filter(None, map(names, (*LANGUAGES, *FURTHER_LANGUAGES)))
    day_names = (name for language in calendars for name in (*language.weekdays, *language.short_weekdays))
    return frozenset(word for name in day_names for word in re.split(r"[\s.-]+", name) if word)


@cache
def words_of_weekdays() -> frozenset[str]:
    """`all_weekday_names`, and the words of written out ones in the rarer languages, but for short ones like "is"."""
    day_names = (name for language in filter(None, map(names, RARER_LANGUAGES)) for name in language.weekdays)
    words = (word for name in day_names for word in re.split(r"[\s.-]+", name))
    return all_weekday_names() | {word for word in words if len(word) not in (0, 2) or not word.isascii()}


@cache
def day_words(language: str) -> frozenset[str]:
    """The words that name months and weekdays in a language, none of them an abbreviation, in lower case."""
    if language == "en":
        return frozenset(_MONTHS[0]) | frozenset(WEEKDAYS)
    if (calendar := names(language)) is None:
        return day_words("en")
    months = {name for name in month_names(language) if len(name) > SHORT_NAME}
    return frozenset(name for name in (*months, *calendar.weekdays) if name.isalpha())
