"""Rich text (.rtf): the words without their layout, by striprtf, with headings, rows of tables and notes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from striprtf.striprtf import rtf_to_text

from retrieval.articles.files import Problem, tidy
from retrieval.articles.page import Line, Page
from retrieval.readers.properties import by_properties
from retrieval.readers.rows import Cell, TableRow, add_rows
from retrieval.records import Article, Remark

READER = "rtf 7"
"""The name of this reader with its number, raised whenever the same file would give another text."""

LARGE = 28
"""A bold line of its own in letters of 14 points (this is in half points) or more is a heading; text has 10 to 12."""

MOST_NOTES = 2_000
"""How many notes are looked for: each is cut out of the whole."""

_words: Callable[..., str] = rtf_to_text
_PROPERTY = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d{1,5}\s?\??|\\[{}\\]){1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_HEAD_CHARACTERS = 100_000  # Where properties stand, after tables of fonts and colours.
_BLANKS = re.compile(r"[ \t\xa0]+")
_HEADING, _ROW, _CELL, _ROW_END = "\ue010", "\ue011", "\ue012", "\ue013"
_MARKS = {_HEADING: 57360, _ROW: 57361, _CELL: 57362, _ROW_END: 57363}
"""Characters of no script that stand for headings, rows and cells on the way through striprtf."""

_OUTLINE = re.compile(r"\\outlinelevel[0-8](?![0-9])[ ]?")
# Possessive: of what was read nothing is given back, or long rows of words would be tried in every division.
_WHOLE_LINE = re.compile(
    r"\\pard[ ]?(?P<look>(?:\\(?!u-?\d)[a-z]{1,20}+-?\d{0,9}+[ ]?+){1,30}+)"
    r"(?:[^\\{}]|\\'[0-9a-fA-F]{2}|\\u-?\d{1,5}+){1,120}+\\par(?![a-z])"
)
_BOLD = re.compile(r"\\b(?![a-z0-9])")
_SIZE = re.compile(r"\\fs(\d{1,3})")
_HEADING_STYLE = re.compile(
    r"\{(?:\\\*)?\\s(\d{1,4})(?![0-9])(?:[^{};]|\{[^{}]{0,200}\}){0,600}?\s"
    r"(?:heading|überschrift|titre|título|titolo|kop|заголовок|rubrik|title)(?:\s?\d)?;\}",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\\(trowd|cell|row)(?![a-z0-9])[ ]?")
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote(?![a-z])")
_NOTE_MARK = re.compile(r"\{\\super\s?\\chftn\s?\}|\\chftn(?![a-z])[ ]?")
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_HIDDEN = re.compile(r"\{[^{}]{0,200}\\(?:v|deleted)(?![a-z0-9])(?:[^{}\\]|\\[^{}]){0,5000}\}")
_PIECE = re.compile(r"\\'[0-9a-fA-F]{2}|\\([a-z]{1,32}+)(-?\d{1,10}+)?[ ]?|\\[^a-z]|[{}]|[^\\{}]++")
_CHARACTERS = frozenset({"u", "tab", "emdash", "endash", "lquote", "rquote", "ldblquote", "rdblquote", "bullet"})
_BULLET = re.compile(r"\A[•–◦▪·\uf0b7]\s+")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a rich text; each of its paragraphs is one, its notes are at its end."""
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Problem(name, Remark("is empty") if not data.strip() else Remark("is not rich text"))
        return
    source = data.decode("latin-1")
    body, notes = _without_notes(_HIDDEN.sub("", _without_struck(source)))
    page = Page()
    visible_text = _text(_with_headings(_TABLE.sub(_table_mark, body)))
    _add(page, visible_text)
    for note in notes:
        _add(page, _text(f"{{\\rtf1\\ansi{_code_page(source)} {note}}}"))
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    # Among rows of tables short lines that nobody marked aren't headings.
    headings = tuple(page.headings) or (() if _ROW in visible_text else None)
    properties = _properties(source[:_HEAD_CHARACTERS])
    yield by_properties(properties, name, page.text, id=name, headings=headings, lines=(), reader=READER)


def _text(source: str) -> str:
    return tidy(_words(source, encoding="cp1252", errors="replace")).replace("\0", "")


def _with_headings(source: str) -> str:
    """Rich text with a mark in each paragraph that is a heading, by its outline level, style or look."""
    start = source.find("{\\stylesheet")
    end = _group_end(source, start) if start >= 0 else 0
    numbers = [match[1] for match in _HEADING_STYLE.finditer(source, max(start, 0), end)]
    body = _OUTLINE.sub(_mark(_HEADING), _WHOLE_LINE.sub(_marked_if_large, source[end:]))
    if numbers:
        body = re.sub(rf"\\s(?:{'|'.join(numbers)})(?![0-9a-z])[ ]?", _mark(_HEADING), body)
    return source[:end] + body


def _mark(character: str) -> str:
    """A character as rich text writes it."""
    return rf"{{\\uc1\\u{_MARKS[character]}?}}"


def _marked_if_large(line: re.Match[str]) -> str:
    """A line of its own, with the mark of a heading where it is bold and large and in no table."""
    size, look = _SIZE.search(line["look"]), line["look"]
    is_heading = size and int(size[1]) >= LARGE and _BOLD.search(look) and "\\intbl" not in look
    return line[0].replace(look, look.rstrip() + rf"{{\uc1\u{_MARKS[_HEADING]}?}}", 1) if is_heading else line[0]


def _table_mark(match: re.Match[str]) -> str:
    """A word about tables, and the character that stands for it; its own line break is left to that."""
    character = {"trowd": _ROW, "cell": _CELL, "row": _ROW_END}[match[1]]
    return f"{{\\uc1\\u{_MARKS[character]}?}}"


def _without_struck(source: str) -> str:
    """Rich text without the words that are struck out; what says how it looks stays."""
    if "\\strike" not in source:
        return source
    parts: list[str] = []
    around: list[bool] = []
    struck = False
    for piece in _PIECE.finditer(source):
        word = piece[1]
        if piece[0] == "{":
            around.append(struck)
        elif piece[0] == "}":
            struck = around.pop() if around else False
        elif word in ("strike", "striked", "plain"):
            struck = word != "plain" and piece[2] != "0"
        elif struck and (word in _CHARACTERS or (word is None and piece[0] not in ("\\*", "\\\n"))):
            continue
        parts.append(piece[0])
    return "".join(parts)


def _without_notes(source: str) -> tuple[str, list[str]]:
    """Rich text without its notes and their marks, and the notes."""
    notes: list[str] = []
    parts: list[str] = []
    at = 0
    for match in _NOTE.finditer(source):
        if match.start() < at or len(notes) >= MOST_NOTES:
            continue
        end = _group_end(source, match.start())
        parts.append(source[at : match.start()])
        notes.append(_NOTE_MARK.sub("", source[match.end() : end - 1]))
        at = end
    return _NOTE_MARK.sub("", "".join([*parts, source[at:]])), notes


def _group_end(source: str, start: int) -> int:
    """Where the group that opens at an offset ends."""
    depth = 0
    for brace in _BRACE.finditer(source, start):
        if brace[1] == "{":
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            return brace.end()
    return len(source)


def _add(page: Page, text: str) -> None:
    """Adds the paragraphs and tables of a text to a page."""
    rows: list[TableRow] = []
    for part in re.split(f"({_ROW}[^{_ROW_END}]*{_ROW_END})", text):
        if part.startswith(_ROW):
            # A row is announced again where its cells were, by some programs.
            first, _, again = part.rpartition(_ROW)
            row_text = again if again.strip(f"{_CELL}{_ROW_END}{_HEADING} \n|") or not first else first
            cells = re.sub(f"[{_ROW}{_ROW_END}{_HEADING}]", "", row_text).split(_CELL)
            rows.append(TableRow([Cell(" ".join(cell.replace("|", " ").split())) for cell in cells[:-1]], 1))
            continue
        if not part.strip(f" \n|{_CELL}{_ROW}{_ROW_END}"):
            continue
        add_rows(page, rows)
        rows = []
        for line in part.split("\n"):
            heading = _HEADING in line
            words = re.sub(f"[{_HEADING}{_ROW}{_CELL}{_ROW_END}]", "", _BLANKS.sub(" ", line)).strip(" |")
            block: list[Line] = [(_BULLET.sub("", words), 1)]
            page.add(block, heading=heading)
    add_rows(page, rows)


def _code_page(source: str) -> str:
    code_page = re.search(r"\\ansicpg\d{3,5}", source[:_HEAD_CHARACTERS])
    return code_page[0] if code_page else ""


def _properties(source: str) -> dict[str, Any]:
    """The properties that a document gives."""
    words = {
        match[1]: _words(f"{{\\rtf1\\ansi{_code_page(source)} {match[2]}}}", errors="replace")
        for match in _PROPERTY.finditer(source)
    }
    created_match = _MADE.search(source)
    created = f"{created_match[1]}-{int(created_match[2]):02}-{int(created_match[3]):02}" if created_match else None
    return {"title": words.get("title"), "authors": words.get("author"), "created": created}
