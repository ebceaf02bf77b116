"""The Telegram bot while one chat floods it: do others still get their answers?

One chat, then one group, has 10,000 messages waiting, and then one person 10,000 presses, when ten other people begin
to ask; the bot is told to end in the middle, started again over what it left in its inbox, and asked again. Claim: 95 %
of the others' answers come within 0.5 s, each end takes less than 10 s, and the flood is answered by its share and one
sentence.
"""

import argparse
import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

from aiohttp import web

from benchmarks.telegram_load import FIRST_CHAT, QUESTIONS, ROOT, Telegram

FLOODER = 400_000
GROUP = -1_000_400
BATCH = 100
"""Updates that Telegram gives at a time."""


class FloodedTelegram(Telegram):
    """A Telegram in which one chat has sent far too much."""

    def __init__(self, latency: float) -> None:
        super().__init__(latency)
        self._pending: Any = deque()
        self.sent: Counter[int] = Counter()

    def floods(self, chat: int, messages: int, *, pressing: bool = False) -> None:
        """A chat writes many messages, or presses many buttons; those of a group are commands of many people."""
        for _ in range(messages):
            number = next(self._numbers)
            if pressing:
                eve, shown = {"id": FLOODER, "is_bot": False, "first_name": "Eve"}, self._message(chat, "an answer")
                press = {
                    "id": str(number),
                    "from": eve,
                    "chat_instance": "1",
                    "data": "a.x.0.AAAAAAAA",
                    "message": shown,
                }
                self._pending.append({"update_id": number, "callback_query": press})
                continue
            person = FLOODER if chat > 0 else FLOODER + number % 1_000
            text = "Who leads the delegation?" if chat > 0 else "/ask Who leads the delegation?"
            message = {**self._message(chat, text), "from": {"id": person, "is_bot": False, "first_name": "Eve"}}
            if chat < 0:
                message["chat"] = {"id": chat, "type": "supergroup", "title": "A group"}
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
            self._pending.append({"update_id": number, "message": message})
        self._news.set()

    async def _updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if not self._pending:
            await super()._updates(offset, seconds)
            self._pending = deque(self._pending)
        return list(itertools.islice(self._pending, BATCH))

    def _answered(self, chat: int, text: str) -> None:
        self.sent[chat] += 1
        if chat in self._answers and not self._answers[chat].done():
            super()._answered(chat, text)


async def started(telegram: Telegram, root: str, state: str) -> asyncio.subprocess.Process:
    """A bot that polls."""
    telegram.polled.clear()
    place = ("--bot", "aiohttp", "--root", root, "--corpus", str(ROOT / "seeds"), "--state", state)
    script = str(Path(__file__).with_name("telegram_load.py"))
    bot = await asyncio.create_subprocess_exec(sys.executable, script, *place)
    await telegram.polled.wait()
    return bot


async def others(telegram: Telegram, people: int, each: int) -> list[float]:
    """The seconds that each answer to other people took."""
    times: list[float] = []
    turns = itertools.cycle(QUESTIONS)

    async def person(number: int) -> None:
        for _ in range(each):
            began = time.perf_counter()
            await telegram.asks(FIRST_CHAT + number, next(turns))
            times.append(time.perf_counter() - began)
            await asyncio.sleep(0.3)

    await asyncio.gather(*(person(number) for number in range(people)))
    return times


async def ended(bot: asyncio.subprocess.Process) -> float:
    """Ends a bot; gives the seconds it took."""
    began = time.perf_counter()
    bot.terminate()
    await bot.wait()
    return time.perf_counter() - began


async def measured(kind: str, given: argparse.Namespace) -> None:
    """Prints the rows of one kind of flood."""
    chat = GROUP if kind == "group" else FLOODER
    telegram = FloodedTelegram(given.latency)
    runner = web.ServerRunner(web.Server(telegram.called), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    with tempfile.TemporaryDirectory() as state:
        bot = await started(telegram, root, state)
        await others(telegram, given.people, 1)
        telegram.floods(chat, given.messages, pressing=kind == "presses")
        print(_row(kind, await others(telegram, given.people, given.each), await ended(bot), telegram.sent[chat]))
        bot = await started(telegram, root, state)
        times = await others(telegram, given.people, given.each)
        print(_row(f"{kind}, again", times, await ended(bot), telegram.sent[chat]))
    await runner.cleanup()


def _row(kind: str, times: list[float], end: float, sent: int) -> str:
    seconds = statistics.median(times), statistics.quantiles(times, n=20)[18], max(times)
    return f"{kind:<13} {' '.join(f'{each:>9.3f}' for each in seconds)} {end:>9.1f} {sent:>9}"


def main() -> None:
    """Measures each kind of flood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--each", type=int, default=40, help="questions of each person")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds of each call to Telegram")
    given = parser.parse_args()
    print(f"{given.messages} messages, or presses, of one chat; {given.people} others")
    print("flood          median s    95 % s     max s  end in s  answered")
    for kind in ("chat", "group", "presses"):
        asyncio.run(measured(kind, given))


if __name__ == "__main__":
    main()
