"""Lines that are drawn on a page: words that they strike out, and tables that they rule."""

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from retrieval.readers.pdf.drawn import Box, Character, Rules, _are_stacked, _cells, _inside, drawn_on
from retrieval.readers.pdf.tagged import CellPlace
from retrieval.readers.rows import Cell
from tests.readers.pdf.test_reader import article, lines, printed

SENTENCE = "It is nine today"
"""In type of 10 points, each letter 5 wide, from 100 on: "nine" stands from 130 to 150."""


def letters(text: str, left: float, baseline: float, first: int = 0) -> list[Character]:
    """The letters of a text, which has no place for its spaces."""
    return [
        Character(first + n, (left + 5 * n, baseline, left + 5 * n + 5, baseline + 6), baseline, 10, letter.isalnum())
        for n, letter in enumerate(text)
        if letter != " "
    ]


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        ((130, 502.5, 150, 503.5), "nine"),
        ((100, 502.5, 150, 503.5), "Itisnine"),
        ((130, 502.5, 195, 503.5), ""),  # It runs on, as a line of a chart does.
        ((130, 498.0, 150, 499.0), ""),  # It underlines.
        ((130, 506.5, 150, 507.5), ""),  # It is above.
        ((135, 502.5, 150, 503.5), ""),  # It begins inside of a word.
        ((130, 502.5, 145, 503.5), ""),  # It ends there.
    ],
)
def test_a_line_through_whole_words_strikes_them_out(line: Box, struck: str) -> None:
    """It is as long as they are, and runs through the middle of small letters."""
    drawn = drawn_on(Rules([line], []), letters(SENTENCE, 100, 500))
    assert "".join(SENTENCE[n] for n in sorted(drawn.struck)) == struck
    assert not drawn.places


def ruled(sides: list[float], heights: list[float], without: tuple[float, float] = (0, 0)) -> Rules:
    """The lines of a table, but for the piece of its first upright line inside that is between two heights."""
    level = [(sides[0], y, sides[-1], y + 0.5) for y in heights]
    upright = [
        (x, low, x + 0.5, high)
        for x in sides
        for high, low in pairwise(heights)
        if not (x == sides[1] and (high, low) == without)
    ]
    return Rules(level, upright)


def test_lines_rule_a_table() -> None:
    """Its cells hold several lines; one may span columns, and lines that meet nothing rule none."""
    sides, heights = [100.0, 200.0, 300.0], [560.0, 540.0, 500.0, 480.0]
    page = [
        *letters("Mill", 105, 545, 0), *letters("Weir", 205, 545, 10), *letters("long", 105, 525, 20),
        *letters("words", 105, 510, 30), *letters("4", 205, 525, 40), *letters("whole", 180, 485, 50),
        *letters("below", 105, 460, 60),
    ]  # fmt: skip
    drawn = drawn_on(ruled(sides, heights, (500.0, 480.0)), page)
    cells: dict[tuple[int, int], str] = {}
    for at, place in sorted(drawn.places.items()):
        cells[place.row, place.cell] = cells.get((place.row, place.cell), "") + str(at // 10)
    assert cells == {(0, 0): "0000", (0, 1): "1111", (1, 0): "222233333", (1, 1): "4", (2, 0): "55555"}
    assert [cell.columns for place, cell in drawn.cells.items() if place.row == 2] == [2]
    apart = ruled([100.0, 200.0], heights)
    assert not drawn_on(apart, page).places


def test_a_character_is_in_the_cell_around_it() -> None:
    """On the edge of two it is in that of the one before it if it can be, else in the first; outside it is in none."""
    grid = {CellPlace(0, y, x): (10.0 * x, -10.0 * y, 10.0 * x + 10, 10 - 10.0 * y) for x in range(3) for y in range(3)}
    wide = {**grid, CellPlace(0, 3, 0): (0.0, -30.0, 30.0, -20.0)}
    points = [(31 * y + x, 1.5 * x - 5, 15 - 2.5 * y) for y in range(24) for x in range(31)]
    last, expected = None, {}
    for at, x, y in points:
        around = [place for place, box in wide.items() if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        if around:
            expected[at] = last = last if last in around else around[0]
    assert _inside({place: (box, Cell("")) for place, box in wide.items()}, points) == expected
    assert set(expected.values()) == set(wide)


def test_lines_between_groups_of_rows_rule_no_table() -> None:
    """Where most cells hold as many lines as each other, each of these is a row."""
    sides, heights = [100.0, 200.0, 300.0, 400.0], [560.0, 500.0, 440.0]
    page = [
        character
        for row, top in enumerate(heights[:2])
        for column, left in enumerate(sides[:3])
        for line in range(3)
        for character in letters("1904", left + 5, top - 15 - 15 * line, 100 * row + 30 * column + 10 * line)
    ]
    assert not drawn_on(ruled(sides, heights), page).places
    single = [each for each in page if each.at % 30 < 10]
    assert len({*drawn_on(ruled(sides, heights), single).places.values()}) == 6


def test_a_page_with_lines() -> None:
    """A struck word isn't read, an underlined one is; the rows of a table repeat the names of its columns."""

    def draw(canvas: Canvas) -> None:
        lines("The ferry sails at nine ten each day.")(canvas)
        start = 72 + canvas.stringWidth("The ferry sails at ", "Times-Roman", 11)
        width = canvas.stringWidth("nine", "Times-Roman", 11)
        canvas.line(start, 763, start + width, 763)
        canvas.line(72, 758, 72 + canvas.stringWidth("The ferry", "Times-Roman", 11), 758)
        canvas.grid([72, 200, 300], [640, 660, 700, 720])
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(75, 705, "Route")
        canvas.drawString(203, 705, "Captain")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(75, 688, "Kessen to Mora, a")
        canvas.drawString(75, 674, "long and wind-")
        canvas.drawString(75, 662, "ing one")
        canvas.drawString(203, 688, "Karl Voss")
        canvas.drawString(75, 645, "Mora")
        canvas.drawString(203, 645, "Lena Holt")

    assert article(printed(draw)).text.split("\n\n") == [
        "The ferry sails at ten each day.",
        "Route: Kessen to Mora, a long and winding one | Captain: Karl Voss",
        "Route: Mora | Captain: Lena Holt",
    ]


@pytest.mark.parametrize(
    ("counts", "are_stacked"),
    [
        ([3], False),
        ([2, 2], False),
        ([3, 3], True),
        ([2, 2, 2], True),
        ([1, 1, 1, 1], False),
        ([2, 2, 1], True),
        ([3, 3, 3, 1, 1], True),
        ([3, 3, 2, 1, 1], False),
    ],
)
def test_cells_that_hold_several_rows(counts: list[int], are_stacked: bool) -> None:
    """Six in ten of them have as many lines, and there are three of one or the other."""
    assert _are_stacked(counts) is are_stacked


@pytest.mark.parametrize(
    ("level", "upright", "cells"),
    [
        ((), (), {(0, 0): (1, 1), (0, 1): (1, 1), (1, 0): (1, 1), (1, 1): (1, 1)}),
        (((0, 50),), (), {(0, 0): (1, 2), (0, 1): (1, 1), (1, 1): (1, 1)}),
        (((100, 50),), (), {(0, 0): (1, 1), (0, 1): (1, 2), (1, 0): (1, 1)}),
        ((), ((100, 50),), {(0, 0): (2, 1), (1, 0): (1, 1), (1, 1): (1, 1)}),
        ((), ((100, 0),), {(0, 0): (1, 1), (0, 1): (1, 1), (1, 0): (2, 1)}),
    ],
)
def test_cells_reach_as_far_as_no_line_ends_them(
    level: tuple[tuple[int, int], ...],
    upright: tuple[tuple[int, int], ...],
    cells: dict[tuple[int, int], tuple[int, int]],
) -> None:
    """Over columns and rows where lines are missing, by where these would begin."""
    lines = Rules(
        [(x, y, x + 100.0, y) for y in (0, 50, 100) for x in (0, 100) if (x, y) not in level],
        [(x, y, x, y + 50.0) for x in (0, 100, 200) for y in (0, 50) if (x, y) not in upright],
    )
    got = _cells(lines)
    assert {place[1:]: (cell.columns, cell.rows) for place, (_, cell) in got.items()} == cells
    for place, (box, cell) in got.items():
        left, top = 100 * place.cell, 100 - 50 * place.row
        assert box == (left, top - 50 * cell.rows, left + 100 * cell.columns, top)
