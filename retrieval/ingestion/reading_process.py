"""A process that reads and analyses what it is given, so that what crashes, hangs or swells costs one file only.

A `Pool` starts it with a descriptor and a number of megabytes; it talks over that socket.
"""

import gc
import os
import resource
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from retrieval.articles.files import unexpected
from retrieval.articles.limits import MEGABYTE
from retrieval.errors import MachineError
from retrieval.readers import Hints, Limits, Problem, read, read_lines
from retrieval.readers.sidecars import Sidecar, sidecar
from retrieval.records import Article

if TYPE_CHECKING:
    from retrieval.ingestion.analyst import Analysis, Analyst
    from retrieval.storage.rows import StoredPassages

Item: TypeAlias = "Analysis | Article | Problem"
"""What reading gives."""

OUT_OF_MEMORY, OUT_OF_ALL_MEMORY = 77, 78
"""What the process exits with when its memory doesn't suffice: what the limit gives it, or less that there is."""


COLLECTED = (20_000, 20, 50)
"""What is remembered of words is looked through for garbage so seldom: Python's own bounds cost a twentieth of the
time, for next to no garbage and no more memory (8 MB of news: 0.72 s of 10.2, and 0.18)."""


class Task(NamedTuple):
    """What to read: a whole file, or, where `first` is a line's number, lines of one.

    Articles of `analysed_from` code points and more come back analysed, others (None: all) as they are. What is read
    `here` is plain and small: it needs no process of its own. With a `problem` there is nothing to read. Paragraphs
    with one of the fingerprints that are `repeated` are not indexed. A file that is read as the sidecar of others gives
    that, or nothing: `among` are the names of all files. An `article` that was read before is only analysed, with what
    is `stored` of it.
    """

    name: str
    data: bytes
    hints: Hints
    limits: Limits
    first: int | None
    analysed_from: int | None
    here: bool = False
    problem: Problem | None = None
    repeated: frozenset[int] = frozenset()
    among: tuple[str, ...] | None = None
    article: Article | None = None
    stored: "StoredPassages | None" = None


@cache
def _analyst(limits: Limits) -> "Analyst":
    """Analyses articles. What that needs is imported when the first is to be: it takes longer than reading a few."""
    analyst: Analyst = import_module("retrieval.ingestion.analyst").Analyst(limits)
    return analyst


def results(task: Task, analyst: "Callable[[Limits], Analyst]" = _analyst) -> Iterator[Item]:
    """What a task gives, in order; an article that can't be analysed is a problem."""
    items: Iterator[Article | Problem]
    if task.problem is not None:
        items = iter([task.problem])
    elif task.article is not None:
        items = iter([task.article])
    elif task.first is None:
        items = read(task.data, task.name, task.hints, task.limits)
    else:
        items = read_lines(task.data, task.name, task.first, task.hints, task.limits)
    for item in items:
        if isinstance(item, Problem) or task.analysed_from is None or len(item.text) < task.analysed_from:
            yield item
            continue
        try:
            yield analyst(task.limits).analysis(item, task.repeated, task.stored)
        except MemoryError:
            raise
        except Exception as error:
            yield unexpected(item.path if item.record is None else f"{item.path} line {item.record}", error)


def _sidecar(task: Task) -> Sidecar | Problem:
    """What a table says about other files; a problem if it says nothing."""
    return sidecar(task.data, task.name, task.among or (), task.hints.names) or Problem(task.name, "isn't a sidecar")


def main() -> None:
    """Does one task after another until nobody gives any more."""
    gc.set_threshold(*COLLECTED)
    from multiprocessing.connection import Connection

    connection, megabytes = Connection(int(sys.argv[1])), int(sys.argv[2])
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    exhausted = OUT_OF_MEMORY
    if pages:
        most, hard = pages * resource.getpagesize() + megabytes * MEGABYTE, resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY and hard < most:
            most, exhausted = hard, OUT_OF_ALL_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    connection.send(None)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            for item in [_sidecar(task)] if task.among else results(task):
                connection.send(item)
        except MemoryError:
            os._exit(exhausted)
        except MachineError as error:
            if error.is_of_memory:
                os._exit(exhausted)
            connection.send(error)
        connection.send(None)
