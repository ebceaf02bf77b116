"""Lists of what is followed, and quiet hours: the edges of their pages and of the buttons that choose."""

import datetime

import pytest

from bot.journal.follows import Follow, News, NewsState
from bot.telegram_app.archive.followed import ChatPlace, Digest, Item, Listed
from bot.telegram_app.quiet_hours import QuietHours
from bot.telegram_app.views.following import LIST, QUIET, STOP, chosen_quiet_hours, digest_view, list_view, quiet_view
from bot.telegram_app.views.keyboards import Press
from tests.telegram_app.views.conftest import OPTIONS, SAY, on_pages_of_ten, presses, short_answer, takes

NOON = datetime.datetime(2024, 3, 16, 12, tzinfo=datetime.UTC)


def followed(number: int, *, told: int = 0, waiting: int = 0, unsure: int = 0) -> Listed:
    """A followed question, by its number."""
    follow = Follow(f"f{number}", "corpus", "telegram", f"Why {number}?", {}, {}, NOON)
    return Listed(follow, told, waiting, [f"u{number}{n}" for n in range(unsure)])


@on_pages_of_ten
def test_pages_of_what_is_followed(count: int, page: int, first: int, last: int, turns: dict[str, int]) -> None:
    """A page has ten questions with their numbers, a button to stop each, and buttons to the pages that there are."""
    view = list_view([followed(n) for n in range(1, count + 1)], [], None, SAY, NOON, page)
    numbers = range(first, last + 1)
    assert [text for text in takes(view).splitlines() if "Why" in text] == [f"{n}. Why {n}?" for n in numbers]
    pressed = {label: press for label, press in presses(view).items() if isinstance(press, Press)}
    shown = min(max(page, 0), -(-count // 10) - 1) + 1
    assert {label: press for label, press in pressed.items() if press.kind == STOP} == {
        f"✖ {n}": Press(STOP, f"f{n}", shown) for n in numbers
    }
    assert {label: press.number for label, press in pressed.items() if press.kind == LIST} == turns
    widths = [len(row) for row in view.rows if row and isinstance(row[0][1], Press) and row[0][1].kind == STOP]
    assert widths == [5] * (len(numbers) // 5) + [len(numbers) % 5] * (len(numbers) % 5 > 0)


def test_how_far_what_came_in_was_told() -> None:
    """Only what there is is counted; of what may not have been told five articles have a button."""
    rows = [followed(1), followed(2, told=1), followed(3, told=2, waiting=1), followed(4, waiting=3, unsure=6)]
    view = list_view(rows, [], None, SAY, NOON)
    assert takes(view).splitlines()[1:] == [
        "", "1. Why 1?", "", "2. Why 2?", "1 article reported", "", "3. Why 3?", "2 articles reported · 1 waits", "",
        "4. Why 4?", "3 wait", "6 articles may not have reached you: 🔎",
    ]  # fmt: skip
    buttons = [press for row in view.rows for label, press in row if label == "🔎 4"]
    assert [press.subject for press in buttons if isinstance(press, Press)] == ["u40", "u41", "u42", "u43", "u44"]


def test_what_came_in_is_one_article() -> None:
    """Of an answer with more passages the first alone is shown, with the button that stops the question."""
    news = News(1, "f1", "k7q2m9", NOON, NewsState.WAITING)
    item = Item(followed(1).follow, news, short_answer(2))
    view = digest_view(Digest(ChatPlace(1, None, 1, None), [item]), SAY, OPTIONS)
    assert takes(view).startswith("🔔 Why 1?\n\n")
    assert "Passage 1 holds." in takes(view)
    assert "Passage 2" not in takes(view)
    assert presses(view)["Stop telling me"] == Press(STOP, "f1")


@pytest.mark.parametrize(
    ("press", "chosen"),
    [
        (Press(QUIET, "clock", 1), QuietHours(22, 8, "UTC+1:00")),
        (Press(QUIET, "clock", -1), QuietHours(22, 8, "UTC-1:00")),
        (Press(QUIET, "clock", 0), None),
        (Press(QUIET, "clock", 2), None),
        (Press(QUIET, "", 1), None),
        (Press(QUIET, "hours", 0), QuietHours(0, 0)),
        (Press(QUIET, "hours", 2107), QuietHours(21, 7)),
        (Press(QUIET, "hours", 2309), QuietHours(23, 9)),
        (Press(QUIET, "hours", 2108), None),
        (Press(QUIET, "hours", 1), None),
        (Press(QUIET, "", 2107), None),
        (Press(QUIET), None),
    ],
)
def test_what_a_button_of_the_quiet_hours_chooses(press: Press, chosen: QuietHours | None) -> None:
    """The clock moves by an hour, hours are those that have a button; nothing else changes anything."""
    assert chosen_quiet_hours(press, QuietHours(22, 8), NOON) == chosen


def test_the_quiet_hours_there_are_have_a_mark() -> None:
    """So does off, where there are none; every button chooses what it says."""
    labels = [[label for label, _ in row] for row in quiet_view(None, SAY, NOON).rows]
    assert labels == [["✓ off", "21–7", "22–8", "23–9"], ["◀", "🕐 12:00", "▶"]]
    view = quiet_view(QuietHours(22, 8, "UTC+1:00"), SAY, NOON)
    assert [[label for label, _ in row] for row in view.rows] == [
        ["off", "21–7", "✓ 22–8", "23–9"], ["◀", "🕐 13:00", "▶"],
    ]  # fmt: skip
    pressed = {label: press for label, press in presses(view).items() if isinstance(press, Press)}
    assert [chosen_quiet_hours(pressed[label], None, NOON) for label in ("off", "21–7", "23–9", "◀", "▶")] == [
        QuietHours(0, 0), QuietHours(21, 7), QuietHours(23, 9), QuietHours(0, 0, "UTC-1:00"),
        QuietHours(0, 0, "UTC+1:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(("hour", "quiet"), [(20, False), (21, True), (23, True), (6, True), (7, False), (12, False)])
def test_that_it_is_quiet_now_is_said(hour: int, quiet: bool) -> None:
    """From the first hour to before the last."""
    view = list_view([followed(1)], [], QuietHours(21, 7), SAY, NOON.replace(hour=hour))
    assert ("Quiet hours are on" in takes(view)) == quiet
    assert "🌙 Quiet hours: 21–7" in presses(view)
