"""Which lines of a printed page stand in columns, in a box beside the text or in a table, in reading order."""

import itertools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median

from retrieval.readers.pdf.tables import Line, is_right_to_left, table_rows

NARROWEST_GUTTER = 0.7
"""The white between two columns is at least this wide, in sizes of the type."""

FULL_SHARE = 0.55
"""Lines of a column fill at least this much of its width in the median; those of a table don't."""

FEWEST_CHARACTERS = 15
"""Lines of a column have at least this many code points in the median; what is shorter is a column of a table."""

FEWEST_INSIDE = 8
"""Columns are looked for inside of columns where lines have this many code points in the median: cells of figures have
fewer, and each place between them would be tried in each part of each other."""

MOST_GUTTERS = 3
"""Newspapers have up to eight columns, which are halved three times."""

FEWEST_LINES = 4
"""A column has at least this many lines; fewer may be a table or an address."""

WIDEST_CELL = 0.35
"""The cells of a table that stands across columns are up to this wide, in widths of the page; a column is wider."""

FEWEST_BESIDE = 3
"""A box beside the text has at least so many lines, and so many lines are beside it."""

LEVEL_SHARE = 0.6
"""Of the lines of a box fewer than this stand by chance as high as one beside it; of the cells of a table most do."""

WIDEST_WORD_SPACE = 2.0
"""The white between two words of a justified line of a short column is up to this wide, in sizes of the type."""

FULL_LINES_SHARE = 0.75
"""Of the lines of a short column this share had no room for another word; the others end its paragraphs."""

FEWEST_ROWS = 3
"""The fewest rows of a table that stands across columns."""

WIDEST_LEADING = 2.7
"""Lines of double-spaced text stand up to this far apart, in sizes of the type."""

LARGE_TYPE = 1.12
"""A heading's type is larger than the text's by this factor; 11 against 10 points is less, 12.5 against 11 more."""

WIDE_LEADING = 1.35
"""Lines that stand further apart than this, in ordinary distances, are two paragraphs."""

CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")

MOST_LINES = 3_000
"""Columns are looked for on a page of up to this many lines: their number squared is what it takes."""

WIDE_WORD = 1.25
"""A word may be wider by this factor than its letters are in the mean."""

_Gutters = dict[tuple[int, tuple[int, ...]], float | None]
"""The gutters of lines by how deep in columns they stand, and their ids."""


def by_height(page: Sequence[Line]) -> dict[int, list[Line]]:
    """The lines of a page by the height on which they stand, in points."""
    rows: dict[int, list[Line]] = {}
    for line in page:
        rows.setdefault(round(line.bottom), []).append(line)
    return rows


def columns(page: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in the order in which they are read, a list a column; rows of a table joined."""
    lines = list(page)
    above, table, below = _around_a_table(lines)
    if table and any(_gutter(text) is not None for text in (above, below)):
        return [*columns(above), table_rows(table), *columns(below)]
    gutter = _gutter(lines)
    if gutter is None:
        above, sides, below = _around_a_sidebar(lines)
        if not sides:
            above, columns_of_text, below = _around_short_columns(lines)
            if columns_of_text:
                parts = (column for side in columns_of_text for column in columns(side))
                return [*columns(above), *parts, *columns(below)]
            above, sides, below = _around_a_level_sidebar(lines)
        if sides:
            box, text = map(table_rows, sides)
            # What heads the box heads nothing else.
            box = [line._replace(size=text[0].size, bold=False) for line in box]
            return [*columns(above), box, text, *columns(below)]
        return [table_rows(lines)] if lines else []
    across = {id(line) for line in lines if line.left < gutter < line.right}
    mixed = _level_with(across, lines)
    result: list[list[Line]] = []
    ordered = sorted(lines, key=lambda line: -line.top)
    whole = across | mixed | (_between(across, ordered) if mixed else set())
    for is_whole, run in itertools.groupby(ordered, key=lambda line: id(line) in whole):
        part = list(run)
        if not is_whole:
            end = len(part)
            if part[-1] is not ordered[-1] and part[-1].size > LARGE_TYPE * median(line.size for line in part):
                # The heading of what stands below the columns.
                end -= 1
            result += [*_sides(part[:end], gutter), *filter(None, [part[end:]])]
        elif len(part) < len(lines) and any(id(line) in mixed for line in part):
            # Columns of other widths stand above or below those that the gutter parts.
            result += columns(part)
        else:
            result.append(part)
    return result


def _level_with(across: Collection[int], lines: Sequence[Line]) -> set[int]:
    """The ids of lines that stand beside one of those across a gutter, by its id."""
    whole = [line for line in lines if id(line) in across]
    return {
        id(line)
        for line in lines
        if id(line) not in across
        and any(min(line.top, other.top) - max(line.bottom, other.bottom) > line.size / 4 for other in whole)
    }


def _between(across: Collection[int], ordered: Sequence[Line]) -> set[int]:
    """The ids of lines, top down, in the white between two paragraphs of lines across a gutter, by the ids of these."""
    between, waiting, last = set[int](), list[Line](), None
    for line in ordered:
        if id(line) not in across:
            waiting.append(line)
            continue
        if last is not None and last.bottom - line.bottom <= WIDEST_LEADING * line.size:
            between.update(map(id, waiting))
        last, waiting = line, []
    return between


def _around_a_table(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines above the first table that white sets off across a page, its own, and those below it, if there is one.

    The table has three columns or more: two are told from columns of text by nothing but their words.
    """
    rows = by_height(lines) if 2 * FEWEST_LINES + FEWEST_ROWS <= len(lines) <= MOST_LINES else {}
    heights = sorted(rows, reverse=True)
    gaps = [above - below for above, below in itertools.pairwise(heights)]
    if not gaps:
        return list(lines), [], []
    wide = WIDE_LEADING * max(median(gaps), 1.2 * median(line.size for line in lines))
    widest = WIDEST_CELL * (max(line.right for line in lines) - min(line.left for line in lines))
    narrow = [all(line.right - line.left <= widest for line in rows[height]) for height in heights]
    start = 0
    while start < len(heights):
        end = start
        while end < len(heights) and len(rows[heights[end]]) > 1 and narrow[end]:
            end += 1
        full = sum(len(rows[height]) > 2 for height in heights[start:end])
        set_off = (start == 0 or gaps[start - 1] > wide) and (end == len(heights) or gaps[end - 1] > wide)
        if full >= FEWEST_ROWS and 2 * full > end - start and set_off:
            parts = heights[:start], heights[start:end], heights[end:]
            above, table, below = ([line for height in part for line in rows[height]] for part in parts)
            return above, table, below
        start = max(end, start + 1)
    return list(lines), [], []


def _around_a_sidebar(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """The lines above a box beside the text, the box and the lines beside it, and the lines below, if there is a box.

    Its lines don't stand on the heights of the others: those of a table do.
    """
    if not FEWEST_BESIDE * 2 <= len(lines) <= MOST_LINES:
        return list(lines), [], []
    ordered = sorted(lines, key=lambda line: -line.top)
    for x, begin, end in _bands(ordered):
        left, right = _at_sides(ordered[begin:end], x)
        if _are_beside(left, right, x):
            narrow, wide = _by_width(left, right)
            if not _is_below(narrow, wide):
                return ordered[:begin], [narrow, wide], ordered[end:]
    return list(lines), [], []


def _around_a_level_sidebar(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """As `_around_a_sidebar`, of a box whose lines stand on the heights of those beside it, but are written apart."""
    if not FEWEST_BESIDE * 2 <= len(lines) <= MOST_LINES:
        return list(lines), [], []
    ordered = sorted(lines, key=lambda line: -line.top)
    place = {id(line): n for n, line in enumerate(lines)}
    for x, begin, end in _bands(ordered):
        left, right = _side_on_side(*_at_sides(ordered[begin:end], x))
        if _are_written_apart(left, right, x, place):
            top, bottom = left[0].bottom + 1, left[-1].bottom - 1
            above = [line for line in ordered if line.bottom > top]
            below = [line for line in ordered if line.bottom < bottom]
            # Text goes on below the box that stands beside it.
            is_left = bool(below) and below[0].right < x
            goes_on = is_left or (bool(below) and below[0].left >= x - 1)
            sides = (right, left) if is_left else (left, right) if goes_on else _by_width(left, right)
            return above, list(sides), below
    return list(lines), [], []


def _by_width(left: Sequence[Line], right: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of two sides, the narrower first."""
    narrow, wide = sorted((left, right), key=lambda side: max(line.right for line in side) - side[0].left)
    return list(narrow), list(wide)


def _side_on_side(left: Sequence[Line], right: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of two sides, top down, that stand on heights on which both have lines."""
    if not left or not right:
        return [], []
    top = min(max(line.bottom for line in side) for side in (left, right)) + 1
    bottom = max(min(line.bottom for line in side) for side in (left, right)) - 1
    inside = [[line for line in side if bottom <= line.bottom <= top] for side in (left, right)]
    return inside[0], inside[1]


def _are_written_apart(left: Sequence[Line], right: Sequence[Line], x: float, place: Mapping[int, int]) -> bool:
    """Whether level lines on two sides of a place are a box and the text beside it.

    Its program wrote the one and then the other, and both go on from line to line; of a table it writes each row.

    Args:
        left: The lines on the left, top down.
        right: Those on the right.
        x: The place.
        place: At which place in the file a line stands, by its id.
    """
    if min(len(left), len(right)) < FEWEST_BESIDE or any(line.cells for line in (*left, *right)):
        return False
    if x <= max(line.right for line in left):
        return False
    if any(median(len(line.text) for line in side) < FEWEST_CHARACTERS for side in (left, right)):
        return False
    for side in (left, right):
        places = [place[id(line)] for line in side]
        goes_on = sum(line.text[0].islower() for line in side[1:])
        if places != list(range(places[0], places[0] + len(side))) or 2 * goes_on < len(side) - 1:
            return False
    return True


def _bands(ordered: Sequence[Line]) -> Iterator[tuple[float, int, int]]:
    """Places at which several lines begin that stand further right than others, each with the runs beside it.

    Args:
        ordered: Lines top down; at least one.

    Yields:
        A place, and where a run of lines of which none crosses it begins and ends.
    """
    first = min(line.left for line in ordered)
    lefts = Counter(round(line.left) for line in ordered if line.left > first + 4 * line.size)
    for x in sorted(left for left, n in lefts.items() if n + lefts[left + 1] >= FEWEST_BESIDE):
        begin = 0
        for end in range(len(ordered) + 1):
            if end == len(ordered) or ordered[end].left < x - 1 < ordered[end].right:
                yield x, begin, end
                begin = end + 1


def _at_sides(band: Sequence[Line], x: float) -> tuple[list[Line], list[Line]]:
    """The lines on the left of a place, and those on its right."""
    return [line for line in band if line.right < x], [line for line in band if line.left >= x - 1]


def _are_beside(left: Sequence[Line], right: Sequence[Line], x: float) -> bool:
    """Whether lines on two sides of a place are a box and the text beside it."""
    if min(len(left), len(right)) < FEWEST_BESIDE:
        return False
    if x - max(line.right for line in left) < NARROWEST_GUTTER * left[0].size:
        return False
    if any(median(len(line.text) for line in side) < FEWEST_CHARACTERS for side in (left, right)):
        return False
    if any(line.cells for line in (*left, *right)) or _is_below(left, right):
        return False
    heights = {round(line.bottom) for line in left}
    level = sum(not heights.isdisjoint(range(round(line.bottom) - 1, round(line.bottom) + 2)) for line in right)
    return level < LEVEL_SHARE * len(right)


def _around_short_columns(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """The lines above two columns of text that are only a part of the page, each of these, and those below, if any.

    Their lines are as full as the words allow, as those of text are: the cells of most tables have room for more. Where
    their paragraphs begin on the same heights, they are read row by row.
    """
    if not 2 * FEWEST_LINES <= len(lines) <= MOST_LINES:
        return list(lines), [], []
    ordered = sorted(lines, key=lambda line: -line.bottom)
    for x, begin, end in _bands(ordered):
        top, bottom = _side_by_side(ordered, begin, end, x)
        sides = _at_sides(ordered[top:bottom], x)
        if _are_short_columns(*sides, x):
            sides = sides[::-1] if is_right_to_left(ordered[top:bottom]) else sides
            return ordered[:top], list(_by_row(*sides)), ordered[bottom:]
    return list(lines), [], []


def _side_by_side(ordered: Sequence[Line], begin: int, end: int, x: float) -> tuple[int, int]:
    """Where among lines top down those begin and end that are on both sides of a place, or go on below such lines.

    Args:
        ordered: The lines.
        begin: The first that may be one.
        end: The one after the last that may be one.
        x: The place.
    """
    right = next((n for n in range(begin, end) if ordered[n].left >= x - 1), end)
    if right == end:
        return end, end
    at = next((n for n in range(begin, right) if ordered[n].bottom - ordered[right].bottom < 1), right)
    last: dict[bool, Line] = {}
    for n in range(at, end):
        line = ordered[n]
        above = last.get(line.left >= x - 1, line)
        is_far = n > at and ordered[n - 1].bottom - line.bottom > WIDEST_LEADING * line.size
        if is_far or abs(above.size - line.size) > 0.1 * line.size:
            return at, n
        last[line.left >= x - 1] = line
    return at, end


def _are_short_columns(left: Sequence[Line], right: Sequence[Line], x: float) -> bool:
    """Whether lines on two sides of a place are columns of text, or on the right of it several."""
    if min(len(left), len(right)) < FEWEST_BESIDE:
        return False
    if x - max(line.right for line in left) < NARROWEST_GUTTER * left[0].size:
        return False
    if any(line.cells for line in (*left, *right)):
        return False
    left, whole = _with_whole_lines(left), _with_whole_lines(right)
    if max(len(left), len(whole)) < FEWEST_LINES or not _is_full(left):
        return False
    return _is_full(whole) or bool(_around_short_columns(right)[1])


def _with_whole_lines(column: Sequence[Line]) -> list[Line]:
    """The lines of a column top down, whose pieces wide white between words parts are one."""
    whole: list[Line] = []
    for line in sorted(column, key=lambda line: (-round(line.bottom), line.left)):
        last = whole[-1] if whole else None
        if last and abs(last.bottom - line.bottom) < 1 and line.left - last.right < WIDEST_WORD_SPACE * line.size:
            whole[-1] = last._replace(text=f"{last.text} {line.text}", right=line.right)
        else:
            whole.append(line)
    return whole


def _by_row(first: Sequence[Line], second: Sequence[Line]) -> Iterator[list[Line]]:
    """Two columns, or, where all that begins in one does so on the height of what begins in the other, their rows."""
    starts = [{round(line.bottom) for line in _beginnings(_with_whole_lines(side))} for side in (first, second)]
    fewer, more = sorted(starts, key=len)
    cuts = sorted(fewer, reverse=True) if fewer <= more else []
    for above, below in itertools.pairwise([math.inf, *(cut + 0.5 for cut in cuts), -math.inf]):
        for side in (first, second):
            if part := [line for line in side if below < round(line.bottom) <= above]:
                yield part


def _beginnings(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a column below more white, or a line that had room, at which something begins."""
    edge = max(line.right for line in lines)
    steps = [above.bottom - below.bottom for above, below in itertools.pairwise(lines)]
    for above, below, step in zip(lines, lines[1:], steps, strict=False):
        had_room = edge - above.right > WIDE_WORD * word_and_space(below)
        if step > WIDE_LEADING * min(steps) or (had_room and not below.text[0].islower()):
            yield below


def _is_full(lines: Sequence[Line]) -> bool:
    """Whether lines are those of a running text: most had no room for the first word of the next one, which goes on."""
    edge = max(line.right for line in lines)
    pairs = list(itertools.pairwise(lines))
    if any(above.bottom - below.bottom < 0.5 * below.size for above, below in pairs):
        return False
    if len(lines) < FEWEST_BESIDE:
        return False
    goes_on = sum(below.text[0].isalpha() and not below.text[0].isupper() for _, below in pairs)
    if 2 * goes_on < len(pairs):
        return False
    full = [above for above, below in pairs if edge - above.right < WIDE_WORD * word_and_space(below)]
    written = sum(len(line.text) >= FEWEST_CHARACTERS for line in full)
    return len(full) >= FULL_LINES_SHARE * len(pairs) and written >= FULL_LINES_SHARE * len(full)


def _sides(band: Sequence[Line], gutter: float) -> list[list[Line]]:
    """The columns on the left of a gutter, then those on its right; in Hebrew and Arabic the other way round."""
    sides = [line for line in band if line.right <= gutter], [line for line in band if line.right > gutter]
    return [column for side in (sides[::-1] if is_right_to_left(band) else sides) for column in columns(side)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white between two columns of text stands that most lines keep to; None for a single column."""
    return _gutter_within(lines, 0, {})


def _gutter_within(lines: Sequence[Line], depth: int, remembered: _Gutters) -> float | None:
    """The gutter of lines that stand in columns, which may hold columns themselves.

    Args:
        lines: The lines.
        depth: In how many columns they stand.
        remembered: The gutters of other lines of these columns, by their ids: the same ones are in many of the parts
            that are tried.
    """
    if not 2 * FEWEST_LINES <= len(lines) <= MOST_LINES:
        return None
    if depth and median(len(line.text) for line in lines) < FEWEST_INSIDE:
        return None
    key = depth, tuple(map(id, lines))
    if key not in remembered:
        parted = (at for at, left, right in _parted(lines) if _are_columns(left, right, depth, remembered))
        remembered[key] = next(parted, None)
    return remembered[key]


def _parted(lines: Sequence[Line]) -> Iterator[tuple[float, list[Line], list[Line]]]:
    """The places of white between enough lines on both sides, with these: where it crosses the fewest lines first.

    Of those that cross as many the widest comes first.
    """
    size = median(line.size for line in lines)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    first, last = lefts[0], rights[-1]
    places: dict[tuple[int, int], tuple[int, float, float]] = {}
    for x in sorted(set(lefts)):
        if not first + 4 * size < x < last - 4 * size:
            continue
        n_left, n_right = bisect_left(rights, x), len(lines) - bisect_left(lefts, x - 0.5)
        crossing = len(lines) - n_left - n_right
        if min(n_left, n_right) < FEWEST_LINES or crossing > len(lines) / 4:
            continue
        edge = rights[n_left - 1]
        if x - edge >= NARROWEST_GUTTER * size:
            # Those on both sides are the same for places near each other.
            place = crossing, edge - x, x
            places[n_left, n_right] = min(place, places.get((n_left, n_right), place))
    for _, _, x in sorted(places.values()):
        left = [line for line in lines if line.right < x]
        right = [line for line in lines if line.left >= x - 0.5]
        if min(len({round(line.bottom) for line in side}) for side in (left, right)) >= FEWEST_LINES:
            yield (x + max(line.right for line in left)) / 2, left, right


def _are_columns(left: Sequence[Line], right: Sequence[Line], depth: int, remembered: _Gutters) -> bool:
    """Whether lines on two sides are columns of text: they stand side by side and fill their widths.

    Args:
        left: Those on the left.
        right: Those on the right.
        depth: In how many columns both stand.
        remembered: The gutters of other lines of these columns.
    """
    if _is_below(left, right) or _is_below(right, left):
        return False
    rest = [side for side in (left, right) if not _fills_its_width(side)]
    return not rest or (depth < MOST_GUTTERS and all(_gutter_within(side, depth + 1, remembered) for side in rest))


def _is_below(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether lines are below all of some others."""
    return max(line.top for line in lines) < min(line.bottom for line in others)


def _fills_its_width(lines: Sequence[Line]) -> bool:
    """Whether lines are a column of text, or several whose lines stand on the same heights."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    filled: dict[int, float] = {}
    written: dict[int, int] = {}
    for line in lines:
        height = round(line.bottom)
        filled[height] = filled.get(height, 0) + (line.right - line.left)
        written[height] = written.get(height, 0) + len(line.text)
    return median(filled.values()) >= FULL_SHARE * width and median(written.values()) >= FEWEST_CHARACTERS


def word_and_space(line: Line) -> float:
    """About the width of the first word of a line with the space before it, in points; of a script without, nothing."""
    first = line.text.split(maxsplit=1)[0]
    return 0.0 if CJK.match(first) else (len(first) + 1) * (line.right - line.left) / len(line.text)
