"""An archive in numbers, as they are counted."""

import datetime
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Searcher, Statistics, WatchSettings, how_watched, kind_of, paragraphs, statistics
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]

STORY = "The old ferry sailed to the northern islands on a stormy Monday, and Ada Lind wrote down every wave of it."


def numbers(searcher: Searcher) -> Statistics:
    """The archive of a searcher in numbers."""
    with searcher.reading() as index:
        return statistics(index)


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_everything_is_counted(corpus: Path, opened: Opener, engine: str) -> None:
    """Articles, paragraphs, passages, terms, languages, files by kind, months, undated ones, copies, bytes."""
    rows = [{"id": str(n), "date": f"2024-0{1 + n % 2}-03", "text": f"{STORY}\n\nHarbour number{n}."} for n in range(3)]
    write_jsonl(corpus / "a.jsonl", *rows, {"id": "x", "text": "Ein Haus steht am See, und niemand wohnt darin."})
    (corpus / "b.txt").write_text("A mill.\n\nA quiet road leads up the hill to it, says Olav Berg.")
    for name in ("a.jsonl", "b.txt"):
        os.utime(corpus / name, (1e9, 1e9))
    searcher = opened(engine=engine)
    counted = numbers(searcher)
    articles = list(searcher.archive.articles())
    assert counted.articles == 5
    assert counted.paragraphs == sum(len(paragraphs(article)) for article in articles)
    assert counted.passages == searcher.archive.passage_count()
    assert counted.terms == len({t for document in searcher.archive.catalog.documents() for t in document.terms})
    assert counted.languages["de"] == 1
    assert (counted.files, counted.kinds) == (2, {".jsonl": 1, ".txt": 1})
    assert counted.months == {"2024-01": 2, "2024-02": 1}
    assert (counted.undated, counted.copies) == (2, 2)
    assert counted.file_bytes == sum(path.stat().st_size for path in corpus.iterdir())
    assert counted.state_bytes >= (searcher.archive.state / "catalog.sqlite").stat().st_size
    assert counted.engine == engine
    assert counted.last_change == datetime.datetime.fromtimestamp(1e9, datetime.UTC)


def test_nothing_is_counted_in_an_empty_archive(corpus: Path, opened: Opener) -> None:
    """It is an archive all the same."""
    counted = numbers(opened(may_be_empty=True))
    assert counted[:4] == (0, 0, 0, 0)
    assert (counted.months, counted.copies, counted.last_change) == ({}, 0, None)


def test_a_file_that_gives_no_article_is_not_counted(corpus: Path, opened: Opener) -> None:
    """Such as an empty one, also one that became so."""
    for name in ("a.txt", "b.txt", "c.md"):
        (corpus / name).write_text(STORY if name != "c.md" else " \n")
    searcher = opened()
    assert (numbers(searcher).files, numbers(searcher).kinds) == (2, {".txt": 2})
    (corpus / "b.txt").write_text("")
    searcher.refresh()
    counted = numbers(searcher)
    assert (counted.files, counted.kinds, counted.file_bytes) == (1, {".txt": 1}, len(STORY))


def test_kinds_are_endings() -> None:
    """With that of a compression."""
    assert [kind_of(name) for name in ("a.TXT", "b.jsonl.gz", "c.d/e", "x.tar.xz")] == [
        ".txt", ".jsonl.gz", "", ".tar.xz",
    ]  # fmt: skip


def test_how_it_is_watched_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By events, by looking and why, or not at all."""
    assert how_watched(corpus, WatchSettings()) == "by events of the file system"
    assert how_watched(corpus, WatchSettings("off")) == "not watched (PINCITE_WATCH=off)"
    assert how_watched(corpus, WatchSettings("poll", poll_ms=1500)) == "checked every 1.5 s (PINCITE_WATCH=poll)"
    monkeypatch.setattr("retrieval.watch.without_events", lambda _: "it is far away")
    assert how_watched(corpus, WatchSettings()) == "checked every 1 s: it is far away"


@pytest.mark.slow
def test_a_first_reading_leaves_no_gaps_in_the_catalog(corpus: Path, opened: Opener) -> None:
    """Such as where what the engine had to be told of was noted."""
    write_jsonl(corpus / "a.jsonl", *[{"text": f"Mill {number}."} for number in range(1_500)])
    catalog = opened(engine="disk").archive.state / "catalog.sqlite"
    with closing(sqlite3.connect(catalog)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
