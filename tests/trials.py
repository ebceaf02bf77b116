"""Tries changes of the project in forks of one process that has imported it and collected its tests.

A fork gives the functions of a module the code of its changed text and runs some tests; this takes as long as the tests
take. It can't show what runs when a module is imported, a class is made or tests are collected.
"""

import gc
import math
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from inspect import CO_OPTIMIZED
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import NamedTuple

import pytest

OPTIONS = ["-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", "--assert=plain"]
"""Whether a test fails is all that counts, so assertions are left as they are: rewriting them takes seconds."""

WAITING = 20
"""A test hangs, too, when it takes so many times as long by the clock as it may by the processor."""

STOPPING = (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM)
"""Ends a process that has used up the processor's time or the clock's."""


class Trial(NamedTuple):
    """A change of a module, and the tests that it is to meet, in order: each hangs after some processor seconds."""

    path: Path
    before: bytes
    after: bytes
    tests: dict[str, float]


class Outcome(NamedTuple):
    """What a trial showed.

    Attributes:
        test: The test that failed or hung, if any.
        is_hang: Whether it was stopped because it took too long.
        is_complete: Whether the change was there in full.
    """

    test: str | None
    is_hang: bool
    is_complete: bool


class Trials:
    """The plugin that turns a run of pytest into trials: it receives them and sends each one's outcome."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ran: dict[int, CodeType] = {}
        self._functions: dict[CodeType, list[FunctionType]] = defaultdict(list)

    def pytest_sessionstart(self) -> None:
        """Notes from now on which code runs: what runs before the first trial can't be changed any more."""
        sys.settrace(self._note)

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        self._ran[id(frame.f_code)] = frame.f_code

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Carries out the trials that are received, until there are no more."""
        sys.settrace(None)
        gc.unfreeze()  # what `tests/conftest.py` froze is looked through, too
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType):
                self._functions[thing.__code__].append(thing)
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        self._connection.send(sorted(items))
        with suppress(EOFError):
            while True:
                # As a plain tuple: this module may have been imported again, from the copy, since its process began.
                self._connection.send(tuple(self._outcome(self._connection.recv(), session, items)))
        return True

    def _outcome(self, trial: Trial, session: pytest.Session, items: dict[str, pytest.Item]) -> Outcome:
        tests = {test: seconds for test, seconds in trial.tests.items() if test in items}
        replaced, complete = self._replaced(trial)
        if not tests or (trial.before != trial.after and not replaced):
            return Outcome(None, is_hang=False, is_complete=complete)
        progress, writing = os.pipe()
        if not (child := os.fork()):
            try:
                os.setpgid(0, 0)
                for function, code in replaced:
                    function.__code__ = code
                _run(session, [(items[test], seconds) for test, seconds in tests.items()], writing)
            finally:
                os._exit(1)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        begun = len(os.read(progress, 1 << 16))
        os.close(progress)
        is_hang = os.WIFSIGNALED(status) and os.WTERMSIG(status) in STOPPING
        return Outcome(list(tests)[begun - 1] if status else None, is_hang, complete)

    def _replaced(self, trial: Trial) -> tuple[list[tuple[FunctionType, CodeType]], bool]:
        """The functions that a change gives other code, and whether there is no more to it."""
        replaced, complete = [], True
        old, new = (compile(text, str(Path.cwd() / trial.path), "exec") for text in (trial.before, trial.after))
        for before, after in differing(old, new):
            functions = [f for f in self._functions.get(before, ()) if f.__code__.co_filename == before.co_filename]
            replaced += [(function, after) for function in functions]
            complete = complete and bool(functions) and not any(id(f.__code__) in self._ran for f in functions)
        return replaced, complete


def differing(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions, or else the code of a module or class itself, that differ in two versions."""
    if before == after:
        return
    own = [(code.co_code, [repr(c) for c in code.co_consts if not isinstance(c, CodeType)]) for code in (before, after)]
    if before.co_flags & CO_OPTIMIZED or own[0] != own[1]:
        yield before, after
    else:
        inner = ([c for c in code.co_consts if isinstance(c, CodeType)] for code in (before, after))
        for pair in zip(*inner, strict=True):
            yield from differing(*pair)


def _run(session: pytest.Session, tests: list[tuple[pytest.Item, float]], progress: int) -> None:
    """Ends this process: well when all tests pass. It writes a byte for each test that begins."""
    for number, (item, seconds) in enumerate(tests, start=1):
        os.write(progress, b".")
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), resource.RLIM_INFINITY))
        signal.alarm(math.ceil(WAITING * seconds))
        following = tests[number][0] if number < len(tests) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            os._exit(1)
    os._exit(0)


def serve(copy: Path, files: list[Path], connection: Connection, projects: tuple[str, ...]) -> None:
    """Carries out trials in this process, which has imported nothing of the project yet.

    Args:
        copy: A copy of the project.
        files: The files of tests that trials may name.
        connection: Receives trials and sends their outcomes.
        projects: The project's packages.
    """
    enter(copy, projects)
    os._exit(pytest.main([*OPTIONS, *map(str, files)], plugins=[Trials(connection)]))


def run(copy: Path, tests: list[str], seconds: int, projects: tuple[str, ...]) -> None:
    """Runs tests of a copy of the project in this process, and ends it: well when all pass within some CPU seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    enter(copy, projects)
    os._exit(pytest.main([*OPTIONS, *tests]))


def enter(copy: Path, projects: tuple[str, ...]) -> None:
    """Makes a copy of the project the one that this process imports, and is silent from now on."""
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    # A program that a test starts must not keep a change compiled: the next one may have the same size.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.partition(".")[0] in projects]:
        del sys.modules[name]
    with Path(os.devnull).open("r+") as nowhere:
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
