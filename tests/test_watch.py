"""A watched archive is asked about what came in, without anybody doing anything."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from retrieval import Changes, NotFound, Searcher, WatchSettings, watching
from retrieval.indexing.archive import Archive, folder_of
from retrieval.ingestion.file_events import NoEvents
from retrieval.watch import Burst, Watch, _difference

Opener = Callable[..., Searcher]

SOON = 30
"""Seconds until anything is there: less than a second, but on a machine that has much to do."""


class Watched:
    """An archive that is watched, and what was told of it."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.told: list[Changes] = []

    def finds(self, word: str) -> list[str]:
        """The files in which a word is found."""
        return sorted(passage.citation.article for passage in self.searcher.ask(word).passages)

    def until(self, holds: Callable[[], object]) -> None:
        """Waits until something holds."""
        ends = time.monotonic() + SOON
        while not holds():
            assert time.monotonic() < ends, self.told
            time.sleep(0.02)


@pytest.fixture
def watched(corpus: Path, opened: Opener) -> Iterator[Callable[..., Watched]]:
    """Watches an archive of one article, by the settings that are given."""
    (corpus / "a.txt").write_text("Apples grow here.")
    with ExitStack() as stack:

        def watch(engine: str = "auto", **settings: object) -> Watched:
            archive = Watched(opened(engine=engine))
            stack.enter_context(
                watching(archive.searcher, WatchSettings(**settings), archive.told.append)  # type: ignore[arg-type]
            )
            return archive

        yield watch


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("mode", ["auto", "poll"])
@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_what_changes_is_found_by_itself(corpus: Path, watched: Callable[..., Watched], engine: str, mode: str) -> None:
    """Added, changed, moved, removed, in folders that are new: each is answered from a moment later, and told."""
    archive = watched(engine, mode=mode, poll_ms=50)
    (corpus / "b.txt").write_text("Bananas grow there.")
    archive.until(lambda: archive.finds("bananas") == ["b.txt"])
    (corpus / "b.txt").write_text("Cherries grow there.")
    archive.until(lambda: archive.finds("cherries") == ["b.txt"])
    assert archive.finds("bananas") == []
    (corpus / "new" / "deep").mkdir(parents=True)
    (corpus / "new" / "deep" / "d.txt").write_text("Dates grow there.")
    archive.until(lambda: archive.finds("dates") == ["new/deep/d.txt"])
    (corpus / "new").rename(corpus / "old")
    archive.until(lambda: archive.finds("dates") == ["old/deep/d.txt"])
    (corpus / "old" / "deep" / "d.txt").unlink()
    archive.until(lambda: archive.finds("dates") == [])
    archive.until(lambda: sum(changes.removed for changes in archive.told) == 2)
    assert sum(changes.added for changes in archive.told) == 3
    assert sum(changes.changed for changes in archive.told) == 1


@pytest.mark.slow
def test_a_file_that_grows_is_read_to_its_end(corpus: Path, watched: Callable[..., Watched]) -> None:
    """What was read of a half-written file is read again when it settles."""
    archive = watched(quiet_ms=50, burst_ms=100)
    with (corpus / "b.txt").open("w") as file:
        for number in range(20):
            file.write(f"Bananas number{number} grow there.\n\n")
            file.flush()
            time.sleep(0.03)
    archive.until(lambda: archive.finds("number19") == ["b.txt"])


@pytest.mark.slow
def test_bytes_under_an_old_time_are_seen(corpus: Path, watched: Callable[..., Watched]) -> None:
    """The clock was set back, or a copy kept its times: size and time are those of before, and the words are not."""
    os.utime(corpus / "a.txt", (1e9, 1e9))
    archive = watched()
    time.sleep(0.6)
    (corpus / "a.txt").write_text("Pearls grow here.")
    os.utime(corpus / "a.txt", (1e9, 1e9))
    archive.until(lambda: archive.finds("pearls") == ["a.txt"])


@pytest.mark.slow
def test_what_can_not_be_read_is_told_once_when_it_stays_so(corpus: Path, watched: Callable[..., Watched]) -> None:
    """Not what was known before, nor what was half written a moment ago."""
    (corpus / "old.json").write_text("{")
    archive = watched()
    (corpus / "new.json").write_text("{")
    (corpus / "soon.json").write_text("{")
    archive.until(lambda: archive.searcher.archive.catalog.files().keys() > {"new.json"})
    (corpus / "soon.json").write_text('{"text": "Soon it is whole."}')
    archive.until(lambda: [changes for changes in archive.told if changes.problems])
    (corpus / "b.txt").write_text("Bananas grow there.")
    archive.until(lambda: archive.finds("bananas"))
    time.sleep(0.5)
    assert [problem.where for changes in archive.told for problem in changes.problems] == ["new.json record 1"]


@pytest.mark.slow
def test_what_vanishes_all_at_once_is_told_and_stays(corpus: Path, watched: Callable[..., Watched]) -> None:
    """A disk that is not there takes nothing out; when it is back, watching goes on."""
    archive = watched()
    time.sleep(0.6)
    corpus.rename(corpus.with_name("away"))
    archive.until(lambda: [changes for changes in archive.told if changes.notices])
    assert archive.finds("apples") == ["a.txt"]
    corpus.with_name("away").rename(corpus)
    time.sleep(0.5)
    (corpus / "b.txt").write_text("Bananas grow there.")
    archive.until(lambda: archive.finds("bananas") == ["b.txt"])
    (notice,) = [notice for changes in archive.told for notice in changes.notices]
    assert notice.startswith("The archive 'corpus' is not there now; answers still draw on what was known.")


@pytest.mark.slow
def test_while_another_process_reads_it_is_waited_for(
    corpus: Path, state: Path, watched: Callable[..., Watched]
) -> None:
    """Answers go on from before; when the other one is done, what it took in is found, and told."""
    archive = watched("disk")
    time.sleep(0.6)
    other = Archive(corpus, state)
    with other.locked(wait=True):
        (corpus / "a.txt").write_text("Apricots grow here.")
        (corpus / "b.txt").write_text("Bananas grow there.")
        time.sleep(0.5)
        other.refresh()
        time.sleep(0.3)
        assert archive.finds("apples") == ["a.txt"]
        assert archive.told == []
    other.close()
    archive.until(lambda: archive.finds("bananas") == ["b.txt"])
    archive.until(lambda: archive.told)
    assert archive.told[0][:3] == (1, 1, 0)


@pytest.mark.slow
def test_what_another_process_did_without_a_hint_is_taken_up(
    corpus: Path, state: Path, opened: Opener, watched: Callable[..., Watched]
) -> None:
    """An index that was built anew elsewhere is the one that is asked."""
    archive = watched("disk")
    time.sleep(0.6)
    opened(engine="disk", rebuild=True)
    archive.until(lambda: not archive.searcher.is_behind)
    assert archive.finds("apples") == ["a.txt"]
    shutil.rmtree(folder_of(corpus, state))
    folder_of(corpus, state).mkdir()
    archive.until(lambda: not archive.searcher.archive.catalog.is_replaced)
    archive.until(lambda: archive.finds("apples") == ["a.txt"])


def test_where_nothing_is_told_it_is_looked(
    corpus: Path, watched: Callable[..., Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is said once."""

    def refuses(*_args: object) -> Iterator[frozenset[str]]:
        raise NoEvents("the system lets no more folders be watched")

    monkeypatch.setattr("retrieval.watch.touched_files", refuses)
    archive = watched(poll_ms=50)
    (corpus / "b.txt").write_text("Bananas grow there.")
    archive.until(lambda: archive.finds("bananas") == ["b.txt"])
    assert [notice for changes in archive.told for notice in changes.notices] == [
        "Changes are looked for every 0.05 s, or less often: the system lets no more folders be watched."
    ]


@pytest.mark.slow
def test_it_can_be_turned_off(corpus: Path, watched: Callable[..., Watched]) -> None:
    """Then nothing is seen until somebody refreshes."""
    archive = watched(mode="off")
    (corpus / "b.txt").write_text("Bananas grow there.")
    time.sleep(1)
    assert archive.finds("bananas") == []
    assert archive.told == []


@pytest.mark.slow
def test_what_goes_wrong_is_told_once_and_watching_goes_on(
    corpus: Path, watched: Callable[..., Watched], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A sentence of ours is told, any other error logged; the next look may succeed."""
    monkeypatch.setattr("retrieval.watch.AGAIN_SECONDS", 0.05)
    archive = watched()
    follow = archive.searcher.follow
    errors: list[Exception] = [NotFound("Not now."), NotFound("Not now."), RuntimeError("oh")]

    def fails(*arguments: object) -> Changes | None:
        if errors:
            raise errors.pop(0)
        return follow(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(archive.searcher, "follow", fails)
    (corpus / "b.txt").write_text("Bananas grow there.")
    archive.until(lambda: archive.finds("bananas") == ["b.txt"])
    assert [changes.notices for changes in archive.told if changes.notices] == [("Not now.",)]
    assert "the archive could not be checked for changes" in caplog.text


@pytest.mark.slow
def test_its_end_breaks_off_what_is_read(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for thousands of files: what is left is read at the next start."""
    (corpus / "a.txt").write_text("Apples grow here.")
    searcher = opened()
    reading, go_on = threading.Event(), threading.Event()
    follow = searcher.follow

    def slow(touched: frozenset[str], progress: Callable[[str, int], None]) -> Changes | None:
        def step(name: str, count: int) -> None:
            reading.set()
            go_on.wait(SOON)
            progress(name, count)

        return follow(touched, step)

    monkeypatch.setattr(searcher, "follow", slow)
    watch = Watch(searcher, WatchSettings(), lambda _: None)
    watch.start()
    for number in range(5):
        (corpus / f"b{number}.txt").write_text("Bananas grow there.")
    assert reading.wait(SOON)
    threading.Timer(0.2, go_on.set).start()
    watch.close()
    assert not watch._thread.is_alive()
    assert searcher.archive.article_count() == 1
    monkeypatch.undo()
    searcher.refresh()
    assert searcher.archive.article_count() == 6


def test_a_burst_is_over_when_it_is_quiet_or_takes_long() -> None:
    """After the quiet time, just then; at the latest when it has taken the longest time."""
    burst = Burst(WatchSettings(quiet_ms=300, burst_ms=1000))
    assert not burst.is_over(5.0)
    burst.add(frozenset({"a"}), 10.0)
    assert not burst.is_over(10.25)
    assert burst.is_over(10.5)
    burst.add(frozenset({"b"}), 10.5)
    assert not burst.is_over(10.75)
    burst.add(frozenset({"b"}), 10.875)
    assert not burst.is_over(10.9375)
    assert burst.is_over(11.0)
    assert burst.names == {"a", "b"}


@pytest.mark.parametrize("can_write", [True, False])
def test_room_on_a_full_disk_is_looked_for_soon(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, can_write: bool
) -> None:
    """Nothing is heard of it; otherwise what is heard of files is relied on for a while."""
    monkeypatch.setattr("retrieval.watch.RESCAN_SECONDS", 1e6)
    (corpus / "a.txt").write_text("Apples grow here.")
    searcher = opened()
    searcher.archive.catalog.read_only = not can_write
    watch, now = Watch(searcher, WatchSettings(), lambda _: None), time.monotonic()
    watch._look(now)
    assert (watch._next - now < 1e5) != can_write


def test_what_another_process_changed_is_counted() -> None:
    """By the articles before and after."""
    before, after = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4", "e": "5"}
    assert _difference(before, after, Changes(notices=("said",))) == Changes(2, 1, 1, (), ("said",))


def test_without_a_thread_it_is_said(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest goes on."""
    (corpus / "a.txt").write_text("Apples grow here.")

    def failing(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", failing)
    told: list[Changes] = []
    with watching(opened(), WatchSettings(), told.append) as watch:
        assert (watch, told[0].notices) == (
            None, ("Changes are not noticed, because it can't be watched: can't start new thread.",),
        )  # fmt: skip


def test_another_folder_in_its_place_is_watched(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that was watched is left as soon as another stands where it stood; as long as it stands, it is not."""
    watch = Watch(opened(may_be_empty=True), WatchSettings(), lambda changes: None)
    identities = iter([1, 1, 1, 2, 2])
    begun: list[int] = []

    def hints(**_: object) -> Iterator[frozenset[str]]:
        begun.append(0)
        if len(begun) == 2:
            watch._stop.set()
        for _touched in range(4):
            begun[-1] += 1
            yield frozenset()

    monkeypatch.setattr("retrieval.watch._identity", lambda _: next(identities))
    monkeypatch.setattr("retrieval.watch.START_SECONDS", 0)
    monkeypatch.setattr(watch, "_hints", hints)
    monkeypatch.setattr(watch, "_hear", lambda names: None)
    watch._run()
    assert begun == [3, 1]
