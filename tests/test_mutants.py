"""Mutation testing: what is changed, and that each change is Python still."""

import ast
from pathlib import Path

import pytest

from tests import mutants as mutation
from tests.mutants import mutants, sample

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
