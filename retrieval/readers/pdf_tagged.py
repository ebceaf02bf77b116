"""Tables that a PDF marks as such, as browsers and word processors write them → the row and column of their words."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

MOST_ELEMENTS = 20_000
"""So many elements of the structure of a page are looked at."""

DEEPEST = 40
"""So deep, in elements within each other."""


class Place(NamedTuple):
    """The table, row and column of a cell on its page, all from 0."""

    table: int
    row: int
    column: int


def places_of(page: Any) -> dict[int, Place]:
    """The place of each piece of content, by its number, that a page marks as of a table whose columns it names.

    What goes on from the page before, without those names, is left to what is seen.
    """
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    try:
        places: dict[int, Place] = {}
        tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree)))
        left = [MOST_ELEMENTS]
        tables = [each for top in tops for each in _within(top, "Table", left)]
        for number, table in enumerate(tables):
            rows = [list(_cells(row, left)) for row in _within(table, "TR", left)]
            if len(rows) > 1 and len(rows[0]) > 1 and all(_type(cell) == "TH" for cell in rows[0]):
                for n, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        places |= dict.fromkeys(_content(cell, left), Place(number, n, column))
        return places
    finally:
        raw.FPDF_StructTree_Close(tree)


def _type(element: Any) -> str:
    """What an element is; "TD" is a cell, "TH" one that names a column or row."""
    name = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, name, 64)
    return name.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if length <= 64 else ""


def _children(element: Any, left: list[int]) -> Iterator[Any]:
    """The elements directly within one, as long as there are some left to look at."""
    for n in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        left[0] -= 1
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n) if left[0] > 0 else None
        if child:
            yield child


def _within(element: Any, name: str, left: list[int], depth: int = 0) -> Iterator[Any]:
    """The outermost elements of a type within one."""
    if _type(element) == name:
        yield element
    elif depth < DEEPEST:
        for child in _children(element, left):
            yield from _within(child, name, left, depth + 1)


def _cells(row: Any, left: list[int]) -> Iterator[Any]:
    """The cells of a row."""
    return (child for child in _children(row, left) if _type(child) in ("TD", "TH"))


def _content(element: Any, left: list[int], depth: int = 0) -> Iterator[int]:
    """The numbers of the content of an element on this page."""
    for n in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, n)
        if number >= 0:
            yield number
    if depth < DEEPEST:
        for child in _children(element, left):
            yield from _content(child, left, depth + 1)
