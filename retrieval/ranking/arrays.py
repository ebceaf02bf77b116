"""The arrays that ranking works with, and what is done to the groups in them."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Hashes = NDArray[np.uint32]
Integers = NDArray[np.int64]
Number = TypeVar("Number", bound=np.integer)


def each_once(values: NDArray[Number]) -> NDArray[Number]:
    """The values, each once, ascending: as `np.unique`, which imports numpy.ma and takes 10 ms for that."""
    ascending = np.sort(values)
    first = np.ones(len(ascending), bool)
    first[1:] = ascending[1:] != ascending[:-1]
    return ascending[first]


def numbered(values: NDArray[Number]) -> tuple[int, Integers]:
    """How many different values there are, and which of them, ascending, each one is: (n_values,)."""
    order = np.argsort(values)
    ascending = values[order]
    first = np.ones(len(ascending), bool)
    first[1:] = ascending[1:] != ascending[:-1]
    number = np.empty(len(values), np.int64)
    number[order] = first.cumsum() - 1
    return int(first.sum()), number


def highest(values: Floats, group: Integers, n_groups: int) -> Floats:
    """The highest value of each group, (n_groups,); 0 without any.

    Args:
        values: Not negative, (n_values,).
        group: Which group each is of, (n_values,).
        n_groups: How many groups there are.
    """
    result = np.zeros(n_groups)
    np.maximum.at(result, group, values)
    return result
