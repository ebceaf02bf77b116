"""The journal's file under trouble: nothing precious is deleted, nothing else than what was kept comes back."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.journal import database
from bot.journal.database import MENDING, Database, _damaged, _has_answers
from bot.journal.store import Journal
from bot.journal.tables import FOLLOWS
from retrieval import NotFound, PinciteError, StateError, reason_of
from tests.answers import answer as made
from tests.answers import passage

KEPT = 12


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A state folder whose journal holds a dozen answers, each of several pages."""
    folder = tmp_path / "filled"
    with closing(Journal(folder)) as journal:
        for number in range(KEPT):
            words = f"Words {number} of a harbour. " * 400
            identity = f"aaaa{number:02}"
            journal.keep(
                made(passage(id=f"{identity}.1", text=words, words=words[:20]), id=identity, question=f"Who {number}?"),
                "repl",
            )
        journal.rate("aaaa03", 1, good=True)
    return folder


@pytest.fixture
def told() -> list[str]:
    """The sentences that were told."""
    return []


def damage(folder: Path, at: int = 4096, length: int = 4096) -> None:
    """Overwrites some bytes of the journal."""
    with (folder / "journal.sqlite").open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * length)


def answers(folder: Path) -> dict[str, str | None]:
    """The text of every answer that the journal of a folder names; None for one that is said to be damaged."""
    texts: dict[str, str | None] = {}
    with closing(Journal(folder)) as journal:
        for number in range(KEPT):
            identity = f"aaaa{number:02}"
            try:
                answer = journal.answer(identity)
                texts[identity] = answer.question + answer.passages[0].text
            except NotFound:
                texts[identity] = None
    return texts


def test_one_damaged_row_costs_only_itself(filled: Path) -> None:
    """A row that is not JSON, whose words differ, or that is another's, is named and left out everywhere."""
    with sqlite3.connect(filled / "journal.sqlite") as db:
        db.execute("UPDATE answers SET answer = '{broken' WHERE id = 'aaaa01'")
        db.execute("UPDATE answers SET answer = replace(answer, 'harbour', 'desert') WHERE id = 'aaaa03'")
        db.execute("UPDATE answers SET made_with = '[' WHERE id = 'aaaa04'")
        db.execute("UPDATE answers SET id = 'zzzz05' WHERE id = 'aaaa05'")
        db.execute("UPDATE answers SET answer = ? WHERE id = 'aaaa06'", ("[" * 100_000,))
        db.execute("UPDATE answers SET answer = CAST(X'7bff7d' AS TEXT) WHERE id = 'aaaa07'")
        no_utf_8 = "CAST(replace(CAST(answer AS BLOB), CAST('harbour' AS BLOB), X'ffffffffffffff') AS TEXT)"
        db.execute(f"UPDATE answers SET answer = {no_utf_8} WHERE id = 'aaaa08'")
        db.execute("DELETE FROM sums WHERE answer = 'aaaa08'")
    db.close()
    with closing(Journal(filled)) as journal:
        for identity in ("aaaa01", "aaaa03", "aaaa04", "zzzz05", "aaaa06", "aaaa07", "aaaa08"):
            with pytest.raises(NotFound, match=f"'{identity}' in the journal is damaged"):
                journal.answer(identity)
        assert journal.notes() == []
        assert [entry.answer.id for entry in journal.latest(KEPT)] == [
            f"aaaa{number:02}" for number in range(KEPT) if number not in (1, 3, 4, 5, 6, 7, 8)
        ]
        assert len(journal.notes()) == 7
        assert len(list(journal.all_citations())) == KEPT - 7
        assert len(journal.notes()) == 7
        assert list(journal.rated()) == []
        assert journal.notes() == ["The answer 'aaaa03' in the journal is damaged and can't be used. It is left out."]


def test_rows_of_older_versions_have_no_checksum(filled: Path) -> None:
    """A journal without checksums is read, and gets a checksum with each answer from then on."""
    with sqlite3.connect(filled / "journal.sqlite") as db:
        db.execute("DROP TRIGGER sums_go_too")
        db.execute("DROP TABLE sums")
    db.close()
    assert None not in answers(filled).values()
    with closing(Journal(filled)) as journal:
        journal.keep(made(id="bbbbb2"), "repl")
    with closing(sqlite3.connect(filled / "journal.sqlite")) as db:
        assert db.execute("SELECT answer FROM sums").fetchall() == [("bbbbb2",)]


def test_a_damaged_journal_is_set_aside_under_a_name_that_is_said(filled: Path) -> None:
    """Its bytes are kept, what can be read of it goes on in a new one, and new answers are kept there."""
    damage(filled, at=8 * 4096)
    before = (filled / "journal.sqlite").read_bytes()
    with closing(Journal(filled)) as journal:
        for number in range(KEPT):
            try:
                journal.answer(f"aaaa{number:02}")
            except NotFound:
                continue
        kept = journal.keep(made(id="bbbbb2"), "repl")
        notes = journal.notes()
        left = journal.ids()
    (aside,) = filled.glob("journal.damaged-*.sqlite")
    assert aside.read_bytes() == before
    assert len(notes) == 1
    assert notes[0].startswith(f"The journal {filled / 'journal.sqlite'} was damaged; it is now {aside.name}, and ")
    assert kept.id in left
    assert KEPT // 2 <= len(left) < KEPT + 1


class Killed(BaseException):
    """As when the process is killed: nothing catches it."""


@pytest.mark.parametrize("step", range(9))
def test_killed_while_a_damaged_journal_is_replaced(filled: Path, step: int) -> None:
    """Whoever comes next goes on with it: all that can be read is taken over, and that is said, once."""
    with closing(sqlite3.connect(filled / "journal.sqlite")) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers_by_time'").fetchone()[0]
    damage(filled, at=(page - 1) * 4096, length=60)
    (filled / "journal.sqlite-wal").write_bytes(b"")
    steps = iter(range(100))

    def dying(work: Callable[..., Any]) -> Callable[..., Any]:
        """Something that is done, but for the step at which the process is killed: before it, or right after it."""

        def done(*arguments: Any) -> Any:
            if next(steps) == step:
                raise Killed
            outcome = work(*arguments)
            if next(steps) == step:
                raise Killed
            return outcome

        return done

    with pytest.MonkeyPatch.context() as patch, closing(Database(filled / "journal.sqlite")) as file:
        patch.setattr(Path, "rename", dying(Path.rename))
        patch.setattr(database, "_take_over", dying(database._take_over))
        with suppress(Killed):
            file.mend()
    assert next(steps) == step + 1
    for notes in (1, 0):
        with closing(Journal(filled)) as journal:
            assert len(journal.ids()) == KEPT
            said = journal.notes()
        assert [f"{KEPT} answers that can still be read" in note for note in said] == [True] * notes
    assert len([*filled.glob("journal.damaged-*.sqlite")]) == 1
    assert not (filled / MENDING).exists()


def test_answers_that_find_no_room_are_taken_over_later(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk nothing is said to be taken over that isn't."""
    whole = sorted(answers(filled))
    with closing(sqlite3.connect(filled / "journal.sqlite")) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers_by_time'").fetchone()[0]
    damage(filled, at=(page - 1) * 4096, length=60)

    def full(*_row: object) -> bool:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch, closing(Database(filled / "journal.sqlite")) as file:
        patch.setattr(database, "_taken_over", full)
        with pytest.raises(StateError, match="disk is full"):
            file.mend()
        with pytest.raises(StateError, match="disk is full"):
            file.read(lambda _db: None)
        assert file.notes == []
    with closing(Journal(filled)) as journal:
        assert journal.ids() == whole
        assert len(journal.notes()) == 1


@pytest.mark.parametrize("content", [b"no database " * 500, b"x" * 101, b"SQLite format 3\0" + bytes(84)])
def test_what_is_no_database_is_set_aside(state: Path, content: bytes) -> None:
    """A journal of which nothing can be read is kept under another name, twice if need be."""
    state.mkdir()
    for number in (1, 2):
        (state / "journal.sqlite").write_bytes(content)
        with closing(Journal(state)) as journal:
            assert journal.ids() == []
            journal.keep(made(id="bbbbb2"), "repl")
            assert "0 answers that can still be read" in journal.notes()[0]
        assert [path.read_bytes() for path in state.glob("journal.damaged-*.sqlite")] == [content] * number


@pytest.mark.slow(but=10)
@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_put_no_words_into_an_answer(filled: Path, tmp_path: Path, seed: int) -> None:
    """Wherever a byte of the journal is changed, what it gives is what was kept, or nothing."""
    expected = answers(filled)
    dice = random.Random(seed)
    copy = tmp_path / "copy"
    shutil.copytree(filled, copy)
    file = copy / "journal.sqlite"
    data = bytearray(file.read_bytes())
    for _ in range(dice.choice([1, 1, 1, 20])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)
    try:
        found = answers(copy)
    except StateError as error:  # the byte that says which version wrote it
        if "newer Pincite" not in str(error):
            raise
        return
    assert {identity: text for identity, text in found.items() if text}.items() <= expected.items()


FLIPS = 3_000 if os.environ.get("PINCITE_FUZZ") == "fuzz" else 60


def test_an_answer_that_damage_hides_is_not_said_to_be_unknown(tmp_path: Path) -> None:
    """Whichever bit of the journal is flipped: what can't be found any more is said to be damaged."""
    state, dice = tmp_path / "state", random.Random(7)  # a sample, not a secret
    names = [f"aaaa{number:02}" for number in range(30)]
    with closing(Journal(state)) as journal:
        for name in names:
            journal.keep(made(id=name, question=f"Who {name}?"), "repl")
    whole = (state / "journal.sqlite").read_bytes()
    places = [whole.index(b"aaaa07") + 5, whole.rindex(b"aaaa07") + 5]
    for place in places + [dice.randrange(len(whole)) for _ in range(FLIPS)]:
        for path in state.glob("journal*sqlite*"):
            path.unlink()
        data = bytearray(whole)
        data[place] ^= 1 << dice.randrange(8)
        (state / "journal.sqlite").write_bytes(data)
        with closing(Journal(state)) as journal:
            for name in dice.sample(names, 5) if place not in places else names:
                with suppress(StateError):
                    said = outcome(journal, name)
                    assert said == f"Who {name}?" or "damage" in said, (place, said)


def outcome(journal: Journal, name: str) -> str:
    """The question of an answer, or why there is none."""
    try:
        return journal.answer(name).question
    except NotFound as error:
        return str(error)


def test_an_answer_that_was_never_there_is_unknown(filled: Path) -> None:
    """The file is read through for it once, not at every guess."""
    with closing(Journal(filled)) as journal:
        assert {outcome(journal, "bbbbb2") for _ in range(3)} == {"There is no answer 'bbbbb2' in the journal."}
        assert outcome(journal, "aaaa03") == "Who 3?"
        assert journal.notes() == []


def test_a_journal_that_is_full_costs_no_answer(filled: Path, told: list[str]) -> None:
    """The answer is given, that it could not be kept is said once, and keeping goes on when there is room again."""
    with closing(Journal(filled)) as journal:
        pages = journal._file.read(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
        journal._file.read(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
        big = made(passage(text="Words. " * 20_000, words="Words."), id="bbbbb2")
        assert [journal.keep_or_tell(told.append, big, "repl") for _ in range(3)] == [big] * 3
        assert len(told) == 1
        assert told[0].startswith(
            f"The journal {filled / 'journal.sqlite'} can't be written (database or disk is full)."
        )
        assert told[0].endswith("What is answered now is not kept.")
        assert "bbbbb2" not in journal.ids()
        journal._file.read(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
        assert journal.keep_or_tell(told.append, big, "repl").id == "bbbbb2"
        assert len(told) == 1
        journal._file.read(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
        journal.keep_or_tell(told.append, made(passage(text="Words. " * 20_000, words="Words."), id="ccccc3"), "repl")
        assert len(told) == 2


@pytest.mark.parametrize("trouble", ["a file", "a folder", "newer"])
def test_a_journal_that_can_not_be_opened_costs_no_answer(tmp_path: Path, told: list[str], trouble: str) -> None:
    """Whatever stands in its place is left alone, and the answer is given."""
    state = tmp_path / "state"
    if trouble == "a file":
        state.write_text("mine")
    elif trouble == "a folder":
        (state / "journal.sqlite").mkdir(parents=True)
    else:
        state.mkdir()
        with closing(sqlite3.connect(state / "journal.sqlite")) as db:
            db.execute("PRAGMA user_version = 2")
    answer = made(id="bbbbb2")
    with closing(Journal(state, keep_days=3)) as journal:
        assert journal.keep_or_tell(told.append, answer, "telegram", 7) is answer
        with pytest.raises(PinciteError):
            journal.ids()
    assert len(told) == 1
    assert trouble != "a file" or state.read_text() == "mine"


@pytest.fixture
def without_a_way_to_write(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder in which SQLite finds it can't write, as on a medium that is mounted to be read only."""
    connect = sqlite3.connect

    def refuse(name: str, *, uri: bool = False, **options: object) -> sqlite3.Connection:
        return connect(name if uri else f"{Path(name).as_uri()}?mode=ro", uri=True, **options)  # type: ignore[call-overload,no-any-return]

    with closing(connect(filled / "journal.sqlite")) as db:
        db.execute("DROP TRIGGER sums_go_too")  # so that there is something to write when it is opened
    monkeypatch.setattr("bot.journal.database.sqlite3.connect", refuse)
    return filled


def test_a_journal_that_can_only_be_read_is_read(without_a_way_to_write: Path, told: list[str]) -> None:
    """Earlier answers can be checked, new ones are given and not kept, and forgetting says that it did not happen."""
    with closing(Journal(without_a_way_to_write)) as journal:
        assert len(journal.ids()) == KEPT
        assert journal.answer("aaaa01").question == "Who 1?"
        answer = made(id="bbbbb2")
        assert journal.keep_or_tell(told.append, answer, "repl") is answer
        assert "readonly database" in told[0]
        with pytest.raises(StateError, match="can't be written"):
            journal.forget_all()
        assert len(journal.ids()) == KEPT


def test_a_state_folder_that_is_deleted_is_noticed(filled: Path) -> None:
    """A running bot keeps the next answer in a new journal, not in a file that has no name any more."""
    with closing(Journal(filled)) as journal:
        shutil.rmtree(filled)
        kept = journal.keep(made(id="bbbbb2"), "telegram", 7)
        assert journal.ids() == [kept.id]
        assert (filled / "journal.sqlite").exists()


def test_a_failed_write_leaves_nothing_behind(filled: Path) -> None:
    """What fails in the middle is undone, and the next write goes on."""
    with closing(Journal(filled)) as journal:

        def half(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM answers")
            raise ValueError

        with pytest.raises(ValueError, match=r"^$"):
            journal._file.write(half)
        assert len(journal.ids()) == KEPT
        journal.keep(made(id="bbbbb2"), "repl")
        assert len(journal.ids()) == KEPT + 1


def test_a_name_in_the_schema_that_is_no_text_any_more_is_damage(filled: Path) -> None:
    """SQLite quotes it in its message, which Python can't decode; the journal is set aside and its answers stay."""
    file = filled / "journal.sqlite"
    data = bytearray(file.read_bytes())
    at = data.index(b"CREATE TABLE answers")
    for place in range(at, at + 20):
        broken = bytearray(data)
        broken[place] |= 0x80
        for path in filled.glob("journal*"):
            path.unlink()
        file.write_bytes(broken)
        with closing(Journal(filled)) as journal:
            assert journal.notes()
            journal.keep(made(id="ccccc3"), "repl")
            assert "ccccc3" in journal.ids()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left"), "No space left"),
        (OSError("odd"), "odd"),
        (sqlite3.OperationalError("locked"), "locked"),
        (ValueError("x"), "x"),
    ],
)
def test_the_reason_of_an_error(error: Exception, reason: str) -> None:
    """What the system says, without its number."""
    assert reason_of(error, Path("none")) == reason


def test_a_file_that_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    """Nor does looking make it."""
    assert not _damaged(tmp_path / "journal.sqlite")
    assert not (tmp_path / "journal.sqlite").exists()


def test_what_is_no_database_has_no_answers(tmp_path: Path, filled: Path) -> None:
    """Nor has one without tables."""
    (tmp_path / "torn").write_bytes(b"SQLite format 3" + bytes(range(200)) * 9)
    for path, has_answers in ((tmp_path / "torn", False), (tmp_path / "new", False), (filled / "journal.sqlite", True)):
        with closing(sqlite3.connect(path)) as db:
            assert _has_answers(db) == has_answers


def test_tables_of_follows_are_all_made_or_none(tmp_path: Path) -> None:
    """Also where the disk gets full in between; later, with room, they are made."""
    with closing(Database(tmp_path / "journal.sqlite")) as file:
        [(pages,)] = file.read(lambda db: db.execute("PRAGMA page_count").fetchall())
        file.read(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 3}").fetchall())
        with pytest.raises(StateError, match="can't be written"):
            file.make_tables(FOLLOWS)
        assert not file.has_table("follows")
        file.read(lambda db: db.execute("PRAGMA max_page_count = 1000").fetchall())
        file.make_tables(FOLLOWS)
        assert file.has_table("follow_state")


def test_tables_that_a_full_disk_left_out_are_made_when_the_journal_is_opened(tmp_path: Path) -> None:
    """What was followed before is there."""
    with closing(Database(tmp_path / "journal.sqlite")) as file:
        file.make_tables(FOLLOWS)
        file.write(lambda db: db.execute("INSERT INTO follow_words VALUES ('aaaaa1', x'00')"))
        file.write(lambda db: db.execute("DROP TRIGGER kept_goes_too"))
        file.write(lambda db: db.execute("DROP TABLE follow_state"))
    with closing(Database(tmp_path / "journal.sqlite")) as file:
        assert file.has_table("follow_state")
        assert file.read(lambda db: db.execute("SELECT follow FROM follow_words").fetchall()) == [("aaaaa1",)]
