"""Parquet tables: an article in each row, its fields in columns of the usual names (needs the extra `parquet`)."""

from collections.abc import Iterator

import pyarrow as arrow
from pyarrow import parquet

from retrieval.articles.files import Problem
from retrieval.articles.hints import FieldNames
from retrieval.errors import blame_machine
from retrieval.readers.jsonl import items_of
from retrieval.records import Article, Remark

READER = "parquet 5"
"""The name of this reader with its number, raised whenever the same file would give another text."""

BATCH_ROWS = 500
"""How many rows are held at a time."""


def read(data: bytes, name: str, names: FieldNames = ()) -> Iterator[Article | Problem]:
    """The articles of a table in order, each with its row, counted from 1.

    Args:
        data: The file's bytes.
        name: Its name.
        names: What fields are called in it besides their usual names.
    """
    number = 0
    try:
        table = parquet.ParquetFile(arrow.BufferReader(data))
        for batch in table.iter_batches(BATCH_ROWS):
            for record in batch.to_pylist():
                number += 1
                where = Remark("{file} row {number}", file=name, number=str(number))
                yield from items_of(record, where, name, number, names, READER)
    except (arrow.ArrowException, OSError, ValueError) as error:
        blame_machine(name, error)
        reason = Remark("can't be read beyond row {number} ({error})", number=str(number), error=str(error)[:120])
        yield Problem(name, reason)
        return
    if not number:
        yield Problem(name, Remark("holds no articles"))
