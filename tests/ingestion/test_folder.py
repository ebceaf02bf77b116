"""What in a folder is read, and what is left out and said."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.ingestion.folder import walked

Opener = Callable[..., Searcher]


def left_out(corpus: Path) -> set[tuple[str, str, str]]:
    """What a walk leaves out."""
    return {(entry.where, entry.kind, str(entry.reason)) for entry in walked(corpus).left_out}


def test_folders_that_programs_fill_hold_no_articles(corpus: Path) -> None:
    """Packages, environments and built pages are left out whole, and named once."""
    for folder in ("node_modules/left-pad", "_site", "sub/VENV", "my-env", ".git", "posts"):
        (corpus / folder).mkdir(parents=True)
        (corpus / folder / "a.md").write_text("Words.")
    (corpus / "my-env" / "pyvenv.cfg").write_text("home = /usr")
    assert list(walked(corpus).listing.files) == ["posts/a.md"]
    assert left_out(corpus) == {
        ("node_modules", "folder", "holds no articles"),
        ("_site", "folder", "holds no articles"),
        ("sub/VENV", "folder", "holds no articles"),
        ("my-env", "folder", "holds no articles"),
        (".git", "hidden", "hidden"),
    }


def test_a_hidden_list_of_authors_tells_of_posts(corpus: Path, opened: Opener) -> None:
    """As MkDocs has it; other hidden files stay unread."""
    (corpus / ".authors.yml").write_text("authors:\n  jdoe:\n    name: Jane Doe\n")
    (corpus / ".a.md").write_text("Words.")
    (corpus / "a.md").write_text("---\ntitle: The mill\nauthors: [jdoe]\n---\nIt burned.")
    archive = opened().archive
    assert [article.authors for article in archive.articles()] == [("Jane Doe",)]
    assert [each.where for each in archive.left_out] == [".a.md"]


def test_unknown_kinds_and_hidden_files_are_counted(corpus: Path) -> None:
    """Each with the ending of its name."""
    names = ("a.txt", "b.Pages", "c.pages", "d.doc", "Makefile", ".hidden.txt", "e.xyz", "f.ris", "g.warc.gz", "h.JPG")
    for name in names:
        (corpus / name).write_text("Words.")
    assert list(walked(corpus).listing.files) == ["a.txt"]
    assert left_out(corpus) == {
        ("b.Pages", ".pages", "unknown kind; save as .docx"),
        ("c.pages", ".pages", "unknown kind; save as .docx"),
        ("d.doc", ".doc", "unknown kind; save as .docx"),
        ("Makefile", "no ending", "unknown kind"),
        ("e.xyz", ".xyz", "unknown kind"),
        ("f.ris", ".ris", "holds references, not articles; export those with abstracts as .csv"),
        ("g.warc.gz", ".gz", "holds pages as a crawler saved them; unpack them as .html"),
        ("h.JPG", ".jpg", "is a picture; recognise its text and save it as .pdf or .txt"),
        (".hidden.txt", "hidden", "hidden"),
    }


def test_old_revisions_and_files_of_programs_are_named_and_not_read(corpus: Path) -> None:
    """DokuWiki keeps every revision of a page, also the current one; a licence is no article of the archive."""
    for name in ("pages/mill.txt", "attic/mill.1710581400.txt.gz", "attic/sub/b.1710581400.txt", "robots.txt"):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text("User-agent: *")
    assert list(walked(corpus).listing.files) == ["pages/mill.txt"]
    assert left_out(corpus) == {
        ("attic/mill.1710581400.txt.gz", ".gz", "old revision"),
        ("attic/sub/b.1710581400.txt", ".txt", "old revision"),
        ("robots.txt", ".txt", "no article: of a program or site"),
    }


@pytest.mark.parametrize("state", [".pincite", "state", "sub/state", "."])
def test_the_state_in_an_archive_is_none_of_its_files(corpus: Path, state: str) -> None:
    """Wherever it is kept, also with articles next to it."""
    for name in ("a.txt", "sub/b.txt"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("Words of an article.")
    for _ in range(2):
        with closing(Searcher.open(corpus, corpus / state)) as searcher:
            assert [article.id for article in searcher.archive.articles()] == ["a.txt", "sub/b.txt"]
            assert searcher.archive.left_out == ()
        for name in ("journal.key", "journal.sqlite", "journal.sqlite-wal", "telegram-12.sqlite", "history"):
            (corpus / state / name).write_bytes(bytes(32))


def test_articles_next_to_a_state_are_read(corpus: Path) -> None:
    """Whoever keeps the state among articles loses none."""
    for name in ("journal.key", "journal.sqlite", "journal.md", "history.txt", "x.pages"):
        (corpus / name).write_text("Words.")
    assert sorted(walked(corpus).listing.files) == ["history.txt", "journal.md"]
    assert left_out(corpus) == {("x.pages", ".pages", "unknown kind; save as .docx")}


def test_links_are_followed_only_to_what_is_not_there_yet(corpus: Path, tmp_path: Path) -> None:
    """One that leads out is never read; of several to one hidden file, the first is."""
    outside = tmp_path / "secret.txt"
    outside.write_text("Secret words.")
    (corpus / "sub").mkdir()
    (corpus / "a b.txt").write_text("Words.")
    (corpus / ".drafts").mkdir()
    (corpus / ".drafts" / "d.txt").write_text("Draft.")
    (corpus / "out.txt").symlink_to(outside)
    (corpus / "folder").symlink_to(tmp_path)
    (corpus / "sub" / "up.txt").symlink_to("../../secret.txt")
    (corpus / "again.txt").symlink_to("a b.txt")
    (corpus / "d1.txt").symlink_to(".drafts/d.txt")
    (corpus / "d2.txt").symlink_to(corpus / ".drafts" / "d.txt")
    (corpus / "broken.txt").symlink_to("nowhere.txt")
    (corpus / "loop.txt").symlink_to("loop.txt")
    assert sorted(walked(corpus).listing.files) == ["a b.txt", "broken.txt", "d1.txt", "loop.txt"]
    assert {(where, reason) for where, kind, reason in left_out(corpus) if kind == "link"} == {
        ("out.txt", "is a link that leads out of the archive"),
        ("sub/up.txt", "is a link that leads out of the archive"),
        ("folder", "is a link to a folder"),
        ("again.txt", "is a link to a file that is already in the archive"),
        ("d2.txt", "is a link to a file that is already in the archive"),
    }


def test_an_archive_that_is_itself_a_link(corpus: Path, tmp_path: Path) -> None:
    """Its own articles don't lead out of it."""
    (corpus / "a.txt").write_text("Words.")
    (corpus / "b.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to(corpus)
    assert list(walked(tmp_path / "link").listing.files) == ["a.txt"]


def test_a_link_out_of_the_archive_is_named_and_not_quoted(corpus: Path, opened: Opener, tmp_path: Path) -> None:
    """Its words are in no answer; what was read from it before it became a link is gone."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas.")
    searcher = opened()
    (tmp_path / "secret.txt").write_text("Cherries.")
    (corpus / "b.txt").unlink()
    (corpus / "b.txt").symlink_to(tmp_path / "secret.txt")
    changes = searcher.refresh()
    assert changes.problems == (("b.txt", "is a link that leads out of the archive"),)
    assert [article.id for article in searcher.archive.articles()] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_one_file_is_an_archive(corpus: Path, name: str) -> None:
    """Nothing is left out of it."""
    (corpus / name).write_text("Words.")
    walk = walked(corpus / name)
    assert (list(walk.listing.files), walk.left_out) == ([name], [])
