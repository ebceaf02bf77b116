"""Runs the command line, and says whatever goes wrong in one sentence."""

import errno
import logging
import os
import sys
import traceback

import click

from bot.cli import terminal
from bot.cli.common import is_folder
from bot.cli.group import pincite
from bot.render.phrases import refusal_text
from retrieval import MachineError, PinciteError, blame_machine

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of SIGINT, as shells have it."""

BROKEN = 3
"""The exit code of an error that Pincite didn't foresee."""


def run() -> None:
    """Runs the command line; an error is one sentence on stderr and an exit code."""
    terminal.prepare()
    logging.lastResort = _WarnedOf(logging.WARNING)
    try:
        with terminal.written_out():
            pincite.main(standalone_mode=False)
    except terminal.OutputError as error:
        terminal.abandon()
        _fail(str(error), error.exit_code)
    except PinciteError as error:
        _fail(refusal_text(error, "pincite articles"), error.exit_code)
    except click.ClickException as error:
        _fail(_with_folder(error.format_message()), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", INTERRUPTED)
    except (BrokenPipeError, terminal.ReaderGone):
        terminal.abandon()
        raise SystemExit(0) from None
    except OSError as error:
        terminal.abandon()
        # Without a name only the folder that one is in can be missing.
        unnamed = "The current folder" if error.errno == errno.ENOENT else "The output"
        message = f"{error.filename or unnamed} can't be used ({error.strerror or error})."
        # An output that is full, or takes nothing now, is told as such.
        is_short = error.filename or error.errno in (errno.EMFILE, errno.ENFILE)
        _fail((_shortage(error) if is_short else None) or message, BROKEN)
    except MemoryError:
        terminal.abandon()
        _fail("There is not enough memory for this.", BROKEN)
    except Exception as error:
        if os.environ.get("PINCITE_DEBUG"):
            terminal.trace(traceback.format_exc())
        failed = f"Pincite failed: {type(error).__name__}: {error} (PINCITE_DEBUG=1 shows where)."
        _fail(_shortage(error) or failed, BROKEN)


def _with_folder(refusal: str) -> str:
    """What click refuses, and how a folder that stands where it is not taken is named."""
    for word in sys.argv[1:]:
        if (f"({word})" in refusal or f"'{word}'" in refusal) and is_folder(word):
            return f"{refusal.rstrip('.')}. To read the articles of a folder: --corpus {word}"
    return refusal


def _shortage(error: Exception) -> str | None:
    """What the machine has run out of, as a sentence; None for an error of another cause."""
    try:
        blame_machine(getattr(error, "filename", None) or "What Pincite needs", error)
    except MachineError as shortage:
        return str(shortage)
    return None


class _WarnedOf(logging.Handler):
    """Says what is logged if nobody has set up a log: a sentence on stderr, as all others."""

    def emit(self, record: logging.LogRecord) -> None:
        terminal.warn(record.getMessage())


def _fail(sentence: str, code: int) -> None:
    """Writes a sentence to stderr and exits."""
    terminal.warn(sentence)
    raise SystemExit(code)
