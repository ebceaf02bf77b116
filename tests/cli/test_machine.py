"""`check` for machines: many drafts, a line a finding, a pre-commit hook and a GitHub action."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.drafts import named_subjects
from bot.journal.store import Journal
from retrieval import UsageError
from tests.cli.test_command_line import Run
from tests.test_architecture import ROOT

TEXT = "The landlord is not permitted to end the contract within five years.\n\nThe tenant may end it at any time."
GOOD = "He wrote that “the tenant may end it at any time” {}.\n"
BAD = "First line.\n\nHe wrote that “the tenant may end it at no time” {}.\n"


class Over(Run):
    """Runs `pincite` over an archive that need not be named."""

    def __init__(self, state: Path, corpus: Path) -> None:
        super().__init__(state)
        self.corpus = corpus

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        return super()._environment({"PINCITE_CORPUS": str(self.corpus), **more})


@pytest.fixture
def pincite(state: Path, corpus: Path) -> Run:
    """Runs `pincite` over an archive of one article."""
    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    return Over(state, corpus)


@pytest.fixture
def mark(pincite: Run) -> str:
    """The mark of a citation of the whole article."""
    answer = json.loads(pincite("ask", "--json", "What may the tenant end at any time?").stdout)
    return f"[pincite:{answer['passages'][0]['citation']['id']}]"


@pytest.fixture
def drafts(tmp_path: Path, mark: str) -> Path:
    """A folder of drafts, in subfolders, of several kinds."""
    folder = tmp_path / "drafts"
    (folder / "sub" / ".hidden").mkdir(parents=True)
    (folder / "good.md").write_text(GOOD.format(mark), encoding="utf-8")
    (folder / "sub" / "bad.rst").write_text(BAD.format(mark), encoding="utf-8")
    (folder / "sub" / "none.txt").write_text("No mark in here.", encoding="utf-8")
    (folder / "sub" / "data.json").write_text("{}", encoding="utf-8")
    (folder / "sub" / ".hidden" / "bad.md").write_text(BAD.format(mark), encoding="utf-8")
    return folder


def test_a_folder_of_drafts(pincite: Run, drafts: Path) -> None:
    """A line a finding, with file, line, verdict and difference; nothing where nothing is wrong."""
    done = pincite("check", "--lines", drafts)
    bad = drafts / "sub" / "bad.rst"
    assert done.stdout == f"{bad}:3: altered: … may end it at [-no-]{{+any+}} time\n"
    assert done.returncode == 1
    done = pincite("check", "--lines", drafts / "good.md", drafts / "sub" / "none.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_file_and_line_stand_in_the_json(pincite: Run, drafts: Path, mark: str) -> None:
    """Of a mark in a draft; of a citation by its id they are null."""
    done = pincite("check", "--json", drafts, mark[9:-1])
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(t["file"], t["line"], t["verdict"]) for t in told] == [
        (str(drafts / "good.md"), 1, "verified"),
        (str(drafts / "sub" / "bad.rst"), 3, "altered"),
        (None, None, "verified"),
    ]


@pytest.mark.parametrize(
    ("draft", "code", "line"),
    [
        (
            "The tenant may end it {}.",
            1,
            "verified: The words are in the article just as cited. No quotation was found",
        ),
        ("He wrote: “The landlord is … permitted to end the contract” {}.", 1, "altered: "),
        ("He wrote: “permitted to end the contract” {}.", 1, "verified: "),
        ("He wrote: “the tenant may end it at any time” {}.", 0, ""),
        ("He wrote: “the tenant may end it at any time” {}. And “nobody else at all”.", 1, "gone: "),
        ("“Permitted to end the contract” and “the tenant may end it at any time” {}.", 1, "verified: "),
    ],
)
def test_strictness(pincite: Run, tmp_path: Path, mark: str, draft: str, code: int, line: str) -> None:
    """Any caution and any mark without a quotation fail then; otherwise only what does not stand."""
    path = tmp_path / "draft.md"
    path.write_text(draft.format(mark), encoding="utf-8")
    done = pincite("check", "--lines", "--strict", path)
    assert done.returncode == code
    assert done.stdout.startswith(f"{path}:1: {line}" if line else "")
    relaxed = pincite("check", "--lines", path)
    assert relaxed.returncode == int("…" in draft or "nobody" in draft)


def test_every_quotation_of_a_draft_is_told(pincite: Run, tmp_path: Path, mark: str) -> None:
    """Two that are wrong are two lines; one without a mark has one, too, and what is not the archive's is counted."""
    path = tmp_path / "draft.md"
    path.write_text(
        f"“The tenant may end it at no time” and “nobody wrote these words” {mark}.\n\n"
        "He wrote: “the tenant may end it at no time whatever”.\n\n"
        "She said “these are my own words” to the “experts”.\n",
        encoding="utf-8",
    )
    done = pincite("check", "--lines", path)
    assert [line.split(":")[1:3] for line in done.stdout.splitlines()] == [
        ["1", " gone"], ["1", " altered"], ["3", " altered"],
    ]  # fmt: skip
    assert "2 quotations without a mark: not in the archive, a title, or too short to look up (" in done.stderr
    told = [json.loads(line) for line in pincite("check", "--json", path).stdout.splitlines()]
    assert [(t["citation"], t["quotation"], len(t["others"])) for t in told] == [
        (mark[9:-1], "nobody wrote these words", 1), (None, "the tenant may end it at no time whatever", 0),
    ]  # fmt: skip
    assert told[0]["others"][0]["verdict"] == "altered"
    shown = pincite("check", path).stdout
    assert "≠ altered  “The tenant may end it at no time”" in shown
    assert "1 citation: 1 gone. Without a mark: 1 altered. Checked" in shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_drafts_in_any_encoding(pincite: Run, tmp_path: Path, mark: str, encoding: str) -> None:
    """Their quotation marks are seen in each: what was invented is found out."""
    path = tmp_path / "draft.md"
    words = (
        f"Als Café-Besitzer schrieb er: „the tenant may end it at no time“ {mark} und “nothing else” über naïve Mieter."
    )
    path.write_bytes(words.encode(encoding))
    done = pincite("check", "--lines", path)
    assert (done.returncode, done.stdout.startswith(f"{path}:1: altered: ")) == (1, True)


def test_a_draft_that_is_no_text_is_a_sentence(pincite: Run, tmp_path: Path) -> None:
    """Neither verdict nor traceback."""
    (tmp_path / "draft.md").write_bytes(b"\x00\x01\x02")
    done = pincite("check", tmp_path / "draft.md")
    advice = "save the draft as text, Markdown or a Word document (.docx)."
    assert (done.returncode, done.stderr) == (2, f"pincite: {tmp_path / 'draft.md'} is not text; {advice}\n")


def test_what_can_not_be_looked_at_is_exit_3_unless_something_is_wrong(
    pincite: Run, corpus: Path, drafts: Path
) -> None:
    """Of an archive that is not there nothing is called gone, and answers go on."""
    shutil.rmtree(corpus)
    for _ in range(2):
        done = pincite("check", "--lines", drafts)
        assert done.returncode == 3
        assert done.stdout.count("unreadable") == 2
        assert "is not there now; answers still draw on what was known." in done.stderr
    assert pincite("ask", "What may the tenant end?").returncode == 0


def command(entry: str) -> str:
    """A shell's command with `pincite` as this Python runs it."""
    return entry.replace("pincite check", f"{shlex.quote(sys.executable)} -m bot check")


def shell(script: str, folder: Path, state: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script of a hook or action, run in a folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, capture_output=True, text=True, check=False,
        env={**inherited, "PYTHONPATH": str(ROOT), "PINCITE_STATE": str(state), **environment},
    )  # fmt: skip


@pytest.mark.slow
def test_the_pre_commit_hook(pincite: Run, corpus: Path, state: Path, drafts: Path) -> None:
    """Its command takes the names of drafts, as pre-commit gives them."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"]) == ("pincite-check", "python")
    for names, code in ((["good.md"], 0), (["good.md", "sub/none.txt", "sub/bad.rst"], 1)):
        done = shell(command(f"{hook['entry']} {shlex.join(names)}"), drafts, state, PINCITE_CORPUS=str(corpus))
        assert (done.returncode, done.stdout.count("sub/bad.rst:3: altered: ")) == (code, code)


@pytest.mark.slow
def test_the_action(pincite: Run, corpus: Path, state: Path, drafts: Path) -> None:
    """It installs this checkout, and its script checks the drafts, strictly where that is wanted."""
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) == {"corpus", "drafts", "state", "strict"}
    *_, install, check = action["runs"]["steps"]
    assert install["env"]["PINCITE_SOURCE"] == "${{ github.action_path }}"
    assert "pip install" in install["run"]
    (drafts / "unquoted.md").write_text(
        (drafts / "good.md").read_text(encoding="utf-8").replace("“", "").replace("”", "")
    )
    for inputs, code in (("good.md\nunquoted.md", 0), (".", 1)):
        for strict in ("false", "true"):
            given = {"corpus": str(corpus), "state": str(state), "drafts": inputs, "strict": strict}
            values = {name: given[value.split("inputs.")[1].split(" ")[0]] for name, value in check["env"].items()}
            done = shell(command(check["run"]), drafts, state, **values)
            assert done.returncode == (1 if strict == "true" else code), done.stderr
            assert ("unquoted.md:1: verified" in done.stdout) == (strict == "true")


def test_an_answer_that_is_damaged_in_the_journal_is_unreadable(pincite: Run, state: Path, drafts: Path) -> None:
    """Its citations can't be known any more; that says nothing about the article."""
    with sqlite3.connect(state / "journal.sqlite") as db:
        db.execute("UPDATE answers SET answer = replace(answer, 'tenant', 'terrant')")
    db.close()
    done = pincite("check", "--json", drafts / "good.md")
    (told,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, told["verdict"]) == (3, "unreadable")
    assert "in the journal is damaged" in told["note"]


@pytest.mark.slow
def test_drafts_of_word_processors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are read as articles are, in a folder too; what can't be judged in them is said, and a damaged one named."""
    draft = r"{\rtf1\ansi Report\par\par Oakes said \'93I measured it\'94 [pincite:k7q2m9.1].}"
    (tmp_path / "draft.RTF").write_text(draft)
    with closing(Journal(tmp_path / "state")) as journal:
        (subject,) = named_subjects(journal, [str(tmp_path)])
        assert subject.mark is not None
        assert (subject.mark.quotation, subject.line) == ("I measured it", 3)
        assert "draft.RTF is read as text" in capsys.readouterr().err
        (tmp_path / "draft.RTF").write_bytes(b"")
        with pytest.raises(UsageError, match=r"draft\.RTF is empty\.$"):
            named_subjects(journal, [str(tmp_path / "draft.RTF")])
        (tmp_path / "draft.doc").write_bytes(b"\0\1\2")
        with pytest.raises(UsageError, match=r"is not text; save the draft as text"):
            named_subjects(journal, [str(tmp_path / "draft.doc")])
