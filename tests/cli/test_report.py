"""`pincite index` says what it read and what it left out."""

import csv
import json
import os
import zipfile
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
        "Left out: 2 .pages: unknown kind; save as .docx.",
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
    assert ["<d>.pages", ".pages", "0", "0", "unknown kind; save as .docx"] in rows
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


def test_a_report_takes_nobodys_place(mixed: Path, tmp_path: Path) -> None:
    """Neither an article's nor that of anything else which is there; only that of an earlier report."""
    (tmp_path / "notes.csv").write_text("name,born\nLovelace,1815\n")
    (tmp_path / "page.html").write_text("<!doctype html>\n<html><title>Mine</title>")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "link.csv").symlink_to(mixed / "a.txt")
    os.mkfifo(tmp_path / "pipe.csv")
    (mixed / "page.html").write_text("<p>The orchard was planted in 1902 by two brothers.</p>")
    before = {path: path.read_bytes() for path in [*mixed.iterdir(), *tmp_path.glob("*.csv")] if path.is_file()}
    places = [*tmp_path.glob("*.csv"), *tmp_path.glob("*.html"), mixed / "page.html", mixed / "new.csv"]
    for place in places:
        code, out, _ = index(mixed, "--report", str(place))
        assert (bool(code), out) == (True, "")
    assert {path: path.read_bytes() for path in before} == before
    assert not (mixed / "new.csv").exists()
    for name in ("r.csv", "r.html"):
        for texts in ("Apples.", "Apples and pears."):
            (mixed / "a.txt").write_text(texts)
            assert index(mixed, "--report", str(tmp_path / name))[0] == 0
        assert "a.txt" in (tmp_path / name).read_text()


@pytest.mark.parametrize(
    ("place", "said"), [("corpus/=b.csv", "is inside the archive"), ("kept.csv", "already exists and is not a report")]
)
def test_why_a_report_is_not_written_is_said(mixed: Path, tmp_path: Path, place: str, said: str) -> None:
    """A usage error, exit 2."""
    (tmp_path / place).write_text("kept")
    words = ["--corpus", str(mixed), "--state", f"{mixed}-state", "index", "--report", str(tmp_path / place)]
    error = CliRunner().invoke(pincite, words).exception
    assert isinstance(error, UsageError)
    assert (said in str(error), error.exit_code, (tmp_path / place).read_text()) == (True, 2, "kept")


def test_folders_of_drafts_are_left_out(corpus: Path) -> None:
    """Also inside an archive file; they are said to be."""
    (corpus / "a.txt").write_text("Apples.")
    (corpus / "_drafts").mkdir()
    (corpus / "_drafts" / "b.md").write_text("Bananas.")
    with zipfile.ZipFile(corpus / "c.zip", "w") as archive:
        archive.writestr("_drafts/d.md", "Dates.")
        archive.writestr("my_drafts/e.md", "Elderberries.")
    _, out, err = index(corpus)
    assert out.splitlines() == [
        "2 articles, 2 passages (2 new, 0 changed, 0 gone).",
        "Read: 1 .txt, 1 .zip.",
        "Without a date: 2 articles.",
        "Left out: 1 folder: holds drafts.",
    ]
    assert "c.zip holds files of kinds that are not read (1 _drafts)" in err


def test_files_without_an_ending_are_a_kind(corpus: Path, tmp_path: Path) -> None:
    """Those that are read as those that aren't."""
    (corpus / "Inbox").write_text(
        "From: a@b.example\nTo: c@d.example\nDate: 16 Mar 2024\nSubject: Mill\n\nIt burned.\n"
    )
    (corpus / "Makefile").write_text("all:\n")
    report = tmp_path / "report.csv"
    _, out, _ = index(corpus, "--report", str(report))
    assert out.splitlines()[1:] == ["Read: 1 no ending.", "Left out: 1 no ending: unknown kind."]
    kinds = [row["kind"] for row in csv.DictReader(report.read_text(encoding="utf-8").splitlines())]
    assert kinds == ["no ending", "no ending"]


def test_sidecars_are_named(corpus: Path, tmp_path: Path) -> None:
    """In the summary and in the report."""
    (corpus / "a.txt").write_text("Apples.")
    (corpus / "metadata.csv").write_text("file,date\na.txt,2024-03-16\n")
    code, out, err = index(corpus, "--report", str(tmp_path / "r.csv"))
    assert (code, out.splitlines()[1:], err) == (0, ["Read: 1 .txt.", "Fields of other files: metadata.csv."], "")
    assert "metadata.csv,fields of other files,0,0," in (tmp_path / "r.csv").read_text()


def test_of_many_sidecars_a_few_are_named(corpus: Path, tmp_path: Path) -> None:
    """The report lists them all; each stands beside its post."""
    for name in "abcde":
        (corpus / f"{name}.txt").write_text("Apples.")
        (corpus / f"{name}.meta").write_text(f".. title: Orchard {name}\n.. date: 2024-03-16 12:44\n")
    _, out, err = index(corpus, "--report", str(tmp_path / "r.csv"))
    assert (out.splitlines()[1:], err) == (
        ["Read: 5 .txt.", "Fields of other files: a.meta, b.meta, c.meta and 2 more."],
        "",
    )
    assert (tmp_path / "r.csv").read_text().count("fields of other files") == 5


def test_a_map_on_the_command_line(corpus: Path) -> None:
    """It is heard and kept; one that can't be understood is a usage error, and so is a wrong variable."""
    (corpus / "a.csv").write_text("kopf,text\nApples,They grow.\n")
    assert "Read: 1 .csv." in index(corpus, "--map", "title=kopf")[1]
    asked = ["--corpus", str(corpus), "--state", f"{corpus}-state"]
    assert CliRunner().invoke(pincite, [*asked, "articles"]).stdout.startswith("no date     Apples")
    shown = CliRunner().invoke(pincite, [*asked, "show", "Apples"]).stdout
    assert "title: record (kopf)" in shown
    for options, environment in ((["--map", "kopf=title"], {}), ([], {"PINCITE_MAP": "kopf=title"})):
        result = CliRunner(env=environment).invoke(pincite, [*asked, *options, "articles"])
        assert isinstance(result.exception, UsageError)
        assert "names a field 'kopf'; there are id, title" in str(result.exception)


def test_what_many_articles_repeat_is_told(corpus: Path, tmp_path: Path) -> None:
    """The summary counts it, the report lists it, and `show` says where it stands."""
    for number in range(6):
        own = f"Gardener number {number} grew {number} sorts of apples on the slopes behind the mill."
        (corpus / f"{number}.txt").write_text(f"{own}\n\n© 2021 The Orchard Post")
    _, out, _ = index(corpus, "--report", str(tmp_path / "r.csv"))
    assert (
        "Not searched: 1 paragraph that many articles repeat: “© 2021 The Orchard Post” (6 articles)."
        in out.splitlines()
    )
    with (tmp_path / "r.csv").open(newline="") as stream:
        reason = "is repeated in many articles, and not searched"
        assert ["© 2021 The Orchard Post", "repeated", "6", "0", reason] in list(csv.reader(stream))
    show = ["--corpus", str(corpus), "--state", f"{corpus}-state", "show", "3.txt"]
    assert "(repeated in many articles, and not searched)\n    2  © 2021" in CliRunner().invoke(pincite, show).stdout
    article = json.loads(CliRunner().invoke(pincite, [*show, "--json"]).stdout)
    assert [paragraph["indexed"] for paragraph in article["paragraphs"]] == [True, False]
