"""Where a cluster can't be reached: what a machine knows of the archive it tells, with its age; it searches nothing."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.group import pincite
from retrieval import PinciteError
from retrieval.sharing import cluster_index, publishing
from tests.clusters import Away, SiteInMemory
from tests.indexing.test_archive import age

Command = Callable[..., Result]

FERRY = "The ferry Aurora sank off Osterholm on Monday. Nobody was hurt, said Captain Nils Brandt."
KNOWN = 1_700_000_000
OLD = f"{Away.why}; what this machine knows about the archive is from 2023-11-14 22:13 UTC."
SAID = f"pincite: {OLD}\n"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> SiteInMemory:
    """The place that every address names."""
    site = SiteInMemory()
    monkeypatch.setattr(cluster_index, "Site", lambda *_: site)
    monkeypatch.setattr(publishing, "GRACE_SECONDS", 0.0)
    return site


@pytest.fixture
def run(corpus: Path, state: Path, site: SiteInMemory) -> Command:
    """Runs a command over two articles on a cluster."""
    for name, text in (("ferry.txt", FERRY), ("mill.txt", "The mill grinds barley, said Ada Lind.")):
        (corpus / name).write_text(text)
        age(corpus / name)

    def invoke(*arguments: str) -> Result:
        options = ["--corpus", str(corpus), "--state", str(state), "--engine", str(site.address)]
        result = CliRunner().invoke(pincite, [*options, *arguments])
        if not isinstance(result.exception, PinciteError | SystemExit | None):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def answer(run: Command, state: Path) -> str:
    """The id of an answer that was given while all was well, of which the machine knows the day."""
    answer = str(json.loads(run("ask", "--json", "When did the ferry Aurora sink?").stdout)["id"])
    make_old(state)
    return answer


def make_old(state: Path) -> None:
    """What was known last was known at a time of its own."""
    (file,) = state.rglob(cluster_index.IN_STEP)
    os.utime(file, (KNOWN, KNOWN))


@pytest.fixture
def away(site: SiteInMemory, answer: str) -> Iterator[str]:
    """The same when the cluster can't be reached any more."""
    with site.away():
        yield answer


@pytest.mark.parametrize(
    "command", ["articles", "articles --json", "show ferry.txt", "show --json mill.txt#1", "stats", "journal"]
)
@pytest.mark.usefixtures("answer")
def test_what_is_known_is_told(run: Command, site: SiteInMemory, state: Path, command: str) -> None:
    """As ever, with one sentence on how old it is where that matters."""
    before = run(*command.split())
    make_old(state)
    with site.away():
        now = run(*command.split())
    assert (now.exit_code, now.stdout) == (before.exit_code, before.stdout) == (0, before.stdout)
    assert before.stdout
    assert now.stderr == ("" if command == "journal" else SAID)


def test_an_answer_is_exported(run: Command, away: str) -> None:
    """It is in the journal, and its article in the folder."""
    exported = run("export", away, "--format", "json")
    assert exported.exit_code == 0
    assert json.loads(exported.stdout)["id"] == away
    assert exported.stderr == SAID


@pytest.mark.parametrize("command", ["ask When did it sink?", "quote Nobody was hurt", "index", "check --changed"])
def test_what_has_to_search_or_to_write_is_one_sentence(run: Command, away: str, command: str) -> None:
    """With exit code 3."""
    refused = run(*command.split())
    assert isinstance(refused.exception, PinciteError)
    assert refused.exception.exit_code == 3
    assert str(refused.exception).startswith(Away.why)
    assert (refused.stdout, refused.stderr) == ("", "")


def test_words_that_stand_in_their_file_are_verified(run: Command, away: str) -> None:
    """It is read for that, whatever is known of it."""
    checked = run("check", "--json", away)
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["verdict"] == "verified"
    assert checked.stderr == SAID


@pytest.mark.parametrize("text", [None, FERRY.replace("Monday", "Sunday"), f"It is said here.\n\n{FERRY}", "Nothing."])
def test_of_words_that_do_not_nothing_is_said(run: Command, away: str, corpus: Path, text: str | None) -> None:
    """Where they went is in files that can't be taken in now: neither ✓ nor that they are gone."""
    if text is None:
        (corpus / "ferry.txt").rename(corpus / "harbour.txt")
    else:
        (corpus / "ferry.txt").write_text(text)
    checked = run("check", "--json", away)
    verdict = json.loads(checked.stdout)
    assert (verdict["verdict"], verdict["note"], checked.exit_code) == ("unreadable", OLD, 3)


def test_where_nothing_is_known_nothing_is_told(run: Command, site: SiteInMemory) -> None:
    """The cluster's fault is said as ever."""
    with site.away():
        refused = run("articles")
    assert str(refused.exception).startswith(f"{Away.why}; check that it is running")
    assert (refused.stdout, refused.stderr) == ("", "")
