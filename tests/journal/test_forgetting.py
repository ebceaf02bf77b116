"""Forgetting is complete: of what is forgotten no word is left in any file of the state."""

import datetime
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.history import FileHistory

from bot.cli.group import pincite
from bot.journal.following import Forgotten
from bot.journal.forgetting import forget_typed
from bot.journal.store import Journal, days_before
from retrieval import Answer, NotFound, Period, Remark, SpellingCorrection, StateError, Topic
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
    with closing(Journal(state)) as running, closing(Journal(state)) as journal:
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
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
    (state / "history").write_text(f"\n# 2024-03-01 10:00:00.5\n+:quote the {WORD}\n")
    Journal(state, keep_days=10).close()
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
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
    pincite.main(["--state", str(state), "journal", "forget", "--older-than", days], standalone_mode=False)
    with closing(Journal(state, keep_days=999_999_999)) as journal:
        assert journal.ids() == ([] if len(days) == 1 else ["aaaaa1"])


def test_days_before_a_time() -> None:
    """A day before is a day before, and the first day of the calendar is the earliest."""
    time = datetime.datetime(2024, 3, 1, 5, tzinfo=datetime.UTC)
    assert days_before(time, 1) == datetime.datetime(2024, 2, 29, 5, tzinfo=datetime.UTC)
    assert days_before(time, 10**9) == days_before(time, 10**30) == datetime.datetime.min.replace(tzinfo=datetime.UTC)


def test_a_journal_that_was_set_aside_is_named(state: Path) -> None:
    """It is the owner's to delete one answer's words in a file that can't be read any more; another's are not named."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        aside = state / "journal.damaged-20240301T000000Z.sqlite"
        aside.write_bytes(b"..." + QUESTION.encode() + b"...")
        (state / "journal.damaged-20240302T000000Z.sqlite").write_bytes(b"other words")
        journal.forget("aaaaa1")
        assert journal.notes() == [f"{aside} was set aside as damaged and still holds what is forgotten; delete it."]


def test_forgetting_that_is_not_complete_is_said(state: Path) -> None:
    """Where another process reads the journal, its pages can't be cleared, and that is not called done."""
    with closing(Journal(state)) as journal, closing(sqlite3.connect(state / "journal.sqlite")) as other:
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
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        (state / "history").mkdir()
        with pytest.raises(StateError, match="history can't be written"):
            journal.forget("aaaaa1")
        assert journal.ids() == []


def test_what_was_typed_is_forgotten_before_the_answers(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed in between finds the answers there, and can forget once more."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        FileHistory(str(state / "history")).store_string(QUESTION)

        def killed(*_arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("bot.journal.forgetting.Forgotten", killed)
        monkeypatch.setattr("bot.journal.database.Database.clear_free_pages", killed)
        with pytest.raises(KeyboardInterrupt):
            journal.forget("aaaaa1")
        assert (journal.ids(), WORD in (state / "history").read_text()) == (["aaaaa1"], True)
        monkeypatch.setattr("bot.journal.forgetting.Forgotten", Forgotten)
        with pytest.raises(KeyboardInterrupt):
            journal.forget("aaaaa1")
        assert (journal.ids(), WORD in (state / "history").read_text()) == ([], False)


def kept(journal: Journal, chat: object, person: object, **changed: Any) -> Answer:
    """An answer in a chat, asked for by somebody."""
    return journal.keep(made(**changed), "telegram", chat, person)


def test_a_persons_answers_go_wherever_they_asked(state: Path) -> None:
    """Their private chat, their questions in groups and their ratings; what others asked and rated stays."""
    with closing(Journal(state)) as journal:
        private, group, others = (
            kept(journal, chat, person, id=identity, question=f"{identity}?")
            for chat, person, identity in [(7, 7, "aaaaa1"), (-5, 7, "aaaaa2"), (-5, 8, "aaaaa3")]
        )
        journal.rate(others.id, 7, good=False)
        journal.rate(others.id, 8, good=True)
        journal.rate(group.id, 8, good=True)
        assert journal.forgettings() == 0
        assert journal.forget(person=9) == 0
        assert journal.forgettings() == 0
        assert journal.forget(person=7) == 2
        assert journal.forgettings() == 1
        assert journal.ids() == [others.id]
        assert [(good, wrong) for _, good, wrong in journal.rated()] == [(1, 0)]
        assert private.id not in journal.ids()
        assert journal._file.read(lambda db: db.execute("SELECT answer FROM askers").fetchall()) == [(others.id,)]


def test_who_asked_outlives_damage(state: Path) -> None:
    """Taken over from a damaged journal, a group's answer is still known to be somebody's."""
    with closing(Journal(state)) as journal:
        for number in range(40):
            kept(journal, -5, 7, id=f"aaaa{number:02}")
    file = state / "journal.sqlite"
    with closing(sqlite3.connect(file)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sums'").fetchone()[0]
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(data)
    with closing(Journal(state)) as journal:
        with suppress(NotFound):
            journal.answer("aaaa00")
        assert len(journal.notes()) == 1
        assert journal.forget(person=7) == 40


def test_the_command_forgets_a_person(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`journal forget --person`, also together with an age."""
    with closing(Journal(state)) as journal:
        kept(journal, -5, 7, id="aaaaa1")
        kept(journal, -5, 8, id="aaaaa2")
    for options in (["--person", "7", "--older-than", "0"], ["--person", "7"]):
        pincite.main(["--state", str(state), "journal", "forget", *options], standalone_mode=False)
    assert capsys.readouterr().out == "Forgot 1 answer.\nForgot 0 answers.\n"
    with closing(Journal(state)) as journal:
        assert journal.ids() == ["aaaaa2"]


def follower(identity: str, question: str, context: str, minute: int = 1, **changed: Any) -> Answer:
    """An answer to a question that was looked up with words of one before it."""
    asked_at = datetime.datetime(2024, 3, 1, 0, minute, tzinfo=datetime.UTC)
    return made(
        id=identity, question=question, asked_at=asked_at, understood=f"{question} {context}",
        provenance={"context": context, "limit": 3}, **changed,
    )  # fmt: skip


def test_questions_that_followed_keep_no_word(state: Path) -> None:
    """What a later question was understood as, the words it took over and those corrected in them go."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "telegram", -5, 7)
        followed = follower(
            "aaaaa2", "And when was it opened?", WORD, unmatched_terms=(WORD, "opened"),
            corrections=(SpellingCorrection(WORD, "Zanzibar"), SpellingCorrection("opened", "open")),
            period=Period(datetime.date(2024, 1, 1), datetime.date(2024, 2, 1), WORD), notes=(Remark(WORD),),
        )  # fmt: skip
        journal.keep(followed, "telegram", -5, 8)
        journal.keep(follower("aaaaa3", "And why?", f"opened {WORD}", 2), "telegram", -5, 8)
        assert journal.forget("aaaaa1") == 1
        assert WORD.encode() not in everything(state)
        changed = journal.entry("aaaaa2")
        assert changed.answer == replace(
            followed, understood=None, unmatched_terms=("opened",), corrections=followed.corrections[1:], period=None,
            notes=(), provenance={"context": None, "limit": 3},
        )  # fmt: skip
        assert changed.provenance == {"context": None, "limit": 3}
        assert journal.entry("aaaaa3").answer.understood is None


def test_what_went_on_from_a_forgotten_answer_keeps_nothing_of_it(state: Path) -> None:
    """Names and article that came from the answer go too, also by way of an answer between; another topic stays."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", "Who won?"), "telegram", -5, 7)
        topic = Topic("aaaaa1", "zanzibar.txt", "Zanzibar", 3)
        made_with = {"context": "Zanzibar", "limit": 3, "topic": "zanzibar.txt", "told": 3}
        for identity, minute, went_on in (("aaaaa2", 2, topic), ("aaaaa3", 3, replace(topic, answer="aaaaa2"))):
            asked_at = datetime.datetime(2024, 3, 1, 0, minute, tzinfo=datetime.UTC)
            kept_answer = made(
                passage(1), id=identity, question="And why?", asked_at=asked_at, understood="And why? (Zanzibar)",
                topic=went_on, provenance=made_with,
            )  # fmt: skip
            first = replace(kept_answer.passages[0], features={"topic": 5.0, "early": 1.0})
            journal.keep(replace(kept_answer, passages=(first,)), "telegram", -5, 8)
        other = journal.keep(
            made(id="aaaaa4", question="Why?", asked_at=asked_at, topic=Topic("other", "b.txt", "B", 0)),
            "telegram", -5, 8,
        )  # fmt: skip
        assert journal.forget("aaaaa1") == 1
        assert b"anzibar" not in everything(state)
        for identity in ("aaaaa2", "aaaaa3"):
            changed = journal.entry(identity)
            assert (changed.answer.understood, changed.answer.topic) == (None, None)
            assert changed.provenance == {"context": None, "limit": 3}
            assert changed.answer.passages[0].features == {"topic": 0.0, "early": 1.0}
        assert journal.answer("aaaaa4").topic == other.topic


def test_other_follow_ups_stay(state: Path) -> None:
    """Of another chat, earlier, with other words, or with these words of its own: nothing changes."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "telegram", -5)
        others = [
            journal.keep(follower("aaaaa2", "And when?", WORD), "telegram", -6),
            journal.keep(follower("aaaaa3", "And when?", "harbour"), "telegram", -5),
            journal.keep(follower("aaaaa4", f"And when, {WORD}?", "harbour"), "telegram", -5),
            journal.keep(follower("aaaaa5", "And when?", WORD), "repl"),
            journal.keep(replace(follower("aaaaa6", "And when?", WORD), asked_at=at(1, "x", "").asked_at
                                 - datetime.timedelta(days=1)), "telegram", -5),
        ]  # fmt: skip
        journal.forget("aaaaa1")
        assert [journal.answer(other.id) for other in others] == others


def test_a_damaged_follow_up_stops_nothing(state: Path) -> None:
    """One that can't be read stays as it is; the rest is forgotten."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        journal.keep(follower("aaaaa2", "And when?", WORD), "repl")
        for identity, written in (("aaaaa3", "["), ("aaaaa4", "[]"), ("aaaaa5", "[" * 100_000)):
            journal.keep(follower(identity, "And when?", WORD), "repl")
            change = partial(_written, identity=identity, answer=written)
            journal._file.write(change)
        assert journal.forget("aaaaa1") == 1
        assert journal.answer("aaaaa2").understood is None


def _written(db: sqlite3.Connection, identity: str, answer: str) -> None:
    db.execute("UPDATE answers SET answer = ? WHERE id = ?", (answer, identity))


def test_pages_are_cleared_also_when_nothing_is_left_to_delete(state: Path) -> None:
    """What could not be cleared while another process read is cleared by the next forgetting."""
    with closing(Journal(state)) as journal:
        journal.keep(at(1, "aaaaa1", QUESTION), "repl")
        journal._file.read(lambda db: db.execute("PRAGMA busy_timeout = 10").fetchone())
        with closing(sqlite3.connect(state / "journal.sqlite")) as other:
            other.execute("BEGIN")
            assert other.execute("SELECT count(*) FROM answers").fetchone() == (1,)
            with pytest.raises(StateError):
                journal.forget("aaaaa1")
        assert WORD.encode() in everything(state)
        assert journal.forget("aaaaa1") == 0
        assert WORD.encode() not in everything(state)
