"""The docstring of a public function tells what each of its parameters is, from three of them on."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, modules, statements

FEW = 3
"""Parameters of which a sentence need not tell."""

ELSEWHERE = frozenset({"convert", "get_updates", "handle_error"})
"""Methods that a library calls, which tells of their parameters."""


def untold(path: Path) -> Iterator[str]:
    """The functions of a module whose docstrings leave out what their parameters are."""
    for node in statements(path):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name in ELSEWHERE:
            continue
        text, names = ast.get_docstring(node), _parameters(node)
        # What a person writes on a command line is told by the help of each option.
        is_command = any("click" in ast.unparse(decorator) for decorator in node.decorator_list)
        if node.name.startswith("_") or text is None or len(names) < FEW or is_command:
            continue
        told = text.partition("Args:")[2] or "".join(text.split("`")[1::2])
        if missing := [name for name in names if name not in told]:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} doesn't tell of {', '.join(missing)}"


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The parameters of a function, but for itself and those that it takes to be called like others."""
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
    names = [each.arg for each in every if each is not None]
    return [name for name in names if name not in ("self", "cls") and not name.startswith("_")]


def test_parameters_are_told_of() -> None:
    """Under `Args`, or in backticks in a sentence."""
    assert [each for path in modules().values() for each in untold(path)] == []


def test_what_is_untold_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three parameters need telling, two do not; neither does what nobody else calls."""
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    code = '"""M."""\n\n\n' + "\n\n\n".join(
        f'def {name}({parameters}):\n    """{text}"""'
        for name, parameters, text in [
            ("two", "a, b", "Two."),
            ("three", "a, b, c", "Adds `a` to `b`."),
            ("_own", "a, b, c", "Three."),
            ("listed", "a, b, *, c", "Three.\n\n    Args:\n        a: One.\n        b: Two.\n        c: Three.\n    "),
            ("alike", "a, b, _c", "Two."),
        ]
    )
    (tmp_path / "m.py").write_text(code, encoding="utf-8")
    assert list(untold(tmp_path / "m.py")) == ["m.py:8 three doesn't tell of c"]
