"""The Telegram bot under load, its transport beside PTB's own: 30 chats, 50 ms to Telegram, two cores.

A small Bot API server and the chats run here, the bot in a process of its own. Each chat asks, waits for its answer,
and asks again. Claim: at least 150 questions a second with 95 % of the answers within 0.25 s.
"""

import argparse
import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from aiohttp import web
from telegram.request import HTTPXRequest

from bot.journal import Journal
from bot.settings import Settings
from bot.telegram_app import watch
from bot.telegram_app.app import TelegramBot
from bot.telegram_app.desk import Desk
from bot.telegram_app.inbox import Inbox
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.transport import AiohttpRequest
from retrieval import Searcher

ROOT = Path(__file__).parents[1]

TOKEN = "123456789:AAbenchmark-token-of-no-real-bot"
ME = {"id": 123456789, "is_bot": True, "first_name": "Pincite", "username": "pincite_bot"}
QUESTIONS = (
    "Who leads the delegation to Qatar?",
    "What does Smotrich demand?",
    "Which mediators are involved in the talks?",
)
FIRST_CHAT = 500_000


class Telegram:
    """Takes messages after `latency` seconds and wakes whoever waits for an answer in the chat."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._pending: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._answers: dict[int, asyncio.Future[str]] = {}
        self._numbers = itertools.count(1)
        self.polled = asyncio.Event()

    async def asks(self, chat: int, question: str) -> str:
        """A question from a chat; gives the answer's text."""
        self._answers[chat] = asyncio.get_running_loop().create_future()
        self._pending.append({"update_id": next(self._numbers), "message": self._message(chat, question)})
        self._news.set()
        return await self._answers[chat]

    async def called(self, request: web.Request) -> web.Response:
        """One call of the bot."""
        try:
            method, data = request.match_info["method"], await request.post()
        except ConnectionError:
            return web.Response()
        if method == "getUpdates":
            result: Any = await self._updates(int(str(data.get("offset", 0))), float(str(data.get("timeout", 0))))
        else:
            await asyncio.sleep(self._latency)
            result = ME if method == "getMe" else True
        if method == "sendMessage":
            chat, text = int(str(data["chat_id"])), str(data["text"])
            result = self._message(chat, text)
            if chat in self._answers and not self._answers[chat].done():
                self._answers[chat].set_result(text)
        return web.Response(body=json.dumps({"ok": True, "result": result}), content_type="application/json")

    async def _updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        self.polled.set()
        self._pending = [update for update in self._pending if update["update_id"] >= offset]
        if not self._pending:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        return self._pending

    def _message(self, chat: int, text: str) -> dict[str, Any]:
        person = {"id": chat, "is_bot": False, "first_name": "Ada"}
        place = {"id": chat, "type": "private"}
        return {"message_id": next(self._numbers), "date": 1, "chat": place, "from": person, "text": text}


async def measured(transport: str, chats: int, each: int, latency: float) -> str:
    """A row of the table for one transport."""
    telegram = Telegram(latency)
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", telegram.called)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--bot", transport, "--root", f"http://127.0.0.1:{runner.addresses[0][1]}"
    )
    await telegram.polled.wait()
    await asyncio.sleep(1)
    times: list[float] = []

    async def chat(number: int) -> None:
        for turn in range(each):
            asked = time.perf_counter()
            await telegram.asks(FIRST_CHAT + number, QUESTIONS[(number + turn) % len(QUESTIONS)])
            times.append(time.perf_counter() - asked)

    before, began = processor_seconds(bot.pid), time.perf_counter()
    await asyncio.gather(*map(chat, range(chats)))
    seconds, spent = time.perf_counter() - began, processor_seconds(bot.pid) - before
    bot.terminate()
    await bot.wait()
    await runner.cleanup()
    at = statistics.quantiles(times, n=20)
    return (
        f"{transport:<8} {len(times) / seconds:>9.0f} {statistics.median(times):>9.3f} {at[18]:>9.3f}"
        f" {1000 * spent / len(times):>13.1f}"
    )


def processor_seconds(process: int) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_bot(transport: str, root: str) -> None:
    """Be the bot, over `seeds/`, until terminated."""
    watch.log_to_stderr([TOKEN], "WARNING")
    settings = Settings.from_env({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": root})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "telegram.sqlite"
        with (
            closing(Searcher.open(ROOT / "seeds", Path(folder))) as searcher,
            closing(Journal.open(Path(folder))) as journal,
            closing(Inbox(file)) as inbox,
            closing(Preferences(file)) as preferences,
        ):
            request = AiohttpRequest if transport == "aiohttp" else lambda: HTTPXRequest(connection_pool_size=256)
            bot = TelegramBot(settings, Desk(searcher, journal), inbox, preferences, request=request)
            asyncio.run(bot.run())


def main() -> None:
    """Measure both transports, or be one of the bots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bot", choices=("aiohttp", "httpx"), help=argparse.SUPPRESS)
    parser.add_argument("--root", help=argparse.SUPPRESS)
    parser.add_argument("--chats", type=int, default=30)
    parser.add_argument("--each", type=int, default=20, help="questions of each chat")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds of each call to Telegram")
    given = parser.parse_args()
    if given.bot:
        run_bot(given.bot, given.root)
        return
    print(f"{given.chats} chats, {given.each} questions each, {given.latency * 1000:.0f} ms a call")
    print("transport  answers/s  median s     95 % s  CPU ms/answer")
    for transport in ("aiohttp", "httpx"):
        print(asyncio.run(measured(transport, given.chats, given.each, given.latency)))


if __name__ == "__main__":
    main()
