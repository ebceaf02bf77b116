"""What vanishes all at once is not gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import ArchiveError, Searcher, Verdict
from retrieval.ingestion.vanishing import MANY_FILES, Listing, missing_files
from retrieval.readers import Problem
from retrieval.storage.rows import File

Opener = Callable[..., Searcher]


def known(count: int) -> dict[str, File]:
    """So many files, each with a content of its own."""
    return {f"{number:03}.txt": File(10, 0, f"hash {number}") for number in range(count)}


@pytest.mark.parametrize(
    ("count", "missing", "kept"),
    [
        (3, 1, 0),
        (3, 2, 0),
        (40, 20, 0),
        (30, 20, 0),
        (30, 21, 21),
        (41, 21, 21),
        (42, 21, 0),
        (1000, 500, 0),
        (1000, 501, 501),
    ],
)
def test_more_than_half_and_more_than_twenty_are_kept(tmp_path: Path, count: int, missing: int, kept: int) -> None:
    """Exactly half, or exactly twenty, are deletions; one more of both is not."""
    files = known(count)
    there = {name: tmp_path / name for name in sorted(files)[missing:]}
    found = missing_files(files, Listing(there, []), (), tmp_path)
    assert MANY_FILES == 20
    assert (len(found.doubtful), len(found.removed)) == (kept, missing - kept)
    assert (found.reason or "") == (f"{kept} of the archive's {count:,} files are missing" if kept else "")


def test_a_folder_that_can_not_be_listed_hides_its_files_only(tmp_path: Path) -> None:
    """What is below it is not missing; what was beside it is."""
    files = {
        "a/1.txt": File(1, 0, "x"),
        "a/b/2.txt": File(1, 0, "y"),
        "ab.txt": File(1, 0, "z"),
        "c.txt": File(1, 0, ""),
    }
    listing = Listing({"c.txt": tmp_path / "c.txt"}, [Problem("a", "can't be read (Permission denied)")])
    assert missing_files(files, listing, (), tmp_path) == ({"ab.txt"}, set(), None)


def news(folder: Path, count: int, words: str = "The mayor opened harbour number") -> None:
    """Writes so many articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"{words} {number} on a rainy Friday.", encoding="utf-8")


def test_an_emptied_archive_goes_on(corpus: Path, opened: Opener) -> None:
    """Its answers stay and say so; when it is back nothing is said, and what was deleted meanwhile is gone."""
    news(corpus, 3)
    searcher = opened()
    aside = corpus.rename(corpus.parent / "aside")
    for _ in range(2):
        searcher.refresh()
        assert "is not there now" in (searcher.archive.vanished or "")
        assert searcher.archive.article_count() == 3
        answer = searcher.ask("Who opened harbour number 2?")
        assert (answer.answered, answer.notes) == (True, (searcher.archive.vanished,))
    corpus.mkdir()
    again = opened()
    assert "is empty now" in (again.archive.vanished or "")
    assert again.ask("Who opened harbour number 2?").answered
    corpus.rmdir()
    aside.rename(corpus)
    (corpus / "001.txt").unlink()
    searcher.refresh()
    assert not searcher.archive.vanished
    assert searcher.ask("Who opened harbour number 2?").notes == ()
    assert searcher.archive.article_count() == 2


def test_most_of_an_archive_is_kept_until_its_removal_is_accepted(corpus: Path, opened: Opener) -> None:
    """However much comes in the meantime; one more that goes is a deletion, and what comes back is there."""
    news(corpus, 40)
    searcher = opened()
    for number in range(30):
        (corpus / f"{number:03}.txt").unlink()
    assert searcher.refresh().removed == 0
    assert searcher.archive.vanished is not None
    assert searcher.archive.vanished.startswith("30 of the archive's 40 files are missing; answers still draw on")
    news(corpus / "more", 50, "The bishop closed chapel number")
    (corpus / "039.txt").unlink()
    news(corpus, 1)
    changes = searcher.refresh()
    assert (changes.added, changes.removed) == (50, 1)
    assert (searcher.archive.vanished or "").startswith("29 of the archive's 40 files")
    assert searcher.refresh(accept_removals=True).removed == 29
    assert not searcher.archive.vanished
    assert searcher.archive.article_count() == 60


def test_only_the_files_named_are_taken_out(corpus: Path, opened: Opener) -> None:
    """Whoever removes one file on purpose says nothing about the others."""
    news(corpus, 40)
    searcher = opened()
    for number in range(30):
        (corpus / f"{number:03}.txt").unlink()
    assert searcher.refresh(accept_removals={"003.txt", "no such file", "035.txt"}).removed == 1
    assert searcher.archive.article_count() == 39


def test_a_folder_that_moved_is_a_rename(corpus: Path, opened: Opener) -> None:
    """Every file has another name then, and is there: nothing vanished."""
    news(corpus / "old", 30)
    searcher = opened()
    (corpus / "old").rename(corpus / "new")
    changes = searcher.refresh()
    assert (searcher.archive.vanished, changes.added, changes.removed) == (None, 30, 30)


def test_an_archive_in_one_file_goes_on_without_it(corpus: Path, opened: Opener) -> None:
    """A file is an archive's root as well."""
    news(corpus, 1)
    opened(corpus / "000.txt").close()
    (corpus / "000.txt").unlink()
    searcher = opened(corpus / "000.txt")
    assert searcher.archive.article_count() == 1
    assert "is not there now" in (searcher.archive.vanished or "")


def test_nothing_is_built_anew_from_nothing(corpus: Path, state: Path, opened: Opener) -> None:
    """What is known of an archive that can't be seen now is not thrown away to be read again."""
    news(corpus, 2)
    opened()
    aside = corpus.rename(corpus.parent / "aside")
    for there in (False, True):
        if there:
            corpus.mkdir()
        with pytest.raises(ArchiveError, match="to build the index from; what is known of it stays"):
            opened(rebuild=True)
        assert opened().archive.article_count() == 2
    corpus.rmdir()
    aside.rename(corpus)
    assert opened(rebuild=True).changes.added == 2


def test_what_is_cited_from_what_vanished_is_unreadable(corpus: Path, opened: Opener) -> None:
    """And from what is still there it is judged as ever; also what nobody knows is not called gone."""
    news(corpus, 40)
    (corpus / "007.txt").write_text("Pelicans carried seven lanterns over the lighthouse.", encoding="utf-8")
    searcher = opened()
    lost = searcher.ask("Who carried the lanterns?").passages[0].citation
    there = searcher.ask("Who opened harbour number 39?").passages[0].citation
    assert (lost.article, there.article) == ("007.txt", "039.txt")
    for number in range(30):
        (corpus / f"{number:03}.txt").unlink()
    checks = searcher.check([lost, there])
    assert [check.verdict for check in checks] == [Verdict.UNREADABLE, Verdict.VERIFIED]
    assert "30 of the archive's 40 files are missing" in (checks[0].note or "")
    searcher.refresh(accept_removals=True)
    assert searcher.check([lost])[0].verdict is Verdict.GONE


def test_an_archive_that_is_empty_now_is_an_error_unless_that_is_expected(corpus: Path, opened: Opener) -> None:
    """Whoever checks what was cited from it goes on."""
    (corpus / "a.txt").write_text("Apples grow here.")
    searcher = opened()
    (corpus / "a.txt").unlink()
    with pytest.raises(ArchiveError):
        searcher.refresh(accept_removals=True)
    assert searcher.refresh(may_be_empty=True, accept_removals=True).problems == ()
