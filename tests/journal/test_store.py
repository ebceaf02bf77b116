"""The journal: nothing given is lost, nothing forgotten stays, nobody is named."""

import datetime
import json
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.journal.codec import answer_json
from bot.journal.rows import renamed
from bot.journal.store import Journal
from retrieval import Answer, NotFound, Searcher, StateError, new_id
from tests.answers import answer as made
from tests.answers import passage
from tests.conftest import QUESTION, SEEDS
from tests.journal.test_codec import OLD


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """An empty journal."""
    kept = Journal(state)
    yield kept
    kept.close()


@pytest.fixture
def answer(opened: Callable[..., Searcher]) -> Answer:
    """An answer of the seeds."""
    return opened(SEEDS).ask(QUESTION, limit=2)


def test_what_is_kept_comes_back(journal: Journal, answer: Answer) -> None:
    """An answer comes back as it was, its citations with their selectors and hash, its entry point and provenance."""
    kept = journal.keep(answer, "repl")
    entry = journal.entry(kept.id)
    assert answer_json(entry.answer) == answer_json(kept)
    assert [p.citation for p in entry.answer.passages] == [p.citation for p in answer.passages]
    assert [p.second_sentence for p in entry.answer.passages] == [p.second_sentence for p in answer.passages]
    assert (entry.entry_point, entry.provenance) == ("repl", dict(answer.provenance))
    assert entry.provenance["archive"]


def test_ids_can_be_typed(journal: Journal, answer: Answer) -> None:
    """Six signs, none like another, a figure among them, in any case; a citation's has its rank behind a dot."""
    made = [new_id() for _ in range(200)]
    assert all(set(one) <= set("2346789acdefhjkmnpqrtvwxy") and any(map(str.isdecimal, one)) for one in made)
    kept = journal.keep(answer, "repl")
    assert len(kept.id) == 6
    assert [c.id for c in journal.citations(f" {kept.id.upper()} ")] == [f"{kept.id}.1", f"{kept.id}.2"]
    assert [c.id for c in journal.citations(f"{kept.id.upper()}.2")] == [f"{kept.id}.2"]


def test_ids_are_unique(journal: Journal, answer: Answer) -> None:
    """An id that is taken is not given again, whatever the answer came with."""
    first, second = journal.keep(answer, "repl"), journal.keep(answer, "telegram", 5)
    assert first.id == answer.id != second.id
    assert second.passages[0].citation.id == f"{second.id}.1"
    assert len(journal.ids()) == 2


def test_what_is_not_there_is_said(journal: Journal, answer: Answer) -> None:
    """An unknown answer or citation is a clear sentence."""
    with pytest.raises(NotFound, match="no answer 'zzzzzz'"):
        journal.answer("zzzzzz")
    kept = journal.keep(answer, "repl")
    with pytest.raises(NotFound, match="it has 2"):
        journal.citations(f"{kept.id}.9")


def test_nobody_is_named(journal: Journal, answer: Answer, state: Path) -> None:
    """Of a chat only a keyed hash is kept; the key is its owner's alone; the same chat has the same hash."""
    ids = [journal.keep(answer, "telegram", 424_242_424).id for _ in range(2)]
    other = journal.keep(answer, "telegram", 7).id
    written = b"".join(path.read_bytes() for path in state.glob("journal.sqlite*"))
    assert b"424242424" not in written
    assert stat.S_IMODE((state / "journal.key").stat().st_mode) == 0o600
    assert journal.forget(chat=424_242_424) == 2
    assert journal.ids() == [other]
    assert set(ids).isdisjoint(journal.ids())


def test_what_is_forgotten_is_gone_from_the_disk(journal: Journal, answer: Answer, state: Path) -> None:
    """A question that was forgotten is in none of the journal's files any more."""
    kept = journal.keep(replace(answer, question="Where is the zanzibarquestion?"), "repl")
    assert b"zanzibarquestion" in b"".join(path.read_bytes() for path in state.glob("journal.sqlite*"))
    assert journal.forget(kept.id) == 1
    assert b"zanzibarquestion" not in b"".join(path.read_bytes() for path in state.glob("journal.sqlite*"))
    assert journal.forget() == 0


def test_old_answers_are_forgotten(journal: Journal, answer: Answer, state: Path) -> None:
    """With `keep_days`, what is older is gone at the next start, the rest stays."""
    old = answer.asked_at - datetime.timedelta(days=40)
    journal.keep(replace(answer, asked_at=old), "repl")
    young = journal.keep(answer, "repl")
    again = Journal(state, keep_days=30)
    assert again.ids() == [young.id]
    again.close()
    assert journal.forget_all() == 1


def test_the_journal_outlives_the_index(answer: Answer, state: Path, opened: Callable[..., Searcher]) -> None:
    """Building the index anew, or a process that ends without closing, loses no answer."""
    left_open = Journal(state)
    kept = left_open.keep(answer, "repl")
    opened(SEEDS, rebuild=True)
    again = Journal(state)
    assert again.answer(kept.id).question == QUESTION
    again.close()
    left_open.close()


def test_a_journal_makes_its_folders(tmp_path: Path) -> None:
    """The state folder may be missing with the folders above it."""
    Journal(tmp_path / "new" / "state").close()
    assert (tmp_path / "new" / "state" / "journal.sqlite").exists()


def test_many_threads_may_keep(journal: Journal, answer: Answer) -> None:
    """Answers given at the same time are all kept, each under an id of its own."""
    threads = [
        threading.Thread(target=lambda: [journal.keep(answer, "telegram", 1) for _ in range(10)]) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(journal.ids())) == 60


def test_a_journal_that_can_not_be_used_is_said(tmp_path: Path) -> None:
    """One of a newer Pincite, or a file in the folder's place, opens, and is a clear sentence once it is used."""
    newer = tmp_path / "newer"
    newer.mkdir()
    with sqlite3.connect(newer / "journal.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with closing(Journal(newer)) as journal, pytest.raises(StateError, match="newer Pincite"):
        journal.ids()
    (tmp_path / "file").write_text("")
    with closing(Journal(tmp_path / "file")) as journal, pytest.raises(StateError, match="can't be read"):
        journal.ids()


def test_an_answer_is_renamed_with_its_citations(answer: Answer) -> None:
    """The ids of the citations follow that of their answer."""
    named = renamed(answer, "k7q2m9")
    assert [p.citation.id for p in named.passages] == ["k7q2m9.1", "k7q2m9.2"]


def at(hour: int, identity: str, question: str = "Who?") -> Answer:
    """An answer of a day's hour."""
    asked_at = datetime.datetime(2024, 3, 17, hour, tzinfo=datetime.UTC)
    return made(passage(id=f"{identity}.1"), id=identity, asked_at=asked_at, question=question)


def test_answers_are_listed_by_their_time(journal: Journal) -> None:
    """The latest come first, as many as wanted; ids come oldest first; at the same time, by id."""
    for hour, identity in ((2, "bbbbb2"), (1, "ccccc3"), (3, "ddddd4"), (2, "aaaaa1")):
        journal.keep(at(hour, identity), "repl")
    assert journal.ids() == ["ccccc3", "aaaaa1", "bbbbb2", "ddddd4"]
    assert [entry.answer.id for entry in journal.latest(3)] == ["ddddd4", "aaaaa1", "bbbbb2"]
    assert len(journal.latest(4)) == len(journal.latest(5)) == 4
    assert journal.latest(0) == []


def test_to_forget_answers_every_condition_must_hold(journal: Journal) -> None:
    """A chat and an age together leave alone what only one of them fits; the time itself is not before it."""
    journal.keep(at(1, "aaaaa1"), "telegram", 1)
    journal.keep(at(3, "bbbbb2"), "telegram", 1)
    journal.keep(at(1, "ccccc3"), "telegram", 2)
    before = datetime.datetime(2024, 3, 17, 3, tzinfo=datetime.UTC)
    assert journal.forget("aaaaa1", chat=2) == 0
    assert journal.forget(chat=1, before=before) == 1
    assert journal.ids() == ["ccccc3", "bbbbb2"]
    assert journal.forget(before=before) == 1
    assert journal.forget(before=before + datetime.timedelta(seconds=1)) == 1
    journal.keep(at(1, "aaaaa1"), "repl")
    assert (journal.forget(""), journal.forget(" AAAAA1\n"), journal.ids()) == (0, 1, [])


def test_forgetting_everything_counts_it(journal: Journal) -> None:
    """All answers go, with or without a chat, and are counted."""
    journal.keep(at(1, "aaaaa1"), "telegram", 1)
    journal.keep(at(2, "bbbbb2"), "repl")
    assert (journal.forget_all(), journal.forget_all()) == (2, 0)


def test_a_time_is_kept_in_utc(journal: Journal) -> None:
    """Times of other zones are sorted, and forgotten, by the moment they name."""
    zone = datetime.timezone(datetime.timedelta(hours=5))
    journal.keep(at(2, "aaaaa1"), "repl")
    journal.keep(replace(at(6, "bbbbb2"), asked_at=datetime.datetime(2024, 3, 17, 6, tzinfo=zone)), "repl")
    assert journal.ids() == ["bbbbb2", "aaaaa1"]
    assert journal.answer("bbbbb2").asked_at == datetime.datetime(2024, 3, 17, 1, tzinfo=datetime.UTC)
    assert journal.forget(before=datetime.datetime(2024, 3, 17, 6, 30, tzinfo=zone)) == 1


def test_a_journal_that_is_used_prunes_itself(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows too old while the journal is open goes with an answer that is kept, an hour after the last time."""
    with closing(Journal(state, keep_days=1)) as journal:
        old = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1, minutes=1)
        young = old + datetime.timedelta(minutes=2)
        journal.keep(replace(at(1, "aaaaa1"), asked_at=old), "repl")
        journal.keep(replace(at(1, "bbbbb2"), asked_at=young), "repl")
        assert journal.ids() == ["aaaaa1", "bbbbb2"]
        monkeypatch.setattr("bot.journal.store._PRUNE_SECONDS", 0)
        journal.keep(at(1, "ccccc3"), "repl")
        assert journal.ids() == ["ccccc3", "bbbbb2"]
    with closing(Journal(state)) as forever:
        forever.keep(at(1, "ddddd4"), "repl")
        assert forever.ids() == ["ccccc3", "ddddd4", "bbbbb2"]


def test_ratings_are_counted(journal: Journal) -> None:
    """Each chat has one vote, its last; answers come in the order of their ids, in whatever case they were rated."""
    for identity in ("bbbbb2", "aaaaa1"):
        journal.keep(at(1, identity), "telegram", 1)
    for chat in (1, 2, 3):
        journal.rate("BBBBB2", chat, good=chat == 1)
    journal.rate("bbbbb2", 2, good=True)
    journal.rate("aaaaa1", 1, good=False)
    assert [(answer.id, good, wrong) for answer, good, wrong in journal.rated()] == [("aaaaa1", 0, 1), ("bbbbb2", 2, 1)]


def test_a_journal_that_breaks_while_in_use_is_said(journal: Journal) -> None:
    """What SQLite says of reading or writing is a sentence, not a traceback."""
    journal.close()
    with pytest.raises(StateError, match="can't be read"):
        journal.ids()
    with pytest.raises(StateError, match="can't be written"):
        journal.keep(at(1, "aaaaa1"), "repl")


def test_journals_of_the_first_version_are_read(state: Path) -> None:
    """A row as the first Pincite wrote it, without what was added to answers since, is an answer with its citations."""
    Journal(state).close()
    with sqlite3.connect(state / "journal.sqlite") as db:
        row = (OLD["id"], OLD["asked_at"], "repl", None, OLD["question"], '{"engine": "memory"}', json.dumps(OLD))
        db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.close()
    with closing(Journal(state)) as journal:
        entry = journal.entry("k7q2m9")
        assert (entry.entry_point, entry.answer.provenance) == ("repl", {"engine": "memory"})
        assert [c.exact for c in journal.citations("k7q2m9")] == ["The mayor."]
