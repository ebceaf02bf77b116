"""The day an article appeared, from what people write: in a field, in a name of a file, on a line of the text.

A day is read only when it plainly is one. A doubtful one is left unknown: a guessed date makes a wrong citation.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dateutil import parser as dates

from retrieval.language.months import all_month_names, all_weekday_names
from retrieval.records import parsed_day

EARLIEST_YEAR = 1000
"""A field that names an earlier year holds a blank (`0001-01-01`), not a day; no newspaper is older than 1605."""

EARLIEST_IN_NAMES = 1800
"""Eight figures in a file's name are a day from this year on; a guess at how old what people file by day is."""

EARLIEST_TIMESTAMP = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC).timestamp()
"""Unix times are read from 1990 on: numbers below are serial numbers, years or blanks."""

LONGEST_WRITTEN = 200
"""A date is written in up to this many code points; what is longer holds other things."""

LONGEST_LINE = 80
"""A line that gives the date of a text has up to this many code points."""

OPENING_LINES = 6
"""Such a line is one of so many first lines that aren't blank: title, subtitle, author, place, date and one more."""

_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_EASTERN = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日號号일]")
_DE = r"(?:of|de|del|di|do)"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_WORD = r"[^\W\d_]{2,16}"
_DAY_FIRST = re.compile(rf"(?<!\w)(\d{{1,2}}){_ORDINAL}[ -](?:{_DE} )?({_WORD})\.?,?[ -](?:{_DE} )?(\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"(?<!\w)({_WORD})\.? (\d{{1,2}}){_ORDINAL},? (?:{_DE} )?(\d{{4}})(?!\d)")
_ISO = re.compile(r"(?<![\w-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=T\d|\D|\Z)(?!-\d)")

_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# A time of day after it tells when a file was made: 2024-03-16-101530, 20240316T1015.
_CLOCK = r"(?![-_ T](?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?!\d)|T\d{4}(?!\d))"
_YEAR_FIRST_IN_NAME = re.compile(rf"{_EDGE}(\d{{4}})([-_.]?)(\d{{2}})\2(\d{{2}}){_CLOCK}(?:{_END}|(?=T))")
_YEAR_LAST_IN_NAME = re.compile(rf"{_EDGE}(\d{{1,2}})([-_.])(\d{{1,2}})\2(\d{{4}}){_END}")
_FOLDERS = re.compile(r"(?:\A|/)(\d{4})/(?:\1-)?(\d{1,2})/(?:\1-\d{1,2}-)?(\d{1,2})(?=[/_-])")

_LABEL = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|printed)(?: on| at)?|date|dated|publication date|on|"
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|am|vom|"
    r"publicado(?: el| em)?|publicada(?: el| em)?|fecha|data|el|em|"
    r"publié(?:e)?(?: le)?|paru(?: le)?|le|pubblicato(?: il)?|il|"
    r"gepubliceerd(?: op)?|geplaatst(?: op)?|op|publicerad(?:es)?(?: den)?|den|opublikowano|dnia|"
    r"опубликовано|дата|опубліковано|yayınlanma(?: tarihi)?|yayın tarihi|tarih|نشر في|نشرت في|تاريخ النشر|التاريخ|"
    r"发布时间|发布于|發布時間|日期|时间|時間|公開日|掲載日|更新日|日付|配信|게시일|입력)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:,|\bat|\bum|\ba las|\bàs|\bà|\balle|\bo|\bв|\bkl\.?|\bsaat|-|–|\|)?\s*"
    r"\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s?(?:[ap]\.?m\.?|uhr|h|uur))?(?:\s?(?:\(?[A-Z]{2,5}\)?|[+-]\d\d:?\d\d|Z))?",
    re.IGNORECASE,
)
_AROUND_LINE = "[](){}<>*_#|·•—–-.,;:「」【】（）［］： \t"
_YEAR_WORDS = frozenset({"г", "года", "р", "року", "r", "roku"})
_SEPARATED = re.compile(r"[^\w]+")


def day(value: Any) -> datetime.date | None:
    """The day meant by a date in the usual notations, or by a Unix time; None when it is not certain.

    The day is the one that is written, whatever time zone stands behind it.
    """
    if isinstance(value, datetime.datetime):
        return _plausible(value.date())
    if isinstance(value, datetime.date):
        return _plausible(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_number(value)
    if isinstance(value, Mapping):
        names = ("$date", "$numberLong", "iso", "date", "value", "@value", "rendered", "seconds", "_seconds")
        return next((found for name in names if (found := day(value.get(name)))), None)
    if isinstance(value, list):
        return day(value[0]) if value else None
    return _from_words(" ".join(str(value)[: 2 * LONGEST_WRITTEN].split()))


def day_in_name(name: str, day_first: bool | None = None) -> datetime.date | None:
    """The day that a file's name or its folders give: `2024-03-16-title.md`, `20240316.txt`, `2024/03/16/a.md`.

    Args:
        name: The path inside the archive, with `/` between folders.
        day_first: Whether 03-04-2024 is 3 April in its folder; None when that isn't known.

    Returns:
        None when there is no day, or two.
    """
    file = name.rpartition("/")[2]
    days = list(_days_of_name(file, day_first))
    if days and (len(set(days)) == 1 or _YEAR_FIRST_IN_NAME.match(file)):
        return days[0]
    match = None if days else _FOLDERS.search(name)
    return _in_names(int(match[1]), int(match[2]), int(match[3])) if match else None


def day_orders(names: Iterable[str]) -> dict[str, bool]:
    """Folder → whether the day comes first in the names of its files that are like 16-03-2024.

    Folders whose names don't tell, or contradict each other, are left out.
    """
    votes: dict[str, set[bool]] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        for match in _YEAR_LAST_IN_NAME.finditer(file):
            first, second = int(match[1]), int(match[3])
            if max(first, second) > 12 >= min(first, second):
                votes.setdefault(folder, set()).add(first > 12)
    everywhere = set().union(*votes.values())
    orders = {folder: min(told) for folder, told in votes.items() if len(told) == 1}
    if len(everywhere) == 1:
        for name in names:
            orders.setdefault(name.rpartition("/")[0], min(everywhere))
    return orders


def day_on_line(text: str) -> datetime.date | None:
    """The day on one of the first lines of a text that says nothing else: "[Miércoles 19 de Mayo del 2010]"."""
    seen = 0
    for match in re.finditer(r"[^\n]+", text[: OPENING_LINES * 1_000]):
        line = match[0].strip()
        if not line or not any(character.isalnum() for character in line):
            continue
        seen += 1
        if seen > OPENING_LINES:
            return None
        if len(line) <= LONGEST_LINE and (found := _whole_line(line)):
            return found
    return None


def _whole_line(line: str) -> datetime.date | None:
    """The day of a line that holds a date, the words that lead to it, a weekday and a time, and nothing else."""
    line = " ".join(line.split())
    found = _named_or_iso(line)
    if found is None:
        return None
    date, start, end = found
    before, after = line[:start].strip(_AROUND_LINE), _TIME.sub(" ", line[end:], count=1).strip(_AROUND_LINE)
    label = _LABEL.match(before)
    rest = before[label.end() :] if label else before
    words = [word for word in _SEPARATED.split(f"{rest} {after}".lower()) if word and word not in _YEAR_WORDS]
    return date if not words or (len(words) <= 2 and all_weekday_names().issuperset(words)) else None


def _named_or_iso(line: str) -> tuple[datetime.date, int, int] | None:
    """The first date in a line that names its month, or begins with the year, with its start and end."""
    for pattern, order in ((_ISO, (1, 3, 4)), (_EASTERN, (1, 2, 3))):
        if (match := pattern.search(line)) and (date := _in_names(*(int(match[n]) for n in order))):
            return date, match.start(), match.end()
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for match in pattern.finditer(line):
            month = all_month_names().get(match[order[1]].lower())
            date = _in_names(int(match[order[0]]), month, int(match[order[2]])) if month else None
            if date:
                return date, match.start(), match.end()
    return None


def _days_of_name(file: str, day_first: bool | None) -> Iterable[datetime.date]:
    """The days in a file's name, in order of the forms."""
    for match in _YEAR_FIRST_IN_NAME.finditer(file):
        if date := _in_names(int(match[1]), int(match[3]), int(match[4])):
            yield date
    for match in _YEAR_LAST_IN_NAME.finditer(file):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        leads = True if first > 12 or first == second else False if second > 12 else day_first
        date = None if leads is None else _in_names(year, *((second, first) if leads else (first, second)))
        if date:
            yield date


def _in_names(year: int, month: int, number: int) -> datetime.date | None:
    """A day of the calendar between `EARLIEST_IN_NAMES` and next year."""
    try:
        date = datetime.date(year, month, number)
    except ValueError:
        return None
    return date if EARLIEST_IN_NAMES <= year <= _next_year() else None


def _next_year() -> int:
    return datetime.datetime.now(datetime.UTC).year + 1


def _plausible(date: datetime.date) -> datetime.date | None:
    """A day that a field may name: not one of the years that stand for "unknown"."""
    return date if EARLIEST_YEAR <= date.year <= _next_year() else None


def _from_number(number: float) -> datetime.date | None:
    """The day of a number like 20240316, or the UTC day of a Unix time in seconds or milliseconds."""
    if 1e7 <= number < 1e8 and number == int(number):
        return _from_words(str(int(number)))
    latest = datetime.datetime(_next_year() + 1, 1, 1, tzinfo=datetime.UTC).timestamp()
    for seconds in (number, number / 1000):
        if EARLIEST_TIMESTAMP <= seconds < latest:
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return None


def _from_words(written: str) -> datetime.date | None:
    """The day that words and figures name."""
    if len(written) > LONGEST_WRITTEN:
        return None
    if re.fullmatch(r"-?\d{9,16}(?:\.\d{1,9})?", written):
        return _from_number(float(written))
    try:
        return _plausible(parsed_day(written[:10]))
    except ValueError:
        date = _written_out(written)
    if date is None and (found := _named_or_iso(written)):
        date = found[0]
    return _plausible(date) if date else None


def _written_out(written: str) -> datetime.date | None:
    """The day written as `16 March 2024` or `Sat, 16 Mar 2024 10:00:00 GMT`; None for 03/04/2024, which may be two."""
    match = _DAY_AND_MONTH.match(written)
    if match and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]:
        return None
    if not _YEAR.search(written) or not re.search(r"\d\D+\d|[^\W\d_]", written):
        return None
    return _by_dateutil(written)


def _by_dateutil(written: str) -> datetime.date | None:
    """What dateutil reads, where it does not have to guess."""
    try:
        first = dates.parse(written, default=datetime.datetime(1904, 1, 1, tzinfo=datetime.UTC), ignoretz=True)
        other = dates.parse(written, default=datetime.datetime(1905, 2, 2, tzinfo=datetime.UTC), ignoretz=True)
    except (ValueError, OverflowError):
        return None
    # Two defaults tell what was not written; to guess it would make a wrong citation.
    return first.date() if first.date() == other.date() else None
