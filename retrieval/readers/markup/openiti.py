"""mARkdown of OpenITI, a corpus of Arabic, Persian and Urdu books: one file, one book, without its codes.

After https://maximromanov.github.io/mARkdown. A paragraph begins with a number sign and goes on behind tildes.
"""

import re
from collections.abc import Iterator
from typing import Any

from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.articles.files import Problem
from retrieval.readers.markup.light_markup import Blocks, Numbered, Read, article_of
from retrieval.records import Article

READER = "openiti 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_FIELD = re.compile(r"#META#\s*(?:\d{1,4}\.)?(\w{2,40})\s*::?\s*(.*)")
_FIELDS = {"booktitle": "title", "title": "title", "authorname": "author", "author": "author", "authoraka": "author"}
_UNKNOWN = re.compile(r"(?:NODATA|NOTGIVEN|NOCODE|\W)*", re.IGNORECASE)
_SECTION = re.compile(r"###\s*(?:\$[A-Z_]{2,12}\$|(\|+|\$+|@))?\s*(?:RAW\b\s*)?(.*)")
_EDITORS = re.compile(r"(?:EDITOR|PARATEXT|END)\b\|?\s*")
_PAGE = re.compile(r"\[\s*ص\s*:?\s*[\d٠-٩]{1,5}\s*\]")
"""A heading that only says where a page of the printed book begins."""

_CODE = re.compile(
    r"(?<!\w)(?:ms[A-Z]?\d{1,5}|Page(?:Beg|End)?V\d{1,3}P\d{1,5}[A-Za-z]?|Milestone\d{1,5})(?!\w)"
    r"|</?[a-z][^<>]{0,100}>|(?<!\S)[$|](?!\S)|@[A-Za-z_]{1,12}\d{0,6}(?:@|(?!\w))|\$[A-Z_]{2,12}\$|%\s?~\s?%|(?<!\S)%(?!\S)|#~:[^:\s]{1,40}:"
)
"""Ends of pages, milestones, what a person or a place is marked with, and marks of verse."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a book."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The fields in a book's header, and its page."""
    blocks, fields = Blocks(_inline), dict[str, Any]()
    for number, line in lines:
        if line.startswith("#META#"):
            field = _FIELD.fullmatch(line.strip())
            name = _FIELDS.get(field[1].lower()) if field else None
            if field and name and not _UNKNOWN.fullmatch(field[2]):
                fields.setdefault(name, field[2].strip())
        elif line.startswith("######"):
            continue
        elif line.startswith("~~"):
            blocks.more(line[2:].strip(), number)
        elif section := _SECTION.match(line):
            words = _PAGE.sub("", _EDITORS.sub("", section[2], count=1)).strip()
            if (section[1] or "$")[0] == "|" or len(words) <= HEADING_CHARACTERS:
                blocks.heading(words, number, min(6, len(section[1] or "|")))
            else:
                blocks.end()
                blocks.line(words, number)
        elif line.strip():
            blocks.end()
            blocks.line(line.removeprefix("#").strip(), number)
    blocks.end()
    return Read(fields, blocks.page)


def _inline(words: str) -> str:
    """Words of a line as they are seen."""
    return "\n".join(" ".join(_CODE.sub(" ", line).split()) for line in words.split("\n"))
