"""Text whose parts have styles: rich shows it on a terminal; elsewhere its words are enough, and rich isn't loaded."""

import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

# What rich leaves out of texts, and the tab, which it makes blanks up to the next column.
_OTHERWISE_IN_RICH = re.compile("[\x07-\x09\x0b-\x0d]")


class Styled:
    """Text in parts, each with a style by the name that rich has for it."""

    __slots__ = ("_parts",)

    def __init__(self, text: str = "", style: str = "") -> None:
        """The first part; its style holds for those after it, too, as far as they say nothing else."""
        self._parts = [(text, style)]

    def append(self, text: str, style: str = "") -> Self:
        """Adds a part, and gives the text itself."""
        self._parts.append((text, style))
        return self

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self._parts)

    def __rich__(self) -> "Text":
        from rich.text import Text  # only where styles are seen

        (first, style), *others = self._parts
        text_line = Text(first, style=style)
        for text, own in others:
            text_line.append(text, style=own)
        return text_line


class Indented:
    """Text of one style that keeps away from the left edge, also where its lines are wrapped."""

    __slots__ = ("_columns", "_styled")

    def __init__(self, text: str, style: str, columns: int) -> None:
        self._styled, self._columns = Styled(text, style), columns

    def __rich__(self) -> "Padding":
        from rich.padding import Padding  # only where lines are wrapped

        return Padding(self._styled, (0, 0, 0, self._columns))


class Stacked:
    """What is shown one below the other."""

    __slots__ = ("parts",)

    def __init__(self, *parts: "RenderableType") -> None:
        self.parts = parts

    def __rich__(self) -> "Group":
        from rich.console import Group  # only where styles are seen

        return Group(*self.parts)


def plain(rendered: "RenderableType") -> str | None:
    """The lines that rich writes of something where no style is seen and no line wrapped; None if rich must tell."""
    if isinstance(rendered, Styled):
        return None if _OTHERWISE_IN_RICH.search(text := rendered.plain) else f"{text}\n"
    if not isinstance(rendered, Stacked):
        return None
    lines = [plain(part) for part in rendered.parts]
    plain_lines = [line for line in lines if line is not None]
    return "".join(plain_lines) if len(plain_lines) == len(lines) else None
