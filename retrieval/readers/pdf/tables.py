"""Tables of printed pages: what stands on one height → a row of cells, where white parts it as it does its neighbours.

Narrow tables, whose columns are parted by little more than a space, are told by the white that runs through three rows
or more; cells of several lines by the white between rows.
"""

import itertools
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from retrieval.readers.rows import Cell, TableRow, seen_rows

RAISED, LOWERED = "\ue001", "\ue002"
"""Around figures of smaller type that may be the mark of a note."""

DENSE_SHARE = 0.7
"""Words that fill more than this of a line are text, however wide the white between them."""

CELL_GAP = 1.2
"""White on a line that is wider than this, in sizes of its type, parts cells of a table."""

EVEN, FEWEST_FLUSH, BESIDE = 0.25, 2, 6
"""White between the words of a justified line differs by less than this, in sizes of the type, and so do its ends from
those of lines of text, so many of which are among so many lines above and below it."""

FEWEST_ROWS = 3
"""The fewest rows of a table that white space runs through."""

STRIPE = 0.45
"""White that runs through the rows of a table is at least this wide, in sizes of the type."""

NEAR = 0.4
"""Cells below each other begin, or end, within this, in sizes of the type."""

FARTHEST = 3.0
"""The farthest that rows of a table are apart, in sizes of the type."""

ROW_GAP = 1.2
"""Between two rows of a table with cells of several lines there is more white than between these, by this factor."""

_DIGITS = re.compile(r"\d+")
_NOTE_MARK = re.compile(f"(?<=[.,;:!?”\"'’)»\\]。，]){RAISED}\\d{{1,3}}{LOWERED}|[{RAISED}{LOWERED}]")
_EMPTY_CELL = re.compile(r"\A\s*\| |\| +\||\|\s*\Z")
_ITEM_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|o")
_BULLET = re.compile(r"(?:[-*•–▪●◦‣\uf0b7o]|\(?\d{1,3}[.)]|\(?[a-z]\))\Z")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


Gap = tuple[int, float, float]
"""White inside of a line: after how many words, from where to where."""

Span = tuple[float, float]
"""White from one place to another."""


NAMES_SHARE = 0.3
"""Words that name the columns of a row are at least this wide together, in widths of the row."""


class Line(NamedTuple):
    """Words on a line of a page, with where they are in points from its lower left corner, and their type.

    `cells` are the words of a row of a table, cell by cell, or, of a row that the page marks as such, all of them;
    `gaps` is the white between its words that may part cells: after how many words it stands, from where to where.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def is_right_to_left(lines: Sequence[Line]) -> bool:
    """Whether most of some lines run from right to left."""
    words = "".join(line.text for line in lines)
    return 2 * len(RIGHT_TO_LEFT.findall(words)) > sum(character.isalpha() for character in words)


def table_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines top down; what stands on one height is one line, as a row of a table when others are like it."""
    heights: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        first = heights[-1][0] if heights else None
        if (
            first is not None
            and not (first.cells or line.cells)
            and abs(first.bottom - line.bottom) < 0.45 * max(line.size, first.size, 1.0)
        ):
            heights[-1].append(line)
        else:
            heights.append([line])
    backwards = is_right_to_left(lines)
    rows = [_cells(row, backwards=backwards) for row in heights]
    parted = {} if backwards else _parted_by_white(rows)
    whole = _with_whole_cells([parted.get(n, row) for n, row in enumerate(rows)], parted)
    merged = []
    for n, (row, in_table) in enumerate(whole):
        others = [other for other, _ in (*whole[max(0, n - 2) : n], *whole[n + 1 : n + 3])]
        is_row = len(row) > 1 and not _is_dense(row) and any(_are_aligned(row, other) for other in others)
        is_row = is_row and not _is_justified(row, [other for other, _ in whole[max(0, n - BESIDE) : n + BESIDE + 1]])
        merged.append(_merged(row, backwards=backwards, is_row=is_row or (in_table and len(row) > 1)))
    result: list[Line] = []
    for _, group in itertools.groupby(_with_names(merged), key=lambda line: len(line.cells)):
        result += _named(list(group))
    return result


def _cells(row: list[Line], *, backwards: bool) -> list[Line]:
    """What stands on one height from left to right, apart where wide white parts it.

    Args:
        row: Its pieces.
        backwards: Whether they are read from right to left.
    """
    row = sorted(row, key=lambda line: line.left)
    cells = [row[0]]
    for piece in row[1:]:
        last = cells[-1]
        gap, size = piece.left - last.right, max(piece.size, last.size, 1.0)
        if gap > CELL_GAP * size and not _BULLET.match(last.text):
            cells.append(piece)
            continue
        first, second = (piece, last) if backwards else (last, piece)
        between = "" if gap < 0.12 * size else " "
        larger = max(piece, last, key=lambda line: len(line.text))
        text = f"{first.text}{between}{second.text}"
        gaps = () if backwards else _gaps_of_both(last, piece, between)
        cells[-1] = larger._replace(text=text, left=last.left, right=max(piece.right, last.right), gaps=gaps)
    return cells


def _gaps_of_both(first: Line, second: Line, between: str) -> tuple[Gap, ...]:
    """The white in two pieces of a line, and between them."""
    count = len(first.text.split())
    middle = [(count, first.right, second.left)] if between and second.left - first.right > STRIPE * first.size else []
    shift = count if between else count - 1
    return (*first.gaps, *middle, *((n + shift, left, right) for n, left, right in second.gaps))


def _parted_by_white(rows: Sequence[list[Line]]) -> dict[int, list[Line]]:
    """Rows, by their numbers, of tables through whose rows white runs that may be narrow: cut where it does."""
    parted: dict[int, list[Line]] = {}
    n = 0
    while n < len(rows):
        stripes, end = _stripes(rows, n)
        cut = {i: _cut(rows[i], stripes) for i in range(n, end)} if stripes else {}
        whole = [row for row in cut.values() if len(row) > 1]
        labels = all(len(row) == 1 or (len(row) == 2 and row[0].text.endswith((":", "："))) for row in cut.values())
        spaced = sum(_is_spaced_out(rows[i], stripes) for i in cut)
        is_table = len(whole) >= FEWEST_ROWS and not labels and 2 * spaced < len(whole)
        if is_table and all(map(_begins_or_ends_alike, *_by_column(whole))):
            parted.update(cut)
            n = end
        else:
            n += 1
    return parted


def _stripes(rows: Sequence[list[Line]], start: int) -> tuple[list[Span], int]:
    """The white that runs from one row on through as many as it does, and the row after them."""
    stripes: list[Span] = []
    for end in range(start, len(rows)):
        row = rows[end]
        above = rows[end - 1][0] if end > start else row[0]
        far = above.bottom - row[0].bottom > FARTHEST * row[0].size or abs(above.size - row[0].size) > STRIPE
        white = [] if far or _opens_an_item(row) else list(_white(row))
        width = STRIPE * row[0].size
        both = white if end == start else [
            (max(a, c), min(b, d)) for a, b in stripes for c, d in white if min(b, d) - max(a, c) > width
        ]  # fmt: skip
        if not (_inner(both) if end > start else both):
            return _inner(stripes), end
        stripes = both
    return _inner(stripes), len(rows)


def _inner(white: Iterable[Span]) -> list[Span]:
    """The white that has words on both sides."""
    return [(left, right) for left, right in white if left > -math.inf and right < math.inf]


def _opens_an_item(row: Sequence[Line]) -> bool:
    """Whether a row is an item of a list, after whose mark is white."""
    mark = _NOTE_MARK.sub("", row[0].text).split()[0]
    return _ITEM_MARK.fullmatch(mark) is not None or not any(map(str.isalnum, mark))


def _white(row: Sequence[Line]) -> Iterator[Span]:
    """The white of a row: before it, after it, between its pieces, and inside of them where it is wide enough."""
    yield -math.inf, row[0].left
    for piece, following in itertools.zip_longest(row, row[1:]):
        yield from ((left, right) for _, left, right in piece.gaps)
        yield piece.right, following.left if following else math.inf


def _is_spaced_out(row: Sequence[Line], stripes: Sequence[Span]) -> bool:
    """Whether white that runs through a row is as wide as that between most of its words: it is justified text."""
    n_words = sum(len(piece.text.split()) for piece in row)
    white = _inner(_white(row))
    through = [right - left for left, right in white if any(left <= a and b <= right for a, b in stripes)]
    between = [right - left for left, right in white if not any(left <= a and b <= right for a, b in stripes)]
    most = len(between) > 1 and 2 * len(between) >= n_words - 1 - len(through)
    return most and bool(through) and min(through) < median(between) + EVEN * row[0].size


def _cut(row: Sequence[Line], stripes: Sequence[Span]) -> list[Line]:
    """A row cut where white runs through it."""
    result: list[Line] = []
    for piece in row:
        rest, done, left = piece, 0, piece.left
        words = piece.text.split()
        for count, white_left, white_right in piece.gaps:
            if any(white_left <= a and b <= white_right for a, b in stripes):
                text = " ".join(words[done:count])
                result.append(rest._replace(text=text, left=left, right=white_left, gaps=()))
                done, left = count, white_right
        result.append(rest._replace(text=" ".join(words[done:]), left=left, gaps=()))
    return result


def _by_column(rows: Sequence[Sequence[Line]]) -> tuple[list[list[Line]]]:
    """The cells below each other, but for the first ones, of the rows that have most; none where others fit none."""
    count = max(map(len, rows))
    full = [row for row in rows if len(row) == count]
    pieces = [piece for row in rows for piece in row]
    fits = all(any(_is_below(piece, cell) for row in full for cell in row) for piece in pieces)
    return ([[row[n] for row in full] for n in range(1, count)] if len(full) > 1 and fits else [[]],)


def _begins_or_ends_alike(cells: Sequence[Line]) -> bool:
    """Whether cells begin at the same place, or are around it, or are figures that end at it, as words of text do.

    The name of a column, in bold, may be elsewhere above them.
    """
    if not cells:
        return False
    if cells[0].bold and not any(cell.bold for cell in cells[1:]):
        cells = cells[1:]
    near = NEAR * cells[0].size
    places = [[c.left for c in cells], [(c.left + c.right) / 2 for c in cells]]
    if all(_DIGITS.search(cell.text) for cell in cells[1:]):
        places.append([cell.right for cell in cells])
    return any(max(place) - min(place) < near for place in places)


def _with_whole_cells(rows: Sequence[list[Line]], parted: Collection[int]) -> list[tuple[list[Line], bool]]:
    """Rows, each with whether it is known to be of a table; those of one row of a table put together.

    Lines of a cell stand closer to each other than rows do.
    """
    result: list[tuple[list[Line], bool]] = []
    n = 0
    while n < len(rows):
        end = next(number for number in itertools.count(n) if number not in parted)
        group = rows[n:end]
        if group:
            table = _whole(group)
            full = max(table, key=len)
            result += ((_with_empty_cells(row, full), True) for row in table)
        if end < len(rows):
            result.append((rows[end], False))
        n = end + 1
    return result


def _with_empty_cells(row: list[Line], full: Sequence[Line]) -> list[Line]:
    """A row of several cells, with an empty one in each column if it has none, if the places of all of them tell."""
    places = [next((n for n, cell in enumerate(full) if _is_below(piece, cell)), None) for piece in row]
    if len(row) < 2 or len(row) == len(full) or None in places or len(set(places)) < len(row):
        return row
    cells = dict(zip(places, row, strict=True))
    return [cells.get(n, cell._replace(text="", gaps=())) for n, cell in enumerate(full)]


def _whole(table: Sequence[list[Line]]) -> list[list[Line]]:
    """The rows of a table, those joined that are lines of one: closer to each other than others, one of them full.

    A table has two full rows at least, so that rows which are all as far apart are lines of none.
    """
    distances = [above[0].bottom - below[0].bottom for above, below in itertools.pairwise(table)]
    full = max(table, key=len)
    groups = [[table[0]]]
    for distance, row in zip(distances, table[1:], strict=True):
        if distance > ROW_GAP * min(distances):
            groups.append([row])
        else:
            groups[-1].append(row)
    several = [group for group in groups if len(group) > 1]
    if any(sum(len(row) == len(full) for row in group) != 1 for group in several) or not all(
        any(_is_below(piece, cell) for cell in full) for group in several for row in group for piece in row
    ):
        return list(table)
    return [_joined(group, full) if len(group) > 1 else group[0] for group in groups]


def _joined(group: Sequence[Sequence[Line]], full: Sequence[Line]) -> list[Line]:
    """The lines of a row of a table, cell by cell.

    Args:
        group: What stands on each height.
        full: A row that has all columns.
    """
    cells: dict[int, Line] = {}
    for row in group:
        for piece in row:
            column = max((n for n, cell in enumerate(full) if n == 0 or _is_below(piece, cell)))
            before = cells.get(column)
            text = f"{before.text} {piece.text}" if before else piece.text
            left, right = (min(before.left, piece.left), max(before.right, piece.right)) if before else piece[1:3]
            cells[column] = piece._replace(text=text, left=left, right=right)
    return [cells[column] for column in sorted(cells)]


def _is_below(piece: Line, cell: Line) -> bool:
    """Whether a piece begins or ends as a cell of a column does, or is around its middle."""
    near = NEAR * cell.size
    middle = abs(piece.left + piece.right - cell.left - cell.right) / 2
    return abs(piece.left - cell.left) < near or abs(piece.right - cell.right) < near or middle < near


def _is_dense(row: Sequence[Line]) -> bool:
    """Whether the words of a line leave little white between them: then it is a justified line of text."""
    return sum(cell.right - cell.left for cell in row) > DENSE_SHARE * (row[-1].right - row[0].left)


def _is_justified(row: Sequence[Line], others: Sequence[Sequence[Line]]) -> bool:
    """Whether a row is a line of text whose words were set far apart to fill it: all of them equally far.

    It begins and ends where lines of text around it do.
    """
    left, right, near = row[0].left, row[-1].right, EVEN * row[0].size
    white = [end - begin for begin, end in _inner(_white(row))]
    n_words = sum(len(cell.text.split()) for cell in row)
    if len(white) != n_words - 1 or max(white) - min(white) > near:
        return False
    flush = [
        other
        for other in others
        if abs(other[0].left - left) < near and abs(other[-1].right - right) < near and _is_dense(other)
    ]
    return len(flush) >= FEWEST_FLUSH


def _are_aligned(row: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether a cell of a row stands below or above one of another, as in a table, beyond the edges of its column."""
    if len(other) < 2:
        return False
    edges = [cell.left for cell in other[1:]] + [cell.right for cell in other[:-1]]
    numbers = [cell.right for cell in other if _DIGITS.search(cell.text)]
    near = 0.6 * row[0].size
    return any(
        any(abs(cell.left - edge) < near for edge in edges if n)
        or any(abs(cell.right - edge) < near for edge in edges if n < len(row) - 1)
        or (bool(_DIGITS.search(cell.text)) and any(abs(cell.right - edge) < near for edge in numbers))
        for n, cell in enumerate(row)
    )


def _merged(cells: list[Line], *, backwards: bool, is_row: bool) -> Line:
    """What stands on one height as a line; the cells of a row are joined by bars."""
    if len(cells) == 1 and cells[0].cells:
        return cells[0]
    ordered = cells[::-1] if backwards else cells
    texts = tuple(_NOTE_MARK.sub("", cell.text) for cell in ordered)
    largest = max(cells, key=lambda line: len(line.text))
    left, right = cells[0].left, max(cell.right for cell in cells)
    text = (" | " if is_row else " ").join(filter(None, texts))
    return largest._replace(text=text, left=left, right=right, cells=texts if is_row else ())


def _with_names(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, one that names the columns of the rows below it in a word each taken apart; no end of a sentence.

    It is about as wide as the rows: a heading above them is not. Nor are words above a row that names them itself.
    """
    for n, line in enumerate(lines):
        below, next_row = (lines[at] if at < len(lines) else None for at in (n + 1, n + 2))
        words = line.text.split()
        if (
            below is not None
            and not line.cells
            and 1 < len(below.cells) == len(words)
            and line.right - line.left >= NAMES_SHARE * (below.right - below.left)
            and not _DIGITS.search(line.text)
            and not _names_columns(below, next_row)
            and line.text[-1] not in ".!?;:"
        ):
            yield line._replace(cells=tuple(words))
        else:
            yield line


def _names_columns(row: Line, below: Line | None) -> bool:
    """Whether a row of a table may name its columns: without figures, above one with as many cells and some figures."""
    as_many = below is not None and len(below.cells) == len(row.cells)
    return as_many and not _DIGITS.search(row.text) and below is not None and bool(_DIGITS.search(below.text))


def _named(rows: list[Line]) -> list[Line]:
    """Rows of a table below each other with the names of their columns, where it has them."""
    if len(rows[0].cells) < 2:
        return rows
    is_head = rows[0].bold and not any(row.bold for row in rows[1:])
    cells = [TableRow([Cell(text, is_head and n == 0) for text in row.cells], n) for n, row in enumerate(rows)]
    return [rows[n]._replace(text=without_empty(text)) for text, n in seen_rows(cells)]


def without_empty(text: str) -> str:
    """The words of a row without the bars of empty cells."""
    return " | ".join(filter(None, map(str.strip, f" {text} ".split(" | ")))) if _EMPTY_CELL.search(text) else text
