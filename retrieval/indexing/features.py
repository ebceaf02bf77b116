"""What ranking needs to know of a passage or an article, in a few hundred bytes, so that no text is read again.

A term is known by its CRC-32: two terms of a question and its passages hardly ever share one (1 in 10 million), and
then a feature is off by a little.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.language.places import places
from retrieval.records import Article, Hit, Passage, Sentence

NAME = 4
"""A word that starts big inside a sentence."""

NUMBER = 8
"""Figures, or a number in words (English)."""

OPENING_CHARACTERS = 500
"""What a reader sees of a passage at once: the sentences that end within so many code points of its start."""

LONGEST = 0xFFFF
"""So many terms of a passage, or of an article, are kept at the most."""

_MOST = 255
_PASSAGE = struct.Struct("<HHB")
_ARTICLE = struct.Struct("<IHH")
_JOINT = re.compile("[/–—-]")
_JOINTS = str.maketrans("/-–—", "    ")
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…–—-*_#"
_NUMBER_WORDS = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "dozen", "hundred", "thousand", "million", "billion",
    "trillion", "half", "third", "quarter", "percent",
})  # fmt: skip


class Line(NamedTuple):
    """A sentence with its terms in order."""

    sentence: Sentence
    terms: list[str]


class Mention(NamedTuple):
    """A word that could be an answer: its hash, and the sum of what it could be: country, state, name, number."""

    term: int
    kind: int


@dataclass(frozen=True, slots=True)
class PassageSketch:
    """The terms of a passage in order and the mentions in it, each with the sentence it stands in, counted from 0.

    `opening` is how many sentences end within `OPENING_CHARACTERS`, one at least.
    """

    terms: NDArray[np.uint32]
    sentences: NDArray[np.uint8]
    mentions: NDArray[np.uint32]
    mentioned_in: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    opening: int


@dataclass(frozen=True, slots=True)
class ArticleSketch:
    """The terms of an article, sorted, how often each occurs (up to 255), its title's, and its length in terms."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    title: NDArray[np.uint32]
    length: int


class Candidate(NamedTuple):
    """What ranking looks at: a hit, its article and the ordinal day that appeared, and what both hold.

    `opens` says whether the passage opens its article.
    """

    hit: Hit
    article: int
    day: int | None
    opens: bool
    passage: PassageSketch
    whole: ArticleSketch


@lru_cache(200_000)
def hashed(term: str) -> int:
    """The number that stands for a term."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def lines(article: Article, passage: Passage) -> list[Line]:
    """The sentences of a passage, in order."""
    cut = language.sentences(article.text, passage.start, passage.end, article.language)
    return [Line(sentence, language.terms(sentence.exact, article.language)) for sentence in cut]


def sketched(article: Article, passage: Passage, read: Sequence[Line]) -> tuple[list[str], bytes]:
    """The terms of a passage of an article, whose sentences were read, and its `PassageSketch`, packed for keeping."""
    terms: list[str] = []
    sentences = bytearray()
    mentions: list[int] = []
    mentioned_in = bytearray()
    kinds = bytearray()
    opening = 0
    for number, (sentence, found) in enumerate(read):
        place = min(number, _MOST)
        opening += sentence.end <= passage.start + OPENING_CHARACTERS
        terms += found
        sentences += bytes([place]) * len(found)
        for term, kind in _mentions(sentence.exact, article.language):
            mentions.append(term)
            mentioned_in.append(place)
            kinds.append(kind)
    held, named = min(len(terms), LONGEST), min(len(mentions), LONGEST)
    head = _PASSAGE.pack(held, named, max(min(opening, _MOST), 1))
    parts: list[bytes | bytearray] = [_packed(map(hashed, terms[:held])), sentences[:held]]
    parts += [_packed(mentions[:named]), mentioned_in[:named], kinds[:named]]
    return terms, b"".join([head, *parts])


def article_sketch(article: Article, passages: Iterable[Sequence[str]]) -> bytes:
    """An article as `ArticleSketch`, packed for keeping.

    Args:
        article: The article.
        passages: The terms of each of its passages.
    """
    counted = Counter(chain.from_iterable(passages))
    terms = np.fromiter(map(hashed, counted), "<u4", len(counted))
    counts = np.minimum(np.fromiter(counted.values(), np.uint32, len(counted)), _MOST).astype(np.uint8)
    order = terms.argsort()[:LONGEST]
    title = np.array(sorted({hashed(term) for term in language.terms(article.title or "", article.language)}), "<u4")
    head = _ARTICLE.pack(counted.total(), len(order), len(title[:LONGEST]))
    return b"".join([head, terms[order].tobytes(), title[:LONGEST].tobytes(), counts[order].tobytes()])


def read_passage(packed: bytes) -> PassageSketch:
    """What `sketched` packed; the arrays are views and can't be written."""
    length, mentions, opening = _PASSAGE.unpack_from(packed)
    at = _PASSAGE.size
    terms = np.frombuffer(packed, "<u4", length, at)
    sentences = np.frombuffer(packed, np.uint8, length, at := at + 4 * length)
    mentioned = np.frombuffer(packed, "<u4", mentions, at := at + length)
    mentioned_in = np.frombuffer(packed, np.uint8, mentions, at := at + 4 * mentions)
    kinds = np.frombuffer(packed, np.uint8, mentions, at + mentions)
    return PassageSketch(terms, sentences, mentioned, mentioned_in, kinds, opening)


def read_article(packed: bytes) -> ArticleSketch:
    """What `article_sketch` packed; the arrays are views and can't be written."""
    total, length, titled = _ARTICLE.unpack_from(packed)
    at = _ARTICLE.size
    terms = np.frombuffer(packed, "<u4", length, at)
    title = np.frombuffer(packed, "<u4", titled, at := at + 4 * length)
    return ArticleSketch(terms, np.frombuffer(packed, np.uint8, length, at + 4 * titled), title, total)


def _packed(numbers: Iterable[int]) -> bytes:
    return np.array(list(numbers), "<u4").tobytes()


def _mentions(sentence: str, tongue: str | None) -> Iterator[Mention]:
    """The words of a sentence that could be an answer. Its first word starts big anyway: only a place counts there."""
    known = places(tongue)
    words = (sentence.translate(_JOINTS) if _JOINT.search(sentence) else sentence).split()
    for number, word in enumerate(words):
        if word.islower() and word not in _NUMBER_WORDS:
            continue
        bare = word.strip(_EDGES)
        lower = bare.lower().removesuffix("'s").removesuffix("’s")
        kind = 0
        if bare[:1].isupper():
            pair = f"{words[number - 1].lower()} {lower}" if number else lower
            kind = known.get(lower, 0) | known.get(pair, 0) | (NAME if number else 0)
        if lower in _NUMBER_WORDS or any(map(str.isdigit, bare)):
            kind |= NUMBER
        if kind:
            for term in terms_of(bare, tongue):
                yield Mention(hashed(term), kind)


@lru_cache(100_000)
def terms_of(word: str, tongue: str | None) -> tuple[str, ...]:
    """The terms of one word; names come again and again."""
    return tuple(language.terms(word, tongue))
