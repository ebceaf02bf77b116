"""What was looked at and approved: tables of inputs and what came of them, which syrupy keeps beside the tests.

A table holds the edges that nobody would write tests for one by one: what a comma less, a doubled word or another digit
makes of an example. Where a change is meant, `pytest --snapshot-update FILE` writes the tables anew; what differs is
read line by line before it is committed, as it is what users will see.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any


def table(outcome: Callable[[str], Any], inputs: Iterable[str]) -> str:
    """A line for each input, each of them once: itself and what came of it."""
    return "\n".join(f"{each!r} → {outcome(each)}" for each in dict.fromkeys(inputs))


def near(example: str) -> Iterator[str]:
    """An example, and what differs from it by a little: a word, a mark, a digit, capitals, white space at an edge."""
    yield example
    for match in re.finditer(r"\w+|[^\w\s]", example):
        before, part, after = example[: match.start()], match[0], example[match.end() :]
        yield before + after
        yield (
            f"{before}{part}{part}{after}"
            if part.isdigit() or not part[0].isalnum()
            else f"{before}{part} {part}{after}"
        )
        if part.isdigit():
            yield f"{before}{int(part) + 1}{after}"
            yield f"{before}{int(part) * 10}{after}"
        elif part.isalpha():
            yield before + part.swapcase() + after
    yield f" {example} "
    yield f"{example}."
    yield f"({example})"
    yield example.upper()


def near_lines(text: str) -> Iterator[str]:
    """A text, and what differs from it by a line: one less, in small letters, with a full stop, apart, joined."""
    yield text
    lines = text.split("\n")
    for n, line in enumerate(lines):
        for instead in ([], [line.lower()], [f"{line}."], ["", line]) if line else ([],):
            yield "\n".join([*lines[:n], *instead, *lines[n + 1 :]])


def by_language(outcome: Callable[[str, str], Any], examples: Mapping[str, Sequence[str]]) -> str:
    """A table for each language, of the examples in it and of what differs from the first of them by a little."""
    tables = []
    for language, (first, *others) in examples.items():
        tables.append(table(partial(_in_language, outcome, language), (*near(first), *others)))
    return "\n\n".join(tables)


def _in_language(outcome: Callable[[str, str], Any], language: str, text: str) -> Any:
    return outcome(text, language)


def lines(*rows: Any) -> str:
    """Each of some rows on a line of its own."""
    return "\n".join(map(str, rows))
