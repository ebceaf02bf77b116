"""What can be made anew is made anew by itself when it is damaged, and one sentence says so."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tantivy

from retrieval import Searcher
from retrieval.analysis.features import unpacked_article, unpacked_passage
from retrieval.analysis.sentences import unpacked_sentences
from retrieval.engines import segments
from retrieval.engines.base import Filter
from retrieval.engines.disk import DiskEngine
from retrieval.engines.segments import damage_noticed, is_intact
from retrieval.errors import ArchiveError, IndexOutOfDate, StateError
from retrieval.indexing.archive import Archive, folder_of
from retrieval.indexing.index import Index
from retrieval.indexing.mending import brought_in_line
from retrieval.ingestion.catalog_writer import Changes
from retrieval.live_index import LiveIndex
from retrieval.records import Remark
from retrieval.storage.sums import put_sums, take_sums

Opener = Callable[..., Searcher]


@pytest.fixture
def built(corpus: Path, state: Path, opened: Opener) -> Path:
    """The state of a small archive with an index on disk."""
    for number in range(5):
        (corpus / f"{number}.txt").write_text(f"The ferry number{number} sailed to Osterholm on Monday.")
    opened(engine="disk").close()
    return folder_of(corpus, state)


def cited(searcher: Searcher, word: str) -> list[str]:
    """The articles that a word is found in."""
    return [passage.citation.article for passage in searcher.ask(word).passages]


def index_files(folder: Path) -> list[Path]:
    """The files that hold an index, its list included."""
    return sorted(file for file in (folder / "index").iterdir() if file.suffix != ".lock" and file.stat().st_size)


def overwrite(file: Path, content: bytes) -> None:
    """Puts another file in the place of one: cut short itself, it would end whoever still has it mapped into memory."""
    other = file.with_name("another")
    other.write_bytes(content)
    other.replace(file)


def test_an_index_as_it_was_written_is_intact(built: Path) -> None:
    """Every file agrees with its own checksum."""
    assert is_intact(built / "index")
    assert not is_intact(built)


@pytest.mark.slow
def test_every_damaged_file_of_an_index_is_noticed(built: Path, opened: Opener) -> None:
    """Whichever file of the index is emptied, cut or flipped: the question is answered, and it is said once."""
    chance = random.Random(7)  # a sample, not a secret
    for number in range(len(index_files(built))):
        file = index_files(built)[number]
        data = bytearray(file.read_bytes())
        damaged = [b"", bytes(data[: len(data) // 2]), b"not an index"]
        if file.suffix != ".json":
            data[chance.randrange(len(data) // 2)] ^= 4
            damaged.append(bytes(data))
        for content in damaged:
            overwrite(index_files(built)[number], content)
            searcher = opened(engine="disk")
            assert len(cited(searcher, "ferry")) == 5, file.name
            (notice,) = searcher.changes.notices
            assert notice.endswith("It was built anew.")
            searcher.close()
    assert opened(engine="disk").changes.notices == ()


def test_a_lost_index_is_made_anew(built: Path, opened: Opener) -> None:
    """One of fewer passages than the catalog has is made anew, too."""
    for file in index_files(built):
        file.unlink()
    searcher = opened(engine="disk")
    assert len(cited(searcher, "ferry")) == 5
    searcher.close()
    DiskEngine(built / "index").update((), [1])
    (built / "sums").unlink()
    searcher = opened(engine="disk")
    assert searcher.changes.notices[0].endswith("does not hold what the catalog does. It was built anew.")
    assert len(cited(searcher, "ferry")) == 5


def test_an_index_that_knows_no_language_is_made_anew(built: Path, opened: Opener) -> None:
    """One with other fields, as an earlier version made it: of what the catalog holds, and no file is read again."""
    fields = tantivy.SchemaBuilder().add_unsigned_field("key", indexed=True, fast=True)
    fields = fields.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    shutil.rmtree(built / "index")
    (built / "index").mkdir()
    tantivy.Index(fields.build(), path=str(built / "index")).writer().commit()
    put_sums(built, [file for file in built.rglob("*") if file.is_file() and file.name not in ("sums", "lock")])
    searcher = opened(engine="disk")
    notice = f"The index in {built / 'index'} is of another version. It was built anew."
    assert searcher.changes == Changes(notices=(notice,))
    assert searcher.index.engine.keys_with(["ferri"], Filter(languages=["en"])) == [1, 2, 3, 4, 5]


def test_a_damaged_index_that_another_process_holds_is_done_without(built: Path, opened: Opener) -> None:
    """While another process writes, what is damaged is left to it, and the catalog answers."""
    holder = opened(engine="memory")
    (built / "index" / "meta.json").write_text("{}")
    with holder.archive.locked(wait=True):
        searcher = opened(engine="disk")
    assert len(cited(searcher, "ferry")) == 5
    assert searcher.changes.notices[0].endswith("It is not used.")


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_a_damaged_catalog_is_made_anew(built: Path, opened: Opener, engine: str) -> None:
    """Whatever lies in its place: the files are read again, and the question is answered."""
    catalog = built / "catalog.sqlite"
    size = catalog.stat().st_size
    for content in (b"no database", b"\0" * size, catalog.read_bytes()[: size // 3]):
        for ending in ("-wal", "-shm"):
            Path(f"{catalog}{ending}").unlink(missing_ok=True)
        catalog.write_bytes(content)
        searcher = opened(engine=engine)
        assert len(cited(searcher, "ferry")) == 5
        searcher.close()


@pytest.mark.parametrize("column", ["features", "sentences"])
def test_features_of_another_size_are_noticed_in_the_middle_of_a_question(
    built: Path, opened: Opener, column: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What was packed into them can't be told any more: the index is made anew, and the answer is given."""
    searcher = opened(engine="disk")
    before = cited(searcher, "ferry")
    connection = sqlite3.connect(built / "catalog.sqlite")
    connection.execute(f"UPDATE passages SET {column} = substr({column}, 1, length({column}) - 1)")
    connection.commit()
    connection.close()
    assert cited(searcher, "ferry") == before
    assert "it is being rebuilt." in caplog.text


@pytest.mark.parametrize("unpacked", [unpacked_passage, unpacked_article, unpacked_sentences])
@pytest.mark.parametrize("packed", [b"", b"\1", b"\xff" * 40, b"\0" * 100])
def test_bytes_that_were_not_packed_are_an_error(unpacked: Callable[[bytes], object], packed: bytes) -> None:
    """They are never read beyond their end, nor in part."""
    with pytest.raises((ValueError, Exception)):
        unpacked(packed)


class PanicException(BaseException):  # PyO3's own name
    """What PyO3 raises for a panic."""


@contextmanager
def raised(error: BaseException) -> Iterator[None]:
    """Does nothing but raise."""
    with damage_noticed(Path("index")):
        raise error
    yield


@pytest.mark.parametrize("error", [ValueError("Data corrupted"), PanicException("index out of range")])
def test_errors_and_panics_of_tantivy_are_damage(error: BaseException) -> None:
    """Both mean that the index is to be made anew."""
    with pytest.raises(IndexOutOfDate, match="damaged"), raised(error):
        pass


@pytest.mark.parametrize(
    "message",
    [
        "No space left on device (os error 28)",
        "Read-only file system (os error 30)",
        'called `Result::unwrap()` on an `Err` value: Os { code: 11, kind: WouldBlock, message: "Resource …" }',
        "Input/output error (os error 5)",
        "Too many open files (os error 24)",
    ],
)
def test_what_the_system_refuses_is_not_damage(message: str) -> None:
    """Building anew would not help."""
    with pytest.raises(StateError, match="can't be used") as error, raised(ValueError(message)):
        pass
    assert not isinstance(error.value, IndexOutOfDate)


def test_other_errors_stay_what_they_are() -> None:
    """Ctrl-C is no panic."""
    with pytest.raises(KeyboardInterrupt), raised(KeyboardInterrupt()):
        pass


def test_large_indexes_are_not_compared_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size, opening would take too long."""
    monkeypatch.setattr(segments, "CHECKED_BYTES", 10)
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert segments.is_cheap_to_check(tmp_path)
    (tmp_path / "b").write_bytes(b"x")
    assert not segments.is_cheap_to_check(tmp_path)


def test_the_engine_is_sound_when_sqlite_says_so(built: Path, opened: Opener) -> None:
    """A sound catalog is kept when the index is mended."""
    searcher = opened(engine="disk")
    keys = searcher.archive.catalog.passage_keys()
    searcher.mend(IndexOutOfDate("damaged"))
    assert searcher.archive.catalog.passage_keys() == keys
    assert len(cited(searcher, "ferry")) == 5
    with pytest.raises(IndexOutOfDate):
        LiveIndex.mend(SimpleNamespace(archive=_Locked()), IndexOutOfDate("x"))  # type: ignore[arg-type]


class _Locked:
    """An archive that can't be written."""

    @contextmanager
    def locked(self, wait: bool) -> Iterator[bool]:
        """Never locks."""
        yield not wait


@pytest.mark.parametrize("noted", [True, False])
def test_rows_are_compared_only_where_the_bytes_of_the_state_are_not_as_noted(
    built: Path, opened: Opener, noted: bool
) -> None:
    """What every byte was just compared with need not be hashed row by row; after a kill nothing was noted."""
    with sqlite3.connect(built / "catalog.sqlite") as connection:
        connection.execute("UPDATE articles SET title = 'Another' WHERE id = '1.txt'")
    connection.close()
    if noted:
        put_sums(built, [file for file in built.rglob("*") if file.is_file() and file.name not in ("sums", "lock")])
    else:
        take_sums(built)
    searcher = opened(engine="disk", thorough=True)
    assert searcher.archive.mended == (() if noted else ("1.txt",))


class Stumbling:
    """A refresh that meets errors before it is let go on; notes whether each was thorough, and this process's."""

    def __init__(self, index: Index, *errors: Exception) -> None:
        self.calls: list[tuple[bool, bool]] = []
        self._errors, self._refresh = list(errors), index.refresh
        index.refresh = self  # type: ignore[method-assign,assignment]

    def __call__(self, *, thorough: bool, mine: bool, **options: Any) -> Changes:
        self.calls.append((thorough, mine))
        if self._errors:
            raise self._errors.pop(0)
        return self._refresh(thorough=thorough, mine=mine, **options)


def mended(searcher: Searcher, *errors: Exception, thorough: bool = False, mine: bool = True) -> tuple[Changes, Any]:
    """What comes of a refresh that stumbles, and its calls."""
    stumbling = Stumbling(searcher.index, *errors)
    with searcher.archive.locked(wait=True):
        changes = brought_in_line(searcher.index, thorough=thorough, progress=None, mine=mine, accept_removals=False)
    return changes, stumbling.calls


def test_where_damaged_rows_make_a_refresh_stumble_every_file_is_read_again(built: Path, opened: Opener) -> None:
    """Once; where all of it was read already, or another process writes, the error is one."""
    searcher = opened(engine="disk")
    changes, calls = mended(searcher, ValueError("no such row"))
    assert (calls, changes.notices) == ([(False, True), (True, True)], ())
    for thorough, mine in ((True, True), (False, False)):
        with pytest.raises(ValueError, match="no such row"):
            mended(searcher, ValueError("no such row"), thorough=thorough, mine=mine)
    with pytest.raises(ArchiveError):
        mended(searcher, ArchiveError("The archive is empty."))


def test_a_catalog_that_turns_out_damaged_is_made_anew(built: Path, opened: Opener) -> None:
    """In the middle of a refresh, and said; where another process writes, the archive is read into memory instead."""
    searcher = opened(engine="disk")
    changes, calls = mended(searcher, IndexOutOfDate("The catalog is damaged; delete it."))
    assert (calls, changes.notices) == ([(False, True)] * 2, ("The catalog is damaged; it was built anew.",))
    assert (changes.added, len(cited(searcher, "ferry"))) == (5, 5)
    changes, _ = mended(searcher, IndexOutOfDate("The catalog is damaged; delete it."), mine=False)
    assert changes.notices == ("The catalog is damaged; what is read now is not kept.",)
    assert searcher.archive.catalog.in_memory


def test_a_state_that_can_not_be_written_is_answered_from(built: Path, opened: Opener) -> None:
    """As it was last read; where it can't be read either, the files are."""
    full = StateError("The disk is full; make some room.")
    searcher = opened(engine="disk")
    changes, calls = mended(searcher, full)
    assert calls == [(False, True), (False, False)]
    assert changes.notices == ("The disk is full; the archive is as it was last read.",)
    assert not searcher.archive.is_kept  # `pincite index` ends with 3.
    assert searcher.index.is_behind  # What is not known is not called missing.
    searcher.refresh()
    assert searcher.archive.is_kept
    changes, calls = mended(searcher, full, StateError("Nor can it be read."))
    assert changes.notices == ("The disk is full; what is read now is not kept.",)
    assert calls[-1] == (False, True)
    assert (changes.added, searcher.archive.catalog.in_memory) == (5, True)


def test_without_articles_nothing_can_be_made_anew(built: Path, corpus: Path, opened: Opener) -> None:
    """What is known stays: a damaged catalog is not emptied, and what is wrong with the state is said."""
    searcher = opened(engine="disk")
    shutil.move(corpus, corpus.with_name("elsewhere"))
    for trouble in (IndexOutOfDate("The catalog is damaged; delete it."), StateError("It can't be read; look.")):
        with pytest.raises(StateError) as raised_:
            mended(searcher, trouble, trouble)
        assert raised_.value is trouble
    assert len(searcher.archive.catalog.passage_keys()) == 5


def test_a_damaged_catalog_is_noticed_when_it_is_looked_at_thoroughly(built: Path, opened: Opener) -> None:
    """Its sum is not as noted: it is made anew by whoever writes, and left where the articles are not there."""
    searcher = opened(engine="disk")
    searcher.refresh()
    put_sums(built, [built / "catalog.sqlite"], damaged=built / "catalog.sqlite")
    changes, _ = mended(searcher, thorough=True)
    assert changes.notices[0].endswith("catalog.sqlite is damaged; it was built anew.")
    assert len(cited(searcher, "ferry")) == 5


def test_a_damaged_catalog_of_an_archive_that_is_not_there_stays(built: Path, corpus: Path, opened: Opener) -> None:
    """It is answered from where it can be, and said."""
    searcher = opened(engine="disk")
    shutil.move(corpus, corpus.with_name("elsewhere"))
    put_sums(built, [built / "catalog.sqlite"], damaged=built / "catalog.sqlite")
    changes, _ = mended(searcher, thorough=True)
    assert any("can't be built anew now, as its articles are not there" in notice for notice in changes.notices)
    assert searcher.archive.catalog.damaged


def test_a_damaged_catalog_that_another_process_writes_is_left_to_it(built: Path, opened: Opener) -> None:
    """The archive is read into memory for now."""
    searcher = opened(engine="disk")
    put_sums(built, [built / "catalog.sqlite"], damaged=built / "catalog.sqlite")
    changes, _ = mended(searcher, thorough=True, mine=False)
    assert changes.notices[0].endswith("catalog.sqlite is damaged; what is read now is not kept.")
    assert len(cited(searcher, "ferry")) == 5


def test_a_catalog_that_was_closed_is_not_damaged(built: Path, opened: Opener, corpus: Path) -> None:
    """Whoever still reads when a process ends has nothing built anew."""
    searcher = opened(corpus)
    searcher.close()
    with pytest.raises(StateError, match="can't be used now") as caught:
        searcher.archive.article_count()
    assert not isinstance(caught.value, IndexOutOfDate)
    assert built.exists()


def test_a_damaged_catalog_that_finds_no_room_was_not_built_anew(
    built: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nothing is kept is all that is said, and the question is answered."""
    refresh = Archive.refresh

    def full(archive: Archive, *arguments: Any, **options: Any) -> Changes:
        if not archive.catalog.in_memory:
            raise StateError("The catalog can't be used now (database or disk is full); try again.")
        return refresh(archive, *arguments, **options)

    monkeypatch.setattr(Archive, "refresh", full)
    overwrite(built / "catalog.sqlite", b"no database")
    searcher = opened()
    sentence = "The catalog can't be used now (database or disk is full); what is read now is not kept."
    assert searcher.changes.notices == (sentence,)
    assert len(cited(searcher, "ferry")) == 5


def test_an_index_that_can_not_be_written_is_not_put_down_to_another_program(
    built: Path, corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed may be missing, which answers say until it can be written."""
    (corpus / "new.txt").write_text("The tram sailed to Osterholm on Monday.")

    def full(*_arguments: object) -> None:
        raise StateError(f"The index in {built} can't be used (No space left on device).")

    with monkeypatch.context() as patch:
        patch.setattr(DiskEngine, "update", full)
        searcher = opened(engine="disk")
        said = Remark("The index can't be written now; what changed in the archive lately may be missing.")
        assert [note.text for note in searcher.ask("tram").notes] == [said.text]
    searcher.refresh()
    assert (searcher.ask("tram").notes, cited(searcher, "tram")) == ((), ["new.txt"])
