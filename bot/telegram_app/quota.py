"""How often somebody may do something."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MINUTE = 60.0

WATCHED = 10_000
"""People whose pace is remembered."""


class Quota:
    """At most `limit` of something a minute for each person; a limit of 0 is none."""

    __slots__ = ("_clock", "_limit", "_times")

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def allows(self, person: int) -> bool:
        """Whether this one is within the limit; it counts if it is."""
        if not self._limit:
            return True
        now = self._clock()
        times = self._times.pop(person, None) or deque()
        while times and times[0] <= now - MINUTE:
            times.popleft()
        self._times[person] = times
        if len(self._times) > WATCHED:
            self._times.popitem(last=False)
        if len(times) >= self._limit:
            return False
        times.append(now)
        return True
