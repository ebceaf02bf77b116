"""Files of the state that are their owner's alone: their modes, the journal's key, what is set aside when damaged."""

import datetime
import errno
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEY_BYTES = 32
"""The length of the journal's key; BLAKE2b takes up to 64 bytes."""

CHECK_BYTES = 4
"""The length of the CRC-32 after a key, which tells every flipped bit; keys of earlier versions have none."""

_OURS = ("journal.", "telegram-", "history")
"""How the names of the state's own files begin; folders beside them are indexes."""


@contextmanager
def owner_only() -> Iterator[None]:
    """Has the files and folders that are created meanwhile be their owner's alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def private_folder(folder: Path) -> None:
    """Creates a state folder that only its owner may enter, and closes to others what is there already.

    A folder that holds other things than a state's, such as a home, keeps its mode; the state's files in it don't.

    Raises:
        OSError: The folder can't be created.
    """
    try:
        with owner_only():
            folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        folder.stat()  # A link that leads nowhere, or to itself, is told as such.
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
    with suppress(OSError):
        entries = list(folder.iterdir())
        files = [entry for entry in entries if entry.name.startswith(_OURS) and entry.is_file()]
        indexes = [entry for entry in entries if (entry / "catalog.sqlite").exists()]
        for path in (*files, *indexes, *(below for index in indexes for below in index.rglob("*"))):
            _close(path, 0o700 if path.is_dir() else 0o600)
        if len(files) + len(indexes) == len(entries):
            _close(folder, 0o700)


def _close(path: Path, mode: int) -> None:
    """Takes from group and others what they may do with a file or folder, if it is ours to change."""
    now = stat.S_IMODE(path.stat().st_mode)
    if now & 0o077:
        with suppress(OSError):
            path.chmod(now & mode)  # what its owner can only read stays so


def secret_key(path: Path) -> tuple[bytes, str | None]:
    """The secret in a file, and a sentence when it had to be made anew; creates the file when it is missing.

    Raises:
        OSError: The file can't be read, or not be written.
    """
    sentence = None
    try:
        if (key := _whole_key(path)) is not None:
            return key, None
        aside = set_aside(path)
        sentence = (
            f"The journal's key {path} was damaged; it is now {aside.name}, and a new one was made. "
            "Answers given to chats before can be forgotten by their ids, their age or all at once, not by chat."
        )
    except FileNotFoundError:
        pass
    # Whole or not at all: another process that starts now must not read half a key.
    fresh = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(_checked(os.urandom(KEY_BYTES)))
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    return path.read_bytes()[:KEY_BYTES], sentence


def _checked(key: bytes) -> bytes:
    """A key as it is written, with its checksum."""
    return key + zlib.crc32(key).to_bytes(CHECK_BYTES, "big")


def _whole_key(path: Path) -> bytes | None:
    """The key in a file; None when the file is damaged, or something else is in its place.

    Raises:
        FileNotFoundError: There is nothing.
        OSError: It can't be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None  # Reading a pipe or a device may never end.
    except OSError as error:
        if path.is_symlink() and error.errno in (errno.ENOENT, errno.ELOOP):
            return None
        raise
    content = path.read_bytes()
    key = content[:KEY_BYTES]
    return key if len(key) == KEY_BYTES and content in (key, _checked(key)) else None


def set_aside(path: Path) -> Path:
    """Renames a damaged file, with those that SQLite keeps beside it, and returns its new name."""
    stem = path.name.partition(".")[0]
    stamp = f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}"
    aside, number = path.with_name(f"{stem}.damaged-{stamp}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}.damaged-{stamp}-{number}{path.suffix}")
    # Itself last: where the process is killed in between, it still stands there to be set aside.
    for ending in ("-wal", "-shm"):
        move_beside(path, aside, ending)
    path.rename(aside)
    return aside


def move_beside(path: Path, target: Path, ending: str) -> None:
    """Renames what SQLite keeps beside a database, if there is such a file, as the database is or will be renamed.

    Args:
        path: The database under its old name.
        target: The same under its new name.
        ending: That of the file beside it.
    """
    with suppress(FileNotFoundError):
        path.with_name(path.name + ending).rename(target.with_name(target.name + ending))


def set_aside_files(folder: Path) -> list[Path]:
    """The damaged journals of a state folder, and what SQLite keeps beside them."""
    return sorted(folder.glob("journal.damaged-*.sqlite*"))


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file of its owner anew: the old one is there until the new one is whole.

    Raises:
        OSError: It can't be written.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
