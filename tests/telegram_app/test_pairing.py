"""Who was let in by a code, and the code."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram_app.pairing import CODE_CHARACTERS, CODE_LENGTH, NOTED_SECONDS, PairedPerson, Pairing
from bot.telegram_app.preferences import Preferences


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pairing(tmp_path: Path, clock: Clock) -> Iterator[Pairing]:
    with closing(Preferences(tmp_path / "bot.sqlite")) as preferences:
        yield Pairing(preferences._db, clock)


def test_a_code_lets_in_as_many_as_it_says(pairing: Pairing) -> None:
    """However it is typed; a wrong one lets nobody in and uses nothing up."""
    code = pairing.new_code(60, 2)
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CODE_CHARACTERS)
    wrong = ["", code[:-1], code + "A", "\ud800", code[::-1] + "é"]
    assert not any(pairing.pairs(typed, 6, "Eve") for typed in wrong)
    assert pairing.pairs(f" {code.lower()}\n", 7, "Ada")
    assert pairing.pairs(code, 8, "Bo")
    assert not pairing.pairs(code, 9, "Cy")
    assert [person.id for person in pairing.people()] == [7, 8]


def test_a_code_ends(pairing: Pairing, clock: Clock) -> None:
    """It works up to its last moment and not in it; a new code ends it at once."""
    code = pairing.new_code(10, 9)
    clock.now += 599
    assert pairing.pairs(code, 7, "Ada")
    clock.now += 1
    assert not pairing.pairs(code, 8, "Bo")
    first, second = pairing.new_code(10, 9), pairing.new_code(10, 9)
    assert first != second
    assert not pairing.pairs(first, 8, "Bo")
    assert pairing.pairs(second, 8, "Bo")


def test_what_is_known_of_somebody(pairing: Pairing, clock: Clock) -> None:
    """Their name as it is now, since when, and when they were last here: noted every ten minutes."""
    assert not pairing.admits(7, "Ada")
    assert pairing.person(7) is None
    since = clock.now
    pairing.pairs(pairing.new_code(60, 1), 7, "Ada" * 100)
    assert pairing.person(7) == PairedPerson(7, ("Ada" * 100)[:64], since, since)
    clock.now += NOTED_SECONDS
    assert pairing.admits(7, "Ada" * 100)
    assert pairing.people() == [PairedPerson(7, ("Ada" * 100)[:64], since, since)]
    clock.now += 1
    assert pairing.admits(7, "Ada" * 100)
    assert pairing.people() == [PairedPerson(7, ("Ada" * 100)[:64], since, clock.now)]
    assert pairing.admits(7, "Ida")
    assert pairing.people() == [PairedPerson(7, "Ida", since, clock.now)]


def test_another_process_lets_somebody_in_no_longer(pairing: Pairing, tmp_path: Path) -> None:
    """What is undone elsewhere counts at once here."""
    pairing.pairs(pairing.new_code(60, 1), 7, "Ada")
    with closing(Preferences(tmp_path / "bot.sqlite")) as other:
        assert other.pairing.unpair(7)
        assert not other.pairing.unpair(7)
    assert not pairing.admits(7, "Ada")


def test_who_was_let_in_by_an_older_version_stays(tmp_path: Path) -> None:
    """They are taken over from the preferences, whose other choices stay; a person undone does not come back."""
    file = tmp_path / "bot.sqlite"
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE preferences (chat INTEGER PRIMARY KEY, value TEXT NOT NULL)")
        for person, value in ((7, {"paired": True, "language": "de"}), (8, {"paired": True}), (9, {"language": "fr"})):
            db.execute("INSERT INTO preferences VALUES (?, ?)", (person, json.dumps(value)))
        db.commit()
    with closing(Preferences(file)) as preferences:
        assert preferences.pairing.people() == [PairedPerson(7, "", None, None), PairedPerson(8, "", None, None)]
        assert preferences.language(7) == "de"
        assert preferences.pairing.unpair(7)
    with closing(Preferences(file)) as preferences:
        assert [person.id for person in preferences.pairing.people()] == [8]
        assert preferences.pairing.admits(8, "Bo")
