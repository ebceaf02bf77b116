"""Completion in bash, zsh and fish: the scripts are run by the shells that are there."""

import os
import pty
import select
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import known_names
from bot.cli.completion import FLAG, SHELLS, WORDS, CommandPlace, Option, _values, installed, places, script, shell_of
from bot.cli.group import COMMANDS, pincite
from retrieval import NotFound, Searcher, UsageError
from retrieval.indexing.archive import folder_of
from tests.conftest import write_jsonl
from tests.test_architecture import ROOT


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts, an archive with names of all kinds in `mine`, its state, and a program `pincite`."""
    folder = tmp_path_factory.mktemp("here")
    for shell in SHELLS:
        (folder / f"script.{shell}").write_text(script(shell, pincite), encoding="utf-8")
    (folder / "mine").mkdir()
    for name in ("a dam.txt", "it's.txt", "kiln.txt", "käse.txt"):
        (folder / "mine" / name).write_text("The kiln of Osterholm was lit by Ada Lind.")
    write_jsonl(folder / "mine" / "w.jsonl", {"id": "x1", "source": "Harbour Post", "text": "Ben Cole built the weir."})
    Searcher.open(folder / "mine", folder / ".pincite").close()
    program = folder / "bin" / "pincite"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m bot "$@"\n')
    program.chmod(0o755)
    return folder


LINES = {
    "pincite a": {"articles", "ask"},
    "pincite telegram ": {"invite", "users"},
    "pincite --corpus telegram inde": {"index"},
    "pincite ask --li": {"--limit", "--links"},
    "pincite ask --links ": {"fragment", "plain"},
    "pincite journal forget --o": {"--older-than"},
    "pincite index --s": {"--state"},
    "pincite --corpus mine ask --source H": {"Harbour Post"},
    "pincite --corpus mine ask --language ": {"en"},
    "pincite --corpus mine show k": {"kiln.txt", "käse.txt"},
    "pincite --corpus mine quote --article it": {"it's.txt"},
    "pincite --corpus nothing show ": set(),
    "pincite ask --limit ": set(),
}
"""What may follow a line that was begun."""


def environment(here: Path) -> dict[str, str]:
    """A shell's, with our program first."""
    path = f"{here / 'bin'}:{os.environ['PATH']}"
    return {
        "PATH": path,
        "HOME": str(here),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "BASH_SILENCE_DEPRECATION_WARNING": "1",
    }


def shown_by(here: Path, *command: str) -> list[str]:
    """The lines that a shell prints; it may say nothing on stderr."""
    done = subprocess.run(
        command, cwd=here, env=environment(here), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def program_of(shell: str) -> str:
    """Where a shell is; skips the test where it isn't there."""
    return shutil.which(shell) or pytest.skip(f"{shell} is not installed")


def blocks(lines: list[str]) -> dict[str, set[str]]:
    """What stands under each line that begins with `==`."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if line.startswith("=="):
            found[line.removeprefix("==")] = set()
        else:
            found[list(found)[-1]].add(line)
    return found


def test_bash(here: Path) -> None:
    """Names are quoted, so that the line means them."""
    empty = "''"
    tries = [
        f"COMP_WORDS=({line}{empty if line.endswith(' ') else ''}); "
        f"COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); echo '=={line}'; _pincite; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        for line in LINES
    ]
    found = blocks(shown_by(here, program_of("bash"), "-c", ". ./script.bash\n" + "\n".join(tries)))
    escaped = {"Harbour Post": "Harbour\\ Post", "it's.txt": "it\\'s.txt"}
    wanted = {line: {escaped.get(name, name) for name in names} or {""} for line, names in LINES.items()}
    assert found == wanted


def test_fish(here: Path) -> None:
    """With their helps."""
    tries = "\n".join(f"echo '=={line}'; complete -C '{line}'" for line in LINES)
    lines = shown_by(here, program_of("fish"), "--no-config", "-c", f"source script.fish\n{tries}")
    assert blocks([line.partition("\t")[0] for line in lines]) == LINES


@pytest.mark.slow(but=1)
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("pincite tel", "pincite telegram "),
        ("pincite ask --no-j", "pincite ask --no-journal "),
        ("pincite --corpus mine show ki", "pincite --corpus mine show kiln.txt "),
        ("pincite --corpus mine show a", "pincite --corpus mine show a\\ dam.txt "),
    ],
)
def test_zsh(here: Path, typed: str, becomes: str) -> None:
    """As somebody types at its prompt."""
    program = program_of("zsh")
    master, terminal = pty.openpty()
    with subprocess.Popen(
        [program, "-f", "-i"], cwd=here, env=environment(here), stdin=terminal, stdout=terminal, stderr=terminal,
        start_new_session=True,
    ) as shell:  # fmt: skip
        os.close(terminal)
        os.write(master, b"autoload -Uz compinit; compinit -u -d ./dump; . ./script.zsh; PS1='$ '; echo rea''dy\n")
        until(master, "ready")
        os.write(master, f"{typed}\t".encode())
        assert becomes in until(master, becomes)
        shell.kill()
    os.close(master)


def until(master: int, wanted: str, seconds: float = 30) -> str:
    """What a terminal shows until something stands there, or the time is over."""
    shown, end = "", time.monotonic() + seconds
    while wanted not in shown and time.monotonic() < end:
        if select.select([master], [], [], 1)[0]:
            shown += os.read(master, 10_000).decode(errors="replace")
    return shown


def test_every_command_and_option_is_there() -> None:
    """Whatever is added to the command line."""
    found = {place.path: place for place in places(pincite)}
    assert set(COMMANDS) == set(found[""].commands) == {path for path in found if path and " " not in path}
    assert {"telegram users", "journal forget"} <= set(found)
    context = click.Context(pincite)
    for name in COMMANDS:
        command = pincite.get_command(context, name)
        assert command
        given = {
            option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts
        }
        assert {option for taken in found[name].options for option in taken.names} == {*given, "-h", "--help"}


@pytest.mark.parametrize(
    ("shell", "file", "told"),
    [
        ("bash", "share/bash-completion/completions/pincite", "~/.bashrc"),
        ("zsh", "share/zsh/site-functions/_pincite", "~/.zshrc"),
        ("fish", "config/fish/completions/pincite.fish", "A new shell"),
    ],
)
def test_a_script_is_written_where_its_shell_looks(tmp_path: Path, shell: str, file: str, told: str) -> None:
    """By its name, or by the user's shell; it can be read by all, and says what is left to do."""
    places = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    runner = CliRunner(env=places | {"SHELL": f"/usr/bin/{shell}"})
    for arguments in (["--install-completion"], ["--install-completion", shell]):
        done = runner.invoke(pincite, arguments)
        assert done.exit_code == 0
        assert str(tmp_path / file) in done.stdout
        assert told in done.stdout
    assert (tmp_path / file).read_text(encoding="utf-8") == script(shell, pincite)
    assert runner.invoke(pincite, ["--show-completion"]).stdout == script(shell, pincite)


def test_its_mode_is_the_usual_one(tmp_path: Path) -> None:
    """It holds nothing that is private."""
    CliRunner(env={"XDG_DATA_HOME": str(tmp_path)}).invoke(pincite, ["--install-completion", "bash"])
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert stat.S_IMODE(file.stat().st_mode) & 0o400


def test_other_shells_and_places(tmp_path: Path) -> None:
    """One sentence each."""
    with pytest.raises(UsageError, match="bash, zsh, fish"):
        shell_of("", {"SHELL": "/bin/tcsh"})
    with pytest.raises(UsageError, match="bash, zsh, fish"):
        shell_of("", {})
    (tmp_path / "file").write_text("")
    with pytest.raises(NotFound, match="can't be written"):
        installed("fish", pincite, {"XDG_CONFIG_HOME": str(tmp_path / "file")})


def test_a_user_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container, where no line of passwd names one: a sentence; nothing is written into a folder called `~`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    for shell in ("bash", "zsh", "fish"):
        with pytest.raises(NotFound, match="set HOME"):
            installed(shell, pincite, {})
    assert list(tmp_path.iterdir()) == []
    installed("fish", pincite, {"XDG_CONFIG_HOME": str(tmp_path)})
    assert (tmp_path / "fish/completions/pincite.fish").is_file()


@pytest.mark.parametrize(
    ("line", "environ"),
    [
        (["--corpus", "mine", "show"], {}),
        (["--corpus=mine", "--state='.pincite'", "show"], {}),
        (["show"], {"PINCITE_CORPUS": "mine", "PINCITE_STATE": ".pincite"}),
        (["show", "--corpus", "'mine'"], {"PINCITE_CORPUS": "other"}),
    ],
)
def test_the_archive_that_a_line_names(here: Path, monkeypatch: pytest.MonkeyPatch, line: list[str],
                                       environ: dict[str, str]) -> None:  # fmt: skip
    """By an option or a variable; its catalog is where an archive keeps it."""
    monkeypatch.chdir(here)
    assert (
        known_names.catalog(line, environ).absolute() == folder_of(here / "mine", here / ".pincite") / "catalog.sqlite"
    )


def test_names_of_a_catalog(here: Path) -> None:
    """In order, from the word that was begun on; the word itself, too."""
    catalog = folder_of(here / "mine", here / ".pincite") / "catalog.sqlite"
    assert [*known_names.names("article", "k", catalog)] == ["kiln.txt", "käse.txt"]
    assert [*known_names.names("article", "x1", catalog)] == ["x1"]
    assert [*known_names.names("source", "", catalog)] == ["Harbour Post"]
    assert [*known_names.names("language", "", catalog)] == ["en"]
    assert [*known_names.names("article", "y", catalog)] == []


def test_a_press_of_tab_writes_nothing_and_says_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is there: no archive, no state, no such kind."""
    before = sorted(here.rglob("*"))
    monkeypatch.chdir(here)
    wrong = [("article", ["--corpus", "nowhere"]), ("article", []), ("source", ["--state", "/dev/null"]), ("x", [])]
    for kind, line in wrong:
        known_names.answer_shell(kind, ["", *line], {})
    known_names.answer_shell("article", [], {})
    assert capsys.readouterr() == ("", "")
    assert sorted(here.rglob("*")) == before


def test_a_damaged_catalog_gives_no_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor a word about it."""
    catalog = folder_of(tmp_path, tmp_path / "state") / "catalog.sqlite"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(b"no database at all " * 1_000)
    known_names.answer_shell("article", ["", "--corpus", str(tmp_path), "--state", str(tmp_path / "state")], {})
    assert capsys.readouterr() == ("", "")


def test_it_loads_nothing_of_the_rest() -> None:
    """What takes half a second to load is not needed for a press of Tab."""
    program = "import sys; sys.argv = ['pincite', '']; from bot.__main__ import main; main(); print(*sys.modules)"
    environ = {**os.environ, known_names.VARIABLE: "article"}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert not {"retrieval", "numpy", "click", "rich"} & set(done.stdout.split())


def test_what_is_hidden_is_not_completed() -> None:
    """Neither a command nor an option; what is below a command is found by the words that lead to it."""
    asking = click.Command("ask", params=[click.Option(["--near"], hidden=True), click.Option(["--far"], help="Far.")])
    secret = click.Command("secret", hidden=True)
    inner = click.Group("inner", commands={"ask": asking, "secret": secret})
    found = list(places(click.Group("outer", commands={"inner": inner, "secret": secret})))
    assert [(place.path, list(place.commands)) for place in found] == [
        ("", ["inner"]), ("inner", ["ask"]), ("inner ask", []),
    ]  # fmt: skip
    assert "--near" not in [name for place in found for it in place.options for name in it.names]
    assert "--far" in [name for it in found[-1].options for name in it.names]


def test_an_option_that_means_two_things_is_told_apart_by_its_command() -> None:
    """One that means the same everywhere is known without; what nothing follows is left out."""
    plain, other, flag = (
        Option(("--to", "-t"), "", WORDS),
        Option(("--to",), "", WORDS, ("a", "b")),
        Option(("-v",), "", FLAG),
    )
    in_one, in_two = CommandPlace("one", {}, [plain, flag], WORDS), CommandPlace("two", {}, [other, flag], WORDS)
    assert list(_values([in_one])) == [("*' --to'|*' -t'", plain)]
    assert list(_values([in_one, in_two])) == [("'one --to'", plain), ("'two --to'", other), ("*' -t'", plain)]
