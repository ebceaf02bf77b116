"""What the readers' README says is true: its program finds the words of citations in files of every kind."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import pincite
from retrieval.articles.hints import MAPPED
from tests.test_architecture import ROOT

README = (ROOT / "retrieval" / "readers" / "README.md").read_text(encoding="utf-8")
FERRY = "The ferry to Velmo sails on {} again, captain Nils Holm said; the pier was mended."


def put(corpus: Path, kind: str, day: str) -> Path:
    """Writes a file of a kind that says on which day the ferry sails, and returns its path."""
    words = FERRY.format(day)
    path = corpus / f"a.{kind}"
    match kind:
        case "txt":
            path.write_text(f"Ferries\n\nSomething else.\n\n{words}\n")
        case "md":
            marked = words.replace("Velmo", "[Velmo](https://example.org/v)").replace("pier", "*pier*")
            path.write_text(f"---\ntitle: Ferries\n---\n\n# Ferries\n\nSomething else.\n\n{marked}\n")
        case "jsonl":
            records = ({"text": "Something else."}, {"title": "Ferries", "text": f"{words}\n\nMore."})
            path.write_text("\n".join(map(json.dumps, records)))
        case "csv":
            path.write_text(f'title,text\nOther,"Some,\nthing"\nFerries,"{words}"\n')
        case "zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("inner/b.txt", "Something else.")
                archive.writestr("inner/c.md", f"# Ferries\n\n{words}\n")
    return path


def run(*arguments: str) -> str:
    """What a command of Pincite prints."""
    return CliRunner().invoke(pincite, arguments).stdout


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("kind", ["txt", "md", "jsonl", "csv", "zip"])
def test_the_program_of_the_readme(tmp_path: Path, corpus: Path, kind: str) -> None:
    """It finds the words where the citation says they are, and sees a file that was edited."""
    (program,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    put(corpus, kind, "Fridays")
    options = ("--corpus", str(corpus), "--state", str(tmp_path / "state"))
    answer = json.loads(run(*options, "ask", "--limit", "1", "--json", "When does the ferry to Velmo sail?"))
    (tmp_path / "answer.json").write_text(run(*options, "export", answer["id"], "--format", "json"))
    (tmp_path / "check.py").write_text(program)

    def checked() -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "check.py", "answer.json", str(corpus)],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    assert checked() == f"{answer['id']}.1 stands in the same file\n"
    put(corpus, kind, "Mondays")
    assert checked() == f"{answer['id']}.1 differs in an edited file\n"


def test_fields_that_may_be_mapped_are_named() -> None:
    """The README lists those that there are."""
    (listed,) = re.findall(r"Fields: (.*)\.$", README, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", listed)) == MAPPED
