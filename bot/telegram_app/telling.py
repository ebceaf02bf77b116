"""News is sent to whoever follows it: once, a message for each chat, outside of quiet hours.

Before a message is sent, what it tells is noted as being sent, and after, as told. Whoever is killed in between can't
know whether it arrived: it is not sent again, and `/following` shows it.
"""

import asyncio
import contextlib
import datetime
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from bot.http_server import logs
from bot.journal.follows import NewsState
from bot.telegram_app.archive.followed import Changed, ChatPlace, Digest
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.sending.delivery import Announced, Outcome
from bot.telegram_app.translations import Words, words
from bot.telegram_app.updates.update_processor import queued
from bot.telegram_app.views.base import DisplayOptions, View
from bot.telegram_app.views.following import changed_view, digest_view
from retrieval import PinciteError

_log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often it is looked although nothing was heard: what another process noted, and quiet hours that end."""

PAUSE_SECONDS = 0.04
"""Between two messages: 25 a second, of the 30 that Telegram allows for news (core.telegram.org/bots/faq)."""

ENDING_SECONDS = 3.0
"""How long a message that is on its way may take when the bot ends: part of the ten that `docker stop` leaves it."""

_STATES = {
    Outcome.TOLD: NewsState.TOLD,
    Outcome.LATER: NewsState.WAITING,
    Outcome.UNSURE: NewsState.UNSURE,
    Outcome.BLOCKED: NewsState.WAITING,
    Outcome.REFUSED: NewsState.REFUSED,
}


class Teller:
    """Looks at new articles whenever it hears of any, and sends the news."""

    def __init__(
        self,
        shared: HandlerContext,
        lets_in: Callable[[int], bool],
        most_a_day: int,
        clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        """A teller of a bot.

        Args:
            shared: What the handlers share.
            lets_in: Whether somebody may be told something, by their id.
            most_a_day: Messages that somebody is told a day at most; 0: any number.
            clock: The time.
        """
        self._shared = shared
        self._followed = shared.archive.followed
        self._lets_in = lets_in
        self._most_a_day = most_a_day
        self._clock = clock
        self._heard = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def hear(self) -> None:
        """Notes that there are new articles, from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended a moment ago
                self._loop.call_soon_threadsafe(self._heard.set)

    async def run(self) -> None:
        """Looks and tells until cancelled."""
        self._loop = asyncio.get_running_loop()
        queued.set(True)
        has_begun = False
        while True:
            self._heard.clear()
            try:
                if not has_begun:
                    await asyncio.to_thread(self._followed.begin_again)
                    has_begun = True
                await self._look()
                await self.tell()
                await self.tell_changes()
            except PinciteError as error:
                logs.sparingly(_log, "followed questions can't be checked now (%s)", error, level=logging.WARNING)
            except Exception:
                _log.exception("news of followed questions could not be sent")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._heard.wait(), LOOK_SECONDS)

    async def _look(self) -> None:
        """Compares new articles with what is followed; of many, what is found is sent before all are compared."""
        looking = asyncio.ensure_future(asyncio.to_thread(self._followed.look))
        while not (await asyncio.wait([looking], timeout=LOOK_SECONDS))[0]:
            await self.tell()
            await self.tell_changes()
        looking.result()

    async def tell(self) -> None:
        """Sends the news that is due now."""
        while True:
            due = [
                digest for digest in await asyncio.to_thread(self._followed.digests) if await self._is_due(digest.place)
            ]
            outcomes = []
            for digest in due:
                outcomes.append(await self._whole(self._send(digest)))
                await asyncio.sleep(PAUSE_SECONDS)
            if Outcome.TOLD not in outcomes:
                return

    async def tell_changes(self) -> None:
        """Sends what changed of the answers that are kept."""
        watched = await asyncio.to_thread(self._followed.watched)
        due = {place for place in watched if await self._is_due(place)}
        for change in await asyncio.to_thread(self._followed.changes, due):
            await self._whole(self._send_change(change))
            await asyncio.sleep(PAUSE_SECONDS)

    async def _is_due(self, place: ChatPlace) -> bool:
        """Whether any news is due now."""
        chat, _, person, _ = place
        quiet = self._shared.preferences.quiet_hours(person)
        if chat in self._shared.delivery.closed or not self._lets_in(person):
            return False
        if quiet is not None and quiet.hold(self._clock()):
            return False
        return not self._most_a_day or (await asyncio.to_thread(self._followed.told_lately, person) < self._most_a_day)

    async def _whole(self, message: Coroutine[Any, Any, Outcome]) -> Outcome:
        """Sends a message and notes the result of it, also where the bot is told to end meanwhile."""
        sending = asyncio.ensure_future(message)
        try:
            return await asyncio.shield(sending)
        except asyncio.CancelledError:
            await asyncio.wait([sending], timeout=ENDING_SECONDS)
            sending.cancel()
            raise

    async def _send(self, digest: Digest) -> Outcome:
        """The result of a message, which is noted before it is sent and after."""
        chat = digest.place.chat
        await asyncio.to_thread(self._followed.put, digest, NewsState.SENDING)
        outcome, arrived = await self._sent(digest.place, partial(digest_view, digest))
        await asyncio.to_thread(self._followed.put, digest, _STATES[outcome])
        if arrived not in (None, chat):
            await asyncio.to_thread(self._followed.move, digest, arrived)
        if outcome is Outcome.BLOCKED:
            _log.info("a chat no longer accepts news; the questions followed there are paused")
            await self._followed.pause(chat, "blocked")
        return outcome

    async def _send_change(self, change: Changed) -> Outcome:
        """The result of a message about what is kept, which is noted before it is sent and after."""
        await asyncio.to_thread(self._followed.note, change)
        outcome, _ = await self._sent(change.place, partial(changed_view, change))
        if outcome in (Outcome.TOLD, Outcome.LATER, Outcome.BLOCKED):
            await asyncio.to_thread(partial(self._followed.settle, change, is_told=outcome is Outcome.TOLD))
        if outcome is Outcome.LATER:
            self._followed.look_again(change.place)
        return outcome

    async def _sent(self, place: ChatPlace, view_of: Callable[[Words, DisplayOptions], View]) -> Announced:
        """The result of sending a view in a place, in the language of whoever it is for."""
        chat, thread, person, language = place
        shared = self._shared
        say = words(shared.preferences.language(person) or language)
        view = view_of(say, shared.display_options(chat))
        return await shared.delivery.tell(chat, thread, view.page, shared.keyboard(view, chat))
