"""The only place that writes to stdout and stderr; whatever passes here can't give the terminal orders.

Articles, questions, file names and messages come from strangers: control codes and bidirectional controls in them are
made visible on their way out (`bot.render.phrases`), whoever wrote the sentence around them. Colours are rich's own.
"""

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.render.phrases import json_text, one_line, printable, shows_no_bold
from bot.render.styled import plain
from retrieval import PinciteError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

    from bot.cli.safe_console import SafeConsole

_TOLD_TO_RICH = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which rich takes for a terminal what isn't one."""


class OutputError(PinciteError):
    """Stdout can't be written, such as a full disk."""


class ReaderGone(Exception):
    """Who read stdout has stopped, as `head` does; click and rich would make an exit code of it that is ours."""


def console(*, stderr: bool = False) -> "SafeConsole":
    """Stdout, or stderr, for rich: colours only on a terminal, none with NO_COLOR."""
    from bot.cli.safe_console import SafeConsole  # rich takes a tenth of a short command's time

    return SafeConsole(ReaderGone, stderr=stderr)


def _is_no_screen(*, stderr: bool = False) -> bool:
    """Whether stdout, or stderr, is surely no terminal for rich either."""
    try:
        return not ((sys.stderr if stderr else sys.stdout).isatty() or any(map(os.environ.get, _TOLD_TO_RICH)))
    except ValueError:  # it is closed
        return False


def is_without_bold() -> bool:
    """Whether what is bold would look like all the rest on stdout: then marks are around it."""
    return _is_no_screen() or shows_no_bold(console())


def display(rendered: "RenderableType") -> None:
    """Prints something rendered; in a pipe, lines are not wrapped."""
    text = plain(rendered) if _is_no_screen() else None
    with _output_errors():
        if text is not None:
            click.echo(printable(text), nl=False)
            return
        screen = console()
        screen.print(rendered, soft_wrap=not screen.is_terminal)


def say(sentence: str) -> None:
    """Prints a sentence, or a row, in a line; on a terminal that is narrower, in lines of whole words."""
    write(_fitted(printable(sentence), sys.stdout))


def _fitted(text: str, stream: TextIO) -> str:
    """Text whose lines are parted between words where they are wider than the terminal that a stream leads to."""
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):  # It is no terminal.
        return text
    parted = partial(wrap, width=max(width, 1), break_long_words=False, break_on_hyphens=False)
    return "\n".join("\n".join(parted(line)) if len(line) > width > 0 else line for line in text.split("\n"))


def write(text: str) -> None:
    """Prints text that ends with one line feed, whether it has one or not."""
    with _output_errors():
        click.echo(printable(text), nl=not text.endswith("\n"))


def write_json(value: Any) -> None:
    """Prints a value as one line of JSON, what a terminal would obey escaped."""
    with _output_errors():
        click.echo(json_text(value))


def warn(sentence: str) -> None:
    """Writes a sentence to stderr, after the program's name."""
    tell(f"pincite: {sentence}")


def tell(sentence: str) -> None:
    """Writes a sentence to stderr, in one line unless a terminal is narrower; where it can't be, nobody is told."""
    with suppress(OSError):
        click.echo(_fitted(one_line(sentence), sys.stderr), err=True)


def trace(lines: str) -> None:
    """Writes a traceback to stderr."""
    with suppress(OSError):
        click.echo(printable(lines), err=True)


@contextmanager
def bar(*, determinate: bool = True, visible: bool = True) -> "Iterator[Progress | None]":
    """A bar on a terminal that vanishes when it is done, or a spinner; elsewhere, or if none is wanted, None."""
    if not visible or _is_no_screen(stderr=True) or not (screen := console(stderr=True)).is_terminal:
        yield None
        return
    from rich import progress as bars

    words = bars.TextColumn("{task.description}", markup=False)
    filling = (words, bars.BarColumn(), bars.TaskProgressColumn(), bars.TimeRemainingColumn())
    spinning = (bars.SpinnerColumn(), words, bars.TimeElapsedColumn())
    with bars.Progress(*(filling if determinate else spinning), console=screen, transient=True) as progress:
        yield progress


def prepare() -> None:
    """Makes the standard streams UTF-8 that never fails to encode; a stream that was closed leads to nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]


@contextmanager
def written_out() -> Iterator[None]:
    """Writes out all that stdout still holds at the end of the body, before the exit code is settled.

    Raises:
        OutputError: It can't be written.
        ReaderGone: Nobody reads it any more.
    """
    stdout = sys.stdout
    try:
        yield
    except SystemExit:
        if sys.stdout is not stdout:  # click replaces it when it meets a broken pipe
            raise ReaderGone from None
        finish()
        raise
    finish()


def finish() -> None:
    """Writes out what stdout still holds.

    Raises:
        OutputError: It can't be written.
        ReaderGone: Nobody reads it any more.
    """
    with _output_errors():
        sys.stdout.flush()


def abandon() -> None:
    """Leads stdout to nowhere: Python would complain once more while it closes a stream that can't be written."""
    with suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stopped_by_signals() -> threading.Event:
    """What SIGINT and SIGTERM set from now on, for a command that goes on until it is told to end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


@contextmanager
def _output_errors() -> Iterator[None]:
    """Turns an error of stdout into a sentence; that its reader has gone is not one."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise OutputError(f"The output can't be written ({error.strerror or error}).") from error
