"""The journal: nothing given is lost, nothing forgotten stays, nobody is named."""

import datetime
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.journal.codec import answer_json
from bot.journal.store import Journal, renamed
from retrieval import Answer, NotFound, Searcher, StateError, new_id
from tests.conftest import QUESTION, SEEDS


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """An empty journal."""
    kept = Journal.open(state)
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
    again = Journal.open(state, keep_days=30)
    assert again.ids() == [young.id]
    again.close()
    assert journal.forget_all() == 1


def test_the_journal_outlives_the_index(answer: Answer, state: Path, opened: Callable[..., Searcher]) -> None:
    """Building the index anew, or a process that ends without closing, loses no answer."""
    left_open = Journal.open(state)
    kept = left_open.keep(answer, "repl")
    opened(SEEDS, rebuild=True)
    again = Journal.open(state)
    assert again.answer(kept.id).question == QUESTION
    again.close()
    left_open.close()


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


def test_a_journal_that_can_not_be_used_is_said(state: Path, tmp_path: Path) -> None:
    """A damaged file, one of a newer Pincite, or a file in the folder's place is a clear sentence."""
    state.mkdir()
    (state / "journal.sqlite").write_text("no database " * 500)
    with pytest.raises(StateError, match="can't be used"):
        Journal.open(state)
    newer = tmp_path / "newer"
    newer.mkdir()
    with sqlite3.connect(newer / "journal.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StateError, match="newer Pincite"):
        Journal.open(newer)
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="can't be used"):
        Journal.open(tmp_path / "file")


def test_an_answer_is_renamed_with_its_citations(answer: Answer) -> None:
    """The ids of the citations follow that of their answer."""
    named = renamed(answer, "k7q2m9")
    assert [p.citation.id for p in named.passages] == ["k7q2m9.1", "k7q2m9.2"]
