"""Mutation testing: what is changed, and that each change is Python still."""

import ast
import shutil
from pathlib import Path

import pytest

from tests import mutants as mutation
from tests.mutants import mutants, noticed, sample
from tests.touching import Touching, packages

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


def test_a_change_is_told_by_its_line(module: Path) -> None:
    """File, line, what was changed into what, and the line as it stands."""
    assert str(mutants(module)[9]) == "module.py:12: += → -=   a += 1"
    assert str(mutants(module)[1]).startswith("module.py:10: not → nothing   if not a")


@pytest.mark.parametrize("place", ["retrieval/query", "bot/render", "bot/repl.py"])
def test_a_changed_module_is_python_still(place: str) -> None:
    """Changes drawn from the project parse, differ from what stands there, and are the same for the same seed."""
    drawn = sample(place, 20, seed=3)
    assert drawn == sample(place, 20, seed=3)
    assert drawn != sample(place, 20, seed=4)
    assert len(drawn) == 20
    for mutant in drawn:
        assert ast.dump(ast.parse(mutant.text())) != ast.dump(ast.parse((mutation.ROOT / mutant.path).read_bytes()))


@pytest.fixture
def touching() -> Touching:
    """Tests of three files, some of which run lines 3 and 4 of a module."""
    seconds = {
        "tests/query/test_dates.py::test_a": 0.2,
        "tests/query/test_dates.py::test_b": 0.1,
        "tests/query/test_other.py::test_c": 0.01,
        "tests/test_search.py::test_d": 0.001,
        "tests/test_search.py::test_e": 0.002,
        "tests/readers/test_html.py::test_f": 0.001,
    }
    first, second, third, fourth, *_ = seconds
    lines = {3: {first, third, fourth}, 4: {second}, 5: {"tests/readers/test_html.py::test_f"}}
    return Touching(seconds, [], {Path("retrieval/query/dates.py"): lines})


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


def test_tests_hang_when_they_take_several_times_as_long(touching: Touching) -> None:
    """Five times their time, and what the start of a process takes."""
    assert touching.budget(["tests/query/test_dates.py::test_a", "tests/query/test_dates.py::test_b"]) == 31.5


def test_a_run_tells_which_test_runs_which_line(tmp_path: Path) -> None:
    """In a project of its own: a test that passes by its lines and seconds, one that fails by its name."""
    for folder in ("retrieval", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "retrieval/sums.py").write_text(
        "def plus(a, b):\n    return a + b\n\n\ndef minus(a, b):\n    return a\n"
    )
    shutil.copy(mutation.ROOT / "tests/touching.py", tmp_path / "tests")
    (tmp_path / "tests/test_sums.py").write_text(
        "from retrieval.sums import minus, plus\n\n\ndef test_plus():\n    assert plus(2, 1) == 3\n\n\n"
        "def test_minus():\n    assert minus(2, 1) == 1\n"
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.coverage.run]\nbranch = true\nsource = ["retrieval"]\n'
        '[tool.pytest.ini_options]\nasyncio_default_fixture_loop_scope = "function"\n'
    )
    measured = Touching.measured(tmp_path, ["tests"], jobs=0)
    assert measured.seconds.keys() == {"tests/test_sums.py::test_plus"}
    assert measured.failing == ["tests/test_sums.py::test_minus"]
    assert measured.by_line[Path("retrieval/sums.py")][2] == {"tests/test_sums.py::test_plus"}
    assert measured.by_line[Path("retrieval/sums.py")][6] == set()


def test_a_change_is_noticed_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a test that fails, or hangs; the file is the same afterwards."""
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    (tmp_path / "sums.py").write_text("def plus(a, b):\n    return a + b\n\n\ndef wait(n):\n    while n > 5: pass\n")
    (tmp_path / "test_sums.py").write_text(
        "from sums import plus, wait\n\n\ndef test_plus():\n    assert plus(2, 0) == 2\n    wait(5)\n"
    )
    plus, wait, five = mutants(Path("sums.py"))
    touching = Touching({"test_sums.py::test_plus": 0.0}, [], {})
    monkeypatch.setattr(touching, "rounds", lambda path, lines: [[], ["test_sums.py::test_plus"]])
    monkeypatch.setattr(touching, "budget", lambda tests: 2)
    assert [noticed(mutant, tmp_path, touching) for mutant in (plus, wait, five)] == [False, True, False]
    assert (tmp_path / "sums.py").read_text().count("+") == 1


def test_what_others_made_is_imported_once() -> None:
    """The packages that the project's modules import, without the project's."""
    names = packages(mutation.ROOT, ("bot", "retrieval"))
    assert {"numpy", "telegram.ext", "pathlib"} <= set(names)
    assert not [name for name in names if name.partition(".")[0] in ("bot", "retrieval", "tests")]
