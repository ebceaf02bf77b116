"""Who may use the one cluster that all tests share: many at once, or one alone that kills nodes."""

import fcntl
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir


@contextmanager
def using(addresses: Sequence[str], *, alone: bool = False) -> Iterator[None]:
    """Holds the cluster at some addresses, against the tests of all processes of this machine.

    Who waits to have it alone comes before those who ask later, so that it does not wait for ever.
    """
    door, room = places(addresses)
    with room.open("ab") as inside:
        with door.open("ab") as entrance:
            fcntl.flock(entrance, fcntl.LOCK_EX)
            fcntl.flock(inside, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def places(addresses: Sequence[str]) -> tuple[Path, Path]:
    """The files that are locked: by one who enters, and by those inside."""
    name = hashlib.sha256(",".join(addresses).encode()).hexdigest()[:16]
    door, room = (Path(gettempdir()) / f"pincite-cluster-{name}.{place}" for place in ("door", "room"))
    return door, room
