"""Wiki markup, as MediaWiki keeps its pages: one file, one article, as a person sees it but for templates.

What most templates write is in another page, so that it is left out; a note of `<ref>` is read where it stands last.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import takewhile
from typing import Any

from retrieval.articles.files import Problem
from retrieval.articles.page import Page
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of
from retrieval.readers.markup.wiki_templates import without_templates
from retrieval.readers.rows import Cell
from retrieval.records import Article

READER = "wiki 7"
"""The name of this reader with its number, raised whenever the same file would give another text."""

DEEPEST = 40
"""Links inside each other are read this deep."""

_MARKS = "[]{}'<|!*#:;~_-="
_AS_TYPED = dict(zip(map(ord, _MARKS), range(0xFDDB, 0xFDEF), strict=False))
_AS_SEEN = {seen: typed for typed, seen in _AS_TYPED.items()}
"""Signs that are no marks where they are code → characters that no text has, which stand for them meanwhile."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Each ends before the next tag of its kind: from one that is never closed all others would be read.
_CODE = re.compile(
    r"<(syntaxhighlight|source|pre|code|math)\b[^<>]{0,200}>((?:[^<]++|<(?!/?\1\b))*+)</\1\s*>", re.IGNORECASE
)
_NOWIKI = re.compile(r"<nowiki>((?:[^<]++|<(?!/?nowiki\b))*+)</nowiki>", re.IGNORECASE)
_REFERENCE = re.compile(r"<ref\b[^<>/]{0,200}>((?:[^<]++|<(?!/?ref\b))*+)</ref\s*>|<ref\b[^<>]{0,200}/>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(gallery|timeline|score|imagemap|templatedata|graph|mapframe)\b[^<>]{0,300}>(?:[^<]++|<(?!/?\1\b))*+</\1\s*>",
    re.IGNORECASE,
)
_OPTION = re.compile(r"\s*(?:alt|link|lang|page)\s*=|\s*</")
"""What may stand beside the caption of a picture."""

_STRUCK = re.compile(r"<(s|del|strike)>(?:[^<]++|<(?!/?\1\b))*+</\1\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_BRACKETS = re.compile(r"\[\[|\]\]")
_ADDRESS = re.compile(
    r"\[(?:https?:|ftp:|mailto:)?//[^\s\[\]]{1,1000}(?:\s+([^\[\]\n]{1,500}))?\]|\[mailto:\S{1,300}\s([^\[\]]*)\]"
)
_SPACES = re.compile(r"[ \t]{2,}")
_QUOTES = re.compile(r"'{2,5}")
_SWITCH = re.compile(r"__[A-Z]{3,20}__")
_HEADING = re.compile(r"(={1,6})\s*(.{1,500}?)\s*\1\s*")
_ITEM = re.compile(r"[*#:;]+\s*")
_SIGNED = re.compile(r"~{3,5}")
_PAGES = re.compile(
    r":?(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|imagen|categoría|ficheiro|imagem|"
    r"categoria|immagine|bestand|afbeelding|categorie|plik|grafika|kategoria|файл|изображение|категория|ファイル|画像|"
    r"文件|圖像|图像|分类|分類)\s?:",
    re.IGNORECASE,
)
"""What names of pages begin with that are pictures or lists of pages."""

_ONLY_MOVED = re.compile(
    r"\s*#(?:redirect|weiterleitung|redirection|redirección|rinvia|перенаправление)\b", re.IGNORECASE
)
_ATTRIBUTES = re.compile(
    r"\A\s*+(?:[a-z-]{2,20}\s*=\s*(?:\"[^\"]{0,300}\"|'[^']{0,300}'|[\w%#]{1,40})\s*)+\|(?!\|)", re.IGNORECASE
)


_SPANS = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a page in wiki markup."""
    yield from article_of(data, name, _parsed, READER)


def is_redirect(source: str) -> bool:
    """Whether a page says only that another one is meant."""
    return _ONLY_MOVED.match(source) is not None


def page_of(source: str) -> Page:
    """What a person sees of a page in wiki markup."""
    return _parsed(list(enumerate(source.split("\n"), 1))).page


def _parsed(lines: list[Numbered]) -> Read:
    """The page of a file; it has no fields of its own."""
    first = lines[0][0] if lines else 1
    notes: list[str] = []
    text = _without_markup("\n".join(text for _, text in lines), notes)
    numbered = list(enumerate(text.split("\n"), first))
    blocks, fields = Blocks(_inline), dict[str, Any]()
    at = 0
    while at < len(numbered):
        number, line = numbered[at]
        if line.lstrip(" :").startswith("{|"):
            at = _table(blocks, numbered, at)
            continue
        if line.startswith(" ") and line.strip() and not blocks.is_open:
            at = _code(blocks, numbered, at)
            continue
        _line(blocks, number, line)
        at += 1
    blocks.end()
    for note in notes:
        blocks.line(note, numbered[-1][0])
        blocks.end()
    return Read(fields, blocks.page)


def _line(blocks: Blocks, number: int, line: str) -> None:
    """Adds a line that is no part of a table."""
    words = line.strip()
    if not words or set(words) == {"-"}:
        blocks.end()
    elif heading := _HEADING.fullmatch(words):
        blocks.heading(heading[2], number, len(heading[1]))
    elif item := _ITEM.match(line):
        if item_words := line[item.end() :].strip():
            blocks.item(item_words, number)
    else:
        if blocks.may_be_item:
            blocks.end()
        blocks.line(words, number)


def _code(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the lines that begin with a space at a place; the place after them."""
    end = at
    while end < len(lines) and lines[end][1].startswith(" ") and not lines[end][1].lstrip(" :").startswith("{|"):
        end += 1
    blocks.code([(number, _plain(line[1:])) for number, line in lines[at:end]])
    return end


def _table(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the table that begins at a place; the place after it."""
    blocks.end()
    rows: list[tuple[int, list[Cell]]] = []
    captions, depth = list[tuple[str, int]](), 0
    while at < len(lines):
        number, line = lines[at][0], lines[at][1].strip()
        at += 1
        depth += line.startswith("{|")
        if line.startswith("|}"):
            depth -= 1
            if not depth:
                break
        elif depth > 1 or line.startswith("{|"):
            continue
        elif line.startswith("|+"):
            captions = [(line[2:], number)]
        elif line.startswith("|-"):
            rows.append((number, []))
        elif line.startswith(("|", "!")):
            if not rows:
                rows.append((number, []))
            cells = re.split(r"\|\||!!", line[1:]) if line.startswith("!") else line[1:].split("||")
            rows[-1][1].extend(_cell(words, is_name=line.startswith("!")) for words in cells)
        elif line and rows and rows[-1][1]:
            cell = rows[-1][1].pop()
            rows[-1][1].append(cell._replace(text=f"{cell.text} {line}"))
    for caption, number in captions:
        blocks.line(_ATTRIBUTES.sub("", caption).strip(), number)
        blocks.end()
    rows = [row for row in rows if any(cell.text for cell in row[1])]
    heads = sum(1 for _ in takewhile(lambda row: all(cell.is_name for cell in row[1]), rows))
    named = [n for n, (_, cells) in enumerate(rows) if any(cell.is_name for cell in cells)]
    if not heads and named == [0]:
        # Whoever marks one name of the first row, and of no other, means all of them.
        rows[0], heads = (rows[0][0], [cell._replace(is_name=True) for cell in rows[0][1]]), 1
    for part in [rows] if heads < len(rows) and named else [[row] for row in rows]:
        blocks.cells(part)
    return at


def _cell(written: str, *, is_name: bool) -> Cell:
    """A cell of a table, with the columns and rows that its attributes say it spans."""
    about = _ATTRIBUTES.match(written)
    spans = {name.lower(): int(count) for name, count in _SPANS.findall(about[0])} if about else {}
    words = written[about.end() :] if about else written
    return Cell(words.strip(), is_name, spans.get("colspan", 1), spans.get("rowspan", 1))


def _without_markup(text: str, notes: list[str]) -> str:
    """A page without what isn't seen, its links as their words; every line feed stays, so that lines are the file's.

    Args:
        text: The page.
        notes: Its notes so far, to which its own are added.
    """

    def note(match: re.Match[str]) -> str:
        words = " ".join((match[1] or "").split())
        if words:
            notes.append(words)
        return _lines(match[0])

    text = _NOWIKI.sub(lambda match: match[1].translate(_AS_TYPED), _CODE.sub(_as_code, text))
    text = _COMMENT.sub(lambda match: _lines(match[0]), text)
    text = _UNSEEN.sub(lambda match: _gallery(match[0]) if match[1].lower() == "gallery" else _lines(match[0]), text)
    text = without_templates(text)
    text = _without_links(text)
    text = _REFERENCE.sub(note, text)
    text = _STRUCK.sub(lambda match: _lines(match[0]), text)
    return _SWITCH.sub("", text)


def _as_code(match: re.Match[str]) -> str:
    """Code as lines that begin with a space, as wikis show them; what is in a line stays in it."""
    code = match[2].translate(_AS_TYPED)
    if match[1].lower() in ("code", "math") and "\n" not in code:
        return code
    return "\n".join(f" {line}" for line in code.split("\n"))


def _gallery(pictures: str) -> str:
    """The captions of a row of pictures as items of a list, on as many lines."""
    parts = (line.split("|")[1:] for line in pictures.split("\n"))
    captions = (next((part for part in reversed(line) if not _OPTION.match(part)), "") for line in parts)
    return "\n".join(f"* {caption.strip()}" if caption.strip() else "" for caption in captions)


def _lines(source: str) -> str:
    """The line feeds of what is left out."""
    return "\n" * source.count("\n")


def _without_links(text: str) -> str:
    """A text with the words of its links; of a picture its caption stands as a paragraph of its own."""
    parts: list[list[str]] = [[]]
    end = 0
    for mark in _BRACKETS.finditer(text):
        if mark[0] == "[[" and len(parts) <= DEEPEST:
            parts[-1].append(text[end : mark.start()])
            parts.append([])
            end = mark.end()
        elif mark[0] == "]]" and len(parts) > 1:
            parts[-1].append(text[end : mark.start()])
            inner = "".join(parts.pop())
            behind = text[mark.end() : mark.end() + 1]
            parts[-1].append(_seen_of_link(inner, is_alone=behind in ("", "\n")))
            end = mark.end()
    while len(parts) > 1:
        inner = "".join(parts.pop())
        parts[-1].append(f"[[{inner}")
    return "".join([*parts[0], text[end:]])


def _seen_of_link(inner: str, *, is_alone: bool) -> str:
    """What is seen of a link.

    Args:
        inner: What is between its brackets.
        is_alone: Whether its line ends with it.
    """
    target, bar, words = inner.partition("|")
    if _PAGES.match(target) and not target.startswith(":"):
        caption = words.rpartition("|")[2].strip() if bar else ""
        is_caption = " " in caption and not re.fullmatch(
            r"(?:alt|link|class|upright|lang|page)\s*=.*|\d+\s?px", caption
        )
        return (caption if is_caption and is_alone else "") + _lines(
            inner if not is_caption else inner[: -len(caption)]
        )
    if re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{2,8})?:[^|]{1,200}", target) and not bar:
        return ""
    return (
        words if bar and words.strip() else target.removeprefix(":").partition("#")[0] or target.strip("#")
    ) + _lines(target if bar and words.strip() else "")


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    return _SPACES.sub(" ", _plain(words))


def _plain(words: str) -> str:
    """Words of a line without marks."""
    if "[" in words:
        words = _ADDRESS.sub(lambda match: match[1] or match[2] or "", words)
    if "<" in words:
        words = _TAG.sub("", _BREAK.sub(" ", words))
    words = _SIGNED.sub("", _QUOTES.sub("", words))
    words = unescape(words) if "&" in words else words
    return words if words.isascii() else words.translate(_AS_SEEN)
