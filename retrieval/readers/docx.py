"""Word documents (.docx), by way of the HTML that mammoth makes of them: headings, lists, tables, footnotes."""

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth
from lxml.etree import SubElement, tostring

from retrieval.articles.files import Problem, tidy
from retrieval.errors import blame_machine
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.packed import Package, opened
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "docx 8"
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
_OUTLINE = frozenset("012345")
_OF_WORD = re.compile(r"(?:heading [1-9]|title|subtitle|toc .*)", re.IGNORECASE)
"""Styles that are known by their names: those of headings, titles and lists of contents."""

_NOTES = ".//a[@href]"
_BODY = "word/document.xml"
_TEXTS = (_BODY, "word/footnotes.xml", "word/endnotes.xml")
"""The parts of a document that hold its words."""

_OPENED = ("fldSimple", "bdo", "dir")
"""What mammoth leaves out with the words in it: fields, words in the other direction."""

_ODD = tuple(
    f":{name}".encode()
    for name in ("vanish", "dstrike", "oMath", "fldSimple", "bdo", "dir ", "ruby", "cellDel", "showingPlcHdr", "tbl>")
)
"""Marks of what mammoth doesn't read as it is seen."""

_FIRST_ROW = 0x20
"""The bit of a table's look that says that its first row is set off."""

_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,8}")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class _Heads:
    """The rows that hold the names of columns by their looks: in bold by a style of paragraphs, or by the table's."""

    def __init__(self, styles: Any | None) -> None:
        """The styles that make a row bold."""
        self._bold = _styles_that(styles, _is_bold)
        self._tables = {
            str(part.getparent().get(f"{_WORD}styleId"))
            for part in (styles.iter(f"{_WORD}tblStylePr") if styles is not None else ())
            if part.get(f"{_WORD}type") == "firstRow" and _is_bold(part.find(f"{_WORD}rPr"))
        }

    def mark(self, tree: Any) -> None:
        """Marks these rows in a part as what they are."""
        for table in tree.iter(f"{_WORD}tbl"):
            rows = table.findall(f"{_WORD}tr")
            if len(rows) > 1 and (
                self._is_of_style(table) or (self._is_in_bold(rows[0]) and not self._is_in_bold(rows[1]))
            ):
                marks = rows[0].find(f"{_WORD}trPr")
                if marks is None:
                    marks = rows[0].makeelement(f"{_WORD}trPr")
                    rows[0].insert(0, marks)
                SubElement(marks, f"{_WORD}tblHeader")

    def _is_of_style(self, table: Any) -> bool:
        style, look = (table.find(f"{_WORD}tblPr/{_WORD}{name}") for name in ("tblStyle", "tblLook"))
        if style is None or look is None or style.get(f"{_WORD}val") not in self._tables:
            return False
        told, bits = look.get(f"{_WORD}firstRow"), look.get(f"{_WORD}val") or ""
        if told:
            return told in ("1", "true", "on")
        return _HEXADECIMAL.fullmatch(bits) is not None and bool(int(bits, 16) & _FIRST_ROW)

    def _is_in_bold(self, row: Any) -> bool:
        styles = [
            style.get(f"{_WORD}val") if (style := words.find(f"{_WORD}pPr/{_WORD}pStyle")) is not None else None
            for words in row.iter(f"{_WORD}p")
        ]
        return len(styles) > 1 and all(style in self._bold for style in styles)


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
        styles = _STYLES + _headings_by_outline(package.tree("word/styles.xml"))
        html = mammoth.convert_to_html(_plainer(data, package), style_map=styles, convert_image=_no_image).value
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


def _plainer(data: bytes, package: Package) -> io.BytesIO:
    """A document without words that aren't seen, and with those that mammoth doesn't read where they are seen.

    Args:
        data: The document.
        package: Its parts.
    """
    styles = package.tree("word/styles.xml")
    hidden, heads = _styles_that(styles, _is_hidden), _Heads(styles)
    odd = {name for name in _TEXTS if (part := package.part(name)) and (hidden or any(mark in part for mark in _ODD))}
    plain = {name: tostring(_plain(tree, hidden, heads)) for name in odd if (tree := package.tree(name)) is not None}
    if not plain:
        return io.BytesIO(data)
    plain_file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(plain_file, "w") as new:
        for info in old.infolist():
            new.writestr(info, plain[info.filename] if info.filename in plain else old.read(info))
    return plain_file


def _plain(tree: Any, hidden: Collection[str], heads: _Heads) -> Any:
    """The tree of a part with its words as they are seen: formulas as words, no words that are hidden or to be typed.

    Args:
        tree: The part.
        hidden: The styles that hide words.
        heads: What tells the names of columns.
    """
    heads.mark(tree)
    for element in [element for name in _OPENED for element in tree.iter(f"{_WORD}{name}")]:
        _put_instead(element, list(element))
    for run in list(dict.fromkeys(ruby.getparent() for ruby in tree.iter(f"{_WORD}ruby"))):
        if not _is_hidden_run(run, hidden):
            _put_instead(run, list(_without_ruby(run)))
    for mark in [*tree.iter(f"{_WORD}cellDel"), *tree.iter(f"{_WORD}showingPlcHdr")]:
        unseen = mark.getparent().getparent()
        if mark.tag == f"{_WORD}showingPlcHdr":
            for word in list(unseen.iter(f"{_WORD}r")):
                word.getparent().remove(word)
        elif unseen.getparent() is not None:
            unseen.getparent().remove(unseen)
    for run in list(tree.iter(f"{_WORD}r")):
        if _is_hidden_run(run, hidden):
            run.getparent().remove(run)
    for formula in list(tree.iter(f"{_MATH}oMath")):
        words = "".join(part.text or "" for part in formula.iter(f"{_MATH}t"))
        run = SubElement(formula.getparent(), f"{_WORD}r")
        SubElement(run, f"{_WORD}t").text = words
        formula.getparent().replace(formula, run)
    return tree


def _headings_by_outline(styles: Any | None) -> str:
    """What mammoth is to make of styles that are of headings by their level in the outline, whatever they are called.

    The level is that of the style, or of the nearest one that it comes from and that has one.
    """
    levels: dict[str, tuple[str | None, str | None]] = {}
    names: dict[str, str] = {}
    for style in styles.iter(f"{_WORD}style") if styles is not None else ():
        if style.get(f"{_WORD}type") == "paragraph":
            level, based, name = (
                None if part is None else part.get(f"{_WORD}val")
                for part in map(style.find, (f"{_WORD}pPr/{_WORD}outlineLvl", f"{_WORD}basedOn", f"{_WORD}name"))
            )
            levels[str(style.get(f"{_WORD}styleId"))] = level, based
            names[str(style.get(f"{_WORD}styleId"))] = str(name or "")
    lines = []
    for style_id, name in names.items():
        at: str | None = style_id
        level = None
        for _ in range(MOST_STYLES):
            level, at = levels.get(at or "", (None, None))
            if level is not None or at is None:
                break
        if level in _OUTLINE and not _OF_WORD.fullmatch(name):
            quoted = name.replace("\\", "\\\\").replace("'", "\\'")
            lines.append(f"p[style-name='{quoted}'] => h{int(level) + 1}:fresh\n")
    return "".join(lines)


def _without_ruby(run: Any) -> Iterator[Any]:
    """A run as several, without what is written above its words to say how they sound."""
    for child in list(run):
        if child.tag == f"{_WORD}ruby":
            yield from (inner for base in child.iter(f"{_WORD}rubyBase") for inner in list(base))
        elif child.tag != f"{_WORD}rPr":
            part = run.makeelement(run.tag)
            part.append(child)
            yield part


def _put_instead(element: Any, others: list[Any]) -> None:
    """Puts other elements in the place of one."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = others


def _styles_that(styles: Any | None, tells: Callable[[Any | None], bool | None]) -> frozenset[str]:
    """The ids of the styles of whose look something is told, or that come from one of which it is.

    Args:
        styles: The styles.
        tells: Whether it is so of a look; None if that doesn't say.
    """
    looks: dict[str, tuple[bool | None, str | None]] = {}
    for style in styles.iter(f"{_WORD}style") if styles is not None else ():
        based = style.find(f"{_WORD}basedOn")
        parent = based.get(f"{_WORD}val") if based is not None else None
        looks[str(style.get(f"{_WORD}styleId"))] = tells(style.find(f"{_WORD}rPr")), parent
    told: set[str] = set()
    for name in looks:
        at: str | None = name
        for _ in range(MOST_STYLES):
            is_so, at = looks.get(at or "", (None, None))
            if is_so is not None or at is None:
                break
        if is_so:
            told.add(name)
    return frozenset(told)


def _is_bold(look: Any | None) -> bool | None:
    """Whether words of that look are bold; None if it doesn't say."""
    mark = None if look is None else look.find(f"{_WORD}b")
    return None if mark is None else mark.get(f"{_WORD}val") not in ("0", "false", "off")


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
