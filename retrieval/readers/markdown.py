"""Markdown: one file, one article, its fields in YAML front matter."""

import re
from collections.abc import Iterator

import yaml

from retrieval.readers.blocks import dateline, title_in
from retrieval.readers.files import Problem, day, decoded, field, one_line, people
from retrieval.records import Article, Remark

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a Markdown file; its text is what follows the front matter, marks and all."""
    content = decoded(data)
    if content is None:
        yield Problem(name, Remark("is not text"))
        return
    match = _FRONT_MATTER.match(content)
    text = content[match.end() :] if match else content
    try:
        fields = yaml.load(match[1], Loader=yaml.CSafeLoader) if match else {}
    except yaml.YAMLError as error:
        yield Problem(name, Remark("has front matter that is not YAML ({error})", error=_first_line(error)))
        return
    fields = fields if isinstance(fields, dict) else {}
    if not text.strip():
        yield Problem(name, Remark("is empty"))
        return
    yield Article(
        id=one_line(field(fields, "id")) or name,
        text=text,
        title=one_line(field(fields, "title")) or title_in(text),
        date=day(field(fields, "date")) or dateline(text)[0],
        url=one_line(field(fields, "url")),
        source=one_line(field(fields, "source")),
        authors=people(field(fields, "authors")),
        language=one_line(field(fields, "language")),
        path=name,
    )


def _first_line(error: Exception) -> str:
    """What a parser says, on one line."""
    return " ".join(str(error).split())[:120]
