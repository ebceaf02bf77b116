"""Answers go on with what they began with, whatever changes the index meanwhile: this process or another one."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from retrieval import IndexOutOfDate, MachineError, Searcher, StateError
from retrieval.indexing.archive import Archive, folder_of
from retrieval.ingestion import file_tasks
from retrieval.readers import Limits, Problem
from retrieval.storage import snapshots
from retrieval.storage.catalog import Catalog
from retrieval.storage.sums import Comparison

Opener = Callable[..., Searcher]
ENGINES = pytest.mark.parametrize("engine", ["memory", "disk"])


@pytest.fixture
def harbour(corpus: Path) -> Path:
    """An archive of a few articles."""
    for number in range(5):
        (corpus / f"{number}.txt").write_text(f"Ada Lind opened the harbour number{number} in spring.")
    return corpus


def told(searcher: Searcher, question: str) -> list[str]:
    """The passages that a searcher finds."""
    return [passage.text for passage in searcher.ask(question).passages]


@ENGINES
@pytest.mark.parametrize("behind", [False, True])
def test_while_the_index_changes_answers_are_those_before(
    harbour: Path, state: Path, opened: Opener, engine: str, behind: bool
) -> None:
    """Not even between the taking out of an old version and the indexing of the new one is an article missing.

    Nor where another process had its turn before, which had not begun.
    """
    searcher = opened(engine=engine)
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    (harbour / "9.txt").write_text("Olav Berg closed the mill number9.")
    other = Archive(harbour, state)
    if behind:
        with other.locked(wait=True):
            assert searcher.follow() is None
    other.close()
    during: list[list[str]] = []

    def progress(_name: str, _count: int) -> None:
        # In another thread, as a bot's answers are.
        asking = threading.Thread(target=lambda: during.append(told(searcher, "number3") + told(searcher, "number9")))
        asking.start()
        asking.join()

    searcher.refresh(progress=progress)
    assert during == [["Ada Lind opened the harbour number3 in spring."]] * 2
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in autumn."]
    assert told(searcher, "number9") == ["Olav Berg closed the mill number9."]


@pytest.mark.slow
@ENGINES
def test_an_answer_in_flight_ends_as_it_began(harbour: Path, opened: Opener, engine: str) -> None:
    """One that began before a change reads nothing of it; what it read of is closed when it has ended."""
    searcher = opened(engine=engine)
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    with searcher.reading() as index:
        changing = threading.Thread(target=searcher.refresh)
        changing.start()
        changing.join()
        assert index.catalog.article("3.txt").text.endswith("spring.")
        assert index.engine.doc_freq("autumn") == 0
    assert told(searcher, "autumn") == ["Ada Lind opened the harbour number3 in autumn."]
    assert searcher._views.wait_for_the_last(0)


@pytest.mark.slow(but=1)
@ENGINES
def test_an_answer_in_flight_ends_as_it_began_where_the_catalog_is_deleted(
    harbour: Path, state: Path, opened: Opener, engine: str
) -> None:
    """Whoever reads goes on in the file that it began with, while another thread reads all anew into a new one."""
    searcher = opened(engine=engine)
    catalog = folder_of(harbour, state) / "catalog.sqlite"
    with searcher.reading() as index:
        expected = [(article.id, article.sha256) for article in index.archive.articles()]
        for ending in ("", "-wal", "-shm"):
            Path(f"{catalog}{ending}").unlink(missing_ok=True)
        (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
        changing = threading.Thread(target=searcher.follow)
        changing.start()
        changing.join()
        assert [(article.id, article.sha256) for article in index.archive.articles()] == expected
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in autumn."]
    searcher.close()
    assert catalog.exists()


def test_nothing_is_answered_from_a_catalog_that_is_being_built_anew(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told that nothing was found; an empty file is not made either."""
    searcher = opened()
    searcher.archive.catalog.close()  # All threads begin anew.
    searcher.archive.catalog._local = threading.local()
    catalog = folder_of(harbour, state) / "catalog.sqlite"
    catalog.unlink()
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.01)
    with searcher._updating, pytest.raises(StateError, match="being built anew"):
        searcher.ask("number3")
    assert not catalog.exists()
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in spring."]


def test_what_is_held_stays_until_the_next_refresh(harbour: Path, opened: Opener) -> None:
    """Whatever another process writes, more answers at once than there are connections go on from before."""
    searcher = opened(engine="disk")
    searcher.hold()
    searcher.hold()
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    opened(engine="disk")
    answers: list[list[str]] = []
    asking = [
        threading.Thread(target=lambda: answers.append(told(searcher, "number3"))) for _ in range(2 * snapshots.READERS)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert answers == [["Ada Lind opened the harbour number3 in spring."]] * len(asking)
    assert not searcher.is_behind
    searcher.refresh()
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in autumn."]


def test_in_memory_only_what_changed_is_taken_in(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found is as if all had been; what is gone is not found."""
    searcher = opened(engine="memory")
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    (harbour / "2.txt").unlink()
    (harbour / "9.txt").write_text("Olav Berg closed the mill number9.")
    monkeypatch.setattr(Catalog, "documents", raising(AssertionError()))
    searcher.refresh()
    monkeypatch.undo()
    question = "Who opened the harbour number2, number3 or the mill number9?"
    ranked, expected = ([*each.ask(question).passages] for each in (searcher, opened(engine="memory")))
    assert [(each.text, each.score) for each in ranked] == [(each.text, each.score) for each in expected]
    assert len(ranked) == 5


def test_a_held_view_is_kept_from_nobody_for_long(harbour: Path, state: Path, opened: Opener) -> None:
    """What another process could not note, as its log was read, is noted when that reading has ended."""
    searcher = opened(engine="disk")
    searcher.hold()
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    opened(engine="disk").close()
    folder = folder_of(harbour, state)
    assert Comparison(folder).changed() is None
    assert searcher.follow() is not None
    assert Comparison(folder).changed() == []


@ENGINES
def test_what_another_process_has_half_done_is_waited_for(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """A question waits until it is done; after a while it is answered from what is there, which is said, at once."""
    searcher = opened(engine=engine)
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    other = Archive(harbour, state)
    with other.locked(wait=True):
        other.refresh()
        monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.1)
        assert searcher.is_behind
        assert searcher.follow() is None
        for _ in range(2):
            answer = searcher.ask("Ada Lind harbour zebra")
            (note,) = answer.notes
            assert answer.unmatched_terms == ()  # Nobody knows yet what is nowhere in it.
            assert note.text.startswith("Another program is reading the archive now")
        monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 1000.0)  # It is not waited for again.
        assert searcher.ask("Ada Lind harbour").notes
    answer = searcher.ask("number3")
    assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in autumn."]
    assert answer.notes == ()
    other.close()


@ENGINES
def test_what_another_process_has_done_is_taken_up_without_looking_at_the_files(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """That one has looked at them, and noted that it came to the end; nothing is lacking then."""
    searcher = opened(engine=engine)
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    opened(engine=engine).close()
    monkeypatch.setattr("retrieval.indexing.archive.walked", raising(AssertionError()))
    answer = searcher.ask("number3")
    assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in autumn."]
    assert answer.notes == ()
    assert not searcher.is_behind


def test_an_index_that_another_version_built_anew_is_said(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers go on from what is known, and say why something may be missing, until this version builds it again."""
    searcher = opened(engine="disk")
    searcher.hold()
    with monkeypatch.context() as other_version:
        other_version.setattr("retrieval.storage.catalog.FORMAT", "pincite catalog of another version")
        opened(engine="disk").close()
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    for _ in range(2):
        with pytest.raises(IndexOutOfDate, match="another version of Pincite"):
            searcher.follow()
        answer = searcher.ask("number3")
        assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in spring."]
        (note,) = answer.notes
        assert note.text.startswith("Another version of Pincite has built the index anew")
    opened(engine="disk").close()
    searcher.follow()
    answer = searcher.ask("number3")
    assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in autumn."]
    assert answer.notes == ()


@ENGINES
@pytest.mark.parametrize("is_killed", [False, True])
def test_while_the_index_is_built_anew_every_thread_goes_on(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, engine: str, is_killed: bool
) -> None:
    """Whoever watches answers in threads that have read nothing yet, too, from what there was.

    Also while it reads all itself, as the process that had begun was killed.
    """
    searcher = opened(engine=engine)
    searcher.follow()
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.01)
    other, answers = Archive(harbour, state), list[list[str]]()

    def ask(*_args: object) -> None:
        asking = threading.Thread(target=lambda: answers.append(told(searcher, "number3")))
        asking.start()
        asking.join()

    with other.locked(wait=True):
        other.catalog.make_anew()
        if not is_killed:
            ask()
            assert searcher.follow() is None
            ask()
            other.refresh()
    other.close()
    assert searcher.is_behind
    assert searcher.follow(progress=ask if is_killed else None) is not None
    ask()
    assert answers == [["Ada Lind opened the harbour number3 in spring."]] * len(answers)
    assert len(answers) == (6 if is_killed else 3)
    assert not searcher.is_behind


def test_of_indexes_built_anew_none_but_the_last_stays_open(harbour: Path, opened: Opener) -> None:
    """Their files are deleted, and yet take room as long as they are open; the one before has a moment to end."""
    searcher, counts = opened(), []
    for _ in range(5):
        opened(rebuild=True).close()
        searcher.follow()
        counts.append(len(searcher.archive.catalog._open))
    assert counts[1:] == counts[1:2] * 4


def test_what_another_process_builds_anew_is_taken_up_when_it_is_done(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then a refresh leaves all as it is, as if nothing had begun."""
    searcher = opened()
    other = Archive(harbour, state)
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.01)
    with other.locked(wait=True):
        other.catalog.make_anew()
        searcher.refresh()
        assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in spring."]
        other.refresh()
    other.close()
    searcher.follow()
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in spring."]


@pytest.mark.parametrize("can_look", [True, False])
def test_what_changed_and_can_not_be_written_is_said(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, can_look: bool
) -> None:
    """Answers go on from what is known, and call nothing missing; so where too few files may be open to look."""
    searcher = opened()
    searcher.archive.catalog.read_only = True
    searcher.refresh()
    assert searcher.ask("number3").notes == ()
    if can_look:
        (harbour / "new.txt").write_text("Ada Lind opened the zebra crossing in autumn.")
    else:
        monkeypatch.setattr(Archive, "has_unread_files", raising(MachineError("no more files", "raise `ulimit -n`")))
    searcher.refresh()
    answer = searcher.ask("Who opened the zebra crossing at number3?")
    assert [note.text for note in answer.notes] == [
        "The index can't be written now; what changed in the archive lately may be missing."
    ]
    assert answer.unmatched_terms == ()


def test_where_nothing_can_be_written_questions_do_not_look_at_the_files_each_time(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large folder takes longer to look at than an answer takes."""
    searcher = opened()
    searcher.archive.catalog.read_only = True
    (harbour / "new.txt").write_text("Ada Lind opened the zebra crossing in autumn.")
    monkeypatch.setattr("retrieval.live_index.LOOK_SECONDS", 1000.0)
    searcher.refresh()
    monkeypatch.setattr(Archive, "has_unread_files", raising(AssertionError()))
    assert searcher.ask("number3").notes


def raising(error: Exception) -> Callable[..., bool]:
    """What raises an error whenever it is called."""

    def refuse(*_args: object) -> bool:
        raise error

    return refuse


UNREAD = {
    "edited": lambda folder: (folder / "3.txt").write_text("Ada Lind opened the harbour number3 in the late autumn."),
    "of the same size": lambda folder: (folder / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn."),
    "new": lambda folder: (folder / "new.txt").write_text("Ada Lind opened the harbour numbernew in autumn."),
    "gone": lambda folder: (folder / "3.txt").unlink(),
}
"""What can happen to the files of an archive."""


@pytest.mark.parametrize("what", UNREAD)
def test_what_another_process_has_not_begun_to_read_is_said(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Whoever opens the archive then is told so, and of when the state is; once it is read that is over."""
    opened(engine="disk").close()
    UNREAD[what](harbour)
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.1)
    other = Archive(harbour, state)
    with other.locked(wait=True):
        searcher = opened(engine="disk")
        for _ in range(2):
            (note,) = searcher.ask("Ada Lind harbour number3").notes
            assert "the archive now; this is its state of 20" in note
        assert searcher.notes() == (note,)
    assert searcher.ask("Ada Lind harbour").notes == ()
    assert [passage.text for passage in searcher.ask("numbernew").passages] == (
        ["Ada Lind opened the harbour numbernew in autumn."] if what == "new" else []
    )
    other.close()


def test_where_nothing_changed_nobody_waits_for_another_process(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it does is nothing that an answer would lack."""
    opened(engine="disk").close()
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 1000.0)
    other = Archive(harbour, state)
    with other.locked(wait=True):
        assert opened(engine="disk").ask("number3").notes == ()
    other.close()


def test_whoever_opens_the_archive_waits_a_little_for_its_turn(harbour: Path, state: Path, opened: Opener) -> None:
    """An edit is read then, by this process or by the other one."""
    opened(engine="disk").close()
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    other, locked = Archive(harbour, state), threading.Event()

    def hold() -> None:
        with other.locked(wait=True):
            locked.set()
            threading.Event().wait(0.3)
            other.refresh()

    holding = threading.Thread(target=hold)
    holding.start()
    locked.wait()
    answer = opened(engine="disk").ask("number3")
    holding.join()
    assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in autumn."]
    assert answer.notes == ()
    other.close()


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("touched", [{"3.txt"}, set[str]()])
def test_a_searcher_that_watches_says_that_another_process_has_its_turn(
    harbour: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, held: bool, touched: set[str]
) -> None:
    """From when it would have read what changed until it has."""
    monkeypatch.setattr("retrieval.live_index.PATIENCE_SECONDS", 0.1)
    searcher = opened(engine="disk")
    other = Archive(harbour, state)
    with other.locked(wait=True):
        assert searcher.follow() is None
        assert searcher.ask("number3").notes == ()
        if held:
            searcher.hold()
        (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
        assert searcher.follow(touched) is None
        for _ in range(2):
            answer = searcher.ask("number3")
            assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in spring."]
            (note,) = answer.notes
            assert "the archive now; this is its state of 20" in note
    assert searcher.follow(touched) is not None
    answer = searcher.ask("number3")
    assert [passage.text for passage in answer.passages] == ["Ada Lind opened the harbour number3 in autumn."]
    assert answer.notes == ()
    other.close()


@pytest.mark.slow
@pytest.mark.parametrize("behind", [False, True])
def test_a_question_waits_for_the_end_of_the_other_process(
    harbour: Path, state: Path, opened: Opener, behind: bool
) -> None:
    """A change that takes a moment delays an answer, and makes none wrong; also where it is known that one comes."""
    searcher = opened(engine="disk")
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    other = Archive(harbour, state)
    answers: list[list[str]] = []
    with other.locked(wait=True):
        if behind:
            assert searcher.follow() is None
        other.refresh()
        asking = threading.Thread(target=lambda: answers.append(told(searcher, "number3")))
        asking.start()
        asking.join(0.5)
        assert asking.is_alive()
    asking.join()
    other.close()
    assert answers == [["Ada Lind opened the harbour number3 in autumn."]]


@ENGINES
@pytest.mark.parametrize("gone", [False, True])
def test_a_state_that_was_built_anew_is_opened_anew(
    harbour: Path, state: Path, opened: Opener, engine: str, gone: bool
) -> None:
    """After another process built the index anew, or deleted it, a searcher goes on with what is there then."""
    searcher = opened(engine=engine)
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    if gone:
        rmtree(folder_of(harbour, state))
        folder_of(harbour, state).mkdir()
    else:
        opened(engine=engine, rebuild=True)
    assert searcher.is_behind
    assert searcher.follow() is not None
    assert not searcher.is_behind
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in autumn."]


def test_bytes_that_changed_under_the_same_time_and_size_are_read_when_it_is_looked_again(
    harbour: Path, opened: Opener
) -> None:
    """Without events, too, and by a program that just started.

    As after the clock was set back, or a copy that keeps times.
    """
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in spring.")
    os.utime(harbour / "3.txt", (1e9, 1e9))
    searcher = opened()
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in autumn.")
    os.utime(harbour / "3.txt", (1e9, 1e9))
    changes = searcher.follow()
    assert changes is not None
    assert changes.changed == 1
    assert told(searcher, "number3") == ["Ada Lind opened the harbour number3 in autumn."]
    (harbour / "3.txt").write_text("Ada Lind opened the harbour number3 in winter.")
    os.utime(harbour / "3.txt", (1e9, 1e9))
    later = opened()
    assert later.changes.changed == 1
    assert told(later, "number3") == ["Ada Lind opened the harbour number3 in winter."]


def test_while_nothing_changes_no_file_is_read_again(
    harbour: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once what was written last is two seconds old by the clock that is looked at, looking takes no bytes."""
    searcher = opened()
    read: list[str] = []

    def noted(path: str | Path, name: str, size: int, limits: Limits) -> bytes | Problem | None:
        read.append(name)
        return file_tasks.contents(path, name, size, limits)

    monkeypatch.setattr("retrieval.ingestion.intake.contents", noted)
    later = time.time_ns() + 3_600_000_000_000
    monkeypatch.setattr("retrieval.ingestion.intake.time.time_ns", lambda: later)
    searcher.follow()
    read.clear()
    searcher.follow()
    assert read == []
    os.utime(harbour / "3.txt", (1e9, 1e9))
    searcher.follow()
    assert read == ["3.txt"]
