"""Tables that a PDF marks as such, as browsers and word processors write them → the row and column of their words."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

from retrieval.readers.rows import MOST_COLUMNS, Cell

MOST_ELEMENTS = 20_000
"""How many elements of the structure of a page are looked at."""

DEEPEST = 40
"""So deep, in elements within each other."""


class CellPlace(NamedTuple):
    """The table, row and cell of a piece of content on its page, all from 0."""

    table: int
    row: int
    cell: int


class Marks(NamedTuple):
    """What a page marks as tables: the place of each piece of content, by its number, and each cell, without its words.

    `continued` are the tables that continue from the page before, without the names of their columns; where they are
    `drawn`, lines rule them, and the type of the first row tells whether it names columns.
    """

    places: dict[int, CellPlace]
    cells: dict[CellPlace, Cell]
    continued: frozenset[int]
    drawn: bool = False


NO_MARKS = Marks({}, {}, frozenset())


def marks_of(page: Any) -> Marks:
    """The tables of a page that it marks as such, as browsers and word processors do."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return NO_MARKS
    try:
        marks = Marks({}, {}, frozenset())
        count = raw.FPDF_StructTree_CountChildren(tree)
        tops = [top for n in range(count) if (top := raw.FPDF_StructTree_GetChildAtIndex(tree, n))]
        budget = [MOST_ELEMENTS]
        tables = [each for top in tops for each in _within(top, "Table", budget)]
        for number, table in enumerate(tables):
            rows = [list(_cells(row, budget)) for row in _within(table, "TR", budget)]
            if len(rows) > 1 and max(map(len, rows)) > 1:
                for n, row in enumerate(rows):
                    for m, cell in enumerate(row):
                        place = CellPlace(number, n, m)
                        marks.cells[place] = Cell("", _type(cell) == "TH", *_spans(cell))
                        marks.places.update(dict.fromkeys(_content(cell, budget), place))
        has_names = any(cell.is_name for place, cell in marks.cells.items() if place[:2] == (0, 0))
        goes_on = not has_names and next((kind for top in tops for kind in _kinds(top, budget)), "") == "Table"
        return marks._replace(continued=frozenset({0}) if goes_on else frozenset())
    finally:
        raw.FPDF_StructTree_Close(tree)


def _spans(cell: Any) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    spans = {"ColSpan": 1, "RowSpan": 1}
    for n in range(max(0, raw.FPDF_StructElement_GetAttributeCount(cell))):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(cell, n)
        for name in spans:
            value, number = raw.FPDF_StructElement_Attr_GetValue(attributes, name.encode()), ctypes.c_float()
            if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
                spans[name] = max(1, min(int(number.value), MOST_COLUMNS))
    return spans["ColSpan"], spans["RowSpan"]


def _type(element: Any) -> str:
    """What an element is; "TD" is a cell, "TH" one that names a column or row."""
    name = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, name, 64)
    return name.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if length <= 64 else ""


def _children(element: Any, budget: list[int]) -> Iterator[Any]:
    """The elements directly within one, as long as there are some left to look at."""
    for n in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        budget[0] -= 1
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n) if budget[0] > 0 else None
        if child:
            yield child


def _within(element: Any, name: str, budget: list[int], depth: int = 0) -> Iterator[Any]:
    """The outermost elements of a type within one."""
    if _type(element) == name:
        yield element
    elif depth < DEEPEST:
        for child in _children(element, budget):
            yield from _within(child, name, budget, depth + 1)


def _kinds(element: Any, budget: list[int], depth: int = 0) -> Iterator[str]:
    """What there is within an element, in order: tables as such, and of all else what has content of its own."""
    kind = _type(element)
    if kind == "Table":
        yield kind
    elif depth < DEEPEST:
        if any(
            raw.FPDF_StructElement_GetChildMarkedContentID(element, n) >= 0
            for n in range(max(0, raw.FPDF_StructElement_CountChildren(element)))
        ):
            yield kind
        for child in _children(element, budget):
            yield from _kinds(child, budget, depth + 1)


def _cells(row: Any, budget: list[int]) -> Iterator[Any]:
    """The cells of a row."""
    return (child for child in _children(row, budget) if _type(child) in ("TD", "TH"))


def _content(element: Any, budget: list[int], depth: int = 0) -> Iterator[int]:
    """The numbers of the content of an element on this page."""
    for n in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, n)
        if number >= 0:
            yield number
    if depth < DEEPEST:
        for child in _children(element, budget):
            yield from _content(child, budget, depth + 1)
