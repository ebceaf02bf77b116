"""The characters of a printed page, as pdfium gives them → its lines, with where they stand and their type."""

import ctypes
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from typing import Any, NamedTuple

from pypdfium2 import raw

from retrieval.readers.pdf.drawn import NO_RULES, NOTHING, Character, drawn_on, rules_of
from retrieval.readers.pdf.layout import joined
from retrieval.readers.pdf.tables import LOWERED, RAISED, Line, without_empty
from retrieval.readers.pdf.tagged import NO_MARKS, CellPlace, Marks, marks_of
from retrieval.readers.rows import Cell, TableRow, seen_rows

WIDE_GAP = 1.5
"""White on a line that is wider than this, in sizes of its type, parts columns; spaces of justified lines are less."""

NARROW_GAP = 0.55
"""White between two words that is wider than this, in sizes of the type, may part cells of a table."""

LONGEST_NAME = 60
"""The name of a column has up to this many code points: word processors mark any first row as names."""

LONGEST_CELL = 1_000
"""A table with a cell of more code points than this lays out a page."""

ROW_STEP = 0.1
"""A row of a table is at least this many points below the one above it."""

BOLD_WEIGHT = 700
"""Type is bold from this weight on, as in CSS, where its name doesn't tell: what browsers print weighs 625 and 828."""

LOOKED_AT = 7
"""At how many places of a line it is looked whether it is in bold, where its middle is."""

STRUCK = "\u200b"
"""Stands for a character that is struck out: it has its place on the line, and isn't seen."""

UNSEEN = dict.fromkeys([*range(9), *range(14, 32), 0xAD, 0xFEFF, 0x200B])
"""Characters that are not seen."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？]\Z")
_BEFORE_MARKS = frozenset(".,;:!?”\"’')]»。，")
_RAISED_SIZE = 0.85  # A raised figure is smaller than this share of the type around it (usually .6 to .75).
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0xF0B7: "•",
    0xF0A7: "▪",
}
_BACKWARDS_GAP = 0.12  # Of the size of type: letters farther apart than this are of two words (a space has .25).
_LEFT_TO_RIGHT = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_WORD_FORWARDS = rf"[0-9{_LEFT_TO_RIGHT}\u0660-\u0669]+(?:[.,:/%'’-]?[0-9{_LEFT_TO_RIGHT}\u0660-\u0669]+)*"
# Words of Latin, Greek and Cyrillic letters keep their order, such as a name; a figure beside them stands alone.
_FORWARDS = re.compile(rf"{_WORD_FORWARDS}(?:(?<=[{_LEFT_TO_RIGHT}]) \.?(?=[{_LEFT_TO_RIGHT}]){_WORD_FORWARDS})*")
_MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_NOT_BOLD = re.compile(r"[-,](?:regular|roman|book|light|medium|normal|italic|oblique)", re.IGNORECASE)
_LONGEST_WORD = 12
"""How many heights of its letters a Latin word, some twenty letters, takes at most."""

_LOOK_BACK = 100  # Characters: more than a line has.
_BREAKS = frozenset({0x02, 0xFFFE})


_Box = tuple[float, float, float, float]
"""Left, right, bottom and top, as pdfium has them."""

_Glyph = tuple[int, _Box]
"""A character as pdfium has it: its code point, and where it is."""

PlaceOf = Callable[[int], CellPlace | None]
"""Gives the cell of a table in which a character is."""


class _Character(NamedTuple):
    """A character with its place in pdfium's text and on the page, turned so that its line runs to the right."""

    at: int
    character: str
    left: float
    right: float
    bottom: float
    top: float


class _Turned(NamedTuple):
    """A line and how its page has to be turned for it to run to the right, in quarters of a turn."""

    line: Line
    quarters: int
    place: CellPlace | None = None


def lines_of(text_page: Any, page: Any = None, names: list[TableRow] | None = None) -> list[Line]:
    """The lines of a page, cut where white parts columns; a row of a table that the page marks as such is one line.

    Of a page that is printed sideways they stand as if it were turned; what runs in another direction than most of it,
    such as a stamp along the margin, is left out.

    Args:
        text_page: pdfium's text of the page.
        page: pdfium's page; without it, its tables are not known.
        names: The names of the columns of the last table of the page before, which may go on; it is changed to those of
            this page's.
    """
    handle = text_page.raw
    marks = marks_of(page) if page else NO_MARKS
    rules = rules_of(page) if page else NO_RULES
    glyphs = list(_glyphs(handle))
    drawn = drawn_on(rules, list(_characters(handle, glyphs))) if rules.level else NOTHING
    if marks.cells:
        place_of: PlaceOf | None = partial(_place, handle, marks.places)
    else:
        place_of = drawn.places.get if drawn.places else None
        marks = marks._replace(cells=dict(drawn.cells), drawn=True)
    turned = list(_rows(_lines(handle, glyphs, place_of, drawn.struck), marks, [] if names is None else names))
    directions = Counter[int]()
    for line, quarters, _ in turned:
        directions[quarters] += len(line.text)
    if len(directions) < 2:
        return [turn.line for turn in turned]
    ((most, _),) = directions.most_common(1)
    return [turn.line for turn in turned if turn.quarters == most]


def _glyphs(handle: Any) -> Iterator[_Glyph]:
    """The characters of a page as pdfium has them."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for i in range(raw.FPDFText_CountChars(handle)):
        raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
        yield raw.FPDFText_GetUnicode(handle, i), (left.value, right.value, bottom.value, top.value)


def _characters(handle: Any, glyphs: Sequence[_Glyph]) -> Iterator[Character]:
    """The characters of a page that are seen, and whose lines run to the right, with what drawn lines are held to.

    Args:
        handle: pdfium's text of the page.
        glyphs: Its characters.
    """
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for i, (code, (left, right, bottom, top)) in enumerate(glyphs):
        if code <= ord(" ") or code in _BREAKS or top <= bottom:
            continue
        size = _size(handle, i, matrix) or top - bottom
        # Most characters are upright, and their matrix tells.
        if (matrix.c or matrix.a <= 0) and _quarters(handle, i):
            continue
        if raw.FPDFText_GetCharOrigin(handle, i, x, y):
            yield Character(i, (left, bottom, right, top), y.value, size, chr(code).isalnum())


def _rows(lines: Iterable[_Turned], marks: Marks, names: list[TableRow]) -> Iterator[_Turned]:
    """Lines, those of a row of a table that the page marks as such as one, with the names of its columns."""
    tables: dict[int, list[_Turned]] = {}
    for turned in lines:
        if turned.place is None:
            yield turned
        else:
            tables.setdefault(turned.place.table, []).append(turned)
    before = names[:]
    names.clear()
    for number, pieces in sorted(tables.items()):
        names[:] = before if number in marks.continued else []
        yield from _table(number, pieces, marks, names)


def _table(number: int, pieces: Sequence[_Turned], marks: Marks, names: list[TableRow]) -> Iterator[_Turned]:
    """The rows of a table; its pieces as they stand where its cells are as long as pages are, laid out by a table.

    Args:
        number: Which of the page's it is.
        pieces: What is in it, in order.
        marks: What the page marks as tables.
        names: The row of another page that names its columns, if there is one; it is changed to its own.
    """
    words: dict[CellPlace, list[str]] = {}
    heights: dict[int, list[_Turned]] = {}
    for piece in pieces:
        if place := piece.place:
            words.setdefault(place, []).append(piece.line.text)
            heights.setdefault(place.row, []).append(piece)
    texts = {place: reduce(joined, lines, "") for place, lines in words.items()}
    if max(map(len, texts.values())) > LONGEST_CELL:
        yield from pieces
        return
    rows: dict[int, list[Cell]] = {row: [] for row in sorted(heights)}
    for place, cell in sorted(marks.cells.items()):
        if place.table == number and place.row in rows:
            rows[place.row].append(cell._replace(text=texts.get(place, "")))
    bold = [row for row in rows if all(piece.line.bold for piece in heights[row])]
    is_named = not marks.drawn and any(cell.is_name for cells in rows.values() for cell in cells)
    if len(bold) < len(rows) and not is_named:
        heads = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(rows, bold, strict=False))
        rows |= {height: [cell._replace(is_name=True) for cell in rows[height]] for height, _ in heads}
    whole = [TableRow(cells, row) for row, cells in rows.items()]
    if number not in marks.continued and _are_names(whole[0]):
        names[:] = [whole[0]]
        parts = [whole]
    elif names and all(_width(row) == _width(names[0]) for row in whole):
        parts = [[names[0]._replace(line=-1), *whole]]
    else:
        names.clear()
        parts = [[row] for row in whole]
    bottom = math.inf
    for text, n in (seen for part in parts for seen in seen_rows(part) if seen[1] >= 0):
        row = _row(without_empty(text), heights[n], marks, bottom)
        bottom = row.line.bottom
        yield row


def _width(row: TableRow) -> int:
    """How many columns a row has."""
    return sum(cell.columns for cell in row.cells)


def _are_names(row: TableRow) -> bool:
    """Whether the cells of a first row may name columns: word processors mark any first row as such."""
    long = any(len(cell.text) > LONGEST_NAME or _ENDS_SENTENCE.search(cell.text) for cell in row.cells)
    return not long and any(cell.text for cell in row.cells)


def _row(text: str, pieces: Sequence[_Turned], marks: Marks, above: float) -> _Turned:
    """A row of a table as a line, below the row that stands so high.

    Its height is that of its cells that are of no other row; where these are in the middle of others doesn't count.
    """
    own = [each for each in pieces if each.place and marks.cells[each.place].rows == 1] or list(pieces)
    left, right = min(each.line.left for each in pieces), max(each.line.right for each in pieces)
    bottom, top = min(each.line.bottom for each in own), max(each.line.top for each in own)
    bottom = min(bottom, above - ROW_STEP)
    line = Line(text, left, right, bottom, max(top, bottom + ROW_STEP), pieces[0].line.size, cells=(text,))
    return _Turned(line, pieces[0].quarters)


def _place(handle: Any, places: Mapping[int, CellPlace], i: int) -> CellPlace | None:
    """The place of a character in a table that the page marks as such."""
    piece = raw.FPDFText_GetTextObject(handle, i)
    return places.get(raw.FPDFPageObj_GetMarkedContentID(piece)) if piece else None


def _lines(
    handle: Any, glyphs: Sequence[_Glyph], place_of: PlaceOf | None, struck: Collection[int]
) -> Iterator[_Turned]:
    """The lines of a page in pdfium's order; none of them runs over the edge of a cell of a table.

    Args:
        handle: pdfium's text of the page.
        glyphs: Its characters.
        place_of: Gives the cell of a character; None where there is no table.
        struck: The characters that are struck out, which aren't read.
    """
    run: list[_Character] = []
    quarters, place = 0, None
    for i, (code, box) in enumerate(glyphs):
        if code in _BREAKS or code in (10, 13):
            # pdfium runs on where it takes a hyphen at a line's end for a break; the next line is below all the same.
            yield from _line(handle, run, quarters, place, broken=code in _BREAKS)
            run = []
            continue
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if not run and not character.isspace():
            quarters = _quarters(handle, i)
        left, right, bottom, top = _turned(box, quarters)
        backwards = _is_right_to_left(character)
        if place_of and not character.isspace() and (here := place_of(i)) != place:
            yield from _line(handle, run, quarters, place)
            run, place = [], here
        if run and not character.isspace() and _is_apart(run, left, right, bottom, top, backwards=backwards):
            yield from _line(handle, run, quarters, place)
            run = []
        if run or not character.isspace():
            run.append(_Character(i, STRUCK if i in struck else character, left, right, bottom, top))
    yield from _line(handle, run, quarters, place)


def _quarters(handle: Any, i: int) -> int:
    """In which direction the line of a character runs, in quarters of a turn."""
    angle = raw.FPDFText_GetCharAngle(handle, i)
    return round(angle / (math.pi / 2)) % 4 if angle > 0 else 0


def _turned(box: _Box, quarters: int) -> _Box:
    """Left, right, bottom and top of a box on a page that is turned so that its lines run to the right."""
    left, right, bottom, top = box
    if quarters == 0:
        return left, right, bottom, top
    if quarters == 2:
        return -right, -left, -top, -bottom
    return (-top, -bottom, left, right) if quarters == 1 else (bottom, top, -right, -left)


def _is_apart(run: list[_Character], left: float, right: float, bottom: float, top: float, *, backwards: bool) -> bool:
    """Whether wide white, or a step back, lies between a run of characters and the next one, which runs backwards."""
    last = next((item for item in reversed(run) if not item.character.isspace()), None)
    if last is None or top <= bottom:
        return False
    height = max(last.top - last.bottom, top - bottom, 4.0)
    if left - last.right > WIDE_GAP * height * 1.3:
        return True
    if _is_right_to_left(run[0].character):
        # A Latin word in such a line begins at its far end: the white before it is filled by what follows.
        return _left_edge(run) - right > (2 * WIDE_GAP if backwards else _LONGEST_WORD) * height * 1.3
    if backwards or _is_right_to_left(last.character):
        return last.left - right > 2 * WIDE_GAP * height * 1.3
    if left >= run[0].left - 4 * height:
        return False
    # A figure that opens a line of Arabic or Hebrew stands at its right end, what follows on its left.
    edge = run[0].left
    if any(_is_right_to_left(item.character) for item in run):
        edge = min(item.left for item in run if not item.character.isspace())
    return left < edge - 4 * height


def _left_edge(run: list[_Character]) -> float:
    """Where a run that goes to the left ends so far: with it what it holds of words that go to the right."""
    edge = math.inf
    for item in itertools.islice(reversed(run), _LOOK_BACK):
        if not item.character.isspace():
            edge = min(edge, item.left)
            if _is_right_to_left(item.character):
                break
    return edge


def _line(
    handle: Any, run: list[_Character], quarters: int, place: CellPlace | None, *, broken: bool = False
) -> Iterator[_Turned]:
    """A run of characters as a line; none when nothing of it is seen.

    Args:
        handle: pdfium's text of the page.
        run: The characters.
        quarters: How the page was turned for them.
        place: The cell of a table that they are of.
        broken: Whether a hyphen comes after them.
    """
    inked = [item for item in run if not item.character.isspace() and item.top > item.bottom]
    backwards = sum(_is_right_to_left(item.character) for item in inked) * 2 > len(inked)
    text = "".join(_backwards(handle, run) if backwards else _marked(handle, run, inked))
    broken = broken or text.rstrip().endswith("\xad")
    text = " ".join(text.translate(UNSEEN).translate(_LIGATURES).split()) + ("-" if broken else "")
    if not inked or not text:
        return
    first = _typical(handle, inked)
    height = max(item.top - item.bottom for item in inked)
    size = _size(handle, first.at) or height * 1.4
    left, right = min(item.left for item in inked), max(item.right for item in inked)
    bottom = _baseline(handle, first, quarters)
    top = max(item.top for item in inked)
    gaps = () if backwards else tuple(_gaps(run, NARROW_GAP * size))
    yield _Turned(Line(text, left, right, bottom, top, size, _is_mostly_bold(handle, inked), (), gaps), quarters, place)


def _typical(handle: Any, inked: Sequence[_Character]) -> _Character:
    """A character in the type of a line: a raised figure or a word in other type may open or end it.

    It is the one in the middle, unless those on both sides of it, far from the ends, are in other type.
    """
    before, middle, after = (inked[len(inked) * n // 4] for n in (1, 2, 3))
    size = _size(handle, before.at)
    return before if size != _size(handle, middle.at) and size == _size(handle, after.at) else middle


def _is_mostly_bold(handle: Any, inked: Sequence[_Character]) -> bool:
    """Whether a line is in bold, and not some words in the middle of it only."""
    if not _is_bold(handle, inked[len(inked) // 2].at):
        return False
    looked_at = [inked[len(inked) * n // LOOKED_AT] for n in range(LOOKED_AT)]
    return 2 * sum(_is_bold(handle, item.at) for item in looked_at) > LOOKED_AT


def _gaps(run: list[_Character], narrowest: float) -> Iterator[tuple[int, float, float]]:
    """White between words of a run that is wider than a number of points: after how many words, from where to where."""
    count, before, last = 0, True, None
    for item in run:
        if item.character.isspace():
            before = True
            continue
        if item.character == STRUCK:
            last = item
            continue
        if last is not None and before and last.character != STRUCK and item.left - last.right > narrowest:
            yield count, last.right, item.left
        count += before
        before, last = False, item


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")


def _backwards(handle: Any, run: list[_Character]) -> str:
    """The characters of a line of Hebrew or Arabic as they are read: from the right, figures and Latin words apart.

    pdfium gives them in an order that depends on the program that wrote the file.
    """
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    placed: list[tuple[float, float, str]] = []
    typed = [item for item in run if item.character.isspace() and raw.FPDFText_IsGenerated(handle, item.at) == 0]
    inked = [item for item in run if not item.character.isspace() and item.top > item.bottom]
    for item in sorted([*inked, *typed], key=lambda item: item.at):
        raw.FPDFText_GetCharOrigin(handle, item.at, x, y)
        raw.FPDFText_GetLooseCharBox(handle, item.at, loose)
        character = unicodedata.normalize("NFKC", item.character)
        if unicodedata.category(character[:1]) == "Mn" and placed:
            # A mark stands over its letter, whichever of them comes first.
            near = min(range(len(placed)), key=lambda n: abs(placed[n][0] - x.value))
            origin, right, letter = placed[near]
            placed[near] = (origin, right, unicodedata.normalize("NFC", letter + character))
        else:
            placed.append((x.value, loose.right, character))
    # What is in the same place, such as the letters of a ligature, is in the order of the whole.
    steps = sum((second[0] < first[0]) - (second[0] > first[0]) for first, second in itertools.pairwise(placed))
    order = range(len(placed)) if steps >= 0 else range(len(placed))[::-1]
    # A space that begins where the next word does comes before it.
    placed = sorted((placed[n] for n in order), key=lambda item: (-item[0], not item[2].isspace(), item[2][:1] != "ل"))
    size = _size(handle, inked[len(inked) // 2].at) or 10.0
    words = [placed[0][2]]
    for (before, _, _), (_, right, character) in itertools.pairwise(placed):
        if not typed and before - right > _BACKWARDS_GAP * size:
            words.append(" ")
        words.append(character)
    return _FORWARDS.sub(lambda match: match[0][::-1], "".join(words)).translate(_MIRRORED)


def _marked(handle: Any, run: list[_Character], inked: list[_Character]) -> Iterator[str]:
    """The characters of a line, figures that may be marks of notes between `RAISED` and `LOWERED`.

    Only those that open the line, or follow the end of a sentence or clause, are looked at.
    """
    usual = _size(handle, inked[len(inked) // 2].at) if inked else None
    before, raised = "", False
    for item in run:
        character = item.character
        if not character.isspace() and usual and (raised or not before or before in _BEFORE_MARKS):
            is_raised = character.isdigit() and (_size(handle, item.at) or usual) < _RAISED_SIZE * usual
            if is_raised != raised:
                yield RAISED if is_raised else LOWERED
                raised = is_raised
        elif raised:
            yield LOWERED
            raised = False
        yield character
        before = character if not character.isspace() else before
    if raised:
        yield LOWERED


def _size(handle: Any, i: int, matrix: Any = None) -> float | None:
    """The size of a character's type in points, as it is scaled on the page.

    Args:
        handle: pdfium's text of the page.
        i: The character's place in it.
        matrix: Is changed to the one by which the character is turned and scaled.
    """
    size = raw.FPDFText_GetFontSize(handle, i)
    matrix = matrix or raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(handle, i, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return round(size, 1) if size > 2 else None


def _baseline(handle: Any, first: _Character, quarters: int) -> float:
    """The height on which a line's characters stand; if there is none, the bottom of the first."""
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharOrigin(handle, first.at, x, y):
        return first.bottom
    return float((y.value, x.value, -y.value, -x.value)[quarters])


def _is_bold(handle: Any, i: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(handle, i, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""
    if _BOLD.search(name):
        return True
    weight: int = raw.FPDFText_GetFontWeight(handle, i)
    return weight >= BOLD_WEIGHT and not _NOT_BOLD.search(name)
