"""Rich text (.rtf), read word by word as the HTML that it is like: headings, lists, tables, boxes, notes at the end.

The reader is our own: striprtf gives a string, without headings, lists, tables and boxes, and words that are hidden.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, tidy
from retrieval.language.saying import word_set
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.properties import OF_QUOTATIONS, by_properties
from retrieval.records import Article, Remark

READER = "rtf 11"
"""The name of this reader with its number, raised whenever the same file would give another text."""

LARGE = 28
"""A bold line of its own in letters of 14 points (this is in half points) or more is a heading; text has 10 to 12."""

LONGEST_HEADING = 120
"""The most code points of a line that is a heading by its look."""

LONGEST_PROPERTY = 500
"""How many code points of a title, an author or a style's name are read."""

LEFTMOST = -100_000
"""Left of all edges of cells, in twips."""

INDENTED = 280
"""A paragraph whose left margin is so many twips (14 points) wider than that of most, and no item, is a quotation."""

SAME_EDGE = 60
"""Edges of cells that differ by fewer twips (a twentieth of a point) are one: programs round them."""

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32}+)(-?\d{1,10}+)?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]++|([^\\{}\r\n]++)|\\",
    re.DOTALL,
)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The encodings of a font's letters, by its character set (after Microsoft's specification of rich text 1.9.1)."""

_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "line": "\n", "lbr": "\n", "column": "\n",
}  # fmt: skip
_ESCAPED = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}
_UNSEEN = word_set(
    "aftncn aftnsep aftnsepc annotation atnauthor atnid atnref background bkmkend bkmkstart colortbl comment "
    "datafield ebcend ebcstart falt fldinst fldtype filetbl fname fontemb fontfile footer footerf footerl footerr "
    "ftncn ftnsep ftnsepc header headerf headerl headerr keycode levelnumbers leveltext list listlevel "
    "listoverride listoverridetable listtable mmathPict nextfile nonesttables objdata panose pict picprop "
    "pnseclvl pntxta pntxtb private revtbl rxe shprslt sn sp sv tc template txe xe xmlclose xmlopen"
)
"""Groups whose words aren't part of the text, though they aren't marked to be passed over."""

_SEEN = word_set("shp shpinst shptxt do dptxbxtext footnote moMath moMathPara ud pntext listtext")
"""Groups that are read though they are marked to be passed over by programs that don't know them."""

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|заголовок|rubrik|overskrift|nagłówek|otsikko|标题|標題|見出し)\s?[1-9]?|"
    r"(?:title|titel|titre|título|titolo|название|标题|表題)",
    re.IGNORECASE,
)
_SUBTITLE = re.compile(
    r"subtitle|untertitel|sous-titre|subt[íi]tulo|sottotitolo|ondertitel|подзаголовок|副标题", re.IGNORECASE
)
_LEVEL = re.compile(r"[1-6]\Z")
_WHITE_SPACE = re.compile(r"[ \t\xa0]+")
_OF_SYMBOLS = re.compile("[\uf000-\uf0ff]")
_WORD_IN_IT = re.compile(r"[^\W_]")
_BULLET = re.compile(r"\A[•–◦▪·o-]\s+(?=\S)")
_HEAD_BYTES = 100


@dataclass(slots=True)
class _Paragraph:
    """What is known of a paragraph while it is read."""

    words: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    looks: set[tuple[bool, bool]] = field(default_factory=set)


@dataclass(slots=True)
class _Cell:
    """A cell of a table: its HTML, where it begins and ends, and how many rows it spans."""

    html: str
    left: int = 0
    edge: int = 0
    rows: int = 1


@dataclass(slots=True)
class _Row:
    """How the cells of a row are laid out, and those that were read."""

    edges: list[int] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    is_head: bool = False
    cells: list[str] = field(default_factory=list)


class _Laid(NamedTuple):
    """The words of a paragraph, and how they are laid out."""

    words: str
    style: str
    indent: int
    is_item: bool


@dataclass(slots=True)
class _Flow:
    """Words that stand below each other: the body, a note, a box."""

    html: list[str] = field(default_factory=list)
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    cell: list[str] = field(default_factory=list)
    row: _Row = field(default_factory=_Row)
    rows: list[tuple[list[_Cell], bool]] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)
    kind: str = "body"
    in_list: bool = False
    laid: list[_Laid] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What holds in a group, until it ends."""

    flow: _Flow
    goal: str = ""
    skip: int = 1
    font: str = ""
    style: str = ""
    unseen: frozenset[str] = frozenset()
    bold: bool = False
    size: int = 24
    outline: int = 9
    indent: int = 0
    in_table: bool = False


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a rich text; each of its paragraphs is one, its notes are at its end."""
    if not is_rich_text(data):
        yield Problem(name, Remark("is empty") if not data.strip() else Remark("is not rich text"))
        return
    reading = _Reading(data.decode("latin-1"))
    html = reading.html()
    tree = parsed(html)
    page = seen_whole(tree) if tree is not None else None
    if page is None or not page.text:
        yield Problem(name, Remark("has no text"))
        return
    # Among rows of tables short lines that nobody marked aren't headings.
    headings = tuple(page.headings) or (() if "<table>" in html else None)
    article = by_properties(reading.properties(), name, page.text, id=name, headings=headings, lines=(), reader=READER)
    yield from entries(article, page.ranks if headings else ())


def is_rich_text(data: bytes) -> bool:
    """Whether a file begins as rich text does."""
    return data[:_HEAD_BYTES].lstrip().startswith(b"{\\rtf")


def quoted_paragraphs(data: bytes) -> list[str]:
    """The words of each paragraph of a rich text that is a quotation by its style or its left margin, in order."""
    reading = _Reading(data.decode("latin-1"))
    laid = reading.body.laid
    usual, _ = next(iter(Counter(each.indent for each in laid if not each.is_item).most_common(1)), (0, 0))
    quoted = []
    for before, each in pairwise([_Laid("", "", 0, is_item=False), *laid]):
        is_indented = each.indent >= usual + INDENTED and not each.is_item and not before.is_item
        if is_indented or OF_QUOTATIONS.fullmatch(reading.styles.get(each.style, "").strip(" ;").lower()):
            quoted.append(each.words)
    return quoted


class _Fonts:
    """The fonts of a rich text, by their encodings."""

    def __init__(self) -> None:
        """The fonts of a text that says nothing of them."""
        self._default, self._of_text = "", "cp1252"
        self._codecs: dict[str, str] = {}

    def codec(self, font: str) -> str:
        """The codec of words in a font."""
        return self._codecs.get(font) or self._of_text

    def take(self, word: str, number: str | None, state: _State) -> None:
        """Takes in what a word says of fonts and encodings.

        Args:
            word: The word.
            number: The number behind it.
            state: What holds in the group, which is changed.
        """
        if word == "f":
            state.font = number or ""
        elif word == "deff":
            self._default = state.font = number or ""
        elif word == "plain":
            state.font, state.bold, state.size, state.unseen = self._default, False, 24, frozenset()
        elif word == "fcharset" and int(number or 0) in _CHARSETS:
            self._codecs[state.font] = _CHARSETS[int(number or 0)]
        elif word == "cpg" and (codec := _codec(number)):
            self._codecs[state.font] = codec
        elif word in ("ansicpg", *_CODE_PAGES):
            self._of_text = _CODE_PAGES.get(word) or _codec(number) or self._of_text


class _Reading:
    """A rich text that is read from its beginning to its end."""

    def __init__(self, source: str) -> None:
        """Reads the bytes of a file, as characters of Latin-1."""
        self._state = _State(_Flow())
        self.body, self._notes = self._state.flow, {"footnote": "", "endnote": ""}
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._skip = 0
        self._is_optional = False
        self._join = ""
        self._fonts = _Fonts()
        self.styles: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._read(source)

    def html(self) -> str:
        """What is seen of it, its notes at the end."""
        return tidy("".join([*self.body.html, *self._notes.values()])).replace("\0", "")

    def properties(self) -> dict[str, Any]:
        """What it says of itself."""
        year, month, day = (self._values.get(part, "") for part in ("yr", "mo", "dy"))
        title, authors = (tidy(self._values.get(key, "")) or None for key in ("title", "author"))
        return {"title": title, "authors": authors, "created": f"{year}-{month:>02}-{day:>02}" if year else None}

    def _read(self, source: str) -> None:
        at = 0
        while match := _TOKEN.match(source, at):
            at = match.end()
            word, number, figures, sign, brace, words = match.groups()
            if words is not None or figures is not None:
                self._add_bytes(words.encode("latin-1") if words is not None else bytes.fromhex(figures))
                continue
            self._flush()
            self._skip = 0
            if brace == "{":
                self._stack.append(replace(self._state))
            elif brace == "}":
                if len(self._stack) <= 1:
                    break
                self._end_group()
            elif sign == "*":
                self._is_optional = True
            elif sign is not None:
                self._sign(sign)
            elif word == "bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._word(word, number)
        self._flush()
        while self._stack:
            self._end_group()
        self._finish(self._state.flow)

    def _add_bytes(self, data: bytes) -> None:
        """Adds what stands in a document, but for what programs that don't know Unicode would read."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Turns the bytes so far into words: those of two may be of a letter."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._say(data.decode("ascii" if data.isascii() else self._fonts.codec(self._state.font), "replace"))

    def _say(self, words: str) -> None:
        """Adds words to where those of the group belong."""
        state = self._state
        if state.goal == "stylesheet":
            _lengthen(self.styles, state.style, words)
        elif state.goal in ("title", "author"):
            _lengthen(self._values, state.goal, words)
        elif not state.unseen and state.goal == "label":
            state.flow.paragraph.label.append(words)
        elif not state.unseen and not state.goal:
            state.flow.paragraph.words.append(words)
            if words.strip():
                state.flow.paragraph.looks.add((state.bold, state.size >= LARGE))

    def _sign(self, sign: str) -> None:
        if sign in "\r\n":
            self._word("par", None)
        elif sign == "\t" or sign in _ESCAPED:
            self._say(_ESCAPED.get(sign, sign))

    def _word(self, word: str, number: str | None) -> None:
        """Does what a word that isn't of the text says."""
        is_optional, self._is_optional = self._is_optional, False
        state = self._state
        if state.goal == "unseen":
            return
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _UNSEEN or (is_optional and word not in _SEEN):
            state.goal = "unseen"
        elif word == "u":
            self._say(chr(code) if (code := int(number or 0) % 0x10000) else "")
            self._skip = state.skip
        elif word in _GOALS:
            self._aim(word)
        elif word in _LOOKS:
            _LOOKS[word](state, number)
        elif word in _OF_FONTS:
            self._fonts.take(word, number, state)
        elif word in ("yr", "mo", "dy") and state.goal == "creatim":
            self._values[word] = number or ""
        elif not state.goal:
            self._end(word, number)

    def _aim(self, word: str) -> None:
        """Says where the words of a group belong."""
        state = self._state
        if word == "upr":
            # What follows is there twice: in an old encoding, and in Unicode.
            state.goal = f"upr {state.goal}"
        elif word == "ud":
            state.goal = state.goal.removeprefix("upr ")
        elif word in ("shp", "shpinst", "do"):
            state.goal = state.goal or "shape"
        elif word in ("shptxt", "dptxbxtext", "footnote") and state.goal in ("", "shape"):
            kind = "footnote" if word == "footnote" else "box"
            self._state = replace(state, goal="", flow=_Flow(kind=kind), style="", outline=9, in_table=False)
        elif word in ("listtext", "pntext"):
            state.goal = state.goal or "label"
        elif word in ("title", "author", "creatim"):
            state.goal = word if state.goal == "info" else "unseen"
        elif word in ("info", "stylesheet", "fonttbl"):
            state.goal = state.goal or word
        elif word == "ftnalt" and state.flow.kind == "footnote":
            state.flow.kind = "endnote"

    def _end(self, word: str, number: str | None) -> None:
        """Ends a paragraph, cell or row, or says how one is laid out."""
        flow = self._state.flow
        if word in ("par", "sect", "page", "nestcell"):
            self._end_paragraph(flow)
        elif word == "cell":
            self._state.in_table = True
            self._end_paragraph(flow)
            flow.row.cells.append("".join(flow.cell))
            flow.cell = []
        elif word == "row":
            if "".join(flow.paragraph.words).strip():
                # The last cell of a row that some programs don't end.
                self._end("cell", None)
            _end_row(flow)
        elif word == "trowd":
            flow.row.edges, flow.row.joins, flow.row.is_head = [], [], False
            self._join = ""
        elif word == "trhdr":
            flow.row.is_head = True
        elif word in ("clmrg", "clvmrg"):
            self._join = word
        elif word == "cellx":
            flow.row.edges.append(int(number or 0))
            flow.row.joins.append(self._join)
            self._join = ""

    def _end_group(self) -> None:
        ended, self._state = self._state, self._stack.pop()
        self._is_optional = False
        if ended.flow is not self._state.flow:
            inner = self._state
            self._state = ended
            self._finish(ended.flow)
            self._state = inner
            if ended.flow.kind == "box":
                inner.flow.html += ended.flow.html
            else:
                self._notes[ended.flow.kind] += f"<div>{''.join(ended.flow.html)}</div>"

    def _finish(self, flow: _Flow) -> None:
        """Ends what is begun: the last paragraph, row, table and list."""
        self._end_paragraph(flow)
        _end_row(flow)
        _end_table(flow)
        _end_list(flow)

    def _end_paragraph(self, flow: _Flow) -> None:
        """Adds the paragraph so far to its cell, list or page."""
        paragraph, flow.paragraph = flow.paragraph, _Paragraph()
        words, label = _plain(paragraph.words), _plain(paragraph.label)
        bullet = _BULLET.match(words)
        label = label if _WORD_IN_IT.search(label) else ""
        is_item = bool(paragraph.label) or bullet is not None
        words = words[bullet.end() :] if bullet else words
        if not words:
            return
        html = escape(f"{label} {words}" if label else words, quote=False).replace("\n", "<br>")
        if self._state.in_table:
            is_bold = all(bold for bold, _ in paragraph.looks)
            flow.cell.append(f"<p><b>{html}</b></p>" if is_bold else f"<p>{html}</p>")
            return
        _end_row(flow)
        _end_table(flow)
        style = self.styles.get(self._state.style, "").strip().rstrip(";")
        level = _level(paragraph, words, style, self._state.outline)
        if not level:
            flow.laid.append(_Laid(words, self._state.style, self._state.indent, is_item))
        if is_item and not level:
            item = f"<li><p>{html}</p></li>"
            flow.html.append(item if flow.in_list else f"<ul>{item}")
            flow.in_list = True
            return
        _end_list(flow)
        tag = f"h{level}" if level else "p"
        is_bold = not level and all(bold for bold, _ in paragraph.looks)
        flow.html.append(f"<{tag}><b>{html}</b></{tag}>" if is_bold else f"<{tag}>{html}</{tag}>")


def _level(paragraph: _Paragraph, words: str, style: str, outline: int) -> int:
    """The level of a paragraph that is a heading by its style, its outline or its look; 0 of others."""
    if _HEADING.fullmatch(style):
        return int(style[-1]) if _LEVEL.search(style) else 1
    if outline < 9:
        return min(outline + 1, 6)
    is_large = paragraph.looks == {(True, True)} and len(words) <= LONGEST_HEADING and not _SUBTITLE.fullmatch(style)
    return 4 if is_large else 0


def _set_unseen(why: str) -> Callable[[_State, str | None], None]:
    """What hides words, or shows them again."""

    def look(state: _State, number: str | None) -> None:
        state.unseen = state.unseen - {why} if number == "0" else state.unseen | {why}

    return look


def _set_paragraph(state: _State, _number: str | None) -> None:
    state.style, state.outline, state.indent, state.in_table = "", 9, 0, False


def _set(name: str, value: Callable[[int], Any]) -> Callable[[_State, str | None], None]:
    """What sets a field of the state to a value of the number behind a word, which is 1 if there is none."""

    def look(state: _State, number: str | None) -> None:
        setattr(state, name, value(1 if number is None else int(number)))

    return look


_LOOKS: dict[str, Callable[[_State, str | None], None]] = {
    "pard": _set_paragraph,
    "intbl": _set("in_table", bool),
    "s": _set("style", str),
    "outlinelevel": _set("outline", int),
    "li": _set("indent", int),
    "b": _set("bold", bool),
    "fs": _set("size", int),
    "uc": _set("skip", lambda count: max(0, count)),
    "v": _set_unseen("hidden"),
    "deleted": _set_unseen("deleted"),
    "strike": _set_unseen("struck"),
    "striked": _set_unseen("struck"),
}
_OF_FONTS = frozenset({"f", "deff", "plain", "fcharset", "cpg", "ansicpg", *_CODE_PAGES})
_GOALS = word_set(
    "upr ud shp shpinst do shptxt dptxbxtext footnote ftnalt listtext pntext info title author creatim stylesheet "
    "fonttbl"
)


def _lengthen(table: dict[str, str], name: str, words: str) -> None:
    """Adds words to those under a name, but for what no title and name of a style has any more."""
    said = table.get(name, "")
    if len(said) < LONGEST_PROPERTY:
        table[name] = said + words


def _codec(number: str | None) -> str | None:
    """The codec of a code page."""
    name = {"65001": "utf-8", "932": "cp932", "936": "gbk", "10000": "mac_roman"}.get(number or "", f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _plain(parts: Sequence[str]) -> str:
    """Words with single spaces, without signs of fonts that have no letters."""
    return _WHITE_SPACE.sub(" ", _OF_SYMBOLS.sub(" ", "".join(parts))).strip()


def _end_list(flow: _Flow) -> None:
    if flow.in_list:
        flow.html.append("</ul>")
        flow.in_list = False


def _end_row(flow: _Flow) -> None:
    """Adds the cells so far as a row: those that are merged with one beside or above them as parts of that."""
    row = flow.row
    if flow.cell:
        row.cells.append("".join(flow.cell))
        flow.cell = []
    words, row.cells = row.cells, []
    if not any(words):
        return
    if len(words) > len(row.edges):
        # A row is announced again where its cells were, by some programs.
        words = [each for each in words if each]
    is_laid_out = len(words) == len(row.edges)
    cells: list[_Cell] = []
    for n, html in enumerate(words):
        edge, join = (row.edges[n], row.joins[n]) if is_laid_out else (0, "")
        if join == "clmrg" and cells:
            cells[-1] = replace(cells[-1], html=cells[-1].html + html, edge=edge)
        elif join == "clvmrg" and not html and edge in flow.above:
            flow.above[edge].rows += 1
        else:
            cells.append(_Cell(html, row.edges[n - 1] if is_laid_out and n else LEFTMOST, edge))
            flow.above[edge] = cells[-1]
    flow.rows.append((cells, row.is_head))


def _end_table(flow: _Flow) -> None:
    """Adds the rows so far as a table."""
    rows, flow.rows, flow.above = flow.rows, [], {}
    if not rows:
        return
    _end_list(flow)
    widest = max(len(cells) for cells, _ in rows)
    edges = sorted({cell.edge for cells, _ in rows if len(cells) == widest for cell in cells})
    html = []
    for cells, is_head in rows:
        parts = []
        for cell in cells:
            columns = sum(cell.left + SAME_EDGE < edge <= cell.edge + SAME_EDGE for edge in edges)
            spans = f' colspan="{columns}"' if columns > 1 and len(cells) < widest else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            parts.append(f"<td{spans}>{cell.html}</td>")
        line = f"<tr>{''.join(parts)}</tr>"
        html.append(f"<thead>{line}</thead>" if is_head else line)
    flow.html.append(f"<table>{''.join(html)}</table>")
