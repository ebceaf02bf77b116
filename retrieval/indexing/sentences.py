"""The sentences of a passage, cut once at index time: where each stands, and which of its terms are names or numbers.

The terms themselves are in the passage's sketch, in the same order.
"""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.indexing.features import LONGEST, Line, terms_of

NAME = 1
"""A term of a word that is written big."""

NUMBER = 2
"""A term that counts or dates something."""

AGAIN = 4
"""A term that stands in the same sentence before."""

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
    kinds = b"".join([_kinds(line, tongue) for line in read])[:LONGEST]
    counts, left = [], len(kinds)
    for line in read:
        counts.append(min(len(line.terms), left))
        left -= counts[-1]
    columns = [line.sentence.start - start for line in read], [line.sentence.end - start for line in read], counts
    numbers = struct.pack(f"<{1 + 3 * len(read)}I", len(read), *chain.from_iterable(columns))
    return b"".join([numbers, bytes([_FULL_NAME.search(line.sentence.exact) is not None for line in read]), kinds])


def read_lines(packed: bytes) -> Lines:
    """What `packed_lines` packed; the arrays are views and can't be written."""
    count = int.from_bytes(packed[:4], "little")
    starts, ends, counts = np.frombuffer(packed, "<u4", 3 * count, 4).reshape(3, count)
    signs = np.frombuffer(packed, np.uint8, -1, 4 + 12 * count)
    return Lines(starts, ends, counts, signs[:count], signs[count:])


def _kinds(line: Line, tongue: str | None) -> bytes:
    """What each term of a sentence is: a number even where it is written big, as days are."""
    numbers = _counting_terms(tongue)
    kinds = {term: NUMBER if term in numbers else 0 for term in line.terms}
    for word in _MARKED.findall(line.sentence.exact):
        number = not word[0].isalpha() or word in _DAYS
        if number or word[0].isupper():
            for term in terms_of(word, tongue):
                if term in kinds:
                    kinds[term] = NUMBER if number else kinds[term] or NAME
    if len(kinds) == len(line.terms):
        return bytes(kinds.values())
    return bytes(kinds.pop(term, AGAIN) for term in line.terms)


@lru_cache(maxsize=100)
def _counting_terms(tongue: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    return frozenset(language.terms(" ".join(_NUMBER_WORDS), tongue))
