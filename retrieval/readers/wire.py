"""What news agencies send as text, IPTC 7901 and ANPA 1312: control characters part header, text and time.

A message is SOH header STX headline, text ETX time; a file may have several. Only the words are seen.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile
from typing import Any

from retrieval.articles.metadata import described
from retrieval.articles.page import Line, Page
from retrieval.records import Article, digest

READER = "wire 2"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_MESSAGE = re.compile(
    r"\x01(?P<header>[^\x01\x02\x03]{5,2000})\x02+(?P<body>[^\x01\x02\x03]+)(?P<time>\x03[^\x01]{0,200})?"
)
_OPENING = re.compile(r"[\s\x16]{0,20}\x01(?:[A-Za-z]{2,4}\d{2,5} \S |[A-Za-z]\d{3,4}\x1f)")
_OF_IPTC = re.compile(r"(?P<day>\d\d)\d{4}\s(?:[A-Za-z]{1,5}\s)?(?P<month>[^\W\d_]{3})\s(?P<year>\d\d)(?!\d)")
_OF_ANPA = re.compile(r"(?P<source>[A-Z]{2,5})-[A-Z]{2,4}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)(?!\d)")
_SENDER = re.compile(r"(?<! \S)[ \t](?P<name>[A-Za-z][A-Za-z-]{1,12})[ \t]{1,4}\d{2,5}\s*\Z")
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s+(?=[^\W\d_])", re.IGNORECASE)
_TOLD_TO_EDITORS = re.compile(r"(?:Eds:|AP (?:Photo|Video)|EDITOR'?S'? NOTE|ADVISORY)", re.IGNORECASE)
_STATE = re.compile(
    r"(?:REFILE|UPDATE|URGENT|\d{1,2}(?:ST|ND|RD|TH) (?:LEAD|UPDATE|ROUNDUP)|(?:LEAD|ROUNDUP|CORR\w*)(?: \d)?)\W*"
)
_NOT_TO_PRINT = re.compile(r"# \w{2,12} NOTEBOOK|.*information is not (?:intended )?for publication", re.IGNORECASE)
_MARKS = " \t\r\n^<=\x1e"
LATEST = 70
"""A year of two figures up to this one is of our century: agencies send so since 1970."""


def is_wire(text: str) -> bool:
    """Whether a text is what an agency sent."""
    return _OPENING.match(text) is not None and _MESSAGE.search(text) is not None


def articles(text: str, name: str) -> Iterator[Article]:
    """The articles of a file, one a message; of several each has its place, from 1.

    Args:
        text: The file's text.
        name: Its name inside the archive.
    """
    messages = list(_MESSAGE.finditer(text))
    for number, message in enumerate(messages, 1):
        first = 1 + text.count("\n", 0, message.start("body"))
        fields, page = _read(message, first)
        rest = {"id": name} if len(messages) == 1 else {"id": f"{name}#{digest(message[0])[:12]}", "record": number}
        if page.text:
            headings, lines = tuple(page.headings), tuple(page.lines)
            yield described(fields, "header", name, page.text, headings=headings, lines=lines, reader=READER, **rest)


def _read(message: re.Match[str], first: int) -> tuple[dict[str, Any], Page]:
    """The fields of a message, and its page; `first` is the line of the file on which its text begins."""
    lines = list(dropwhile(lambda line: not line[1].strip(), enumerate(message["body"].split("\n"), first)))
    is_marked = any(words.startswith(("^", "\x1e")) for _, words in lines)
    if is_marked:
        # The first line is a slug; what is marked tells of the text, which is not.
        above = [(words.strip(_MARKS), at) for at, words in lines[1:] if words.startswith(("^", "\x1e"))]
        below = [(words, at) for at, words in lines[1:] if not words.startswith(("^", "\x1e"))]
    else:
        head = list(takewhile(lambda line: line[1].strip(), lines))
        above = [(words.strip(_MARKS), at) for at, words in head]
        below = [(words, at) for at, words in lines[len(head) :]]
    bylines = [words for words, _ in above if _BYLINE.match(words)]
    told = [line for line in above if not (_BYLINE.match(line[0]) or _TOLD_TO_EDITORS.match(line[0]))]
    title = [line for line in told if not _STATE.fullmatch(line[0])]
    title = [line for line in title if line[0] != "END"][:1] if is_marked else title
    page = Page()
    page.add(title, heading=True)
    # A list of headlines has no other text.
    for block in list(_blocks(below, apart=is_marked)) or [[line] for line in told if line not in title]:
        page.add(block)
    return {"title": " ".join(words for words, _ in title), "authors": _names(bylines), **_sent(message)}, page


def _blocks(lines: Sequence[Line], *, apart: bool) -> Iterator[list[Line]]:
    """The paragraphs of a text, without what is not for print; `apart`: each line is one."""
    printed = list(takewhile(lambda line: not _NOT_TO_PRINT.match(line[0]), lines))
    for has_words, block in groupby(printed, lambda line: any(map(str.isalnum, line[0]))):
        if has_words:
            paragraph = [(words.strip(_MARKS), at) for words, at in block]
            yield from ([line] for line in paragraph) if apart else iter([paragraph])


def _names(bylines: Sequence[str]) -> str:
    """Who wrote a text, without what they write for, and "correspondents"."""
    return "; ".join(_BYLINE.sub("", words, count=1).partition(",")[0] for words in bylines if words[-1:] != "s")


def _sent(message: re.Match[str]) -> dict[str, str]:
    """When a message was sent, and by which agency."""
    sent: dict[str, str] = {}
    time = message["time"] or ""
    stamp = _OF_IPTC.search(time) or _OF_ANPA.search(time)
    if stamp:
        century = 20 if int(stamp["year"]) < LATEST else 19
        if stamp["month"].isdecimal():
            sent["date"] = f"{century}{stamp['year']}-{stamp['month']}-{stamp['day']}"
        else:
            sent["date"] = f"{stamp['day']} {stamp['month']} {century}{stamp['year']}"
    sender = _SENDER.search(message["header"].strip().split("\n")[0])
    if stamp and stamp.re is _OF_ANPA:
        sent["source"] = stamp["source"]
    elif sender:
        sent["source"] = sender["name"]
    return sent
