"""A press of a button → the view it asks for, in place; what is not ours to honour is "no longer available"."""

import logging
import time
from collections.abc import Awaitable, Callable

from telegram import Message, Update, User
from telegram.ext import ContextTypes

from bot.telegram_app import monitoring
from bot.telegram_app.handlers import uploads
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.sending.query_answers import notice
from bot.telegram_app.translations import Words
from bot.telegram_app.views import answers, lists
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.article import in_article
from bot.telegram_app.views.keyboards import Press
from retrieval import Answer, QuestionError

Context = ContextTypes.DEFAULT_TYPE
Shown = View | str | None
"""What comes of a press: a view in place of the message, a notice, or None when it is no longer there."""

CHECKED = 12
"""Citations of an answer that are checked at most."""

AGAIN_SECONDS = 5.0
"""An example tapped again within this time is not asked again."""

TAPPED = 1_000
"""Taps that are remembered."""

_log = logging.getLogger(__name__)


class Buttons:
    """The handler of buttons, a method for each kind."""

    def __init__(self, parts: HandlerContext, admin: Uploads) -> None:
        """A handler that works with `parts`; `admin` handles removals."""
        self._parts = parts
        self._uploads = admin
        self._tapped: dict[tuple[int, int, int], float] = {}
        self._kinds: dict[str, Callable[[Message, Press, User], Awaitable[Shown]]] = {
            answers.ANSWER: self._answer,
            answers.PASSAGE: self._passage,
            answers.CHECK: self._check,
            answers.WHY: self._why,
            answers.GOOD: self._feedback,
            answers.WRONG: self._feedback,
            lists.SOURCES: self._sources,
            lists.OPTION: self._option,
            uploads.CHOSEN: self._removal,
            uploads.REMOVE: self._removal,
            uploads.KEEP: self._removal,
        }

    async def pressed(self, update: Update, context: Context) -> None:
        """Show what a button asks for, and end its progress bar whatever comes of it."""
        if (query := update.callback_query) is None:
            return
        message = query.message
        press = self._parts.signer.press(query.data, message.chat.id) if message else None
        if not isinstance(message, Message) or press is None:
            await notice(query, gone(self._parts.say(query.from_user)))
            return
        if press.kind == lists.EXAMPLE:
            await notice(query)
            await self._example(update, message, press, query.from_user)
            return
        shown = await self._shown(message, press, query.from_user)
        if isinstance(shown, View):
            await notice(query)
            keyboard = self._parts.keyboard(shown, message.chat.id)
            await self._parts.delivery.edit(message.chat.id, message.message_id, shown.page, keyboard)
        else:
            await notice(query, shown or gone(self._parts.say(query.from_user)))

    async def _shown(self, message: Message, press: Press, user: User) -> Shown:
        kind, say = self._kinds.get(press.kind), self._parts.say(user)
        try:
            return await kind(message, press, user) if kind else None
        except Exception:
            _log.exception("a button failed")
            return say("Sorry, something went wrong on my side. Please try again.")

    async def _found(self, press: Press) -> Answer | None:
        return await self._parts.desk.answer(press.subject)

    async def _answer(self, message: Message, press: Press, user: User) -> Shown:
        found = await self._found(press)
        look = self._parts.look(message.chat.id)
        return answers.answer(found, self._parts.say(user), look, press.number) if found else None

    async def _why(self, message: Message, press: Press, user: User) -> Shown:
        if (found := await self._found(press)) is None:
            return None
        look = self._parts.look(message.chat.id)
        reasons = await self._parts.desk.reasons(found, look.passages)
        return answers.explain(found, reasons, self._parts.say(user), look)

    async def _check(self, message: Message, press: Press, user: User) -> Shown:
        if (found := await self._found(press)) is None:
            return None
        checks = await self._parts.desk.check([passage.citation for passage in found.passages[:CHECKED]])
        return answers.checked(found, checks, self._parts.say(user), self._parts.look(message.chat.id))

    async def _passage(self, message: Message, press: Press, user: User) -> Shown:
        found = await self._found(press)
        rank, screen = answers.place(press.number)
        if found is None or not 1 <= rank <= len(found.passages):
            return None
        say = self._parts.say(user)
        stored = await self._parts.desk.article(found.passages[rank - 1].citation.article)
        if stored is None:
            return say("That article is no longer in the archive.")
        return in_article(found, rank, screen, *stored, say, self._parts.look(message.chat.id))

    async def _feedback(self, message: Message, press: Press, user: User) -> Shown:
        if (found := await self._found(press)) is None:
            return None
        say, good = self._parts.say(user), press.kind == answers.GOOD
        monitoring.FEEDBACK.labels("good" if good else "wrong").inc()
        await self._parts.desk.feedback(found, user.id, good=good)
        return (
            say("Thank you! I noted that this answer is good.") if good else say("Thank you! I noted that it is wrong.")
        )

    async def _sources(self, message: Message, press: Press, user: User) -> Shown:
        held, look = await self._parts.desk.holdings(), self._parts.look(message.chat.id)
        return lists.sources(held, self._parts.say(user), look, press.number)

    async def _option(self, message: Message, press: Press, user: User) -> Shown:
        if (chosen := lists.option(press)) is None:
            return None
        self._parts.preferences.choose(message.chat.id, *chosen)
        language = self._parts.preferences.language(message.chat.id)
        return lists.settings(self._parts.look(message.chat.id), language, self._parts.say(user))

    async def _removal(self, message: Message, press: Press, user: User) -> Shown:
        say = self._parts.say(user)
        return await self._uploads.pressed(message, press, say, admin=self._parts.admin(user))

    async def _example(self, update: Update, message: Message, press: Press, user: User) -> None:
        """Answer an example question as if it had been written."""
        say, names = self._parts.say(user), await self._parts.desk.examples()
        number = int(press.subject) if press.subject.isdecimal() else len(names)
        now, tapped = time.monotonic(), (message.chat.id, message.message_id, number)
        if number >= len(names) or now - self._tapped.pop(tapped, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return
        self._tapped[tapped] = now
        if len(self._tapped) > TAPPED:
            self._tapped.pop(next(iter(self._tapped)))
        room = (message.chat.id, message.message_thread_id, user.id)
        try:
            # The name alone: of the words around it in another language the archive knows none.
            found = await self._parts.desk.ask(room, names[number], follow=False)
        except QuestionError:
            return
        await self._parts.show(update, message, answers.answer(found, say, self._parts.look(message.chat.id)))


def gone(say: Words) -> str:
    """What is said of a button whose answer is not there any more."""
    return say("This is no longer available. Please ask again.")
