"""reStructuredText, as Sphinx, Pelican and Nikola keep it: one file, one article, as a person sees it on the page."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.articles.files import Problem
from retrieval.articles.metadata import knows
from retrieval.readers.markup.light_markup import (
    DEEPEST,
    LONGEST_STAND_IN,
    Blocks,
    Numbered,
    Read,
    article_of,
    body_of,
    dedented,
    with_seen,
)
from retrieval.readers.rows import LARGEST_CELL, Cell
from retrieval.records import Article

READER = "rst 10"
"""The name of this reader with its number, raised whenever the same file would give another text."""

MOST_TITLES = 2
"""A title and a subtitle may be above what is said about a text."""

FEWEST_MARKS = 3
"""A line that underlines a heading has this many marks."""

MOST_RANKS = 64
"""The rank of a heading outside of the table of contents; there are not so many marks."""

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ ]*")
_SHORT = re.compile(r"(?:==|--|~~|\^\^|\*\*|##|\+\+)[ ]*")
"""What underlines a heading of two characters, such as "AI"."""

_EXPLICIT = re.compile(r"\.\.(?:[ ]|\Z)")
_DIRECTIVE = re.compile(r"\.\.[ ]+(?:\|([^|]+)\|[ ]+)?([\w.+:-]{1,60}?)::(?:[ ]+(.*)|\Z)")
_FOOTNOTE = re.compile(r"\.\.[ ]+\[([^\]]{1,60})\][ ]*(.*)")
_FIELD = re.compile(r":([\w. -]{1,40}):(?:[ ]+(.*)|\Z)")
_HEADER = re.compile(r"([A-Z][\w-]{1,30}):[ ]*(.*)")
_NIKOLA = re.compile(r"\.\.[ ]+([a-z_]{2,30}):[ ]+(.*)")
_LISTED_ROW = re.compile(r"[*-][ ]+[-*](?:[ ]+|\Z)")
_LISTED_CELL = re.compile(r"[ ]+[-*](?:[ ]+|\Z)")
_ITEM = re.compile(r"[ ]*(?:(?:[-*+•]|\(?(?:\d{1,3}|#)[.)])[ ]+(?=\S)|(?=\(?(?:[A-Za-z]|[ivx]{1,5})[.)][ ]+\S))")
"""A mark of a list; letters are kept, as they may be somebody's initials."""

_RULES = re.compile(r"=+(?:[ ]+=+)+[ ]*")
_PATH = re.compile(r"\S*/\S*")
_GRID = re.compile(r"\+[-=+]{2,}\+?[ ]*")
_ABOUT = frozenset({
    "title", "subtitle", "author", "authors", "date", "modified", "updated", "published", "language", "lang",
    "category", "categories", "tags", "keywords", "slug", "status", "version", "revision", "release",
    "copyright", "license", "licence", "organization", "organisation", "contact", "address", "email", "url",
    "source", "description", "summary", "translation", "series", "template", "id", "type",
})  # fmt: skip
"""Fields below a title that say something of the text, as Docutils, Sphinx, Pelican and Nikola know them."""

_UNSEEN = frozenset({
    "contents", "toctree", "index", "meta", "include", "raw", "highlight", "module", "currentmodule", "default-role",
    "role", "sectnum", "section-numbering", "target-notes", "youtube", "vimeo", "video", "tags", "post-list", "footer",
    "header", "only-not", "autosummary", "automodule", "autoclass", "autofunction", "bibliography", "date", "unicode",
})  # fmt: skip
_CODE = frozenset({
    "code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math", "doctest", "graphviz", "mermaid",
    "productionlist", "testcode", "testoutput", "prompt", "ipython", "plot", "digraph", "jupyter-execute",
})  # fmt: skip
_LITERAL = re.compile(r"``([^`]{1,1000})``")
_ROLE = re.compile(r"(?::(?P<name>[\w.+:-]{1,60}):)?`(?P<words>[^`]{1,500})`(?:__?)?(?::[\w.+-]{1,40}:)?")
_NUMBERED = {
    "pep": "PEP ", "rfc": "RFC ", "cve": "CVE-", "cwe": "CWE-", "bpo": "bpo-", "gh": "gh-", "issue": "#", "pr": "#",
    "pull": "#", "ticket": "#",
}  # fmt: skip
"""Roles of which only the number is typed → what is seen before it."""

_OF_PROJECT = re.compile(r"\A[~!]?(?:[a-z][\w-]{1,30}:(?=[A-Za-z_.]))?")
_TARGET = re.compile(r"\s*<[^<>]{1,500}>\s*\Z")
_NOTE = re.compile(r"[ ]?\[(?:\d{1,3}|#[\w-]{0,40}|\*)\]_")
_CITATION = re.compile(r"(\[[A-Za-z][\w.-]{0,40}\])_(?!\w)")
_STRONG = re.compile(r"(?<![\w*])\*{1,2}(?=[^\s*])([^*]{1,500})(?<=[^\s*])\*{1,2}(?![\w*])")
_REFERENCE = re.compile(r"(?<=\w)__?(?=[\s.,;:!?)\]'\"]|\Z)")
_SUBSTITUTION = re.compile(r"\|([^\s|](?:[^|\n]{0,60}[^\s|])?)\|_{0,2}")
_ESCAPE = re.compile(r"\\([ ]|[^\w\s])")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file in reStructuredText."""
    yield from article_of(data, name, parsed, READER)


def parsed(lines: list[Numbered]) -> Read:
    """The fields of a file and its page."""
    named = (match for _, text in lines if (match := _DIRECTIVE.match(text)) and match[1])
    replaced = {match[1]: match[3] or "" if match[2] == "replace" else "" for match in named}
    parser = _Parser({name: words for name, words in replaced.items() if len(words) <= LONGEST_STAND_IN})
    end = next((n for n, (_, text) in enumerate(lines) if not text.strip()), len(lines))
    head = [_HEADER.fullmatch(text) for _, text in lines[:end]]
    if all(match or text[:1] == " " for match, (_, text) in zip(head, lines[:end], strict=True)):
        header: dict[str, str] = {}
        for match, (_, text) in zip(head, lines[:end], strict=True):
            key = match[1].lower() if match else next(reversed(header), "")
            header[key] = match[2] if match else f"{header.get(key, '')} {text.strip()}"
        if "title" in header:
            # As Python's enhancement proposals have it.
            parser.fields.update(header)
            lines = lines[end:]
    parser.parse(lines)
    parser.blocks.end()
    return Read(parser.fields, parser.blocks.page)


class _Parser:
    """Where in a file reading is, and what was read of it."""

    def __init__(self, replaced: Mapping[str, str]) -> None:
        """Before the first line; `replaced` are words that stand for others between bars."""
        self.blocks = Blocks(self._inline)
        self.fields: dict[str, str] = {}
        self._replaced = replaced
        self._depth = 0
        self._marks: dict[str, int] = {}

    def parse(self, lines: Sequence[Numbered]) -> None:
        """Adds lines to the page."""
        if self._depth >= DEEPEST:
            self.blocks.code(lines)
            return
        self._depth += 1
        at = 0
        while at < len(lines):
            at = self._block(lines, at)
        self.blocks.end()
        self._depth -= 1

    def _block(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds what begins at a place of some lines; the place after it."""
        text = lines[at][1]
        if not text.strip():
            self.blocks.blank()
            return at + 1
        if not self.blocks.is_open and (end := self._heading(lines, at)):
            return end
        if _EXPLICIT.match(text) and (self.blocks.may_be_item or _DIRECTIVE.match(text)):
            self.blocks.end()
            return self._explicit(lines, at)
        if not self.blocks.is_open and (_GRID.fullmatch(text.strip()) or _RULES.fullmatch(text.strip())):
            return self._table(lines, at)
        field = _FIELD.match(text)
        if field and self._is_about(field):
            end = body_of(lines, at + 1)
            more = (line.strip() for _, line in lines[at + 1 : end])
            words = " ".join(filter(None, [(field[2] or "").strip(), *more]))
            if field[1].lower() == "author" and self.fields.get(field[1]):
                # Of several authors each has a field.
                words = f"{self.fields.pop(field[1])}; {words}"
            self.fields.setdefault(field[1], words)
            return end
        return self._text(lines, at)

    def _is_about(self, field: re.Match[str]) -> bool:
        """Whether a field says something of the text, above which nothing but a title and a subtitle stand."""
        headings = len(self.blocks.page.headings)
        if self.blocks.is_open or headings > MOST_TITLES:
            return False
        if headings != (self.blocks.page.text.count("\n\n") + 1 if self.blocks.page.text else 0):
            return False
        is_known = field[1].lower() in _ABOUT or knows({field[1]: None})
        return is_known or not (field[2] or "").strip() or field[1].islower()

    def _heading(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds the heading that begins at a place, and gives the place after it; 0 if there is none."""
        texts = [text for _, text in lines[at : at + 3]]
        if _is_adornment(texts[0]):
            words = texts[1].strip() if len(texts) > 1 else ""
            if len(texts) == 3 and words and _is_adornment(texts[2]) and texts[0][0] == texts[2][0]:
                self.blocks.heading(words, lines[at + 1][0], self._rank(texts[0][0] * 2))
                return at + 3
            return 0 if words else at + 1
        words = texts[0].strip()
        is_short = len(texts) > 1 and len(words) <= len(texts[1].rstrip()) and _SHORT.fullmatch(texts[1])
        is_adorned = is_short or (len(texts) > 1 and _is_adornment(texts[1]) and not _RULES.fullmatch(texts[1]))
        if is_adorned and texts[0][0] != " ":
            self.blocks.heading(words, lines[at][0], self._rank(texts[1][0]))
            return at + 2
        return 0

    def _rank(self, marks: str) -> int:
        """The rank of a heading: that of the first with its marks, one below those before it."""
        return self._marks.setdefault(marks, len(self._marks) + 1)

    def _explicit(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds what is seen of a directive, a footnote, a target or a comment; the place after it."""
        number, text = lines[at]
        if text.strip() == ".." and at + 1 < len(lines) and not lines[at + 1][1].strip():
            # An empty comment ends a list; what is indented below it is a quotation.
            return at + 1
        end = body_of(lines, at + 1)
        body = dedented(lines[at + 1 : end])
        if directive := _DIRECTIVE.match(text):
            if not directive[1]:
                self._directive(directive[2].rpartition(":")[2].lower(), (directive[3] or "").strip(), number, body)
        elif footnote := _FOOTNOTE.match(text):
            self.parse([(number, footnote[2]), *body])
        elif (field := _NIKOLA.match(text)) and not self.blocks.page.text:
            self.fields.setdefault(field[1], field[2].strip())
        return end

    def _directive(self, kind: str, argument: str, number: int, body: Sequence[Numbered]) -> None:
        """Adds what is seen of a directive.

        Args:
            kind: Its name.
            argument: What comes after it.
            number: Its line.
            body: The lines below it.
        """
        begin = 0
        options: dict[str, str] = {}
        while begin < len(body) and (option := _FIELD.match(body[begin][1])):
            options[option[1]] = (option[2] or "").strip()
            begin += 1
        body = body[begin:]
        if kind in _UNSEEN:
            return
        if kind == "post":
            # ABlog's, above or below the title.
            told = {"date": argument, "author": options.get("author"), "language": options.get("language")}
            self.fields |= {name: words for name, words in told.items() if words and name not in self.fields}
            self.parse(body)
            return
        if kind in ("image", "figure"):
            if options.get("alt") and not (kind == "figure" and body):
                self.blocks.line(options["alt"], number)
            self.parse(body)
        elif kind in _CODE:
            self.blocks.code(body)
        elif kind in ("list-table", "csv-table"):
            body = body if kind == "csv-table" else [(number, text) for number, text in body if text.strip()]
            self._listed_table(kind, (number, argument), options, body)
        elif kind == "rubric":
            self.blocks.heading(argument, number, MOST_RANKS)
        else:
            if argument and not (kind in ("container", "class", "only", "tab-set") or _PATH.fullmatch(argument)):
                self.blocks.line(argument, number)
                if body and not body[0][1].strip():
                    self.blocks.end()
            self.parse(body)

    def _listed_table(self, kind: str, title: Numbered, options: Mapping[str, str], body: Sequence[Numbered]) -> None:
        """Adds a table that is written as a list of lists, or as rows of cells between commas.

        Args:
            kind: Which of both.
            title: Its title, with its line.
            options: Its options, which tell of the names of its columns.
            body: Its lines.
        """
        rows: list[tuple[int, list[str]]] = []
        if kind == "csv-table":
            named = [(body[0][0] if body else 0, options["header"])] if options.get("header") else []
            rows = [*_of_commas(named, ","), *_of_commas(body, options.get("delim", ","))]
        for number, text in body if kind == "list-table" else ():
            if row := _LISTED_ROW.match(text):
                rows.append((number, [text[row.end() :].strip()]))
            elif rows and (cell := _LISTED_CELL.match(text)):
                rows[-1][1].append(text[cell.end() :].strip().removeprefix("| "))
            elif rows:
                rows[-1][1][-1] = f"{rows[-1][1][-1]} {text.strip().removeprefix('| ')}".strip()
        if title[1]:
            self.blocks.line(title[1], title[0])
            self.blocks.end()
        has_names = bool(options.get("header")) or options.get("header-rows", "0") not in ("", "0")
        self.blocks.rows(rows, has_names=has_names)

    def _text(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds a line of a paragraph or list, and code that it leads to; the place after it."""
        number, text = lines[at]
        words = text.strip()
        item = _ITEM.match(text) if self.blocks.may_be_item else None
        if item:
            # A letter is no mark: it may be somebody's who speaks.
            self.blocks.item(text[item.end() :].strip(), number, item[0] if item[0].strip() else "")
        elif text[0] == " " and self.blocks.is_open:
            self.blocks.more(words, number)
        else:
            self.blocks.line(words.removeprefix("| "), number)
        is_last = at + 1 == len(lines) or not lines[at + 1][1].strip()
        if not words.endswith("::") or not is_last:
            return at + 1
        self.blocks.shorten(2 if words == "::" else 1)
        indent = len(text) - len(text.lstrip())
        end = body_of(lines, at + 1, indent)
        self.blocks.code(lines[at + 1 : end])
        return max(end, at + 1)

    def _table(self, lines: Sequence[Numbered], at: int) -> int:
        """Adds the table that begins at a place; the place after it."""
        end = at
        while end < len(lines) and lines[end][1].strip():
            end += 1
        table = [(number, text.rstrip()) for number, text in dedented(lines[at:end])]
        if _GRID.fullmatch(table[0][1].strip()) and (spanning := _of_spanning_grid(table)):
            self.blocks.cells(spanning)
            return end
        if _GRID.fullmatch(table[0][1].strip()):
            rows, has_names = _of_grid(table)
        else:
            rows, has_names = _of_rules(table)
        self.blocks.rows(rows, has_names=has_names)
        return end

    def _inline(self, words: str) -> str:
        """Words of a line as they are seen."""
        parts = _LITERAL.split(words)
        return "".join(part if n % 2 else self._plain(part) for n, part in enumerate(parts))

    def _plain(self, words: str) -> str:
        """Words outside of code as they are seen."""
        words = (
            _SUBSTITUTION.sub(lambda match: self._replaced.get(match[1], match[0]), words) if "|" in words else words
        )
        if "`" in words:
            words = with_seen(_ROLE, _text_of_role, words)
        if "_" in words:
            words = _REFERENCE.sub("", _CITATION.sub(r"\1", _NOTE.sub("", words)))
        words = _STRONG.sub(r"\1", words) if "*" in words else words
        return _ESCAPE.sub(lambda match: match[1].strip(), words) if "\\" in words else words


def _text_of_role(role: re.Match[str]) -> str:
    """What is seen of a link or role: its words, not where they lead."""
    words = role["words"]
    if label := _NUMBERED.get(role["name"] or ""):
        return label + words.partition("#")[0] if words[:1].isdecimal() and "<" not in words else _TARGET.sub("", words)
    return _OF_PROJECT.sub("", _TARGET.sub("", words)) if role["name"] else _TARGET.sub("", words)


def _is_adornment(text: str) -> bool:
    """Whether a line is one of marks that are all the same."""
    return len(text.rstrip()) >= FEWEST_MARKS and _ADORNMENT.fullmatch(text) is not None


def _of_commas(table: Sequence[Numbered], parting: str) -> list[tuple[int, list[str]]]:
    """The rows of a table whose cells a sign parts; one between quotation marks may go on over lines."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(
        (f"{text.strip()}\n" for _, text in table),
        delimiter=parting if len(parting) == 1 and parting != '"' else ",",
        skipinitialspace=True,
    )
    rows: list[tuple[int, list[str]]] = []
    at = 0
    for cells in reader:
        if any(cells):
            rows.append((table[at][0], [" ".join(cell.split()) for cell in cells]))
        at = reader.line_num
    return rows


def _of_grid(table: Sequence[Numbered]) -> tuple[list[tuple[int, list[str]]], bool]:
    """The rows of a table in a grid, and whether the first names the columns."""
    rows: list[tuple[int, list[str]]] = []
    is_new, has_names = True, False
    for number, line in table:
        text = line.strip()
        if text.startswith("+") and not any(map(str.isalnum, text)):
            is_new = True
            has_names = has_names or ("=" in text and len(rows) == 1)
            continue
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if is_new or len(cells) != len(rows[-1][1]):
            rows.append((number, cells))
        else:
            joined = [f"{before} {after}".strip() for before, after in zip(rows[-1][1], cells, strict=True)]
            rows[-1] = (rows[-1][0], joined)
        is_new = False
    return rows, has_names


def _of_spanning_grid(table: Sequence[Numbered]) -> list[tuple[int, list[Cell]]]:
    """The rows of a table in a grid with names of columns in which cells span others; none of other tables."""
    texts = [text.strip() for _, text in table]
    edges = sorted({n for text in texts if text.startswith("+") for n, sign in enumerate(text) if sign == "+"})
    parts = [*pairwise(edges)]
    if len(edges) < 3 or any(
        len(text) != edges[-1] + 1 or text[0] not in "|+" or text[-1] not in "|+" for text in texts
    ):
        return []
    rows: list[tuple[int, dict[int, Cell]]] = []
    opened: dict[int, tuple[int, int]] = {}  # Column → the row and the first column of the cell that is open in it.
    heads = 0
    for (number, _), text in zip(table, texts, strict=True):
        ruled = {n for n, (left, right) in enumerate(parts) if not text[left + 1 : right].strip("-=+")}
        if ruled:
            heads = len(rows) if "=" in text and not heads else heads
            opened = {n: cell for n, cell in opened.items() if n not in ruled}
            rows.append((number + 1, {}))
            for row, first in {*opened.values()}:
                cell = rows[row][1][first]
                rows[row][1][first] = cell._replace(rows=len(rows) - row)
        for n, (left, _) in enumerate(parts):
            if n in ruled or (n in opened and opened[n][1] < n):
                continue
            if n not in opened:
                last = next(m for m in range(n, len(parts)) if text[parts[m][1]] in "|+")
                opened |= dict.fromkeys(range(n, last + 1), (len(rows) - 1, n))
                rows[-1][1][n] = Cell("", columns=last - n + 1)
            row, first = opened[n]
            cell = rows[row][1][first]
            words = text[left + 1 : parts[n + cell.columns - 1][1]].strip()
            rows[row][1][first] = cell._replace(text=f"{cell.text} {words}".strip())
    named = [
        (at, [cell._replace(is_name=n < heads) for _, cell in sorted(row.items())]) for n, (at, row) in enumerate(rows)
    ]
    spans = any(cell.columns > 1 or cell.rows > 1 for _, row in named for cell in row)
    return [row for row in named if row[1]] if spans and heads else []


def _of_rules(table: Sequence[Numbered]) -> tuple[list[tuple[int, list[str]]], bool]:
    """The rows of a table whose columns lines of equals signs part, and whether the first names them."""
    starts = [0, *(match.start() for match in re.finditer(r"(?<= )=+", table[0][1].lstrip()))]
    indent = len(table[0][1]) - len(table[0][1].lstrip())
    table = [(number, text.removeprefix(" " * indent)) for number, text in table]
    rules = [n for n, (_, text) in enumerate(table) if _RULES.fullmatch(text)]
    rows: list[tuple[int, list[str]]] = []
    for n, (number, text) in enumerate(table):
        if n in rules or not text.strip("- "):
            continue
        cells = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
        if cells[0] or not rows:
            rows.append((number, cells))
        else:
            joined = [f"{before} {after}".strip() for before, after in zip(rows[-1][1], cells, strict=True)]
            rows[-1] = (rows[-1][0], joined)
    return rows, len(rules) > 2
