"""TiddlyWiki's markup: the tiddlers of a wiki as a person sees them, each in a file of its own or as records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described, is_draft
from retrieval.articles.page import Page
from retrieval.readers.encodings import decoded
from retrieval.readers.markup.light_markup import Blocks, Numbered
from retrieval.readers.markup.markdown import seen
from retrieval.records import Article, Remark

READER = "tiddlywiki 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

SYSTEM = "$:/"
"""What the titles of tiddlers begin with that are parts of the program."""

_TEXTS = frozenset({"", "text/vnd.tiddlywiki", "text/x-tiddlywiki", "text/plain", "text/markdown", "text/x-markdown"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_STAMP = re.compile(r"\d{17}")
_FIELD = re.compile(r"([\w.:-]{1,60}):[ \t]*(.*)")
_HEADING = re.compile(r"(!{1,6})[ \t]*(?=\S)")
_ITEM = re.compile(r"([*#;:>]{1,8})[ \t]*(?:\.[\w-]+[ \t]+)?(?=\S)")
_PRAGMA = re.compile(r"\\(?:define|procedure|function|widget|parameters|import|rules|whitespace)\b")
_ALONE = re.compile(r"\s*(?:<<[^<>]{0,500}>>|\{\{[^{}]{0,300}\}\}|</?\$[^<>]{0,500}>)\s*")
_WIDGET = re.compile(r"<<[^<>\n]{0,500}>>|\{\{\{?[^{}\n]{0,300}\}\}\}?|</?\$?[a-zA-Z][^<>\n]{0,500}>")
_PICTURE = re.compile(r"\[img[^\[\]\n]{0,200}\[(?:([^\[\]|\n]{1,300})\|)?[^\[\]\n]{1,500}\]\]")
_EXTERNAL = re.compile(r"\[ext\[(?:([^\[\]|\n]{1,300})\|)?([^\[\]\n]{1,500})\]\]")
_LINK = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|[^\[\]\n]{1,500})?\]\]")
_LOOKS = tuple(
    map(
        re.compile,
        (
            r"''(?=\S)(.{1,1000}?)(?<=\S)''",
            r"(?<!:)//(?=\S)(.{1,1000}?)(?<=[^\s:])//",
            r"__(?=\S)(.{1,1000}?)(?<=\S)__",
            r"(?:\^\^|,,)(?=\S)(.{1,300}?)(?<=\S)(?:\^\^|,,)",
            r"@@(?:[.\w][\w.:#;%-]{0,100}[;\s])?(.{1,1000}?)@@",
            r"`([^`]{1,500})`",
        ),
    )
)
_SPACES = re.compile(r" {2,}")
_STRUCK = re.compile(r"~~(?=\S).{1,1000}?~~")
_BARS = re.compile(r"\|(?![^\[\]]*\]\])")
"""What parts cells, not the words of a link from where it leads."""

_NO_LINK = re.compile(r"(?<![\w~])~(?=[A-Z][a-z]+[A-Z])")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a tiddler in a file of its own: fields, a blank line, its text."""
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    head, _, text = tidy(content).partition("\n\n")
    pairs = (field.groups() for line in head.split("\n") if (field := _FIELD.fullmatch(line.strip())))
    fields = {key.lower(): value.strip() for key, value in pairs}
    if not is_text(fields):
        yield Problem(name, Remark("holds no articles"))
        return
    if is_draft(fields) or "draft.of" in fields:
        yield Problem(name, Remark("is marked as a draft"))
        return
    first = head.count("\n") + 3
    page = seen(text, first) if fields.get("type", "") in _MARKDOWN else page_of([*enumerate(text.split("\n"), first)])
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    yield described(
        known(fields), "header", name, page.text, id=name, headings=tuple(page.headings), lines=tuple(page.lines),
        reader=READER,
    )  # fmt: skip


def is_tiddler(record: Mapping[str, Any]) -> bool:
    """Whether a record is a tiddler: its times are seventeen figures, as no other's are, or it is of the program."""
    times = (record.get(key) for key in ("created", "modified"))
    is_stamped = any(isinstance(time, str) and _STAMP.fullmatch(time) for time in times)
    is_of_program = str(record.get("title") or "").startswith(SYSTEM)
    return (is_stamped or is_of_program) and isinstance(record.get("text"), str)


def is_text(fields: Mapping[str, Any]) -> bool:
    """Whether a tiddler's fields are those of a text, not of a picture or a part of the program."""
    return str(fields.get("type") or "") in _TEXTS and not str(fields.get("title") or "").startswith(SYSTEM)


def known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a tiddler as those of an article: who changed it last didn't write it."""
    others = {key: value for key, value in fields.items() if key not in ("modifier", "type", "text")}
    return {"author": fields.get("creator"), **others}


def page_of(lines: Sequence[Numbered]) -> Page:
    """What a person sees of the lines of a tiddler."""
    blocks, at, has_hard_breaks, is_unseen = Blocks(_inline), 0, False, False
    while at < len(lines):
        number, line = lines[at]
        words = line.strip()
        if is_unseen:
            is_unseen = not words.startswith("\\end")
        elif words.startswith("```"):
            at = _code(blocks, lines, at)
            continue
        elif words == '"""':
            has_hard_breaks = not has_hard_breaks
            blocks.end()
        elif _PRAGMA.match(words):
            # One that goes on ends in a line of its own.
            is_unseen = words.endswith(")")
        elif heading := _HEADING.match(line):
            blocks.heading(line[heading.end() :].strip(), number, len(heading[1]))
        elif item := _ITEM.match(line):
            blocks.item(line[item.end() :].strip(), number, item[1])
        elif words.startswith("|") and words[-1] in "|hfck":
            at = _table(blocks, lines, at)
            continue
        elif not words or words.startswith("<<<") or set(words) == {"-"} or _ALONE.fullmatch(words):
            blocks.blank() if not words else blocks.end()
        else:
            if blocks.may_be_item and blocks.is_open and not has_hard_breaks:
                blocks.end()
            blocks.line(words, number)
        at += 1
    blocks.end()
    return blocks.page


def _code(blocks: Blocks, lines: Sequence[Numbered], at: int) -> int:
    """Adds the code that begins at a place; the place after it."""
    end = next((n for n in range(at + 1, len(lines)) if lines[n][1].strip() == "```"), len(lines))
    blocks.code(lines[at + 1 : end])
    return end + 1


def _table(blocks: Blocks, lines: Sequence[Numbered], at: int) -> int:
    """Adds the table that begins at a place; the place after it."""
    rows: list[tuple[int, list[str]]] = []
    caption: Numbered | None = None
    has_names = False
    while at < len(lines) and (row := lines[at][1].strip()).startswith("|") and row[-1] in "|hfck":
        cells = [cell.strip() for cell in _BARS.split(row.rstrip("hfck"))[1:-1]]
        if row.endswith("|c"):
            caption = lines[at][0], " ".join(cells)
        elif not row.endswith("|k"):
            has_names = has_names or (not rows and all(cell.startswith("!") for cell in cells if cell))
            rows.append((lines[at][0], [cell.lstrip("!<>^~").strip() for cell in cells]))
        at += 1
    if caption is not None:
        blocks.end()
        blocks.line(caption[1], caption[0])
    blocks.rows(rows, has_names=has_names)
    return at


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    words = _PICTURE.sub(lambda match: match[1] or "", words)
    words = _EXTERNAL.sub(lambda match: match[1] or match[2], _LINK.sub(r"\1", words))
    words = _NO_LINK.sub("", _WIDGET.sub("", _STRUCK.sub("", words)))
    for pattern in _LOOKS:
        words = pattern.sub(r"\1", words)
    return _SPACES.sub(" ", words).strip()
