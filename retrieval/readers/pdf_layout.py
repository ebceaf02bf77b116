"""Lines of printed pages → blocks in reading order: columns one after the other, paragraphs whole, headings known.

Running heads and page numbers are left out, words that are broken at a line's end are joined, and a paragraph goes on
over the end of its column or page.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from retrieval.records import Heading, PageStart

EDGE_LINES = 2
"""Running heads and page numbers are among so many lines at either edge of a page."""

NARROWEST_GUTTER = 0.7
"""The white between two columns is at least this wide, in sizes of the type."""

FULL_SHARE = 0.55
"""Lines of a column fill at least this much of its width in the median; those of a table don't."""

FEWEST_LINES = 4
"""A column has at least so many lines; fewer may be a table or an address."""

WIDE_LEADING = 1.35
"""Lines that stand further apart than this, in ordinary distances, are two paragraphs."""

LARGE_TYPE = 1.12
"""A heading's type is larger than the text's by this factor; 11 against 10 points is less, 12.5 against 11 more."""

LONGEST_HEADING = 200
"""A heading has up to this many code points."""

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|pág\.?|p\.|s\.|стр\.?|страница|sayfa|strona)\s*)?[-–—]?\s*"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|di|из|van|\|)\s*\d{1,4})?\s*[-–—]?[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;।]['\"”’»)\]]{0,3}\Z")
_ITEM = re.compile(r"(?:[-*•–▪●◦‣]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]\Z")
_RANGE = re.compile(r"\d[-–]\Z")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


class Line(NamedTuple):
    """Words on a line of a page, with where they stand in points from its lower left corner, and their type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False


class Laid(NamedTuple):
    """The text of a document, its headings, and where its pages begin in it."""

    text: str
    headings: tuple[Heading, ...]
    pages: tuple[PageStart, ...]


class _Part(NamedTuple):
    """Lines of a paragraph on one page, in order."""

    page: int
    lines: list[Line]
    width: float


def laid_out(pages: Sequence[Sequence[Line]]) -> Laid:
    """The text of pages of lines."""
    body = without_running_heads(pages)
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
        if _is_heading(parts, words, ordinary):
            headings.append((begin, begin + len(words)))
        pieces.append(words)
        length += len(words)
    return Laid("".join(pieces), tuple(headings), tuple(starts))


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page, top down, without those at its edges that every page has, and page numbers."""
    ordered = [sorted(page, key=lambda line: (-line.top, line.left)) for page in pages]
    edges = [[*_edge(page), *_edge(page, from_below=True)] for page in ordered]
    counts = Counter(key for page in edges for key in {_key(line) for lines in page for line in lines})
    # Left and right pages may have different heads: a third of the pages is enough, and two of them at least.
    often = max(2, len(pages) / 3)
    numbers = Counter(_is_number(line) for page in edges for lines in page for line in lines)[True]
    numbered = numbers > 1 or (numbers == 1 and len(pages) == 1)
    result = []
    for page, edge in zip(ordered, edges, strict=True):
        gone = {
            id(line)
            for lines in edge
            if all(counts[_key(line)] >= often or (numbered and _is_number(line)) for line in lines)
            for line in lines
        }
        result.append([line for line in page if id(line) not in gone])
    return result


def _edge(page: Sequence[Line], *, from_below: bool = False) -> list[list[Line]]:
    """What stands at the edge of a page, apart from its text: its outer lines, and the next ones; or nothing."""
    rows: dict[int, list[Line]] = {}
    for line in page:
        rows.setdefault(round(line.bottom), []).append(line)
    heights = sorted(rows, reverse=not from_below)
    gaps = [abs(first - second) for first, second in itertools.pairwise(heights)]
    if not gaps:
        return []
    leading = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 * EDGE_LINES else min(gaps)
    size = max(line.size for line in page)
    depth = next((n + 1 for n, gap in enumerate(gaps[:EDGE_LINES]) if gap > max(1.25 * leading, 1.25 * size)), 0)
    return [rows[height] for height in heights[:depth]]


def _is_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def _key(line: Line) -> tuple[str, int]:
    """What tells a running head from others: its words without figures, and its height on the page."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.bottom / 4)


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """The ordinary distance between the lines of a paragraph, in sizes of their type."""
    distances = Counter[float]()
    for page in pages:
        for column in columns(page):
            for above, below in itertools.pairwise(column):
                distance = (above.bottom - below.bottom) / max(below.size, 1.0)
                if 0.8 <= distance <= 2.2:
                    distances[round(distance, 1)] += 1
    often = max(distances.values(), default=0)
    return min((distance for distance, n in distances.items() if n >= 0.5 * often), default=1.3)


def _paragraphs(pages: Sequence[Sequence[Line]], ordinary: float, leading: float) -> Iterator[list[_Part]]:
    """The paragraphs of a document in reading order, each in its parts by page."""
    open_parts: list[_Part] = []
    for number, page in enumerate(pages, 1):
        for column in columns(page):
            for i, lines in enumerate(_split(column, leading)):
                part = _Part(number, lines, max((line.right for line in column), default=0.0))
                if i == 0 and open_parts and _goes_on(open_parts[-1], part, ordinary):
                    open_parts.append(part)
                    continue
                if open_parts:
                    yield open_parts
                open_parts = [part]
    if open_parts:
        yield open_parts


def columns(page: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in the order in which they are read, a list a column; rows of a table joined."""
    lines = list(page)
    gutter = _gutter(lines)
    if gutter is None:
        return [_rows(lines)] if lines else []
    result: list[list[Line]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            result += _sides(band, gutter)
            band = []
            if result and result[-1] and result[-1][-1].left < gutter < result[-1][-1].right:
                result[-1].append(line)
            else:
                result.append([line])
        else:
            band.append(line)
    return [*result, *_sides(band, gutter)]


def _sides(band: Sequence[Line], gutter: float) -> list[list[Line]]:
    """The columns on the left of a gutter, then those on its right."""
    left, right = [line for line in band if line.right <= gutter], [line for line in band if line.right > gutter]
    return [column for side in (left, right) for column in columns(side)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white between two columns of text stands that most lines keep to; None for a single column."""
    if len(lines) < 2 * FEWEST_LINES:
        return None
    size = median(line.size for line in lines)
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for x in sorted({line.left for line in lines if first + 4 * size < line.left < last - 4 * size}):
        left = [line for line in lines if line.right < x]
        right = [line for line in lines if line.left >= x - 0.5]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < FEWEST_LINES or crossing > len(lines) / 4:
            continue
        edge = max(line.right for line in left)
        if x - edge < NARROWEST_GUTTER * size or not _are_columns(left, right):
            continue
        if best is None or (crossing, edge - x) < best[:2]:
            best = (crossing, edge - x, (x + edge) / 2)
    return best[2] if best else None


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether lines on two sides are columns of text: they stand side by side and fill their widths."""
    if max(line.top for line in left) < min(line.bottom for line in right):
        return False
    if max(line.top for line in right) < min(line.bottom for line in left):
        return False
    for side in (left, right):
        width = max(line.right for line in side) - min(line.left for line in side)
        if median(line.right - line.left for line in side) < FULL_SHARE * width:
            return False
        if median(len(line.text) for line in side) < 15:
            return False
    return True


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines top down; what stands on one height is one line, as a row of a table when there are several such."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * max(line.size, 1.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    tabular = sum(len(row) > 1 for row in rows) > 1
    result = []
    for row in rows:
        row.sort(key=lambda line: line.left)
        between = " | " if tabular else " "
        result.append(
            row[0]._replace(text=between.join(line.text for line in row), right=max(line.right for line in row))
        )
    return result


def _split(column: Sequence[Line], leading: float) -> list[list[Line]]:
    """The lines of a column by paragraph: parted by white, indents, bullets and other type."""
    edge = min((line.left for line in column), default=0.0)
    right = max((line.right for line in column), default=0.0)
    result: list[list[Line]] = []
    for i, line in enumerate(column):
        above = column[i - 1] if i else None
        if above is None or _parts(above, line, leading, edge, right):
            result.append([line])
        else:
            result[-1].append(line)
    return result


def _parts(above: Line, line: Line, leading: float, edge: float, right: float) -> bool:
    """Whether a line begins a new paragraph.

    Args:
        above: The line above it.
        line: The line.
        leading: The ordinary distance of lines, in sizes of their type.
        edge: Where lines of the column begin.
        right: Where the longest ends.
    """
    size, gap = max(line.size, 1.0), above.bottom - line.bottom
    if abs(above.size - line.size) > 0.1 * size or above.bold != line.bold:
        return True
    if gap <= 0 or gap > WIDE_LEADING * leading * size:
        return True
    if _ITEM.match(line.text) or " | " in line.text or " | " in above.text:
        return True
    ended = bool(_ENDS_SENTENCE.search(above.text))
    indented = line.left > edge + 0.8 * size and above.left <= edge + 0.5 * size and not _ITEM.match(above.text)
    short = above.right < right - 0.15 * (right - edge)
    return (ended and short) or (indented and (ended or short))


def _goes_on(before: _Part, part: _Part, ordinary: float) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    above, line = before.lines[-1], part.lines[0]
    same = abs(above.size - line.size) <= 0.1 * max(line.size, 1.0) and above.bold == line.bold
    if not same or above.size > LARGE_TYPE * ordinary or " | " in line.text or _ITEM.match(line.text):
        return False
    if _BROKEN.search(above.text):
        return True
    return not _ENDS_SENTENCE.search(above.text) and (line.text[:1].islower() or above.right > 0.8 * before.width)


def _is_heading(parts: Sequence[_Part], words: str, ordinary: float) -> bool:
    """Whether a paragraph is a heading: in larger type, or a bold line that ends no sentence."""
    lines = [line for part in parts for line in part.lines]
    if len(words) > LONGEST_HEADING or not any(character.isalpha() for character in words) or " | " in words:
        return False
    if all(line.size > LARGE_TYPE * ordinary for line in lines):
        return True
    return len(lines) == 1 and lines[0].bold and not _ENDS_SENTENCE.search(words) and lines[0].size >= 0.9 * ordinary


def joined(before: str, line: str, hyphenated: frozenset[str] = frozenset()) -> str:
    """Words with the next line added: a word that is broken at the line's end is made whole.

    Args:
        before: The words so far.
        line: The line.
        hyphenated: Words with hyphens that stand elsewhere; a break at their hyphen keeps it.
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
