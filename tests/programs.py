"""Programs for tests: processes of their own, forked from one that has imported what they need already."""

import asyncio
import ctypes
import multiprocessing
import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from io import FileIO, TextIOWrapper
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryFile
from typing import IO, Any, cast

from retrieval.ingestion import pool

STARTER = multiprocessing.get_context("forkserver")
STARTER.set_forkserver_preload([__name__, "tests.preloaded"])
"""Forks each program from a process that has imported all it needs, which takes a second of processor time. A process
that runs tests has one starter, whichever of its modules ask for it."""


class Program:
    """A program as a process of its own: `python -m MODULE ARGUMENTS`.

    What happens before a program's first line is not the same as when it is executed: variables that Python or a
    library reads while it starts do nothing.

    Args:
        words: The module and the arguments.
        environment: The variables that are set; others are not.
        streams: The descriptors of its stdin, stdout and stderr; a terminal as its stdin becomes the one it is under.
        folder: Where it works; None: where we do.
        umask: What it takes from the modes of files it makes; None: what we do.
        descriptors: How many files it may have open; 0 for as many as we may.
        before: What it calls before the program's first line.
        socket: A descriptor that it gets, too: the module's `main` is called, its first argument is the number.
    """

    def __init__(
        self,
        words: Sequence[str],
        environment: dict[str, str],
        streams: tuple[int, int, int],
        *,
        folder: Path | None = None,
        umask: int | None = None,
        descriptors: int = 0,
        before: Callable[[], object] | None = None,
        socket: int | None = None,
    ) -> None:
        if umask is None:
            os.umask(umask := os.umask(0))
        task = _Task(list(words), environment, streams, folder or Path.cwd(), umask, descriptors, before, socket)
        self._process: ForkServerProcess = STARTER.Process(target=_become, args=(task,))
        self._process.start()

    @property
    def returncode(self) -> int | None:
        """What it ended with, negative for a signal; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        assert self._process.pid
        os.kill(self._process.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """What it ends with.

        Raises:
            TimeoutExpired: It runs on after so many seconds.
        """
        self._process.join(timeout)
        if self.returncode is None:
            raise TimeoutExpired("program", timeout or 0)
        return self.returncode

    async def ends(self) -> int | None:
        """What it ends with, while other tasks go on."""
        has_ended, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, has_ended.set)
        try:
            await has_ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        return self.returncode


class Reader(Program):
    """A process that reads for a `Pool`, forked: it is there in a tenth of the time of one that is executed.

    Args:
        descriptor: The socket over which it talks.
        megabytes: How many it may take.
    """

    def __init__(self, descriptor: int, megabytes: int) -> None:
        with Path(os.devnull).open("r+b") as nowhere:
            words = [pool.MODULE, str(megabytes)]
            super().__init__(words, dict(os.environ), (nowhere.fileno(),) * 3, socket=descriptor)

    @property
    def pid(self) -> int | None:
        """Its number."""
        return self._process.pid


def reader(descriptor: int, megabytes: int) -> "subprocess.Popen[bytes]":
    """Stands in for `pool.started`, except in tests of what only a process that is executed does."""
    return cast("subprocess.Popen[bytes]", Reader(descriptor, megabytes))


class Command(Program):
    """A program that is given its input, and whose output is kept: in files, so that it waits for no reader.

    Args:
        words: The module and the arguments.
        environment: The variables that are set.
        stdin: What it can read, or the descriptor from which it reads.
        stdout: The descriptor to which it writes; None: the output is kept.
        stderr: The same.
        options: Other ones of `Program`.
    """

    def __init__(
        self,
        words: Sequence[str],
        environment: dict[str, str],
        *,
        stdin: bytes | int = b"",
        stdout: int | None = None,
        stderr: int | None = None,
        **options: Any,
    ) -> None:
        self._kept = {number: empty_file() for number, stream in ((1, stdout), (2, stderr)) if stream is None}
        out = self._kept[1].fileno() if stdout is None else stdout
        err = self._kept[2].fileno() if stderr is None else stderr
        with ExitStack() as files:
            into = stdin if isinstance(stdin, int) else files.enter_context(input_file(stdin)).fileno()
            super().__init__(words, environment, (into, out, err), **options)

    def written(self, stream: int = 1) -> bytes:
        """What it has written to stdout so far, or to stderr, 2; nothing where that leads elsewhere."""
        return os.pread(self._kept[stream].fileno(), 1 << 24, 0) if stream in self._kept else b""

    def communicate(self, timeout: float | None = None) -> tuple[bytes, bytes]:
        """What it has written to stdout and stderr when it has ended.

        Raises:
            TimeoutExpired: It runs on after so many seconds.
        """
        self.wait(timeout)
        out, err = self.written(1), self.written(2)
        for file in self._kept.values():
            file.close()
        return out, err


def empty_file() -> IO[bytes]:
    """An open file without a name."""
    return TemporaryFile()


def input_file(data: bytes) -> IO[bytes]:
    """An open file without a name that holds some data, to be read."""
    file = empty_file()
    file.write(data)
    file.seek(0)
    return file


@dataclass
class _Task:
    """What a process is to become. It is pickled while the process is started, its descriptors are sent along."""

    words: list[str]
    environment: dict[str, str]
    streams: tuple[int, int, int]
    folder: Path
    umask: int
    descriptors: int
    before: Callable[[], object] | None
    socket: int | None

    def __getstate__(self) -> dict[str, Any]:
        sent = {"streams": [DupFd(stream) for stream in self.streams]}
        return self.__dict__ | sent | {"socket": None if self.socket is None else DupFd(self.socket)}


def _become(task: _Task) -> None:
    """Makes this process the program."""
    for number, stream in enumerate(task.streams):
        descriptor: int = stream.detach()  # type: ignore[attr-defined] # see `_Task.__getstate__`
        os.dup2(descriptor, number)
        os.close(descriptor)
    if os.isatty(0):
        os.login_tty(0)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    # Without a buffer: multiprocessing would fail for what stderr could not take, Python ends all the same.
    sys.stderr = TextIOWrapper(FileIO(2, "w", closefd=False), write_through=True)
    os.umask(task.umask)
    os.chdir(task.folder)
    os.environ.clear()
    os.environ.update(task.environment)
    if task.descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (task.descriptors, task.descriptors))
    if task.before is not None:
        task.before()
    sys.argv = task.words
    if task.socket is not None:
        os.setsid()
        sys.argv.insert(1, str(task.socket.detach()))  # type: ignore[attr-defined]
        import_module(task.words[0]).main()
        return
    runpy.run_module(task.words[0], run_name="__main__", alter_sys=True)


def without_privileges() -> None:
    """Lets root, too, feel what a file's mode forbids, in this process and in those that it starts.

    As `setpriv --bounding-set -dac_override,-dac_read_search` does; the numbers are those of capabilities(7).
    """
    bounding_set_drop, version, mode_is_nothing = 24, 0x20080522, (1 << 1) | (1 << 2)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(bounding_set_drop, 1, 0, 0, 0)
    libc.prctl(bounding_set_drop, 2, 0, 0, 0)
    header, sets = (ctypes.c_uint32 * 2)(version, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    sets[0] &= ~mode_is_nothing
    sets[1] &= ~mode_is_nothing
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "the process could not be made less mighty")


def in_no_folder(folder: Path) -> None:
    """Goes into a folder and deletes it."""
    os.chdir(folder)
    folder.rmdir()
