"""The solar calendar of Iran and Afghanistan (Jalali): its days as those of the Gregorian one.

Days of the lunar calendar (Hijri) are not read: the month begins a day earlier or later from country to country.
"""

import datetime
import re

from retrieval.language.expressions import expression

YEARS = range(1200, 1500)
"""Years of Iran in which something may have been published, and up to that of any who reads it."""

_KNOWN_YEAR, _ITS_FIRST_DAY = 1403, datetime.date(2024, 3, 20)
_CYCLE, _LEAP_YEARS = 33, (1, 5, 9, 13, 17, 22, 26, 30)
"""Eight of 33 years have a day more, which agrees with the sun's years from 1178 to 1633."""

_LENGTHS = (31,) * 6 + (30,) * 6
"""The days of each month; the last one has 29 in most years."""

_MONTHS = {
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "فروردين ارديبهشت خرداد تير امرداد شهريور مهر ابان اذر دي بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    )
    for number, name in enumerate(names.split(), 1)
}
_FIGURES = expression(r"(?<![۰-۹\d])(۱[۲-۴][۰-۹]{2})([/.-])([۰-۹]{1,2})\2([۰-۹]{1,2})(?![۰-۹\d]|[/.-][۰-۹])")
"""A day in the figures of Iran, the year first, as it is written there: `۱۴۰۲/۱۲/۲۶`."""

_NUMBERS = expression(r"\D{0,20}(1[2-4]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")


def day_of_iran(year: int, month: int, number: int) -> datetime.date | None:
    """The day of Iran's calendar that is the `number`th of the `month`th month of a `year`; None if there is none."""
    if year not in YEARS or not 1 <= month <= len(_LENGTHS) or not 1 <= number <= _LENGTHS[month - 1]:
        return None
    date = _first_day(year) + datetime.timedelta(sum(_LENGTHS[: month - 1]) + number - 1)
    return date if date < _first_day(year + 1) else None


def _first_day(year: int) -> datetime.date:
    days = 365 * (year - _KNOWN_YEAR) + _leap_years_before(year) - _leap_years_before(_KNOWN_YEAR)
    return _ITS_FIRST_DAY + datetime.timedelta(days)


def _leap_years_before(year: int) -> int:
    cycles, nth = divmod(year, _CYCLE)
    return len(_LEAP_YEARS) * cycles + sum(leap < nth for leap in _LEAP_YEARS)


def month_of_iran(name: str) -> int | None:
    """The number of a month of Iran's calendar by its name in small letters, also Afghanistan's; else None."""
    return _MONTHS.get(name)


def numbers_in(text: str) -> tuple[int, int, int] | None:
    """Year, month and day that words open with, where these may be of Iran: `1402/12/26`; None of others."""
    match = _NUMBERS.match(text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def with_days_of_iran(text: str) -> str:
    """A text with the days that are in figures of Iran as Gregorian ones: `۱۴۰۲/۱۲/۲۶` is `2024-03-16`."""
    return _FIGURES.sub(_gregorian, text) if "۱" in text else text


def _gregorian(match: re.Match[str]) -> str:
    date = day_of_iran(int(match[1]), int(match[3]), int(match[4]))
    return date.isoformat() if date else match[0]
