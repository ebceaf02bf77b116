"""Tables (CSV and TSV): an article in each row, its fields in columns of the usual names."""

import csv
import re
from collections.abc import Iterator, Sequence

from retrieval.readers.encodings import characters
from retrieval.readers.files import Problem, tidy
from retrieval.readers.jsonl import article_of
from retrieval.readers.metadata import normalised, texts
from retrieval.records import Article, Remark

READER = "table 1"
"""The name of this reader with its number, raised whenever the same file would give another text."""

LARGEST_CELL = 50_000_000
"""A cell has up to this many characters."""

HEAD_ROWS = 5
"""The names of the columns stand in one of so many first rows; above them may stand the name of the table."""

_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles of a table in order, each with its row, counted from 1 as a spreadsheet does."""
    written = characters(data)
    if isinstance(written, Remark):
        yield Problem(name, written)
        return
    if written.doubt is not None:
        yield Problem(name, written.doubt)
    text = tidy(written.text).replace("\0", "")
    if not text.strip():
        yield Problem(name, Remark("is empty"))
        return
    told = _SEPARATOR_LINE.match(text)
    skipped = 1 if told else 0
    text = text[told.end() :] if told else text
    csv.field_size_limit(LARGEST_CELL)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=told[1] if told else _delimiter(text, name))
    try:
        yield from _articles(rows, name, skipped)
    except csv.Error as error:
        yield Problem(
            name, Remark("can't be read beyond row {number} ({error})", number=str(rows.line_num), error=str(error))
        )


def _articles(rows: Iterator[list[str]], name: str, skipped: int) -> Iterator[Article | Problem]:
    """The articles of a table's rows."""
    columns: list[str] | None = None
    for number, row in enumerate(rows, 1 + skipped):
        if columns is None:
            if _names_a_text(row):
                columns = [column.strip() for column in row]
            elif number >= HEAD_ROWS + skipped:
                break
        elif any(cell.strip() for cell in row):
            record = {column: cell for column, cell in zip(columns, row, strict=False) if column and cell.strip()}
            yield article_of(record, Remark("{file} row {number}", file=name, number=str(number)), name, number, READER)
    if columns is None:
        yield Problem(name, Remark("has no column for the text (text, body or content)"))


def _names_a_text(row: Sequence[str]) -> bool:
    """Whether one of the names in a row is that of the text of an article."""
    return texts(normalised(dict.fromkeys((cell.strip() for cell in row if cell.strip()), "x"))) is not None


def _delimiter(text: str, name: str) -> str:
    """What parts the cells of a table: what stands most often in its first row."""
    first = _QUOTED.sub("", text[:100_000].lstrip("\n")).partition("\n")[0]
    marks = "\t,;|" if name.lower().removesuffix(".gz").removesuffix(".xz").endswith((".tsv", ".tab")) else ",;\t|"
    return max(marks, key=first.count)
