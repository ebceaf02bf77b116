"""Who handles what."""

import logging
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
from bot.telegram_app.handlers.commands import Commands
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.inline import Inline
from bot.telegram_app.handlers.questions import Questions
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.sending.delivery import Undelivered
from bot.telegram_app.sending.query_answers import notice
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.html import line

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]


def add_handlers(application: App, parts: HandlerContext, settings: Settings) -> Access:
    """Give each kind of update to the one that handles it, strangers being turned away before."""
    chosen = settings.telegram
    uploads = Uploads(parts, UploadedFiles(settings.corpus, parts.desk.searcher))
    questions, buttons = Questions(parts), Buttons(parts, uploads)
    commands = Commands(parts, questions)
    new = filters.UpdateType.MESSAGE
    access = Access(parts, chosen.access, chosen.users, chosen.admins)
    application.add_handler(ChatMemberHandler(Doors(parts).moved), -2)
    application.add_handler(TypeHandler(Update, access.gate), -1)
    for name, handler in (
        ("start", commands.start),
        ("help", commands.help),
        ("ask", commands.ask),
        ("sources", commands.sources),
        ("latest", commands.latest),
        ("check", commands.check),
        ("quote", commands.quote),
        ("new", commands.new),
        ("settings", commands.settings),
        ("add", uploads.add),
        ("remove", uploads.remove),
    ):
        application.add_handler(CommandHandler(name, handler, new))
    application.add_handler(MessageHandler(new & filters.COMMAND, commands.unknown))
    application.add_handler(MessageHandler(new & filters.Document.ALL, uploads.document))
    application.add_handler(MessageHandler((filters.TEXT | filters.CAPTION) & ~filters.COMMAND, questions.asked))
    application.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL & ~filters.COMMAND, questions.other))
    application.add_handler(CallbackQueryHandler(buttons.pressed))
    application.add_handler(InlineQueryHandler(Inline(parts).queried))
    application.add_error_handler(Apology(parts).failed)
    return access


class Doors:
    """Which chats have shut us out: what is asked there, or was asked before, is not answered."""

    def __init__(self, parts: HandlerContext) -> None:
        """A handler that works with `parts`."""
        self._closed = parts.delivery.closed

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Note that somebody blocked us, took us out of a group, or let us in again."""
        if (changed := update.my_chat_member) is not None:
            out = changed.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
            (self._closed.add if out else self._closed.discard)(changed.chat.id)


class Apology:
    """The one error handler: says sorry in a sentence, and tells the log what happened."""

    def __init__(self, parts: HandlerContext) -> None:
        """A handler that works with `parts`."""
        self._parts = parts

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell whoever is waiting that it went wrong; what could not be delivered waits for the next start."""
        if isinstance(context.error, Undelivered):
            _log.error("%s", context.error)
            return
        _log.error("an update failed", exc_info=context.error)
        if not isinstance(update, Update):
            return
        say = self._parts.say(update.effective_user)
        sorry = say("Sorry, something went wrong on my side. Please try again.")
        with suppress(TelegramError, Undelivered):
            if update.callback_query is not None:
                await notice(update.callback_query, sorry)
            elif update.message is not None:
                await self._parts.show(update, update.message, View([line(sorry)]))
