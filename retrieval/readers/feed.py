"""Feeds (RSS and Atom): an article in each item, by feedparser; never fetched, only read."""

import io
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import feedparser

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.markup.site_tags import is_filled_in, without_shortcodes
from retrieval.readers.packed import with_its_encoding
from retrieval.records import Article, Remark, digest

READER = "feed 9"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|atom:feed)[\s>]", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD_BYTES = 20_000  # Where the root stands, after comments and style sheets.

_TEMPLATE = re.compile(rb"\s{0,100}---[ \t]*\r?\n(?:[^\n]{0,300}\n){0,30}?---[ \t]*\r?\n")
"""Front matter, which no XML has: a generator of sites fills in the page below it."""

_THEME = re.compile(rb"<html\b[^>]{0,2000}\sxmlns:b=|<b:(?:skin|section|include)\b")
"""What only Blogger's themes have."""

_PREFORMATTED = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_BLOCK = re.compile(
    r"\s*(?:</|<!--|<(?:p|h[1-6]|div|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|hr|"
    r"section|article|aside|header|footer|iframe|script|style|details|summary|form|center|address)\b)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    rb"<wp:author_login>(?:<!\[CDATA\[)?(.{1,200}?)(?:\]\]>)?\s*</wp:author_login>.{0,1000}?"
    rb"<wp:author_display_name>(?:<!\[CDATA\[)?(.{1,200}?)(?:\]\]>)?\s*</wp:author_display_name>",
    re.DOTALL,
)
_KIND = "http://schemas.google.com/g/2005#kind"
_NOT_POSTS = frozenset({"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset"})
"""What WordPress keeps besides posts and pages."""


def read(data: bytes, name: str, people: Mapping[str, str] = MappingProxyType({})) -> Iterator[Article | Problem]:
    """The articles of a feed in order; other XML is named.

    Args:
        data: The file's bytes.
        name: Its name inside the archive.
        people: The names of people by the keys, in small letters, under which debates name them.
    """
    if not data.strip():
        yield Problem(name, Remark("is empty"))
        return
    if (_TEMPLATE.match(data) and b"{" in data) or _THEME.search(data, 0, _HEAD_BYTES):
        yield Problem(name, Remark("holds no articles"))
        return
    if not _is_feed(data[:_HEAD_BYTES].replace(b"\0", b"")):
        yield from import_module("retrieval.readers.xml_file").read(data, name, people)
        return
    data = with_its_encoding(data)
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    entries = [(number, entry) for number, entry in enumerate(feed.entries, 1) if _is_post(entry)]
    if not entries:
        yield Problem(name, Remark("holds no articles"))
    names = {
        login.decode("utf-8", "replace"): shown_name.decode("utf-8", "replace")
        for login, shown_name in _LOGIN.findall(data)
    }
    for number, entry in entries:
        yield _article(entry, feed, name, number, names)


def _is_feed(head: bytes) -> bool:
    """Whether the first element is that of a feed; a channel is also one of the fields of an agency's message."""
    head = _COMMENT.sub(b"", head[max(0, head.find(b"<?xml")) :])
    first = _FIRST_ELEMENT.search(head)
    return first is not None and _ROOT.match(head, first.start()) is not None


def _is_post(entry: Any) -> bool:
    """Whether an item of a blog's export is a post or page: not a setting, a menu, a picture or a comment."""
    kinds = [tag.get("term") or "" for tag in entry.get("tags", ()) if tag.get("scheme") == _KIND]
    return entry.get("wp_post_type") not in _NOT_POSTS and (not kinds or kinds[0].endswith(("#post", "#page")))


def _article(entry: Any, file: Any, name: str, number: int, names: Mapping[str, str]) -> Article | Problem:
    """The article of an item, or why there is none.

    Args:
        entry: The item as feedparser sees it.
        file: The feed as feedparser sees it.
        name: The file's name inside the archive.
        number: The item's place, from 1.
        names: What the blog's authors are called, by the names with which they log in.
    """
    where = Remark("{file} item {number}", file=name, number=str(number))
    feed, is_atom = file.feed, file.version.startswith("atom")
    if entry.get("wp_status") in ("draft", "auto-draft", "trash", "private", "pending"):
        return Problem(where, Remark("is marked as a draft"))
    contents = [content.get("value") for content in entry.get("content", ())]
    words = next(filter(None, [*contents, entry.get("summary"), entry.get("description")]), "") or ""
    tree = parsed(_with_paragraphs(tidy(words)))
    page = seen_whole(tree) if tree is not None else None
    if page is None or not page.text or is_filled_in(page.text):
        return Problem(where, Remark("has no text"))
    # What Atom says about the authors of a feed holds for each of its items that names none.
    written_by = entry.get("authors") or (feed.get("authors", ()) if is_atom else ())
    authors = [names.get(author["name"], author["name"]) for author in written_by if author.get("name")]
    fields = {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "date": entry.get("published") or entry.get("wp_post_date") or entry.get("updated"),
        # feedparser takes "a@b.example (Ana Ruiz)" apart at the wrong place.
        "authors": entry.get("author") if "@" in entry.get("author", "") else authors or entry.get("author"),
        # feedparser takes any id for an address where there is no link.
        "url": link if "://" in (link := str(entry.get("link") or "")) or link != entry.get("id") else None,
        "source": feed.get("title"),
        "language": entry.get("language") or feed.get("language"),
    }
    fallback = f"{name}#{digest(page.text)[:12]}"
    headings = tuple(page.headings)
    return described(
        fields, "feed", name, page.text, id=fallback, record=number, headings=headings, lines=(), reader=READER
    )


def _with_paragraphs(words: str) -> str:
    """HTML whose paragraphs are parted by blank lines, as blogs keep it, with their tags; without shortcodes."""
    words = without_shortcodes(words, of_blog=True)
    if "\n\n" not in words or _PREFORMATTED.search(words):
        return words
    return "\n".join(part if _BLOCK.match(part) else f"<p>{part}</p>" for part in _BLANK_LINES.split(words))
