"""Callback data: what a button asks for survives the way to Telegram and back, and nothing else does."""

import pytest

from bot.telegram_app import limits
from bot.telegram_app.views.keyboards import Press, Signer, rank_and_screen, screen_number

SIGNER = Signer(b"secret of this bot")


@pytest.mark.parametrize(
    "press", [Press("a"), Press("p", "k7q2m9", 1501), Press("c", "k7q2m9.12"), Press("s", "", -3), Press("x", "a" * 12)]
)
def test_there_and_back(press: Press) -> None:
    """A press becomes at most 64 bytes, and these the press again."""
    data = SIGNER.data(press, -1001234567890)
    assert len(data.encode()) <= limits.CALLBACK_DATA
    assert SIGNER.press(data, -1001234567890) == press


def test_any_change_is_noticed() -> None:
    """Data with one sign changed, left out, or from another chat or another bot is not honoured."""
    data = SIGNER.data(Press("p", "k7q2m9", 1501), 7)
    changed = [data[:at] + sign + data[at + 1 :] for at in range(len(data)) for sign in "x9." if data[at] != sign]
    cut = [data[:end] for end in range(len(data))]
    assert [other for other in changed + cut if SIGNER.press(other, 7) is not None] == []
    assert SIGNER.press(data, 8) is None
    assert Signer(b"another secret").press(data, 7) is None
    assert SIGNER.press(None, 7) is None


def test_too_long_is_refused() -> None:
    """A subject that does not fit a button is an error of ours, not Telegram's."""
    with pytest.raises(ValueError, match="64"):
        SIGNER.data(Press("p", "a" * 60), 7)


def test_addresses() -> None:
    """A string behind a button is an address to open; rows without buttons are left out."""
    keyboard = SIGNER.keyboard([[], [("Share", "https://t.me/share/url"), ("1", Press("p", "a", 1))]], 7)
    assert keyboard is not None
    ((share, press),) = keyboard.inline_keyboard
    assert (share.url, share.callback_data) == ("https://t.me/share/url", None)
    assert press.callback_data == SIGNER.data(Press("p", "a", 1), 7)
    assert SIGNER.keyboard([[]], 7) is None


@pytest.mark.parametrize(("rank", "screen", "number"), [(1, 0, 1500), (1, -500, 1000), (1, 499, 1999), (12, -1, 12499)])
def test_rank_and_screen(rank: int, screen: int, number: int) -> None:
    """A rank and a screen on either side of the passage are one number, and that is both again."""
    assert repr(screen_number(rank, screen)) == repr(number)
    assert repr(rank_and_screen(number)) == repr((rank, screen))


def test_longest_subject() -> None:
    """Data of exactly 64 bytes is made, of 65 refused."""
    assert len(SIGNER.data(Press("p", "a" * 51), 7)) == 64
    with pytest.raises(ValueError, match="64"):
        SIGNER.data(Press("p", "a" * 52), 7)
