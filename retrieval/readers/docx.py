"""Word documents (.docx), by way of the HTML that mammoth makes of them: headings, lists, tables, footnotes."""

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth
from lxml.etree import SubElement, tostring

from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, tidy
from retrieval.articles.numbering import Level, Numbering, written_number
from retrieval.errors import blame_machine
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.packed import Package, opened
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "docx 10"
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
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class _Numbers:
    """The numbers that Word writes before headings and paragraphs, and that are not in the text of the file."""

    def __init__(self, numbering: Any, styles: Any | None) -> None:
        """How a document numbers its paragraphs, by themselves or by their styles."""
        lists = {str(each.get(f"{_WORD}abstractNumId")): each for each in numbering.iter(f"{_WORD}abstractNum")}
        of_styles = {name: each for each in lists.values() if (name := _value(each, "styleLink"))}
        lists = {key: of_styles.get(_value(each, "numStyleLink"), each) for key, each in lists.items()}
        self._list_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        for each in numbering.iter(f"{_WORD}num"):
            number, own = str(each.get(f"{_WORD}numId")), _value(each, "abstractNumId")
            if own not in lists:
                continue
            self._list_of[number] = str(lists[own].get(f"{_WORD}abstractNumId"))
            overrides = each.findall(f"{_WORD}lvlOverride")
            levels = [*lists[own].iter(f"{_WORD}lvl"), *each.iterfind(f"{_WORD}lvlOverride/{_WORD}lvl")]
            self._levels[number] = {_depth(level): _level(level) for level in levels}
            starts = {_depth(override): _value(override, "startOverride") for override in overrides}
            self._starts[number] = {depth: written_number(start) for depth, start in starts.items() if start}
            self._level_of_style |= {(number, _value(level, "pStyle")): _depth(level) for level in levels}
        self._styles = _numbered_styles(styles)

    def put(self, tree: Any) -> None:
        """Puts the numbers of a part's paragraphs before their words."""
        numberings: dict[str, Numbering] = {}
        begun: set[tuple[str, int]] = set()
        for paragraph in tree.iter(f"{_WORD}p"):
            number, depth = self._place(paragraph)
            levels = self._levels.get(number, {})
            if depth not in levels or next(paragraph.iterancestors(_FALLBACK), None) is not None or _is_gone(paragraph):
                continue
            start = None if (number, depth) in begun else self._starts[number].get(depth)
            begun.add((number, depth))
            label = numberings.setdefault(self._list_of[number], Numbering()).next(levels, depth, start)
            if label and any((words.text or "").strip() for words in paragraph.iter(f"{_WORD}t")):
                _put_before(paragraph, label)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """By which numbering a paragraph is numbered, by itself or by its style, and at which level."""
        style, mark = _value(paragraph, "pPr", "pStyle"), paragraph.find(f"{_WORD}pPr/{_WORD}numPr")
        number, depth, of = self._styles.get(style, ("", "", style))
        if mark is not None:
            number, depth = _value(mark, "numId") or number, _value(mark, "ilvl") or depth
        return number, written_number(depth) if depth else self._level_of_style.get((number, of), 0)


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
    for item in list(tree.iter("li")):
        _put_in_paragraph(item)
    for link in tree.findall(_NOTES):
        if link.get("href").startswith(("#footnote", "#endnote")):
            link.drop_tree()
    page = seen_whole(tree)
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    headings = tuple(page.headings)
    article = by_properties(_properties(package), name, page.text, id=name, headings=headings, lines=(), reader=READER)
    yield from entries(article, page.ranks)


def _put_in_paragraph(item: Any) -> None:
    """Puts the words of an item into a paragraph, which they are in Word, so that long ones stand alone."""
    paragraph = item.makeelement("p")
    paragraph.text, item.text = item.text, None
    for child in list(item):
        if child.tag in ("ul", "ol", "p", "table"):
            break
        paragraph.append(child)
    item.insert(0, paragraph)


def _plainer(data: bytes, package: Package) -> io.BytesIO:
    """A document without words that aren't seen, and with those that mammoth doesn't read where they are seen.

    Args:
        data: The document.
        package: Its parts.
    """
    styles, numbering = package.tree("word/styles.xml"), package.tree("word/numbering.xml")
    hidden, heads = _styles_that(styles, _is_hidden), _Heads(styles)
    odd = {name for name in _TEXTS if (part := package.part(name)) and (hidden or any(mark in part for mark in _ODD))}
    trees = {name: package.tree(name) for name in (odd if numbering is None else {*odd, _BODY})}
    if numbering is not None and trees[_BODY] is not None:
        _Numbers(numbering, styles).put(trees[_BODY])
    plain = {
        name: tostring(_plain(tree, hidden, heads) if name in odd else tree)
        for name, tree in trees.items()
        if tree is not None
    }
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


def _value(element: Any, *path: str) -> str:
    """The value of what stands in an element under some names, one in the other; empty if there is none."""
    part = element.find("/".join(_WORD + name for name in path))
    return "" if part is None else str(part.get(f"{_WORD}val") or "")


def _depth(element: Any) -> int:
    """Which level of a numbering an element is about, from 0."""
    return written_number(str(element.get(f"{_WORD}ilvl") or ""))


def _level(element: Any) -> Level:
    """A level of a numbering as a file describes it."""
    legal = element.find(f"{_WORD}isLgl")
    is_legal = legal is not None and legal.get(f"{_WORD}val") not in ("0", "false", "off")
    start = _value(element, "start")
    return Level(written_number(start), _value(element, "numFmt") or "decimal", _value(element, "lvlText"), is_legal)


def _numbered_styles(styles: Any | None) -> dict[str, tuple[str, str, str]]:
    """By which numbering the paragraphs of a style are numbered, at which level, and of which style they have it.

    That is the style, or the nearest one that it is based on and that numbers its paragraphs.
    """
    own: dict[str, tuple[str, str, str]] = {}
    for style in styles.iter(f"{_WORD}style") if styles is not None else ():
        number, depth = (_value(style, "pPr", "numPr", name) for name in ("numId", "ilvl"))
        own[str(style.get(f"{_WORD}styleId"))] = number, depth, _value(style, "basedOn")
    numbered = {}
    for name in own:
        at, depth = name, ""
        for _ in range(MOST_STYLES):
            number, level, above = own.get(at, ("", "", ""))
            depth = depth or level
            if number:
                numbered[name] = number, depth, at
            if number or not above:
                break
            at = above
    return numbered


def _is_gone(paragraph: Any) -> bool:
    """Whether a paragraph was taken out where changes are tracked, or isn't seen, so that it isn't counted."""
    look = paragraph.find(f"{_WORD}pPr/{_WORD}rPr")
    return look is not None and (look.find(f"{_WORD}del") is not None or _is_hidden(look) is True)


def _put_before(paragraph: Any, label: str) -> None:
    """Puts words before those of a paragraph, which look as these."""
    run = paragraph.makeelement(f"{_WORD}r")
    if (look := paragraph.find(f"{_WORD}r/{_WORD}rPr")) is not None:
        run.append(deepcopy(look))
    words = SubElement(run, f"{_WORD}t")
    words.text = f"{label} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = paragraph.find(f"{_WORD}pPr")
    paragraph.insert(0 if look is None else paragraph.index(look) + 1, run)


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
