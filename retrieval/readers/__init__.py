"""Files → articles: a sibling module for each format, all behind `read`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from retrieval.readers import jsonl, markdown, text
from retrieval.readers.compression import decompressed
from retrieval.readers.dates import day_in_name, day_orders
from retrieval.readers.files import Problem, unexpected
from retrieval.readers.limits import FILE_MB, LIMITS, MEGABYTE, Limits
from retrieval.records import Article, Remark

Reader = Callable[[bytes, str], Iterator[Article | Problem]]


def _when_met(module: str) -> Reader:
    """The reader of a module that is imported with its libraries when the first file of its kind is read."""

    def read(data: bytes, name: str) -> Iterator[Article | Problem]:
        reader: Reader = import_module(f"retrieval.readers.{module}").read
        return reader(data, name)

    return read


FORMATS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".mht"), _when_met("html")),
    ".pdf": _when_met("pdf"),
    ".json": _when_met("json_file"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), _when_met("table")),
    **dict.fromkeys((".eml", ".mbox", ".mbx"), _when_met("mail")),
    **{f".{kind}": _when_met(kind) for kind in ("docx", "odt", "rtf", "epub")},
    **dict.fromkeys((".rss", ".atom", ".xml"), _when_met("feed")),
}
ARCHIVES = (".zip", ".tar", ".tgz", ".txz", ".tbz2")
"""The endings of files of files, each of which is read as if it stood in a folder of that name."""

COMPRESSIONS = (".gz", ".xz")


def readable(name: str) -> bool:
    """Whether a file of this name has a format that can be read."""
    return _format(name) in FORMATS or _format(name) in ARCHIVES


def read(data: bytes, name: str, day_first: bool | None = None, limits: Limits = LIMITS) -> Iterator[Article | Problem]:
    """The articles in a file's bytes, and what could not be read of it; never raises for what the file holds.

    Args:
        data: The file's bytes, still compressed.
        name: Its path inside the archive with `/` between folders. It tells the format, and is the id of an article
            that has no other; an article without a date that is a whole file has the day in its name.
        day_first: Whether 03-04-2024 in the name is 3 April; None when that isn't known.
        limits: What it may cost.

    Raises:
        MemoryError: The file needs more memory than there is now; another time it may be read.
    """
    return _read(data, name, day_first, limits)


def _read(
    data: bytes, name: str, day_first: bool | None, limits: Limits, depth: int = 0
) -> Iterator[Article | Problem]:
    """What `read` gives, of a file that stands in `depth` archives."""
    try:
        content = decompressed(data, name, limits)
        if isinstance(content, Problem):
            yield content
        elif _format(name) in ARCHIVES:
            yield from _members(content, name, day_first, limits, depth)
        else:
            yield from (_dated(item, day_first) for item in FORMATS[_format(name)](content, name))
    except MemoryError:
        raise
    except Exception as error:
        # Whatever an odd file makes a reader raise must cost this file only.
        yield unexpected(name, error)


def _members(data: bytes, name: str, day_first: bool | None, limits: Limits, depth: int) -> Iterator[Article | Problem]:
    """The articles of the files in an archive."""

    def read_member(member: bytes, where: str) -> Iterator[Article | Problem]:
        return _read(member, where, day_first, limits, depth + 1)

    members = import_module("retrieval.readers.members").members
    found: Iterator[Article | Problem] = members(data, name, read_member, readable, depth)
    return found


def read_lines(data: bytes, name: str, first: int) -> Iterator[Article | Problem]:
    """The articles on some lines of a JSON-lines file, of which `first` is the number of the first one."""
    try:
        yield from jsonl.read(data, name, first)
    except MemoryError:
        raise
    except Exception as error:
        yield unexpected(name, error)


def can_be_cut(name: str, opening: bytes) -> bool:
    """Whether a file, unpacked, can be read some lines at a time; `opening` is its first bytes."""
    return FORMATS.get(_format(name)) is jsonl.read and jsonl.has_a_record_a_line(opening)


def is_packed(name: str) -> bool:
    """Whether a file of this name is compressed."""
    return Path(name.lower()).suffix in COMPRESSIONS


def _dated(item: Article | Problem, day_first: bool | None) -> Article | Problem:
    """What a reader gave, an article without a date with that of its file's name."""
    if isinstance(item, Problem) or item.date is not None or item.record is not None:
        return item
    date = day_in_name(item.path, day_first)
    return replace(item, date=date, provenance={**item.provenance, "date": "file name"}) if date else item


def too_large(name: str, size: int, limits: Limits) -> Problem | None:
    """What is wrong with a file of so many bytes; None when it may be read."""
    if size <= limits.file_mb * MEGABYTE:
        return None
    return Problem(
        name, Remark("is larger than {limit} MB (raise {variable} to read it)", limit=limits.file_mb, variable=FILE_MB)
    )


def _format(name: str) -> str:
    """The ending that tells a file's format, without that of its compression."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in COMPRESSIONS else path.suffix


__all__ = [
    "ARCHIVES",
    "COMPRESSIONS",
    "FORMATS",
    "LIMITS",
    "Limits",
    "Problem",
    "can_be_cut",
    "day_orders",
    "is_packed",
    "read",
    "read_lines",
    "readable",
    "too_large",
]
