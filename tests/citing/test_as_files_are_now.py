"""Verdicts rest on what files say now, not on what the archive knew a moment ago, whatever was done to them since."""

import os
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from retrieval import QuoteVerdict, Searcher, Verdict, marks, unmarked
from retrieval.indexing.archive import LOOKS
from retrieval.search import _looked_up

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


@pytest.mark.slow
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
    """What vanishes all at once is not gone, nor does anybody know that it stands: it is told how it was."""
    assert watched.quote(WINDMILL).note is None
    corpus.rename(corpus.with_name("away"))
    found = watched.quote(WINDMILL)
    assert (found.verdict, [place.article for place in found.places]) == (QuoteVerdict.UNREADABLE, ["windmill.txt"])
    assert (found.note or "").startswith("The archive 'corpus' is not there now; answers still draw on what was known")


BROKEN = b"\0\1\2" * 40


def test_a_quotation_whose_only_source_is_unreadable(watched: Searcher, corpus: Path) -> None:
    """Whether it stands nobody can tell: it is said why, and what stood there, with the place and the difference."""
    (corpus / "windmill.txt").write_bytes(BROKEN)
    found = watched.quote(WINDMILL)
    assert (found.verdict, found.stands) == (QuoteVerdict.UNREADABLE, False)
    assert found.note == "windmill.txt is not text. The words stood there when it was last read."
    away = watched.quote("Nobody ever painted the old lighthouse", article="windmill.txt")
    assert (away.verdict, away.note) == (QuoteVerdict.UNREADABLE, "windmill.txt is not text.")
    nowhere = watched.quote("Nobody ever painted the old lighthouse")
    assert nowhere.verdict is QuoteVerdict.NOT_FOUND
    assert nowhere.note == "1 article that was there can't be read now; the words may stand in it."


def test_a_quotation_of_a_draft_whose_only_source_is_unreadable(watched: Searcher, corpus: Path) -> None:
    """It is said why; once it was noticed that nothing of the file can be read, that the words may stand there."""
    (mark,) = unmarked(f"“{WINDMILL},” she wrote.")
    (corpus / "windmill.txt").write_bytes(BROKEN)
    watched.refresh()
    (drafted,) = watched.check_draft([(mark, [])], reread=False)
    assert (drafted.verdict, drafted.stands) == (Verdict.GONE, False)
    assert "1 article that was there can't be read now" in str(drafted.note)


def test_the_closest_match_is_in_a_file_that_is_unreadable(watched: Searcher, corpus: Path) -> None:
    """It is told what stood there."""
    (corpus / "windmill.txt").write_bytes(BROKEN)
    found = watched.quote(WINDMILL.replace("storm", "flood"))
    assert (found.verdict, found.difference) == (QuoteVerdict.UNREADABLE, "… burned down in a [-flood-]{+storm+}")
    assert "This is what stood there when it was last read." in str(found.note)


def test_words_that_the_unreadable_article_named_did_not_have(watched: Searcher, corpus: Path) -> None:
    """It may have them now."""
    (corpus / "windmill.txt").write_bytes(BROKEN)
    found = watched.quote("Nobody ever painted the old lighthouse", article="windmill.txt")
    assert found.verdict is QuoteVerdict.UNREADABLE
    assert found.note == "windmill.txt is not text. The words did not stand there when it was last read."


def test_a_quotation_that_a_readable_file_has_as_well(watched: Searcher, corpus: Path) -> None:
    """A verdict rests on what can be read; unless the one that can't be is the article that was named."""
    (corpus / "copy.txt").write_text(f"{WINDMILL}, it was said.\n")
    watched.refresh()
    (corpus / "windmill.txt").write_bytes(BROKEN)
    found = watched.quote(WINDMILL)
    assert (found.verdict, [place.article for place in found.places]) == (QuoteVerdict.VERBATIM, ["copy.txt"])
    assert "windmill.txt is not text." in str(found.note)
    assert watched.quote(WINDMILL, article="windmill.txt").verdict is QuoteVerdict.UNREADABLE
    assert watched.quote(WINDMILL, article="copy.txt").verdict is QuoteVerdict.VERBATIM
    assert watched.quote(WINDMILL, article="harbour.txt").verdict is QuoteVerdict.MISATTRIBUTED


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


@pytest.mark.parametrize(("renames", "verdict"), [(1, QuoteVerdict.VERBATIM), (99, QuoteVerdict.UNREADABLE)])
def test_a_file_that_is_renamed_while_it_is_asked_is_not_said_to_lack_the_words(
    renames: int, verdict: QuoteVerdict, corpus: Path, opened: Callable[..., Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for again; where it has always gone on meanwhile, nothing is known."""
    (corpus / "a0.txt").write_text("The harbour board will not sell the seven boats.", encoding="utf-8")
    (corpus / "b.txt").write_text("The museum opened on Monday in the old mill.", encoding="utf-8")
    searcher, names = opened(), iter(f"a{number}.txt" for number in range(1, 100))
    left = iter(range(renames))
    follow = searcher.follow

    def rename() -> None:
        (name,) = (path.name for path in corpus.iterdir() if path.name.startswith("a"))
        (corpus / name).rename(corpus / next(names))

    def follow_and_rename(touched: Collection[str] = ()) -> object:
        changes = follow(touched)
        if next(left, None) is not None:
            rename()
        return changes

    monkeypatch.setattr(searcher, "follow", follow_and_rename)
    rename()
    quotation = searcher.quote("The harbour board will not sell the seven boats")
    assert quotation.verdict is verdict
    assert verdict is QuoteVerdict.VERBATIM or "No such file" in str(quotation.remarks[0])


@dataclass(frozen=True)
class Judged:
    """A verdict on a quotation."""

    verdict: QuoteVerdict
    remarks: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the words are in the archive as they are quoted."""
        return self.verdict is QuoteVerdict.VERBATIM


VERBATIM, ALTERED, LOST, UNREAD = map(
    Judged, (QuoteVerdict.VERBATIM, QuoteVerdict.ALTERED, QuoteVerdict.NOT_FOUND, QuoteVerdict.UNREADABLE)
)


@pytest.mark.parametrize(
    ("verdicts", "outdated", "moved", "shown", "follows"),
    [
        ([LOST], [], [], LOST, 0),
        ([VERBATIM], ["a.txt"], [], VERBATIM, 0),
        ([LOST, VERBATIM], ["a.txt"], ["b.txt"], VERBATIM, 1),
        ([LOST, ALTERED], ["a.txt"], [], ALTERED, 1),
        ([UNREAD, LOST], ["a.txt"], [], UNREAD, 1),
        ([UNREAD, ALTERED], ["a.txt"], [], UNREAD, 1),
        ([UNREAD, VERBATIM], ["a.txt"], [], VERBATIM, 1),
        ([LOST] * (LOOKS + 1), ["a.txt"], ["b.txt"], Judged(QuoteVerdict.UNREADABLE, ("b.txt moved",)), LOOKS),
    ],
)
def test_a_bad_verdict_is_given_only_once_what_changed_is_read(
    monkeypatch: pytest.MonkeyPatch,
    verdicts: list[Judged],
    outdated: list[str],
    moved: list[str],
    shown: Judged,
    follows: int,
) -> None:
    """Again and again while files are renamed; what could not be read is not said to lack the words."""
    followed: list[Collection[str]] = []
    every = iter(verdicts)
    sources = SimpleNamespace(outdated=outdated, moved=moved, why_moved=lambda name: f"{name} moved")
    monkeypatch.setattr("retrieval.indexing.sources.Sources", lambda _archive: sources)
    searcher = cast("Any", SimpleNamespace(archive=None, follow=followed.append))
    judged: Any = _looked_up(lambda _sources: cast("Any", next(every)), searcher)[0]
    assert judged == shown
    assert followed == [outdated, *[moved] * (follows - 1)][:follows]
    assert not [*every]
