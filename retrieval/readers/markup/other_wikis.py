"""The markup of WikiCreole, MoinMoin and TWiki (Foswiki): one file, one article, as a person sees the page.

They are alike line by line, and differ in their signs. What is filled in by a wiki's program is left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import Any, NamedTuple

from retrieval.articles.files import Problem
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of
from retrieval.readers.rows import Cell
from retrieval.records import Article

READER = "wikis 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""


class _Dialect(NamedTuple):
    """The signs of a wiki.

    A `heading` has its marks and its words as groups, a `code` block ends before what is `closing`, `aside` is a line
    that is not seen, and a `macro` that is opened goes on to the line with its end.
    """

    heading: re.Pattern[str]
    item: re.Pattern[str]
    code: re.Pattern[str]
    closing: re.Pattern[str]
    aside: re.Pattern[str]
    row: re.Pattern[str]
    cells: Callable[[str], list[Cell]]
    inline: Callable[[str], str]
    notes: re.Pattern[str]
    macro: re.Pattern[str]


_NEVER = re.compile(r"(?!)")
MOST_LINES_OF_A_MACRO = 60
"""A macro that is not closed on so many lines is none."""

_DEEPEST = 4
"""Looks are read this deep in each other."""

_SPACES = re.compile(r" {2,}")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>\n]{0,300})?/?>")
_HIDDEN = re.compile(r"<!--(?:[^-]|-(?!->))*+-->")
_CREOLE_LINK = re.compile(r"\[\[([^\[\]|\n]{1,1000})(?:\|([^\[\]\n]{0,500}))?\]\]")
_CREOLE_LOOKS = re.compile(r"(\*\*|__|##|\^\^|,,|(?<!:)//)(?=\S)((?:(?!\1).){1,1000}?)(?<=\S)\1", re.DOTALL)
_CREOLE_STRUCK = re.compile(r"(?<![\w-])--(?=[^\s-])[^\n-]{1,300}(?<=[^\s-])--(?![\w-])")
_CREOLE_OPEN = re.compile(r"\*\*|(?<![:\w])//(?=\w)|(?<=\w)//(?![\w/])")
"""Looks that go on to the end of a paragraph."""

_CREOLE_AS_TYPED = re.compile(r"\{\{\{(.{1,1000}?\}{0,9})\}\}\}|~(\*\*|//|\[\[|\{\{|\\\\|\S)")
_CREOLE_ASIDE = re.compile(r"\s*(?:-{4,}|<<[^<>\n]{0,500}>>|\{\{(?!\{)[^{}\n]{0,1000}\}\})\s*")
_CREOLE_UNSEEN = re.compile(r"<<[^<>\n]{0,500}>>|\{\{(?!\{)[^{}\n]{0,1000}\}\}")
_CREOLE_CELLS = re.compile(r"\[\[[^\[\]\n]*\]\]|\{\{\{.*?\}\}\}|\{\{[^{}\n]*\}\}|~.|\||[^\[{|~]+|[\[{~]")

_MOIN_LOOKS = re.compile(r"('''|''|__|\^|,,|`)(?=[^\s'^])((?:(?!\1)[^\n]){1,1000}?)(?<=\S)\1")
_MOIN_SIZES = re.compile(r"~([-+])(?=\S)([^\n]{1,500}?)\1~")
_MOIN_STRUCK = re.compile(r"--\([^\n]{1,500}?\)--")
_MOIN_LINK = re.compile(r"\[\[([^\[\]|\n]{1,1000})(?:\|([^\[\]|\n]{0,500}))?(?:\|[^\[\]\n]{0,300})?\]\]")
_MOIN_OLD_LINK = re.compile(
    r"\[(?:\"([^\"\n]{1,300})\"|(?:wiki:|https?://|mailto:|#)[^\s\]]{1,500}[ ]([^\]\n]{1,300}))\]"
)
_MOIN_UNSEEN = re.compile(
    r"<<[^<>\n]{0,500}>>|\{\{(?!\{)[^{}\n]{0,1000}\}\}|/\*[^\n]{0,1000}?\*/|"
    r"\[\[(?:[A-Z]\w{1,40}\([^\[\]\n]{0,300}\)|BR|TableOfContents|RecentChanges|PageCount|Navigation)\]\]"
)
_MOIN_CODE = re.compile(r"\{\{\{([^\n]{1,500}?)\}\}\}")
_MOIN_NO_LINK = re.compile(r"(?<![\w!])!(?=[A-Z][a-z]+[A-Z])")
_MOIN_CELL = re.compile(r"\A(?:<[^<>\n]{0,200}>)+")
_MOIN_SPAN = re.compile(r"<[^<>]*?(?:(-)|(\|)|(colspan|rowspan)=\"?)(\d{1,3})")
_MOIN_TERM = re.compile(r"^(\S[^\n:]{0,80})::(?:[ ]|$)", re.MULTILINE)

_TWIKI_LINK = re.compile(r"\[\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{1,500})\])?\]")
_TWIKI_LOOKS = re.compile(r"(?<![\w*_=])(\*|__|==|_|=)(?=[^\s*_=])((?:(?!\1)[^\n]){1,1000}?)(?<=[^\s])\1(?![\w*_=])")
_TWIKI_UNSEEN = re.compile(r"%[A-Z][A-Z0-9_:]{1,40}(?:\{[^\n]{0,1000}?\})?%")
_TWIKI_NO_LINK = re.compile(r"(?<![\w!])!(?=[A-Z][a-z]+\w*[A-Z])|<nop>")
_TWIKI_TERM = re.compile(r"^\$[ ]", re.MULTILINE)


def _creole(words: str) -> str:
    """Words of WikiCreole as they are seen."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1] or match[2])
        return "\0"

    words = _CREOLE_AS_TYPED.sub(keep, words) if "{{{" in words or "~" in words else words
    words = _CREOLE_STRUCK.sub("", _CREOLE_UNSEEN.sub("", words)).replace("\\\\", " ")
    words = _CREOLE_LINK.sub(lambda link: (link[2] or link[1]).strip(), words)
    words = _CREOLE_OPEN.sub("", _without_looks(_CREOLE_LOOKS, words))
    rest = iter(kept)
    return re.sub("\0", lambda _: next(rest), words) if kept else words


def _creole_cells(line: str) -> list[Cell]:
    """The cells of a row of WikiCreole; a name of a column has an equals sign before it."""
    cells = [""]
    for part in _CREOLE_CELLS.findall(line.strip().strip("\0")):
        if part == "|":
            cells.append("")
        else:
            cells[-1] += part
    return [Cell(cell.removeprefix("=").strip(), cell.startswith("=")) for cell in _between_bars(cells)]


def _moin(words: str) -> str:
    """Words of MoinMoin as they are seen."""
    words = _MOIN_STRUCK.sub("", _MOIN_UNSEEN.sub("", words.replace("<<BR>>", " ").replace("[[BR]]", " ")))
    words = _MOIN_LINK.sub(lambda link: (link[2] or link[1]).strip(), words)
    words = _MOIN_OLD_LINK.sub(lambda link: link[1] or link[2], words) if "[" in words else words
    words = _without_looks(_MOIN_LOOKS, _MOIN_SIZES.sub(r"\2", _MOIN_CODE.sub(r"\1", words)))
    return _MOIN_NO_LINK.sub("", _MOIN_TERM.sub(r"\1: ", words))


def _moin_cells(line: str) -> list[Cell]:
    """The cells of a row of MoinMoin, which tells in angle brackets how many columns and rows each spans."""
    cells: list[Cell] = []
    columns = 1
    for written in line.strip().removeprefix("||").removesuffix("||").split("||"):
        if not written:
            columns += 1  # Two bars more make the cell after them a column wider.
            continue
        look = _MOIN_CELL.match(written.strip())
        words = (written.strip()[look.end() :] if look else written).strip()
        rows = 1
        for across, down, name, count in _MOIN_SPAN.findall(look[0]) if look else ():
            columns = int(count) if across or name == "colspan" else columns
            rows = int(count) if down or name == "rowspan" else rows
        cells.append(Cell(words, columns=columns, rows=rows, is_bold=words.startswith("'''") and words.endswith("'''")))
        columns = 1
    return cells


def _twiki(words: str) -> str:
    """Words of TWiki as they are seen."""
    words = _HIDDEN.sub("", words.replace("%BR%", " ")) if "<" in words or "%" in words else words
    words = _TWIKI_NO_LINK.sub("", _TWIKI_UNSEEN.sub("", words) if "%" in words else words)
    words = _TWIKI_LINK.sub(lambda link: (link[2] or link[1]).strip(), words)
    words = _without_looks(_TWIKI_LOOKS, _TWIKI_TERM.sub("", words.replace("[[][]]", "").replace("[[]]", "")))
    return unescape(_TAG.sub("", words))


def _twiki_cells(line: str) -> list[Cell]:
    """The cells of a row of TWiki; one of nothing but bold words is a name, one without a blank belongs to the last."""
    cells: list[Cell] = []
    for written in _between_bars(line.strip().split("|")):
        words = written.strip()
        if not written and cells:
            cells[-1] = cells[-1]._replace(columns=cells[-1].columns + 1)
        else:
            cells.append(Cell(words, len(words) > 2 and words[0] == words[-1] == "*"))
    return cells


def _between_bars(cells: list[str]) -> list[str]:
    """What stands between the bars of a row: the last one need not be there."""
    return cells[1:-1] if not cells[-1].strip() else cells[1:]


def _without_looks(looks: re.Pattern[str], words: str) -> str:
    for _ in range(_DEEPEST if looks.search(words) else 0):
        words = looks.sub(r"\2", words)
    return words


CREOLE = _Dialect(
    heading=re.compile(r"\s{0,20}(={1,6})\s*([^=\s].{0,300}?)\s*=*\s*"),
    item=re.compile(
        r"\s{0,20}(?:\*{1,6}(?![*\S])|\*(?=[^\s*])(?!\*)|#{1,6}(?!#)|;|:{1,6})\s*(?=\S)|\s{0,20}[*#]{2,6}\s+(?=\S)"
    ),
    code=re.compile(r"\{\{\{\s*\Z"),
    closing=re.compile(r"\A\}\}\}\s*\Z"),
    aside=_CREOLE_ASIDE,
    row=re.compile(r"\s{0,20}\|"),
    cells=_creole_cells,
    inline=_creole,
    notes=_NEVER,
    macro=_NEVER,
)
MOIN = _Dialect(
    heading=re.compile(r"\s{0,20}(={1,6})\s+(\S.{0,300}?)\s+\1\s*"),
    item=re.compile(
        r"\s{1,60}(?:\*|\d{1,4}\.(?:#\d{1,5})?|[aAiI]\.|\.)\s+(?=\S)|\s{1,60}(?=\S[^\n:]{0,80}::(?:\s|\Z))"
    ),
    code=re.compile(r"\s{0,60}\{\{\{(?:#!(?!wiki)[^\n]*)?\s*\Z"),
    closing=re.compile(r"\}\}\}\s*\Z"),
    aside=re.compile(
        r"##.*|#(?:format|language|acl|pragma|refresh|redirect|deprecated|REFRESH|REDIRECT|FORMAT|ACL)\b.*|\s*-{4,}\s*|"
        r"\s*(?:Category[A-Z]\w*\s*){1,20}|\s*\{\{\{#!wiki\b.*|\s*\}\}\}\s*"
    ),
    row=re.compile(r"\s{0,20}\|\|"),
    cells=_moin_cells,
    inline=_moin,
    notes=re.compile(r"<<FootNote\(([^<>\n]{1,1000})\)>>|\[\[FootNote\(([^\[\]\n]{1,1000})\)\]\]"),
    macro=_NEVER,
)
TWIKI = _Dialect(
    heading=re.compile(r"---(\+{1,6}|#{1,6})(?:!!)?\s*(\S.{0,300}?)\s*"),
    item=re.compile(r"(?:\t| {3}){1,10}(?:\*|\d{1,4}\.?|[aAiI]\.|(?=\$ ))\s*(?=\S)"),
    code=re.compile(r"\s{0,60}<(?:verbatim|pre)\b[^<>]{0,200}>\s*\Z", re.IGNORECASE),
    closing=re.compile(r"</(?:verbatim|pre)>", re.IGNORECASE),
    aside=re.compile(
        r"%META:.*|\s*-{3,}\s*|#[A-Z]\w{0,60}\s*|\s*(?:%[A-Z][A-Z0-9_:]{1,40}(?:\{[^\n]{0,1000}?\})?%\s*){1,20}"
    ),
    row=re.compile(r"\s{0,20}\|(?=.{0,5000}\|\s*\Z)"),
    cells=_twiki_cells,
    inline=_twiki,
    notes=_NEVER,
    macro=re.compile(r"%[A-Z][A-Z0-9_:]{1,40}\{(?!.*\}%)"),
)
_DIALECTS = {".creole": CREOLE, ".twiki": TWIKI, ".foswiki": TWIKI, ".txt": TWIKI}
"""Those of pages by the endings of their names; what MoinMoin keeps has none."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a page."""
    dialect = next((dialect for ending, dialect in _DIALECTS.items() if ending in name.lower()), MOIN)
    yield from article_of(data, name, lambda lines: _parsed(lines, dialect), READER)


def _parsed(lines: list[Numbered], signs: _Dialect) -> Read:
    """The page of a file; it has no fields."""
    blocks = Blocks(lambda words: _SPACES.sub(" ", signs.inline(words)))
    notes: list[tuple[str, int]] = []
    # Were the end of each block of code that is never closed looked for to the last line, many would take for ever.
    last_closing = next((n for n in reversed(range(len(lines))) if signs.closing.search(lines[n][1])), -1)
    may_be_code = lines[: last_closing + 1]
    at = 0
    while at < len(lines):
        number = lines[at][0]
        at, line = _without_macro(lines, at, signs.macro)
        notes += [("".join(filter(None, note)), number) for note in _groups(signs.notes, line)]
        if signs.code.match(line):
            at = _code(blocks, may_be_code, at + 1, signs.closing)
            continue
        if signs.row.match(line):
            at = _table(blocks, lines, at, signs)
            continue
        if heading := signs.heading.fullmatch(line):
            blocks.heading(heading[2], number, len(heading[1]))
        elif not line.strip() or signs.aside.fullmatch(line):
            blocks.end()
        elif item := signs.item.match(line):
            if not blocks.may_be_item:
                blocks.end()
            blocks.item(line[item.end() :].strip(), number)
        elif blocks.may_be_item and blocks.is_open and line[0].isspace():
            blocks.more(line.strip(), number)
        else:
            if blocks.may_be_item:
                blocks.end()
            blocks.line(line.strip(), number)
        at += 1
    blocks.end()
    for note, number in notes:
        blocks.line(note, number)
        blocks.end()
    return Read({}, blocks.page)


def _groups(pattern: re.Pattern[str], line: str) -> list[tuple[str | Any, ...]]:
    return [match.groups() for match in pattern.finditer(line)]


def _code(blocks: Blocks, lines: Sequence[Numbered], at: int, closing: re.Pattern[str]) -> int:
    """Adds the lines of code from a place on, which stay as they are; the place after what closes them."""
    ends = ((n, end) for n in range(at, len(lines)) if (end := closing.search(lines[n][1])))
    last, end = next(ends, (at, None))
    if end is None:
        return at  # Nothing ends it: it is no code.
    number, line = lines[last]
    blocks.code([*lines[at:last], (number, line[: end.start()])])
    return last + 1


def _without_macro(lines: list[Numbered], at: int, macro: re.Pattern[str]) -> tuple[int, str]:
    """The place of the line on which a macro ends that is opened on one, and this without the macro."""
    line = lines[at][1]
    if opened := macro.search(line):
        reach = range(at + 1, min(at + MOST_LINES_OF_A_MACRO, len(lines)))
        last = next((n for n in reach if "}%" in lines[n][1]), None)
        if last is not None:
            return last, line[: opened.start()] + lines[last][1].rpartition("}%")[2]
    return at, line


def _table(blocks: Blocks, lines: Sequence[Numbered], at: int, signs: _Dialect) -> int:
    """Adds the table that begins at a place; the place after it. A cell with a caret goes on from above (TWiki)."""
    end = next((n for n in range(at, len(lines)) if not signs.row.match(lines[n][1])), len(lines))
    rows: list[tuple[int, list[Cell]]] = []
    for number, line in lines[at:end]:
        above = rows[-1][1] if rows else []
        cells = [above[n] if cell.text == "^" and n < len(above) else cell for n, cell in enumerate(signs.cells(line))]
        rows.append((number, cells))
    blocks.cells(rows)
    return end
