"""What readers of light markup share (reStructuredText, Org, AsciiDoc): from a file to its article, block by block.

These read as people see a page, and no more: no file is included, nothing is run. What a directive is that isn't known
is left to its words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, tidy
from retrieval.articles.front_matter import NOTHING, split
from retrieval.articles.metadata import described, is_draft
from retrieval.articles.page import LONGEST_ITEM, Line, Page, line_mark
from retrieval.readers.encodings import decoded
from retrieval.readers.rows import Cell, TableRow, add_rows
from retrieval.records import Article, Remark

Numbered = tuple[int, str]
"""A line of the file with its number, from 1."""

_IN_BRACKETS = re.compile(r"\s*<[^<>]{0,300}>")
"""An address after an author's name."""

LONGEST_STAND_IN = 300
"""What a file says that a name stands for has up to this many code points: such a file could grow beyond use."""

DEEPEST = 20
"""Blocks inside each other are read this deep; beyond stands what nobody wrote."""


class Read(NamedTuple):
    """The fields that a file gives, and its page."""

    fields: Mapping[str, Any]
    page: Page


class Blocks:
    """A page that is put together line by line."""

    def __init__(self, inline: Callable[[str], str]) -> None:
        """Before the first line; `inline` gives the words of a paragraph as they are seen, with its line feeds."""
        self.page = Page()
        self._inline = inline
        self._lines: list[Line] = []
        self._is_list = False
        self._items: list[int] = []
        self._loose_items: list[Line] = []
        self._kind, self._indent = "", 0

    @property
    def is_open(self) -> bool:
        """Whether a paragraph or list has begun, and continues with the next line."""
        return bool(self._lines)

    @property
    def may_be_item(self) -> bool:
        """Whether the next line may be an item of a list, and doesn't go on in a paragraph: `on / 12. March`."""
        return self._is_list or not self._lines

    def line(self, words: str, number: int) -> None:
        """Adds a line of a paragraph."""
        self._lines.append((words, number))

    def item(self, words: str, number: int, mark: str = "") -> None:
        """Adds an item of a list.

        Args:
            words: Its words, without its mark.
            number: Its line.
            mark: Its mark, and how far in it stands; none if a blank line ends a list, or the item may be a paragraph.
        """
        if self._loose_items and len(mark) - len(mark.lstrip()) <= self._indent and _kind(mark) != self._kind:
            self._add_loose_items()
        if mark and not self._loose_items and not self._items:
            self._kind, self._indent = _kind(mark), len(mark) - len(mark.lstrip())
        self._is_list = True
        self._items += [len(self._lines)] if mark else []
        self.line(words, number)

    def more(self, words: str, number: int) -> None:
        """Adds words to the last line: those of an item that goes on."""
        if not self._lines:
            self.line(words, number)
            return
        before, first = self._lines[-1]
        self._lines[-1] = (f"{before} {line_mark(number)}{words}".strip(), first)

    def shorten(self, count: int) -> None:
        """Takes a number of characters off the last line: marks that lead to code."""
        words, number = self._lines.pop()
        if words := words[:-count].rstrip():
            self._lines.append((words, number))

    def end(self) -> None:
        """Ends a paragraph or list."""
        self.blank()
        self._add_loose_items()

    def blank(self) -> None:
        """Ends a paragraph, or an item: with more of them below blank lines a short one is in one list."""
        if not self._lines:
            return
        is_short = self._is_short_list()
        lines = self._visible()
        self._lines, self._is_list, self._items = [], False, []
        if is_short:
            self._loose_items += lines
        else:
            self._add_loose_items()
            self.page.add(lines)

    def _is_short_list(self) -> bool:
        """Whether what has begun are items of a list, and none is longer than a line of a list may be."""
        starts = [0, *self._items, len(self._lines)]
        lengths = (sum(len(words) for words, _ in self._lines[start:end]) for start, end in pairwise(starts))
        return self._items[:1] == [0] and max(lengths) <= LONGEST_ITEM

    def _add_loose_items(self) -> None:
        """Adds the items of a list with blank lines between them."""
        self.page.add(self._loose_items)
        self._loose_items = []

    def _visible(self) -> list[Line]:
        """The lines of what has begun, as they are seen."""
        source_lines, numbers = [words for words, _ in self._lines], [number for _, number in self._lines]
        visible_lines = self._inline("\n".join(source_lines)).split("\n")
        # What goes on over a line's end, such as a link, may take the end along.
        parts = (
            zip(visible_lines, numbers, strict=True)
            if len(visible_lines) == len(numbers)
            else [(" ".join(visible_lines), numbers[0])]
        )
        return [(words.strip(), number) for words, number in parts if words.strip()]

    def heading(self, words: str, number: int, rank: int = 0) -> None:
        """Adds a heading.

        Args:
            words: Its words.
            number: Its line.
            rank: Its rank, 1 the highest; 0 if it isn't known.
        """
        self.end()
        self.page.add([(self._inline(words), number)], heading=True, rank=rank)

    def code(self, lines: Sequence[Numbered]) -> None:
        """Adds lines as they stand."""
        self.end()
        self.page.add([(text, number) for number, text in dedented(lines)], literal=True)

    def rows(self, rows: Sequence[tuple[int, Sequence[str]]], *, has_names: bool) -> None:
        """Adds the rows of a table, each with the line that it begins on; the first may name the columns."""
        cells = [(at, [Cell(words, has_names and n == 0) for words in row]) for n, (at, row) in enumerate(rows)]
        for part in [cells] if has_names else [[row] for row in cells]:
            self.cells(part)

    def cells(self, rows: Sequence[tuple[int, Sequence[Cell]]]) -> None:
        """Adds the rows of a table whose cells tell of themselves, each with the line that it begins on."""
        self.end()
        seen = [TableRow([cell._replace(text=self._inline(cell.text)) for cell in row], at) for at, row in rows]
        add_rows(self.page, seen)


def _kind(mark: str) -> str:
    """What marks of one list have in common: they are numbers, or all the same."""
    return re.sub(r"\d+|#", "1", mark.strip())


def with_seen(pattern: re.Pattern[str], seen: Callable[[re.Match[str]], str], words: str) -> str:
    """`words` with what is `seen` of each match of `pattern` in its place, and the line feeds that would go."""

    def instead(match: re.Match[str]) -> str:
        visible = seen(match)
        return visible + "\n" * (match[0].count("\n") - visible.count("\n"))

    return pattern.sub(instead, words)


def dedented(lines: Sequence[Numbered]) -> list[Numbered]:
    """Lines without the white space that all of them begin with."""
    indent = min((len(text) - len(text.lstrip()) for _, text in lines if text.strip()), default=0)
    return [(number, text[indent:]) for number, text in lines]


def body_of(lines: Sequence[Numbered], first: int, indent: int = 0) -> int:
    """Where the lines end that stand further in than others.

    Args:
        lines: All of them.
        first: The place of the first one that may.
        indent: How many spaces the others begin with; blank lines don't count.
    """
    end = first
    for n in range(first, len(lines)):
        text = lines[n][1]
        if text.strip():
            if len(text) - len(text.lstrip()) <= indent:
                break
            end = n + 1
    return end


def article_of(
    data: bytes, name: str, parse: Callable[[list[Numbered]], Read], reader: str
) -> Iterator[Article | Problem]:
    """The article of a file in light markup.

    Args:
        data: The file's bytes.
        name: Its name inside the archive.
        parse: Its lines → its fields and page.
        reader: The reader, with its number.
    """
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    text = tidy(content).expandtabs(4)
    try:
        front_matter, begin, problem = split(text) if text.lstrip().startswith(("---", "+++")) else NOTHING
    except RecursionError:
        front_matter, begin, problem = NOTHING
    if problem is not None:
        yield Problem(name, problem)
    fields, page = parse(list(enumerate(text[begin:].split("\n"), 1 + text.count("\n", 0, begin))))
    authors = {key: _IN_BRACKETS.sub("", str(fields[key])) for key in ("author", "authors") if key in fields}
    fields = {**fields, **authors, **front_matter}
    if is_draft(fields):
        yield Problem(name, Remark("is marked as a draft"))
    elif not page.text:
        yield Problem(name, Remark("has no text") if text.strip() else Remark("is empty"))
    else:
        article = described(
            fields, "header", name, page.text, id=name, headings=tuple(page.headings), lines=tuple(page.lines),
            reader=reader,
        )  # fmt: skip
        yield from entries(article, page.ranks if all(page.ranks) else (), fields)
