"""The webhook: Telegram is told where to call us, and its calls are checked and written into the inbox."""

import asyncio
import hmac
import json
import logging
import sqlite3
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.constants import WebhookLimit
from telegram.error import NetworkError

from bot.http_server import logs
from bot.http_server.server import HttpServer, body_of
from bot.settings import HttpLimits
from bot.telegram_app.updates.polling import ALLOWED_UPDATES, Receive, unwritable
from bot.telegram_app.updates.reading import Skips, update_of

_log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
"""The header in which Telegram proves that it is Telegram (api, `setWebhook`)."""

DEFAULT_PORT = 8443
"""The port to listen on where the address names none.

Of the four ports that Telegram calls (80, 88, 443, 8443; api, `setWebhook`) the only one that needs no privileges.
"""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds before the webhook is set again, from the first failure on twice as long after each."""


HTTP_LIMITS = HttpLimits()
"""Those that hold if none are set."""


def webhook_server(
    bot: Bot,
    address: str,
    secret: str,
    receive: Receive,
    listen: tuple[str, int] | None = None,
    skips: Skips = lambda _raw: None,
    limits: HttpLimits = HTTP_LIMITS,
) -> HttpServer:
    """The server of a webhook.

    Args:
        bot: The bot whose updates arrive.
        address: Where Telegram calls; its path is served.
        secret: What a call must carry to be Telegram's.
        receive: Writes an update down; Telegram is told that we have it once it has returned.
        listen: Host and port to listen on; without them, the address's port on this machine alone.
        skips: Whether a message need not be read.
        limits: What a call may cost.
    """

    async def call(request: web.Request) -> web.Response:
        proof = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(proof.encode("utf-8", "surrogateescape"), secret.encode()):
            logs.sparingly(_log, "a webhook call without the secret was refused")
            return web.Response(status=403)
        try:
            update = update_of(json.loads(await body_of(request, limits.body_seconds)), bot, skips)
        except (ValueError, RecursionError):
            logs.sparingly(_log, "a webhook call held no update")
            return web.Response(status=400)
        try:
            await receive([update])
        except sqlite3.Error as error:
            logs.sparingly(_log, unwritable(error), error, level=logging.ERROR)
            return web.Response(status=503)
        return web.Response()

    parts = urlsplit(address)
    host, port = listen or ("127.0.0.1", parts.port or DEFAULT_PORT)
    return HttpServer([web.post(parts.path or "/", call)], host, port, limits)


async def set_webhook(
    bot: Bot,
    address: str,
    secret: str,
    *,
    secret_is_new: bool,
    connections: int = HTTP_LIMITS.connections,
) -> None:
    """Has Telegram call us, however long it takes to reach it.

    A webhook that Telegram has with our secret is left alone, with what Telegram is about to deliver.

    Args:
        bot: The bot whose updates are to be delivered.
        address: Where Telegram is to call.
        secret: What it is to carry with each call.
        secret_is_new: Whether Telegram can't have this secret yet.
        connections: How many connections there may be; Telegram is told to keep to half of them, and to its limit.

    Raises:
        TelegramError: Telegram refuses the address.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            info = await bot.get_webhook_info()
            if secret_is_new or info.url != address or set(info.allowed_updates) != set(ALLOWED_UPDATES):
                await bot.set_webhook(
                    address,
                    secret_token=secret,
                    allowed_updates=ALLOWED_UPDATES,
                    max_connections=max(1, min(connections // 2, WebhookLimit.MAX_CONNECTIONS_LIMIT)),
                )
        except NetworkError as error:
            _log.warning("the webhook could not be set (%s); trying again in %.1f s", error.message, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return
