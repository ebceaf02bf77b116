"""An article is opened where people read: its page in their browser, else all of it in their pager."""

import re
import shlex
import shutil
import subprocess
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath

PAGERS = ("less", "more")
"""What is tried where PAGER names nothing that is there."""

AT_A_LINE = ("less", "more", "most", "view")
"""Pagers that begin at a line that is given as `+12`."""

ABOVE = 3
"""Lines of an article above the passage: its number stands not quite at the top."""

_MARKED_LINE = re.compile(r"(?:\x1b\[[0-9;]*m)*▶")


def in_browser(address: str) -> bool:
    """Opens a page in the browser that there is; False if there is none."""
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError, ValueError):
        return False


def in_pager(text: str, environ: Mapping[str, str]) -> bool:
    """Shows a text in the pager that there is, from its first marked line on; False if there is none.

    Args:
        text: What is to be read, wrapped as wide as the screen.
        environ: Says which pager is wanted (`PAGER`).
    """
    lines = text.splitlines()
    line = next((number for number, each in enumerate(lines, 1) if _MARKED_LINE.match(each)), 1)
    command = next(_commands(environ.get("PAGER", ""), max(line - ABOVE, 1)), None)
    if command is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 # what its user wants to read with
            command, stdin=subprocess.PIPE, env={**environ, "LESSCHARSET": "utf-8"}
        )
    except OSError:
        return False
    with suppress(KeyboardInterrupt):  # it is the pager's
        process.communicate(text.encode("utf-8", "replace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
    return True


def _commands(preferred: str, line: int) -> Iterator[list[str]]:
    """The commands that would show a text from a line on, the one that is wanted first."""
    for pager in (preferred, *PAGERS):
        try:
            program, *options = shlex.split(pager)
        except ValueError:
            continue
        if shutil.which(program) is None:
            continue
        name = PurePath(program).name
        colours = ["-R"] if name == "less" else []
        yield [program, *options, *colours, *([f"+{line}"] if name in AT_A_LINE and line > 1 else [])]
