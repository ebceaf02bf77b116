"""What answers read while the index changes: each continues with the view of it that it began with."""

import copy
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from retrieval.errors import StateError
from retrieval.indexing.index import Index
from retrieval.language.cldr import language_code, language_codes
from retrieval.records import Answer
from retrieval.storage.snapshots import REPLACED, State

EXPECTED = 30
"""How many times more articles a language counts for where only articles in it are searched: of 1,320 short questions
(`tests/language/test_detection.py`, each beside one other language) 1,319 are then taken for what they are, without it
1,316; of as many to articles in the other language 1,297. With 100 the latter are 1,287."""


class View:
    """An index as it was at one moment, and how many answers read it."""

    def __init__(self, index: Index, *, frozen: bool = False) -> None:
        """A view of an index that nobody changes: a copy."""
        self.index = index
        self.frozen = frozen
        """Whether its catalog is that of its moment, too; otherwise only as long as nothing is written."""
        self.readers = 0

    def fits(self, state: State | None) -> bool:
        """Whether the engine holds what the catalog does in its state."""
        if state is None:
            return True
        # What is frozen is read until another view takes its place, and says itself when it is behind.
        return state == self.index.engine_state and (self.frozen or not self.index.is_unfinished)

    def is_of(self, state: State | None) -> bool:
        """Whether the engine holds what was in the same file as a state of the catalog, or nobody knows of which."""
        known = self.index.engine_state
        return state is None or (state[0] == known[0] if known else state != REPLACED)


class Views:
    """The view that answers read now, and the previous one until its last answer has ended."""

    def __init__(self, index: Index) -> None:
        """Has answers read an index as it is now; `renew` has them read what it has become."""
        self._index = index
        self._changed, self._holding = threading.Condition(), threading.Lock()
        self._current = View(_as_it_is(index))
        self._retired: list[View] = []

    @contextmanager
    def reading(self, catch_up: Callable[[bool], object]) -> Iterator[Index]:
        """The index as it is now, and stays for the body, in which this thread reads its catalog.

        Args:
            catch_up: Called when another process has written what the engine doesn't know yet (False; whatever comes of
                it is read then), or is about to (True: what is known is whole).
        """
        tried: set[bool] = set()
        while True:
            with self._entered() as view, view.index.catalog.reading() as state:
                if fits := view.fits(state):
                    is_read = view.frozen or not view.index.is_behind or bool(tried)
                else:
                    # Other processes may have begun to write since it was tried with what was whole.
                    is_read = False in tried and view is self._current
                if is_read and not view.is_of(state):
                    raise StateError("The index is being built anew; ask again in a moment.")
                if is_read:
                    is_whole = fits and not view.index.catalog.of_other_version.is_set()
                    yield view.index if is_whole else behind(view.index)
                    return
            if state == REPLACED:
                self.hold()
            if view is self._current:
                catch_up(fits)
                tried.add(fits)

    @property
    def is_behind(self) -> bool:
        """Whether another process has written what the next answer would not know."""
        view = self._current
        return (
            not view.frozen and not view.index.catalog.in_memory and not view.fits(view.index.catalog.content_state())
        )

    def hold(self) -> None:
        """Has answers from now on read what there is now, whatever is written, until `renew`."""
        with self._holding:
            view = self._current
            if view.frozen or view.index.engine_state is None:
                return
            catalog = view.index.catalog.frozen()
            if catalog is None:
                return
            index = copy.copy(view.index)
            index.archive = copy.copy(index.archive)
            index.archive.catalog = catalog
            frozen = View(index, frozen=True)
            with catalog.reading() as state:
                fits = frozen.fits(state)
            if fits:
                self._replace(frozen)
            else:
                catalog.close()

    def note_behind(self) -> None:
        """Has answers say, until the index is in line again, that another process is reading what they don't know."""
        self._index.is_behind = self._current.index.is_behind = True

    def renew(self) -> None:
        """Has answers from now on read the index as it is now."""
        self._replace(View(_as_it_is(self._index)))

    def wait_for_the_last(self, seconds: float) -> bool:
        """Waits until no answer reads an earlier view any more; False where one still does after so long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._retired, seconds)

    def close(self) -> None:
        """Closes what is frozen."""
        with self._changed:
            for view in (self._current, *self._retired):
                if view.frozen:
                    view.index.catalog.close()

    @contextmanager
    def _entered(self) -> Iterator[View]:
        with self._changed:
            view = self._current
            view.readers += 1
        try:
            yield view
        finally:
            with self._changed:
                view.readers -= 1
                self._close_ended()

    def _replace(self, view: View) -> None:
        with self._changed:
            self._retired.append(self._current)
            self._current = view
            self._close_ended()

    def _close_ended(self) -> None:
        """Closes the views that nobody reads any more."""
        for view in [view for view in self._retired if not view.readers]:
            self._retired.remove(view)
            if view.frozen:
                view.index.catalog.close()
        self._changed.notify_all()


def _as_it_is(index: Index) -> Index:
    """An index that stays as it is while the one that was given is refreshed."""
    as_it_is = copy.copy(index)
    as_it_is.engine = copy.copy(index.engine)
    return as_it_is


def behind(index: Index) -> Index:
    """An index that says about itself that its engine does not know all of its catalog."""
    it = copy.copy(index)
    it.is_behind = True
    return it


def without(index: Index, articles: frozenset[int]) -> Index:
    """An index whose searches leave out articles, by their keys."""
    without = copy.copy(index)
    without.archive = copy.copy(index.archive)
    without.archive.catalog = copy.copy(index.catalog)
    without.catalog.left_out = articles
    return without


def expecting(index: Index, languages: Collection[str] | None) -> Index:
    """An index whose questions are most likely in some languages, those that are searched; None: as ever."""
    if languages is None:
        return index
    expecting = copy.copy(index)
    searched = {
        language: EXPECTED * articles for language, articles in index.languages.items() if language in languages
    }
    others = max(1, sum(searched.values()) // EXPECTED)
    expecting.languages = {language: searched.get(language, others) for language in index.languages}
    return expecting


def as_asked(answer: Answer, index: Index) -> Index:
    """An index that reads the question of an answer as it was read, with the languages it was narrowed to."""
    codes = language_codes(str(answer.provenance.get("language") or ""))
    searched = [language for language in index.languages if language_code(language) in codes] if codes else None
    return expecting(index, searched or None)
