"""The sample archive: what a stranger's first line shows, and what never takes it for an archive of theirs."""

import os
import pty
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.group import pincite
from bot.cli.sample import EXAMPLE, NO_ARCHIVE, NOTICE, SAMPLE
from bot.settings import Settings
from retrieval import PinciteError, UsageError
from tests.programs import Command

Run = Callable[..., Result]
TOLD = f"pincite: {NOTICE}\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, by somebody whose home is empty."""
    for name in ("PINCITE_CORPUS", "PINCITE_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def invoke(*arguments: str | Path, stdin: str = "") -> Result:
        result = CliRunner().invoke(pincite, list(map(str, arguments)), input=stdin)
        if not isinstance(result.exception, PinciteError | SystemExit | None):
            raise result.exception
        return result

    return invoke


def test_the_first_line_shows_a_verdict(run: Run, tmp_path: Path) -> None:
    """The example is answered, each citation says from what, stderr how to name one's own; nothing is littered."""
    done = run("ask", EXAMPLE)
    assert done.exit_code == 0
    assert "will open on 18 May" in done.stdout
    assert done.stdout.count("\n[") == done.stdout.count("Pincite sample (made up)") > 0
    assert done.stderr == TOLD
    assert list(Path.cwd().iterdir()) == []
    assert (tmp_path / "home" / "pincite" / "sample" / "journal.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "stdin", "shown", "code"),
    [
        ([], f"{EXAMPLE}\n", "will open on 18 May", 0),
        (["ask", "Who wrote Hamlet?"], "", "does not seem to hold", 1),
        (["quote", "We ask for it because the sea does not close."], "", "✓ verbatim", 0),
        (["quote", "The moon is a wet hole with no plaque at all."], "", "not found", 1),
        (["show", "2024-05-21-ferry.md"], "", "two hundred people", 0),
        (["articles"], "", "A library on the old quay", 0),
        (["timeline", "lock"], "", "2024", 0),
        (["stats"], "", "4 in 4 files", 0),
    ],
)
def test_what_a_person_reads(run: Run, arguments: list[str], stdin: str, shown: str, code: int) -> None:
    """It is answered from the sample, and that is said."""
    done = run(*arguments, stdin=stdin)
    assert shown.casefold() in done.stdout.casefold()
    assert done.exit_code == code
    assert done.stderr == TOLD


def test_a_citation_of_the_sample_is_checked(run: Run) -> None:
    """The next thing to try, and an export: the journal of the sample is found again."""
    run("ask", EXAMPLE)
    (identity, *_) = run("journal").stdout.split()
    assert "1 verified" in run("check", f"{identity}.1").stdout
    assert "Pincite sample" in run("export", identity).stdout
    assert run("check", "--json", identity).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["ask", "--json", EXAMPLE], ""),
        (["ask", "--from", "-"], f"{EXAMPLE}\n"),
        (["quote", "--json", "It holds three people lying down."], ""),
        (["quote", "--from", "-"], "It holds three people lying down.\n"),
        (["check", "-"], "The pilot says “It holds three people lying down” [pincite:k7q2m9.1].\n"),
        (["articles", "--json"], ""),
        (["show", "--json", "2024-05-21-ferry.md"], ""),
        (["stats", "--json"], ""),
        (["timeline", "--json", "lock"], ""),
        (["index"], ""),
        (["follow", "run"], ""),
    ],
)
def test_programs_and_what_lasts_get_no_sample(run: Run, arguments: list[str], stdin: str) -> None:
    """One sentence says what to name, and nothing is printed that could pass for a verdict."""
    done = run(*arguments, stdin=stdin)
    assert done.stdout == ""
    assert isinstance(done.exception, UsageError)
    assert done.exception.exit_code == 2
    assert str(done.exception) == NO_ARCHIVE


def test_the_bot_is_not_run_over_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who write to a bot don't see what its console says."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:token")
    assert isinstance(run("telegram").exception, UsageError)


@pytest.mark.parametrize("named", ["--corpus", "PINCITE_CORPUS", "seeds", ".pincite"])
def test_who_has_an_archive_is_not_shown_another(run: Run, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    """An archive that was named, or whose state stands here, is missed when it's gone, before a command or after it."""
    options = []
    if named == "--corpus":
        options = ["--corpus", "seeds"]
    elif named == "PINCITE_CORPUS":
        monkeypatch.setenv("PINCITE_CORPUS", "articles")
    else:
        Path(named).mkdir()
    for arguments in (["ask", EXAMPLE, *options], [*options, "ask", EXAMPLE]):
        done = run(*arguments)
        assert done.stdout == ""
        assert isinstance(done.exception, PinciteError)
        assert "sample" not in str(done.exception)


def test_an_archive_named_after_the_command_keeps_its_state_here(run: Run) -> None:
    """The sample's place for its state is the sample's alone."""
    Path("mine").mkdir()
    Path("mine/a.txt").write_text("The kiln was lit on Monday by Ada Lind, who had waited for the wind to turn.\n")
    done = run("ask", "Who lit the kiln?", "--corpus", "mine")
    assert "Ada Lind" in done.stdout
    assert done.stderr == ""
    assert Path(".pincite/journal.sqlite").exists()


def test_a_named_state_is_used(run: Run) -> None:
    """Also for the sample."""
    assert run("--state", "there", "ask", EXAMPLE).stderr == TOLD
    assert Path("there/journal.sqlite").exists()


@pytest.mark.parametrize(
    ("variable", "place"), [("/var/x", "/var/x/pincite/sample"), ("", "~/.local/state/pincite/sample"),
                            ("relative", "~/.local/state/pincite/sample")],
)  # fmt: skip
def test_where_its_state_goes(variable: str, place: str) -> None:
    """As the XDG base directory specification has it, which says that relative paths are to be ignored."""
    assert Settings.from_env({"XDG_STATE_HOME": variable}).sample_state == Path(place).expanduser()


def test_the_prompt_names_it(tmp_path: Path) -> None:
    """On a terminal the prompt opens over the sample at once, and says what it is and how to name another."""
    master, terminal = pty.openpty()
    (tmp_path / "here").mkdir()
    environment = {"XDG_STATE_HOME": str(tmp_path / "home"), "TERM": "dumb"}
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    command = Command(["bot"], environment, **streams, folder=tmp_path / "here")
    os.close(terminal)
    os.write(master, b":quit\n")
    assert command.wait(60) == 0
    shown = os.read(master, 100_000).decode()
    assert "No archive is named" in shown
    assert "4 articles in the sample" in shown


def test_the_sample_is_its_own() -> None:
    """It is small, and every article says in its source that it is made up."""
    articles = sorted(SAMPLE.glob("*"))
    assert len(articles) == 4
    assert sum(path.stat().st_size for path in articles) < 5_000
    assert all("\nsource: Pincite sample (made up)\n" in path.read_text(encoding="utf-8") for path in articles)
