"""DokuWiki's markup, whose pages are called `.txt`: one file, one article, as a person sees it but for plugins."""

import re
from collections.abc import Iterator
from typing import Any

from retrieval.articles.files import Problem
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of, body_of
from retrieval.records import Article

READER = "dokuwiki 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_OPENING = re.compile(
    r"\s{0,100}+(?:~~[A-Z]{2,30}(?::[^~\n]{0,200})?~~\s{0,20}+)?"
    r"(={5,6})(?=[^=\n]{0,200}\w)[^=\n]{1,200}\1[ \t]*(?:\n|\Z)"
)
_HEADING = re.compile(r"(={2,6})\s*([^=\n].{0,300}?)\s*\1\s*")
_SECTION = re.compile(r"^ ?(={2,6}) ?[^=\s][^=\n]{0,200}\1[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"(?: {2,}|\t+)[*-]\s*(?=\S)")
_CELLS = re.compile(r"\[\[[^\[\]]*\]\]|\{\{[^{}]*\}\}|%%.*?%%|[|^]|[^\[{%|^]+|[\[{%]")
_BLOCK = re.compile(r"\s*<(code|file|html|php|HTML|PHP)\b[^<>]*>")
_MEDIA = re.compile(r"\{\{[^{}]{0,1000}\}\}")
_LINK = re.compile(r"\[\[([^\[\]|]{1,1000})(?:\|([^\[\]]{0,500}))?\]\]")
_NOTE = re.compile(r"\(\((?!\()([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,2000}){0,5})\)\)")
MOST_LINES_OF_A_NOTE = 20
"""A note that is not closed on so many lines is none."""

_QUOTE = re.compile(r">{1,10}[ ]?")
_LOOKS = re.compile(r"(\*\*|__|''|(?<!:)//)(?=\S)((?:(?!\1)[^\n]){1,1000}?)(?<=\S)\1")
_DEEPEST = 4
"""Looks are read this deep in each other."""

_STRUCK = re.compile(r"<del>(?:[^<]++|<(?!/?del\b))*+</del\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,300})?/?>")
_SWITCH = re.compile(r"~~[A-Z]{2,30}(?::[^~\n]{0,200})?~~")
_AS_TYPED = re.compile(r"%%(.*?)%%")


def is_page(text: str, name: str) -> bool:
    """Whether a text opens with a heading as this wiki writes them, or has one and stands where its pages do.

    Args:
        text: The text.
        name: Its path inside the archive.
    """
    return _OPENING.match(text) is not None or ("pages/" in name and _SECTION.search(text) is not None)


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a page."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The page of a file; its title is its first heading."""
    notes: list[tuple[int, str]] = []
    blocks, fields = Blocks(_inline), dict[str, Any]()
    at = 0
    while at < len(lines):
        number, line = lines[at]
        if block := _BLOCK.match(line):
            at = _code(blocks, lines, at, block)
            continue
        if "((" in line:
            at, line = _with_note(lines, at)
        notes += [(number, note[1]) for note in _NOTE.finditer(line)]
        line = _NOTE.sub("", line)
        if heading := _HEADING.fullmatch(line.strip()):
            fields.setdefault("title", _inline(heading[2]))
            blocks.heading(heading[2], number, 7 - len(heading[1]))
        elif _MEDIA.fullmatch(line.strip()):
            # A picture that stands alone, with what is said of it.
            blocks.end()
            blocks.line(line.strip()[2:-2].partition("|")[2].strip(), number)
            blocks.end()
        elif quote := _QUOTE.match(line):
            # Each line of a quotation is marked; an empty one parts paragraphs.
            blocks.line(line[quote.end() :].strip(), number) if line[quote.end() :].strip() else blocks.end()
        elif line.startswith(("|", "^")):
            at = _table(blocks, lines, at)
            continue
        elif item := _ITEM.match(line):
            blocks.item(line[item.end() :].strip(), number)
        elif line.startswith("  ") and line.strip() and not blocks.is_open:
            end = body_of(lines, at)
            blocks.code(lines[at:end])
            at = end
            continue
        elif not (words := _SWITCH.sub("", line).strip()) or set(words) == {"-"}:
            blocks.end()
        else:
            if blocks.may_be_item:
                blocks.end()
            blocks.line(words, number)
        at += 1
    blocks.end()
    for number, note in notes:
        blocks.line(note, number)
        blocks.end()
    return Read(fields, blocks.page)


def _with_note(lines: list[Numbered], at: int) -> tuple[int, str]:
    """The place of the last line of a note that begins at a place, and the lines up to it as one."""
    words = lines[at][1]
    for end in range(at, min(at + MOST_LINES_OF_A_NOTE, len(lines))):
        words = words if end == at else f"{words} {lines[end][1].strip()}"
        if words.count("((") <= words.count("))"):
            return end, words
    return at, lines[at][1]


def _code(blocks: Blocks, lines: list[Numbered], at: int, opening: re.Match[str]) -> int:
    """Adds the lines of code, a file or a piece of a page, which stay as they are; the place after them."""
    close, code = f"</{opening[1]}>", []
    first = opening.end()
    while at < len(lines):
        number, line = lines[at][0], lines[at][1][first:]
        first, at = 0, at + 1
        inner, closed, _ = line.partition(close)
        code.append((number, inner))
        if closed:
            break
    if opening[1] in ("code", "file"):
        blocks.code([(number, text) for number, text in code if text.strip() or len(code) > 2])
    return at


def _table(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the table that begins at a place; the place after it."""
    rows: list[tuple[int, list[str]]] = []
    has_names = lines[at][1].startswith("^") and lines[at][1].rstrip().endswith("^")
    while at < len(lines) and lines[at][1].startswith(("|", "^")):
        cells = [""]
        for part in _CELLS.findall(lines[at][1].strip()):
            if part in "|^":
                cells.append("")
            else:
                cells[-1] += part
        rows.append((lines[at][0], [cell.strip() for cell in cells[1:-1]]))
        at += 1
    blocks.rows(rows, has_names=has_names)
    return at


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    parts = _AS_TYPED.split(words)
    return "".join(part if n % 2 else _plain(part) for n, part in enumerate(parts)).strip()


def _plain(words: str) -> str:
    """Words whose signs are marks, as they are seen."""
    words = _MEDIA.sub("", _NOTE.sub("", words))
    words = _LINK.sub(lambda match: match[2] or match[1].rpartition(":")[2].strip() or match[1], words)
    words = _TAG.sub("", _STRUCK.sub("", words)).replace("\\\\ ", " ").removesuffix("\\\\")
    for _ in range(_DEEPEST if _LOOKS.search(words) else 0):
        words = _LOOKS.sub(r"\2", words)
    return words
