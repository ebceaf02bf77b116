"""The main text of a page: what a person came to read, without what stands around it.

Menus, asides, forms, notices and adverts that are marked as such go first. A page without any of them is a document and
read whole; of all others trafilatura finds the main text.
"""

import re
from typing import Any

from trafilatura.core import bare_extraction

from retrieval.readers.html_tree import lay_out, seen, strip
from retrieval.readers.page import Page

SHORTEST = 250
"""Main texts of fewer code points are taken from all that is seen: trafilatura's own bound of what it trusts."""

LARGEST_SHARE = 0.5
"""What holds more of a page's words than this is no advert, whatever it is called."""

_AROUND = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"})
_NAMES = frozenset({
    "ad", "ads", "adbox", "adslot", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "anzeige",
    "publicidad", "breadcrumb", "breadcrumbs", "comments", "consent", "cookie", "cookies", "cookiebanner", "cmp",
    "disqus", "gdpr", "menu", "modal", "navbar", "navigation", "newsletter", "outbrain", "pagination", "paywall",
    "popup", "print-hide", "promo", "recommended", "related", "share", "sharing", "sidebar", "signup", "skip", "social",
    "sponsor", "sponsored", "subscribe", "subscription", "taboola", "teaser", "teasers", "toolbar",
})  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[\s_-]+")
_KEPT = frozenset({"html", "body", "main", "article", "h1"})
_TAGS = {"head": "h2", "list": "ul", "item": "li", "row": "tr", "cell": "td", "quote": "blockquote", "lb": "br",
         "code": "pre", "hi": "span", "ref": "span", "del": "span"}  # fmt: skip
"""The elements of trafilatura's text as those of HTML."""


def main_text(tree: Any) -> Page:
    """The main text of a page's tree, which is changed by it."""
    is_document = not _prune(tree)
    lay_out(tree)
    whole = seen(tree)
    if is_document or len(whole.text) <= SHORTEST:
        return whole
    document = bare_extraction(
        tree, include_comments=False, include_tables=True, include_links=False, with_metadata=False, fast=True
    )
    body = getattr(document, "body", None)
    if body is None:
        return whole
    for element in body.iter():
        element.tag = _TAGS.get(element.tag, element.tag) if isinstance(element.tag, str) else "span"
        element.attrib.clear()
    page = seen(body)
    return whole if len(page.text) < min(SHORTEST, len(whole.text) / 2) else page


def _prune(tree: Any) -> bool:
    """Takes out what stands around a page's text; says whether there was anything."""
    strip(tree)
    everything = max(1, _length(tree))
    removed = False
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or not _is_around(element):
            continue
        if element.tag not in ("nav", "dialog") and _length(element) > LARGEST_SHARE * everything:
            continue
        removed = removed or _length(element) > 0
        element.drop_tree()
    return removed


def _is_around(element: Any) -> bool:
    """Whether an element is marked as no part of the text."""
    tag = element.tag
    if tag in _KEPT:
        return False
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if tag == "header":
        marked = all(parent.tag not in ("article", "main", "section") for parent in element.iterancestors())
    else:
        marked = tag in _AROUND or (element.get("role") or "").lower() in _ROLES
    if not marked:
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        marked = bool(_NAMES.intersection(_NAME_PARTS.split(names)))
    return marked and element.find(".//h1") is None


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
