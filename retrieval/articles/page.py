"""The text of a page as a person sees it, put together block by block, with its headings and lines of the file."""

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.records import Heading

Line = tuple[str, int]
"""A line of a block and the 1-based line of the file it begins on."""

_MARK, _FIGURES = "\ufdd0", "\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda"
LINE_MARK = re.compile(f"{_MARK}([{_FIGURES}]{{1,9}})")
"""A line of the file, written among the words that stand on it in characters that no text has."""

_NUMBERS = {ord(figure): str(number) for number, figure in enumerate(_FIGURES)}
_WRITTEN = {ord(str(number)): figure for number, figure in enumerate(_FIGURES)}
_SPACES = re.compile(r"[^\S\n\xa0\u2007\u202f]+")
UNSEEN = str.maketrans("", "", "\u00ad\u2060\ufeff")
"""Marks that are not seen."""

_HAS_UNSEEN = re.compile("[\u00ad\u2060\ufeff]")

_NO_BREAK_SHOWN = re.compile(r"(?<![\u0e00-\u109f\u1780-\u17ff])\u200b(?![\u0e00-\u109f\u1780-\u17ff])")
"""A place where a word may be broken; in Thai, Lao, Burmese and Khmer it is between words, and is kept."""


LONGEST_ITEM = 200
"""An item of a list that is a paragraph of up to this many code points is a line of the list; a longer one stands
alone, as what is cited from it should."""

_LINES = 1_000  # The mark of a line is read some three times, one shortly after the other.


class Page:
    """Blocks of lines, separated by blank lines.

    `first_rank` are those of its headings that their marks say to be of the first rank; `ranks` those of all of them,
    0 where that isn't known.
    """

    def __init__(self) -> None:
        """An empty page."""
        self._parts: list[str] = []
        self._length = 0
        self._next_line: int | None = None
        self.headings: list[Heading] = []
        self.first_rank: list[Heading] = []
        self.ranks: list[int] = []
        self.lines: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, lines: Sequence[Line], *, heading: bool = False, literal: bool = False, rank: int = 0) -> None:
        """Adds a block; lines without words are left out.

        Args:
            lines: Its lines in order.
            heading: Whether it is one; it then stands on a single line.
            literal: Keeps white space as it is, as in code.
            rank: That of a heading, 1 the highest; 0 if it isn't known.
        """
        if literal:
            visible_lines = [(text.rstrip(), line) for text, line in lines]
            while visible_lines and not visible_lines[0][0]:
                visible_lines.pop(0)
            while visible_lines and not visible_lines[-1][0]:
                visible_lines.pop()
        else:
            visible_lines = [(words, line) for text, line in lines if (words := _without_unseen(text))]
            visible_lines = [
                (words, line) for words, line in visible_lines if _MARK not in words or LINE_MARK.sub("", words).strip()
            ]
        if heading and visible_lines:
            visible_lines = [(" ".join(text for text, _ in visible_lines), visible_lines[0][1])]
        if not visible_lines:
            return
        if self._parts:
            self._put("\n\n")
        start = self._length
        for i, (text, line) in enumerate(visible_lines):
            if i:
                self._put("\n")
            if self._next_line is None or self._next_line + self._breaks != line:
                self.lines.append((self._length, line))
                self._next_line, self._breaks = line, 0
            self._put_marked(text) if _MARK in text else self._put(text)
        if heading:
            self.headings.append((start, self._length))
            self.ranks.append(rank)

    _breaks = 0

    def _put_marked(self, text: str) -> None:
        """Adds words among which lines of the file are marked."""
        first, *rest = LINE_MARK.split(text)
        parts = [(0, first), *((line_of(mark), words) for mark, words in zip(rest[::2], rest[1::2], strict=True))]
        parts = [(line, words) for line, words in parts if words]
        parts[0] = (parts[0][0], parts[0][1].lstrip())
        for line, words in parts:
            if line and self._next_line != line:
                self.lines.append((self._length, line))
                self._next_line, self._breaks = line, 0
            self._put(words)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._breaks += text.count("\n")


def line_mark(line: int) -> str:
    """The mark of a line."""
    return _MARK + str(line).translate(_WRITTEN)


@lru_cache(_LINES)
def line_of(figures: str) -> int:
    """The line whose mark has these figures."""
    return int(figures.translate(_NUMBERS))


def _without_unseen(text: str) -> str:
    """A line without marks that are not seen and white space around it."""
    words = (text.translate(UNSEEN) if _HAS_UNSEEN.search(text) else text).strip()
    return _NO_BREAK_SHOWN.sub("", words) if "\u200b" in words else words


def spaced(text: str) -> str:
    """A text with single spaces for white space other than line feeds and spaces that don't break."""
    return _SPACES.sub(" ", text)
