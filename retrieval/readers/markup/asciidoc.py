"""AsciiDoc: one file, one article, as a person sees it on the page."""

import csv
import re
from collections.abc import Iterator, Sequence

from retrieval.articles.files import Problem
from retrieval.readers.markup.light_markup import LONGEST_STAND_IN, Blocks, Numbered, Read, article_of, with_seen
from retrieval.readers.rows import Cell
from retrieval.records import Article

READER = "asciidoc 8"
"""The name of this reader with its number, raised whenever the same file would give another text."""

NEAR = 2
"""A line of hyphens underlines a heading that is as long but for this many characters; else it opens code."""

_HEADING = re.compile(r"(?P<mark>={1,6}|#{1,6})[ ]+(?P<words>\S.*?)(?:[ ]{1,20}(?:={1,6}|(?P=mark)))?")
_ATTRIBUTE = re.compile(r":!?([\w-]{1,60})!?:(?:[ ]+(.*)|[ ]*)")
_AUTHOR = re.compile(
    r"[^\W\d_][\w.'’ -]{1,80}(?:<[^<>]{1,200}>)?(?:;[ ]*[^\W\d_][\w.'’ -]{1,80}(?:<[^<>]{1,200}>)?)*[ ]*"
)
_IN_BRACKETS = re.compile(r"<[^<>]*>")
_SENTENCE_END = re.compile(r"[a-z]{4}\.[ ]*\Z")
_REVISION = re.compile(r"(?:v?\d[\w.-]*,[ ]*)?(\d{4}-\d\d-\d\d|(?:[^,:\s]{1,20}[ ]){0,2}\d{4})(?::.*)?|v[\d.]+\w*")
_ABOUT = re.compile(r"\[(?!\[)[^\[\]]{0,300}\][ ]*|\[\[[^\[\]]{1,200}\]\][ ]*")
_OF_A_LIST = re.compile(
    r"\[(?:(?:lower|upper)(?:alpha|roman|greek)|arabic|decimal|square|circle|disc|none|no-bullet|unstyled|horizontal|qanda|"
    r"start=\d{1,4}|%\w{2,20}|[,\s]){1,6}\]"
)
"""How the items of a list inside of a list are numbered or marked."""

_CURVED = re.compile(r"``(?=\S)([^`'\n]{1,1000}+)''")
"""Quotation marks as old files write them."""

_BREAK = re.compile(r" \+[ \t]*$", re.MULTILINE)
"""What ends a line that is broken there."""

_DIRECTIVE = re.compile(r"(?:ifdef|ifndef|ifeval|endif|include|toc|video|audio|footnoteref|gist)::?\S{0,300}\[.*\][ ]*")
_PICTURE = re.compile(r"image::([^\[\]\s]{1,500})\[([^\],]*)(?:,.*)?\][ ]*")
_TITLE = re.compile(r"\.([^\s.].*)")
_ITEM = re.compile(r"[ ]*(?:(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|<(?:\d{1,2}|\.)>)[ ]+)(?:\[[ x*]\][ ]+)?(?=\S)")
_DEFINED = re.compile(r"(\S.{0,200}?)(?:::{1,3}|;;)(?:[ ]+(.*)|[ ]*)")
_FENCE = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})[ ]*[\w-]{0,20}[ ]*")
_AROUND = re.compile(r"(?:\*{4,}|={4,}|_{4,}|--)[ ]*")
_TABLE = re.compile(r"[|,:!]={3,}[ ]*")
_CELL = re.compile(
    r"(?:(?<=\s)|\A)(?:(?P<columns>\d{1,2})?(?:\.(?P<rows>\d{1,2}))?(?P<again>\+)|(?P<times>\d{1,2})\*)?"
    r"[.<^>]{0,3}[aehlmdsv]?\|"
)
"""What opens a cell, which may span columns and rows, or stand several times: `2+|`, `.3+|`, `4*|`."""

_MACRO = re.compile(
    r"(?:link|xref|kbd|btn|menu|mailto|pass|icon|stem|latexmath):+([^\[\]\s]{0,500})\[([^\[\]]{0,500})\]"
)
_IMAGE = re.compile(r"image:[^\[\]\s:]{1,500}\[[^\[\]]{0,300}\]")
_ADDRESS = re.compile(r"((?:https?|ftp|irc)://[^\[\]\s<>]{1,1000})\[([^\[\]]{0,500})\]")
_CROSS = re.compile(r"<<([^<>,]{1,200})(?:,[ ]*([^<>]{1,300}))?>>")
_NOTE = re.compile(r"footnote:[\w-]{0,60}\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,1000})\]")
_ANCHOR = re.compile(r"\[\[[^\[\]]{1,200}\]\]|\[[.#][^\[\]]{1,100}\](?=[#*_`])|\[[\w-]{1,40}\](?=#\S)")
_STRUCK = re.compile(r"\[[\w. -]{0,40}\bline-through\]([#*_`]{1,2})(?=\S)[^\n]{1,500}?(?<=\S)\1")
_PASSED = re.compile(r"(?<![\w+])\+(?=[^\s+])([^\n+]{1,300})(?<=\S)\+(?![\w+])")
"""Words that are seen as they are typed: `+code+`."""

_ATTRIBUTED = re.compile(r"\[(?:quote|verse),[ ]*([^\[\]]{1,200}?)[ ]*\]")
_MARKED = re.compile(r"(?<![\w*_`#])([*_`#]{1,2})(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*_`#])")
_RAISED = re.compile(r"([\^~])([^\s^~]{1,30})\1")
_REFERENCE = re.compile(r"\{([\w-]{1,60})\}")
_KNOWN = {
    "nbsp": "\xa0",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "zwsp": "",
    "empty": "",
    "sp": " ",
    "apos": "'",
    "quot": '"',
}


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file in AsciiDoc."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The fields of a file and its page."""
    parser = _Parser()
    at = parser.head(lines)
    while at < len(lines):
        at = parser.block(lines, at)
    parser.blocks.end()
    return Read(parser.fields, parser.blocks.page)


class _Parser:
    """Where in a file reading is, and what was read of it."""

    def __init__(self) -> None:
        """Before the first line."""
        self.blocks = Blocks(self._inline)
        self.fields: dict[str, str] = {}
        self._about = ""
        self._quoted: tuple[str, str] | None = None

    def head(self, lines: Sequence[Numbered]) -> int:
        """Reads the title, who wrote the text and when, and attributes above it; the place of its first line."""
        at = 0
        while at < len(lines) and (not lines[at][1].strip() or _is_unseen(lines[at][1])):
            self._attribute(lines[at][1])
            at += 1
        title = _HEADING.fullmatch(lines[at][1].rstrip()) if at < len(lines) else None
        if title is None or not lines[at][1].startswith(("= ", "# ")):
            return at
        self.fields["title"] = self._inline(title["words"])
        at += 1
        for key, pattern in (("author", _AUTHOR), ("date", _REVISION)):
            match = pattern.fullmatch(lines[at][1]) if at < len(lines) else None
            if match and (key == "date" or _may_be_names(lines[at][1])):
                self.fields.setdefault(key, match[1] or "" if key == "date" else lines[at][1])
                at += 1
        while at < len(lines) and lines[at][1].strip() and _is_unseen(lines[at][1]):
            self._attribute(lines[at][1])
            at += 1
        return at

    def _attribute(self, text: str) -> None:
        """Takes in what a line says about the text."""
        if match := _ATTRIBUTE.fullmatch(text):
            name = {"revdate": "date", "docdate": "date", "lang": "language"}.get(match[1], match[1])
            self.fields.setdefault(name, (match[2] or "").strip())

    def block(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds what begins at a place of some lines; the place after it."""
        number, text = lines[at]
        below = lines[at + 1][1].rstrip() if at + 1 < len(lines) else ""
        if fence := _FENCE.fullmatch(text):
            return self._fenced(lines, at, fence[1])
        if _TABLE.fullmatch(text):
            return self._table(lines, at)
        if heading := _HEADING.fullmatch(text.rstrip()):
            self.blocks.heading(heading["words"], number, len(heading["mark"]))
        elif text.strip() and not self.blocks.is_open and _is_underline(below, text):
            self.blocks.heading(text.strip(), number, 1 + "=-~^+".index(below[0]))
            return at + 2
        else:
            self._line(number, text)
        return at + 1

    def _line(self, number: int, text: str) -> None:
        """Adds a line that opens nothing."""
        words = text.strip()
        if words in ("", "+"):
            self.blocks.blank()
        elif words in ("<<<", "'''") or _AROUND.fullmatch(text):
            self.blocks.end()
            self._attribute_quotation(words, number)
        elif _is_unseen(text) and not (self.blocks.is_open and _ATTRIBUTE.fullmatch(text)):
            self._attribute(text)
        elif _ABOUT.fullmatch(text) and not self.blocks.is_open:
            self._about = text
        elif _OF_A_LIST.fullmatch(words) and self.blocks.may_be_item:
            return
        elif picture := _PICTURE.fullmatch(text):
            self.blocks.end()
            if picture[2].strip():
                self.blocks.line(picture[2].strip('" '), number)
                self.blocks.end()
        elif (title := _TITLE.fullmatch(text)) and not self.blocks.is_open:
            self.blocks.line(title[1], number)
            self.blocks.end()
        elif self.blocks.may_be_item and (item := _ITEM.match(text)):
            self.blocks.item(text[item.end() :].strip(), number, "*")
        elif self.blocks.may_be_item and (defined := _DEFINED.fullmatch(text)):
            self.blocks.item(f"{defined[1]}: {defined[2] or ''}".strip(), number, "::")
        elif text[0] == " " and self.blocks.is_open:
            self.blocks.more(words, number)
        else:
            self.blocks.line(words, number)

    def _attribute_quotation(self, mark: str, number: int) -> None:
        """Adds who is quoted, where a line of marks ends a quotation whose attributes tell it."""
        if self._quoted and mark == self._quoted[0]:
            self.blocks.line(self._quoted[1], number)
            self.blocks.end()
            self._quoted = None
        elif mark[:2] in ("__", "--") and (told := _ATTRIBUTED.fullmatch(self._about.strip())):
            people = [part.strip(' "') for part in told[1].split(",")]
            self._quoted = mark, f"— {', '.join(filter(None, people))}"
            self._about = ""

    def _fenced(self, lines: Sequence[Numbered], at: int, mark: str) -> int:
        """Adds code between two lines of marks; of a comment, or what is passed on, nothing. The place after it."""
        end = next((n for n in range(at + 1, len(lines)) if lines[n][1].strip() == mark), len(lines))
        is_seen = mark[0] not in "/+"
        if not is_seen and end == len(lines):
            # What nothing ends is no comment: it is read rather than lost.
            return at + 1
        if is_seen:
            self.blocks.code(lines[at + 1 : end])
        self.blocks.end()
        return end + 1

    def _table(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds the table that begins at a place; the place after it."""
        mark = lines[at][1].strip()
        end = next((n for n in range(at + 1, len(lines)) if lines[n][1].strip() == mark), len(lines))
        inner = [(number, text.strip()) for number, text in lines[at + 1 : end]]
        if mark[0] == ",":
            self.blocks.rows([(number, next(csv.reader([text]))) for number, text in inner if text], has_names=False)
            return end + 1
        cells: list[tuple[int, Cell]] = []
        widths: list[int] = []
        for number, text in inner:
            starts = [*_CELL.finditer(text)]
            if (goes_on := text[: starts[0].start()] if starts else text).strip():
                first, cell = cells.pop() if cells else (number, Cell(""))
                words = f"{_BREAK.sub('', cell.text)} {goes_on.strip()}".strip()
                cells.append((first, cell._replace(text=words)))
            if not starts:
                continue
            ends = [*(match.start() for match in starts[1:]), len(text)]
            before = len(cells)
            for start, stop in zip(starts, ends, strict=True):
                columns, down = int(start["columns"] or 1), int(start["rows"] or 1)
                cell = Cell(text[start.end() : stop].strip(), columns=columns, rows=down)
                cells += [(number, cell)] * int(start["times"] or 1)
            widths.append(sum(cell.columns for _, cell in cells[before:]))
        written = re.search(r"cols=\"?([^\"\]]+)", self._about)
        width = sum(map(_times, written[1].split(","))) if written else (widths or [1])[0]
        rows = [*_in_rows(cells, width)]
        is_parted = len(inner) > 1 and bool(inner[0][1]) and not inner[1][1] and (widths or [0])[0] == width
        if len(rows) > 1 and ("header" in self._about or is_parted):
            rows[0] = rows[0][0], [cell._replace(is_name=True) for cell in rows[0][1]]
            self.blocks.cells(rows)
        else:
            for row in rows:
                self.blocks.cells([row])
        self._about = ""
        return end + 1

    def _inline(self, words: str) -> str:
        """Words of a line as they are seen."""
        words = _REFERENCE.sub(self._stood_for, _BREAK.sub("", words))
        if "[" in words:
            words = _NOTE.sub(r" (\1)", with_seen(_IMAGE, lambda _: "", words))
            words = _MACRO.sub(lambda match: match[2].removesuffix("^") or match[1], words)
            words = _ADDRESS.sub(lambda match: match[2].removesuffix("^") or match[1], words)
            words = _ANCHOR.sub("", _STRUCK.sub("", words))
        words = _CURVED.sub(r"“\1”", words) if "``" in words else words
        words = with_seen(_CROSS, lambda match: match[2] or match[1], words) if "<<" in words else words
        words = _RAISED.sub(r"\2", _MARKED.sub(r"\2", words))
        return (_PASSED.sub(r"\1", words) if "+" in words else words).strip(" ")

    def _stood_for(self, name: re.Match[str]) -> str:
        """What a name in braces stands for; itself if that isn't known."""
        words = self.fields.get(name[1], _KNOWN.get(name[1], name[0]))
        return words if len(words) <= LONGEST_STAND_IN else name[0]


def _times(column: str) -> int:
    """For how many columns a word about them stands: `3*`, `2*<1`."""
    times, star, _ = column.strip().partition("*")
    return int(times) if star and times.isdecimal() and len(times) < len("100") else 1


def _in_rows(cells: Sequence[tuple[int, Cell]], width: int) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a table of some width, whose cells follow each other, each row with the line that it begins on."""
    row: list[Cell] = []
    below: list[int] = []
    taken = line = 0
    for number, cell in cells:
        if not row:
            # What stands further down in this row is taken by cells that began above it.
            line, taken, below = number, sum(below[:1]), below[1:]
        cell = cell._replace(columns=max(1, min(cell.columns, width - taken)))
        row.append(cell)
        taken += cell.columns
        below += [0] * (cell.rows - 1 - len(below))
        below = [columns + cell.columns * (n < cell.rows - 1) for n, columns in enumerate(below)]
        if taken >= width:
            yield line, row
            row = []
    if row:
        yield line, row


def _may_be_names(text: str) -> bool:
    """Whether a line may be names of people, and isn't the first one of a text."""
    words = _IN_BRACKETS.sub("", text).split()
    return sum(word[0].islower() for word in words) * 2 <= len(words) and not _SENTENCE_END.search(text)


def _is_unseen(text: str) -> bool:
    """Whether a line says something to programs only."""
    return bool(_ATTRIBUTE.fullmatch(text) or _DIRECTIVE.fullmatch(text)) or (
        text.startswith("//") and not text.startswith("////")
    )


def _is_underline(below: str, text: str) -> bool:
    """Whether a line of marks underlines the one above it, as in old files."""
    return (
        len(below) > NEAR
        and below[0] in "=-~^+"
        and set(below) == {below[0]}
        and abs(len(below) - len(text.rstrip())) <= NEAR
        and text[0] not in " .[|*"
        and any(map(str.isalnum, text))
    )
