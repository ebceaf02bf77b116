"""A file of SQLite that others meddle with while it is open."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import IndexOutOfDate, StateError
from retrieval.storage import database, snapshots
from retrieval.storage.catalog import Catalog
from retrieval.storage.database import written_anew

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


def test_a_known_catalog_on_a_full_disk_is_read_as_it_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until there is room again or somebody else has written to it; nothing is copied."""
    path = tmp_path / "catalog.sqlite"
    catalog = Catalog(path, "analyzer")
    catalog.note("a", "1")
    catalog.close()
    Path(f"{path}-shm").write_bytes(b"abc")  # All that there was room for; the system says no more than that.
    Path(f"{path}-wal").touch()
    monkeypatch.setattr(snapshots, "ROOM", 2**80)
    full = Full(path, "analyzer")
    assert (full.read_only, full.is_full, full.noted("a"), full.is_replaced) == (True, True, "1", False)
    with pytest.raises(StateError, match="readonly"):
        full.note("a", "2")
    monkeypatch.setattr(snapshots, "ROOM", 0)
    assert full.is_replaced
    monkeypatch.setattr(snapshots, "ROOM", 2**80)
    monkeypatch.setattr(Full, "_make_tables", Catalog._make_tables)
    other = Catalog(path, "analyzer")
    other.note("a", "3")
    other.close()
    assert full.is_replaced
    full.reopen()
    assert (full.read_only, full.noted("a"), full.is_replaced) == (False, "3", False)
    full.note("a", "4")
    full.close()


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


@pytest.fixture
def with_gaps(tmp_path: Path) -> Catalog:
    """A catalog in which much was deleted."""
    catalog = Catalog(tmp_path / "catalog.sqlite", "analyzer")
    for size in (200_000, 1_000):
        catalog.note("much", "x" * size)
    return catalog


def pages_free(catalog: Catalog) -> int:
    """How many pages of a file hold nothing."""
    with closing(sqlite3.connect(catalog.path)) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def test_a_file_is_written_anew_beside_what_reads_it(with_gaps: Catalog) -> None:
    """It has no gaps then, and holds what it held."""
    assert pages_free(with_gaps) > 20
    with written_anew(with_gaps), with_gaps.reading():
        assert with_gaps.noted("much") == "x" * 1_000
    assert pages_free(with_gaps) == 0
    assert with_gaps.noted("much") == "x" * 1_000
    assert with_gaps.is_sound()
    with written_anew(Catalog(None, "analyzer")):
        pass


def test_a_file_that_can_not_be_written_anew_stays_as_it_is(
    with_gaps: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process writes, or when there are no more threads or open files."""
    before = pages_free(with_gaps)
    with closing(sqlite3.connect(with_gaps.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with written_anew(with_gaps):
            pass

    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    def unopened(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    for owner, name, fails in ((threading.Thread, "start", refused), (database, "_connected_beside", unopened)):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fails)
            with written_anew(with_gaps):
                pass
    assert pages_free(with_gaps) == before


def test_what_fails_while_a_file_is_written_anew_is_told(with_gaps: Catalog) -> None:
    """The file is sound whatever became of it."""
    with pytest.raises(ZeroDivisionError), written_anew(with_gaps):
        raise ZeroDivisionError
    assert with_gaps.is_sound()
    assert with_gaps.noted("much") == "x" * 1_000
