"""What the handlers share."""

import logging
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message, Update, User

from .delivery import Delivery
from .desk import Desk
from .inbox import Inbox
from .keyboards import Signer
from .speech import Words, words
from .views import Look, View

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a running bot that its handlers work with."""

    inbox: Inbox
    delivery: Delivery
    desk: Desk
    signer: Signer

    def say(self, user: User | None) -> Words:
        """The bot's words for somebody."""
        return words(user.language_code if user else None)

    def look(self, chat: int) -> Look:
        """How answers are to look in a chat."""
        return Look()

    def keyboard(self, view: View, chat: int) -> InlineKeyboardMarkup | None:
        """The buttons of a view, good for this chat only."""
        return self.signer.keyboard(view.rows, chat)

    async def show(self, update: Update, asked: Message, view: View) -> None:
        """Answer a message with a view."""
        await self.delivery.reply(update.update_id, asked, view.page, self.keyboard(view, asked.chat.id))
