"""Plain text: one file, one article."""

from collections.abc import Iterator

from retrieval.readers.blocks import dateline, title_in
from retrieval.readers.files import Problem, decoded
from retrieval.records import Article, Remark


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a plain text file: its id is the file's name, its date that of its dateline."""
    text = decoded(data)
    if text is None:
        yield Problem(name, Remark("is not text"))
    elif not text.strip():
        yield Problem(name, Remark("is empty"))
    else:
        yield Article(id=name, text=text, title=title_in(text), date=dateline(text)[0], path=name)
