"""The answers to presses of buttons and inline queries: what Telegram waits for only a moment."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram_app import limits, monitoring

_log = logging.getLogger(__name__)

RETRY_PAUSES = (0.05, 0.5, 1, 2, 4)
"""Seconds between two attempts to answer: 8 in all, while somebody still looks at the button."""


async def persistently(call: Callable[[], Awaitable[object]]) -> None:
    """Makes a call that answers a query, again when it is lost on the way; a query that is too old is let go."""
    for pause in RETRY_PAUSES:
        try:
            await call()
        except (BadRequest, Forbidden) as error:
            _log.info("Telegram no longer takes the answer to a query: %s", error.message)
            return
        except TelegramError:
            monitoring.TELEGRAM_ERRORS.labels("network").inc()
            await asyncio.sleep(pause)
        else:
            return


async def notice(query: CallbackQuery, text: str | None = None) -> None:
    """Answers a press of a button, with a notice if there is something to say."""
    await persistently(lambda: query.answer(text[: limits.TOAST] if text else None))
