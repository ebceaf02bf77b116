"""The state is its owner's alone, its key is whole or made anew, and what is damaged keeps its bytes."""

import os
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.cli.group import pincite
from bot.journal.private_files import (
    CHECK_BYTES,
    KEY_BYTES,
    owner_only,
    private_folder,
    replace_file,
    secret_key,
    set_aside,
)
from bot.journal.store import Journal
from bot.repl import typed_lines
from retrieval import StateError
from tests.answers import answer as made
from tests.conftest import write_jsonl


def mode(path: Path) -> int:
    """What owner, group and others may do with a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def permissive() -> object:
    """Files are readable by everyone unless somebody takes care."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_state_is_its_owners_alone(state: Path, corpus: Path) -> None:
    """After a command, and while the journal is open, no file can be read by others, and no folder entered."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Title", "text": "The harbour was opened by Ada."})
    with pytest.raises(SystemExit):
        pincite.main(["--corpus", str(corpus), "--state", str(state), "ask", "harbour"], standalone_mode=False)
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("question\r\x04")
        assert list(typed_lines(state / "history")) == ["question"]
    with closing(Journal(state)) as journal:
        journal.keep(made(id="bbbbb2"), "repl")
        paths = [state, *state.rglob("*")]
        assert {"journal.sqlite", "journal.sqlite-wal", "journal.key", "history"} <= {path.name for path in paths}
        assert {path for path in paths if mode(path) != (0o700 if path.is_dir() else 0o600)} == set()
    assert mode(corpus) == 0o755


def test_a_state_of_an_older_version_is_closed(state: Path) -> None:
    """What others could read until now they can't once the journal is opened."""
    (state / "seeds-cc9b2743").mkdir(parents=True)
    (state / "seeds-cc9b2743" / "catalog.sqlite").write_text("")
    for name in ("journal.key", "history", "telegram-1.sqlite"):
        (state / name).write_bytes(b"k" * KEY_BYTES)
    Journal(state).close()
    assert mode(state) == 0o700
    assert {mode(path) for path in state.iterdir() if path.is_file()} == {0o600}


def test_a_folder_with_other_things_stays_open(tmp_path: Path) -> None:
    """A home that is named as the state keeps its mode, and so do the files in it; the journal's own don't."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("")
    Journal(home).close()
    assert (mode(home), mode(home / "letter.txt"), mode(home / "journal.sqlite")) == (0o755, 0o644, 0o600)


def test_what_is_already_closed_keeps_its_mode(state: Path) -> None:
    """A file that its owner alone may read, and not write, stays so."""
    state.mkdir(mode=0o500)
    (state / "journal.key").touch()
    (state / "journal.key").chmod(0o400)
    private_folder(state)
    assert (mode(state), mode(state / "journal.key")) == (0o500, 0o400)


def test_owner_only_ends(tmp_path: Path) -> None:
    """What is created afterwards is as open as before."""
    with owner_only():
        (tmp_path / "closed").touch()
    (tmp_path / "open").touch()
    assert (mode(tmp_path / "closed"), mode(tmp_path / "open")) == (0o600, 0o644)


@pytest.mark.parametrize("size", [0, 1, KEY_BYTES - 1])
def test_a_damaged_key_is_made_anew_and_said(state: Path, size: int) -> None:
    """Chats are never hashed without a secret; the damaged key is kept under another name."""
    with closing(Journal(state)) as journal:
        journal.keep(made(id="bbbbb2"), "telegram", 7)
    key = state / "journal.key"
    key.write_bytes(damaged := key.read_bytes()[:size])
    with closing(Journal(state)) as journal:
        (aside,) = state.glob("journal.damaged-*.key")
        assert aside.read_bytes() == damaged
        (sentence,) = journal.notes()
        assert sentence.startswith(f"The journal's key {key} was damaged; it is now {aside.name}")
        assert journal.forget(chat=7) == 0
        journal.keep(made(id="ccccc3"), "telegram", 7)
    with closing(Journal(state)) as journal:
        assert journal.notes() == []
        assert journal.forget(chat=7) == 1
    assert (len(key.read_bytes()), mode(key)) == (KEY_BYTES + CHECK_BYTES, 0o600)


@pytest.mark.parametrize("what", ["folder", "pipe", "dangling", "loop"])
def test_what_stands_in_the_place_of_the_key_is_set_aside(state: Path, what: str) -> None:
    """It is said under its new name, and answers in chats are kept under a new key."""
    state.mkdir()
    key = state / "journal.key"
    if what == "folder":
        key.mkdir()
        (key / "letter.txt").touch()
    elif what == "pipe":
        os.mkfifo(key)
    else:
        key.symlink_to("nowhere" if what == "dangling" else key.name)
    with closing(Journal(state)) as journal:
        journal.keep(made(id="ccccc3"), "telegram", 7)
        (sentence,) = journal.notes()
        assert journal.forget(chat=7) == 1
    (aside,) = state.glob("journal.damaged-*.key")
    assert aside.name in sentence
    assert not stat.S_ISREG(aside.lstat().st_mode)
    assert (len(key.read_bytes()), mode(key)) == (KEY_BYTES + CHECK_BYTES, 0o600)


def test_every_flipped_bit_of_a_key_is_noticed(tmp_path: Path) -> None:
    """A key of an earlier version, which has no checksum, stays the key; so does one cut off behind it."""
    path = tmp_path / "journal.key"
    key, _ = secret_key(path)
    whole = path.read_bytes()
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        other, sentence = secret_key(path)
        assert (other != key, bool(sentence)) == (True, True)
    for written in (key, whole):
        path.write_bytes(written)
        assert secret_key(path) == (key, None)
    for wrong in (whole[:-1], whole + b"x"):
        path.write_bytes(wrong)
        assert secret_key(path)[1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_key_that_can_not_be_read_is_said(state: Path) -> None:
    """Answers without a chat are kept; one in a chat is not kept under a hash that has no secret."""
    state.mkdir()
    (state / "journal.key").write_bytes(bytes(KEY_BYTES))
    (state / "journal.key").chmod(0)
    with closing(Journal(state)) as journal:
        journal.keep(made(id="bbbbb2"), "repl")
        with pytest.raises(StateError, match=r"key .* can't be used"):
            journal.keep(made(id="ccccc3"), "telegram", 7)
        assert journal.ids() == ["bbbbb2"]


def test_many_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    """Nobody reads half a key, or another one; nothing is left beside it."""
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(secret_key(tmp_path / "journal.key")[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(keys) == {(tmp_path / "journal.key").read_bytes()[:KEY_BYTES]}
    assert len(keys) == 8
    assert [path.name for path in tmp_path.iterdir()] == ["journal.key"]


def test_what_is_set_aside_keeps_its_log(tmp_path: Path) -> None:
    """A second one of the same second has a name of its own; SQLite's files go along."""
    names = []
    for number in "123":
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"journal.sqlite{ending}").write_text(number + ending)
        aside = set_aside(tmp_path / "journal.sqlite")
        assert [aside.with_name(aside.name + end).read_text() for end in ("", "-wal", "-shm")] == [
            number, number + "-wal", number + "-shm",
        ]  # fmt: skip
        names.append(aside.name)
    assert len(set(names)) == 3
    assert not list(tmp_path.glob("journal.sqlite*"))
    stamp = names[0].removesuffix(".sqlite")
    if all(name.startswith(stamp) for name in names):  # in one second, as nearly always
        assert names[1:] == [f"{stamp}-2.sqlite", f"{stamp}-3.sqlite"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """What can't be written leaves the old file, and nothing beside it."""
    path = tmp_path / "history"
    path.write_text("old")
    replace_file(path, b"new")
    assert (path.read_text(), mode(path)) == ("new", 0o600)
    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["history"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("state", "Too many levels of symbolic links"), ("nowhere/at/all", "No such file"), ("a.txt", "Not a directory")],
)
def test_what_stands_in_place_of_the_state_is_told(tmp_path: Path, target: str, reason: str) -> None:
    """A link to itself, one that leads nowhere, or a file: that there is something would help nobody."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "state").symlink_to(target)
    with closing(Journal(tmp_path / "state")) as journal, pytest.raises(StateError, match=reason):
        journal.keep(made(id="bbbbb2"), "repl")


def test_why_a_journal_can_not_be_opened_is_told(state: Path) -> None:
    """SQLite only says that it can't."""
    state.mkdir()
    (state / "journal.sqlite").symlink_to("journal.sqlite")
    with closing(Journal(state)) as journal, pytest.raises(StateError, match="Too many levels of symbolic links"):
        journal.keep(made(id="bbbbb2"), "repl")
