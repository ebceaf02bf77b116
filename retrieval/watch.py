"""An archive seen the moment it changes: hints are gathered until they settle, then the index is brought in line."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from retrieval.errors import PinciteError
from retrieval.ingestion.catalog_writer import Changes
from retrieval.ingestion.file_events import NoEvents, ticks, touched_files, without_events
from retrieval.live_index import SPARING, LiveIndex
from retrieval.readers import Problem

_log = logging.getLogger(__name__)

AGAIN_SECONDS = 2.1
"""How long after a change it is looked again: a file may have been written on while it was read, and by times that are
two seconds apart on some file systems that can't be seen before."""

RESCAN_SECONDS = 60.0
"""How often it is looked although nothing was heard: events may be lost when there are too many."""

START_SECONDS = 0.3
"""How long it is waited before watching is set up: a session that ends by then is spared a tenth of a second."""

END_SECONDS = 5.0
"""How long the end of what is being read is waited for; whatever is then left is as after a kill."""

MODES = ("auto", "poll", "off")


class WatchSettings(NamedTuple):
    """How an archive is watched.

    `mode`: by events, or by looking if there are none (`auto`), always by looking (`poll`), or not at all (`off`).
    `quiet_ms`: milliseconds without a change after which changes are read; `burst_ms`: how long that is waited for at
    most. `poll_ms`: the pause between two looks if there are no events.
    """

    mode: str = "auto"
    quiet_ms: int = 300
    burst_ms: int = 1500
    poll_ms: int = 1000


class Burst:
    """Files that are being changed, until they settle. Times are seconds of a clock that never goes back."""

    def __init__(self, settings: WatchSettings) -> None:
        """Nothing was touched yet."""
        self.names: set[str] = set()
        self._quiet, self._longest = settings.quiet_ms / 1000, settings.burst_ms / 1000
        self._first = self._last = 0.0

    def add(self, names: frozenset[str], now: float) -> None:
        """Notes what was touched."""
        if not self.names:
            self._first = now
        self._last = now
        self.names |= names

    def is_over(self, now: float) -> bool:
        """Whether it is time to read what was touched."""
        return bool(self.names) and (now - self._last >= self._quiet or now - self._first >= self._longest)


class _Ended(BaseException):
    """Reading is broken off, as the process is about to end."""


class Watch:
    """Brings an index in line with its files whenever they change, in a thread of its own."""

    def __init__(self, searcher: LiveIndex, settings: WatchSettings, report: Callable[[Changes], object]) -> None:
        """Watches nothing yet; `start` does.

        Args:
            searcher: Whose archive it is.
            settings: How it is watched.
            report: Called in the thread with what came in, what can't be read now, and what is to be said besides.
        """
        self._searcher = searcher
        self._settings = settings
        self._report = report
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pincite-watch", daemon=True)
        self._burst = Burst(settings)
        self._next = 0.0
        self._polls = settings.mode == "poll"
        self._vanished = searcher.archive.vanished
        self._earlier = set(searcher.changes.notices)
        self._problems = set(searcher.changes.problems)
        self._new_problems: set[Problem] = set()
        self._before: dict[str, str] | None = None

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def close(self) -> None:
        """Ends watching; what is being read is broken off, and the next start continues with it."""
        self._stop.set()
        self._thread.join(END_SECONDS)

    def _run(self) -> None:
        """Watches until told to end."""
        self._stop.wait(START_SECONDS)
        while not self._stop.is_set():
            root = _identity(self._searcher.archive.corpus)
            try:
                for names in self._hints(there=root is not None):
                    self._hear(names)
                    if self._stop.is_set() or _identity(self._searcher.archive.corpus) != root:
                        break  # Another folder has taken its place, and is to be watched.
            except NoEvents as trouble:
                self._polls = True
                seconds = f"{self._settings.poll_ms / 1000:g}"
                sentence = f"Changes are looked for every {seconds} s, or less often: {trouble}."
                self._say(Changes(notices=(sentence,)))
            except _Ended:
                return
            self._next = 0.0

    def _hints(self, *, there: bool) -> Iterator[frozenset[str]]:
        """What was touched, now and then; nothing of an archive that is not there now."""
        archive = self._searcher.archive
        if self._polls or not there:
            return ticks(self._stop)
        return touched_files(archive.corpus, archive.state.parent, self._stop)

    def _hear(self, names: frozenset[str]) -> None:
        """Takes a hint, and looks when it is time to."""
        now = time.monotonic()
        if names:
            if not self._burst.names:
                # Before anybody indexes what was touched, whichever process that will be.
                self._searcher.hold()
            self._burst.add(names, now)
        try:
            if self._burst.is_over(now) or (not self._burst.names and (now >= self._next or self._searcher.is_behind)):
                self._look(now)
        except PinciteError as error:
            self._put_off(now)
            self._say(Changes(notices=(str(error),)))
        except Exception:
            if not self._stop.is_set():
                self._put_off(now)
                _log.exception("the archive could not be checked for changes")

    def _put_off(self, now: float) -> None:
        """Looks again later, after something went wrong."""
        self._burst = Burst(self._settings)
        self._next = now + AGAIN_SECONDS

    def _look(self, now: float) -> None:
        """Brings the index in line with the files, and tells what changed; not while another process does it."""
        searcher = self._searcher
        changes = searcher.follow(self._burst.names, self._go_on)
        if changes is None:
            if self._before is None and self._burst.names:
                with searcher.reading() as index:
                    self._before = dict(index.catalog.hashes())
            took = time.monotonic() - now
            self._next = now + took + max(self._settings.poll_ms / 1000, SPARING * took)
            return
        if self._before is not None:
            changes = _difference(self._before, dict(searcher.archive.catalog.hashes()), changes)
        self._before = None
        took = time.monotonic() - now
        self._burst = Burst(self._settings)
        self._tell(changes)
        if changes.any or self._new_problems:
            pause = AGAIN_SECONDS
        else:
            # Nothing is heard of a disk on which there is room again, either.
            often = self._polls or not (searcher.archive.is_kept or searcher.archive.catalog.in_memory)
            pause = max(self._settings.poll_ms / 1000 if often else RESCAN_SECONDS, SPARING * took)
        self._next = now + took + pause

    def _tell(self, changes: Changes) -> None:
        """Tells what changed, and of problems at the second look, as what is half written can soon be read."""
        problems_seen, vanished = set(changes.problems), self._searcher.archive.vanished
        lasting_problems = self._new_problems & problems_seen
        self._problems = (self._problems & problems_seen) | lasting_problems
        self._new_problems = problems_seen - self._problems
        notices = (*changes.notices, *([vanished] if vanished and vanished != self._vanished else []))
        self._vanished = vanished
        problems = tuple(problem for problem in changes.problems if problem in lasting_problems)
        self._say(changes._replace(problems=problems, notices=notices))

    def _say(self, changes: Changes) -> None:
        """Tells what changed and can't be read, and each sentence besides once."""
        notices = tuple(notice for notice in changes.notices if notice is self._vanished or notice not in self._earlier)
        self._earlier.update(notices)
        if changes.any or changes.problems or notices:
            self._report(changes._replace(notices=notices))

    def _go_on(self, _name: str, _count: int) -> None:
        """Breaks off what is being read when the process is about to end."""
        if self._stop.is_set():
            raise _Ended


@contextmanager
def watching(searcher: LiveIndex, settings: WatchSettings, tell: Callable[[Changes], object]) -> Iterator[Watch | None]:
    """Has an archive be watched for the body, unless that is turned off.

    Args:
        searcher: Over the archive.
        settings: How it is watched.
        tell: Takes what changed.
    """
    if settings.mode == "off":
        yield None
        return
    watch = Watch(searcher, settings, tell)
    try:
        watch.start()
    except RuntimeError as error:  # The system lets no more threads be started.
        tell(Changes(notices=(f"Changes are not noticed, because it can't be watched: {error}.",)))
        yield None
        return
    with closing(watch):
        yield watch


def how_watched(corpus: Path, settings: WatchSettings) -> str:
    """How an archive is watched by those that do, as a clause."""
    if settings.mode == "off":
        return "not watched (PINCITE_WATCH=off)"
    seconds = f"{settings.poll_ms / 1000:g}"
    if settings.mode == "poll":
        return f"checked every {seconds} s (PINCITE_WATCH=poll)"
    reason = without_events(Path(os.path.realpath(corpus)))
    return f"checked every {seconds} s: {reason}" if reason else "by events of the file system"


def _identity(corpus: Path) -> tuple[int, int] | None:
    """Which folder or file is at a path; None for none."""
    try:
        status = corpus.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _difference(before: dict[str, str], after: dict[str, str], changes: Changes) -> Changes:
    """What changed between two lists of articles with the hashes of their texts, as another process changed it."""
    changed_count = sum(before[article] != after[article] for article in before.keys() & after.keys())
    return changes._replace(
        added=changes.added + len(after.keys() - before.keys()),
        changed=changes.changed + changed_count,
        removed=changes.removed + len(before.keys() - after.keys()),
    )
