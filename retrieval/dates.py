"""Words in a question that say when: "this week", "two days ago", "in March 2024", "on 16 March", "in 2022".

A grammar of our own: dateparser takes half a second to import, its search gives one day for "this week", and takes
"and the $18" in a news question for a day. Weeks begin on Monday. Months are known in every language of CLDR (by way of
Babel), the other words in English.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from dateutil.relativedelta import MO, SA, relativedelta

from retrieval.records import Period

SOON = datetime.timedelta(90)
"""A day without a year that is nearer than this ahead is that coming day, and not last year's."""

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
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBERS = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SPAN = r"(?P<unit>day|week|month|year)s?\b"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}|an)\b"
_RELATIVE = re.compile(
    rf"\b(?:(?P<day>today|tonight|yesterday)\b"
    rf"|(?P<which>this|last|past|previous)\s+(?:past\s+)?(?P<whole>week(?:end)?|month|year)\b"
    rf"|(?<!than )(?<!than about ){_COUNT}\s+{_SPAN}\s+ago\b"
    rf"|(?:last|past|previous)\s+{_COUNT.replace('count', 'many')}\s+{_SPAN.replace('unit', 'each')}"
    rf"|(?:on|last|this)\s+(?P<weekday>{'|'.join(_DAYS)})\b)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_YEAR = re.compile(r"\b(?:in|during|of|throughout)\s+(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE)


def period(question: str, today: datetime.date, language: str | None = None) -> Period | None:
    """The days that a question names, read from the point of view of a day; None when it names none.

    Where it names several, dates come before words like "this week", and of equals the first counts. A month or day
    without a year is the latest that has begun by `today`; days to come are none.

    Args:
        question: As typed.
        today: The day on which it is asked.
        language: Of the question, for the names of months.
    """
    readings = (*_dates(question, today, language or "en"), *_relative(question, today), *_years(question))
    return next((found for found in readings if found.since <= today), None)


def _dates(question: str, today: datetime.date, language: str) -> Iterator[Period]:
    """Dates and months with their names, and dates in figures."""
    for match in _ISO.finditer(question):
        exact = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if exact:
            yield Period(exact, exact, match[0])
    months = _months(language)
    for pattern in _named(language):
        for match in pattern.finditer(question):
            parts: dict[str, str | None] = match.groupdict()
            day, year = parts.get("day"), parts["year"]
            month = months[match["month"].lower().rstrip(".")]
            found = _month_or_day(month, int(day) if day else None, int(year) if year else None, today)
            if found:
                yield Period(*found, match[0].strip())


def _relative(question: str, today: datetime.date) -> Iterator[Period]:
    """Days counted from today."""
    for match in _RELATIVE.finditer(question):
        since, until = _counted(match, today)
        yield Period(since, min(until, today), match[0])


def _counted(match: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of what counts from today."""
    if match["day"]:
        day = today - datetime.timedelta(match["day"].lower() == "yesterday")
        return day, day
    if match["weekday"]:
        back = (today.weekday() - _DAYS.index(match["weekday"].lower())) % 7
        day = today - datetime.timedelta(back)
        return day, day
    if match["whole"]:
        return _whole(match["whole"].lower(), today, current=match["which"].lower() == "this")
    if match["many"]:
        return today - _times(match["many"], match["each"]), today
    day = today - _times(match["count"], match["unit"])
    unit = match["unit"].lower()
    return (day, day) if unit == "day" else _whole(unit, day, current=True)


def _whole(unit: str, today: datetime.date, *, current: bool) -> tuple[datetime.date, datetime.date]:
    """First and last day of the week, weekend, month or year of a day, or of the one before.

    Said of the news, "this week" is the seven days up to now: on a Monday, it is not that Monday alone.
    """
    if unit == "week":
        if current:
            return today - datetime.timedelta(6), today
        monday = today + relativedelta(weekday=MO(-1), weeks=-1)
        return monday, monday + datetime.timedelta(6)
    if unit == "weekend":
        saturday = today + relativedelta(weekday=SA(-1), weeks=-(not current and today.weekday() >= SA.weekday))
        return saturday, today if current else saturday + datetime.timedelta(1)
    if unit == "month":
        first = today.replace(day=1) - relativedelta(months=not current)
        return first, first + relativedelta(months=1, days=-1)
    year = today.year - (not current)
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _times(count: str, unit: str) -> relativedelta:
    """So many days, weeks, months or years."""
    number = int(count) if count.isdigit() else 1 if count.lower() == "an" else _NUMBERS.index(count.lower()) + 1
    return {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }[unit.lower()]


def _years(question: str) -> Iterator[Period]:
    """Whole years."""
    for match in _YEAR.finditer(question):
        year = int(match["year"])
        yield Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), match[0])


def _month_or_day(
    month: int, number: int | None, year: int | None, today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """A month or a day in it; without a year the latest that has begun. Of a day soon to come nothing is told yet."""
    first = _day(year or today.year, month, number or 1)
    if first and year is None and first > today:
        if number and first - today < SOON:
            return None
        first = _day(today.year - 1, month, number or 1)
    if first is None:
        return None
    return (first, first) if number else (first, first + relativedelta(months=1, days=-1))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _months(language: str) -> Mapping[str, int]:
    """The names of months in lower case, without full stops → their numbers."""
    if language == "en":
        names = [(name, number) for form in _MONTHS for number, name in enumerate(form, 1)]
        return MappingProxyType(dict([*names, ("sept", 9)]))
    # Imported when it is needed: English, asked most, does without.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        forms = Locale(language).months
    except (UnknownLocaleError, ValueError):
        return _months("en")
    found = {
        str(name).lower().rstrip("."): int(number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in forms[context][width].items()
    }
    return MappingProxyType({name: number for name, number in found.items() if not name.isdigit()})


@cache
def _named(language: str) -> tuple[re.Pattern[str], ...]:
    """A day and a month, a month and a day, a month after `in` or before a year: "may" and "march" are words, too."""
    names = sorted(_months(language), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})\b(?!-)\.?"
    year = r"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d{2}))"
    patterns = (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{month}{year}?",
        rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{year}?",
        rf"\b(?:in|during|since|last|en|im|em|в|w)\s+{month}{year}?",
        rf"\b{month}{year}",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
