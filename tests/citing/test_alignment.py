"""The nearest place to some words, and the difference told word by word."""

import pytest

from retrieval.citing.alignment import best_alignment
from retrieval.citing.folding import fold

TEXT = "Rain fell all night. The army should enter the city at once and stop at the river, he said. Then it was dawn."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("should enter the town at once", "should enter the [-town-]{+city+} at once"),
        ("should enter the old city at once", "should enter the [-old-] city at once"),
        ("should enter city at once", "should enter {+the+} city at once"),
        ("Armies should enter the city", "[-Armies-]{+army+} should enter the city"),
        ("enter the city at once and stop at the bridge", "… and stop at the [-bridge-]{+river+}"),
        ("Rain fell all night; the army", "Rain fell all night [-; the-]{+. The+} army"),
    ],
)
def test_difference_is_told_word_by_word(words: str, told: str) -> None:
    """Words taken out, put in and replaced, at the edges too, with a few words around."""
    found = best_alignment(fold(words), fold(TEXT))
    assert found is not None
    assert found.difference == told


def test_place_is_in_code_points_of_the_source() -> None:
    """The place is given in the source, whatever was folded before it."""
    text = "He paused...  then  —  “The  army should\nenter the city.”"
    found = best_alignment(fold("the army should leave the city"), fold(text, case=True))
    assert found is not None
    assert text[found.start : found.end] == "The  army should\nenter the city"
    assert (found.matched, found.words, found.longest_run, found.distance) == (5, 6, 3, 1)


def test_a_sentence_put_in_does_not_lose_the_rest() -> None:
    """The place is longer than the words when something was put into their middle."""
    words = "The army should enter the city at once. It must stop at the river before the night."
    text = words.replace("It must", "Nobody knows why they waited. It must")
    found = best_alignment(fold(words), fold(text))
    assert found is not None
    assert found.difference == "… city at once. {+Nobody knows why they waited.+} It must stop at …"


def test_nothing_in_common_is_nothing() -> None:
    """Where no word is shared there is no nearest place."""
    assert best_alignment(fold("zeppelin"), fold("army city river")) is None
    assert best_alignment(fold("zeppelin"), fold("")) is None
