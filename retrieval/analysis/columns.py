"""The features of many passages and articles side by side: an array for all takes a fifth of what one for each does.

What `features` packs of a text is a head of numbers and, after it, sections; each is as long as the head says.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.features import Candidate, Sought, hashes
from retrieval.records import Hit

Hashes = NDArray[np.uint32]
Integers = NDArray[np.int64]

# As `features` packs them; nothing is filled up to a word.
_PASSAGE = np.dtype([
    ("terms", "<u2"), ("mentions", "<u2"), ("sentences", "<u2"), ("opening", "u1"), ("heading", "u1"), ("again", "u1"),
    ("heading_opening", "<u4"),
])  # fmt: skip
_ARTICLE = np.dtype([("length", "<u4"), ("terms", "<u2"), ("title", "<u2"), ("again", "<u2")])
_FOUR_BYTES, _TWO_BYTES, _BYTE = np.dtype("<u4"), np.dtype("<u2"), np.dtype(np.uint8)


Matches = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Where the words of a question are among hashed terms, and which word each of these is: (n_matches,) both."""


class _Values(NamedTuple):
    """What `Texts` are made of."""

    values: NDArray[Any]
    sizes: Integers


class Texts(_Values):
    """The values of some texts, one after the other, (n_values,), and how many each text has, (n_texts,)."""

    _matched: tuple[Mapping[str, int], Matches] | None = None

    @cached_property
    def owners(self) -> Integers:
        """Which text each value is of, (n_values,)."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def owners_of(self, places: NDArray[np.intp]) -> Integers:
        """Which text each of a few values is of, by their places, (n_places,): a look-up for each, not for all."""
        return np.asarray(self.sizes.cumsum().searchsorted(places, "right"))

    def matched(self, words: Mapping[str, int], matches: Callable[[Hashes], Matches]) -> Matches:
        """Where some words are among hashed terms: looked for once, as several features of an answer rest on it.

        Args:
            words: The words; other ones are another object.
            matches: Looks for them.
        """
        if self._matched is None or self._matched[0] is not words:
            self._matched = words, matches(self.values)
        return self._matched[1]


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
        bounds = np.empty((len(sections) + 1, len(packed)), np.int64)
        bounds[0] = head.itemsize
        for number, (name, width) in enumerate(sections, 1):
            np.multiply(self.head[name], width, out=bounds[number], dtype=np.int64)
        np.add.accumulate(bounds, axis=0, out=bounds)
        if bounds[-1].tolist() != [*map(len, packed)]:
            raise ValueError("the features of a text have another size than their head says")
        self._packed, self._bounds = packed, bounds
        self._bound_lists: dict[int, list[int]] = {}
        self._cut: dict[int, list[bytes]] = {}

    def of(self, rows: Sequence[int]) -> Self:
        """Those of some of the texts, by their places, in that order."""
        subset = object.__new__(type(self))
        subset.head, subset._bounds = self.head[rows], self._bounds[:, rows]
        subset._packed, subset._bound_lists = [self._packed[row] for row in rows], {}
        subset._cut = {number: [parts[row] for row in rows] for number, parts in self._cut.items()}
        return subset

    def section(self, number: int, kind: np.dtype[Any]) -> NDArray[Any]:
        """The values of one section of all texts, (n_values,)."""
        return np.frombuffer(b"".join(self.cut(number)), kind)

    def cut(self, first: int, number: int = 1) -> list[bytes]:
        """Some sections of each text, one after the other, as they are packed.

        Args:
            first: The first of them.
            number: How many.
        """
        parts = self._cut.get(first) if number == 1 else None
        if parts is None:
            starts, ends = self._bound_list(first), self._bound_list(first + number)
            parts = [each[start:end] for each, start, end in zip(self._packed, starts, ends, strict=True)]
            if number == 1:
                self._cut[first] = parts
        return parts

    def _bound_list(self, number: int) -> list[int]:
        """Where a section starts in each text, which is where the one before it ends."""
        bounds = self._bound_lists.get(number)
        if bounds is None:
            bounds = self._bound_lists[number] = self._bounds[number].tolist()
        return bounds

    def bytes_of(self, first: int, number: int = 1) -> Integers:
        """How many bytes these are, (n_texts,)."""
        return np.asarray(self._bounds[first + number] - self._bounds[first])

    def numbers(self, name: str) -> Integers:
        """A number of the head of each text, (n_texts,)."""
        return np.asarray(self.head[name].astype(np.int64))


class PassageColumns(_Columns):
    """What is stored of some passages, as `PassageFeatures` describes one."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """The columns of packed passages; raises `ValueError` if one is damaged."""
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
    """What is stored of some articles, as `ArticleFeatures` describes one."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """The columns of packed articles; raises `ValueError` if one is damaged."""
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


class Candidates(list[Candidate]):
    """Candidates, and what is kept about them side by side, which is cut into columns once for all who look at it."""

    @cached_property
    def rows(self) -> dict[int, int]:
        """Where each stands, by its key."""
        return {candidate.hit.key: row for row, candidate in enumerate(self)}

    @cached_property
    def passages(self) -> PassageColumns:
        """The columns of the passages, in their order; raises `ValueError` if one is damaged."""
        return PassageColumns([candidate.packed for candidate in self])

    @cached_property
    def articles(self) -> ArticleColumns:
        """The columns of their articles, each once, as they come first; raises `ValueError` if one is damaged."""
        return ArticleColumns(list({candidate.article: candidate.packed_article for candidate in self}.values()))

    @cached_property
    def article_rows(self) -> Integers:
        """Which of the articles each passage is of, (n_candidates,)."""
        return _numbered([candidate.article for candidate in self])[1]


class StoredFeatures:
    """What is stored of some passages and of their articles, side by side."""

    def __init__(
        self, passages: Sequence[tuple[int, int, bool, bytes]], articles: Sequence[tuple[int, int | None, bytes]]
    ) -> None:
        """What was read; raises `ValueError` if it is damaged.

        Args:
            passages: The key of each, its article's, whether it opens that, and the packed features.
            articles: The key of each, its day, and the packed features; passages of others are left out.
        """
        self._article_rows = {article: row for row, (article, _, _) in enumerate(articles)}
        self._articles, self._passages = articles, [row for row in passages if row[1] in self._article_rows]
        self._rows = {key: row for row, (key, _, _, _) in enumerate(self._passages)}
        self._article_columns = ArticleColumns([packed for _, _, packed in articles])
        self._passage_columns = PassageColumns([packed for _, _, _, packed in self._passages])

    def holds(self, hits: Iterable[Hit]) -> bool:
        """Whether all of some hits are among these passages."""
        return self._rows.keys() >= {hit.key for hit in hits}

    def candidates(self, hits: Sequence[Hit]) -> Candidates:
        """Those of some hits that are among these passages, in the order of the hits."""
        present = [(hit, self._rows[hit.key]) for hit in hits if hit.key in self._rows]
        candidates = Candidates()
        for hit, row in present:
            _, article, opens, packed = self._passages[row]
            _, day, packed_article = self._articles[self._article_rows[article]]
            candidates.append(Candidate(hit, article, day, bool(opens), packed, packed_article))
        articles, candidates.article_rows = _numbered([candidate.article for candidate in candidates])
        candidates.passages = self._passage_columns.of([row for _, row in present])
        candidates.articles = self._article_columns.of([self._article_rows[article] for article in articles])
        return candidates

    def term_counts(self, keys: Sequence[int], terms: Sequence[str]) -> Integers:
        """How often passages have some terms, with those of title and heading: (n_passages, n_terms).

        Args:
            keys: The keys of the passages; of those that are not among these it is 0.
            terms: Each of them once.
        """
        passages, articles, n_passages = self._passage_columns, self._article_columns, len(self._passages)
        parts = [*passages.cut(0), *passages.cut(2, 2), *articles.cut(1, 2)]
        sizes = np.concatenate([passages.bytes_of(0), passages.bytes_of(2, 2), articles.bytes_of(1, 2)])
        counts = _term_counts(parts, sizes, n_passages, terms)
        titled = [n_passages + self._article_rows[article] for _, article, _, _ in self._passages]
        in_passages = np.zeros((n_passages + 1, len(terms)), np.int64)
        np.add(counts[:n_passages], counts[titled], out=in_passages[:-1])
        return in_passages[[self._rows.get(key, n_passages) for key in keys]]


def _numbered(articles: Sequence[int]) -> tuple[list[int], Integers]:
    """Articles, each once, in the order in which they come first; and which of these each one is, (n_articles,)."""
    numbers = {article: number for number, article in enumerate(dict.fromkeys(articles))}
    return list(numbers), np.array([numbers[article] for article in articles], np.int64)


def side_by_side(candidates: Sequence[Candidate]) -> Candidates:
    """Candidates side by side, if they aren't so already."""
    return candidates if isinstance(candidates, Candidates) else Candidates(candidates)


def _term_counts(parts: Sequence[bytes], sizes: Integers, n_passages: int, terms: Sequence[str]) -> Integers:
    """How often passages, by themselves, and then the titles of articles have some terms, (n_texts, n_terms).

    Args:
        parts: The packed terms of each passage, those of the heading of each, and those of each title.
        sizes: How many bytes each of them has, (n_parts,).
        n_passages: How many passages there are.
        terms: Each of them once.
    """
    every, term_hashes = np.frombuffer(b"".join(parts), _FOUR_BYTES), hashes(terms)
    order = term_hashes.argsort()
    ascending = term_hashes[order]
    where, number = Sought(ascending).among(every)
    ends = sizes.cumsum() // _FOUR_BYTES.itemsize
    part = ends.searchsorted(where, "right")
    # The heading of a passage is `n_passages` behind it, and so is the title of an article behind its row.
    part[part >= n_passages] -= n_passages
    cell = part * len(terms) + order[number]
    n_texts = len(parts) - n_passages
    return np.bincount(cell, minlength=n_texts * len(terms)).reshape(n_texts, len(terms))
