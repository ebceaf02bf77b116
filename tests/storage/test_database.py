"""A file of SQLite that others meddle with while it is open."""

import subprocess
import sys
from pathlib import Path

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
