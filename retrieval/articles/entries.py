"""One file with many dated entries (a diary, a log, minutes, what changed in each release): an article for each.

A person cites the entry, with its day. A text that has a day of its own is one article, whatever days head its parts.
"""

import datetime
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from retrieval.articles.chats import days_told
from retrieval.articles.date_lines import about_line, day_in_title, is_day_of_a_year, says_of_days
from retrieval.articles.dates import day_in_figures, day_in_name, figures, named_day
from retrieval.articles.metadata import day_in_address, normalised
from retrieval.articles.openings import is_day_first
from retrieval.language.expressions import expression
from retrieval.language.months import all_weekday_names
from retrieval.records import Article, LineStart, digest

NO_FIELDS: Mapping[str, Any] = MappingProxyType({})
LONGEST = 120
"""A line that heads an entry has up to this many code points."""

FEWEST = 2
"""So many headings that are days make entries…"""

FEWEST_LINES = 3
"""…and so many lines, of a text that marks no headings."""

OPENING, MOST = 20, 5_000
"""One of so many first lines with figures heads an entry; a text with more than so many of them is none of entries."""

FEWEST_WORDS = 3
"""An entry has so many words below its heading; half of them may have fewer."""

MADE = "document properties"
"""Where the day stands on which a document was made: that of none of its entries."""

MONTHS = 12
"""What is more is no month."""

_FIGURE = expression(r"\d")
_LINE = expression(r"(?:\A|\n[^\S\n]*\n)(?P<line>[^\n]{5,60})(?=\n|\Z)")
"""The first line of a block."""

_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VERSION = expression(r"\W{0,3}v?\d{1,9}(?:\.\d{1,9}){1,5}[\w.+-]{0,30}+\W{0,9}", re.IGNORECASE)
_PARTED = expression(r"\s[-–—|:@]\s*\Z|[|:]\s*\Z")
"""What parts a title from the day after it."""

_IN_BRACKETS = expression(r"[(\[]\s*\Z")
_RANGE = expression(r"\d\.?\s?[-–—/&]\s?\Z")
"""A day before the day: `3–5 March 2024`."""

_AROUND = " \t,.;:|()[]<>*_–—-"
_OF_TIMES = expression(
    r"time.?line|chronolog|chronik|cronolog|хронолог|histor|geschichte|histoire|storia|истори|program|agenda|schedule|"
    r"calend|kalender|календар|events?\b|veranstaltung|itinerar|fahrplan|termine",
    re.IGNORECASE,
)
"""In the title of what tells of days gone by or to come, which was not written on them."""


_OF_EVENTS = expression(
    r"festival|\bfest\b|feria|конференц|фестивал|conferen|konferen|\bcongre|kongress|symposi|simposi|colloqu|"
    r"concert|konzert|conciert|концерт|"
    r"line-?up|fixtures|spielplan|cartelera|repertoire|spectacle|tournament|turnier|torneo|workshops?\b|summer school|"
    r"\b(?:film|music|book|science|art|theat(?:re|er)|literature|jazz|dance) (?:weeks?|days|nights?)|"
    r"(?:film|musik|buch|kultur|theater|literatur|jazz)(?:woche|tage)",
    re.IGNORECASE,
)
"""In the title of what tells of events to come, unless it is a diary of them."""

_TO_BE_PAID = expression(
    r"^\W{0,5}(?:tickets?|admission|free (?:entry|admission)|doors open|box office|booking|eintritt|einlass|vorverkauf|"
    r"entradas?|billets?|entrée|ingresso|ingressi|biglietti|ingressos|kaartverkoop|toegang|вход|билеты)\b[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of what invites to events."""


class _Part(NamedTuple):
    """Where an entry, or what stands between entries, begins; its heading, and its day."""

    start: int
    heading: str
    end_of_heading: int
    day: datetime.date | None


def entries(article: Article, ranks: Sequence[int] = (), fields: Mapping[str, Any] = NO_FIELDS) -> Iterator[Article]:
    """The dated entries of a text, each an article, and what stands before or between them; else the article alone.

    Args:
        article: The article of a whole file.
        ranks: Those of its headings, 1 that of the highest; none if they aren't known.
        fields: What its file tells of it: one whose address has a day was published whole.
    """
    if chat := _of_chat(article):
        yield from chat
        return
    parts = [] if day_in_address(normalised(fields)) else _parts(article, ranks)
    if not parts and article.headings is not None and article.lines == ():
        # Days of a document may be lines in plain letters.
        parts = _parts(article, (), marked=False)
    if not parts:
        yield article
        return
    yield from _apart(article, parts)


def _apart(article: Article, parts: Sequence[_Part]) -> Iterator[Article]:
    """The parts of an article, each an article under an ID of its own."""
    ids = Counter(_id(part) for part in parts)
    for part, end in zip(parts, [*(part.start for part in parts[1:]), len(article.text)], strict=True):
        name = _id(part)
        if ids[name] > 1:
            name = f"{name}-{digest(article.text[part.start : end])[:12]}"
        yield _entry(article, part, end, name)


def _of_chat(article: Article) -> list[Article]:
    """The messages of each day of a chat as an article, with what stands above the first; none if a text is no chat."""
    if article.date is not None and article.provenance.get("date") not in ("text", MADE):
        return []
    told = days_told(article.text)
    days = _days([words for _, words in told], article, titled=False) if told else []
    if not told or not all(days):
        return []
    starts = [0, *(start for start, _ in told[1:])]
    parts = [_Part(start, "", start, day) for start, day in zip(starts, days, strict=True)]
    parts = [parts[0], *(part for before, part in pairwise(parts) if part.day != before.day)]
    if len(parts) == 1:
        return [replace(article, date=days[0], provenance={**article.provenance, "date": "text"})]
    return list(_apart(article, parts))


def _parts(article: Article, ranks: Sequence[int], *, marked: bool = True) -> list[_Part]:
    """Where entries begin and what is between them; none if the text is one article.

    Args:
        article: The article.
        ranks: Those of its headings.
        marked: Whether its headings may head entries, rather than its lines.
    """
    title = article.title or ""
    is_dated = article.date is not None and article.provenance.get("date") not in ("text", MADE)
    if is_dated or article.record is not None or _is_of_other_days(f"{title} {article.path.rpartition('/')[2]}"):
        return []
    marked = marked and article.headings is not None
    spans = [(start, end) for start, end in article.headings or ()] if marked else _lines(article.text)
    if len(spans) < (FEWEST if marked else FEWEST_LINES) or day_in_name(article.path):
        return []
    headings = [article.text[start:end] for start, end in spans]
    days = _days(headings, article, titled=marked)
    is_ranked = bool(ranks)
    if is_ranked:
        common = Counter(rank for rank, day in zip(ranks, days, strict=True) if day).most_common(1)
        rank = common[0][0] if common else 0
    else:
        rank = 1
        ranks = [1 if day else 2 for day in days]
    parts: list[_Part] = []
    for (start, end), heading, day, its_rank in zip(spans, headings, days, ranks, strict=True):
        if its_rank <= rank:
            parts.append(_Part(start, heading, end, day if its_rank == rank else None))
    first = next((n for n, part in enumerate(parts) if part.day), len(parts))
    dated = [part.day for part in parts if part.day]
    others = sum(its_rank == rank and day is None for its_rank, day in zip(ranks, days, strict=True))
    if marked and not is_ranked:
        others = days.count(None)
    if len({*dated}) < (FEWEST if marked else FEWEST_LINES) or others > len(dated) or not _in_order(dated):
        return []
    above = article.text[: parts[first].start]
    date = article.date if article.provenance.get("date") != MADE else None
    if _is_of_other_days(above[:LONGEST]) or (date and date not in dated):
        return []
    if _TO_BE_PAID.search(article.text):
        return []
    return _with_bodies(article.text, [_Part(0, "", 0, None), *parts[first:]] if above.strip() else parts[first:])


def _is_of_other_days(words: str) -> bool:
    """Whether a title says that a text tells of days gone by or to come, on which it was not written."""
    is_of_events = _OF_EVENTS.search(words) is not None and not says_of_days(words)
    return is_of_events or _OF_TIMES.search(words) is not None


def _with_bodies(text: str, parts: list[_Part]) -> list[_Part]:
    """The parts, those that are a heading and no more joined to the next; none if most entries are that."""
    ends = [*(part.start for part in parts[1:]), len(text)]
    filled: list[_Part] = []
    empty, start = 0, None
    for part, end in zip(parts, ends, strict=True):
        below = text[part.end_of_heading : end]
        if part.heading or part.day:
            is_bare = not below.strip()
        else:
            # What is above the first entry may be a title and no more.
            is_bare = "\n" not in below.strip() and len(below.strip()) <= LONGEST
        empty += part.day is not None and len(below.split()) < FEWEST_WORDS
        if part.day is None and is_bare:
            start = part.start if start is None else start
            continue
        filled.append(part if start is None else part._replace(start=start))
        start = None
    entries = sum(part.day is not None for part in parts)
    return filled if empty * 2 <= entries else []


def _lines(text: str) -> list[tuple[int, int]]:
    """Where lines begin and end that may head entries of a text without marks."""
    lines = [match.span("line") for match in _LINE.finditer(text) if _FIGURE.search(match["line"])]
    opens = any(_day(text[start:end], None, day_first=True, titled=False) for start, end in lines[:OPENING])
    return lines if opens and len(lines) <= MOST else []


def _days(headings: Sequence[str], article: Article, *, titled: bool) -> list[datetime.date | None]:
    """The day that each of some headings says that its entry is of.

    Args:
        headings: The headings.
        article: Their article, which may tell the year, and the order of days in figures.
        titled: Whether they may have a title beside the day.
    """
    years = {match[0] for match in _YEAR.finditer(f"{article.title or ''} {article.path.rpartition('/')[2]}")}
    year = years.pop() if len(years) == 1 else None
    known = {order: [_day(each, year, day_first=order, titled=titled) for each in headings] for order in (True, False)}
    if known[True] == known[False]:
        return known[True]
    orders = _orders(headings) or {order for order, days in known.items() if _in_order([*filter(None, days)])}
    order = orders.pop() if len(orders) == 1 else is_day_first(article.text)
    return [None] * len(headings) if order is None else known[order]


def _orders(headings: Sequence[str]) -> set[bool]:
    """Whether the day comes first in headings that tell it: 13/04/2024."""
    placed = ((words, day_in_figures(words)) for words in map(figures, headings))
    return {
        words[found[1] :].startswith(str(found[0].day)) for words, found in placed if found and found[0].day > MONTHS
    }


def _day(heading: str, year: str | None, *, day_first: bool, titled: bool) -> datetime.date | None:
    """The day of a heading.

    Args:
        heading: The heading.
        year: The year of the file, if its name or title tells one.
        day_first: Whether 03.04.2024 is 3 April.
        titled: Whether it may have a title beside the day.
    """
    if len(heading) > LONGEST:
        return None
    if year and is_day_of_a_year(heading):
        heading = f"{heading.strip(_AROUND)} {year}"
    if not _FIGURE.search(heading):
        return None
    about = about_line(heading.strip(_AROUND), day_first)
    if about:
        return about.day if about.is_dated and not about.has_label and not about.authors else None
    return _day_beside_title(figures(heading), day_first=day_first) if titled else None


def _day_beside_title(words: str, *, day_first: bool) -> datetime.date | None:
    """The day at the beginning or the end of a heading that says more."""
    if day := day_in_title(words):
        return day
    placed = named_day(words) or day_in_figures(words, day_first=day_first)
    if placed is None:
        return None
    day, start, end = placed
    before, after = words[:start], words[end:]
    if _VERSION.fullmatch(before) and not after.strip(_AROUND):
        return day
    if named_day(after) or day_in_figures(after, day_first=day_first) or _RANGE.search(before):
        return None
    if not before.strip(_AROUND) or before.strip(_AROUND).lower() in all_weekday_names():
        return day
    if after.strip(_AROUND):
        return None
    is_parted = _PARTED.search(before) or (_IN_BRACKETS.search(before) and words[start : start + 4].isdecimal())
    return day if is_parted else None


def _in_order(days: Sequence[datetime.date]) -> bool:
    """Whether days follow each other, upwards or downwards."""
    return all(a <= b for a, b in pairwise(days)) or all(a >= b for a, b in pairwise(days))


def _id(part: _Part) -> str:
    """What tells a part from the others of its file."""
    if part.day is None:
        return digest(part.heading)[:12] if part.heading else ""
    is_bare = not part.heading or _is_bare(part.heading)
    return part.day.isoformat() + ("" if is_bare else f"-{digest(part.heading)[:6]}")


def _is_bare(heading: str) -> bool:
    """Whether a heading is a day and no more."""
    return about_line(heading.strip(_AROUND)) is not None or is_day_of_a_year(heading)


def _entry(article: Article, part: _Part, end: int, name: str) -> Article:
    """A part of an article as an article.

    Args:
        article: The article.
        part: The part.
        end: Where the next one begins.
        name: What tells it from the others.
    """
    start = part.start
    text = article.text[start:end].rstrip()
    lines = article.lines
    if lines is None:
        lines = ((0, 1 + article.text.count("\n", 0, start)),)
    elif lines:
        lines = _from(lines, article.text, start, start + len(text), feeds=True)
    pages = article.pages and _from(article.pages, article.text, start, start + len(text), feeds=False)
    headings = article.headings
    if headings:
        inside = headings[bisect_left(headings, (start, 0)) : bisect_left(headings, (start + len(text), 0))]
        headings = tuple((first - start, last - start) for first, last in inside)
    is_bare = part.day is None or _is_bare(part.heading)
    title = (article.title if is_bare else None) or " ".join(part.heading.split()) or None
    told = {"date": "text"} if part.day else {}
    told |= {} if title == article.title else {"title": "text"}
    return replace(
        article, id=f"{article.id}#{name}" if name else article.id, text=text, title=title, date=part.day,
        headings=headings, lines=lines, pages=pages, provenance={**article.provenance, **told},
    )  # fmt: skip


def _from(places: Sequence[LineStart], text: str, start: int, end: int, *, feeds: bool) -> tuple[LineStart, ...]:
    """Places of lines or pages, as offsets from a start up to an end.

    Args:
        places: Offsets in the text, each with its line or page.
        text: The text.
        start: Where a part of it begins.
        end: Where that ends.
        feeds: Whether line feeds count on.
    """
    first = bisect_left(places, (start + 1, 0))
    inside = tuple((at - start, number) for at, number in places[first : bisect_left(places, (end, 0))])
    if not first:
        return inside
    at, number = places[first - 1]
    return (0, number + (text.count("\n", at, start) if feeds else 0)), *inside
