"""When words were said, as bars on a terminal and as a picture."""

import datetime
import struct
import zlib
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.journal.timelines import MOST_MONTHS, timeline_json
from bot.render.picture import png, svg
from bot.render.timeline import (
    FEWEST_BARS,
    MOST_BARS,
    Bar,
    bars,
    counts,
    days_of,
    fitting_bars,
    timeline_text,
    words_and_period,
)
from retrieval import SaidIn, SpellingCorrection, Timeline, UsageError
from tests.answers import answer, passage

DAY = datetime.date


def said(articles: int, sentences: int | None = None, *ids: str) -> SaidIn:
    return SaidIn(articles, articles if sentences is None else sentences, ids)


def made(months: dict[str, SaidIn], **values: Any) -> Timeline:
    """A timeline of these months, said first in March and last in May 2024."""
    ends = answer(passage(), passage(2, date=DAY(2024, 5, 9))) if months else answer()
    fields: dict[str, Any] = {
        "words": "the dam", "exact": (), "ends": ends, "articles": sum(each.articles for each in months.values()),
        "sentences": sum(each.sentences for each in months.values()), "copies": 0, "undated": said(0), "months": months,
    }  # fmt: skip
    return Timeline(**{**fields, **values})


def shown(timeline: Timeline, width: int = 60, most: int = 20, *, marks: bool = True) -> list[str]:
    """What a terminal of so many columns shows."""
    console = Console(width=width, color_system=None, force_terminal=True)
    with console.capture() as captured:
        console.print(timeline_text(timeline, ":timeline dam in", width, most, marks=marks))
    return [line.rstrip() for line in captured.get().splitlines()]


def test_every_month_has_its_bar() -> None:
    """Those in which nothing was said, too; a bar is as long as it has articles, and any article is seen."""
    lines = shown(made({"2024-03": said(40, 90), "2024-05": said(1, 1)}))
    assert lines[:2] == ["41 articles say it, in 91 sentences, from 16 March 2024 to 9", "May 2024."]
    at = lines.index("2024-04 0")
    assert lines[at - 1].startswith("2024-03 ████")
    assert lines[at - 1].endswith("█ 40 · 90")
    assert cell_len(lines[at - 1]) <= 60
    assert lines[at + 1] == "2024-05 █▏ 1 · 1"
    assert lines[at + 2] == "articles by month, and their sentences"
    assert "First said:" in lines
    assert "Last said:" in lines
    assert "[2] The bridge" in lines
    assert lines[-1] == "What was said then: :timeline dam in 2024-03"


def test_what_is_not_counted_is_said() -> None:
    """Copies, and articles without a day; where nobody says it, nothing but that."""
    few = made({"2024-03": said(1, 2)}, undated=said(1), copies=1, articles=2, ends=answer(passage()))
    assert list(counts(few)) == [
        "2 articles say it, in 2 sentences, on 16 March 2024.",
        "1 article of them has no date (undated).",
        "1 more article is a copy and not counted.",
    ]
    many = made({"2024-03": said(1, 1)}, undated=said(3), copies=2, articles=1, ends=answer(passage()))
    assert list(counts(many)) == [
        "1 article says it, in 1 sentence, on 16 March 2024.",
        "3 articles of them have no date (undated).",
        "2 more articles are copies and not counted.",
    ]
    nowhere = made({}, ends=answer(corrections=(SpellingCorrection("dma", "dam"),)))
    assert shown(nowhere) == [
        "No article of this archive says that in one sentence.",
        "dma does not occur; did you mean dam?",
    ]
    undated = shown(made({}, undated=said(2), articles=2, sentences=2, ends=answer(passage())))
    assert undated[0] == "2 articles say it, in 2 sentences."
    assert undated[-1] == "What was said then: :timeline dam in undated"


@pytest.mark.parametrize(
    ("first", "last", "by", "number", "names"),
    [
        ("2024-03", "2024-03", "month", 1, ("2024-03", "2024-03")),
        ("2023-04", "2024-03", "month", 12, ("2023-04", "2024-03")),
        ("2023-03", "2024-03", "quarter", 5, ("2023-Q1", "2024-Q1")),
        ("2021-04", "2024-03", "quarter", 12, ("2021-Q2", "2024-Q1")),
        ("2021-03", "2024-03", "year", 4, ("2021", "2024")),
        ("2013-01", "2024-12", "year", 12, ("2013", "2024")),
        ("2012-12", "2024-01", "decade", 2, ("2010s", "2020s")),
        ("0987-12", "2024-01", "decade", 105, ("0980s", "2020s")),
    ],
)
def test_long_spans_have_longer_bars(first: str, last: str, by: str, number: int, names: tuple[str, str]) -> None:
    """As many as fit: months, quarters, years, and decades however many; all that was said is in one of them."""
    name, every = bars({first: said(2, 3, "a", "b"), last: said(4, 5, "c")}, 12)
    assert (name, len(every), (every[0].period, every[-1].period)) == (by, number, names)
    assert sum(bar.articles for bar in every) == (4 if first == last else 6)
    assert all(bar.since <= bar.until for bar in every)
    assert all(later.since == bar.until + datetime.timedelta(days=1) for bar, later in pairwise(every))
    assert every[0].ids[:1] == (("c",) if first == last else ("a",))


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("2024", DAY(2024, 1, 1), DAY(2024, 12, 31)),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("2024-12", DAY(2024, 12, 1), DAY(2024, 12, 31)),
        (" 2024-03-16 ", DAY(2024, 3, 16), DAY(2024, 3, 16)),
        ("2024-q4", DAY(2024, 10, 1), DAY(2024, 12, 31)),
        ("2024Q1", DAY(2024, 1, 1), DAY(2024, 3, 31)),
        ("1990s", DAY(1990, 1, 1), DAY(1999, 12, 31)),
        ("0000s", DAY(1, 1, 1), DAY(10, 12, 31)),
        ("9999", DAY(9999, 1, 1), DAY(9999, 12, 31)),
        ("9990s", DAY(9990, 1, 1), DAY(9999, 12, 31)),
    ],
)
def test_a_period_has_its_days(period: str, since: datetime.date, until: datetime.date) -> None:
    """The first and the last one."""
    assert days_of(period) == (since, until)


def test_undated_is_a_period() -> None:
    """Of no days."""
    assert days_of("Undated") is None


@pytest.mark.parametrize(
    "period", ["", "24", "2024-13", "2024-00", "2024-02-30", "March", "2024-Q5", "1995s", "٢٠٢٤", "0000"]
)
def test_what_is_not_a_period(period: str) -> None:
    """How to write one is said."""
    with pytest.raises(UsageError, match="is not a period; write it as 2024-03, 2024, 2024-Q1, 1990s"):
        days_of(period)


@pytest.mark.parametrize(
    ("typed", "words", "period"),
    [
        ("the dam in 2024-03", "the dam", "2024-03"),
        ("dam IN 1990s ", "dam", "1990s"),
        ("votes in winter in undated", "votes in winter", "undated"),
        ("votes in winter", "votes in winter", ""),
        ("in 2024", "in 2024", ""),
        ("dam in 2024 March", "dam in 2024 March", ""),
    ],
)
def test_a_period_behind_words(typed: str, words: str, period: str) -> None:
    """Is told from words that only look like one."""
    assert words_and_period(typed) == (words, period)


def test_bars_fit_the_screen() -> None:
    """On a low one there are a dozen, on a high one and in a pipe no more than can be looked over."""
    assert [fitting_bars(height) for height in (10, 24, 38, 90, None)] == [
        FEWEST_BARS, FEWEST_BARS, 20, MOST_BARS, MOST_BARS,
    ]  # fmt: skip


def test_json_has_every_month() -> None:
    """Those without any words as zero; of more than a century, years."""
    timeline = made({"2024-03": said(2, 3, "a", "b"), "2024-05": said(1, 1, "c")}, undated=said(1, 1, "d"))
    value = timeline_json(timeline)
    assert [(row["period"], row["articles"], row["sentences"], row["ids"]) for row in value["periods"]] == [
        ("2024-03", 2, 3, ["a", "b"]), ("2024-04", 0, 0, []), ("2024-05", 1, 1, ["c"]),
    ]  # fmt: skip
    assert (value["first"], value["last"], value["by"]) == ("2024-03-16", "2024-05-09", "month")
    assert value["undated"] == {"articles": 1, "sentences": 1, "ids": ["d"]}
    assert [row["citation"]["id"] for row in value["passages"]] == ["k7q2m9.1", "k7q2m9.2"]
    long = timeline_json(made({"1900-01": said(1), "2000-01": said(1)}))
    assert (long["by"], len(long["periods"])) == ("quarter", MOST_MONTHS / 3 + 1)
    nothing = timeline_json(made({}))
    assert (nothing["answered"], nothing["first"], nothing["periods"], nothing["passages"]) == (False, None, [], [])


def pixels(data: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG of eight bits a colour, without filters; its checksums are compared."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, dict[bytes, bytes]()
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        chunks[kind] = body
        at += 12 + length
    wide, high, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = zlib.decompress(chunks[b"IDAT"])
    assert (rest, list(chunks)[-1], len(rows)) == ([8, 2, 0, 0, 0], b"IEND", high * (3 * wide + 1))
    return wide, high, [rows[n * (3 * wide + 1) + 1 : (n + 1) * (3 * wide + 1)] for n in range(high)]


def every_bar(*articles: int) -> list[Bar]:
    """Bars of so many articles, by years."""
    return [Bar(f"{2000 + n}", DAY(2000 + n, 1, 1), DAY(2000 + n, 12, 31), a, a, ()) for n, a in enumerate(articles)]


def blue(rows: list[bytes], column: int) -> int:
    """How many pixels of a column have the colour of a bar."""
    return sum(row[3 * column : 3 * column + 3] == bytes((37, 99, 168)) for row in rows)


def test_bars_are_as_high_as_they_count() -> None:
    """Twice as high for twice as many; none for none."""
    wide, _, rows = pixels(png(every_bar(10, 5, 0, 1)))
    pitch = (wide - 96 - 32) / 4
    heights = [blue(rows, round(96 + pitch * (n + 0.5))) for n in range(4)]
    assert heights[0] > 400
    assert abs(heights[0] - 2 * heights[1]) <= 2
    assert heights[2] == 0
    assert abs(heights[0] - 10 * heights[3]) <= 10


@pytest.mark.parametrize("number", [1, 2, 120, 900])
def test_any_number_of_bars_is_drawn(number: int) -> None:
    """With labels of every figure there is."""
    assert pixels(png(every_bar(*range(1, number + 1))))[0] == 1280
    several, by = bars({"0987-03": said(98_765_432), "1034-11": said(1)}, 1_000_000)[::-1]
    assert by == "month"
    assert pixels(png([*several, Bar("1990s", DAY.min, DAY.max, 1, 1, ()), Bar("2024-Q1", DAY.min, DAY.max, 1, 1, ())]))


def test_a_svg_says_what_it_shows() -> None:
    """It is XML, its words are text, whatever they are, and each bar tells its number."""
    written = svg(every_bar(3, 0, 1_200), '<script>alert("x")</script>\x1b', "1 article & more")
    root = ElementTree.fromstring(written)
    texts = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith(("text", "title"))]
    assert '<script>alert("x")</script>\ufffd' in texts
    assert "1 article & more" in texts
    assert {"2000: 3", "2001: 0", "2002: 1,200"} <= set(texts)
    assert not [each for each in root.iter() if each.tag.endswith("script")]
