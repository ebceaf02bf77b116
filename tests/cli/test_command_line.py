"""The command line, run as a user runs it."""

import io
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import retrieval
from bot.__main__ import main
from bot.cli import group
from tests.conftest import QUESTION, SEED, SEEDS, write_jsonl
from tests.programs import Command


@pytest.fixture
def pincite(state: Path) -> "Run":
    """Runs `pincite` with a state folder of the test's own."""
    return Run(state)


class Run:
    """Calls the command and keeps what it prints: in this process, which is quick, or in one of its own."""

    def __init__(self, state: Path) -> None:
        self.state = state

    def __call__(self, *arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """The finished command, run in this process through the program's own entry point."""
        stdin_, stdout, stderr = (io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8") for text in (stdin, "", ""))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["pincite", *map(str, arguments)])
            patch.setattr(sys, "stdin", stdin_)
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            patch.setattr(os, "environ", self._environment(environment))
            try:
                main()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return subprocess.CompletedProcess([], code, written(stdout), written(stderr))

    def process(self, *arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """The finished process, which must not show a traceback."""
        words = ["bot", *map(str, arguments)]
        variables = self._environment(environment)
        if environment:  # what Python may read while it starts
            done = subprocess.run(
                [sys.executable, "-m", *words], input=stdin, env=variables,
                capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
            )  # fmt: skip
        else:
            process = Command(words, variables, stdin=stdin.encode())
            out, err = process.communicate(120)
            done = subprocess.CompletedProcess(words, process.wait(), out.decode(), err.decode())
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        """The environment without settings of whoever runs the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINCITE_", "TELEGRAM_"))}
        return {**kept, "PINCITE_STATE": str(self.state), "PINCITE_CORPUS": str(SEEDS), **more}


def written(stream: io.TextIOWrapper) -> str:
    """What was written to a stream that keeps its bytes."""
    stream.seek(0)
    return stream.read()


def test_ask(pincite: Run) -> None:
    """An answer goes to stdout, nothing to stderr, exit 0."""
    done = pincite.process("ask", *QUESTION.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert "with Mossad chief David Barnea expected to lead the team.**" in done.stdout


def test_ask_as_json(pincite: Run) -> None:
    """With --json it is one object, with up to ten passages."""
    answer = json.loads(pincite("ask", "--json", QUESTION).stdout)
    assert (answer["answered"], len(answer["passages"])) == (True, 4)
    assert len(json.loads(pincite("ask", "--json", "--limit", "2", QUESTION).stdout)["passages"]) == 2


def test_no_answer_is_exit_1(pincite: Run) -> None:
    """Without an answer the exit code is 1, and the words that match nothing are named."""
    done = pincite("ask", "Zarathustra umbrella?")
    assert done.returncode == 1
    assert "Not in the archive: Zarathustra, umbrella." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask"], 2, "Give a question, --from FILE with many, or --replay ANSWER_ID."),
        (["ask", ""], 2, "There is no word in that question; ask in a few plain words."),
        (["ask", "--since", "never", "x"], 2, "'never' is not a day; write it as 2024-03-16, 2024-03 or 2024."),
        (["ask", "--since", "2024-03-16", "--until", "2024-03-15", "x"], 2, "No day is both from 2024-03-16 on and"),
        (["ask", "--since", "2024-03-16", "--as-of", "2024-03-15", "x"], 2, "up to 2024-03-15"),
        (["ask", "--limit", "0", "x"], 2, "Invalid value for '--limit': '0' is not a whole number from 1 to 100."),
        (["ask", "--limit", "many", "x"], 2, "'many' is not a whole number from 1 to 100."),
        (["journal", "forget", "--older-than", "-1"], 2, "'-1' is not a whole number of 0 or more."),
        (["ask", "--from", "/nowhere.txt"], 3, "/nowhere.txt can't be read (No such file or directory)."),
        (["eval", ""], 2, "The file name is empty; name one, or - for stdin."),
        (["--corpus", "", "ask", "x"], 2, "Invalid value for '--corpus': The name is empty; name a file or folder."),
        (["ask", "--state", "", "x"], 2, "Invalid value for '--state': The name is empty; name a file or folder."),
        (["journal", "backup", ""], 2, "Invalid value for 'FOLDER': The name is empty; name a file or folder."),
        (["--corpus", "/nowhere", "ask", "x"], 3, "There is no archive at /nowhere"),
        (["--corpus", "/dev/null", "ask", "x"], 3, "/dev/null is neither a folder nor a regular file"),
        (
            ["ask", "--json", "--source", "Daily", "x"],
            2,
            "There is no source 'Daily': no article of this archive names",
        ),
        (["ask", "--engine", "fast", "x"], 2, "There is no engine 'fast'"),
        (["show", "nothing"], 3, "There is no article 'nothing' in this archive"),
        (["nonsense"], 2, "No such command 'nonsense'. To ask a question, use `pincite ask`"),
        (["qoute", "x"], 2, "No such command 'qoute'. Did you mean 'quote'?"),
        (["follow", "Who?"], 2, "No such command 'Who?'. To follow a question, use `pincite follow add`."),
        (["follow", "ad", "Who?"], 2, "No such command 'ad'. Did you mean 'add'?"),
    ],
)
def test_mistakes_are_one_sentence(pincite: Run, arguments: list[str], code: int, said: str) -> None:
    """What is wrong is said on stderr in one line, with its exit code."""
    done = pincite(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("pincite: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_many_questions_from_a_file(pincite: Run, tmp_path: Path) -> None:
    """Plain lines and JSON lines are answered in order; ids come back; a broken line is named and the rest goes on."""
    file = tmp_path / "questions"
    file.write_text(
        f"{QUESTION}\n\n"
        + json.dumps({"id": 7, "question": "Who mediates?", "as_of": "2024/03/20"})
        + "\n{broken\n"
        + json.dumps({"id": "early", "question": "Who mediates?", "as_of": "2024-03-01"})
        + '\n{"id": "none", "question": "?!"}\n{"id": 1}\n{"question": "x", "as_of": "soon"}\n'
    )
    done = pincite("ask", "--from", file)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers[1:]] == [7, "early", "none"]
    assert [len(answer["passages"]) > 0 for answer in answers] == [True, True, False, False]
    assert done.returncode == 2
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [f"{file} line {n}" for n in (4, 7, 8)]


def test_many_questions_from_stdin(pincite: Run) -> None:
    """A dash reads stdin."""
    done = pincite.process("ask", "--from", "-", stdin=f"\ufeff{QUESTION}\n")
    assert json.loads(done.stdout)["question"] == QUESTION


def test_options_before_and_after_the_command(pincite: Run, corpus: Path) -> None:
    """A common option may stand on either side of the command's name."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Title", "text": "Words."})
    listed = "no date     Title  one\n"
    assert pincite("--corpus", corpus, "articles").stdout == listed
    assert pincite("articles", "--corpus", corpus).stdout == listed


def test_unreadable_files_are_named(pincite: Run, corpus: Path) -> None:
    """What can't be read is a line on stderr each; of more than ten of a kind the first, and how many they are."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "text": "Harbour words."})
    with (corpus / "a.jsonl").open("a") as file:
        file.write("broken\n" * 12)
    done = pincite("ask", "--corpus", corpus, "harbour")
    assert len(done.stderr.splitlines()) == 4
    assert "a.jsonl line 2 is not JSON" in done.stderr
    assert "and 9 more in 1 file like these; `pincite index --report FILE.csv` lists all." in done.stderr
    assert pincite("index", "--corpus", corpus).stderr == done.stderr


def test_index(pincite: Run) -> None:
    """The index tells what it holds and what was new."""
    assert pincite("index").stdout == "1 article, 4 passages (1 new, 0 changed, 0 gone).\nRead: 1 .txt.\n"
    assert pincite("index").stdout == "1 article, 4 passages (0 new, 0 changed, 0 gone).\nRead: 1 .txt.\n"
    assert pincite("index", "--rebuild").stdout == "1 article, 4 passages (1 new, 0 changed, 0 gone).\nRead: 1 .txt.\n"


def test_show(pincite: Run) -> None:
    """An article is shown with a paragraph marked, and as JSON with its text."""
    assert "▶   3  **Despite Smotrich's" in pincite("show", f"{SEED}#3").stdout
    assert json.loads(pincite("show", SEED, "--json").stdout)["text"].startswith(" date 2024-03-16 Amidst")


def test_articles_as_json(pincite: Run) -> None:
    """A line of JSON for each article, without its text."""
    listed = json.loads(pincite("articles", "--json").stdout)
    assert (listed["id"], listed["date"]) == (SEED, "2024-03-16")
    assert "text" not in listed


def test_repl_reads_lines_from_a_pipe(pincite: Run) -> None:
    """Without a terminal the REPL answers line by line and ends with the input."""
    done = pincite.process(stdin=f"{QUESTION}\n:show 1\n")
    assert done.returncode == 0
    assert "▶   3" in done.stdout


def test_environment_sets_the_corpus(pincite: Run, corpus: Path) -> None:
    """A setting comes from its variable."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "text": "Words."})
    assert "one" in pincite("articles", PINCITE_CORPUS=str(corpus)).stdout


def test_output_is_utf_8_everywhere(pincite: Run) -> None:
    """A locale without UTF-8 breaks nothing."""
    done = pincite.process("ask", QUESTION, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "“The Israeli Delegation's Mission to Qatar”" in done.stdout


def test_a_closed_pipe_is_no_error(pincite: Run) -> None:
    """Whoever reads only the first line leaves no complaint behind."""
    command = f"'{sys.executable}' -m bot --state '{pincite.state}' --corpus '{SEEDS}' ask rafah"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""


def test_a_question_loads_nothing_that_it_does_without(state: Path) -> None:
    """What checks, measures or makes a bot, the names of weekdays in all languages, and what only readers need."""
    program = """
import sys
from bot.__main__ import main
try:
    main()
except SystemExit:
    print(*sys.modules)
"""
    options = ["--corpus", str(SEEDS), "--state", str(state), "ask", QUESTION]
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program, *options], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "retrieval.search" in loaded
    assert not loaded & {
        *(f"retrieval.citing.{module}" for module in ("checking", "quotations", "drafts", "speakers", "alignment")),
        *("retrieval.evaluation.measures", "retrieval.readers.encodings", "charset_normalizer"),
        *("numpy.random", "babel.dates", "bot.exports.writers", "prompt_toolkit", "telegram", "aiohttp", "jinja2"),
        *("subprocess", "retrieval.concordance", "retrieval.citing.wording", "bot.journal.replay"),
        *("rispy", "bibtexparser", "matplotlib", "sklearn", "mcp", "pydantic", "starlette", "anyio"),
    }


@pytest.mark.parametrize(("name", "module"), group.COMMANDS.items())
def test_each_command_is_where_the_table_says(name: str, module: str) -> None:
    """It is found by its name, and by none other."""
    command = group.pincite.get_command(click.Context(group.pincite), name)
    assert command is not None
    assert (command.name, command.callback.__module__) == (name, f"bot.cli.{module}")
    assert group.pincite.get_command(click.Context(group.pincite), f"{name}s") is None


def test_the_door_gives_what_it_imports_late() -> None:
    """Every name of its table, and no other."""
    for module, names in retrieval._WHEN_ASKED_FOR.items():
        for name in names:
            assert getattr(retrieval, name) is getattr(import_module(module), name)
            assert name in retrieval.__all__
    with pytest.raises(AttributeError, match="'retrieval' has no attribute 'nothing'"):
        getattr(retrieval, "nothing")  # noqa: B009
