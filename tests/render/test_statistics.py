"""An archive in numbers, for a person and as JSON."""

import datetime
import io
import json

import pytest
from rich.console import Console

from bot.render.statistics import HEIGHT, histogram, statistics_json, statistics_text
from retrieval import Statistics

NUMBERS = Statistics(
    articles=1_200, paragraphs=9_000, passages=3_000, terms=20_000, languages={"en": 1_000, "de": 200}, files=700,
    kinds={".txt": 699, "": 1}, months={"2023-11": 400, "2024-01": 790}, undated=10, copies=3, file_bytes=1_234_567,
    state_bytes=999, engine="disk", last_change=datetime.datetime(2024, 2, 3, 4, 5, tzinfo=datetime.UTC),
)  # fmt: skip


def shown(numbers: Statistics, width: int = 80) -> list[str]:
    """The lines on a terminal of so many columns."""
    screen = io.StringIO()
    Console(file=screen, width=width).print(statistics_text(numbers, "news", "by events", width))
    return screen.getvalue().splitlines()


def test_every_number_has_a_line() -> None:
    """In figures as people read them."""
    assert [line.rstrip() for line in shown(NUMBERS)[:13]] == [
        "news",
        "articles       1,200 in 700 files",
        "copies         3 of them say what another one says",
        "paragraphs     9,000",
        "passages       3,000",
        "terms          20,000 different",
        "languages      en 1,000, de 200",
        "kinds of file  .txt 699, no ending 1",
        "dates          2023-11 to 2024-01, 10 articles without one",
        "on disk        1.2 MB of articles, 999 bytes of index",
        "engine         disk",
        "last change    2024-02-03 04:05 UTC",
        "watched        by events",
    ]


def test_an_empty_archive_has_numbers_too() -> None:
    """And no histogram."""
    empty = Statistics(0, 0, 0, 0, {}, 0, {}, {}, 0, 0, 0, 0, "memory", None)
    lines = [line.rstrip() for line in shown(empty)]
    assert lines[1:3] == ["articles       0 in 0 files", "copies         none"]
    assert lines[8:] == [
        "dates          none",
        "on disk        0 bytes of articles, 0 bytes of index",
        "engine         memory",
        "last change    never",
        "watched        by events",
    ]


def test_what_is_long_stays_under_itself() -> None:
    """Many kinds are named up to twelve, in lines that fit."""
    numbers = NUMBERS._replace(kinds={f".kind{n:02}": 100 - n for n in range(14)})
    lines = shown(numbers, 60)
    first = next(n for n, line in enumerate(lines) if line.startswith("kinds"))
    written = " ".join(line[15:].strip() for line in lines[first : first + 4])
    assert written.endswith(".kind11 89, 2 more")
    assert max(map(len, lines)) <= 60


def test_json_has_the_same() -> None:
    """As plain values, with the first and the last month."""
    written = json.loads(json.dumps(statistics_json(NUMBERS, "news", "by events")))
    assert written["months"] == {"2023-11": 400, "2024-01": 790}
    assert (written["first_month"], written["last_month"]) == ("2023-11", "2024-01")
    assert (written["corpus"], written["watched"]) == ("news", "by events")
    assert written["last_change"] == "2024-02-03T04:05:00+00:00"
    assert statistics_json(NUMBERS._replace(months={}, last_change=None), "", "")["first_month"] is None


def test_a_column_is_a_month() -> None:
    """From the first to the last, those without articles too; the highest fills the height, any article is seen."""
    lines = histogram({"2023-11": 1, "2024-01": 600}, 80)
    assert len(lines) == HEIGHT + 2
    assert lines[0] == "600 ┤        ████"
    assert lines[HEIGHT - 1] == "  0 ┤▁▁▁▁    ████"
    assert lines[HEIGHT:] == ["     2023    2024", "     articles by month"]


@pytest.mark.parametrize(
    ("first", "last", "period", "bars"),
    [
        ("2018-01", "2024-01", "month", 73), ("2018-01", "2024-06", "quarter", 26),
        ("2000-06", "2018-09", "quarter", 74), ("1995-01", "2024-01", "year", 30),
        ("1800-01", "2024-01", "five years", 45), ("1500-01", "2024-01", "decade", 53),
        ("0100-01", "2024-01", "century", 20),
    ],
)  # fmt: skip
def test_months_that_do_not_fit_make_longer_periods(first: str, last: str, period: str, bars: int) -> None:
    """Quarters, years, decades: as many columns as fit a terminal of 80."""
    lines = histogram({first: 10, last: 20}, 80)
    assert lines[-1].strip() == f"articles by {period}"
    assert max(map(len, lines)) <= 80
    low, wide = lines[HEIGHT - 1].partition("┤")[2], max(1, min(4, 75 // bars))
    assert len(low) == bars * wide
    assert (low[0], low[-1]) == ("█", "█")
