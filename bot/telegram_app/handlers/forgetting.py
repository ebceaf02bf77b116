"""`/forgetme`: a person has forgotten what is kept about them."""

import logging
import sqlite3

from telegram import User

from bot.telegram_app.handlers.commands import CommandView, Handler, Request, replying
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.translations import Words
from bot.telegram_app.views.base import View, text_view
from bot.telegram_app.views.html import line
from bot.telegram_app.views.keyboards import ButtonRow, Press
from retrieval import StateError

_log = logging.getLogger(__name__)

FORGET, KEEP = "f", "n"
"""What the buttons do. Their subject is the person who may press them."""


class Forgetting:
    """The handlers of `/forgetme` and its buttons."""

    def __init__(self, shared: HandlerContext) -> None:
        """Handlers of a bot."""
        self._shared = shared

    def handlers(self) -> dict[str, Handler]:
        """The handler of the command."""
        views: dict[str, CommandView] = {"forgetme": self.forgetme}
        return {name: replying(self._shared, view) for name, view in views.items()}

    async def forgetme(self, request: Request) -> View | None:
        """Asks whether to forget, and says what."""
        person, say = request.message.from_user, request.say
        return confirmation(person.id, say) if person is not None else None

    async def pressed(self, press: Press, user: User, say: Words, update: int) -> View | str:
        """The result of a button.

        Args:
            press: The press.
            user: Who pressed it.
            say: The words of their language.
            update: The update that the press came in.
        """
        if press.subject != str(user.id):
            return say("Only the person who asked for this can do it.")
        if press.kind == KEEP:
            return text_view(say("All right, it stays."))
        return await self._forgotten(user.id, say, update)

    async def _forgotten(self, person: int, say: Words, update: int) -> View:
        """Forgets, and says what is forgotten and what stays."""
        shared = self._shared
        shared.drop_waiting(person)
        try:
            count = await shared.archive.forget(person)
            shared.preferences.forget(person)
            shared.inbox.forget_person(person, but=update)
        except (StateError, sqlite3.Error) as error:
            _log.warning("data to be forgotten is not cleared from every file yet (%s)", error)
            return text_view(
                say(
                    "It is deleted, but another program is reading a file that still holds it. "
                    "Please send /forgetme again in a while."
                )
            )
        return forgotten_view(count, say, paired=shared.preferences.pairing.person(person) is not None)


def confirmation(person: int, say: Words) -> View:
    """Asks whether to forget what is kept about somebody, and says what that is."""
    question = say(
        "Shall I forget what I keep about you? That means your questions and their answers, in groups too; what your "
        "next question would build on; what you follow; your ratings and settings; and messages of yours that are "
        "still waiting. It can't be undone."
    )
    rows: list[ButtonRow] = [
        [(say("Forget it all"), Press(FORGET, str(person))), (say("Keep"), Press(KEEP, str(person)))]
    ]
    return View([line(question)], rows)


def forgotten_view(count: int, say: Words, *, paired: bool) -> View:
    """What was forgotten and what stays.

    Args:
        count: How many answers were forgotten.
        say: The words of the reader's language.
        paired: Whether they were let in by a code, which stays.
    """
    what = say.count("{number} answer of yours is forgotten.", "{number} answers of yours are forgotten.", count)
    stays = say(
        "What remains is out of my hands: our chat in Telegram, which you can delete there, and what others copied "
        "from it. I keep counts without names."
    )
    let_in = say("Your access stays, too; the owner can withdraw it.") if paired else None
    rest = say("So are the questions you followed, your ratings, your settings and any messages still waiting.")
    return View([line(f"{what} {rest}"), line(stays), *([line(let_in)] if let_in else [])])
