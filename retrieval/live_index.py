"""An index that is updated from its files while others read it, and what they read meanwhile.

One object has all of an archive's life: its index, what answers read of it while it changes, and its end.
"""

import logging
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress

from retrieval.citing.phrase_index import PhraseIndex
from retrieval.errors import ArchiveError, ClusterError, IndexOutOfDate, PinciteError, StateError
from retrieval.indexing.index import Index
from retrieval.indexing.mending import bare, brought_in_line
from retrieval.indexing.taken_out import MANY, forget_spellings, leave_terms
from retrieval.indexing.views import Views, behind
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.ingestion.folder import files
from retrieval.query.analysis import asks_for_days, spoken_language
from retrieval.ranking import calibration
from retrieval.ranking.confidence import Calibration
from retrieval.storage.sums import has_sums

_LATER = "{}; words of articles that are gone are taken out of the state next time."

_log = logging.getLogger(__name__)

ANSWER_SECONDS = 1.0
"""How long answers are waited for that read what is about to be cleared away; they take 20 ms."""

PATIENCE_SECONDS = 5.0
"""How long a question waits for another process that is bringing the index in line; then it is answered from what that
one has done so far, and says so."""

LOOK_SECONDS = 1.0
"""Where the state can't be written, how often questions look at most whether files have changed…"""

SPARING = 10
"""…and that at most one part in this many of the time is spent on looking."""


class LiveIndex:
    """An index that may change while it is read: each answer continues with what it began with."""

    def __init__(self, index: Index) -> None:
        """Nothing is read yet; `refresh` does it."""
        self.index = index
        """The index itself, which a refresh changes; answers read what `reading` gives."""
        self.archive = index.archive
        self.changes = Changes()
        """What the last refresh did."""
        self.calibration = Calibration()
        self._updating = threading.Lock()
        self._is_late = False
        self._next_look = 0.0
        self._views = Views(index)

    def language(self, question: str, before: str | None = None) -> str | None:
        """The language of a question, as an ISO 639-1 code; likely that of the question before it, `before`."""
        with self.reading() as index:
            return spoken_language(question, before, index)

    def asks_for_days(self, question: str, *, after_such: bool) -> bool:
        """Whether a question asks for what there is of some days; `after_such`: the question before it did."""
        with self.reading() as index:
            return asks_for_days(question, index, after_such=after_such)

    def close(self) -> None:
        """Closes engine and archive."""
        self._views.close()
        self.index.close()

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """The index as it is now; for the body it stays so, whatever is refreshed meanwhile."""
        late = self.index.is_outdated and not self._take_in()
        with self._views.reading(self._catch_up) as index:
            yield behind(index) if late else index

    @property
    def is_behind(self) -> bool:
        """Whether another process has changed the archive's state since the last refresh."""
        try:
            return self.archive.catalog.is_replaced or self._views.is_behind or self.index.is_outdated
        except PinciteError:
            return True  # It can't be read now: whoever asks finds out why.

    def hold(self) -> None:
        """Has answers read the index as it is now until the next refresh has ended, whoever changes it meanwhile."""
        self._views.hold()

    def refresh(
        self,
        thorough: bool = False,
        progress: Progress | None = None,
        *,
        may_be_empty: bool = False,
        accept_removals: bool | Collection[str] = False,
    ) -> Changes:
        """Updates the index from the files as they are now, and says what changed.

        While another process does the same, it is waited for when the archive was never read to the end, or the reading
        is to be thorough; when files changed, for `PATIENCE_SECONDS`. After that the archive is used as it was before,
        and answers say so until it is in line with the files.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
            may_be_empty: Whether an archive that holds no article is not an error.
            accept_removals: Takes out what vanished all at once, too: all of it, or only the files of these names.

        Raises:
            ArchiveError: The archive holds no article.
            StateError: The state folder can't be written.
        """
        self.index.open(progress)
        # Whoever waits for the first reading also waits for what is made of it.
        wait = thorough or not self.archive.is_complete()
        self.archive.wait_until_complete(progress)
        with self._updating, _turn(self.index, wait=wait) as (mine, is_behind):
            try:
                self._bring_in_line(thorough, progress, mine=mine, accept_removals=accept_removals)
            except ArchiveError:
                if may_be_empty and not self.archive.article_count():
                    return self.changes
                raise
            if mine:
                self.changes = _put_in_order(self.index, self._views, self.changes)
            elif is_behind:
                self._views.note_behind()
        return self.changes

    @contextmanager
    def or_apart(self, may_be_apart: bool) -> Iterator[None]:
        """Continues with what is known on this machine if the body finds that a cluster can't be used.

        Lists, articles and texts are as ever then, and `archive.apart` says how old; whatever searches raises why.

        Args:
            may_be_apart: Otherwise, and if nothing is known here, the error is raised as ever.
        """
        try:
            yield
        except ClusterError as why:
            if not may_be_apart:
                raise
            self.index.stand_apart(why)
            self._views.renew()

    def follow(self, touched: Collection[str] = (), progress: Progress | None = None) -> Changes | None:
        """Updates the index as `refresh` does, at once; None while another process is doing it.

        Then answers say so if there is something to read.

        Args:
            touched: Files that may have changed though neither their size nor their time did.
            progress: Told of each article that is read.

        Raises:
            PinciteError: What `refresh` raises.
        """
        with self._updating, self.archive.locked(wait=False) as mine:
            if not mine and not self.archive.is_refused:
                if self.index.is_behind or self.index.has_unread_files(touched):
                    self._views.note_behind()
                return None
            self.archive.touched = frozenset(touched)
            try:
                self._bring_in_line(thorough=False, progress=progress, mine=mine, accept_removals=False)
            finally:
                self.archive.touched = frozenset()
            if mine:
                self.changes = _put_in_order(self.index, self._views, self.changes)
            # Whoever watches answers for days, and meanwhile another process may build the index anew.
            self.archive.catalog.keep_open()
            return self.changes

    def mend(self, damage: IndexOutOfDate) -> None:
        """Makes damaged parts of the index anew; raises what is damaged if they can't be written."""
        archive = self.archive
        with archive.locked(wait=True) as mine:
            if not mine or not files(archive.corpus).files:
                raise damage
            _log.warning("%s; it is being rebuilt.", bare(damage))
            self.index.mend()
            self._views.renew()

    def _bring_in_line(
        self, thorough: bool, progress: Progress | None, *, mine: bool, accept_removals: bool | Collection[str]
    ) -> None:
        """Refreshes the index; from the first change on, and until all is done, answers read it as it was."""
        catalog = self.archive.catalog
        if catalog.is_replaced:
            if not (mine or self.archive.is_refused or self.index.engine_state is None):
                return
            self._views.hold()
            self.index.reopen()
        catalog.about_to_change, began = self._views.hold, time.monotonic()
        try:
            self.changes = brought_in_line(
                self.index, thorough=thorough, progress=progress, mine=mine, accept_removals=accept_removals
            )
            self.calibration = calibration.learned(catalog)
            ended = time.monotonic()
            pause = 0.0 if self.archive.is_kept else max(LOOK_SECONDS, SPARING * (ended - began))
            self._next_look = ended + pause
        finally:
            catalog.about_to_change = None
            self._views.renew()

    def _take_in(self) -> bool:
        """Takes in what others have told, and tells whether it did, or is being done for longer than is waited for.

        It is waited for `PATIENCE_SECONDS`, and by later questions not again while it goes on.
        """
        if not self._updating.acquire(timeout=0.0 if self._is_late else PATIENCE_SECONDS):
            self._is_late = True
            return False
        self.archive.catalog.about_to_change = self._views.hold
        try:
            self.index.take_in()
        finally:
            self.archive.catalog.about_to_change = None
            self._views.renew()
            self._is_late = False
            self._updating.release()
        return True

    def _catch_up(self, is_whole: bool) -> None:
        """Takes up what another process has written: all of it, or what is there after `PATIENCE_SECONDS`.

        While it goes on after that, later questions don't wait for it again. Nor do they if what is known is whole, and
        what another process is about to write is only missing: that is read as it is until that one has begun. Where
        only the state can't be written, the files are looked at now and then.
        """
        if is_whole and time.monotonic() < self._next_look:
            return
        patience = 0.0 if is_whole or self.index.is_unfinished else PATIENCE_SECONDS
        if not self._updating.acquire(timeout=patience):
            return
        try:
            with suppress(PinciteError), self.archive.locked(wait=False, patience=patience) as mine:
                if not is_whole and _is_taken_up(self.index, self._views, mine):
                    return
                if mine or self.archive.is_refused:
                    self._bring_in_line(thorough=False, progress=None, mine=mine, accept_removals=False)
        finally:
            self._updating.release()


@contextmanager
def _turn(index: Index, *, wait: bool) -> Iterator[tuple[bool, bool]]:
    """An archive's lock, and whether it is held; if not, whether another process is reading what isn't known here.

    Args:
        index: Over the archive.
        wait: Waits for the lock in any case; otherwise only where files changed, and not for long.
    """
    archive, patience = index.archive, 0.0 if index.is_behind else PATIENCE_SECONDS
    with ExitStack() as held:
        mine, is_behind = held.enter_context(archive.locked(wait=wait)), False
        if not mine and not archive.is_refused and index.has_unread_files():
            mine = held.enter_context(archive.locked(wait=False, patience=patience))
            is_behind = not mine and index.has_unread_files()
        yield mine, is_behind


def _is_taken_up(index: Index, views: Views, mine: bool) -> bool:
    """Has the engine hold what another process has written, and tells whether there is no more to be done.

    Where that one may have been killed, there is; if it noted that it came to the end, the files need no other look.

    Args:
        index: Over the archive.
        views: What answers read of it.
        mine: Whether this process holds the lock, so that the other one is not at it any more.
    """
    may_look = mine or index.archive.is_refused
    if index.catalog.is_replaced:
        return not may_look  # What is only begun there is less than what is known.
    is_done = mine and has_sums(index.archive.state)
    if may_look and not is_done:
        return False
    try:
        index.take_up(is_done=is_done)
    except IndexOutOfDate:
        return not is_done
    finally:
        views.renew()
    return True


def _put_in_order(index: Index, views: Views, changes: Changes) -> Changes:
    """Leaves no word of what was taken out in the state, and notes how its files are now; while it is locked.

    What is still read, interrupted, or finds no room, the next refresh does; the last is said with what changed.
    """
    try:
        if index.archive.is_kept:
            views.wait_for_the_last(ANSWER_SECONDS)
            if _forget_taken_out(index):
                views.renew()
                views.wait_for_the_last(ANSWER_SECONDS)
            index.settle()
    except StateError as trouble:
        if isinstance(trouble, ClusterError | IndexOutOfDate):
            raise
        views.renew()
        index.archive.refusal = str(trouble)
        return changes.saying(_LATER.format(bare(trouble)))
    return changes


def _forget_taken_out(index: Index) -> bool:
    """Takes the words of what was taken out from every list of words, and tells whether there were any.

    A large index on disk is written anew when an article is gone, and for an edit only where a word is gone with it.
    Where edits only added to articles, everything in the files is still said.
    """
    archive = index.catalog
    forgotten = archive.taken_out_count() > 0
    if forgotten:
        articles = archive.taken_out(MANY)
        forget_spellings(archive, index.engine, articles, index.archive.limits.word)
        PhraseIndex(archive).forget(articles)
        if articles is None or not all(article.still_said for article in articles):
            index.rewrite(however_large=articles is None or leave_terms(articles, archive, index.engine))
        archive.forget_taken_out()
    archive.clear()
    return forgotten
