"""The entry point: runs the command line, and says whatever goes wrong in one sentence."""

import os
import sys

import click

from bot.cli.group import pincite
from retrieval import PinciteError

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of SIGINT, as shells have it."""

BROKEN = 3
"""The exit code of an error that Pincite didn't foresee."""


def main() -> None:
    """Runs the command line; an error is one sentence on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    try:
        pincite.main(standalone_mode=False)
    except PinciteError as error:
        _fail(str(error), error.exit_code)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("PINCITE_DEBUG"):
            raise
        _fail(f"Pincite failed: {type(error).__name__}: {error} (PINCITE_DEBUG=1 shows where).", BROKEN)


def _fail(sentence: str, code: int) -> None:
    """Writes a sentence to stderr and exits."""
    click.echo(f"pincite: {sentence}", err=True)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
