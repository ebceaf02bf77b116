"""A console of rich's that strangers' texts can't give orders to."""

import os
import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from bot.render.phrases import printable

USUAL_WIDTH = 80
"""The columns of a terminal that does not say how many it has."""


_SIZES, _SIZE = ("COLUMNS", "LINES"), re.compile("[0-9]{1,5}")


class SafeConsole(Console):
    """A console whose texts are made printable, and in which no text is markup: `[/z].txt` is a file's name."""

    def __init__(self, error_when_closed: type[Exception] = BrokenPipeError, **options: Any) -> None:
        """A console with rich's own options; `error_when_closed` is raised when nobody reads any more."""
        self._gone = error_when_closed
        # Whoever sets COLUMNS or LINES may have set it to anything that Python calls digits, such as ².
        ours = {name: value for name, value in os.environ.items() if name not in _SIZES or _SIZE.fullmatch(value)}
        super().__init__(markup=False, emoji=False, highlight=False, _environ=ours, **options)
        if self.width < 1:  # COLUMNS=0, or a terminal that does not know
            self.width = USUAL_WIDTH

    def on_broken_pipe(self) -> None:
        """Tells that nobody reads any more."""
        raise self._gone

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich renders, its texts made printable; codes of its own stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=printable(segment.text))
