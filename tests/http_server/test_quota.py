"""The quota: so many times a minute for each person."""

import pytest

from bot.http_server import quota
from bot.http_server.quota import Quota


class Clock:
    """Seconds that pass when told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_as_often_as_the_limit(clock: Clock) -> None:
    """The last time within the limit is allowed, the next is not, and does not count; others have their own."""
    quota = Quota(2, clock)
    assert [quota.allows(7) for _ in range(4)] == [True, True, False, False]
    assert quota.allows(8)


def test_a_time_is_over_after_a_minute(clock: Clock) -> None:
    """Each time counts for a minute, to the second."""
    quota = Quota(2, clock)
    quota.allows(7)
    clock.now += 20
    quota.allows(7)
    clock.now = 1059.9
    assert not quota.allows(7)
    clock.now = 1060
    assert [quota.allows(7), quota.allows(7)] == [True, False]
    clock.now = 1080
    assert [quota.allows(7), quota.allows(7)] == [True, False]


def test_no_limit(clock: Clock) -> None:
    """A limit of 0 is none."""
    assert all(Quota(0, clock).allows(7) for _ in range(100))


def test_who_was_away_longest_is_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many people are remembered as there is room for; the one who came longest ago gives way."""
    monkeypatch.setattr(quota, "REMEMBERED_PEOPLE", 2)
    one = Quota(1, clock)
    assert [one.allows(person) for person in (7, 8, 7, 8)] == [True, True, False, False]
    one.allows(7)
    assert one.allows(9)
    assert [one.allows(person) for person in (7, 9)] == [False, False]
    assert one.allows(8)
