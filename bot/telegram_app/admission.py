"""Which updates are read, and which of them wait for their turn; whatever exceeds a limit is dropped at once."""

import logging
import sqlite3
from collections.abc import Sequence

from telegram import Bot, Update, User

from bot.http_server import logs
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.pace import too_fast
from bot.telegram_app.handlers.questions import concerns_us
from bot.telegram_app.sending.query_answers import RefusedQueries
from bot.telegram_app.updates.backlog import Backlog
from bot.telegram_app.updates.polling import ALLOWED_UPDATES
from bot.telegram_app.updates.reading import Raw, Skip, SkippedUpdate

_log = logging.getLogger(__name__)


class Admission:
    """Decides on updates as they come in."""

    def __init__(self, backlog: Backlog, refused_queries: RefusedQueries, shared: HandlerContext, bot: Bot) -> None:
        """Decides for a bot.

        Args:
            backlog: Knows who has as much waiting as they may.
            refused_queries: Answers presses and inline queries that are dropped.
            shared: What the handlers share.
            bot: The bot that gets the updates.
        """
        self._backlog = backlog
        self._refused = refused_queries
        self._shared = shared
        self._bot = bot

    def skips(self, raw: Raw) -> Skip | None:
        """Why an update need not be read: it is one of a flood, of another kind, or said among people in a group."""
        kind = next((kind for kind in ALLOWED_UPDATES if kind in raw), None)
        if kind is None:
            return Skip.OTHER_KIND
        if kind in ("callback_query", "inline_query"):
            return Skip.FLOOD if self._refuses_query(kind, raw[kind]) else None
        if kind not in ("message", "edited_message"):
            return None
        message = raw[kind]
        group = message["chat"]["id"] if message["chat"]["id"] < 0 else None
        if self._backlog.refuses(message.get("from", {}).get("id"), group, edited=kind == "edited_message"):
            return Skip.FLOOD
        addressed = any(message.get(name) for name in ("entities", "caption_entities", "reply_to_message"))
        return None if group is None or addressed else Skip.NOT_FOR_US

    def _refuses_query(self, kind: str, query: Raw) -> bool:
        """Whether a press or an inline query is one of a flood; it is still answered in a moment."""
        person = User(query["from"]["id"], "", is_bot=False, language_code=query["from"].get("language_code"))
        is_refused = self._backlog.refuses_query(person.id)
        if is_refused:
            self._answer_later(kind, query["id"], person)
        return is_refused

    def written_down(self, updates: Sequence[Update], *, started: bool) -> list[Update]:
        """Those of some updates that are new and wait for their turn; they are in the inbox now.

        A message of a flood leaves no trace: it has no row there. Before the start nothing is counted yet.

        Raises:
            sqlite3.Error: Nothing could be written, and the updates count as never seen.
        """
        admitted: list[int] = []
        self._backlog.take_in()

        def counted(update: Update) -> bool:
            may_wait = self.admits(update) if started else self.concerns_us(update)
            if may_wait and started:
                admitted.append(update.update_id)
            return may_wait

        readable = [update for update in updates if not isinstance(update, SkippedUpdate) or update.message is not None]
        try:
            return self._shared.inbox.add(readable, counted) if readable else []
        except sqlite3.Error:
            for number in admitted:
                self._backlog.finished(number)
            raise

    def admits(self, update: Update) -> bool:
        """Whether an update may wait for its turn."""
        if not self.concerns_us(update):
            return False
        admitted = self._backlog.admits(update)
        if not admitted and (press := update.callback_query) is not None:
            self._answer_later("callback_query", press.id, press.from_user)
        elif not admitted and (inline := update.inline_query) is not None:
            self._answer_later("inline_query", inline.id, inline.from_user)
        return admitted

    def _answer_later(self, kind: str, query: str, person: User) -> None:
        if kind == "inline_query":
            self._refused.add_inline(query)
        else:
            self._refused.add_press(query, too_fast(self._shared.say(person)))

    def concerns_us(self, update: Update) -> bool:
        """Whether anything is to be done with an update."""
        message = update.message or update.edited_message
        if isinstance(update, SkippedUpdate):
            return False
        try:
            return message is None or concerns_us(message, self._bot.username, self._bot.id)
        except Exception as error:  # marks that don't fit their text, or fields of other types than Telegram's
            logs.sparingly(_log, "a malformed message is skipped (%s)", type(error).__name__)
            return False
