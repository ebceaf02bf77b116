"""A state that another process writes to, that can't be written, or that is half built, is read for what it is."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.indexing.archive import Archive, folder_of
from retrieval.ingestion import catalog_writer
from retrieval.storage.catalog import Catalog
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


def cited(searcher: Searcher, word: str) -> list[str]:
    """The articles that a word is found in."""
    return [passage.citation.article for passage in searcher.ask(word).passages]


def test_another_process_that_writes_keeps_nobody_from_asking(corpus: Path, state: Path, opened: Opener) -> None:
    """A transaction under way is not waited for: the archive is answered from as it was."""
    (corpus / "a.txt").write_text("Apples grow here.")
    opened().close()
    writer = sqlite3.connect(folder_of(corpus, state) / "catalog.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    archive = Archive(corpus, state)
    try:
        with archive.locked(wait=True):
            started = time.monotonic()
            assert cited(opened(), "apples") == ["a.txt"]
            assert time.monotonic() - started < 20  # less than what SQLite waits for a lock
    finally:
        archive.close()
        writer.close()


def test_a_state_that_can_only_be_read_is_asked(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known is answered from, and it is said that nothing could be written."""
    (corpus / "a.txt").write_text("Apples grow here.")
    opened().close()
    monkeypatch.setattr("retrieval.storage.database._writable", lambda path: False)
    monkeypatch.setattr("retrieval.storage.lock.FileLock.acquire", _refused)
    searcher = opened()
    assert cited(searcher, "apples") == ["a.txt"]
    (notice,) = searcher.changes.notices
    assert notice.startswith(f"{folder_of(corpus, state)} can't be written (Read-only file system)")
    assert searcher.quote("Apples grow here.").stands  # the index of phrases can't be written either


def _refused(*_args: object, **_options: object) -> None:
    raise OSError(30, "Read-only file system")


@pytest.mark.slow
def test_an_archive_that_another_process_reads_for_the_first_time_is_waited_for(
    corpus: Path, state: Path, opened: Opener
) -> None:
    """Half of an archive answers nothing: the question waits until every file was read, and is told how far it is."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas grow here.")
    first = Archive(corpus, state)
    heard: list[str] = []
    with first.locked(wait=True):
        list(first._intake.read_files({"a.txt": corpus / "a.txt"}, {}, thorough=False, progress=None))
        answers: list[list[str]] = []
        asking = threading.Thread(
            target=lambda: answers.append(cited(opened(progress=lambda name, _: heard.append(name)), "bananas"))
        )
        asking.start()
        asking.join(1.5)
        assert asking.is_alive()
        first.refresh()
    asking.join(30)
    first.close()
    assert answers == [["b.txt"]]
    assert "with another process" in heard


def test_a_process_that_was_killed_at_the_first_reading_is_not_waited_for(
    corpus: Path, state: Path, opened: Opener
) -> None:
    """Whoever comes next reads what is left."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas grow here.")
    killed = Archive(corpus, state)
    list(killed._intake.read_files({"a.txt": corpus / "a.txt"}, {}, thorough=False, progress=None))
    killed.close()
    assert cited(opened(), "bananas") == ["b.txt"]


def test_a_large_file_is_kept_in_batches(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, the batches before are kept, and the next refresh goes on and ends like a fresh build."""
    monkeypatch.setattr(catalog_writer, "BATCH_ARTICLES", 3)
    records = [{"id": str(i), "text": f"Fruit number{i} grows."} for i in range(10)]
    path = write_jsonl(corpus / "a.jsonl", *records)

    def stop(_name: str, count: int) -> None:
        if count == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(progress=stop)
    archive = Archive(corpus, corpus.parent / "state")
    assert {article.id for article in archive.articles()} == {str(i) for i in range(6)}
    archive.close()
    added: list[int] = []
    searcher = opened(progress=lambda _, count: added.append(count))
    assert {article.id for article in searcher.archive.articles()} == {str(i) for i in range(10)}
    assert added == [1, 2, 3, 4]
    write_jsonl(path, *records[:4])
    searcher.refresh()
    assert {article.id for article in searcher.archive.articles()} == {str(i) for i in range(4)}


def test_a_half_read_file_that_is_gone_leaves_nothing(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file that was read in part and then deleted no article stays."""
    monkeypatch.setattr(catalog_writer, "BATCH_ARTICLES", 1)
    (corpus / "b.txt").write_text("Bananas grow here.")
    path = write_jsonl(corpus / "z.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})

    def stop(name: str, count: int) -> None:
        if name == "z.jsonl" and count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(progress=stop)
    path.unlink()
    assert {article.id for article in opened().archive.articles()} == {"b.txt"}


@pytest.mark.parametrize("how", ["reopen", "make_anew"])
def test_nobody_reads_a_catalog_whose_tables_are_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """As one thread does, where the state was deleted: another one that reads meanwhile finds it made, not damaged."""
    catalog = Catalog(tmp_path / "state" / "catalog.sqlite", "1")
    catalog.content_state()
    found: list[object] = []
    make_tables = Catalog._make_tables
    reader = threading.Thread(target=lambda: found.append(catalog.content_state()))

    def while_another_reads(it: Catalog) -> None:
        assert it._connection  # An empty file is there now.
        reader.start()
        reader.join(0.2)
        make_tables(it)

    shutil.rmtree(tmp_path / "state")
    if how == "make_anew":
        (tmp_path / "state").mkdir()
    monkeypatch.setattr(Catalog, "_make_tables", while_another_reads)
    getattr(catalog, how)()
    reader.join(30)
    assert len(found) == 1
    catalog.close()
