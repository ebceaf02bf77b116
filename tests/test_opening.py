"""An archive that is opened while others ask for it already."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import pytest

from bot.open_archive import OpenArchive
from bot.opening import Opening, StillReading
from retrieval import ArchiveError

ARCHIVE = cast("OpenArchive", object())
"""Whatever is opened, it is handed on as it is."""

Read = Callable[[str, int], None]


class Reading:
    """An archive that is read step by step, as a test tells it."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.told = threading.Event()
        self.closed = False

    @contextmanager
    def opened(self, read: Read) -> Iterator[OpenArchive]:
        read("2024/news.jsonl", 1)
        read("2024/news.jsonl", 1_500)
        self.told.set()
        assert self.go_on.wait(10)
        read("2024/news.jsonl", 1_501)
        try:
            yield ARCHIVE
        finally:
            self.closed = True


def test_who_asks_meanwhile_is_told_how_far_it_is() -> None:
    """Before the first article, after some, and when it is open."""
    reading = Reading()
    opening = Opening(reading.opened)
    with pytest.raises(StillReading, match="is being opened"):
        opening.archive()
    opening.start()
    assert reading.told.wait(10)
    with pytest.raises(StillReading, match=r"1,500 articles so far, now 2024/news\.jsonl"):
        opening.archive()
    assert not opening.wait(0)
    reading.go_on.set()
    assert opening.wait(10)
    assert opening.archive() is ARCHIVE
    assert not reading.closed
    opening.close()
    assert reading.closed
    assert opening.failure is None


def test_reading_is_broken_off_when_the_end_comes() -> None:
    """The next article ends it, and a program that ends does not wait for that; nothing has failed then."""
    reading = Reading()
    opening = Opening(reading.opened)
    opening.start()
    assert reading.told.wait(10)
    assert {thread.daemon for thread in threading.enumerate() if thread.name == "pincite-open"} == {True}
    opening.close(0)
    reading.go_on.set()
    opening.close()
    assert opening.wait(0)
    assert (opening.failure, reading.closed) == (None, False)


def test_what_can_not_be_opened_is_told_to_whoever_asks() -> None:
    """And to whoever waits for it."""

    @contextmanager
    def opened(_read: Read) -> Iterator[OpenArchive]:
        raise ArchiveError("There is no folder.")
        yield ARCHIVE

    opening = Opening(opened)
    opening.start()
    assert opening.wait(10)
    assert str(opening.failure) == "There is no folder."
    with pytest.raises(ArchiveError, match="There is no folder"):
        opening.archive()
    opening.close()
