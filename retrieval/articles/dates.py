"""The day an article appeared, from what people write in a field or in the name of a file.

A day is read only when it plainly is one. A doubtful one is left unknown: a guessed date makes a wrong citation.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import decimal

from retrieval.articles.calendars import day_of_iran, month_of_iran, with_days_of_iran
from retrieval.language.expressions import expression
from retrieval.language.months import month_named
from retrieval.records import parsed_day

EARLIEST_YEAR = 1000
"""A field that names an earlier year holds a blank (`0001-01-01`), not a day; no newspaper is older than 1605."""

EARLIEST_IN_NAMES = 1800
"""Eight figures in a file's name are a day from this year on; a guess at how old what people file by day is."""

EARLIEST_TIMESTAMP = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC).timestamp()
"""Unix times are read from 1990 on: numbers below are serial numbers, years or blanks."""

EARLIEST_SERIAL = 1980
"""A spreadsheet's numbers of days are read from this year on: lower ones may be days since 1970, or counts."""

LONGEST_WRITTEN = 200
"""A date is written in up to this many code points; what is longer holds other things."""

_DAY_AND_MONTH = expression(r"(\d{1,2})(?:\s?[/.-]\s?|\s)(\d{1,2})(?:\s?[/.-]\s?|\s)\d{2,4}")
_YEAR = expression(r"\b(?:1[5-9]|20)\d\d\b")
_EASTERN = expression(
    r"(?<!\d)(?:(?P<era>令和|平成|昭和|民國|民国)\s?(?P<nth>\d{1,3}|元)|(?P<year>\d{4}))\s?[年년]\s?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日號号일]"
)
_HAN_FIGURES = "〇零一二三四五六七八九"
_HAN_NUMBER = expression(rf"[○{_HAN_FIGURES}十]+")
_HAN_DAY = expression(
    rf"(?:(?:令和|平成|昭和|民國|民国)[○{_HAN_FIGURES}十元]{{1,4}}|(?<![○{_HAN_FIGURES}十])[○{_HAN_FIGURES}]{{4}})年"
    rf"[{_HAN_FIGURES}十]{{1,2}}月[{_HAN_FIGURES}十]{{1,3}}[日號号]"
)
"""A day whose numbers are written out in the East: `二〇二一年四月七日`, `令和三年四月七日`."""

_SERIAL = expression(r"\d{5}(?:[.,]\d{1,12})?")
_FIRST_SERIAL = datetime.date(1899, 12, 30)
"""The day 0 of spreadsheets, since Lotus took 1900 for a leap year."""

BUDDHIST_YEARS = 543
"""Years that Thailand is ahead."""

_CROATIAN_LISTOPADA = 10  # October; in Polish the word means November.
# The year before the first one of each era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
MARKS = r"\u0300-\u036f\u064b-\u0655\u0900-\u109f\u1780-\u17ff"
"""Characters that go with the letter before them, and are none themselves."""

_DE = r"(?:of|de|del|di|do|da|dhen)"
_ORDINAL = r"(?:st|nd|rd|th|er|mh|\.?[ºª°]|\.)?"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}]){{1,15}}"
_THAI = r"[\u0e01-\u0e2e\u0e40-\u0e44][\u0e00-\u0e7f]{0,3}\.[\u0e01-\u0e2e]"
"""A month as Thai shortens it: `เม.ย.`."""

_DAY_FIRST = expression(
    rf"(?<!\w)(?<!\d[–-])(?<!\d [–-] )(?P<day>\d{{1,2}}){_ORDINAL}[ -](?:{_DE} |d['’]|ta['’] )?"
    rf"(?P<month>{_THAI}|"
    rf"{_WORD}(?: (?:الأول|الثاني|Fómhair))?(?:/{_WORD}(?: (?:الأول|الثاني))?)?)\.?[,،]?[ -](?:{_DE} )?"
    r"(?:พ\.ศ\.\s?|ค\.ศ\.\s?)?(?P<year>\d{4})(?!\d)"
)
_MONTH_FIRST = expression(
    rf"(?<!\w)(?P<month>{_WORD})\.? (?P<day>\d{{1,2}}){_ORDINAL},? (?:{_DE} )?(?P<year>\d{{4}})(?!\d)"
)
_YEAR_AND_WORD = expression(
    rf"(?<!\w)(?P<year>\d{{4}})[.,]?(?: [mթ]\.)?[ -](?P<month>{_WORD})\.?[ -](?P<day>\d{{1,2}})\b(?!:)(?: d\.)?"
)
"""In Hungary and Lithuania: `2024. március 16`, `2024 m. kovo 16 d.`."""

_LATVIAN = expression(rf"(?<!\w)(?P<year>\d{{4}})\.? (?:gada|ж\.|жылғы|жылы) (?P<day>\d{{1,2}})\.? (?P<month>{_WORD})")
"""In Latvia and Kazakhstan: `2024. gada 16. marts`, `2024 жылғы 16 наурыз`."""

_BASQUE = expression(
    rf"(?<!\w)(?P<year>\d{{4}})(?:\(e\)|e)?ko (?P<month>{_WORD}) (?P<day>\d{{1,2}})(?:\(?a\)?|an|ean)?(?!\w)"
)
_MONGOLIAN = expression(r"(?<!\d)(?P<year>\d{4}) оны (?P<month>\d{1,2})(?:-р| ?д[уү]г[аэ]+р)? сарын (?P<day>\d{1,2})")
_WITH_TIME = expression(
    rf"(?<!\w)(?P<month>{_WORD}) {{1,2}}(?P<day>\d{{1,2}}) \d{{1,2}}:\d\d(?::\d\d)?(?: [A-Z]{{2,5}})? "
    r"(?P<year>\d{4})(?!\d)"
)
"""As programs in C write it: `Sat Mar 16 10:00:00 2024`."""

_ROMAN = expression(
    r"(?<![\w.])(?P<day>\d{1,2})(?:\.\s?|[/ -])(?P<month>[IVX]{1,4})(?:\.\s?|[/ -])(?P<year>\d{4})(?!\d)"
)
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_VIETNAMESE = expression(r"(?<!\d)(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?:,| năm)? (?P<year>\d{4})(?!\d)")
_FIGURES = expression(r"(?<![\w/.-])(\d{1,2})(\s?[/.-]\s?)(\d{1,2})\2(\d{4})\.?(?![\d/-]|\.\d)")
_COMPACT = expression(r"D:(\d{4})(\d\d)(\d\d)|(\d{4})(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)")
_DOTNET = expression(r"/Date\((-?\d{9,14})(?:[+-]\d{4})?\)/")
UPDATED = expression(
    r"\W*(?:(?:last )?(?:updated?|modified|edited|revised|changed)\b|aktualisiert|geändert|actualizad|mis à jour|"
    r"mise à jour|aggiornat|atualizad|bijgewerkt|uppdatera|zaktualizowan|aktualizacja|обновлен|изменен|оновлен|"
    r"güncelle|تحديث|آخر تحديث|更新|수정)",
    re.IGNORECASE,
)
"""Words that lead to the day on which an article was changed, not to that on which it appeared."""

_ISO = expression(r"(?<![\w-])(\d{4})([-/]|\. ?)(\d{1,2})\2(\d{1,2})(?=T\d|\D|\Z)(?!-\d)")

_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# A time of day may come after it: IMG_20240316_101530, 20240316T1015, 20240316101530.
_CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
_YEAR_FIRST_IN_NAME = expression(
    rf"{_EDGE}(\d{{4}})(?:([-_.]?)(\d{{2}})\2(\d{{2}})|([-_])(\d{{1,2}})\5(\d{{1,2}}))"
    rf"(?:{_END}|(?=T)|(?={_CLOCK}{_END}))"
)
_WORD_LAST = expression(r"([^\W\d_]{3,12})[-_., ]{1,2}\Z")
_YEAR_LAST_IN_NAME = expression(rf"{_EDGE}(\d{{1,2}})([-_.])(\d{{1,2}})\2(\d{{4}}){_END}")
_WORDS_IN_NAME = expression(
    rf"{_EDGE}(?:\d{{1,2}}(?:st|nd|rd|th|er)?[-_. ]{{0,2}}(?:{_DE}[-_. ])?{_WORD}[-_., ]{{0,2}}(?:{_DE}[-_. ])?|"
    rf"{_WORD}[-_. ]?\d{{1,2}}(?:st|nd|rd|th)?[-_., ]{{1,2}})\d{{4}}{_END}"
)
_SEPARATOR_IN_NAME = expression(
    r"(?<=\d)(?:st|nd|rd|th|er)(?![^\W\d_])|[-_., ]+|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)"
)
_PARTITION = expression(r"/(?:year|month|day|date|dt|[ymd])=", re.IGNORECASE)
"""What programs that deal with data write before the parts of a day: `year=2024/month=03/day=16`."""

_DAY_OF_FOLDERS = r"(?:\d{1,2}(?=[/_-])|\d\d(?=(?:\.[A-Za-z]\w{0,7}){1,2}\Z))"
_FOLDERS = expression(
    rf"(?:\A|/)(\d{{4}})(?:/(?:\1[-_.]?)?|[-_.](?=\d\d/))(\d{{1,2}}|(?:\d{{1,2}}[-_. ]+)?{_WORD})"
    rf"(?:/(?:\1-\d{{1,2}}-)?|[-_.](?=\d\d/))"
    rf"({_DAY_OF_FOLDERS})"
)


_MONTH_IN_FOLDER = expression(
    rf"(?:\A|/)(?P<year>\d{{4}})(?:[-_.](?P<folder>\d{{1,2}}))?/(?:(?P<month>{_WORD})[-_. ]?(?P<day>\d{{1,2}})|"
    rf"(?P<first>\d{{1,2}})[-_. ]?(?P<last>{_WORD}))(?:\.\w{{1,8}}){{1,2}}\Z"
)
"""A file called by its day in a folder of a year, or of a month: `2025-04/april-15.md`, `2025/15 April.txt`."""

_COMPACT_FOLDERS = expression(r"(?:\A|/)(\d{4})/(\d{4})(?=[/.])")
"""A folder of a year, and in it one, or a file, of a month and a day: `2024/0316/a.html`; or of a number."""

FEWEST_COMPACT_DAYS = 5
"""From so many different ones on they are days, if all could be: numbers would begin at 1."""

_EXPORT = expression(
    r"back-?ups?|bak|sicherung(?:en)?|sauvegardes?|respaldos?|exports?|exported|exportation|dumps?|takeout|snapshots?|"
    r"downloads?|downloaded|scraped?|crawl(?:s|ed)?",
    re.IGNORECASE,
)
"""What a folder is called that somebody made on its day of articles from any day."""

MOST_WORDS_OF_AN_EXPORT = 3
"""The name of such a folder has this many words besides its day."""

_LETTERS = expression(r"[^\W\d_]{2,}")

_ZERO = expression(r"1970-01-01[T ]00:00(?::00(?:\.0{1,9})?)?\s?(?:Z|[+-]00:?00|UTC|GMT)?")
"""What programs make of no time at all."""

_DOUBTED = expression(
    r"\A\W*(?:c|ca|cca|circa|approx|approximately|around|about|etwa|vers|hacia|около|примерно|prob|probably|perhaps|"
    r"vermutlich|wohl|before|after|between|until|till|since|no (?:earlier|later) than|vor|nach|bis|seit|"
    r"zwischen|avant|après|depuis|jusqu['’]au|entre|antes del?|después del?|desde|hasta|prima del|dopo il|fino al|"
    r"antes do|depois de|até|до|после|между)\b\.?\s|\?\W*\Z",
    re.IGNORECASE,
)
"""What says that a day isn't certain: `c. 16 March 1904`, `16 March 1904 (?)`, `before 16 March 1904`."""

_TO = r"(?:\s?[–—/]\s?|\s-\s|\s(?:to|until|till|through|bis|au|al?|à|até|hasta|до|по|tot|t/m)\s)"
_NEXT_DAY = rf"(?:\s?-\s?|\s?&\s?|\s(?:and|or|und|oder|et|ou|y|o|e|och|og|en|i|и|или|та)\s|{_TO})"
_NTH = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?"
_RANGE = expression(
    # Of one month, the day or the month first; of two months; and from a whole day to another.
    rf"(?<![\w/.:-]){_NTH}{_NEXT_DAY}{_NTH}\s(?:de |of |di )?(?P<after>[^\W\d_]{{3,15}})|"
    rf"(?P<before>[^\W\d_]{{3,15}})\.?\s{_NTH}{_NEXT_DAY}{_NTH},?\s\d{{4}}|"
    rf"(?<![\w/.:-]){_NTH}\s(?:de )?(?P<first>[^\W\d_]{{3,15}})\.?{_TO}(?:le )?{_NTH}\s(?:de )?[^\W\d_]{{3,15}}|"
    rf"(?P<second>[^\W\d_]{{3,15}})\.?\s{_NTH}{_TO}[^\W\d_]{{3,15}}\.?\s{_NTH}|"
    rf"\d{{4}}(?:-\d\d-\d\d(?:T[\d:.]{{4,15}}Z?)?)?{_TO}(?:the |den |le |el |il )?"
    rf"(?:\d{{4}}[-/.]\d|\d{{1,2}}\S{{0,3}}\s\S{{2,12}}\s(?:\S{{3,12}}\s(?:de |del )?)?\d{{4}}|"
    rf"[^\W\d_]{{3,12}}\.? {_NTH},? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})",
    re.IGNORECASE,
)
"""From one day to another, or several: `5-9 May 2020`, `May 5 and 9, 2020`, `2020-05-05/2020-05-09`."""

_OF_MAIL = expression(
    r"(?:[A-Za-z]{3}, ?)?(\d{1,2}) ([A-Za-z]{3}) (\d\d) \d\d:\d\d(?::\d\d)? ?(?:[A-Z]{1,4}|[+-]\d{4})"
)
"""As mail and feeds once wrote it, with two figures for the year (RFC 822): `Sat, 16 Mar 24 10:00:00 GMT`."""

_TIGHT = expression(r"(\d{1,2})([^\W\d_]{3,9})(\d{4})")


def day(value: Any) -> datetime.date | None:
    """The day meant by a date in the usual notations, or by a Unix time; None when it is not certain.

    The day is the one that is written, whatever time zone comes after it.
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
        if {"year", "month", "day"} <= value.keys():
            return _of_figures(value["year"], value["month"], value["day"])
        names = (
            "$date",
            "$numberLong",
            "iso",
            "date",
            "created",
            "value",
            "@value",
            "rendered",
            "seconds",
            "_seconds",
            "date-parts",
            "at",
            "on",
            "datetime",
            "dateTime",
        )
        return next((date for name in names if (date := day(value.get(name)))), None)
    if isinstance(value, list):
        whole = len(value) == 3 and all(isinstance(part, int) or str(part).isdecimal() for part in value)
        return _of_figures(*value) if whole else day(value[0]) if value else None
    words = " ".join(figures(str(value)[: 2 * LONGEST_WRITTEN]).split())
    return None if _DOUBTED.search(words) else _from_words(words)


def day_of_serial(value: Any) -> datetime.date | None:
    """The day that a spreadsheet means by a number such as 45367, which may have the time behind a point; else None.

    By itself such a number may be anything: who asks knows that others beside it are days, too.
    """
    if isinstance(value, bool) or not _SERIAL.fullmatch(str(value).strip()):
        return None
    day = _FIRST_SERIAL + datetime.timedelta(days=int(str(value).strip()[:5]))
    return day if EARLIEST_SERIAL <= day.year <= _next_year() else None


def figures(text: str) -> str:
    """A text with the figures of every script as 0 to 9, and days of Iran in its figures as those of our calendar."""
    if text.isascii():
        return text
    text = with_days_of_iran(text)
    text = _HAN_DAY.sub(lambda match: _HAN_NUMBER.sub(_han_number, match[0]), text) if "月" in text else text
    return "".join(str(decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _han_number(match: re.Match[str]) -> str:
    """A number that is written out in the East, up to 99, or figure by figure: 二十三, 二〇二一."""
    tens, ten, ones = match[0].replace("○", "〇").rpartition("十")
    figures = ["".join(str(max(0, _HAN_FIGURES.index(sign) - 1)) for sign in part) for part in (tens, ones)]
    return f"{figures[0] or 1}{figures[1] or 0}" if ten else figures[1]


def _of_figures(year: Any, month: Any, number: Any) -> datetime.date | None:
    """The day of a year, month and day that stand by themselves."""
    try:
        return _plausible(datetime.date(int(year), int(month), int(number)))
    except (ValueError, TypeError, OverflowError):
        return None


def day_in_name(name: str, day_first: bool | None = None, *, compact: bool = False) -> datetime.date | None:
    """The day that a file's name or its folders give: `2024-03-16-title.md`, `20240316.txt`, `2024/03/16/a.md`.

    Args:
        name: The path inside the archive, with `/` between folders.
        day_first: Whether 03-04-2024 is 3 April in its folder; None when that isn't known.
        compact: Whether 2024/0316 is 16 March, as `has_compact_days` tells of the archive.

    Returns:
        None when there is no day, or two.
    """
    if compact and (match := _COMPACT_FOLDERS.search(name)):
        return _compact_day(match)
    name = _PARTITION.sub("/", f"/{name}").lstrip("/") if "=" in name else name
    for above, part in enumerate(reversed(name.split("/"))):
        days = list(_days_of_name(part, day_first))
        if days and not (above and _is_of_an_export(part)):
            return days[0] if len(set(days)) == 1 or _YEAR_FIRST_IN_NAME.match(part) else None
    if match := _FOLDERS.search(name):
        return _in_names(int(match[1]), _month_in_name(match[2]), int(match[3]))
    match = _MONTH_IN_FOLDER.search(name)
    return _day_in_month(match) if match else None


def _day_in_month(match: re.Match[str]) -> datetime.date | None:
    """The day of a file in a folder of a year, or of that month; `2024/march-24` may be March of that year."""
    number, month = match["day"] or match["first"], _month_in_name(match["month"] or match["last"])
    agrees = int(match["folder"]) == month if match["folder"] else number != match["year"][2:]
    return _in_names(int(match["year"]), month, int(number)) if agrees else None


def has_compact_days(names: Iterable[str]) -> bool:
    """Whether folders of years hold folders or files of months and days in an archive, and no other numbers."""
    matches = {match.groups(): match for name in names if (match := _COMPACT_FOLDERS.search(name))}
    return len(matches) >= FEWEST_COMPACT_DAYS and all(map(_compact_day, matches.values()))


def _compact_day(match: re.Match[str]) -> datetime.date | None:
    return _in_names(int(match[1]), int(match[2][:2]), int(match[2][2:]))


def _is_of_an_export(folder: str) -> bool:
    """Whether a folder's name has the day on which it was made: `site-backup-2024-03-16`, `2024-03-16 export`.

    That of an article may speak of such a thing: `2024-03-16-how-to-make-a-backup`.
    """
    words = _LETTERS.findall(folder)
    is_alone = len(words) == 1 or (len(words) <= MOST_WORDS_OF_AN_EXPORT and not folder[:1].isdecimal())
    return folder.endswith(".bear2bk") or (is_alone and any(map(_EXPORT.fullmatch, words)))


def _month_in_name(text: str) -> int:
    """The number of a month by its number or name; 0 when it is none."""
    return int(text) if text.isdecimal() else month_named(_SEPARATOR_IN_NAME.split(text)[-1].lower()) or 0


def day_orders(names: Iterable[str]) -> dict[str, bool]:
    """Folder → whether the day comes first in the names in it that are like 16-03-2024.

    Folders whose names don't tell, or contradict each other, are left out.
    """
    votes: dict[str, set[bool]] = {}
    places = {place for name in names for place in _places(name) if _YEAR_LAST_IN_NAME.search(place[1])}
    for folder, part in places:
        for match in _YEAR_LAST_IN_NAME.finditer(part):
            first, second = int(match[1]), int(match[3])
            if max(first, second) > 12 >= min(first, second):
                votes.setdefault(folder, set()).add(first > 12)
    everywhere = set().union(*votes.values())
    orders = {folder: min(ballots) for folder, ballots in votes.items() if len(ballots) == 1}
    if len(everywhere) == 1:
        for folder, _ in places:
            orders.setdefault(folder, min(everywhere))
    return orders


def day_order(name: str, orders: Mapping[str, bool]) -> bool | None:
    """Whether the day comes first in a date in a name or its folders; None when it isn't known or makes no difference.

    Where there is no date, it is the order of the folder, which a line of the text may need.

    Args:
        name: The path inside the archive.
        orders: What `day_orders` says about its folders.
    """
    for folder, part in _places(name):
        if set(_days_of_name(part, day_first=True)) != set(_days_of_name(part, day_first=False)):
            return orders.get(folder)
        if any(_days_of_name(part, day_first=None)):
            return None
    return orders.get(name.rpartition("/")[0])


def _places(name: str) -> Iterator[tuple[str, str]]:
    """A file's name and those of its folders, from the inside out, each with the folder that it is in."""
    while name:
        name, _, part = name.rpartition("/")
        yield name, part


def named_day(words: str) -> tuple[datetime.date, int, int] | None:
    """The first day in some words that begins with the year or names its month, with its start and end."""
    if (match := _ISO.search(words)) and (date := _in_names(int(match[1]), int(match[3]), int(match[4]))):
        return date, match.start(), match.end()
    if (match := _EASTERN.search(words)) and (date := _of_eastern(match)):
        return date, match.start(), match.end()
    further = [_WITH_TIME] if ":" in words else []
    further += [_ROMAN] if any(figure in words for figure in "IVX") else []
    further += [_LATVIAN] if any(word in words for word in (" gada ", " ж")) else []
    further += [_BASQUE] if "ko " in words else []
    further += [_MONGOLIAN] if " оны " in words else []
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_AND_WORD, _VIETNAMESE, *further):
        for match in pattern.finditer(words):
            if date := _of_words(match):
                return date, match.start(), match.end()
    return None


def _of_words(match: re.Match[str]) -> datetime.date | None:
    """The day of a year, a month and a number; in Thailand the year is that of the Buddha."""
    year, month_text, number = match["year"], match["month"], match["day"]
    month = _month(month_text)
    if not month:
        month = month_of_iran(month_text.lower())
        return day_of_iran(int(year), month, int(number)) if month else None
    if month_text.lower() == "listopada" and f"{number}." in match[0]:
        # A month later in Poland, where no full stop comes after the number.
        month = _CROATIAN_LISTOPADA
    is_thai = "\u0e00" <= month_text[0] <= "\u0e7f" and int(year) > _next_year()
    return _in_names(int(year) - BUDDHIST_YEARS * is_thai, month, int(number))


def _of_eastern(match: re.Match[str]) -> datetime.date | None:
    """The day of a year, or the year of an era, a month and a day in characters of the East."""
    nth = 1 if match["nth"] == "元" else int(match["nth"] or 0)
    year = _ERAS[match["era"]] + nth if match["era"] else int(match["year"])
    return _in_names(year, int(match["month"]), int(match["day"]))


def _month(name: str) -> int | None:
    """The number of a month by its number, in Roman figures in capitals, or by its name."""
    if name.isdecimal():
        return int(name)
    return _ROMAN_MONTHS.index(name) + 1 if name in _ROMAN_MONTHS else month_named(name.lower())


def day_in_figures(words: str, *, day_first: bool | None = None) -> tuple[datetime.date, int, int] | None:
    """The first day in some words that is like 16.03.2024, with its start and end.

    Args:
        words: The words.
        day_first: Whether 03.04.2024 is 3 April; None when that isn't known.
    """
    match = _FIGURES.search(words)
    if match is None:
        return None
    year = int(match[4])
    if EARLIEST_IN_NAMES < year - BUDDHIST_YEARS <= _next_year() < year:
        # The years of Thailand, which writes the day first.
        year, day_first = year - BUDDHIST_YEARS, True
    date = _ordered(int(match[1]), int(match[3]), year, day_first)
    return (date, match.start(), match.end()) if date else None


def _ordered(first: int, second: int, year: int, day_first: bool | None) -> datetime.date | None:
    """The day of two numbers and a year; None when it may be two."""
    leads = True if first > 12 or first == second else False if second > 12 else day_first
    return None if leads is None else _in_names(year, *((second, first) if leads else (first, second)))


def _days_of_name(file: str, day_first: bool | None) -> Iterable[datetime.date]:
    """The days in a file's name, in order of the forms."""
    for match in _YEAR_FIRST_IN_NAME.finditer(file):
        if date := _in_names(int(match[1]), int(match[3] or match[6]), int(match[4] or match[7])):
            yield date
    for match in _YEAR_LAST_IN_NAME.finditer(file):
        if (word := _WORD_LAST.search(file, 0, match.start())) and month_named(word[1].lower()):
            continue  # Two days of a month: june-12-16-2024.
        if date := _ordered(int(match[1]), int(match[3]), int(match[4]), day_first):
            yield date
    if not file.isascii():
        yield from (date for match in _EASTERN.finditer(file) if (date := _of_eastern(match)))
    for match in _WORDS_IN_NAME.finditer(file):
        if placed_day := named_day(" ".join(filter(None, _SEPARATOR_IN_NAME.split(match[0])))):
            yield placed_day[0]


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
    figures = f"{number:.0f}"
    if len(figures) in (8, 14) and figures.isdigit() and float(figures) == number:
        # 20240316 and 20240316101500; a Unix time in milliseconds has 12 or 13 figures.
        return _from_words(figures)
    latest = datetime.datetime(_next_year() + 1, 1, 1, tzinfo=datetime.UTC).timestamp()
    for seconds in (number, number / 1000):
        if EARLIEST_TIMESTAMP <= seconds < latest:
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return None


def _from_words(text: str) -> datetime.date | None:
    """The day that words and figures name."""
    if len(text) > LONGEST_WRITTEN or UPDATED.match(text) or _ZERO.fullmatch(text) or _are_several(text):
        return None
    if tight := _TIGHT.fullmatch(text):
        text = " ".join(tight.groups())
    if old := _OF_MAIL.fullmatch(text):
        century = 2000 if 2000 + int(old[3]) <= _next_year() else 1900
        text = f"{old[1]} {old[2]} {century + int(old[3])}"
    if re.fullmatch(r"-?\d{9,13}(?:\.\d{1,9})?", text) and (date := _from_number(float(text))):
        return date
    if match := _COMPACT.match(text):
        year, month, number = filter(None, match.groups())
        return _of_figures(year, month, number)
    if match := _DOTNET.fullmatch(text):
        return _from_number(float(match[1]) / 1000)
    try:
        return _plausible(parsed_day(text[:10]))
    except ValueError:
        date = _written_out(text)
    if date is None and (placed_day := named_day(text) or day_in_figures(text)):
        date = placed_day[0]
    return _plausible(date) if date else None


def _are_several(text: str) -> bool:
    """Whether words tell of several days, and not which of them is meant."""
    match = _RANGE.search(text)
    months = list(filter(None, match.groups())) if match else []
    return match is not None and all(month_named(month.lower()) for month in months)


def _written_out(text: str) -> datetime.date | None:
    """The day written as `16 March 2024` or `Sat, 16 Mar 2024 10:00:00 GMT`; None for 03/04/2024, which may be two."""
    match = _DAY_AND_MONTH.match(text)
    if match and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]:
        return None
    if not _YEAR.search(text) or not re.search(r"\d\D+\d|[^\W\d_]", text):
        return None
    return _by_dateutil(text)


def _by_dateutil(text: str) -> datetime.date | None:
    """What dateutil reads, where it does not have to guess."""
    from dateutil import parser

    try:
        first = parser.parse(text, default=datetime.datetime(1904, 1, 1, tzinfo=datetime.UTC), ignoretz=True)
        other = parser.parse(text, default=datetime.datetime(1905, 2, 2, tzinfo=datetime.UTC), ignoretz=True)
    except (ValueError, OverflowError):
        return None
    # Two defaults tell what was not written; to guess it would make a wrong citation. Nor is a day the year.
    is_whole = first.date() == other.date() and str(first.year) in text
    return first.date() if is_whole else None
