"""Words in a question that say when: "this week", "two days ago", "in March 2024", "on 16 March", "in 2022".

A grammar of our own: dateparser takes half a second to import, its search gives one day for "this week", and takes
"and the $18" in a news question for a date. Weeks begin on Monday. The names of months are known in every language of
CLDR (by way of Babel), the commonest other phrases in the languages of `_PHRASES`.
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dateutil.relativedelta import MO, SA, relativedelta

from retrieval.language.months import month_names
from retrieval.language.number_words import TWO_TO_TWELVE
from retrieval.query.bounds import NamedDays, bounded, paired
from retrieval.records import Period

COMING = datetime.timedelta(90)
"""A date without a year that is less than this ahead is the coming one, and not last year's: a quarter of a year, which
is a guess."""

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = ["a", *TWO_TO_TWELVE]
"""What counts days, weeks, months or years from 1 on; "an" and figures are read as well."""

_SPAN = r"(?P<unit>day|week|month|year)s?\b"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}|an)\b"
_RELATIVE = re.compile(
    rf"\b(?:(?P<day>today|tonight|this (?:morning|afternoon|evening)|(?:the day before )?yesterday|last night)\b"
    rf"|(?P<which>this|last|past|previous)\s+(?:past\s+)?(?P<whole>week(?:end)?|month|year)\b"
    rf"|(?<!than )(?<!than about ){_COUNT}\s+{_SPAN}\s+ago\b"
    rf"|(?:last|past)\s+(?P<hours>24|48|72)\s+hours\b"
    rf"|(?:last|past|previous)\s+{_COUNT.replace('count', 'many')}\s+{_SPAN.replace('unit', 'each')}"
    rf"|(?P<of>on|last|this)\s+(?P<weekday>{'|'.join(_DAYS)})\b)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_YEAR = re.compile(
    r"\b(?:in|during|of|throughout|since|after|before|until|till|seit|nach|vor|bis|desde|hasta|antes de|depuis|après|"
    r"avant|dopo|prima del|sinds|od|przed|po|até|sedan|före|с|после|до|en|em|nel|im|w|в|у|في|عام)"
    r"\s+(?:the\s+year\s+|jahre?\s+|roku\s+)?"
    r"(?P<year>(?:19|20)\d{2})\b|(?<!\d)(?P<counted>(?:19|20)\d{2})\s*[年년](?!\s*\d)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/]|[.,-]\d)")
# Chinese, Japanese and Korean: 2024年3月16日, 2024년 3월.
_FIGURES = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월](?:\s*(?P<day>\d{1,2})\s*[日号號일])?"
)
_ENGLISH_PHRASES = (
    "today",
    "yesterday",
    "this week",
    "last week",
    "this month",
    "last month",
    "this year",
    "last year",
)
_PHRASES = {
    "ar": "اليوم|أمس|هذا الأسبوع|الأسبوع الماضي|هذا الشهر|الشهر الماضي|هذا العام|العام الماضي",
    "de": "heute|gestern|diese woche|letzte woche|diesen monat|letzten monat|dieses jahr|letztes jahr",
    "es": "hoy|ayer|esta semana|semana pasada|este mes|mes pasado|este año|año pasado",
    "fr": "aujourd'hui|hier|cette semaine|semaine dernière|ce mois-ci|mois dernier|cette année|année dernière",
    "it": "oggi|ieri|questa settimana|settimana scorsa|questo mese|mese scorso|quest'anno|anno scorso",
    "ja": "今日|昨日|今週|先週|今月|先月|今年|昨年",
    "nl": "vandaag|gisteren|deze week|vorige week|deze maand|vorige maand|dit jaar|vorig jaar",
    "pl": "dzisiaj|wczoraj|tym tygodniu|zeszłym tygodniu|tym miesiącu|zeszłym miesiącu|tym roku|zeszłym roku",
    "pt": "hoje|ontem|esta semana|semana passada|este mês|mês passado|este ano|ano passado",
    "ru": "сегодня|вчера|на этой неделе|на прошлой неделе|в этом месяце|в прошлом месяце|в этом году|в прошлом году",
    "sv": "idag|igår|den här veckan|förra veckan|den här månaden|förra månaden|i år|förra året",
    "tr": "bugün|dün|bu hafta|geçen hafta|bu ay|geçen ay|bu yıl|geçen yıl",
    "uk": "сьогодні|вчора|цього тижня|минулого тижня|цього місяця|минулого місяця|цього року|минулого року",
    "zh": "今天|昨天|本周|上周|本月|上个月|今年|去年",
}
"""The translations of `_ENGLISH_PHRASES`, in their order."""


@lru_cache(maxsize=100)
def period(question: str, today: datetime.date, language: str | None = None) -> Period | None:
    """The days that a question names, seen from a day; None when it names none. An answer asks for them twice.

    If it names several, dates come before phrases like "this week" and these before years; of two dates or two phrases
    the first counts. A month or day without a year is the latest that has begun by `today`; days to come don't count.

    Args:
        question: As typed.
        today: The day on which it is asked.
        language: Of the question; English when not given.
    """
    language = language or "en"
    days = (*_dates(question, today, language), *_relative(question, today, language), *_years(question))
    others = named_days(question, today, language)
    for plain, start, end in days:
        named = NamedDays(plain.since, plain.until, start, end)
        period = bounded(named, others, question, today) or plain
        if period.since <= today:
            return period
    pairs = (paired(named, others, question) for named in others)
    return next((period for period in pairs if period and period.since <= today), None)


def named_days(question: str, today: datetime.date, language: str | None = None) -> list[NamedDays]:
    """All days that a question names, in the order of their places; a year counts wherever it stands.

    Args:
        question: As typed.
        today: The day on which it is asked.
        language: Of the question; English when not given.
    """
    spans = [(end - start, plain, start, end) for plain, start, end in _dates(question, today, language or "en")]
    spans += [(end - start, plain, start, end) for plain, start, end in _relative(question, today, language or "en")]
    for match in _BARE_YEAR.finditer(question):
        year = Period(datetime.date(int(match[0]), 1, 1), datetime.date(int(match[0]), 12, 31), match[0])
        spans.append((0, year, *match.span()))
    named: list[NamedDays] = []
    for _, plain, start, end in sorted(spans, key=lambda row: -row[0]):
        if all(end <= other.start or other.end <= start for other in named):
            named.append(NamedDays(plain.since, plain.until, start, end))
    named.sort(key=lambda days: days.start)
    return [*_short_starts(question, named, language or "en"), *named]


def _short_starts(question: str, named: list[NamedDays], language: str) -> Iterator[NamedDays]:
    """The starts of periods that leave out what their end says: "3 to 7 March 2024", "March and May 2024"."""
    months = month_names(language)
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    for days in named:
        pattern = rf"(?<![\w.,/-])(?:(\d{{1,2}})|({names}))\s*(?:\w+\s+|[-–]\s*)\Z"
        match = re.search(pattern, question[: days.start], re.IGNORECASE)
        if match is None:
            continue
        if match[1] and days.since == days.until:
            first = _day(days.since.year, days.since.month, int(match[1]))
            if first:
                yield NamedDays(first, first, *match.span(1))
        elif match[2]:
            first = datetime.date(days.since.year, months[match[2].lower()], 1)
            yield NamedDays(first, first + relativedelta(months=1, days=-1), *match.span(2))


_Found = tuple[Period, int, int]
"""Days with their words, and where the days themselves stand, without a word like "in" before them."""


def _dates(question: str, today: datetime.date, language: str) -> Iterator[_Found]:
    """The dates in a question: in figures first, then days and months by the names of months."""
    for match in _ISO.finditer(question):
        exact = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if exact:
            yield Period(exact, exact, match[0]), *match.span()
    for match in _FIGURES.finditer(question):
        days = _month_or_day(int(match["month"]), _number(match["day"]), _number(match["year"]), today)
        if days:
            yield Period(*days, match[0]), *match.span()
    months = month_names(language)
    for pattern in _named(language):
        for match in pattern.finditer(question):
            parts: dict[str, str | None] = match.groupdict()
            month = months[match["month"].lower().rstrip(".")]
            days = _month_or_day(month, _number(parts.get("day")), _number(parts["year"]), today)
            if days:
                starts = [match.start(name) for name, part in parts.items() if part]
                yield Period(*days, match[0].strip()), min(starts), match.end()


def _number(figures: str | None) -> int | None:
    """The number that figures stand for, if there are any."""
    return int(figures) if figures else None


def _relative(question: str, today: datetime.date, language: str) -> Iterator[_Found]:
    """The days in a question that count from today, English phrases first."""
    for match in _RELATIVE.finditer(question):
        yield _period(match, match[0], today), *match.span()
    phrases = _phrases(language)
    for phrase in phrases.finditer(question.replace("’", "'")) if phrases else ():
        english = _RELATIVE.fullmatch(_ENGLISH_PHRASES[(phrase.lastindex or 1) - 1])
        if english:
            yield _period(english, question[slice(*phrase.span())], today), *phrase.span()


def _period(match: re.Match[str], words: str, today: datetime.date) -> Period:
    """The days that a match of `_RELATIVE` means, up to today, with the words that say so."""
    since, until = _days(match, today)
    return Period(since, min(until, today), words)


def _days(match: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last day that a match of `_RELATIVE` means."""
    if match["day"]:
        phrase = match["day"].lower()
        back = phrase.endswith(("yesterday", "last night")) + phrase.startswith("the day before")
        day = today - datetime.timedelta(back)
        return day, day
    if match["hours"]:
        return today - datetime.timedelta(hours=int(match["hours"])), today
    if match["weekday"]:
        back = (today.weekday() - _DAYS.index(match["weekday"].lower())) % 7
        day = today - datetime.timedelta(back or 7 * (match["of"].lower() == "last"))
        return day, day
    if match["whole"]:
        if match["which"].lower() == "past" and match["whole"].lower() != "weekend":
            return today - _duration("1", match["whole"]), today
        return _whole(match["whole"].lower(), today, current=match["which"].lower() == "this")
    if match["many"]:
        return today - _duration(match["many"], match["each"]), today
    day = today - _duration(match["count"], match["unit"])
    unit = match["unit"].lower()
    return (day, day) if unit == "day" else _whole(unit, day, current=True)


def _whole(unit: str, today: datetime.date, *, current: bool) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a day's week, weekend, month or year, or of the one before.

    In a question about news, "this week" is the seven days up to now: on a Monday it is not that Monday alone.

    Args:
        unit: `week`, `weekend`, `month` or `year`.
        today: The day.
        current: Whether the one of the day itself is meant, or the one before it.
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


def _duration(count: str, unit: str) -> relativedelta:
    """So many days, weeks, months or years."""
    number = int(count) if count.isdigit() else 1 if count.lower() == "an" else _COUNTS.index(count.lower()) + 1
    return {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }[unit.lower()]


def _years(question: str) -> Iterator[_Found]:
    """The years in a question."""
    for match in _YEAR.finditer(question):
        year = int(match["year"] or match["counted"])
        group = "year" if match["year"] else "counted"
        yield Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), match[0]), match.start(group), match.end()


def _month_or_day(
    month: int, number: int | None, year: int | None, today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a month, or a day of it twice; None for days that don't exist or are `COMING`.

    Args:
        month: From 1 to 12.
        number: The day of the month; None for the whole month.
        year: Without one, it is the latest such month or day that has begun.
        today: The day on which it is asked.
    """
    first = _day(year or today.year, month, number or 1)
    if first and year is None and first > today:
        if number and first - today < COMING:
            return None
        first = _day(today.year - 1, month, number or 1)
    if first is None:
        return None
    return (first, first) if number else (first, first + relativedelta(months=1, days=-1))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    """A date; None when there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _phrases(language: str) -> re.Pattern[str] | None:
    """The phrases of a language, a group each, as whole words where it puts spaces between them; None without any."""
    if language not in _PHRASES:
        return None
    edge = "" if language in ("ja", "zh") else r"\b"
    groups = "|".join(f"({re.escape(phrase)})" for phrase in _PHRASES[language].split("|"))
    return re.compile(rf"{edge}(?:{groups}){edge}", re.IGNORECASE)


@cache
def _named(language: str) -> tuple[re.Pattern[str], ...]:
    """A day and a month, a month and a day, a month after `in` or before a year; "may" and "march" alone are words."""
    names = sorted(month_names(language), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})\b(?!-)\.?"
    year = r"(?:,?\s+(?:(?:de|of)\s+)?(?P<year>(?:19|20)\d{2}))"
    patterns = (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?{month}{year}?",
        rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{year}?",
        rf"\b(?:in|during|since|after|before|until|till|last|en|im|em|nel|seit|desde|hasta|depuis|avant|в|у|w)\s+{month}{year}?",
        rf"\b{month}{year}",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
