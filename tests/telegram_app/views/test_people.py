"""The list of people who were let in: the edges of its pages, and what is said of each."""

import pytest

from bot.telegram_app.pairing import PairedPerson
from bot.telegram_app.views.keyboards import Press
from bot.telegram_app.views.people import CHOSEN, LIST, UNPAIR, code_view, confirmation, people_view
from tests.telegram_app.views.conftest import SAY, on_pages_of_ten, presses, takes

NOON = 1_710_590_400.0  # 16 March 2024


@on_pages_of_ten
def test_pages_of_people(count: int, page: int, first: int, last: int, turns: dict[str, int]) -> None:
    """A page has ten people, a button for each, and buttons to the pages that there are."""
    people = [PairedPerson(number, f"Ada {number}", None, None) for number in range(1, count + 1)]
    view = people_view(people, "pairing", SAY, page)
    numbers = range(first, last + 1)
    counted = "1 person was" if count == 1 else f"{count} people were"
    assert takes(view).splitlines() == [f"{counted} let in by a code", *(f"• Ada {n} ({n})" for n in numbers)]
    assert presses(view) == {
        **{f"Remove Ada {n}": Press(CHOSEN, str(n)) for n in numbers},
        **{label: Press(LIST, "", number) for label, number in turns.items()},
    }


def test_what_is_known_of_somebody() -> None:
    """Name, id and days, as far as they are known; the id stands for a name of nothing."""
    people = [
        PairedPerson(7, "Ada", NOON, NOON + 86_400),
        PairedPerson(8, " ", None, NOON),
        PairedPerson(9, "Bo", NOON, None),
    ]
    view = people_view(people, "pairing", SAY)
    assert takes(view).splitlines()[1:] == [
        "• Ada (7) · since March 16, 2024 · last here March 17, 2024",
        "• 8 · last here March 16, 2024",
        "• Bo (9) · since March 16, 2024",
    ]
    assert [*presses(view)] == ["Remove Ada", "Remove 8", "Remove Bo"]
    asked = confirmation(people[1], SAY)
    assert takes(asked) == "Stop letting 8 in?"
    assert presses(asked) == {"Remove": Press(UNPAIR, "8"), "Keep": Press(LIST)}


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [("open", "Anyone may ask"), ("list", "set by PINCITE_USERS"), ("pairing", "Nobody has been let in by a code")],
)
def test_nobody_is_listed(mode: str, sentence: str) -> None:
    """Where no code is needed, or nobody has used one, it is said why."""
    people = [] if mode == "pairing" else [PairedPerson(7, "Ada", None, None)]
    view = people_view(people, mode, SAY)
    assert sentence in takes(view)
    assert presses(view) == {}


def test_how_long_a_code_works() -> None:
    """And for how many people."""
    assert takes(code_view("ABCD2345", 15, 1, SAY)).splitlines() == [
        "Whoever sends me this code is let in: ABCD2345", "It works for 1 person.", "It expires in 15 minutes.",
    ]  # fmt: skip
