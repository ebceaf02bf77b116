"""Getting a message to Telegram: once, whatever happens on the way.

- Telegram refuses the HTML: the same words go out plain.
- The call never arrived: it is repeated.
- The call's answer was lost (a 502, a broken connection, a time-out): it is repeated too, and when the new message's
  id shows that there were others in between, those are looked at and, if they are lost ones, taken back.
- An edit that changes nothing is an edit that was made.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.telegram_app import limits, monitoring
from bot.telegram_app.sending.rate_limiter import AGAIN, ChatRateLimiter
from bot.telegram_app.sending.transport import NotSent
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.views.html import Page, fitted, markup, plain

_log = logging.getLogger(__name__)

PATIENCE = (0.05, 0.5, 1, 2, 4, 8, 15, *[30] * 120)
"""Seconds between two attempts at one message; about an hour in all."""

NOTICEABLE = 0.6
"""Seconds of waiting after which "typing" is shown."""

SETTLING = 0.7
"""Seconds after a start before a message that may have been sent earlier is looked for."""

CANDIDATES = 5
"""At most this many message ids are looked at for a message whose fate is not known."""

REMEMBERED = 10_000
"""Messages whose content is remembered, so that an edit that would change nothing is not made."""

Keyboard = InlineKeyboardMarkup | None


class Undelivered(Exception):
    """A message could not be delivered for an hour; its update stays in the inbox."""


class Delivery:
    """Sends and edits the messages of one bot."""

    def __init__(
        self, bot: ExtBot[Any], inbox: Inbox, flow: ChatRateLimiter, maybe_sent: dict[int, int | None] | None = None
    ) -> None:
        """`maybe_sent` holds the updates whose answer may have gone out before the bot was ended.

        With each goes the message that answered it, when it is known: then only its double is still looked for.
        `undelivered` comes to hold those that stay in the inbox because their answer could not be sent, `closed` the
        chats that have shut us out.
        """
        self._bot = bot
        self._inbox = inbox
        self._flow = flow
        self._maybe_sent = maybe_sent if maybe_sent is not None else {}
        self.undelivered: set[int] = set()
        self.closed: set[int] = set()
        self._shown: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def reply(self, update: int, asked: Message, page: Page, keyboard: Keyboard = None) -> int | None:
        """Answer a message with a page, in its topic, and note that its update is answered.

        Returns:
            The new message's id, or None where the chat does not take messages from us (any more).

        Raises:
            Undelivered: Telegram could not be reached for about an hour.
        """
        if asked.chat.id in self.closed:
            self._inbox.done(update)
            return None
        earlier = update in self._maybe_sent
        chat, answer, doubles = asked.chat.id, self._maybe_sent.pop(update, None), CANDIDATES if earlier else 0
        if answer is None:
            self._inbox.sending(update)
            try:
                sent, lost = await self._sent(asked, fitted(page), keyboard)
            except Undelivered:
                self.undelivered.add(update)
                raise
            if sent is None:
                self._inbox.done(update)
                return None
            chat, answer, doubles = sent.chat.id, sent.message_id, doubles or lost
            self._inbox.answered(update, answer, once=not doubles)
        if earlier:
            # What people wrote since the start is to be known by then, so that it is not taken for ours.
            await asyncio.sleep(SETTLING)
        if doubles:
            await self._take_back(doubles, asked, chat, answer, plain(fitted(page)))
            self._inbox.done(update)
        self._remember(chat, answer, page, keyboard)
        return answer

    async def edit(self, chat: int, message: int, page: Page, keyboard: Keyboard = None) -> bool:
        """Put a page in the place of one of our messages; False where that message is gone."""
        page = fitted(page)
        if self._shown.get((chat, message)) == _content(page, keyboard):
            return True
        html: str | None = markup(page)
        for pause in PATIENCE:
            try:
                await self._bot.edit_message_text(
                    html if html is not None else plain(page),
                    chat_id=chat,
                    message_id=message,
                    parse_mode=ParseMode.HTML if html is not None else None,
                    reply_markup=keyboard,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    break
                monitoring.TELEGRAM_ERRORS.labels("refused").inc()
                if html is None or not _about_markup(error):
                    _log.info("Telegram does not edit a message: %s", error.message)
                    return False
                html = None
                continue
            except Forbidden:
                return False
            except NetworkError:
                monitoring.TELEGRAM_ERRORS.labels("network").inc()
                await asyncio.sleep(pause)
                continue
            break
        self._remember(chat, message, page, keyboard)
        return True

    @asynccontextmanager
    async def typing(self, asked: Message) -> AsyncIterator[None]:
        """Show "typing" while the body runs, when it takes long enough to be noticed."""
        tasks: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            NOTICEABLE, lambda: tasks.append(asyncio.create_task(self._type(asked)))
        )
        try:
            yield
        finally:
            timer.cancel()
            for task in tasks:
                task.cancel()

    async def _type(self, asked: Message) -> None:
        while True:
            if (pause := self._flow.hushed(asked.chat.id)) > 0:
                await asyncio.sleep(pause)
                continue
            try:
                await self._bot.send_chat_action(asked.chat.id, ChatAction.TYPING, message_thread_id=topic(asked))
            except TelegramError:
                # Only a hint: whatever comes of it must not cost anybody the answer.
                await asyncio.sleep(NOTICEABLE)
            else:
                await asyncio.sleep(limits.CHAT_ACTION_SECONDS - 0.7)

    async def _sent(self, asked: Message, page: Page, keyboard: Keyboard) -> tuple[Message | None, int]:
        """The message as sent, None where the chat is closed to us; and how often it may have been sent before."""
        chat, lost, html = asked.chat.id, 0, True
        for pause in PATIENCE:
            try:
                sent = await self._bot.send_message(
                    chat,
                    markup(page) if html else plain(page),
                    parse_mode=ParseMode.HTML if html else None,
                    reply_markup=keyboard,
                    reply_parameters=ReplyParameters(asked.message_id, allow_sending_without_reply=True),
                    message_thread_id=topic(asked),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    rate_limit_args=AGAIN if lost else None,
                )
            except BadRequest as error:
                monitoring.TELEGRAM_ERRORS.labels("refused").inc()
                if not html or not _about_markup(error):
                    _log.warning("Telegram refuses a message: %s", error.message)
                    return None, lost
                html = False
            except ChatMigrated as error:
                chat = error.new_chat_id
            except Forbidden:
                _log.info("a chat does not take our messages any more")
                return None, lost
            except NetworkError as error:
                monitoring.TELEGRAM_ERRORS.labels("network").inc()
                lost += not isinstance(error, NotSent)
                await asyncio.sleep(pause)
            else:
                return sent, lost
        raise Undelivered("Telegram could not be reached for an hour; the answer goes out after the next start.")

    async def _take_back(self, doubles: int, asked: Message, chat: int, answer: int, words: str) -> None:
        """Delete up to so many messages that answered `asked` with the same words before `answer` did."""
        for candidate in _between(asked.message_id, answer, self._inbox.known(chat, asked.message_id)):
            double = await self._is_double(asked, chat, candidate, words)
            if double:
                with suppress(TelegramError):
                    await self._bot.delete_message(chat, candidate)
                _log.info("an answer whose first sending seemed lost was there twice; one was taken back")
                doubles -= 1
            if double is not None:
                self._inbox.rule_out(chat, candidate)
            if not doubles:
                return

    async def _is_double(self, asked: Message, chat: int, candidate: int, words: str) -> bool | None:
        """Whether `candidate` is ours and answers `asked` too: only from our own messages can buttons be taken off.

        None where it can't be told.
        """
        try:
            found = await self._bot.edit_message_reply_markup(chat, candidate)
        except BadRequest as error:
            return "not modified" in error.message.lower()
        except TelegramError:
            return None
        if not isinstance(found, Message):
            return None
        replied = found.reply_to_message
        return replied.message_id == asked.message_id if replied else found.text == words.strip()

    def _remember(self, chat: int, message: int, page: Page, keyboard: Keyboard) -> None:
        self._shown[chat, message] = _content(page, keyboard)
        self._shown.move_to_end((chat, message))
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)


def topic(message: Message) -> int | None:
    """The forum topic a message belongs to; a reply's thread in an ordinary group is none."""
    replied = message.reply_to_message
    if message.is_topic_message or replied is None or replied.is_topic_message:
        return message.message_thread_id
    return None


def _between(low: int, high: int, known: set[int]) -> Iterator[int]:
    unknown = [number for number in range(low + 1, high) if number not in known]
    half = CANDIDATES // 2
    return iter(unknown if len(unknown) <= CANDIDATES else [*unknown[: CANDIDATES - half], *unknown[-half:]])


def _content(page: Page, keyboard: Keyboard) -> int:
    """A number that is another one when the page or its buttons are others."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return hash((tuple(page), tuple((button.text, button.callback_data) for row in rows for button in row)))


def _about_markup(error: BadRequest) -> bool:
    """Whether Telegram would take the same words without their markup."""
    return "parse entities" in error.message.lower() or "too long" in error.message.lower()
