"""The Telegram door: the only part of the project that knows `telegram`.

Read `app` first (what there is and who handles what), then `questions`, `buttons` and `views`.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

from telegram.error import InvalidToken

from bot.conversation import Conversation
from bot.settings import Settings
from retrieval import Searcher, UsageError

from . import watch
from .app import TelegramBot
from .desk import Desk
from .inbox import Inbox

# PTB gives periods as numbers, with a warning each time, unless told to give timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "true")

ASKED = 12
"""Passages of an answer; `More` shows those that the first screen has no room for."""


def run(opened: Callable[[], AbstractContextManager[Searcher]], settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Raises:
        UsageError: There is no token, or Telegram does not know it.
        PinciteError: The archive can't be opened.
    """
    if not settings.token:
        raise UsageError("The bot has no token. Set TELEGRAM_BOT_TOKEN to the one that @BotFather gave you.")
    watch.log_to_stderr([settings.token.reveal()])
    number = settings.token.reveal().partition(":")[0]
    with opened() as searcher, closing(Inbox(settings.state / f"telegram-{number}.sqlite")) as inbox:
        desk = Desk(searcher.archive, lambda: Conversation(searcher, ASKED), lambda identity: None)
        try:
            asyncio.run(TelegramBot(settings, desk, inbox).run())
        except InvalidToken:
            raise UsageError("Telegram does not know this bot's token; check TELEGRAM_BOT_TOKEN.") from None
