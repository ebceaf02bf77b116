"""Mutation testing: changes one operator at a time, at places drawn by a seed, and counts what the tests notice.

Run it by `make mutants`. Each change is made in a copy of the project, never in the project itself. Changed are
comparisons, arithmetic, `and` and `or`, `not`, and the numbers and truth values inside functions; not the constants of
a module, which are measured, nor decorators and annotations. A change meets every test that runs its line, those of its
module and wing first (`tests/touching.py`). Tests that fail, or that hang, have noticed it.

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
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import pytest

from tests.touching import Touching, packages

ROOT = Path(__file__).parents[1]
COPIED = (
    "bot", "retrieval", "tests", "benchmarks", "seeds", "pyproject.toml", "Makefile", "README.md", "action.yml",
    ".pre-commit-hooks.yaml",
)  # fmt: skip

SECONDS = 1_800
"""After these, tests that wait for ever are stopped."""

TESTS = {
    "retrieval": (
        "test_search.py", "test_records.py", "language", "readers", "engines", "indexing", "query", "ranking", "citing",
        "evaluation", "render", "journal", "cli/test_commands.py", "cli/test_evaluation.py",
    ),
    "bot": (
        "test_repl.py", "test_settings.py", "test_conversation.py", "cli", "render", "exports", "journal",
        "telegram_app/archive", "telegram_app/handlers", "telegram_app/sending", "telegram_app/updates",
        "telegram_app/views", "telegram_app/test_app.py", "telegram_app/test_http_server.py",
        "telegram_app/test_languages.py", "telegram_app/test_monitoring.py", "telegram_app/test_preferences.py",
        "telegram_app/test_quota.py", "telegram_app/test_translations.py",
    ),
}  # fmt: skip
"""The tests that the changes of a package meet: without those that only see it as a program, from outside."""

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

    def text(self) -> bytes:
        """The file's text with the change."""
        source = (ROOT / self.path).read_bytes()
        return source[: self.start] + self.new.encode() + source[self.end :]

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

    def mutants(self, node: ast.AST, *, inside: bool = False) -> Iterator[Mutant]:
        """Every change below a node; numbers and truth values only `inside` a function."""
        yield from self._of(node, inside)
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for field, child in ast.iter_fields(node):
            if field not in ("annotation", "returns", "decorator_list", "type_params", "bases", "format_spec"):
                for inner in child if isinstance(child, list) else [child]:
                    if isinstance(inner, ast.AST):
                        yield from self.mutants(inner, inside=inside)

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
        return Mutant(self.path, start, end, new, range(node.lineno, (node.end_lineno or node.lineno) + 1))

    def _start(self, node: ast.expr) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def mutants(path: Path) -> list[Mutant]:
    """Every change that can be made in a file, in the order of its text."""
    source = Source(path)
    return sorted(source.mutants(ast.parse(source.text)))


def noticed(mutant: Mutant, copy: Path, touching: Touching) -> bool:
    """Whether the tests notice a change, which is made in a copy of the project and taken back."""
    target = copy / mutant.path
    before, times = target.read_bytes(), target.stat()
    target.write_bytes(mutant.text())
    try:
        rounds = touching.rounds(mutant.path, mutant.lines)
        return any(fails(tests, copy, touching.budget(tests)) for tests in rounds if tests)
    finally:
        target.write_bytes(before)
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def fails(tests: list[str], copy: Path, seconds: float) -> bool:
    """Whether one of some tests fails, or they hang: take more processor seconds than that, or never end."""
    process = STARTER.Process(target=_run, args=(tests, copy, math.ceil(seconds)))
    process.start()
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode != 0


def _run(tests: list[str], copy: Path, seconds: int) -> None:
    """Runs tests of a copy of the project in this process, which has imported none of the project's modules."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.partition(".")[0] in COPIED]:
        del sys.modules[name]
    with Path(os.devnull).open("r+") as nowhere:
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
    # Whether a test fails is all that counts, so assertions are left as they are: rewriting them takes seconds.
    options = ["-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", "--assert=plain"]
    os._exit(pytest.main([*options, *tests]))


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
    """Prints, for each place named, the changes that no test noticed and the share that was."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="*", default=["retrieval", "bot"], help="packages, folders or files")
    parser.add_argument("--count", type=int, default=30, help="changes in each place")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other changes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="changes tried side by side")
    options = parser.parse_args()
    STARTER.set_forkserver_preload(packages(ROOT, ("bot", "retrieval")))
    with tempfile.TemporaryDirectory() as folder:
        for place in options.places:
            report(Path(folder), sample(place.rstrip("/"), options.count, options.seed), options.jobs)


def report(folder: Path, drawn: list[Mutant], jobs: int) -> None:
    """Prints the changes that no test noticed, and the share that was; copies of the project are made in a folder."""
    tests = sorted({f"tests/{name}" for mutant in drawn for name in TESTS[mutant.path.parts[0]]})
    touching = Touching.measured(copied(folder / "measured"), tests, jobs)
    if touching.failing:
        print(f"Left out, because they fail without any change: {', '.join(touching.failing)}", flush=True)
    copies: SimpleQueue[Path] = SimpleQueue()
    for number in range(jobs):
        copies.put(copied(folder / str(number)))

    def tried(mutant: Mutant) -> bool:
        copy = copies.get()
        try:
            return noticed(mutant, copy, touching)
        finally:
            copies.put(copy)

    unnoticed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, result in zip(drawn, pool.map(tried, drawn), strict=True):
            if not result:
                unnoticed += 1
                print(mutant, flush=True)
    print(f"{len(drawn) - unnoticed} of {len(drawn)} changes noticed", flush=True)


if __name__ == "__main__":
    main()
