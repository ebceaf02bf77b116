"""What fits a screen: as many passages and paragraphs as there is room for, and not a line more."""

from itertools import groupby

import pytest
from rich.console import Console

from bot.render.screen import _height, _widest, article_screen, screenful
from retrieval import Article
from tests.answers import OPENED, answer, passage

CONSOLE = Console(width=80, color_system=None, force_terminal=True)
LONG = f"{'It rained all day long in the valley. ' * 12}{OPENED} {'Ana cheered for a long time. ' * 12}"
FOUR = answer(*(passage(rank, LONG) for rank in range(1, 5)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "heights"),
    [
        (0, [(1, [4, 5, 8, 8]), (2, [9, 12, 13, 15, 16, 19, 22]), (3, [26, 27, 30]), (4, [33, 34, 37])]),
        (1, [(2, [4, 5, 8, 8]), (3, [9, 12, 13, 15, 16, 19, 22]), (4, [25, 26, 29])]),
    ],
)
def test_as_many_passages_as_fit(first: int, heights: list[tuple[int, list[int]]]) -> None:
    """The first always, cut to what there is room for; from five lines on never more than the screen has."""
    shown = []
    for lines in range(1, 40):
        part, count = screenful(FOUR, CONSOLE, lines, first)
        height = _height([part], CONSOLE)
        assert height <= max(lines, 4)
        shown.append((count, height))
    by_count = {count: sorted({height for other, height in shown if other == count}) for count, _ in shown}
    assert by_count == {count: sorted(set(some)) for count, some in heights}
    assert [count for count, _ in groupby(count for count, _ in shown[12:])] == [count for count, _ in heights][1:]


@pytest.mark.parametrize(("first", "most", "shown"), [(0, 1, 1), (0, 2, 2), (1, 2, 3), (3, None, 4), (0, None, 4)])
def test_no_more_passages_than_are_wanted(first: int, most: int | None, shown: int) -> None:
    """Though there is room; how many more there are is said."""
    part, count = screenful(FOUR, CONSOLE, 100, first, most)
    with CONSOLE.capture() as captured:
        CONSOLE.print(part)
    assert count == shown
    more = {0: "", 1: "1 more passage: :more", 2: "2 more passages: :more", 3: "3 more passages: :more"}[4 - shown]
    assert ("more passage" in captured.get()) == bool(more)
    assert more in captured.get()


@pytest.mark.parametrize(
    ("numbers", "count", "most", "widest"),
    [
        (range(5, 6), 9, 4, range(4, 8)),
        (range(5, 6), 9, 3, range(4, 7)),
        (range(5, 6), 9, 1, range(5, 6)),
        (range(5, 6), 5, 4, range(2, 6)),
        (range(1, 2), 9, 4, range(1, 5)),
        (range(2, 3), 3, 9, range(1, 4)),
        (range(1, 2), 1, 9, range(1, 2)),
        (range(4, 6), 9, 3, range(3, 6)),
    ],
)
def test_what_is_marked_is_in_the_middle(numbers: range, count: int, most: int, widest: range) -> None:
    """One more behind it and before it in turn, up to the first and the last, as long as all of it fits."""
    assert _widest(numbers, count, lambda some: len(some) <= most) == widest


def test_an_article_that_fits_is_shown_whole() -> None:
    """One line less, and its last paragraph is left out, as nothing is marked."""
    article = Article("a.txt", "\n\n".join(f"Words of paragraph {number}." for number in range(1, 7)), title="A")

    def shown(lines: int) -> str:
        with CONSOLE.capture() as captured:
            CONSOLE.print(article_screen(article, "A", (), frozenset(), CONSOLE, lines))
        return captured.get()

    whole = shown(1_000)
    height = len(whole.splitlines())
    assert shown(height) == whole
    assert all(f"paragraph {number}." in whole for number in range(1, 7))
    assert "paragraph 1." in shown(height - 1)
    assert "paragraph 6." not in shown(height - 1)
    assert "paragraph 1." in shown(1)
