"""Feeds (RSS and Atom): an article in each item, by feedparser; never fetched, only read."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from retrieval.readers.files import Problem, tidy
from retrieval.readers.html_tree import parsed, seen_whole
from retrieval.readers.metadata import described
from retrieval.records import Article, Remark, digest

READER = "feed 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|atom:feed)[\s>]", re.IGNORECASE)
_HEAD_BYTES = 20_000

_PARTED = re.compile(r"<(?:p|br|pre)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles of a feed in order; other XML is named."""
    if not data.strip():
        yield Problem(name, Remark("is empty"))
        return
    if not _ROOT.search(data[:_HEAD_BYTES].replace(b"\0", b"")):
        yield Problem(name, Remark("is XML of a kind that is not known"))
        return
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield Problem(name, Remark("holds no articles"))
    for number, entry in enumerate(feed.entries, 1):
        yield _article(entry, feed.feed, name, number)


def _article(entry: Any, feed: Any, name: str, number: int) -> Article | Problem:
    """The article of an item, or why there is none.

    Args:
        entry: The item as feedparser sees it.
        feed: The feed as feedparser sees it.
        name: The file's name inside the archive.
        number: The item's place, from 1.
    """
    where = Remark("{file} item {number}", file=name, number=str(number))
    if entry.get("wp_status") in ("draft", "auto-draft", "trash", "private", "pending"):
        return Problem(where, Remark("is a draft by its own words"))
    written = [content.get("value") for content in entry.get("content", ())]
    words = next(filter(None, [*written, entry.get("summary"), entry.get("description")]), "") or ""
    tree = parsed(_with_paragraphs(tidy(words)))
    page = seen_whole(tree) if tree is not None else None
    if page is None or not page.text:
        return Problem(where, Remark("has no text"))
    authors = [author.get("name") for author in entry.get("authors", ()) if author.get("name")]
    fields = {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "date": entry.get("published") or entry.get("wp_post_date") or entry.get("updated"),
        # feedparser takes "a@b.example (Ana Ruiz)" apart at the wrong place.
        "authors": entry.get("author") if "@" in entry.get("author", "") else authors or entry.get("author"),
        "url": entry.get("link"),
        "source": feed.get("title"),
        "language": entry.get("language") or feed.get("language"),
    }
    fallback = f"{name}#{digest(page.text)[:12]}"
    headings = tuple(page.headings)
    return described(
        fields, "feed", name, page.text, id=fallback, record=number, headings=headings, lines=(), reader=READER
    )


def _with_paragraphs(words: str) -> str:
    """HTML whose paragraphs are parted by blank lines, as blogs keep it, with their tags."""
    if "\n\n" not in words or _PARTED.search(words):
        return words
    return "".join(f"<p>{part}</p>" for part in _BLANK_LINES.split(words))
