"""Plain text: one file, one article."""

from collections.abc import Iterator

from retrieval.readers.encodings import characters
from retrieval.readers.files import Problem, tidy
from retrieval.readers.front_matter import split
from retrieval.readers.metadata import described, is_draft
from retrieval.records import Article, Remark

READER = "text 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a plain text file: its id is the file's name, its fields those of lines at its front.

    The text is all that the file holds, these lines too.
    """
    content = characters(data)
    if isinstance(content, Remark):
        yield Problem(name, content)
        return
    if content.doubt is not None:
        yield Problem(name, content.doubt)
    text = tidy(content.text)
    if not text.strip():
        yield Problem(name, Remark("is empty"))
        return
    try:
        fields = split(text).fields
    except RecursionError:
        fields = {}
    if is_draft(fields):
        yield Problem(name, Remark("is a draft by its own words"))
    else:
        yield described(fields, "front matter", name, text, id=name, reader=READER)
