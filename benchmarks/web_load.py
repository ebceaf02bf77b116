"""How many questions a second `pincite serve` answers, and how long each takes, beside `pincite ask --from`.

`python benchmarks/web_load.py [CORPUS [QUESTIONS]]`: an archive (`seeds`) and questions, a line or a JSON object with
`question` each (without them, the first words of its articles). Prints for 1, 2, 8 and 32 callers the questions a
second, the median and the 95th percentile in milliseconds, the same for an article, the processor time that
each takes, and whether each answer is the command line's, field by field.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import numpy as np
from aiohttp import ClientSession

from bot.render.links import article_path

ROOT = Path(__file__).parents[1]
CALLERS = 1, 2, 8, 32
SHORTEST_SECONDS = 3.0
OWN = {"id", "asked_at", "elapsed_ms"}
"""What each answer has of its own."""


def command(*arguments: str) -> list[str]:
    """The command line of Pincite."""
    return [sys.executable, "-m", "bot", *arguments]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def serving(options: Sequence[str], environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """A server over an archive: its address, and the id of its process."""
    port = free_port()
    process = subprocess.Popen(command(*options, "serve", "--port", str(port)), cwd=ROOT, env=environment)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


async def ready(session: ClientSession) -> None:
    """Waits until the archive was read."""
    for _ in range(6_000):
        try:
            async with session.get("/api/articles?limit=1") as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError("the archive was not read in ten minutes")


async def some_questions(session: ClientSession) -> list[str]:
    """The first words of articles, as questions."""
    async with session.get("/api/articles?limit=100") as answer:
        articles = (await answer.json())["articles"]
    questions = []
    for article in articles:
        async with session.get(f"/api{article_path(article['id'])}") as answer:
            questions.append(" ".join((await answer.json())["text"].split()[:9]))
    return [question for question in questions if question]


async def load(session: ClientSession, paths: Sequence[str], callers: int) -> tuple[float, list[float], list[Any]]:
    """Calls paths in turn, some at a time: calls a second, the seconds of each, and what each of the first gave."""
    waiting, seconds, given = iter(range(10**9)), list[float](), dict[int, Any]()
    started = time.perf_counter()

    async def call() -> None:
        for number in waiting:
            if number >= len(paths) and time.perf_counter() - started > SHORTEST_SECONDS:
                return
            began = time.perf_counter()
            async with session.get(paths[number % len(paths)]) as answer:
                text = await answer.text()
                assert answer.status in (200, 400), text
            seconds.append(time.perf_counter() - began)
            if number < len(paths):
                given[number] = json.loads(text)

    await asyncio.gather(*(call() for _ in range(callers)))
    rate = len(seconds) / (time.perf_counter() - started)
    return rate, seconds, [given[number] for number in sorted(given)]


def plain(value: Any) -> Any:
    """An answer without what it has of its own."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items() if name not in OWN}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def processor_seconds(process: int) -> float:
    """The processor time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measured(address: str, process: int, questions: list[str]) -> tuple[list[str], list[Any]]:
    """Prints how the server does under load; gives the questions and their answers."""
    async with ClientSession(address) as session:
        await ready(session)
        questions = questions or await some_questions(session)
        asks = [f"/api/ask?{urlencode({'question': question})}" for question in questions]
        await load(session, asks[:50], 1)
        _, _, answers = await load(session, asks, 1)
        cited = [passage["citation"]["article"] for answer in answers for passage in answer.get("passages", ())]
        articles = [f"/api{article_path(identity)}" for identity in dict.fromkeys(cited)]
        for name, paths in (("question", asks), ("article", articles)):
            for callers in CALLERS:
                before = processor_seconds(process)
                rate, seconds, _ = await load(session, paths, callers)
                each = (processor_seconds(process) - before) / len(seconds)
                p50, p95 = np.percentile(np.array(seconds) * 1_000, [50, 95])
                print(f"{name}, {callers:2} callers: {rate:7.1f} a second, p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, "
                      f"processor {each * 1_000:5.1f} ms each")  # fmt: skip
    return questions, answers


def main(corpus: str, file: str | None) -> None:
    """Measures, and compares with the command line."""
    lines = Path(file).read_text(encoding="utf-8").splitlines() if file else []
    questions = [json.loads(line)["question"] if line.startswith("{") else line for line in lines if line.strip()]
    with TemporaryDirectory() as state:
        options = ["--corpus", corpus, "--state", state]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
        with serving(options, environment) as (address, process):
            questions, answers = asyncio.run(measured(address, process, questions))
        rows = "".join(json.dumps({"question": question}) + "\n" for question in questions)
        started, before = time.perf_counter(), os.times()
        asked = command(*options, "ask", "--from", "-")
        done = subprocess.run(asked, cwd=ROOT, env=environment, input=rows, capture_output=True, check=True, text=True)
        took, after = time.perf_counter() - started, os.times()
    said = [json.loads(line) for line in done.stdout.splitlines()]
    same = sum(plain(one) == plain(other) for one, other in zip(answers, said, strict=True) if "error" not in one)
    each = (after.children_user + after.children_system - before.children_user - before.children_system) / len(said)
    print(f"pincite ask --from, start included: {len(questions) / took:7.1f} a second, "
          f"processor {each * 1_000:5.1f} ms each")  # fmt: skip
    print(f"the same JSON for {same} of {sum('error' not in one for one in answers)} questions")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "seeds"), sys.argv[2] if len(sys.argv) > 2 else None)
