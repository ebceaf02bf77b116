"""Textile, as older blogs keep their posts: one file, one article, as a person sees it on the page."""

import re
from collections.abc import Iterator
from html import unescape

from retrieval.articles.files import Problem
from retrieval.readers.html.text import add_html
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of, with_seen
from retrieval.records import Article

READER = "textile 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_STYLE = r"\([^()\n]{1,80}\)|\{[^{}\n]{1,200}\}|\[[^\[\]\n]{1,20}\]|[<>=()-]"
_LOOK = rf"(?:{_STYLE}){{0,6}}"
_BLOCK = re.compile(rf"(h[1-6]|p|bq|bc|pre|fn\d{{1,3}}|notextile){_LOOK}(\.{{1,2}})(?::\S{{1,500}})? ")
_ITEM = re.compile(rf"(?:[*#]{{1,6}}{_LOOK}|-)[ ]+(?=\S)")
_DEFINED = re.compile(r"\s*:=\s*")
_CELL_STYLE = rf"(?:[\\/]\d{{1,3}}|[~^]|{_STYLE})"
_CELL_LOOK = re.compile(rf"\A(?:_{_CELL_STYLE}{{0,12}}+|{_CELL_STYLE}{{1,12}}+)\.[ ]")
_TABLE = re.compile(rf"table{_LOOK}\..*")
_LINK = re.compile(
    rf"\"{_LOOK}([^\"\n]{{1,500}}?)(?:\([^()\n]{{0,100}}\))?\":(?:\[[^\]\s]{{1,500}}\]|[^\s\"]{{1,500}}?(?=[.,;:!?)]?(?:\s|\Z|\")))"
)
_ALIAS = re.compile(r"\[[^\[\]\s]{1,60}\](?:https?:|/|mailto:)\S{1,500}")
_PICTURE = re.compile(rf"!{_LOOK}[^\s!()]{{1,500}}(?:\(([^()\n]{{0,200}})\))?!(?::\S{{1,500}})?")
_REFERENCE = re.compile(r"(?<=\S)\[\d{1,3}!?\]")
_ACRONYM = re.compile(r"\b([A-Z]{2,12})\([^()\n]{1,200}\)")
_MARKED = re.compile(
    rf"(?<![\w*_?%@^~+-])(\*\*|__|\?\?|[*_%@^~+]){_LOOK}(?=[^\s*_?%@^~+])([^\n]{{1,500}}?)(?<=\S)\1(?![\w*_?%@^~+])"
)
_SET_OFF = re.compile(r"\[([*_@^~+])([^\[\]\n]{1,200})\1\]")
_STRUCK = re.compile(r"(?<![\w-])-(?=[^\s-])[^\n-]{1,300}(?<=[^\s-])-(?![\w-])")
_BREAK = re.compile(r"[ ]?<br[ ]?/?>[ ]?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>\n]{0,300})?/?>", re.IGNORECASE)
_HTML = re.compile(r"<(table|ul|ol|dl|figure)[\s>]", re.IGNORECASE)
"""What begins a block of HTML; in other elements there may be marks of Textile."""

MOST_LINES = 1_000
"""A block of HTML has up to so many lines."""

_CODE = frozenset({"bc", "pre"})


_MACRO = re.compile(r"[ ]?\{\{[>a-z][^{}\n]{0,300}\}\}")
"""What Redmine fills in: `{{toc}}`, `{{include(page)}}`."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file in Textile."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The page of a file; its fields are in front matter."""
    blocks = Blocks(_inline)
    at = 0
    while at < len(lines):
        number, text = lines[at]
        words = text.strip()
        mark = _BLOCK.match(words)
        if mark and mark[1] in _CODE:
            at = _code(blocks, lines, at, text.index(mark[0]) + mark.end(), extends=mark[2] == "..")
            continue
        if _HTML.match(words) and not blocks.is_open:
            at = _html(blocks, lines, at)
            continue
        if words.startswith("|") and not blocks.is_open:
            at = _table(blocks, lines, at)
            continue
        if not words:
            blocks.end()
        elif mark and mark[1].startswith("h"):
            blocks.heading(words[mark.end() :], number, int(mark[1][1]))
        elif mark:
            blocks.end()
            blocks.line(words[mark.end() :], number)
        elif words.startswith("###. ") or _TABLE.fullmatch(words) or _ALIAS.fullmatch(words):
            blocks.end()
        elif (item := _ITEM.match(words)) and blocks.may_be_item:
            item_words = words[item.end() :]
            blocks.item(_DEFINED.sub(": ", item_words, count=1) if words[0] == "-" else item_words, number)
        else:
            blocks.line(words, number)
        at += 1
    blocks.end()
    return Read({}, blocks.page)


def _code(blocks: Blocks, lines: list[Numbered], at: int, start: int, *, extends: bool) -> int:
    """Adds the code that begins at a place; the place after it.

    Args:
        blocks: The page.
        lines: Those of the file.
        at: The place.
        start: Where the code begins in its first line.
        extends: Whether it goes on over blank lines, up to the next block.
    """
    code = [(lines[at][0], lines[at][1][start:])]
    at += 1
    while at < len(lines) and not (_BLOCK.match(lines[at][1]) if extends else not lines[at][1].strip()):
        code.append(lines[at])
        at += 1
    blocks.code(code)
    return at


def _html(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the block of HTML that begins at a place, up to its end or else a blank line; the place after it."""
    name = _HTML.match(lines[at][1].strip())
    closing = f"</{name[1].lower()}" if name else ""
    reach = range(at, min(at + MOST_LINES, len(lines)))
    last = next((n for n in reach if closing in lines[n][1].lower()), at)
    end = next((n for n in range(last, len(lines)) if not lines[n][1].strip()), len(lines))
    blocks.end()
    add_html(blocks.page, "\n".join(text for _, text in lines[at:end]), lines[at][0])
    return end


def _table(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the table that begins at a place; the place after it."""
    rows: list[tuple[int, list[str]]] = []
    has_names = False
    while at < len(lines) and lines[at][1].strip().startswith("|"):
        cells = lines[at][1].strip().strip("|").split("|")
        has_names |= not rows and all(cell.startswith("_") for cell in cells)
        rows.append((lines[at][0], [_CELL_LOOK.sub("", cell).strip() for cell in cells]))
        at += 1
    blocks.rows(rows, has_names=has_names and len(rows) > 1)
    return at


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    if '":' in words:
        words = with_seen(_LINK, lambda link: link[1], words)
    if "!" in words:
        words = with_seen(_PICTURE, lambda picture: picture[1] or "", words)
    words = _MACRO.sub("", words) if "{{" in words else words
    words = _REFERENCE.sub("", _ACRONYM.sub(r"\1", words))
    words = _SET_OFF.sub(r"\2", words) if "[" in words else words
    words = _STRUCK.sub("", words) if "-" in words else words
    words = _MARKED.sub(r"\2", _MARKED.sub(r"\2", words))
    words = _TAG.sub("", _BREAK.sub(" ", words)) if "<" in words else words
    return unescape(words) if "&" in words else words
