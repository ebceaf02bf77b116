"""Plain text: one file, one article; a message or mailbox that was saved as text is read as such."""

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, tidy, with_line_feeds
from retrieval.articles.front_matter import split
from retrieval.articles.metadata import described, is_draft
from retrieval.readers.encodings import decoded
from retrieval.records import Article, Remark

READER = "text 2"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_HEADERS = re.compile(
    rb"\s{0,400}+(?P<mailbox>From [^\r\n]{1,300}\d{4}\r?\n)?(?P<headers>(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n"
    rb"(?:[ \t][^\r\n]*\r?\n){0,50}){2,60})(?=\r?\n|\Z)"
)
_SENDER = re.compile(rb"^From:[^\r\n]*(?:\S@\S| at \S)", re.MULTILINE | re.IGNORECASE)
_SENT = re.compile(rb"^Date:", re.MULTILINE | re.IGNORECASE)
_OF_MAIL = re.compile(rb"^(?:To|Subject|Message-ID|Received|Return-Path):", re.MULTILINE | re.IGNORECASE)

_OF_NIKOLA = re.compile(
    r"\s{0,20}\.\. (?:title|slug|date): [^\n]{1,500}\n(?:\.\. \w[\w -]{0,40}:[^\n]{0,500}\n){1,40}(?:\s*\n|\Z)"
)
"""The fields of a post of Nikola, whose texts are reStructuredText also where they are called `.txt`."""

_OF_TWIKI = "%META:TOPICINFO{"
"""How a page of TWiki or Foswiki begins, whose name ends with `.txt`."""

OPENING = 2_000
"""The header of an agency's message has fewer code points."""

MARKED_BYTES = 64
"""A text that has NULs among so many first bytes may be UTF-16."""

_DATABASES = (" DOCUMENTS", "End of Document", "\nDocument ", "ProQuest")
"""What is in each file that a news database saved."""


def _database() -> ModuleType:
    """The reader of such files, imported when one is met."""
    return import_module("retrieval.readers.news_databases")


def is_message(data: bytes) -> tuple[bool, bool]:
    """Whether a text opens with the headers of mail, and whether it is a mailbox: a line above them says so."""
    if b"\0" in data[:MARKED_BYTES]:
        data = import_module("retrieval.readers.mail").with_headers_first(data)
    match = _HEADERS.match(data.removeprefix(b"\xef\xbb\xbf"))
    headers = match["headers"] if match else b""
    is_mail = all(pattern.search(headers) for pattern in (_SENDER, _SENT, _OF_MAIL))
    return is_mail, is_mail and bool(match and match["mailbox"])


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a plain text file: its id is the file's name, its fields those of lines at its front.

    The text is all that the file holds, these lines too.
    """
    is_mail, is_mailbox = is_message(data)
    if is_mail:
        yield from import_module("retrieval.readers.mail").messages(data, name, is_mailbox=is_mailbox)
        return
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    text = with_line_feeds(content)
    if not text.strip():
        yield Problem(name, Remark("is empty"))
        return
    if "\x02" in text[:OPENING] and (wire := import_module("retrieval.readers.wire")).is_wire(text):
        yield from wire.articles(text, name)
        return
    if any(mark in text for mark in _DATABASES) and (database := _database()).is_database(text):
        documents: list[Article] = database.articles(tidy(text), name)
        if documents:
            yield from documents
            return
    if _OF_NIKOLA.match(text):
        yield from import_module("retrieval.readers.markup.rst").read(data, name)
        return
    if text.startswith(_OF_TWIKI):
        yield from import_module("retrieval.readers.markup.other_wikis").read(data, name)
        return
    if "==" in text and (wiki := import_module("retrieval.readers.markup.dokuwiki")).is_page(text, name):
        yield from wiki.read(data, name)
        return
    try:
        fields = split(text).fields
    except RecursionError:
        fields = {}
    if is_draft(fields):
        yield Problem(name, Remark("is marked as a draft"))
    else:
        yield from entries(described(fields, "front matter", name, text, id=name, reader=READER), fields=fields)
