"""Words in a question that say when: "this week", "two days ago", "in March 2024", "on 16 March", "in 2022".

A grammar of our own: dateparser takes half a second to import, its search gives one day for "this week", and takes
"and the $18" in a news question for a date. Weeks begin on Monday. The names of months are known in every language of
CLDR (by way of Babel), other phrases in the languages of `time_phrases`; English ones in any.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from retrieval.language.expressions import bare_forms, expression, typed_expression
from retrieval.language.months import month_names
from retrieval.query.bounds import NamedDays, bounded, joint, paired
from retrieval.query.relative_days import months_later, relative_days, with_part
from retrieval.records import Period

COMING = datetime.timedelta(90)
"""A date without a year that is less than this ahead is the coming one, and not last year's: a quarter of a year, which
is a guess."""

MONTHS, _LAST_DAY = 12, 31
"""The months of a year: a greater number can't be one of them."""

_ISO = expression(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_IN_FIGURES = expression(
    r"(?<![\w.,/-])(?:(?P<year>(?:19|20)\d{2})(?P<first>[./])(?P<month>\d{1,2})(?P=first)(?P<day>\d{1,2})"
    r"|(?P<left>\d{1,2})(?P<sign>[./])(?P<right>\d{1,2})(?P=sign)(?P<last>(?:19|20)\d{2}))(?![\w/]|[.,-]\d)"
)
_YEAR = typed_expression(
    r"\b(?:in|during|of|throughout|since|after|before|until|till|seit|nach|vor|bis|desde|hasta|antes de|depuis|après|"
    r"avant|dopo|prima del|dal?|sinds|vanaf|od|przed|po|até|sedan|före|с|после|до|en|em|nel|im|w|в|у|في|عام|"
    r"del?|von|aus|uit|van|du|des|z|za|за)"
    r"\s+(?:the\s+year\s+|jahre?\s+|roku\s+)?"
    r"(?P<year>(?:19|20)\d{2})\b|(?<!\d)(?P<counted>(?:19|20)\d{2})\s*[年년](?!\s*\d)",
    re.IGNORECASE,
)
_BARE_YEAR = typed_expression(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/]|[.,-]\d)")
# Chinese, Japanese and Korean: 2024年3月16日, 2024년 3월.
_FIGURES = expression(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d{2})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월](?:\s*(?P<day>\d{1,2})\s*[日号號일])?"
)
_PLAIN_FIGURES = {ord("٠") + figure: str(figure) for figure in range(10)} | {
    ord("۰") + figure: str(figure) for figure in range(10)
}
"""The figures of Arabic and Persian as those of other languages."""


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
    figures, language = question.translate(_PLAIN_FIGURES), language or "en"
    parts = (
        days for days in map(_named_year, _BARE_YEAR.finditer(figures)) if with_part(days, figures, language) != days
    )
    dated = _dated(figures, today, language)
    days, others = (*dated, *_years(figures), *parts), _all_named(figures, dated, language)
    for plain in days:
        named = with_part(plain, figures, language)
        period = bounded(named, others, figures, today, language) or Period(
            named.since, named.until, named.words, named.asked_on
        )
        if period.since <= today:
            return _as_typed(period, figures, question)
    pairs = (paired(named, others, figures) for named in others)
    pair = next((pair for pair in pairs if pair and pair.since <= today), None)
    return pair and _as_typed(pair, figures, question)


def _as_typed(period: Period, figures: str, question: str) -> Period:
    """A period with its words as they stand in the question, whose figures may be others."""
    start = figures.find(period.words)
    return replace(period, words=question[start : start + len(period.words)])


def named_days(question: str, today: datetime.date, language: str | None = None) -> list[NamedDays]:
    """All days that a question names, in the order of their places; a year counts wherever it stands.

    Args:
        question: As typed.
        today: The day on which it is asked.
        language: Of the question; English when not given.
    """
    question, language = question.translate(_PLAIN_FIGURES), language or "en"
    return _all_named(question, _dated(question, today, language), language)


@lru_cache(maxsize=100)
def _dated(figures: str, today: datetime.date, language: str) -> tuple[NamedDays, ...]:
    """The dates and then the phrases in a question, whose figures are plain; an answer asks for them three times."""
    phrases = relative_days(figures, today, language)
    dates = [_in_its_year(days, phrases, figures) for days in _dates(figures, today, language)]
    inside = (each for each in phrases if all(each.end <= days.start or days.end <= each.start for days in dates))
    return (*dates, *inside)


_OF = expression(r"[\s,]*(?:(?!(?:and|or|und|oder|et|ou|och|и)\b)[^\W\d]{1,5}['’]?[\s,]*){0,2}")
"""What may stand between a month and its year: "in October of last year", "en octobre de l'an dernier"."""


def _in_its_year(days: NamedDays, phrases: Sequence[NamedDays], question: str) -> NamedDays:
    """A day or month without a year, in the year beside it that counts from today: "in October last year".

    Args:
        days: The day or month, as the latest that has begun.
        phrases: The days in the question that count from today.
        question: As typed.
    """
    for year in phrases if days.asked_on else ():
        is_year = (year.since.month, year.since.day, year.until) == (
            1,
            1,
            datetime.date(year.since.year, MONTHS, _LAST_DAY),
        )
        first, last = sorted((days, year), key=lambda each: each.start)
        since = _day(year.since.year, days.since.month, days.since.day)
        if is_year and since and first.end <= last.start and _OF.fullmatch(question, first.end, last.start):
            until = since if days.since == days.until else months_later(since, 1) - datetime.timedelta(days=1)
            words = f"{first.words}{question[first.end : last.end]}"
            return NamedDays(since, until, first.start, last.end, words, days.asked_on)
    return days


def _all_named(question: str, dated: Sequence[NamedDays], language: str) -> list[NamedDays]:
    """What `named_days` gives, from the dates and phrases in a question."""
    years = [_named_year(match) for match in _BARE_YEAR.finditer(question)]
    named: list[NamedDays] = []
    for days in (*sorted(dated, key=lambda days: days.start - days.end), *years):
        if all(days.end <= other.start or other.end <= days.start for other in named):
            named.append(days)
    named.sort(key=lambda days: days.start)
    return [with_part(days, question, language) for days in (*_short_starts(question, named, language), *named)]


def written_days(text: str, published: datetime.date | None, language: str) -> list[NamedDays]:
    """The days, months and years that a text names by dates, in no order.

    Args:
        text: A passage of an article.
        published: When its article appeared, from which a date without a year counts; None: such dates are left out.
        language: Of the text, a bare code.
    """
    text = text.translate(_PLAIN_FIGURES)
    dated = list(_dates(text, published or datetime.date.min, language or "en"))
    years = map(_named_year, _BARE_YEAR.finditer(text))
    outside = [year for year in years if all(year.end <= date.start or date.end <= year.start for date in dated)]
    return [days for days in (*dated, *outside) if published or not days.asked_on]


def _named_year(match: re.Match[str], group: int | str = 0) -> NamedDays:
    """The year that a group of a match is."""
    year = int(match[group])
    return NamedDays(datetime.date(year, 1, 1), datetime.date(year, 12, 31), *match.span(group), match[0])


def _short_starts(question: str, named: list[NamedDays], language: str) -> Iterator[NamedDays]:
    """The starts of periods that leave out what their end says: "3 to 7 March 2024", "March and May 2024"."""
    months = _months_as_typed(language) if named else {}
    for days in named:
        match = _short_start(language).search(question[: days.start])
        if match is None:
            continue
        if match["day"] and days.since == days.until:
            first = _day(days.since.year, days.since.month, int(match["day"]))
            if first:
                yield NamedDays(first, first, *match.span("nth"), match["nth"])
        elif name := match["month"]:
            month = months[name.lower()]
            first = datetime.date(days.since.year - (month > days.since.month), month, 1)
            yield NamedDays(first, months_later(first, 1) - datetime.timedelta(days=1), *match.span("month"), name)


@cache
def _short_start(language: str) -> re.Pattern[str]:
    """A number or the name of a month at the end of a text, before a word, perhaps with an article, or a dash."""
    names = "|".join(map(re.escape, sorted(_months_as_typed(language), key=len, reverse=True)))
    # In the East the word stands right behind: 3至 7. Elsewhere that is another word: 10km, Marathon.
    return re.compile(
        r"(?<![\w.,/-])(?:(?P<nth>(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?)"
        rf"|(?P<month>{names}))(?![^\W_\u3040-\uffff])\s*"
        r"(?:\w+\s+(?:(?:the|dem|den|zum|el|le|il|o)\s+)?|[-–]\s*)\Z",
        re.IGNORECASE,
    )


def _dates(question: str, today: datetime.date, language: str) -> Iterator[NamedDays]:
    """The dates in a question: in figures first, then days and months by the names of months."""
    for match in _ISO.finditer(question):
        exact = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if exact:
            yield NamedDays(exact, exact, *match.span(), match[0])
    for match in _IN_FIGURES.finditer(question):
        if exact := _day_in_figures(match, language):
            yield NamedDays(exact, exact, *match.span(), match[0])
    year, end = None, None
    for match in _FIGURES.finditer(question):
        # 2023年8月到12月: the second month is of the same year.
        year = _number(match["year"]) or (year if end == match.start() else None)
        yield from _month_or_day(match, int(match["month"]), match.start(), today, year)
        end = joint(question, match.end())
    for other in dict.fromkeys((language, "en")):
        months = _months_as_typed(other)
        for pattern in _named(other, own=other == language):
            for match in pattern.finditer(question):
                starts = [match.start(name) for name, part in match.groupdict().items() if part]
                month = months[match["month"].lower().rstrip(".")]
                year = _year_of_end(match, month, _named(other), months, question)
                yield from _month_or_day(match, month, min(starts), today, year)


def _year_of_end(
    match: re.Match[str],
    month: int,
    patterns: tuple[re.Pattern[str], ...],
    months: Mapping[str, int],
    question: str,
) -> int | None:
    """The year of a day without one right before a day or month with one: "between 10 March and (2) April 2024".

    Args:
        match: Of the day without a year.
        month: Its month, from 1.
        patterns: Of days and months.
        months: The numbers of the months, by their names.
        question: As typed.
    """
    joined = joint(question, match.end()) if match.groupdict().get("day") else None
    ends = (pattern.match(question, joined) for pattern in patterns) if joined else ()
    end = next((end for end in ends if end and end.groupdict().get("year")), None)
    if end is None or not (
        end.groupdict().get("day") or end.start("month") == joined
    ):  # "on 10 March and in April 2024"
        return None
    last = months[end["month"].lower().rstrip(".")], int(end.groupdict().get("day") or _LAST_DAY)
    return int(end["year"]) - ((month, int(match["day"])) > last)


def _day_in_figures(match: re.Match[str], language: str) -> datetime.date | None:
    """A day written as 16.3.2024, 16/3/2024 or 2024/3/16; None where day and month may be each other.

    With full stops the day comes first; with slashes it does but in English, where only a number above 12 tells.
    """
    if match["year"]:
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    left, right, year = int(match["left"]), int(match["right"]), int(match["last"])
    if match["sign"] == "." or language != "en" or left > MONTHS or left == right:
        return _day(year, right, left)
    return _day(year, left, right) if right > MONTHS else None


def _number(figures: str | None) -> int | None:
    """The number that figures stand for, if there are any."""
    return int(figures) if figures else None


def _years(question: str) -> Iterator[NamedDays]:
    """The years in a question."""
    for match in _YEAR.finditer(question):
        yield _named_year(match, "year" if match["year"] else "counted")


def _month_or_day(
    match: re.Match[str], month: int, start: int, today: datetime.date, year: int | None = None
) -> Iterator[NamedDays]:
    """The month of a match, or the day in it; none where there is no such day or it is `COMING`.

    Args:
        match: With a group `year`: without one, it is the latest such month or day that has begun.
        month: From 1 to 12.
        start: Where the days begin, behind a word like "in".
        today: The day on which it is asked.
        year: The year, where it stands elsewhere.
    """
    parts: dict[str, str | None] = match.groupdict()
    number, year = _number(parts.get("day")), _number(parts.get("year")) or year
    first = _day(year or today.year, month, number or 1)
    if first and year is None and first > today:
        if number and first - today < COMING:
            return
        first = _day(today.year - 1, month, number or 1)
    if first:
        last = first if number else months_later(first, 1) - datetime.timedelta(days=1)
        yield NamedDays(first, last, start, match.end(), match[0].strip(), None if year else today)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    """A date; None when there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _months_as_typed(language: str) -> Mapping[str, int]:
    """The names of months, also without their accents ("fevrier") → their numbers."""
    months = month_names(language)
    bare = {form: number for name, number in months.items() for form in bare_forms(name)}
    return MappingProxyType(bare | dict(months))


@cache
def _named(language: str, *, own: bool = True) -> tuple[re.Pattern[str], ...]:
    """A day and a month, a month and a day, a month before a year; "may" and "march" alone are words.

    Args:
        language: Whose names of months.
        own: Whether the question is in that language: then also a month after `in`.
    """
    names = sorted(_months_as_typed(language), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})\b(?!-)\.?"
    year = r"(?:,?\s+(?:(?:del?|of|năm|του)\s+)?(?P<year>(?:19|20)\d{2})(?!\d))"
    perhaps_year = rf"(?:{year}|(?!,?\s+(?:(?:del?|of|năm|του)\s+)?(?:19|20)\d{{3}}))"  # "7 March 20240" is no day.
    inside = (
        r"in|during|since|after|before|until|till|last|en|im|em|a|ad|nel|de|i|seit|desde|hasta|depuis|avant|во?|у|we?|في|τον|στον|"
        r"(?:en el |au |im |el )?(?:mes|mois|monat|maand|månad) (?:de |d')?"
    )
    patterns = [
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|:[ae]|\.)?\s+(?:of\s+|de\s+)?{month}{perhaps_year}",
        rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d){perhaps_year}",
        rf"(?:\b|(?<=เดือน)|(?<=ใน)){month}{year}",
    ]
    if own:
        patterns.insert(2, rf"\b(?:{inside})\s+{month}{perhaps_year}")
    if language == "tr":
        # Turkish says "in" behind the month.
        patterns.append(rf"\b(?P<month>{'|'.join(names)})(?:'?[dt][ae]\b|\s+ayında\b){perhaps_year}")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
