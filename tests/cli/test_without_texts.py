"""Every command over a catalog that has no texts says the same as over one that has them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.group import pincite
from retrieval import PinciteError
from tests.conftest import write_jsonl
from tests.textless import rows_without_text, take_texts

Command = Callable[..., Result]

FERRY = "The ferry Aurora sank off Osterholm on Monday. Nobody was hurt, said Captain Nils Brandt."


@pytest.fixture
def run(corpus: Path, state: Path) -> Command:
    """Runs a command over four articles, two of which say the same."""
    (corpus / "ferry.txt").write_text(FERRY)
    (corpus / "again.txt").write_text(f"{FERRY} It lies there still.")
    write_jsonl(
        corpus / "news.jsonl",
        {"id": "mill", "title": "The mill", "date": "2024-03-16", "text": "The mill grinds barley, said Ada Lind."},
        {"id": "pier", "title": "The pier", "date": "2024-03-17", "text": "The pier was built by Ada Lind in 1907."},
    )

    def invoke(*arguments: str) -> Result:
        options = ["--corpus", str(corpus), "--state", str(state), "--engine", "disk"]
        result = CliRunner().invoke(pincite, [*options, *arguments])
        if not isinstance(result.exception, PinciteError | SystemExit | None):
            raise result.exception
        return result

    return invoke


def lasting(result: Result) -> tuple[int, str]:
    """What a command said, but for what is another thing each time: ids, times, bytes of the state."""
    said = re.sub(r'"(id|asked_at|elapsed_ms|checked_at|followed_at|state_bytes)": [^,}]*', "", result.stdout)
    return result.exit_code, re.sub(r"\b[a-z0-9]{6}\.\d+\b|\b\d+(\.\d+)? [kM]?B\b", "", said)


@pytest.mark.parametrize(
    "command",
    [
        "ask --json Who built the pier?",
        "ask --json --limit 5 When did the ferry Aurora sink?",
        "quote --json Nobody was hurt",
        "quote The mill grinds wheat",
        "articles",
        "articles --json",
        "show ferry.txt",
        "show --json The pier",
        "stats --json",
        "timeline --json ferry",
        'timeline --json "sank off Osterholm"',
        "index",
        "index --rebuild",
        "follow add --json Who built the pier?",
    ],
)
def test_a_command_says_the_same(run: Command, corpus: Path, state: Path, command: str) -> None:
    """Word for word, with the same exit code."""
    run("index")
    with_texts = run(*command.split())
    take_texts(corpus, state)
    without = run(*command.split())
    assert lasting(without) == lasting(with_texts)


def test_what_was_answered_is_checked_exported_and_replayed(run: Command, corpus: Path, state: Path) -> None:
    """From an answer on, each step over a catalog without texts."""
    answer = json.loads(run("ask", "--json", "Who built the pier?").stdout)["id"]
    for command, said in (
        (["check", answer], "✓ verified"),
        (["export", answer, "--format", "json"], "built by Ada Lind in 1907."),
        (["export", answer, "--format", "html"], "built by Ada Lind in 1907."),
        (["ask", "--replay", answer], "The same answer, from the same articles."),
        (["ask", "--explain", "Who built the pier?"], "pier"),
    ):
        take_texts(corpus, state)
        done = run(*command)
        assert (done.exit_code, said in done.stdout) == (0, True), done.output
    assert rows_without_text(corpus, state) < 4


def test_a_followed_question_is_told_what_came(run: Command, corpus: Path, state: Path) -> None:
    """The index takes in what is new beside articles without texts."""
    run("follow", "add", "Who built the pier?")
    take_texts(corpus, state)
    (corpus / "pier.txt").write_text("The new pier of Osterholm was built by Bruno Falk on Friday.")
    told = run("follow", "run")
    assert "built by Bruno Falk on Friday" in told.stdout


def test_a_file_that_is_gone_is_told_of_in_one_sentence(run: Command, corpus: Path, state: Path) -> None:
    """Where nothing can be brought in line, as the folder is not there: nothing is shown, nothing is denied."""
    run("index")
    take_texts(corpus, state)
    corpus.rename(corpus.with_name("elsewhere"))
    for command in ("ask Who built the pier?", "show pier", "timeline ferry"):
        done = run(*command.split())
        assert isinstance(done.exception, PinciteError)
        assert (done.exception.exit_code, "is not there now" in str(done.exception)) == (3, True), str(done.exception)
