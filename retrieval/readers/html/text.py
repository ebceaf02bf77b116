"""HTML → blocks of a page: without tags, comments, scripts and styles, entities decoded; the words that are seen."""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from retrieval.articles.page import LINE_MARK, LONGEST_ITEM, Line, Page, line_mark, line_of, spaced
from retrieval.readers.html.struck import Strikes
from retrieval.readers.rows import MOST_COLUMNS, Cell, TableRow, add_rows

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "area", "audio", "b", "base", "bdi", "bdo", "big", "br", "cite", "code", "col",
    "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font", "frame", "i", "img", "input", "ins", "kbd",
    "label", "legend", "li", "link", "map", "mark", "meta", "meter", "nobr", "optgroup", "option", "output",
    "param", "picture", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "search", "slot", "small",
    "source", "span", "strike", "strong", "sub", "sup", "td", "th", "time", "title", "track", "tt", "u", "var",
    "video", "wbr",
    "math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mroot", "mrow", "ms", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "noframes", "iframe", "object", "svg", "head", "select", "button",
    "textarea", "canvas", "annotation", "annotation-xml",
})  # fmt: skip
_PLAYED = frozenset({"video", "audio"})
"""Elements whose words say what to do where they can't be played: "Your browser does not support the video tag"."""

_LISTS = frozenset({"ul", "ol", "menu"})
_BOLD = frozenset({"b", "strong"})
_TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"})
_READINGS = frozenset({"rt", "rp", "rtc"})
"""How characters are read (ruby), which is above or beside them and isn't part of the sentence."""

_FILE = re.compile(
    r"\A\s*(?:[^\s,;!?]{1,60}\s{1,3}){0,7}\S{1,300}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf|heic|avif)\s*\Z",
    re.IGNORECASE,
)
"""The name of a picture's file, which programs write where its caption should stand: `Screenshot 2024-03-16.png`."""

_BADGE = re.compile(
    r"//(?:img\.shields\.io|(?:www\.)?badgen\.net|badge\.fury\.io|badges\.\w{1,30}\.(?:com|io|org|im))/|[/_-]badge\.svg|"
    r"//(?:[\w-]{1,30}\.)?(?:travis-ci\.(?:org|com)|circleci\.com|codecov\.io|coveralls\.io|appveyor\.com|codeclimate\.com)/",
    re.IGNORECASE,
)
"""Where badges come from."""

_NAME = re.compile(r"\s*(?=\S{0,200}?[\d_-])[\w.()-]{3,200}\s*")
_BESIDE_LETTERS = re.compile(r"[\W_]+")
_RUN_OF_SPACES = re.compile(r" {2,}")
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|figure|section|article|span)\b[^<>]{0,500}>", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:a|b|i|em|strong|p|div|span|u|sup|sub|h[1-6]|li|cite|q|del|ins|s|strike)>", re.IGNORECASE)


def is_element(tag: str) -> bool:
    """Whether a tag's name in lower case is one of HTML, or of a page's own elements; `<new>` is a word."""
    return tag in _BLOCKS or tag in _UNSEEN or tag in _INLINE or "-" in tag or ":" in tag


def is_no_caption(caption: str, address: str) -> bool:
    """Whether what stands as a picture's caption is the name of its file, as programs write it (`IMG_1234`, `weir-2`).

    Or the picture is a badge, which shows how a program does: "build passing".

    Args:
        caption: The picture's alternative text.
        address: Where its file is.
    """
    if _FILE.search(caption) or _BADGE.search(address):
        return True
    if not _NAME.fullmatch(caption):
        return False
    file = _BESIDE_LETTERS.sub("", address.rpartition("/")[2]).casefold()
    name = _BESIDE_LETTERS.sub("", caption).casefold()
    return bool(name) and name in file


def is_html(text: str) -> bool:
    """Whether a text that may be plain is HTML: it has tags of paragraphs, lines or lists, or tags that are closed."""
    return "<" in text and bool(_LOOKS_LIKE_HTML.search(text) or _CLOSED.search(text))


_CODE_OF_MACROS = re.compile(
    r"<ac:plain-text-body>\s*<!\[CDATA\[((?:[^\]]|\](?!\]\s?>))*)\]\]\s?>\s*</ac:plain-text-body>"
)
_WORDS_OF_MACROS = re.compile(
    r"<ac:plain-text-link-body>\s*<!\[CDATA\[((?:[^\]]|\](?!\]\s?>))*)\]\]\s?>\s*</ac:plain-text-link-body>"
)
_LINK_OF_MACROS = re.compile(
    r"<ac:link\b[^<>]{0,300}>\s*<ri:page\b[^<>]{0,500}?ri:content-title=\"([^\"<>]{1,300})\"[^<>]{0,300}/>\s*</ac:link>"
)
_UNSEEN_OF_MACROS = re.compile(r"<ac:(parameter|task-id|task-uuid|task-status)\b[^<>]{0,300}>[^<]{0,2000}</ac:\1>")


def without_macros(html: str) -> str:
    """HTML as Confluence stores it, on as many lines, with what its macros show: their words, code and links."""
    if "<ac:" not in html:
        return html
    html = _CODE_OF_MACROS.sub(lambda match: f"<pre>{escape(match[1], quote=False)}</pre>", html)
    html = _LINK_OF_MACROS.sub(r"\1", _WORDS_OF_MACROS.sub(lambda match: escape(match[1], quote=False), html))
    return _UNSEEN_OF_MACROS.sub(lambda match: "\n" * match[0].count("\n"), html)


def add_html(
    page: Page,
    html: str,
    line: int = 1,
    *,
    breaks: bool = False,
    numbered: bool = False,
    strikes: Strikes | None = None,
) -> None:
    """Adds what a person sees of some HTML to a page.

    Args:
        page: The page.
        html: A whole document or a piece of one.
        line: The line of the file on which it begins.
        breaks: Whether blank lines part paragraphs, as in text that is only here and there HTML.
        numbered: Whether lines of the file are marked among its words (`LINE_MARK`), and its own lines are none.
        strikes: What is struck out in the whole of which the HTML is a piece; None if it is all.
    """
    html = without_macros(html)
    strikes = Strikes([html]) if strikes is None else strikes
    parser = _Seen(page, line, strikes, breaks=breaks, numbered=numbered)
    parser.feed(html)
    parser.close()
    parser.end()


class _Films:
    """The films and sounds that are open, whose words are seen only where these can't be played."""

    def __init__(self) -> None:
        """Before the first tag."""
        self.is_open = False
        self._blocks = 0

    def has_start(self, tag: str) -> bool:
        """Whether a tag begins a film or sound, or stands in one."""
        if not self.is_open and tag in _PLAYED:
            self.is_open, self._blocks = True, 0
        self._blocks += tag in _BLOCKS
        return self.is_open

    def has_end(self, tag: str) -> bool:
        """Whether what ends is a film or sound, or is in one; one without an end ends with what it is in."""
        if not self.is_open:
            return False
        self._blocks -= tag in _BLOCKS
        self.is_open = tag not in _PLAYED and self._blocks >= 0
        return self.is_open or tag in _PLAYED


class _Seen(HTMLParser):
    """Collects lines of words and adds them to a page at the end of each block."""

    def __init__(self, page: Page, first_line: int, strikes: Strikes, *, breaks: bool, numbered: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._page, self._first, self._breaks = page, first_line - 1, breaks
        self._strikes, self._films, self._left_out = strikes, _Films(), ""
        self._marked = 1 if numbered else 0
        self._block: list[Line] = []
        self._rows: list[TableRow] = []
        self._row: list[Cell] | None = None
        self._row_line = 0
        self._unseen = self._tables = self._lists = self._bold = 0
        self._heading = self._literal = self._broken = self._is_head = self._reading = self._in_item = False
        self._item: int | None = None
        self._rank = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._strikes.start(tag, attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif self._unseen or self._films.has_start(tag):
            return
        elif not is_element(tag):
            # `<Tabs>` is a component of MDX, `<new>` a word that somebody typed.
            tag_text = self.get_starttag_text() or ""
            self.handle_data("" if tag_text[1:2].isupper() else tag_text)
        elif tag in _TABLE_PARTS and self._tables <= 1:
            self._start_in_table(tag, dict(attrs))
        elif tag in _BOLD:
            self._bold += 1
        elif self._row is not None and (tag in ("br", "li", "td", "th") or tag in _BLOCKS):
            # The parts of a cell stand on one line; they are words apart all the same.
            self._tables += tag == "table"
            self._add_to_cell(" ")
        elif tag == "br" and self._broken:
            self.end_block()
        elif tag in ("br", "li") or (tag in _LISTS and self._lists):
            self._lists += tag in _LISTS
            self._item, self._in_item = (len(self._block) if tag == "li" else None), False
            self._block.append(("", self._line))
            self._broken = tag == "br"
        elif tag == "p" and self._item is not None and not self._in_item and _is_blank(self._block[self._item :]):
            # The first paragraph of an item is its words.
            self._in_item = True
        elif tag == "img":
            image = dict(attrs)
            self._caption(image.get("alt"), image.get("src") or "")
        elif tag in _READINGS:
            self._reading = True
        elif tag == "q":
            self.handle_data("“")
        elif tag in _BLOCKS:
            self.end_block()
            self._lists += tag in _LISTS
            self._tables += tag == "table"
            self._heading, self._literal = tag in _HEADINGS, tag == "pre"
            self._rank = int(tag[1]) if self._heading else 0

    def handle_endtag(self, tag: str) -> None:
        self._strikes.end(tag)
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._unseen or self._films.has_end(tag):
            return
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _READINGS or tag == "ruby":
            self._reading = False
        elif tag == "thead" and self._tables <= 1:
            # What follows need not be in a group of rows.
            self._end_row()
            self._is_head = False
        elif tag == "table" and self._tables > 1:
            self._tables -= 1
            self._add_to_cell(" ")
        elif tag == "table":
            self._end_row()
            self._tables, self._is_head = 0, False
            self.end_block()
        elif tag == "tr" and self._tables <= 1:
            self._end_row()
        elif tag == "q":
            self.handle_data("”")
        elif tag in _LISTS and self._lists > 1 and self._row is None:
            self._lists -= 1
            self._block.append(("", self._line))
        elif tag in _BLOCKS and self._row is not None:
            self._add_to_cell(" ")
        elif tag == "p" and self._in_item:
            self._end_item()
        elif tag in _BLOCKS:
            self._lists = max(0, self._lists - (tag in _LISTS))
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self._unseen or self._reading or self._films.is_open:
            return
        if self._left_out and not self._strikes.on and (words := data.lstrip()):
            # The line that was marked among words that are left out is that of the words after them.
            if not LINE_MARK.match(words) and not self._literal:
                data = data[: len(data) - len(words)] + self._left_out + words
            self._left_out = ""
        marks = LINE_MARK.findall(data) if self._marked else []
        if marks:
            # In preformatted text each line feed counts, also those before the first word.
            first = data.lstrip(" \t" if self._literal else None)
            self._marked = line_of(marks[0]) if LINE_MARK.match(first) else self._marked
            data = self._with_marks(data)
        if self._strikes.on:
            self._left_out = line_mark(line_of(marks[-1])) if marks else self._left_out
        elif self._row is not None:
            self._row_line = self._row_line or (self._line if data.strip() else 0)
            self._add_to_cell(data)
        else:
            self._add_words(data)
        if self._marked and self._literal:
            self._marked += data.count("\n")
        elif marks:
            self._marked = line_of(marks[-1])

    def _add_words(self, data: str) -> None:
        """Adds words to the lines of the block."""
        self._broken = self._broken and not data.strip()
        parts = (data if self._literal else spaced(data)).split("\n")
        for i, part in enumerate(parts):
            if self._breaks and 0 < i < len(parts) - 1 and not part.strip():
                self.end_block()
                continue
            if i or not self._block:
                self._block.append((part, self._line + i))
            else:
                text, line = self._block[-1]
                self._block[-1] = (text + part, line if text.strip() else self._line)

    def _end_item(self) -> None:
        """Ends the first paragraph of an item: one that is short is a line of its list, others are blocks."""
        own = self._block[self._item :]
        self._in_item = False
        if sum(len(text) for text, _ in own) > LONGEST_ITEM:
            for part in (self._block[: self._item], own):
                self._block = part
                self.end_block()

    def end_block(self) -> None:
        """Adds the rows of a table, or the lines so far as a block."""
        if self._row is None and self._rows and not self._tables:
            add_rows(self._page, self._rows)
            self._rows = []
        if not self._literal:
            self._block = [(_RUN_OF_SPACES.sub(" ", text), line) for text, line in self._block]
        self._page.add(self._block, heading=self._heading, literal=self._literal, rank=self._rank)
        self._block, self._heading, self._literal, self._broken = [], False, False, False
        self._item, self._in_item = None, False

    def end(self) -> None:
        """Adds what is left when the last tag was never closed."""
        self._end_row()
        self._tables = 0
        self.end_block()

    @property
    def _line(self) -> int:
        return self._marked or self._first + self.getpos()[0]

    def _with_marks(self, data: str) -> str:
        """Words with the marks of lines that are of use: those of a paragraph, and one in a cell."""
        if self._literal or (self._row and self._row[-1].is_name):
            return LINE_MARK.sub("", data)
        if self._row is not None:
            first = LINE_MARK.search(data)
            return LINE_MARK.sub(lambda mark: mark[0] if first and mark.start() == first.start() else "", data)
        return data

    def _start_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Begins a cell, a row or a group of rows."""
        if tag in ("td", "th"):
            spans = [_span(attributes.get(name)) for name in ("colspan", "rowspan")]
            self._row, self._bold = [*(self._row or []), Cell("", tag == "th", spans[0], spans[1])], 0
            return
        self._end_row()
        if tag == "tr":
            self.end_block()
            self._row = []
        else:
            self._is_head = tag == "thead"

    def _add_to_cell(self, words: str) -> None:
        if self._row:
            cell = self._row[-1]
            if LINE_MARK.sub("", words).strip():
                cell = cell._replace(is_bold=self._bold > 0 and (cell.is_bold or not cell.text.strip()))
            self._row[-1] = cell._replace(text=cell.text + words)

    def _end_row(self) -> None:
        if self._row is not None:
            cells = [cell._replace(text=" ".join(cell.text.split())) for cell in self._row]
            self._rows.append(TableRow(cells, (self._marked and self._row_line) or self._line, self._is_head))
            self._row, self._row_line = None, 0

    def _caption(self, words: str | None, address: str) -> None:
        """The alternative text of the image at an address, a paragraph of its own when it is in none."""
        if self._marked and words and (mark := LINE_MARK.match(words)):
            self._marked, words = line_of(mark[1]), words[mark.end() :]
        if words and words.strip() and self._row is None and not self._strikes.on and not is_no_caption(words, address):
            heading, literal = self._heading, self._literal
            before = self._block
            self._block = [(words, self._line)]
            self._heading = self._literal = False
            if any(text.strip() for text, _ in before):
                # It is seen beside the words of its paragraph, not among them.
                self._page.add(self._block)
                self._block = before
            else:
                self.end_block()
            self._heading, self._literal = heading, literal


def _is_blank(lines: Sequence[Line]) -> bool:
    """Whether no word stands on some lines."""
    return not any(text.strip() for text, _ in lines)


def _span(value: str | None) -> int:
    """How many columns or rows a cell spans."""
    return max(1, min(int(value), MOST_COLUMNS)) if value and value.isascii() and value.isdigit() else 1
