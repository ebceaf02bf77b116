"""The sentences of a passage, cut and read once at index time: where each stands, its terms, its names and numbers.

Terms are known by their hashes, as in `sketches`.
"""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.sketches import Line, hashed

NAME = 1
"""A term of a word that is written big."""

NUMBER = 2
"""A term that counts or dates something."""

_HEAD = struct.Struct("<II")
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
    a row that start big, as a full name does. `terms` are those of one sentence after the other, each once in it;
    `counts` says how many are each sentence's, and `kinds` which are a `NAME` or a `NUMBER`.
    """

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    full: NDArray[np.uint8]
    terms: NDArray[np.uint32]
    kinds: NDArray[np.uint8]


def packed_lines(read: Sequence[Line], start: int, tongue: str | None) -> bytes:
    """Sentences as `Lines`, packed for keeping.

    Args:
        read: The sentences of a passage.
        start: Where the passage begins in its article.
        tongue: The language of the article.
    """
    of_each = [{hashed(term): kind for term, kind in _kinds(line, tongue).items()} for line in read]
    spans = [
        [line.sentence.start - start for line in read],
        [line.sentence.end - start for line in read],
        [len(kinds) for kinds in of_each],
        [term for kinds in of_each for term in kinds],
    ]
    full = bytes(_FULL_NAME.search(line.sentence.exact) is not None for line in read)
    kinds = bytes(kind for kinds in of_each for kind in kinds.values())
    numbers = (np.array(column, "<u4").tobytes() for column in spans)
    return b"".join([_HEAD.pack(len(read), len(kinds)), *numbers, full, kinds])


def read_lines(packed: bytes) -> Lines:
    """What `packed_lines` packed; the arrays are views and can't be written."""
    count, terms = _HEAD.unpack_from(packed)
    numbers = np.frombuffer(packed, "<u4", 3 * count + terms, _HEAD.size)
    signs = np.frombuffer(packed, np.uint8, count + terms, _HEAD.size + numbers.nbytes)
    return Lines(
        starts=numbers[:count],
        ends=numbers[count : 2 * count],
        counts=numbers[2 * count : 3 * count],
        full=signs[:count],
        terms=numbers[3 * count :],
        kinds=signs[count:],
    )


def _kinds(line: Line, tongue: str | None) -> dict[str, int]:
    """The terms of a sentence, each once, and what it is: a number even where it is written big, as days are."""
    names: set[str] = set()
    numbers = set(_counting_terms(tongue))
    for word in _MARKED.findall(line.sentence.exact):
        if not word[0].isalpha() or word in _DAYS:
            numbers.update(_terms_of(word, tongue))
        elif word[0].isupper():
            names.update(_terms_of(word, tongue))
    return {term: NUMBER if term in numbers else NAME if term in names else 0 for term in line.terms}


@lru_cache(maxsize=100)
def _counting_terms(tongue: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    return frozenset(language.terms(" ".join(_NUMBER_WORDS), tongue))


@lru_cache(maxsize=20_000)
def _terms_of(word: str, tongue: str | None) -> tuple[str, ...]:
    """The terms of one word; the same words come again and again."""
    return tuple(language.terms(word, tongue))
