"""What the handlers share."""

from dataclasses import dataclass, field, replace

from telegram import InlineKeyboardMarkup, Message, Update, User

from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.quota import Quota
from bot.telegram_app.sending.delivery import Delivery
from bot.telegram_app.translations import Words, words
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.views.answers import Look, View
from bot.telegram_app.views.keyboards import Signer


@dataclass(slots=True)
class HandlerContext:
    """The parts of a running bot that its handlers work with.

    `username` is the bot's own, known once Telegram was reached; `longest` is the code points a question may have.
    """

    inbox: Inbox
    preferences: Preferences
    delivery: Delivery
    desk: ArchiveService
    signer: Signer
    admins: frozenset[int] = frozenset()
    longest: int = 4096
    pace: Quota = field(default_factory=lambda: Quota(0))
    username: str = ""
    fragments: bool = True

    def say(self, user: User | None) -> Words:
        """The bot's words for somebody: in the language they chose, else the one Telegram says is theirs."""
        if user is None:
            return words(None)
        return words(self.preferences.language(user.id) or user.language_code)

    def look(self, chat: int) -> Look:
        """How answers are to look in a chat."""
        return replace(self.preferences.look(chat), bot=self.username, fragments=self.fragments)

    def admin(self, user: User | None) -> bool:
        """Whether somebody may change the archive."""
        return user is not None and user.id in self.admins

    def keyboard(self, view: View, chat: int) -> InlineKeyboardMarkup | None:
        """The buttons of a view, good for this chat only."""
        return self.signer.keyboard(view.rows, chat)

    async def show(self, update: Update, asked: Message, view: View) -> None:
        """Answer a message with a view."""
        await self.delivery.reply(update.update_id, asked, view.page, self.keyboard(view, asked.chat.id))
