"""Books (.epub): one book, one article, its chapters in reading order under their headings."""

import posixpath
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from retrieval.articles import dates
from retrieval.articles.files import Problem, one_line, tidy
from retrieval.articles.page import Page
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.packed import Package, opened
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Heading, Remark

READER = "epub 8"
"""The name of this reader with its number, raised whenever the same file would give another text."""

MOST_CHAPTERS = 5_000
"""How many documents of a book are read."""

_WRITING = frozenset({"aut", "edt", "cre", "aui", "ant", "dub", "author", "editor"})
"""Roles of who is named with a book, as the Library of Congress abbreviates them."""

MOST_SHEETS = 50
"""How many style sheets of a book are read."""

_NCX = "application/x-dtbncx+xml"
_LINE = re.compile(r"(?:\A|(?<=\n\n))[^\n]{1,200}(?=\n\n)")
"""A line of its own with something below it."""

_PAGES = ("application/xhtml+xml", "text/html", "application/xml")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a book."""
    package = opened(data, name)
    if isinstance(package, Problem):
        yield package
        return
    container = package.tree("META-INF/container.xml")
    root = next((e.get("full-path") for e in _elements(container, "rootfile") if e.get("full-path")), None)
    opf = package.tree(root) if root else None
    if root is None or opf is None:
        yield Problem(name, Remark("is damaged, or not what its name says ({error})", error="container.xml"))
        return
    chapters = _chapters(opf, posixpath.dirname(root))
    locked = {
        unquote(e.get("URI") or "") for e in _elements(package.tree("META-INF/encryption.xml"), "CipherReference")
    }
    if not locked.isdisjoint(chapters):
        yield Problem(name, Remark("is encrypted: its text can't be read without the password"))
        return
    page, rules = Page(), _rules(opf, posixpath.dirname(root), package)
    for chapter in chapters:
        tree = parsed(tidy(package.part(chapter).decode("utf-8-sig", "replace")), rules)
        if tree is not None:
            seen_whole(tree, page)
    if package.damaged:
        parts = ", ".join(package.damaged)[:120]
        yield Problem(name, Remark("is damaged, or not what its name says ({error})", error=parts))
    if not page.text and package.damaged:
        return
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    headings = _with_listed(page, _contents(opf, posixpath.dirname(root), package))
    yield by_properties(
        _properties(opf), name, page.text, is_book=True, id=name, headings=headings, lines=(), reader=READER
    )


def _with_listed(page: Page, titles: Collection[str]) -> tuple[Heading, ...]:
    """The headings of a book, with the blocks that its table of contents lists, however they are marked."""
    text, headings = page.text, set(page.headings)
    listed = ((match.start(), match.end()) for match in _LINE.finditer(text) if _bare(match[0]) in titles)
    inside = {start for begin, end in headings for start in range(begin, end)}
    return tuple(sorted(headings | {heading for heading in listed if heading[0] not in inside}))


def _contents(opf: Any, folder: str, package: Package) -> frozenset[str]:
    """The titles that the tables of contents of a book list, as `_bare` makes them."""
    titles = set()
    for item in _elements(opf, "item"):
        is_nav = "nav" in (item.get("properties") or "").split()
        if is_nav or item.get("media-type") == _NCX:
            path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
            tree = package.tree(path)
            if is_nav:
                lists = (nav for nav in _elements(tree, "nav") if "toc" in nav.attrib.values())
                labels: Iterator[Any] = (label for nav in lists for label in _elements(nav, "a"))
            else:
                labels = _elements(tree, "navLabel")
            titles |= {_bare("".join(label.itertext())) for label in islice(labels, MOST_CHAPTERS)}
    return frozenset(titles - {""})


def _bare(title: str) -> str:
    """A title as it is compared with others: without capitals and with single spaces."""
    return " ".join(title.split()).casefold()


def _elements(tree: Any | None, name: str) -> Iterator[Any]:
    """The elements of a name, whatever its namespace."""
    if tree is not None:
        for element in tree.iter():
            if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name:
                yield element


def _rules(opf: Any, folder: str, package: Package) -> str:
    """The style sheets of a book."""
    sheets = (item.get("href") or "" for item in _elements(opf, "item") if item.get("media-type") == "text/css")
    paths = [posixpath.normpath(posixpath.join(folder, unquote(sheet))) for sheet in sheets]
    return "\n".join(package.part(path).decode("utf-8", "replace") for path in paths[:MOST_SHEETS])


def _chapters(opf: Any, folder: str) -> list[str]:
    """The paths of a book's documents in reading order, without its table of contents and cover."""
    items = {
        item.get("id"): item
        for item in _elements(opf, "item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    contents = {
        posixpath.normpath(unquote(place.get("href") or "").partition("#")[0])
        for place in _elements(opf, "reference")
        if place.get("type") in ("toc", "cover")
    }
    items = {
        key: item for key, item in items.items() if posixpath.normpath(unquote(item.get("href") or "")) not in contents
    }
    places = [items.get(place.get("idref")) for place in _elements(opf, "itemref")]
    paths = [unquote(item.get("href") or "").partition("#")[0] for item in places if item is not None]
    return [posixpath.normpath(posixpath.join(folder, path)) for path in dict.fromkeys(paths) if path][:MOST_CHAPTERS]


def _authors(opf: Any) -> list[str]:
    """Who is named with a book, without illustrators, translators and narrators if some are said to have written it."""
    refined = {
        (e.get("refines") or "").removeprefix("#"): e.text
        for e in _elements(opf, "meta")
        if e.get("property") == "role"
    }
    names = {True: list[str](), False: list[str]()}
    for creator in _elements(opf, "creator"):
        own = next((value for key, value in creator.attrib.items() if key.rpartition("}")[2] == "role"), None)
        role = own or refined.get(creator.get("id"))
        if name := one_line(creator.text):
            names[not role or role.strip().lower() in _WRITING].append(name)
    return names[True] or names[False]


def _properties(opf: Any) -> dict[str, Any]:
    """What the package says about the book."""
    days = [element for element in _elements(opf, "date") if dates.day(element.text)]
    published = [e for e in days if any(value == "publication" for value in e.attrib.values())]
    plain = [e for e in days if not e.attrib]
    day = next((e.text for e in (*published, *plain)), None)
    words = {
        name: one_line(next((e.text for e in _elements(opf, name)), None))
        for name in ("title", "publisher", "language")
    }
    return {"title": words["title"], "authors": _authors(opf), "source": words["publisher"],
            "language": words["language"], "date": day}  # fmt: skip
