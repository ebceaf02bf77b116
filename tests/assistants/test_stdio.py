"""The command over stdin and stdout: an assistant's process, from its start to each of its ends."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, JSONRPCNotification, JSONRPCRequest, JSONRPCResponse

from bot.assistants import stdio
from tests.assistants.conftest import Assistant, write_newspaper
from tests.programs import Command, input_file
from tests.test_architecture import ROOT

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}
STATS = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "stats"}}


def lines(*messages: object) -> bytes:
    """Messages as a client writes them."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in messages)


def command(corpus: Path, state: Path, *, stdin: bytes | int = b"", stdout: int | None = None) -> Command:
    """`pincite mcp` over an archive."""
    words = ["bot", "--corpus", str(corpus), "--state", str(state), "mcp"]
    return Command(words, {"PATH": os.environ["PATH"], "PINCITE_WATCH_QUIET_MS": "10"}, stdin=stdin, stdout=stdout)


def complaints(stderr: bytes) -> list[bytes]:
    """What a process has said, but that it was still reading: a busy machine takes long for six articles."""
    return [line for line in stderr.splitlines() if not line.startswith(b"pincite: Reading the archive")]


@pytest.fixture
def corpus(corpus: Path) -> Path:
    """The newspaper, which a test may change."""
    return write_newspaper(corpus)


@pytest.mark.slow
def test_what_was_asked_is_answered_though_stdin_is_closed(corpus: Path, state: Path) -> None:
    """As by a pipe: stdout carries the protocol alone, a line that is no message is refused, and it ends well."""
    named: tuple[object, ...] = ([2], {}, None)
    cancelled = [{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": odd}} for odd in named]
    asked = (
        lines(INITIALIZE, INITIALIZED, STATS)[:-1]
        + b"\n\xff\x00{]\n[1]\n"
        + lines(*cancelled, {**STATS, "id": "three"})
    )
    process = command(corpus, state, stdin=asked)
    out, err = process.communicate(30)
    messages = [json.loads(line) for line in out.splitlines()]
    refused = [message["error"]["code"] for message in messages if message["id"] is None]
    assert refused == [PARSE_ERROR, INVALID_REQUEST]
    answers = {message["id"]: message["result"] for message in messages if message["id"] is not None}
    assert answers.keys() == {1, 2, "three"}
    assert answers[1]["protocolVersion"] == "2024-11-05"
    assert answers["three"]["structuredContent"]["articles"] == 6
    assert process.returncode == 0
    assert set(complaints(err)) == {b"pincite: dropped 'notifications/cancelled': malformed params"}


@pytest.mark.slow
async def test_an_assistant_that_starts_the_command(corpus: Path, state: Path, tmp_path: Path) -> None:
    """By the SDK's client: it asks, sees what comes into the folder meanwhile, and stderr says what came."""
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "--corpus", str(corpus), "--state", str(state), "mcp"],
        env={"PYTHONPATH": str(ROOT), "PINCITE_WATCH_QUIET_MS": "10"},
    )
    with (tmp_path / "stderr").open("w+") as stderr:
        async with Client(stdio_client(started, errlog=stderr)) as client:
            speaker = Assistant(client)
            answer = await speaker.call("ask", question="Which name did schoolchildren choose for the ferry?")
            assert answer["passages"][0]["citation"]["article"] == "ferry.md"
            (corpus / "tram.txt").write_text("A tram named Badger came off its rails at the fish market.\n")
            quotations = [{"text": "A tram named Badger came off its rails"}]
            while not (await speaker.call("quote", quotations=quotations))["quotations"][0]["stands"]:
                pass
            found = await speaker.call("check", references=[answer["id"]])
            assert all(row["stands"] for row in found["checks"])
        stderr.seek(0)
        assert stderr.read().endswith("pincite: 1 new article.\n")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_though_stdin_is_open(corpus: Path, state: Path, number: signal.Signals) -> None:
    """In good order, and at once."""
    reads, writes = os.pipe()
    try:
        process = command(corpus, state, stdin=reads)
        os.write(writes, lines(INITIALIZE))
        while not process.written():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        assert (complaints(process.communicate(30)[1]), process.returncode) == ([], 0)
    finally:
        os.close(reads)
        os.close(writes)


@pytest.mark.slow
def test_a_reader_that_is_gone_ends_it(corpus: Path, state: Path) -> None:
    """An assistant that crashed: there is nobody to tell."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        process = command(corpus, state, stdin=lines(INITIALIZE), stdout=writes)
        assert (complaints(process.communicate(30)[1]), process.returncode) == ([], 0)
    finally:
        os.close(writes)


@pytest.mark.slow
def test_an_archive_that_is_not_there_ends_it(tmp_path: Path, state: Path) -> None:
    """With the sentence and the exit code of other commands."""
    process = command(tmp_path / "none", state, stdin=lines(INITIALIZE))
    out, err = process.communicate(30)
    assert process.returncode == 3
    assert b"There is no archive at" in err
    assert b"There is no archive" not in out


async def read_lines(data: bytes) -> list[str]:
    """The lines that are read of some bytes."""
    with input_file(data) as file:
        return [line async for line in stdio._Lines(file.fileno())]


async def test_lines(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A last one may have no end, what is no UTF-8 is replaced; one that is too long is the end, and said."""
    assert await read_lines(b"") == []
    assert await read_lines(b"a\n\n\xffb") == ["a\n", "\ufffdb"]
    assert await read_lines(b"a\n" * 200) == ["a\n"] * 200
    monkeypatch.setattr(stdio, "LONGEST_LINE", 4)
    assert await read_lines(b"abc\nabcd\nabc\n") == ["abc\n"]
    assert not caplog.records or "longer than" in caplog.records[0].getMessage()
    assert len(caplog.records) == 1
    assert await read_lines(b"abc\nabc") == ["abc\n", "abc"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (rb'{"a": "cut \ud83d"}', {"a": "cut \ufffd"}),
        (rb'{"a": "\uDE00 cut"}', {"a": "\ufffd cut"}),
        (rb'{"a": "\ud83d\ude00 whole"}', {"a": "\U0001f600 whole"}),
        (rb'{"a": "\\ud83d as typed", "b": 1.5}', {"a": r"\ud83d as typed", "b": 1.5}),
    ],
)
async def test_half_of_a_surrogate_pair_costs_no_message(line: bytes, read: object) -> None:
    """A client that cuts a text within an emoji is answered all the same; what is whole stays."""
    (message,) = await read_lines(line + b"\n")
    assert message.endswith("\n")
    assert json.loads(message) == read


async def test_what_is_no_message_is_left_to_the_protocol() -> None:
    """Also where it has half of a pair."""
    assert await read_lines(rb'{"a": "\ud83d"' + b"\n") == ['{"a": "\\ud83d"\n']


async def test_a_descriptor_that_is_closed_has_no_lines(caplog: pytest.LogCaptureFixture) -> None:
    """It is said why."""
    with input_file(b"") as file:
        closed = os.dup(file.fileno())
    os.close(closed)
    assert [line async for line in stdio._Lines(closed)] == []
    assert "stdin can't be read (Bad file descriptor)" in caplog.text


def request(number: int) -> SessionMessage:
    """What is asked under a number."""
    return SessionMessage(JSONRPCRequest(jsonrpc="2.0", id=number, method="tools/list"))


def answered(number: int) -> SessionMessage:
    """The answer to it."""
    return SessionMessage(JSONRPCResponse(jsonrpc="2.0", id=number, result={}))


def notice(method: str, number: int) -> SessionMessage:
    """What a client says of what it asked under a number."""
    return SessionMessage(JSONRPCNotification(jsonrpc="2.0", method=method, params={"requestId": number}))


async def test_what_was_asked_is_waited_for() -> None:
    """Until each is answered, or cancelled; whatever else a client says of it changes nothing."""
    waiting = stdio._Waiting()
    await waiting.over()
    for number in (1, 2, 3):
        waiting.note(request(number))
    over = asyncio.create_task(waiting.over())
    for item in (answered(1), notice("notifications/progress", 2), ValueError("no JSON"), notice("notifications/x", 3)):
        waiting.note(item)
    for last in (notice("notifications/cancelled", 3), answered(2)):
        for _ in range(5):
            await asyncio.sleep(0)
        assert not over.done()
        waiting.note(last)
    await over


async def test_how_long_a_line_may_be_is_said_in_megabytes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Of one that is longer."""
    monkeypatch.setattr(stdio, "LONGEST_LINE", 3 << 20)
    assert await read_lines(b"a" * (3 << 20)) == []
    assert [record.getMessage() for record in caplog.records] == [
        "a message is longer than 3 MB; the connection is closed"
    ]
