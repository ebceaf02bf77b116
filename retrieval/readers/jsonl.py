"""JSON lines: an article on each line, its fields under their usual names."""

import json
from collections.abc import Iterator

from retrieval.readers.blocks import dateline, title_in
from retrieval.readers.files import Problem, day, encoding, field, one_line, people, tidy
from retrieval.records import Article, Remark, digest


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles of a JSON-lines file in order; a line that can't be read is a `Problem` with its number, from 1."""
    codec = _encoding(data)
    if codec is None:
        yield Problem(name, Remark("is not text"))
        return
    if codec == "utf-16":
        data, codec = data.decode("utf-16", "replace").encode(), "utf-8"
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield _article(line, codec if number == 1 else codec.removesuffix("-sig"), name, number)


def _encoding(data: bytes) -> str | None:
    """The codec of a file's lines: UTF-8 when half of those beyond ASCII are, so that the broken ones can be named."""
    beyond_ascii = [line for line in data.split(b"\n") if not line.isascii()]
    valid = sum(line.decode("utf-8", "ignore").encode() == line for line in beyond_ascii)
    return "utf-8-sig" if valid and valid >= len(beyond_ascii) / 2 else encoding(data)


def _article(line: bytes, codec: str, name: str, number: int) -> Article | Problem:
    """The article on one line, or why there is none.

    Args:
        line: Its bytes.
        codec: What they are written in.
        name: The file's name inside the archive.
        number: The line's, from 1.
    """
    where = Remark("{file} line {number}", file=name, number=str(number))
    try:
        record = json.loads(line.decode(codec))
    except UnicodeDecodeError:
        return Problem(where, Remark("has characters that are not UTF-8"))
    except RecursionError:
        return Problem(where, Remark("is nested too deep"))
    except ValueError as error:
        return Problem(where, Remark("is not JSON ({error})", error=str(error)))
    if not isinstance(record, dict):
        return Problem(where, Remark("is not a JSON object"))
    text = field(record, "text")
    if not isinstance(text, str) or not text.strip():
        return Problem(where, Remark("has no text (under text, body or content)"))
    text = tidy(text)
    url = one_line(field(record, "url"))
    return Article(
        # A record without an id is identified by its URL or its words, never by its line, which may change.
        id=one_line(field(record, "id")) or url or f"{name}#{digest(text)[:12]}",
        text=text,
        title=one_line(field(record, "title")) or title_in(text),
        date=day(field(record, "date")) or dateline(text)[0],
        url=url,
        source=one_line(field(record, "source")),
        authors=people(field(record, "authors")),
        language=one_line(field(record, "language")),
        path=name,
        record=number,
    )
