"""Some paragraphs of an article, as many as a tool gives at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.render.articles import article_json
from retrieval import Article, NotFound, Paragraph, paragraphs

MOST_CHARACTERS = 20_000
"""Characters of an article that are given at once: some 5,000 tokens, a fifth of what assistants take from a tool."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring paragraphs of an article: its text from `start` to `end`.

    `marked` is the number of the paragraph that was asked for, if one was; `count` is how many there are in all.
    """

    article: Article
    paragraphs: Sequence[Paragraph]
    start: int
    end: int
    marked: int | None
    count: int
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words, as the article has them."""
        return self.article.text[self.start : self.end]

    def as_json(self, not_indexed: Collection[int], notes: Sequence[str]) -> dict[str, Any]:
        """The article as plain values, its text and paragraphs those of the excerpt; offsets are the article's."""
        whole = article_json(self.article, not_indexed)
        numbers = {paragraph.number for paragraph in self.paragraphs}
        shown = [row for row in whole["paragraphs"] if row["number"] in numbers]
        return whole | {
            "paragraphs": shown,
            "text": self.text,
            "text_start": self.start,
            "paragraph_count": self.count,
            "notes": [*self.notes, *notes],
        }


def excerpt(article: Article, paragraph: int | None, around: int, most: int = MOST_CHARACTERS) -> Excerpt:
    """A paragraph with those around it, or the article from its beginning; as many as there is room for.

    Args:
        article: The article.
        paragraph: The number of the paragraph; None: from the first.
        around: How many paragraphs before and after it.
        most: Characters at most.

    Raises:
        NotFound: There is no such paragraph.
    """
    every = paragraphs(article)
    first, last = 0, len(every)
    if paragraph is not None:
        place = next((place for place, each in enumerate(every) if each.number == paragraph), None)
        if place is None:
            there = f"its paragraphs are 1 to {every[-1].number}" if every else "it has none"
            raise NotFound(f"{article.id!r} has no paragraph {paragraph}; {there}.")
        first, last = max(0, place - around), place + around + 1
    wanted: Sequence[Paragraph] = every[first:last]
    start, end = (wanted[0].start, wanted[-1].end) if wanted and paragraph is not None else (0, len(article.text))
    while end - start > most and len(wanted) > 1:
        wanted = _without_the_farthest(wanted, paragraph)
        start, end = wanted[0].start, wanted[-1].end
    cut = len(wanted) < len(every[first:last])
    notes = [f"There is more: {most:,} characters are given at once; ask for another paragraph."] if cut else []
    if end - start > most:
        end = start + most
        notes = [f"Only the first {most:,} characters of the paragraph are given."]
    return Excerpt(article, wanted, start, end, paragraph, len(every), tuple(notes))


def _without_the_farthest(wanted: Sequence[Paragraph], paragraph: int | None) -> Sequence[Paragraph]:
    """Some paragraphs without the one that stands farthest from the one that was asked for, the last of two."""
    middle = wanted[0].number if paragraph is None else paragraph
    return wanted[1:] if middle - wanted[0].number > wanted[-1].number - middle else wanted[:-1]
