"""The answer to a press of a button."""

import asyncio

from telegram import CallbackQuery
from telegram.error import BadRequest, Forbidden, TelegramError

from . import limits

PATIENCE = (0.05, 0.5, 1, 2, 4)
"""Seconds between two attempts to answer a press; Telegram forgets it after about a minute."""


async def notice(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press, with a notice if there is something to say; one that came too late is let go."""
    for pause in PATIENCE:
        try:
            await query.answer(text[: limits.TOAST] if text else None)
        except (BadRequest, Forbidden):
            return
        except TelegramError:
            await asyncio.sleep(pause)
        else:
            return
