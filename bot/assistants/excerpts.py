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
        rows = [row for row in whole["paragraphs"] if row["number"] in numbers]
        return whole | {
            "paragraphs": rows,
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
    excerpted: Sequence[Paragraph] = every[first:last]
    start, end = (
        (excerpted[0].start, excerpted[-1].end) if excerpted and paragraph is not None else (0, len(article.text))
    )
    while end - start > most and len(excerpted) > 1:
        excerpted = _without_the_farthest(excerpted, paragraph)
        start, end = excerpted[0].start, excerpted[-1].end
    is_shortened = len(excerpted) < len(every[first:last])
    notes = (
        [f"There is more: {most:,} characters are given at once; ask for another paragraph."] if is_shortened else []
    )
    if end - start > most:
        end = start + most
        notes = [f"Only the first {most:,} characters of the paragraph are given."]
    return Excerpt(article, excerpted, start, end, paragraph, len(every), tuple(notes))


def _without_the_farthest(paragraphs: Sequence[Paragraph], paragraph: int | None) -> Sequence[Paragraph]:
    """Some paragraphs without the one that stands farthest from the one that was asked for, the last of two."""
    middle = paragraphs[0].number if paragraph is None else paragraph
    return paragraphs[1:] if middle - paragraphs[0].number > paragraphs[-1].number - middle else paragraphs[:-1]
