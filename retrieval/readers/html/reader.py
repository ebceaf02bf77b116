"""HTML pages and pages saved as MHTML: one file, one article, without menus, adverts and cookie notices."""

import codecs
import contextlib
import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from html import unescape
from importlib import import_module
from typing import Any

from retrieval.articles import dates
from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, with_line_feeds
from retrieval.articles.front_matter import split
from retrieval.articles.metadata import described, is_draft, known_fields, normalised
from retrieval.articles.page import Page
from retrieval.readers.contents import is_archived_page
from retrieval.readers.encodings import Characters, characters, once_encoded
from retrieval.readers.html.fields import day_in_page, fields_of, made_on, name_of_site
from retrieval.readers.html.list_pages import lists_messages, message_in
from retrieval.readers.html.main import main_text
from retrieval.readers.html.text import add_html
from retrieval.readers.html.tree import held, parsed
from retrieval.readers.markup.site_tags import html_without_tags, is_of_a_site
from retrieval.readers.properties import by_first_lines, dated_by_making, meaningful_author
from retrieval.records import Article, Heading, Remark

READER = "html 19"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|encoding=[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE
)
_HEAD_BYTES = 4096  # Browsers look for an encoding in the first 1,024; programs write longer heads.
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->|<!--\s*Page saved with SingleFile\s*url: (\S{1,2000})"
)
_TIDDLERS = re.compile(
    r"<script\b[^<>]{0,300}class=[\"']?tiddlywiki-tiddler-store\b[^<>]{0,300}>(.+?)</script>", re.DOTALL
)
"""What a TiddlyWiki, which is one page, keeps of all that is in it, as JSON."""

_OF_MEDIUM = re.compile(r"<p>Exported from <a href=\"https://medium\.com\">")
_OFFICE_AUTHOR = re.compile(r"<o:Author>([^<>]{1,200})</o:Author>")
_OFFICE_CREATED = re.compile(r"<o:Created>([^<>]{1,40})</o:Created>")
_OFFICE = re.compile(
    r"content\s{0,3}=\s{0,3}[\"']?(?:LibreOffice|OpenOffice|StarOffice|NeoOffice|Microsoft Word|Word\.Document|"
    r"http://xml\.openoffice\.org)",
    re.IGNORECASE,
)
"""What word processors say of themselves in the head of a page."""

_ON_THE_WEB = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
}  # fmt: skip
"""What encodings that pages name mean (after the WHATWG Encoding Standard)."""

_BESIDE_AUTHORS = re.compile(r"\b(?:by|von|por|par|di|door|and|und|y|et|e|en)\b|[\W\d_]+", re.IGNORECASE)
MOST_LINES = 65_000
"""Beyond this many lines libxml2 does not tell on which one an element stands."""

_OPENS_FIELDS = re.compile(r"(?:-{3}|\+{3}|;{3})[ \t]*\r?\n|\{[ \t]*\r?\n\s*\"")
"""How front matter begins: in YAML, in TOML, or in JSON."""

_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\ufdd0-\ufdef]")
"""What no page has: controls, and the characters with which lines are marked."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a page; its fields are those of its metadata."""
    if name.lower().endswith((".mhtml", ".mht")) or is_archived_page(data):
        yield _archived(data, name)
        return
    content = _characters(data)
    if isinstance(content, Remark):
        yield Problem(name, content)
        return
    html = content.text
    if content.doubt is not None:
        yield Problem(name, content.doubt)
    if store := _TIDDLERS.search(html):
        yield from import_module("retrieval.readers.json_file").read(store[1].encode(), name)
    elif message := message_in(with_line_feeds(html)):
        yield page_article(message[0], name, message[1], numbered=True)
    elif lists_messages(html):
        yield Problem(name, Remark("lists the messages of a mailing list and is no article"))
    elif name.rpartition("/")[2].startswith("draft_") and _OF_MEDIUM.search(html):
        yield Problem(name, Remark("is marked as a draft"))
    elif is_of_a_site(html[:_HEAD_BYTES], html):
        yield Problem(name, Remark("holds no articles"))
    elif _OPENS_FIELDS.match(html):
        yield _with_front_matter(html, name)
    else:
        article, ranks = _described(html, name, numbered=True)
        if isinstance(article, Problem):
            yield article
        else:
            yield from entries(article, ranks)


def _with_front_matter(html: str, name: str) -> Article | Problem:
    """The article of a page below front matter, as generators of sites have it; its lines are those of the file."""
    html = with_line_feeds(html)
    try:
        fields, begin, problem = split(html)
    except RecursionError:
        return page_article(html, name, numbered=True)
    if is_draft(fields):
        return Problem(name, Remark("is marked as a draft"))
    if not fields or problem is not None:
        return page_article(html, name, numbered=True)
    head = "\n" * html.count("\n", 0, begin)
    article = page_article(head + html_without_tags(html[begin:]), name, numbered=True)
    if isinstance(article, Problem):
        return article
    if is_of_a_site(html[begin:], article.text):
        return Problem(name, Remark("holds no articles"))
    own_fields = known_fields(normalised(fields))
    return replace(
        article, **own_fields, provenance={**article.provenance, **dict.fromkeys(own_fields, "front matter")}
    )


def page_article(
    html: str, name: str, file_fields: Mapping[str, Any] | None = None, *, numbered: bool = False
) -> Article | Problem:
    """The article of a page.

    Args:
        html: The page's HTML.
        name: The file's name inside the archive.
        file_fields: Fields that the file gives beside the page; those of the page come first.
        numbered: Whether its lines are those of the file.
    """
    return _described(html, name, file_fields, numbered=numbered)[0]


def _described(
    html: str, name: str, file_fields: Mapping[str, Any] | None = None, *, numbered: bool = False
) -> tuple[Article | Problem, list[int]]:
    """The article of a page, as `page_article` gives it, and the ranks of its headings."""
    html = _CONTROLS.sub(" ", with_line_feeds(html))
    if not html.strip():
        return Problem(name, Remark("is empty")), []
    tree = parsed(html)
    _elements = [] if tree is None else held(tree)
    fields, provenance = ({}, {}) if tree is None else fields_of(tree)
    if (saved_from := _SAVED_FROM.search(html[:_HEAD_BYTES])) and "url" not in fields:
        fields["url"], provenance["url"] = saved_from[1] or saved_from[2], "saved page"
    for key, value in {**(file_fields or {}), **_of_an_office(html[:_HEAD_BYTES])}.items():
        if key not in fields and value:
            fields[key], provenance[key] = value, "file"
    if tree is not None and "date" not in fields and (day := day_in_page(tree, fields.get("url"))):
        fields["date"], provenance["date"] = day
    if tree is not None and (banner := name_of_site(tree)):
        banner[0].drop_tree()
    is_of_an_office = _OFFICE.search(html[:_HEAD_BYTES]) is not None
    if is_of_an_office and provenance.get("date") == "meta tag":
        # When a document was saved as a page tells nothing of its day.
        del fields["date"], provenance["date"]
    page = Page() if tree is None else main_text(tree, numbered=numbered)
    if not page.text and "<frameset" not in html.lower():
        # What a parser gives up on, such as 1,000 elements inside each other, is read without a tree.
        page = Page()
        add_html(page, html)
    if not page.text:
        return Problem(name, Remark("has no text")), []
    lines = tuple(page.lines) if numbered and html.count("\n") < MOST_LINES else ()
    headings = _with_title(page, fields.get("title"))
    article = described(fields, "page", name, page.text, id=name, reader=READER, headings=headings, lines=lines)
    article = replace(article, headings=tuple(span for span in headings if not _names_authors(article, span)))
    origins = {key: provenance.get(key, where) for key, where in article.provenance.items()}
    article = replace(article, provenance=origins)
    if is_of_an_office:
        article = by_first_lines(article)
    created = _OFFICE_CREATED.search(html[:_HEAD_BYTES]) if is_of_an_office else None
    article = dated_by_making(article, created[1] if created else tree is not None and made_on(tree))
    ranks = dict(zip(page.headings, page.ranks, strict=True))
    return article, [ranks.get(span, 1) for span in article.headings or ()]


def _of_an_office(head: str) -> dict[str, Any]:
    """The author that a word processor writes into a comment in a page's head."""
    match = _OFFICE_AUTHOR.search(head) if "<o:" in head else None
    author = meaningful_author(unescape(match[1])) if match else None
    return {"authors": author} if author else {}


def _names_authors(article: Article, heading: Heading) -> bool:
    """Whether a heading names the article's authors and says nothing else."""
    words = article.text[slice(*heading)]
    names = [name for name in article.authors if name in words]
    for name in names:
        words = words.replace(name, "")
    return bool(names) and not _BESIDE_AUTHORS.sub("", words)


def _with_title(page: Page, title: Any) -> tuple[Heading, ...]:
    """The headings of a page, and its first block where that is its title, however it is marked."""
    end = page.text.find("\n\n")
    opens = 0 < end <= HEADING_CHARACTERS and page.text[:end] == " ".join(str(title or "").split())
    return ((0, end), *page.headings) if opens and (0, end) not in page.headings else tuple(page.headings)


def _characters(data: bytes) -> Characters | Remark:
    """The characters of a page: UTF-8 where it is that, else as the page says, else as detected."""
    try:
        if b"\0" not in data and b"\x1b" not in data:
            return once_encoded(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError:
        pass
    match = None if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _DECLARED.search(data[:_HEAD_BYTES])
    if match and (codec := _codec((match[1] or match[2]).decode("ascii", "replace"))):
        try:
            return Characters(data.decode(codec))
        except UnicodeDecodeError:
            pass
    return characters(data)


def _codec(label: str) -> str | None:
    """The codec of an encoding as pages name it; on the web Latin 1 is Windows-1252."""
    label = label.strip().lower()
    label = _ON_THE_WEB.get(label, label)
    try:
        codec = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return codec if codec not in ("utf-8", "rot13", "base64", "hex", "zlib", "bz2", "quopri", "uu") else None


def _archived(data: bytes, name: str) -> Article | Problem:
    """The article of a page that a browser saved with all it shows."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    root = next((part for part in parts if isinstance(part, EmailMessage)), None)
    if root is None:
        return Problem(name, Remark("holds no page"))
    body = root.get_payload(decode=True)
    charset = _codec(str(root.get_content_charset() or ""))
    content = _characters(body if isinstance(body, bytes) else b"")
    html = content if isinstance(content, Remark) else content.text
    if charset is not None and isinstance(body, bytes) and not body.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            html = body.decode(charset)
    if isinstance(html, Remark):
        return Problem(name, html)
    address = str(message.get("Snapshot-Content-Location") or root.get("Content-Location") or "")
    file_fields = {"title": str(message.get("Subject") or "") or None, "url": address if "://" in address else None}
    article = page_article(html, name, file_fields)
    if (
        isinstance(article, Article)
        and article.date is None
        and (day := dates.day_in_name(address.partition("://")[2]))
    ):
        return replace(article, date=day, provenance={**article.provenance, "date": "address"})
    return article
