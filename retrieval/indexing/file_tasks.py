"""A file that is to be read → the tasks of the processes that read it: one, or one for some lines each."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from retrieval.indexing.catalog import File
from retrieval.indexing.reading_process import Task
from retrieval.readers import Hints, Limits, Problem, can_be_cut, is_packed, too_large
from retrieval.readers.compression import unpacked
from retrieval.readers.limits import MEGABYTE

PIECE_BYTES = 500_000
"""About so many bytes of lines are a task: a second of analysis."""

OPENING_BYTES = 1 << 20
"""So many bytes tell whether a file has a record on each line."""

CUT_BYTES = 2 * MEGABYTE
"""A larger file is cut where it can be."""


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


def tasks(source: Source, limits: Limits) -> Iterator[Task]:
    """What is to be done to read a file, in order."""
    name, data = source.name, source.data
    whole = Task(name, data or b"", source.hints, limits, None, analysed=True)
    chunks: Iterator[bytes | Problem]
    if data is None:
        chunks = _chunks(source.path)
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
    for first, piece in _lines(chain([opening], chunks), name, limits):
        problem = piece if isinstance(piece, Problem) else None
        lines = piece if isinstance(piece, bytes) else b""
        yield whole._replace(data=lines, first=first, analysed=source.fresh, problem=problem)


def streamed(path: Path, name: str) -> bool:
    """Whether a file is never held whole: it is cut as it lies there."""
    if is_packed(name):
        return False
    with path.open("rb") as stream:
        return can_be_cut(name, stream.read(OPENING_BYTES))


def _chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as stream:
        while chunk := stream.read(MEGABYTE):
            yield chunk


def _lines(chunks: Iterable[bytes | Problem], name: str, limits: Limits) -> Iterator[tuple[int, bytes | Problem]]:
    """Whole lines of about `PIECE_BYTES`, each lot with the number of its first line; a problem ends them."""
    number, rest = 1, b""
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
