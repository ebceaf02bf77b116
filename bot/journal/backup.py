"""A copy of what can't be rebuilt: the journal with its key, and the bots' own files; taken while others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.journal.database import MENDING, Database
from bot.journal.private_files import owner_only, private_folder
from retrieval import NotFound, StateError

KEY = "journal.key"
_DATABASES = ("journal.sqlite", "telegram-*.sqlite")
_BUSY_SECONDS = 30  # As the journal itself waits for whoever writes (`bot.journal.database`).


def backed_up(state: Path, folder: Path) -> list[Path]:
    """Copies what is precious in a state to a folder, over an earlier copy; each file is whole at every moment.

    Returns:
        The copies.

    Raises:
        NotFound: There is nothing to copy.
        StateError: A file can't be read, is damaged, or can't be written there.
    """
    if (state / MENDING).exists():  # After a kill: otherwise its answers would be missing here.
        with closing(Database(state / "journal.sqlite")) as journal:
            journal.mend()
    sources = [path for pattern in _DATABASES for path in sorted(state.glob(pattern))]
    if not sources:
        raise NotFound(f"There is no journal in {state}; name the folder of the state with --state.")
    if folder.resolve() == state.resolve():
        raise StateError(f"{folder} is the state itself; name another folder for the copy.")
    try:
        private_folder(folder)
        return [*_key(state, folder), *(_database(path, folder) for path in sources)]
    except OSError as error:
        raise StateError(f"{folder} can't be written ({error.strerror or error}).") from error
    except sqlite3.Error as error:
        raise StateError(f"What is in {state} can't be copied to {folder} ({error}).") from error


def _key(state: Path, folder: Path) -> Iterator[Path]:
    """The copy of the journal's key, where there is one."""
    if (state / KEY).exists():
        with owner_only():
            fresh = folder / f"{KEY}.new"
            fresh.write_bytes((state / KEY).read_bytes())
            yield fresh.replace(folder / KEY)


def _database(path: Path, folder: Path) -> Path:
    """The copy of a database, checked; others may write to it meanwhile."""
    fresh = folder / f"{path.name}.new"
    with owner_only():
        fresh.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as source,
            closing(sqlite3.connect(fresh)) as copy,
        ):
            source.backup(copy)
            # A copy is one file: without WAL nothing of it is in another.
            copy.execute("PRAGMA journal_mode = DELETE")
            (state,) = copy.execute("PRAGMA quick_check").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(f"{path.name} is damaged")
    return fresh.replace(folder / path.name)
