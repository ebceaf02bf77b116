"""Mutation testing: what is changed, and that each change is Python still."""

import ast
import shutil
from pathlib import Path

import pytest

from tests import mutants as mutation
from tests.mutants import Notice, Workshop, mutants, sample
from tests.touching import Run, Touching, bits, files_of_tests, moved, packages, shift

SOURCE = '''
"""A module."""

LIMIT = 5


@cache
def f(a: int | None, b: bool = True) -> "int | str":
    """Not changed: 1 < 2 and 3."""
    if not a or (b) is not None and "é<" not in "é":
        return (a or 0) // LIMIT
    a += 1
    return -a ** 2 if 0 < a <= LIMIT else f"{a - 2:>8}"
'''


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module in a project of its own."""
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    (tmp_path / "module.py").write_text(SOURCE, encoding="utf-8")
    return Path("module.py")


def test_operators_and_numbers_inside_functions_are_changed(module: Path) -> None:
    """Each operator once; no constant of the module, no text, annotation or decorator."""
    source = SOURCE.encode()
    changes = [(source[m.start : m.end].decode(), m.new) for m in mutants(module)]
    assert changes == [
        ("True", "False"),
        ("not", ""), ("or", "and"), ("is not", "is"), ("and", "or"), ("not in", "in"),
        ("or", "and"), ("0", "1"), ("//", "/"),
        ("+=", "-="), ("1", "2"),
        ("**", "*"), ("2", "3"), ("0", "1"), ("<", "<="), ("<=", "<"), ("-", "+"), ("2", "3"),
    ]  # fmt: skip
    values = [source[m.start : m.end].decode() for m in mutants(module) if not m.is_of_operator]
    assert values == ["True", "0", "1", "2", "0", "2"]


def test_a_change_reaches_the_lines_that_run_with_it(module: Path) -> None:
    """Its own; a default's its function's; what stands in no function all of its file's."""
    (mutation.ROOT / module).write_text("A = 1 | 2\n\n\ndef f(a=True):\n    a += 1\n    return lambda b=2: b + a\n")
    reached = {str(m).partition("   ")[0]: (m.lines.start, m.lines.stop) for m in mutants(module)}
    assert reached == {
        "module.py:1: | → &": (1, 8), "module.py:4: True → False": (4, 7), "module.py:5: += → -=": (5, 6),
        "module.py:5: 1 → 2": (5, 6), "module.py:6: 2 → 3": (6, 7), "module.py:6: + → -": (6, 7),
    }  # fmt: skip


def test_a_change_is_told_by_its_line(module: Path) -> None:
    """File, line, what was changed into what, and the line as it stands."""
    assert str(mutants(module)[9]) == "module.py:12: += → -=   a += 1"
    assert str(mutants(module)[1]).startswith("module.py:10: not → nothing   if not a")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["retrieval/query", "bot/render", "bot/repl"])
def test_a_changed_module_is_python_still(place: str) -> None:
    """Changes drawn from the project parse, differ from what stands there, and are the same for the same seed."""
    drawn = sample(place, 20, seed=3)
    assert drawn == sample(place, 20, seed=3)
    assert drawn != sample(place, 20, seed=4)
    assert len(drawn) == 20
    for mutant in drawn:
        source = (mutation.ROOT / mutant.path).read_bytes()
        assert ast.dump(ast.parse(mutant.made_in(source))) != ast.dump(ast.parse(source))


def test_every_file_of_tests_is_met_or_named() -> None:
    """By the changes of a package, or as one that none meets."""
    named = (*(name for names in mutation.TESTS.values() for name in names), *mutation.OF_THE_PROJECT)
    assert set(files_of_tests(mutation.ROOT, named)) >= set(files_of_tests(mutation.ROOT, [""]))


@pytest.fixture
def touching() -> Touching:
    """Tests of three files, some of which run lines 3 and 4 of a module."""
    seconds = {
        "tests/query/test_dates.py::test_a": 0.2,
        "tests/query/test_dates.py::test_b": 0.1,
        "tests/query/test_other.py::test_c": 0.01,
        "tests/test_search.py::test_d": 0.001,
        "tests/test_search.py::test_e": 0.002,
        "tests/readers/html/test_reader.py::test_f": 0.001,
    }
    lines = dict(zip(seconds, ([3], [4], [3], [3], [], [5]), strict=True))
    path = Path("retrieval/query/dates.py")
    return Touching(
        {test: Run(passed=True, seconds=took, lines={path: bits(lines[test])}) for test, took in seconds.items()}, {}
    )


def test_a_change_meets_those_first_that_are_likely_to_notice_it(touching: Touching) -> None:
    """The tests of its line: its module's, its wing's, others, the quickest first; then the others of their files."""
    rounds = touching.rounds(Path("retrieval/query/dates.py"), range(3, 5), first=3)
    assert list(rounds) == [
        ["tests/query/test_dates.py::test_b", "tests/query/test_dates.py::test_a", "tests/query/test_other.py::test_c"],
        ["tests/test_search.py::test_d"],
        ["tests/test_search.py::test_e"],
    ]


def test_a_line_that_no_test_runs_meets_none(touching: Touching) -> None:
    """Neither in the module nor in one that no test imports."""
    assert list(touching.rounds(Path("retrieval/query/dates.py"), range(9, 10))) == [[], [], []]
    assert list(touching.rounds(Path("retrieval/query/new.py"), range(3, 5))) == [[], [], []]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, with a module and three tests, one of which fails."""
    for folder in ("retrieval", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "retrieval/sums.py").write_text(
        "def plus(a, b):\n    return a + b\n\n\ndef minus(a, b):\n    return a\n\n\n"
        "def wait(n):\n    while n > 5: pass\n\n\nclass Sums:\n    ten = plus(5, 5)\n    four = 2 * 2\n"
        "    six = [n + 1 for n in (5,)]\n"
    )
    for name in ("touching.py", "trials.py"):
        shutil.copy(mutation.ROOT / "tests" / name, tmp_path / "tests")
    (tmp_path / "tests/test_sums.py").write_text(
        "import subprocess, sys\nfrom retrieval.sums import Sums, minus, plus, wait\n\n\n"
        "def test_plus():\n    assert plus(2, 0) == 2\n    wait(5)\n\n\n"
        "def test_minus():\n    assert minus(2, 1) == 1\n\n\n"
        "def test_sums():\n    assert Sums.four == 4\n    assert Sums.six == [6]\n\n\n"
        "def test_process():\n    code = 'from retrieval.sums import minus; minus(1, 0)'\n"
        "    subprocess.run([sys.executable, '-c', code], check=True)\n"
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.coverage.run]\nbranch = true\nsource = ["retrieval"]\npatch = ["subprocess"]\n'
        '[tool.pytest.ini_options]\nasyncio_default_fixture_loop_scope = "function"\n'
    )
    return tmp_path


SUMS = Path("tests/test_sums.py")


@pytest.mark.slow
def test_a_run_tells_which_test_runs_which_line(project: Path) -> None:
    """A test that passes by the lines that it or a process runs for it; one that fails by its name."""
    touching = Touching.kept(project / "kept").brought_up(project, [SUMS], jobs=0)
    assert touching.failing == ["tests/test_sums.py::test_minus"]
    wait, minus = (next(touching.rounds(Path("retrieval/sums.py"), range(n, n + 1))) for n in (10, 6))
    assert wait == ["tests/test_sums.py::test_plus"]
    assert minus == ["tests/test_sums.py::test_process"]


@pytest.mark.slow
def test_only_new_tests_are_run_again(project: Path) -> None:
    """What was measured is kept; lines move with the text; what stands in place of others is run by the same tests."""
    first = Touching.kept(project / "kept").brought_up(project, [SUMS], jobs=0)
    first.keep(project / "kept")
    text = (project / "retrieval/sums.py").read_text()
    (project / "retrieval/sums.py").write_text("LIMIT = 5\n" + text.replace("return a + b", "c = a\n    return c + b"))
    (project / "tests/test_more.py").write_text("from retrieval.sums import plus\n\ndef test_more(): plus(1, 1)\n")
    second = Touching.kept(project / "kept").brought_up(project, [SUMS, Path("tests/test_more.py")], jobs=0)
    assert second.runs["tests/test_sums.py::test_plus"].seconds == first.runs["tests/test_sums.py::test_plus"].seconds
    for line in (3, 4):
        tests = set(next(second.rounds(Path("retrieval/sums.py"), range(line, line + 1))))
        assert tests >= {"tests/test_sums.py::test_plus", "tests/test_more.py::test_more"}
    assert second.within([SUMS]).runs.keys() == first.runs.keys()


@pytest.mark.parametrize(
    ("before", "after", "ran", "runs"),
    [
        ("a\nb\nc", "x\na\nb\nc", [2], [3]),
        ("a\nb\nc", "b\nc", [2], [1]),
        ("a\nb\nc", "a\nx\ny\nc", [2], [2, 3]),
        ("a\nb\nc\nd", "a\nx\nb\nc\nd", [1], [1, 2]),
        ("a\nb\nc\nd", "a\nx\nb\nc\nd", [4], [5]),
        ("a\nb", "a\nb", [], []),
    ],
)
def test_lines_move(before: str, after: str, ran: list[int], runs: list[int]) -> None:
    """A line that is the same is run as before; one that is new by what ran a line beside it."""
    run = moved(Run(passed=True, seconds=0.1, lines={SUMS: bits(ran)}), SUMS, shift(before, after))
    assert run.lines.get(SUMS, 0) == bits(runs)


@pytest.mark.slow
def test_a_change_is_noticed_or_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a test that fails, or hangs, and would pass; also what runs while a module is imported."""
    monkeypatch.setattr(mutation, "ROOT", project)
    touching = Touching({}, {}).brought_up(project, [SUMS], jobs=0)
    touching.runs["tests/test_sums.py::test_minus"] = Run(
        passed=True, seconds=0.1, lines={Path("retrieval/sums.py"): bits(range(20))}
    )
    touching.runs["tests/test_sums.py::test_lost"] = Run(
        passed=True, seconds=0.1, lines={Path("retrieval/sums.py"): bits(range(20))}
    )
    text = (project / "retrieval/sums.py").read_text()
    workshop = Workshop(project, touching, patience=0.5)
    notices = {
        str(mutant).partition("py:")[2].split("   ")[0]: workshop.notices(mutant)
        for mutant in mutants(Path("retrieval/sums.py"))
    }
    failure, hang, none = Notice.FAILURE, Notice.HANG, Notice.NONE
    assert {change: notice for change, notice in notices.items() if notice is not none} == {
        "10: > → >=": hang, "15: * → /": failure, "16: + → -": failure,
    }  # fmt: skip
    assert (project / "retrieval/sums.py").read_text() == text


@pytest.mark.slow
def test_what_others_made_is_imported_once() -> None:
    """The packages that the project's modules import, without the project's."""
    names = packages(mutation.ROOT, ("bot", "retrieval"))
    assert {"numpy", "telegram.ext", "pathlib"} <= set(names)
    assert not [name for name in names if name.partition(".")[0] in ("bot", "retrieval", "tests")]
