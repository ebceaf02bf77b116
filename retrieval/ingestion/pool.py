"""Files read and analysed side by side, in order, in processes that are ended when they take too long or too much."""

import os
import struct
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from selectors import EVENT_READ, PollSelector
from typing import TYPE_CHECKING

from retrieval.articles.limits import FILE_MEMORY_MB, FILE_SECONDS, MEGABYTE
from retrieval.errors import MachineError
from retrieval.ingestion.reading_process import OUT_OF_ALL_MEMORY, OUT_OF_MEMORY, Item, Task, results
from retrieval.readers import FieldNames, Hints, Limits, Problem
from retrieval.readers.sidecars import Sidecar
from retrieval.records import Remark

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.connection import Connection
    from queue import SimpleQueue
    from threading import Thread

MODULE = "retrieval.ingestion.reading_process"
"""What a process runs. It is started by its name, not by multiprocessing, which would run the caller's script again."""

_START = (
    "import importlib, sys, types; package = types.ModuleType('retrieval'); package.__path__ = [sys.argv.pop(1)]; "
    "sys.modules['retrieval'] = package; importlib.import_module(sys.argv.pop(1)).main()"
)
"""Runs a module without the package's `__init__`, which imports what questions need: a process starts in half the time.
Python's -P keeps what lies in the folder that one works in, which may be the archive, from being imported."""

_MALLOC = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=262144:glibc.malloc.trim_threshold=4000000"
}
"""What is remembered of words is looked up all over large tables: in large pages, where Linux gives them to who asks,
that takes 2 % less of a process's time. What is large is given back to the system as soon as it is freed, in place of
leaving holes between what stays: a process that has read 9,000 articles holds 137 MB of its own, not 155, in the same
time. Other systems pass over it, and what is set already stays."""

WAITING_TASKS = 3
"""Tasks a process that are taken before the first of them is done: what they give waits in memory."""

WAITING_SMALL_TASKS = 40
"""The same of small ones, of which a process has several at hand: a tenth of a second's work."""

WAITING_BYTES = 32 * MEGABYTE
"""As long as what waits to be read is smaller than this, more is taken."""

AT_HAND_TASKS, AT_HAND_BYTES = 12, 500_000
"""A process at work is given up to this many small tasks more, so that it needn't wait for the next one."""

SOCKET_BYTES = 1_000_000
"""What a socket is asked to take in; systems give less (Linux 400 kB)."""

_LOOK_SECONDS = 0.5  # How often it is looked whether a process hangs or has ended.
_START_SECONDS = 60.0  # A process that has not begun to read by then never will.
_END_SECONDS = 5.0  # A process that was told to end is killed after these.
_C_TIME = struct.Struct("ll")  # Seconds and microseconds, as sockets are told them.

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
        env=_MALLOC | os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
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


@dataclass(eq=False)
class _Job:
    """A task with the result of it so far."""

    task: Task
    items: "deque[Item | Exception]" = field(default_factory=deque)
    received: int = 0
    done: bool = False


@dataclass(eq=False)
class _Process:
    """A process at the other end of a connection, the jobs that it was given and has yet to do, and when it was heard.

    A thread sends what is put into `tasks`: the process may be busy, and what it sends itself has to be read meanwhile.
    """

    process: "subprocess.Popen[bytes]"
    connection: "Connection"
    tasks: "SimpleQueue[bytes | None]"
    sender: "Thread"
    jobs: deque[_Job] = field(default_factory=deque)
    heard: float = field(default_factory=time.monotonic)
    ready: bool = False

    def takes(self, job: _Job) -> bool:
        """Whether it can be given a job now: it has none, or the job and those that it has are small."""
        sizes = [len(each.task.data) for each in self.jobs]
        return not sizes or (len(sizes) <= AT_HAND_TASKS and sum(sizes) + len(job.task.data) <= AT_HAND_BYTES)

    def give(self, job: _Job) -> None:
        """Gives it one more job."""
        import pickle

        self.jobs.append(job)
        self.tasks.put(pickle.dumps(job.task, pickle.HIGHEST_PROTOCOL))

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self.process.kill()
        self.process.wait()
        self.tasks.put(None)
        self.sender.join()
        self.connection.close()
        _running.discard(self.process)


def _connected(limits: Limits) -> _Process:
    """A process that was started, and may take what the limits say.

    Raises:
        NoProcesses: It can't be started.
    """
    import socket
    from multiprocessing.connection import Connection
    from queue import SimpleQueue
    from threading import Thread

    try:
        ours, theirs = socket.socketpair()
    except OSError as error:
        raise NoProcesses(error) from error
    for option, end in ((socket.SO_SNDBUF, ours), (socket.SO_RCVBUF, theirs), (socket.SO_SNDBUF, theirs)):
        end.setsockopt(socket.SOL_SOCKET, option, SOCKET_BYTES)
    # What stops in the middle of sending hangs as well.
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _C_TIME.pack(limits.seconds, 0))
    connection, tasks = Connection(ours.detach()), SimpleQueue[bytes | None]()
    sender = Thread(target=_send, args=(connection, tasks), daemon=True)
    with theirs:
        try:
            sender.start()
            process = started(theirs.fileno(), limits.memory_mb)
        except (OSError, RuntimeError) as error:
            tasks.put(None)
            connection.close()
            raise NoProcesses(error if isinstance(error, OSError) else None) from error
    _running.add(process)
    return _Process(process, connection, tasks, sender)


def _send(connection: "Connection", tasks: "SimpleQueue[bytes | None]") -> None:
    """Sends one task after the other, up to None, or until nobody reads them."""
    with suppress(OSError):
        for task in iter(tasks.get, None):
            connection.send_bytes(task)


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
        self.most = cores if most is None else most
        """How many processes there may be."""
        self._listening = PollSelector()
        """Tells which processes have sent something. One made for each message takes as long as receiving that."""
        self._made_ready: Callable[[Task], Task] | None = None

    def start(self, tasks: int) -> None:
        """Starts the processes that so many tasks need: while they do, what is to be read can be looked at.

        Raises:
            NoProcesses: One can't be started.
        """
        self._start(tasks)

    def close(self) -> None:
        """Ends all processes."""
        while self._processes:
            self._end(self._processes[-1])

    def read(
        self, tasks: Iterable[Task], made_ready: Callable[[Task], Task] | None = None
    ) -> Iterator[tuple[Task, Iterator[Item]]]:
        """Each task with what it gives, in order; a task whose process had to be ended gives a problem at that place.

        Args:
            tasks: What is to be done.
            made_ready: What is done to a task right before a process gets it, when more may be known than before.

        Raises:
            NoProcesses: No process can be started.
            MachineError: The machine has run out of something else; raised where the results of the task are taken.
            MemoryError: There is less memory than the task may take; raised there as well.
        """
        remaining_tasks = iter(tasks)
        jobs: deque[_Job] = deque()
        waiting: deque[_Job] = deque()
        self._made_ready = made_ready
        more = True
        while jobs or more:
            while more and _have_room(jobs, self.most):
                task = next(remaining_tasks, None)
                more = task is not None
                if task is not None:
                    jobs.append(_Job(task))
                    if not task.here:
                        waiting.append(jobs[-1])
            if jobs:
                yield jobs[0].task, self._results(jobs[0], waiting)
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
        results: list[object] = [item for _, items in self.read([task]) for item in items]
        return next((item for item in results if isinstance(item, Sidecar)), None)

    def _results(self, job: _Job, waiting: deque[_Job]) -> Iterator[Item]:
        """What a job gives, while the others go on; those `waiting` are in no process yet."""
        if job.task.here:
            self._start(len(waiting))
            yield from results(job.task)
            return
        while True:
            while job.items:
                item = job.items.popleft()
                if isinstance(item, Exception):
                    raise item
                yield item
            if job.done:
                return
            self._step(waiting)

    def _step(self, waiting: deque[_Job]) -> None:
        """Gives work to those that can take it, and takes what has come."""
        self._start(len(waiting))
        self._hand_out(waiting)
        for process in self._heard_of():
            self._take(process, waiting)
        now = time.monotonic()
        for process in tuple(self._processes):
            patience = self._limits.seconds if process.ready else _START_SECONDS
            if now - process.heard > patience and (process.jobs or not process.ready):
                self._give_up(process, _took_too_long(self._limits), waiting)

    def _heard_of(self) -> list[_Process]:
        """The processes that have sent something, or ended; waits a moment for one."""
        return [key.data for key, _ in self._listening.select(_LOOK_SECONDS)] if self._processes else []

    def _hand_out(self, waiting: deque[_Job]) -> None:
        """Gives each job to the process that has the fewest, as long as one can take it."""
        while waiting:
            able = [process for process in self._processes if process.ready and process.takes(waiting[0])]
            if not able:
                return
            process = min(able, key=lambda process: len(process.jobs))
            if not process.jobs:
                process.heard = time.monotonic()
            job = waiting.popleft()
            job.task = self._made_ready(job.task) if self._made_ready else job.task
            process.give(job)

    def _take(self, process: _Process, waiting: deque[_Job]) -> None:
        """What a process sent, or that it has ended."""
        import pickle
        import subprocess

        try:
            self._note(process, process.connection.recv())
        except BlockingIOError:
            self._give_up(process, _took_too_long(self._limits), waiting)
        except (EOFError, OSError, pickle.UnpicklingError):
            with suppress(subprocess.TimeoutExpired):
                process.process.wait(_END_SECONDS)
            self._give_up(process, _cause(process.process.returncode, self._limits), waiting)
        except MemoryError as error:
            self._give_up(process, error, waiting)

    @staticmethod
    def _note(process: _Process, item: "Item | Exception | None") -> None:
        """Puts what a process sent where it belongs: None says that it is ready, or that its first job is done."""
        process.heard = time.monotonic()
        if not process.ready:
            process.ready = True
        elif item is None:
            process.jobs.popleft().done = True
        else:
            process.jobs[0].items.append(item)
            process.jobs[0].received += 1

    def _give_up(self, process: _Process, reason: Remark | MemoryError, waiting: deque[_Job]) -> None:
        """Ends a process, and names what it was reading; of lines, those after it are read by another one.

        What the machine had too little memory for is not named: whoever takes what was read of it is told. What the
        process had yet to begin is waiting again.
        """
        self._end(process)
        if not process.ready:
            raise NoProcesses
        if not process.jobs:
            return
        job = process.jobs.popleft()
        waiting.extendleft(reversed(process.jobs))
        task = job.task
        if isinstance(reason, MemoryError):
            job.items.append(reason)
            job.done = True
        elif task.first is None:
            job.items.append(Problem(task.name, reason))
            job.done = True
        else:
            number, rest = _after(task, job.received)
            where = Remark("{file} line {number}", file=task.name, number=str(number))
            job.items.append(Problem(where, reason))
            job.task, job.received = task._replace(data=rest, first=number + 1), 0
            job.done = not rest.strip()
            if not job.done:
                waiting.appendleft(job)

    def _start(self, n_waiting: int) -> None:
        """Starts the processes that are missing for the jobs that wait."""
        n_processes = min(self.most, n_waiting + sum(bool(process.jobs) for process in self._processes))
        while len(self._processes) < n_processes:
            self._processes.append(_connected(self._limits))
            self._listening.register(self._processes[-1].connection, EVENT_READ, self._processes[-1])

    def _end(self, process: _Process) -> None:
        """Ends a process, whatever it is at, and does without it."""
        self._processes.remove(process)
        self._listening.unregister(process.connection)
        process.end()


def _have_room(jobs: Collection[_Job], processes: int) -> bool:
    """Whether another task is taken before the first of some jobs, which a number of processes do, is done."""
    size = sum(len(job.task.data) for job in jobs)
    if len(jobs) < WAITING_TASKS * processes:
        return size < WAITING_BYTES
    return len(jobs) < WAITING_SMALL_TASKS * processes and size < AT_HAND_BYTES * processes


def _cause(code: int | None, limits: Limits) -> Remark | MemoryError:
    """Why a process has ended with a code."""
    if code == OUT_OF_ALL_MEMORY:
        return MemoryError()
    return _took_too_much(limits) if code == OUT_OF_MEMORY else Remark("made its reader crash")


def _after(task: Task, received_count: int) -> tuple[int, bytes]:
    """The number of the line that comes after those that gave something, and what comes after it."""
    lines = task.data.split(b"\n")
    first = task.first or 1
    for index, line in enumerate(lines):
        if line.strip():
            if not received_count:
                return first + index, b"\n".join(lines[index + 1 :])
            received_count -= 1
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
