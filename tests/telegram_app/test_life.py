"""The whole program against a small Bot API server: faults, redelivery, webhook, and being ended or killed."""

import asyncio
import json
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.ending import END_SECONDS
from tests.programs import Program
from tests.telegram_app.botapi import BotApi, Fault
from tests.telegram_app.conftest import TOKEN

QUESTION = "Who opened the new bridge?"

Start = Callable[..., Coroutine[Any, Any, Program]]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def start(api: BotApi, corpus: Path, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts `pincite telegram` and waits until it listens to Telegram; its log is in `tmp_path / "log"`."""
    programs: list[Program] = []

    async def program(
        *options: str, descriptors: int = 0, module: Sequence[str] = ("bot",), **environment: str
    ) -> Program:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("PINCITE_", "TELEGRAM_"))}
        ours |= {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.root, **environment}
        place = ["--corpus", str(corpus), "--state", str(tmp_path / "state")]
        polls = api.polls
        started = logged(tmp_path / "log", [*module, *place, "telegram", *options], ours, descriptors)
        programs.append(started)
        await api.until(lambda: api.polls > polls or api.webhook or started.returncode is not None)
        return started

    yield program
    for started in programs:
        if started.returncode is None:
            started.kill()
        await started.ends()


def logged(log: Path, words: Sequence[str], environment: dict[str, str], descriptors: int) -> Program:
    """A program whose log is appended to a file; what it writes to stdout is lost."""
    with Path(os.devnull).open("r+b") as nowhere, log.open("ab") as file:
        streams = (nowhere.fileno(), nowhere.fileno(), file.fileno())
        return Program(words, environment, streams, descriptors=descriptors)


async def ended(bot: Program) -> int | None:
    """Ends a bot by SIGTERM; gives its exit code. It has ended after END_SECONDS, on a busy machine some more."""
    bot.send_signal(signal.SIGTERM)
    return await asyncio.wait_for(bot.ends(), 4 * END_SECONDS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        Fault(429),
        Fault(500),
        Fault(502),
        Fault(0),
        Fault(502, committed=True),
        Fault(0, committed=True),
        Fault(504, seconds=0.2, committed=True),
    ],
    ids=["429", "500", "502", "reset", "502 after the fact", "reset after the fact", "slow 504 after the fact"],
)
async def test_faults_of_sending(api: BotApi, start: Start, fault: Fault) -> None:
    """Whatever happens to the call that sends an answer, in the end the answer is in the chat once."""
    bot = await start()
    api.faults["sendMessage"].append(fault)
    api.writes(QUESTION)
    await api.until(lambda: sum(name == "sendMessage" for _, name, _ in api.calls) == 1 + fault.committed)
    if fault.committed:
        await api.until(lambda: any(name == "deleteMessage" for _, name, _ in api.calls))
    assert len(api.answers()) == 1
    assert "Ruth Amsler" in api.answers()[0]["text"]
    assert await ended(bot) == 0


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("fault", [Fault(502), Fault(0), Fault(429), Fault(500)], ids=["502", "reset", "429", "500"])
async def test_faults_of_polling(api: BotApi, start: Start, fault: Fault) -> None:
    """A poll that fails is repeated; what was asked meanwhile is answered."""
    await start()
    api.faults["getUpdates"].extend([fault, fault])
    api.writes(QUESTION)
    await api.until(api.answers)


@pytest.mark.slow
async def test_redelivery(api: BotApi, start: Start) -> None:
    """An update that comes again, under its number or another, is not answered again."""
    await start()
    update = api.writes(QUESTION)
    await api.until(api.answers)
    api.delivers({**update, "update_id": 5000})
    api.delivers({**api.writes("What did the bridge cost?")})
    await api.until(lambda: len(api.answers()) == 2)
    await asyncio.sleep(0.3)
    assert len(api.answers()) == 2


@pytest.mark.slow
async def test_killed_while_sending(api: BotApi, start: Start) -> None:
    """Killed while its answer is under way, the bot gives it after the next start, once."""
    bot = await start()
    api.faults["sendMessage"].append(Fault(502, seconds=30))
    api.writes(QUESTION)
    await api.until(lambda: not api.faults["sendMessage"])
    bot.kill()
    await bot.ends()
    api.writes("What did the bridge cost?")
    await start()
    await api.until(lambda: len(api.answers()) == 2)
    assert "Ruth Amsler" in api.answers()[0]["text"]
    assert "41 million" in api.answers()[1]["text"]


@pytest.mark.slow
async def test_killed_after_sending(api: BotApi, start: Start) -> None:
    """Killed between the sending of an answer and its striking off, the bot does not leave it there twice."""
    bot = await start()
    api.faults["sendMessage"].append(Fault(502, committed=True))
    # The retry hangs, so the process is killed while it does not know that the first call was carried out.
    api.faults["sendMessage"].append(Fault(502, seconds=30))
    api.writes(QUESTION)
    await api.until(lambda: api.answers() and not api.faults["sendMessage"])
    bot.kill()
    await bot.ends()
    await start()
    await api.until(lambda: any(name == "deleteMessage" for _, name, _ in api.calls))
    assert len(api.answers()) == 1


@pytest.mark.slow
async def test_lost_more_than_once(api: BotApi, start: Start) -> None:
    """Each sending whose reply was lost is taken back when one was known to arrive."""
    await start()
    api.faults["sendMessage"] += [Fault(502, committed=True), Fault(0, committed=True)]
    api.writes(QUESTION)
    await api.until(lambda: sum(name == "deleteMessage" for _, name, _ in api.calls) == 2)
    assert len(api.answers()) == 1


@pytest.mark.slow
async def test_killed_before_taking_back(api: BotApi, start: Start) -> None:
    """Killed when the answer is there, but perhaps twice, the bot looks for the double at the next start."""
    bot = await start()
    api.faults["sendMessage"].append(Fault(502, committed=True))
    api.faults["editMessageReplyMarkup"].append(Fault(502, seconds=30))
    api.writes(QUESTION)
    await api.until(lambda: len(api.answers()) == 2 and not api.faults["editMessageReplyMarkup"])
    bot.kill()
    await bot.ends()
    await start()
    await api.until(lambda: len(api.answers()) == 1)
    assert sum(name == "sendMessage" for _, name, _ in api.calls) == 2


@pytest.mark.slow
async def test_ended_while_telegram_is_away(api: BotApi, start: Start) -> None:
    """SIGTERM ends the bot in time though an answer can't be sent; the next start sends it."""
    bot = await start()
    api.faults["sendMessage"].extend([Fault(502)] * 50)
    api.writes(QUESTION)
    await api.until(lambda: len(api.faults["sendMessage"]) < 49)
    assert await ended(bot) == 0
    api.faults["sendMessage"].clear()
    await start()
    await api.until(api.answers)
    assert len(api.answers()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("what", ["thread", "loop", "upload"])
async def test_ended_while_something_takes_forever(api: BotApi, start: Start, what: str, tmp_path: Path) -> None:
    """SIGTERM ends the bot in time though a search or an upload goes on; the next start does it, once."""
    bot = await start(module=("tests.telegram_app.slow_bot", what), PINCITE_ADMINS="7")
    asked = api.writes("/add The tower of Murten has a new clock." if what == "upload" else QUESTION)
    if what == "upload":
        asked["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
    await api.until(lambda: b"at it" in (tmp_path / "log").read_bytes())
    assert await ended(bot) == 0
    assert api.answers() == []
    await start(PINCITE_ADMINS="7")
    await api.until(api.answers)
    await asyncio.sleep(1)
    assert len(api.answers()) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc to see processes in")
async def test_ended_while_the_archive_is_read(api: BotApi, start: Start, corpus: Path) -> None:
    """SIGTERM during the first reading of a long file ends the bot, and the processes that read for it, too."""
    lines = (f'{{"id": "a{n}", "text": "Word number {n} of many. {"It is long. " * 40}"}}\n' for n in range(30_000))
    (corpus / "long.jsonl").write_text("".join(lines), encoding="utf-8")
    starting = asyncio.create_task(start())
    await api.until(lambda: readers(), 30)
    reading = readers()
    (parent,) = set(reading.values())
    os.kill(parent, signal.SIGTERM)
    began = time.perf_counter()
    bot = await asyncio.wait_for(starting, 15)
    assert await bot.ends() == 0
    assert time.perf_counter() - began < 10
    assert not reading.keys() & readers().keys()


def readers() -> dict[int, int]:
    """The reading processes of the programs that were started here, each with its parent, the program."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
    starter = {child for child, parent in parents.items() if parent == os.getpid()}
    return {child: parent for child, parent in parents.items() if parents.get(parent) in starter}


@pytest.mark.slow
async def test_the_state_folder_is_deleted(api: BotApi, start: Start, tmp_path: Path) -> None:
    """Deleted while the bot runs, the folder is there again with what the bot must not forget; it is said once."""
    bot = await start()
    asked = api.writes(QUESTION)
    await api.until(lambda: len(api.answers()) == 1)
    shutil.rmtree(tmp_path / "state")
    api.writes("What did the bridge cost?")
    await api.until(lambda: len(api.answers()) == 2)
    await api.until(lambda: (tmp_path / "state" / "telegram-123456789.sqlite").exists(), 10)
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert await ended(bot) == 0
    log = (tmp_path / "log").read_text()
    assert log.count("was deleted while the bot ran") == 1
    assert "Traceback" not in log
    api.delivers(asked)
    api.writes("When are the cables inspected?")
    await start()
    await api.until(lambda: len(api.answers()) == 3)
    await asyncio.sleep(1)
    assert len(api.answers()) == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes for the state."""
    state = tmp_path / "state"
    state.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", state], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield state
    subprocess.run([str(shutil.which("umount")), "-l", state], check=True)


@pytest.mark.slow
async def test_the_disk_is_full(api: BotApi, small_disk: Path, start: Start, tmp_path: Path) -> None:
    """What is asked while the disk is full waits at Telegram, and is answered once when there is room; it is said."""
    bot = await start()
    api.writes(QUESTION)
    await api.until(lambda: len(api.answers()) == 1)
    with suppress(OSError), (small_disk / "filling").open("wb", buffering=0) as filling:
        for _ in range(4_096):
            filling.write(bytes(1_024))
    for _ in range(40):
        api.writes("What did the bridge cost? " * 20)
    await api.until(lambda: b"can't be written" in (tmp_path / "log").read_bytes(), 20)
    assert bot.returncode is None
    (small_disk / "filling").unlink()
    await api.until(lambda: len(api.answers()) >= 10, 60)
    assert await ended(bot) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.mark.slow
async def test_retry_after_is_obeyed(api: BotApi, start: Start) -> None:
    """After a 429 nothing is sent to the chat before the time is over."""
    await start()
    api.faults["sendMessage"].append(Fault(429, retry_after=2))
    began = asyncio.get_running_loop().time()
    api.writes(QUESTION)
    await api.until(api.answers)
    (sent,) = [at for at, name, _ in api.calls if name == "sendMessage"]
    assert sent - began >= 2


async def test_webhook(api: BotApi, start: Start, unused_tcp_port: int, tmp_path: Path) -> None:
    """With a webhook, calls with its secret are answered and any other is refused; a restart keeps the secret."""
    address = f"http://127.0.0.1:{unused_tcp_port}/hook"
    bot = await start("--webhook", address)
    update = api.writes(QUESTION)
    assert await api.calls_webhook(update) == 200
    await api.until(api.answers)
    assert await api.calls_webhook(update) == 200
    assert await api.calls_webhook(api.writes(QUESTION), secret="") == 403
    assert await api.calls_webhook(api.writes(QUESTION), secret="guessed") == 403
    assert len(api.answers()) == 1
    assert await ended(bot) == 0
    await start("--webhook", address)
    await api.until(lambda: (tmp_path / "log").exists())
    for _ in range(100):
        try:
            assert await api.calls_webhook(api.writes("What did the bridge cost?")) == 200
            break
        except OSError:
            await asyncio.sleep(0.1)
    await api.until(lambda: len(api.answers()) == 2)
    assert sum(name == "setWebhook" for _, name, _ in api.calls) == 1


HALF_OPEN = 1_500
"""Connections that say nothing, or half of a request, or the wrong secret."""


@pytest.mark.slow
async def test_half_open_connections_keep_telegram_out_of_nothing(
    api: BotApi, start: Start, unused_tcp_port: int, tmp_path: Path
) -> None:
    """With few descriptors, 1,500 half-open connections and bad calls, updates are answered and the log stays short."""
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < HALF_OPEN + 500:
        pytest.skip("this process may not have as many descriptors itself")
    bot = await start("--webhook", f"http://127.0.0.1:{unused_tcp_port}/hook", descriptors=200)
    loop = asyncio.get_running_loop()
    beginnings = [b"", b"POST /hook HTTP/1.1\r\nHost: a\r\nX: ", b"\x16\x03\x01 no HTTP\r\n\r\n"]
    waits: list[float] = []
    with ExitStack() as lines:
        for number in range(HALF_OPEN):
            line = lines.enter_context(socket.socket())
            line.settimeout(0)
            await loop.sock_connect(line, ("127.0.0.1", unused_tcp_port))
            await loop.sock_sendall(line, beginnings[number % 3])
            if number % 100 == 50:
                assert await api.calls_webhook(api.writes(QUESTION), secret="guessed") == 403
                began, expected = time.perf_counter(), len(waits) + 1
                assert await api.calls_webhook(api.writes(QUESTION)) == 200
                await api.until(partial(lambda number: len(api.answers()) == number, expected))
                waits.append(time.perf_counter() - began)
    assert median(waits) < 5  # those that say nothing are waited for longer than that
    assert await ended(bot) == 0
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log
    assert len(log.splitlines()) < 15


async def test_metrics(api: BotApi, start: Start, unused_tcp_port: int) -> None:
    """`/metrics` counts what was asked, `/healthz` says that all is well."""
    from aiohttp import ClientSession

    await start("--metrics", str(unused_tcp_port))
    api.writes(QUESTION)
    await api.until(api.answers)
    async with ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        metrics = await (await session.get("/metrics")).text()
        assert 'pincite_questions_total{door="chat"} 1.0' in metrics
        assert "pincite_articles 1.0" in metrics
        assert (await session.get("/healthz")).status == 200


@pytest.mark.slow
async def test_articles_that_come_in_are_answered_from(api: BotApi, start: Start, corpus: Path, tmp_path: Path) -> None:
    """A running bot sees a changed folder by itself, and its log says what came in and what can't be read."""
    await start()
    (corpus / "mill.txt").write_text("The miller Olav Berg opened the mill on a windy Tuesday, before the sun rose.")
    (corpus / "broken.json").write_text("{")
    log = tmp_path / "log"
    await api.until(lambda: "the archive changed: 1 new article" in log.read_text())
    api.writes("Who opened the mill?")
    await api.until(api.answers)
    assert "Olav Berg" in json.dumps(api.answers())
    await api.until(lambda: "broken.json record 1 is not JSON" in log.read_text())


@pytest.mark.slow
async def test_another_poller_is_explained(api: BotApi, start: Start, tmp_path: Path) -> None:
    """A 409 is one sentence in the log that says what to do, and no failure."""
    api.faults["getUpdates"].append(Fault(409))
    bot = await start()
    await api.until(lambda: b"another program" in (tmp_path / "log").read_bytes())
    assert bot.returncode is None


@pytest.mark.slow
async def test_log_holds_neither_token_nor_question(api: BotApi, start: Start, tmp_path: Path) -> None:
    """The log of a run with faults has no token, no question and no traceback in it."""
    bot = await start()
    api.faults["sendMessage"].extend([Fault(502), Fault(0)])
    api.faults["getUpdates"].append(Fault(502))
    api.writes(QUESTION)
    await api.until(api.answers)
    await ended(bot)
    log = (tmp_path / "log").read_text()
    assert log
    assert (tmp_path / "state" / "telegram-123456789.sqlite").exists(), "the inbox is not named for the bot"
    assert TOKEN not in log
    assert "bridge" not in log
    assert "Traceback" not in log


async def test_unknown_token(api: BotApi, start: Start, tmp_path: Path) -> None:
    """A token that Telegram does not know is one sentence and exit code 2."""
    api.faults["getMe"].append(Fault(401))
    bot = await start()
    assert await asyncio.wait_for(bot.ends(), 10) == 2
    assert "does not know this bot's token" in (tmp_path / "log").read_text()


async def test_port_in_use(api: BotApi, start: Start, unused_tcp_port: int, tmp_path: Path) -> None:
    """A port that somebody else listens on is one sentence and exit code 3."""
    taken = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", unused_tcp_port)
    bot = await start("--metrics", str(unused_tcp_port))
    assert await asyncio.wait_for(bot.ends(), 10) == 3
    log = (tmp_path / "log").read_text()
    assert f"Nobody can listen on 127.0.0.1:{unused_tcp_port}" in log
    assert "Traceback" not in log
    taken.close()
    await taken.wait_closed()


@pytest.mark.slow
async def test_what_it_leaves_is_the_owners_alone_and_its_log_tells_nothing(
    api: BotApi, start: Start, corpus: Path, tmp_path: Path
) -> None:
    """Under the most open umask, while it runs and after it: no file of the state can be read by others.

    The log at its usual level has no word that somebody wrote, no name and no token, whatever fails.
    """
    before = os.umask(0)
    try:
        bot = await start(PINCITE_ENGINE="disk", PINCITE_ADMINS="7", PINCITE_ACCESS="pairing")
    finally:
        os.umask(before)
    state, of_corpus = tmp_path / "state", os.stat(corpus).st_mode  # noqa: PTH116

    def modes() -> set[tuple[str, int]]:
        paths = [state, *state.rglob("*")]
        return {
            (path.name, mode)
            for path in paths
            if (mode := path.stat().st_mode & 0o777) != (0o700 if path.is_dir() else 0o600)
        }

    for text in (
        "/add The zyxlantern was lit by Ada.",
        "Who lit the zyxlantern?",
        "/check zyxlantern",
        "/quote “zyxlantern it”",
    ):
        update = api.writes(text)
        update["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        if not text.startswith("/"):
            update["message"]["entities"] = []
    api.faults["sendMessage"].extend([Fault(502), Fault(0), Fault(429)])
    api.writes("zyxlantern " * 600)
    await api.until(lambda: len(api.answers()) >= 5)
    assert modes() == set()
    (added,) = (corpus / "telegram").iterdir()
    assert [path.stat().st_mode & 0o777 for path in (added, added.parent)] == [of_corpus & 0o666, of_corpus & 0o777]
    assert await ended(bot) == 0
    assert modes() == set()
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "pairing code" in log
    for word in ("zyxlantern", "Ada", TOKEN, TOKEN.partition(":")[2]):
        assert word not in log
