"""Which handler gets which update."""

import logging
import sqlite3
from contextlib import suppress
from typing import Any

from telegram import ChatMember, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.settings import Settings
from bot.telegram_app.archive.uploaded_files import UploadedFiles
from bot.telegram_app.handlers.access import Access
from bot.telegram_app.handlers.buttons import Buttons
from bot.telegram_app.handlers.commands import Commands, replying
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.following import Following
from bot.telegram_app.handlers.forgetting import Forgetting
from bot.telegram_app.handlers.inline import Inline
from bot.telegram_app.handlers.pace import Pace
from bot.telegram_app.handlers.people import People
from bot.telegram_app.handlers.questions import Questions
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.sending.delivery import Undelivered
from bot.telegram_app.sending.query_answers import notice
from retrieval import SourceUnreadable, StateError

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]


def add_handlers(application: App, shared: HandlerContext, settings: Settings) -> Access:
    """Registers the handler of each kind of update, after the access check.

    Args:
        application: What gets the handlers.
        shared: What they share.
        settings: Those of the bot.

    Returns:
        The access check.
    """
    telegram = settings.telegram
    uploads = Uploads(shared, UploadedFiles(settings.corpus, shared.archive.searcher))
    forgetting = Forgetting(shared)
    people = People(shared, telegram.access, telegram.pairing_minutes, telegram.pairing_uses)
    questions = Questions(shared)
    following = Following(shared, questions.replied_to, telegram.follows)
    buttons = Buttons(shared, uploads, forgetting, people, following)
    commands = Commands(shared, questions)
    access = Access(shared, telegram)
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    application.add_handler(ChatMemberHandler(ChatMembership(shared).changed), -3)
    application.add_handler(TypeHandler(Update, access.check), -2)
    application.add_handler(TypeHandler(Update, Pace(shared, telegram.actions_a_minute).check), -1)
    others = uploads.handlers() | forgetting.handlers() | people.handlers() | following.handlers()
    for name, handler in (commands.handlers() | others).items():
        # A question is answered again when it is edited; whatever else was done is done.
        application.add_handler(CommandHandler(name, handler, new | edited if name == "ask" else new))
    application.add_handler(MessageHandler(new & filters.COMMAND, replying(shared, commands.unknown)))
    application.add_handler(MessageHandler(new & filters.Document.ALL, uploads.document))
    application.add_handler(MessageHandler((filters.TEXT | filters.CAPTION) & ~filters.COMMAND, questions.message))
    application.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL & ~filters.COMMAND, questions.other))
    application.add_handler(CallbackQueryHandler(buttons.pressed))
    application.add_handler(InlineQueryHandler(Inline(shared).queried))
    application.add_error_handler(ErrorHandler(shared).failed)
    return access


class ChatMembership:
    """The chats that have shut us out: questions from there are not answered, nor are earlier ones."""

    def __init__(self, shared: HandlerContext) -> None:
        """A handler of a bot."""
        self._closed = shared.delivery.closed
        self._followed = shared.archive.followed

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Notes that somebody blocked us, removed us from a group, or let us back in."""
        if (change := update.my_chat_member) is None:
            return
        if change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT):
            self._closed.add(change.chat.id)
            with suppress(StateError):
                await self._followed.pause(change.chat.id, "blocked")
        else:
            self._closed.discard(change.chat.id)
            with suppress(StateError):
                await self._followed.pause(change.chat.id, "")


class ErrorHandler:
    """The only error handler: apologises in one sentence, and logs what happened."""

    def __init__(self, shared: HandlerContext) -> None:
        """A handler of a bot."""
        self._shared = shared

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tells whoever is waiting that something went wrong; undelivered answers wait for the next start."""
        if isinstance(context.error, Undelivered):
            _log.error("%s", context.error)
            return
        unreadable = context.error if isinstance(context.error, SourceUnreadable) else None
        if unreadable is None:
            _log.error("an update failed", exc_info=context.error)
        else:
            _log.warning("%s", unreadable)
        if not isinstance(update, Update):
            return
        say = self._shared.say(update.effective_user)
        apology = say("Sorry, something went wrong on my side. Please try again.")
        if unreadable is not None:
            apology = say.remark(unreadable.remark)
        with suppress(TelegramError, Undelivered, sqlite3.Error):
            if update.callback_query is not None:
                await notice(update.callback_query, apology)
            elif update.message is not None:
                await self._shared.reply_text(update, update.message, apology)
