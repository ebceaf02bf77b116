"""OpenDocument texts (.odt, and .fodt, which is one file), read from their XML as the HTML that they are like."""

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from retrieval.articles.entries import entries
from retrieval.articles.files import Problem
from retrieval.articles.numbering import Level, Levels, Numbering, written_number
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.packed import Package, opened
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "odt 14"
"""The name of this reader with its number, raised whenever the same file would give another text."""

DEEPEST = 100
"""Elements inside each other are read this deep."""

_TAGS = {"list": "ul", "table": "table", "table-header-rows": "thead", "table-row": "tr", "table-cell": "td",
         "section": "div", "text-box": "div"}  # fmt: skip
_FIGURES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPANS = {"number-columns-spanned": "colspan", "number-rows-spanned": "rowspan"}
_STYLE_OF_HEADING = re.compile(r"Heading_20_([1-9])")
_UNSEEN = frozenset({"tracked-changes", "annotation", "annotation-end", "sequence-decls", "note-citation", "image",
                     "object", "forms", "covered-table-cell", "bookmark", "title", "desc", "placeholder", "script",
                     "ruby-text", "number", "binary-data", "object-ole", "plugin"})  # fmt: skip


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a text, its footnotes at its end."""
    package = _Flat(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else opened(data, name)
    if isinstance(package, Problem):
        yield package
        return
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        yield Problem(name, Remark("is encrypted: its text can't be read without the password"))
        return
    tree = package.tree("content.xml")
    if tree is None:
        yield Problem(name, Remark("is damaged, or not what its name says ({error})", error="content.xml"))
        return
    body = next((element for element in tree.iter() if _name(element) == "text" and _is_office(element)), None)
    notes: list[str] = []
    named = package.tree("styles.xml")
    levels = _levels(tree, named)
    _drop_hidden(tree, named)
    _put_formulas(tree, package)
    if body is not None:
        _Numbers(tree, named).put(body)
    looks = _Looks(levels, _bold_styles(tree, named))
    html = "".join(_html(child, looks, notes) for child in body) if body is not None else ""
    page_tree = parsed(html + "".join(notes))
    page = seen_whole(page_tree) if page_tree is not None else None
    if page is None or not page.text:
        yield Problem(name, Remark("has no text"))
        return
    headings = tuple(page.headings)
    article = by_properties(_properties(package), name, page.text, id=name, headings=headings, lines=(), reader=READER)
    yield from entries(article, page.ranks)


class _Looks(NamedTuple):
    """The levels of headings by the names of their styles, and the styles of what is bold."""

    levels: Mapping[str, str]
    bold: Collection[str]


class _Numbers:
    """The numbers that are seen before headings and the items of lists, and that are not in the text of the file."""

    def __init__(self, tree: Any, named: Any | None) -> None:
        """How a text numbers them, by the styles of lists that it has by itself, and those that have names."""
        self._lists: dict[str, Levels] = {}
        self._outline: Levels = {}
        self._of_styles: dict[str, tuple[str | None, str]] = {}
        for style in [*(named.iter() if named is not None else ()), *tree.iter()]:
            name = _name(style)
            if name == "list-style":
                self._lists[_attribute(style, "name")] = _list_levels(style)
            elif name == "outline-style":
                self._outline = _list_levels(style)
            elif name == "style":
                own = next(
                    (str(value) for key, value in style.attrib.items() if key.endswith("}list-style-name")), None
                )
                self._of_styles[_attribute(style, "name")] = own, _attribute(style, "parent-style-name")
        self._headings, self._by_style, self._by_id = Numbering(), dict[str, Numbering](), dict[str, Numbering]()

    def put(self, body: Any) -> None:
        """Puts them before the words of a text."""
        for element in body.iter():
            name = _name(element)
            if name == "list" and next(self._lists_around(element), None) is None:
                self._number_list(element)
            elif name == "h" and self._is_of_outline(element):
                depth = _number_of(element, "outline-level", 1) - 1
                if depth in self._outline:
                    _put_before(element, self._headings.next(self._outline, depth, _start(element)))

    def _lists_around(self, element: Any) -> Iterator[Any]:
        return (parent for parent in element.iterancestors() if _name(parent) == "list")

    def _is_of_outline(self, heading: Any) -> bool:
        """Whether a heading is numbered as such: not one in a list or without a number."""
        if _attribute(heading, "is-list-header") == "true" or next(self._lists_around(heading), None) is not None:
            return False
        style = _attribute(heading, "style-name")
        for _ in range(DEEPEST):
            own, parent = self._of_styles.get(style, (None, ""))
            if own is not None or not parent:
                return own != ""
            style = parent
        return True

    def _number_list(self, outermost: Any) -> None:
        """Numbers the items of a list and of those inside it."""
        style = _attribute(outermost, "style-name")
        goes_on = _attribute(outermost, "continue-numbering") == "true"
        before = self._by_id.get(
            _attribute(outermost, "continue-list") or "-", self._by_style.get(style) if goes_on else None
        )
        numbering = self._by_style[style] = before or Numbering()
        self._by_id[_attribute(outermost, "id")] = numbering
        for item in outermost.iter():
            first = item[0] if _name(item) == "list-item" and len(item) else None
            if first is None or _name(first) not in ("p", "h"):
                continue
            around = list(self._lists_around(item))
            named = next((name for each in around if (name := _attribute(each, "style-name"))), "")
            levels, depth = self._lists.get(named, {}), len(around) - 1
            if depth in levels:
                _put_before(first, numbering.next(levels, depth, _start(item)))


def _list_levels(style: Any) -> dict[int, Level]:
    """The levels of a style of lists or headings."""
    levels: dict[int, Level] = {}
    for part in style:
        depth = _number_of(part, "level", 1) - 1
        figures = _FIGURES.get(_attribute(part, "num-format"), "") if not _name(part).endswith("-bullet") else ""
        shown = min(_number_of(part, "display-levels", 1), depth + 1)
        numbers = ".".join(
            f"%{at + 1}" for at in range(depth + 1 - shown, depth + 1) if at == depth or _is_shown(levels, at)
        )
        label = _attribute(part, "num-list-format") or (
            f"{_attribute(part, 'num-prefix')}{numbers}{_attribute(part, 'num-suffix')}"
        )
        label = re.sub(r"%(\d)%", r"%\1", label)
        levels[depth] = Level(_number_of(part, "start-value", 1), figures, label if figures else "")
    return levels


def _is_shown(levels: Levels, depth: int) -> bool:
    return depth in levels and bool(levels[depth].figures)


def _number_of(element: Any, name: str, default: int) -> int:
    """The number that an attribute is, or another where there is none."""
    return written_number(_attribute(element, name), default)


def _start(element: Any) -> int | None:
    """The number with which an item or heading begins anew; None where it goes on."""
    begins = _attribute(element, "start-value") or _attribute(element, "restart-numbering") == "true"
    return _number_of(element, "start-value", 1) if begins else None


def _put_before(paragraph: Any, label: str) -> None:
    """Puts a number before the words of a paragraph that has some."""
    if label and "".join(paragraph.itertext()).strip():
        paragraph.text = f"{label} {paragraph.text or ''}"


class _Flat(Package):
    """A text whose parts are in a single file of XML."""

    def __init__(self, data: bytes) -> None:
        """The text in a file's bytes."""
        self._whole = data

    def part(self, name: str) -> bytes:
        """The bytes of a part: the whole file, of those that it holds."""
        return self._whole if name in ("content.xml", "styles.xml", "meta.xml") else b""


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_office(element: Any) -> bool:
    return str(element.tag).startswith("{urn:oasis:names:tc:opendocument:xmlns:office")


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _levels(tree: Any, named: Any | None) -> dict[str, str]:
    """The levels of the headings that paragraphs are by their style, or by the nearest one that it comes from.

    Args:
        tree: The text, with the styles that it has by itself.
        named: The styles that have names.
    """
    own: dict[str, tuple[str, str]] = {}
    for style in [*(named.iter() if named is not None else ()), *tree.iter()]:
        if _name(style) == "style" and _attribute(style, "family") in ("", "paragraph"):
            name = _attribute(style, "name")
            level = "1" if name == "Title" else _attribute(style, "default-outline-level") or _level_in(name)
            own[name] = level, _attribute(style, "parent-style-name")
    levels = {"Title": "1"}
    for name in own:
        at = name
        for _ in range(DEEPEST):
            level, parent = own.get(at, (levels.get(at, "") or _level_in(at), ""))
            if level or not parent:
                break
            at = parent
        if level:
            levels[name] = level
    return levels


def _level_in(name: str) -> str:
    """The level that the name of one of the styles of headings tells."""
    match = _STYLE_OF_HEADING.fullmatch(name)
    return match[1] if match else ""


def _bold_styles(tree: Any, named: Any | None) -> frozenset[str]:
    """The styles of paragraphs and words that are bold, or come from one that is; `named` has those with names."""
    weights: dict[str, tuple[bool | None, str]] = {}
    for style in [*(named.iter() if named is not None else ()), *tree.iter()]:
        if _name(style) == "style" and _attribute(style, "family") in ("paragraph", "text"):
            weight = next((_attribute(part, "font-weight") for part in style if _name(part) == "text-properties"), "")
            is_bold = weight in ("bold", "700", "800", "900") if weight else None
            weights[_attribute(style, "name")] = is_bold, _attribute(style, "parent-style-name")
    return frozenset(name for name in weights if _is_so(name, weights))


def _drop_hidden(tree: Any, named: Any | None) -> None:
    """Takes out words in a style that is not shown or strikes them out; `named` has the styles that have names."""
    looks: dict[str, tuple[bool | None, str]] = {}
    for style in [*(named.iter() if named is not None else ()), *tree.iter()]:
        if _name(style) == "style":
            by_part = [_is_unseen(part) for part in style if _name(part) == "text-properties"]
            unseen = next((each for each in by_part if each is not None), None)
            looks[_attribute(style, "name")] = unseen, _attribute(style, "parent-style-name")
    hidden = {name for name in looks if _is_so(name, looks)}
    if hidden:
        for element in list(tree.iter()):
            if _name(element) in ("span", "p", "h") and _attribute(element, "style-name") in hidden:
                _empty(element, hidden)


def _empty(element: Any, hidden: Collection[str]) -> None:
    """Takes out the words of an element, but for those of parts whose own style shows them."""
    element.text = None
    for child in list(element):
        style = _attribute(child, "style-name")
        if _name(child) == "span" and style and style not in hidden:
            child.tail = None
        else:
            element.remove(child)


def _is_so(name: str, looks: Mapping[str, tuple[bool | None, str]]) -> bool:
    """What a style, or the nearest one that it comes from and that tells, says of how words look."""
    for _ in range(DEEPEST):
        is_so, parent = looks.get(name, (None, ""))
        if is_so is not None or not parent:
            return is_so is True
        name = parent
    return False


def _is_unseen(look: Any) -> bool | None:
    """Whether words of that look are hidden or struck out; None if it doesn't say."""
    lines = [_attribute(look, f"text-line-through-{key}") for key in ("style", "type")]
    display = _attribute(look, "display")
    if display == "none" or any(line not in ("", "none") for line in lines):
        return True
    return False if display or any(lines) else None


def _put_formulas(tree: Any, package: Package) -> None:
    """Puts the words of formulas, which are documents of their own in the package, in their places."""
    for element in tree.iter():
        if _name(element) == "object" and (place := _attribute(element, "href").removeprefix("./").rstrip("/")):
            formula = package.tree(f"{place}/content.xml")
            if formula is not None and _name(formula) == "math":
                parts = (part for part in formula.iter() if _name(part) in ("mi", "mn", "mo", "mtext"))
                words = "".join(part.text or "" for part in parts)
                element.getparent().text = (element.getparent().text or "") + words


def _html(element: Any, looks: _Looks, notes: list[str], depth: int = 0) -> str:
    """An element as HTML, with what follows it; the bodies of notes go to a list.

    Args:
        element: The element.
        looks: What paragraphs and words are by their styles.
        notes: The notes so far.
        depth: How deep the element stands.
    """
    name, tail = _name(element), escape(element.tail or "")
    if not name or name in _UNSEEN or depth > DEEPEST or _is_hidden_here(element, name):
        return tail
    if name in ("s", "tab", "line-break"):
        return {"s": " ", "tab": " ", "line-break": "<br>"}[name] + tail
    words = element.text or ""
    # Fields, controls and whatever else stands in a paragraph hold words; between blocks there is white space.
    inner = escape(words) if name in ("p", "h", "span", "a", "frame") or words.strip() else ""
    inner += "".join(_html(child, looks, notes, depth + 1) for child in element)
    if name == "note-body":
        notes.append(f"<div>{inner}</div>")
        return tail
    of_style = looks.levels.get(_attribute(element, "style-name"))
    if name == "h" or (name == "p" and of_style):
        level = _attribute(element, "outline-level") or (of_style if name == "p" else None) or "1"
        level = level if level in ("1", "2", "3", "4", "5") else "6"
        return f"<h{level}>{inner}</h{level}>{tail}"
    if name in ("p", "span") and inner and _attribute(element, "style-name") in looks.bold:
        inner = f"<b>{inner}</b>"
    if name == "p":
        return f"<p>{inner}</p>{tail}"
    if name in ("list-item", "list-header"):
        return f"<li>{inner}</li>{tail}"
    tag = _TAGS.get(name)
    return (f"<{tag}{_spans(element)}>{inner}</{tag}>" if tag else inner) + tail


def _spans(cell: Any) -> str:
    """How many columns and rows a cell spans, as HTML says it."""
    spans = ((html, _attribute(cell, name)) for name, html in _SPANS.items())
    return "".join(f' {html}="{count}"' for html, count in spans if count.isdigit())


def _is_hidden_here(element: Any, name: str) -> bool:
    """Whether an element says itself that it isn't shown, or only says how a list of contents is made.

    Args:
        element: The element.
        name: Its name.
    """
    if name in ("p", "h"):
        return any(_name(part) == "hidden-paragraph" and _is_told_hidden(part) for part in element)
    if name == "section":
        return _attribute(element, "display") == "none"
    return name.endswith("-source") or (name == "hidden-text" and _is_told_hidden(element))


def _is_told_hidden(element: Any) -> bool:
    return _attribute(element, "is-hidden") == "true"


def _properties(package: Package) -> dict[str, Any]:
    """The properties in a document's `meta.xml`."""
    tree = package.tree("meta.xml")
    # In a single file pictures have titles, too.
    meta = None if tree is None else next((part for part in tree.iter() if _name(part) == "meta"), None)
    if meta is None:
        return {}
    words = {_name(element): element.text for element in meta if element.text}
    return {
        "title": words.get("title"),
        "authors": words.get("initial-creator") or words.get("creator"),
        "created": words.get("creation-date"),
        "language": words.get("language"),
    }
