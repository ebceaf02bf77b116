"""What the handlers share."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from telegram import InlineKeyboardMarkup, Message, Update, User

from bot.http_server.quota import Quota
from bot.telegram_app import limits
from bot.telegram_app.archive.overview import article_languages
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.sending.delivery import Delivery
from bot.telegram_app.sending.typing_indicator import TypingIndicator
from bot.telegram_app.translations import Words, words
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.views.base import DisplayOptions, View, text_view
from bot.telegram_app.views.keyboards import Signer


@dataclass(slots=True)
class HandlerContext:
    """The parts of a running bot that its handlers work with.

    `longest_question` is in code points, `question_quota` is for each person. `floods` holds the ids of updates that
    are answered by the sentence about a flood. `username` is the bot's own, known once Telegram was reached.
    `open_to_all` tells whether anyone may ask; `drop_waiting` takes out what somebody sent that waits for its turn.
    """

    inbox: Inbox
    preferences: Preferences
    delivery: Delivery
    typing: TypingIndicator
    archive: ArchiveService
    signer: Signer
    admins: frozenset[int] = frozenset()
    longest_question: int = limits.TEXT
    question_quota: Quota = field(default_factory=lambda: Quota(0))
    floods: AbstractSet[int] = frozenset()
    username: str = ""
    text_fragments: bool = True
    public_url: str = ""
    open_to_all: bool = True
    drop_waiting: Callable[[int], object] = lambda _person: None

    def say(self, user: User | None) -> Words:
        """The bot's words for somebody: in the language they chose, else the one Telegram says is theirs."""
        if user is None:
            return words(None)
        return words(self.preferences.language(user.id) or user.language_code)

    def display_options(self, chat: int) -> DisplayOptions:
        """How answers are displayed in a chat."""
        preferred = self.preferences.display_options(chat)
        return replace(
            preferred,
            username=self.username,
            text_fragments=self.text_fragments,
            public_url=self.public_url,
            signature=self.signer.signature,
            pins=True,
        )

    def answer_options(self, chat: int) -> DisplayOptions:
        """How an answer to what is asked in a chat now is displayed: it says if the chosen languages are all gone."""
        languages_gone = "" if self.searched(chat) else self.preferences.articles_in(chat) or ""
        return replace(self.display_options(chat), languages_gone=languages_gone)

    def searched(self, chat: int) -> str | None:
        """The languages of the articles that are searched for a chat, of those there are now; None: all."""
        codes, there = self.preferences.articles_in(chat), article_languages(self.archive.searcher)
        return ",".join(code for code in (codes or "").split(",") if code in there) or None

    def is_left_over(self, update: Update) -> bool:
        """Whether an earlier run of the bot may have begun with an update."""
        record = self.inbox.record(update.update_id)
        return record is not None and record.left_over

    def is_admin(self, user: User | None) -> bool:
        """Whether somebody may change the archive."""
        return user is not None and user.id in self.admins

    def keyboard(self, view: View, chat: int) -> InlineKeyboardMarkup | None:
        """The buttons of a view, valid in this chat only."""
        return self.signer.keyboard(view.rows, chat)

    async def reply(self, update: Update, message: Message, view: View) -> None:
        """Answers a message with a view.

        Args:
            update: What is answered.
            message: Its message.
            view: The answer.
        """
        keyboard = self.keyboard(view, message.chat.id)
        await self.delivery.reply(update.update_id, message, view.page, keyboard, view.picture)

    async def reply_text(self, update: Update, message: Message, text: str) -> None:
        """Answers a message with a sentence.

        Args:
            update: What is answered.
            message: Its message.
            text: The sentence.
        """
        await self.reply(update, message, text_view(text))

    async def edit(self, chat: int, message: int, view: View) -> bool:
        """Replaces one of our messages with a view; False if that message is gone.

        Args:
            chat: The chat.
            message: The number of our message in it.
            view: What takes its place.
        """
        return await self.delivery.edit(chat, message, view.page, self.keyboard(view, chat))
