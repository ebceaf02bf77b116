"""The bot put together: the parts, who handles what, the life from start to end."""

import asyncio
import json
import logging
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.settings import Settings

from . import watch
from .buttons import Buttons, notice
from .commands import Commands, register
from .delivery import Delivery
from .desk import Desk
from .flow import FlowControl
from .html import line
from .inbox import Inbox
from .keyboards import Signer
from .lanes import Lanes
from .parts import Parts
from .polling import confirm, poll
from .questions import Questions
from .transport import AiohttpRequest
from .views import View

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

DRAIN_SECONDS = 7.0
"""How long answers in hand may take after the bot was told to end."""


class TelegramBot:
    """A bot that answers from an archive; `run` is its life."""

    def __init__(
        self, settings: Settings, desk: Desk, inbox: Inbox, request: type[BaseRequest] = AiohttpRequest
    ) -> None:
        """Build the application; nothing is asked of Telegram yet."""
        flow = FlowControl()
        root = settings.api_base_url
        self.inbox = inbox
        self.lanes = Lanes(struck=lambda update: inbox.done(update.update_id))
        self.application: App = (
            Application.builder()
            .token(settings.token.reveal())
            .base_url(f"{root}/bot")
            .base_file_url(f"{root}/file/bot")
            .request(request())
            .get_updates_request(request())
            .concurrent_updates(self.lanes)
            .rate_limiter(flow)
            .updater(None)
            .build()
        )
        self.maybe_sent: set[int] = set()
        delivery = Delivery(self.application.bot, inbox, flow, self.maybe_sent)
        self.parts = Parts(inbox, delivery, desk, Signer(inbox.secret("buttons")))
        self._last = 0
        self._started = False
        add_handlers(self.application, self.parts)

    async def run(self) -> None:
        """Poll until SIGTERM or SIGINT, then finish what is in hand.

        Raises:
            InvalidToken: Telegram does not know the token.
        """
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await self._reach_telegram(stop)
        if stop.is_set():
            return
        try:
            await self.application.start()
            menus = asyncio.create_task(self._register())
            polling = asyncio.create_task(poll(self.application.bot, self.receive))
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait((polling, stopping), return_when=asyncio.FIRST_COMPLETED)
            for task in (polling, stopping, menus):
                task.cancel()
            await self._end()
            if not polling.cancelled() and polling.done() and (error := polling.exception()) is not None:
                raise error
        finally:
            with suppress(RuntimeError):
                await self.application.shutdown()

    async def receive(self, updates: Sequence[Update]) -> None:
        """Write updates into the inbox and set those to work that are new; the first time, what was left over too."""
        fresh = self.inbox.add(updates)
        watch.REPEATED.inc(len(updates) - len(fresh))
        if updates:
            self._last = max(self._last, updates[-1].update_id)
        if self._started:
            for update in fresh:
                self.application.update_queue.put_nowait(update)
            return
        self._started = True
        for waiting in self.inbox.waiting():
            if waiting.sending:
                self.maybe_sent.add(waiting.id)
            update = Update.de_json(json.loads(waiting.body), self.application.bot)
            self.application.update_queue.put_nowait(update)

    async def _reach_telegram(self, stop: asyncio.Event) -> None:
        """Wait until Telegram answers, or until told to end."""
        pause = 0.2
        while not stop.is_set():
            try:
                await self.application.initialize()
            except InvalidToken:
                await self.application.shutdown()
                raise
            except NetworkError as error:
                _log.warning("Telegram can't be reached yet (%s); trying again in %.1f s", error.message, pause)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, 15)
            else:
                return

    async def _register(self) -> None:
        with suppress(TelegramError):
            await register(self.application.bot)

    async def _end(self) -> None:
        """Finish what is in hand; what is not done in time waits in the inbox for the next start."""
        _log.info("ending: answers in hand are finished")
        left = await self.lanes.drain(DRAIN_SECONDS)
        if left:
            _log.info("%d updates are left for the next start", left)
        if self._last:
            await confirm(self.application.bot, self._last + 1)
        await self.application.stop()


def add_handlers(application: App, parts: Parts) -> None:
    """Who handles what."""
    questions, commands, buttons = Questions(parts), Commands(parts), Buttons(parts)
    fresh = filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("start", commands.start, fresh))
    application.add_handler(CommandHandler("help", commands.help, fresh))
    application.add_handler(MessageHandler(fresh & filters.COMMAND & filters.ChatType.PRIVATE, commands.unknown))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, questions.asked))
    application.add_handler(CallbackQueryHandler(buttons.pressed))
    application.add_error_handler(Apology(parts).failed)


class Apology:
    """The one error handler: says sorry in a sentence, and tells the log what happened."""

    def __init__(self, parts: Parts) -> None:
        """A handler that works with `parts`."""
        self._parts = parts

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell whoever is waiting that it went wrong."""
        _log.error("an update failed", exc_info=context.error)
        if not isinstance(update, Update):
            return
        say = self._parts.say(update.effective_user)
        sorry = say("Sorry, something went wrong on my side. Please ask again.")
        with suppress(TelegramError):
            if update.callback_query is not None:
                await notice(update.callback_query, sorry)
            elif (message := update.effective_message) is not None:
                await self._parts.show(update, message, View([line(sorry)]))
