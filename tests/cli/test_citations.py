"""`check`, `quote`, `export` and `journal`, run as a user runs them."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli.citations import _batch_quotation
from retrieval import UsageError
from tests.cli.test_command_line import Run
from tests.conftest import QUESTION, SEED, SEEDS

QUOTE = "the army should enter Rafah immediately and increase military pressure"


@pytest.fixture
def pincite(state: Path, tmp_path: Path) -> Run:
    """Runs `pincite` over a copy of the seeds."""
    shutil.copytree(SEEDS, tmp_path / "archive")
    return Run(state)


@pytest.fixture
def archive(pincite: Run, tmp_path: Path) -> Path:
    """The copy of the seeds."""
    return tmp_path / "archive"


@pytest.fixture
def answer(pincite: Run, archive: Path) -> str:
    """The id of an answer in the journal."""
    return str(json.loads(pincite("ask", "--json", "--limit", "2", QUESTION, PINCITE_CORPUS=str(archive)).stdout)["id"])


def test_a_check_by_id(pincite: Run, answer: str, archive: Path) -> None:
    """An answer, one citation or all of them are checked; a change of the source is told and ends with 1."""
    done = pincite("check", answer, PINCITE_CORPUS=str(archive))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 citations: 2 verified. Checked " in done.stdout
    article = archive / SEED
    article.write_text(article.read_text().replace("Mossad chief", "CIA chief"))
    done = pincite("check", f"{answer.upper()}.1", "--json", PINCITE_CORPUS=str(archive))
    told = json.loads(done.stdout)
    assert (done.returncode, told["citation"], told["verdict"]) == (1, f"{answer}.1", "altered")
    assert list(told) == [
        "citation", "verdict", "article", "start", "end", "difference", "note", "also_at", "omitted", "cautions",
        "sentence", "quotation", "others", "file", "line",
    ]  # fmt: skip
    assert "[-Mossad-]{+CIA+}" in told["difference"]
    article.unlink()
    done = pincite("check", "--all", PINCITE_CORPUS=str(archive))
    assert done.returncode == 3
    assert "2 citations: 2 unreadable." in done.stdout
    (archive / "another.txt").write_text("Another one.")
    done = pincite("check", "--all", PINCITE_CORPUS=str(archive))
    assert done.returncode == 1
    assert "2 citations: 2 gone." in done.stdout


def test_a_check_of_files(pincite: Run, answer: str, archive: Path, tmp_path: Path) -> None:
    """Answers as JSON, from a file or stdin, and drafts are checked, too."""
    given = pincite("export", answer, "--format", "json", PINCITE_CORPUS=str(archive)).stdout
    assert pincite("check", "-", stdin=given, PINCITE_CORPUS=str(archive)).returncode == 0
    draft = tmp_path / "draft.md"
    pincite("export", answer, "--output", draft, PINCITE_CORPUS=str(archive))
    assert pincite("check", draft, PINCITE_CORPUS=str(archive)).returncode == 0
    draft.write_text(draft.read_text().replace("Barnea expected", "Barnea refusing"))
    done = pincite("check", draft, PINCITE_CORPUS=str(archive))
    assert done.returncode == 1
    assert "[-refusing-]{+expected+}" in done.stdout
    draft.write_text(f"No mark. [pincite:{answer}.1] “Words of nobody at all.”\n\n[pincite:222222.1]")
    verdicts = [
        json.loads(line) for line in pincite("check", draft, "--json", PINCITE_CORPUS=str(archive)).stdout.splitlines()
    ]
    assert [(v["citation"], v["verdict"]) for v in verdicts] == [(f"{answer}.1", "gone"), ("222222.1", "gone")]


@pytest.mark.parametrize("part", ["text", "sentence"])
def test_an_answer_that_shows_other_words_is_not_verified(pincite: Run, answer: str, archive: Path, part: str) -> None:
    """What a reader of the file sees is checked, not only its selectors."""
    given = json.loads(pincite("export", answer, "--format", "json", PINCITE_CORPUS=str(archive)).stdout)
    shown = given["passages"][0]
    if part == "text":
        shown["text"] = "Nobody will go anywhere."
    else:
        shown["sentence"]["exact"] = "Nobody will go anywhere."
    done = pincite("check", "-", stdin=json.dumps(given), PINCITE_CORPUS=str(archive))
    assert done.returncode == 1
    assert "The words shown with the citation are not the ones it cites." in " ".join(done.stdout.split())
    assert "2 citations: 1 verified, 1 altered." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "sentence"),
    [
        (["check"], "", 2, "Name an answer, a citation or a file to check, or give --all or --changed."),
        (["check", "--all", "k7q2m9"], "", 2, "Name an answer, a citation or a file"),
        (["check", "k7q2m9"], "", 3, "There is no answer 'k7q2m9' in the journal."),
        (["check", ""], "", 2, "One of the names to check is empty; name an answer, a citation or a file."),
        (["check", "no-such-file.md"], "", 3, "no-such-file.md can't be read"),
        (
            ["check", "k7q2m.1"],
            "",
            3,
            "k7q2m.1 can't be read (No such file or directory), and it is not an ID such as k7q2m9.2.",
        ),
        (["check", "-"], "A text without marks.", 2, "There is no citation mark like [pincite:k7q2m9.2] in -"),
        (["check", "-"], "A text without marks.", 2, "checked on the page /draft of `pincite serve`."),
        (["check", "-"], '{"passages": 5}', 2, "'passages' is not a list."),
        (["check", "-"], '{"a": 1}\n{oops}', 2, "Line 2 is not JSON"),
        (["quote"], "", 2, "Give a quotation, or --from FILE with many."),
        (["quote", "…"], "", 2, "There are no words in that quotation."),
        (["export", "k7q2m9"], "", 3, "There is no answer 'k7q2m9' in the journal."),
        (["journal", "forget"], "", 2, "Name the answers to forget"),
        (["journal", "forget", "k7q2m9"], "", 3, "There is no answer 'k7q2m9' in the journal."),
        (["ask", "--replay", "k7q2m9"], "", 3, "There is no answer 'k7q2m9' in the journal."),
    ],
)
def test_mistakes_are_one_sentence(pincite: Run, arguments: list[str], stdin: str, code: int, sentence: str) -> None:
    """What is wrong is said in a sentence, with the right exit code."""
    done = pincite(*arguments, stdin=stdin)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert sentence in done.stderr


def test_quote(pincite: Run) -> None:
    """A quotation's verdict decides the exit code."""
    assert pincite("quote", *QUOTE.split()).returncode == 0
    done = pincite("quote", QUOTE, "--speaker", "Benjamin Netanyahu")
    assert done.returncode == 1
    assert "The words are attributed to Bezalel Smotrich, not to Benjamin Netanyahu." in done.stdout
    told = json.loads(pincite("quote", "--json", QUOTE).stdout)
    assert list(told) == ["id", "text", "verdict", "places", "difference", "note", "omitted", "origins", "cautions"]
    place = ["article", "title", "date", "start", "end", "paragraphs", "exact", "sentence", "authors", "source", "url"]
    assert list(told["places"][0]) == place


def test_many_quotations(pincite: Run) -> None:
    """Lines are answered in order under their ids, whatever those are; a line that is wrong is named."""
    lines = [
        json.dumps({"id": 7, "text": QUOTE}),
        json.dumps({"id": "b", "text": QUOTE.replace("Rafah", "Gaza")}),
        json.dumps({"text": QUOTE, "speaker": "Benjamin Netanyahu"}),
        "",
        "zeppelins over the river at dawn",
    ]
    done = pincite("quote", "--from", "-", stdin="\n".join(lines))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(t["id"], t["verdict"]) for t in told] == [
        (7, "verbatim"), ("b", "altered"), (None, "misattributed"), (None, "not found"),
    ]  # fmt: skip
    assert done.returncode == 1
    done = pincite("quote", "--from", "-", stdin='{"text": 5}\n{"text": "the army should"}\n{')
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 1)
    assert "line 1: it has no text." in done.stderr


def test_the_journal_is_listed_and_forgotten(pincite: Run) -> None:
    """Answers are kept unless told not to, listed newest first, replayed, and forgotten for good."""
    pincite("ask", "--no-journal", QUESTION)
    assert pincite("journal").stdout == ""
    pincite("ask", QUESTION)
    pincite(stdin=f"{QUESTION}\n")
    listed = [line.split() for line in pincite("journal").stdout.splitlines()]
    assert sorted(line[3] for line in listed) == ["command", "repl"]
    first = listed[0][0]
    assert pincite("ask", "--replay", first).stdout == "The same answer, from the same articles.\n"
    assert json.loads(pincite("ask", "--replay", first, "--json").stdout)["same_answer"] is True
    assert pincite("journal", "forget", first).stdout == "Forgot 1 answer.\n"
    assert pincite("journal", "forget", "--older-than", "0").returncode == 0
    pincite("journal", "forget", "--all")
    assert pincite("journal").stdout == ""


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (" It rained. \n", {"text": "It rained."}),
        ("It \ud800 rained.", {"text": "It \ufffd rained."}),
        ('{"text": "It \\ud800", "id": "\\ud800", "weight": 5}', {"text": "It \ufffd", "id": "\ud800", "weight": 5}),
        ('{"text": "a", "article": null, "speaker": "\\ud800"}', {"text": "a", "article": None, "speaker": "\ufffd"}),
        ('{"text": 5}', "it has no text."),
        ("{}", "it has no text."),
        ("{", "this is not JSON ("),
        ('{"text": "a", "article": 5}', "its article is not text."),
        ('{"text": "a", "speaker": []}', "its speaker is not text."),
    ],
)  # fmt: skip
def test_a_line_of_quotations(line: str, row: dict[str, object] | str) -> None:
    """Words, or an object with a text, whose id stays as it is; what is wrong with another is said."""
    if isinstance(row, dict):
        assert _batch_quotation(line) == row
    else:
        with pytest.raises(UsageError) as told:
            _batch_quotation(line)
        assert str(told.value).startswith(row)
