"""Whether the files of a tantivy index are as tantivy wrote them.

Each file of a segment ends in a footer: JSON with the CRC-32 of what comes before it, the length of that JSON, and a
magic number (tantivy, src/directory/footer.rs). tantivy itself compares them only when asked to.
"""

import errno
import json
import os
import re
import zlib
from pathlib import Path
from typing import NamedTuple

from retrieval.errors import IndexOutOfDate, MachineError, StateError, blame_machine

CHECKED_BYTES = 64_000_000
"""An index of up to this many bytes is compared whenever it is opened: zlib's CRC-32 takes a second for a gigabyte."""

_REFUSALS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ESTALE),
    *(errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN),
)
_REFUSED = re.compile(rf"(?:os error|code:) ({'|'.join(map(str, _REFUSALS))})\b|No space left|Permission denied")
"""A full disk, one that can only be read or fails, another's file, too many open files, too little memory, no more
threads: as Rust writes them, also in a panic (`Os { code: 11, …`)."""

_OTHER_FIELDS = "schema does not match"
"""What tantivy says about an index that has other fields."""

_MAGIC, _NUMBER_BYTES = 1337, 4
"""Each file of tantivy ends with the length of its footer and this number, in four bytes each (its `footer.rs`)."""

_CHUNK = 1 << 20  # Bytes that are summed at a time.


def is_intact(folder: Path) -> bool:
    """Whether every file of an index that its list names is there and is as it was written.

    Raises:
        StateError: The machine doesn't let them be read.
    """
    try:
        listed = json.loads((folder / "meta.json").read_bytes())["segments"]
        prefixes = {segment["segment_id"].replace("-", "") for segment in listed}
        files = [file for file in folder.iterdir() if file.stem in prefixes and not file.name.endswith(".del")]
        return len({file.stem for file in files}) == len(prefixes) and all(map(_file_is_intact, files))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        try:
            blame_machine(folder, error)
        except MachineError as shortage:
            raise StateError(str(shortage)) from error
        return False


def segments_listed(folder: Path) -> bytes:
    """The list of an index's segments as it is written now; empty if it can't be read."""
    try:
        return (folder / "meta.json").read_bytes()
    except OSError:
        return b""


class Segment(NamedTuple):
    """A part of an index that was written at once: its documents, and how many of them were deleted since."""

    documents: int
    deleted: int

    @property
    def live(self) -> int:
        """How many documents are still there."""
        return self.documents - self.deleted


def segments_in(listed: bytes) -> list[Segment]:
    """The segments of such a list in its order, which is a searcher's; raises `ValueError` where it can't be read."""
    try:
        return [
            Segment(each["max_doc"], each["deletes"]["num_deleted_docs"] if each["deletes"] else 0)
            for each in json.loads(listed)["segments"]
        ]
    except (LookupError, TypeError) as error:
        raise ValueError("this is no list of segments") from error


def none_deleted(listed: bytes) -> bool:
    """Whether no segment of such a list has documents that were deleted and are still in it."""
    try:
        return not any(each.deleted for each in segments_in(listed))
    except ValueError:
        return False


def is_cheap_to_check(folder: Path) -> bool:
    """Whether comparing an index takes a moment only."""
    return sum(file.stat().st_size for file in folder.iterdir()) <= CHECKED_BYTES


class damage_noticed:  # noqa: N801 # it is read as a function that it could be, in a quarter of the time
    """Raises `IndexOutOfDate` for whatever tantivy makes of damaged files: an error, or a panic of Rust's.

    What the system refuses, such as a full disk, is a `StateError`: to build the index anew would not help.
    """

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Nothing is done before."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        # PyO3 has panics inherit from BaseException, and exports no name for them.
        if kind is None or not (
            issubclass(kind, ValueError | OverflowError | SystemError) or kind.__name__ == "PanicException"
        ):
            return
        if match := _REFUSED.search(str(error)):
            reason = os.strerror(int(match[1])) if match[1] else match[0]
            raise StateError(f"The index in {self._folder} can't be used ({reason}).") from error
        if _OTHER_FIELDS in str(error):
            raise IndexOutOfDate(f"The index in {self._folder} is of another version.") from error
        raise IndexOutOfDate(f"The index in {self._folder} is damaged.") from error


def _file_is_intact(file: Path) -> bool:
    """Whether the CRC-32 in a file's footer is that of what comes before it."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(size - 2 * _NUMBER_BYTES, 0))
        length, magic = (int.from_bytes(stream.read(_NUMBER_BYTES), "little") for _ in range(2))
        body = size - 2 * _NUMBER_BYTES - length
        if magic != _MAGIC or body < 0:
            return False
        stream.seek(body)
        checksum = json.loads(stream.read(length))["crc"]
        stream.seek(0)
        crc = 0
        while body:
            chunk = stream.read(min(body, _CHUNK))
            if not chunk:
                return False
            crc, body = zlib.crc32(chunk, crc), body - len(chunk)
    return bool(crc == checksum)
