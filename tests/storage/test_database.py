"""A file of SQLite that others meddle with while it is open."""

import sqlite3
import subprocess
import sys
from pathlib import Path

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
