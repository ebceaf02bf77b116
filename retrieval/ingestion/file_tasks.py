"""A file that is to be read → the tasks of the processes that read it: one, or one for some lines each."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from retrieval.articles.limits import MEGABYTE
from retrieval.ingestion.reading_process import Item, Task, results
from retrieval.readers import JSON_LINES, Hints, Limits, Problem, can_be_cut, is_packed, order_of_lines, too_large
from retrieval.readers.compression import unpacked
from retrieval.storage.rows import File

PIECE_BYTES = 250_000
"""About this many bytes of lines are a task: half a second of analysis."""

OPENING_BYTES = 1 << 20
"""How many bytes tell whether a file has a record on each line."""

CUT_BYTES = 2 * MEGABYTE
"""A larger file is cut where it can be."""

PLAIN = (".txt", ".md", ".markdown", *JSON_LINES)
"""The endings of files that our own code reads, in time and memory by their size."""

PLAIN_BYTES = 200_000
"""A plain file of up to this many bytes is read in this process, when there is not much to read: starting another takes
as long as analysing about this much. At the worst (a paragraph a letter) that many take 100 MB, and 4 s."""

LONG_TEXT = PLAIN_BYTES
"""An article of this many code points is analysed where it is read, in a process that can be ended."""


class PlaceInFile(NamedTuple):
    """Where a line begins in a file: its number, counted from 1, and the bytes before it."""

    line: int
    offset: int


BEGINNING = PlaceInFile(1, 0)


class Source(NamedTuple):
    """A file that is to be read: its bytes, or, where it is read in pieces, only the path to them.

    `fresh` says that the catalog holds nothing of it yet.
    """

    name: str
    path: Path
    file: File
    data: bytes | None
    hints: Hints
    fresh: bool


def contents(path: str | Path, name: str, size: int, limits: Limits) -> bytes | Problem | None:
    """The bytes of a file; None if it has to be read in pieces, or why it is not read.

    Args:
        path: Where it is.
        name: Its path inside the archive.
        size: How many bytes it has.
        limits: What it may cost.

    Raises:
        OSError: It can't be read.
    """
    if problem := too_large(name, size, limits):
        return None if streamed(path, name) else problem
    # What Python puts between takes longer than reading a small file.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        data = os.read(descriptor, size + 1)
        if len(data) == size:
            return data
        return b"".join([data, *iter(lambda: os.read(descriptor, MEGABYTE), b"")])
    finally:
        os.close(descriptor)


def tasks(
    source: Source, limits: Limits, analysed_from: int | None = 0, start: PlaceInFile = BEGINNING
) -> Iterator[Task]:
    """What is to be done to read a file, in order.

    Args:
        source: The file.
        limits: What it may cost.
        analysed_from: See `Task`; with 0, which is for much to read, nothing is read in this process.
        start: Where a file that is read in pieces is begun.
    """
    name, data = source.name, source.data
    here = analysed_from != 0 and data is not None and len(data) <= PLAIN_BYTES and name.lower().endswith(PLAIN)
    whole = Task(name, data or b"", source.hints, limits, None, None if here else analysed_from, here)
    chunks: Iterator[bytes | Problem]
    if data is None:
        chunks = _chunks(source.path, start.offset)
    elif is_packed(name):
        chunks = unpacked(data, name, limits)
    else:
        chunks = (data[start : start + MEGABYTE] for start in range(0, len(data), MEGABYTE))
    opening = next(chunks, b"")
    if data is not None and (
        len(data) * (10 if is_packed(name) else 1) < CUT_BYTES
        or isinstance(opening, Problem)
        or not can_be_cut(name, opening[:OPENING_BYTES])
    ):
        yield whole
        return
    # Wherever it is begun, the beginning of the file tells.
    first_chunk = opening if start == BEGINNING else next(_chunks(source.path, 0), b"")
    hints = order_of_lines(first_chunk if isinstance(first_chunk, bytes) else b"", source.hints)
    whole = whole._replace(hints=hints)
    for first, piece in _lines(chain([opening], chunks), name, limits, start.line):
        problem = piece if isinstance(piece, Problem) else None
        lines = piece if isinstance(piece, bytes) else b""
        yield whole._replace(
            data=lines, first=first, analysed_from=analysed_from if source.fresh else None, here=False, problem=problem
        )


def is_plain(name: str) -> bool:
    """Whether our own code reads a file of this name, compressed or not."""
    return name.lower().removesuffix(PurePosixPath(name.lower()).suffix if is_packed(name) else "").endswith(PLAIN)


def read_here(source: Source, limits: Limits) -> Iterator[Item]:
    """What a file gives, not analysed, read in this process.

    Args:
        source: The file.
        limits: What it may cost.
    """
    return chain.from_iterable(results(task) for task in tasks(source, limits, None))


def is_cut(path: str | Path, name: str, size: int) -> bool:
    """Whether a file is read in pieces as it lies there, though it may be small enough to be held.

    Args:
        path: Where it is.
        name: Its path inside the archive.
        size: How many bytes it has.
    """
    return size >= CUT_BYTES and name.lower().endswith(tuple(JSON_LINES)) and streamed(path, name)


def streamed(path: str | Path, name: str) -> bool:
    """Whether a file is never held whole: it is cut as it lies there."""
    if is_packed(name):
        return False
    with Path(path).open("rb") as stream:
        return can_be_cut(name, stream.read(OPENING_BYTES))


def _chunks(path: Path, offset: int) -> Iterator[bytes]:
    """The bytes of a file from one of them on, a megabyte at a time."""
    with path.open("rb") as stream:
        stream.seek(offset)
        while chunk := stream.read(MEGABYTE):
            yield chunk


def _lines(
    chunks: Iterable[bytes | Problem], name: str, limits: Limits, number: int
) -> Iterator[tuple[int, bytes | Problem]]:
    """Whole lines of about `PIECE_BYTES`, each lot with the number of its first line; a problem ends them.

    Args:
        chunks: The bytes.
        name: Their file's.
        limits: What a line may cost.
        number: Of the first line.
    """
    rest = b""
    for chunk in chunks:
        if isinstance(chunk, Problem):
            yield number, chunk
            return
        rest += chunk
        while len(rest) >= PIECE_BYTES and (end := rest.rfind(b"\n", 0, PIECE_BYTES) + 1 or rest.find(b"\n") + 1):
            yield number, too_large(f"{name} line {number}", end, limits) or rest[: end - 1]
            number, rest = number + len(rest[:end].split(b"\n")) - 1, rest[end:]
        if problem := too_large(f"{name} line {number}", len(rest), limits):
            yield number, problem
            return
    if rest:
        yield number, rest
