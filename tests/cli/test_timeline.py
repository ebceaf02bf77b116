"""`pincite timeline`: its text, its JSON, its pictures, and what leads to the sentences."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.group import pincite
from retrieval import NotFound, PinciteError, UsageError
from tests.conftest import write_jsonl

Command = Callable[..., Result]


@pytest.fixture
def run(corpus: Path, state: Path) -> Command:
    """Runs a command over three articles about a dam."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "title": "A", "date": "2024-03-16", "source": "Daily", "text": "The dam is safe, Ana said."},
        {"id": "b", "title": "B", "date": "2024-05-09", "source": "Post", "text": "No dam was ever safe. Dams leak."},
        {"id": "c", "title": "C", "text": "A dam without a day."},
    )

    def invoke(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(pincite, ["--corpus", str(corpus), "--state", str(state), *arguments], input=stdin)

    return invoke


def test_words_are_counted_by_month(run: Command) -> None:
    """With a bar each, the sentences said first and last, and the command that shows the others."""
    done = run("timeline", "dams")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "3 articles say it, in 4 sentences, from 16 March 2024 to 9 May 2024.",
        "1 article of them has no date (undated).",
    ]
    assert [line.split()[0] for line in lines if line.startswith("2024-")] == ["2024-03", "2024-04", "2024-05"]
    assert "**The dam is safe, Ana said.**" in lines
    assert "… **Dams leak.**" in lines
    assert lines[-1] == "What was said then: pincite timeline dams --in 2024-03"
    identity = next(word for line in lines for word in line.split() if word.endswith(".1"))
    assert run("check", identity).stdout.startswith("✓ verified")
    assert run("ask", "--replay", identity.partition(".")[0]).stdout == "The same answer, from the same articles.\n"


def test_a_period_shows_its_sentences(run: Command) -> None:
    """As an answer, also as JSON; that of articles without a day, too. Where nothing was said the exit code is 1."""
    shown = run("timeline", "dam", "--in", "2024-05")
    assert (shown.exit_code, "[1] B · 9 May 2024 · Post" in shown.stdout) == (0, True)
    assert "[2]" not in shown.stdout
    undated = json.loads(run("timeline", "dam", "--in", "undated", "--json").stdout)
    assert [passage["citation"]["article"] for passage in undated["passages"]] == ["c"]
    replayed = run("ask", "--replay", undated["id"])
    assert (replayed.exit_code, replayed.stdout) == (0, "The same answer, from the same articles.\n")
    nothing = run("timeline", "dam", "--in", "2024-04")
    assert (nothing.exit_code, "No article says that in one sentence" in nothing.stdout) == (1, True)


def test_json_is_checked(run: Command) -> None:
    """Its passages are citations that `check` takes; narrowed as told; stdin has the words."""
    done = run("timeline", "-", "--json", "--source", "post", "--no-journal", stdin="dam\nsafe\n")
    value = json.loads(done.stdout)
    assert (value["words"], value["articles"], value["source"]) == ("dam\nsafe", 1, "post")
    assert value["language"] is None
    english = json.loads(run("timeline", "dam", "--json", "--language", "English", "--no-journal").stdout)
    assert (english["articles"] > 0, english["language"]) == (True, "en")
    then = run("timeline", "dam", "--in", "undated", "--json", "--language", "en")
    assert json.loads(then.stdout)["answered"]
    assert "1 citation: 1 verified." in run("check", "-", stdin=done.stdout).stdout
    assert isinstance(run("check", value["id"]).exception, NotFound)


def test_nobody_says_it(run: Command) -> None:
    """The exit code is 1, and no picture is written."""
    done = run("timeline", '"the dam was safe"')
    assert (done.exit_code, done.stdout) == (1, "No article of this archive says that in one sentence.\n")
    assert json.loads(run("timeline", "zeppelin", "--json").stdout)["answered"] is False


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<svg"), ("a.PNG", b"\x89PNG")])
def test_a_picture_is_written(run: Command, tmp_path: Path, name: str, begins: bytes) -> None:
    """As SVG or PNG, without any library for it; of words that nobody says, none."""
    assert run("timeline", "dam", "--plot", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    nothing = run("timeline", "zeppelin", "--plot", str(tmp_path / f"no-{name}"))
    assert nothing.stderr == f"pincite: {tmp_path / f'no-{name}'} is not written: there is no day to draw.\n"
    assert not (tmp_path / f"no-{name}").exists()


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        (["--plot", "a.gif"], UsageError, "--plot writes .svg or .png files, not 'a.gif'."),
        (["--plot", "a.svg", "--in", "2024"], UsageError, "leave out --in."),
        (["--plot", "/nowhere/a.svg"], NotFound, "/nowhere/a.svg can't be written (No such file or directory)."),
        (["--in", "March"], UsageError, "'March' is not a period"),
        (["--in", "2024", "--since", "2025-01-01"], UsageError, "No day is both"),
        (["--since", "2025-01-01", "--until", "2024-01-01"], UsageError, "No day is both"),
        (["--source", "Nobody"], UsageError, "There is no source 'Nobody'"),
        (["--language", "Welsh"], UsageError, "No article of this archive is in 'Welsh'"),
        (["--language", "cy", "--in", "2024"], UsageError, "No article of this archive is in 'cy'"),
    ],
)
def test_what_can_not_be_done_is_said(run: Command, options: list[str], error: type[PinciteError], said: str) -> None:
    """In a sentence."""
    done = run("timeline", "dam", *options)
    assert isinstance(done.exception, error)
    assert said in str(done.exception)
