"""What of an answer or an article fits a screen, so that the best of it is in sight."""

from collections.abc import Callable, Sequence
from itertools import chain

from rich.console import Console, Group, RenderableType
from rich.text import Text

from bot.render.answers import remarks, short_passage
from bot.render.articles import article_text
from bot.render.phrases import counted, shows_no_bold
from retrieval import Answer, Article, paragraphs

BEST_AROUND = (None, 600, 300, 150, 60, 0)
"""Code points on each side of its answer sentence that the first passage is shown with: all of it, else as many as
fit; a screen of 24 lines of 80 has room for 300."""

OTHERS_AROUND = (150, 60, 0)
"""The same of the passages after it: two to five lines of 80."""

BEST_SHARE = 0.7
"""The share of the lines that the first passage may take, so that a second one is in sight as well."""


def screenful(
    answer: Answer, console: Console, lines: int, first: int = 0, most: int | None = None
) -> tuple[RenderableType, int]:
    """The passages of an answer that fit a screen, and how many of the answer's have been shown with them.

    Args:
        answer: The answer.
        console: Says how wide lines are, and whether bold can be seen.
        lines: How many there are; the first passage is shown whatever they are.
        first: How many passages were shown before.
        most: How many passages are shown at most; None for all that fit.
    """
    marks, count = shows_no_bold(console), first
    parts: list[RenderableType] = list(remarks(answer)) if not first else []
    for passage in answer.passages[first:]:
        best, others = count == first, len(answer.passages) > count + 1
        room = lines - _height(parts, console) - others
        if best and others:
            room = min(room, int(BEST_SHARE * lines))
        sizes = [
            [*([Text("")] if parts else []), *short_passage(passage, around, marks=marks)]
            for around in (BEST_AROUND if best else OTHERS_AROUND)
        ]
        fitting = next((size for size in sizes if _height(size, console) <= room), sizes[-1] if best else None)
        if fitting is None:
            break
        parts += fitting
        count += 1
        if most is not None and count - first >= most:
            break
    if more := len(answer.passages) - count:
        parts.append(Text(f"{counted(more, 'more passage')}: :more", style="dim"))
    return Group(*parts), count


def article_screen(
    article: Article,
    title: str,
    marked_numbers: Sequence[int],
    not_indexed: frozenset[int],
    console: Console,
    lines: int,
) -> RenderableType:
    """As many paragraphs of an article as fit a screen, from the marked ones on to both sides; else from its first.

    Args:
        article: The article.
        title: What to show as its title.
        marked_numbers: Numbers of the paragraphs to mark.
        not_indexed: Numbers of those that questions don't find.
        console: Says how wide lines are.
        lines: How many there are.
    """

    def rendered(numbers: range | None) -> RenderableType:
        return article_text(article, title, marked_numbers, not_indexed, marks=shows_no_bold(console), only=numbers)

    count = len(paragraphs(article))
    if _height([rendered(None)], console) <= lines:
        return rendered(None)
    low, high = (min(marked_numbers), max(marked_numbers)) if marked_numbers else (1, 1)
    return rendered(_widest(range(low, high + 1), count, lambda some: _height([rendered(some)], console) <= lines))


def _widest(numbers: range, count: int, fits: Callable[[range], bool]) -> range:
    """Numbers with as many of those after them, and then before them, from 1 to `count`, as fit."""
    for _ in range(count):
        behind = range(numbers.start, numbers.stop + 1)
        before = range(numbers.start - 1, numbers.stop)
        wider = [some for some in (behind, before) if some.start >= 1 and some.stop <= count + 1 and fits(some)]
        if not wider:
            break
        numbers = wider[0] if len(wider) == 1 or len(numbers) % 2 else wider[1]
    return numbers


def _height(parts: Sequence[RenderableType], console: Console) -> int:
    """How many lines of a screen something takes."""
    options = console.options
    return len(list(chain.from_iterable(console.render_lines(part, options, pad=False) for part in parts)))
