"""Mutation testing: changes one operator at a time, at places drawn by a seed, and counts what the tests notice.

Run it by `make mutants`. Each change is made in a copy of the project, never in the project itself. Changed are
comparisons, arithmetic, `and` and `or`, `not`, and the numbers and truth values inside functions; not the constants of
a module, which are measured, nor decorators and annotations. A change meets the tests of its own wing first and, when
those pass, the tests of what is built on it. Tests that fail, or that hang, have noticed it.

mutmut 3 leaves out decorated functions and all that is not in a function's body, changes strings and arguments as well,
can't draw a sample, and runs the whole suite once in one process before it begins; cosmic-ray has one test command for
all changes and changes the tree it stands in. Hence these few lines.
"""

import argparse
import ast
import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COPIED = ("bot", "retrieval", "tests", "benchmarks", "seeds", "pyproject.toml", "Makefile", "README.md")

PROCESSOR_SECONDS, SECONDS = 240, 1_800
"""After these tests that a change has made to hang are stopped; on a quiet machine all of a package take about 60.

The first is what counts where the machine is busy; the second stops those that wait for ever.
"""

BUILT_ON = {
    "retrieval": (
        "test_search.py", "indexing", "ranking", "query", "citing", "evaluation", "render", "journal", "cli",
    ),
    "bot": (
        "test_repl.py", "test_settings.py", "cli", "render", "exports", "journal", "evaluation",
        "telegram_app/archive", "telegram_app/handlers", "telegram_app/sending", "telegram_app/updates",
        "telegram_app/views", "telegram_app/test_languages.py", "telegram_app/test_translations.py",
        "telegram_app/test_monitoring.py",
    ),
}  # fmt: skip
"""The tests that meet a change of a package after those of its wing: without those that start the bot as a process."""

OPERATORS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "is": "is not", "is not": "is",
    "in": "not in", "not in": "in", "and": "or", "or": "and", "not": "", "+": "-", "-": "+", "*": "/", "/": "*",
    "//": "/", "%": "*", "**": "*", "&": "|", "|": "&", "<<": ">>", ">>": "<<", "^": "&", "True": "False",
    "False": "True", "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|=",
}  # fmt: skip
_OPERATOR = re.compile(rb"\b(?:is\s+not|not\s+in|is|in|and|or)\b|\*\*|//|<<|>>|[<>=!]=|[-+*/|&]=|[-+*/%&|^<>]")


class Mutant(NamedTuple):
    """A change: the file, from which byte to which, and what stands there instead."""

    path: Path
    start: int
    end: int
    new: str

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
                    yield from self._between(*pair)
            case ast.BoolOp(values=values):
                for pair in pairwise(values):
                    yield from self._between(*pair)
            case ast.BinOp(left=left, right=right) | ast.AugAssign(target=left, value=right):
                yield from self._between(left, right)
            case ast.UnaryOp(op=ast.Not()):
                yield Mutant(self.path, self._start(node), self._start(node) + len("not"), "")
            case ast.Constant(value=bool(value)) if inside:
                yield Mutant(self.path, self._start(node), self._end(node), str(not value))
            case ast.Constant(value=int(value) | float(value)) if inside:
                yield Mutant(self.path, self._start(node), self._end(node), str(value + 1))

    def _between(self, left: ast.expr, right: ast.expr) -> Iterator[Mutant]:
        """The change of the operator that stands between two expressions."""
        if operator := _OPERATOR.search(self.text, self._end(left), self._start(right)):
            yield Mutant(self.path, *operator.span(), OPERATORS[b" ".join(operator[0].split()).decode()])

    def _start(self, node: ast.expr) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def mutants(path: Path) -> list[Mutant]:
    """Every change that can be made in a file, in the order of its text."""
    source = Source(path)
    return sorted(source.mutants(ast.parse(source.text)))


def own_tests(path: Path) -> list[str]:
    """The tests of a file's wing; of the file alone where the wing has wings in it."""
    folder = Path("tests", path.relative_to(path.parts[0]).parent)
    file = folder / f"test_{path.name}"
    if (ROOT / file).exists() and any((ROOT / folder).glob("*/test_*.py")):
        return [str(file)]
    return [str(folder)] if folder != Path("tests") and any((ROOT / folder).glob("test_*.py")) else []


def noticed(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests notice a change, which is made in a copy of the project and taken back."""
    target = copy / mutant.path
    before, times = target.read_bytes(), target.stat()
    target.write_bytes(mutant.text())
    try:
        return any(fails(tests, copy) for tests in rounds(mutant.path) if tests)
    finally:
        target.write_bytes(before)
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def rounds(path: Path) -> tuple[list[str], list[str]]:
    """The tests that a changed file meets first, and those that it meets when these pass."""
    own = own_tests(path)
    wider = [f"tests/{place}" for place in BUILT_ON[path.parts[0]]]
    return own, [place for place in wider if place not in own]


def fails(tests: list[str], copy: Path) -> bool:
    """Whether one of some tests fails, or hangs, in a copy of the project."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests]
    limited = ["sh", "-c", f'ulimit -t {PROCESSOR_SECONDS}; exec "$@"', "sh", *command]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(limited, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def broken(drawn: Iterable[Mutant], copy: Path) -> list[str]:
    """Which of the tests that changes will meet fail without any: nothing can be learned from those."""
    every = {test for mutant in drawn for tests in rounds(mutant.path) for test in tests}
    return [test for test in sorted(every) if fails([test], copy) and fails([test], copy)]


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
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(given.jobs):
            copies.put(copied(Path(folder, str(number))))

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return noticed(mutant, copy)
            finally:
                copies.put(copy)

        for place in given.places:
            drawn = sample(place.rstrip("/"), given.count, given.seed)
            if failing := broken(drawn, copied(Path(folder, "unchanged"))):
                raise SystemExit(f"These tests fail without any change: {', '.join(failing)}")
            results = []
            for mutant, result in zip(drawn, pool.map(tried, drawn), strict=True):
                results.append(result)
                if not result:
                    print(mutant, flush=True)
            print(f"{place}: {sum(results)} of {len(results)} changes noticed", flush=True)


if __name__ == "__main__":
    main()
