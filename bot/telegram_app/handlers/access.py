"""Who may ask: everybody, those on a list, or those who sent a code that the owner reads on the console."""

import hmac
import logging
import secrets
import time
from collections.abc import Callable, Collection

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.questions import question_for_us
from bot.telegram_app.quota import Quota
from bot.telegram_app.sending.query_answers import notice, persistently

_log = logging.getLogger(__name__)

OPEN, PAIRING = "open", "pairing"
"""The values of PINCITE_ACCESS besides `list`."""

CODE_LENGTH = 8
CODE_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are mistaken for one another. Eight of these 32 are a trillion codes."""

CODE_SECONDS = 3_600.0
"""How long a code works; the next one is made, and shown on the console, when somebody sends a code after that."""

STRANGER_PER_MINUTE = 6
"""Codes a minute that a stranger may try, and replies a minute that one gets; after that there is silence."""

INLINE_CACHE_SECONDS = 5
"""How long Telegram may remember that a stranger gets no cards: somebody let in should not have to wait."""


class Access:
    """Lets people in or not, before anything else is done with what they send."""

    def __init__(
        self,
        shared: HandlerContext,
        mode: str,
        users: Collection[int],
        admins: Collection[int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Access in one of the modes that the setting has.

        Args:
            shared: What the handlers share.
            mode: "open", "list" or "pairing".
            users: The ids on the list.
            admins: The ids of the administrators; they always have access.
            clock: Seconds that never go back.
        """
        self._shared = shared
        self._preferences = shared.preferences
        self._mode = mode
        self._always = frozenset(users) | frozenset(admins)
        self._replies = Quota(STRANGER_PER_MINUTE)
        self._tries = Quota(STRANGER_PER_MINUTE)
        self.code = ""
        self._clock = clock
        self._code_ends = 0.0
        if mode == PAIRING:
            self._new_code()

    def allows(self, person: int) -> bool:
        """Whether somebody may use the bot."""
        if self._mode == OPEN or person in self._always:
            return True
        return self._mode == PAIRING and self._preferences.has(person, "paired")

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stops an update from somebody without access, with one sentence where they spoke to us.

        Raises:
            ApplicationHandlerStop: Nothing more is to be done with the update.
        """
        person = update.effective_user
        if person is not None and self.allows(person.id):
            return
        if person is not None and not await self._pairs(update, person.id):
            if self._replies.allows(person.id):
                await self._turn_away(update, context)
            elif update.callback_query is not None:
                await notice(update.callback_query)
        raise ApplicationHandlerStop

    async def _pairs(self, update: Update, person: int) -> bool:
        """Whether a message is the code; if so its sender has access from now on, and the next one needs a new code."""
        message = update.message
        if self._mode != PAIRING or message is None or message.chat.type != ChatType.PRIVATE:
            return False
        if self._clock() >= self._code_ends:
            self._new_code()
        code = (message.text or "").removeprefix("/start").removeprefix("/pair").strip().upper()
        if not self._tries.allows(person) or not hmac.compare_digest(code.encode(), self.code.encode()):
            return False
        self._preferences.choose(person, "paired", value=True)
        self._new_code()
        say = self._shared.say(message.from_user)
        await self._shared.reply_text(update, message, say("Welcome! Ask me anything. /help explains how."))
        return True

    async def _turn_away(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        say = self._shared.say(update.effective_user)
        if self._mode == PAIRING:
            sentence = say("This bot is private. Send me the code that its owner gave you.")
        else:
            sentence = say("This bot is private. Its owner has to give you access.")
        if update.callback_query is not None:
            await notice(update.callback_query, sentence)
        elif (query := update.inline_query) is not None:
            await persistently(lambda: query.answer([], cache_time=INLINE_CACHE_SECONDS, is_personal=True))
        elif (message := update.message) is not None and (
            question_for_us(message, context.bot.username, context.bot.id) is not None
        ):
            await self._shared.reply_text(update, message, sentence)

    def _new_code(self) -> None:
        self._code_ends = self._clock() + CODE_SECONDS
        self.code = "".join(secrets.choice(CODE_CHARACTERS) for _ in range(CODE_LENGTH))
        _log.warning(
            "pairing code for the next person: %s (they send it to the bot; it works once, for an hour)", self.code
        )
