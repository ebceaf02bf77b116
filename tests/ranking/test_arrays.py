"""What is done to arrays and to the groups in them."""

import numpy as np
import pytest

from retrieval.ranking.arrays import each_once, grouped, numbered


@pytest.mark.parametrize("values", [[], [3], [2, 2], [5, 0, 5, 1, 0], [7, 6, 5]])
@pytest.mark.parametrize("kind", [np.int64, np.uint64])
def test_values_each_once_are_those_of_numpy(values: list[int], kind: type[np.integer]) -> None:
    """Each once, ascending, in their own type."""
    given = np.array(values, kind)
    assert each_once(given).tolist() == np.unique(given).tolist()
    assert each_once(given).dtype == given.dtype


@pytest.mark.parametrize("values", [[], [3], [2, 2], [5, 0, 5, 1, 0], [7, 6, 5]])
def test_values_are_numbered_as_numpy_does(values: list[int]) -> None:
    """Which of the different values each one is, and how many of these there are."""
    different, which = np.unique(np.array(values, np.uint64), return_inverse=True)
    count, number = numbered(np.array(values, np.uint64))
    assert (count, number.tolist()) == (len(different), which.tolist())


@pytest.mark.parametrize("values", [[3], [2, 2], [5, 0, 5, 1, 0], [7, 6, 5]])
def test_the_highest_of_each_group_of_equal_values(values: list[int]) -> None:
    """Whatever stands beside them, the groups in ascending order."""
    beside = np.arange(len(values)) % 3 / 2
    groups = grouped(np.array(values, np.int64))
    highest = {value: max(beside[np.array(values) == value]) for value in values}
    assert dict(zip(groups.each.tolist(), groups.highest(beside).tolist(), strict=True)) == highest
