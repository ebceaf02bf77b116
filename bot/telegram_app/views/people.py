"""Who was let in by a code, and the code itself. Pure."""

import datetime
from collections.abc import Sequence

from bot.telegram_app.pairing import PairedPerson
from bot.telegram_app.translations import Words
from bot.telegram_app.views.base import View, text_view
from bot.telegram_app.views.html import Block, bold, fitted, line, sendable, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow, Press

LISTED = 10
"""People on a page: each has a button."""

LABEL = 40
"""Code points of a name on a button."""

LIST, CHOSEN, UNPAIR = "l", "h", "v"
"""What the buttons do: show a page of the list, choose somebody, withdraw their access."""


def people_view(people: Sequence[PairedPerson], mode: str, say: Words, page: int = 0) -> View:
    """A page of the people who were let in, with a button for each, or a sentence on why there are none.

    Args:
        people: Those who were let in.
        mode: Who may ask: "open", "list" or "pairing".
        say: The words of the reader's language.
        page: Counts from 0; a page that does not exist becomes the nearest one that does.
    """
    if mode != "pairing":
        everyone, listed = say("Anyone may ask me; no code is needed."), say("Who may ask me is set by PINCITE_USERS.")
        return text_view(everyone if mode == "open" else listed)
    if not people:
        return text_view(say("Nobody has been let in by a code. /invite makes one."))
    pages = -(-len(people) // LISTED)
    page = min(max(page, 0), pages - 1)
    page_of_people = people[page * LISTED : (page + 1) * LISTED]
    heading = say.count("{number} person was let in by a code", "{number} people were let in by a code", len(people))
    rows: list[ButtonRow] = [
        [(say("Remove {name}", name=_label(person)), Press(CHOSEN, str(person.id)))] for person in page_of_people
    ]
    rows.append(
        [
            *([("◀", Press(LIST, "", page - 1))] if page else []),
            *([("▶", Press(LIST, "", page + 1))] if page + 1 < pages else []),
        ]
    )
    return View(fitted([line(bold(heading)), *(_person(person, say) for person in page_of_people)]), rows)


def confirmation(person: PairedPerson, say: Words) -> View:
    """Asks whether to withdraw somebody's access."""
    question = line(say("Stop letting {name} in?", name=shown_name(person)))
    rows: list[ButtonRow] = [
        [(say("Remove"), Press(UNPAIR, str(person.id))), (say("Keep"), Press(LIST))],
    ]
    return View([question], rows)


def code_view(code: str, minutes: int, uses: int, say: Words) -> View:
    """A code, and how long and for how many it works.

    Args:
        code: The code.
        minutes: How long it works.
        uses: How many people it lets in.
        say: The words of the reader's language.
    """
    lines = [
        line(say("Whoever sends me this code is let in: {code}", code=code)),
        line(say.count("It works for {number} person.", "It works for {number} people.", uses)),
        line(say.count("It expires in {number} minute.", "It expires in {number} minutes.", minutes)),
    ]
    return View(lines)


def shown_name(person: PairedPerson) -> str:
    """The name and the id of somebody; the id alone where the name is not known."""
    name = sendable(person.name).strip()
    return f"{name} ({person.id})" if name else str(person.id)


def _label(person: PairedPerson) -> str:
    return shortened_text(sendable(person.name).strip() or str(person.id), LABEL)


def _person(person: PairedPerson, say: Words) -> Block:
    """A line with somebody's name and id, since when they are let in, and when they were last here."""
    details = [
        *([say("since {day}", day=say.date(_day(person.since)))] if person.since else []),
        *([say("last here {day}", day=say.date(_day(person.last)))] if person.last else []),
    ]
    return line(" · ".join([f"• {shown_name(person)}", *details]))


def _day(seconds: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
