"""A page as a tree of elements → what a person sees of it."""

import re
from typing import Any

from lxml.etree import LxmlError, strip_elements
from lxml.html import HTMLParser, document_fromstring, tostring

from retrieval.readers.html_text import add_html, is_element
from retrieval.readers.page import Page

_UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg")


def parsed(written: str) -> Any | None:
    """The tree of a page; None when there is none."""
    if not written.strip():
        return None
    # As bytes: a page may name an encoding that its characters are no longer in.
    data = written.encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(data, parser=parser)
    except (ValueError, AssertionError, LxmlError):
        return None


def seen(tree: Any, page: Page | None = None) -> Page:
    """The words of a whole tree as a person sees them, added to a page; the tree is changed."""
    _collapse(tree)
    page = page or Page()
    add_html(page, tostring(tree, encoding="unicode"))
    return page


def seen_whole(tree: Any, page: Page | None = None) -> Page:
    """The words of a tree that is a document of its own, such as a chapter or a mail, added to a page."""
    strip(tree)
    lay_out(tree)
    return seen(tree, page)


def strip(tree: Any) -> None:
    """Takes out what is never seen."""
    strip_elements(tree, *_UNSEEN, with_tail=False)


def lay_out(tree: Any) -> None:
    """Makes plain elements of tables that lay out a page: those with tables, headings or many paragraphs in a cell."""
    for table in list(tree.iter("table")):
        columns = max((len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")), default=0)
        laid_out = (
            columns <= 1
            or (table.get("role") or "").lower() in ("presentation", "none")
            or table.find(".//table") is not None
            or any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "ul", "blockquote"))
            or any(len(cell.findall(".//p")) > 1 for cell in table.iter("td"))
        )
        if laid_out:
            for element in [table, *table.iter("tr", "td", "th", "tbody", "thead", "tfoot")]:
                element.tag = "div"


def _collapse(tree: Any) -> None:
    """Makes one space of each run of white space outside of preformatted text, as a browser does.

    What is no element of HTML is of no account: `<Weir>` in a page is never seen.
    """
    for element in tree.iter():
        if not isinstance(element.tag, str) or not is_element(element.tag):
            element.tag = "span"
        if element.text and not _is_literal(element):
            element.text = _spaced(element.text)
        if element.tail and not _is_literal(element.getparent()):
            element.tail = _spaced(element.tail)


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text)


def _is_literal(element: Any) -> bool:
    return element is not None and any(at.tag == "pre" for at in (element, *element.iterancestors("pre")))
