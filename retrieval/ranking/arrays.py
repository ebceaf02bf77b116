"""The arrays that ranking works with, and what is done to the groups in them."""

from typing import Generic, NamedTuple, TypeVar

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


class Groups(NamedTuple, Generic[Number]):
    """Values in groups of those that are equal, which takes one sort: `each` of them once, ascending, (n_groups,).

    `number` is which of them each value is, (n_values,); in `order`, (n_values,), the places of equal ones are side by
    side, and begin at `starts`, (n_groups,).
    """

    each: NDArray[Number]
    number: Integers
    order: NDArray[np.intp]
    starts: NDArray[np.intp]

    def highest(self, values: Floats) -> Floats:
        """The highest of some values, (n_values,), in each group, of which there is at least one: (n_groups,)."""
        return np.asarray(np.maximum.reduceat(values[self.order], self.starts))


def grouped(values: NDArray[Number]) -> Groups[Number]:
    """Values in groups of those that are equal."""
    order = np.argsort(values)
    ascending = values[order]
    first = np.ones(len(ascending), bool)
    first[1:] = ascending[1:] != ascending[:-1]
    number = np.empty(len(values), np.int64)
    number[order] = first.cumsum() - 1
    starts = first.nonzero()[0]
    return Groups(ascending[starts], number, order, starts)


def numbered(values: NDArray[Number]) -> tuple[int, Integers]:
    """How many different values there are, and which of them, ascending, each one is: (n_values,)."""
    groups = grouped(values)
    return len(groups.each), groups.number


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
