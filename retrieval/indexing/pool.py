"""Files read and analysed side by side, in order, in processes that are ended when they take too long or too much."""

import os
import sys
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import MachineError
from retrieval.indexing.reading_process import OUT_OF_ALL_MEMORY, OUT_OF_MEMORY, Item, Task, results
from retrieval.readers import FieldNames, Hints, Limits, Problem
from retrieval.readers.limits import FILE_MEMORY_MB, FILE_SECONDS, MEGABYTE
from retrieval.readers.sidecars import Sidecar
from retrieval.records import Remark

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.connection import Connection

MODULE = "retrieval.indexing.reading_process"
"""What a process runs. It is started by its name, not by multiprocessing, which would run the caller's script again."""

_START = (
    "import importlib, sys, types; package = types.ModuleType('retrieval'); package.__path__ = [sys.argv.pop(1)]; "
    "sys.modules['retrieval'] = package; importlib.import_module(sys.argv.pop(1)).main()"
)
"""Runs a module without the package's door, which imports all that questions need: a process is there in half the time.
Python's -P keeps what lies in the folder that one works in, which may be the archive, from being imported."""

WAITING_TASKS = 3
"""Tasks a process that are taken before the first of them is done: what they give waits in memory."""

WAITING_BYTES = 32 * MEGABYTE
"""As long as what waits to be read is smaller than this, more is taken."""

_LOOK_SECONDS = 0.5
_START_SECONDS = 60.0
_END_SECONDS = 5.0

_running: set["subprocess.Popen[bytes]"] = set()
"""The processes that were started and not ended, of all pools."""


def started(descriptor: int, megabytes: int) -> "subprocess.Popen[bytes]":
    """Starts a process that reads.

    Args:
        descriptor: The socket over which it talks.
        megabytes: How many it may take.

    Raises:
        OSError: It can't be started.
    """
    import subprocess

    command = [sys.executable, "-P", "-c", _START, str(Path(__file__).parents[1]), MODULE]
    return subprocess.Popen(  # noqa: S603 # our own module
        [*command, str(descriptor), str(megabytes)],
        pass_fds=[descriptor],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end_reading() -> None:
    """Ends all reading processes, when this one is about to end without unwinding what it is at."""
    for process in tuple(_running):
        process.kill()


class NoProcesses(MachineError):
    """No process could be started: what our own code reads can be read in this one, nothing else can."""

    def __init__(self, error: OSError | None = None) -> None:
        reason = f" ({error.strerror or error})" if error else ""
        super().__init__(
            f"No process can be started to read files{reason}",
            "end some programs, or allow this one more (`ulimit -u`, `ulimit -v`, `ulimit -n`)",
        )


@dataclass
class _Job:
    """A task with what came of it so far."""

    task: Task
    items: "deque[Item | Exception]" = field(default_factory=deque)
    received: int = 0
    done: bool = False


@dataclass
class _Process:
    """A process at the other end of a socket, its job, and when it was last heard of."""

    process: "subprocess.Popen[bytes]"
    connection: "Connection"
    job: _Job | None = None
    heard: float = 0.0
    ready: bool = False


class Pool:
    """Reading processes; they are started when they are first needed, no more of them than there are tasks."""

    def __init__(self, limits: Limits, most: int | None = None) -> None:
        """Starts nothing yet.

        Args:
            limits: What a file may cost.
            most: How many processes there may be; None: as many as there are cores.
        """
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._limits = limits
        self._processes: list[_Process] = []
        self._count = cores if most is None else most

    def close(self) -> None:
        """Ends all processes."""
        while self._processes:
            self._end(self._processes.pop())

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Iterator[Item]]]:
        """Each task with what it gives, in order; a task whose process had to be ended gives a problem at that place.

        Raises:
            NoProcesses: No process can be started.
            MachineError: The machine has run out of something else; raised where the results of the task are taken.
            MemoryError: There is less memory than the task may take; raised there as well.
        """
        coming = iter(tasks)
        jobs: deque[_Job] = deque()
        more = True
        while jobs or more:
            while more and len(jobs) < WAITING_TASKS * self._count and _bytes(jobs) < WAITING_BYTES:
                task = next(coming, None)
                more = task is not None
                if task is not None:
                    jobs.append(_Job(task))
            if jobs:
                yield jobs[0].task, self._results(jobs)
                jobs.popleft()

    def sidecar(self, data: bytes, name: str, files: tuple[str, ...], names: FieldNames) -> Sidecar | None:
        """What `sidecar` makes of a table; None also where that takes too long or too much, or makes it crash.

        Args:
            data: The table's bytes.
            name: Its name in the archive.
            files: The names of all files of the archive.
            names: What fields are called in records besides their usual names.

        Raises:
            NoProcesses: No process can be started.
        """
        task = Task(name, data, Hints(names=names), self._limits, None, None, among=files)
        given: list[object] = [item for _, items in self.read([task]) for item in items]
        return next((item for item in given if isinstance(item, Sidecar)), None)

    def _results(self, jobs: deque[_Job]) -> Iterator[Item]:
        """What the first of some jobs gives, while the others go on."""
        first = jobs[0]
        if first.task.here:
            self._start(_apart(jobs))
            yield from results(first.task)
            return
        while True:
            while first.items:
                item = first.items.popleft()
                if isinstance(item, Exception):
                    raise item
                yield item
            if first.done:
                return
            self._step(jobs)

    def _step(self, jobs: Iterable[_Job]) -> None:
        """Gives work to those that have none, and takes what has come."""
        waiting = _apart(jobs)
        self._start(waiting)
        assigned = {id(process.job) for process in self._processes}
        open_jobs = deque(job for job in waiting if id(job) not in assigned)
        for process in self._processes:
            if process.ready and process.job is None and open_jobs:
                process.job, process.heard = open_jobs.popleft(), time.monotonic()
                with suppress(OSError):
                    process.connection.send(process.job.task)
        from multiprocessing.connection import wait

        ready = wait([process.connection for process in self._processes], _LOOK_SECONDS)
        for process in list(self._processes):
            if process.connection in ready:
                self._take(process)
            elif time.monotonic() - process.heard > (self._limits.seconds if process.ready else _START_SECONDS):
                self._give_up(process, _took_too_long(self._limits))

    def _take(self, process: _Process) -> None:
        """What a process sent, or that it has ended."""
        import pickle
        import subprocess

        try:
            item = process.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            with suppress(subprocess.TimeoutExpired):
                process.process.wait(_END_SECONDS)
            self._give_up(process, self._cause(process.process.returncode))
            return
        except MemoryError as error:
            self._give_up(process, error)
            return
        process.heard = time.monotonic()
        if not process.ready:
            process.ready = True
        elif item is None:
            if process.job is not None:
                process.job.done = True
            process.job = None
        elif process.job is not None:
            process.job.items.append(item)
            process.job.received += 1

    def _cause(self, code: int | None) -> Remark | MemoryError:
        """Why a process has ended with a code."""
        if code == OUT_OF_ALL_MEMORY:
            return MemoryError()
        return _took_too_much(self._limits) if code == OUT_OF_MEMORY else Remark("made its reader crash")

    def _give_up(self, process: _Process, reason: Remark | MemoryError) -> None:
        """Ends a process, and names what it was reading; of lines, those after it are read by another one.

        What the machine had too little memory for is not named: whoever takes what was read of it is told.
        """
        self._processes.remove(process)
        self._end(process)
        if not process.ready:
            raise NoProcesses
        job = process.job
        if job is None:
            return
        task = job.task
        if isinstance(reason, MemoryError):
            job.items.append(reason)
            job.done = True
            return
        if task.first is None:
            job.items.append(Problem(task.name, reason))
            job.done = True
            return
        number, rest = _after(task, job.received)
        where = Remark("{file} line {number}", file=task.name, number=str(number))
        job.items.append(Problem(where, reason))
        job.task, job.received = task._replace(data=rest, first=number + 1), 0
        job.done = not rest.strip()

    def _start(self, waiting: Collection[_Job]) -> None:
        """Starts the processes that are missing for some jobs."""
        import socket
        from multiprocessing.connection import Connection

        while len(self._processes) < min(self._count, len(waiting)):
            try:
                ours, theirs = socket.socketpair()
            except OSError as error:
                raise NoProcesses(error) from error
            with theirs:
                try:
                    process = started(theirs.fileno(), self._limits.memory_mb)
                except OSError as error:
                    ours.close()
                    raise NoProcesses(error) from error
            _running.add(process)
            self._processes.append(_Process(process, Connection(ours.detach()), heard=time.monotonic()))

    @staticmethod
    def _end(process: _Process) -> None:
        process.connection.close()
        process.process.kill()
        process.process.wait()
        _running.discard(process.process)


def _apart(jobs: Iterable[_Job]) -> list[_Job]:
    """Those of some jobs that processes have yet to do."""
    return [job for job in jobs if not job.done and not job.task.here]


def _bytes(jobs: Iterable[_Job]) -> int:
    """How many bytes wait in some jobs."""
    return sum(len(job.task.data) for job in jobs)


def _after(task: Task, received: int) -> tuple[int, bytes]:
    """The number of the line that comes after so many that gave something, and what stands behind it."""
    lines = task.data.split(b"\n")
    first = task.first or 1
    for index, line in enumerate(lines):
        if line.strip():
            if not received:
                return first + index, b"\n".join(lines[index + 1 :])
            received -= 1
    return first + len(lines), b""


def _took_too_long(limits: Limits) -> Remark:
    return Remark(
        "took longer than {limit} s to read (raise {variable} to give it more)",
        limit=limits.seconds,
        variable=FILE_SECONDS,
    )


def _took_too_much(limits: Limits) -> Remark:
    return Remark(
        "took more than {limit} MB of memory to read (raise {variable} to give it more)",
        limit=limits.memory_mb,
        variable=FILE_MEMORY_MB,
    )
