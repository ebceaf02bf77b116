"""What the other files of an archive say about each: its sidecars, and how its folder writes the dates in names.

A sidecar is a table beside articles (`metadata.csv`) that names files and gives their titles, dates, authors.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from posixpath import splitext
from typing import Any, NamedTuple

from retrieval.readers import FieldNames, Hints, Problem, day_order, day_orders, has_records
from retrieval.readers.hints import bare, renamed
from retrieval.records import Remark

SIDECARS = frozenset({"metadata", "_metadata", "meta", "index", "manifest", "catalog", "catalogue"})
"""What sidecars are called, besides their ending. Only one that names files beside or below it is one."""

MOST_SIDECAR_BYTES = 20_000_000
"""A sidecar is up to this large, some 200,000 rows: it is read whenever the archive is opened."""

FILES_NAMED = 3
"""So many of the files that a sidecar names in vain are named."""

_NAMES_OF_FILES = tuple(
    "file filename path filepath file_path localfile local_path document document_name doc source_file text_file"
    " textfile article_file fichier archivo datei name id key".replace("_", "").split()
)
_SURE = frozenset({"file", "filename", "path", "filepath"})
_TEXTS = frozenset({"text", "body", "content", "articlebody", "fulltext"})


class _Sidecar(NamedTuple):
    """A sidecar: its name in the archive, what it tells of each file, and the files that it names in vain."""

    name: str
    told: Mapping[str, Mapping[str, Any]]
    missing: list[str]


class Surroundings:
    """What is known of each file of an archive besides its bytes."""

    def __init__(self, files: Mapping[str, Path], names: FieldNames = ()) -> None:
        """Reads the sidecars among some files.

        Args:
            files: All files of the archive by names inside it.
            names: What fields are called in records besides their usual names.
        """
        self._names = names
        self._day_orders = day_orders(list(files))
        sidecars = list(_sidecars(files, names))
        self.sidecars = frozenset(sidecar.name for sidecar in sidecars)
        """The files that are sidecars, and hold no articles."""
        self.articles = {name: path for name, path in files.items() if name not in self.sidecars}
        """All other files."""
        self.problems = tuple(problem for sidecar in sidecars for problem in _in_vain(sidecar))
        # Of two sidecars the one nearest to a file is heard, which comes last here.
        self._told = {
            name: (sidecar.name, fields)
            for sidecar in sorted(sidecars, key=lambda it: it.name.count("/"))
            for name, fields in sidecar.told.items()
        }

    def hints(self, name: str) -> Hints:
        """What is known of a file."""
        day_first = day_order(name, self._day_orders) if self._day_orders else None
        sidecar, fields = self._told.get(name, ("", {}))
        return Hints(day_first, self._names if self._names and has_records(name) else (), fields, sidecar)


def _sidecars(files: Mapping[str, Path], names: FieldNames) -> Iterator[_Sidecar]:
    """The sidecars among the files of an archive."""
    for name in sorted(files):
        stem, ending = splitext(name.lower().rpartition("/")[2])
        if stem in SIDECARS and ending in (".csv", ".tsv", ".json", ".jsonl"):
            sidecar = _sidecar(name, files, names)
            if sidecar is not None:
                yield sidecar


def _sidecar(name: str, files: Mapping[str, Path], names: FieldNames) -> _Sidecar | None:
    """What a table tells of the files beside and below it; None when it names none of them."""
    try:
        if files[name].stat().st_size > MOST_SIDECAR_BYTES:
            return None
        records = [renamed(record, names)[0] for record in _records(files[name].read_bytes(), name)]
    except (OSError, csv.Error, ValueError, RecursionError, MemoryError):
        return None
    folder = name.rpartition("/")[0]
    known = _by_what_they_are_called(files.keys() - {name}, folder)
    for column in _NAMES_OF_FILES:
        told, missing = _by_file(records, column, known)
        few = len(missing) < len(told)
        if told and (few or (column in _SURE and not _hold_texts(records))):
            return _Sidecar(name, told, missing)
    return None


def _by_file(
    records: Iterable[Mapping[str, Any]], column: str, known: Mapping[str, str]
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What records tell of the files that one of their columns names, and the names of those that are not there.

    Args:
        records: The rows of a sidecar.
        column: The column's bare name.
        known: The files by what they may be called.
    """
    told: dict[str, dict[str, Any]] = {}
    missing: list[str] = []
    unread = _TEXTS | {column, "id", "path", "file", "filename"}
    for record in records:
        called = next((value for key, value in record.items() if bare(str(key)) == column), None)
        if not isinstance(called, str | int) or not str(called).strip():
            continue
        if file := known.get(_called(str(called))):
            told[file] = {field: value for field, value in record.items() if bare(str(field)) not in unread}
        else:
            missing.append(str(called))
    return told, missing


def _hold_texts(records: Iterable[Mapping[str, Any]]) -> bool:
    return any(bare(str(key)) in _TEXTS for record in records for key in record)


def _records(data: bytes, name: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, or the objects of a JSON file, one for each file that it is about."""
    # Imported when a sidecar is met: most archives have none.
    from retrieval.readers.encodings import characters  # noqa: PLC0415
    from retrieval.readers.table import rows  # noqa: PLC0415

    if name.lower().endswith((".csv", ".tsv")):
        table = rows(data)
        if isinstance(table, Remark):
            return
        columns: list[str] = []
        for _, row in table.rows:
            if columns:
                yield {column: cell for column, cell in zip(columns, row, strict=False) if column and cell.strip()}
            elif sum(bool(cell.strip()) for cell in row) > 1:
                columns = [cell.strip() for cell in row]
        return
    written = characters(data)
    if isinstance(written, Remark):
        return
    if name.lower().endswith(".jsonl"):
        yield from (record for line in written.text.splitlines() if isinstance(record := _object(line), dict))
        return
    value = json.loads(written.text)
    if isinstance(value, dict):
        inner = [item for item in value.values() if isinstance(item, list)]
        value = inner[0] if len(inner) == 1 else [
            {"file": key, **item} for key, item in value.items() if isinstance(item, dict)
        ]  # fmt: skip
    yield from (record for record in value if isinstance(record, dict))


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _by_what_they_are_called(files: Iterable[str], folder: str) -> dict[str, str]:
    """Files beside and below a sidecar by what it may call them.

    That is the path from its folder or from the archive's, with or without the ending, or the bare name where only one
    file has it.
    """
    called: dict[str, str | None] = {}
    inside = [name for name in files if not folder or name.startswith(f"{folder}/")]
    for name in inside:
        path = PurePosixPath(name[len(folder) + 1 :] if folder else name)
        for short in {_called(path.name), _called(path.stem)}:
            called[short] = None if short in called else name
    for name in inside:
        path = PurePosixPath(name[len(folder) + 1 :] if folder else name)
        called[_called(str(path.with_suffix("")))] = name
    for name in inside:
        called[_called(name)] = name
        called[_called(name[len(folder) + 1 :] if folder else name)] = name
    return {short: name for short, name in called.items() if name is not None}


def _called(name: str) -> str:
    """A file's name as names are compared."""
    return name.strip().replace("\\", "/").removeprefix("./").casefold()


def _in_vain(sidecar: _Sidecar) -> Iterator[Problem]:
    """What is to be said of a sidecar that names files which are not there."""
    if count := len(sidecar.missing):
        named = ", ".join(sidecar.missing[:FILES_NAMED])
        if count > FILES_NAMED:
            named = f"{named}, …, {count:,} in all"
        yield Problem(sidecar.name, Remark("names files that are not there ({files})", files=named))
