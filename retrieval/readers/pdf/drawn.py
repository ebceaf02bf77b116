"""Lines that are drawn on a page → the words that they strike out, and the cells of the tables that they rule.

Word processors draw tables so, and strike words out so, in a PDF that doesn't mark either.
"""

import ctypes
import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pypdfium2 import raw

from retrieval.readers.pdf.tagged import CellPlace
from retrieval.readers.rows import MOST_COLUMNS, Cell

MOST_OBJECTS = 20_000
"""How many objects of a page are looked at."""

MOST_RULES = 2_000
"""A page with more lines than this is a drawing or a map."""

MOST_STROKES = 500
"""A path of more strokes than this is a drawing."""

THICKEST = 2.6
"""A line is up to this thick, in points."""

SHORTEST = 3.0
"""A line is at least this long, in points."""

STRUCK_FROM, STRUCK_TO = 0.12, 0.5
"""A line that strikes words out is so high above the line on which they stand, in sizes of their type: in the middle of
small letters. What underlines them is below it."""

STRUCK_SHARE = 0.8
"""Words fill this share of a line that strikes them out; a line of a chart runs on."""

ALIKE_SHARE, MANY_ALIKE = 0.6, 3
"""Where this share of the cells of a row have as many lines as each other, these are rows that no line parts: of this
many cells or more, or where they have this many lines."""

TOUCHING = 2.5
"""Lines of a table meet, but for so many points, and those of one height or place differ by less."""

FEWEST_FILLED = 0.4
"""Of the cells of a table at least this share has words; of those between the lines of a chart few have."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


Reach = tuple[float, float]
"""From where to where a line runs."""

Point = tuple[int, float, float]
"""The place of a character in pdfium's text, and where its middle is on the page."""


class Character(NamedTuple):
    """A character's place in pdfium's text, its box, the height on which it stands, and the size of its type.

    Whether it is a letter or figure tells where words begin and end.
    """

    at: int
    box: Box
    baseline: float
    size: float
    is_of_word: bool = True


class Drawn(NamedTuple):
    """The characters that are struck out, the cell of each that is in one, and each cell, without its words."""

    struck: frozenset[int]
    places: Mapping[int, CellPlace]
    cells: Mapping[CellPlace, Cell]


NOTHING = Drawn(frozenset(), {}, {})


class Rules(NamedTuple):
    """The level and the upright lines of a page."""

    level: list[Box]
    upright: list[Box]


NO_RULES = Rules([], [])


def rules_of(page: Any) -> Rules:
    """The lines that are drawn on a page; none of one with so many that it is a drawing."""
    rules = Rules([], [])
    for n in range(min(MOST_OBJECTS, max(0, raw.FPDFPage_CountObjects(page.raw)))):
        piece = raw.FPDFPage_GetObject(page.raw, n)
        if raw.FPDFPageObj_GetType(piece) != raw.FPDF_PAGEOBJ_PATH:
            continue
        for left, bottom, right, top in _thin_boxes(piece):
            if top - bottom <= THICKEST and right - left >= SHORTEST:
                rules.level.append((left, bottom, right, top))
            elif right - left <= THICKEST and top - bottom >= SHORTEST:
                rules.upright.append((left, bottom, right, top))
        if len(rules.level) + len(rules.upright) > MOST_RULES:
            return NO_RULES
    return rules


def _thin_boxes(path: Any) -> Iterator[Box]:
    """What may be lines of a path: all of it, where it is thin, or each straight stroke of several."""
    box = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(path, *box):
        return
    left, bottom, right, top = (value.value for value in box)
    if min(right - left, top - bottom) <= THICKEST:
        yield left, bottom, right, top
        return
    fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
    drawn = raw.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value
    count = raw.FPDFPath_CountSegments(path)
    if not drawn or count > MOST_STROKES or not raw.FPDFPageObj_GetMatrix(path, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    first = before = (0.0, 0.0)
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        ends = [(before, here)] if kind == raw.FPDF_SEGMENT_LINETO else []
        if raw.FPDFPathSegment_GetClose(segment):
            ends.append((here, first))
        yield from ((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in ends)
        before = here


def drawn_on(rules: Rules, characters: Sequence[Character]) -> Drawn:
    """What the lines of a page strike out, and the tables that they rule."""
    struck = frozenset(_struck(rules.level, characters))
    cells: dict[CellPlace, Cell] = {}
    places: dict[int, CellPlace] = {}
    points = [(each.at, (each.box[0] + each.box[2]) / 2, each.baseline + each.size / 4) for each in characters]
    for lines in _joined_lines(rules):
        table = _cells(lines)
        number = len({place.table for place in cells})
        inside = _inside(table, points)
        if _is_table(table, set(inside.values())) and not _is_ruled_now_and_then(table, inside, characters):
            cells |= {place._replace(table=number): cell for place, (_, cell) in table.items()}
            places |= {at: place._replace(table=number) for at, place in inside.items() if at not in places}
    return Drawn(struck, places, cells)


def _struck(level: Sequence[Box], characters: Sequence[Character]) -> Iterator[int]:
    """The characters that lines run through, each line being as long as they are."""
    level = sorted(level, key=lambda box: box[1] + box[3])
    heights = [(bottom + top) / 2 for _, bottom, _, top in level]
    crossed: dict[int, list[Character]] = {}
    for each in characters:
        highest = each.baseline + STRUCK_TO * each.size
        for n in range(bisect_left(heights, each.baseline + STRUCK_FROM * each.size), len(heights)):
            if heights[n] > highest:
                break
            if level[n][0] <= (each.box[0] + each.box[2]) / 2 <= level[n][2]:
                crossed.setdefault(n, []).append(each)
    if not crossed:
        return
    words = {each.at: each for each in characters if each.is_of_word}
    for n, over in crossed.items():
        width = max(each.box[2] for each in over) - min(each.box[0] for each in over)
        first, last = over[0], over[-1]
        whole = not _goes_on(words, first.at - 1, first.at) and not _goes_on(words, last.at, last.at + 1)
        if whole and len(over) > 1 and width >= STRUCK_SHARE * (level[n][2] - level[n][0]):
            yield from (each.at for each in over)


def _goes_on(words: Mapping[int, Character], before: int, after: int) -> bool:
    """Whether two characters are of one word: only whole ones are struck out."""
    first, second = words.get(before), words.get(after)
    return first is not None and second is not None and abs(first.baseline - second.baseline) < first.size / 4


def _joined_lines(rules: Rules) -> Iterator[Rules]:
    """The lines of a page by what they touch: those of one table are together."""
    boxes = [(box, False) for box in rules.level] + [(box, True) for box in rules.upright]
    group = list(range(len(boxes)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    order = sorted(range(len(boxes)), key=lambda n: boxes[n][0][0])
    for i, n in enumerate(order):
        _, bottom, right, top = boxes[n][0]
        for m in itertools.islice(order, i + 1, None):
            other = boxes[m][0]
            if other[0] > right + TOUCHING:
                break
            if other[1] <= top + TOUCHING and bottom <= other[3] + TOUCHING:
                group[root(m)] = root(n)
    tables: dict[int, Rules] = {}
    for n, (box, is_upright) in enumerate(boxes):
        table = tables.setdefault(root(n), Rules([], []))
        (table.upright if is_upright else table.level).append(box)
    yield from tables.values()


def _edges(places: Sequence[float]) -> list[float]:
    """Where lines stand, those together that differ by little."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > TOUCHING:
            edges.append(place)
    return edges


def _near(edges: Sequence[float], lines: Sequence[tuple[float, Reach]]) -> list[list[Reach]]:
    """From where to where the lines run that stand at each of some edges.

    Args:
        edges: The edges.
        lines: Where each line stands, and from where to where it runs.
    """
    ordered = sorted(lines)

    def near(edge: float) -> list[Reach]:
        def beyond(line: tuple[float, Reach]) -> float:
            return line[0] - edge

        first = bisect_left(ordered, -TOUCHING, key=beyond)
        return [reach for _, reach in ordered[first : bisect_right(ordered, TOUCHING, lo=first, key=beyond)]]

    return [near(edge) for edge in edges]


def _cells(lines: Rules) -> dict[CellPlace, tuple[Box, Cell]]:
    """The cells between lines, row by row from above; none where there are fewer than two rows or columns."""
    heights = _edges([(bottom + top) / 2 for _, bottom, _, top in lines.level])[::-1]
    sides = _edges([(left + right) / 2 for left, _, right, _ in lines.upright])
    rows, columns = len(heights) - 1, len(sides) - 1
    if rows < 2 or not 2 <= columns <= MOST_COLUMNS:
        return {}

    below = _near(heights[1:], [((bottom + top) / 2, (left, right)) for left, bottom, right, top in lines.level])
    after = _near(sides[1:], [((left + right) / 2, (bottom, top)) for left, bottom, right, top in lines.upright])

    def is_ruled_below(row: int, column: int) -> bool:
        middle = (sides[column] + sides[column + 1]) / 2
        return any(left <= middle <= right for left, right in below[row])

    def is_ruled_after(row: int, column: int) -> bool:
        middle = (heights[row] + heights[row + 1]) / 2
        return any(bottom <= middle <= top for bottom, top in after[column])

    taken: set[tuple[int, int]] = set()
    cells: dict[CellPlace, tuple[Box, Cell]] = {}
    for row, column in itertools.product(range(rows), range(columns)):
        if (row, column) in taken:
            continue
        wide = next((n for n in range(column, columns) if is_ruled_after(row, n)), columns - 1)
        low = next((n for n in range(row, rows) if is_ruled_below(n, column)), rows - 1)
        taken |= set(itertools.product(range(row, low + 1), range(column, wide + 1)))
        box = sides[column], heights[low + 1], sides[wide + 1], heights[row]
        cells[CellPlace(0, row, column)] = box, Cell("", columns=wide - column + 1, rows=low - row + 1)
    return cells


def _inside(table: Mapping[CellPlace, tuple[Box, Cell]], points: Sequence[Point]) -> dict[int, CellPlace]:
    """The cell of each character that is in one.

    Args:
        table: The cells.
        points: Where the characters stand. What is on the edge of two cells is in that of the one before it.
    """
    places: dict[int, CellPlace] = {}
    boxes = [(place, box) for place, (box, _) in table.items()]
    if not boxes:
        return places
    left, bottom, right, top = (edge(box[n] for _, box in boxes) for n, edge in enumerate((min, min, max, max)))
    sides = sorted({side for _, box in boxes for side in (box[0], box[2])})
    heights = sorted({height for _, box in boxes for height in (box[1], box[3])})
    # Between the same edges, or on the same ones, all points are in the same cells.
    known: dict[tuple[int, int, int, int], list[CellPlace]] = {}
    last: CellPlace | None = None
    for at, x, y in points:
        if not (left <= x <= right and bottom <= y <= top):
            continue
        key = bisect_left(sides, x), bisect_right(sides, x), bisect_left(heights, y), bisect_right(heights, y)
        if key not in known:
            known[key] = [place for place, box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        if cells := known[key]:
            places[at] = last = last if last in cells else cells[0]
    return places


def _is_table(table: Mapping[CellPlace, tuple[Box, Cell]], filled: set[CellPlace]) -> bool:
    """Whether there are words in enough cells, and in two or more of each of two rows."""
    by_row = [[place for place in filled if place.row == row] for row in {place.row for place in filled}]
    several = sum(len(places) > 1 for places in by_row)
    return several > 1 and len(filled) >= FEWEST_FILLED * len(table)


def _is_ruled_now_and_then(
    table: Mapping[CellPlace, tuple[Box, Cell]], inside: Mapping[int, CellPlace], characters: Sequence[Character]
) -> bool:
    """Whether lines stand between groups of rows only: most cells of one of these have as many lines, and several.

    Args:
        table: The cells between lines.
        inside: The cell of each character that is in one.
        characters: The characters of the page.
    """
    heights: dict[int, dict[CellPlace, set[int]]] = {}
    for each in characters:
        place = inside.get(each.at)
        if place is not None and table[place][1].rows == 1:
            # A mark that is raised or lowered stands on no line of its own.
            heights.setdefault(place.row, {}).setdefault(place, set()).add(round(each.baseline / (0.8 * each.size)))
    counts = [[len(lines) for lines in heights[row].values()] for row in sorted(heights)]
    several = [row for n, row in enumerate(counts) if max(row) > (1 if n else 2)]
    return 2 * sum(map(_are_stacked, several)) > len(several)


def _are_stacked(counts: Sequence[int]) -> bool:
    """Whether most cells of a row have as many lines as others, and several."""
    often, n = Counter(counts).most_common(1)[0]
    return often > 1 and n >= ALIKE_SHARE * len(counts) and len(counts) > 1 and max(len(counts), often) >= MANY_ALIKE
