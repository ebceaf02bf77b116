"""How fast somebody may act: whoever is too fast is told so, by a message once a minute and by each button."""

from collections.abc import Hashable

from telegram import MessageEntity, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.http_server.quota import Quota
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.questions import REFUSALS_PER_MINUTE, concerns_us
from bot.telegram_app.sending.query_answers import refused
from bot.telegram_app.translations import Words


class Pace:
    """Stops what comes too fast before anything else is done with it; questions have a pace of their own."""

    def __init__(self, shared: HandlerContext, actions_a_minute: int) -> None:
        """A pace of a number of commands, of presses and of inline queries a minute; 0 stands for no limit."""
        self._shared = shared
        self._actions = Quota(actions_a_minute)
        self._refusals = Quota(REFUSALS_PER_MINUTE)

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stops an update that is one too many; a press or an inline query is answered all the same.

        Raises:
            ApplicationHandlerStop: Nothing more is to be done with the update.
        """
        if update.message is not None and update.update_id in self._shared.floods:
            say = self._shared.say(update.effective_user)
            sentence = say("That is more than I can answer at once. I'll answer the first questions, not the rest.")
            await self._shared.reply_text(update, update.message, sentence)
            raise ApplicationHandlerStop
        kind = self._kind(update, context)
        if kind is None or self._actions.allows(kind):
            return
        await self._refuse(update)
        raise ApplicationHandlerStop

    def _kind(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> Hashable | None:
        """What an update counts as; None for what is not counted here."""
        if update.callback_query is not None:
            return "press", update.callback_query.from_user.id
        if update.inline_query is not None:
            return "inline", update.inline_query.from_user.id
        message, person = update.message, update.effective_user
        if message is None or person is None or not concerns_us(message, context.bot.username, context.bot.id):
            return None
        commands = message.document is not None or MessageEntity.BOT_COMMAND in {e.type for e in message.entities}
        return ("command", person.id) if commands else None

    async def _refuse(self, update: Update) -> None:
        person = update.effective_user
        sentence = too_fast(self._shared.say(person))
        if await refused(update, sentence):
            return
        if update.message is not None and person is not None and self._refusals.allows(person.id):
            await self._shared.reply_text(update, update.message, sentence)


def too_fast(say: Words) -> str:
    """The sentence for somebody who goes too fast."""
    return say("You are going faster than I am allowed to follow. Please wait a minute.")
