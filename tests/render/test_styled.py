"""Text with styles: what rich shows of it, and the same words where rich isn't loaded."""

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.cli import terminal
from bot.cli.safe_console import SafeConsole
from bot.render.answers import answer_text
from bot.render.phrases import printable
from bot.render.styled import Indented, Stacked, Styled, plain
from tests.answers import answer, passage


def drawn(rendered: RenderableType, *, colours: bool) -> str:
    """What rich writes of something, on a terminal of 40 columns or in a pipe."""
    screen = SafeConsole(
        file=io.StringIO(), force_terminal=colours, width=40, color_system="standard" if colours else None
    )
    screen.print(rendered, soft_wrap=not colours)
    return str(screen.file.getvalue())  # type: ignore[attr-defined]


@pytest.mark.parametrize("colours", [True, False])
def test_rich_shows_what_it_does_of_its_own_texts(*, colours: bool) -> None:
    """The style of the first part holds for those behind it, unless these have another one."""
    lines = "a line that is longer than the forty columns of this screen\nand one that is short"
    styled = Stacked(
        Styled("plain"), Styled("[1] ", "bold cyan").append("The pier", "not bold cyan"), Styled("", "yellow"),
        Styled().append("bold", "bold").append(" and ").append("under", "underline"), Indented(lines, "dim", 4),
    )  # fmt: skip
    own = Group(
        Text("plain"), Text("[1] ", style="bold cyan").append("The pier", style="not bold cyan"), Text("", "yellow"),
        Text.assemble(("bold", "bold"), " and ", ("under", "underline")),
        Padding(Text(lines, style="dim"), (0, 0, 0, 4)),
    )  # fmt: skip
    assert drawn(styled, colours=colours) == drawn(own, colours=colours)
    assert Styled("a", "bold").append("b").plain == "ab"


def test_the_words_alone_are_those_that_rich_writes_into_a_pipe() -> None:
    """Whatever their lines are like; where rich leaves something out, or counts columns, it is asked itself."""
    chance = random.Random(3)  # a sample, not a secret
    pieces = ["pier ", "  ", "\n", "\n\n", "長い橋 ", "e\u0301", "[bold]", ":boom:", "\u2028", "\u200b", "x" * 50]
    left_out = ["\t", "\r\n", "\x07", "\x0c"]
    told = 0
    for number in range(300):
        some = [*pieces, "\u202e", *left_out[: number % 5]]
        first, second, third, last = ("".join(chance.choices(some, k=6)) for _ in range(4))
        rendered = Stacked(Styled(first).append(second, "bold"), Stacked(Styled(third)), Styled(last, "dim"))
        words = plain(rendered)
        told += words is not None
        if words is not None:
            assert printable(words) == drawn(rendered, colours=False)
    assert 60 < told < 300
    for sign in "\x07\x08\t\x0b\x0c\r":
        assert plain(Styled(f"a{sign}b")) is None
        assert plain(Stacked(Styled("a"), Styled(f"a{sign}b"))) is None
    for sign in "\x06\n\x0e":
        assert plain(Styled(f"a{sign}b")) == f"a{sign}b\n"
    assert plain(Stacked(Styled("a"), Indented("b", "", 4))) is None
    assert plain(Text("a")) is None


def test_an_answer_is_shown_in_a_pipe_as_rich_would(capsys: pytest.CaptureFixture[str]) -> None:
    """Passages, marks and citations, to the letter."""
    given = answer(passage(1), passage(2))
    terminal.display(answer_text(given, marks=True))
    assert capsys.readouterr().out == drawn(answer_text(given, marks=True), colours=False)


@pytest.mark.parametrize(
    ("variables", "colours"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False), ({"TTY_COMPATIBLE": "1"}, True)],
)
def test_colours_are_written_where_they_were(
    variables: dict[str, str], colours: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On whatever rich takes for a terminal."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.is_without_bold() is not colours
    terminal.display(answer_text(answer(passage(1)), marks=not colours))
    assert ("\x1b[" in capsys.readouterr().out) is colours


def test_a_question_in_a_pipe_loads_no_rich(corpus: Path, state: Path) -> None:
    """Nor anything else that it can do without."""
    (corpus / "pier.txt").write_text("Olav Berg built the pier of Westerholm in 1904.")
    program = (
        "import sys; from bot.__main__ import main; sys.argv = ['pincite', 'ask', 'Who built the pier?']\n"
        "try: main()\nexcept SystemExit as end: print(end.code, *sorted(sys.modules))"
    )
    environment = {**os.environ, "PINCITE_CORPUS": str(corpus), "PINCITE_STATE": str(state)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert "numpy" in loaded
    assert not {name.partition(".")[0] for name in loaded} & UNNEEDED


UNNEEDED = {"dateutil", "difflib", "lxml", "rich"}
"""What only other commands need, or a terminal."""
