"""What a source strikes out: the words of `<del>`, `<s>`, `<strike>` and of a style, which it no longer says."""

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

_TAGS = frozenset({"del", "s", "strike"})
_STYLE = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,100}\bline-through", re.IGNORECASE)
_MAY_STRIKE = re.compile(r"<(?:del|s|strike)[\s/>]|line-through", re.IGNORECASE)


class Strikes:
    """Whether words are struck out where a reader of some HTML is; a tag that is never closed strikes nothing."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """Before the first of the pieces that are read in turn."""
        self._beginnings: set[int] = set()
        self._open: dict[str, list[tuple[int, bool]]] = {}
        self._count = self._depth = 0
        self._tag = ""
        pieces = list(pieces)
        if any(map(_MAY_STRIKE.search, pieces)):
            for piece in pieces:
                _tags(piece, self._opens, self._closes)
        self._count = 0

    @property
    def on(self) -> bool:
        """Whether the words that come next are struck out."""
        return self._depth > 0

    def follow(self, piece: str) -> None:
        """Goes past a piece without words, such as a single tag."""
        if self._beginnings:
            _tags(piece, self.start, self.end)

    def start(self, tag: str, attributes: Attributes) -> None:  # noqa: ARG002
        """Goes past a tag that opens an element."""
        self._count += 1
        if self._depth:
            self._depth += tag == self._tag != "p"
            if tag != "p" or self._tag != "p":
                return
        self._tag, self._depth = tag, int(self._count in self._beginnings)

    def end(self, tag: str) -> None:
        """Goes past a tag that closes an element."""
        if self._depth and tag == self._tag:
            self._depth -= 1

    def _opens(self, tag: str, attributes: Attributes) -> None:
        """Notes a tag of the pieces before they are read."""
        if tag == "p":
            self._closes(tag)
        self._count += 1
        strikes = tag in _TAGS or any(name == "style" and value and _STYLE.search(value) for name, value in attributes)
        self._open.setdefault(tag, []).append((self._count, strikes))

    def _closes(self, tag: str) -> None:
        """Notes that the last open element of that name strikes out what it holds, if it does."""
        if opened := self._open.get(tag):
            place, strikes = opened.pop()
            if strikes:
                self._beginnings.add(place)


def _tags(html: str, opened: Callable[[str, Attributes], None], closed: Callable[[str], None]) -> None:
    """Tells of each tag of some HTML."""
    parser = _Tags(opened, closed)
    parser.feed(html)
    parser.close()


class _Tags(HTMLParser):
    """Reads tags alone, as the readers of the words read them."""

    def __init__(self, opened: Callable[[str, Attributes], None], closed: Callable[[str], None]) -> None:
        super().__init__(convert_charrefs=True)
        self._opened, self._closed = opened, closed

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._opened(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._closed(tag)
