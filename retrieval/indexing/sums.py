"""Are the files of an archive's state as they were when they were last written? A sum of each one's bytes tells.

Neither SQLite nor tantivy notices a flipped byte when it reads. The sum is that of the file's eight-byte words modulo
2^64, which any one changed word alters: it takes 10 ms for 200 MB, a tenth of what zlib's CRC-32 takes.
"""

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

from retrieval.errors import MachineError, machine_blamed

NAME = "sums"
"""The file with the sums, in the folder of what it tells of; its first line is the CRC-32 of the others."""

_WORD = 8


def put_sums(folder: Path, files: Iterable[Path], damaged: Path | None = None) -> None:
    """Notes files of a folder as they are now; raises OSError where that can't be written.

    Args:
        folder: Where the files and the note of them are.
        files: Those that are sound.
        damaged: One that is not, and never counts as it was.
    """
    sums: dict[str, list[int] | None] = {file.relative_to(folder).as_posix(): _sum(file) for file in sorted(files)}
    if damaged is not None:
        sums[damaged.relative_to(folder).as_posix()] = None
    written = json.dumps(sums).encode()
    fresh = folder / f"{NAME}.new"
    fresh.write_bytes(b"%d\n%s" % (zlib.crc32(written), written))
    fresh.replace(folder / NAME)


def take_sums(folder: Path) -> None:
    """Notes that files are about to change; where that can't be written, they can't be either."""
    with suppress(OSError):
        (folder / NAME).unlink()


def changed_files(folder: Path) -> list[str] | None:
    """The files of a folder that are not as they were noted, by their names in it; None when none were noted.

    None also where the machine doesn't let them be read: then nobody knows, and nothing is called damaged.
    """
    try:
        checksum, written = (folder / NAME).read_bytes().split(b"\n", 1)
        if int(checksum) != zlib.crc32(written):
            return None
        sums = json.loads(written)
    except (OSError, ValueError):
        return None
    try:
        return [name for name, noted in sums.items() if noted is None or _sum_or_none(folder / name) != noted]
    except MachineError:
        return None


def _sum_or_none(file: Path) -> list[int] | None:
    try:
        with machine_blamed(file):
            return _sum(file)
    except (OSError, ValueError):
        return None


def _sum(file: Path) -> list[int]:
    """The size of a file in bytes and the sum of its words, the last one filled up with zeros."""
    size = file.stat().st_size
    whole = size // _WORD
    words = np.memmap(file, "<u8", "r", shape=(whole,)) if whole else np.zeros(0, "<u8")
    with file.open("rb") as stream:
        stream.seek(whole * _WORD)
        rest = int.from_bytes(stream.read(), "little")
    return [size, (int(np.add.reduce(words)) + rest) % 2**64]
