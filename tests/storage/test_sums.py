"""A flipped byte is noticed, whichever part of the state it is in, and nothing is answered out of it."""

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Answer, Quotation, QuoteVerdict, Searcher
from retrieval.indexing.archive import folder_of
from retrieval.storage import sums as tallies
from retrieval.storage.catalog import Catalog
from retrieval.storage.packing import packed_terms, unpacked_terms, unpacked_text
from retrieval.storage.sums import SUMS_FILE, Comparison, put_sums, take_sums

Opener = Callable[..., Searcher]

TEXTS = {
    "lamp.txt": "Ada Lind lit the lamp of Osterholm on a Monday in March.\n\nIt burned for nine days and went out.",
    "pier.txt": "Olav Berg built the pier of Westerholm in 1904.\n\nA storm took it away after nine winters.",
    "ferry.txt": "The ferry to Osterholm sails at noon, said Ada Lind.\n\nNobody sails it at night.",
}
QUESTIONS = ("Who lit the lamp of Osterholm?", "When does the ferry sail?", "What took the pier away?")
QUOTATIONS = (
    "Olav Berg built the pier of Westerholm",
    "the ferry to Osterholm sails at night",
    "nobody reads this sentence",
)


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 4_096, 100_003])
def test_any_changed_byte_changes_the_sum(tmp_path: Path, size: int) -> None:
    """Also one of the last few; and a byte more or less."""
    file = tmp_path / "a"
    data = bytes(random.Random(size).randbytes(size))
    file.write_bytes(data)
    put_sums(tmp_path, [file])
    assert Comparison(tmp_path).changed() == []
    for at in {0, size // 2, size - 1} if size else ():
        file.write_bytes(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :])
        assert Comparison(tmp_path).changed() == ["a"]
    file.write_bytes(data + b"\0")
    assert Comparison(tmp_path).changed() == ["a"]
    file.unlink()
    assert Comparison(tmp_path).changed() == ["a"]


def test_damaged_sums_tell_nothing(tmp_path: Path) -> None:
    """They are not believed."""
    (tmp_path / "a").write_bytes(b"x")
    assert Comparison(tmp_path).changed() is None
    put_sums(tmp_path, [tmp_path / "a"])
    written = (tmp_path / SUMS_FILE).read_bytes()
    for at in range(len(written)):
        (tmp_path / SUMS_FILE).write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert Comparison(tmp_path).changed() is None
    take_sums(tmp_path)
    take_sums(tmp_path)
    assert Comparison(tmp_path).changed() is None


@pytest.fixture
def built(corpus: Path, state: Path, opened: Opener) -> Path:
    """The state of a small archive with everything in it: an index on disk, the index of phrases."""
    for name, text in TEXTS.items():
        (corpus / name).write_text(text)
    searcher = opened(engine="disk")
    searcher.quote(QUOTATIONS[0])
    searcher.close()
    return folder_of(corpus, state)


FLIPS = 500 if os.environ.get("PINCITE_FUZZ") == "fuzz" else 30


def told(searcher: Searcher) -> list[object]:
    """What is answered, without ids and times."""
    return [
        *(_essence(searcher.ask(question)) for question in QUESTIONS),
        *(_judged(searcher.quote(quotation)) for quotation in QUOTATIONS),
    ]


def _essence(answer: Answer) -> object:
    return answer.answered, round(answer.confidence, 9), [(it.text, round(it.score, 9)) for it in answer.passages]


def _judged(quotation: Quotation) -> object:
    return quotation.verdict, [(place.article, place.start, place.exact) for place in quotation.places]


def flipped(file: Path, at: int, bit: int) -> None:
    """Puts a file with one bit flipped in the place of one."""
    data = bytearray(file.read_bytes())
    data[at] ^= 1 << bit
    other = file.with_name("another")
    other.write_bytes(data)
    other.replace(file)


def test_what_was_written_is_noted(built: Path, opened: Opener) -> None:
    """After a refresh that changed something, and after one that did not; and after the index of phrases was filled."""
    assert Comparison(built).changed() == []
    searcher = opened(engine="disk")
    assert searcher.changes.notices == ()
    searcher.close()
    assert Comparison(built).changed() == []


@pytest.mark.slow
def test_no_flipped_bit_is_believed(built: Path, opened: Opener) -> None:
    """Wherever it is, the same is told; and where it is not made anew unnoticed, a sentence says so."""
    searcher = opened(engine="disk")
    expected = told(searcher)
    searcher.close()
    chance = random.Random(13)  # a sample, not a secret
    files = [
        built / "catalog.sqlite",
        built / SUMS_FILE,
        *(file for file in (built / "index").iterdir() if file.suffix != ".lock"),
    ]
    for number in range(FLIPS):
        file = files[0] if number % 2 else files[number // 2 % len(files)]
        if not file.exists() or not file.stat().st_size:
            continue
        flipped(file, chance.randrange(file.stat().st_size), chance.randrange(8))
        searcher = opened(engine="disk")
        assert told(searcher) == expected, file.name
        assert len(searcher.changes.notices) == (file.name != SUMS_FILE), file.name
        searcher.close()
        assert Comparison(built).changed() == []


def test_damage_is_noticed_when_nothing_was_noted(built: Path, opened: Opener) -> None:
    """As after a kill: the seals tell."""
    take_sums(built)
    with sqlite3.connect(built / "catalog.sqlite") as connection:
        query = "SELECT article, terms, text FROM terms JOIN articles ON key = article WHERE id = 'lamp.txt'"
        article, packed, text = connection.execute(query).fetchone()
        terms = unpacked_terms(packed, unpacked_text(text))
        other = packed_terms(
            [["pier" if term == "lamp" else term for term in each] for each in terms], unpacked_text(text)
        )
        connection.execute("UPDATE terms SET terms = ? WHERE article = ?", (other, article))
    connection.close()
    take_sums(built)
    assert opened(engine="memory").ask(QUESTIONS[0]).passages[0].citation.article == "lamp.txt"


def test_what_is_damaged_while_the_archive_is_away_is_not_thrown_away(
    built: Path, corpus: Path, opened: Opener
) -> None:
    """There is nothing to make it anew from: it is said, and what is known stays."""
    flipped(built / "catalog.sqlite", built.joinpath("catalog.sqlite").stat().st_size - 3, 1)
    away = corpus.rename(corpus.with_name("away"))
    searcher = opened(engine="disk")
    assert searcher.changes.notices[0].endswith("; it can't be built anew now, as its articles are not there.")
    assert searcher.archive.article_count() == 3
    searcher.close()
    away.rename(corpus)
    assert opened(engine="disk").changes.notices[0].endswith("it was built anew.")


def test_a_damaged_schema_is_damage(built: Path, opened: Opener) -> None:
    """SQLite takes a changed name of a column for a mistake in our query."""
    for sums in (True, False):
        file = built / "catalog.sqlite"
        data = file.read_bytes()
        assert b"problems TEXT" in data
        other = file.with_name("another")
        other.write_bytes(data.replace(b"problems TEXT", b"prodlems TEXT"))
        other.replace(file)
        if not sums:
            take_sums(built)
        searcher = opened(engine="disk")
        assert searcher.changes.notices[0].endswith("it was built anew.")
        assert searcher.ask(QUESTIONS[0]).answered
        searcher.close()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system doesn't tell who has locked what")
def test_what_is_summed_stays_locked(built: Path, opened: Opener) -> None:
    """Otherwise the next process that ends deletes the log that this one goes on to write to; nothing is left open."""
    file, ours = built / "catalog.sqlite", Path("/proc/self/fd")

    def locks() -> list[str]:
        number = f":{file.stat().st_ino} "
        return [line for line in Path("/proc/locks").read_text().splitlines() if number in line]

    def descriptors() -> list[int]:
        """Those of the catalog that are open here."""
        return [int(each.name) for each in ours.iterdir() if each.exists() and each.samefile(file)]

    first, second = opened(engine="disk"), opened(engine="disk")
    for text in ("Olav Berg built the pier of Osterholm in 1905.", "Olav Berg built the pier of Lund in 1906."):
        (first.archive.corpus / "pier.txt").write_text(text)
        first.refresh()
        assert Comparison(built).changed() == []
        assert second.ask("Who built the pier?").passages[0].text == text
        assert locks()
    first.close()
    assert locks()
    first.archive.catalog.close()
    assert locks()
    second.close()
    assert locks() == []
    assert descriptors() == []


def test_the_state_is_compared_once_when_it_is_opened(
    built: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catalog and index, each file once; afterwards only a thorough refresh reads them again."""
    read: list[str] = []

    def summed(file: Path) -> list[int]:
        read.append(file.relative_to(built).as_posix())
        return sum_of(file)

    sum_of = tallies._sum
    monkeypatch.setattr(tallies, "_sum", summed)
    searcher = opened(engine="disk")
    assert "catalog.sqlite" in read
    assert any(name.startswith("index/") for name in read)
    assert len(read) == len(set(read))
    read.clear()
    searcher.refresh()
    assert not read
    searcher.refresh(thorough=True)
    assert read.count("catalog.sqlite") == 1


def test_files_with_the_same_size_and_times_are_not_read_again_until_that_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may flip a bit and leave those as they are; what somebody has written is noticed at once."""
    for name in "ab":
        (tmp_path / name).write_bytes(b"12345678")
    put_sums(tmp_path, [tmp_path / "a"])
    comparison = Comparison(tmp_path)
    assert comparison.changed() == []
    monkeypatch.setattr(tallies, "_sum", lambda _: [8, 0])  # what a flipped bit comes to
    assert comparison.changed() == []
    comparison.forget()
    assert comparison.changed() == ["a"]
    monkeypatch.undo()
    (tmp_path / "a").write_bytes(b"12345678")
    assert comparison.changed() == []
    put_sums(tmp_path, [tmp_path / "b"], damaged=tmp_path / "a")
    assert comparison.changed() == ["a"]


def test_whether_a_folder_is_as_it_was_noted(tmp_path: Path) -> None:
    """Nobody knows where nothing in it was noted."""
    (tmp_path / "index").mkdir()
    files = [tmp_path / "a", tmp_path / "index" / "b"]
    for file in files:
        file.write_bytes(b"12345678")
    assert Comparison(tmp_path).holds_in("index") is None
    put_sums(tmp_path, files[:1])
    assert Comparison(tmp_path).holds_in("index") is None
    put_sums(tmp_path, files)
    files[0].write_bytes(b"87654321")
    assert Comparison(tmp_path).holds_in("index") is True
    files[1].write_bytes(b"87654321")
    assert Comparison(tmp_path).holds_in("index") is False


def test_an_index_that_its_own_checksums_tell_to_be_damaged_is_not_noted_as_sound(built: Path, opened: Opener) -> None:
    """It was flipped while something changed: whoever opens it next builds it anew, and says so."""
    searcher = opened(engine="disk")
    expected = told(searcher)
    terms = next(file for file in (built / "index").iterdir() if file.suffix == ".term")
    flipped(terms, terms.stat().st_size // 2, 1)
    searcher.archive.catalog.note("anything", "changed")
    searcher.close()
    assert Comparison(built).changed() == []
    assert Comparison(built).holds_in("index") is None
    searcher = opened(engine="disk")
    assert [notice.endswith("is damaged. It was built anew.") for notice in searcher.changes.notices] == [True]
    assert told(searcher) == expected


def test_the_fingerprint_of_the_articles_is_kept(
    built: Path, corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opens the archive doesn't read every article's hash for it; with another article it is another."""
    searcher = opened()
    fingerprint = searcher.archive.fingerprint()
    (corpus / "more.txt").write_text("Nine winters.")
    searcher.refresh()
    other = searcher.archive.fingerprint()
    assert other != fingerprint
    (corpus / "more.txt").unlink()
    searcher.refresh()
    searcher.close()
    with monkeypatch.context() as patch:
        patch.setattr(Catalog, "hashes", lambda _: pytest.fail("read"))
        assert opened().archive.fingerprint() == fingerprint
    take_sums(built)
    connection = sqlite3.connect(built / "catalog.sqlite")
    connection.execute("DELETE FROM meta WHERE name = 'note fingerprint'")
    connection.commit()
    connection.close()
    assert opened().archive.fingerprint() == fingerprint


@pytest.mark.parametrize("table", ["phrases_data", "articles_of_title"])
def test_after_a_kill_what_has_no_seal_is_not_believed(built: Path, opened: Opener, table: str) -> None:
    """The index of phrases is emptied and filled again; what SQLite finds wrong in another is being rebuilt."""
    take_sums(built)
    with sqlite3.connect(built / "catalog.sqlite") as connection:
        if table == "phrases_data":
            connection.execute("INSERT INTO phrases (phrases) VALUES ('delete-all')")
            rows = [(key, "nothing of these") for (key,) in connection.execute("SELECT key FROM articles")]
            connection.executemany("INSERT INTO phrases (rowid, words) VALUES (?, ?)", rows)
        else:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
    connection.close()
    searcher = opened(engine="disk")
    assert searcher.quote(QUOTATIONS[0]).verdict is QuoteVerdict.VERBATIM
    assert [article.id for article in searcher.archive.named("lamp.txt")] == ["lamp.txt"]


@pytest.mark.parametrize("piece", [8, 16, 1 << 20])
def test_a_sum_is_the_same_however_much_is_read_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """What goes beyond a word is dropped."""
    monkeypatch.setattr(tallies, "_PIECE", piece)
    (tmp_path / "a").write_bytes(b"\xff" * 24 + b"\x05")
    assert tallies._sum(tmp_path / "a") == [25, 2]
