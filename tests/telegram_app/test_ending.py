"""Told to end: what is called, when the process is ended on the spot, and what happens before there is a bot."""

import errno
import os
import resource
import signal
import threading

import pytest

from bot.ending import END_SECONDS, Ending, run_loop, stop
from retrieval import MachineError


def test_what_is_called_and_then_broken_off() -> None:
    """A signal calls what is at work now; when that takes too long the process is ended, once."""
    broken_off = threading.Event()
    heard: list[str] = []
    ending = Ending(broken_off.set, 0.05)
    before = signal.getsignal(signal.SIGTERM)
    with ending.calls(lambda _number: heard.append("outer")):
        with ending.calls(lambda _number: heard.append("inner")):
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
        assert broken_off.wait(5)
        os.kill(os.getpid(), signal.SIGTERM)
    assert heard == ["inner", "inner", "outer"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_nothing_is_broken_off_when_all_is_done() -> None:
    """What ends in good order is not ended once more, nor is what was not told to end."""
    broken_off = threading.Event()
    ending = Ending(broken_off.set)
    ending.over()
    with ending.calls(lambda _number: None):
        os.kill(os.getpid(), signal.SIGTERM)
    assert ending._timer
    ending.over()
    ending._timer.join()
    assert not broken_off.is_set()


def test_it_ends_before_docker_kills_it() -> None:
    """`docker stop` waits for ten seconds."""
    assert END_SECONDS < 10


def test_before_there_is_a_bot() -> None:
    """While the archive is opened, SIGTERM ends the program with 0, and Ctrl-C as it ends any command."""
    with pytest.raises(SystemExit) as told:
        stop(signal.SIGTERM)
    assert told.value.code == 0
    with pytest.raises(KeyboardInterrupt):
        stop(signal.SIGINT)


def test_too_few_open_files_begin_no_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was to run is not even made; with enough it runs."""
    begun: list[str] = []

    async def main() -> None:
        begun.append("main")

    def refuse(*_args: object) -> int:
        raise OSError(errno.EMFILE, "Too many open files", os.devnull)

    with monkeypatch.context() as few:
        few.setattr(os, "open", refuse)
        with pytest.raises(OSError, match="Too many open files") as raised:
            run_loop(main)
    assert (raised.value.errno, raised.value.filename, begun) == (errno.EMFILE, None, [])
    run_loop(main)
    assert begun == ["main"]


@pytest.mark.parametrize(("most", "allowed"), [(63, None), (64, 64), (resource.RLIM_INFINITY, 64)])
def test_files_are_allowed_or_it_is_said_how_many_are_needed(
    monkeypatch: pytest.MonkeyPatch, most: int, allowed: int | None
) -> None:
    """Nothing is begun that would only say that something went wrong."""
    set_to: list[tuple[int, int]] = []
    begun: list[str] = []

    async def main() -> None:
        begun.append("main")

    monkeypatch.setattr(resource, "getrlimit", lambda _which: (24, most))
    monkeypatch.setattr(resource, "setrlimit", lambda _which, limits: set_to.append(limits))
    if allowed is None:
        with pytest.raises(MachineError, match=r"may open only 63 files; allow it 64 \(`ulimit -n 64`\)"):
            run_loop(main)
        assert begun == []
    else:
        run_loop(main)
        assert (set_to, begun) == ([(64, most)], ["main"])
