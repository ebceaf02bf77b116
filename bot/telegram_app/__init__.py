"""The Telegram bot: the only part of the project that knows `telegram`; `run` is its entry point.

Read `app` first (the bot's life), then `handlers.registration` (who handles what) and `views`. How it survives
failures is in `updates` and `sending`. README.md beside this file says what each module is for.
"""

import logging
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.ending import Ending, break_off, run_loop, stop
from bot.garbage import collect_less
from bot.http_server import logs
from bot.journal.database import is_damage
from bot.journal.private_files import owner_only
from bot.journal.store import Journal
from bot.render.phrases import changes_text, news_lines
from bot.settings import Settings
from bot.telegram_app import monitoring
from bot.telegram_app.app import TelegramBot
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.archive.uploaded_files import finish_interrupted
from bot.telegram_app.pairing import SCHEMA as PAIRING_TABLES
from bot.telegram_app.pairing import Pairing
from bot.telegram_app.preferences import SCHEMA as PREFERENCES_TABLES
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.sending.transport import AiohttpRequest
from bot.telegram_app.state_file import mended
from bot.telegram_app.updates.inbox import SCHEMA as INBOX_TABLES
from bot.telegram_app.updates.inbox import Inbox
from retrieval import Changes, Searcher, StateError, UsageError, blame_machine, opening_error, watching

_TOKEN = re.compile(r"[0-9]{1,20}:[\w-]+", re.ASCII)
"""A bot's id and its secret (core.telegram.org/bots/api, "Authorizing your bot")."""

_log = logging.getLogger(__name__)

# PTB gives periods as numbers, with a warning each time, unless told to give timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "true")


def run(
    open_searcher: Callable[[], AbstractContextManager[Searcher]],
    settings: Settings,
    request: Callable[[], BaseRequest] = AiohttpRequest,
) -> None:
    """Runs the bot until SIGTERM or SIGINT.

    Args:
        open_searcher: Opens the archive.
        settings: The settings.
        request: Makes what carries the calls to Telegram.

    Raises:
        UsageError: There is no token, or Telegram does not know it.
        PinciteError: The archive can't be opened.
        StateError: A port can't be listened on, or the inbox can't be used.
    """
    token = settings.token.reveal()
    if not token:
        raise UsageError("The bot has no token. Set TELEGRAM_BOT_TOKEN to the one that @BotFather gave you.")
    logs.WORDLESS.add(TelegramError)
    logs.log_to_stderr([token])
    ending = Ending(break_off)
    with ending.calls(stop):
        _run(open_searcher, settings, request, ending)
    ending.over()


def _run(
    open_searcher: Callable[[], AbstractContextManager[Searcher]],
    settings: Settings,
    request: Callable[[], BaseRequest],
    ending: Ending,
) -> None:
    """Opens everything, runs the bot, and closes it all again."""
    file = bot_file(settings)
    for name in finish_interrupted(settings.corpus):
        _log.info("the removal of %s, begun by an earlier run, is finished", name)
    with (
        owner_only(),
        _readable_errors(file),
        _mended(file),
        open_searcher() as searcher,
        closing(Journal(settings.state, settings.keep_days)) as journal,
        closing(Inbox(file)) as inbox,
        closing(Preferences(file)) as preferences,
    ):
        for sentence in journal.notes():
            _log.warning(sentence)
        monitoring.count_archive(searcher)
        service = ArchiveService(searcher, journal)
        service.followed.entry_point = entry_point(file)
        bot = TelegramBot(settings, service, inbox, preferences, request)
        collect_less()

        def on_changes(changes: Changes) -> None:
            _log_news(changes)
            bot.teller.hear()

        try:
            with watching(searcher, settings.watch, on_changes):
                run_loop(lambda: bot.run(ending))
        except InvalidToken:
            raise UsageError("Telegram does not know this bot's token; check TELEGRAM_BOT_TOKEN.") from None


def _log_news(changes: Changes) -> None:
    """Logs changes of the archive."""
    if counts := changes_text(changes):
        _log.info("the archive changed: %s", counts)
    for sentence in news_lines(changes._replace(added=0, changed=0, removed=0)):
        _log.warning("%s", sentence)


def bot_file(settings: Settings) -> Path:
    """The file of the bot whose token is set; without a token, that of the only bot there is.

    Raises:
        UsageError: No token is set, and there is not just one bot; or what is set is none.
    """
    if token := settings.token.reveal():
        # Otherwise the secret itself could become the name of a file.
        if not _TOKEN.fullmatch(token):
            raise UsageError("TELEGRAM_BOT_TOKEN is not a bot's token; copy all that @BotFather gave you: 123456:ABC….")
        return settings.state / f"telegram-{token.partition(':')[0]}.sqlite"
    files = sorted(settings.state.glob("telegram-*.sqlite"))
    if len(files) != 1:
        trouble = "holds the files of several bots" if files else "holds no bot's file"
        raise UsageError(f"{settings.state} {trouble}; set TELEGRAM_BOT_TOKEN, or name another --state.")
    return files[0]


def entry_point(file: Path) -> str:
    """What the journal calls a bot, by its file: it says which bot follows something and reports on it."""
    return f"telegram {file.stem.removeprefix('telegram-')}"


@contextmanager
def opened_pairing(settings: Settings) -> Iterator[Pairing]:
    """Whom a bot let in, also while it runs.

    Raises:
        UsageError: There is no such bot.
        StateError: Its file can't be used.
    """
    file = bot_file(settings)
    if not file.is_file():
        raise UsageError(f"There is no bot in {settings.state} yet; run `pincite telegram` first.")
    with _readable_errors(file), closing(Preferences(file)) as preferences:
        yield preferences.pairing


@contextmanager
def _mended(file: Path) -> Iterator[None]:
    """Has a bot's file be sound before the body."""
    if sentence := mended(file, INBOX_TABLES + PREFERENCES_TABLES + PAIRING_TABLES):
        _log.warning("%s", sentence)
    yield


@contextmanager
def _readable_errors(file: Path) -> Iterator[None]:
    """Turns what SQLite says about the inbox into one of our errors."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise StateError(f"The inbox {file} is damaged ({error}); start the bot: it repairs that first.") from error
        cause = opening_error(error, file)
        if cause is not None:
            blame_machine(file, cause)
        raise StateError(f"The inbox {file} can't be used ({error}); check the folder, and `ulimit -n`.") from error
