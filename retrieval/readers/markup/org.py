"""Org, as Emacs keeps notes and blogs: one file, one article, as a person sees it on the page."""

import re
from bisect import bisect
from collections.abc import Iterator

from retrieval.articles.files import Problem
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of, with_seen
from retrieval.records import Article

READER = "org 8"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_HEADING = re.compile(
    r"\*+[ ]+(?:(?:TODO|DONE|NEXT|WAITING|CANCELL?ED|HOLD)[ ]+)?(?:\[#[A-Z]\][ ]*)?(.*?)"
    r"(?:[ ]+\[\d{0,3}(?:/\d{0,3}|%)\])?(?:[ ]{1,100}:[\w@#%:]{1,200}:)?"
)
_HEADING_MARK = re.compile(r"\*+[ ]")
_NOT_EXPORTED = re.compile(r"\A\*+[ ]+COMMENT(?:[ ]|\Z)|:noexport:(?:[\w@#%:]{1,200}:)?[ ]*\Z")
"""What says of a heading that nothing below it is to be shown."""

_KEYWORD = re.compile(r"[ ]*#\+([A-Za-z_]{1,40})(?:\[[^\]]{0,200}\])?:[ ]*(.*)")
_BEGIN = re.compile(r"[ ]*#\+begin[_:]([A-Za-z]{1,30})(?:[ ].*)?", re.IGNORECASE)
_BLOCK_MARK = re.compile(r"#\+(?:begin|end)[_:]", re.IGNORECASE)
_DRAWER = re.compile(r"[ ]*:([A-Za-z_-]{1,40}):[ ]*")
_PLANNING = re.compile(r"[ ]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):[ ]+[<\[]")
_ITEM = re.compile(r"[ ]*(?:[-+]|\d{1,3}[.)]|[ ]\*)[ ]+(?:\[@\d{1,4}\][ ]+)?(?:\[[ X-]\][ ]+)?(?=\S)")
_OPENS_A_LIST = re.compile(r"[ ]*(?:\D|1[.)])")
"""The mark of an item that may end a paragraph; a line that begins with another number may be one of its lines."""

_DEFINED = re.compile(r"[ ]+::(?:[ ]+|\Z)")
_NOTE = re.compile(r"\[fn:[^\]:]{1,60}\][ ]*")
_REFERENCE = re.compile(r"\[fn:[^\]:]{1,60}\]|[ ]?\[cite(?:/[\w/-]{1,30})?:[^\[\]]{1,300}\]")
_LINK = re.compile(r"\[\[([^\[\]]{1,500})\](?:\[([^\[\]]{1,500})\])?\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)\Z", re.IGNORECASE)
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d[^<>\[\]\n]{0,40})[>\]]")
_MARKED = re.compile(r"(?<![\w=~*/_+])([*/_=~])(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w=~*/_+])")
_STRUCK = re.compile(r"(?<![\w+])\+(?=\S)[^+\n]{1,300}(?<=\S)\+(?![\w+])")
_ESCAPED = re.compile(r"\A([ ]*),(?=,{0,9}(?:\*|#\+))")
"""The comma that keeps a line of a block from being a heading or a keyword."""

_LOWERED = re.compile(r"(?<=[\w)])[_^]\{([^{}\n]{1,60})\}")
"""What stands lower or higher than its line: H_{2}O."""

_RULE = re.compile(r"\|[-+|: ]*")
_CODE = frozenset({"src", "example"})
_UNSEEN_DRAWERS = frozenset({"properties", "logbook", "clock", "clocking"})
_UNSEEN = frozenset({"comment", "export", "html", "latex"})
_FIELDS = frozenset({"title", "author", "date", "language", "description", "source", "url", "draft", "hugo_draft"})

_WIDTH = re.compile(r"<[lcr]?\d{0,3}>")
"""What tells how wide a column is shown, and where its words stand."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file in Org."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The fields of a file and its page."""
    blocks, fields = Blocks(_inline), dict[str, str]()
    ends = _ends(lines)
    at = hidden = 0
    while at < len(lines):
        number, text = lines[at]
        if (mark := _HEADING_MARK.match(text)) and not 0 < hidden < mark.end():
            hidden = mark.end() if _NOT_EXPORTED.search(text) else 0
        if hidden:
            at += 1
        elif begin := _BEGIN.fullmatch(text):
            at = _block(blocks, lines, at, begin[1].lower(), ends)
        elif (drawer := _DRAWER.fullmatch(text)) and (end := _end(ends, at - 1, ":end:")) is not None:
            # What is in a drawer of another name is shown.
            at = end + 1 if drawer[1].lower() in _UNSEEN_DRAWERS else at + 1
        elif text.strip().startswith("|"):
            at = _table(blocks, lines, at)
        else:
            if keyword := _KEYWORD.fullmatch(text):
                key, value = keyword[1].lower(), keyword[2].strip()
                if key in _FIELDS and value:
                    fields[key] = f"{fields[key]} {value}" if key == "title" and key in fields else _inline(value)
                elif key == "caption":
                    blocks.line(value, number)
            else:
                _line(blocks, number, text)
            at += 1
    blocks.end()
    return Read(fields, blocks.page)


def _line(blocks: Blocks, number: int, text: str) -> None:
    """Adds a line that opens nothing."""
    words = text.strip()
    if not words:
        blocks.blank()
    elif heading := _HEADING.fullmatch(text.rstrip()):
        blocks.heading(heading[1], number, heading[0].index(" "))
    elif words.startswith(": ") or words == ":":
        blocks.code([(number, words[2:])])
    elif (
        words.startswith("# ")
        or words == "#"
        or _BLOCK_MARK.match(words)
        or _PLANNING.match(text)
        or set(words) == {"-"}
    ):
        return
    elif _NOTE.match(text):
        blocks.end()
        blocks.line(_NOTE.sub("", text, count=1), number)
    elif (item := _ITEM.match(text)) and (blocks.may_be_item or _OPENS_A_LIST.match(text)):
        item_words = text[item.end() :].strip()
        is_numbered = item[0].strip()[0].isdigit()
        words = item_words if is_numbered else _DEFINED.sub(": ", item_words, count=1)
        blocks.item(words, number, item[0].partition("[")[0].rstrip())
    elif text[0] == " " and blocks.is_open:
        blocks.more(words, number)
    else:
        blocks.line(words, number)


def _ends(lines: list[Numbered]) -> dict[str, list[int]]:
    """The places of the lines that close drawers and blocks, in order, by their words; those of headings by `*`."""
    ends: dict[str, list[int]] = {"*": [at for at, (_, text) in enumerate(lines) if _HEADING_MARK.match(text)]}
    for at, (_, text) in enumerate(lines):
        if (words := text.strip().lower()) == ":end:" or words.startswith("#+end"):
            ends.setdefault(words.replace(":", "_", 1) if words[0] == "#" else words, []).append(at)
    return ends


def _end(ends: dict[str, list[int]], at: int, closing: str) -> int | None:
    """Where a line closes what begins at a place; None if none does before the next heading."""
    closed, headed = (
        next(iter(places[n : n + 1]), None)
        for places in (ends.get(closing, []), ends["*"])
        for n in [bisect(places, at)]
    )
    return None if closed is None or (headed is not None and headed < closed) else closed


def _block(blocks: Blocks, lines: list[Numbered], at: int, kind: str, ends: dict[str, list[int]]) -> int:
    """Adds the block that begins at a place; the place after it.

    Args:
        blocks: The page.
        lines: Those of the file.
        at: The place.
        kind: What the block is.
        ends: The places of lines that close blocks.
    """
    end = _end(ends, at, f"#+end_{kind}")
    if end is None:
        return at + 1
    if kind in _CODE:
        blocks.code([(number, _ESCAPED.sub(r"\1", text)) for number, text in lines[at + 1 : end]])
    elif kind not in _UNSEEN:
        blocks.end()
        for number, text in lines[at + 1 : end]:
            _line(blocks, number, _ESCAPED.sub(r"\1", text.strip()))
        blocks.end()
    return end + 1


def _table(blocks: Blocks, lines: list[Numbered], at: int) -> int:
    """Adds the table that begins at a place; the place after it. A line below the first row says that it has names."""
    end = at
    while end < len(lines) and lines[end][1].strip().startswith("|"):
        end += 1
    table = [(number, text.strip()) for number, text in lines[at:end]]
    table = [row for row in table if not _tells_widths(row[1])]
    rules = [n for n, (_, text) in enumerate(table) if _RULE.fullmatch(text)]
    rows = [
        (number, [cell.strip() for cell in text.strip("|").split("|")])
        for n, (number, text) in enumerate(table)
        if n not in rules
    ]
    first = next((n for n in range(len(table)) if n not in rules), 0)
    blocks.rows(rows, has_names=first + 1 in rules and len(rows) > 1)
    return end


def _tells_widths(row: str) -> bool:
    """Whether a row has nothing but how its columns are shown: `| <l> |  | <r10> |`."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    return any(cells) and all(not cell or _WIDTH.fullmatch(cell) for cell in cells)


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    if "[[" in words:
        words = with_seen(_LINK, lambda link: link[2] or ("" if _PICTURE.search(link[1]) else link[1]), words)
    words = _REFERENCE.sub("", words) if "[fn:" in words or "[cite" in words else words
    words = _STAMP.sub(r"\1", words)
    words = _STRUCK.sub("", words) if "+" in words else words
    words = _LOWERED.sub(r"\1", words) if "{" in words else words
    return _MARKED.sub(r"\2", words).strip(" ")
