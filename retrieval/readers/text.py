"""Plain text: one file, one article."""

from collections.abc import Iterator

from retrieval.readers.encodings import characters
from retrieval.readers.files import Problem, tidy
from retrieval.readers.metadata import described
from retrieval.records import Article, Remark

READER = "text 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a plain text file: its id is the file's name, its date that of its dateline."""
    content = characters(data)
    if isinstance(content, Remark):
        yield Problem(name, content)
        return
    if content.doubt is not None:
        yield Problem(name, content.doubt)
    text = tidy(content.text)
    if not text.strip():
        yield Problem(name, Remark("is empty"))
    else:
        yield described({}, "", name, text, id=name, reader=READER)
