"""The bot put together: its parts and its life from start to end. `handlers` says who handles what."""

import asyncio
import json
import logging
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.settings import Settings
from bot.telegram_app import monitoring
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.menu import register
from bot.telegram_app.handlers.registration import add_handlers
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.quota import Quota
from bot.telegram_app.sending.delivery import Delivery
from bot.telegram_app.sending.rate_limiter import ChatRateLimiter
from bot.telegram_app.sending.transport import AiohttpRequest
from bot.telegram_app.updates.inbox import KEPT_SECONDS, Inbox
from bot.telegram_app.updates.polling import ALLOWED, confirm, poll
from bot.telegram_app.updates.update_processor import ChatUpdateProcessor
from bot.telegram_app.updates.webhook import Server, figures, webhook
from bot.telegram_app.views.keyboards import Signer

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

DRAIN_SECONDS = 6.0
"""How long answers in hand may take after the bot was told to end."""

SILENT_SECONDS = 120.0
"""With polling, after so long without a word from Telegram the bot is not well."""


class TelegramBot:
    """A bot that answers from an archive; `run` is its life."""

    def __init__(
        self,
        settings: Settings,
        desk: ArchiveService,
        inbox: Inbox,
        preferences: Preferences,
        request: Callable[[], BaseRequest] = AiohttpRequest,
    ) -> None:
        """Build the application; nothing is asked of Telegram yet."""
        self._settings = settings.telegram
        self.inbox = inbox
        self.lanes = ChatUpdateProcessor(self._done, self._begun, lambda update: inbox.set_aside(update.update_id))
        self._left_over: set[int] = set()
        flow = ChatRateLimiter(closed=inbox.closed_chats(), note=inbox.close_chat)
        self.application: App = (
            Application.builder()
            .token(settings.token.reveal())
            .base_url(f"{settings.api_base_url}/bot")
            .base_file_url(f"{settings.api_base_url}/file/bot")
            .request(request())
            .get_updates_request(request())
            .concurrent_updates(self.lanes)
            .rate_limiter(flow)
            .updater(None)
            .build()
        )
        self._maybe_sent: dict[int, int | None] = {}
        self.parts = HandlerContext(
            inbox=inbox,
            preferences=preferences,
            delivery=Delivery(self.application.bot, inbox, flow, self._maybe_sent),
            archive=desk,
            signer=Signer(inbox.secret("buttons")),
            admins=settings.telegram.admins,
            longest_question=settings.telegram.longest,
            question_quota=Quota(settings.telegram.pace),
            text_fragments=settings.links == "fragment",
        )
        self.access = add_handlers(self.application, self.parts, settings)
        self._last = 0
        self._heard = time.monotonic()
        self._started = False

    async def run(self) -> None:
        """Poll, or serve the webhook, until SIGTERM or SIGINT; then finish what is in hand.

        Raises:
            InvalidToken: Telegram does not know the token.
            StateError: The webhook's or the figures' port can't be listened on.
        """
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        servers = self._servers()
        try:
            await self._reach_telegram(stop)
            if not stop.is_set():
                await self._work(stop, servers)
        finally:
            for server in servers:
                await server.stop()
            with suppress(RuntimeError):
                await self.application.shutdown()

    async def receive(self, updates: Sequence[Update]) -> None:
        """Write updates into the inbox and set those to work that are new; the first time, what was left over too."""
        self._heard = time.monotonic()
        fresh = self.inbox.add(updates)
        monitoring.REPEATED.inc(len(updates) - len(fresh))
        if updates:
            self._last = max(self._last, updates[-1].update_id)
        if self._started:
            for update in fresh:
                self.application.update_queue.put_nowait(update)
        else:
            self._take_up()

    def _take_up(self) -> None:
        """Set to work whatever is not answered, oldest first."""
        self._started = True
        self.inbox.forget(time.time() - KEPT_SECONDS)
        for waiting in self.inbox.waiting():
            self._left_over.add(waiting.id)
            if waiting.sending:
                self._maybe_sent[waiting.id] = waiting.answer
            self.application.update_queue.put_nowait(Update.de_json(json.loads(waiting.body), self.application.bot))

    def _begun(self, update: Update) -> None:
        if update.update_id in self._left_over:
            self.inbox.begun(update.update_id)

    def _done(self, update: Update) -> None:
        self._left_over.discard(update.update_id)
        if update.update_id not in self.parts.delivery.undelivered:
            self.inbox.done(update.update_id)

    def _servers(self) -> list[Server]:
        servers = []
        if self._settings.metrics is not None:
            servers.append(figures(self._settings.metrics, self._healthy))
        if self._settings.webhook:
            address, secret = self._settings.webhook, self._secret()
            servers.append(webhook(self.application.bot, address, secret, self.receive, self._settings.listen))
        return servers

    def _secret(self) -> str:
        """What Telegram proves with that a call of the webhook is its own."""
        return self.inbox.secret("webhook").hex()

    def _healthy(self) -> bool:
        return bool(self._settings.webhook) or time.monotonic() - self._heard < SILENT_SECONDS

    async def _reach_telegram(self, stop: asyncio.Event) -> None:
        """Wait until Telegram answers, or until told to end."""
        pause = 0.2
        while not stop.is_set():
            try:
                await self.application.initialize()
            except InvalidToken:
                raise
            except NetworkError as error:
                _log.warning("Telegram can't be reached yet (%s); trying again in %.1f s", error.message, pause)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, 15)
            else:
                self.parts.username = self.application.bot.username
                return

    async def _work(self, stop: asyncio.Event, servers: Sequence[Server]) -> None:
        """Everything between having reached Telegram and having ended."""
        await self.application.start()
        for server in servers:
            await server.start()
        menus = asyncio.create_task(self._register())
        updates = asyncio.create_task(self._webhook() if self._settings.webhook else self._poll())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((updates, stopping), return_when=asyncio.FIRST_COMPLETED)
        if updates.done() and not stopping.done() and self._settings.webhook and updates.exception() is None:
            await stopping
        for task in (updates, stopping, menus):
            task.cancel()
        await asyncio.gather(updates, stopping, menus, return_exceptions=True)
        await self._end()
        if not updates.cancelled() and (error := updates.exception()) is not None:
            raise error

    async def _poll(self) -> None:
        with suppress(TelegramError):
            await self.application.bot.delete_webhook()
        await poll(self.application.bot, self.receive)

    async def _webhook(self) -> None:
        """Have Telegram call us, and take up what was left over."""
        pause = 0.5
        while True:
            try:
                await self._set_webhook()
            except NetworkError as error:
                _log.warning("the webhook could not be set (%s); trying again in %.1f s", error.message, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 15)
            else:
                break
        if not self._started:
            self._take_up()

    async def _set_webhook(self) -> None:
        """Have Telegram call us; one that it has with our secret is left alone, with what it is about to deliver."""
        address, bot = self._settings.webhook, self.application.bot
        info = await bot.get_webhook_info()
        if self.inbox.secret_is_new or info.url != address or set(info.allowed_updates) != set(ALLOWED):
            secret = self._secret()
            await bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED, max_connections=100)

    async def _register(self) -> None:
        with suppress(TelegramError):
            await register(self.application.bot, self.parts.preferences)

    async def _end(self) -> None:
        """Finish what is in hand; what is not done in time waits in the inbox for the next start."""
        _log.info("ending: answers in hand are finished")
        left = await self.lanes.drain(DRAIN_SECONDS)
        if left:
            _log.info("%d updates are left for the next start", left)
        if self._last and not self._settings.webhook:
            await confirm(self.application.bot, self._last + 1)
        await self.application.stop()
