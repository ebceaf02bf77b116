"""The cases of a test run in one go: around each of its tests pytest takes as long as a small test."""

import inspect
from collections.abc import Callable
from functools import wraps
from itertools import product
from typing import Any

import pytest

Case = dict[str, object]
"""What a test is called with, by the names of its parameters."""

CASES = "cases"
"""The property of a test that says how many cases it ran."""


def collected_together(module: pytest.Module, name: str, test: object) -> list[pytest.Function] | None:
    """The tests that `pytest --quick` makes of a function of a file; None if each of its cases is a test of its own.

    So it is if anything is set up for each of its cases, and for a coroutine, a test of Hypothesis, and one that has
    another mark than its cases.
    """
    if not name.startswith("test") or hasattr(module.obj, "pytestmark") or not (cases := cases_of(test)):
        return None
    fixtures = module.session._fixturemanager
    for fixture in {*fixtures._getautousenames(module), *besides(test)}:
        definitions = fixtures.getfixturedefs(fixture, module)
        if not definitions or any(each.scope == "function" for each in definitions):
            return None
    one = together(test, cases)
    setattr(module.obj, name, one)
    tests = list(module._genfunctions(name, one))
    for each in tests:
        each.user_properties.append((CASES, len(cases)))
    return tests


def cases_of(test: object) -> list[Case]:
    """The cases that a test can run in one go; none if it can't, or has none."""
    if not inspect.isfunction(test) or inspect.iscoroutinefunction(test) or hasattr(test, "hypothesis"):
        return []
    marks: list[pytest.Mark] = getattr(test, "pytestmark", [])
    lists = [_list_of(mark) for mark in reversed(marks)]
    cases: list[Case] = []
    for combined in product(*lists) if lists and all(lists) else ():
        cases.append({})
        for case in combined:
            cases[-1].update(case)
    return cases


def _list_of(mark: pytest.Mark) -> list[Case]:
    """The cases of one mark; none if it is another mark, or one whose cases have marks or are set up."""
    if mark.name != "parametrize" or len(mark.args) != 2 or mark.kwargs.keys() - {"ids"}:
        return []
    names, rows = mark.args
    if not hasattr(rows, "__len__"):
        return []
    words = [word for name in names.split(",") if (word := name.strip())] if isinstance(names, str) else list(names)
    cases = []
    for row in rows:
        if isinstance(row, type(pytest.param())):
            if row.marks:
                return []
            row = row.values
        elif len(words) == 1 and isinstance(names, str):
            row = (row,)
        cases.append(dict(zip(words, row, strict=True)))
    return cases


def besides(test: Any) -> list[str]:
    """The names of a test's parameters that are not of its cases."""
    given = {name for case in cases_of(test)[:1] for name in case}
    return [name for name in inspect.signature(test).parameters if name not in given]


def together(test: Any, cases: list[Case]) -> Callable[..., None]:
    """One test for all cases, which tells of each that fails."""

    @wraps(test)
    def run(**shared: Any) -> None:
        wrong: list[BaseException] = []
        skipped: list[BaseException] = []
        for case in cases:
            try:
                test(**shared, **case)
            except pytest.skip.Exception as error:
                skipped.append(error)
            except (Exception, pytest.fail.Exception) as error:  # whatever it is, it is raised below
                error.add_note(f"The case: {', '.join(f'{name}={value!r}' for name, value in case.items())}")
                wrong.append(error)
        if len(wrong) > 1:
            raise BaseExceptionGroup(f"{len(wrong)} of {len(cases)} cases", wrong)
        if wrong or len(skipped) == len(cases):
            raise [*wrong, *skipped][0]

    run.pytestmark = []  # type: ignore[attr-defined]
    parameters = inspect.signature(test).parameters
    names = besides(test)
    run.__signature__ = inspect.Signature([parameters[name] for name in names])  # type: ignore[attr-defined]
    return run
