"""The characters of a printed page → its lines: pages that are turned, and what parts a line."""

import pytest

from retrieval.readers.pdf.lines import _Character, _is_apart, _turned

BOX = (1.0, 2.0, 3.0, 5.0)
"""Left, right, bottom and top of a character, in points."""


@pytest.mark.parametrize(
    ("quarters", "turned"),
    [
        (0, (1.0, 2.0, 3.0, 5.0)),
        (1, (-5.0, -3.0, 1.0, 2.0)),
        (2, (-2.0, -1.0, -5.0, -3.0)),
        (3, (3.0, 5.0, -2.0, -1.0)),
    ],
)
def test_a_box_is_turned_so_that_its_line_runs_to_the_right(
    quarters: int, turned: tuple[float, float, float, float]
) -> None:
    """By quarters of a turn; left stays before right, and bottom below top."""
    assert _turned(BOX, quarters) == turned


def letters(*lefts: float, character: str = "a") -> list[_Character]:
    """Characters of 5 by 10 points beside each other."""
    return [_Character(n, character, left, left + 5, 0.0, 10.0) for n, left in enumerate(lefts)]


@pytest.mark.parametrize(
    ("left", "backwards", "apart"),
    [(12.0, False, False), (60.0, False, True), (-41.0, False, True), (-39.0, False, False), (-20.0, True, False),
     (-60.0, True, True)],
)  # fmt: skip
def test_wide_white_and_a_step_back_part_a_line(left: float, *, backwards: bool, apart: bool) -> None:
    """To the right of a run, or to its left where it runs backwards."""
    assert _is_apart(letters(0.0, 6.0), left, left + 5, 0.0, 10.0, backwards=backwards) == apart


@pytest.mark.parametrize(
    ("character", "left", "apart"),
    [("ב", 55.0, False), ("ב", 20.0, True), ("L", 20.0, False), ("L", -80.0, True), ("1", 20.0, False)],
)
def test_a_latin_word_in_a_line_of_hebrew_begins_at_its_far_end(character: str, left: float, *, apart: bool) -> None:
    """Letters of Hebrew follow close to the left of what is there; a word of others starts where it ends."""
    run = [*letters(106.0, 100.0, character="א"), *letters(88.0, 94.0)]  # to the right of them would be column two
    backwards = character == "ב"
    assert _is_apart(run, left, left + 5, 0.0, 10.0, backwards=backwards) == apart


def test_nothing_is_apart_from_white_or_without_height() -> None:
    """There is nothing to measure by."""
    assert not _is_apart(letters(0.0, character=" "), 90.0, 95.0, 0.0, 10.0, backwards=False)
    assert not _is_apart(letters(0.0), 90.0, 95.0, 10.0, 10.0, backwards=False)


def test_a_figure_that_opens_a_line_that_runs_to_the_left() -> None:
    """It stands at the right end; a number at the other end of the line is one word, however far it is from there."""
    run = [*letters(126.0, character="1"), *letters(110.0, 105.0, character="ر"), *letters(57.0, character="2")]
    assert not _is_apart(run, 65.0, 70.0, 0.0, 10.0, backwards=False)
    assert _is_apart(run, 2.0, 7.0, 0.0, 10.0, backwards=False)
    assert _is_apart(letters(126.0, 132.0), 65.0, 70.0, 0.0, 10.0, backwards=False)
