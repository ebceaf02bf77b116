"""`pincite follow`: questions that are followed from the command line, for cron."""

import json
import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.journal.follows import NewsState
from bot.journal.store import Journal
from retrieval import NotFound, QuestionError, UsageError
from tests.arrivals import FERRY, FRIDAY, MONDAY, QUESTION, SUNDAY, commands, write, write_reports
from tests.cli.test_watched import running
from tests.conftest import write_jsonl

Command = Callable[..., Result]


@pytest.fixture
def run(corpus: Path, state: Path) -> Command:
    """Runs a command over some articles, one of which answers the question; an error of ours is its `exception`."""
    write_reports(corpus)
    write(corpus, sunday=SUNDAY)
    return commands(corpus, state)


def followed(run: Command) -> str:
    """The id of the question, which is followed."""
    return str(json.loads(run("follow", "add", QUESTION, "--json").stdout)["follow"]["id"])


def test_a_question_is_followed_and_told_once(run: Command, corpus: Path) -> None:
    """Its answer as of now is shown; then what comes in is told, cited, by the first run, and nothing by the next."""
    added = run("follow", "add", *QUESTION.split())
    assert added.exit_code == 0
    first, second, *rest = added.stdout.splitlines()
    assert first.startswith("Following: ")
    assert first.endswith(QUESTION)
    assert second == "This is the current answer; `pincite follow run` reports what comes in from now on."
    assert "Mayor Ruth Amsler opened the new bridge in Lindau on Sunday.**" in "\n".join(rest)
    assert run("follow", "run").stdout == ""
    write(corpus, friday=FRIDAY, copy=FRIDAY, ferry=FERRY, monday=MONDAY)
    told = run("follow", "run")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[0] == QUESTION
    assert told.stdout.count("**The second new bridge in Lindau was opened by Anna Gruber on Friday.**") == 1
    assert "monday.txt" in told.stdout
    assert told.stdout.splitlines()[-1] == "2 new articles that answer 1 question."
    assert run("follow", "run").stdout == ""


def test_as_json(run: Command, corpus: Path) -> None:
    """A line for each article with the whole answer, which can be checked; the list says how far each is told."""
    identity = followed(run)
    write(corpus, friday=FRIDAY)
    (line,) = run("follow", "run", "--json").stdout.splitlines()
    news = json.loads(line)
    assert (news["follow"], news["question"]) == (identity, QUESTION)
    citation = news["answer"]["passages"][0]["citation"]
    assert citation["article"] == "friday.txt"
    assert run("check", citation["id"]).exit_code == 0
    listed = json.loads(run("follow", "list", "--json").stdout)
    assert listed | {"followed_at": None} == {
        "id": identity, "question": QUESTION, "followed_at": None, "since": None, "until": None, "as_of": None,
        "source": None, "language": None, "told": 1, "waiting": [], "unsure": [],
    }  # fmt: skip
    assert run("ask", "--replay", news["answer"]["id"]).exit_code == 0


def test_bounds_are_kept(run: Command, corpus: Path) -> None:
    """Only articles of the days and the publisher that were named are told, and the list says which those are."""
    write(corpus, dated=f"Date: 2024-05-01\n\n{MONDAY}")
    assert run("follow", "add", QUESTION, "--since", "2024-05-02").exit_code == 0
    assert run("follow", "list").stdout.rstrip().endswith("(since 2 May 2024)")
    write(corpus, friday=FRIDAY)
    assert run("follow", "run").stdout == ""
    again = run("follow", "add", f" {QUESTION.lower()} ", "--since", "2024-05-02").stdout
    assert again.startswith("You follow this already: ")
    assert run("follow", "add", QUESTION).stdout.startswith("Following: ")


def test_what_may_not_have_been_told_is_listed(run: Command, corpus: Path, state: Path) -> None:
    """What was being printed when the run ended is not printed again, but the list names it."""
    followed(run)
    write(corpus, friday=FRIDAY)
    with closing(Journal(state)) as journal:
        assert "1 article to be told" not in run("follow", "list").stdout
        run("follow", "run")
        ((_, news),) = journal.follows.news("command line", NewsState.TOLD)
        journal.follows.put([news], NewsState.SENDING)
    assert run("follow", "run").stdout == ""
    assert f"Perhaps not told: {news.answer}" in run("follow", "list").stdout
    assert json.loads(run("follow", "list", "--json").stdout)["unsure"] == [news.answer]


def test_removed_questions_are_told_no_more(run: Command, corpus: Path) -> None:
    """By their ids, in any case; an unknown one is an error that says where the ids are."""
    identity = followed(run)
    assert run("follow", "remove", identity.upper()).stdout == f"No longer followed: {identity}  {QUESTION}\n"
    write(corpus, friday=FRIDAY)
    assert run("follow", "run").stdout == ""
    assert run("follow", "list").stdout == "Nothing is followed. `pincite follow add QUESTION` starts.\n"
    unknown = run("follow", "remove", identity)
    assert isinstance(unknown.exception, NotFound)
    assert "pincite follow list" in str(unknown.exception)


def test_a_language_is_followed(run: Command, corpus: Path) -> None:
    """Only articles in it are news, and the list names it."""
    line = run("follow", "add", QUESTION, "--language", "en").stdout.splitlines()[0]
    assert line.endswith(f"{QUESTION}  (in English)")
    write_jsonl(corpus / "f.jsonl", {"id": "es", "language": "es", "text": "El viernes Anna abrió el nuevo puente."})
    assert run("follow", "run").stdout == ""
    write(corpus, friday=FRIDAY)
    assert "friday.txt" in run("follow", "run").stdout
    assert json.loads(run("follow", "list", "--json").stdout)["language"] == "en"


def test_what_can_not_be_followed(run: Command) -> None:
    """Days alone, words that are too common, a publisher that there is none of, and nothing at all."""
    for words, error in (
        (["What happened yesterday?"], UsageError),
        (["What is it?"], QuestionError),
        ([QUESTION, "--source", "Nobody"], UsageError),
        ([QUESTION, "--language", "Welsh"], UsageError),
    ):
        assert isinstance(run("follow", "add", *words).exception, error)
    assert run("follow", "add").exit_code == 2
    assert run("follow", "list").stdout.startswith("Nothing is followed.")
    assert run("follow").stdout == run("follow", "list").stdout


def test_nothing_was_ever_followed(run: Command, state: Path) -> None:
    """Cron may run before: nothing is told, nothing is wrong, and nothing can be removed."""
    for words in (["follow", "run"], ["follow", "run", "--json"], ["follow", "list", "--json"], ["check", "--changed"]):
        ran = run(*words)
        assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "")
    assert isinstance(run("follow", "remove", "k7q2m9").exception, NotFound)
    with closing(Journal(state)) as journal:
        journal.follows.put([], NewsState.TOLD)
        journal.follows.begin_again("command line")
        assert not journal.follows.end("command line", 1)


def test_forgetting_all_ends_what_is_followed(run: Command) -> None:
    """`journal forget --all` says so; forgetting by age leaves it."""
    followed(run)
    run("journal", "forget", "--older-than", "0")
    assert run("journal", "forget", "--all").stdout.endswith("and 1 followed question.\n")
    assert run("follow", "list").stdout.startswith("Nothing is followed.")


def test_killed_while_it_tells(run: Command, corpus: Path, state: Path) -> None:
    """Nothing is printed twice, and what was not printed is listed, at whatever moment a run is killed."""
    followed(run)
    write(corpus, friday=FRIDAY, monday=MONDAY)
    with running(corpus, state, "follow", "run", "--json") as process:
        os.kill(process.pid, signal.SIGSTOP)
        assert process.stdout is not None
        os.kill(process.pid, signal.SIGKILL)
        printed = process.stdout.read().splitlines()
    printed += run("follow", "run", "--json").stdout.splitlines()
    answers = [json.loads(line)["answer"]["id"] for line in printed]
    listed = json.loads(run("follow", "list", "--json").stdout)
    assert len({*answers, *listed["unsure"]}) == 2
    assert len(answers) == len(set(answers))
