"""Lines of printed pages → blocks in reading order: columns one after the other, paragraphs whole, headings known.

Running heads and page numbers are left out, words that are broken at a line's end are joined, and a paragraph goes on
over the end of its column or page.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from retrieval.articles.covers import is_greeting
from retrieval.readers.pdf.columns import (
    CJK,
    LARGE_TYPE,
    WIDE_LEADING,
    WIDE_WORD,
    WIDEST_LEADING,
    by_height,
    columns,
    word_and_space,
)
from retrieval.readers.pdf.tables import LOWERED, RAISED, RIGHT_TO_LEFT, Line, is_right_to_left
from retrieval.records import Heading, PageStart

EDGE_LINES = 2
"""Running heads and page numbers are among this many lines at either edge of a page."""


MOST_FIGURES = 9
"""The last figures of a number, which tell whether it goes up."""


NEAR_LEADING = 0.15
"""Lines of double-spaced text are as far apart as others, but for less than this, in sizes of the type."""

FEWEST_SPACED = 6
"""In so many places a sentence goes on from one line to the next where text is double-spaced beside other text."""


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
    """The lines of each page, as its file has them, without those at its edges that all have, and page numbers."""
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
    for number, (page, top_down, edge, others) in enumerate(zip(pages, ordered, edges, outer, strict=True), 1):
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
        gone |= {id(line) for line in _of_a_browser(_outermost(top_down, ordinary, many=False), number, len(pages))}
        gone |= {id(line) for line in _page_of_pages(top_down, number, len(pages))}
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
    rows = by_height(page)
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
    rows = by_height(page)
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


def _edge(page: Sequence[Line], *, from_below: bool = False) -> list[list[Line]]:
    """What is at the edge of a page, apart from its text: its outer lines, and the next ones; or nothing."""
    rows = by_height(page)
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
                    inside[round(distance, 1)] += goes_on and right - above.right < word_and_space(below)
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
        for column in map(_from_the_left, columns(text)):
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
        return list(page), []
    notes = set(map(id, ordered[at:]))
    return [line for line in page if id(line) not in notes], ordered[at:]


def _from_the_left(column: Sequence[Line]) -> list[Line]:
    """The lines of a column as if they were written from the left, where they are written from the right."""
    if not is_right_to_left(column):
        return list(column)
    both = min(line.left for line in column) + max(line.right for line in column)
    return [line._replace(left=both - line.right, right=both - line.left) for line in column]


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
    had_room = right - above.right > WIDE_WORD * word_and_space(line)
    return (ended and short and had_room) or (indented and (ended or short))


def _was_broken_off(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line above it: then that one was meant to end there.

    Args:
        above: The line above it.
        line: The line.
        right: Where the longest line of the column ends.
    """
    first = line.text.split()[0]
    if CJK.match(first.lstrip("“‘(")) and CJK.match(above.text[-1]):
        # Such lines may be broken before any character, but for a mark that closes something.
        return right - above.right > CJK_ROOM * line.size
    turns = RIGHT_TO_LEFT.match(first) is not None and not is_right_to_left([above])
    if CJK.match(first) or turns or above.text.endswith("-"):
        return False
    if line.text[0].islower() and not _ENDS_SENTENCE.search(above.text):
        # A sentence goes on: only a list of short items is broken so.
        left = min(above.left, line.left)
        had_room = right - above.right > WIDE_WORD * word_and_space(line)
        return had_room and above.right < left + SHORT_SHARE * (right - left)
    return right - above.right > ROOM * word_and_space(line) + 2 * line.size


def _goes_on(before: _Part, part: _Part, ordinary: float) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    above, line = before.lines[-1], part.lines[0]
    same = abs(above.size - line.size) <= 0.1 * max(line.size, 1.0) and above.bold == line.bold
    if not same or above.size > LARGE_TYPE * ordinary or above.cells or line.cells or _ITEM.match(line.text):
        return False
    if _BROKEN.search(above.text):
        return True
    is_full = above.right > 0.8 * before.width or before.width - above.right < word_and_space(line)
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
    if CJK.match(before[-1]) and CJK.match(line[0]):
        return before + line
    return f"{before} {line}"
