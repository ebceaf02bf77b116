"""Short files go into the catalog together, and yet each by itself."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retrieval import Article, Searcher
from retrieval.errors import StateError
from retrieval.ingestion import catalog_writer
from retrieval.ingestion.boilerplate import Boilerplate
from retrieval.ingestion.catalog_writer import Progress
from retrieval.storage.catalog import Catalog
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles there were after each transaction."""
    counts: list[int] = []
    whole = Catalog.change

    @contextmanager
    def change(catalog: Catalog) -> Iterator[object]:
        with whole(catalog) as connection:
            yield connection
        counts.append(catalog.article_count())

    monkeypatch.setattr(Catalog, "change", change)
    return counts


def plant(corpus: Path, *names: str) -> None:
    """Writes a file for each fruit."""
    for name in names:
        (corpus / f"{name}.txt").write_text(f"{name.capitalize()}s grow here.")


def paths(searcher: Searcher) -> list[str]:
    """The files of the articles."""
    return sorted(article.path for article in searcher.archive.articles())


def test_short_files_share_a_transaction(corpus: Path, opened: Opener, transactions: list[int]) -> None:
    """Up to so many articles; what is missing then is put in at the end."""
    plant(corpus, "apple", "fig", "lemon", "melon", "pear")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog_writer, "BATCH_ARTICLES", 2)
        patch.setattr(catalog_writer, "BATCH_SECONDS", 1e6)
        opened()
    assert sorted(set(transactions) - {0}) == [2, 4, 5]


def test_time_ends_a_transaction_too(corpus: Path, opened: Opener, transactions: list[int]) -> None:
    """Nobody waits for long."""
    plant(corpus, "apple", "fig", "lemon")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog_writer, "BATCH_SECONDS", 0)
        opened()
    assert sorted(set(transactions) - {0}) == [1, 2, 3]


def test_a_long_file_is_by_itself(corpus: Path, opened: Opener, transactions: list[int]) -> None:
    """What came before it is put in before it."""
    plant(corpus, "apple", "fig", "pear")
    write_jsonl(corpus / "lemon.jsonl", *({"id": str(i), "text": f"Lemon {i} grows here."} for i in range(5)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalog_writer, "BATCH_ARTICLES", 4)
        patch.setattr(catalog_writer, "BATCH_SECONDS", 1e6)
        opened()
    assert sorted(set(transactions) - {0}) == [2, 6, 7, 8]


def test_what_fails_of_a_file_is_undone_and_the_others_stay(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what was put in of it already; what it held before is gone, and it is named."""
    write_jsonl(corpus / "fig.jsonl", {"id": "old", "text": "Old figs."})
    opened().close()
    plant(corpus, "apple", "pear")
    write_jsonl(corpus / "fig.jsonl", {"id": "good", "text": "Good figs."}, {"id": "odd", "text": "Odd figs."})
    hear = Boilerplate.hear

    def failing(boilerplate: Boilerplate, article: Article, key: int, packed: bytes, n_left_out: int) -> None:
        if article.id == "odd":
            raise ZeroDivisionError("odd")
        hear(boilerplate, article, key, packed, n_left_out)

    monkeypatch.setattr(Boilerplate, "hear", failing)
    searcher = opened()
    assert searcher.changes[:3] == (2, 0, 1)
    assert searcher.changes.problems == (("fig.jsonl", "can't be read (ZeroDivisionError: odd)"),)
    assert paths(searcher) == ["apple.txt", "pear.txt"]
    assert searcher.archive.catalog.without_damage() == ()


def test_of_an_error_of_the_state_nothing_stays(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the file's: it is raised, and the transaction is undone as a whole."""
    plant(corpus, "apple", "fig")

    def failing(_boilerplate: Boilerplate, article: Article, *_rest: object) -> None:
        if article.id == "fig.txt":
            raise StateError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Boilerplate, "hear", failing)
        with pytest.raises(StateError, match="full"):
            opened()
    assert opened().changes[:3] == (2, 0, 0)


def test_files_that_were_only_touched_share_a_transaction(
    corpus: Path, opened: Opener, transactions: list[int]
) -> None:
    """Their bytes are compared once more, and not the next time."""
    plant(corpus, "apple", "fig", "pear")
    opened().close()
    then = time.time() - 100
    for file in corpus.iterdir():
        os.utime(file, (then, then))
    before = len(transactions)
    searcher = opened()
    assert (searcher.changes.any, len(transactions) - before) == (False, 1)
    assert searcher.refresh().any is False
    assert len(transactions) - before == 1


def test_files_that_are_gone_share_a_transaction(corpus: Path, opened: Opener, transactions: list[int]) -> None:
    """All that they held goes at once."""
    plant(corpus, "apple", "fig", "pear")
    write_jsonl(corpus / "lemon.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})
    searcher = opened()
    for name in ("apple.txt", "lemon.jsonl"):
        (corpus / name).unlink()
    before = len(transactions)
    assert searcher.refresh()[:3] == (0, 0, 3)
    assert [count for count in transactions[before:] if count != 2] == []
    assert paths(searcher) == ["fig.txt", "pear.txt"]


def test_of_articles_that_are_new_no_list_is_kept(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only of those that are as they were; which are gone, and whose id comes again, is known all the same."""
    all_written: list[catalog_writer._Written] = []

    class Noted(catalog_writer._Written):
        def __init__(self, name: str, newest: int, progress: Progress | None) -> None:
            super().__init__(name, newest, progress)
            all_written.append(self)

    def lines(*texts: str) -> None:
        write_jsonl(corpus / "a.jsonl", *({"id": text[0], "text": f"{text} grow here."} for text in texts))

    def read() -> tuple[set[str], tuple[int, ...], list[str]]:
        all_written.clear()
        changes = searcher.refresh()
        (written,) = all_written
        return written.as_before, changes[:3], sorted(article.id for article in searcher.archive.articles())

    monkeypatch.setattr(catalog_writer, "_Written", Noted)
    monkeypatch.setattr(catalog_writer, "BATCH_ARTICLES", 2)
    lines("apples", "berries", "cherries", "apricots", "apricots")
    searcher = opened()
    assert [written.as_before for written in all_written] == [set()]
    assert [problem.where for problem in searcher.changes.problems] == ["a.jsonl record 5"]
    lines("apples", "bananas", "dates", "blackberries")
    assert read() == ({"a"}, (2, 1, 2), ["a", "a.jsonl#b", "b", "d"])
    lines("dates", "apples", "almonds")
    assert read() == ({"a", "d"}, (1, 0, 2), ["a", "a.jsonl#a", "d"])
