"""Notebooks (Jupyter's `.ipynb`): one file, one article, Markdown as text, code as code, without what it gave."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.articles.files import Problem, tidy
from retrieval.articles.front_matter import split
from retrieval.articles.metadata import described, is_draft
from retrieval.readers.encodings import characters
from retrieval.readers.markup.markdown import seen
from retrieval.readers.markup.rst import parsed
from retrieval.records import Article, Remark

READER = "notebook 3"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_FENCE = "`" * 8
_RST = re.compile(r"\s*\.\. [\w-]{1,40}::")
_POST = re.compile(
    r"\s{0,20}#[ ]+(?P<title>[^\n]{1,300})\n(?:>[ ]*(?P<summary>[^\n]{0,1000})\n)?\s{0,20}"
    r"(?P<fields>(?:[-*] \w{1,30}:[^\n]{0,500}(?:\n|\Z)){1,30})"
)
_FIELDS = frozenset({"title", "author", "authors", "date", "language", "description", "draft"})
"""What a notebook's metadata say about its article; the rest is about the program that runs it."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a notebook; its fields are those of its metadata and of the front matter of its first cell."""
    written = characters(data)
    if isinstance(written, Remark):
        yield Problem(name, written)
        return
    try:
        notebook = json.loads(written.text)
        told: dict[str, Any] = {}
        cells = list(_cells(notebook, told))
    except (ValueError, RecursionError):
        told, cells = {}, []
    if not cells:
        yield Problem(name, Remark("is not a notebook, or has no cells"))
        return
    metadata = notebook.get("metadata")
    fields = {key: value for key, value in metadata.items() if key in _FIELDS} if isinstance(metadata, Mapping) else {}
    text = tidy("\n\n".join(cells))
    try:
        front_matter, begin, problem = split(text)
    except RecursionError:
        front_matter, begin, problem = {}, 0, None
    if problem is not None:
        yield Problem(name, problem)
    post, text = _of_fastpages(text[begin:])
    fields = {**told, **fields, **post, **front_matter}
    page = seen(text)
    if is_draft(fields):
        yield Problem(name, Remark("is marked as a draft"))
    elif not page.text:
        yield Problem(name, Remark("has no text") if text.strip() else Remark("is empty"))
    else:
        headings = tuple(page.headings)
        yield described(fields, "front matter", name, page.text, id=name, headings=headings, lines=(), reader=READER)


def _of_fastpages(text: str) -> tuple[dict[str, Any], str]:
    """The fields of a post of fastpages, in a list below its title and summary; and its text without that list."""
    match = _POST.match(text)
    if match is None:
        return {}, text
    fields = dict[str, Any](re.findall(r"^[-*] (\w+):[ ]*(.*)$", match["fields"], re.MULTILINE))
    title, summary = (words.strip(" \"'") for words in (match["title"], match["summary"] or ""))
    quoted = f"\n\n> {summary}" if summary else ""
    told = {key: value for key, value in fields.items() if key in _FIELDS}
    return {"title": title, **told}, f"# {title}{quoted}\n\n{text[match.end() :]}"


def _cells(notebook: Any, told: dict[str, Any]) -> Iterator[str]:
    """The cells of a notebook in Markdown; older ones keep them in sheets, and headings in cells of their own.

    A raw cell may be reStructuredText, as blogs of Sphinx have it above a post; its fields are added to `told`.
    """
    sheets = notebook.get("worksheets") if isinstance(notebook, Mapping) else None
    holders = sheets if isinstance(sheets, list) else [notebook]
    for cell in (cell for holder in holders if isinstance(holder, Mapping) for cell in holder.get("cells") or ()):
        if not isinstance(cell, Mapping):
            continue
        source = cell.get("source", cell.get("input", ""))
        words = "".join(map(str, source)) if isinstance(source, list) else str(source)
        if not words.strip():
            continue
        kind = cell.get("cell_type")
        if kind == "code":
            yield f"{_FENCE}\n{words.rstrip()}\n{_FENCE}"
        elif kind == "heading":
            level = cell.get("level")
            yield f"{'#' * min(max(level if isinstance(level, int) else 1, 1), 6)} {' '.join(words.split())}"
        elif kind == "raw" and _RST.match(words):
            rst = parsed(list(enumerate(words.split("\n"), 1)))
            told |= {name: value for name, value in rst.fields.items() if name not in told}
            yield rst.page.text
        elif kind in ("markdown", "raw"):
            yield words
