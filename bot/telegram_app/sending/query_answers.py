"""The answers to presses of buttons and inline queries: what Telegram waits for only a moment."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Bot, CallbackQuery, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram_app import limits, monitoring

_log = logging.getLogger(__name__)

RETRY_PAUSES = (0.05, 0.5, 1, 2, 4)
"""Seconds between two attempts to answer: 8 in all, while somebody still looks at the button."""

REFUSED_WAITING = 1_000
"""Refused queries that wait for their answer; of more than these the oldest are let go."""

REFUSED_AT_ONCE = 4
"""Refused queries that are answered at the same time: others' answers have the other connections."""

INLINE_CACHE_SECONDS = 5
"""How long Telegram may remember that a refused query has no cards: who is let in now should not have to wait."""


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


async def refused(update: Update, sentence: str) -> bool:
    """Answers a press with a sentence, an inline query with nothing; says whether the update was one of them."""
    if update.callback_query is not None:
        await notice(update.callback_query, sentence)
    elif (query := update.inline_query) is not None:
        await persistently(lambda: query.answer([], cache_time=INLINE_CACHE_SECONDS, is_personal=True))
    else:
        return False
    return True


class RefusedQueries:
    """Answers presses and inline queries that were not even read, so that nobody looks at a progress bar for long."""

    def __init__(self, bot: Bot) -> None:
        """None is to be answered yet."""
        self._bot = bot
        self._waiting: deque[tuple[str, str, str]] = deque(maxlen=REFUSED_WAITING)
        self._more = asyncio.Event()

    def add_press(self, query: str, sentence: str) -> None:
        """A press, by the id of its query, is to be answered by a sentence."""
        self._waiting.append(("press", query, sentence))
        self._more.set()

    def add_inline(self, query: str) -> None:
        """An inline query, by its id, is to be answered without cards."""
        self._waiting.append(("inline", query, ""))
        self._more.set()

    async def run(self) -> None:
        """Answers until cancelled, a few at a time."""
        while True:
            await self._more.wait()
            self._more.clear()
            while self._waiting:
                now = [self._waiting.popleft() for _ in range(min(REFUSED_AT_ONCE, len(self._waiting)))]
                await asyncio.gather(*(self._answer(*each) for each in now))

    async def _answer(self, kind: str, query: str, sentence: str) -> None:
        """Answers once: whoever floods us need not be answered at any price."""
        with suppress(TelegramError):
            if kind == "press":
                await self._bot.answer_callback_query(query, sentence[: limits.TOAST])
            else:
                await self._bot.answer_inline_query(query, [], cache_time=INLINE_CACHE_SECONDS, is_personal=True)
