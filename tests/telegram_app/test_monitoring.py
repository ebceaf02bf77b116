"""The log: machine-readable, and without secrets wherever they hide."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from bot.telegram_app.monitoring import JsonFormatter, SecretFilter, log_to_stderr

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
        int(SECRET)
    except ValueError:
        logger.exception("failed with %s", {"url": SECRET})
    written = capsys.readouterr().err
    assert SECRET not in written
    assert written.count("***") == 4
    assert "ValueError" in written


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
