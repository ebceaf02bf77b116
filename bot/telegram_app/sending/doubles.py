"""The hunt for doubles: an answer that went out twice, since the first sending seemed lost, is taken back once.

Telegram numbers the messages of a chat one after another. So a lost answer has a number between those of the message
it answers and of the answer that is known, and one that nobody else's message is known to have.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from telegram import Message
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.telegram_app.updates.inbox import Inbox

_log = logging.getLogger(__name__)

MOST_DOUBLES = 5
"""At most this many messages are looked at, each by a call of its own.

A choice: it leaves room for two doubles and a few messages whose updates have not arrived, and a busy group is not
searched through.
"""


class DoubleHunt:
    """Finds and deletes the doubles of one bot's answers."""

    def __init__(self, bot: ExtBot[Any], inbox: Inbox) -> None:
        """A hunt among the messages that the inbox does not know."""
        self._bot = bot
        self._inbox = inbox

    async def take_back(self, count: int, question: Message, answer: tuple[int, int], text: str) -> None:
        """Deletes doubles of an answer.

        Args:
            count: How many there can be.
            question: The message that was answered.
            answer: Chat and id of the answer that stays.
            text: The answer without its markup.
        """
        await self._take_back(count, question.message_id, question, answer, text)

    async def take_back_news(self, count: int, news: tuple[int, int], text: str) -> None:
        """Deletes doubles of a message that answers no other one.

        Args:
            count: How many there can be.
            news: Chat and id of the message that stays.
            text: What it says, without its markup.
        """
        await self._take_back(count, max(news[1] - MOST_DOUBLES - 1, 0), None, news, text)

    async def _take_back(
        self, count: int, after: int, question: Message | None, stays: tuple[int, int], text: str
    ) -> None:
        """Deletes doubles of a message among those after another one, by its id; the rest as above."""
        chat, message = stays
        known_messages = self._inbox.known_messages(chat, after)
        for candidate in candidates(after, message, known_messages):
            double = await self._is_double(question, chat, candidate, text)
            if double:
                with suppress(TelegramError):
                    await self._bot.delete_message(chat, candidate)
                _log.info("an answer whose first sending seemed lost arrived twice; one was deleted")
                count -= 1
            if double is not None:
                self._inbox.rule_out(chat, candidate)
            if not count:
                return

    async def _is_double(self, question: Message | None, chat: int, candidate: int, text: str) -> bool | None:
        """Whether a message is ours and answers the question too, or says the same; None if it can't be told.

        Only from our own messages can buttons be taken off.
        """
        try:
            edited = await self._bot.edit_message_reply_markup(chat, candidate)
        except BadRequest as error:
            return "not modified" in error.message.lower()
        except TelegramError:
            return None
        if not isinstance(edited, Message):
            return None
        replied = edited.reply_to_message
        if question is not None and replied:
            return replied.message_id == question.message_id
        return replied is None and edited.text == text.strip()


def candidates(question: int, answer: int, known_messages: set[int]) -> Iterator[int]:
    """The ids between a question's and its answer's that may be a double's, the outermost where there are many.

    A double comes soon after the question, or just before the answer.

    Args:
        question: The question's id.
        answer: The id of the answer that is known.
        known_messages: Ids that cannot be a double's.
    """
    unknown = [number for number in range(question + 1, answer) if number not in known_messages]
    half = MOST_DOUBLES // 2
    return iter(unknown if len(unknown) <= MOST_DOUBLES else [*unknown[: MOST_DOUBLES - half], *unknown[-half:]])
