"""Getting a message to Telegram: once, whatever happens on the way.

- Telegram refuses the HTML: the same words go out plain.
- The call never arrived: it is repeated.
- The call's answer was lost (a 502, a broken connection, a time-out): it is repeated too, and the double, if there is
  one, is taken back (`doubles`).
- An edit that changes nothing is an edit that was made.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, NamedTuple

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError
from telegram.ext import ExtBot

from bot.http_server import logs
from bot.telegram_app import monitoring
from bot.telegram_app.sending.doubles import MOST_DOUBLES, DoubleHunt
from bot.telegram_app.sending.rate_limiter import REPEATED
from bot.telegram_app.sending.topics import topic
from bot.telegram_app.sending.transport import NotSent
from bot.telegram_app.updates.inbox import Inbox
from bot.telegram_app.views.html import Page, fitted, markup, plain

_log = logging.getLogger(__name__)

RETRY_PAUSES = (0.05, 0.5, 1, 2, 4, 8, 15, *[30] * 120)
"""Seconds between two attempts at one message; about an hour in all, so an outage of Telegram's is sat out."""

NEWS_PAUSES = RETRY_PAUSES[:6]
"""Seconds between two attempts at what nobody is waiting for: a quarter of a minute in all, then it waits its turn."""

SETTLING = 0.7
"""Seconds after a start before a message that may have been sent earlier is looked for.

What people wrote meanwhile comes with the first poll, which does not wait.
"""

REMEMBERED = 10_000
"""Messages whose content is remembered, so that an edit that would change nothing is not made: 1.4 MB of numbers."""

Keyboard = InlineKeyboardMarkup | None


class Undelivered(Exception):
    """A message could not be delivered for an hour; its update stays in the inbox.

    `lost` sendings may have arrived all the same.
    """

    def __init__(self, lost: int = 0) -> None:
        super().__init__("Telegram could not be reached for an hour; the answer goes out after the next start.")
        self.lost = lost


class Outcome(Enum):
    """The result of telling something that nobody was waiting for.

    `LATER`: it was not sent, and can be. `UNSURE`: nobody knows. `BLOCKED`: the chat takes nothing from us, or is gone.
    `REFUSED`: it does not take this.
    """

    TOLD = auto()
    LATER = auto()
    UNSURE = auto()
    BLOCKED = auto()
    REFUSED = auto()


class Announced(NamedTuple):
    """The result of telling something, and in which chat it is: another one where a group has moved."""

    outcome: Outcome
    chat: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Telegram has; up to `doubles` more like it may have arrived before."""

    chat: int
    message: int
    doubles: int


class Delivery:
    """Sends and edits the messages of one bot; `closed` holds the chats that have shut us out."""

    def __init__(self, bot: ExtBot[Any], inbox: Inbox) -> None:
        """A delivery that notes in the inbox how far the answer to each update has come."""
        self._bot = bot
        self._inbox = inbox
        self._double_hunt = DoubleHunt(bot, inbox)
        self.closed: set[int] = set()
        self._contents: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def reply(
        self, update: int, message: Message, page: Page, keyboard: Keyboard = None, picture: bytes | None = None
    ) -> int | None:
        """Answers a message with a page, in its topic, and notes that its update is answered.

        Args:
            update: The id of the update that brought the message.
            message: The message to answer.
            page: The answer.
            keyboard: The buttons under it.
            picture: A PNG whose caption the page is; where the chat takes no pictures, the page goes alone.

        Returns:
            The new message's id, or None if the chat takes no messages from us (any more).

        Raises:
            Undelivered: Telegram could not be reached for about an hour.
        """
        if message.chat.id in self.closed:
            self._inbox.done(update)
            return None
        page = fitted(page)
        before = self._inbox.sending(update)
        if before.maybe_sent and before.answer is not None:
            sent = Sent(message.chat.id, before.answer, MOST_DOUBLES)
        else:
            reply = await self._reply(update, message, page, keyboard, picture)
            if reply is None:
                return None
            sent = Sent(reply.chat, reply.message, MOST_DOUBLES) if before.maybe_sent else reply
            self._inbox.answered(update, sent.message, once=not sent.doubles)
        if before.maybe_sent:
            # What people wrote since the start is to be known by then, so that it is not taken for ours.
            await asyncio.sleep(SETTLING)
        if sent.doubles:
            await self._double_hunt.take_back(sent.doubles, message, (sent.chat, sent.message), plain(page))
            self._inbox.done(update)
        self._remember(sent.chat, sent.message, page, keyboard)
        return sent.message

    async def edit(self, chat: int, message: int, page: Page, keyboard: Keyboard = None) -> bool:
        """Replaces one of our messages with a page.

        Args:
            chat: The chat of the message.
            message: The message's id.
            page: What it is to say.
            keyboard: The buttons under it.

        Returns:
            Whether the message says so now; False where it is gone, is not to be edited, or could not be for an hour.
        """
        page = fitted(page)
        if self._contents.get((chat, message)) == _content(page, keyboard):
            return True
        html = True
        for pause in RETRY_PAUSES:
            try:
                await self._bot.edit_message_text(
                    markup(page) if html else plain(page),
                    chat_id=chat,
                    message_id=message,
                    parse_mode=ParseMode.HTML if html else None,
                    reply_markup=keyboard,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    break
                monitoring.TELEGRAM_ERRORS.labels("refused").inc()
                if not html or not _about_markup(error):
                    _log.info("Telegram does not edit a message: %s", logs.without_quotations(error.message))
                    return False
                html = False
            except Forbidden:
                return False
            except NetworkError:
                monitoring.TELEGRAM_ERRORS.labels("network").inc()
                await asyncio.sleep(pause)
            else:
                break
        else:
            return False
        self._remember(chat, message, page, keyboard)
        return True

    async def _reply(
        self, update: int, message: Message, page: Page, keyboard: Keyboard, picture: bytes | None
    ) -> Sent | None:
        """The reply as sent; without one the update is done (the chat is closed to us) or given up."""
        try:
            sent = await self._send(message, page, keyboard, picture)
        except Undelivered:
            self._inbox.give_up(update)
            raise
        if sent is None:
            self._inbox.done(update)
        return sent

    async def tell(self, chat: int, thread: int | None, page: Page, keyboard: Keyboard = None) -> Announced:
        """Sends a page that nobody is waiting for; where a sending seems lost it is repeated, its double taken back.

        Args:
            chat: The chat.
            thread: Its topic.
            page: What to say.
            keyboard: The buttons under it.
        """
        page = fitted(page)
        try:
            sent = await self._sent(chat, page, keyboard, thread=thread, pauses=NEWS_PAUSES)
        except Forbidden:
            return Announced(Outcome.BLOCKED)
        except BadRequest as error:
            _log.warning("Telegram refuses a message: %s", logs.without_quotations(error.message))
            is_deleted = "not found" in error.message.lower()
            return Announced(Outcome.BLOCKED if is_deleted else Outcome.REFUSED)
        except Undelivered as trouble:
            return Announced(Outcome.UNSURE if trouble.lost else Outcome.LATER)
        self._inbox.rule_out(sent.chat, sent.message)
        if sent.doubles:
            await self._double_hunt.take_back_news(sent.doubles, (sent.chat, sent.message), plain(page))
        self._remember(sent.chat, sent.message, page, keyboard)
        return Announced(Outcome.TOLD, sent.chat)

    async def _send(self, message: Message, page: Page, keyboard: Keyboard, picture: bytes | None) -> Sent | None:
        """Sends a page as a reply to a message; None if the chat is closed to us."""
        reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
        try:
            return await self._sent(
                message.chat.id, page, keyboard, thread=topic(message), reply=reply, picture=picture
            )
        except BadRequest as error:
            _log.warning("Telegram refuses a message: %s", logs.without_quotations(error.message))
        except Forbidden:
            _log.info("a chat no longer accepts our messages")
        return None

    async def _sent(
        self,
        chat: int,
        page: Page,
        keyboard: Keyboard,
        *,
        thread: int | None,
        reply: ReplyParameters | None = None,
        pauses: Sequence[float] | None = None,
        picture: bytes | None = None,
    ) -> Sent:
        """What was sent, however often that had to be tried; raises what Telegram refuses it with, and `Undelivered`.

        Args:
            chat: The chat.
            page: What to say.
            keyboard: The buttons under it.
            thread: Its topic.
            reply: What it answers.
            pauses: Seconds between two attempts; as long as for an answer where they are not given.
            picture: A PNG whose caption the page is; where the chat takes none, the page goes alone.
        """
        maybe_sent, html = 0, True
        options: dict[str, Any] = {"reply_markup": keyboard, "reply_parameters": reply, "message_thread_id": thread}
        for pause in RETRY_PAUSES if pauses is None else pauses:
            try:
                options["rate_limit_args"] = REPEATED if maybe_sent else None
                sent = await self._once(chat, picture, page, html=html, **options)
            except BadRequest as error:
                monitoring.TELEGRAM_ERRORS.labels("refused").inc()
                if html and _about_markup(error):
                    html = False
                elif picture is not None:
                    picture = None
                else:
                    raise
            except ChatMigrated as error:
                chat = error.new_chat_id
            except NetworkError as error:
                monitoring.TELEGRAM_ERRORS.labels("network").inc()
                maybe_sent += not isinstance(error, NotSent)
                await asyncio.sleep(pause)
            else:
                return Sent(sent.chat.id, sent.message_id, maybe_sent)
        raise Undelivered(maybe_sent)

    async def _once(self, chat: int, picture: bytes | None, page: Page, *, html: bool, **options: Any) -> Message:
        """The message as Telegram has it: a page, or a picture with it as its caption."""
        text, options["parse_mode"] = (markup(page), ParseMode.HTML) if html else (plain(page), None)
        if picture is not None:
            return await self._bot.send_photo(chat, picture, caption=text, filename="timeline.png", **options)
        options["link_preview_options"] = LinkPreviewOptions(is_disabled=True)
        return await self._bot.send_message(chat, text, **options)

    def _remember(self, chat: int, message: int, page: Page, keyboard: Keyboard) -> None:
        """Keeps what a message says, and forgets the one that was sent or edited longest ago."""
        self._contents[chat, message] = _content(page, keyboard)
        self._contents.move_to_end((chat, message))
        if len(self._contents) > REMEMBERED:
            self._contents.popitem(last=False)


def _content(page: Page, keyboard: Keyboard) -> int:
    """A number that differs when the page or its buttons do."""
    rows = keyboard.inline_keyboard if keyboard else ()
    return hash((tuple(page), tuple((button.text, button.callback_data) for row in rows for button in row)))


def _about_markup(error: BadRequest) -> bool:
    """Whether Telegram would take the same words without their markup."""
    return "parse entities" in error.message.lower() or "too long" in error.message.lower()
