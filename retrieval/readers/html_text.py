"""HTML → blocks of a page: without tags, comments, scripts and styles, entities decoded; the words that are seen."""

import re
from html.parser import HTMLParser

from retrieval.readers.page import Line, Page, spaced

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "area", "audio", "b", "base", "bdi", "bdo", "big", "br", "caption", "cite", "code", "col",
    "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font", "frame", "i", "img", "input", "ins", "kbd",
    "label", "legend", "li", "link", "map", "mark", "menu", "meta", "meter", "nobr", "optgroup", "option", "output",
    "param", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "search", "slot", "small", "source", "span",
    "strike", "strong", "sub", "sup", "td", "th", "time", "title", "track", "tt", "u", "var", "video", "wbr",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "select", "button",
    "textarea", "canvas",
})  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|figure|section|article|span)\b[^<>]{0,500}>", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:a|b|i|em|strong|p|div|span|u|sup|sub|h[1-6]|li|cite|q)>", re.IGNORECASE)


def is_element(tag: str) -> bool:
    """Whether a tag's name in lower case is one of HTML, or of a page's own elements; `<new>` is a word."""
    return tag in _BLOCKS or tag in _UNSEEN or tag in _INLINE or "-" in tag or ":" in tag


def is_html(text: str) -> bool:
    """Whether a text that may be plain is HTML: it has tags of paragraphs, lines or lists, or tags that are closed."""
    return "<" in text and bool(_LOOKS_LIKE_HTML.search(text) or _CLOSED.search(text))


def add_html(page: Page, html: str, line: int = 1, *, breaks: bool = False) -> None:
    """Adds what a person sees of some HTML to a page.

    Args:
        page: The page.
        html: A whole document or a piece of one.
        line: The line of the file on which it begins.
        breaks: Whether blank lines part paragraphs, as in text that is only here and there HTML.
    """
    parser = _Seen(page, line, breaks=breaks)
    parser.feed(html)
    parser.close()
    parser.end_block()


class _Seen(HTMLParser):
    """Collects lines of words and adds them to a page at the end of each block."""

    def __init__(self, page: Page, first_line: int, *, breaks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._page, self._first, self._breaks = page, first_line - 1, breaks
        self._block: list[Line] = []
        self._row: list[str] | None = None
        self._unseen = 0
        self._heading = self._literal = self._broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif self._unseen:
            return
        elif not is_element(tag):
            # `<Tabs>` is a component of MDX, `<new>` a word that somebody typed.
            typed = self.get_starttag_text() or ""
            self.handle_data("" if typed[1:2].isupper() else typed)
        elif self._row is not None and (tag in ("br", "li") or (tag in _BLOCKS and tag != "tr")):
            # The parts of a cell stand on one line; they are words apart all the same.
            self._row[-1:] = [f"{cell} " for cell in self._row[-1:]]
        elif tag == "br" and self._broken:
            self.end_block()
        elif tag in ("br", "li"):
            self._block.append(("", self._line))
            self._broken = tag == "br"
        elif tag == "img":
            self._caption(dict(attrs).get("alt"))
        elif tag in ("td", "th"):
            self._row = [*(self._row or []), ""]
        elif tag == "tr":
            self._row = []
        elif tag in _BLOCKS and self._row is None:
            self.end_block(keeps=tag in ("tbody", "thead", "tfoot"))
            self._heading, self._literal = tag in _HEADINGS, tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._unseen:
            return
        elif tag == "tr" and self._row is not None:
            row = [" ".join(cell.split()) for cell in self._row]
            self._row = None
            self._block += [(" | ".join(row), self._line)] if any(row) else []
        elif tag == "table":
            self._row = None
            self.end_block()
        elif tag in _BLOCKS and self._row is None:
            self.end_block(keeps=tag in ("tbody", "thead", "tfoot"))

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._row is not None:
            if self._row:
                self._row[-1] += data
            return
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

    def end_block(self, *, keeps: bool = False) -> None:
        """Adds the lines so far as a block; `keeps` where a table goes on."""
        if keeps and self._block and " | " in self._block[-1][0]:
            return
        self._page.add(self._block, heading=self._heading, literal=self._literal)
        self._block, self._heading, self._literal, self._broken = [], False, False, False

    @property
    def _line(self) -> int:
        return self._first + self.getpos()[0]

    def _caption(self, words: str | None) -> None:
        """An image's alternative text, a paragraph of its own when it stands in none."""
        if words and words.strip() and self._row is None:
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
