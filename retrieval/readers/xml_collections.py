"""XML files of several articles in a markup of their own: Evernote's notes, news agencies' NewsML, wikis."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import chain
from typing import Any

from lxml import etree

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described
from retrieval.articles.page import Page
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.markup.wiki import is_redirect, page_of
from retrieval.records import Article, Remark, digest

READER = "xml 7"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_BODIES = ("body.content", "body", "DataContent", "inlineData")
"""What holds the text of a piece of news."""

DEEPEST = 100
"""Lines of an outline are read so deep."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|&#?\w{1,10};")
_ARTICLES = "0"
"""The number of the name space of a wiki in which its articles stand; in others are talk, users, templates."""


def articles_of(tree: Any, name: str) -> Iterator[Article | Problem] | None:
    """The articles of a file, each with its place in it; None if it is of another kind.

    Args:
        tree: The file's root.
        name: Its name inside the archive.
    """
    kind = _KINDS.get(_name(tree))
    if kind is None:
        return None
    articles = _read(kind(tree), name)
    return chain(articles, _older(tree, name)) if kind is _pages else articles


def _read(items: Iterator[tuple[Mapping[str, Any], Page | None]], name: str) -> Iterator[Article | Problem]:
    """The articles of items: their fields, and their pages where they have any."""
    number = 0
    for number, (fields, page) in enumerate(items, 1):
        if page is None or not page.text:
            yield Problem(Remark("{file} record {number}", file=name, number=str(number)), Remark("has no text"))
            continue
        fallback, headings = f"{name}#{digest(page.text)[:12]}", tuple(page.headings)
        yield described(
            fields, "record", name, page.text, id=fallback, record=number, headings=headings, lines=(), reader=READER
        )
    if not number:
        yield Problem(name, Remark("holds no articles"))


def _notes(tree: Any) -> Iterator[tuple[Mapping[str, Any], Page | None]]:
    """The notes of an export of Evernote."""
    for note in _all(tree, "note"):
        tagged = {"title": "title", "created": "date", "author": "authors", "source-url": "url"}
        fields = {field: words for name, field in tagged.items() if (words := _words_of(note, name))}
        yield fields, _page(_words_of(note, "content"))


def _news(tree: Any) -> Iterator[tuple[Mapping[str, Any], Page | None]]:
    """The items of a file of NewsML, also of its first version."""
    for item in [tree] if _name(tree) == "newsItem" else [*_all(tree, "newsItem"), *_all(tree, "NewsItem")]:
        days = ("contentCreated", "firstCreated", "FirstCreated", "DateLine", "versionCreated", "ThisRevisionCreated")
        names = [_words(each) for each in _all(item, "by")] or [_words(each) for each in _all(item, "ByLine")]
        creators = [_words_of(each, "name") for each in _all(item, "creator")]
        provider = next(_all(item, "provider"), None)
        language = next((each.get("tag") for each in _all(item, "language")), None)
        fields = {
            "id": item.get("guid"),
            "title": _words_of(item, "headline") or _words_of(item, "HeadLine"),
            "authors": names or [name for name in creators if name],
            "date": next(filter(None, (_words_of(item, day) for day in days)), None),
            "source": None if provider is None else _words_of(provider, "name") or provider.get("literal"),
            "language": language,
        }
        body = next((each for name in _BODIES for each in _all(item, name)), None)
        yield {key: value for key, value in fields.items() if value}, _page(_markup(body))


def _pages(tree: Any) -> Iterator[tuple[Mapping[str, Any], Page | None]]:
    """The articles of a dump of a wiki; the day on which one was last changed is not its day."""
    site = next(_all(tree, "siteinfo"), None)
    base = (_words_of(site, "base") if site is not None else "").rpartition("/")[0]
    source = _words_of(site, "sitename") if site is not None else ""
    for page in _all(tree, "page"):
        title, written = _words_of(page, "title"), _words_of(_current(page), "text")
        if (_words_of(page, "ns") or _ARTICLES) != _ARTICLES or is_redirect(written):
            continue
        url = f"{base}/{title.replace(' ', '_')}" if base else ""
        fields = {"title": title, "url": url, "source": source}
        yield {key: value for key, value in fields.items() if value}, page_of(tidy(written))


def _current(page: Any) -> Any:
    """The last revision of a wiki's page; the page itself if it tells none."""
    revisions = list(_all(page, "revision"))
    # Of two of one moment the last one counts.
    return max(reversed(revisions), key=lambda each: _words_of(each, "timestamp"), default=page)


def _older(tree: Any, name: str) -> Iterator[Problem]:
    """What is said of the revisions of a wiki's pages that are not read."""
    older = sum(max(0, sum(1 for _ in _all(page, "revision")) - 1) for page in _all(tree, "page"))
    if older:
        yield Problem(name, Remark("has pages that have older revisions, which are left out ({number})", number=older))


def _confluence(tree: Any) -> Iterator[tuple[Mapping[str, Any], Page | None]]:
    """The pages and posts in the backup of a space of Confluence, as they are now."""
    objects = [(each.get("class"), each, _properties(each)) for each in tree.iterfind("object")]
    bodies = {told.get("content", ""): told.get("body", "") for kind, _, told in objects if kind == "BodyContent"}
    people = {_id(each): told.get("name", "") for kind, each, told in objects if kind == "ConfluenceUserImpl"}
    for kind, each, told in objects:
        is_old = "originalVersion" in told or told.get("contentStatus", "current") != "current"
        if kind not in ("Page", "BlogPost") or is_old or "title" not in told:
            continue
        author = people.get(told.get("creator", "")) or told.get("creatorName", "")
        fields = {"title": told["title"], "date": told.get("creationDate", ""), "authors": author}
        yield {key: value for key, value in fields.items() if value}, _page(bodies.get(_id(each), ""))


def _properties(element: Any) -> dict[str, str]:
    """The properties of an object in a backup by name; of another object its id."""
    return {each.get("name") or "": _words(each) for each in element.iterfind("property") if _words(each)}


def _id(element: Any) -> str:
    return _words_of(element, "id")


def _outline(tree: Any) -> Iterator[tuple[Mapping[str, Any], Page | None]]:
    """What somebody noted in an outline; a list of feeds is none."""
    body = next(_all(tree, "body"), None)
    outlines = list(_all(tree, "outline"))
    if body is None or not outlines or any(each.get("xmlUrl") for each in outlines):
        return
    told = {"title": "title", "dateCreated": "date", "ownerName": "authors"}
    fields = {field: words for name, field in told.items() if (words := _words_of(tree, name))}
    yield fields, _page("".join(_of_outline(each, 0) for each in body))


def _of_outline(element: Any, depth: int) -> str:
    """A line of an outline and those below it, as HTML: the first ones with others below them are headings."""
    if _name(element) != "outline" or depth > DEEPEST:
        return ""
    words, note = (_as_html(element.get(name) or "") for name in ("text", "_note"))
    note = f"<p>{note}</p>" if note else ""
    inner = "".join(_of_outline(child, depth + 1) for child in element)
    if not depth and inner:
        return f"<h2>{words}</h2>{note}<ul>{inner}</ul>"
    return f"<li>{words}{note}{f'<ul>{inner}</ul>' if inner else ''}</li>"


def _as_html(words: str) -> str:
    """Words that may have HTML in them."""
    return words if _TAG.search(words) else escape(words, quote=False)


def _page(written: str) -> Page | None:
    """What a person sees of HTML."""
    tree = parsed(tidy(written)) if written.strip() else None
    return None if tree is None else seen_whole(tree)


def _markup(element: Any) -> str:
    """What an element holds, as it is marked up; as it is written where that is words."""
    if element is None:
        return ""
    if not len(element):
        return str(element.text or "")
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return f"<div>{element.text or ''}{inner}</div>"


def _all(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name inside another, whatever their name space."""
    return (each for each in element.iter() if _name(each) == name)


def _name(element: Any) -> str:
    """An element's name without its namespace; none of comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _words_of(element: Any, name: str) -> str:
    """The words of the first element of a name inside another; none if there is none."""
    first = next(_all(element, name), None)
    return "" if first is None else _words(first)


_KINDS: Mapping[str, Callable[[Any], Iterator[tuple[Mapping[str, Any], Page | None]]]] = {
    "en-export": _notes, "newsItem": _news, "newsMessage": _news, "NewsML": _news, "packageItem": _news,
    "mediawiki": _pages, "opml": _outline, "hibernate-generic": _confluence,
}  # fmt: skip
"""Kinds of files by their roots → what gives the fields and the page of each of their articles."""
