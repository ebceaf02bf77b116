"""PDF: one file, one article, with the page of each paragraph.

pdfium tells where each character stands; a file that it can't open is tried with pypdf, which gives lines only.
"""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdfium2 import raw

from retrieval.articles.date_lines import filed_day
from retrieval.articles.dates import day_in_name
from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, one_line
from retrieval.articles.openings import day_on_line
from retrieval.readers.pdf.layout import Laid, bare, laid_out
from retrieval.readers.pdf.lines import UNSEEN, lines_of
from retrieval.readers.pdf.tables import Line
from retrieval.readers.properties import by_properties
from retrieval.readers.rows import TableRow
from retrieval.records import Article, Remark

_MADE_THEN = "document properties"

READER = "pdf 20"
"""The name of this reader with its number, raised whenever the same file would give another text."""

FEWEST_CHARACTERS = 3
"""A document has text when it has this many letters a page in the mean; a scan has a stamp at most."""

_DAMAGE = (
    *(PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError),
    *(NotImplementedError, ZeroDivisionError, AssertionError, DependencyError),
)
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
LOOKED_AT = 100
"""Of so many characters on a page, evenly spread, it is asked whether their font tells which letters they are."""

MOST_PICTURES = 20
"""How many pictures of a page without text are looked at; a scan is one, or some strips."""

MOST_HEADINGS = 5_000
"""How many entries of an outline are read."""

MOST_NAMED = 20
"""How many pages are named."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a PDF; one that is encrypted, or holds pictures of pages only, is named."""
    try:
        extracted = _by_pdfium(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            yield Problem(name, Remark("is encrypted: its text can't be read without the password"))
            return
        item = _by_pypdf(data)
        if isinstance(item, Remark):
            yield Problem(name, item)
            return
        extracted = item
    if extracted.lost:
        extracted = _by_their_tree(extracted, data)
    letters = _letters(extracted.pages)
    filled = _filled_in(data) if b"/AcroForm" in data else ""
    unread = len(extracted.scanned) + len(extracted.lost)
    if (letters < FEWEST_CHARACTERS * (len(extracted.pages) - unread) or not letters) and not filled:
        yield Problem(name, _why_without_text(extracted))
        return
    if extracted.scanned:
        numbers = ", ".join(map(str, extracted.scanned[:MOST_NAMED]))
        yield Problem(name, Remark("has pages that need text recognition (OCR) first ({pages})", pages=numbers))
    if extracted.lost:
        numbers = ", ".join(map(str, extracted.lost[:MOST_NAMED]))
        yield Problem(name, Remark("has pages that can't be read ({pages})", pages=numbers))
    laid = laid_out(extracted.pages, extracted.outline)
    if filled:
        laid = laid._replace(text=f"{laid.text}\n\n{filled}".strip())
    yield from entries(_article(laid, extracted.properties, name))


def _why_without_text(extracted: "_Read") -> Remark:
    """Why a document has no text: only of one that shows something it is true that recognising letters would help."""
    if len(extracted.lost) == len(extracted.pages):
        return Remark("has no pages that can be read")
    if extracted.untold:
        return Remark("doesn't tell the letters of its fonts: it needs text recognition (OCR) first")
    if not extracted.shows_something:
        return Remark("has no text")
    return Remark("is a scan without text: it needs text recognition (OCR) first")


def _letters(pages: list[list[Line]]) -> int:
    return sum(character.isalnum() for page in pages for line in page for character in line.text)


def _by_their_tree(extracted: "_Read", data: bytes) -> "_Read":
    """A document of which pdfium can't read all pages that it counts: it may count too many, or pypdf finds more.

    Args:
        extracted: What pdfium reads.
        data: The file's bytes.
    """
    item = _by_pypdf(data)
    if isinstance(item, Remark):
        return extracted
    if _letters(item.pages) > _letters(extracted.pages):
        return item
    # All that its tree leads to is read.
    is_there = [n for n in range(1, len(extracted.pages) + 1) if n not in set(extracted.lost) or n <= len(item.pages)]
    return extracted._replace(
        pages=[extracted.pages[n - 1] for n in is_there], lost=tuple(n for n in extracted.lost if n <= len(item.pages))
    )


def _article(laid: Laid, properties: dict[str, Any], name: str) -> Article:
    created = _MADE.match(str(properties.get("CreationDate") or ""))
    fields = {
        "title": properties.get("Title"),
        "authors": properties.get("Author"),
        "created": "-".join(created.groups()) if created else None,
    }
    article = by_properties(
        fields, name, laid.text, id=name, headings=laid.headings, lines=(), pages=laid.pages, reader=READER
    )
    if article.provenance.get("date", _MADE_THEN) != _MADE_THEN:
        return article
    if day_in_name(name):
        return article
    if filed := filed_day(laid.text):
        return replace(article, date=filed, provenance={**article.provenance, "date": "text"})
    days = {day for head in laid.heads if (day := day_on_line(head) or filed_day(head))}
    if len(days) != 1:
        return article
    return replace(article, date=days.pop(), provenance={**article.provenance, "date": "running head"})


class _Read(NamedTuple):
    """What a program sees of a document.

    The lines of each page, the document's properties, its outline, and the pages that can't be read: pictures without
    text, and, also by themselves in `untold`, those whose fonts don't tell which letters they show; `lost` are those
    that are counted but can't be opened. `shows_something` says whether there is anything on any page.
    """

    pages: list[list[Line]]
    properties: dict[str, Any]
    outline: frozenset[str] = frozenset()
    scanned: tuple[int, ...] = ()
    untold: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    shows_something: bool = True


def _by_pdfium(data: bytes) -> _Read:
    """A document as pdfium sees it.

    Raises:
        pypdfium2.PdfiumError: The file is encrypted or damaged.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        pages, scanned, untold, lost = list[list[Line]](), list[int](), list[int](), list[int]()
        names: list[TableRow] = []
        shows_something = False
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                lost.append(number + 1)
                pages.append([])
                continue
            shows_something = shows_something or next(page.get_objects(max_depth=1), None) is not None
            text_page = page.get_textpage()
            if _tells_no_letters(text_page):
                untold.append(number + 1)
                pages.append([])
            else:
                pages.append(lines_of(text_page, page, names))
            if not pages[-1] and (number + 1 in untold or _is_a_picture(page)):
                scanned.append(number + 1)
            text_page.close()
            page.close()
        unread = tuple(scanned), tuple(untold), tuple(lost)
        return _Read(pages, _metadata(document), _outline(document), *unread, shows_something)
    finally:
        document.close()


def _tells_no_letters(text_page: pypdfium2.PdfTextPage) -> bool:
    """Whether most characters on a page are of fonts that don't tell their letters: other signs would be read."""
    count = text_page.count_chars()
    looked_at = range(0, count, max(1, count // LOOKED_AT))
    errors: int = sum(raw.FPDFText_HasUnicodeMapError(text_page, n) == 1 for n in looked_at)
    return 2 * errors > len(looked_at)


def _metadata(document: Any) -> dict[str, Any]:
    """A document's properties; none where they are damaged."""
    try:
        return dict(document.get_metadata_dict())
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return {}


def _outline(document: Any) -> frozenset[str]:
    """The titles in a document's outline, which are its headings, as they are compared."""
    try:
        return frozenset(bare(item.get_title()) for item in islice(document.get_toc(), MOST_HEADINGS))
    except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
        return frozenset()


def _is_a_picture(page: Any) -> bool:
    """Whether a picture fills most of a page."""
    width, height = page.get_size()
    try:
        for picture in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2), MOST_PICTURES):
            left, bottom, right, top = picture.get_bounds()
            if (right - left) * (top - bottom) > width * height / 2:
                return True
    except pypdfium2.PdfiumError:
        return False
    return False


def _is_encrypted_by_aes(reader: PdfReader) -> bool:
    """Whether only another package could decrypt a document: its text must not depend on what else is installed."""
    if not reader.is_encrypted:
        return False
    encryption: Any = reader.trailer["/Encrypt"].get_object()
    methods = encryption.get("/CF", {}).values()
    return any(str(method.get_object().get("/CFM")).startswith("/AES") for method in methods)


def _filled_in(data: bytes) -> str:
    """What was typed into the fields of a form, a paragraph each."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        fields = {} if _is_encrypted_by_aes(reader) else reader.get_fields() or {}
        filled = ((str(name).rpartition(".")[2], one_line(field.get("/V"))) for name, field in fields.items())
        return "\n\n".join(f"{name}: {value.removeprefix('/')}" for name, value in filled if value and value != "/Off")
    except _DAMAGE:
        return ""


def _by_pypdf(data: bytes) -> _Read | Remark:
    """A document as pypdf sees it, without columns; or why it can't be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return Remark("is encrypted: its text can't be read without the password")
        pages = [_typed(page.extract_text()) for page in reader.pages]
        properties = {key.removeprefix("/"): str(value) for key, value in (reader.metadata or {}).items()}
    except _DAMAGE as error:
        return Remark("is damaged, or not what its name says ({error})", error=str(error)[:120] or type(error).__name__)
    return _Read(pages, properties)


def _typed(text: str) -> list[Line]:
    """Lines of a text as if they were typed below each other."""
    lines = [" ".join(line.translate(UNSEEN).split()) for line in text.replace("\u00ad\n", "").split("\n")]
    return [Line(line, 0.0, float(len(line)), -12.0 * n, 10 - 12.0 * n, 10.0) for n, line in enumerate(lines) if line]
