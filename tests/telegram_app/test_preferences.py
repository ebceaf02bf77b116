"""Preferences: kept across restarts, each chat's its own, and only so many in memory."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram_app import preferences
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.views.base import DisplayOptions


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "preferences.sqlite"


@pytest.fixture
def chosen(file: Path) -> Iterator[Preferences]:
    with closing(Preferences(file)) as opened:
        yield opened


def test_choices_survive(file: Path, chosen: Preferences) -> None:
    """What was chosen is there when the file is opened again, in its chat only; None goes back to the default."""
    chosen.choose(7, "passages", 5)
    chosen.choose(7, "language", "de")
    chosen.choose(8, "links", value=False)
    chosen.choose(8, "language", "fr")
    chosen.choose(8, "language", None)
    with closing(Preferences(file)) as again:
        assert again.display_options(7) == DisplayOptions(passages=5)
        assert again.display_options(8) == DisplayOptions(links=False)
        assert again.display_options(9) == DisplayOptions()
        assert [again.language(chat) for chat in (7, 8, 9)] == ["de", None, None]


def test_nothing_chosen_can_be_taken_back(chosen: Preferences) -> None:
    """Going back to the default where nothing was chosen changes nothing."""
    chosen.choose(7, "language", None)
    assert chosen.language(7) is None


def test_the_first_time(file: Path, chosen: Preferences) -> None:
    """Something happens for the first time once in each chat, also across restarts."""
    assert [chosen.first(7, "told"), chosen.first(7, "told"), chosen.first(8, "told")] == [True, False, True]
    with closing(Preferences(file)) as again:
        assert not again.first(7, "told")
        assert again.first(7, "other")


def test_what_is_remembered_of_a_chat_can_be_forgotten(file: Path, chosen: Preferences) -> None:
    """Choices and what was told go, of that chat alone."""
    for chat in (7, 8):
        chosen.choose(chat, "language", "de")
        chosen.first(chat, "told")
    chosen.forget(7)
    chosen.forget(9)
    assert [chosen.language(7), chosen.language(8)] == [None, "de"]
    with closing(Preferences(file)) as again:
        assert again.language(7) is None
        assert [again.first(7, "told"), again.first(8, "told")] == [True, False]


def test_menus(file: Path, chosen: Preferences) -> None:
    """The last menu under a name is remembered, as it was."""
    assert chosen.menu("default en") == []
    chosen.keep_menu("default en", [("ask", "ask")])
    chosen.keep_menu("default en", [("ask", "ask the archive"), ("help", "help")])
    with closing(Preferences(file)) as again:
        assert again.menu("default en") == [("ask", "ask the archive"), ("help", "help")]
        assert again.menu("default de") == []


def test_chats_out_of_memory_are_read_again(chosen: Preferences, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many chats are kept in memory as there is room for; another one is read from the file."""
    monkeypatch.setattr(preferences, "CACHED", 2)
    for chat in (7, 8, 9):
        chosen.choose(chat, "passages", chat)
    assert [chosen.display_options(chat).passages for chat in (7, 8, 9, 7)] == [7, 8, 9, 7]
    assert sorted(chosen._cache) == [7, 9]
