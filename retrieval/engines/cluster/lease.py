"""The right to write to an archive on a cluster: one program has it at a time, and one that has died loses it.

Clocks of machines are never compared. Who holds the lease changes its document every few seconds; who waits sees by its
own clock that it has not changed for long. Should the holder only have slept, its writes are refused (`Fence`).
"""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from retrieval.engines.cluster.bulk import LEASE_LOST, way_into
from retrieval.engines.cluster.client import Cluster, Stored
from retrieval.engines.cluster.connection import WRITE_SECONDS, Body
from retrieval.engines.cluster.faults import Conflict, NotThere
from retrieval.engines.cluster.mapping import lease_body
from retrieval.errors import ClusterError

LEASE_SECONDS, BEAT_SECONDS = 20.0, 4.0
"""A lease that was not renewed for so long is lost; it is renewed so often. When a node dies, its shards are others'
after one or two seconds, and within a beat another node is asked."""

_LOOK_AGAIN_SECONDS = 1.0  # How often whoever waits for the lease tries.
_WRITER = "writer"


class Lease:
    """The lease of an archive as one program sees it; for one thread at a time."""

    def __init__(
        self,
        cluster: Cluster,
        index: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Takes nothing yet.

        Args:
            cluster: Where it is.
            index: The name of its index, which is made when it is first needed.
            clock: Seconds that go on steadily.
            pause: Waits for a number of seconds.
        """
        self.epoch = 0
        """Of the lease that was taken last: higher than of all before. It is what writes carry."""
        self._cluster, self._index, self._clock, self._pause = cluster, index, clock, pause
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(8)}"
        """What the lease says while this program has it; no other one ever says the same."""
        self._lock = threading.Lock()
        self._mine: Stored | None = None
        self._until = 0.0
        self._seen: tuple[int, int] | None = None
        self._seen_at = 0.0

    @contextmanager
    def held(self, *, wait: bool, ended: str = "") -> Iterator[bool]:
        """Keeps the lease for the body, renewing it in a thread, and tells whether it was to be had.

        Whoever tries without waiting, again and again with the same object, gets the lease of a dead program too.

        Args:
            wait: Waits for a program that holds it, until that ends or has been dead for `LEASE_SECONDS`.
            ended: The holder that has surely ended: if the lease is still its, it is free.

        Raises:
            ClusterError: The cluster can't be used.
        """
        while not (is_ours := self._taken(ended)) and wait:
            self._pause(_LOOK_AGAIN_SECONDS)
        if not is_ours:
            yield False
            return
        stop = threading.Event()
        thread = threading.Thread(target=self._beat, args=(stop,), name="lease", daemon=True)
        thread.start()
        try:
            yield True
        finally:
            stop.set()
            thread.join()
            self._give_back()

    def verify(self) -> None:
        """Raises `LeaseLost` where another program may have the lease by now."""
        if self._mine is None or self._clock() >= self._until:
            raise self._cluster.error(LEASE_LOST)

    def renew(self) -> None:
        """Shows the others that this program lives; if it can't, the lease runs out."""
        with self._lock, suppress(ClusterError):
            if self._mine is not None:
                self._write(self.holder, self._mine)

    def _beat(self, stop: threading.Event) -> None:
        while not stop.wait(BEAT_SECONDS):
            self.renew()

    def _taken(self, ended: str) -> bool:
        """Takes the lease if it is free, or its holder is dead; tells whether it did."""
        record = self._cluster.get(self._index, _WRITER)
        if record is None:
            self._cluster.ensure_index(self._index, lease_body())
            # Higher than all before, also when the index of the lease was deleted: nobody takes it every second.
            self.epoch = int(time.time())
        elif record.source["holder"] in ("", self.holder, ended) or self._is_dead(record):
            self.epoch = int(record.source["epoch"]) + 1
        else:
            return False
        self._write(self.holder, record)
        return self._mine is not None

    def _is_dead(self, record: Stored) -> bool:
        """Whether the lease was not renewed for long, seen from here."""
        state = record.seq_no, record.primary_term
        if state != self._seen:
            self._seen, self._seen_at = state, self._clock()
        return self._clock() - self._seen_at >= LEASE_SECONDS

    def _write(self, holder: str, over: Stored | None) -> None:
        """Writes who holds the lease, if nobody else has written since; without it, it is not ours."""
        sent_at = self._clock()
        source = {"holder": holder, "epoch": self.epoch, "beat": over.source["beat"] + 1 if over else 0}
        try:
            self._mine = self._cluster.put(self._index, _WRITER, source, over=over, seconds=BEAT_SECONDS)
        except Conflict:  # Another program was quicker; or it was written, and the answer was lost.
            there = self._cluster.get(self._index, _WRITER)
            self._mine = there if there and there.source == source else None
        self._until = sent_at + LEASE_SECONDS

    def _give_back(self) -> None:
        """Lets others have it at once."""
        with suppress(ClusterError):
            if self._mine is not None:
                self._write("", self._mine)
        self._mine = None


class Fence:
    """Has some indexes take no documents but those of the program that began to write last.

    Documents come in through an alias that has the epoch of their lease in its name, one at a time for each index. Who
    begins to write opens its own in place of the one before: whoever still writes by that one is refused, however long
    it has slept. Versions alone would not do, as they tell nothing of a key that was never given, or that was taken out
    more than `index.gc_deletes`, a minute, ago. They do for what is taken out: a later document has a higher one.
    """

    def __init__(self, cluster: Cluster, indexes: Sequence[str], epoch: int) -> None:
        """Looks at nothing yet.

        Args:
            cluster: Where they are.
            indexes: Their names, not those of aliases.
            epoch: Of the lease that this program holds.
        """
        self.epoch = epoch
        self._cluster, self._indexes = cluster, indexes
        self._before: dict[str, list[str]] = {}

    def look(self) -> None:
        """Notes who wrote last: before it is made sure, by what nobody else changes meanwhile, that none has since."""
        aliases_of = self._cluster.request("GET", f"/{','.join(self._indexes)}/_alias")
        self._before = {
            index: [alias for alias in aliases_of[index]["aliases"] if alias.startswith(way_into(index, 0)[:-1])]
            for index in self._indexes
        }

    def move(self) -> None:
        """Lets in this program, and nobody else; raises `LeaseLost` if somebody else was let in since `look`."""
        ours = {index: way_into(index, self.epoch) for index in self._indexes}
        actions: list[Body] = []
        for index, before in self._before.items():
            if before != [ours[index]]:
                actions += ({"remove": {"index": index, "alias": alias, "must_exist": True}} for alias in before)
                actions.append({"add": {"index": index, "alias": ours[index]}})
        if not actions:
            return
        try:
            self._cluster.request("POST", "/_aliases", {"actions": actions}, seconds=WRITE_SECONDS)
        except NotThere as error:
            self.look()
            if self._before != {index: [alias] for index, alias in ours.items()}:  # It was done, and the answer lost.
                raise self._cluster.error(LEASE_LOST) from error
