"""The Telegram bot under load, its transport beside PTB's own: 30 chats, 50 ms to Telegram, two cores.

A small Bot API server and the chats run here, the bot in a process of its own. Each chat asks, waits for its answer,
and asks again; what it asks first, with every cache cold, is not counted. Claim: at least 150 questions a second, 95 %
of the answers within 0.25 s.

Processor time is told apart: milliseconds a question of the bot and of this program, and what other programs took of
the machine meanwhile; where that is much, only the bot's milliseconds can be compared.
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
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from aiohttp import web
from telegram.request import BaseRequest, HTTPXRequest

from bot.cli.batch import BatchQuestion, batch_questions
from bot.settings import Settings
from bot.telegram_app import run
from bot.telegram_app.sending.transport import AiohttpRequest
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
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
TRANSPORTS: dict[str, Callable[[], BaseRequest]] = {
    "aiohttp": AiohttpRequest,
    "httpx": lambda: HTTPXRequest(connection_pool_size=256),
}


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
        message = {**self._message(chat, question), "from": {"id": chat, "is_bot": False, "first_name": "Ada"}}
        self._pending.append({"update_id": next(self._numbers), "message": message})
        self._news.set()
        return await self._answers[chat]

    async def called(self, request: web.BaseRequest) -> web.Response:
        """One call of the bot."""
        try:
            method, data = request.path.rpartition("/")[2], await _given(request)
        except ConnectionError:
            return web.Response()
        if method == "getUpdates":
            result: Any = await self._updates(int(data.get("offset", 0)), float(data.get("timeout", 0)))
        else:
            await asyncio.sleep(self._latency)
            result = ME if method == "getMe" else True
        if method == "sendMessage":
            chat, text = int(data["chat_id"]), str(data["text"])
            markup = json.loads(data.get("reply_markup", "null"))
            result = {**self._message(chat, text), "from": ME, "reply_markup": markup}
            self._answered(chat, text)
        return web.Response(body=json.dumps({"ok": True, "result": result}), content_type="application/json")

    def _answered(self, chat: int, text: str) -> None:
        self._answers[chat].set_result(text)

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
        return {"message_id": next(self._numbers), "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}


async def _given(request: web.BaseRequest) -> dict[str, str]:
    """The parameters of a call, each as Telegram reads it: a string as it is, anything else as JSON."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in (await request.post()).items()}
    given = json.loads(await request.read())
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}


async def measured(transport: str, asked: Sequence[str], given: argparse.Namespace) -> str:
    """A row of the table for one transport."""
    telegram = Telegram(given.latency)
    runner = web.ServerRunner(web.Server(telegram.called), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    places = ("--corpus", given.corpus, *(("--state", given.state) if given.state else ()))
    bot = await asyncio.create_subprocess_exec(sys.executable, __file__, "--bot", transport, "--root", root, *places)
    await telegram.polled.wait()
    turns = itertools.cycle(asked)
    times: list[float] = []

    async def chat(number: int, each: int) -> None:
        for _ in range(each):
            began = time.perf_counter()
            await telegram.asks(FIRST_CHAT + number, next(turns))
            times.append(time.perf_counter() - began)

    async def chats(each: int) -> None:
        await asyncio.gather(*(chat(number, each) for number in range(given.chats)))

    await chats(1)
    times.clear()
    clocks = Clocks(bot.pid)
    await chats(given.each)
    row = clocks.row(len(times))
    bot.terminate()
    await bot.wait()
    await runner.cleanup()
    return f"{transport:<9} {statistics.median(times):>9.3f} {statistics.quantiles(times, n=20)[18]:>9.3f} {row}"


class Clocks:
    """Seconds since now: on the wall, of the processor for the bot, for this program, and for the whole machine."""

    def __init__(self, bot: int) -> None:
        self._bot = bot
        self._start = self._read()

    def _read(self) -> tuple[float, float, float, float]:
        return time.perf_counter(), _seconds_of(self._bot), time.process_time(), _seconds_of_machine()

    def row(self, answers: int) -> str:
        """Answers a second, the bot's and our milliseconds an answer, and the others' part of the machine."""
        wall, bot, ours, machine = (now - then for now, then in zip(self._read(), self._start, strict=True))
        others = max(0.0, machine - bot - ours) / wall / (os.cpu_count() or 1)
        return f"{answers / wall:>9.0f} {1000 * bot / answers:>9.1f} {1000 * ours / answers:>9.1f} {others:>9.0%}"


def _seconds_of(process: int) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def _seconds_of_machine() -> float:
    """The processor time that all programs have used: user, nice and system of all cores."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    return sum(map(int, fields[1:4])) / CLOCK_TICKS


def run_bot(transport: str, root: str, corpus: Path, state: Path | None) -> None:
    """Be the bot, over a corpus, until terminated."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": root, "PINCITE_STATE": str(state or folder)}
        run(
            lambda: closing(Searcher.open(corpus, state or Path(folder))),
            Settings.from_env(environ),
            TRANSPORTS[transport],
        )


def main() -> None:
    """Measure both transports, or be one of the bots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bot", choices=TRANSPORTS, help=argparse.SUPPRESS)
    parser.add_argument("--root", help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=TRANSPORTS, help="measure one transport")
    parser.add_argument("--corpus", default=str(ROOT / "seeds"), help="the archive")
    parser.add_argument("--state", help="where its index is kept (default: a new folder each time)")
    parser.add_argument("--questions", type=Path, help="lines, or JSON lines with `question`")
    parser.add_argument("--chats", type=int, default=30)
    parser.add_argument("--each", type=int, default=50, help="questions of each chat")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds of each call to Telegram")
    given = parser.parse_args()
    if given.bot:
        run_bot(given.bot, given.root, Path(given.corpus), Path(given.state) if given.state else None)
        return
    lines = given.questions.read_text(encoding="utf-8").splitlines() if given.questions else QUESTIONS
    asked = [question.text for question in batch_questions(lines) if isinstance(question, BatchQuestion)]
    print(f"{given.chats} chats, {given.each} questions each, {given.latency * 1000:.0f} ms a call")
    print("transport  median s    95 % s answers/s    bot ms   this ms    others")
    for transport in [given.only] if given.only else TRANSPORTS:
        print(asyncio.run(measured(transport, asked, given)))


if __name__ == "__main__":
    main()
