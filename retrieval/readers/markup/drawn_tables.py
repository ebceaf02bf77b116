"""Tables that are drawn with hyphens in Markdown, as Pandoc has them (simple, multiline, grid) → tables with bars.

A row keeps the number of the line it begins on; words that go on below it in their column are put behind it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

Numbered = tuple[int, str]
"""The number of a line in its file, and the line."""

MOST_LINES = 2_000
"""The end of a table is looked for in this many lines."""

_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+ *")
_DASHES = re.compile(r"-{2,}")
_WHOLE = re.compile(r" {0,3}-{5,} *")
_GRID = re.compile(r" {0,3}\+(?:[-:]{2,}\+)+ *")
_GRID_HEAD = re.compile(r" {0,3}\+(?:[=:]{2,}\+)+ *")
_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+(\S.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BRACKET = re.compile(r"[\[\]\\]")


def with_bars(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """Lines with tables drawn by bars in place of those drawn by hyphens; code is left alone."""
    if not any(line.lstrip().startswith(("--", "+-")) for _, line in lines):
        yield from lines
        return
    at, fence = 0, ""
    while at < len(lines):
        if mark := _FENCE.match(lines[at][1]):
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        table = None if fence else _table(lines, at)
        if table is None:
            yield lines[at]
            at += 1
            continue
        rows, has_names, at = table
        yield rows[0][0], ""
        yield from _with_bars(rows, has_names=has_names)
        yield lines[at - 1][0], ""
        caption = next((n for n in range(at, min(at + 2, len(lines))) if lines[n][1].strip()), at)
        if caption < len(lines) and (match := _CAPTION.fullmatch(lines[caption][1].strip())):
            # As the words of a picture it is no heading.
            yield lines[caption][0], f"![{_BRACKET.sub('', match[1])}](#)"
            yield lines[caption][0], ""
            at = caption + 1


def _with_bars(rows: Sequence[tuple[int, list[str]]], *, has_names: bool) -> Iterator[Numbered]:
    """Rows as Markdown has them; without names of columns there is a row of none."""
    width = len(rows[0][1])
    head = rows[0] if has_names else (rows[0][0], [""] * width)
    for n, (number, cells) in enumerate([head, *rows[1 if has_names else 0 :]]):
        yield number, f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        if not n:
            yield number, "|" + "---|" * width


def _table(lines: Sequence[Numbered], at: int) -> tuple[list[tuple[int, list[str]]], bool, int] | None:
    """The rows of the table that begins at a place, whether the first one names the columns, and the place behind it.

    Args:
        lines: All of them.
        at: The place.

    Returns:
        None where no table begins there.
    """
    line = lines[at][1]
    if at and lines[at - 1][1].strip():
        return None
    if _GRID.fullmatch(line):
        return _grid(lines, at)
    following = lines[at + 1][1] if at + 1 < len(lines) else ""
    if _COLUMNS.fullmatch(following) and line.strip() and not _WHOLE.fullmatch(line) and not line.startswith("    "):
        return _simple(lines, at)
    if _COLUMNS.fullmatch(line) or _WHOLE.fullmatch(line):
        return _multiline(lines, at)
    return None


def _cells(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """The words of a line in each column."""
    return [line[start:end].strip() for start, end in columns]


def _columns(dashes: str) -> list[tuple[int, int]]:
    """Where columns begin and end, by the line of hyphens below their names; the last one has no end."""
    starts = [match.start() for match in _DASHES.finditer(dashes)]
    return [(0 if not n else start, end) for n, (start, end) in enumerate(itertools.pairwise([*starts, 1_000_000]))]


def _simple(lines: Sequence[Numbered], at: int) -> tuple[list[tuple[int, list[str]]], bool, int] | None:
    """A table of a line a row, up to a blank line or one of hyphens."""
    columns = _columns(lines[at + 1][1])
    rows = [(lines[at][0], _cells(lines[at][1], columns))]
    end = at + 2
    while end < len(lines) and lines[end][1].strip() and not _is_rule(lines[end][1]):
        rows.append((lines[end][0], _cells(lines[end][1], columns)))
        end += 1
    closes = end < len(lines) and _is_rule(lines[end][1])
    return (rows, True, end + closes) if len(rows) > 1 else None


def _is_rule(line: str) -> bool:
    return bool(_COLUMNS.fullmatch(line) or _WHOLE.fullmatch(line))


def _multiline(lines: Sequence[Numbered], at: int) -> tuple[list[tuple[int, list[str]]], bool, int] | None:
    """A table between lines of hyphens; its rows are parted by blank lines, or a line each where there are none."""
    places = range(at, min(at + MOST_LINES, len(lines)))
    rules = list(itertools.islice((n for n in places if _is_rule(lines[n][1])), 3))
    has_names = _WHOLE.fullmatch(lines[at][1]) is not None
    if len(rules) < 2 + has_names or not _COLUMNS.fullmatch(lines[rules[1] if has_names else at][1]):
        return None
    columns = _columns(lines[rules[1] if has_names else at][1])
    end = rules[2] if has_names else rules[1]
    head = _joined(lines[at + 1 : rules[1]], columns) if has_names else []
    body = lines[(rules[1] if has_names else at) + 1 : end]
    if any(not line.strip() for _, line in body):
        rows = [
            row
            for blank, part in itertools.groupby(body, key=lambda line: not line[1].strip())
            if not blank
            for row in _joined(list(part), columns)
        ]
    else:
        rows = [(number, _cells(line, columns)) for number, line in body]
    if not rows or (has_names and not head) or any("  " not in line.strip() for _, line in body[:1]):
        return None
    return [*head, *rows], has_names, end + 1


def _joined(lines: Sequence[Numbered], columns: Sequence[tuple[int, int]]) -> list[tuple[int, list[str]]]:
    """One row of several lines; none without any."""
    rows = [(number, _cells(line, columns)) for number, line in lines if line.strip()]
    if not rows:
        return []
    return [(rows[0][0], [" ".join(filter(None, cells)) for cells in zip(*(row for _, row in rows), strict=True)])]


def _grid(lines: Sequence[Numbered], at: int) -> tuple[list[tuple[int, list[str]]], bool, int] | None:
    """A table whose cells have frames."""
    places = [match.start() for match in re.finditer(r"\+", lines[at][1])]
    columns = [(start + 1, end) for start, end in itertools.pairwise(places)]
    rows: list[tuple[int, list[str]]] = []
    open_lines: list[Numbered] = []
    has_names, end = False, at + 1
    while end < len(lines):
        line = lines[end][1].rstrip()
        if _GRID.fullmatch(line) or _GRID_HEAD.fullmatch(line):
            rows += _joined(open_lines, columns)
            has_names |= _GRID_HEAD.fullmatch(line) is not None and len(rows) == 1
            open_lines = []
        elif len(line) > places[-1] and all(line[place] == "|" for place in places):
            open_lines.append(lines[end])
        else:
            break
        end += 1
    # Cells over several columns or rows are left as they are drawn.
    return (
        (rows, has_names, end) if rows and not open_lines and not lines[end - 1][1].lstrip().startswith("|") else None
    )
