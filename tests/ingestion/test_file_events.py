"""What the file system tells of an archive, and what is done where it tells nothing."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from retrieval.ingestion import file_events
from retrieval.ingestion.file_events import NoEvents, ticks, touched_files


class Heard:
    """What is heard of a folder, in the order in which it is."""

    def __init__(self, corpus: Path, state: Path) -> None:
        self._stop = threading.Event()
        self._hints: Iterator[frozenset[str]] = touched_files(corpus, state, self._stop)
        assert next(self._hints) == frozenset()  # The first is heard when watching has begun.

    def until(self, name: str, seconds: float = 20) -> set[str]:
        """Everything that is heard until a name is."""
        names: set[str] = set()
        ends = time.monotonic() + seconds
        while name not in names and time.monotonic() < ends:
            names |= next(self._hints)
        return names

    def close(self) -> None:
        self._stop.set()
        assert list(self._hints) == []


@pytest.fixture
def heard(corpus: Path) -> Iterator[Heard]:
    """What is heard of the corpus, whose state stands in it."""
    (corpus / "state").mkdir()
    (corpus / ".hidden").mkdir()
    listener = Heard(corpus, corpus / "state")
    yield listener
    listener.close()


def test_files_are_named_as_they_are_in_the_archive(corpus: Path, heard: Heard) -> None:
    """New, changed, moved and removed ones, also in folders that are new; odd names as they are printed."""
    (corpus / "a.txt").write_text("one")
    assert "a.txt" in heard.until("a.txt")
    (corpus / "new").mkdir()
    heard.until("new")
    (corpus / "new" / "b\n.txt").write_text("two")
    assert "new/b%0A.txt" in heard.until("new/b%0A.txt")
    (corpus / "a.txt").rename(corpus / "c.txt")
    assert "c.txt" in heard.until("c.txt")
    (corpus / "c.txt").unlink()
    assert "c.txt" in heard.until("c.txt")


@pytest.mark.slow
def test_a_name_that_is_not_utf_8_does_not_end_it(corpus: Path, heard: Heard) -> None:
    """The archive itself is named then, as anything may have happened; what follows is heard as ever."""
    with open(os.fsencode(corpus) + b"/ab\xff.txt", "w") as file:  # noqa: PTH123 # a Path would do as well
        file.write("one")
    assert corpus.name in heard.until(corpus.name)
    (corpus / "a.txt").write_text("two")
    assert "a.txt" in heard.until("a.txt")


def test_the_state_and_what_is_hidden_tell_nothing(corpus: Path, heard: Heard) -> None:
    """A state folder inside the archive never triggers itself."""
    (corpus / "state" / "catalog.sqlite").write_text("x")
    (corpus / ".hidden" / "a.txt").write_text("x")
    (corpus / ".b.txt.part").write_text("x")
    (corpus / "z.txt").write_text("x")
    assert heard.until("z.txt") == {"z.txt"}


def test_of_one_file_only_that_one_is_heard(tmp_path: Path, state: Path) -> None:
    """An archive that is a file is watched by its folder, as editors put a new file in the place of an old one."""
    (tmp_path / "a.jsonl").write_text("{}")
    listener = Heard(tmp_path / "a.jsonl", state)
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / "a.jsonl.new").write_text("{}")
    (tmp_path / "a.jsonl.new").rename(tmp_path / "a.jsonl")
    assert listener.until("a.jsonl") == {"a.jsonl"}
    listener.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError("No space left on device (os error 28)"), "the system lets no more folders be watched"),
        (RuntimeError("Too many open files (os error 24)"), "no more programs may watch, or this one"),
        (RuntimeError("error in underlying watcher"), "they can't be watched (error in underlying watcher)"),
    ],
)
def test_what_can_not_be_watched_says_why(
    corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    """Limits of the system are named, so that they can be raised."""

    def refused(*_args: object, **_options: object) -> Iterator[object]:
        raise error

    monkeypatch.setattr(watchfiles, "watch", refused)
    with pytest.raises(NoEvents) as caught:
        next(touched_files(corpus, state, threading.Event()))
    assert str(caught.value).startswith(sentence)


def test_what_watches_may_be_unavailable(corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it can't be loaded, as when no more files may be opened, there are no events; nothing else fails."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(NoEvents, match="they can't be watched"):
        next(touched_files(corpus, state, threading.Event()))


def test_a_folder_that_is_gone_is_no_trouble(tmp_path: Path, state: Path) -> None:
    """Nothing is heard of it; whoever listens looks for it himself."""
    assert list(touched_files(tmp_path / "gone" / "gone", state, threading.Event())) == []


@pytest.mark.parametrize(
    ("kind", "place", "told"),
    [("nfs4", "/", False), ("fuse.sshfs", "{corpus}", False), ("ext4", "/", True), ("cifs", "/elsewhere", True)],
)
def test_file_systems_of_other_machines_are_not_listened_to(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, kind: str, place: str, told: bool
) -> None:
    """The nearest mount decides; names with spaces are written in octal there."""
    corpus = corpus.rename(corpus.with_name("the corpus"))
    at = place.format(corpus=str(corpus).replace(" ", r"\040"))
    mounts = f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:3 / {at} rw,relatime shared:1 - {kind} server:/x rw\n"
    monkeypatch.setattr(Path, "read_text", lambda *_args, **_options: mounts)
    reason = file_events.without_events(corpus)
    assert (reason is None) == told
    if reason:
        assert reason == f"file systems of the kind {kind} don't tell of changes"


def test_nothing_is_heard_where_nothing_is_told() -> None:
    """Only time passes, until it is ended."""
    stop = threading.Event()
    hints = ticks(stop)
    assert [next(hints), next(hints)] == [frozenset(), frozenset()]
    stop.set()
    assert list(hints) == []
