"""Hours in which somebody wants to be told nothing, by their own clock."""

import datetime

import pytest

from bot.telegram_app.quiet_hours import QuietHours, parsed, zone_named

WINTER = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("22-8", QuietHours(22, 8, "UTC+1")),
        ("22:00 – 08:00", QuietHours(22, 8, "UTC+1")),
        ("13 to 14 Europe/Berlin", QuietHours(13, 14, "Europe/Berlin")),
        ("24-7 +5:30", QuietHours(0, 7, "+5:30")),
        ("off", QuietHours(0, 0, "UTC+1")),
    ],
)
def test_as_people_write_them(written: str, hours: QuietHours) -> None:
    """Hours with or without minutes, a zone by its name or as a difference; without one, the one before."""
    assert parsed(written, "UTC+1") == hours
    assert QuietHours.written(list(hours)) == hours


@pytest.mark.parametrize("written", ["", "tonight", "22", "25-3", "8-8", "22-8 Nowhere/Town", "22-8 +15", "22-8 ../x"])
def test_what_is_not_clear(written: str) -> None:
    """Anything else is not understood, rather than guessed."""
    assert parsed(written) is None


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [
        (QuietHours(22, 8), [22, 23, 0, 7]),
        (QuietHours(13, 15), [13, 14]),
        (QuietHours(0, 0), []),
        (QuietHours(22, 8, "UTC+2"), [20, 21, 22, 23, 0, 5]),
        (QuietHours(22, 8, "Europe/Berlin"), [21, 22, 23, 0, 6]),
        (QuietHours(22, 8, "nonsense"), [22, 23, 0, 7]),
    ],
)
def test_whether_they_hold(hours: QuietHours, quiet: list[int]) -> None:
    """From the first hour to before the last, over midnight too, by the clock of the zone."""
    held = [hour for hour in range(24) if hours.hold(WINTER + datetime.timedelta(hours=hour, minutes=59))]
    assert set(quiet) <= set(held)
    edges = {(hours.clock(WINTER + datetime.timedelta(hours=hour))).hour for hour in held}
    assert edges == {hour % 24 for hour in range(hours.start, hours.end + 24 * (hours.end < hours.start))}


def test_the_clock_is_moved_by_hours() -> None:
    """Around the world and back; a zone with half an hour keeps it."""
    hours = QuietHours(22, 8)
    for _ in range(27):
        hours = hours.shifted(1, WINTER)
    assert hours.zone == "UTC+0:00"
    assert QuietHours(22, 8, "+5:30").shifted(-1, WINTER).zone == "UTC+4:30"
    assert QuietHours(22, 8, "-11").shifted(-2, WINTER).zone == "UTC+14:00"


def test_what_preferences_keep() -> None:
    """Anything but what was kept is none."""
    assert QuietHours.written(None) is None
    assert QuietHours.written([1, 2]) is None
    assert zone_named("GMT") is datetime.UTC
    assert not QuietHours(3, 3).any
    assert QuietHours(3, 4).any
