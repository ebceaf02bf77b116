"""The sentences of a passage, cut once at index time: where each stands, and which of its terms are names or numbers.

The terms themselves are in the passage's sketch, in the same order.
"""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.sketches import LONGEST, Line

NAME = 1
"""A term of a word that is written big."""

NUMBER = 2
"""A term that counts or dates something."""

AGAIN = 4
"""A term that stands in the same sentence before."""

_HEAD = struct.Struct("<I")
_MARKED = re.compile(r"[$£€¥]?\d(?:[\d.,:]*\d)?|(?<![\w'’.-])[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’.-][^\W\d_]+)*")
"""Figures, and words that may start big."""

_FULL_NAME = re.compile(r"\b[^\W\d_a-zа-яё][\w’'.-]+(?: [^\W\d_a-zа-яё][\w’'.-]*)+")
_NUMBER_WORDS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "trillion", "dozen", "dozens", "half", "third", "quarter",
    "percent", "once", "twice", "double", "triple",
})  # fmt: skip
_DAYS = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """The sentences of a passage, in order.

    They stand from `starts` to `ends`, code points from the start of the passage; `full` tells which have two words in
    a row that start big, as a full name does. `counts` says how many of the terms in the passage's sketch are each
    sentence's, and `kinds` for each of those terms what it is: `NAME`, `NUMBER`, 0 for neither, `AGAIN`.
    """

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    full: NDArray[np.uint8]
    kinds: NDArray[np.uint8]


def packed_lines(read: Sequence[Line], start: int, tongue: str | None) -> bytes:
    """Sentences as `Lines`, packed for keeping.

    Args:
        read: The sentences of a passage.
        start: Where the passage begins in its article.
        tongue: The language of the article.
    """
    kinds = b"".join(_kinds(line, tongue) for line in read)[:LONGEST]
    ends = np.minimum(np.cumsum([len(line.terms) for line in read]), len(kinds))
    columns = [
        [line.sentence.start - start for line in read],
        [line.sentence.end - start for line in read],
        np.diff(ends, prepend=0),
    ]
    full = bytes(_FULL_NAME.search(line.sentence.exact) is not None for line in read)
    return b"".join([_HEAD.pack(len(read)), *(np.array(column, "<u4").tobytes() for column in columns), full, kinds])


def read_lines(packed: bytes) -> Lines:
    """What `packed_lines` packed; the arrays are views and can't be written."""
    (count,) = _HEAD.unpack_from(packed)
    starts, ends, counts = np.frombuffer(packed, "<u4", 3 * count, _HEAD.size).reshape(3, count)
    signs = np.frombuffer(packed, np.uint8, -1, _HEAD.size + 12 * count)
    return Lines(starts, ends, counts, signs[:count], signs[count:])


def _kinds(line: Line, tongue: str | None) -> bytes:
    """What each term of a sentence is: a number even where it is written big, as days are."""
    numbers = _counting_terms(tongue)
    kinds = {term: NUMBER if term in numbers else 0 for term in line.terms}
    for word in _MARKED.findall(line.sentence.exact):
        if not word[0].isalpha() or word in _DAYS:
            kinds.update((term, NUMBER) for term in _terms_of(word, tongue) if term in kinds)
        elif word[0].isupper():
            kinds.update((term, NAME) for term in _terms_of(word, tongue) if kinds.get(term) == 0)
    if len(kinds) == len(line.terms):
        return bytes(kinds.values())
    return bytes(kinds.pop(term, AGAIN) for term in line.terms)


@lru_cache(maxsize=100)
def _counting_terms(tongue: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    return frozenset(language.terms(" ".join(_NUMBER_WORDS), tongue))


@lru_cache(maxsize=20_000)
def _terms_of(word: str, tongue: str | None) -> tuple[str, ...]:
    """The terms of one word; the same words come again and again."""
    return tuple(language.terms(word, tongue))
