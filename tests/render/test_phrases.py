"""Counts, days, places, and text that is safe on a terminal."""

import datetime

import pytest

from bot.render.phrases import counted, day_text, place_text, printable
from tests.answers import citation


def test_just_the_control_characters_are_replaced() -> None:
    """Of the first 256 code points C0 and C1 go, the tab and the line feed stay, as does everything else."""
    replaced = {code for code in range(0x180) if printable(f"a{chr(code)}b") == "a\ufffdb"}
    assert replaced == {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}
    assert printable("a b\tc\n“é” 漢🙂") == "a b\tc\n“é” 漢🙂"


@pytest.mark.parametrize(
    ("number", "phrase"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (2_000, "2,000 articles")]
)
def test_counts_have_their_noun(number: int, phrase: str) -> None:
    """One is singular, everything else plural; thousands are apart."""
    assert counted(number, "article") == phrase


def test_days_in_words() -> None:
    """A day is written out without a leading zero; an unknown one is said to be."""
    assert day_text(datetime.date(2024, 3, 6)) == "6 March 2024"
    assert day_text(None) == "no date"


def test_places() -> None:
    """A place has its heading if there is one, its first and last paragraph, and its characters."""
    assert place_text(citation(start=5, end=9)) == "paragraph 2, characters 5-9"
    assert place_text(citation(heading="News", paragraphs=(2, 3, 4), start=0, end=1)) == (
        "“News”, paragraphs 2-4, characters 0-1"
    )
