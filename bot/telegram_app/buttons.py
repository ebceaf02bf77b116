"""A press of a button → the view it asks for, in place; what is not ours to honour is "no longer available"."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from retrieval import Answer

from . import limits, views
from .article_view import in_article
from .keyboards import Press
from .parts import Parts
from .speech import Words
from .views import View

Context = ContextTypes.DEFAULT_TYPE
Shown = View | str | None
"""What comes of a press: a view in place of the message, a notice, or None when it is no longer there."""

NOTICE_PATIENCE = (0.05, 0.5, 1, 2, 4)
"""Seconds between two attempts to answer a press; Telegram forgets it after about a minute."""

_log = logging.getLogger(__name__)


class Buttons:
    """The handler of buttons, a method for each kind."""

    def __init__(self, parts: Parts) -> None:
        """A handler that works with `parts`."""
        self._parts = parts
        self.kinds: dict[str, Callable[[Message, Press, Words], Awaitable[Shown]]] = {
            views.ANSWER: self._answer,
            views.PASSAGE: self._passage,
            views.WHY: self._why,
        }

    async def pressed(self, update: Update, context: Context) -> None:
        """Show what a button asks for, and end its progress bar whatever comes of it."""
        query = update.callback_query
        if query is None:
            return
        say = self._parts.say(query.from_user)
        shown: Shown = None
        message = query.message
        if isinstance(message, Message):
            press = self._parts.signer.press(query.data, message.chat.id)
            if press is not None and press.kind in self.kinds:
                shown = await self._shown(message, press, say)
        if isinstance(shown, str):
            await notice(query, shown)
            return
        if shown is None or not isinstance(message, Message):
            await notice(query, say("This is no longer available. Please ask again."))
            return
        await notice(query)
        keyboard = self._parts.keyboard(shown, message.chat.id)
        await self._parts.delivery.edit(message.chat.id, message.message_id, shown.page, keyboard)

    async def _shown(self, message: Message, press: Press, say: Words) -> Shown:
        try:
            return await self.kinds[press.kind](message, press, say)
        except Exception:
            _log.exception("a button failed")
            return say("Something went wrong. Please try again.")

    async def _found(self, press: Press) -> Answer | None:
        return await self._parts.desk.answer(press.subject)

    async def _answer(self, message: Message, press: Press, say: Words) -> Shown:
        found = await self._found(press)
        return views.answer(found, say, self._parts.look(message.chat.id), press.number) if found else None

    async def _why(self, message: Message, press: Press, say: Words) -> Shown:
        found = await self._found(press)
        return views.why(found, say, self._parts.look(message.chat.id)) if found else None

    async def _passage(self, message: Message, press: Press, say: Words) -> Shown:
        found = await self._found(press)
        rank, screen = views.place(press.number)
        if found is None or not 1 <= rank <= len(found.passages):
            return None
        stored = await self._parts.desk.article(found.passages[rank - 1].citation.article)
        if stored is None:
            return say("That article is no longer in the archive.")
        return in_article(found, rank, screen, *stored, say, self._parts.look(message.chat.id))


async def notice(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press, with a notice if there is something to say; one that came too late is let go."""
    for pause in NOTICE_PATIENCE:
        try:
            await query.answer(text[: limits.TOAST] if text else None)
        except (BadRequest, Forbidden):
            return
        except TelegramError:
            await asyncio.sleep(pause)
        else:
            return
