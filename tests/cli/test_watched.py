"""A watched archive on the command line: `index --watch` and an open prompt."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.test_architecture import ROOT


@contextmanager
def running(corpus: Path, state: Path, *words: str, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """A command over an archive, with its three streams; ended at the end in any case."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--corpus", corpus, "--state", state, *words],
        env=ours | {"PYTHONPATH": str(ROOT)} | environment, text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def lines_until(stream: Iterator[str] | None, part: str) -> list[str]:
    """The lines of a stream up to one that has something in it."""
    assert stream is not None
    lines: list[str] = []
    while part not in (lines or [""])[-1]:
        lines.append(next(stream).rstrip("\n"))
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_index_goes_on_until_it_is_told_to_end(corpus: Path, state: Path, number: signal.Signals) -> None:
    """It says at once what changes, also from an empty folder on, with watching turned off elsewhere, and ends well."""
    with running(corpus, state, "index", "--watch", PINCITE_WATCH="off") as process:
        assert lines_until(process.stdout, "0 articles") == ["0 articles, 0 passages (0 new, 0 changed, 0 gone)."]
        (corpus / "a.txt").write_text("Apples grow here.")
        assert lines_until(process.stdout, "new")[-1] == "1 new article."
        (corpus / "a.txt").write_text("Apples grow there.")
        assert lines_until(process.stdout, "changed") == ["1 article changed."]
        process.send_signal(number)
        assert process.wait(60) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


@pytest.mark.slow
def test_an_open_prompt_is_answered_from_what_came_in(corpus: Path, state: Path) -> None:
    """In a pipe what came in is said on stderr, where it is between no answers."""
    (corpus / "a.txt").write_text("Apples grow here.")
    with running(corpus, state) as process:
        assert process.stdin is not None
        process.stdin.write("Where do apples grow?\n")
        assert lines_until(process.stdout, "[1]")
        (corpus / "b.txt").write_text("Olav Berg opened the mill on the island of Madeira.")
        assert lines_until(process.stderr, "new")[-1] == "pincite: 1 new article."
        process.stdin.write("Who opened the mill?\n")
        assert any("Madeira" in line for line in lines_until(process.stdout, "[1]"))
        process.stdin.close()
        assert process.wait(60) == 0
