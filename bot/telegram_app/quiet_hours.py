"""The hours in which somebody wants no news, by their own clock."""

import datetime
import re
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

DAY_HOURS = 24

_HOURS = re.compile(r"(\d{1,2})(?::00)?\s*(?:-|–|—|to|bis|a|à|до)\s*(\d{1,2})(?::00)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?::?(00|15|30|45))?", re.IGNORECASE)


class QuietHours(NamedTuple):
    """From the hour `start` to before `end`, over midnight where that is earlier; `zone` as `zone_named` takes it.

    With `start` and `end` the same, no hour is quiet: only the zone is known.
    """

    start: int
    end: int
    zone: str = "UTC"

    @classmethod
    def written(cls, value: object) -> Self | None:
        """The quiet hours that preferences keep as a list; None if there are none."""
        if not isinstance(value, list) or len(value) != len(cls._fields):
            return None
        return cls(int(value[0]), int(value[1]), str(value[2]))

    @property
    def any(self) -> bool:
        """Whether some hour is quiet."""
        return self.start != self.end

    def hold(self, now: datetime.datetime) -> bool:
        """Whether a time is in them."""
        hour = self.clock(now).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def clock(self, now: datetime.datetime) -> datetime.datetime:
        """A time as the person's clock shows it."""
        return now.astimezone(zone_named(self.zone) or datetime.UTC)

    def shifted(self, hours: int, now: datetime.datetime) -> "QuietHours":
        """The same hours by a clock that is this many hours ahead."""
        offset = self.clock(now).utcoffset() or datetime.timedelta()
        minutes = int(offset.total_seconds() // 60) + 60 * hours
        # From the westernmost to the easternmost time of day there is.
        minutes = (minutes + 12 * 60) % (27 * 60) - 12 * 60
        sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
        return self._replace(zone=f"UTC{sign}{minutes // 60}:{minutes % 60:02}")


def zone_named(name: str) -> datetime.tzinfo | None:
    """The zone that is written as `Europe/Berlin`, `UTC+2` or `+5:30`; None if there is none such."""
    if match := _OFFSET.fullmatch(name.strip()):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours <= 14:  # Kiribati
            offset = datetime.timedelta(hours=hours, minutes=minutes)
            return datetime.timezone(-offset if match[1] == "-" else offset)
        return None
    if name.strip().upper() in ("UTC", "GMT", "Z"):
        return datetime.UTC
    try:
        return ZoneInfo(name.strip())
    except (KeyError, ValueError, OSError):  # no such zone, or no name of one
        return None


def parsed(text: str, zone: str = "UTC") -> QuietHours | None:
    """The quiet hours that somebody writes, such as `22-8`, `22:00-08:00 Europe/Berlin`; None if they are not clear.

    Args:
        text: What was written; `off` stands for none.
        zone: The zone to take if none is written.
    """
    words = " ".join(text.split())
    if words.casefold() in ("off", "aus", "no", "non", "нет"):
        return QuietHours(0, 0, zone)
    match = _HOURS.match(words)
    if match is None:
        return None
    start, end = int(match[1]) % DAY_HOURS, int(match[2]) % DAY_HOURS
    zone_name = words[match.end() :].strip() or zone
    if int(match[1]) > DAY_HOURS or int(match[2]) > DAY_HOURS or start == end or zone_named(zone_name) is None:
        return None
    return QuietHours(start, end, zone_name)
