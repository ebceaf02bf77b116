"""Who says so, by the clause beside a quotation."""

import pytest

from retrieval.citing.cautions.who_says import told_after


@pytest.mark.parametrize("after", [", –.", ", …", ", $.", ", &."])
def test_behind_a_comma_signs_without_a_word_say_nothing(after: str) -> None:
    assert told_after(after, "en", "The weir held") is None
