"""Where columns and cells of a PDF's page stand, by lines that are made up."""

import pytest

from retrieval.readers.pdf_layout import Line, _are_aligned, _gutter

WORDS = "The kiln of Osterholm is cold, Ada Lind says."


def column(left: float, right: float, count: int) -> list[Line]:
    """So many lines below each other."""
    return [Line(WORDS, left, right, 700 - 12 * number, 710 - 12 * number, 10) for number in range(count)]


@pytest.mark.parametrize(
    ("first", "second", "across", "gutter"),
    [
        (8, 8, 0, 295),
        (4, 4, 0, 295),
        (3, 5, 0, None),
        (5, 3, 0, None),
        (6, 6, 4, 295),
        (6, 6, 5, None),
    ],
)
def test_columns_have_lines_enough(first: int, second: int, across: int, gutter: float | None) -> None:
    """Four on either side, and no more than a quarter of all lines runs across both."""
    wide = [Line(WORDS, 50, 540, 300 - 12 * number, 310 - 12 * number, 10) for number in range(across)]
    assert _gutter([*column(50, 290, first), *column(300, 540, second), *wide]) == gutter


@pytest.mark.parametrize(("right", "gutter"), [(292.9, 296.45), (293.1, None), (300, None)])
def test_the_white_between_columns_is_wide_enough(right: float, gutter: float | None) -> None:
    """Seven tenths of the type's size."""
    found = _gutter([*column(50, right, 8), *column(300, 540, 8)])
    assert found == (pytest.approx(gutter) if gutter else None)


def cell(left: float, right: float, text: str = "kiln") -> Line:
    return Line(text, left, right, 100, 110, 10)


OTHER = [cell(50, 90), cell(150, 190), cell(250, 290)]


@pytest.mark.parametrize(
    ("row", "aligned"),
    [
        ([cell(50, 100), cell(150, 200)], True),
        ([cell(50, 100), cell(156, 200)], False),
        ([cell(50, 100), cell(155.9, 200)], True),
        ([cell(50, 90), cell(120, 140)], True),
        ([cell(50, 100), cell(120, 190)], False),
        ([cell(50, 100), cell(120, 140)], False),
        ([cell(150, 199), cell(220, 230)], False),
    ],
)
def test_cells_of_a_table_stand_below_each_other(row: list[Line], aligned: bool) -> None:
    """At an inner edge: the left one of all but the first, the right one of all but the last."""
    assert _are_aligned(row, OTHER) is aligned
    assert not _are_aligned(row, OTHER[:1])


def test_figures_stand_below_figures() -> None:
    """At their right edges, the last column's, too."""
    figures = [cell(50, 90), cell(150, 190), cell(250, 290, "1904")]
    assert _are_aligned([cell(50, 100), cell(270, 290, "12")], figures)
    assert not _are_aligned([cell(50, 100), cell(270, 290, "kiln")], figures)
    assert not _are_aligned([cell(50, 100), cell(270, 290, "12")], OTHER)
