"""Verdicts rest on what files say now, not on what the archive knew a moment ago, whatever was done to them since."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import QuoteVerdict, Searcher, Verdict, marks, unmarked

HARBOUR, WINDMILL = "The harbour was closed on Monday", "The old windmill burned down in a storm"


def rewritten(path: Path, write: Callable[[], object]) -> None:
    """Has a file written anew in a way that neither its size nor its time tells."""
    before = path.stat()
    write()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def packed(path: Path, word: str) -> None:
    """Writes an archive file with an article in it."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(zipfile.ZipInfo("lighthouse.txt"), f"The {word} lighthouse was sold to a painter.\n")


@pytest.fixture
def watched(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """Some files, as a server has them open that was not told of any change."""
    (corpus / "harbour.txt").write_text(f"{HARBOUR} by the mayor of the town.\n")
    (corpus / "windmill.txt").write_text(f"{WINDMILL}, as the miller remembers.\n")
    packed(corpus / "old.zip", "white")
    return opened(corpus)


def test_a_quotation_of_a_file_that_seems_unchanged(watched: Searcher, corpus: Path) -> None:
    """Words that were edited out stand nowhere, with the size and the time of the file kept as well."""
    assert watched.quote(HARBOUR).verdict is QuoteVerdict.VERBATIM
    path = corpus / "harbour.txt"
    rewritten(path, lambda: path.write_text(path.read_text().replace("closed", "opened")))
    found = watched.quote(HARBOUR)
    assert (found.verdict, found.difference) == (
        QuoteVerdict.ALTERED,
        "The harbour was [-closed-]{+opened+} on Monday",
    )
    assert watched.quote(HARBOUR, article="harbour.txt").verdict is QuoteVerdict.ALTERED
    assert watched.quote(HARBOUR.replace("closed", "opened")).verdict is QuoteVerdict.VERBATIM


def test_a_quotation_of_a_file_within_another(watched: Searcher, corpus: Path) -> None:
    """An article may be replaced within its archive file."""
    words = "The white lighthouse was sold to a painter"
    assert watched.quote(words).verdict is QuoteVerdict.VERBATIM
    rewritten(corpus / "old.zip", lambda: packed(corpus / "old.zip", "green"))
    assert watched.quote(words).verdict is QuoteVerdict.ALTERED


def test_a_quotation_of_a_file_that_is_gone(watched: Searcher, corpus: Path) -> None:
    """Words of a file that was deleted a moment ago are not in the archive."""
    (corpus / "windmill.txt").unlink()
    assert watched.quote(WINDMILL).verdict is QuoteVerdict.NOT_FOUND


def test_a_quotation_of_a_file_that_was_renamed(watched: Searcher, corpus: Path) -> None:
    """Words of a renamed file stand there, and are looked for before they are said to stand nowhere."""
    (corpus / "windmill.txt").rename(corpus / "mill.txt")
    found = watched.quote(WINDMILL)
    assert (found.verdict, [place.article for place in found.places]) == (QuoteVerdict.VERBATIM, ["mill.txt"])


def test_a_quotation_of_an_archive_that_is_away(watched: Searcher, corpus: Path) -> None:
    """What vanishes all at once is not gone: it is judged as it was, and that is said with the verdict."""
    assert watched.quote(WINDMILL).note is None
    corpus.rename(corpus.with_name("away"))
    found = watched.quote(WINDMILL)
    assert found.verdict is QuoteVerdict.VERBATIM
    assert (found.note or "").startswith("The archive 'corpus' is not there now; answers still draw on what was known")


def test_a_quotation_of_a_draft(watched: Searcher, corpus: Path) -> None:
    """A quotation without a mark is looked up in the files as well, and so is one that is from elsewhere."""
    path = corpus / "harbour.txt"
    rewritten(path, lambda: path.write_text(path.read_text().replace("closed", "opened")))
    mark = next(iter(unmarked(f"“{HARBOUR} by the mayor of the town,” she wrote.")))
    (found,) = watched.check_draft([(mark, [])], reread=False)
    assert found.verdict is Verdict.ALTERED
    assert not found.stands
    cited = watched.ask("Who remembers the windmill?").passages[0].citation
    (mark,) = marks(f"“{HARBOUR}” [pincite:{cited.id}]")
    (found,) = watched.check_draft([(mark, [cited])], reread=False)
    assert not found.stands
    assert "they are from" not in (found.note or "")


def test_a_citation_of_a_file_that_was_renamed(watched: Searcher, corpus: Path) -> None:
    """Words are not gone because the new name of their file was not noticed yet."""
    cited = watched.ask("Who remembers the windmill?").passages[0].citation
    (corpus / "windmill.txt").rename(corpus / "mill.txt")
    (found,) = watched.check([cited], reread=False)
    assert (found.verdict, found.article) == (Verdict.MOVED, "mill.txt")
    (corpus / "mill.txt").unlink()
    assert watched.check([cited], reread=False)[0].verdict is Verdict.GONE
