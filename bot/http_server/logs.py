"""The log of those that run for long: it never holds a token or, at INFO, a question, and nobody can flood it."""

import logging
import re
import sqlite3
import sys
import time
import traceback
from collections.abc import Hashable, Iterable, Iterator
from datetime import UTC, datetime

from aiohttp.http_exceptions import HttpProcessingError

from bot.render.phrases import json_text, printable
from retrieval import ArchiveError, StateError

SPARING_SECONDS = 60.0
"""Seconds between two log lines of one kind that somebody else can cause as often as they like."""


class SecretFilter(logging.Filter):
    """Takes secrets out of every record, whoever wrote it and wherever in it they are."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        """Masks the secrets in a record; always lets it pass."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # logging catches what a handler raises, not what its filter does: the caller would fail for a log line.
            message = f"{record.msg} (its arguments do not fit)"
        record.msg, record.args = self.masked(message), None
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = self.masked("\n".join(traceback_lines(record.exc_info[1])))
        return True

    def masked(self, text: str) -> str:
        """`text` with three asterisks instead of each secret."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


WORDLESS: set[type[BaseException]] = {OSError, sqlite3.Error, StateError, ArchiveError}
"""Errors whose messages name files and what a system says, never what somebody wrote but between quotation marks; an
entry point adds those of its own."""

_QUOTED = re.compile(r'"[^"]*(?:"|$)|“[^”]*(?:”|$)')


def traceback_lines(error: BaseException | None) -> Iterator[str]:
    """Where an error and those before it were raised; of most only the kind, as a message may quote a question."""
    if error is None:
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from traceback_lines(before)
        yield "then:"
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    name = type(error).__name__
    yield f"{name}: {without_quotations(str(error))}" if isinstance(error, tuple(WORDLESS)) else name


def without_quotations(message: str) -> str:
    """What a server says about a call, without the words that it quotes."""
    return _QUOTED.sub('"…"', message)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            row["error"] = record.exc_text
        return json_text(row)


class PlainFormatter(logging.Formatter):
    """A line for a person: what strangers wrote can give their terminal no orders."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and the error where there is one."""
        return printable(super().format(record))


_written_at: dict[Hashable, tuple[float, int]] = {}
"""Of each message that is logged sparingly, when it was last written, and how often it was left out since."""


def _due(message: Hashable) -> int | None:
    """How often a message was left out since it was last written; None if that is less than a minute ago."""
    now = time.monotonic()
    last_written, left_out = _written_at.get(message, (-SPARING_SECONDS, 0))
    due = now - last_written >= SPARING_SECONDS
    _written_at[message] = (now, 0) if due else (last_written, left_out + 1)
    return left_out if due else None


def sparingly(log: logging.Logger, message: str, *args: object, level: int = logging.WARNING) -> None:
    """Logs a message once a minute, with how often it would have been logged since, whatever its arguments.

    Args:
        log: The logger.
        message: The message, with places for `args`.
        args: What fills them.
        level: The level.
    """
    left_out = _due(message)
    if left_out is None:
        return
    also = f" (and {left_out} times more in the minutes before)" if left_out else ""
    log.log(level, "%s%s", message % args, also)


class SparingFilter(logging.Filter):
    """Lets through a record of each kind once a minute; what aiohttp says about bad HTTP is made a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record passes."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            record.msg, record.args = "a request that is not HTTP was refused (%s)", (type(error).__name__,)
            record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
        return _due((record.name, str(record.msg).partition("\n")[0])) is not None


def log_to_stderr(secrets: Iterable[str], level: str = "INFO") -> None:
    """Sends the log to stderr: plain lines on a terminal, JSON lines elsewhere."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(SecretFilter(secrets))
    handler.setFormatter(PlainFormatter() if sys.stderr.isatty() else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # When a record can't be written, logging would print it past the filter.
    logging.raiseExceptions = False
    for floodable in ("aiohttp.server", "asyncio"):
        logging.getLogger(floodable).addFilter(SparingFilter())
    for chatty in ("httpx", "httpcore", "aiohttp.access", "telegram", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
