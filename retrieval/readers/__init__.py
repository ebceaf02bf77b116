"""Files → articles: a sibling module for each format, all after `read`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from retrieval.articles.dates import day_in_name, day_order, day_orders, has_compact_days
from retrieval.articles.files import Problem, unexpected
from retrieval.articles.hints import NO_HINTS, FieldNames, Hints
from retrieval.articles.limits import FILE_MB, LIMITS, MEGABYTE, Limits, under
from retrieval.articles.openings import day_on_line
from retrieval.language.expressions import expression
from retrieval.readers.compression import ARCHIVES, COMPRESSIONS, decompressed, packing
from retrieval.readers.contents import OPENING_BYTES, OPENITI, UNTOLD, form_of
from retrieval.records import Article, Remark

Reader = Callable[[bytes, str], Iterator[Article | Problem]]


RecordReader = Callable[..., Iterator[Article | Problem]]


def _when_met(module: str) -> Callable[..., Iterator[Article | Problem]]:
    """The reader of a module that is imported with its libraries when the first file of its kind is read."""

    def read(*arguments: object, **options: object) -> Iterator[Article | Problem]:
        reader: Callable[..., Iterator[Article | Problem]] = import_module(f"retrieval.readers.{module}").read
        return reader(*arguments, **options)

    return read


XML = {
    **dict.fromkeys((".rss", ".atom", ".xml", ".rdf", ".enex"), "feed"),
    **dict.fromkeys(
        (".tei", ".nxml", ".jats", ".nitf", ".fb2", ".dbk", ".docbook", ".dita", ".sgm", ".sgml", ".opml"), "xml_file"
    ),
}
"""The formats whose documents may name people by keys, and what reads them."""

FORMATS: dict[str, Reader] = {
    **dict.fromkeys((".txt", ".text"), _when_met("text")),
    **dict.fromkeys(
        (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"), _when_met("markup.markdown")
    ),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"), _when_met("html.reader")),
    ".pdf": _when_met("pdf.reader"),
    **dict.fromkeys((".eml", ".emlx", ".mbox", ".mbx"), _when_met("mail")),
    **{f".{kind}": _when_met(kind) for kind in ("docx", "odt", "rtf", "epub")},
    **dict.fromkeys((".docm", ".dotx", ".dotm"), _when_met("docx")),
    **dict.fromkeys((".ott", ".fodt"), _when_met("odt")),
    **{form: _when_met(module) for form, module in XML.items()},
    **dict.fromkeys((".rst", ".rest"), _when_met("markup.rst")),
    ".org": _when_met("markup.org"),
    **dict.fromkeys((".adoc", ".asciidoc"), _when_met("markup.asciidoc")),
    **dict.fromkeys((".tex", ".latex", ".ltx"), _when_met("markup.latex")),
    **dict.fromkeys((".wiki", ".mediawiki", ".wikitext"), _when_met("markup.wiki")),
    **dict.fromkeys((".creole", ".moin", ".twiki", ".foswiki"), _when_met("markup.other_wikis")),
    ".lr": _when_met("markup.lektor"),
    ".textile": _when_met("markup.textile"),
    ".tid": _when_met("markup.tiddlywiki"),
    OPENITI: _when_met("markup.openiti"),
    ".ipynb": _when_met("notebook"),
    **dict.fromkeys((".srt", ".vtt", ".sbv", ".ass", ".ssa", ".ttml", ".dfxp"), _when_met("subtitles")),
}
JSON_LINES = (".jsonl", ".ndjson")
JSON = (*JSON_LINES, ".json")

RECORD_FORMATS: dict[str, RecordReader] = {
    **dict.fromkeys(JSON_LINES, _when_met("jsonl")),
    ".json": _when_met("json_file"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), _when_met("table")),
    ".parquet": _when_met("parquet"),
}
"""The formats with an article in each record, whose fields may be called otherwise."""

EXTRAS = {".parquet": "pyarrow"}
"""The formats that need a package which is not installed with the others."""

PACKAGES = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".epub")
"""The endings of documents that are ZIP files."""


def readable(name: str) -> bool:
    """Whether a file of this name has a format that can be read."""
    form = _format(name)
    has_reader = form in FORMATS or form in RECORD_FORMATS or form in ARCHIVES
    return has_reader and (form not in EXTRAS or why_not(name) is None)


def is_untold(name: str) -> bool:
    """Whether only the bytes of a file of this name tell its format."""
    return _format(name) in UNTOLD


def readable_inside(name: str, opening: bytes) -> bool:
    """Whether the bytes of a file whose name doesn't tell its format are of one that can be read.

    Args:
        name: Its name.
        opening: Its first `OPENING_BYTES`, or all; of a ZIP file all.
    """
    return is_untold(name) and form_of(opening, _format(name), name) is not None


@cache
def _is_installed(package: str) -> bool:
    return find_spec(package) is not None


def why_not(name: str) -> Remark | None:
    """Why a file of this name can't be read though its format is known: what has to be installed for it."""
    package = EXTRAS.get(_format(name))
    if package is None or _is_installed(package):
        return None
    return Remark("needs {package}: pip install {package}", package=package)


def has_records(name: str) -> bool:
    """Whether fields of a file of this name, or of one inside it, may be called otherwise."""
    return _format(name) in RECORD_FORMATS or _format(name) in ARCHIVES


_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
LONGEST_POINTER = 1024
"""What Git leaves in the place of a large file begins so, and has fewer bytes."""


def is_document(name: str) -> bool:
    """Whether a file of this name is read as a document, and not as records or other files."""
    return _format(name) in FORMATS


def read(data: bytes, name: str, hints: Hints = NO_HINTS, limits: Limits = LIMITS) -> Iterator[Article | Problem]:
    """The articles in a file's bytes, and what could not be read of it; never raises for what the file holds.

    Args:
        data: The file's bytes, still compressed.
        name: Its path inside the archive with `/` between folders. It tells the format, and is the id of an article
            that has no other; an article without a date that is a whole file has the day in its name.
        hints: What else is known about it.
        limits: What it may cost.

    Raises:
        MemoryError: The file needs more memory than there is now; another time it may be read.
    """
    return _read(data, name, hints, limits)


def _read(data: bytes, name: str, hints: Hints, limits: Limits, depth: int = 0) -> Iterator[Article | Problem]:
    """What `read` gives, of a file that is in `depth` archives."""
    if not data:
        yield Problem(name, Remark("is empty"))
        return
    try:
        content = decompressed(data, name, limits)
        if isinstance(content, Problem):
            yield content
        elif content.startswith(_POINTER) and len(content) < LONGEST_POINTER:
            yield Problem(name, Remark("is not there, only where Git LFS keeps it (`git lfs pull` gets it)"))
        elif (form := form_of(content, _format(name), name)) in ARCHIVES:
            yield from _members(content, name, hints, limits, depth)
        elif form is None:
            yield Problem(name, Remark("is of a kind that is not known"))
        elif form in PACKAGES and (reason := _swells(content, limits)):
            yield Problem(name, reason)
        else:
            items = under(limits, _reader(form, hints)(content, name))
            # Whatever a file lacks is said, such as rows below the names of a table's columns.
            nothing = Problem(name, Remark("holds no articles"))
            yield from _or_else((_completed(item, hints) for item in items), nothing)
    except MemoryError:
        raise
    except Exception as error:
        # Whatever an odd file makes a reader raise must cost this file only.
        yield unexpected(name, error)


def _swells(data: bytes, limits: Limits) -> Remark | None:
    """Why a document that is a ZIP file is not read: it unpacks to too much."""
    reason: Remark | None = import_module("retrieval.readers.packed").too_much_in(data, limits)
    return reason


def _reader(form: str, hints: Hints) -> Reader:
    """What reads a file of a format, with what is known about it."""
    if form in RECORD_FORMATS:
        reader = RECORD_FORMATS[form]
        options: dict[str, Any] = {"day_first": hints.day_first} if form in JSON else {}
        if form == ".json" and hints.people.names:
            options["people"] = hints.people.names
        return lambda data, name: reader(data, name, hints.names, **options)
    if form in XML and hints.people.names:
        return lambda data, name: _when_met(XML[form])(data, name, people=hints.people.names)
    return FORMATS[form]


def _members(data: bytes, name: str, hints: Hints, limits: Limits, depth: int) -> Iterator[Article | Problem]:
    """The articles of the files in an archive."""
    outer = hints

    def read_member(member: bytes, where: str, hints: Hints) -> Iterator[Article | Problem]:
        day_first = outer.day_first if hints.day_first is None else hints.day_first
        return _read(member, where, replace(hints, day_first=day_first, names=outer.names), limits, depth + 1)

    def is_read(name: str, opening: Callable[[], bytes]) -> bool:
        return readable(name) or (is_untold(name) and readable_inside(name, opening()))

    members = import_module("retrieval.readers.members").members
    nothing = Problem(name, Remark("holds no articles"))
    yield from _or_else(members(data, name, read_member, is_read, limits, depth), nothing)


def _or_else(items: Iterator[Article | Problem], nothing: Problem) -> Iterator[Article | Problem]:
    """Some items, or, if there are none, what is to be said about that."""
    first = next(items, nothing)
    yield first
    yield from items


def read_lines(
    data: bytes, name: str, first: int, hints: Hints = NO_HINTS, limits: Limits = LIMITS
) -> Iterator[Article | Problem]:
    """The articles on some lines of a JSON-lines file.

    Args:
        data: The lines.
        name: The file's path inside the archive.
        first: The number of the first line.
        hints: What else is known about the file.
        limits: What it may cost.
    """
    try:
        yield from under(limits, _when_met("jsonl")(data, name, hints.names, first, hints.day_first))
    except MemoryError:
        raise
    except Exception as error:
        yield unexpected(name, error)


def can_be_cut(name: str, opening: bytes) -> bool:
    """Whether a file, unpacked, can be read some lines at a time; `opening` is its first bytes."""
    if _format(name) not in JSON_LINES:
        return False
    return bool(import_module("retrieval.readers.jsonl").has_a_record_a_line(opening))


def order_of_lines(opening: bytes, hints: Hints) -> Hints:
    """What is known about a JSON-lines file, and whether 03.04.2024 is 3 April in it, as its first records have it."""
    if hints.day_first is not None:
        return hints
    return replace(hints, day_first=import_module("retrieval.readers.jsonl").order_of_records(opening, hints.names))


def is_packed(name: str) -> bool:
    """Whether a file of this name is compressed."""
    return packing(name) is not None


def _completed(item: Article | Problem, hints: Hints) -> Article | Problem:
    """What a reader gave; an article that is a whole file with what is told of it elsewhere, or the day in its name."""
    if isinstance(item, Article) and hints.people.names and item.authors:
        from retrieval.articles.registries import with_names

        item = with_names(item, hints.people)
    if isinstance(item, Problem) or item.record is not None:
        return item
    if hints.sidecar_fields:
        from retrieval.articles.metadata import is_draft, known_fields, normalised

        table = normalised(hints.sidecar_fields)
        if is_draft(hints.sidecar_fields):
            return Problem(item.path, Remark("is marked as a draft in {sidecar}", sidecar=hints.sidecar))
        fields = known_fields(table)
        item = replace(item, **fields, provenance={**item.provenance, **dict.fromkeys(fields, hints.sidecar)})
    if item.date or "date" in item.provenance:
        return item
    if hints.day_first is not None and (date := day_on_line(item.text, hints.day_first)):
        return replace(item, date=date, provenance={**item.provenance, "date": "text"})
    date = day_in_name(item.path, hints.day_first, compact=hints.compact_days)
    return replace(item, date=date, provenance={**item.provenance, "date": "file name"}) if date else item


def too_large(name: str, size: int, limits: Limits) -> Problem | None:
    """What is wrong with a file of that size; None when it may be read.

    Args:
        name: The file's name.
        size: Its bytes.
        limits: What a file may cost.
    """
    if size <= limits.file_mb * MEGABYTE:
        return None
    return Problem(
        name, Remark("is larger than {limit} MB (raise {variable} to read it)", limit=limits.file_mb, variable=FILE_MB)
    )


_NO_ENDING = expression(r"\.(?:(?:19|20)\d\d|(?=\D*\d)[\w-]{9,})")
"""What stands behind the last point of a name that has no ending: a year ("Minutes 12.3.2024"), a shelf mark."""


def _format(name: str) -> str:
    """The ending that tells a file's format, without that of its compression; what has other signs in it is none."""
    stem, ending = _parted(name.lower().rpartition("/")[2])
    ending = _parted(stem)[1] if ending in COMPRESSIONS else ending
    return "" if any(sign in ending for sign in " ,:") or _NO_ENDING.fullmatch(ending) else ending


def _parted(name: str) -> tuple[str, str]:
    """A file's name and its ending, as pathlib parts them, which takes eight times as long."""
    at = name.rfind(".")
    return (name[:at], name[at:]) if 0 < at < len(name) - 1 else (name, "")


__all__ = [
    "ARCHIVES",
    "COMPRESSIONS",
    "FORMATS",
    "JSON_LINES",
    "LIMITS",
    "NO_HINTS",
    "OPENING_BYTES",
    "RECORD_FORMATS",
    "FieldNames",
    "Hints",
    "Limits",
    "Problem",
    "can_be_cut",
    "day_order",
    "day_orders",
    "has_compact_days",
    "has_records",
    "is_document",
    "is_packed",
    "is_untold",
    "order_of_lines",
    "read",
    "read_lines",
    "readable",
    "readable_inside",
    "too_large",
    "why_not",
]
