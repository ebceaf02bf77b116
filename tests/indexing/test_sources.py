"""An article as its file has it now, whatever the catalog has of it; and why it can't be told."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval import Limits, QuoteVerdict, Searcher
from retrieval.errors import NotFound, SourceUnreadable
from retrieval.indexing.sources import ReadBefore, Sources
from retrieval.ingestion import pool
from retrieval.ingestion.file_tasks import Source, tasks
from retrieval.ingestion.reading_process import Task
from retrieval.readers import LIMITS
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]
HARBOUR = "The harbour was opened by Ada Lind on a Monday."


@pytest.fixture
def searcher(corpus: Path, opened: Opener) -> Searcher:
    """An archive of a text file and a file of two records."""
    (corpus / "harbour.txt").write_text(HARBOUR)
    write_jsonl(corpus / "news.jsonl", {"id": "m", "text": "The mayor left."}, {"id": "p", "text": "The pier burned."})
    return opened()


@pytest.fixture
def sources(searcher: Searcher) -> Sources:
    return Sources(searcher.archive)


def why(sources: Sources, article: str) -> str:
    """What is said of an article that can't be told."""
    with pytest.raises(SourceUnreadable) as trouble:
        sources.article(article)
    return str(trouble.value)


def test_an_article_that_stands_is_given(searcher: Searcher, sources: Sources) -> None:
    """As it is stored, for the file has it so."""
    assert sources.article("harbour.txt").text == HARBOUR
    assert sources.article("p").text == "The pier burned."
    assert sources.differing == set()


def test_a_file_that_changed_since_is_read_anew(corpus: Path, searcher: Searcher, sources: Sources) -> None:
    """What it says now counts; each file is read once."""
    (corpus / "harbour.txt").write_text("The harbour was sold.")
    write_jsonl(corpus / "news.jsonl", {"id": "m", "text": "The mayor left."}, {"id": "p", "text": "The pier stands."})
    stored = searcher.archive.article("p")
    assert sources.article("harbour.txt").text == "The harbour was sold."
    assert (sources.article("m").text, sources.article("p").text) == ("The mayor left.", "The pier stands.")
    current = sources.current(stored)
    assert current is not None
    assert current.text == "The pier stands."
    assert sources.differing == {"harbour.txt", "news.jsonl"}


def test_a_record_that_is_not_there_any_more(corpus: Path, searcher: Searcher, sources: Sources) -> None:
    """It is not found, however the catalog remembers it; the others of its file are."""
    stored = searcher.archive.article("p")
    write_jsonl(corpus / "news.jsonl", {"id": "m", "text": "The mayor left."})
    with pytest.raises(NotFound, match=r"no article 'p' in news\.jsonl any more"):
        sources.article("p")
    assert sources.current(stored) is None
    assert sources.article("m").text == "The mayor left."


def test_a_file_that_is_not_there_any_more(corpus: Path, searcher: Searcher, sources: Sources) -> None:
    """The same."""
    (corpus / "harbour.txt").unlink()
    with pytest.raises(NotFound, match=r"no file 'harbour\.txt' in this archive any more"):
        sources.article("harbour.txt")


def test_what_the_catalog_does_not_know_is_looked_for_in_its_file(corpus: Path, sources: Sources) -> None:
    """One that was added since is there, under its name."""
    (corpus / "new.txt").write_text("The ferry sails at noon.")
    assert sources.article("new.txt").text == "The ferry sails at noon."
    assert sources.differing == {"new.txt"}
    for name in ("never.txt", "never", "../outside.txt", "/etc/passwd", "a\0b.txt"):
        with pytest.raises(NotFound, match="There is no article"):
            sources.article(name)


def test_something_else_in_a_file_s_place(corpus: Path, sources: Sources) -> None:
    """A folder or pipe of that name may hide the article: nothing is said of it."""
    (corpus / "folder.txt").mkdir()
    os.mkfifo(corpus / "pipe.txt")
    for name in ("folder.txt", "pipe.txt"):
        assert why(sources, name) == f"{name} is not a regular file."
    (corpus / "harbour.txt").unlink()
    os.mkfifo(corpus / "harbour.txt")
    assert why(sources, "harbour.txt") == "harbour.txt is not a regular file."


def test_a_file_whose_records_are_all_damaged(corpus: Path, sources: Sources) -> None:
    """The first reason is told, each time; one good record makes the others missing."""
    (corpus / "news.jsonl").write_text('{"id": "p", "text": \n{"id": "m", "te\n')
    assert "news.jsonl" in why(sources, "p")
    assert why(sources, "p") == why(sources, "m")


def test_a_file_that_was_unreadable_when_it_was_last_read(corpus: Path, opened: Opener) -> None:
    """The reason of then, and when it is read again and another one is found, that one."""
    (corpus / "harbour.txt").write_text(HARBOUR)
    (corpus / "bytes.txt").write_bytes(b"\0\1\2" * 40)
    (corpus / "mill.txt").write_text("The mill is open.")
    searcher = opened()
    assert why(Sources(searcher.archive), "bytes.txt").startswith("bytes.txt ")
    for data, reason in ((b"\0\1\2" * 40, "is not text"), (b"", "is empty"), (b"\0\1", "is not text")):
        (corpus / "mill.txt").write_bytes(data)
        searcher.refresh()
        assert why(Sources(searcher.archive), "mill.txt") == f"mill.txt {reason}."


def test_an_archive_that_vanished(corpus: Path, searcher: Searcher) -> None:
    """Nothing is gone: the sentence says what is the matter with the archive."""
    shutil.move(corpus, corpus.with_name("elsewhere"))
    searcher.refresh()
    sources = Sources(searcher.archive)
    assert "is not there now" in why(sources, "harbour.txt")
    assert "is not there now" in why(sources, "never.txt")


@pytest.mark.parametrize("without_processes", [True, False])
def test_a_file_over_its_limits(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, *, without_processes: bool
) -> None:
    """It was read under wider ones; with or without processes that read, the limits hold."""
    if without_processes:
        monkeypatch.setattr(pool, "MODULE", "no.such.module")
    (corpus / "page.md").write_text(HARBOUR)
    (corpus / "long.txt").write_text(f"{'long' * 3_000} " * 90)
    assert opened().archive.article_count() == 2
    monkeypatch.setattr(Searcher, "refresh", lambda *_, **__: None)  # the catalog stays as it is
    archive = opened(limits=Limits(file_mb=1)).archive
    assert Sources(archive).article("page.md").text == HARBOUR
    assert "larger than 1 MB" in why(Sources(archive), "long.txt")


def test_too_little_memory_is_said(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says nothing about the file."""

    def swelling(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("retrieval.ingestion.texts.contents", swelling)
    assert why(sources, "harbour.txt") == "harbour.txt needs more memory than there is."


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(errno.EIO, "Input/output error", "/a"), "Input/output error"), (OSError("no more"), "no more")],
)
def test_what_the_system_says_is_said_without_its_number(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    """And without the path, which stands before it; where it has no such words, all of it."""

    def failing(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr("retrieval.ingestion.texts.contents", failing)
    assert why(sources, "harbour.txt") == f"harbour.txt can't be read ({reason})."


def test_the_same_bytes_are_not_read_twice(corpus: Path, searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reader made of them is known as long as the archive is open; other bytes are read, whatever their time."""
    assert Sources(searcher.archive).article("p").text == "The pier burned."
    path, read = corpus / "news.jsonl", list[str]()

    def counted(source: Source, limits: Limits, **options: Any) -> Iterator[Task]:
        read.append(source.name)
        return tasks(source, limits, **options)

    monkeypatch.setattr("retrieval.indexing.sources.tasks", counted)
    monkeypatch.setattr("retrieval.ingestion.file_tasks.tasks", counted)
    assert Sources(searcher.archive).article("m").text == "The mayor left."
    assert read == []
    status = path.stat()
    path.write_text(path.read_text().replace("burned", "stands"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert Sources(searcher.archive).article("p").text == "The pier stands."
    assert "news.jsonl" in read


def test_what_was_asked_for_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the articles of all files that are known are more than `REMEMBERED`; a file of more is never kept."""
    monkeypatch.setattr("retrieval.indexing.sources.REMEMBERED", 3)
    before = ReadBefore()
    keys = [(name, b"", (), LIMITS) for name in "abc"]
    for key in keys[:2]:
        before.put(key, {f"{key[0]}1": "x"})
    before.put(keys[1], {"b1": "y", "b2": "z"})
    assert before.get(keys[0]) == {"a1": "x"}
    before.put(keys[2], {"c1": "x"})
    assert [before.get(key) for key in keys] == [{"a1": "x"}, None, {"c1": "x"}]
    before.put(keys[0], dict.fromkeys("wxyz", ""))
    assert [before.get(key) for key in keys] == [None, None, None]


def test_a_file_that_was_never_readable_is_named_with_its_reason(corpus: Path, opened: Opener) -> None:
    """Whoever shows it, or names it as the source of a quotation, learns why it is not in the archive."""
    (corpus / "harbour.txt").write_text(HARBOUR)
    (corpus / "bytes.txt").write_bytes(b"\0\1\2" * 40)
    searcher = opened()
    with pytest.raises(NotFound, match=r"^bytes\.txt is not in this archive: it is not text\.$"):
        searcher.archive.find("bytes.txt")
    judged = searcher.quote("The harbour of the town", article="bytes.txt")
    assert (judged.verdict, judged.note) == (QuoteVerdict.UNREADABLE, "bytes.txt is not text.")
