"""Lines of printed pages → blocks in reading order: columns one after the other, paragraphs whole, headings known.

Running heads and page numbers are left out, words that are broken at a line's end are joined, and a paragraph goes on
over the end of its column or page.
"""

import itertools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from retrieval.articles.covers import is_greeting
from retrieval.readers.pdf.tables import LOWERED, RAISED, RIGHT_TO_LEFT, Line, is_right_to_left, table_rows
from retrieval.records import Heading, PageStart

EDGE_LINES = 2
"""Running heads and page numbers are among this many lines at either edge of a page."""

NARROWEST_GUTTER = 0.7
"""The white between two columns is at least this wide, in sizes of the type."""

MOST_FIGURES = 9
"""The last figures of a number, which tell whether it goes up."""

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

NEAR_LEADING = 0.15
"""Lines of double-spaced text are as far apart as others, but for less than this, in sizes of the type."""

FEWEST_SPACED = 6
"""In so many places a sentence goes on from one line to the next where text is double-spaced beside other text."""

WIDE_LEADING = 1.35
"""Lines that stand further apart than this, in ordinary distances, are two paragraphs."""

LARGE_TYPE = 1.12
"""A heading's type is larger than the text's by this factor; 11 against 10 points is less, 12.5 against 11 more."""

LONGEST_HEADING = 200
"""A heading has up to this many code points."""

LONGEST_BROKEN = 90
"""A bold heading in type of the text's size goes on on a second line when it has up to this many code points."""

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|pág\.?|p\.|s\.|стр\.?|страница|sayfa|strona)\s*)?[-–—]?\s*"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|di|из|van|\|)\s*\d{1,4})?\s*[-–—]?[\W_]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:[a-z][a-z\d+.-]*://|about:|data:)\S*", re.IGNORECASE)
_PAGE_OF = re.compile(r"(?:\w+ )?(\d{1,4})(?: ?/ ?| \w+ )(\d{1,4})")
_LINE_NUMBER = re.compile(r"\d{1,2}(?= |\Z)")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b(?=\W|\Z)")
_NUMBERED_START = re.compile(r"[^\W\d_]{3,20} #")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;।]['\"”’»)\]]{0,3}\Z")
_ITEM = re.compile(r"(?:[-*•–▪●◦‣]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.|\(?[a-z]\))\s")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]\Z")
_NOTE = re.compile(rf"[{RAISED}(\[]?(?:\d{{1,3}}|[*†‡§])")
_NOTE_AND_WORD = re.compile(rf"\A({RAISED}?\d{{1,3}}{LOWERED}?)(?=[^\W\d_]{{2}})")
"""The number of a note without white space behind it, as word processors set it."""

_RANGE = re.compile(r"\d[-–]\Z")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


MOST_LINES = 3_000
"""Columns are looked for on a page of up to this many lines: their number squared is what it takes."""

FEWEST_IN_A_ROW = 3
"""The same words at the same place at the edge of so many pages in a row are the running head of a part."""

FEWEST_NUMBERED, FEWEST_NUMBERED_PAGES, FEWEST_ALONE = 20, 2, 5
"""The lines of court papers are numbered from 1 to 25 or 28, on each page; of a single page some have nothing else."""

UNEVEN = 0.4
"""Numbered lines are as far apart as others, but for less than this share of it."""

MANY_PAGES = 5
"""From this many pages on, a line that opens or ends most of them is a running head, whatever white is around it."""

NOTE_TYPE = 0.93
"""Notes below the text are in type that is smaller by this factor."""


HEAD_TYPE = 0.95
"""Running heads that differ from page to page are in type that is smaller by this factor."""

SHORT_SHARE = 0.6
"""A line in the middle of a sentence that fills less than this of its column was meant to end there."""

WIDE_WORD = 1.25
"""A word may be wider by this factor than its letters are in the mean."""

ROOM = 1.5
"""A word had room on a line when there is this much of its width, and two sizes of the type more."""


CJK_ROOM = 3
"""A line of Chinese or Japanese that ends so many sizes of its type before the others was meant to end there."""


class Laid(NamedTuple):
    """The text of a document, its headings, where its pages begin in it, and the running heads of the first one."""

    text: str
    headings: tuple[Heading, ...]
    pages: tuple[PageStart, ...]
    heads: tuple[str, ...] = ()


class _Leading(NamedTuple):
    """The distances between the lines of a paragraph, in sizes of their type.

    The usual one, and that of double-spaced text where there is some besides; it is nothing elsewhere.
    """

    usual: float
    double: float = 0.0


class _Part(NamedTuple):
    """Lines of a paragraph on one page, in order."""

    page: int
    lines: list[Line]
    width: float


_Gutters = dict[tuple[int, tuple[int, ...]], float | None]
"""The gutters of lines by how deep in columns they stand, and their ids."""


def bare(title: str) -> str:
    """A heading as it is compared with others: without its number, capitals and white space."""
    return re.sub(r"\A[\W\d_]+|\s+|[\W_]+\Z", "", title.casefold())


def laid_out(pages: Sequence[Sequence[Line]], outline: frozenset[str] = frozenset()) -> Laid:
    """The text of pages of lines.

    Args:
        pages: The lines of each page.
        outline: The titles in the document's outline, as `bare` makes them: they are headings.
    """
    pages = without_line_numbers(pages)
    body = without_running_heads(pages)
    first_page = {id(line) for line in body[0]} if body else set()
    heads = tuple(line.text for line in (pages[0] if pages else ()) if id(line) not in first_page)
    bold = sum(len(line.text) for page in body for line in page if line.bold)
    if 2 * bold > sum(len(line.text) for page in body for line in page):
        # Where most of a text is bold, or its fonts say so, that tells nothing.
        body = [[line._replace(bold=False) for line in page] for page in body]
    hyphenated = frozenset(
        word.lower() for page in body for line in page for word in _HYPHENATED.findall(line.text[:-1])
    )
    sizes = Counter[float]()
    for page in body:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    ordinary = sizes.most_common(1)[0][0] if sizes else 0.0
    headings: list[Heading] = []
    starts: list[PageStart] = []
    pieces: list[str] = []
    length = 0
    for parts in _paragraphs(body, ordinary, _leading(body)):
        if pieces:
            pieces.append("\n\n")
            length += 2
        begin = length
        words = ""
        for part in parts:
            before = len(words)
            for line in part.lines:
                words = joined(words, line.text, hyphenated)
            if not starts or starts[-1][1] != part.page:
                starts.append((begin + before + (before > 0 and words[before : before + 1] == " "), part.page))
        if _is_heading(parts, words, ordinary) or (
            outline and len(words) <= LONGEST_HEADING and bare(words) in outline
        ):
            headings.append((begin, begin + len(words)))
        pieces.append(words)
        length += len(words)
    return Laid("".join(pieces), tuple(headings), tuple(starts), heads)


def without_line_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of pages without the numbers that courts have before each line, from 1 on each page.

    A list has no numbers by themselves, nor as many items on each page.
    """
    numbered = [_numbered(page) for page in pages]
    counts = Counter(map(len, numbered))
    often = max((n for n in counts if n >= FEWEST_NUMBERED), key=counts.__getitem__, default=0)
    alone = sum(
        id(line) in ids and line.text.isdigit() for page, ids in zip(pages, numbered, strict=True) for line in page
    )
    if not often or (counts[often] < FEWEST_NUMBERED_PAGES and alone < FEWEST_ALONE):
        return [list(page) for page in pages]
    return [
        [rest for line in page if (rest := _without_number(line) if id(line) in ids else line) is not None]
        if len(ids) == often
        else list(page)
        for page, ids in zip(pages, numbered, strict=True)
    ]


def _numbered(page: Sequence[Line]) -> set[int]:
    """The ids of the lines of a page that begin with 1, 2, 3 and so on at its left, as far apart from each other."""
    begun = [(int(match[0]), line) for line in page if (match := _LINE_NUMBER.match(line.text))]
    edge = min((line.left for _, line in begun), default=0.0)
    found: list[Line] = []
    for number, line in sorted(begun, key=lambda each: -each[1].bottom):
        if number == len(found) + 1 and line.left < edge + 2 * line.size:
            found.append(line)
    steps = [above.bottom - below.bottom for above, below in itertools.pairwise(found)]
    even = steps and max(abs(step - median(steps)) for step in steps) < UNEVEN * median(steps)
    return {id(line) for line in found} if even else set()


def _without_number(line: Line) -> Line | None:
    """A line without the number before it; None if there is nothing else."""
    number, _, text = line.text.partition(" ")
    if not text:
        return None
    wide = next((right for count, _, right in line.gaps if count == 1), None)
    left = wide or line.left + (line.right - line.left) * (len(number) + 1) / len(line.text)
    gaps = tuple((count - 1, start, end) for count, start, end in line.gaps if count > 1)
    return line._replace(text=text, left=left, gaps=gaps)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page, top down, without those at its edges that every page has, and page numbers."""
    ordered = [sorted(page, key=lambda line: (-line.top, line.left)) for page in pages]
    edges = [[*_edge(page), *_edge(page, from_below=True)] for page in ordered]
    sizes = [line.size for page in ordered for line in page]
    ordinary = median(sizes) if sizes else 0.0
    outer = [_outermost(page, ordinary, many=len(pages) >= FEWEST_IN_A_ROW) for page in ordered]
    places = [
        (line, number)
        for number, parts in enumerate(zip(edges, outer, strict=True), 1)
        for line in {id(line): line for rows in parts for lines in rows for line in lines}.values()
    ]
    counts = Counter(key for key, _ in {(_key(line), number) for line, number in places})
    headings = _headings_at_edges(places, ordinary)
    smaller = [(line, number) for line, number in places if line.size < HEAD_TYPE * ordinary]
    # Left and right pages may have different heads: a third of the pages is enough, and two of them at least.
    often = max(2, len(pages) / 3)
    # Of a few pages all but one have it, where it is in type of the text's size and no white sets it off.
    always = often if len(pages) >= MANY_PAGES else max(FEWEST_IN_A_ROW, len(pages) - 1)
    parts = _heads_of_parts(places)
    numbers = Counter(_is_number(line) for page in edges for lines in page for line in lines)[True]
    numbered = numbers > 1 or (numbers == 1 and len(pages) == 1)
    alike = _at_the_place_of_heads(smaller, counts, often)
    result = []
    for number, (page, edge, others) in enumerate(zip(ordered, edges, outer, strict=True), 1):
        gone = {
            id(line)
            for lines in edge
            if all(
                counts[_key(line)] >= often or id(line) in alike or id(line) in parts or (numbered and _is_number(line))
                for line in lines
            )
            for line in lines
        }
        gone |= {
            id(line)
            for lines in others
            if all(
                counts[_key(line)] >= (often if line.size < NOTE_TYPE * ordinary else always) or id(line) in alike
                for line in lines
            )
            for line in lines
        }
        gone |= {id(line) for line in _of_a_browser(_outermost(page, ordinary, many=False), number, len(pages))}
        gone |= {id(line) for line in _page_of_pages(page, number, len(pages))}
        # The names of a table's columns are repeated on each of its pages, too.
        result.append([line for line in page if line.cells or id(line) not in gone - headings])
    return result


def _headings_at_edges(places: Sequence[tuple[Line, int]], ordinary: float) -> set[int]:
    """The ids of lines that are like others at the edges of pages, and are headings: "Section 3" and "Section 7".

    They are in type for headings and on one page only, and their numbers don't go up as those of the pages do.

    Args:
        places: The lines at the edges of pages, with the numbers of these.
        ordinary: The usual size of the type.
    """
    texts = Counter(line.text for line, _ in places)
    steps: dict[tuple[str, int], Counter[int]] = {}
    for line, number in places:
        if figures := _DIGITS.findall(line.text):
            steps.setdefault(_key(line), Counter()).update({int(each[-MOST_FIGURES:]) - number for each in figures})
    return {
        id(line)
        for line, _ in places
        if (line.bold or line.size > LARGE_TYPE * ordinary)
        and texts[line.text] == 1
        and _key(line) in steps
        and max(steps[_key(line)].values()) == 1
    }


def _at_the_place_of_heads(
    places: Sequence[tuple[Line, int]], counts: Mapping[tuple[str, int], int], often: float
) -> set[int]:
    """The ids of lines in smaller type that stand where others head pages: chapters' titles, "Chapter 3: Boats".

    Args:
        places: The lines at the edges of pages that are in smaller type, with the numbers of these.
        counts: On how many pages each line stands, as `_key` has it.
        often: On how many pages a running head stands.
    """
    heads = Counter(slot for slot, _ in {(_slot(line), n) for line, n in places if counts[_key(line)] >= often})
    starts = {(_NUMBERED_START.match(_key(line)[0]), _slot(line), n): line for line, n in places}
    numbered = Counter((start[0], slot) for start, slot, _ in starts if start)
    return {
        id(line)
        for line, _ in places
        if heads[_slot(line)] >= often
        or ((start := _NUMBERED_START.match(_key(line)[0])) and numbered[start[0], _slot(line)] >= often)
    }


def _heads_of_parts(places: Sequence[tuple[Line, int]]) -> set[int]:
    """The ids of lines that stand, word for word, at the same place of some pages in a row, or of every other page.

    Args:
        places: The lines at the edges of pages, with the numbers of these.
    """
    numbers: dict[tuple[str, int], set[int]] = {}
    for line, number in places:
        numbers.setdefault((line.text, _key(line)[1]), set()).add(number)
    heads = {
        key
        for key, on in numbers.items()
        if any(on.issuperset(range(n, n + FEWEST_IN_A_ROW * step, step)) for n in on for step in (1, 2))
    }
    return {id(line) for line, _ in places if (line.text, _key(line)[1]) in heads}


def _page_of_pages(page: Sequence[Line], number: int, count: int) -> list[Line]:
    """The line at an edge of a page that says nothing but which page of how many it is: "Page 2 of 5".

    Args:
        page: The lines of the page.
        number: The page's number.
        count: How many pages there are.
    """
    rows = _by_height(page)
    heights = sorted(rows)
    ends = [rows[height] for height in {*heights[:EDGE_LINES], *heights[-EDGE_LINES:]}]
    alone = [row[0] for row in ends if len(row) == 1]
    return [
        line
        for line in alone
        if count > 1 and (match := _PAGE_OF.fullmatch(line.text)) and match.groups() == (str(number), str(count))
    ]


def _slot(line: Line) -> tuple[int, int]:
    """The height on which a line stands, and the size of its type."""
    return round(line.bottom / 4), round(line.size)


def _outermost(page: Sequence[Line], ordinary: float, *, many: bool) -> list[list[Line]]:
    """The first and the last line of a page, where they are in smaller type, or there are many pages to compare."""
    rows = _by_height(page)
    ends = [rows[height] for height in ({max(rows), min(rows)} if rows else ())]
    return [row for row in ends if many or all(line.size < NOTE_TYPE * ordinary for line in row)]


def _of_a_browser(ends: Sequence[Sequence[Line]], number: int, count: int) -> list[Line]:
    """What a browser prints around a page: day, title, address, and "n/m", all of it in small type; or nothing.

    Args:
        ends: The first and the last line of the page, where they are in smaller type.
        number: The page's number.
        count: How many pages there are.
    """
    lines = [line for row in ends for line in row]
    numbers = [match.groups() for line in lines if (match := _PAGE_OF.fullmatch(line.text))]
    printed = (str(number), str(count)) in numbers and any(_ADDRESS.fullmatch(line.text) for line in lines)
    return lines if printed else []


def _by_height(page: Sequence[Line]) -> dict[int, list[Line]]:
    """The lines of a page by the height on which they stand, in points."""
    rows: dict[int, list[Line]] = {}
    for line in page:
        rows.setdefault(round(line.bottom), []).append(line)
    return rows


def _edge(page: Sequence[Line], *, from_below: bool = False) -> list[list[Line]]:
    """What is at the edge of a page, apart from its text: its outer lines, and the next ones; or nothing."""
    rows = _by_height(page)
    heights = sorted(rows, reverse=not from_below)
    gaps = [abs(first - second) for first, second in itertools.pairwise(heights)]
    if not gaps:
        return []
    sizes = [max(line.size for line in rows[height]) for height in heights]
    ordinary = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 * EDGE_LINES else min(gaps)
    depth = 0
    for n, gap in enumerate(gaps[:EDGE_LINES]):
        # Above large type there is more between two lines than white.
        type_below = sizes[n] if from_below else sizes[n + 1]
        if gap - max(0.0, type_below - median(sizes)) > max(1.25 * ordinary, 1.25 * median(sizes)):
            depth = n + 1
    return [rows[height] for height in heights[:depth]]


def _is_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def _key(line: Line) -> tuple[str, int]:
    """What tells a running head from others: its words without figures, and its height on the page."""
    return _NUMBER.sub("#", line.text.casefold()), round(line.bottom / 4)


def _leading(pages: Sequence[Sequence[Line]]) -> _Leading:
    """The distances between the lines of a paragraph in a document."""
    distances, inside = Counter[float](), Counter[float]()
    for page in pages:
        for column in columns(page):
            right = max((line.right for line in column), default=0.0)
            for above, below in itertools.pairwise(column):
                distance = (above.bottom - below.bottom) / max(below.size, 1.0)
                if 0.8 <= distance <= WIDEST_LEADING and not (above.cells or below.cells):
                    distances[round(distance, 1)] += 1
                    goes_on = below.text[0].islower() and not _ENDS_SENTENCE.search(above.text)
                    inside[round(distance, 1)] += goes_on and right - above.right < _word_and_space(below)
    often = max(distances.values(), default=0)
    usual = min((distance for distance, n in distances.items() if n >= 0.5 * often), default=1.3)
    wide = [distance for distance in inside if distance > WIDE_LEADING * usual and inside[distance] >= FEWEST_SPACED]
    return _Leading(usual, max(wide, key=inside.__getitem__, default=0.0))


def _paragraphs(pages: Sequence[Sequence[Line]], ordinary: float, leading: _Leading) -> Iterator[list[_Part]]:
    """The paragraphs of a document in reading order, each in its parts by page; notes come after the text above them.

    A paragraph goes on below the notes at the end of its page.
    """
    open_parts: list[_Part] = []
    notes: list[_Part] = []
    for number, page in enumerate(pages, 1):
        text, below = _apart_from_notes(page, ordinary)
        for column in columns(text):
            for i, lines in enumerate(_split(column, *leading)):
                part = _Part(number, lines, max((line.right for line in column), default=0.0))
                if i == 0 and open_parts and _goes_on(open_parts[-1], part, ordinary):
                    open_parts.append(part)
                    continue
                if open_parts:
                    yield open_parts
                if open_parts and notes:
                    yield from ([note] for note in notes)
                    notes = []
                open_parts = [part]
        below = [line._replace(text=_NOTE_AND_WORD.sub(r"\1 ", line.text)) for line in below]
        notes += [_Part(number, lines, 0.0) for column in columns(below) for lines in _split(column, *leading)]
    if open_parts:
        yield open_parts
    yield from ([note] for note in notes)


def _apart_from_notes(page: Sequence[Line], ordinary: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and those at its end that are notes: in small type, the first of them numbered."""
    ordered = sorted(page, key=lambda line: (-round(line.bottom), line.left))
    at = len(ordered)
    while at and ordered[at - 1].size < NOTE_TYPE * ordinary:
        at -= 1
    if at == 0 or at == len(ordered) or not _NOTE.match(ordered[at].text):
        return ordered, []
    return ordered[:at], ordered[at:]


def columns(page: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in the order in which they are read, a list a column; rows of a table joined."""
    lines = list(page)
    above, table, below = _around_a_table(lines)
    if table and any(_gutter(text) is not None for text in (above, below)):
        return [*columns(above), table_rows(table), *columns(below)]
    gutter = _gutter(lines)
    if gutter is None:
        above, sides, below = _around_a_sidebar(lines)
        if sides:
            box, text = map(table_rows, sides)
            # What heads the box heads nothing else.
            box = [line._replace(size=text[0].size, bold=False) for line in box]
            return [*columns(above), box, text, *columns(below)]
        above, sides, below = _around_short_columns(lines)
        if sides:
            return [*columns(above), *(column for side in sides for column in columns(side)), *columns(below)]
        return [table_rows(lines)] if lines else []
    result: list[list[Line]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if not line.left < gutter < line.right:
            band.append(line)
        elif band or not result:
            result += [*_sides(band, gutter), [line]]
            band = []
        else:
            result[-1].append(line)
    return [*result, *_sides(band, gutter)]


def _around_a_table(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines above the first table that white sets off across a page, its own, and those below it, if there is one.

    The table has three columns or more: two are told from columns of text by nothing but their words.
    """
    rows = _by_height(lines) if 2 * FEWEST_LINES + FEWEST_ROWS <= len(lines) <= MOST_LINES else {}
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
    first = min(line.left for line in lines)
    lefts = Counter(round(line.left) for line in lines if line.left > first + 4 * line.size)
    for x in sorted(left for left, n in lefts.items() if n + lefts[left + 1] >= FEWEST_BESIDE):
        begin = 0
        for end in range(len(ordered) + 1):
            if end < len(ordered) and not ordered[end].left < x - 1 < ordered[end].right:
                continue
            band = ordered[begin:end]
            left, right = [line for line in band if line.right < x], [line for line in band if line.left >= x - 1]
            if _are_beside(left, right, x):
                narrow, wide = sorted((left, right), key=lambda side: max(line.right for line in side) - side[0].left)
                if not _is_below(narrow, wide):
                    return ordered[:begin], [narrow, wide], ordered[end:]
            begin = end + 1
    return list(lines), [], []


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
    first = min(line.left for line in lines)
    lefts = Counter(round(line.left) for line in lines if line.left > first + 4 * line.size)
    for x in sorted(left for left, n in lefts.items() if n + lefts[left + 1] >= FEWEST_BESIDE):
        begin = 0
        for end in range(len(ordered) + 1):
            if end < len(ordered) and not ordered[end].left < x - 1 < ordered[end].right:
                continue
            top, bottom = _side_by_side(ordered, begin, end, x)
            band = ordered[top:bottom]
            sides = [line for line in band if line.right < x], [line for line in band if line.left >= x - 1]
            if _are_short_columns(*sides, x):
                sides = sides[::-1] if is_right_to_left(band) else sides
                return ordered[:top], list(_by_row(*sides)), ordered[bottom:]
            begin = end + 1
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
        had_room = edge - above.right > WIDE_WORD * _word_and_space(below)
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
    full = [above for above, below in pairs if edge - above.right < WIDE_WORD * _word_and_space(below)]
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


def _split(column: Sequence[Line], leading: float, double: float = 0.0) -> list[list[Line]]:
    """The lines of a column by paragraph: parted by white, indents, bullets and other type.

    Args:
        column: The lines.
        leading: The ordinary distance of lines, in sizes of their type.
        double: That of double-spaced text, if there is some besides.
    """
    edge = min((line.left for line in column), default=0.0)
    right = max((line.right for line in column), default=0.0)
    result: list[list[Line]] = []
    for i, line in enumerate(column):
        above = column[i - 1] if i else None
        if above is None or _parts(above, line, leading, edge, right, double) or _was_broken_off(above, line, right):
            result.append([line])
        else:
            result[-1].append(line)
    return result


def _parts(above: Line, line: Line, leading: float, edge: float, right: float, double: float = 0.0) -> bool:
    """Whether a line begins a new paragraph.

    Args:
        above: The line above it.
        line: The line.
        leading: The ordinary distance of lines, in sizes of their type.
        edge: Where lines of the column begin.
        right: Where the longest ends.
        double: The distance of lines of double-spaced text, if there is some besides.
    """
    size, gap = max(line.size, 1.0), above.bottom - line.bottom
    # A line whose words are mostly bold may be the rest of a sentence.
    full = above.right > edge + 0.8 * (right - edge)
    goes_on = full and line.text[0].islower() and not _ENDS_SENTENCE.search(above.text)
    if abs(above.size - line.size) > 0.1 * size or (above.bold != line.bold and not goes_on):
        return True
    is_double = full and double > 0 and not (line.bold or above.bold) and abs(gap / size - double) < NEAR_LEADING
    if gap <= 0 or (gap > WIDE_LEADING * leading * size and not is_double):
        return True
    if _ITEM.match(line.text) or line.cells or above.cells:
        return True
    ended = bool(_ENDS_SENTENCE.search(above.text))
    indented = line.left > edge + 0.8 * size and above.left <= edge + 0.5 * size and not _ITEM.match(above.text)
    short = above.right < right - 0.15 * (right - edge)
    # Where lines end as words do, one may end early since the next word is long.
    had_room = right - above.right > WIDE_WORD * _word_and_space(line)
    return (ended and short and had_room) or (indented and (ended or short))


def _word_and_space(line: Line) -> float:
    """About the width of the first word of a line with the space before it, in points; of a script without, nothing."""
    first = line.text.split(maxsplit=1)[0]
    return 0.0 if _CJK.match(first) else (len(first) + 1) * (line.right - line.left) / len(line.text)


def _was_broken_off(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line above it: then that one was meant to end there.

    Args:
        above: The line above it.
        line: The line.
        right: Where the longest line of the column ends.
    """
    first = line.text.split()[0]
    if _CJK.match(first.lstrip("“‘(")) and _CJK.match(above.text[-1]):
        # Such lines may be broken before any character, but for a mark that closes something.
        return right - above.right > CJK_ROOM * line.size
    if _CJK.match(first) or RIGHT_TO_LEFT.match(first) or above.text.endswith("-"):
        return False
    if line.text[0].islower() and not _ENDS_SENTENCE.search(above.text):
        # A sentence goes on: only a list of short items is broken so.
        left = min(above.left, line.left)
        had_room = right - above.right > WIDE_WORD * _word_and_space(line)
        return had_room and above.right < left + SHORT_SHARE * (right - left)
    return right - above.right > ROOM * _word_and_space(line) + 2 * line.size


def _goes_on(before: _Part, part: _Part, ordinary: float) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    above, line = before.lines[-1], part.lines[0]
    same = abs(above.size - line.size) <= 0.1 * max(line.size, 1.0) and above.bold == line.bold
    if not same or above.size > LARGE_TYPE * ordinary or above.cells or line.cells or _ITEM.match(line.text):
        return False
    if _BROKEN.search(above.text):
        return True
    is_full = above.right > 0.8 * before.width or before.width - above.right < _word_and_space(line)
    return not _ENDS_SENTENCE.search(above.text) and (line.text[:1].islower() or is_full)


def _is_heading(parts: Sequence[_Part], words: str, ordinary: float) -> bool:
    """Whether a paragraph is a heading: in larger type, or a bold line or two that end no sentence."""
    lines = [line for part in parts for line in part.lines]
    if len(words) > LONGEST_HEADING or not any(character.isalpha() for character in words) or lines[0].cells:
        return False
    if words[-1] in ",:!，：！" and is_greeting(words):
        # Who is spoken to opens a speech or letter, however large it is set.
        return False
    if all(line.size > LARGE_TYPE * ordinary for line in lines):
        return True
    ends = _ENDS_SENTENCE.search(words.removesuffix("?"))
    if ends or not all(line.bold and line.size >= 0.9 * ordinary for line in lines):
        return False
    is_broken = len(lines) == 2 and len(words) <= LONGEST_BROKEN and words[-1] != "?"
    return len(lines) == 1 or (is_broken and (words[0].isupper() or words[0].isdigit()))


def joined(before: str, line: str, hyphenated: frozenset[str] = frozenset()) -> str:
    """Words with the next line added: a word that is broken at the line's end is made whole.

    Args:
        before: The words so far.
        line: The line.
        hyphenated: Words with hyphens that are elsewhere; a break at their hyphen keeps it.
    """
    if not before:
        return line
    match = _BROKEN.search(before)
    if match:
        stem = before[:-1]
        following = re.match(r"[^\W\d_]+", line)
        if not following or line[0].isupper() or f"{match[1]}-{following[0]}".lower() in hyphenated:
            return f"{stem}-{line}" if following or before[-1] == "-" else before + line
        return stem + line
    if _RANGE.search(before) and line[0].isdigit():
        return before + line
    if _CJK.match(before[-1]) and _CJK.match(line[0]):
        return before + line
    return f"{before} {line}"
