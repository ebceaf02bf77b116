"""Word documents (.docx), by way of the HTML that mammoth makes of them: headings, lists, tables, footnotes."""

import io
import zipfile
from collections.abc import Collection, Iterator
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth
from lxml.etree import SubElement, tostring

from retrieval.articles.files import Problem, tidy
from retrieval.errors import blame_machine
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.packed import Package, opened, xml_tree
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "docx 5"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
br[type='page'] => br
br[type='column'] => br
"""
_DAMAGE = (
    *(zipfile.BadZipFile, KeyError, OSError, SAXException, ExpatError, ValueError, AttributeError, IndexError),
    *(TypeError, NotImplementedError, RuntimeError),
)
MOST_STYLES = 20
"""The most styles that one may be based on, each on the next."""

_HIDING = ("strike", "dstrike", "vanish")
_NOTES = ".//a[@href]"
_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a document, its footnotes at its end."""
    package = opened(data, name)
    if isinstance(package, Problem):
        yield package
        return
    try:
        body = package.part(_BODY)
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            # No word processor writes entities; a bomb does.
            yield Problem(name, Remark("is damaged, or not what its name says ({error})", error="DOCTYPE"))
            return
        html = mammoth.convert_to_html(
            _plainer(data, body, package.tree("word/styles.xml")), style_map=_STYLES, convert_image=_no_image
        ).value
    except _DAMAGE as error:
        blame_machine(name, error)
        yield Problem(name, Remark("is damaged, or not what its name says ({error})", error=str(error)[:120]))
        return
    tree = parsed(tidy(html))
    if tree is None:
        yield Problem(name, Remark("has no text"))
        return
    for link in tree.findall(_NOTES):
        if link.get("href").startswith(("#footnote", "#endnote")):
            link.drop_tree()
    page = seen_whole(tree)
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    headings = tuple(page.headings)
    yield by_properties(_properties(package), name, page.text, id=name, headings=headings, lines=(), reader=READER)


def _plainer(data: bytes, body: bytes, styles: Any | None) -> io.BytesIO:
    """A document without hidden and struck words, and with formulas as words, which mammoth doesn't read.

    Args:
        data: The document.
        body: The XML of its text.
        styles: That of its styles.
    """
    hidden = _hidden_styles(styles)
    if not hidden and not any(mark in body for mark in (b":vanish", b":dstrike", b":oMath")):
        return io.BytesIO(data)
    tree = xml_tree(body)
    if tree is None:
        return io.BytesIO(data)
    for run in list(tree.iter(f"{_WORD}r")):
        if _is_hidden_run(run, hidden):
            run.getparent().remove(run)
    for formula in list(tree.iter(f"{_MATH}oMath")):
        words = "".join(part.text or "" for part in formula.iter(f"{_MATH}t"))
        run = SubElement(formula.getparent(), f"{_WORD}r")
        SubElement(run, f"{_WORD}t").text = words
        formula.getparent().replace(formula, run)
    plain_file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(plain_file, "w") as new:
        for info in old.infolist():
            new.writestr(info, tostring(tree) if info.filename == _BODY else old.read(info))
    return plain_file


def _hidden_styles(styles: Any | None) -> frozenset[str]:
    """The ids of the styles that hide words or strike them out, or come from one that does."""
    looks: dict[str, tuple[bool | None, str | None]] = {}
    for style in styles.iter(f"{_WORD}style") if styles is not None else ():
        based = style.find(f"{_WORD}basedOn")
        parent = based.get(f"{_WORD}val") if based is not None else None
        looks[str(style.get(f"{_WORD}styleId"))] = _is_hidden(style.find(f"{_WORD}rPr")), parent
    hidden: set[str] = set()
    for name in looks:
        at: str | None = name
        for _ in range(MOST_STYLES):
            is_hidden, at = looks.get(at or "", (None, None))
            if is_hidden is not None or at is None:
                break
        if is_hidden:
            hidden.add(name)
    return frozenset(hidden)


def _is_hidden(look: Any | None) -> bool | None:
    """Whether words of that look are hidden or struck out; None if it doesn't say."""
    marks = [] if look is None else [m for kind in _HIDING if (m := look.find(f"{_WORD}{kind}")) is not None]
    return any(mark.get(f"{_WORD}val") not in ("0", "false", "off") for mark in marks) if marks else None


def _is_hidden_run(run: Any, hidden: Collection[str]) -> bool:
    """Whether a run of words is hidden or struck out: by itself, else by its style, else by its paragraph's."""
    look = run.find(f"{_WORD}rPr")
    if (is_hidden := _is_hidden(look)) is not None:
        return is_hidden
    style = look.find(f"{_WORD}rStyle") if look is not None else None
    if style is not None and style.get(f"{_WORD}val") in hidden:
        return True
    above = next(run.iterancestors(f"{_WORD}p"), None)
    style = above.find(f"{_WORD}pPr/{_WORD}pStyle") if above is not None else None
    return style is not None and style.get(f"{_WORD}val") in hidden


def _no_image(_image: object) -> list[Any]:
    """Pictures are not looked at."""
    return []


def _properties(package: Package) -> dict[str, Any]:
    """The core properties of an Office document."""
    tree = package.tree("docProps/core.xml")
    if tree is None:
        return {}
    words = {str(element.tag).rpartition("}")[2]: element.text for element in tree.iter() if element.text}
    return {
        "title": words.get("title"),
        "authors": words.get("creator"),
        "created": words.get("created"),
        "language": words.get("language"),
    }
