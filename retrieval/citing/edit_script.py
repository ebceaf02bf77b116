"""What it takes to make one text of another, in the notation of GNU wdiff: `[-deleted-]` and `{+inserted+}`.

https://www.gnu.org/software/wdiff/manual/. This is the only place that writes the notation and reads it.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_CHANGE = re.compile(r"\[-(?P<deleted>.*?)-\]|\{\+(?P<inserted>.*?)\+\}", re.DOTALL)


class Edit(NamedTuple):
    """A run of text that both texts have, or that only the first (`deleted`) or only the second (`inserted`) has."""

    kind: Literal["common", "deleted", "inserted"]
    text: str

    def __str__(self) -> str:
        """The run in wdiff's notation."""
        if self.kind == "deleted":
            return f"[-{self.text}-]"
        return f"{{+{self.text}+}}" if self.kind == "inserted" else self.text


def edits(script: str) -> Iterator[Edit]:
    """The edits of a script in wdiff's notation, in order; their strings joined are the script."""
    at = 0
    for change in _CHANGE.finditer(script):
        if at < change.start():
            yield Edit("common", script[at : change.start()])
        deleted, inserted = change["deleted"], change["inserted"]
        yield Edit("inserted", inserted) if deleted is None else Edit("deleted", deleted)
        at = change.end()
    if at < len(script):
        yield Edit("common", script[at:])
