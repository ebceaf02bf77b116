"""Which tests run which lines, and how long each takes: with that, a change meets the tests that could notice it.

Measured by one run of the tests with coverage.py, whose contexts name the test that runs. As a plugin of that run
(`-p tests.touching`) this module notes the outcome and the processor seconds of each test.
"""

import ast
import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

OUTCOMES = "PINCITE_TEST_OUTCOMES"
"""The variable that names the file in which the plugin notes how each test went."""


class Touching:
    """The tests of a project by the lines they run.

    Args:
        seconds: The processor seconds of each test that passes, by its id.
        failing: The tests that fail without any change, from which nothing can be learned.
        by_line: The tests that run a line, by its file (as in `Mutant.path`) and number.
    """

    def __init__(self, seconds: dict[str, float], failing: list[str], by_line: dict[Path, dict[int, set[str]]]) -> None:
        self.seconds, self.failing, self.by_line = seconds, failing, by_line
        self._by_file = defaultdict(list)
        for test in seconds:
            self._by_file[test.partition("::")[0]].append(test)

    @classmethod
    def measured(cls, copy: Path, tests: list[str], jobs: int) -> "Touching":
        """The tests of a copy of the project, run once, by `jobs` processes side by side; 0 for one."""
        outcomes, data = copy / ".outcomes", copy / ".coverage"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
        command += ["-p", "tests.touching", "-n", str(jobs)]
        command += ["--cov", "--cov-context=test", "--cov-report=", *tests]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
        environment |= {"PYTHONPATH": str(copy), OUTCOMES: str(outcomes), "COVERAGE_FILE": str(data)}
        subprocess.run(command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, check=False)
        seconds, failing = {}, []
        for line in outcomes.read_text(encoding="utf-8").splitlines():
            test, passed, duration = json.loads(line)
            if passed:
                seconds[test] = duration
            else:
                failing.append(test)
        return cls(seconds, failing, lines_of(data, copy, set(seconds)))

    def rounds(self, path: Path, lines: range, first: int = 100) -> Iterator[list[str]]:
        """The tests that could notice a change of some lines, in rounds: those most likely to notice it come first.

        A test that runs one of the lines is met at once: up to `first`, those of the module and of its wing before
        others and the quickest before the slower, and then all. In the last round stand the other tests of their
        files, because what a fixture makes for a whole file is run by the first of its tests only.
        """
        tests = set().union(*(self.by_line.get(path, {}).get(line, ()) for line in lines))
        nearest = sorted(tests, key=lambda test: (-nearness(test, path), self.seconds[test]))
        yield nearest[:first]
        yield nearest[first:]
        files = sorted({test.partition("::")[0] for test in tests})
        yield [test for file in files for test in self._by_file[file] if test not in tests]

    def budget(self, tests: list[str]) -> float:
        """The processor seconds after which tests hang: a process has to start, and a change may make them slower."""
        return 30 + 5 * sum(self.seconds[test] for test in tests)


def nearness(test: str, path: Path) -> int:
    """How near the file of a test is to a module: 2 its own, 1 in the folder of its wing, 0 elsewhere."""
    file = Path(test.partition("::")[0])
    if file.parent != Path("tests", *path.parent.parts[1:]):
        return 0
    return 2 if file.name == f"test_{path.name}" else 1


def lines_of(data: Path, copy: Path, tests: set[str]) -> dict[Path, dict[int, set[str]]]:
    """The tests that run each line of each file of a copy, from coverage.py's data."""
    measured = coverage.CoverageData(str(data))
    measured.read()
    by_line: dict[Path, dict[int, set[str]]] = {}
    for name in measured.measured_files():
        if Path(name).is_relative_to(copy):
            contexts = measured.contexts_by_lineno(name)
            by_line[Path(name).relative_to(copy)] = {
                line: {context.rpartition("|")[0] for context in names} & tests for line, names in contexts.items()
            }
    return by_line


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


_passed: dict[str, bool] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Notes how a test went and the processor seconds it took, when a file is named for that."""
    before = spent()
    result = yield
    if place := os.environ.get(OUTCOMES):
        line = json.dumps([item.nodeid, _passed.pop(item.nodeid, True), spent() - before]) + "\n"
        with Path(place).open("ab", buffering=0) as outcomes:
            outcomes.write(line.encode())
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remembers a test that fails in one of its phases."""
    if report.failed:
        _passed[report.nodeid] = False
