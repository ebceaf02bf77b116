"""Forgetting is complete: of what is forgotten no word is left in any file of the state."""

import datetime
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from prompt_toolkit.history import FileHistory

from bot.cli.group import pincite
from bot.journal.forgetting import forget_typed
from bot.journal.store import Journal, days_before
from retrieval import Answer, StateError
from tests.answers import answer as made
from tests.answers import passage
from tests.conftest import write_jsonl

WORD = "zanzibarquestion"
QUESTION = f"Where is the {WORD}?"


def everything(state: Path) -> bytes:
    """Every byte of every file of a state folder."""
    return b"".join(path.read_bytes() for path in sorted(state.rglob("*")) if path.is_file())


def at(day: int, identity: str, question: str) -> Answer:
    """An answer of a day in March."""
    asked_at = datetime.datetime(2024, 3, day, tzinfo=datetime.UTC)
    return made(
        passage(id=f"{identity}.1", text=f"The {WORD}. " * 300, words=WORD),
        id=identity,
        asked_at=asked_at,
        question=question,
    )


@pytest.mark.parametrize(
    "forget",
    [
        lambda journal: journal.forget("aaaaa1"),
        lambda journal: journal.forget(chat=1),
        lambda journal: journal.forget(before=datetime.datetime(2024, 3, 10, tzinfo=datetime.UTC)),
        lambda journal: journal.forget("aaaaa1", chat=1, before=datetime.datetime(2024, 3, 10, tzinfo=datetime.UTC)),
        lambda journal: journal.forget_all(),
    ],
    ids=["id", "chat", "age", "all three", "everything"],
)
def test_no_word_is_left_in_any_file(state: Path, forget: Callable[[Journal], int]) -> None:
    """Whichever way it is forgotten, while a bot has the journal open too, and after many answers came and went."""
    with closing(Journal.open(state)) as running, closing(Journal.open(state)) as journal:
        dice = random.Random(1)
        for number in range(60):
            other = made(
                passage(id="x.1", text="Other words. " * dice.randrange(1, 400), words="Other"), id=f"bbbb{number:02}"
            )
            running.keep(other, "telegram", 2)
        journal.keep(at(1, "aaaaa1", QUESTION), "telegram", 1)
        FileHistory(str(state / "history")).store_string(QUESTION)
        FileHistory(str(state / "history")).store_string("Who opened the harbour?")
        for number in range(0, 60, 3):
            running.forget(f"bbbb{number:02}")
        assert WORD.encode() in everything(state)
        assert forget(journal) >= 1
        assert WORD.encode() not in everything(state)
        running.keep(made(id="ccccc3"), "telegram", 2)
    assert WORD.encode() not in everything(state)


def test_what_grows_too_old_leaves_no_word(state: Path) -> None:
    """With a number of days to keep, the next start leaves nothing of what is older, in the prompt's history either."""
    with closing(Journal.open(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
    (state / "history").write_text(f"\n# 2024-03-01 10:00:00.5\n+:quote the {WORD}\n")
    Journal.open(state, keep_days=10).close()
    assert WORD.encode() not in everything(state)


def test_the_command_forgets_whole(state: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`journal forget --all` leaves no typed word, and no journal that was set aside."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Title", "text": "The harbour was opened by Ada."})
    options = ["--corpus", str(corpus), "--state", str(state)]
    with pytest.raises(SystemExit):
        pincite.main([*options, "ask", *QUESTION.split()], standalone_mode=False)
    FileHistory(str(state / "history")).store_string(f":quote the {WORD}")
    (state / "journal.damaged-20240301T000000Z.sqlite").write_text(WORD)
    (state / "journal.damaged-20240301T000000Z.sqlite-wal").write_text(WORD)
    pincite.main([*options, "journal", "forget", "--all"], standalone_mode=False)
    assert capsys.readouterr().out.endswith("Forgot 1 answer.\n")
    assert WORD.encode() not in everything(state)


@pytest.mark.parametrize("days", ["0", "1", "999999999", "99999999999999999999"])
def test_any_number_of_days_can_be_named(state: Path, days: str) -> None:
    """Days before the calendar begins are as far back as it goes: nothing is that old."""
    with closing(Journal.open(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
    pincite.main(["--state", str(state), "journal", "forget", "--older-than", days], standalone_mode=False)
    with closing(Journal.open(state, keep_days=999_999_999)) as journal:
        assert journal.ids() == ([] if len(days) == 1 else ["aaaaa1"])


def test_days_before_a_time() -> None:
    """A day before is a day before, and the first day of the calendar is the earliest."""
    time = datetime.datetime(2024, 3, 1, 5, tzinfo=datetime.UTC)
    assert days_before(time, 1) == datetime.datetime(2024, 2, 29, 5, tzinfo=datetime.UTC)
    assert days_before(time, 10**9) == days_before(time, 10**30) == datetime.datetime.min.replace(tzinfo=datetime.UTC)


def test_a_journal_that_was_set_aside_is_named(state: Path) -> None:
    """It is the owner's to delete one answer's words in a file that can't be read any more; another's are not named."""
    with closing(Journal.open(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        aside = state / "journal.damaged-20240301T000000Z.sqlite"
        aside.write_bytes(b"..." + QUESTION.encode() + b"...")
        (state / "journal.damaged-20240302T000000Z.sqlite").write_bytes(b"other words")
        journal.forget("aaaaa1")
        assert journal.notes() == [f"{aside} was set aside as damaged and still holds what is forgotten; delete it."]


def test_forgetting_that_is_not_complete_is_said(state: Path) -> None:
    """Where another process reads the journal, its pages can't be cleared, and that is not called done."""
    with closing(Journal.open(state)) as journal, closing(sqlite3.connect(state / "journal.sqlite")) as other:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        journal._file.read(lambda db: db.execute("PRAGMA busy_timeout = 10").fetchone())
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM answers").fetchone() == (1,)
        with pytest.raises(StateError, match=r"can't be cleared \("):
            journal.forget("aaaaa1")


def test_only_what_is_forgotten_leaves_the_history(state: Path) -> None:
    """The same question in other capitals and blanks, and a command that quotes it; all else stays as it was."""
    state.mkdir()
    history = FileHistory(str(state / "history"))
    quoting = ":quote Where is the zanzibarquestion? Here"
    typed = [
        "First?",
        " where  IS the zanzibarquestion? ",
        "Who opened\nthe harbour?",
        quoting,
        "Is it far?",
        "#hash",
        "It",
    ]
    for line in typed:
        history.store_string(line)
    forget_typed(state, ["Where is  the zanzibarquestion?", "It", "", "x"])
    assert list(FileHistory(str(state / "history")).load_history_strings())[::-1] == [
        "First?", "Who opened\nthe harbour?", "Is it far?", "#hash",
    ]  # fmt: skip
    assert (state / "history").stat().st_mode & 0o777 == 0o600
    before = (state / "history").read_bytes()
    forget_typed(state, ["nothing of it"])
    assert (state / "history").read_bytes() == before


def test_the_history_forgets_by_time(state: Path) -> None:
    """Entries before a time go; one whose time can't be read stays."""
    state.mkdir()
    entries = [
        f"\n# {time}\n+entry {n}\n" for n, time in enumerate(["2024-03-01 10:00:00", "2024-03-03 10:00", "soon"])
    ]
    (state / "history").write_text("".join(entries))
    forget_typed(state, before=datetime.datetime(2024, 3, 2, 12).astimezone())
    assert (state / "history").read_text() == "".join(entries[1:]).lstrip()


def test_there_may_be_no_history(state: Path) -> None:
    """Nothing typed is nothing to forget."""
    state.mkdir()
    forget_typed(state, ["x"])
    assert list(state.iterdir()) == []


def test_a_history_that_can_not_be_written_is_said(state: Path) -> None:
    """That what was typed is still there is not passed over."""
    with closing(Journal.open(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        (state / "history").mkdir()
        with pytest.raises(StateError, match="history can't be written"):
            journal.forget("aaaaa1")
        assert journal.ids() == []
