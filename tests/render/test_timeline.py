"""When words were said, as bars on a terminal and as a picture."""

import datetime
import re
import struct
import zlib
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.journal.timelines import MOST_MONTHS, timeline_json
from bot.render.picture import _arc, _Label, _step, _write, png, svg
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
from retrieval import MentionCount, SpellingCorrection, Timeline, UsageError
from tests.answers import answer, passage

DAY = datetime.date


def said(articles: int, sentences: int | None = None, *ids: str) -> MentionCount:
    return MentionCount(articles, articles if sentences is None else sentences, ids)


def made(months: dict[str, MentionCount], **values: Any) -> Timeline:
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
        ("9998", DAY(9998, 1, 1), DAY(9998, 12, 31)),
        ("9999-11", DAY(9999, 11, 1), DAY(9999, 11, 30)),
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
    assert not any(rows[:: 3 * wide + 1])
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


@pytest.mark.slow(but=2)
@pytest.mark.parametrize("number", [1, 2, 120, 900])
def test_any_number_of_bars_is_drawn(number: int) -> None:
    """With labels of every figure there is."""
    assert pixels(png(every_bar(*range(1, number + 1))))[0] == 1280
    several, by = bars({"0987-03": said(98_765_432), "1034-11": said(1)}, 1_000_000)[::-1]
    assert by == "month"
    assert pixels(png([*several, Bar("1990s", DAY.min, DAY.max, 1, 1, ()), Bar("2024-Q1", DAY.min, DAY.max, 1, 1, ())]))


@pytest.mark.parametrize(("angle", "point"), [(0, (4, 2)), (90, (1, 6)), (180, (-2, 2)), (270, (1, -2))])
def test_an_arc_goes_from_the_right_downwards(angle: int, point: tuple[float, float]) -> None:
    """Around a point, by its width and its height; figures drawn the other way round stand on their heads."""
    assert _arc(1, 2, 3, 4, angle, 300)[0] == pytest.approx(point)
    assert _arc(1, 2, 3, 4, -30, angle)[-1] == pytest.approx(point)


def test_a_svg_says_what_it_shows() -> None:
    """It is XML, its words are text, whatever they are, and each bar tells its number."""
    written = svg(every_bar(3, 0, 1_200), '<script>alert("x")</script>\x1b', "1 article & more")
    root = ElementTree.fromstring(written)
    texts = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith(("text", "title"))]
    assert '<script>alert("x")</script>\ufffd' in texts
    assert "1 article & more" in texts
    assert {"2000: 3", "2001: 0", "2002: 1,200"} <= set(texts)
    assert not [each for each in root.iter() if each.tag.endswith("script")]


def one_bar(period: str, articles: int = 1) -> Bar:
    """A bar of a name."""
    return Bar(period, DAY.min, DAY.max, articles, articles, ())


def numbers_of(written: str, element: str, *names: str) -> list[tuple[str, ...]]:
    """The values of some attributes of each element of a kind, in order; of a label that of its text, too."""
    wanted = "".join(rf'(?=[^>]* {name}="([^"]*)")' for name in names)
    return re.findall(rf"<{element}\b{wanted}[^>]*>([^<]*)", written)


def test_bars_lines_and_labels_stand_where_they_belong() -> None:
    """Bars in the middle of their share of the width, as high as the lines say, figures at the ends of lines."""
    written = svg([one_bar("2024", 4), one_bar("2025", 0)], "T", "A")
    boxes = numbers_of(written, "rect", "x", "y", "width", "height")
    assert [box[:4] for box in boxes] == [("344.0", "40.0", "80.0", "528.0"), ("920.0", "568.0", "80.0", "0.0")]
    heights = ["568.0", "436.0", "304.0", "172.0", "40.0"]
    assert [line[:4] for line in numbers_of(written, "line", "x1", "x2", "y1", "y2")] == [
        ("96.0", "1248", y, y) for y in heights
    ]
    labels = numbers_of(written, "text", "x", "y", "text-anchor")
    assert labels[:5] == [("84.0", f"{float(y) + 12:.1f}", "end", str(n)) for n, y in enumerate(heights)]
    assert labels[5:] == [("384.0", "610.0", "middle", "2024"), ("960.0", "610.0", "middle", "2025")]
    assert '<rect width="1280" height="696" fill="#ffffff"/>' in written
    assert '<g transform="translate(0 56)">' in written


def test_large_numbers_have_room() -> None:
    """The figures of the highest line move where all lines begin; of three years by month the years are told."""
    months = [one_bar(f"{2020 + n // 12}-{n % 12 + 1:02}", n * 700) for n in range(36)]
    written = svg(months, "T", "A")
    assert numbers_of(written, "line", "x1")[0][0] == "142.3"
    labels = numbers_of(written, "text", "x", "y", "text-anchor")
    assert [label[3] for label in labels[:6]] == ["0", "5,000", "10,000", "15,000", "20,000", "25,000"]
    assert [(label[0], label[3]) for label in labels[6:]] == [("157.7", "2020"), ("526.2", "2021"), ("894.8", "2022")]
    assert numbers_of(written, "rect", "x", "y", "width", "height")[1][:4] == ("176.1", "553.2", "24.6", "14.8")


@pytest.mark.parametrize(
    ("periods", "labelled"),
    [
        ([f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(24)],
         ["2020-01", "2020-05", "2020-09", "2021-01", "2021-05", "2021-09"]),
        (["2020", "2021", "2022"], ["2020", "2021", "2022"]),
        (["2024-03"], ["2024-03"]),
        (["1990s", "2000s", "2010s"], ["1990s", "2000s", "2010s"]),
        (["2020-12", "2021-01", "2022-01"], ["2020", "2021", "2022"]),
    ],
)  # fmt: skip
def test_as_many_days_are_told_as_have_room(periods: list[str], labelled: list[str]) -> None:
    """The first always; years alone where the months of more than two are there."""
    labels = numbers_of(svg(list(map(one_bar, periods)), "T", "A"), "text", "y", "text-anchor")
    assert [text for y, _, text in labels if y == "610.0"] == labelled


@pytest.mark.parametrize(
    ("most", "step"),
    [(1, 1), (4, 1), (5, 1), (6, 2), (10, 2), (11, 5), (25, 5), (26, 10), (50, 10), (51, 20), (250, 50), (251, 100)],
)
def test_lines_are_round_numbers_apart(most: int, step: int) -> None:
    """Five of them reach as high as the highest bar, and no smaller step would do."""
    assert _step(most) == step


@pytest.mark.slow
def test_the_smallest_bar_is_seen() -> None:
    """It is two high and at least one wide, as the SVG and the PNG have it."""
    written = svg([one_bar("2024", 100_000), one_bar("2025", 1)], "T", "A")
    assert numbers_of(written, "rect", "y", "height")[-1][:2] == ("566.0", "2.0")
    _, _, rows = pixels(png([one_bar("2024", 100_000), one_bar("2025", 1)]))
    assert blue(rows, 960) in (2, 3)
    _, _, rows = pixels(png(every_bar(*[1] * 5_000)))
    assert {blue(rows, column) for column in range(100, 1240)} == {528}
    _, _, rows = pixels(png(every_bar(*[0] * 2_500, 1, *[0] * 2_499)))
    assert sum(blue(rows, column) > 0 for column in range(1280)) == 1


def test_the_png_has_the_boxes_and_lines_of_the_svg() -> None:
    """To the pixel: where a bar begins and ends, and lines two pixels high beside it."""
    _, high, rows = pixels(png([one_bar("2024", 4), one_bar("2025", 0)]))
    assert [column for column in range(1280) if blue(rows, column)] == list(range(344, 424))
    assert [y for y in range(high) if rows[y][3 * 400 : 3 * 400 + 3] == bytes((37, 99, 168))] == list(range(40, 568))
    grey = bytes((224, 224, 224))
    assert [y for y in range(high) if rows[y][3 * 600 : 3 * 601] == grey] == [
        40, 41, 172, 173, 304, 305, 436, 437, 568, 569,
    ]  # fmt: skip
    assert [x for x in range(1280) if rows[305][3 * x : 3 * x + 3] == grey] == [*range(96, 344), *range(424, 1248)]


def test_the_png_has_the_labels_of_the_svg() -> None:
    """Figures end beside their line, and stand around the middle of their bar."""
    _, _, rows = pixels(png([one_bar("2024-03", 4), one_bar("2024-04", 0)]))
    top = [x for x in range(96) if any(rows[y][3 * x] < 128 for y in range(26, 56))]
    assert (top[0], top[-1]) == (69, 85)
    below = [x for x in range(100, 672) if any(rows[y][3 * x] < 128 for y in range(575, 640))]
    assert abs(below[0] + below[-1] - 2 * 384) <= 2


def test_what_does_not_fit_is_cut_off() -> None:
    """A label that goes beyond the edges of the picture is drawn as far as it is in it."""
    canvas = np.full((640, 1280, 3), 255.0)
    for x, y in ((0, 250), (1279, 250), (-200, 250), (1500, 250), (640, 12), (640, 650), (640, -100), (640, 900)):
        _write(canvas, _Label("8", x, y, "middle"))
    dark = (canvas[..., 0] < 128).nonzero()
    assert {(y // 100, x // 100) for y, x in zip(*dark, strict=True)} == {(0, 6), (2, 0), (2, 12), (6, 6)}
    assert [(int(min(each)), int(max(each))) for each in dark] == [(0, 639), (0, 1279)]


FIGURES = [
    ("0", 150, 9.3, 12.0), ("1", 83, 9.1, 10.2), ("2", 142, 9.3, 12.8), ("3", 138, 10.8, 12.3), ("4", 139, 10.1, 12.4),
    ("5", 142, 9.2, 11.2), ("6", 151, 9.2, 13.3), ("7", 102, 10.4, 8.3), ("8", 179, 9.1, 12.3), ("9", 151, 9.2, 10.7),
    ("-", 30, 9.5, 13.2), (",", 21, 8.3, 24.8), ("Q", 174, 9.6, 13.1), ("s", 97, 9.6, 16.8),
]  # fmt: skip
"""Of each, as it was looked at: how much ink it takes in pixels, and where the middle of that is."""


def test_figures_look_as_they_did() -> None:
    """Side by side, each with its ink in its place."""
    _, _, rows = pixels(png([one_bar("".join(figure for figure, *_ in FIGURES))]))
    for place, (figure, ink, across, down) in enumerate(FIGURES):
        left = round(672 - 257.76 / 2 + 18.72 * place) - 2
        dots = [
            (x - left, y - 586, (255 - rows[y][3 * x]) / 191) for y in range(580, 625) for x in range(left, left + 18)
        ]
        taken = sum(dot for *_, dot in dots)
        assert taken == pytest.approx(ink, abs=1), figure
        assert sum(x * dot for x, _, dot in dots) / taken == pytest.approx(across, abs=0.1), figure
        assert sum(y * dot for _, y, dot in dots) / taken == pytest.approx(down, abs=0.1), figure
