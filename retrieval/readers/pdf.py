"""PDF: one file, one article, with the page of each paragraph.

pdfium tells where each character stands; a file that it can't open is tried with pypdf, which gives lines only.
"""

import ctypes
import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdfium2 import raw

from retrieval.readers.files import Problem
from retrieval.readers.pdf_layout import Laid, Line, laid_out
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "pdf 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

WIDE_GAP = 1.5
"""White on a line that is wider than this, in sizes of its type, parts columns; spaces of justified lines are less."""

BOLD_WEIGHT = 600
"""Type is bold from this weight on, as in CSS."""

FEWEST_CHARACTERS = 3
"""A document has text when it has so many letters a page in the mean; a scan has a stamp at most."""

_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_UNSEEN = dict.fromkeys([*range(9), *range(14, 32), 0xAD, 0xFEFF, 0x200B])
_BREAKS = frozenset({0x02, 0xFFFE})


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a PDF; one that is encrypted, or holds pictures of pages only, is named."""
    try:
        pages, properties = _by_pdfium(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            yield Problem(name, Remark("is encrypted: its text can't be read without the password"))
            return
        item = _by_pypdf(data)
        if isinstance(item, Remark):
            yield Problem(name, item)
            return
        pages, properties = item
    letters = sum(character.isalnum() for page in pages for line in page for character in line.text)
    if letters < FEWEST_CHARACTERS * len(pages) or not letters:
        yield Problem(name, Remark("is a scan without text: it needs text recognition (OCR) first"))
        return
    yield _article(laid_out(pages), properties, name)


def _article(laid: Laid, properties: dict[str, Any], name: str) -> Article:
    made = _MADE.match(str(properties.get("CreationDate") or ""))
    fields = {
        "title": properties.get("Title"),
        "authors": properties.get("Author"),
        "created": "-".join(made.groups()) if made else None,
    }
    return by_properties(
        fields, name, laid.text, id=name, headings=laid.headings, lines=(), pages=laid.pages, reader=READER
    )


def _by_pdfium(data: bytes) -> tuple[list[list[Line]], dict[str, Any]]:
    """The lines of each page, and the document's properties, as pdfium sees them.

    Raises:
        pypdfium2.PdfiumError: The file is encrypted or damaged.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            pages.append(list(_lines(text_page)))
            text_page.close()
            page.close()
        return pages, dict(document.get_metadata_dict())
    finally:
        document.close()


def _lines(text_page: Any) -> Iterator[Line]:
    """The lines of a page, cut where white parts columns."""
    handle = text_page.raw
    box = [ctypes.c_double() for _ in range(4)]
    run: list[tuple[int, str, float, float, float, float]] = []
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in _BREAKS:
            # pdfium runs on where it takes a hyphen at a line's end for a break; the next line is below all the same.
            if line := _line(handle, run, broken=True):
                yield line
            run = []
            continue
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in "\r\n":
            if line := _line(handle, run):
                yield line
            run = []
            continue
        raw.FPDFText_GetCharBox(handle, i, *box)
        left, right, bottom, top = (value.value for value in box)
        if run and not character.isspace() and _is_apart(run, left, bottom, top):
            if line := _line(handle, run):
                yield line
            run = []
        run.append((i, character, left, right, bottom, top))
    if line := _line(handle, run):
        yield line


def _is_apart(run: list[tuple[int, str, float, float, float, float]], left: float, bottom: float, top: float) -> bool:
    """Whether wide white, or a step back, lies between a run of characters and the next one."""
    last = next((item for item in reversed(run) if not item[1].isspace()), None)
    if last is None or top <= bottom:
        return False
    height = max(last[5] - last[4], top - bottom, 4.0)
    return left - last[3] > WIDE_GAP * height * 1.3 or left < run[0][2] - 4 * height


def _line(handle: Any, run: list[tuple[int, str, float, float, float, float]], *, broken: bool = False) -> Line | None:
    """A run of characters as a line; None when nothing of it is seen.

    Args:
        handle: pdfium's text of the page.
        run: Index, character, left, right, bottom and top of each.
        broken: Whether a hyphen comes after them.
    """
    inked = [item for item in run if not item[1].isspace() and item[5] > item[4]]
    text = "".join(character for _, character, *_ in run)
    broken = broken or text.rstrip().endswith("\xad")
    text = " ".join(text.translate(_UNSEEN).split()) + ("-" if broken else "")
    if not inked or not text:
        return None
    first = inked[0][0]
    size = round(raw.FPDFText_GetFontSize(handle, first), 2)
    height = max(item[5] - item[4] for item in inked)
    # Some writers scale type of size 1; then its height tells.
    size = size if size > 2 else height * 1.4
    return Line(
        text, min(item[2] for item in inked), max(item[3] for item in inked), _baseline(handle, first, inked[0][4]),
        max(item[5] for item in inked), size, _is_bold(handle, first),
    )  # fmt: skip


def _baseline(handle: Any, first: int, bottom: float) -> float:
    """The height on which a line's characters stand; where there is none, the bottom of the first."""
    x, y = ctypes.c_double(), ctypes.c_double()
    return float(y.value) if raw.FPDFText_GetCharOrigin(handle, first, x, y) else bottom


def _is_bold(handle: Any, i: int) -> bool:
    if raw.FPDFText_GetFontWeight(handle, i) >= BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(handle, i, name, 128, ctypes.c_int())
    return 0 < length <= 128 and bool(_BOLD.search(name.value.decode("utf-8", "replace")))


def _by_pypdf(data: bytes) -> tuple[list[list[Line]], dict[str, Any]] | Remark:
    """The lines of each page as pypdf sees them, without columns; or why there are none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return Remark("is encrypted: its text can't be read without the password")
        pages = [_typed(page.extract_text()) for page in reader.pages]
        found = {key.removeprefix("/"): str(value) for key, value in (reader.metadata or {}).items()}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        return Remark("is damaged, or not what its name says ({error})", error=str(error)[:120] or type(error).__name__)
    return pages, found


def _typed(text: str) -> list[Line]:
    """Lines of a text as if they were typed below each other."""
    lines = [" ".join(line.translate(_UNSEEN).split()) for line in text.replace("\u00ad\n", "").split("\n")]
    return [Line(line, 0.0, float(len(line)), -12.0 * n, 10 - 12.0 * n, 10.0) for n, line in enumerate(lines) if line]
