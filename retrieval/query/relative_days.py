"""Days that a question names by phrases: those that count from today ("last week"), and parts of a year ("Q1 2024")."""

import datetime
import re
from collections.abc import Iterator

from retrieval.query.bounds import NamedDays
from retrieval.query.time_phrases import KINDS, PARTS, period_parts, time_phrases

_DAY = datetime.timedelta(1)
_SATURDAY, _SUNDAY = 5, 6
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SHORTEST_MONTH = 28
_APOSTROPHES = str.maketrans("’ʼ", "''")
_SPRING, _WINTER = 3, 4
"""The month in which the seasons begin, and which of them is the winter. As meteorologists count in the north."""


def relative_days(question: str, today: datetime.date, language: str) -> list[NamedDays]:
    """The days that phrases of a question mean, in their order, those of English in any language.

    Of phrases that overlap, one with its year counts, else the one that begins first, of several at a place the
    longest.

    Args:
        question: As typed.
        today: The day on which it is asked.
        language: A bare code.
    """
    text = question.translate(_APOSTROPHES)
    phrases = sorted(
        ((match, kind) for other in dict.fromkeys((language, "en")) for match, kind in _matches(text, other)),
        key=lambda phrase: (not _year(phrase[0]), phrase[0].start(), -phrase[0].end(), KINDS.index(phrase[1])),
    )
    found_days: list[NamedDays] = []
    for match, kind in phrases:
        days = _days(kind, match.groupdict(), today)
        if days and all(match.end() <= other.start or other.end <= match.start() for other in found_days):
            asked_on = None if _year(match) else today
            found_days.append(NamedDays(*days, *match.span(), question[slice(*match.span())], asked_on))
    return sorted(found_days, key=lambda days: days.start)


_NOW = frozenset({"today", "this"})
"""What is true now is told with these as well: "The mill, today a museum, …"."""


def tells_relative_days(text: str, language: str) -> bool:
    """Whether a text says when something was by days that count from its own: "since last year", "two weeks ago".

    Args:
        text: A sentence of an article.
        language: A bare code.
    """
    return any(kind not in _NOW for _, kind in _matches(text.translate(_APOSTROPHES), language))


def _year(match: re.Match[str]) -> str | None:
    """The year or decade that a phrase names."""
    groups = match.groupdict()
    return groups.get("year") or groups.get("decade")


def _matches(text: str, language: str) -> Iterator[tuple[re.Match[str], str]]:
    """The phrases of a language in a text, with their kinds."""
    for kind, pattern in time_phrases(language):
        for match in pattern.finditer(text):
            yield match, kind


_Groups = dict[str, str | None]
_Days = tuple[datetime.date, datetime.date]


def _days(kind: str, groups: _Groups, today: datetime.date) -> _Days | None:
    """The first and last day that a phrase means, none later than today if it counts from there; None without any."""
    try:
        if kind in _OF_A_YEAR:
            return _of_a_year(kind, groups, today)
        since, until = _counted_from(kind, groups, today) or (today, datetime.date.min)
    except (ValueError, OverflowError):
        return None
    return (since, min(until, today)) if since <= until else None


_OF_A_YEAR = frozenset({"season", "this season", "last season", "quarter", "this quarter", "half", "decade"})


def _counted_from(kind: str, groups: _Groups, today: datetime.date) -> _Days | None:
    """The days of a phrase that counts from today; None if it means none."""
    if kind in ("today", "yesterday", "before yesterday"):
        day = today - ("today", "yesterday", "before yesterday").index(kind) * _DAY
        return day, day
    if kind.endswith("weekday"):
        back = (today.weekday() + 1 - (_number("weekday", groups) or 0)) % 7
        day = today - (back or 7 * kind.startswith("last")) * _DAY
        return day, day
    unit = next((name.removeprefix("unit_") for name, text in groups.items() if text and name.startswith("unit_")), "")
    count = int(groups["n"] or 0) if groups.get("n") else _number("n", groups) or 1
    if kind == "past":
        return _whole(unit, today, current=False) if unit == "weekend" else (_back(count, unit, today), today)
    if kind == "ago":
        day = _back(count, unit, today)
        return (day, day) if unit in ("day", "hour") else _whole(unit, day, current=True)
    return None if unit in ("day", "hour") else _whole(unit, today, current=kind == "this")


def _number(name: str, groups: _Groups) -> int | None:
    """The number in the name of the group that fits among those with a name."""
    numbered = (int(group.removeprefix(name)) for group, text in groups.items() if text and _is_of(name, group))
    return next(numbered, None)


def _is_of(name: str, group: str) -> bool:
    """Whether a group is one of those numbered ones with a name."""
    return group.startswith(name) and group[len(name) :].isdecimal()


def _back(count: int, unit: str, today: datetime.date) -> datetime.date:
    """The day that is a number of hours, days, weeks, months, quarters or years ago."""
    if unit == "hour":
        return today - datetime.timedelta(hours=count)
    if unit == "weekend":
        return today - datetime.timedelta(weeks=count)
    if unit in ("day", "week"):
        return today - datetime.timedelta(days=count * (7 if unit == "week" else 1))
    return months_later(today, -count * _MONTHS[unit])


def _whole(unit: str, today: datetime.date, *, current: bool) -> _Days:
    """The first and last day of a day's week, weekend, month, quarter or year, or of the one before.

    In a question about news, "this week" is the seven days up to now: on a Monday it is not that Monday alone.

    Args:
        unit: One of these.
        today: The day.
        current: Whether the one of the day itself is meant, or the previous one.
    """
    if unit == "week":
        if current:
            return today - 6 * _DAY, today
        monday = today - (7 + today.weekday()) * _DAY
        return monday, monday + 6 * _DAY
    if unit == "weekend":
        # On a Saturday or a Sunday the last weekend is not this one.
        before = 7 if not current and today.weekday() >= _SATURDAY else 0
        saturday = today - ((today.weekday() - _SATURDAY) % 7 + before) * _DAY
        return saturday, today if current else saturday + _DAY
    months = _MONTHS[unit]
    first = today.replace(month=today.month - (today.month - 1) % months, day=1)
    return _months(months_later(first, 0 if current else -months), months)


def _months(first: datetime.date, count: int) -> _Days:
    """The first and last day of a number of months, given the first."""
    return first, months_later(first, count) - _DAY


def months_later(day: datetime.date, count: int) -> datetime.date:
    """The day a number of months later, or earlier below 0; of a month that has no such day its last one.

    Raises:
        ValueError: There is no such year.
    """
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    number = day.day
    while True:
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            if number <= _SHORTEST_MONTH:
                raise
            number -= 1


def _of_a_year(kind: str, groups: _Groups, today: datetime.date) -> _Days | None:
    """The days of a part of a year, the latest that has begun if none is named, or of a decade."""
    if kind == "decade":
        first = datetime.date(int(groups["decade"] or 0), 1, 1)
        return _months(first, 120)
    if kind.endswith("season"):
        return _season(kind, groups, today)
    part = 1 if groups.get("first_half") else 2 if groups.get("second_half") else 0
    part = part or int(groups.get("digit") or 0) or _number("nth", groups) or 0
    parts = 2 if kind == "half" else 4
    if parts == 2 and part == 3:
        return None
    month = (min(part, parts) - 1) * (12 // parts) + 1
    year = int(groups.get("year") or today.year)
    first = datetime.date(year, month, 1)
    if not groups.get("year") and first > today:
        first = first.replace(year=year - 1)
    return _months(first, 12 // parts)


def _season(kind: str, groups: _Groups, today: datetime.date) -> _Days:
    """The days of a season: of a year, or the latest that has begun or, as the last one, is over.

    A winter is that of the year in which it ends, unless both of its years are named.
    """
    number = _number("season", groups) or 1
    year = int(groups.get("year") or today.year)
    begins = year - (number == _WINTER and not groups.get("next_year"))
    days = _months(datetime.date(begins, _SPRING + 3 * (number - 1), 1), 3)
    if groups.get("year"):
        return days
    days = _months(months_later(days[0], 12), 3)
    while days[0 if kind.startswith("this") else 1] > today:
        days = _months(months_later(days[0], -12), 3)
    return days


def with_part(days: NamedDays, question: str, language: str) -> NamedDays:
    """The days of the part of a month or year, or of the week around a day, that is meant where words beside say so.

    Args:
        days: The days.
        question: As typed.
        language: A bare code.
    """
    text = question.translate(_APOSTROPHES)
    for pattern, part in period_parts(language):
        match = pattern.search(text, 0, days.start) or (pattern.match(text, days.end) if part.behind else None)
        if match is None or (part.kind == "week") != (days.since == days.until):
            continue
        start, end = min(match.start(), days.start), max(match.end(), days.end)
        since, until = _week(days.since) if part.kind == "week" else _third(days, PARTS.index(part.kind))
        return NamedDays(since, until, start, end, question[start:end], days.asked_on)
    return days


def _week(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last day of the week that a day names: from Monday on, unless it is named by its Sunday."""
    first = day if day.weekday() == _SUNDAY else day - day.weekday() * _DAY
    return first, first + 6 * _DAY


def _third(days: NamedDays, part: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of the early, middle or late part of a month, about ten days, or a longer period."""
    length = (days.until - days.since).days + 1
    starts = [days.since + length * at // 3 * _DAY for at in range(3)]
    return starts[part], starts[part + 1] - _DAY if part < 2 else days.until
