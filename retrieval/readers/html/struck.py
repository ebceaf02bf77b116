"""What a source strikes out: the words of `<del>`, `<s>`, `<strike>` and of a style, which it no longer says."""

import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from itertools import islice
from typing import Any

MOST_RULES = 5_000
"""How many rules of a page's style sheets are looked at."""

MOST_SELECTORS = 100
"""How many tags, classes and ids that style sheets strike out are looked for."""

Attributes = list[tuple[str, str | None]]

_TAGS = frozenset({"del", "s", "strike"})
_STYLE = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,100}\bline-through", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAMED = re.compile(r"([.#])([\w-]+)")
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


def strike_by_rules(tree: Any, rules: str = "") -> None:
    """Gives each element of a page that its style sheets strike out, or those beside it hide, a style that says so.

    Only rules for tags, classes and ids are known, not those for what is inside of something else.

    Args:
        tree: The page; it is changed.
        rules: Style sheets beside it.
    """
    sheets = "\n".join([rules, *(element.text or "" for element in tree.iter("style"))])
    if "line-through" in sheets:
        _give_by_rules(tree, sheets, _STYLE, "text-decoration:line-through")
    if "none" in rules:
        # On a page of the web a program may show what is hidden at first; beside a book there is none.
        _give_by_rules(tree, rules, _UNSEEN, "display:none")


def _give_by_rules(tree: Any, sheets: str, saying: re.Pattern[str], style: str) -> None:
    """Gives elements a style of their own where rules give it to them.

    Args:
        tree: The page; it is changed.
        sheets: Style sheets.
        saying: What such a rule says.
        style: The style.
    """
    first_rules = islice(_rules(sheets), MOST_RULES)
    selectors = {part.strip() for names, rule in first_rules if saying.search(rule) for part in names.split(",")}
    matches = (match for selector in sorted(selectors) if selector and (match := _SELECTOR.fullmatch(selector)))
    selectors_used = list(islice(matches, MOST_SELECTORS))
    for element in tree.iter():
        if any(_is_chosen(element, match) for match in selectors_used):
            element.set("style", f"{element.get('style') or ''};{style}")


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The rules of style sheets: the selectors of each, and what it says; none for print or some screens."""
    opening, *commented = sheets.split("/*")
    plain = "".join([opening, *(part.partition("*/")[2] for part in commented)])
    names, depth, skipped = "", 0, False
    for n, part in enumerate(re.split(r"([{}])", plain)):
        if n % 2 == 0:
            if depth == 1 and not skipped:
                yield names, part
            names = part.rpartition(";")[2].strip() if not depth else names
        elif part == "{":
            skipped = names.startswith("@") if not depth else skipped
            depth += 1
        else:
            depth = max(depth - 1, 0)


def _is_chosen(element: Any, selector: re.Match[str]) -> bool:
    """Whether a tag, and all of the classes and the id that come after it, are those of an element."""
    names = {".": (element.get("class") or "").split(), "#": [element.get("id")]}
    return (not selector[1] or selector[1].lower() == element.tag) and all(
        name in names[sign] for sign, name in _NAMED.findall(selector[2])
    )


def words_left(element: Any) -> str:
    """The words of an element on one line, without those that are struck out."""
    parts: list[str] = []
    stack = [(element, False)]
    while stack:
        node, is_left = stack.pop()
        if is_left:
            parts.append(node.tail or "")
            continue
        if node is not element:
            stack.append((node, True))
        if node.tag not in _TAGS and not _STYLE.search(node.get("style") or ""):
            parts.append(node.text or "" if isinstance(node.tag, str) else "")
            stack += [(child, False) for child in reversed(node)]
    return " ".join("".join(parts).split())


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
