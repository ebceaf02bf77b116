"""How often somebody may do something."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

MINUTE = 60.0
"""Seconds."""

REMEMBERED_PEOPLE = 10_000
"""People whose last minute is remembered: about 9 MB."""


class Quota:
    """At most `limit` times something a minute for each person; 0 stands for no limit."""

    __slots__ = ("_clock", "_limit", "_times")

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._times: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def allows(self, person: Hashable) -> bool:
        """Whether somebody may do it once more now; it counts if so."""
        if not self._limit:
            return True
        now = self._clock()
        times = self._times.pop(person, None) or deque()
        while times and times[0] <= now - MINUTE:
            times.popleft()
        self._times[person] = times
        if len(self._times) > REMEMBERED_PEOPLE:
            self._times.popitem(last=False)
        if len(times) >= self._limit:
            return False
        times.append(now)
        return True
