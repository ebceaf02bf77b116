"""Long polling: updates are fetched, written into the inbox, and only then confirmed by asking for the next ones."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram_app import monitoring

_log = logging.getLogger(__name__)

SECONDS = 30
"""How long one `getUpdates` waits for an update."""

ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member")

BACKOFF = (0.1, 0.3, 0.6, 1, 1, 2, 3, 5, 10, 15)
"""Seconds before the next attempt, one after another while attempts fail."""

CONFLICT_SECONDS = 5
"""Seconds before the next attempt when another program polls with our token."""

Receive = Callable[[Sequence[Update]], Awaitable[None]]


async def poll(bot: Bot, receive: Receive) -> None:
    """Fetch updates until cancelled. `receive` has written them down when it returns.

    The first call does not wait, so that what came while the bot was away is known before anything is answered.

    Raises:
        InvalidToken: Telegram no longer knows the token.
    """
    offset: int | None = None
    failures = 0
    seconds = 0
    while True:
        try:
            updates = await bot.get_updates(
                offset, limit=100, timeout=seconds, allowed_updates=ALLOWED, read_timeout=SECONDS / 2
            )
        except InvalidToken:
            raise
        except Conflict as error:
            _log.error(
                "Telegram gives the updates to another program with this bot's token (%s). "
                "End that one, or take its webhook off; trying again in %d s.",
                error.message,
                CONFLICT_SECONDS,
            )
            await asyncio.sleep(CONFLICT_SECONDS)
            continue
        except TelegramError as error:
            pause = BACKOFF[min(failures, len(BACKOFF) - 1)]
            failures += 1
            if isinstance(error, RetryAfter):
                pause = max(pause, 1.0)
            monitoring.TELEGRAM_ERRORS.labels("polling").inc()
            log = _log.warning if isinstance(error, NetworkError) and failures < 4 else _log.error
            log("no updates from Telegram (%s); trying again in %.1f s", error.message, pause)
            await asyncio.sleep(pause)
            continue
        failures = 0
        await receive(updates)
        if updates:
            offset = updates[-1].update_id + 1
        seconds = SECONDS


async def confirm(bot: Bot, offset: int) -> None:
    """Tell Telegram that everything before `offset` was received, when no further poll will."""
    with suppress(TelegramError):
        await bot.get_updates(offset, limit=1, timeout=0, read_timeout=1, connect_timeout=1, allowed_updates=ALLOWED)
