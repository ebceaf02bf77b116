"""What a file and a question may cost. Each limit is a setting; what it refuses is said with it and its variable."""

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

FILE_MB, UNPACKED_MB, UNPACK_RATIO = "PINCITE_FILE_MB", "PINCITE_UNPACKED_MB", "PINCITE_UNPACK_RATIO"
FILE_SECONDS, FILE_MEMORY_MB = "PINCITE_FILE_SECONDS", "PINCITE_FILE_MEMORY_MB"
MEMBERS, DEPTH = "PINCITE_MEMBERS", "PINCITE_DEPTH"
FRONT_MATTER_LENGTH = "PINCITE_FRONT_MATTER_LENGTH"

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file and a question may cost.

    `file_mb` and `unpacked_mb` are megabytes of a file as it lies there and unpacked, `unpack_ratio` how many times
    its size it may unpack to, `members` how many files it may hold, `seconds` how long nothing may come of it,
    `memory_mb` what it may take, `depth` how many levels of lists and tables front matter may have. The others are
    code points: `front_matter` of what comes before a text, `sentence` of what is indexed as one, `word` of what a
    misspelled one may be meant to be, `question` of what is looked at of it.
    """

    file_mb: int = 200
    unpacked_mb: int = 1_000
    unpack_ratio: int = 250
    members: int = 200_000
    seconds: int = 60
    memory_mb: int = 2_000
    front_matter: int = 1_000_000
    depth: int = 100
    sentence: int = 1_000
    word: int = 100
    question: int = 4_096

    @property
    def of_analysis(self) -> str:
        """Those that decide what is stored of an article, where they are not the usual ones: an index has one set."""
        own, usual = (self.sentence, self.word), (Limits().sentence, Limits().word)
        return "" if own == usual else f" {own[0]} {own[1]}"


MOST_LEVELS = 1_000
"""The largest `depth`: libyaml recurses on the C stack, and would crash beyond some 50,000 levels."""

LIMITS = Limits()
"""Those that hold when nothing else is set."""

Item = TypeVar("Item")

_in_force = ContextVar("limits", default=LIMITS)


def in_force() -> Limits:
    """The limits of the file that is just being read."""
    return _in_force.get()


def under(limits: Limits, items: Iterator[Item]) -> Iterator[Item]:
    """What a reader gives, read while some limits are in force."""
    while True:
        token = _in_force.set(limits)
        try:
            item = next(items)
        except StopIteration:
            return
        finally:
            _in_force.reset(token)
        yield item
