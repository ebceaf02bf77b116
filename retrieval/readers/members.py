"""Files of files (.zip, .tar and its compressed kinds): each member is read as a file of its own, in memory.

Nothing is unpacked to disk. An archive inside one is read; one inside that is not.
"""

import io
import lzma
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from retrieval.articles.dates import day_order, day_orders, has_compact_days
from retrieval.articles.files import Problem, printable_name
from retrieval.articles.hints import NOBODY, Hints
from retrieval.articles.limits import MEMBERS, Limits
from retrieval.articles.no_articles import HIDDEN_NAMES, is_of_a_program, old_revisions
from retrieval.articles.registries import in_order, may_be_registry, people_for, registry
from retrieval.errors import blame_machine
from retrieval.readers.compression import too_much
from retrieval.readers.sidecars import (
    MOST_OBJECT_BYTES,
    MOST_SIDECAR_BYTES,
    may_be_sidecar,
    of_one_file,
    sidecar,
    sidecar_of_one_file,
)
from retrieval.records import Article, Remark

_DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError),
    *(NotImplementedError, RuntimeError),
)
_HIDDEN = frozenset({"__MACOSX", "node_modules"})

KINDS_NAMED = 12
"""A sentence about an archive names so many kinds of what it holds, the most frequent first."""

MOST_SIDECARS = 4
"""What files say about an archive's members is held while they are read: as much as this many large sidecars."""

ReadMember = Callable[[bytes, str, Hints], Iterator[Article | Problem]]
"""Reads a member's bytes under its name with what is known about it."""


IsRead = Callable[[str, Callable[[], bytes]], bool]
"""Whether a member of a name, and with bytes, is read."""


class _Member(NamedTuple):
    """A file in an archive: its name, its size, its size packed where that is known, and how to get its bytes."""

    name: str
    size: int
    packed: int
    data: Callable[[], bytes]


def members(
    data: bytes, name: str, read: ReadMember, readable: IsRead, limits: Limits, depth: int = 0
) -> Iterator[Article | Problem]:
    """The articles of an archive's members in order, and what is not read of it.

    Args:
        data: The archive's bytes.
        name: Its path inside the folder of articles.
        read: Reads a file's bytes under its name.
        readable: Whether a file of a name has a format that can be read; its bytes are got where the name doesn't tell.
        limits: What it may unpack to, and each of its members.
        depth: How many archives this one is in.
    """
    if depth > 1:
        yield Problem(name, Remark("is an archive inside an archive inside an archive, which is not read"))
        return
    left_out: Counter[str] = Counter()
    unpacked = 0
    try:
        surroundings = _Surroundings(data, limits)
        for number, member in enumerate(_files(data)):
            where = f"{name}/{printable_name(member.name)}"
            if number >= limits.members:
                yield Problem(name, _more_members(limits))
                break
            unpacked += member.size
            if not _is_inside(member.name):
                yield Problem(where, Remark("leads out of its archive, so it is not read"))
            elif _is_hidden(member.name) or member.name in surroundings.sidecars:
                continue
            elif "/_drafts/" in f"/{member.name.lower()}":
                left_out["_drafts"] += 1
            elif member.name in surroundings.old_revisions:
                left_out["old revisions"] += 1
            elif reason := too_much(member.size, member.packed, limits) or too_much(unpacked, len(data), limits):
                yield Problem(where, reason)
            elif not _is_read(member, readable):
                left_out[PurePosixPath(member.name).suffix.lower() or PurePosixPath(member.name).name] += 1
            else:
                yield from _of_member(member, name, where, read, surroundings.hints(member.name))
    except _DAMAGE as error:
        blame_machine(name, error)
        yield Problem(name, Remark("can't be unpacked ({error})", error=str(error)[:120] or type(error).__name__))
    if left_out:
        yield Problem(name, Remark("holds files of kinds that are not read ({kinds})", kinds=_kinds(left_out)))


def _kinds(counted: Counter[str]) -> str:
    """The most frequent kinds of files, with their numbers; files without an ending are each of a kind of their own."""
    counts = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{n} {kind}" for kind, n in counts[:KINDS_NAMED]] + ["…"] * (len(counts) > KINDS_NAMED)
    return printable_name(", ".join(shown)[:300])


def _is_read(member: _Member, readable: IsRead) -> bool:
    """Whether a member is read; one that is damaged, and whose name doesn't tell its kind, isn't."""
    try:
        return readable(member.name, member.data) and not is_of_a_program(member.name, member.data)
    except _DAMAGE as error:
        blame_machine(member.name, error)
        return False


def _more_members(limits: Limits) -> Remark:
    return Remark(
        "has more than {limit} members: the others are not read (raise {variable} to read them)",
        limit=limits.members,
        variable=MEMBERS,
    )


class _Surroundings:
    """What the members of an archive say about each other: its sidecars, and how they write dates in their names."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Looks at all names, and reads the members that are called as sidecars are."""
        names = _names(data, limits)
        alike = of_one_file(
            [each for each in names if not _is_hidden(each)], import_module("retrieval.readers").is_document
        )
        tables = _small_members(data, limits, alike.keys())
        listed = (registry(tables[each], each) for each in tables if may_be_registry(each))
        self._registries = in_order(each for each in listed if each)
        self._day_orders, self._compact = day_orders(names), has_compact_days(names)
        self.old_revisions = _old_revisions(names)
        self.sidecars = {each.name for each in self._registries}
        self._sidecar_fields: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for table in sorted(tables.keys() - self.sidecars, key=lambda it: (it in alike, it.count("/"), it)):
            table_fields = sidecar(tables[table], table, names, ()) if may_be_sidecar(table) else None
            if file_fields := table_fields or sidecar_of_one_file(tables[table], table, alike.get(table, ()), ()):
                self.sidecars.add(table)
                # Of two sidecars the one nearest to a file is heard.
                self._sidecar_fields |= {file: (table, fields) for file, fields in file_fields.fields_by_file.items()}

    def hints(self, name: str) -> Hints:
        """What is known about a member."""
        table, fields = self._sidecar_fields.get(name, ("", {}))
        people = people_for(self._registries, name.rpartition("/")[0]) if self._registries else NOBODY
        day_first = day_order(name, self._day_orders) if self._day_orders else None
        return Hints(day_first, (), fields, table, people, self._compact)


def _old_revisions(names: Collection[str]) -> set[str]:
    """The members that hold a page as it was before."""
    by_folder: dict[str, list[str]] = {}
    for name in names:
        folder, _, own = name.rpartition("/")
        by_folder.setdefault(folder, []).append(own)
    return {f"{folder}/{own}" for folder, files in by_folder.items() for own in old_revisions(folder, files)}


def _names(data: bytes, limits: Limits) -> list[str]:
    """The names of an archive's members, up to where it is damaged, which is said where they are read."""
    names: list[str] = []
    with suppress(*_DAMAGE):
        names += (member.name for member, _ in zip(_files(data), range(limits.members), strict=False))
    return names


def _small_members(data: bytes, limits: Limits, objects: Collection[str]) -> dict[str, bytes]:
    """The members that may tell of others, with their bytes.

    Args:
        data: The archive's bytes.
        limits: What it may unpack to.
        objects: The names of members that may tell of the one that is called like them.
    """
    tables: dict[str, bytes] = {}
    bytes_left = MOST_SIDECARS * MOST_SIDECAR_BYTES
    with suppress(*_DAMAGE):
        for member, _ in zip(_files(data), range(limits.members), strict=False):
            may_tell = member.name in objects or may_be_registry(member.name)
            most = MOST_SIDECAR_BYTES if may_be_sidecar(member.name) else MOST_OBJECT_BYTES * may_tell
            small = member.size <= min(most, bytes_left) and not too_much(member.size, member.packed, limits)
            if small and member.size and (may_tell or not _is_hidden(member.name)):
                with suppress(*_DAMAGE):
                    tables[member.name] = member.data()
                    bytes_left -= member.size
    return tables


def _of_member(member: _Member, name: str, where: str, read: ReadMember, hints: Hints) -> Iterator[Article | Problem]:
    """The articles of a member, as those of the archive's file.

    Args:
        member: The member.
        name: The archive's path.
        where: The member's, the archive's included.
        read: Reads its bytes.
        hints: What is known about it.
    """
    try:
        data = member.data()
    except _DAMAGE as error:
        blame_machine(where, error)
        if "password" in str(error) or "encrypted" in str(error):
            yield Problem(where, Remark("is encrypted: its text can't be read without the password"))
        else:
            yield Problem(where, Remark("can't be unpacked ({error})", error=str(error)[:120] or type(error).__name__))
        return
    for item in read(data, where, hints):
        if isinstance(item, Problem):
            yield item
        else:
            inner = printable_name(member.name)
            yield replace(item, path=name, member=f"{inner}/{item.member}" if item.member else inner)


def _files(data: bytes) -> Iterator[_Member]:
    """The regular files of an archive; links are none."""
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        yield from _of_zip(data)
        return
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            if info.isfile():
                yield _Member(info.name, info.size, info.size, partial(_of_tar, archive, info))


def _of_zip(data: bytes) -> Iterator[_Member]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for info in archive.infolist():
        is_link = info.create_system == 3 and (info.external_attr >> 28) == 0xA
        if not info.is_dir() and not is_link:
            yield _Member(_name(info), info.file_size, info.compress_size, partial(_unzipped, archive, info))


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; where no encoding is told, it is UTF-8 if it can be that."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        return stream.read()


def _of_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(info)
    return stream.read() if stream else b""


def _is_inside(name: str) -> bool:
    """Whether a member's name stays in its archive."""
    parts = name.replace("\\", "/").split("/")
    return bool(name) and parts[0] != "" and ".." not in parts and ":" not in parts[0]


def _is_hidden(name: str) -> bool:
    """Whether a member is hidden, or is in a folder that holds no articles."""
    parts = [part for part in name.split("/") if part != "."]
    return any(part.startswith(HIDDEN_NAMES) or part in _HIDDEN for part in parts)
