"""The features of passages and articles that ranking needs, in a few hundred bytes each, so that no text is read again.

A term is known by its CRC-32: two terms of a question and its passages hardly ever share one (1 in 10 million), and
then a feature is off by a little.
"""

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.language.expressions import expression
from retrieval.records import Article, Hit, Passage, Sentence

NAME = 4
"""The kind of mention that is a capitalised word inside a sentence; a bit beside those of `language.places`."""

NUMBER = 8
"""The kind of mention that is figures, or a number in words; another bit."""

DAY_NAME = 16
"""The kind of mention that is the name of a month or a weekday; another bit."""

ASKING_WORDS = 2
"""How many words at the start of a question are compared with those of a heading that asks. Not tuned."""

OPENING_CHARACTERS = 500
"""What a reader sees of a passage at once: the sentences that end within this many code points of its start."""

MOST_TERMS = 0xFFFF
"""Up to this many terms of a passage, or of an article, are kept: what two bytes can count."""

MOST_COUNTED = 0xFF
"""Occurrences and the sentences of an opening are counted up to this: what one byte can count."""

CAPITALISED_DAYS = frozenset({"en", "de"})
"""Languages in which the names of days are capitalised; in small letters their words mean something else."""

_LAST_TWO_BYTES = 0xFFFF
_FEW, _FEW_BITS = 40, 0xFFF  # Up to so many numbers a hundredth of others has the last twelve bits of one.
_HEADINGS = 100  # Many passages stand under the same one, or under none.
_UNPACKED = 256  # What is shown of an answer is looked at several times; nobody reads more of it closely.
_PASSAGE_HEAD = struct.Struct("<HHHBBBI")
_ARTICLE_HEAD = struct.Struct("<IHHH")
# Looking up what a name such as "<u4" means takes a tenth of unpacking.
_FOUR_BYTES, _TWO_BYTES, _BYTE = np.dtype("<u4"), np.dtype("<u2"), np.dtype(np.uint8)
_WORD = expression(r"[\w'’]+")
_AFTER_QUESTION_MARK = " \t\n\"'”’»)*_!"


Hash = TypeVar("Hash", np.uint32, np.uint64)


class SentenceTerms(NamedTuple):
    """A sentence with its terms in order, and what is kept of these and of the words that could be answers.

    `hashes` are those of the terms, packed, and `kinds` a byte for each (see `sentences`). `mentions` are the packed
    hashes of the terms that could be answers, and `mention_kinds` a byte for each; `flags` are those of `Sentences`.
    """

    sentence: Sentence
    terms: list[str]
    hashes: bytes
    kinds: bytes
    mentions: bytes
    mention_kinds: bytes
    flags: int


class PassageFeatures(NamedTuple):
    """The terms of a passage in order, and its mentions: the words that could be an answer.

    `terms` are hashes, (n_terms,), and `term_ends` says for each sentence how many of them end with it. `mentions` are
    hashes, too, with `mention_kinds`, what each could be: the bits of country, state, name, number and day; both
    (n_mentions,). `mention_ends` are as `term_ends`; both (n_sentences,). `opening` is how many sentences end within
    `OPENING_CHARACTERS`, at least one. `heading_terms` are those of the heading that it stands under: each once, and
    behind these, `n_heading` of them, each as often as it occurs again. `heading_opening` stands for the words that
    begin the heading where it is a question; else it is 0.
    """

    terms: NDArray[np.uint32]
    term_ends: NDArray[np.uint16]
    mentions: NDArray[np.uint32]
    mention_ends: NDArray[np.uint16]
    mention_kinds: NDArray[np.uint8]
    opening: int
    heading_terms: NDArray[np.uint32]
    n_heading: int
    heading_opening: int

    @property
    def heading(self) -> NDArray[np.uint32]:
        """The distinct terms of the heading, (n_heading,)."""
        return self.heading_terms[: self.n_heading]

    @property
    def mention_sentences(self) -> NDArray[np.intp]:
        """The sentence that each mention stands in, counted from 0: (n_mentions,)."""
        return np.searchsorted(self.mention_ends, np.arange(len(self.mentions)), "right")

    @property
    def heading_asks(self) -> bool:
        """Whether the heading is a question."""
        return self.heading_opening != 0


class ArticleFeatures(NamedTuple):
    """The distinct terms of an article as sorted hashes, how often each occurs, its title's, and its length in terms.

    `terms` and `counts`, up to `MOST_COUNTED`, are (n_terms,). `title_terms` are each once, and behind these, `n_title`
    of them, each as often as it occurs again.
    """

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    title_terms: NDArray[np.uint32]
    n_title: int
    length: int

    @property
    def title(self) -> NDArray[np.uint32]:
        """The distinct terms of the title, (n_title,)."""
        return self.title_terms[: self.n_title]


class Candidate(NamedTuple):
    """A hit with what ranking looks at: the features of the passage and of its article, packed.

    `article` is the article's key, `day` the ordinal day it appeared; `opens` says whether the passage opens it.
    """

    hit: Hit
    article: int
    day: int | None
    opens: bool
    packed: bytes
    packed_article: bytes

    @property
    def key(self) -> int:
        """The passage's key."""
        return self.hit.key

    @property
    def bm25(self) -> float:
        """The engine's score."""
        return self.hit.score

    @property
    def passage(self) -> PassageFeatures:
        """The features of the passage; those of many are looked at side by side (`columns`)."""
        return _passage(self.packed)

    @property
    def whole(self) -> ArticleFeatures:
        """The features of the article."""
        return _article(self.packed_article)


def hashed(term: str) -> int:
    """The number that stands for a term."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def packed_hashes(terms: Iterable[str]) -> bytes:
    """The numbers that stand for terms, as they are kept."""
    # What is known of the chunks of texts is remembered with these numbers (`vocabulary`).
    return b"".join([crc32(term.encode("utf-8", "surrogatepass")).to_bytes(4, "little") for term in terms])


def hashes(terms: Iterable[str]) -> NDArray[np.uint32]:
    """The numbers that stand for terms, (n_terms,)."""
    return unpacked_hashes(packed_hashes(terms))


def unpacked_hashes(packed: bytes) -> NDArray[np.uint32]:
    """What `packed_hashes` packed, (n_terms,)."""
    return np.frombuffer(packed, "<u4")


class Sought(Generic[Hash]):
    """A few hashes that are looked for among many, and what tells most others apart from them at once."""

    def __init__(self, few_hashes: NDArray[Hash]) -> None:
        """Takes them in ascending order, each once, (n_few,)."""
        self.hashes: NDArray[Hash] = few_hashes
        # Nearly all others are none of these, as their last bits tell; a small table stays in the processor's cache.
        self._bits: Hash = few_hashes.dtype.type(_FEW_BITS if len(few_hashes) <= _FEW else _LAST_TWO_BYTES)
        last = few_hashes & self._bits
        self._is_last = np.zeros(int(self._bits) + 1, bool)
        self._is_last[last] = True
        self._by_last: NDArray[np.intp] | None = None
        if len(few_hashes) <= _FEW and np.count_nonzero(self._is_last) == len(few_hashes):
            # No two have the same last bits, which tell then which one it can be; of other bits nothing is looked up.
            self._by_last = np.empty(len(self._is_last), np.intp)
            self._by_last[last] = np.arange(len(few_hashes))

    def among(self, hashed_terms: NDArray[Hash]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of those of many hashes that are sought, ascending, and which one each is: (n_matches,) both.

        Args:
            hashed_terms: Of terms or runs of terms, (n_terms,).
        """
        if not len(self.hashes):
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        where = self._is_last.take((hashed_terms & self._bits).astype(np.intp), mode="clip").nonzero()[0]
        possible = hashed_terms[where]
        if self._by_last is not None:
            number = self._by_last[possible & self._bits]
        else:
            number = np.minimum(self.hashes.searchsorted(possible), len(self.hashes) - 1)
        is_one = self.hashes[number] == possible
        return where[is_one], number[is_one]


def among(hashed_terms: NDArray[Hash], few_hashes: NDArray[Hash]) -> NDArray[np.intp]:
    """The places of those of many hashes that are among a few, ascending.

    Args:
        hashed_terms: Of terms or runs of terms, (n_terms,).
        few_hashes: In ascending order, each once, (n_few,).
    """
    return Sought(few_hashes).among(hashed_terms)[0]


def asks(text: str) -> bool:
    """Whether a heading or a sentence is a question: it ends with a question mark."""
    # Most sentences end with a full stop.
    return not text.endswith(".") and text.rstrip(_AFTER_QUESTION_MARK).endswith(("?", "？", "؟", "\u037e", "՞"))


def opening_words(question: str) -> int:
    """The number that stands for the first two words of a question: "how do", "can I"; never 0."""
    return hashed(" ".join(_WORD.findall(question.lower())[:ASKING_WORDS])) or 1


@lru_cache(_HEADINGS)
def heading_terms(heading: str, tongue: str | None) -> tuple[str, ...]:
    """The terms of a heading or title, given the language of its article: every passage below it has them, too."""
    return tuple(language.terms(heading, tongue))


def packed_passage(article: Article, passage: Passage, sentences: Sequence[SentenceTerms]) -> bytes:
    """The `PassageFeatures` of a passage, packed for keeping.

    Args:
        article: The article.
        passage: One of its passages.
        sentences: The sentences of the passage.
    """
    sentences = sentences[:MOST_TERMS]
    opening_end = passage.start + OPENING_CHARACTERS
    opening = bisect_right([each.sentence.end for each in sentences], opening_end)
    kinds = b"".join([each.mention_kinds for each in sentences])
    term_ends = _ends([each.kinds for each in sentences])
    mention_ends = _ends([each.mention_kinds for each in sentences])
    n_terms, n_mentions = (term_ends[-1], mention_ends[-1]) if sentences else (0, 0)
    n_heading, n_again, heading_opening, heading = _packed_heading(passage.heading or "", article.language)
    return b"".join([
        _PASSAGE_HEAD.pack(
            n_terms,
            n_mentions,
            len(sentences),
            max(min(opening, MOST_COUNTED), 1),
            n_heading,
            n_again,
            heading_opening,
        ),
        b"".join([each.hashes for each in sentences])[: 4 * n_terms],
        b"".join([each.mentions for each in sentences])[: 4 * n_mentions],
        heading,
        struct.pack(f"<{2 * len(sentences)}H", *term_ends, *mention_ends),
        kinds[:n_mentions],
    ])  # fmt: skip


def _ends(kinds: Iterable[bytes]) -> list[int]:
    """Where the terms of each sentence end, as far as they are kept, given the kinds of these."""
    ends = list(accumulate(map(len, kinds)))
    return ends if not ends or ends[-1] <= MOST_TERMS else [min(end, MOST_TERMS) for end in ends]


@lru_cache(_HEADINGS)
def _packed_heading(heading: str, tongue: str | None) -> tuple[int, int, int, bytes]:
    """What `PassageFeatures` tell of a heading: `n_heading`, how many terms come again, `heading_opening`, the terms.

    Args:
        heading: Its words; none where there is no heading.
        tongue: The language of the article.
    """
    once, again = _once_and_again(heading_terms(heading, tongue), MOST_COUNTED)
    opening = opening_words(heading) if asks(heading) else 0
    return len(once), len(again), opening, _packed(once) + _packed(again)


def packed_article(article: Article, all_terms: NDArray[np.uint32]) -> bytes:
    """The `ArticleFeatures` of an article, packed for keeping; the hashes are those of all terms of its passages."""
    terms, counts = np.unique(all_terms, return_counts=True)
    terms, counts = terms[:MOST_TERMS], np.minimum(counts[:MOST_TERMS], MOST_COUNTED).astype(np.uint8)
    title, again = _once_and_again(heading_terms(article.title or "", article.language), MOST_TERMS)
    head = _ARTICLE_HEAD.pack(len(all_terms), len(terms), len(title), len(again))
    return b"".join([head, terms.tobytes(), _packed(title), _packed(again), counts.tobytes()])


def unpacked_passage(packed: bytes) -> PassageFeatures:
    """What `packed_passage` packed; the arrays are views and can't be written."""
    n_terms, n_mentions, n_sentences, opening, n_heading, n_again, heading_opening = _PASSAGE_HEAD.unpack_from(packed)
    n_own = n_terms + n_mentions
    n_hashes = n_own + n_heading + n_again
    at = _PASSAGE_HEAD.size + 4 * n_hashes
    check_size(packed, at + 4 * n_sentences + n_mentions)
    hashes = np.frombuffer(packed, _FOUR_BYTES, n_hashes, _PASSAGE_HEAD.size)
    ends = np.frombuffer(packed, _TWO_BYTES, 2 * n_sentences, at)
    kinds = np.frombuffer(packed, _BYTE, n_mentions, at + 4 * n_sentences)
    return PassageFeatures(
        hashes[:n_terms],
        ends[:n_sentences],
        hashes[n_terms:n_own],
        ends[n_sentences:],
        kinds,
        opening,
        hashes[n_own:],
        n_heading,
        heading_opening,
    )


def unpacked_article(packed: bytes) -> ArticleFeatures:
    """What `packed_article` packed; the arrays are views and can't be written."""
    length, n_terms, n_title, n_again = _ARTICLE_HEAD.unpack_from(packed)
    n_hashes = n_terms + n_title + n_again
    at = _ARTICLE_HEAD.size + 4 * n_hashes
    check_size(packed, at + n_terms)
    hashes = np.frombuffer(packed, _FOUR_BYTES, n_hashes, _ARTICLE_HEAD.size)
    counts = np.frombuffer(packed, _BYTE, n_terms, at)
    return ArticleFeatures(hashes[:n_terms], counts, hashes[n_terms:], n_title, length)


_passage = lru_cache(_UNPACKED)(unpacked_passage)
_article = lru_cache(_UNPACKED)(unpacked_article)


def check_size(packed: bytes, size: int) -> None:
    """Raises `ValueError` for bytes that are more or fewer than what was packed."""
    if len(packed) != size:
        raise ValueError(f"{len(packed)} bytes instead of {size}")


def _once_and_again(terms: Iterable[str], most: int) -> tuple[list[int], list[int]]:
    """The hashes of some terms, each once, and each as often as it occurs again; both ascending, up to `most`."""
    numbers = [hashed(term) for term in terms]
    once = set(numbers)
    if len(once) == len(numbers):
        return sorted(once)[:most], []
    again = Counter(numbers) - Counter(once)
    return sorted(once)[:most], sorted(again.elements())[:most]


def _packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)
