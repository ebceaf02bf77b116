"""One thread of all processes has the lock of a file."""

import errno
import os
import threading
from pathlib import Path

import pytest

from retrieval.indexing.lock import ArchiveLock, FileLock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "lock"


def test_one_at_a_time_has_it(path: Path) -> None:
    """Others get it when it was given up; whoever asks for no time is told at once that he doesn't get it."""
    first, second = FileLock(path), FileLock(path)
    assert first.acquire(0)
    assert not second.acquire(0)
    assert not second.acquire(0.01)
    first.release()
    assert second.acquire(0)
    assert not first.acquire(0)
    second.release()


def test_whoever_has_it_may_take_it_again(path: Path) -> None:
    """It is given up when it was as often; another thread doesn't have it meanwhile, through the same object either."""
    lock, heard = FileLock(path), []
    assert lock.acquire(0)
    assert lock.acquire(-1)
    lock.release()

    def tried() -> None:
        heard.append(lock.acquire(0))

    for _ in range(2):
        thread = threading.Thread(target=tried)
        thread.start()
        thread.join()
        if len(heard) == 1:
            lock.release()
    assert heard == [False, True]


@pytest.mark.parametrize("seconds", [-1.0, 600.0])
def test_it_is_waited_for(path: Path, seconds: float) -> None:
    """As long as it takes, or so long."""
    first, second = FileLock(path), FileLock(path)
    assert first.acquire(0)
    got: list[bool] = []

    def wait() -> None:
        got.append(second.acquire(seconds))
        second.release()

    waiting = threading.Thread(target=wait)
    waiting.start()
    waiting.join(0.1)
    assert not got
    first.release()
    waiting.join()
    assert got == [True]
    assert first.acquire(0)
    first.release()


def test_a_lock_file_that_was_deleted_keeps_nobody_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever deletes the state folder takes it away; also just as somebody locks it."""
    first, second = FileLock(path), FileLock(path)
    assert first.acquire(0)
    path.unlink()
    assert second.acquire(0)
    assert not FileLock(path).acquire(0)
    second.release()
    first.release()
    opened = os.open

    def deleted(name: Path, *options: int) -> int:
        descriptor = opened(name, *options)
        monkeypatch.undo()
        path.unlink()
        return descriptor

    monkeypatch.setattr("retrieval.indexing.lock.os.open", deleted)
    assert not first.acquire(0)
    assert first.acquire(0)
    assert not second.acquire(0)
    first.release()


def test_the_file_is_made_with_its_folder_and_its_mode(path: Path) -> None:
    """What it holds stays."""
    lock = FileLock(path, 0o600)
    assert lock.acquire(0)
    lock.release()
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("kept")
    assert lock.acquire(0)
    lock.release()
    assert path.read_text() == "kept"


def test_what_can_not_be_locked_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, or a link to somebody's file; and what was opened is closed."""
    path.mkdir(parents=True)
    (path.parent / "link").symlink_to(path.parent / "elsewhere")
    for name in ("lock", "link"):
        with pytest.raises(OSError, match=name):
            FileLock(path.parent / name).acquire(-1)
    assert not (path.parent / "elsewhere").exists()
    path.rmdir()
    closed: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr("retrieval.indexing.lock.os.close", closed.append)
        patch.setattr("retrieval.indexing.lock.fcntl.flock", _unsupported)
        with pytest.raises(OSError, match="no locks"):
            FileLock(path).acquire(-1)
    assert len(closed) == 1
    os.close(closed[0])


def _unsupported(*_arguments: object) -> None:
    raise OSError(errno.ENOLCK, "no locks here")


def test_an_archive_says_why_it_can_not_be_locked(path: Path) -> None:
    """As long as it can't."""
    path.mkdir(parents=True)
    lock = ArchiveLock(path)
    with lock.held(wait=True) as mine:
        assert not mine
    assert lock.refusal == "Is a directory"
    path.rmdir()
    with lock.held(wait=False) as mine:
        assert mine
        with ArchiveLock(path).held(wait=False) as others:
            assert not others
    assert lock.refusal == ""


def test_what_another_one_does_is_waited_for_while_it_is_needed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it has given up the lock, or nothing is needed any more."""
    monkeypatch.setattr("retrieval.indexing.lock._LOOK_AGAIN_SECONDS", 0.01)
    first, second = ArchiveLock(path), ArchiveLock(path)
    needed, told = [True, True, False], []
    with first.held(wait=True):
        second.wait_while(lambda: needed.pop(0), lambda: told.append("waiting"))
    assert (needed, told) == ([], ["waiting", "waiting"])
    second.wait_while(lambda: True, lambda: told.append("waiting"))
    assert len(told) == 2
    with second.held(wait=False) as mine:
        assert mine
