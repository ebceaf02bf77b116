"""The sentences of a passage, cut once at index time: where each stands, and which of its terms are names or numbers.

The terms themselves are in the passage's features, in the same order.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.indexing.features import CAPITALISED_DAYS, MOST_TERMS, NUMBER_WORDS, SentenceTerms, asks, check_size
from retrieval.language import code
from retrieval.language.expressions import expression
from retrieval.language.months import day_words
from retrieval.language.number_words import TEENS, TENS, TWO_TO_TWELVE
from retrieval.language.remembered import Remembered

PLAIN_TERM = 0
"""A term that is neither a name nor a number."""

NAME_TERM = 1
"""A term of a capitalised word."""

NUMBER_TERM = 2
"""A term that counts or dates something."""

DAY_TERM = 3
"""A term that names a month or a weekday."""

REPEATED_TERM = 4
"""A term that stands in the same sentence before."""

FULL_NAME = 1
"""A sentence has two capitalised words in a row."""

ASKS = 2
"""A sentence is a question."""

SAYS_WHEN = 4
"""A sentence has the name of a month or a weekday, a year or a time of day."""

SAYS_AGE = 8
"""A sentence has a number that may be an age: "aged 48", "is forty-eight,", "48-year-old"."""

_HEAD = struct.Struct("<II?")
_SHORT = 0xFFFF
_FIGURES = bytes(range(ord("0"), ord("0") + 10)).ljust(256, b"\0")
_MARKED = expression(r"[$£€¥]?\d(?:[\d.,:]*\d)?|(?<![\w'’.-])[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’.-][^\W\d_]+)*")
"""Figures, and words that may be capitalised."""

_FIGURE = expression(r"\d")
_YEAR_OR_CLOCK = expression(
    r"(?<![\d.,:])(?:1\d{3}|20\d{2})(?![\d:]|[.,]\d)"
    r"|(?<!\d)\d{1,2}(?:[:h]\d{2}(?!\d)| ?(?:[AaPp]\.?[Mm]\b|Uhr\b|[年月日時时点]))"
)
"""A year, a time of day, or a date with signs for year, month or day."""

_YEARS = (
    r"(?:[ -]?(?:years?[ -]old|jähr\w+|jahre? alt|años?|ans?|anni|anos|jaar|год|года|лет|років|рік|роки|lat|år|yaş\w*"
    r"|let|vuot\w+|χρον\w+|ετών|साल|tuổi|éves|ani)\b|[ ]?(?:岁|歲|歳|살|세|ปี))"
)
_AGE_IN_FIGURES = expression(rf"(?<![\d.,:/$£€¥-])\d{{1,2}}(?:(?=[,;.)](?!\d))|{_YEARS})", re.IGNORECASE)
_SMALL_NUMBERS = (
    *TWO_TO_TWELVE,
    *TEENS,
    *TENS,
    *(f"{ten}-{one}" for ten in TENS for one in ("one", *TWO_TO_TWELVE[:8])),
)
_AGES_IN_WORDS = frozenset(number + end for number in _SMALL_NUMBERS for end in (",", ";", ".", ")", "-year-old"))
"""Numbers of at most two figures, or in English words, behind which the clause ends or the word for years stands."""

_TWO_CAPITALISED = expression(r"\b[^\W\d_a-zа-яё][\w’'.-]{1,80}(?: [^\W\d_a-zа-яё])")
"""Two capitalised words in a row; a first one without any end would be tried from each of its letters again."""

_COUNTING_WORDS = NUMBER_WORDS | {
    *TEENS, "one", "hundreds", "thousands", "millions", "billions", "dozens", "once", "twice", "double", "triple",
}  # fmt: skip
_SHORT_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"})


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


def packed_sentences(sentences: Sequence[SentenceTerms], start: int, tongue: str | None) -> bytes:
    """The sentences of a passage as `Sentences`, packed for keeping.

    Args:
        sentences: The sentences of the passage.
        start: Where the passage begins in its article, in code points.
        tongue: The language of the article.
    """
    term_kinds = [_term_kinds(sentence, tongue) for sentence in sentences]
    kinds = b"".join(term_kinds)[:MOST_TERMS]
    spans = [sentence.start - start for sentence, _ in sentences] + [sentence.end - start for sentence, _ in sentences]
    wide = max(spans, default=0) > _SHORT
    flags = bytes([_flags(sentence.exact, kinds) for (sentence, _), kinds in zip(sentences, term_kinds, strict=True)])
    head = _HEAD.pack(len(sentences), len(kinds), wide)
    # A kind is a figure: two of them to a byte.
    figures = kinds.translate(_FIGURES).decode() + "0" * (len(kinds) % 2)
    return b"".join([head, struct.pack(f"<{len(spans)}{'I' if wide else 'H'}", *spans), flags, bytes.fromhex(figures)])


def _flags(sentence: str, term_kinds: bytes) -> int:
    """The flags of a sentence, by its words and what its terms are."""
    has_figure, has_number = _FIGURE.search(sentence) is not None, NUMBER_TERM in term_kinds
    says_when = DAY_TERM in term_kinds or (has_figure and _YEAR_OR_CLOCK.search(sentence) is not None)
    age_in_figures = has_figure and _AGE_IN_FIGURES.search(sentence) is not None
    says_age = age_in_figures or (has_number and not _AGES_IN_WORDS.isdisjoint(sentence.lower().split()))
    full_name = _TWO_CAPITALISED.search(sentence) is not None
    return full_name * FULL_NAME | asks(sentence) * ASKS | says_when * SAYS_WHEN | says_age * SAYS_AGE


def unpacked_sentences(packed: bytes) -> Sentences:
    """What `packed_sentences` packed; the arrays are views and can't be written."""
    count, n_terms, wide = _HEAD.unpack_from(packed)
    at, size = _HEAD.size, 4 if wide else 2
    check_size(packed, at + (2 * size + 1) * count + (n_terms + 1) // 2)
    starts, ends = np.frombuffer(packed, f"<u{size}", 2 * count, at).astype(np.uint32).reshape(2, count)
    flags = np.frombuffer(packed, np.uint8, count, at := at + 2 * size * count)
    figures = np.frombuffer(packed[at + count :].hex().encode(), np.uint8)
    return Sentences(starts, ends, flags, figures[:n_terms] - _FIGURES[0])


def _term_kinds(sentence: SentenceTerms, tongue: str | None) -> bytes:
    """What each term of a sentence is: a number or a day even where it is capitalised."""
    kinds = dict.fromkeys(sentence.terms, PLAIN_TERM)
    if not (counting := _counting_terms(tongue)).isdisjoint(sentence.terms):
        kinds.update(dict.fromkeys(counting.intersection(sentence.terms), NUMBER_TERM))
    if not (days := _day_terms(tongue)).isdisjoint(sentence.terms):
        kinds.update(dict.fromkeys(days.intersection(sentence.terms), DAY_TERM))
    text = sentence.sentence.exact
    # No mark reaches over white space; in small letters only figures are marked.
    chunks = text.split() if _FIGURE.search(text) else filterfalse(str.islower, text.split())
    for marked in filter(None, map(_marked(tongue).__getitem__, chunks)):
        for kind, term in marked:
            if term in kinds:
                kinds[term] = max(kind, kinds[term])
    if len(kinds) == len(sentence.terms):
        return bytes(kinds.values())
    return bytes(kinds.pop(term, REPEATED_TERM) for term in sentence.terms)


@cache
def _marked(tongue: str | None) -> Remembered[tuple[tuple[int, str], ...]]:
    """The kinds and terms of the figures and capitalised words in what stands between white space."""
    days = day_words(code(tongue) or "en")

    def marked(chunk: str) -> Iterator[tuple[int, str]]:
        for word in _MARKED.findall(chunk):
            figure, day = not word[0].isalpha(), word in _SHORT_MONTHS or word.lower() in days
            if figure or word[0].isupper():
                for term in language.terms(word, tongue):
                    yield NUMBER_TERM if figure else DAY_TERM if day else NAME_TERM, term

    return Remembered(lambda chunk: tuple(marked(chunk)))


@lru_cache(maxsize=100)
def _counting_terms(tongue: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    return frozenset(language.terms(" ".join(_COUNTING_WORDS), tongue))


@cache
def _day_terms(tongue: str | None) -> frozenset[str]:
    """The terms of the names of months and weekdays, in languages that may write them in small letters."""
    # An English or German word of these letters that is not capitalised is another one: to march, it may.
    spoken = code(tongue) or "en"
    return frozenset() if spoken in CAPITALISED_DAYS else frozenset(language.terms(" ".join(day_words(spoken)), tongue))
