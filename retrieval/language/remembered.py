"""What is known about a word, remembered for the next time it is met: a few words make up most of any text."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

REMEMBERED_WORDS = 30_000
"""How many words are remembered, and as many that were met before them: of news in English nineteen in twenty."""


LONGEST_REMEMBERED = 60
"""What has more code points than a word, as a sentence without spaces has, hardly comes again and is not remembered."""


class Remembered(dict[str, Value]):
    """What is known about words, each worked out when it is looked up first; what was not met for long is forgotten."""

    def __init__(self, find_out: Callable[[str], Value], most: int = REMEMBERED_WORDS) -> None:
        """Nothing is known yet.

        Args:
            find_out: Gives what there is to know about a word; always the same.
            most: How many words are kept before the older half of them is forgotten.
        """
        super().__init__()
        self._find_out = find_out
        self._most = most
        self._before: dict[str, Value] = {}

    def __missing__(self, word: str) -> Value:
        if len(word) > LONGEST_REMEMBERED:
            return self._find_out(word)
        before = self._before
        value = before[word] if word in before else self._find_out(word)
        if len(self) >= self._most:
            self._before = dict(self)
            self.clear()
        self[word] = value
        return value
