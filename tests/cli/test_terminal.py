"""The gate to the terminal: nothing else writes, nothing a stranger wrote is obeyed, a full disk is a sentence."""

import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from bot.cli import terminal
from bot.cli.common import _said_at_times
from bot.cli.safe_console import SafeConsole
from bot.exports import FORMATS
from tests.cli.test_command_line import Run
from tests.conftest import write_jsonl
from tests.programs import Command
from tests.test_architecture import covers, modules

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066 [/z][bold]:boom:"
"""A window's title, a cleared screen, a C1 introducer, an override, an isolate, and what rich would take for markup."""

ORDERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m|\r(?=\n)")
"""Rich's own colours, and the carriage returns that a terminal's driver puts before line feeds."""

WRITES = re.compile(
    r"\bclick\.(secho|echo|progressbar|pager)|(?<![.\w])print\(|\bConsole\(|\bProgress\(|sys\.(__)?std(out|err)"
)


def test_nothing_else_writes() -> None:
    """Outside the gate only the log, names for shells, and where all else fails name a standard stream or a console."""
    writers = {
        name for name, path in modules().items() if covers("bot", name) and WRITES.search(path.read_text("utf-8"))
    }
    where_all_else_fails = {"bot.__main__", "bot.ending"}
    assert writers == {"bot.cli.terminal", "bot.cli.known_names", "bot.http_server.logs"} | where_all_else_fails


@pytest.mark.parametrize("rendered", [EVIL, Text(EVIL), Text(EVIL, style="bold")])
def test_whatever_is_displayed_passes_the_gate(capsys: pytest.CaptureFixture[str], rendered: object) -> None:
    """Strings and texts are shown with every sign of theirs but the orders; none of it is markup."""
    table = Table(title=EVIL, box=None)
    table.add_column(EVIL)
    table.add_row(EVIL)
    for shown in (rendered, table):
        terminal.display(shown)  # type: ignore[arg-type]
        out = capsys.readouterr().out
        assert not ORDERS.search(out)
        assert "[/z][bold]:boom:" in " ".join(out.split())


def test_colours_of_our_own_stay() -> None:
    """On a terminal a style is written as its code, the words of the text are not."""
    screen = SafeConsole(file=io.StringIO(), force_terminal=True, width=200)
    screen.print(Text(EVIL, style="bold"))
    written = screen.file.getvalue()  # type: ignore[attr-defined]
    assert written.startswith("\x1b[1m")
    assert not ORDERS.search(COLOURS.sub("", written))


def test_a_bar_shows_names_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named like markup, or like an order, is shown and breaks nothing."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    with terminal.bar(determinate=False) as progress:
        assert isinstance(progress, Progress)
        progress.add_task(EVIL, total=None)
        progress.refresh()
    assert "[/z][bold]" in screen.getvalue()
    assert "owned\x07" not in screen.getvalue()
    assert "\u202e" not in screen.getvalue()


def test_warnings_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A name with a line feed in it can't write a line of its own."""
    terminal.warn(f"{EVIL}\npincite: all is well")
    terminal.tell("Not found: a\nb")
    terminal.trace("Traceback\n  x\x1b[2J")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("[/z][bold]:boom: pincite: all is well")
    assert not ORDERS.search("".join(lines))


def test_json_keeps_every_code_point(capsys: pytest.CaptureFixture[str]) -> None:
    """What a terminal would obey is escaped, and read back the same."""
    terminal.write_json({"a": EVIL})
    out = capsys.readouterr().out
    assert json.loads(out) == {"a": EVIL}
    assert not ORDERS.search(out)


@pytest.mark.slow(but=1)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["articles"], ["articles", "--json"], ["index"], ["--help"], ["ask", "evil"]])
def test_a_full_disk_is_a_sentence(arguments: list[str], corpus: Path, state: Path) -> None:
    """Output that can't be written is exit 3 and one line, without a complaint of Python's behind it."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Evil", "text": "Evil words."})
    environment = {**os.environ, "PINCITE_STATE": str(state), "PINCITE_CORPUS": str(corpus)}
    process: subprocess.Popen[bytes] | Command
    with Path("/dev/full").open("wb") as full:
        if arguments[0] in ("--help", "ask"):  # Python complains, if at all, where an executed process ends
            command = [sys.executable, "-m", "bot", *arguments]
            process = subprocess.Popen(command, env=environment, stdout=full, stderr=subprocess.PIPE)
        else:
            process = Command(["bot", *arguments], environment, stdout=full.fileno())
    _, err = process.communicate(timeout=120)
    assert process.wait() == 3
    assert re.fullmatch(rb"pincite: The output can't be \w+ \(No space left on device\)\.\n", err)


def test_closed_streams_are_survived(corpus: Path, state: Path) -> None:
    """Without stdin, stdout and stderr a command still does what it is told, and its exit code says how it went."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Evil", "text": "Evil words."})
    command = f"{sys.executable} -m bot ask Evil words <&- >&- 2>&-"
    environment = {**os.environ, "PINCITE_STATE": str(state), "PINCITE_CORPUS": str(corpus)}
    assert subprocess.run(["sh", "-c", command], env=environment, timeout=120, check=False).returncode in (0, 1)
    assert (state / "journal.sqlite").exists()


def at_a_terminal(*arguments: str, stdin: str = "", **environment: str) -> str:
    """What a command writes to a terminal, stdout and stderr together."""
    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **environment}
    process = Command(["bot", *arguments], environment, stdin=stdin.encode(), stdout=its, stderr=its)
    os.close(its)
    written = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # the other side was closed
            break
        if not part:
            break
        written += part
    process.wait(timeout=60)
    os.close(ours)
    return written.decode()


def hostile_archive(corpus: Path) -> None:
    """An archive whose every field is hostile, and a file that can't be read, with a hostile name."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": f"id{EVIL}", "title": f"Harbour {EVIL}", "source": EVIL, "authors": [EVIL], "date": "2024-03-16",
         "url": f"https://example.org/{EVIL}", "text": f"## Heading {EVIL}\n\nThe harbour was opened by Ada {EVIL}."},
    )  # fmt: skip
    (corpus / "[z]\x1b]0;owned\x07\u202e.jsonl").write_text("{broken\n")


def unobeyed(output: str) -> bool:
    """Whether an output has nothing in it that a terminal obeys but rich's colours and cursor."""
    return not ORDERS.search(re.sub(r"\x1b\[(\?25[lh]|[012]?K|1A)|\r", "", COLOURS.sub("", output)))


def test_no_output_gives_orders(corpus: Path, state: Path) -> None:
    """Every command and format, on stdout and stderr; errors with the words that were typed."""
    hostile_archive(corpus)
    pincite = Run(state)

    def shown(*arguments: str, stdin: str = "") -> str:
        done = pincite(*arguments, stdin=stdin, PINCITE_CORPUS=str(corpus))
        return done.stdout + done.stderr

    question = f"Who opened the harbour {EVIL}?"
    answers = shown("ask", "--json", question)
    identity = re.findall(r'^{"id": "(\w{6})"', answers, re.MULTILINE)[0]
    outputs = [answers, shown("ask", "--explain", question), shown("ask", "--replay", identity)]
    outputs += [shown(*command) for command in (["articles"], ["articles", "--json"], ["index", "--rebuild"])]
    outputs += [shown(*command) for command in (["show", f"id{EVIL}"], ["show", EVIL], ["journal"])]
    outputs += [shown("check", identity), shown("check", "--json", identity), shown("check", EVIL), shown(EVIL)]
    outputs += [shown("quote", f"opened by Ada {EVIL}"), shown("ask", f"--since={EVIL}", "x"), shown(f"--{EVIL}")]
    outputs += [shown("ask", "--source", EVIL, "harbour"), shown("--engine", EVIL, "ask", "x")]
    outputs += [shown("export", identity, "--format", form) for form in FORMATS]
    lines = f'{question}\n{{"question": "\\u001b[2J"}}\n{{"as_of": "{EVIL}"}}\n'
    outputs += [shown("ask", "--from", "-", stdin=lines)]
    (corpus / "a.jsonl").write_text("")
    outputs += [shown("ask", "--replay", identity), shown("check", identity)]
    commands = [question, ":show 1", ":check", ":export bibtex", f":{EVIL}", f":quote {EVIL} a b c", ":json", "harbour"]
    outputs += [shown(stdin="\n".join(commands))]
    for output in outputs:
        assert output
        assert unobeyed(output), output


def test_a_terminal_is_given_no_orders(corpus: Path, state: Path) -> None:
    """At a terminal there are colours and bars, and no codes but theirs."""
    hostile_archive(corpus)
    environment = {"PINCITE_STATE": str(state), "PINCITE_CORPUS": str(corpus)}
    output = at_a_terminal("ask", f"Who opened the harbour {EVIL}?", **environment)
    assert "\x1b[1m" in output
    assert unobeyed(output), output
    output = at_a_terminal(stdin=f"harbour\n:show 1\n:export md\n:{EVIL}\n", **environment)
    assert "\x1b[2m" in output
    assert unobeyed(output), output


def test_a_narrow_terminal_has_whole_words() -> None:
    """What is said fits its width, whatever stands in a line of its own stays there; elsewhere nothing is parted."""
    text = "pincite: Nine articles have neither a date nor\n\n  https://example.org/a-long-address-that-stays-whole"
    terminal_side, program_side = pty.openpty()
    try:
        with open(program_side, "w", closefd=False) as screen, open(os.devnull, "w") as elsewhere:  # noqa: PTH123
            fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("4H", 24, 20, 0, 0))
            fitted = terminal._fitted(text, screen)
            assert terminal._fitted(text, elsewhere) == terminal._fitted(text, io.StringIO()) == text
    finally:
        os.close(terminal_side)
        os.close(program_side)
    assert fitted.split("\n") == [
        "pincite: Nine", "articles have", "neither a date nor", "", "https://example.org/a-long-address-that-stays-whole",
    ]  # fmt: skip


def test_a_journal_that_can_not_be_used_costs_no_answer(corpus: Path, state: Path) -> None:
    """One command, many questions and the prompt answer, and one line says that nothing is kept; its list is exit 3."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Harbour", "text": "The harbour was opened by Ada."})
    (state / "journal.sqlite").mkdir(parents=True)
    pincite = Run(state)
    asked = [
        pincite("ask", "Who opened the harbour?", PINCITE_CORPUS=str(corpus)),
        pincite("ask", "--from", "-", stdin="Who opened the harbour?\n" * 3, PINCITE_CORPUS=str(corpus)),
        pincite(stdin="Who opened the harbour?\n:check\n", PINCITE_CORPUS=str(corpus)),
    ]
    for done in asked:
        assert done.returncode == 0
        assert "opened by Ada" in done.stdout
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"pincite: The journal {state / 'journal.sqlite'} can't be ")
        assert line.endswith("What is answered now is not kept.")
    assert "✓ verified" in asked[2].stdout
    listed = pincite("journal")
    assert (listed.returncode, listed.stdout) == (3, "")


def test_a_damaged_journal_is_said_once(corpus: Path, state: Path) -> None:
    """The answer is given and kept in a new journal; the damaged one has a name that is said."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Harbour", "text": "The harbour was opened by Ada."})
    state.mkdir()
    (state / "journal.sqlite").write_bytes(b"no database " * 500)
    pincite = Run(state)
    done = pincite("ask", "Who opened the harbour?", PINCITE_CORPUS=str(corpus))
    (aside,) = state.glob("journal.damaged-*.sqlite")
    assert done.returncode == 0
    assert aside.name in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Who opened the harbour?" in pincite("journal").stdout
    assert pincite("check", "--all", PINCITE_CORPUS=str(corpus)).returncode == 0


def test_without_a_terminal_it_is_said_at_times_how_far_the_reading_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not when it takes a moment, and not of each article."""
    times = iter([0.0, 4.0, 5.0, 5.0, 30.0, 35.0, 35.0])
    monkeypatch.setattr("bot.cli.common.time.monotonic", lambda: next(times))
    tell = _said_at_times()
    for count in (1, 1, 1, 9):
        tell("a\x1b[2J.txt", count)
    assert capsys.readouterr().err.splitlines() == [
        "pincite: Reading the archive, a\ufffd[2J.txt: 2 articles so far.",
        "pincite: Reading the archive, a\ufffd[2J.txt: 9 articles so far.",
    ]
