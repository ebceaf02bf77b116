"""Rich text (.rtf): the words without their layout, by striprtf."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from striprtf.striprtf import rtf_to_text

from retrieval.readers.files import Problem, tidy
from retrieval.readers.properties import by_properties
from retrieval.records import Article, Remark

READER = "rtf 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_words: Callable[..., str] = rtf_to_text
_PROPERTY = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d{1,5}\s?\??|\\[{}\\]){1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_HEAD_CHARACTERS = 100_000
_BLANKS = re.compile(r"[ \t\xa0]+")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a rich text; each of its paragraphs is one."""
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Problem(name, Remark("is empty") if not data.strip() else Remark("is not rich text"))
        return
    written = data.decode("latin-1")
    text = tidy(_words(written, encoding="cp1252", errors="replace")).replace("\0", "")
    lines = (_BLANKS.sub(" ", line).strip(" |") for line in text.split("\n"))
    text = "\n\n".join(line.replace("|", " | ") for line in lines if line)
    if not text:
        yield Problem(name, Remark("has no text"))
        return
    yield by_properties(_properties(written[:_HEAD_CHARACTERS]), name, text, id=name, lines=(), reader=READER)


def _properties(written: str) -> dict[str, Any]:
    """The properties that a document gives."""
    code_page = re.search(r"\\ansicpg\d{3,5}", written)
    words = {
        match[1]: _words(f"{{\\rtf1\\ansi{code_page[0] if code_page else ''} {match[2]}}}", errors="replace")
        for match in _PROPERTY.finditer(written)
    }
    made = _MADE.search(written)
    created = f"{made[1]}-{int(made[2]):02}-{int(made[3]):02}" if made else None
    return {"title": words.get("title"), "authors": words.get("author"), "created": created}
