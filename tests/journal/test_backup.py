"""The copy of what is precious: taken while others write, whole, private, and good to go on with."""

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import pincite
from bot.journal.backup import backed_up
from bot.journal.database import MENDING
from bot.journal.rows import renamed
from bot.journal.store import Journal
from retrieval import NotFound, StateError, new_id
from tests.answers import answer, passage


def kept(journal: Journal) -> str:
    """The id under which another answer was kept."""
    return journal.keep(renamed(answer(passage()), new_id()), "telegram", 5).id


def test_a_copy_taken_while_others_write(state: Path, tmp_path: Path) -> None:
    """It has each answer that was given before, under its id, and of those given meanwhile each whole or not at all."""
    ended = threading.Event()
    with closing(Journal(state)) as journal:
        before = {kept(journal) for _ in range(5)}
        meanwhile: list[str] = []

        def write() -> None:
            while not ended.is_set():
                meanwhile.append(kept(journal))

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(3):
                backed_up(state, tmp_path / "copy")
        finally:
            ended.set()
            writer.join()
    with closing(Journal(tmp_path / "copy")) as copy:
        ids = set(copy.ids())
        assert before <= ids <= before | set(meanwhile)
        assert all(copy.answer(identity).question for identity in ids)
        assert copy.notes() == []
        # Under the same key, so that a chat's answers are found again.
        assert copy.forget(chat=5) == len(ids)


def test_it_is_its_owners_alone(state: Path, tmp_path: Path) -> None:
    """Files and folder; each is one file, without a second one beside it."""
    with closing(Journal(state)) as journal:
        kept(journal)
        with closing(sqlite3.connect(state / "telegram-7.sqlite")) as bot:
            bot.execute("CREATE TABLE people (id)")
        copies = backed_up(state, tmp_path / "copy")
    assert [path.name for path in copies] == ["journal.key", "journal.sqlite", "telegram-7.sqlite"]
    assert sorted((tmp_path / "copy").iterdir()) == sorted(copies)
    assert {stat.S_IMODE(path.stat().st_mode) for path in copies} == {0o600}
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o700


def test_a_copy_that_fails_leaves_the_one_before(state: Path, tmp_path: Path) -> None:
    """A damaged journal is not put over a good copy."""
    with closing(Journal(state)) as journal:
        identity = kept(journal)
    backed_up(state, tmp_path / "copy")
    (state / "journal.sqlite").write_bytes(b"no database at all " * 1_000)
    with pytest.raises(StateError, match="can't be copied"):
        backed_up(state, tmp_path / "copy")
    with closing(Journal(tmp_path / "copy")) as copy:
        assert copy.answer(identity)


def test_where_nothing_can_be_copied(state: Path, tmp_path: Path) -> None:
    """One sentence each: no journal, the state itself, a file where the folder should be."""
    with pytest.raises(NotFound, match="no journal"):
        backed_up(state, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    with closing(Journal(state)) as journal:
        kept(journal)
    with pytest.raises(StateError, match="the state itself"):
        backed_up(state, state / ".." / state.name)
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="can't be written"):
        backed_up(state, tmp_path / "file")


def test_the_command_names_the_copies(state: Path, tmp_path: Path) -> None:
    """A line each, with its size."""
    with closing(Journal(state)) as journal:
        kept(journal)
    done = CliRunner().invoke(pincite, ["--state", str(state), "journal", "backup", str(tmp_path / "copy")])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        str(tmp_path / "copy" / name) for name in ("journal.key", "journal.sqlite")
    ]


def test_a_copy_of_a_journal_whose_repair_was_killed(state: Path, tmp_path: Path) -> None:
    """The repair is done first."""
    with closing(Journal(state)) as journal:
        ids = [kept(journal), kept(journal)]
    (state / "journal.sqlite").rename(state / MENDING)
    backed_up(state, tmp_path / "copy")
    with closing(Journal(tmp_path / "copy")) as copy:
        assert sorted(copy.ids()) == sorted(ids)
