"""The features of many passages and articles side by side: an array for all takes a fifth of what one for each does.

What `features` packs of a text is a head of numbers and, behind it, sections; each is as long as the head says.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.features import Candidate, among, hashes

Hashes = NDArray[np.uint32]
Integers = NDArray[np.int64]

# As `features` packs them; nothing is filled up to a word.
_PASSAGE = np.dtype([
    ("terms", "<u2"), ("mentions", "<u2"), ("sentences", "<u2"), ("opening", "u1"), ("heading", "u1"), ("again", "u1"),
    ("heading_opening", "<u4"),
])  # fmt: skip
_ARTICLE = np.dtype([("length", "<u4"), ("terms", "<u2"), ("title", "<u2"), ("again", "<u2")])
_FOUR_BYTES, _TWO_BYTES, _BYTE = np.dtype("<u4"), np.dtype("<u2"), np.dtype(np.uint8)


class Texts(NamedTuple):
    """The values of some texts, one after the other, (n_values,), and how many each text has, (n_texts,)."""

    values: NDArray[Any]
    sizes: Integers

    @property
    def owners(self) -> Integers:
        """Which text each value is of, (n_values,)."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


class _Columns:
    """Packed texts, cut into their sections."""

    def __init__(self, packed: Sequence[bytes], head: np.dtype[Any], sections: Sequence[tuple[str, int]]) -> None:
        """Cuts texts; raises `ValueError` for bytes that are more or fewer than what was packed.

        Args:
            packed: The texts.
            head: What each begins with.
            sections: Of each section, which number of the head says how long it is, and the bytes of a value.
        """
        heads = b"".join([each[: head.itemsize] for each in packed])
        if len(heads) != len(packed) * head.itemsize:
            raise ValueError("the features of a text are cut short")
        self.head = np.frombuffer(heads, head)
        sizes = [width * self.head[name].astype(np.int64) for name, width in sections]
        bounds = np.cumsum([np.full(len(packed), head.itemsize), *sizes], axis=0)
        if not np.array_equal(bounds[-1], [len(each) for each in packed]):
            raise ValueError("the features of a text have another size than their head says")
        self._packed, self._bounds = packed, bounds.tolist()

    def section(self, number: int, kind: np.dtype[Any]) -> NDArray[Any]:
        """The values of one section of all texts, (n_values,)."""
        starts, ends = self._bounds[number : number + 2]
        parts = [each[start:end] for each, start, end in zip(self._packed, starts, ends, strict=True)]
        return np.frombuffer(b"".join(parts), kind)

    def numbers(self, name: str) -> Integers:
        """A number of the head of each text, (n_texts,)."""
        return np.asarray(self.head[name].astype(np.int64))


class PassageColumns(_Columns):
    """What is kept of some passages, as `PassageFeatures` tells of one."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """The columns of packed passages; raises `ValueError` where one is damaged."""
        sections = [("terms", 4), ("mentions", 4), ("heading", 4), ("again", 4), ("sentences", 2), ("sentences", 2)]
        super().__init__(packed, _PASSAGE, [*sections, ("mentions", 1)])

    @cached_property
    def terms(self) -> Texts:
        """The hashed terms of each passage, in order."""
        return Texts(self.section(0, _FOUR_BYTES), self.numbers("terms"))

    @cached_property
    def mentions(self) -> Texts:
        """The hashed terms of each passage that could be an answer."""
        return Texts(self.section(1, _FOUR_BYTES), self.numbers("mentions"))

    @cached_property
    def heading(self) -> Texts:
        """The distinct hashed terms of the heading of each passage."""
        return Texts(self.section(2, _FOUR_BYTES), self.numbers("heading"))

    @cached_property
    def heading_again(self) -> Texts:
        """Those of the heading's hashed terms that occur again, each as often as it does."""
        return Texts(self.section(3, _FOUR_BYTES), self.numbers("again"))

    @cached_property
    def term_ends(self) -> Texts:
        """How many terms end with each sentence."""
        return Texts(self.section(4, _TWO_BYTES), self.numbers("sentences"))

    @cached_property
    def mention_ends(self) -> Texts:
        """How many mentions end with each sentence."""
        return Texts(self.section(5, _TWO_BYTES), self.numbers("sentences"))

    @cached_property
    def mention_kinds(self) -> NDArray[np.uint8]:
        """What each mention could be, (n_mentions,)."""
        return self.section(6, _BYTE)


class ArticleColumns(_Columns):
    """What is kept of some articles, as `ArticleFeatures` tells of one."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """The columns of packed articles; raises `ValueError` where one is damaged."""
        super().__init__(packed, _ARTICLE, [("terms", 4), ("title", 4), ("again", 4), ("terms", 1)])

    @cached_property
    def terms(self) -> Texts:
        """The distinct hashed terms of each article."""
        return Texts(self.section(0, _FOUR_BYTES), self.numbers("terms"))

    @cached_property
    def title(self) -> Texts:
        """The distinct hashed terms of each title."""
        return Texts(self.section(1, _FOUR_BYTES), self.numbers("title"))

    @cached_property
    def title_again(self) -> Texts:
        """Those of the title's hashed terms that occur again, each as often as it does."""
        return Texts(self.section(2, _FOUR_BYTES), self.numbers("again"))

    @cached_property
    def counts(self) -> NDArray[np.uint8]:
        """How often each term of the articles occurs, (n_terms,)."""
        return self.section(3, _BYTE)


def parts(texts: Texts, ends: Texts, places: NDArray[np.intp], owner: Integers) -> Integers:
    """In which part of its text each of some values stands, counted from 0: (n_places,).

    Args:
        texts: Some texts, each in parts.
        ends: Where the parts of each end in it, ascending.
        places: Where the values stand, (n_places,).
        owner: Which of the texts each is of, (n_places,).
    """
    every_end = ends.values + np.repeat(texts.sizes.cumsum() - texts.sizes, ends.sizes)
    return np.asarray(every_end.searchsorted(places, "right") - (ends.sizes.cumsum() - ends.sizes)[owner])


def term_counts(candidates: Sequence[Candidate | None], terms: Sequence[str]) -> Integers:
    """How often some passages have some terms, with those of title and heading: (n_candidates, n_terms).

    Args:
        candidates: The passages; None for one that is not there.
        terms: Each of them once.
    """
    counts = np.zeros((len(candidates), len(terms)), np.int64)
    present = [(row, candidate) for row, candidate in enumerate(candidates) if candidate is not None]
    if not present or not terms:
        return counts
    passages = PassageColumns([candidate.packed for _, candidate in present])
    articles = ArticleColumns([candidate.packed_article for _, candidate in present])
    groups = (passages.terms, passages.heading, passages.heading_again, articles.title, articles.title_again)
    every, wanted = np.concatenate([texts.values for texts in groups]), hashes(terms)
    order = np.argsort(wanted)
    where = among(every, wanted[order])
    rows = np.array([row for row, _ in present])
    owner = np.concatenate([rows] * len(groups)).repeat(np.concatenate([texts.sizes for texts in groups]))[where]
    np.add.at(counts, (owner, order[wanted[order].searchsorted(every[where])]), 1)
    return counts
