"""A file of SQLite that others meddle with while it is open."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import IndexOutOfDate, StateError
from retrieval.storage.catalog import Catalog

READ_WHAT_IS_CUT_SHORT = """
import os, sys
from contextlib import suppress
from pathlib import Path
from retrieval.errors import PinciteError
from retrieval.storage.catalog import Catalog

path = Path(sys.argv[1])
catalog = Catalog(path, "analyzer")
for number in range(200):
    catalog.note(f"n{number}", "x" * 4_000)
catalog.close()
catalog = Catalog(path, "analyzer")
with catalog.reading():
    catalog.noted("n0")
    os.truncate(path, 16_384)
    for number in range(200):
        with suppress(PinciteError):
            catalog.noted(f"n{number}")
print("still here")
"""


def test_a_file_that_is_cut_short_while_it_is_open_ends_no_program(tmp_path: Path) -> None:
    """Were it mapped into memory, the machine would end whoever reads where it no longer is."""
    command = [sys.executable, "-c", READ_WHAT_IS_CUT_SHORT, str(tmp_path / "catalog.sqlite")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "still here\n"), ended.stderr


class Asked(Catalog):
    """A catalog in memory that notes each query."""

    def __init__(self) -> None:
        self.queries = set[str]()
        super().__init__(None, "analyzer")

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        self.queries.add(query)
        return super()._rows(query, *values)


def test_rows_of_some_keys_are_asked_for_in_few_queries() -> None:
    """However many keys there are, each row is given once; some more or fewer of them are the same query."""
    catalog = Asked()
    with catalog.change() as connection:
        connection.executemany("INSERT INTO likeness VALUES (?, 7)", ((key,) for key in range(600)))
    catalog.queries.clear()
    for keys in (*map(range, range(40)), [5, 3, 5], range(500), range(501), range(515)):
        rows = catalog._among("value FROM likeness", "value", keys)
        assert sorted(value for (value,) in rows) == sorted(set(keys))
    assert len(catalog.queries) == 7
    catalog.close()


class Full(Catalog):
    """A catalog on a disk that takes its file, and no table."""

    def _make_tables(self) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error


def test_a_disk_that_was_full_before_the_tables_were_made_is_no_damage(tmp_path: Path) -> None:
    """A file without any table was never a catalog: what is said is that the disk is full."""
    path = tmp_path / "catalog.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.stat().st_size
    with pytest.raises(StateError, match="disk is full") as raised:
        Full(path, "analyzer")
    assert not isinstance(raised.value, IndexOutOfDate)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only there a process's open files are listed")
def test_nothing_goes_into_the_folder_of_temporary_files(tmp_path: Path) -> None:
    """Where that is full, or there is none, what is read of an archive is kept all the same."""
    catalog = Catalog(tmp_path / "catalog.sqlite", "analyzer")
    with catalog.change() as connection:
        connection.executemany("INSERT INTO likeness VALUES (?, 7)", ((key,) for key in range(9_000)))
        connection.execute("SAVEPOINT file")
        connection.execute("UPDATE likeness SET article = 8")
        descriptors = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
        connection.execute("RELEASE file")
    catalog.close()
    assert not [name for name in descriptors if "etilqs" in name]
    assert [name for name in descriptors if name.endswith("catalog.sqlite")]
