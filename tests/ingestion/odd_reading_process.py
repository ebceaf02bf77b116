"""A reading process that does what its lines tell it: hang, crash, swell, run out of something, or give an article.

Or freeze in the middle of sending.
"""

import errno
import os
import signal
import sys
import time
from collections.abc import Iterator

from retrieval.errors import blame_machine
from retrieval.ingestion import reading_process
from retrieval.readers import Problem
from retrieval.records import Article


def obey(data: bytes, name: str, first: int, *_: object) -> Iterator[Article | Problem]:
    """An article for each line that orders nothing."""
    for number, line in enumerate(data.split(b"\n"), first):
        if line == b"hang":
            time.sleep(600)
        elif line == b"freeze":
            os.write(int(sys.argv[1]), (1_000).to_bytes(4, "big") + b"cut short")
            signal.pause()
        elif line == b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif line == b"swell":
            bytearray(10**11)
        elif line == b"few files":
            blame_machine(name, OSError(errno.EMFILE, "Too many open files"))
        elif line == b"little memory":
            os._exit(reading_process.OUT_OF_ALL_MEMORY)
        elif line:
            yield Article(id=str(number), text=line.decode(), path=name, record=number)


def sidecar(data: bytes, *_: object) -> None:
    """No table, but orders."""
    list(obey(data, "", 1))


def main() -> None:
    """Obeys until nobody gives any more."""
    reading_process.read_lines = obey  # type: ignore[attr-defined,assignment]
    reading_process.read = lambda data, name, *_: obey(data, name, 1)  # type: ignore[attr-defined]
    reading_process.sidecar = sidecar  # type: ignore[attr-defined,assignment]
    reading_process.main()
