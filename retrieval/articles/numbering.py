"""The numbers that word processors write before headings and paragraphs, which are not in the text of their files."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

MOST_LETTERS = 26 * 5
"""Up to this number paragraphs are counted in letters."""

MOST_ROMAN = 4_000
"""Below this number they are counted in Roman figures."""

MOST_DIGITS = 10
"""A number in a file has fewer digits."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class Level(NamedTuple):
    """How one level of a numbering is written: from which number on, in which figures, and with what around them.

    In `label` stands `%1` for the number of the first level, and so on; in a legal one all of them are plain figures.
    """

    start: int
    figures: str
    label: str
    is_legal: bool = False


Levels = Mapping[int, Level]
"""The levels of a numbering by their depth, from 0; those that aren't numbered, but have a sign or nothing, too."""


def written_number(value: str, default: int = 0) -> int:
    """A number as it stands in a file; another one for what is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < MOST_DIGITS else default


class Numbering:
    """The numbers that paragraphs have had so far."""

    def __init__(self) -> None:
        """None so far."""
        self._counts: dict[int, int] = {}

    def next(self, levels: Levels, depth: int, start: int | None = None) -> str:
        """The next paragraph's number as it is seen; empty where its level has a sign, or figures not known here.

        Args:
            levels: How the levels of its numbering are written.
            depth: Which of these its level is.
            start: Its number, where it doesn't go on from the one before it.
        """
        counts = self._counts
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1 if start is None else start
        for above in range(depth):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return self._label(levels, depth)

    def _label(self, levels: Levels, depth: int) -> str:
        level = levels[depth]
        label = level.label
        if f"%{depth + 1}" not in label:
            return ""
        for at in range(depth + 1):
            if (mark := f"%{at + 1}") in label:
                figures = "decimal" if level.is_legal or at not in levels else levels[at].figures
                written = _FIGURES[figures](self._counts[at]) if figures in _FIGURES else ""
                if not written:
                    return ""
                label = label.replace(mark, written)
        return label.strip()


def _in_letters(number: int) -> str:
    """A number as word processors count in letters: a to z, aa to zz, aaa."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= MOST_LETTERS else ""


def _in_roman(number: int) -> str:
    """A number in Roman figures."""
    written = ""
    for value, letters in _ROMAN if 0 < number < MOST_ROMAN else ():
        written += letters * (number // value)
        number %= value
    return written


_FIGURES: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": _in_letters,
    "upperLetter": lambda number: _in_letters(number).upper(),
    "lowerRoman": lambda number: _in_roman(number).lower(),
    "upperRoman": _in_roman,
}
"""How numbers are written, by the names that Word has for it."""
