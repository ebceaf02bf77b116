"""Rows of a catalog as bytes, and what of them is noted as not told yet."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import ClusterError
from retrieval.sharing.replica import _BASE, Base, Replica, packed, unpacked
from retrieval.sharing.unpublished import Unpublished
from retrieval.storage.rows import File
from retrieval.storage.writing import put_file, put_file_status, put_spellings, take_file, take_spellings

FILE = File(1, 2, "hash")
WORD = ("q", 7, "quinces", "quinc", "kuinsis")


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    """A catalog that has told all that it has: nothing."""
    replica = Replica(tmp_path / "catalog.sqlite", "analyzer")
    replica.mark_in_sync(Base("line", 1))
    yield replica
    replica.close()


@pytest.mark.parametrize(
    "value",
    [None, 0, -(2**63), 1.5, "", "é \ud800 \x00", b"", b"{}", [], [[b"a", "b", None], [b"", [b"cd"]], 3]],
    ids=repr,
)
def test_what_is_packed_is_unpacked(value: Any) -> None:
    """Texts, numbers and bytes come back as they were, in their lists."""
    assert unpacked(packed(value)) == value


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_what_is_cut_short_is_refused(cut: int) -> None:
    """No part of it is taken for the whole."""
    with pytest.raises(ClusterError, match="damaged"):
        unpacked(packed(["Apples", b"grow here"])[:cut])


def test_bytes_that_nothing_tells_of_are_refused() -> None:
    """Whatever stands behind what was packed is damage, too."""
    with pytest.raises(ClusterError, match="damaged"):
        unpacked(packed([b"Apples"]) + b"x" + packed([b"Pears"]))


def test_what_comes_and_goes_is_noted_until_it_is_told(replica: Replica) -> None:
    """Files, words and notes; what is noted says which, and is the same however often it changes."""
    assert replica.unpublished() == Unpublished([], [], [], notes=False)
    with replica.change() as connection:
        for name in ("a.txt", "b.txt", "a.txt"):
            put_file(connection, name, FILE, [])
        take_file(connection, "c.txt")
        put_spellings(connection, [WORD])
    replica.note("limits", "wide")
    assert replica.unpublished() == Unpublished([], ["a.txt", "b.txt"], [WORD[:4]], notes=True)
    replica.mark_in_sync(Base("line", 2))
    assert replica.unpublished() == Unpublished([], [], [], notes=False)
    with replica.change() as connection:
        take_file(connection, "b.txt")
        take_spellings(connection, [WORD[:4]])
    assert replica.unpublished() == Unpublished([], ["b.txt"], [WORD[:4]], notes=False)
    assert list(replica.packed_files(["b.txt"])) == [("b.txt", None)]
    assert [unpacked(words) for words in replica.packed_words([WORD[:4]])] == [[[], [list(WORD[:4])]]]


@pytest.mark.parametrize(
    "own",
    [
        Unpublished([1], [], [], notes=False),
        Unpublished([], ["a.txt"], [], notes=False),
        Unpublished([], [], [WORD[:4]], notes=False),
        Unpublished([], [], [], notes=True),
    ],
)
def test_each_kind_is_something_to_tell(own: Unpublished) -> None:
    """Whatever there is beside it."""
    assert own.any
    assert not Unpublished([], [], [], notes=False).any


def test_what_is_of_this_machine_alone_is_not_noted(replica: Replica) -> None:
    """The time of a file whose bytes are the same, what its articles come to, and how far it is in step."""
    with replica.change() as connection:
        put_file(connection, "a.txt", FILE, [])
    replica.mark_in_sync(Base("line", 2))
    with replica.change() as connection:
        put_file_status(connection, "a.txt", FILE._replace(mtime_ns=5))
    replica.note("fingerprint", "1 1 abc")
    replica.mark_publishing(Base("line", 3))
    assert replica.unpublished() == Unpublished([], [], [], notes=False)
    assert unpacked(replica.packed_notes()) == []


def test_keys_go_on_from_those_that_were_given_elsewhere(replica: Replica) -> None:
    """No lower one is ever taken for the highest."""
    replica.raise_sequences({"articles": 7, "passages": 9})
    replica.raise_sequences({"articles": 3})
    assert replica.sequences() == {"articles": 7, "passages": 9}
    assert replica.content_state()[1] == 9


def test_words_that_are_listed_are_told_in_full(replica: Replica) -> None:
    """The others by what they are; without a list of words, all that are listed."""
    other = ("p", 5, "pears", "pear")
    with replica.change() as connection:
        put_spellings(connection, [WORD])
    assert [unpacked(words) for words in replica.packed_words([WORD[:4], other])] == [[[list(WORD)], [list(other)]]]
    assert [unpacked(words) for words in replica.packed_words(None)] == [[[list(WORD)], []]]


def test_what_was_never_in_step_has_no_list_of_what_is_not_told(tmp_path: Path) -> None:
    """All is to be told; also where it says that it is in step, and nothing notes what changes."""
    replica = Replica(tmp_path / "catalog.sqlite", "analyzer")
    assert (replica.base, replica.unpublished(), replica.is_empty) == (None, None, True)
    replica.note(_BASE, '["line", 1]')
    assert (replica.base, replica.unpublished()) == (Base("line", 1), None)
    with replica.change() as connection:
        put_file(connection, "a.txt", FILE, [])
    assert not replica.is_empty
    replica.close()


def test_each_change_is_preceded_by_what_interrupts(replica: Replica) -> None:
    """Once, also where that makes changes of its own; not in another thread, and not any more afterwards."""
    calls: list[int] = []

    def called() -> None:
        calls.append(1)
        replica.note("limits", "wide")

    with replica.interrupted(called):
        replica.note("limits", "narrow")
        assert (calls, replica.noted("limits")) == ([1], "narrow")
        thread = threading.Thread(target=replica.note, args=("limits", "narrower"))
        thread.start()
        thread.join()
        assert calls == [1]
        replica.note("limits", "narrow")
        assert calls == [1, 1]
    replica.note("limits", "narrow")
    assert calls == [1, 1]


def test_whoever_reads_is_told_before_all_is_made_anew(replica: Replica) -> None:
    """While all is still there, and where somebody wants to be told."""
    log: list[bool] = []

    def tell() -> None:
        with closing(sqlite3.connect(replica.path)) as database:
            log.append(bool(database.execute("SELECT * FROM sqlite_master").fetchall()))

    replica.note("limits", "wide")
    replica.about_to_change = tell
    replica.make_anew()
    assert log[0]
    replica.about_to_change = None
    replica.make_anew()
    assert replica.noted("limits") is None
