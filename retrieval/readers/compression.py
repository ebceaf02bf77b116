"""What a compressed file holds, unpacked piece by piece, so that a bomb is stopped while it unpacks."""

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from retrieval.articles.files import Problem
from retrieval.articles.limits import LIMITS, MEGABYTE, UNPACK_RATIO, UNPACKED_MB, Limits
from retrieval.errors import blame_machine
from retrieval.records import Remark

SMALL_BYTES = 16 * MEGABYTE
"""Up to this size no ratio is suspicious: a short file of one repeated line packs well."""

_OPENING = 64
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]+")
"""What the first bytes of a text may be, in whatever encoding of one or more bytes a letter."""

_PIECE = 1 << 20  # Bytes that are unpacked at a time: a bomb is seen after one more than its limit.
_XZ_MEMORY = 256 * MEGABYTE  # `xz -9` takes 65 MB; a header may ask for gigabytes.


ZIPPED = (".zip", ".textpack", ".bear2bk")
"""Endings of ZIP files of other files: of any, of a text with its pictures, of the notes of Bear."""

ARCHIVES = (*ZIPPED, ".tar", ".tgz", ".txz", ".tbz2", ".tbz", ".jex")
"""The endings of files of files, each of which is read as if it stood in a folder of that name."""

COMPRESSIONS = (".gz", ".xz", ".bz2")
"""The endings of one file each, compressed."""

_KINDS = {".gz": "gz", ".tgz": "gz", ".xz": "xz", ".txz": "xz", ".bz2": "bz2", ".tbz2": "bz2", ".tbz": "bz2"}
_ENDINGS = tuple(_KINDS)


def packing(name: str) -> str | None:
    """How a file of this name is compressed; None when it isn't."""
    return _KINDS.get(PurePosixPath(name).suffix.lower()) if name.lower().endswith(_ENDINGS) else None


_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\0"
_BZIP2 = (b"1AY&SY", b"\x17rE8P\x90")
"""What follows the four bytes with which a file of bzip2 begins."""


def packing_inside(data: bytes, name: str) -> str | None:
    """How a file is compressed, by its bytes, whatever its name says; as its name says, where it is damaged.

    Args:
        data: The file's bytes.
        name: Its name: what is called `.gz` may have been unpacked by the browser that fetched it.
    """
    if data.startswith(_GZIP):
        return "gz"
    if data.startswith(_XZ):
        return "xz"
    if data.startswith(b"BZh") and data[4:10] in _BZIP2:
        return "bz2"
    opening = data[:_OPENING]
    return None if opening and _TEXT.fullmatch(opening) and not _XZ.startswith(opening) else packing(name)


def decompressed(data: bytes, name: str, limits: Limits = LIMITS) -> bytes | Problem:
    """A file's content, decompressed.

    Args:
        data: The file's bytes.
        name: Its name.
        limits: What a file may cost.
    """
    if packing_inside(data, name) is None:
        return data
    pieces = []
    for piece in unpacked(data, name, limits):
        if isinstance(piece, Problem):
            return piece
        pieces.append(piece)
    return b"".join(pieces)


def too_much(size: int, packed: int, limits: Limits) -> Remark | None:
    """Why something that unpacks to `size` bytes, from `packed` bytes, is not read; None when it may be.

    Args:
        size: Its bytes unpacked.
        packed: Its bytes packed.
        limits: What a file may cost.
    """
    if size > limits.unpacked_mb * MEGABYTE:
        return Remark(
            "unpacks to more than {limit} MB (raise {variable} to read it)",
            limit=limits.unpacked_mb,
            variable=UNPACKED_MB,
        )
    if size > max(SMALL_BYTES, limits.unpack_ratio * packed):
        return Remark(
            "unpacks to more than {limit} times its size (raise {variable} to read it)",
            limit=limits.unpack_ratio,
            variable=UNPACK_RATIO,
        )
    return None


def unpacked(data: bytes, name: str, limits: Limits) -> Iterator[bytes | Problem]:
    """The pieces of a compressed file's content, and last what is wrong with it, if anything.

    Args:
        data: The file's bytes.
        name: Its name.
        limits: What a file may cost.
    """
    import lzma

    size = 0
    try:
        for piece in _unpacked(data, name):
            size += len(piece)
            if reason := too_much(size, len(data), limits):
                yield Problem(name, reason)
                return
            yield piece
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        blame_machine(name, error)
        why = str(error).rstrip(".") or Remark("it is cut short")
        yield Problem(name, Remark("can't be unpacked ({error})", error=why))


def _unpacked(data: bytes, name: str) -> Iterator[bytes]:
    """The pieces of a file's content, each up to a megabyte."""
    kind = packing_inside(data, name)
    if kind is None or kind == "xz":
        yield from _without_xz(data) if kind else (data,)
        return
    import bz2
    import gzip

    with gzip.GzipFile(fileobj=io.BytesIO(data)) if kind == "gz" else bz2.BZ2File(io.BytesIO(data)) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _without_xz(data: bytes) -> Iterator[bytes]:
    """What the streams of an .xz file hold; whatever follows the first one and is none is left out, as xz does."""
    import lzma

    first = True
    while data or first:
        decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        try:
            piece = decompressor.decompress(data, _PIECE)
        except lzma.LZMAError:
            if first:
                raise
            return
        while True:
            if piece:
                yield piece
            if decompressor.eof:
                break
            if decompressor.needs_input:
                raise EOFError("Compressed data ended before the end-of-stream marker was reached")
            piece = decompressor.decompress(b"", _PIECE)
        data, first = decompressor.unused_data, False
