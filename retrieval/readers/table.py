"""Tables (CSV and TSV): an article in each row, its fields in columns of the usual names."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import chain
from statistics import fmean
from typing import NamedTuple

from retrieval.articles import dates
from retrieval.articles.files import Problem, tidy
from retrieval.articles.hints import FieldNames, bare, renamed
from retrieval.articles.metadata import (
    FEWEST_WORDS,
    LAST_TEXTS,
    goes_by,
    knows,
    normalised,
    order_of_days,
    serial_days,
    texts,
    with_serial_days,
)
from retrieval.readers.encodings import characters
from retrieval.readers.jsonl import article_of
from retrieval.readers.rows import LARGEST_CELL
from retrieval.records import Article, Remark

READER = "table 9"
"""The name of this reader with its number, raised whenever the same file would give another text."""

HEAD_ROWS = 5
"""The names of the columns are in one of this many first rows; above them may stand the name of the table."""

DAY_CHARACTERS = 40
"""A cell that holds a day has fewer characters than these."""

GUESSED_ROWS = 50
"""Columns without names are told apart by this many rows…"""

TEXT_CHARACTERS = 60
"""…and that of the text has cells of this many characters or more on average, and twice those of any other column."""

FEWEST_TITLE_WORDS, MOST_TITLE_WORDS, DISTINCT_SHARE = 2.5, 20, 0.9
"""Titles have this many words on average, and more of them than this share are unlike each other; of 7,600 titles of
news in a table without names 7,569 are, and they have 6.7 words."""

DELIMITERS = ",;|\t"
"""What parts cells, that which is in sentences first."""

NO_DELIMITER = "\x1f"
"""What parts nothing: the table has one column."""

HEAD_CHARACTERS = 100_000
"""The names of the columns are in this many first characters."""

COLUMNS_NAMED = 12
"""A sentence about a table names up to this many of its columns."""

_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_WHOLE_CELL = re.compile(r'(?m)(?:^|(?<=[\t|]))"(?:[^"]|"")*"(?=[\t|\n]|\Z)')
_IN_SINGLE_MARKS = re.compile(r"\s*'[^'\n]{0,200}'([,;\t|])(?:'[^'\n]{0,200}'(?:\1|[ \t]*(?=\n)))+\n")
"""A first row each of whose cells is in single quotation marks."""

_ODD_CELL = re.compile(r'(?m)(?:^|[\t|])"')
_ADDRESS = re.compile(r"https?://\S+")


class Rows(NamedTuple):
    """The rows of a table with their numbers, from 1 as a spreadsheet counts; `doubt` is to be said about its letters.

    `again` gives them once more, so that one row can be read as the others tell.
    """

    rows: Iterator[tuple[int, list[str]]]
    doubt: Remark | None
    again: Callable[[], Iterator[tuple[int, list[str]]]]


def read(data: bytes, name: str, names: FieldNames = ()) -> Iterator[Article | Problem]:
    """The articles of a table in order, each with its row, counted from 1 as a spreadsheet does.

    Args:
        data: The file's bytes.
        name: Its name.
        names: What fields are called in it besides their usual names.
    """
    table = rows(data, names)
    if isinstance(table, Remark):
        yield Problem(name, table)
        return
    if table.doubt is not None:
        yield Problem(name, table.doubt)
    last = 0
    try:
        for item in _articles(table, name, names):
            last = item.record or last if isinstance(item, Article) else last
            yield item
    except csv.Error as error:
        yield Problem(name, Remark("can't be read beyond row {number} ({error})", number=str(last), error=str(error)))


def rows(data: bytes, names: FieldNames = ()) -> Rows | Remark:
    """The rows of a table, or why there are none; they raise `csv.Error` where they can't be parted.

    Args:
        data: The file's bytes.
        names: What fields are called in it besides their usual names.
    """
    written = characters(data)
    if isinstance(written, Remark):
        return written
    text = tidy(written.text).replace("\0", "")
    if not text.strip():
        return Remark("is empty")
    separator = _SEPARATOR_LINE.match(text)
    skipped = 1 if separator else 0
    text = text[separator.end() :] if separator else text
    if single := _IN_SINGLE_MARKS.match(text):
        return _in_single_marks(text, single[1], 1 + skipped, written.doubt)
    delimiter = separator[1] if separator else _delimiter(text, names)

    def parted() -> Iterator[tuple[int, list[str]]]:
        return enumerate(_parted(text, delimiter), 1 + skipped)

    return Rows(parted(), written.doubt, parted)


def _in_single_marks(text: str, delimiter: str, first: int, doubt: Remark | None) -> Rows:
    """The rows of a table whose cells are in single quotation marks, as dumps of databases have them.

    Args:
        text: The table.
        delimiter: What parts its cells.
        first: The number of its first row.
        doubt: What is to be said of its letters.
    """
    csv.field_size_limit(LARGEST_CELL)
    escape = "\\" if "\\'" in text else None

    def parted() -> Iterator[tuple[int, list[str]]]:
        rows = csv.reader(StringIO(text), delimiter=delimiter, quotechar="'", escapechar=escape)
        return enumerate(rows, first)

    return Rows(parted(), doubt, parted)


def _articles(rows_read: Rows, name: str, names: FieldNames) -> Iterator[Article | Problem]:
    """The articles of a table's rows."""
    table = rows_read.rows
    head: list[tuple[int, list[str]]] = []
    columns: list[str] = []
    for number, row in table:
        head.append((number, row))
        if _names_a_text(row, names):
            columns, head = [column.strip() for column in row], []
            break
        if len(head) >= HEAD_ROWS:
            break
    if not columns:
        head += [row for _, row in zip(range(GUESSED_ROWS), table, strict=False)]
        filled = [each for each in head if any(cell.strip() for cell in each[1])]
        names_row = filled[0] if len(filled) > 1 and _are_names([row for _, row in filled]) else None
        named = [cell.strip() for cell in names_row[1]] if names_row else []
        guess = _guessed_columns([row for _, row in filled[1 if names_row else 0 :]], named)
        if isinstance(guess, Remark):
            yield Problem(name, guess)
            return
        columns = guess
        yield Problem(name, _guess_told(columns))
        if names_row:
            head.remove(names_row)
            columns = [field or cell for field, cell in zip(guess, [*named, *[""] * len(guess)], strict=False)]
    day_first = _order_of_days(rows_read.again(), columns, names)
    serials = _serial_days(rows_read.again(), columns, names)
    for number, row in chain(head, table):
        if any(cell.strip() for cell in row) and [cell.strip() for cell in row] != columns:
            where = Remark("{file} row {number}", file=name, number=str(number))
            record = _record(columns, row)
            record = with_serial_days(record, serials) if serials else record
            yield article_of(record, where, name, number, names, READER, day_first=day_first)


def _record(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """A row by the names of its columns; of two columns of one name the first with a value counts."""
    cells = [(column, cell) for column, cell in zip(columns, row, strict=False) if column and cell.strip()]
    return dict(reversed(cells))


def _order_of_days(rows: Iterator[tuple[int, list[str]]], columns: Sequence[str], names: FieldNames) -> bool | None:
    """Whether 03/04/2024 is 3 April in the rows of a table; None if none tells, or it can't be parted to its end."""
    try:
        short = ([cell if len(cell) < DAY_CHARACTERS else "" for cell in row] for _, row in rows)
        return order_of_days(renamed(_record(columns, row), names)[0] for row in short)
    except csv.Error:
        return None


def _serial_days(rows: Iterator[tuple[int, list[str]]], columns: Sequence[str], names: FieldNames) -> frozenset[str]:
    """The columns that hold a spreadsheet's numbers of days, as its rows below the names of its columns tell."""
    days = {n for n, column in enumerate(columns) if goes_by("date", column) or ("date", column) in names}
    try:
        cells = ({columns[n]: row[n] for n in days if n < len(row) and row[n].strip() != columns[n]} for _, row in rows)
        return serial_days(cells, names) if days else frozenset()
    except csv.Error:
        return frozenset()


def _names_a_text(row: Sequence[str], names: FieldNames) -> bool:
    """Whether one of the names in a row is that of the text of an article."""
    cells = dict.fromkeys((cell.strip() for cell in row if cell.strip()), "x " * FEWEST_WORDS)
    return texts(normalised(renamed(cells, names)[0])) is not None


def _are_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of rows names the columns: in a few words each, all different, far shorter than a text."""
    names = [cell.strip() for cell in rows[0]]
    most = [max((len(row[i]) for row in rows[1:] if i < len(row)), default=0) for i in range(len(names))]
    return (
        len({*names}) == len(names)
        and all(
            name and len(name.split()) < FEWEST_WORDS and not any(map(str.isdigit, name)) and not _ADDRESS.match(name)
            for name in names
        )
        and any(longest > max(TEXT_CHARACTERS, 2 * len(name)) for name, longest in zip(names, most, strict=True))
    )


def _guessed_columns(rows: Sequence[Sequence[str]], named: Sequence[str]) -> list[str] | Remark:
    """The fields that the columns of a table hold, by what is in them; a remark says why none is its text.

    The text is what is much longer than all else; a day or an address in every row is that of the article. A table
    that has names of fields, but none for a text, lists what is elsewhere, unless what is longest describes it.

    Args:
        rows: The first of them, without that of their names.
        named: The names of the columns; empty where none are seen.
    """
    first = named or next(iter(rows), [])
    columns = list(zip(*(row for row in rows if len(row) == len(first)), strict=True))
    lengths = [0 if _are_addresses(column) else fmean(len(cell) for cell in column) for column in columns]
    longest = max(range(len(columns)), key=lambda i: lengths[i], default=-1)
    others = [length for i, length in enumerate(lengths) if i != longest]
    has_text = longest >= 0 and lengths[longest] >= max(TEXT_CHARACTERS, *(2 * length for length in others), 0)
    if knows(dict.fromkeys(first)) and not (has_text and named and bare(named[longest]) in LAST_TEXTS):
        column_names = ", ".join(filter(None, (" ".join(cell.split())[:40] for cell in first[:COLUMNS_NAMED])))
        return Remark(
            "has no column for the text (text, body or content; --map text=NAME names another); its columns: {columns}",
            columns=column_names,
        )
    if not has_text:
        return Remark("has no column for the text (text, body or content)")
    fields = ["" for _ in columns]
    fields[longest] = "text"
    for i, column in enumerate(columns):
        if _are_addresses(column):
            fields[i] = fields[i] or ("url" if "url" not in fields else "")
        elif all(dates.day(cell) for cell in column):
            fields[i] = fields[i] or ("date" if "date" not in fields else "")
        elif not fields[i] and "title" not in fields and _are_titles(column):
            fields[i] = "title"
    return fields


def _are_addresses(column: Sequence[str]) -> bool:
    return all(_ADDRESS.fullmatch(cell.strip()) for cell in column)


def _are_titles(column: Sequence[str]) -> bool:
    """Whether the cells of a column may be titles: some words each, and hardly two the same."""
    counts = [len(cell.split()) for cell in column]
    return len(set(column)) > DISTINCT_SHARE * len(column) and FEWEST_TITLE_WORDS <= fmean(counts) <= MOST_TITLE_WORDS


def _guess_told(fields: Sequence[str]) -> Remark:
    """What was taken for what, to complete the sentence."""
    columns = [f"{number} ({field})" for number, field in enumerate(fields, 1) if field]
    return Remark(
        "is read as a table whose columns have no known names, which is a guess: {columns}", columns=", ".join(columns)
    )


def _delimiter(text: str, names: FieldNames) -> str:
    """What parts the cells of a table: what stands most often in the row of its names, else as often in each row."""
    lines = _QUOTED.sub(lambda cell: cell[0].replace("\n", " "), text[:HEAD_CHARACTERS].lstrip("\n")).split("\n")
    for line in lines[:HEAD_ROWS]:
        cells = {mark: next(csv.reader([line], delimiter=mark), []) for mark in DELIMITERS if mark in line}
        if fitting := [mark for mark in cells if _names_a_text(cells[mark], names)]:
            return max(fitting, key=line.count)
    bare = [_QUOTED.sub("", line) for line in lines[:GUESSED_ROWS] if line.strip()]
    if bare and not any(map(bare[0].count, DELIMITERS)) and _names_a_text([bare[0]], names):
        return NO_DELIMITER
    counts = {mark: {line.count(mark) for line in bare} for mark in reversed(DELIMITERS)}
    even = (mark for mark, numbers in counts.items() if len(numbers) == 1 and 0 not in numbers)
    return next(even, NO_DELIMITER)


def _parted(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a table, its quotation marks taken as they are meant."""
    csv.field_size_limit(LARGEST_CELL)
    if delimiter in "\t|" and _ODD_CELL.search(_WHOLE_CELL.sub("", text)):
        # What programs write with tabs has no marks around its cells: those in it are words'.
        return csv.reader(StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    if '\\"' in text and '""' not in text:
        return csv.reader(StringIO(text), delimiter=delimiter, doublequote=False, escapechar="\\")
    head = text[:HEAD_CHARACTERS]
    spaced = f'{delimiter} "' in head and f'{delimiter}"' not in head
    return csv.reader(StringIO(text), delimiter=delimiter, skipinitialspace=spaced)
