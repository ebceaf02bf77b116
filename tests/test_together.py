"""The cases of a test run in one go: all of them, each failure is told, and what needs a test of its own has one."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import pytest_pycollect_makeitem
from tests.together import CASES, cases_of, together

RUN: list[tuple[object, ...]] = []
"""What the tests of this file were called with."""


def noted(*values: object) -> None:
    RUN.append(values)


@pytest.mark.parametrize("word", ["a", pytest.param("b", id="the second")], ids=str)
@pytest.mark.parametrize(("number", "name"), [(1, "one"), (2, "two")])
def each(word: str, number: int, name: str) -> None:
    noted(word, number, name)


def test_every_case_is_run() -> None:
    """Those of several lists are combined, as pytest does."""
    RUN.clear()
    together(each, cases_of(each))()
    assert sorted(RUN) == [("a", 1, "one"), ("a", 2, "two"), ("b", 1, "one"), ("b", 2, "two")]


@pytest.mark.parametrize(("rows", "number"), [([("x",), ("y",)], 2), ({"k": 1}.items(), 1), ([], 0), (iter("ab"), 0)])
def test_lists_of_any_kind(rows: object, number: int) -> None:
    """What can be read only once is left to pytest."""

    @pytest.mark.parametrize("one", rows)  # type: ignore[arg-type]
    def test(one: object) -> None: ...

    assert len(cases_of(test)) == number


def below(limit: int) -> None:
    assert limit < 3, f"{limit} is too much"


def test_a_failure_names_its_case() -> None:
    """As the test would fail with it alone."""
    with pytest.raises(AssertionError, match="4 is too much") as caught:
        together(below, [{"limit": 1}, {"limit": 4}, {"limit": 2}])()
    assert caught.value.__notes__ == ["The case: limit=4"]


def test_every_failure_is_told() -> None:
    """One doesn't hide the others, and the cases after it are run."""

    def test(limit: int) -> None:
        noted(limit)
        if limit == 5:
            pytest.fail("five")
        below(limit)

    RUN.clear()
    with pytest.raises(BaseExceptionGroup, match="2 of 4 cases") as caught:
        together(test, [{"limit": limit} for limit in (5, 1, 4, 2)])()
    assert [str(error).partition("\n")[0] for error in caught.value.exceptions] == ["five", "4 is too much"]
    assert RUN == [(5,), (1,), (4,), (2,)]


def test_what_all_cases_skip_is_skipped() -> None:
    """A test of which a case was run has passed."""

    def test(word: str) -> None:
        if word:
            pytest.skip(word)

    together(test, [{"word": ""}, {"word": "no cluster"}])()
    with pytest.raises(pytest.skip.Exception, match="no cluster"):
        together(test, [{"word": "no cluster"}])()


FILE = """
import pytest
from hypothesis import given, strategies

@pytest.fixture(scope="module", params=["memory", "disk"])
def engine(request):
    return request.param

two = pytest.mark.parametrize("n", [1, 2])

@two
def test_nothing_else(n): ...

@two
def test_what_is_shared(engine, n): ...

@two
def test_set_up_for_each(tmp_path, n): ...

@two
@pytest.mark.slow(but=1)
def test_slow(n): ...

@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.skip)])
def test_marked(n): ...

@pytest.mark.parametrize("engine", ["memory", "disk"], indirect=True)
def test_set_up_by_its_cases(engine): ...

@two
async def test_coroutine(n): ...

@two
@given(x=strategies.integers())
def test_of_hypothesis(n, x): ...

def test_alone(): ...
"""


Collected = Callable[..., dict[str, int]]


@pytest.fixture
def collected(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collected]:
    """The names of the tests of a file that are made otherwise than usual, and how many cases each of them runs."""
    path = tmp_path / f"test_{tmp_path.name}.py"

    def collect(text: str, *, quick: bool = True) -> dict[str, int]:
        path.write_text(text)
        module = pytest.Module.from_parent(request.session, path=path)
        monkeypatch.setattr(request.config.option, "quick", quick)
        names = {test.originalname for test in module.collect() if isinstance(test, pytest.Function)}
        made = [pytest_pycollect_makeitem(module, name, getattr(module.obj, name)) or [] for name in sorted(names)]
        return {test.name: dict(test.user_properties)[CASES] for tests in made for test in tests}  # type: ignore[misc]

    yield collect
    sys.modules.pop(path.stem, None)
    sys.path.remove(str(tmp_path))


def test_only_cases_that_set_up_nothing_are_together(collected: Collected) -> None:
    """The others are tests as ever."""
    shared = {f"test_what_is_shared[{engine}]": 2 for engine in ("memory", "disk")}
    assert collected(FILE) == {"test_nothing_else": 2} | shared


def test_whoever_names_a_file_has_each_case_as_a_test(collected: Collected) -> None:
    """Only `--quick` runs them together."""
    assert collected(FILE, quick=False) == {}


@pytest.mark.parametrize(
    "before", ["pytestmark = pytest.mark.slow", "@pytest.fixture(autouse=True)\ndef always(): ..."]
)
def test_a_file_that_sets_up_each_of_its_tests_has_all_of_them(collected: Collected, before: str) -> None:
    """Whatever its tests take."""
    assert collected(FILE.replace("two =", f"{before}\ntwo =")) == {}
