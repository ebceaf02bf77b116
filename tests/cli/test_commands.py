"""The commands, run inside the test's own process: their options, bounds and exit codes."""

import csv
import datetime
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.cli import citations, common, entry, evaluation, terminal
from bot.cli.batch import BatchQuestion, batch_questions
from bot.cli.group import pincite
from bot.journal.store import Journal
from bot.settings import Settings
from bot.subjects import Subject
from retrieval import (
    Caution,
    CautionKind,
    CautionPlace,
    Changes,
    Check,
    NotFound,
    PinciteError,
    Problem,
    Quotation,
    QuoteVerdict,
    UsageError,
    Verdict,
)
from retrieval.indexing import browsing
from tests.answers import answer, passage
from tests.conftest import QUESTION, SEED, SEEDS, write_jsonl

Command = Callable[..., Result]

DAY = datetime.date(2024, 3, 16)


@pytest.fixture
def run(state: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command over the seeds, unless another archive is named; an error of ours is its `exception`."""
    for name in ("PINCITE_LIMIT", "PINCITE_CORPUS", "PINCITE_STATE"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str | Path, stdin: str | bytes = "", corpus: Path = SEEDS) -> Result:
        options = ["--corpus", str(corpus), "--state", str(state)]
        result = CliRunner().invoke(pincite, [*options, *map(str, arguments)], input=stdin)
        if not isinstance(result.exception, PinciteError | SystemExit | None):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def harbours(corpus: Path) -> Path:
    """An archive of a dozen passages about the same words."""
    for i in range(12):
        words = f"The harbour of town {i} was opened by Mayor Name{i}. " + "Nobody asked the gulls. " * 40
        write_jsonl(corpus / f"{i:02}.jsonl", {"id": f"a{i}", "date": "2024-03-16", "source": "S", "text": words})
    return corpus


WORDS = "the army should\nenter Rafah immediately"


@pytest.mark.parametrize(
    ("command", "stdin", "code", "said"),
    [
        ("quote", WORDS.encode(), 0, "✓ verbatim"),
        ("quote", WORDS.replace("\n", "\r\n\r\n").encode("utf-16"), 0, "✓ verbatim"),
        ("ask", QUESTION.replace(" ", "\n").encode(), 0, "David Barnea"),
        ("quote", b"", UsageError, "Stdin is empty; put the quotation there."),
        ("ask", b" \n\n", UsageError, "Stdin is empty; put the question there."),
        ("ask", bytes(range(256)), UsageError, "Stdin is not text; a question is."),
        ("quote", b"word " * 20_001, UsageError, "too many for one quotation; --from has many."),
    ],
)
def test_a_dash_is_all_of_stdin(
    run: Command, command: str, stdin: bytes, code: int | type[PinciteError], said: str
) -> None:
    """As one question or quotation, in one line or in many and in any encoding; nothing and no text are mistakes."""
    done = run(command, "-", stdin=stdin)
    assert done.exit_code == code if isinstance(code, int) else isinstance(done.exception, code)
    assert said in f"{done.stdout}{done.exception}"


def passages(result: Result) -> list[int]:
    """How many passages each answer in JSON has."""
    return [len(json.loads(line)["passages"]) for line in result.stdout.splitlines()]


def test_how_many_passages(run: Command, harbours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As JSON an answer has ten, for a person three; an option wins over the setting, the setting over both."""
    ask = ["ask", "harbour", "opened"]
    assert passages(run(*ask, "--json", corpus=harbours)) == [10]
    assert passages(run("ask", "--from", "-", stdin="harbour\n", corpus=harbours)) == [10]
    assert run(*ask, corpus=harbours).stdout.count("paragraph 1, characters") == 3
    assert passages(run(*ask, "--json", "--limit", "12", corpus=harbours)) == [12]
    monkeypatch.setenv("PINCITE_LIMIT", "2")
    assert passages(run(*ask, "--json", corpus=harbours)) == [2]
    assert run(*ask, corpus=harbours).stdout.count("paragraph 1, characters") == 2
    assert passages(run(*ask, "--json", "--limit", "1", corpus=harbours)) == [1]
    assert run(*ask, "--limit", "101", corpus=harbours).exit_code == 2
    assert run(*ask, "--limit", "100", corpus=harbours).exit_code == 0


@pytest.mark.parametrize(
    ("bounds", "number"),
    [
        (["--since", "2024-03-16", "--until", "2024-03-16", "--as-of", "2024/03/16"], 1),
        (["--since", "2024-03-17"], 0),
        (["--until", "2024-03-15"], 0),
        (["--as-of", "2024-03-15"], 0),
        (["--source", "S"], 1),
        (["--language", "English"], 1),
        (["--language", "es", "--language", "EN"], 1),
        (["--language", "es,en"], 1),
        (["--language", "Español"], 0),
    ],
)
def test_a_question_is_narrowed(run: Command, harbours: Path, bounds: list[str], number: int) -> None:
    """Days are included on both ends; publishers and languages are such as the archive has."""
    write_jsonl(harbours / "es.jsonl", {"id": "es", "text": "El puerto de la ciudad fue inaugurado ayer."})
    assert passages(run("ask", "harbour", "--json", "--limit", "1", *bounds, corpus=harbours)) == [number]


@pytest.mark.parametrize(
    ("bounds", "last"),
    [
        (["--since", "2024-03-16", "--until", "2024-03-15"], "2024-03-15"),
        (["--since", "2024-03-16", "--until", "2024-03-17", "--as-of", "2024-03-14"], "2024-03-14"),
        (["--since", "2024-03-16", "--until", "2024-03-13", "--as-of", "2024-03-14"], "2024-03-13"),
    ],
)
def test_bounds_without_a_day_are_a_mistake(run: Command, bounds: list[str], last: str) -> None:
    """The earlier of two ends counts."""
    sentence = f"No day is both from 2024-03-16 on and up to {last}; give a later end or an earlier start."
    assert str(run("ask", "x", *bounds).exception) == sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "x", "--from", "-"],
        ["ask", "x", "--replay", "k7q2m9"],
        ["ask", "--from", "-", "--replay", "k7q2m9"],
        ["ask", "x", "--from", "-", "--replay", "k7q2m9"],
    ],
)
def test_just_one_thing_is_asked(run: Command, arguments: list[str]) -> None:
    """A question, a file of them, or an answer to replay."""
    assert str(run(*arguments).exception).startswith("Give a question, --from FILE with many, or --replay")


def test_exit_codes_of_an_answer(run: Command) -> None:
    """0 with an answer, 1 without one."""
    assert [run("ask", question).exit_code for question in (QUESTION, "Zarathustra umbrella?")] == [0, 1]


def test_an_explanation_comes_only_when_wanted(run: Command) -> None:
    """`why` is a key of the JSON with --explain alone; as text it stands under the answer."""
    assert "why" not in json.loads(run("ask", "--json", QUESTION).stdout)
    explained = json.loads(run("ask", "--json", "--explain", "--limit", "2", QUESTION).stdout)
    assert [why["rank"] for why in explained["why"]] == [1, 2]
    assert json.loads(run("ask", "--json", "--explain", "Zarathustra?").stdout)["why"] == []
    assert "score" not in run("ask", QUESTION).stdout
    assert run("ask", "--explain", QUESTION).stdout.count("score") == 3


def test_questions_of_a_file_stand_on_their_own(run: Command) -> None:
    """None leans on the one before it; a broken line is named and makes the exit code 2."""
    result = run("ask", "--from", "-", stdin=f"{QUESTION}\nAnd who mediates?\n")
    assert [json.loads(line)["understood_as"] for line in result.stdout.splitlines()] == [None, None]
    assert result.exit_code == 0
    result = run("ask", "--from", "-", stdin='\n{"id": 1}\n{"question": "?!"}\n')
    assert (result.exit_code, result.stderr) == (2, 'pincite: - line 2: it has no "question"\n')
    assert json.loads(result.stdout)["answered"] is False


def test_a_question_of_a_file_has_its_own_day(run: Command) -> None:
    """`as_of` of a line wins over the option; a line without one takes the option's."""
    lines = f'{{"question": "{QUESTION}", "as_of": "2024-03-17"}}\n{{"question": "{QUESTION}"}}\n'
    assert passages(run("ask", "--from", "-", "--as-of", "2024-03-01", stdin=lines)) == [4, 0]


def test_a_question_of_a_file_is_narrowed_by_its_line(run: Command, corpus: Path) -> None:
    """Its bounds win over the options, an empty one is none, and its JSON tells them; wrong ones are told by line."""
    (corpus / "a.txt").write_text("The mayor opened the old harbour on Monday, and everybody came.", encoding="utf-8")
    (corpus / "b.txt").write_text("El alcalde inauguró el puerto antiguo de la ciudad el lunes.", encoding="utf-8")
    asked: list[dict[str, object]] = [
        {"language": "Spanish"},
        {"language": ""},
        {"since": "2024/01/02"},
        {"language": "Klingon"},
        {"source": 5},
        {"since": "2025-01-01", "until": "2024-01-01"},
    ]
    lines = "".join(json.dumps({"question": "Who opened the harbour, el puerto?", **line}) + "\n" for line in asked)
    result = run("ask", "--from", "-", "--language", "en", corpus=corpus, stdin=lines)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[it["citation"]["article"] for it in answer["passages"]] for answer in answers] == [
        ["b.txt"],
        ["a.txt"],
        [],
    ]
    assert [answer["narrowed_to"]["language"] for answer in answers] == ["es", "en", "en"]
    assert answers[2]["narrowed_to"]["since"] == "2024-01-02"
    assert [line.split(";")[0].removeprefix("pincite: - ") for line in result.stderr.splitlines()] == [
        "line 4: No article of this archive is in 'Klingon'",
        'line 5: "source" is 5',
        "line 6: No day is both from 2025-01-01 on and up to 2024-01-01",
    ]
    assert result.exit_code == 2


def test_an_option_that_is_wrong_ends_a_file_of_questions(run: Command) -> None:
    """It is said once, not with every line."""
    result = run("ask", "--from", "-", "--language", "Klingon", stdin="Why the harbour?\nWhen the harbour?\n")
    assert (result.stdout, result.stderr) == ("", "")
    assert str(result.exception).startswith("No article of this archive is in 'Klingon'")


@pytest.mark.parametrize("command", [["ask", QUESTION, "--json"], ["timeline", "mediation", "--json"], ["articles"]])
@pytest.mark.parametrize("option", ["--language", "--source"])
def test_an_empty_name_narrows_nothing(run: Command, command: list[str], option: str) -> None:
    """As a variable of the environment that is empty sets nothing."""
    result = run(*command, option, "")
    assert (result.exit_code, result.stderr) == (0, "")
    assert '"source": ""' not in result.stdout


def test_lines_of_many_questions() -> None:
    """Plain lines and JSON lines are questions, an empty line is none, and what is wrong is said."""
    lines = ["\n", "  Who?  \n", '{"question": "Who?", "id": [1], "as_of": "2024/03/16T10:00"}', '{"question": "Who?"}']
    assert list(batch_questions(lines)) == [
        None,
        BatchQuestion("Who?"),
        BatchQuestion("Who?", [1], {"as_of": DAY}),
        BatchQuestion("Who?"),
    ]
    wrong = list(batch_questions(["{", '{"question": 5}', '{"question": "x", "as_of": "soon"}']))
    assert all(isinstance(error, UsageError) for error in wrong)
    assert [str(error).split(" (")[0] for error in wrong] == [
        "not JSON",
        'it has no "question"',
        "\"as_of\" is 'soon'; write a day as 2024-03-16, a month as 2024-03 or a year",
    ]


def test_a_replay_that_differs_is_exit_1(run: Command, corpus: Path) -> None:
    """The same answer is 0, another one 1, also when the archive is empty by then."""
    (corpus / "a.txt").write_text("The mayor opened the harbour.", encoding="utf-8")
    identity = json.loads(run("ask", "--json", "Who opened the harbour?", corpus=corpus).stdout)["id"]
    assert run("ask", "--replay", identity, corpus=corpus).exit_code == 0
    (corpus / "a.txt").unlink()
    run("index", "--accept-removals", corpus=corpus)
    result = run("ask", "--replay", identity, corpus=corpus)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "A different answer."
    assert json.loads(run("ask", "--replay", identity, "--json", corpus=corpus).stdout)["same_answer"] is False


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """The journal that the commands use."""
    with closing(Journal(state)) as journal:
        yield journal


def test_the_journal_lists_the_last_twenty(run: Command, journal: Journal) -> None:
    """A line for each: id, time, entry point, and the question on one line."""
    for minute in range(21):
        asked_at = datetime.datetime(2024, 3, 17, 8, minute, tzinfo=datetime.UTC)
        journal.keep(answer(id=f"{minute:06}", asked_at=asked_at, question="Who\nopened  it?"), "repl")
    lines = run("journal").stdout.splitlines()
    assert lines[0] == "000020  2024-03-17 08:20  repl          Who opened it?"
    assert [line[:6] for line in lines] == [f"{minute:06}" for minute in range(20, 0, -1)]


def test_answers_are_forgotten_as_told(run: Command, journal: Journal) -> None:
    """By id, by chat, by age, by both, or all; how many they were is said, and an unknown id is a mistake."""
    now = datetime.datetime.now(datetime.UTC)

    def keep(identity: str, days: float, chat: int | None = None) -> None:
        journal.keep(answer(id=identity, asked_at=now - datetime.timedelta(days=days)), "repl", chat)

    for identity, days, chat in (("aaaaa1", 0.5, 1), ("aaaaa2", 1.5, 1), ("aaaaa3", 1.5, 2), ("aaaaa4", 0.5, None)):
        keep(identity, days, chat)
    assert run("journal", "forget", "--chat", "1", "--older-than", "1").stdout == "Forgot 1 answer.\n"
    assert run("journal", "forget", "--older-than", "1").stdout == "Forgot 1 answer.\n"
    assert set(journal.ids()) == {"aaaaa1", "aaaaa4"}
    assert run("journal", "forget", "aaaaa4", "zzzzzz").stdout == "Forgot 1 answer.\n"
    missing = run("journal", "forget", "zzzzzz", "zzzzz2")
    assert (missing.stdout, str(missing.exception)) == (
        "Forgot 0 answers.\n",
        "There is no answer 'zzzzzz' in the journal.",
    )
    keep("aaaaa5", 0.001)
    assert run("journal", "forget", "--older-than", "0").stdout == "Forgot 2 answers.\n"
    assert run("journal", "forget", "--chat", "1").stdout == "Forgot 0 answers.\n"
    keep("aaaaa6", 0)
    assert run("journal", "forget", "--all", "aaaaa6", "--chat", "1").stdout == "Forgot 1 answer.\n"
    assert "Name the answers to forget" in str(run("journal", "forget").exception)


def test_ratings_become_questions(run: Command, journal: Journal) -> None:
    """A line of JSON for each answer that was rated good."""
    journal.keep(answer(passage()), "telegram", 1)
    assert run("feedback").stdout == ""
    journal.rate("k7q2m9", 1, good=True)
    assert json.loads(run("feedback").stdout)["question_id"] == "k7q2m9"


def test_articles_without_their_text(run: Command) -> None:
    """As JSON an article has what is known of it, but neither text nor paragraphs; `show` has both."""
    listed, shown = (json.loads(run(*command, "--json").stdout) for command in (["articles"], ["show", SEED]))
    assert shown.keys() - listed.keys() == {"text", "paragraphs"}
    assert "**" not in run("show", SEED).stdout
    assert "\\u" not in run("ask", "--json", QUESTION).stdout


def test_articles_are_listed_as_far_as_they_are_asked_for(
    run: Command, harbours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By days, publisher and languages, newest first, however many they are; what can't be is said."""
    monkeypatch.setattr(browsing, "LISTED", 5)
    spanish = {"id": "es", "date": "2024-03-17", "text": "El puerto de la ciudad fue inaugurado ayer."}
    write_jsonl(harbours / "es.jsonl", spanish)

    def listed(*options: str) -> list[str]:
        lines = run("articles", "--json", *options, corpus=harbours).stdout.splitlines()
        return [json.loads(line)["id"] for line in lines]

    assert listed("--language", "Spanish") == ["es"]
    assert listed("--language", "en", "--source", "s") == [f"a{n}" for n in range(12)]
    assert listed("--since", "2024-03-17") == ["es"]
    assert listed("--until", "2024-03-16", "--language", "es") == []
    assert len(listed("--language", "en,es")) == len(listed()) == 13
    assert listed("ES.json") == ["es"]
    assert listed("json", "--since", "2024-03-17") == ["es"]
    none = run("articles", "zeppelin", corpus=harbours)
    assert (none.exit_code, none.stdout, none.stderr) == (
        0,
        "",
        "pincite: No article has all of these words in its title or path.\n",
    )
    none = run("articles", "--since", "2030-01-01", corpus=harbours)
    assert (none.exit_code, none.stderr) == (0, "pincite: No article matches what was asked for.\n")
    done = run("articles", "--language", "fr", corpus=harbours)
    assert str(done.exception) == (
        "No article of this archive is in 'fr'; there are articles in English (en), Spanish (es)."
    )
    assert isinstance(done.exception, UsageError)
    assert "No day is both" in str(run("articles", "--since", "2024-03-17", "--until", "2024-03-16").exception)


def test_index_counts(run: Command, harbours: Path) -> None:
    """New, changed and removed articles are told apart."""
    run("index", corpus=harbours)
    (harbours / "00.jsonl").unlink()
    (harbours / "01.jsonl").write_text('{"id": "a1", "text": "Other words."}\n', encoding="utf-8")
    write_jsonl(harbours / "new.jsonl", {"id": "new1", "text": "New."}, {"id": "new2", "text": "New, too."})
    assert "13 articles, " in (line := run("index", corpus=harbours).stdout)
    assert line.splitlines()[0].endswith("(2 new, 1 changed, 1 gone).")


def test_files_that_seem_unchanged_are_read(run: Command, corpus: Path) -> None:
    """A file with the size and time it had is read again by the command that comes next."""
    file = corpus / "a.txt"
    for words in ("The old words.", "The new words."):
        file.write_text(words, encoding="utf-8")
        os.utime(file, (1e9, 1e9))
        assert words in run("show", "a.txt", corpus=corpus).stdout
    assert "(0 new, 0 changed, 0 gone)" in run("index", corpus=corpus).stdout


def test_a_file_named_like_an_id_is_a_file(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like an id is one, unless there is such a file."""
    monkeypatch.chdir(tmp_path)
    assert "in the journal" in str(run("check", "abcde2").exception)
    assert "can't be read" in str(run("check", "abcde2.x").exception)
    Path("abcde2").write_text("No mark.", encoding="utf-8")
    assert "no citation mark like [pincite:k7q2m9.2] in abcde2, and it is not JSON." in str(
        run("check", "abcde2").exception
    )


def test_nothing_to_check_stands(run: Command) -> None:
    """An empty journal has nothing that doesn't stand; an empty list of answers neither."""
    result = run("check", "--all")
    assert (result.exit_code, result.stdout[:32]) == (0, "0 citations: nothing to check. C")
    assert run("check", "-", stdin="[]").exit_code == 0


def test_one_quotation_or_many(run: Command) -> None:
    """Both together are a mistake; the exit code of many is 2 for a wrong line, else 1 for one that isn't verbatim."""
    verbatim = "the army should enter Rafah immediately"
    assert "Give a quotation" in str(run("quote", "x", "--from", "-").exception)
    many = {
        f"{verbatim}\n\n": 0,
        f"{verbatim}\nzeppelins over the river at dawn\n{verbatim}\n": 1,
        f"{{\n{verbatim}\n": 2,
        f"zeppelins over the river at dawn\n{{\n{verbatim}\n": 2,
    }
    assert {stdin: run("quote", "--from", "-", stdin=stdin).exit_code for stdin in many} == many
    assert run("quote", verbatim).exit_code == 0
    assert "verbatim" in run("quote", verbatim).stdout


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "this is not JSON ("),
        ('{"text": null}', "it has no text."),
        ('{"text": "x", "article": 5}', "its article is not text."),
        ('{"text": "x", "speaker": []}', "its speaker is not text."),
    ],
)
def test_a_wrong_quotation_is_named(run: Command, line: str, sentence: str) -> None:
    """The line is named with what is wrong with it."""
    result = run("quote", "--from", "-", stdin=f"\n{line}\n")
    assert result.stderr.startswith(f"pincite: - line 2: {sentence}")


def test_attribution_of_many_quotations(run: Command, corpus: Path) -> None:
    """A line's own article or speaker wins over that of the options."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "one", "text": "“The mill should close at once,” said Ana Petrov."},
        {"id": "two", "text": "Nothing happened in the harbour."},
    )
    words = '"text": "The mill should close at once"'
    stdin = f'{{{words}}}\n{{{words}, "article": "one", "speaker": "Petrov"}}\n'
    for option, value in (("--article", "two"), ("--speaker", "Hugo Haddad")):
        result = run("quote", "--from", "-", option, value, stdin=stdin, corpus=corpus)
        verdicts = [json.loads(line)["verdict"] for line in result.stdout.splitlines()]
        assert verdicts == ["misattributed", "verbatim"]


def test_an_export_goes_to_its_file(run: Command, tmp_path: Path) -> None:
    """Stdout has the same text with one line end; a file that can't be written is said."""
    identity = json.loads(run("ask", "--json", QUESTION).stdout)["id"]
    shown = run("export", identity, "--format", "csv").stdout
    assert run("export", identity, "--format", "csv", "--output", tmp_path / "a.csv").stdout == ""
    written, printed = (
        [{**row, "checked_at": ""} for row in csv.DictReader(io.StringIO(text))]  # They may be a second apart.
        for text in ((tmp_path / "a.csv").read_text(encoding="utf-8"), shown)
    )
    assert written == printed != []
    assert not shown.endswith("\n\n")
    result = run("export", identity, "--output", tmp_path / "none" / "a.md")
    assert str(result.exception).endswith("can't be written (No such file or directory).")


def test_bars_are_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a bar fills, when there is enough to do; in a pipe there is none."""
    with citations._progress(20) as advance:
        assert advance is None
    with common._progress() as opening:
        opening("a.txt", 1)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    with citations._progress(19) as advance:
        assert advance is None
    with citations._progress(20) as advance:
        assert advance is not None
    with common._progress() as opening:
        assert opening is not None
        opening("a.txt", 2_000)
    with evaluation._progress(1) as step:
        step()
    assert "Checking" in screen.getvalue()
    assert "Reading a.txt: 2,000 articles" in screen.getvalue()
    assert "100%" in screen.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "named", "more"), [(9, 9, None), (10, 10, None), (11, 10, "1"), (2_010, 10, "2,000")]
)
def test_unreadable_files_are_named_up_to_ten(
    capsys: pytest.CaptureFixture[str], number: int, named: int, more: str | None
) -> None:
    """Ten are named before an answer, the others counted; where all are wanted, all that differ are named."""
    changes = Changes(problems=tuple(Problem(f"{i}.txt", f"is {'very ' * i}short") for i in range(number)))
    common._name_problems(changes, every=False)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "pincite: 0.txt is short; left out."
    all_elsewhere = f"pincite: … and {more} more; `pincite index --report FILE.csv` lists all."
    assert lines[named:] == ([all_elsewhere] if more else [])
    common._name_problems(changes, every=True)
    assert len(capsys.readouterr().err.splitlines()) == number


def test_options_win_over_settings(tmp_path: Path) -> None:
    """An option that was given replaces the setting, one that wasn't leaves it."""
    settings = Settings.from_env({"PINCITE_ENGINE": "disk"})
    changed = common.with_options(settings, {"corpus": tmp_path, "engine": None})
    assert (changed.corpus, changed.engine) == (tmp_path, "disk")


def test_a_day_is_a_day() -> None:
    """Dashes or slashes; anything else is a mistake that shows how to write one."""
    day = common.Day()
    assert [day.convert(written, None, None) for written in ("2024-03-16", "2024/03/16", DAY)] == [DAY] * 3
    with pytest.raises(click.BadParameter, match="'March' is not a day; write it as 2024-03-16"):
        day.convert("March", None, None)


def test_the_bot_is_started_with_its_options(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options win over variables, and the archive is opened when the bot wants it."""
    started: list[tuple[Settings, str]] = []

    def fake(opened: Callable[[], object], settings: Settings) -> None:
        with opened() as searcher:  # type: ignore[attr-defined]
            started.append((settings, searcher.archive.article(SEED).id))

    monkeypatch.setattr("bot.telegram_app.run", fake)
    monkeypatch.setenv("PINCITE_WEBHOOK", "https://one.example")
    monkeypatch.setenv("PINCITE_METRICS", "9100")
    run("telegram")
    run("telegram", "--webhook", "https://two.example", "--metrics", "9200")
    chosen = [(settings.telegram.webhook, settings.telegram.metrics, article) for settings, article in started]
    assert chosen == [("https://one.example", 9100, SEED), ("https://two.example", 9200, SEED)]


class Terminal(io.StringIO):
    """A stdin that somebody types at."""

    def isatty(self) -> bool:
        return True


def test_a_prompt_opens_at_a_terminal(
    state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what the archive holds, answers what is typed, and keeps the answers under `repl`."""
    monkeypatch.setattr("bot.repl.typed_lines", lambda history, *_: [QUESTION, f":open {history.name}"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    pincite.main(["--corpus", str(SEEDS), "--state", str(state)], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"1 article in {SEEDS}. Ask, or type :help."
    assert sum(line.startswith("[") for line in lines) == 3
    assert lines[-1] == "There is no article 'history' in this archive; `:articles` lists them."
    with closing(Journal(state)) as journal:
        assert [entry.entry_point for entry in journal.latest(2)] == ["repl"]


def written(screen: io.TextIOWrapper) -> str:
    """What was written to a stream that keeps its bytes."""
    screen.seek(0)
    return screen.read()


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (UsageError("Wrong."), 2, "pincite: Wrong.\n"),
        (click.UsageError("No."), 2, "pincite: No.\n"),
        (click.Abort(), 130, "pincite: Stopped.\n"),
        (KeyboardInterrupt(), 130, "pincite: Stopped.\n"),
        (
            OSError(28, "No space left on device", "/a\x1b[2J"),
            3,
            "pincite: /a\ufffd[2J can't be used now: the disk is full (No space left on device); {}.\n".format(
                "make room on it, and try again"
            ),
        ),
        (OSError(28, "No space left on device"), 3, "pincite: The output can't be used (No space left on device).\n"),
        (OSError(2, "No such file"), 3, "pincite: The current folder can't be used (No such file).\n"),
        (
            OSError(24, "Too many open files"),
            3,
            "pincite: What Pincite needs can't be used now: this process may open no more files ({}); {}.\n".format(
                "Too many open files", "allow it more (`ulimit -n`), and try again"
            ),
        ),
        (ValueError("oops"), 3, "pincite: Pincite failed: ValueError: oops (PINCITE_DEBUG=1 shows where).\n"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, sentence: str
) -> None:
    """Each error has its exit code; one that nobody foresaw is shown whole only when debugging."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    for name in ("stdout", "stdin"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    monkeypatch.setattr(sys, "stderr", screen)

    def broken(**_: object) -> None:
        raise error

    monkeypatch.setattr(pincite, "main", broken)
    monkeypatch.delenv("PINCITE_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert written(screen) == sentence
    if isinstance(error, ValueError):
        monkeypatch.setenv("PINCITE_DEBUG", "1")
        with pytest.raises(SystemExit):
            main()
        assert "Traceback" in written(screen)


def test_show_takes_any_name(corpus: Path, run: Command) -> None:
    """Articles that share a title are listed with their ids, and are a line of JSON each; one alone is shown."""
    for name in ("a.md", "b.md"):
        text = f"---\ntitle: Mill news\nurl: https://mills.example/{name}\n---\n\nThe mill of {name} is open.\n"
        (corpus / name).write_text(text, encoding="utf-8")
    done = run("show", "“mill NEWS”", corpus=corpus)
    said = "pincite: 2 articles are named '“mill NEWS”'; choose one by its id, the last of its line:\n"
    assert (done.exit_code, done.stderr) == (0, said)
    assert done.stdout == "no date     Mill news  a.md\nno date     Mill news  b.md\n"
    ids = [json.loads(line)["id"] for line in run("show", "mill news", "--json", corpus=corpus).stdout.splitlines()]
    assert ids == ["a.md", "b.md"]
    assert [run("show", *["mill", "news"], corpus=corpus).stdout] == [done.stdout]
    one = run("show", "www.mills.example/b.md?utm_id=1#1", corpus=corpus)
    assert (one.exit_code, one.stderr) == (0, "")
    assert "**The mill of b.md is open.**" in one.stdout
    assert isinstance(run("show", "mill news#2", corpus=corpus).exception, NotFound)


def test_show_takes_several_names(corpus: Path, run: Command) -> None:
    """Words are a title, else each names an article; one that is not there is named alone."""
    for name in ("a.md", "b.md"):
        (corpus / name).write_text(f"# Mill {name[0]}\n\nThe mill of {name} is open.\n", encoding="utf-8")
    done = run("show", "b.md", "a.md", corpus=corpus)
    assert done.exit_code == 0
    assert done.stdout.index("The mill of b.md") < done.stdout.index("The mill of a.md")
    assert len(run("show", "b.md", "a.md#1", "--json", corpus=corpus).stdout.splitlines()) == 2
    assert str(run("show", "a.md", "c.md", corpus=corpus).exception) == "There is no article 'c.md' in this archive."
    assert "'c.md d.md'" in str(run("show", "c.md", "d.md", corpus=corpus).exception)


@pytest.mark.parametrize("written", ["{}", "[pincite:{}]", " [Pincite: {} ] ", "pincite:{}", "[{}]"])
def test_an_id_is_known_as_it_stands_in_a_draft(run: Command, written: str) -> None:
    """A mark that was copied is an id, for each command that takes one; of a citation, its passage only."""
    identity = json.loads(run("ask", "--json", "--limit", "2", QUESTION).stdout)["id"]
    one = written.format(f"{identity}.2")
    assert run("check", one, "--json").stdout.count('"verified"') == 1
    exported = json.loads(run("export", one, "--format", "json").stdout)
    assert [each["citation"]["id"] for each in exported["passages"]] == [f"{identity}.2"]
    assert len(json.loads(run("export", written.format(identity), "--format", "json").stdout)["passages"]) == 2
    missing = run("export", written.format(f"{identity}.7"))
    assert str(missing.exception) == f"The answer '{identity}' has no citation '{identity}.7'; it has 2."


def test_what_cannot_be_read_is_said_once(run: Command, corpus: Path) -> None:
    """Then in a short line, until it changes; `index` says all of it each time."""
    (corpus / "a.txt").write_text("The mill is open.")
    (corpus / "b.txt").write_bytes(b"\0\1")
    (corpus / "c.txt").write_bytes(b"")
    whole = "pincite: b.txt is not text; left out.\npincite: c.txt is empty; left out.\n"
    short = "pincite: b.txt and 1 more still can't be read; `pincite index` says why.\n"
    assert [run("quote", "The mill is open", corpus=corpus).stderr for _ in range(3)] == [whole, short, short]
    assert whole in run("index", corpus=corpus).stderr
    (corpus / "c.txt").write_text("The quay is shut.")
    assert [run("show", "a.txt", corpus=corpus).stderr for _ in range(2)] == [
        "pincite: b.txt is not text; left out.\n",
        "pincite: b.txt still can't be read; `pincite index` says why.\n",
    ]
    (corpus / "b.txt").write_text("The dam is safe.")
    assert run("show", "a.txt", corpus=corpus).stderr == ""
    (corpus / "b.txt").write_bytes(b"\0\1")
    assert run("show", "a.txt", corpus=corpus).stderr == "pincite: b.txt is not text; left out.\n"


def test_a_quotation_of_a_file_that_cannot_be_read(run: Command, corpus: Path) -> None:
    """It ends with 3, as a check does; among many, with 1 where another does not stand."""
    (corpus / "a.txt").write_text("The mill is open.")
    (corpus / "b.txt").write_text("The quay is shut.")
    assert run("quote", "The quay is shut", corpus=corpus).exit_code == 0
    away = corpus.with_name("away")
    corpus.rename(away)
    corpus.mkdir()
    done = run("quote", "The quay is shut", corpus=corpus)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (3, "⚠ unreadable")
    lines = '{"text": "The quay is shut"}\n{"text": "The quay is open"}\n'
    assert run("quote", "--from", "-", stdin=lines, corpus=corpus).exit_code == 3
    lines += '{"text": "Nothing like it was ever written"}\n'
    assert run("quote", "--from", "-", stdin=lines, corpus=corpus).exit_code == 1


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([], 0),
        ([Verdict.VERIFIED, Verdict.MOVED], 0),
        ([Verdict.VERIFIED, Verdict.UNREADABLE], 3),
        ([Verdict.UNREADABLE, Verdict.ALTERED], 1),
        ([Verdict.GONE], 1),
    ],
)
def test_the_exit_code_of_checks(verdicts: list[Verdict], code: int) -> None:
    """What does not stand weighs more than what could not be looked at."""
    checks = [Check("k7q2m9.1", verdict, None, None, None, None) for verdict in verdicts]
    subjects = [Subject("A", ())] * len(checks)
    assert citations._exit_code(checks, subjects, strict=False) == code


def test_strictness_minds_any_caution() -> None:
    """A caution about what stands around a quotation fails it only when strict, one about an omission always."""
    for where, lenient in ((CautionPlace.AFTER, True), (CautionPlace.OMITTED, False)):
        caution = Caution(CautionKind.CONDITION, where, "unless")
        quotation = Quotation(None, "x", QuoteVerdict.VERBATIM, (), None, cautions=(caution,))
        assert citations._quote_code(quotation, strict=False) == int(not lenient)
        assert citations._quote_code(quotation, strict=True) == 1
    plain = Quotation(None, "x", QuoteVerdict.VERBATIM, (), None)
    assert citations._quote_code(plain, strict=True) == 0
    assert citations._quote_code(replace(plain, verdict=QuoteVerdict.UNREADABLE), strict=False) == 3


def test_a_file_without_an_end_is_refused(run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file may be as large as the limit; one byte more, and it is named with the limit."""
    monkeypatch.setattr(common, "MOST_BYTES", 2 * 2**20)
    (tmp_path / "most").write_bytes(b"\n" * 2 * 2**20)
    (tmp_path / "more").write_bytes(b"\n" * (2 * 2**20 + 1))
    assert run("ask", "--from", tmp_path / "most").exit_code == 0
    for file in (tmp_path / "more", "/dev/zero"):
        assert str(run("ask", "--from", file).exception) == f"{file} is not read: it is larger than 2 MB; split it."


def test_lines_end_as_anywhere(tmp_path: Path) -> None:
    """A byte order mark is none of the text, and lines end in any of the three ways."""
    (tmp_path / "lines").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\nd\xff")
    assert list(common.lines_of(str(tmp_path / "lines"))) == ["a\n", "b\n", "c\n", "d\ufffd"]


def test_stats_are_numbers(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a person with a histogram, or as JSON."""
    common = ["--corpus", str(SEEDS), "--state", str(state), "stats"]
    pincite.main(common, standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(SEEDS)
    assert "articles       1 in 1 file" in [line.rstrip() for line in lines]
    assert lines[-1].strip() == "articles by month"
    pincite.main([*common, "--json"], standalone_mode=False)
    numbers = json.loads(capsys.readouterr().out)
    assert (numbers["articles"], numbers["months"], numbers["kinds"]) == (1, {"2024-03": 1}, {".txt": 1})


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (["{}", "Who?"], "{}"),
        (["{}"], "{}"),
        (["Who leads it?", "{}"], "{}"),
        (["articles", "Who leads it?"], "articles"),
        (["articles", "about", "Mossad"], None),
        (["what", "is", "in", "{}"], None),
        (["Who leads it?", "x" * 5000], None),
        (["Who?\0"], None),
    ],
)
def test_a_folder_beside_a_question_is_none_of_its_words(
    words: list[str], folder: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said how to name it; words that happen to be folders are words."""
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    given = [word.replace("{}", str(tmp_path)) for word in words]
    if folder is None:
        assert common.written(given, "question") == " ".join(given)
        return
    named = folder.replace("{}", str(tmp_path))
    with pytest.raises(UsageError) as refused:
        common.written(given, "question")
    assert str(refused.value) == f"{named} is a folder, not part of a question; to read its articles: --corpus {named}"


def test_a_folder_where_no_word_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What click refuses is told with how a folder is named, and any other word without."""
    for words, said in (
        (["index", "."], "Got unexpected extra argument (.). To read the articles of a folder: --corpus .\n"),
        (["index", "nowhere"], "Got unexpected extra argument (nowhere)\n"),
        ([str(tmp_path)], f"lists the commands. To read the articles of a folder: --corpus {tmp_path}\n"),
    ):
        monkeypatch.setattr(sys, "argv", ["pincite", *words])
        monkeypatch.setattr(terminal, "prepare", lambda: None)  # pytest's stdin is none that can be set up
        with pytest.raises(SystemExit) as stopped:
            entry.run()
        assert stopped.value.code == 2
        assert capsys.readouterr().err.endswith(said)
