"""`pincite check --changed`: what was cited and changed is told once, for cron."""

import json
import re
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from filelock import FileLock

from retrieval import UsageError
from retrieval.indexing.archive import Archive
from tests.arrivals import FERRY, QUESTION, SUNDAY, commands, write, write_reports

Command = Callable[..., Result]


@pytest.fixture
def run(corpus: Path, state: Path) -> Command:
    """Runs a command over some articles, one of which answers the question; an error of ours is its `exception`."""
    write_reports(corpus)
    write(corpus, sunday=SUNDAY, ferry=FERRY)
    return commands(corpus, state)


def asked(run: Command) -> str:
    """The id of an answer with one citation."""
    return str(json.loads(run("ask", QUESTION, "--json", "--limit", "1").stdout)["id"])


def changed(run: Command, *words: str) -> tuple[list[str], int]:
    """The verdicts that are told, and the exit code."""
    result = run("check", "--changed", "--json", *words)
    return [json.loads(line)["verdict"] for line in result.stdout.splitlines()], result.exit_code


def test_each_change_is_told_once(run: Command, corpus: Path) -> None:
    """Altered with the difference, altered otherwise, gone; what stands, and what stands again, is not told."""
    asked(run)
    assert changed(run) == ([], 0)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
    told = run("check", "--changed")
    assert told.exit_code == 1
    assert "Hans Meier" in told.stdout
    assert "1 altered" in told.stdout
    assert changed(run) == ([], 0)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Eva Roth"))
    assert changed(run) == (["altered"], 1)
    write(corpus, sunday=SUNDAY)
    assert changed(run) == ([], 0)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Eva Roth"))
    assert changed(run) == (["altered"], 1)
    (corpus / "sunday.txt").unlink()
    assert changed(run) == (["gone"], 1)
    assert changed(run) == ([], 0)


def test_of_several_at_once_one_tells(run: Command, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one has noted the change since this one looked what was told."""
    asked(run)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
    with monkeypatch.context() as before:
        before.setattr("bot.journal.kept.KeptAnswers.last_verdicts", lambda *_: {})
        assert changed(run) == (["altered"], 1)
        assert changed(run) == ([], 0)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Eva Roth"))
    assert changed(run) == (["altered"], 1)


def test_what_a_killed_run_did_not_report_is_named_once(
    run: Command, corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not reported twice, nor lost; not while another run may be about to report it."""
    answer = asked(run)
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
    with monkeypatch.context() as killed:
        killed.setattr("bot.cli.citations._show", lambda *_, **__: sys.exit(9))
        assert changed(run) == ([], 9)
    with FileLock(state / "changed.lock"):
        assert "ended" not in run("check", "--changed").stderr
    assert f"`pincite check {answer}.1` shows it" in run("check", "--changed").stderr
    assert "ended" not in run("check", "--changed").stderr


def test_what_moved_stands(run: Command, corpus: Path) -> None:
    """It is told, once however often it moves, and the exit code is 0; an edit elsewhere is not told."""
    asked(run)
    write(corpus, sunday=SUNDAY + "\n\nThere was music.\n")
    assert changed(run) == ([], 0)
    write(corpus, sunday=SUNDAY.replace("The old ferry", "It was sunny and warm. There was music.\n\nThe old ferry"))
    assert changed(run) == (["moved"], 0)
    write(corpus, sunday=SUNDAY.replace("The old ferry", "It was sunny.\n\nThere was music.\n\nThe old ferry"))
    assert changed(run) == ([], 0)


def test_the_same_words_in_several_answers(run: Command, corpus: Path, tmp_path: Path) -> None:
    """Are told of each citation: as JSON and with --lines on a line of its own; with a name, only what is named."""
    first, second = asked(run), asked(run)
    ferry = json.loads(run("ask", "What does the ferry in Lindau cost?", "--json", "--limit", "1").stdout)["id"]
    draft = tmp_path / "draft.md"
    draft.write_text(f"As told [pincite:{first}.1].\n\nAnd again [pincite:{first}.1].\n")
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"), ferry=FERRY.replace("nine", "ten"))
    assert changed(run, ferry) == (["altered"], 1)
    lines = run("check", "--changed", "--lines", str(draft)).stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{draft}:1", f"{draft}:3"]
    told = [json.loads(line)["citation"] for line in run("check", "--changed", "--json").stdout.splitlines()]
    assert told == [f"{second}.1"]
    assert changed(run, first, second) == ([], 0)
    assert run("check", first).exit_code == 1


def test_people_are_told_once_of_all_that_cite_the_same_words(run: Command, corpus: Path) -> None:
    """The verdict and the difference once, with the ids of the others; all are counted."""
    answers = [asked(run) for _ in range(3)]
    other = json.loads(run("ask", "What does the ferry in Lindau cost?", "--json", "--limit", "1").stdout)["id"]
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"), ferry=FERRY.replace("nine", "ten"))
    told = run("check", "--changed").stdout
    assert (told.count("Hans Meier"), told.count("≠ altered")) == (1, 2)
    assert all(told.count(f"{answer}.1") == 1 for answer in (*answers, other))
    (also,) = re.findall(r"The same words were cited in (\w+)\.1, (\w+)\.1\.", " ".join(told.split()))
    assert set(also) < set(answers)
    assert "4 citations: 4 altered." in told


def test_what_is_named(run: Command) -> None:
    """One of a name, --all and --changed; not a name with --all."""
    assert isinstance(run("check").exception, UsageError)
    assert isinstance(run("check", "--all", "k7q2m9").exception, UsageError)
    assert changed(run) == ([], 0)


def test_a_disk_that_is_not_there_tells_nothing(run: Command, corpus: Path) -> None:
    """What vanished all at once is not gone."""
    asked(run)
    corpus.rename(corpus.with_name("away"))
    corpus.mkdir()
    assert changed(run) == ([], 0)


def test_an_edit_that_another_program_is_about_to_read_is_said(
    run: Command, corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above an answer, in its JSON, and on stderr where a command has no answer; not where nothing changed."""
    asked(run)
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.01)
    other, said = Archive(corpus, state), "Another program is reading the archive now; this is its state of 20"
    with closing(other), other.locked(wait=True):
        assert said not in run("ask", QUESTION).stdout + run("articles").stderr
        write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
        answer, listed = run("ask", QUESTION), run("articles")
        assert answer.stdout.startswith(said)
        assert said not in answer.stderr
        assert said in listed.stderr
        assert said not in listed.stdout
        assert json.loads(run("ask", QUESTION, "--json").stdout)["notes"][0].startswith(said)
    assert said not in run("ask", QUESTION).stdout
