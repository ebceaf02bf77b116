"""The seals of what is stored of an article."""

import pytest

from retrieval.storage.seals import content


@pytest.mark.parametrize("heading", [None, "The Weir", ""])
def test_a_passage_has_the_seal_that_it_was_put_in_with(heading: str | None) -> None:
    """Read as bytes, in a tuple of SQLite's, it comes to the same as the texts that were stored."""
    put = [1, 2, heading, 30, 400, b"features", b"sentences"]
    read = tuple(value.encode() if isinstance(value, str) else value for value in put)
    assert content((), (), [put]) == content((), (), [read])
    for place, other in ((0, 2), (1, None), (2, b"Weir"), (4, 401), (5, b"feature"), (6, b"ssentences")):
        changed = [*read[:place], other, *read[place + 1 :]]
        assert content((), (), [changed]) != content((), (), [read])


def test_a_number_is_not_its_figures() -> None:
    """What a flipped bit makes a text of is another thing."""
    read = (1, 2, b"x", 30, 400, b"f", b"s")
    assert content((), (), [read]) != content((), (), [(b"1", *read[1:])])
