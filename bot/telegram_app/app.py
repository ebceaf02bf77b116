"""The bot put together: its parts and its life from start to end. `handlers` says who handles what."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.ending import Ending
from bot.http_server import logs
from bot.http_server.connections import affordable
from bot.http_server.quota import Quota
from bot.http_server.server import HttpServer
from bot.settings import Settings
from bot.telegram_app import monitoring
from bot.telegram_app.admission import Admission
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.menu import register
from bot.telegram_app.handlers.registration import add_handlers
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.sending.delivery import Delivery
from bot.telegram_app.sending.query_answers import RefusedQueries
from bot.telegram_app.sending.rate_limiter import ChatRateLimiter
from bot.telegram_app.sending.transport import AiohttpRequest
from bot.telegram_app.sending.typing_indicator import TypingIndicator
from bot.telegram_app.telling import Teller
from bot.telegram_app.updates.backlog import Backlog
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.updates.polling import confirm, poll
from bot.telegram_app.updates.reading import PollingBot
from bot.telegram_app.updates.update_processor import ChatUpdateProcessor
from bot.telegram_app.updates.webhook import set_webhook, webhook_server
from bot.telegram_app.views.keyboards import Signer

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

DRAIN_SECONDS = 5.0
"""How long answers in progress may take after the bot was told to end: part of the ten seconds of `docker stop`."""

SILENT_SECONDS = 120.0
"""With polling, the bot is unhealthy after this long without a response from Telegram: four empty polls."""

CLEARING_SECONDS = 2.0
"""How long the words of an answered update may stay in the inbox's log."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0
"""Seconds before Telegram is called again at the start, from the first failure on twice as long after each."""


class TelegramBot:
    """A bot that answers from an archive; `run` is its life."""

    def __init__(
        self,
        settings: Settings,
        service: ArchiveService,
        inbox: Inbox,
        preferences: Preferences,
        request: Callable[[], BaseRequest] = AiohttpRequest,
    ) -> None:
        """Builds the application; Telegram is not called yet.

        Args:
            settings: The settings.
            service: The archive that is asked.
            inbox: Where each update is written down.
            preferences: What is remembered about chats and people.
            request: Makes what carries the calls to Telegram.
        """
        self._settings = settings.telegram
        self.inbox = inbox
        telegram = settings.telegram
        self.backlog = Backlog(self._hand_over, telegram.pending, telegram.group_pending)
        self.update_processor = ChatUpdateProcessor(inbox, self.backlog)
        rate_limiter = ChatRateLimiter(closed_chats=inbox.closed_chats(), on_retry_after=inbox.close_chat)
        bot = self._bot(settings, request, rate_limiter)
        builder = Application.builder().bot(bot).concurrent_updates(self.update_processor).updater(None)
        self.application: App = builder.build()
        self.shared = HandlerContext(
            inbox=inbox,
            preferences=preferences,
            delivery=Delivery(self.application.bot, inbox),
            typing=TypingIndicator(self.application.bot, rate_limiter),
            archive=service,
            signer=Signer(inbox.secret("buttons")),
            admins=settings.telegram.admins,
            longest_question=settings.limits.question,
            question_quota=Quota(settings.telegram.questions_a_minute),
            text_fragments=settings.links == "fragment",
            public_url=settings.public_url,
            floods=self.backlog.floods,
            open_to_all=telegram.access == "open",
            drop_waiting=self.backlog.drop,
        )
        self.refused = RefusedQueries(self.application.bot)
        self.admission = Admission(self.backlog, self.refused, self.shared, self.application.bot)
        self.access = add_handlers(self.application, self.shared, settings)
        self.teller = Teller(self.shared, self.access.lets_in, telegram.news_a_day)
        self._last_update = 0
        self._last_word = time.monotonic()
        self._started = False

    def _bot(self, settings: Settings, request: Callable[[], BaseRequest], rate_limiter: ChatRateLimiter) -> PollingBot:
        """PTB's bot, which makes the calls."""
        return PollingBot(
            settings.token.reveal(),
            f"{settings.api_base_url}/bot",
            f"{settings.api_base_url}/file/bot",
            request=request(),
            get_updates_request=request(),
            rate_limiter=rate_limiter,
            skips=lambda raw: self.admission.skips(raw),
        )

    async def run(self, ending: Ending) -> None:
        """Polls, or serves the webhook, until told to end; then finishes the answers in progress.

        Args:
            ending: Tells it.

        Raises:
            InvalidToken: Telegram does not know the token.
            StateError: The port of the webhook or the metrics can't be listened on.
        """
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        servers = self._servers()
        with ending.calls(lambda _number: loop.call_soon_threadsafe(stop.set)):
            try:
                await _until(stop, self._reach_telegram())
                if not stop.is_set():
                    await self._work(stop, servers)
            finally:
                for server in servers:
                    await server.stop()
                with suppress(RuntimeError):
                    await self.application.shutdown()
                # Where Telegram was never reached PTB does not count as initialised, and leaves connections open.
                await self.application.bot.shutdown()

    async def receive(self, updates: Sequence[Update]) -> None:
        """Writes updates into the inbox and queues the new ones, first of all those left over from an earlier run."""
        self._last_word = time.monotonic()
        fresh = self.admission.written_down(updates, started=self._started)
        if updates:
            self._last_update = max(self._last_update, updates[-1].update_id)
        if self._started:
            self._queue(fresh)
        else:
            self._take_up()

    def healthy(self) -> bool:
        """Whether Telegram responded lately; with a webhook, silence only means that nobody writes."""
        return bool(self._settings.webhook) or time.monotonic() - self._last_word < SILENT_SECONDS

    def _take_up(self) -> None:
        """Sets to work whatever is not done, oldest first."""
        shares = self._settings.pending, self._settings.group_pending
        # One more than may wait: it is the one that is answered by the sentence about a flood.
        most = max(shares) + 1 if all(shares) else None
        left_over = self.inbox.take_up(self.application.bot, self.admission.admits, most)
        self._started = True
        self._queue(left_over)

    def _queue(self, updates: Sequence[Update]) -> None:
        """Lets updates wait for their turn."""
        for update in updates:
            self.backlog.add(update)

    def _hand_over(self, update: Update) -> None:
        """Hands an update to PTB."""
        self.application.update_queue.put_nowait(update)

    def _servers(self) -> list[HttpServer]:
        """The servers of the metrics and the webhook, if they are configured."""
        servers = []
        if self._settings.metrics is not None:
            servers.append(monitoring.metrics_server(self._settings.metrics, self.healthy))
        if self._settings.webhook:
            address, listen = self._settings.webhook, self._settings.listen
            bot, limits = self.application.bot, affordable(self._settings.http)
            servers.append(
                webhook_server(bot, address, self._secret(), self.receive, listen, self.admission.skips, limits)
            )
        return servers

    def _secret(self) -> str:
        """What proves that a call of the webhook is Telegram's."""
        return self.inbox.secret("webhook").hex()

    async def _reach_telegram(self) -> None:
        """Waits until Telegram answers."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self.application.initialize()
            except InvalidToken:
                raise
            except (TelegramError, ValueError, TypeError, KeyError, AttributeError) as error:
                # The last four: an answer that PTB can't read, such as that of a proxy.
                reason = error.message if isinstance(error, TelegramError) else type(error).__name__
                _log.warning("Telegram can't be reached yet (%s); trying again in %.1f s", reason, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.shared.username = self.application.bot.username
                return

    async def _work(self, stop: asyncio.Event, servers: Sequence[HttpServer]) -> None:
        """Does all the work between reaching Telegram and ending."""
        await self.application.start()
        for server in servers:
            await server.start()
        menus = asyncio.create_task(self._register_menus())
        keeping = asyncio.create_task(_keep(self.inbox, self.shared.preferences))
        refusing = asyncio.create_task(self.refused.run())
        news_task = asyncio.create_task(self.teller.run())
        try:
            await _until(stop, self._webhook() if self._settings.webhook else self._poll())
        finally:
            for task in (menus, keeping, refusing, news_task):
                task.cancel()
            await asyncio.gather(menus, keeping, refusing, news_task, return_exceptions=True)
            await self._end()

    async def _poll(self) -> None:
        """Fetches updates until cancelled."""
        with suppress(TelegramError):
            await self.application.bot.delete_webhook()
        await poll(self.application.bot, self.receive)

    async def _webhook(self) -> None:
        """Registers the webhook, takes up what was left over, and waits for calls until cancelled."""
        address, secret = self._settings.webhook, self._secret()
        most, is_new = affordable(self._settings.http).connections, self.inbox.secret_is_new
        await set_webhook(self.application.bot, address, secret, secret_is_new=is_new, connections=most)
        if not self._started:
            self._take_up()
        await asyncio.get_running_loop().create_future()

    async def _register_menus(self) -> None:
        """Sends Telegram the menus; those it does not accept now are sent at the next start."""
        with suppress(TelegramError):
            await register(self.application.bot, self.shared.preferences)

    async def _end(self) -> None:
        """Finishes the answers in progress; those not done in time wait in the inbox for the next start."""
        _log.info("shutting down: answers in progress are finished")
        waiting = self.backlog.stop()
        if left_count := waiting + await self.update_processor.drain(DRAIN_SECONDS):
            _log.info("%d updates are left for the next start", left_count)
        _put_in_order(self.inbox, self.shared.preferences)
        if self._last_update and not self._settings.webhook:
            await confirm(self.application.bot, self._last_update + 1)
        await self.application.stop()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Does some work until it is done, or told to stop."""
    tasks = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if not tasks[0].cancelled() and (error := tasks[0].exception()) is not None:
        raise error


async def _keep(inbox: Inbox, preferences: Preferences) -> None:
    """Keeps the bot's file in order, until cancelled."""
    while True:
        await asyncio.sleep(CLEARING_SECONDS)
        _put_in_order(inbox, preferences)


def _put_in_order(inbox: Inbox, preferences: Preferences) -> None:
    """Writes the bot's file again if it was deleted, and clears the words of answered updates from it."""
    try:
        if inbox.restore():
            _log.error(
                "the bot's file was deleted while the bot ran. Its contents are written again; if the whole state "
                "folder is gone, a new journal begins, and the index is rebuilt at the next start."
            )
        preferences.restore()
        inbox.clear()
    except (OSError, sqlite3.Error) as error:
        sentence = "the bot's file can't be maintained (%s); if it is gone, waiting updates are lost when the bot ends"
        logs.sparingly(_log, sentence, error, level=logging.ERROR)
