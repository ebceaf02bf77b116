"""An archive in numbers → what a person or a program reads."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.phrases import counted
from retrieval import Statistics

HEIGHT = 6
"""Lines of the histogram."""

SHOWN = 12
"""How many languages and kinds of file are named; the others are counted."""

_NAMES = 15  # Columns for the names of the numbers.
_BARS = " ▁▂▃▄▅▆▇█"
_STEPS = ((1, "month"), (3, "quarter"), (12, "year"), (60, "five years"), (120, "decade"), (1_200, "century"))
_MOST_WIDE = 4  # Columns of a bar: a few broad ones would look like one.


def statistics_json(statistics: Statistics, corpus: str, watched: str) -> dict[str, Any]:
    """The numbers as plain values.

    Args:
        statistics: The numbers.
        corpus: The folder or file of the archive.
        watched: How it is watched, as a clause.
    """
    months = list(statistics.months)
    return {
        "corpus": corpus,
        **statistics._asdict(),
        "first_month": months[0] if months else None,
        "last_month": months[-1] if months else None,
        "last_change": statistics.last_change.isoformat(timespec="seconds") if statistics.last_change else None,
        "watched": watched,
    }


def statistics_text(statistics: Statistics, corpus: str, watched: str, width: int) -> RenderableType:
    """The numbers for a person, with a histogram of the dates.

    Args:
        statistics: The numbers.
        corpus: What the archive is called.
        watched: How it is watched.
        width: Columns of the terminal.
    """
    parts: list[RenderableType] = [Text(corpus, style="bold")]
    for name, value in summary_rows(statistics, watched):
        first, *others = wrap(value, max(width - _NAMES, _NAMES)) or [""]
        parts.append(Text.assemble((f"{name:<{_NAMES}}", "dim"), first))
        parts += [Text(f"{'':{_NAMES}}{line}") for line in others]
    if statistics.months:
        lines = histogram(statistics.months, width)
        parts += [Text(""), *(Text(line, style="cyan") for line in lines[:-2]), *(Text(line) for line in lines[-2:])]
    return Group(*parts)


def summary_rows(numbers: Statistics, watched: str) -> list[tuple[str, str]]:
    """The numbers by their names, as texts; `watched` says how the archive is."""
    last_change = f"{numbers.last_change:%Y-%m-%d %H:%M} UTC" if numbers.last_change else "never"
    return [
        ("articles", f"{numbers.articles:,} in {counted(numbers.files, 'file')}"),
        ("copies", f"{numbers.copies:,} of them say what another one says" if numbers.copies else "none"),
        ("paragraphs", f"{numbers.paragraphs:,}"),
        ("passages", f"{numbers.passages:,}"),
        ("terms", f"{numbers.terms:,} different"),
        ("languages", _listed(numbers.languages)),
        ("kinds of file", _listed(numbers.kinds)),
        ("dates", _dates(numbers)),
        ("on disk", f"{size_text(numbers.file_bytes)} of articles, {size_text(numbers.state_bytes)} of index"),
        ("engine", numbers.engine),
        ("last change", last_change),
        ("watched", watched),
    ]


class Periods(NamedTuple):
    """How many articles there are of each of some periods that follow each other, each some months long.

    `name` is what such a period is called, `begins` the first month of the first one, counted from January of year 0.
    """

    name: str
    months: int
    begins: int
    counts: list[int]


def by_period(months: Mapping[str, int], room: int) -> Periods:
    """Articles by months, or by longer periods where there are more months than there is room for.

    Args:
        months: Articles by months as `2024-03`; at least one.
        room: How many periods there may be.
    """
    numbered = {12 * int(month[:4]) + int(month[5:]) - 1: count for month, count in months.items()}
    first, last = min(numbered), max(numbered)
    step, name = next((pair for pair in _STEPS if last // pair[0] - first // pair[0] < room), _STEPS[-1])
    counts = [0] * (last // step - first // step + 1)
    for month, count in numbered.items():
        counts[month // step - first // step] += count
    return Periods(name, step, first // step * step, counts[-room:])


def histogram(months: Mapping[str, int], width: int) -> list[str]:
    """How many articles there are of each month, as columns of a text; where months don't fit, of each longer period.

    Args:
        months: Articles by months as `2024-03`, earliest first; at least one.
        width: The columns that there are.
    """
    margin = len(f"{sum(months.values()):,}") + 2
    room = max(width - margin, 10)
    period, step, begins, counts = by_period(months, room)
    wide = max(1, min(_MOST_WIDE, room // len(counts)))
    most = max(counts)
    lines = []
    for line in reversed(range(HEIGHT)):
        label = f"{most:,}" if line == HEIGHT - 1 else "0" if not line else ""
        lines.append(f"{label:>{margin - 2}} ┤" + "".join(_bar(count, most, line) * wide for count in counts).rstrip())
    return [*lines, " " * margin + _years(begins, step, len(counts), wide), f"{'':{margin}}articles by {period}"]


def _bar(count: int, most: int, line: int) -> str:
    """The part of a bar that is in a line, counted from below; any article at all is seen."""
    eighths = max(round(8 * HEIGHT * count / most), 1) if count else 0
    return _BARS[min(max(eighths - 8 * line, 0), 8)]


def _years(begins: int, step: int, bars: int, wide: int) -> str:
    """The years under the bars in which they begin, as many as there is room for."""
    axis = ""
    for bar in range(bars):
        month = begins + bar * step
        starts = month % 12 < step or bar == 0
        if starts and len(axis) <= bar * wide:
            axis = f"{axis:<{bar * wide}}{month // 12} "
    return axis.rstrip()


def _dates(numbers: Statistics) -> str:
    """From when to when, and how many have none."""
    undated = f"{counted(numbers.undated, 'article')} without one" if numbers.undated else ""
    months = list(numbers.months)
    span = f"{months[0]} to {months[-1]}" if months else ""
    return ", ".join(filter(None, (span, undated))) or "none"


def _listed(counts: Mapping[str, int]) -> str:
    """Names with how often there are, most first, as far as there is room."""
    pairs: Sequence[tuple[str, int]] = list(counts.items())
    names = [f"{name or 'no ending'} {count:,}" for name, count in pairs[:SHOWN]]
    if more := len(pairs) - SHOWN:
        names += [f"{more} more"] if more > 0 else []
    return ", ".join(names) or "none"


def size_text(number: float) -> str:
    """Bytes as people read them."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1_000 or unit == "GB":
            return f"{number:,.0f} {unit}" if number >= 10 or unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1_000
    raise AssertionError
