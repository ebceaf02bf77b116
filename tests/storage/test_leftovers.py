"""Pieces of deleted rows in an SQLite file: what is said to hold none has no word of them."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.storage.leftovers import holds_leftovers

SEEDS = range(40)


def word(number: int) -> str:
    """A word that no other number has, nor any part of."""
    return (
        "".join("bcdfghjklmnpqrstvwxz"[int(digit) * 2 + place % 2] for place, digit in enumerate(f"{number:06}")) + "q"
    )


@pytest.fixture(name="made")
def made_fixture(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A file with a table of words, as a catalog is made."""
    file = tmp_path / "words.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("page_size = 1024", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.execute("CREATE TABLE numbers (value INTEGER PRIMARY KEY, word TEXT)")
        yield file, connection


def words_left(file: Path, gone: set[str]) -> set[str]:
    """The words that are found in a file, by their first four letters too."""
    data = file.read_bytes()
    return {each for each in gone if each.encode() in data}


def changed_at_random(connection: sqlite3.Connection, chance: random.Random) -> set[str]:
    """Words put into both tables, and those taken out again."""
    numbers = chance.sample(range(10**6), 400)
    put = [(word(number),) for number in numbers]
    connection.executemany("INSERT INTO words VALUES (?)", put)
    connection.executemany("INSERT INTO numbers VALUES (?, ?)", [(n, word(n) * 3) for n in numbers])
    gone = chance.sample(numbers, chance.choice([1, 3, 30, 200]))
    connection.executemany("DELETE FROM words WHERE word = ?", [(word(number),) for number in gone])
    connection.executemany("DELETE FROM numbers WHERE value = ?", [(number,) for number in gone])
    return set(map(word, gone))


@pytest.mark.slow
def test_a_file_without_leftovers_has_no_word_that_was_deleted(made: tuple[Path, sqlite3.Connection]) -> None:
    """However rows were moved; where there are some, writing the file anew leaves none."""
    file, connection = made
    told = found = 0
    for seed in SEEDS:
        connection.executescript("DELETE FROM words; DELETE FROM numbers; VACUUM;")
        gone = changed_at_random(connection, random.Random(seed))
        left = words_left(file, gone)
        if holds_leftovers(file):
            told += 1
            found += bool(left)
            connection.execute("VACUUM")
            assert not holds_leftovers(file)
            left = words_left(file, gone)
        assert left == set()
    assert 0 < found <= told < len(SEEDS)


def test_tables_of_numbers_are_not_looked_at(made: tuple[Path, sqlite3.Connection]) -> None:
    """They are named by their first pages; all pages below these are meant."""
    file, connection = made
    chance = random.Random(3)
    while not holds_leftovers(file):
        changed_at_random(connection, chance)
    roots = [page for (page,) in connection.execute("SELECT rootpage FROM sqlite_schema")]
    assert not holds_leftovers(file, roots)
    assert any(holds_leftovers(file, [root]) for root in roots)


@pytest.mark.parametrize("data", [b"", b"SQLite", b"words " * 1_000, bytes(16) + b"\x04\x00" + bytes(1_000)])
def test_what_is_not_understood_may_hold_anything(tmp_path: Path, data: bytes) -> None:
    """A file of something else, or one that is cut short."""
    (tmp_path / "other").write_bytes(data)
    assert holds_leftovers(tmp_path / "other")


def test_a_damaged_tree_ends(made: tuple[Path, sqlite3.Connection]) -> None:
    """A page that has itself below it, and a list of free pieces that goes round, are noticed."""
    file, connection = made
    changed_at_random(connection, random.Random(1))
    connection.close()
    whole = file.read_bytes()
    root = 1_024
    assert whole[root] == 2
    file.write_bytes(whole[: root + 8] + (2).to_bytes(4, "big") + whole[root + 12 :])
    assert holds_leftovers(file, [2])
    file.write_bytes(
        whole[: root + 1] + (20).to_bytes(2, "big") + whole[root + 3 : root + 20] + b"\0\x14\0\x04" + whole[root + 24 :]
    )
    assert holds_leftovers(file)
