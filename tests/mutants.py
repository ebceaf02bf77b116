"""Mutation testing: changes one operator at a time, at places drawn by a seed, and counts what the tests notice.

Run it by `make mutants`. Each change is made in a copy of the project, never in the project itself. Changed are
comparisons, arithmetic, `and` and `or`, `not`, and the numbers and truth values inside functions; not the constants of
a module, which are measured, nor decorators and annotations. A change meets every test that runs its line, those of its
module and wing first (`tests/touching.py`), in a fork of a process that has collected them (`tests/trials.py`). Tests
that fail, or that hang, have noticed it; those that hang are said, since a machine that others use can be the reason.

The first time all tests are run to learn which lines they run, which takes minutes; later only those of changed files.

mutmut 3 leaves out decorated functions and all that is not in a function's body, changes strings and arguments as well,
can't draw a sample, and runs the whole suite once in one process before it begins; cosmic-ray has one test command for
all changes and changes the tree it stands in. Hence these few lines.
"""

import argparse
import ast
import compileall
import math
import multiprocessing
import os
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.touching import Touching, file_of, files_of_tests, packages
from tests.trials import STOPPING, Outcome, Trial, run, serve

ROOT = Path(__file__).parents[1]
COPIED = (
    "bot", "retrieval", "tests", "benchmarks", "seeds", "pyproject.toml", "Makefile", "README.md", "action.yml",
    ".pre-commit-hooks.yaml",
)  # fmt: skip

SECONDS = 1_800
"""After these, tests that wait for ever are stopped."""

START_SECONDS = 30
"""The processor seconds that a process may take to import the project and to collect tests."""

TESTS = {
    "retrieval": (
        "test_search.py", "test_records.py", "test_abstention.py", "test_watch.py", "test_arrivals.py",
        "test_concordance.py", "test_answering.py", "test_authors.py",
        "language", "articles", "readers", "engines", "analysis", "storage", "ingestion", "indexing", "sharing",
        "query", "ranking", "citing", "evaluation", "render", "journal", "cli/test_commands.py",
        "cli/test_evaluation.py",
    ),
    "bot": (
        "test_repl.py", "test_settings.py", "test_conversation.py", "cli", "render", "exports", "journal",
        "telegram_app", "http_server", "test_open_archive.py", "test_opening.py", "web", "assistants",
    ),
}  # fmt: skip
"""The tests that the changes of a package meet."""

PROGRAMS = ("cli/test_surroundings.py", "telegram_app/test_life.py", "web/test_browser.py")
"""Not these of them: they start programs and wait for them, take minutes, and may fail while others work."""

OF_THE_PROJECT = (
    "fuzz", "opensearch", "test_architecture.py", "test_benchmarks.py", "test_contracts.py", "test_mutants.py",
    "test_notice.py", "test_readme.py", "test_package.py", "test_server.py", "test_size.py", "test_together.py",
)  # fmt: skip
"""The tests that no change meets: they are about the project as a whole, or look for what nobody thought of."""

PACKAGES = ("bot", "retrieval")
PROJECT = (*PACKAGES, "tests", "benchmarks")

KEPT = ROOT / "mutants" / "runs"
"""Which tests run which lines, from one time to the next; the folder is in `.gitignore`."""

STARTER = multiprocessing.get_context("forkserver")
"""Starts a process for the tests of a change that has imported what the project imports, but not the project."""

OPERATORS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "is": "is not", "is not": "is",
    "in": "not in", "not in": "in", "and": "or", "or": "and", "not": "", "+": "-", "-": "+", "*": "/", "/": "*",
    "//": "/", "%": "*", "**": "*", "&": "|", "|": "&", "<<": ">>", ">>": "<<", "^": "&", "True": "False",
    "False": "True", "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|=",
}  # fmt: skip
_OPERATOR = re.compile(rb"\b(?:is\s+not|not\s+in|is|in|and|or)\b|\*\*|//|<<|>>|[<>=!]=|[-+*/|&]=|[-+*/%&|^<>]")


class Mutant(NamedTuple):
    """A change: the file, from which byte to which, what stands there instead, and on which lines its expression."""

    path: Path
    start: int
    end: int
    new: str
    lines: range

    def made_in(self, source: bytes) -> bytes:
        """The file's text with the change."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    @property
    def is_of_operator(self) -> bool:
        """Whether an operator is changed, not a number or a truth value."""
        return self.new not in ("True", "False") and not self.new[:1].isdigit()

    def __str__(self) -> str:
        source = (ROOT / self.path).read_bytes()
        number = source.count(b"\n", 0, self.start) + 1
        line = source.split(b"\n")[number - 1].decode().strip()
        old = source[self.start : self.end].decode()
        return f"{self.path}:{number}: {old} → {self.new or 'nothing'}   {line}"


class Source:
    """A file's text, and what can be changed in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = (ROOT / path).read_bytes()
        self._lines = [0, *(match.end() for match in re.finditer(rb"\n", self.text))]

    def mutants(self, node: ast.AST, reach: range | None = None, *, inside: bool = False) -> Iterator[Mutant]:
        """Every change below a node; numbers and truth values only `inside` a function.

        Args:
            node: The node.
            reach: The lines that run with a change; None for those of its expression. A default shows where its
                function runs, and what stands in no function wherever the file does.
            inside: Whether the node is in a function.
        """
        for mutant in self._of(node, inside):
            yield mutant if reach is None else mutant._replace(lines=reach)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for field, child in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "type_params", "bases", "format_spec"):
                continue
            below = (None if field == "body" else _lines(node)) if function else reach
            for inner in child if isinstance(child, list) else [child]:
                if isinstance(inner, ast.AST):
                    yield from self.mutants(inner, below, inside=inside or function)

    def _of(self, node: ast.AST, inside: bool) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, comparators=comparators):
                for pair in pairwise([left, *comparators]):
                    yield from self._between(node, *pair)
            case ast.BoolOp(values=values):
                for pair in pairwise(values):
                    yield from self._between(node, *pair)
            case ast.BinOp(left=left, right=right) | ast.AugAssign(target=left, value=right):
                yield from self._between(node, left, right)
            case ast.UnaryOp(op=ast.Not()):
                yield self._change(node, self._start(node), self._start(node) + len("not"), "")
            case ast.Constant(value=bool(value)) if inside:
                yield self._change(node, self._start(node), self._end(node), str(not value))
            case ast.Constant(value=int(value) | float(value)) if inside:
                yield self._change(node, self._start(node), self._end(node), str(value + 1))

    def _between(self, node: ast.expr | ast.stmt, left: ast.expr, right: ast.expr) -> Iterator[Mutant]:
        """The change of the operator that stands between two expressions of a node."""
        if operator := _OPERATOR.search(self.text, self._end(left), self._start(right)):
            yield self._change(node, *operator.span(), OPERATORS[b" ".join(operator[0].split()).decode()])

    def _change(self, node: ast.expr | ast.stmt, start: int, end: int, new: str) -> Mutant:
        return Mutant(self.path, start, end, new, _lines(node))

    def _start(self, node: ast.expr) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def _lines(node: ast.AST) -> range:
    assert isinstance(node, ast.expr | ast.stmt)
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def mutants(path: Path) -> list[Mutant]:
    """Every change that can be made in a file, in the order of its text."""
    source = Source(path)
    return sorted(source.mutants(ast.parse(source.text), range(1, source.text.count(b"\n") + 2)))


class Notice(Enum):
    """What the tests make of a change: one fails, one takes too long, or all pass."""

    FAILURE, HANG, NONE = "a test fails", "a test hangs", "not noticed"


class Workshop:
    """A copy of the project where changes are tried, and the process that does it (`tests/trials.py`).

    Args:
        copy: The copy.
        touching: The tests, by the lines they run.
        patience: A test hangs when it takes these processor seconds and three times its own.
    """

    def __init__(self, copy: Path, touching: Touching, patience: float = 2.0) -> None:
        self._copy, self._touching, self._patience = copy, touching, patience
        self._connection, theirs = multiprocessing.Pipe()
        files = sorted(set(map(file_of, touching.runs)))
        STARTER.Process(target=serve, args=(copy, files, theirs, PROJECT), daemon=True).start()
        theirs.close()
        self._collected = set(self._connection.recv())
        self._spoilt: set[str] = set()

    def notices(self, mutant: Mutant) -> Notice:
        """Whether and how the tests notice a change, which is made in the copy and taken back."""
        target = self._copy / mutant.path
        before, times = target.read_bytes(), target.stat()
        after = mutant.made_in(before)
        target.write_bytes(after)
        # Of what is compiled Python compares size and whole second; a change made at once keeps both.
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns + 2 * 10**9))
        try:
            rounds = [self._passing(tests) for tests in self._touching.rounds(mutant.path, mutant.lines)]
            complete = True
            for tests in rounds:
                notice, complete = self._noticing(mutant.path, before, after, tests)
                if notice is not Notice.NONE:
                    return notice
            anew = () if complete else (self._anew(tests) for tests in map(self._passing, rounds) if tests)
            return next((notice for notice in anew if notice is not Notice.NONE), Notice.NONE)
        finally:
            target.write_bytes(before)
            os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _passing(self, tests: list[str]) -> list[str]:
        return [test for test in tests if test in self._collected and test not in self._spoilt]

    def _noticing(self, path: Path, before: bytes, after: bytes, tests: list[str]) -> tuple[Notice, bool]:
        """How one of some tests notices a change, and whether the change could be made in full."""
        while True:
            outcome = self._tried(path, before, after, tests)
            if outcome.test is None:
                return Notice.NONE, outcome.is_complete
            if self._tried(path, before, before, [outcome.test]).test is None:
                return Notice.HANG if outcome.is_hang else Notice.FAILURE, outcome.is_complete
            self._spoilt.add(outcome.test)
            tests = self._passing(tests)

    def _tried(self, path: Path, before: bytes, after: bytes, tests: list[str]) -> Outcome:
        """How some tests go with a change."""
        self._connection.send(Trial(path, before, after, {test: self._allowed(test) for test in tests}))
        return Outcome(*self._connection.recv())

    def _allowed(self, test: str) -> float:
        return self._patience + 3 * self._touching.runs[test].seconds

    def _anew(self, tests: list[str]) -> Notice:
        """How one of some tests notices a change, in a process that imports the changed module."""
        seconds = math.ceil(START_SECONDS + sum(map(self._allowed, tests)))
        process = STARTER.Process(target=run, args=(self._copy, tests, seconds, PROJECT))
        process.start()
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
        if process.exitcode == 0:
            return Notice.NONE
        return Notice.HANG if -(process.exitcode or 0) in STOPPING else Notice.FAILURE


def copied(folder: Path) -> Path:
    """A copy of the project, compiled, so that what is not changed is not compiled again for each change."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignore, dirs_exist_ok=True)
        elif source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    compileall.compile_dir(folder, quiet=2)
    return folder


def sample(place: str, count: int, seed: int) -> list[Mutant]:
    """Up to `count` of the changes that can be made in a package, a folder or a file: the same for the same seed."""
    files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
    possible = [mutant for file in files for mutant in mutants(file.relative_to(ROOT))]
    return sorted(random.Random(seed).sample(possible, min(count, len(possible))))


def main() -> None:
    """Prints, for each place named, the changes that no test noticed or that made one hang, and the share noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="*", default=["retrieval", "bot"], help="packages, folders or files")
    parser.add_argument("--count", type=int, default=30, help="changes in each place")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other changes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="changes tried side by side")
    options = parser.parse_args()
    STARTER.set_forkserver_preload(packages(ROOT, PACKAGES))
    for place in options.places:
        with tempfile.TemporaryDirectory() as folder:
            report(Path(folder), place, sample(place.rstrip("/"), options.count, options.seed), options.jobs)


def report(folder: Path, place: str, drawn: list[Mutant], jobs: int) -> None:
    """Prints the changes that no test fails by, and the share noticed; copies of the project are made in a folder."""
    copy = copied(folder / "measured")
    places = {name for mutant in drawn for name in TESTS[mutant.path.parts[0]]}
    files = sorted({*files_of_tests(copy, places)} - {*files_of_tests(copy, PROGRAMS)})
    touching = Touching.kept(KEPT).brought_up(copy, files, jobs)
    touching.keep(KEPT)
    touching = touching.within(files)
    if touching.failing:
        print(f"Left out, because they fail without any change: {', '.join(touching.failing)}", flush=True)
    workshops: SimpleQueue[Workshop] = SimpleQueue()
    for number in range(jobs):
        workshops.put(Workshop(copied(folder / str(number)), touching))

    def tried(mutant: Mutant) -> Notice:
        workshop = workshops.get()
        try:
            return workshop.notices(mutant)
        finally:
            workshops.put(workshop)

    counts: Counter[tuple[Notice, bool]] = Counter()
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, notice in zip(drawn, pool.map(tried, drawn), strict=True):
            counts[notice, mutant.is_of_operator] += 1
            if notice is not Notice.FAILURE:
                print(f"{notice.value}: {mutant}", flush=True)
    operators = sum(mutant.is_of_operator for mutant in drawn)
    unnoticed = counts[Notice.NONE, True], counts[Notice.NONE, False]
    hangs = counts[Notice.HANG, True] + counts[Notice.HANG, False]
    print(
        f"{len(drawn) - sum(unnoticed)} of {len(drawn)} changes noticed in {place} ({operators - unnoticed[0]} of"
        f" {operators} of operators), {hangs} of them by a test that hung",
        flush=True,
    )


if __name__ == "__main__":
    main()
