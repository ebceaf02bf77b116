"""Titles of works, told from quotations."""

import pytest

from retrieval.citing.drafts.titles import is_title


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("She read ", "The Long Way to Kessen", True),
        ("She read ", "Way Home", True),
        ("She read ", "Kessen", False),
        ("She read ", "The Long way to Kessen", False),
        ("She said ", "The Long Way to Kessen.", False),
        ("She said ", "WE WILL NOT GO", False),
        ("She said ", "the Long Way", False),
        ("the novel ", "The long way to Kessen", True),
        ("the novel ", "the long way to Kessen", False),
        ("the novel ", "The way is long, she said.", False),
        ("the novel says:", "The way is long", False),
        ("der Roman ", "Der lange Weg", True),
        ("le film ", "Le long chemin", True),
        ("la novela ", "El largo camino", True),
        ("роман ", "Долгая дорога", True),
        ("", "Der lange Weg", False),
        ("", "…", False),
    ],
)
def test_what_may_be_a_title(before: str, words: str, *, expected: bool) -> None:
    """Title case, or a capital letter behind what a work is called; never what ends like speech."""
    assert is_title(before, words) is expected
