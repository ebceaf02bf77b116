"""When some words were said → bars on a terminal. Pure: nothing here prints."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answers import short_passage
from bot.render.phrases import counted, day_text, one_line
from retrieval import MentionCount, Timeline, UsageError

UNDATED = "undated"
"""The period of articles of which no day is known."""

FEWEST_BARS, MOST_BARS, AROUND_BARS = 6, 36, 18
"""The fewest and the most bars below each other on a screen, and the lines that everything else takes."""

IDS = 10
"""Articles of a stretch of time that are named by their ids."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_STEPS = ((1, "month"), (3, "quarter"), (12, "year"), (120, "decade"))
_EVER = (datetime.date.min, datetime.date.max)
_MONTHS = {4: 12, 7: 1, 10: 0}  # Of 2024, 2024-03 and 2024-03-16, by their lengths.
_IN_PERIOD = re.compile(r"(.*\S)\s+in\s+(\d{4}(?:-\d\d){0,2}|\d{4}-?Q[1-4]|\d{3}0s|undated)", re.IGNORECASE | re.DOTALL)
_DECADE, _QUARTER = re.compile(r"\d{3}0S", re.ASCII), re.compile(r"\d{4}-?Q[1-4]", re.ASCII)


class Bar(NamedTuple):
    """A stretch of time as it is written (`2024-03`, `2024-Q1`, `2024`, `1990s`), its days, and what was said in it."""

    period: str
    since: datetime.date
    until: datetime.date
    articles: int
    sentences: int
    ids: tuple[str, ...]


def bars(months: Mapping[str, MentionCount], most: int) -> tuple[str, list[Bar]]:
    """Stretches of time from the first to the last month, those in which nothing was said among them.

    Args:
        months: What was said in which month, earliest first.
        most: How many stretches at most, as long as decades are long enough.

    Returns:
        What they are ("month", "quarter", "year", "decade"), and they.
    """
    numbered = {12 * int(month[:4]) + int(month[5:]) - 1: counted_in for month, counted_in in months.items()}
    if not numbered:
        return "month", []
    first, last = min(numbered), max(numbered)
    step, name = next((pair for pair in _STEPS if last // pair[0] - first // pair[0] < most), _STEPS[-1])
    said_in = {
        stretch: [numbered[month] for month in some]
        for stretch, some in groupby(sorted(numbered), key=lambda month: month // step)
    }
    return name, [_bar(step, stretch, said_in.get(stretch, ())) for stretch in range(first // step, last // step + 1)]


def _bar(step: int, stretch: int, of_months: Sequence[MentionCount]) -> Bar:
    """A stretch of `step` months, by its number since the year 0."""
    year, month = divmod(stretch * step, 12)
    names = {1: f"{year:04}-{month + 1:02}", 3: f"{year:04}-Q{month // 3 + 1}", 12: f"{year:04}", 120: f"{year:04}s"}
    name = names[step]
    ids = tuple(identity for each in of_months for identity in each.ids)
    articles, sentences = (sum(getattr(each, field) for each in of_months) for field in ("articles", "sentences"))
    return Bar(name, *(days_of(name) or _EVER), articles, sentences, ids[:IDS])


def days_of(period: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a stretch of time, as `2024`, `2024-03`, `2024-03-16`, `2024-Q1` or `1990s`.

    Returns:
        None for `undated`: the articles of which no day is known.

    Raises:
        UsageError: It is written otherwise.
    """
    text = period.strip().upper()
    if text == UNDATED.upper():
        return None
    try:
        if _DECADE.fullmatch(text):
            first, months = datetime.date(int(text[:4]) or 1, 1, 1), 120
        elif _QUARTER.fullmatch(text):
            first, months = datetime.date(int(text[:4]), 3 * int(text[-1]) - 2, 1), 3
        else:
            months = _MONTHS[len(text)]
            first = datetime.date.fromisoformat(f"{text}{'-01-01'[len(text) - 4 :]}")
        return first, _end(first, months)
    except (ValueError, LookupError):
        ways = "2024-03, 2024, 2024-Q1, 1990s, 2024-03-16 or undated"
        raise UsageError(f"{period[:40]!r} is not a period; write it as {ways}.") from None


def words_and_period(line: str) -> tuple[str, str]:
    """Words and the period after them, as in `dam in 2024-03`; the period is empty if none is written."""
    match = _IN_PERIOD.fullmatch(line.strip())
    return (match[1], match[2]) if match else (line.strip(), "")


def _end(first: datetime.date, months: int) -> datetime.date:
    """The last day of the months that begin on a day; that day if there are none."""
    if not months:
        return first
    year, month = divmod(12 * first.year + first.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)


def fitting_bars(height: int | None) -> int:
    """How many bars a screen has room for, by its lines; None if it has no end."""
    return MOST_BARS if height is None else min(max(height - AROUND_BARS, FEWEST_BARS), MOST_BARS)


def first_day(timeline: Timeline) -> datetime.date | None:
    """The day of the article that says the words first; None if no day is known."""
    return timeline.ends.passages[0].citation.date if timeline.months else None


def last_day(timeline: Timeline) -> datetime.date | None:
    """The day of the article that says the words last."""
    return timeline.ends.passages[-1].citation.date if timeline.months else None


def timeline_text(timeline: Timeline, command: str, width: int, most: int, *, marks: bool) -> RenderableType:
    """When some words were said, for a person: how often, a bar for each month or longer stretch, first and last.

    Args:
        timeline: When they were said.
        command: What shows the sentences of a period that is written after it.
        width: The columns that there are.
        most: How many bars there may be.
        marks: Puts ** around the sentences, for output without bold.
    """
    parts: list[RenderableType] = [Text(one_line(line), style="yellow") for line in timeline.ends.notes]
    if not timeline.ends.answered:
        return Group(*parts, Text("\n".join(_unsaid(timeline)), style="yellow"))
    parts += [Text(line) for line in counts(timeline)]
    by, every = bars(timeline.months, most)
    if every:
        parts += [Text(""), *_rows(every, width), Text(f"articles by {by}, and their sentences", style="dim")]
    for passage, when in zip(timeline.ends.passages, ("First said:", "Last said:"), strict=False):
        head = [Text(when, style="bold")] if timeline.months else []
        parts += [*head, *short_passage(passage, 0, marks=marks)]
    example = max(every, key=lambda bar: bar.articles).period if every else UNDATED
    return Group(*parts, Text(f"What was said then: {command} {example}", style="dim"))


def _unsaid(timeline: Timeline) -> Iterator[str]:
    """That nobody says some words, and which ones may have been meant."""
    yield "No article of this archive says that in one sentence."
    for correction in timeline.ends.corrections:
        yield f"{one_line(correction.word)} does not occur; did you mean {one_line(correction.read_as)}?"


def counts(timeline: Timeline) -> Iterator[str]:
    """How many articles say some words, from when to when, and what is not counted, a line each."""
    first, last = first_day(timeline), last_day(timeline)
    span = f", on {day_text(first)}" if first else ""
    if first != last:
        span = f", from {day_text(first)} to {day_text(last)}"
    say = "says" if timeline.articles == 1 else "say"
    yield f"{counted(timeline.articles, 'article')} {say} it, in {counted(timeline.sentences, 'sentence')}{span}."
    if (undated := timeline.undated.articles) and timeline.months:
        yield f"{counted(undated, 'article')} of them {'has' if undated == 1 else 'have'} no date (undated)."
    if copies := timeline.copies:
        yield f"{counted(copies, 'more article')} {'is a copy' if copies == 1 else 'are copies'} and not counted."


def _rows(every: list[Bar], width: int) -> Iterator[Text]:
    """A line for each stretch of time: its name, a bar as long as it has articles, and the numbers."""
    numbers = [f"{bar.articles:,} · {bar.sentences:,}" if bar.articles else "0" for bar in every]
    room = max(width - len(every[0].period) - max(map(cell_len, numbers)) - 3, 8)
    most = max(bar.articles for bar in every)
    for bar, number in zip(every, numbers, strict=True):
        eighths = max(round(8 * room * bar.articles / most), 1) if bar.articles else 0
        blocks = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        yield Text.assemble((bar.period, "cyan"), " ", (blocks, "blue"), " " if blocks else "", (number, "default"))
