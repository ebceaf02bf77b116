"""What the other files of an archive say about each: its sidecars, and how its folder writes the dates in names.

A sidecar is a table beside articles (`metadata.csv`) that names files and gives their titles, dates, authors, or an
object beside one of them (`speech.json` beside `speech.txt`).
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import islice
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from retrieval.articles.hints import People
from retrieval.articles.registries import (
    MOST_PEOPLE,
    PAGE_BYTES,
    PEOPLE_OF_TEI,
    Registry,
    folder_of_people,
    in_order,
    may_be_registry,
    of_pages,
    people_for,
    registry,
)
from retrieval.errors import machine_blamed
from retrieval.ingestion.file_tasks import PLAIN_BYTES
from retrieval.ingestion.pool import Pool
from retrieval.readers import (
    LIMITS,
    NO_HINTS,
    FieldNames,
    Hints,
    Limits,
    Problem,
    day_order,
    day_orders,
    has_compact_days,
    has_records,
    is_document,
)
from retrieval.readers.sidecars import (
    MOST_OBJECT_BYTES,
    MOST_SIDECAR_BYTES,
    YAML,
    Sidecar,
    may_be_sidecar,
    of_one_file,
    sidecar,
    sidecar_of_one_file,
)
from retrieval.records import Remark

_TELLING = (*YAML, ".toml")
"""The endings of files that can only tell of others."""

FILES_NAMED = 3
"""How many of the files that a sidecar names without success are named."""


class Surroundings:
    """What is known about each file of an archive besides its bytes."""

    def __init__(self, files: Mapping[str, str | Path], names: FieldNames = (), limits: Limits = LIMITS) -> None:
        """Reads the sidecars among some files.

        Args:
            files: All files of the archive by names inside it.
            names: What fields are called in records besides their usual names.
            limits: What a file may cost.
        """
        self._names = names
        self._people_by_folder: dict[str, People] = {}
        self._day_orders, self._compact = day_orders(list(files)), has_compact_days(files)
        sidecars = list(_sidecars(files, names, limits))
        self._registries = in_order([*_registries(files), *_pages_of_people(files)])
        self.sidecars = frozenset([each.name for each in sidecars] + [each.name for each in self._registries])
        """The files that tell of others, and hold no articles."""
        aside = {name for name in files if name[-5:].lower().endswith(_TELLING)} | self.sidecars
        self.articles = {name: path for name, path in files.items() if name not in aside} if aside else files
        """All other files."""
        self.problems = tuple(problem for sidecar in sidecars for problem in _in_vain(sidecar))
        # Of two sidecars the one nearest to a file is heard, which comes last here.
        self._sidecar_fields = {
            name: (sidecar.name, fields)
            for sidecar in sorted(sidecars, key=lambda it: it.name.count("/"))
            for name, fields in sidecar.fields_by_file.items()
        }

    def hints(self, name: str) -> Hints:
        """What is known about a file."""
        if not (self._day_orders or self._names or self._sidecar_fields or self._registries or self._compact):
            return NO_HINTS
        day_first = day_order(name, self._day_orders) if self._day_orders else None
        sidecar, fields = self._sidecar_fields.get(name, ("", {}))
        names = self._names if has_records(name) else ()
        return Hints(day_first, names, fields, sidecar, self._people(name.rpartition("/")[0]), self._compact)

    def _people(self, folder: str) -> People:
        """The people whom articles in a folder may name by keys."""
        if folder not in self._people_by_folder:
            self._people_by_folder[folder] = people_for(self._registries, folder)
        return self._people_by_folder[folder]


def _registries(files: Mapping[str, str | Path]) -> Iterator[Registry]:
    """The lists of people among the files of an archive."""
    for name in sorted(filter(may_be_registry, files)):
        # A list of the members of a parliament says a lot of each.
        most = MOST_SIDECAR_BYTES if name.lower().endswith(PEOPLE_OF_TEI) else MOST_OBJECT_BYTES
        data = _bytes(name, files[name], most)
        if data and (people := registry(data, name)):
            yield people


def _pages_of_people(files: Mapping[str, str | Path]) -> Iterator[Registry]:
    """The people who have pages among the files of an archive, folder by folder."""
    pages: dict[str, list[str]] = {}
    for name in files:
        if folder := folder_of_people(name):
            pages.setdefault(folder, []).append(name)
    for folder, names in pages.items():
        openings = ((name, _bytes(name, files[name], MOST_OBJECT_BYTES)[:PAGE_BYTES]) for name in sorted(names))
        people = of_pages(folder, islice(openings, MOST_PEOPLE))
        if people.names:
            yield people


def _sidecars(files: Mapping[str, str | Path], names: FieldNames, limits: Limits) -> Iterator[Sidecar]:
    """The sidecars among the files of an archive; a large one is read in a process of its own, as articles are."""
    tables = set[str]()
    for name in sorted(filter(may_be_sidecar, files)):
        data = _bytes(name, files[name], MOST_SIDECAR_BYTES)
        table = _read(data, name, tuple(files), names, limits) if data else None
        if table is not None:
            tables.add(name)
            yield table
    for name, alike in of_one_file(files, is_document).items():
        data = b"" if name in tables else _bytes(name, files[name], MOST_OBJECT_BYTES)
        if data and (file_fields := sidecar_of_one_file(data, name, alike, names)):
            yield file_fields


def _bytes(name: str, place: str | Path, most: int) -> bytes:
    """The bytes of a file; none if it can't be read, or has more than `most`.

    Args:
        name: Its name inside the archive.
        place: Its path.
        most: A number of bytes.
    """
    try:
        with machine_blamed(name):
            path = Path(place)
            status = path.stat()
            # Reading a pipe or a device may never end.
            return path.read_bytes() if _may_be_one(status, most) else b""
    except OSError:
        return b""


def _may_be_one(status: stat_result, most: int) -> bool:
    return S_ISREG(status.st_mode) and status.st_size <= most


def _read(data: bytes, name: str, files: tuple[str, ...], names: FieldNames, limits: Limits) -> Sidecar | None:
    """What `sidecar` makes of a table; None also where that takes too long or too much."""
    if len(data) > PLAIN_BYTES:
        with closing(Pool(limits, most=1)) as pool:
            return pool.sidecar(data, name, files, names)
    with machine_blamed(name):
        return sidecar(data, name, files, names)


def _in_vain(sidecar: Sidecar) -> Iterator[Problem]:
    """What is to be said about a sidecar that names files which are not there."""
    if count := len(sidecar.missing):
        names = ", ".join(sidecar.missing[:FILES_NAMED])
        if count > FILES_NAMED:
            names = f"{names}, …, {count:,} in all"
        yield Problem(sidecar.name, Remark("names files that do not exist ({files})", files=names))
