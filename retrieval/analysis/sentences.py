"""The sentences of a passage, cut once at index time: where each stands, and which of its terms are names or numbers.

The terms themselves are in the passage's features, in the same order.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.features import MOST_TERMS, SentenceTerms, check_size

PLAIN_TERM = 0
"""A term that is neither a name nor a number."""

NAME_TERM = 1
"""A term of a capitalised word."""

NUMBER_TERM = 2
"""A term that counts or dates something."""

DAY_TERM = 3
"""A term that names a month or a weekday."""

REPEATED_TERM = 4
"""A term that is in the same sentence before."""

FULL_NAME = 1
"""A sentence has two capitalised words in a row."""

ASKS = 2
"""A sentence is a question."""

SAYS_WHEN = 4
"""A sentence has the name of a month or a weekday, a year or a time of day."""

SAYS_AGE = 8
"""A sentence has a number that may be an age: "aged 48", "is forty-eight,", "48-year-old"."""

_HEAD = struct.Struct("<II?")
_SHORT = 0xFFFF  # Offsets up to this are stored in two bytes.
_FIGURES = bytes(range(ord("0"), ord("0") + 10)).ljust(256, b"\0")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a passage, in order; every array but `term_kinds` is (n_sentences,).

    They stand from `starts` to `ends`, code points from the start of the passage; `flags` are the bits of `FULL_NAME`,
    `ASKS`, `SAYS_WHEN` and `SAYS_AGE`. `term_kinds`, (n_terms,), says what each of the terms in the passage's features
    is: `PLAIN_TERM`, `NAME_TERM`, `NUMBER_TERM`, `DAY_TERM` or `REPEATED_TERM`.
    """

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    term_kinds: NDArray[np.uint8]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.starts)


def packed_sentences(sentences: Sequence[SentenceTerms], start: int) -> bytes:
    """The sentences of a passage as `Sentences`, packed for keeping.

    Args:
        sentences: The sentences of the passage.
        start: Where the passage begins in its article, in code points.
    """
    kinds = b"".join([each.kinds for each in sentences])[:MOST_TERMS]
    spans = [each.sentence.start - start for each in sentences] + [each.sentence.end - start for each in sentences]
    wide = max(spans, default=0) > _SHORT
    head = _HEAD.pack(len(sentences), len(kinds), wide)
    # A kind is a figure: two of them to a byte.
    figures = kinds.translate(_FIGURES).decode() + "0" * (len(kinds) % 2)
    flags = bytes([each.flags for each in sentences])
    return b"".join([head, struct.pack(f"<{len(spans)}{'I' if wide else 'H'}", *spans), flags, bytes.fromhex(figures)])


def unpacked_sentences(packed: bytes) -> Sentences:
    """What `packed_sentences` packed; the arrays are views and can't be written."""
    count, n_terms, wide = _HEAD.unpack_from(packed)
    at, size = _HEAD.size, 4 if wide else 2
    check_size(packed, at + (2 * size + 1) * count + (n_terms + 1) // 2)
    starts, ends = np.frombuffer(packed, f"<u{size}", 2 * count, at).astype(np.uint32).reshape(2, count)
    flags = np.frombuffer(packed, np.uint8, count, at := at + 2 * size * count)
    figures = np.frombuffer(packed[at + count :].hex().encode(), np.uint8)
    return Sentences(starts, ends, flags, figures[:n_terms] - _FIGURES[0])
