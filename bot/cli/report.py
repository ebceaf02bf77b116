"""What `index` read and what it left out: a few lines, or a table file by file."""

import csv
import html
import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.cli.common import as_open_as_usual
from bot.exports.texts import text_cell
from bot.render.phrases import counted, one_line
from retrieval import Changes, LeftOut, NotFound, Searcher, UsageError, kind_of

FORMS = (".html", ".csv")
"""The endings that a report may have."""

NO_ENDING = "no ending"
"""The kind of files whose names have none."""

MOST_NAMED = 3
"""So many of the files that tell of others are named in the summary; the report lists all."""

_COLUMNS = ("file", "kind", "articles", "without a date", "left out, because it")

_PAGE_BEGINS = '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>What was read and left out</title>\n'
_TABLE_BEGINS = 'file,kind,articles,without a date,"left out, because it"\r\n'
_LONGEST = max(len(_PAGE_BEGINS), len(_TABLE_BEGINS))
"""How reports begin; the first bytes, as many as the longer one has, tell."""


class ReportRow(NamedTuple):
    """A line of the report: what was seen, its kind, its articles and those without a date, and what is wrong."""

    where: str
    kind: str
    articles: int
    undated: int
    reason: str


def summary(searcher: Searcher) -> Iterator[str]:
    """What was read by kind, undated articles, and what was left out by kind and reason, a line each."""
    rows = searcher.archive.catalog.articles_in_files()
    kinds = Counter(kind_of(path) or NO_ENDING for path, articles, _ in rows if articles)
    if kinds:
        yield f"Read: {', '.join(f'{count:,} {kind}' for kind, count in kinds.most_common())}."
    if undated := sum(undated for _, _, undated in rows):
        yield f"Without a date: {counted(undated, 'article')}."
    if sidecars := searcher.archive.sidecars:
        named = sorted(sidecars)[:MOST_NAMED]
        more = f" and {len(sidecars) - len(named):,} more" if len(sidecars) > len(named) else ""
        yield f"Fields of other files: {', '.join(named)}{more}."
    if paragraphs := searcher.archive.repeated():
        number, first = counted(len(paragraphs), "paragraph"), paragraphs[0]
        example = f"{', such as' if len(paragraphs) > 1 else ':'} “{one_line(first.words)}”"
        yield f"Not searched: {number} that many articles repeat{example} ({counted(first.articles, 'article')})."
    left_out = Counter((entry.kind, entry.reason) for entry in searcher.archive.left_out)
    for (kind, reason), count in left_out.most_common():
        yield f"Left out: {count:,} {kind}{f': {reason}' if reason != kind else ''}."


def written_report(searcher: Searcher, changes: Changes, path: Path) -> None:
    """Writes what was read and left out file by file, as HTML or CSV by the ending of the path.

    Args:
        searcher: Over the archive.
        changes: What was read and left out.
        path: Where it goes.

    Raises:
        NotFound: The file can't be written.
        UsageError: It is not to be, see `check_place`.
    """
    check_place(path, searcher.archive.corpus)
    rows = list(_rows(searcher, changes))
    try:
        with as_open_as_usual():
            if path.suffix.lower() == ".csv":
                with path.open("w", encoding="utf-8", newline="") as stream:
                    csv.writer(stream).writerows([_COLUMNS, *([*map(text_cell, map(str, row))] for row in rows)])
            else:
                path.write_text(_page(rows), encoding="utf-8")
    except OSError as error:
        raise NotFound(f"{path} can't be written ({error.strerror}).") from error


def check_place(path: Path, corpus: Path) -> None:
    """Raises `UsageError` for a place where no report is to be written.

    It is of another form, would become an article, or is taken by what `written_report` has not written.
    """
    if path.suffix.lower() not in FORMS:
        raise UsageError(f"{path} ends in neither .html nor .csv; name the report so that it does.")
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(corpus)):
        raise UsageError(f"{path} is inside the archive, where it would become an article; write the report elsewhere.")
    if not _is_free(path):
        raise UsageError(f"{path} already exists and is not a report of `pincite index`; name another file.")


def _is_free(path: Path) -> bool:
    """Whether nothing is at a path, or an earlier report."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False  # Reading a pipe or a device may never end.
        with path.open("rb") as stream:
            return stream.read(_LONGEST).startswith((_PAGE_BEGINS.encode(), _TABLE_BEGINS.encode()))
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _rows(searcher: Searcher, changes: Changes) -> Iterator[ReportRow]:
    """Every file that was read, every problem, and whatever was left out."""
    for path, articles, undated in searcher.archive.catalog.articles_in_files():
        yield ReportRow(path, kind_of(path) or NO_ENDING, articles, undated, "")
    for path in sorted(searcher.archive.sidecars):
        yield ReportRow(path, "fields of other files", 0, 0, "")
    for words, articles in searcher.archive.repeated():
        yield ReportRow(words, "repeated", articles, 0, "is repeated in many articles, and not searched")
    for where, reason in changes.problems:
        yield ReportRow(where, "problem", 0, 0, reason)
    for entry in searcher.archive.left_out:
        yield ReportRow(entry.where, entry.kind, 0, 0, _in_words(entry))


def _in_words(entry: LeftOut) -> str:
    return str(entry.reason)


def _page(rows: list[ReportRow]) -> str:
    """The report as a page."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in _COLUMNS)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"{_PAGE_BEGINS}<table><tr>{head}</tr>\n{body}</table>\n</html>\n"
