"""Who may ask: everybody, those on a list, or those who sent a code that the owner reads on the console."""

import logging

from telegram import Update, User
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.http_server.quota import Quota
from bot.settings import TelegramSettings
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.pace import too_fast
from bot.telegram_app.handlers.questions import question_for_us
from bot.telegram_app.sending.query_answers import refused

_log = logging.getLogger(__name__)

OPEN, PAIRING = "open", "pairing"
"""The values of PINCITE_ACCESS besides `list`."""

STRANGER_PER_MINUTE = 6
"""Codes a minute that a stranger may try, and replies a minute that one gets; after that there is silence."""

CODES_PER_MINUTE = 60
"""Codes a minute that all strangers together may try: guessing one of a trillion takes them 30,000 years."""


class Access:
    """Lets people in or turns them away, before anything else is done with what they send."""

    def __init__(self, shared: HandlerContext, settings: TelegramSettings) -> None:
        """Access as the settings have it; the code is shown on the console. Administrators always have access."""
        self._shared = shared
        self._pairing = shared.preferences.pairing
        self._mode = settings.access
        self._always = settings.users | settings.admins
        self._replies = Quota(STRANGER_PER_MINUTE)
        self._tries = Quota(STRANGER_PER_MINUTE)
        self._all_tries = Quota(CODES_PER_MINUTE)
        if self._mode == PAIRING:
            minutes, uses = settings.pairing_minutes, settings.pairing_uses
            _log.warning(
                "pairing code: %s (whoever sends it to the bot is let in; it works for %d minutes and for %d people; "
                "/invite or `pincite telegram invite` makes a new one)",
                self._pairing.new_code(minutes, uses),
                minutes,
                uses,
            )

    def allows(self, person: User) -> bool:
        """Whether somebody may use the bot."""
        if self._mode == OPEN or person.id in self._always:
            return True
        return self._mode == PAIRING and self._pairing.admits(person.id, person.full_name)

    def lets_in(self, person: int) -> bool:
        """Whether somebody may be told something, by their id."""
        is_paired = self._mode == PAIRING and self._pairing.person(person) is not None
        return self._mode == OPEN or person in self._always or is_paired

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stops an update from somebody without access, with one sentence if they wrote to us.

        Raises:
            ApplicationHandlerStop: Nothing more is to be done with the update.
        """
        person = update.effective_user
        if person is not None and self.allows(person):
            return
        if person is not None and not await self._pairs(update, person):
            if self._replies.allows(person.id):
                await self._turn_away(update, context)
            else:
                await refused(update, too_fast(self._shared.say(person)))
        raise ApplicationHandlerStop

    async def _pairs(self, update: Update, person: User) -> bool:
        """Whether a message is the code; if so its sender has access from now on."""
        message = update.message
        if self._mode != PAIRING or message is None or message.chat.type != ChatType.PRIVATE:
            return False
        code = (message.text or "").removeprefix("/start").removeprefix("/pair")
        if not (self._tries.allows(person.id) and self._all_tries.allows("all")):
            return False
        if not self._pairing.pairs(code, person.id, person.full_name):
            return False
        say = self._shared.say(message.from_user)
        await self._shared.reply_text(update, message, say("Welcome! Ask me anything. /help explains how."))
        return True

    async def _turn_away(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        say = self._shared.say(update.effective_user)
        if self._mode == PAIRING:
            sentence = say("This bot is private. Send me the code that its owner gave you.")
        else:
            sentence = say("This bot is private. Its owner has to give you access.")
        if await refused(update, sentence):
            return
        if (message := update.message) is not None and (
            question_for_us(message, context.bot.username, context.bot.id) is not None
        ):
            await self._shared.reply_text(update, message, sentence)
