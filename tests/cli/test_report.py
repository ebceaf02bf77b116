"""`pincite index` says what it read and what it left out."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import pincite
from retrieval import NotFound, UsageError


@pytest.fixture
def mixed(corpus: Path, tmp_path: Path) -> Path:
    """A folder of many kinds."""
    (corpus / "a.txt").write_text("date 2024-03-16 Apples.")
    (corpus / "=b.txt").write_text("Bananas.")
    (corpus / "c.txt").write_text(" ")
    (corpus / "<d>.pages").write_text("x")
    (corpus / "e.pages").write_text("x")
    (tmp_path / "f.txt").write_text("x")
    (corpus / "f.txt").symlink_to(tmp_path / "f.txt")
    return corpus


def index(corpus: Path, *options: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of `index`."""
    result = CliRunner().invoke(pincite, ["--corpus", str(corpus), "--state", f"{corpus}-state", "index", *options])
    return result.exit_code, result.stdout, result.stderr


def test_the_summary(mixed: Path) -> None:
    """By kind and reason, after the counts; single files are named on stderr."""
    code, out, err = index(mixed)
    assert (code, out.splitlines()) == (0, [
        "2 articles, 2 passages (2 new, 0 changed, 0 gone).",
        "Read: 2 .txt.",
        "Without a date: 1 article.",
        "Left out: 2 .pages: is of no known kind.",
        "Left out: 1 link: is a link that leads out of the archive.",
    ])  # fmt: skip
    assert "f.txt is a link that leads out of the archive; left out." in err
    assert "c.txt is empty; left out." in err


def test_the_report_as_csv(mixed: Path, tmp_path: Path) -> None:
    """A row a file; no cell is a formula."""
    assert index(mixed, "--report", str(tmp_path / "r.csv"))[0] == 0
    with (tmp_path / "r.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["'=b.txt", ".txt", "1", "1", ""]
    assert ["<d>.pages", ".pages", "0", "0", "is of no known kind"] in rows
    assert ["c.txt", "problem", "0", "0", "is empty"] in rows


def test_the_report_as_a_page(mixed: Path, tmp_path: Path) -> None:
    """Names are escaped."""
    assert index(mixed, "--report", str(tmp_path / "r.HTML"))[0] == 0
    page = (tmp_path / "r.HTML").read_text()
    assert "<td>&lt;d&gt;.pages</td>" in page


def test_a_report_of_another_form_or_that_cant_be_written(mixed: Path, tmp_path: Path) -> None:
    """Both are said in a sentence."""
    for file, error in (("r.pdf", UsageError), ("no/r.csv", NotFound)):
        result = CliRunner().invoke(
            pincite, ["--corpus", str(mixed), "--state", f"{mixed}-state", "index", "--report", str(tmp_path / file)]
        )
        assert isinstance(result.exception, error)
