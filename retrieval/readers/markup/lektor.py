"""The content of a site of Lektor: `contents.lr`, fields parted by lines of three hyphens, one of which is the text.

A field of blocks (`#### text ####`) holds fields in turn.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described, goes_by, is_draft
from retrieval.readers.encodings import decoded
from retrieval.readers.markup.light_markup import Numbered
from retrieval.readers.markup.markdown import seen
from retrieval.records import Article, Remark

READER = "lektor 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_FIELD = re.compile(r"([\w-]{1,60}):[ \t]*(.*)")
_BLOCK = re.compile(r"#### ([\w-]{1,60}) ####\s*")
_MARK = "---"
"""The line between fields."""

_HYPHENS = re.compile(r"-{4,}\s*")
_YES = frozenset({"yes", "true", "1"})


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a page."""
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    values = dict(_fields([*enumerate(tidy(content).split("\n"), 1)]))
    fields = {key: "\n".join(line for _, line in lines).strip() for key, lines in values.items()}
    if is_draft(fields) or fields.get("_hidden", "").lower() in _YES:
        yield Problem(name, Remark("is marked as a draft"))
        return
    texts = [line for key, lines in values.items() for line in _text(key, lines)]
    page = seen(_in_place(texts))
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    known = {key: value for key, value in fields.items() if not goes_by("text", key)}
    headings, lines = tuple(page.headings), tuple(page.lines)
    yield described(known, "header", name, page.text, id=name, headings=headings, lines=lines, reader=READER)


def _fields(lines: Sequence[Numbered]) -> Iterator[tuple[str, list[Numbered]]]:
    """The fields in some lines, each with the lines of its value, in which a row of hyphens is one hyphen longer."""
    key, value = "", list[Numbered]()
    for number, line in [*lines, (0, _MARK)]:
        if line.rstrip() == _MARK:
            if key:
                yield key, value
            key, value = "", []
        elif not key and (field := _FIELD.fullmatch(line)):
            key, value = field[1].lower(), [(number, field[2])]
        elif key:
            value.append((number, line[1:] if _HYPHENS.fullmatch(line) else line))


def _text(key: str, lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of a field that are text: all if it is called so, and those of such fields in its blocks."""
    starts = [n for n, (_, line) in enumerate(lines) if _BLOCK.fullmatch(line)]
    if not starts or any(line.strip() for _, line in lines[: starts[0]]):
        # A heading of Markdown may look as a block does.
        yield from lines if goes_by("text", key) else ()
        return
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        for inner, value in _fields(lines[start + 1 : end]):
            yield from _text(inner, value)


def _in_place(lines: Sequence[Numbered]) -> str:
    """A text whose lines stand where they do in the file."""
    written = [""] * (lines[-1][0] if lines else 0)
    for number, line in lines:
        written[number - 1] = line
    return "\n".join(written)
