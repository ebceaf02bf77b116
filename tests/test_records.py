"""The nouns' few functions."""

import datetime

import pytest

from retrieval import parsed_day


@pytest.mark.parametrize(
    "written",
    ["2024-03-16", " 2024/03/16 ", "2024-03-16T23:59:00Z", "2024-03-16 00:00", "20240316", datetime.date(2024, 3, 16)],
)
def test_a_day_is_parsed(written: object) -> None:
    """A day of the calendar is understood with dashes, slashes or neither, and with a time after it."""
    assert parsed_day(written) == datetime.date(2024, 3, 16)


@pytest.mark.parametrize("written", ["", "soon", "2024-02-30", "16-03-2024", "2024-03-167", "2024-03-16x", 5, None])
def test_what_is_not_a_day_is_an_error(written: object) -> None:
    """Whatever is not a day of the calendar raises ValueError and nothing else."""
    with pytest.raises(ValueError, match=r"\S"):
        parsed_day(written)
