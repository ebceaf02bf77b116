"""Programs for tests: processes of their own, forked from one that has imported what they need already."""

import asyncio
import multiprocessing
import os
import resource
import runpy
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import FileIO, TextIOWrapper
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryFile
from typing import IO, Any

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
    ) -> None:
        if umask is None:
            os.umask(umask := os.umask(0))
        task = _Task(list(words), environment, streams, folder or Path.cwd(), umask, descriptors)
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

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"streams": [DupFd(stream) for stream in self.streams]}


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
    sys.argv = task.words
    runpy.run_module(task.words[0], run_name="__main__", alter_sys=True)
