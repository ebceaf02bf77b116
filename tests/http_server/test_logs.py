"""The log: machine-readable, and without secrets wherever they hide."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiohttp.http_exceptions import BadHttpMessage

from bot.http_server import logs
from bot.http_server.logs import (
    SPARING_SECONDS,
    JsonFormatter,
    PlainFormatter,
    SecretFilter,
    SparingFilter,
    log_to_stderr,
    sparingly,
)

SECRET = "123456789:AAvery-secret"


Log = Callable[[], logging.Logger]


@pytest.fixture
def log() -> Iterator[Log]:
    """Makes a logger whose lines go to stderr as the bot's do."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level

    def logger() -> logging.Logger:
        log_to_stderr([SECRET])
        return logging.getLogger("test")

    yield logger
    root.handlers[:] = before
    root.setLevel(level)
    logging.raiseExceptions = True


def test_json_lines(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere than on a terminal each record is a JSON object on a line."""
    log().info("%d updates\nare left", 3)
    row = json.loads(capsys.readouterr().err)
    assert (row["level"], row["logger"], row["message"]) == ("INFO", "test", "3 updates\nare left")
    assert row["time"].endswith("+00:00")


def test_secrets_are_masked(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    """The token shows neither in words, nor in arguments, nor in a traceback."""
    logger = log()
    logger.info("calling /bot%s/getMe", SECRET)
    logger.info(f"calling /bot{SECRET}/getMe")  # noqa: G004 - somebody else's library may do so
    try:
        Path(SECRET).read_bytes()
    except OSError:
        logger.exception("failed with %s", {"url": SECRET})
    written = capsys.readouterr().err
    assert SECRET not in written
    assert written.count("***") == 4
    assert "FileNotFoundError" in written


def test_chatty_libraries_are_quiet(log: Log) -> None:
    """Libraries that log addresses at INFO are heard from WARNING on."""
    log()
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("aiohttp.access").isEnabledFor(logging.INFO)


def test_record_without_secret_is_as_it_was() -> None:
    """A record without a secret keeps its words, percent signs included."""
    record = logging.LogRecord("test", logging.INFO, "", 0, "100 %% of %s", ("it",), None)
    assert SecretFilter([SECRET, ""]).filter(record)
    assert json.loads(JsonFormatter().format(record))["message"] == "100 % of it"


def test_plain_lines_on_a_terminal(
    log: Log, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal each record is a line that people read, without secrets too."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    log().warning("no updates for %s", SECRET)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d .* WARNING no updates for \*\*\*\n", capsys.readouterr().err)


def test_what_is_logged(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    """Records from INFO on are logged, once, with their error where there is one and without one elsewhere."""
    log()
    logger = log()
    logger.debug("not this")
    logger.info("this", exc_info=(None, None, None))
    logger.error("that", exc_info=ValueError("wrong"))
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["message"], first.get("error")) == ("this", None)
    assert (second["message"], second["error"]) == ("that", "ValueError")


class Refused(Exception):
    """What a server says of a call, quoting from it."""


def test_errors_are_logged_without_what_somebody_wrote(
    log: Log, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they were raised, of which kind, and what the system said; not the words of a question."""
    monkeypatch.setattr(logs, "WORDLESS", {*logs.WORDLESS, Refused})
    logger = log()
    try:
        try:
            try:
                int("zyxquestion")
            except ValueError:
                Path("/nowhere/at/all").read_bytes()
        except OSError as error:
            raise Refused('can\'t parse "zyxquestion" nor “zyxquestion” nor "zyxquestion') from error
    except Refused:
        logger.exception("an update failed")
    row = json.loads(capsys.readouterr().err)
    assert [line for line in row["error"].splitlines() if not line.startswith(" ")] == [
        "ValueError",
        "then:",
        "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/at/all'",
        "then:",
        'Refused: can\'t parse "…" nor "…" nor "…"',
    ]


@pytest.mark.parametrize("words", ["%d articles", "%s and %s", "%(name)s", "%y"])
def test_a_record_that_does_not_fit_harms_nobody(log: Log, capsys: pytest.CaptureFixture[str], words: str) -> None:
    """A record whose arguments do not fit is logged without them, and its writer goes on."""
    log().info(words, {SECRET: SECRET})
    written = capsys.readouterr().err
    assert json.loads(written)["message"] == f"{words} (its arguments do not fit)"
    assert not logging.raiseExceptions


def test_json_keeps_letters() -> None:
    """Letters of any script stand in the log as they are; times are in UTC with milliseconds."""
    record = logging.LogRecord("test", logging.INFO, "", 0, "Ответ", None, None)
    record.created = 1.5
    row = JsonFormatter().format(record)
    assert "Ответ" in row
    assert json.loads(row)["time"] == "1970-01-01T00:00:01.500+00:00"


def test_a_log_gives_a_terminal_no_orders() -> None:
    """What a stranger wrote is made visible in a line for a person, and escaped in JSON."""
    record = logging.LogRecord("a", logging.INFO, "f", 1, "a\x1b[2J\x9b\u202e é", (), None)
    assert PlainFormatter().format(record).endswith("INFO a\ufffd[2J\ufffd\ufffd é")
    written = JsonFormatter().format(record)
    assert json.loads(written)["message"] == "a\x1b[2J\x9b\u202e é"
    assert "a\\u001b[2J\\u009b\\u202e é" in written


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Nothing was logged yet; gives what lets so many seconds pass."""
    now = [1_000.0]
    monkeypatch.setattr(logs, "_written_at", {})
    monkeypatch.setattr("bot.telegram_app.logs.time.monotonic", lambda: now[0])
    return lambda seconds: now.append(now.pop() + seconds)


def test_a_line_a_minute(minutes: Callable[[float], None], caplog: pytest.LogCaptureFixture) -> None:
    """What strangers can cause as often as they like is logged once a minute, with how often it was left out."""
    for number in range(3):
        sparingly(logging.getLogger("test"), "call %d was refused", number)
    sparingly(logging.getLogger("test"), "something else")
    assert caplog.messages == ["call 0 was refused", "something else"]
    minutes(SPARING_SECONDS)
    sparingly(logging.getLogger("test"), "call %d was refused", 4)
    assert caplog.messages[2:] == ["call 4 was refused (and 2 times more in the minutes before)"]


def test_what_libraries_say_again_and_again(minutes: Callable[[float], None]) -> None:
    """A record passes once a minute whatever its later lines say; one about bad HTTP has no traceback."""

    def record(message: str, error: Exception | None = None) -> logging.LogRecord:
        info = (type(error), error, None) if error else None
        return logging.LogRecord("aiohttp.server", logging.ERROR, "", 1, message, (), info)

    passes = SparingFilter().filter
    assert [passes(record(text)) for text in ("a\n1", "a\n2", "b")] == [True, False, True]
    minutes(SPARING_SECONDS)
    assert passes(record("a"))
    bad, broken = record("failed", BadHttpMessage("no")), record("failed", ValueError("ours"))
    assert passes(bad)
    assert (bad.getMessage(), bad.levelname) == ("a request that is not HTTP was refused (BadHttpMessage)", "WARNING")
    assert bad.exc_info is None
    assert passes(broken)
    assert broken.exc_info is not None
