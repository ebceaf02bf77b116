"""A table beside articles (`metadata.csv`) that names files and gives their titles, dates, authors → what it tells.

Also an object beside one file that is called like it: `speech.json`, `speech.txt.json` or `speech.info.json`; and one
called `metadata.json` in a folder that one article has to itself. Nikola keeps the fields of a post in `speech.meta`.
"""

import json
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from posixpath import splitext
from typing import Any, NamedTuple

from retrieval.articles.hints import FieldNames, bare, renamed
from retrieval.language.expressions import expression
from retrieval.records import Remark

SIDECARS = frozenset({"metadata", "_metadata", "meta", "index", "manifest", "catalog", "catalogue", "posts"})
"""What sidecars are called, besides their ending. Only one that names files beside or below it is one."""

MOST_ROWS = 200_000
"""A table of more rows isn't a sidecar: it would be kept in memory whenever the archive is opened."""

FIRST_ROWS = 20
"""So many rows of a table show which of its columns names files."""

_WITH_ENDING = expression(r"[^\n?*<>|]{1,300}\.[A-Za-z0-9]{1,8}")

MOST_ITEMS, MOST_CHARACTERS, LEVELS = 200, 10_000, 2
"""What is read of a value: how many items of lists and tables, how deep, and how much of words."""

_SERIAL = expression(rb"(?<![\w.])\d{5}(?![\w])")
_DAY_IN_FIGURES = expression(rb"(?<!\d)\d{1,2}([-/.])\d{1,2}\1\d{4}")

_NAMES_OF_FILES = tuple(
    "file filename path filepath file_path localfile local_path document document_name doc source_file text_file"
    " textfile article_file fichier archivo datei name id post_id key".replace("_", "").split()
)
_SURE = frozenset({"file", "filename", "path", "filepath"})
_UNREAD = frozenset({"id", "path", "file", "filename"})
_TEXTS = frozenset({"text", "body", "content", "articlebody", "fulltext"})


MOST_SIDECAR_BYTES = 20_000_000
"""A sidecar is up to this large, some 200,000 rows: it is read whenever the archive is opened."""


MOST_OBJECT_BYTES = 1_000_000
"""An object beside a file is up to this large; what programs write beside a film has some 500 KB."""


class Sidecar(NamedTuple):
    """A sidecar: its name in the archive, what it says about each file, and the missing files that it names."""

    name: str
    fields_by_file: Mapping[str, Mapping[str, Any]]
    missing: list[str]


YAML, META = (".yml", ".yaml"), ".meta"
_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", *YAML)


def only_tells_of_others(name: str, beside: Container[str]) -> bool:
    """Whether a file holds no article, but may say something about others: YAML, and fields as Nikola keeps them.

    Args:
        name: Its name without folders.
        beside: What other files in its folder are called, also without their endings.
    """
    ending = splitext(name.lower())[1]
    if ending not in (*YAML, META):
        return False
    stem = _OBJECT.sub("", name)
    return may_be_sidecar(name) or stem.lower() in _OF_A_FOLDER or stem in beside


def may_be_sidecar(name: str) -> bool:
    """Whether a file is called as sidecars are."""
    if not name.lower().endswith(_ENDINGS):
        return False
    return splitext(name.lower().rpartition("/")[2])[0] in SIDECARS


_OF_A_FOLDER = frozenset({"metadata", "_metadata", "meta", "_meta", "info"})
_ABOUT_A_FOLDER = frozenset({"readme", "license", "licence", "changelog", "notice", "contributing"})
"""Files that are about a folder rather than articles, where others are beside them."""

MOST_OF_ONE_FILE = 5_000
"""So many objects beside files of their names are read, whenever the archive is opened: it takes half a second."""

_OBJECT = expression(r"(?:(?:\.(?:info|meta|metadata))?\.(?:json|ya?ml)|\.meta)\Z", re.IGNORECASE)
_LANGUAGE = expression(r"\.[a-z]{2,3}(?:-[A-Za-z]{2,8})?\Z")


def of_one_file(files: Collection[str], is_document: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """The names that objects beside files may have → the files that they may tell of.

    These are called alike, or one has the folder to itself.

    Args:
        files: The names of all files of an archive.
        is_document: Whether a file of that name is read as one article.
    """
    sidecars_by_stem = {_OBJECT.sub("", name): name for name in files if _OBJECT.search(name)}
    files_by_sidecar: dict[str, list[str]] = {}
    beside: dict[str, list[str]] = {}
    for name in files if sidecars_by_stem else ():
        if is_document(name):
            beside.setdefault(name.rpartition("/")[0], []).append(name)
            stem = splitext(name)[0]
            for called in {name, stem, _LANGUAGE.sub("", stem)} & sidecars_by_stem.keys():
                files_by_sidecar.setdefault(sidecars_by_stem[called], []).append(name)
    files_by_sidecar |= {
        name: [alone]
        for name in sidecars_by_stem.values()
        if name not in files_by_sidecar and (alone := _alone_beside(name, beside))
    }
    return {name: tuple(files_by_sidecar[name]) for name in sorted(files_by_sidecar)[:MOST_OF_ONE_FILE]}


def _alone_beside(name: str, beside: Mapping[str, Sequence[str]]) -> str | None:
    """The one article in the folder of an object that is called as those that are about a folder.

    Args:
        name: The object's name.
        beside: Folder → the documents in it.
    """
    folder, _, called = name.rpartition("/")
    if splitext(called.lower())[0] not in _OF_A_FOLDER:
        return None
    stems = ((file, splitext(file.rpartition("/")[2].lower())[0]) for file in beside.get(folder, ()))
    articles = [file for file, stem in stems if stem not in _ABOUT_A_FOLDER]
    has_more_below = any(other.startswith(f"{folder}/" if folder else "") and other != folder for other in beside)
    return articles[0] if len(articles) == 1 and not has_more_below else None


def sidecar_of_one_file(data: bytes, name: str, files: Iterable[str], names: FieldNames) -> Sidecar | None:
    """What an object says about the files that are called like it; None when it holds an article, or tells nothing.

    Args:
        data: Its bytes.
        name: Its name in the archive.
        files: The files.
        names: What fields are called in records besides their usual names.
    """
    from retrieval.articles.metadata import holds_text, known_fields, normalised  # noqa: PLC0415 # as below
    from retrieval.readers.encodings import characters  # noqa: PLC0415

    try:
        content = characters(data)
        value = None if isinstance(content, Remark) else _parsed(content.text, name)
        fields = renamed(value, names)[0] if isinstance(value, dict) else {}
        table = normalised(fields)
        listed = (item for items in fields.values() if isinstance(items, list) for item in items[:FIRST_ROWS])
        if any(isinstance(item, dict) and holds_text(normalised(item)) for item in (fields, *listed)):
            return None
        if not known_fields(table):
            return None
    except Exception:
        # As of a table: it isn't a sidecar.
        return None
    article_fields = {field: _short(item) for field, item in fields.items() if bare(str(field)) not in _UNREAD}
    return Sidecar(name, dict.fromkeys(files, article_fields), [])


def sidecar(data: bytes, name: str, files: Collection[str], names: FieldNames) -> Sidecar | None:
    """What a table says about the files beside and below it, or beside and below its folder.

    None when it names none of them, or isn't a table.

    Args:
        data: Its bytes.
        name: Its name in the archive.
        files: The names of all files of the archive.
        names: What fields are called in records besides their usual names.
    """
    try:
        rows = [renamed(record, names)[0] for record in islice(_records(data, name), MOST_ROWS + 1)]
        if len(rows) > MOST_ROWS:
            return None
        records = _in_order(rows) if _DAY_IN_FIGURES.search(data) else rows
        records = _with_days(records) if _SERIAL.search(data) else records
    except Exception:
        # Whatever an odd table makes this raise must not cost the archive: it isn't a sidecar.
        return None
    others, folder = [file for file in files if file != name], name.rpartition("/")[0]
    columns = (*_NAMES_OF_FILES, *_of_whole_names(records))
    above, _, own = folder.rpartition("/")
    # Of a corpus the table may have a folder beside that of the texts.
    for place, is_theirs in ((folder, True), (above, own.lower() in SIDECARS))[: 1 + bool(folder)]:
        files_by_name = _by_what_they_are_called(others, place)
        for column in columns:
            fields, missing_names = _by_file(records, column, files_by_name)
            few = len(missing_names) < len(fields)
            if fields and (few or (is_theirs and column in _SURE and not _hold_texts(records))):
                return Sidecar(name, fields, missing_names)
    return None


def _of_whole_names(records: Sequence[Mapping[str, Any]]) -> list[str]:
    """The bare names of columns in which the first rows have names of files with their endings."""
    cells: dict[str, list[str]] = {}
    for record in records[:FIRST_ROWS]:
        for column, value in islice(record.items(), MOST_ITEMS):
            cells.setdefault(bare(str(column)), []).append(str(value))
    return [column for column, values in cells.items() if column and all(map(_WITH_ENDING.fullmatch, values))]


def _in_order(records: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The rows of a sidecar; days that may be two, such as 03/04/2024, are those that its other days make them."""
    from retrieval.articles.metadata import in_order, order_of_days  # noqa: PLC0415 # as below

    day_first = order_of_days(records)
    return records if day_first is None else [in_order(record, day_first) for record in records]


def _with_days(records: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The rows of a sidecar with a spreadsheet's numbers of days written as days."""
    from retrieval.articles.metadata import serial_days, with_serial_days  # noqa: PLC0415 # as below

    serials = serial_days(records)
    return [with_serial_days(record, serials) for record in records] if serials else records


def _by_file(
    records: Iterable[Mapping[str, Any]], column: str, files_by_name: Mapping[str, str]
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What records tell of the files that one of their columns names, and the names of those that are not there.

    Args:
        records: The rows of a sidecar.
        column: The column's bare name.
        files_by_name: The files by what they may be called.
    """
    fields: dict[str, dict[str, Any]] = {}
    missing_names: list[str] = []
    unread = _TEXTS | _UNREAD | {column}
    for record in records:
        name = next((value for key, value in record.items() if bare(str(key)) == column), None)
        if not isinstance(name, str | int) or not str(name).strip():
            continue
        if file := files_by_name.get(_called(str(name))):
            fields[file] = {field: _short(value) for field, value in record.items() if bare(str(field)) not in unread}
        else:
            missing_names.append(str(name)[:MOST_CHARACTERS])
    return fields, missing_names


def _short(value: Any, levels: int = LEVELS) -> Any:
    """A value without what nobody would write there."""
    if isinstance(value, str):
        return value[:MOST_CHARACTERS]
    if isinstance(value, list):
        return [_short(item, levels - 1) for item in value[:MOST_ITEMS]] if levels else None
    if isinstance(value, dict):
        pairs = list(value.items())[:MOST_ITEMS] if levels else []
        return {str(key)[:MOST_CHARACTERS]: _short(item, levels - 1) for key, item in pairs}
    return value


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
    content = characters(data)
    if isinstance(content, Remark):
        return
    if name.lower().endswith(".jsonl"):
        yield from (record for line in content.text.splitlines() if isinstance(record := _object(line), dict))
        return
    value = _parsed(content.text, name)
    if isinstance(value, dict):
        inner = [item for item in value.values() if isinstance(item, list)]
        value = inner[0] if len(inner) == 1 else [
            {**item, "key": key} for key, item in value.items() if isinstance(item, dict)
        ]  # fmt: skip
    if isinstance(value, list):
        yield from (record for record in value if isinstance(record, dict))


def _parsed(text: str, name: str) -> Any:
    """What a file of JSON, YAML or fields holds."""
    if not name.lower().endswith((*YAML, META)):
        return json.loads(text)
    from retrieval.articles.front_matter import fields_alone, yaml_value  # noqa: PLC0415 # as above

    return (fields_alone if name.lower().endswith(META) else yaml_value)(text)


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
    files_by_name: dict[str, str | None] = {}
    prefix = f"{folder}/" if folder else ""
    inside = [name for name in files if name.startswith(prefix)]
    for name in inside:
        own = name.rpartition("/")[2]
        for short in {_called(own), _called(splitext(own)[0])}:
            files_by_name[short] = None if short in files_by_name else name
    # What a longer name tells is surer, and so is what is told from the sidecar's own folder.
    paths = [{name: name for name in inside}, {name: name.removeprefix(prefix) for name in inside}]
    for called in paths:
        files_by_name |= {_called(splitext(path)[0]): name for name, path in called.items()}
    for called in paths:
        files_by_name |= {_called(path): name for name, path in called.items()}
    return {short: name for short, name in files_by_name.items() if name is not None}


def _called(name: str) -> str:
    """A file's name as names are compared."""
    return name.strip().replace("\\", "/").removeprefix("./").casefold()
