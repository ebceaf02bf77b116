"""Long polling: updates are fetched, written into the inbox, and only then confirmed by asking for the next ones."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from telegram import Bot, Update
from telegram.constants import PollingLimit
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.http_server import logs
from bot.journal.database import is_damage
from bot.telegram_app import monitoring

_log = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long one `getUpdates` waits for an update; the server keeps at most 50 (tdlib/telegram-bot-api, `Client.cpp`)."""

READ_SECONDS = POLL_SECONDS / 2
"""How much longer than `POLL_SECONDS` the answer may take before the connection counts as dead."""

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)
"""The kinds of updates that a handler of ours takes (api, `getUpdates`)."""

BACKOFF = (0.1, 0.3, 0.6, 1, 1, 2, 3, 5, 10, 15)
"""Seconds before the next attempt, one after another while attempts fail.

A broken connection is back at once, most restarts of a server within seconds; 15 s is the most that is added to what
somebody waits after a long outage.
"""

CONFLICT_SECONDS = 5
"""Seconds before the next attempt when another program polls with our token, which only a person can end."""

_UNWRITABLE = "the inbox can't be written (%s); questions wait at Telegram. Make room, or make it writable."
_DAMAGED = "the inbox is damaged (%s); questions wait at Telegram. Start the bot again: it repairs that first."

TRANSIENT_FAILURES = 3
"""Failures of the network in a row that are a warning in the log; more are an error."""

Receive = Callable[[Sequence[Update]], Awaitable[None]]


async def poll(bot: Bot, receive: Receive) -> None:
    """Fetches updates until cancelled.

    The first call does not wait, so that what came while the bot was away is known before anything is answered.

    Args:
        bot: The bot whose updates are fetched.
        receive: Writes updates down; what it was given is confirmed to Telegram once it has returned.

    Raises:
        InvalidToken: Telegram no longer knows the token.
    """
    offset: int | None = None
    failures = 0
    seconds = 0
    while True:
        try:
            updates = await bot.get_updates(
                offset,
                limit=PollingLimit.MAX_LIMIT,
                timeout=seconds,
                allowed_updates=ALLOWED_UPDATES,
                read_timeout=READ_SECONDS,
            )
        except InvalidToken:
            raise
        except Conflict as error:
            _log.error(
                "Telegram delivers the updates to another program with this bot's token (%s). Stop that program, or "
                "remove its webhook; trying again in %d s.",
                error.message,
                CONFLICT_SECONDS,
            )
            await asyncio.sleep(CONFLICT_SECONDS)
            continue
        except TelegramError as error:
            await asyncio.sleep(_backoff(error, failures))
            failures += 1
            continue
        try:
            await receive(updates)
        except sqlite3.Error as error:
            logs.sparingly(_log, unwritable(error), error, level=logging.ERROR)
            await asyncio.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
            failures += 1
            continue
        failures = 0
        if updates:
            offset = updates[-1].update_id + 1
        seconds = POLL_SECONDS


def unwritable(error: sqlite3.Error) -> str:
    """What the log says when updates can't be written down, with a place for the error."""
    return _DAMAGED if is_damage(error) else _UNWRITABLE


def _backoff(error: TelegramError, failures: int) -> float:
    """Logs and counts a poll that failed after `failures` others; gives the seconds before the next."""
    pause: float = BACKOFF[min(failures, len(BACKOFF) - 1)]
    if isinstance(error, RetryAfter):
        pause = max(pause, 1.0)
    monitoring.TELEGRAM_ERRORS.labels("polling").inc()
    log = _log.warning if isinstance(error, NetworkError) and failures < TRANSIENT_FAILURES else _log.error
    log("no updates from Telegram (%s); trying again in %.1f s", error.message, pause)
    return pause


async def confirm(bot: Bot, offset: int) -> None:
    """Tells Telegram that everything before `offset` was received, when no further poll will."""
    with suppress(TelegramError):
        await bot.get_updates(
            offset, limit=1, timeout=0, read_timeout=1, connect_timeout=1, allowed_updates=ALLOWED_UPDATES
        )
