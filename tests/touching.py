"""Which tests run which lines, and how long each takes: with that, a change meets the tests that could notice it.

Measured by a run of the tests with coverage.py, whose contexts name the test that runs, and kept: afterwards only the
tests of files that are new or changed are run again, and lines move with the texts of their files. As a plugin of that
run (`-p tests.touching`) this module notes how each test went, and names it to the processes that it starts.
"""

import ast
import json
import os
import pickle
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import coverage
import pytest

OUTCOMES = "PINCITE_TEST_OUTCOMES"
"""The variable that names the file in which the plugin notes how each test went."""

FEW = 20
"""A line that more tests run is seldom one that others need as well."""


class Run(NamedTuple):
    """How a test went when it was measured.

    Attributes:
        passed: Whether it did.
        seconds: The processor seconds it took.
        lines: The lines it ran of each file (as in `Mutant.path`): bit n stands for line n.
    """

    passed: bool
    seconds: float
    lines: dict[Path, int]


class Touching:
    """The tests of a project by the lines they run.

    Args:
        runs: How each test went, by its id.
        texts: Of files of tests the text that was run, of others the one in which the lines stand.
    """

    def __init__(self, runs: dict[str, Run], texts: dict[Path, str]) -> None:
        self.runs, self.texts = runs, texts
        self._by_file = defaultdict(list)
        for test, run in runs.items():
            if run.passed:
                self._by_file[file_of(test)].append(test)

    @classmethod
    def kept(cls, place: Path) -> "Touching":
        """What `keep` wrote into a file; nothing when there is none."""
        return cls(*pickle.loads(place.read_bytes())) if place.exists() else cls({}, {})

    def keep(self, place: Path) -> None:
        """Writes what was measured into a file, for the next time."""
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps((self.runs, self.texts)))

    def brought_up(self, copy: Path, files: list[Path], jobs: int) -> "Touching":
        """What holds for a copy of the project as it is now.

        Tests in some files are run when these are new or changed, by `jobs` processes side by side (0: by one). All
        others are taken to run the lines they ran before, wherever these stand now, and what stands in their place.
        """
        now = {path.relative_to(copy): path.read_text(encoding="utf-8") for path in copy.rglob("*.py")}
        new = [path for path in files if self.texts.get(path) != now[path]]
        runs = {test: run for test, run in self.runs.items() if file_of(test) in now and file_of(test) not in new}
        texts = {path: text for path, text in self.texts.items() if path in now}
        for path, text in now.items():
            if path.parts[0] != "tests":
                if text != texts.setdefault(path, text):
                    moves = shift(texts[path], text)
                    runs = {test: moved(run, path, moves) for test, run in runs.items()}
                texts[path] = text
        return Touching(runs | measured(copy, new, jobs), texts | {path: now[path] for path in new})

    def within(self, files: list[Path]) -> "Touching":
        """The same, of the tests in some files."""
        return Touching({test: run for test, run in self.runs.items() if file_of(test) in files}, self.texts)

    @property
    def failing(self) -> list[str]:
        """The tests that fail without any change, from which nothing can be learned."""
        return [test for test, run in self.runs.items() if not run.passed]

    def rounds(self, path: Path, lines: range, first: int = 100) -> Iterator[list[str]]:
        """The tests that could notice a change of some lines, in rounds: those most likely to notice it come first.

        A test that runs one of the lines is met at once: up to `first`, those of the module and of its wing before
        others and the quickest before the slower, and then all. Of a line that `FEW` run the last round has the other
        tests of their files: what a fixture makes for a whole file, or a cache keeps, is run by the first test only.
        """
        tests = {test for test, run in self.runs.items() if run.passed and run.lines.get(path, 0) & bits(lines)}
        nearest = sorted(tests, key=lambda test: (-nearness(test, path), self.runs[test].seconds))
        yield nearest[:first]
        yield nearest[first:]
        files = sorted(set(map(file_of, tests))) if len(tests) <= FEW else ()
        yield [test for file in files for test in self._by_file[file] if test not in tests]


def file_of(test: str) -> Path:
    """The file of a test."""
    return Path(test.partition("::")[0])


def files_of_tests(root: Path, places: Iterable[str]) -> list[Path]:
    """The files of tests in some files and folders below `tests`."""
    folder = root / "tests"
    files = {
        file
        for place in places
        for file in ([folder / place] if place.endswith(".py") else (folder / place).rglob("test_*.py"))
    }
    return sorted(file.relative_to(root) for file in files)


def nearness(test: str, path: Path) -> int:
    """How near the file of a test is to a module: 2 its own, 1 in the folder of its wing, 0 elsewhere."""
    file = file_of(test)
    if file.parent != Path("tests", *path.parent.parts[1:]):
        return 0
    return 2 if file.name == f"test_{path.name}" else 1


def bits(lines: Iterable[int]) -> int:
    """Lines as the bits of a number."""
    return sum(1 << line for line in set(lines))


def shift(before: str, after: str) -> list[tuple[int, int, int | None]]:
    """How the lines of a text have moved: from where, as bits, by how many lines or (None) changed, and to where."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    moves: list[tuple[int, int, int | None]] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            moves.append((bits(range(start + 1, end + 1)), new_start - start, None))
        else:
            moves.append((bits(range(max(start, 1), end + 2)), 0, bits(range(new_start + 1, new_end + 1))))
    return moves


def moved(run: Run, path: Path, moves: list[tuple[int, int, int | None]]) -> Run:
    """A run after a file's lines have moved: what ran a changed line or one beside it runs all that is there now."""
    if not (old := run.lines.get(path, 0)):
        return run
    lines = 0
    for where, by, instead in moves:
        if where & old:
            lines |= instead if instead is not None else (where & old) << by if by >= 0 else (where & old) >> -by
    return run._replace(lines=run.lines | {path: lines})


def measured(copy: Path, files: list[Path], jobs: int) -> dict[str, Run]:
    """How the tests in some files of a copy of the project go, by their ids."""
    if not files:
        return {}
    outcomes, data = copy / ".outcomes", copy / ".coverage"
    outcomes.unlink(missing_ok=True)
    # Lines are all that counts: with branches there is several times as much to write, combine and read.
    settings = copy / "pyproject.toml"
    settings.write_bytes(settings.read_bytes().replace(b"branch = true", b"branch = false"))
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    command += ["-p", "tests.touching", *(["-n", str(jobs), "--dist", "worksteal"] if jobs else [])]
    command += ["--cov", "--cov-context=test", "--cov-report=", *map(str, files)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment |= {"PYTHONPATH": str(copy), OUTCOMES: str(outcomes), "COVERAGE_FILE": str(data)}
    subprocess.run(command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, check=False)
    lines = lines_of(data, copy)
    noted = map(json.loads, outcomes.read_text(encoding="utf-8").splitlines())
    return {test: Run(passed, seconds, lines.get(test, {})) for test, passed, seconds in noted}


def lines_of(data: Path, copy: Path) -> dict[str, dict[Path, int]]:
    """The lines that each test runs of each file of a copy, from coverage.py's data."""
    collected = coverage.CoverageData(str(data))
    collected.read()
    lines: dict[str, dict[Path, int]] = defaultdict(lambda: defaultdict(int))
    for name in collected.measured_files():
        if Path(name).is_relative_to(copy):
            path = Path(name).relative_to(copy)
            for line, contexts in collected.contexts_by_lineno(name).items():
                for context in contexts:
                    # The process of the test adds its phase; those that the test started name the test alone.
                    lines[context.removesuffix("|setup").removesuffix("|run").removesuffix("|teardown")][path] |= (
                        1 << line
                    )
    return {test: dict(files) for test, files in lines.items()}


def packages(root: Path, folders: tuple[str, ...]) -> list[str]:
    """The modules of other projects that the modules in some folders import when they are imported."""
    names: set[str] = set()
    for file in (file for folder in folders for file in (root / folder).rglob("*.py")):
        for node in ast.parse(file.read_bytes()).body:
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return sorted(name for name in names if name.partition(".")[0] not in {*folders, "tests"})


def spent() -> float:
    """The processor seconds of this process and of those it has waited for."""
    usages = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def name_to_children(test: str) -> None:
    """Has coverage.py call what the processes started from now on run by the name of a test."""
    if running := coverage.Coverage.current():
        running.config.context = test
        os.environ["COVERAGE_PROCESS_CONFIG"] = running.config.serialize()


_passed: dict[str, bool] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Notes how a test went and the processor seconds it took, when a file is named for that."""
    place = os.environ.get(OUTCOMES)
    if place:
        name_to_children(item.nodeid)
    before = spent()
    result = yield
    if place:
        line = json.dumps([item.nodeid, _passed.pop(item.nodeid, True), spent() - before]) + "\n"
        with Path(place).open("ab", buffering=0) as outcomes:
            outcomes.write(line.encode())
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers a test that fails in one of its phases."""
    if report.failed:
        _passed[report.nodeid] = False
