"""Are the files of an archive's state as they were when they were last written? A sum of each one's bytes tells.

Neither SQLite nor tantivy notices a flipped byte when it reads. The sum is that of the file's eight-byte words modulo
2^64, which any one changed word alters: it takes 10 ms for 200 MB, a tenth of what zlib's CRC-32 takes.
"""

import json
import os
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from retrieval.errors import MachineError, machine_blamed

SUMS_FILE = "sums"
"""The file with the sums, in the folder of what it describes; its first line is the CRC-32 of the others."""

_WORD = 8  # Bytes of the numbers that are summed.
_PIECE = 2**20  # Bytes: a file that is mapped as a whole would count as memory of the process.

_lock = threading.RLock()
_users: Counter[str] = Counter()
_kept_open: dict[str, int] = {}
"""How many databases have a file open here, and the descriptor by which it is read besides; by the file's real path.

When a process closes a file, the system lets go of all the locks that it holds on it, SQLite's too, whoever opened it
(https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_). Whichever
other process ended next would delete the log that this one goes on to write to. So it is closed after SQLite is done.
"""

_Sums = dict[str, list[int] | None]
"""The size and the sum of each file, by its name in the folder; None for one that is known to be damaged."""


def use(database: Path | None) -> Callable[[], None]:
    """Notes that SQLite has a file open here, until what this gives is called, once or more often; None: no file."""
    if database is None:
        return lambda: None
    name, is_left = os.path.realpath(database), threading.Event()
    with _lock:
        _users[name] += 1

    def leave() -> None:
        with _lock:
            if is_left.is_set():
                return
            is_left.set()
            _users[name] -= 1
            if not _users[name]:
                del _users[name]
                if name in _kept_open:
                    os.close(_kept_open.pop(name))

    return leave


def put_sums(folder: Path, files: Iterable[Path], damaged: Path | None = None) -> None:
    """Notes files of a folder as they are now; raises OSError if that can't be written.

    Args:
        folder: Where the files and the note of them are.
        files: Those that are sound.
        damaged: One that is not, and never counts as it was.
    """
    sums: _Sums = {file.relative_to(folder).as_posix(): _sum(file) for file in sorted(files)}
    if damaged is not None:
        sums[damaged.relative_to(folder).as_posix()] = None
    content = json.dumps(sums).encode()
    fresh = folder / f"{SUMS_FILE}.new"
    fresh.write_bytes(b"%d\n%s" % (zlib.crc32(content), content))
    fresh.replace(folder / SUMS_FILE)


def take_sums(folder: Path) -> None:
    """Notes that files are about to change; where that can't be written, they can't be either."""
    with suppress(OSError):
        (folder / SUMS_FILE).unlink()


def has_sums(folder: Path) -> bool:
    """Whether files of a folder are noted: then whoever wrote to them last came to the end."""
    return os.path.exists(folder / SUMS_FILE)  # noqa: PTH110 # `Path.exists` raises where a folder can't be entered


class Comparison:
    """The files of a folder, compared with what was noted of them; what was read a moment ago is not read again."""

    def __init__(self, folder: Path) -> None:
        """Compares nothing yet."""
        self.folder = folder
        self._last: tuple[_Sums, object, list[str] | None] | None = None

    def changed(self) -> list[str] | None:
        """The files that are not as they were noted, by their names in the folder; None when none were noted.

        None also where the machine doesn't let them be read: then nobody knows, and nothing is called damaged. What is
        remembered holds as long as every file has the size and the times that it had.
        """
        sums = _noted(self.folder)
        if sums is None:
            return None
        status = [_status(self.folder / name) for name in sums]
        if self._last is None or self._last[:2] != (sums, status):
            self._last = sums, status, _changed(self.folder, sums)
        return self._last[2]

    def holds_in(self, folder: str) -> bool | None:
        """Whether the files of a folder in this one are as they were noted; None if nobody knows."""
        changed_files = self.changed()
        if changed_files is None or self._last is None:
            return None
        noted = {name for name in self._last[0] if name.startswith(f"{folder}/")}
        return noted.isdisjoint(changed_files) if noted else None

    def forget(self) -> None:
        """Reads all of the files the next time: a disk may flip a bit and leave size and times as they are."""
        self._last = None


def _noted(folder: Path) -> _Sums | None:
    """What was noted of the files of a folder; None if nothing was, or it isn't as it was written."""
    try:
        checksum, content = (folder / SUMS_FILE).read_bytes().split(b"\n", 1)
        return json.loads(content) if int(checksum) == zlib.crc32(content) else None
    except (OSError, ValueError):
        return None


def _changed(folder: Path, sums: _Sums) -> list[str] | None:
    try:
        return [name for name, noted in sums.items() if noted is None or _sum_or_none(folder / name) != noted]
    except MachineError:
        return None


def _status(file: Path) -> tuple[int, ...] | None:
    """Which file it is, its size and its times; None if it can't be told."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _sum_or_none(file: Path) -> list[int] | None:
    try:
        with machine_blamed(file):
            return _sum(file)
    except (OSError, ValueError):
        return None


def _sum(file: Path) -> list[int]:
    """The size of a file in bytes and the sum of its words, the last one filled up with zeros."""
    size = total = 0
    with opened_beside(file) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            words = np.frombuffer(piece.ljust(-(-len(piece) // _WORD) * _WORD, b"\0"), "<u8")
            total += int(np.add.reduce(words))
    return [size, total % 2**64]


@contextmanager
def opened_beside(file: Path) -> Iterator[BinaryIO]:
    """A file to be read from its start; one that SQLite has open here stays open afterwards."""
    name = os.path.realpath(file)
    with _lock:
        if name in _users:
            before = _kept_open.get(name)
            if before is None or not os.path.samestat(os.fstat(before), file.stat()):
                # Of a file in whose place another stands the locks matter to nobody.
                _kept_open[name] = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
                if before is not None:
                    os.close(before)
            os.lseek(_kept_open[name], 0, os.SEEK_SET)
            with open(_kept_open[name], "rb", closefd=False) as stream:
                yield stream
            return
    with file.open("rb") as stream:
        yield stream
