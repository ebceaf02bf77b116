"""A verdict rests on what the file says now: not on what is stored of it, and not on a file that can't be read."""

import gzip
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import Article, Citation, Searcher, Verdict
from tests.conftest import write_jsonl
from tests.newsroom import articles

Opener = Callable[..., Searcher]

HARBOUR = "The harbour was closed by a storm on Friday, and nobody minded. It opened again on Monday."


@pytest.fixture
def cited(corpus: Path, opened: Opener) -> tuple[Searcher, Citation]:
    """An archive of a text file and a file of two records, and a citation of the first of these."""
    (corpus / "other.txt").write_text("Something else stands here, about a bridge.", encoding="utf-8")
    write_jsonl(corpus / "news.jsonl", {"id": "h", "text": HARBOUR}, {"id": "m", "text": "The mayor left."})
    searcher = opened()
    return searcher, searcher.ask("Who closed the harbour on Friday?").passages[0].citation


Cited = tuple[Searcher, Citation]


def broken(path: Path, how: str) -> None:
    """Makes a file one that can't be read."""
    data = path.read_bytes()
    if how == "binary":
        path.write_bytes(b"\x00\x01" + data)
    elif how == "cut":
        path.write_bytes(data[:30])
    elif how == "dangling":
        path.unlink()
        path.symlink_to("nowhere")
    elif how == "pipe":
        path.unlink()
        os.mkfifo(path)
    elif how == "loop":
        path.unlink()
        path.symlink_to(path.name)
    elif how == "permission":
        path.chmod(0)


@pytest.mark.parametrize("how", ["binary", "cut", "dangling", "pipe", "loop", "permission"])
@pytest.mark.parametrize("thorough", [True, False])
def test_a_file_that_can_not_be_read_is_unreadable(cited: Cited, how: str, thorough: bool) -> None:
    """Neither gone nor verified, now and at every later look, until it can be read again."""
    if how == "permission" and os.geteuid() == 0:
        pytest.skip("root may read every file")
    searcher, citation = cited
    path = searcher.archive.corpus / "news.jsonl"
    data = path.read_bytes()
    broken(path, how)
    for _ in range(2):
        searcher.refresh(thorough)
        (check,) = searcher.check([citation], reread=False)
        assert check.verdict is Verdict.UNREADABLE
        assert "news.jsonl" in (check.note or "")
        assert not check.stands
    path.unlink()
    path.write_bytes(data)
    assert searcher.check([citation])[0].verdict is Verdict.VERIFIED
    write_jsonl(path, {"id": "m", "text": "The mayor left."})
    assert searcher.check([citation])[0].verdict is Verdict.GONE


def test_a_packed_file_that_is_cut_short_is_unreadable(corpus: Path, opened: Opener) -> None:
    """What can't be unpacked can't be looked at."""
    (corpus / "other.txt").write_text("Something else stands here, about a bridge.", encoding="utf-8")
    (corpus / "a.txt.gz").write_bytes(gzip.compress(HARBOUR.encode()))
    searcher = opened()
    citation = searcher.ask("Who closed the harbour on Friday?").passages[0].citation
    (corpus / "a.txt.gz").write_bytes(gzip.compress(HARBOUR.encode())[:-20])
    (check,) = searcher.check([citation])
    assert check.verdict is Verdict.UNREADABLE
    assert "a.txt.gz can't be unpacked" in (check.note or "")


def test_a_line_that_broke_hides_its_article_only(cited: Cited) -> None:
    """The others of its file are judged as ever, and one that was taken out without a trace is gone."""
    searcher, citation = cited
    path = searcher.archive.corpus / "news.jsonl"
    mayor = replace(searcher.ask("Who left?").passages[0].citation, id="k7q2m9.2")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0][:40], *lines[1:]]), encoding="utf-8")
    checks = searcher.check([citation, mayor])
    assert [check.verdict for check in checks] == [Verdict.UNREADABLE, Verdict.VERIFIED]
    assert "news.jsonl line 1 is not JSON" in (checks[0].note or "")
    path.write_text(lines[0][:40], encoding="utf-8")
    assert [check.verdict for check in searcher.check([citation, mayor])] == [Verdict.UNREADABLE, Verdict.GONE]


def test_a_copy_of_what_can_not_be_read_is_told(cited: Cited) -> None:
    """The verdict stays; where the words stand besides is told."""
    searcher, citation = cited
    (searcher.archive.corpus / "copy.txt").write_text(HARBOUR, encoding="utf-8")
    broken(searcher.archive.corpus / "news.jsonl", "binary")
    (check,) = searcher.check([citation])
    assert (check.verdict, [place.article for place in check.also_at]) == (Verdict.UNREADABLE, ["copy.txt"])


def test_a_citation_of_another_archive_is_unreadable_where_it_does_not_stand(cited: Cited) -> None:
    """What is not here was not lost here; where the words do stand, as in a folder that was moved, they stand."""
    searcher, citation = cited
    assert searcher.ask("Who left?").provenance["corpus"] == searcher.archive.state.name
    elsewhere = replace(citation, corpus="letters-01234567")
    assert searcher.check([elsewhere])[0].verdict is Verdict.VERIFIED
    for change in ({"article": "x", "exact": "Words of nobody at all."}, {"exact": HARBOUR.replace("storm", "strike")}):
        (check,) = searcher.check([replace(elsewhere, **change)])  # type: ignore[arg-type]
        assert (check.verdict, check.note) == (
            Verdict.UNREADABLE,
            "It was cited from another archive, 'letters-01234567'.",
        )
        own = replace(citation, corpus=searcher.archive.state.name, **change)  # type: ignore[arg-type]
        assert searcher.check([own])[0].verdict in (Verdict.GONE, Verdict.ALTERED)


def record(article: Article) -> dict[str, object]:
    """An article as a line of JSON, with every field filled."""
    day = article.date.isoformat() if article.date else None
    return {"id": article.id, "title": article.title, "text": article.text, "date": day, "url": article.url,
            "source": "The Gazette", "authors": article.authors}  # fmt: skip


FLIPS = {
    "articles": ("id", "path", "title", "date", "url", "source", "authors", "language", "sha256", "text"),
    "passages": ("first", "last", "start", "end", "article", "heading", "features", "sentences"),
    "terms": ("terms",),
    "article_features": ("day", "features", "fingerprints"),
    "files": ("path", "size", "mtime_ns", "sha256"),
    "seals": ("sha256",),
}


def flip(catalog: Path, rng: random.Random, table: str, column: str) -> None:
    """Flips one bit of a value that the catalog keeps, as a disk would."""
    key = "path" if table == "files" else "rowid"
    with closing(sqlite3.connect(catalog, isolation_level=None)) as db:
        db.text_factory = bytes
        query = f'SELECT "{column}", typeof("{column}"), {key} FROM {table} WHERE "{column}" != \'\''
        value, kind, row = rng.choice(db.execute(query).fetchall())
        if kind == b"integer":
            value ^= 1 << rng.randrange(12)
        else:
            data = bytearray(value)
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            value = bytes(data)
        new = "CAST(? AS TEXT)" if kind == b"text" else "?"
        row = row.decode() if isinstance(row, bytes) else row
        db.execute(f'UPDATE {table} SET "{column}" = {new} WHERE {key} = ?', (value, row))


ORIGINALS = articles(3)
QUESTIONS = [f"What happened to {' '.join(article.text.split()[4:10])}?" for article in ORIGINALS]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Citation]]:
    """An archive of the originals, its state, and a citation of each; it is not changed."""
    corpus, state = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("state")
    write_jsonl(corpus / "a.jsonl", *map(record, ORIGINALS[:2]))
    (corpus / ORIGINALS[2].id).write_text(ORIGINALS[2].text, encoding="utf-8")
    with closing(Searcher.open(corpus, state)) as searcher:
        true = [searcher.ask(question, limit=1).passages[0].citation for question in QUESTIONS]
    assert len({citation.article for citation in true}) == 3
    return corpus, state, true


@pytest.mark.slow(but=5)
@pytest.mark.parametrize(("table", "column"), [(table, column) for table, row in FLIPS.items() for column in row])
def test_a_flipped_bit_makes_no_false_verdict(
    stored: tuple[Path, Path, list[Citation]], state: Path, opened: Opener, table: str, column: str
) -> None:
    """Whatever is damaged of what is stored: true citations are verified, false ones are not, no word is made up."""
    corpus, sound, true = stored
    false = [replace(citation, exact=citation.exact.replace(" ", " not ", 1)) for citation in true]
    shutil.copytree(sound, state)
    (catalog,) = state.glob("*/catalog.sqlite")
    flip(catalog, random.Random(f"{table} {column}"), table, column)
    damaged = opened(corpus, may_be_empty=True)
    for question in QUESTIONS:
        for passage in damaged.ask(question, limit=1).passages:
            assert any(passage.text in a.text and passage.sentence.exact in a.text for a in ORIGINALS)
    checks = damaged.check([*true, *false])
    assert [check.verdict for check in checks[: len(true)]] == [Verdict.VERIFIED] * len(true)
    assert not any(check.verdict is Verdict.VERIFIED for check in checks[len(true) :])
    opened(corpus, thorough=True)
    assert opened(corpus, thorough=True).archive.mended == ()


def test_a_folder_in_the_place_of_a_file_is_unreadable(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Nothing says that the article is gone: something else stands where it was."""
    (corpus / "a.txt").write_text("The harbour was opened by Ada Lind.")
    (corpus / "b.txt").write_text("The ferry sails at noon.")
    searcher = opened()
    (passage, *_) = searcher.ask("Who opened the harbour?").passages
    (corpus / "a.txt").unlink()
    (corpus / "a.txt").mkdir()
    (check,) = searcher.check([passage.citation])
    assert (check.verdict, check.note) == (Verdict.UNREADABLE, "a.txt is not a regular file.")
