"""Underlined headings and tables drawn with characters, line by line."""

import pytest

from retrieval.readers.markup.asciidoc import _is_underline
from retrieval.readers.markup.rst import _of_grid, _of_rules


@pytest.mark.parametrize(
    ("below", "text", "underlines"),
    [
        ("--------", "The mill", True),
        ("~~~~~~", "The mill", True),
        ("----------", "The mill", True),
        ("-----", "The mill", False),
        ("-----------", "The mill", False),
        ("----==--", "The mill", False),
        ("********", "The mill", False),
        ("--", "Mil", False),
        ("--------", "[quote]x", False),
    ],
)
def test_what_underlines_a_heading(below: str, text: str, underlines: bool) -> None:
    """As many of one mark as the heading has characters, or nearly."""
    assert _is_underline(below, text) is underlines


GRID = ["+---+---+", "| a | b |", "+===+===+", "| c | d |", "+---+---+", "| e | f |", "|   | g |", "+---+---+"]


@pytest.mark.parametrize("begin", [0, 1])
def test_rows_of_a_grid(begin: int) -> None:
    """Lines between rules are one row; the first names the columns where a rule of other marks follows it."""
    rows, has_names = _of_grid(list(enumerate(GRID))[begin:])
    assert ([cells for _, cells in rows], has_names) == ([["a", "b"], ["c", "d"], ["e", "f g"]], True)
    assert [number for number, _ in rows] == [1, 3, 5]
    assert not _of_grid([(0, "| a | b |"), (1, "+---+---+"), (2, "| c | d |"), (3, "+===+===+")])[1]


def test_rows_of_a_simple_table() -> None:
    """What has nothing in its first column continues the row above."""
    lines = ["  ===  ===", "  a    b", "  ===  ===", "  c    d", "       e", "  ===  ==="]
    rows, has_names = _of_rules(list(enumerate(lines, 7)))
    assert (rows, has_names) == ([(8, ["a", "b"]), (10, ["c", "d e"])], True)
    rows, has_names = _of_rules(list(enumerate(lines[2:], 7)))
    assert (rows, has_names) == ([(8, ["c", "d e"])], False)
