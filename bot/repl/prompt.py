"""The line that is typed into: its history, its completion, the bar below it, and news that arrives meanwhile."""

import datetime
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, WordCompleter
from prompt_toolkit.filters import to_filter
from prompt_toolkit.history import FileHistory
from prompt_toolkit.layout import HSplit, VerticalAlign
from prompt_toolkit.shortcuts import CompleteStyle
from rich.cells import cell_len, set_cell_size
from rich.console import Console

from bot.exports import FORMATS
from bot.journal.private_files import owner_only
from bot.render.phrases import counted, news_lines, one_line, printable
from bot.repl.commands import COMMANDS
from retrieval import Changes, PinciteError, Searcher

NAME_CELLS = 24
"""Columns that the name of an archive may take in the bar."""


class Bar:
    """What stands below the prompt: the archive, how many articles it has, when one changed last."""

    def __init__(self, searcher: Searcher) -> None:
        """Reads what the archive holds now."""
        self._searcher = searcher
        self._redraw: Callable[[], object] = lambda: None
        self._parts: tuple[str, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Reads again what the archive holds, and has it shown; called in any thread."""
        with suppress(PinciteError):
            archive = self._searcher.archive
            last_change = archive.last_change()
            when = f"changed {_moment(last_change)}" if last_change else ""
            name = one_line(archive.corpus.name or str(archive.corpus))
            self._parts = (name, counted(archive.article_count(), "article"), when)
        self._redraw()

    def drawn_by(self, redraw: Callable[[], object]) -> None:
        """Has the bar shown by this whenever it changes."""
        self._redraw = redraw

    def text(self, width: int) -> str:
        """The bar for a width in columns: its parts as far as there is room, the archive's name shortened first."""
        name, *facts = self._parts or ("",)
        if cell_len(name) > NAME_CELLS:
            name = set_cell_size(name, NAME_CELLS - 1).rstrip() + "…"
        text = ""
        for part in filter(None, (name, *facts, ":help")):
            longer = f"{text} · {part}" if text else f" {part}"
            if cell_len(longer) >= width:
                break
            text = longer
        return text


class News:
    """What came into the archive while somebody typed, kept until the next prompt."""

    def __init__(self, console: Console, bar: Bar | None = None) -> None:
        """Holds no news yet; the bar is updated when some arrives."""
        self._console = console
        self._bar = bar
        self._waiting: deque[Changes] = deque()

    def add(self, changes: Changes) -> None:
        """Keeps news; called in any thread."""
        self._waiting.append(changes)
        if self._bar is not None:
            self._bar.refresh()

    def show(self) -> None:
        """Prints the news since the last time, its articles in one line."""
        news = Changes()
        while self._waiting:
            news = news.and_then(self._waiting.popleft())
        for line in news_lines(news):
            self._console.print(printable(line), style="dim", markup=False, highlight=False)


class PrivateHistory(FileHistory):
    """What was typed, in a file of its owner's alone; where that can't be read or written, it lasts for the session."""

    def load_history_strings(self) -> Iterable[str]:
        """The entries, newest first."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Writes an entry."""
        with suppress(OSError), owner_only():
            super().store_string(string)


def typed_lines(history: Path, between: Callable[[], object] = lambda: None, bar: Bar | None = None) -> Iterator[str]:
    """The lines typed at a prompt with history and completion: Ctrl-C drops the line, Ctrl-D ends the session.

    Args:
        history: The file of what was typed.
        between: Called before each prompt.
        bar: What stands below the prompt.
    """
    session: PromptSession[str] = PromptSession(
        history=PrivateHistory(history),
        completer=completer(),
        complete_style=CompleteStyle.READLINE_LIKE,
        reserve_space_for_menu=0,
        bottom_toolbar=None if bar is None else lambda: bar.text(session.output.get_size().columns),
    )
    # A terminal that doesn't tell where its cursor is needs no warning: nothing here stands at a place of its own.
    session.app.renderer.cpr_not_supported_callback = None
    _close_up(session)
    if bar is not None:
        bar.drawn_by(session.app.invalidate)
    while True:
        between()
        try:
            yield session.prompt("? ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _close_up(session: "PromptSession[str]") -> None:
    """Has what is typed take no more rows than it has lines, and the bar follow it, however many rows are left."""
    for window in session.layout.find_all_windows():
        window.dont_extend_height = to_filter(True)  # noqa: FBT003
    if isinstance(session.layout.container, HSplit):
        session.layout.container.align = VerticalAlign.TOP


def completer() -> Completer:
    """A completer of command names, and of the formats of an export, at the start of a line."""
    names = [f":{name}" for name in COMMANDS]
    return WordCompleter([*names, *(f":export {form}" for form in FORMATS)], sentence=True)


def _moment(time: datetime.datetime) -> str:
    """A time as people here read clocks."""
    local = time.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"
