"""Who may ask: everybody, those on a list, or those who typed a code that the owner reads on the console."""

import hmac
import logging
import secrets
from collections.abc import Collection

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.questions import meant_for_us
from bot.telegram_app.quota import Quota
from bot.telegram_app.sending.query_answers import notice, persistently
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.html import line

_log = logging.getLogger(__name__)

OPEN, LISTED, PAIRING = "open", "list", "pairing"
MODES = (OPEN, LISTED, PAIRING)

CODE_SIGNS = 8
STRANGER_PER_MINUTE = 6
"""Sentences a minute that one stranger gets; after that there is silence."""


class Access:
    """Lets people in or not, before anything else is done with what they send."""

    def __init__(self, parts: HandlerContext, mode: str, listed: Collection[int], admins: Collection[int]) -> None:
        """Access of one kind; administrators always have it."""
        self._parts = parts
        self._mode = mode
        self._always = frozenset(listed) | frozenset(admins)
        self._strangers = Quota(STRANGER_PER_MINUTE)
        self._tries = Quota(STRANGER_PER_MINUTE)
        self.code = ""
        if mode == PAIRING:
            self._new_code()

    def may(self, person: int) -> bool:
        """Whether somebody may use the bot."""
        if self._mode == OPEN or person in self._always:
            return True
        return self._mode == PAIRING and self._parts.preferences.has(person, "paired")

    async def gate(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop what comes from somebody who may not, with one sentence where they spoke to us.

        Raises:
            ApplicationHandlerStop: Nothing more is to be done with the update.
        """
        person = update.effective_user
        if person is not None and self.may(person.id):
            return
        if person is not None and not await self._paired(update, person.id) and self._strangers.allows(person.id):
            await self._turn_away(update, context)
        raise ApplicationHandlerStop

    async def _paired(self, update: Update, person: int) -> bool:
        """Whether a message is the code, which lets its sender in and is used up by it."""
        message = update.message
        if self._mode != PAIRING or message is None or message.chat.type != ChatType.PRIVATE:
            return False
        given = (message.text or "").removeprefix("/start").removeprefix("/pair").strip().upper()
        if not self._tries.allows(person) or not hmac.compare_digest(given.encode(), self.code.encode()):
            return False
        self._parts.preferences.choose(person, "paired", value=True)
        self._new_code()
        say = self._parts.say(message.from_user)
        await self._parts.show(update, message, View([line(say("Welcome! Ask me anything; /help tells how."))]))
        return True

    async def _turn_away(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        say = self._parts.say(update.effective_user)
        if self._mode == PAIRING:
            sentence = say("This bot is private. Send me the code that its owner gave you.")
        else:
            sentence = say("This bot is private; its owner has to let you in.")
        if update.callback_query is not None:
            await notice(update.callback_query, sentence)
        elif (query := update.inline_query) is not None:
            await persistently(lambda: query.answer([], cache_time=5, is_personal=True))
        elif (message := update.message) is not None and (
            meant_for_us(message, context.bot.username, context.bot.id) is not None
        ):
            await self._parts.show(update, message, View([line(sentence)]))

    def _new_code(self) -> None:
        signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
        self.code = "".join(secrets.choice(signs) for _ in range(CODE_SIGNS))
        _log.warning("pairing code for the next person: %s (they send it to the bot; it works once)", self.code)
