"""The rows of a table as a person reads them: each is a paragraph that repeats the names of its columns."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.articles.page import Line, Page

MOST_COLUMNS = 200
"""How many columns of a table are looked at; a row of a wider one is a matrix, and taken as it stands."""

LONGEST_NAMES = 1_000
"""When the names of the columns come to more code points than this, they are sentences, and not repeated."""

LARGEST_CELL = 50_000_000
"""A cell has up to this many characters."""

_DIGIT = re.compile(r"\d")


class Cell(NamedTuple):
    """The words of a cell, whether they are the name of a column or row, how many of each it spans, and their look."""

    text: str
    is_name: bool = False
    columns: int = 1
    rows: int = 1
    is_bold: bool = False


class TableRow(NamedTuple):
    """The cells of a row, the line of the file on which it stands, and whether it is marked as names of columns."""

    cells: Sequence[Cell]
    line: int
    is_head: bool = False


def add_rows(page: Page, rows: Sequence[TableRow]) -> None:
    """Adds the rows of a table to a page, each as a paragraph."""
    for line in seen_rows(rows):
        page.add([line])


def seen_rows(rows: Sequence[TableRow]) -> Iterator[Line]:
    """The rows of a table as they are read: `Year: 2022 | Fires: 4`; without names of columns `2022 | 4`.

    A table of nothing but names is given as it stands.
    """
    seen = [row for row in rows if any(cell.text for cell in row.cells)]
    # Columns whose names are all empty have none: the first row that is seen isn't their names.
    is_nameless = bool(rows) and rows[0] not in seen and all(cell.is_name for cell in rows[0].cells)
    rows = seen
    heads = 0 if is_nameless else _head_count(rows)
    if heads == len(rows):
        heads = 0
    grid = _grid(rows)
    names = _names(grid[:heads])
    width = max(map(len, grid), default=0)
    for row in rows[:heads]:
        if len(row.cells) == 1 and width > 1:
            # A name over all columns is that of the table, also where it isn't said that it spans them.
            yield row.cells[0].text, row.line
    for row, cells in zip(rows[heads:], grid[heads:], strict=True):
        yield _words(row, cells, names), row.line


def _words(row: TableRow, cells: Sequence[str], names: Sequence[str]) -> str:
    """A row on one line."""
    if len(row.cells) == 1 and len(set(cells)) == 1:
        return row.cells[0].text
    if any(names):
        pairs = [(names[i] if i < len(names) else "", text) for i, text in enumerate(cells)]
        distinct = [
            (name, text) for i, (name, text) in enumerate(pairs) if text and (i == 0 or pairs[i - 1] != (name, text))
        ]
        return " | ".join(f"{name}: {text}" if name and name != text else text for name, text in distinct)
    if len(row.cells) == 2 and row.cells[0].is_name and not row.cells[1].is_name and all(cells):
        return f"{row.cells[0].text.rstrip(' :')}: {row.cells[1].text}"
    return " | ".join(cell.text for cell in row.cells)


def _head_count(rows: Sequence[TableRow]) -> int:
    """How many first rows hold the names of columns: those marked so, a first row in bold or above figures."""
    heads = 0
    for row in rows:
        if not (row.is_head or all(cell.is_name for cell in row.cells) or _names_other_columns(row)):
            break
        heads += 1
    if heads or len(rows) < 2:
        return heads
    return _spanned_head_count(rows) or int(_is_bold_above_others(rows) or _is_above_figures(rows))


def _spanned_head_count(rows: Sequence[TableRow]) -> int:
    """How many first rows hold names that are put together: one over several columns, beside one over all these rows.

    Names of rows stand over several of them, too, but beside none over several columns; and no name has figures.
    """
    count = max(cell.rows for cell in rows[0].cells)
    words = [cell.text for row in rows[:count] for cell in row.cells]
    is_head = 1 < count < len(rows) and any(cell.columns > 1 and cell.rows == 1 for cell in rows[0].cells)
    return count if is_head and not any(map(_DIGIT.search, words)) else 0


def _names_other_columns(row: TableRow) -> bool:
    """Whether a row names columns, but not all: above the names of the rows, most tables have an empty cell."""
    first, *others = row.cells
    return (
        not (first.text and not first.is_name)
        and any(cell.is_name for cell in others)
        and all(cell.is_name or not cell.text for cell in others)
    )


def _is_bold_above_others(rows: Sequence[TableRow]) -> bool:
    """Whether all words of the first row are in bold, but for an empty first cell, and those of no row below it."""
    first, *others = ([cell.is_bold or not cell.text for cell in row.cells] for row in rows)
    words = [cell.text for cell in rows[0].cells]
    return len(words) > 1 and all(words[1:]) and all(first) and not any(map(all, others))


def _is_above_figures(rows: Sequence[TableRow]) -> bool:
    """Whether the first row has no figures, and one of its columns has some in each row below it."""
    first = [cell.text for cell in rows[0].cells]
    if len(first) < 2 or not all(first) or len(set(first)) < len(first) or any(map(_DIGIT.search, first)):
        return False
    grid = _grid(rows)
    if any(len(words) != len(first) for words in grid) or any(row.cells[0].is_name for row in rows):
        return False
    return any(all(map(_DIGIT.search, column)) for column in zip(*grid[1:], strict=True))


def _grid(rows: Sequence[TableRow]) -> list[list[str]]:
    """The words of each column of each row, those of a cell that spans several in each of them."""
    grid: list[list[str]] = []
    spanning: dict[int, tuple[str, int]] = {}
    for row in rows:
        words: list[str] = []

        def from_above(words: list[str] = words) -> None:
            while len(words) in spanning and len(words) < MOST_COLUMNS:
                text, rows_left = spanning.pop(len(words))
                if rows_left > 1:
                    spanning[len(words)] = (text, rows_left - 1)
                words.append(text)

        for cell in row.cells:
            from_above()
            for _ in range(min(cell.columns, MOST_COLUMNS - len(words))):
                if cell.rows > 1:
                    spanning[len(words)] = (cell.text, cell.rows - 1)
                words.append(cell.text)
        from_above()
        grid.append(words)
    return grid


def _names(heads: Sequence[Sequence[str]]) -> list[str]:
    """The name of each column, put together of the rows of names."""
    columns = max(map(len, heads), default=0)
    names = []
    for column in range(columns):
        parts = [row[column] for row in heads if column < len(row) and len(set(row)) > 1]
        names.append(" ".join(dict.fromkeys(part.rstrip(" :") for part in parts if part)))
    too_much = columns >= MOST_COLUMNS or sum(map(len, names)) > LONGEST_NAMES
    return [] if too_much else names
