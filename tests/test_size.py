"""Functions that can be read at once, classes that do one thing."""

import ast
from collections.abc import Iterator

from tests.test_architecture import modules, statements

FUNCTION_LINES, CLASS_LINES = 50, 220
"""The longest there may be, docstring and decorators included."""


def too_long(module: str) -> Iterator[str]:
    """The functions and classes of a module that are longer than that, with their number of lines."""
    for node in statements(modules()[module]):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines = (node.end_lineno or first) - first + 1
            if lines > (CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES):
                yield f"{module}.{node.name}: {lines} lines"


def test_nothing_is_too_long() -> None:
    """No function has over 50 lines, no class over 220."""
    assert [each for module in modules() for each in too_long(module)] == []
