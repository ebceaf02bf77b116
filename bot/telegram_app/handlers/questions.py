"""A message that asks something → its answer, in its chat and topic; an edited question → its answer edited."""

import time

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.http_server.quota import Quota
from bot.telegram_app import monitoring
from bot.telegram_app.archive.service import ConversationKey
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.views.answers import ANSWER_KINDS, answer_view
from bot.telegram_app.views.base import View, text_view
from retrieval import Answer, QuestionError

REFUSALS_PER_MINUTE = 1
"""Sentences a minute that tell somebody that they ask too fast; refusals are not answered one by one."""


class Questions:
    """The handlers of what people write."""

    def __init__(self, shared: HandlerContext) -> None:
        """Handlers of a bot."""
        self._shared = shared
        self._archive = shared.archive
        self._inbox = shared.inbox
        self._refusals = Quota(REFUSALS_PER_MINUTE)

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers a question; in a group only one that is meant for us."""
        message = update.effective_message
        if message is None or (question := question_for_us(message, context.bot.username, context.bot.id)) is None:
            return
        await self.answer(update, message, question)

    async def answer(self, update: Update, message: Message, question: str) -> None:
        """Answers a question; the answer to an edited one replaces the earlier answer.

        Args:
            update: What is answered.
            message: The message that asks.
            question: What it asks.
        """
        started = time.perf_counter()
        async with self._shared.typing.indication(message):
            if (view := await self._view(message, question)) is None:
                return
            if update.edited_message is not None and await self._replaced(update, message, view):
                return
            await self._shared.reply(update, message, view)
        monitoring.LATENCY.observe(time.perf_counter() - started)

    async def _view(self, message: Message, question: str) -> View | None:
        """The answer to a question, or a sentence that says why there is none; None for who was told just now."""
        say, person, longest = self._shared.say(message.from_user), message.from_user, self._shared.longest_question
        if len(question) > longest:
            return text_view(say("That question is too long. Please use at most {number} characters.", number=longest))
        if person is not None and not self._shared.question_quota.allows(person.id):
            if not self._refusals.allows(person.id):
                return None
            return text_view(say("You are asking faster than I am allowed to answer. Please wait a minute."))
        replied_to, language = await self.replied_to(message), self._shared.searched(message.chat.id)
        key = conversation_key(message)
        try:
            answer = await self._archive.ask(key, question, replied_to=replied_to, language=language)
        except QuestionError:
            return text_view(say("I found nothing to look up in that. Please ask in a few words."))
        return answer_view(answer, say, self._shared.answer_options(message.chat.id))

    async def replied_to(self, message: Message) -> Answer | None:
        """The answer of ours that a message replies to; its buttons know which one it is."""
        reply = message.reply_to_message
        if reply is None or reply.reply_markup is None:
            return None
        data = (button.callback_data for row in reply.reply_markup.inline_keyboard for button in row)
        presses = (self._shared.signer.press(str(payload), message.chat.id) for payload in data if payload)
        ours = next((press for press in presses if press is not None and press.kind in ANSWER_KINDS), None)
        return await self._archive.answer(ours.subject) if ours else None

    async def other(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Says, once in a chat, that only text can be answered; says nothing in a group."""
        message = update.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return
        if self._shared.preferences.first(message.chat.id, "told_words_only"):
            say = self._shared.say(message.from_user)
            sentence = say("I can only read text. Please send me your question as a text message.")
            await self._shared.reply_text(update, message, sentence)

    async def _replaced(self, update: Update, message: Message, view: View) -> bool:
        """Whether the answer to the question as it was before could be edited."""
        earlier = self._inbox.answer_to(message.chat.id, message.message_id)
        if earlier is None or not await self._shared.edit(message.chat.id, earlier, view):
            return False
        self._inbox.answered(update.update_id, earlier)
        return True


def conversation_key(message: Message) -> ConversationKey:
    """The conversation that a message belongs to: chat, topic, person."""
    return message.chat.id, message.message_thread_id, message.from_user.id if message.from_user else None


def question_for_us(message: Message, username: str, identity: int) -> str | None:
    """The question in a message; in a group only in one that mentions us or replies to us, without our name.

    Args:
        message: The message. A card chosen in inline mode is our own words, not a question.
        username: Ours.
        identity: Our user id.
    """
    if message.via_bot is not None and message.via_bot.id == identity:
        return None
    text = message.text or message.caption or ""
    if message.chat.type == ChatType.PRIVATE:
        return text
    mentions = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    ours = {name for name in mentions.values() if name.lower() == f"@{username}".lower()}
    for name in ours:
        text = text.replace(name, " ")
    reply = message.reply_to_message
    if ours or (reply is not None and reply.from_user is not None and reply.from_user.id == identity):
        return " ".join(text.split())
    return None


def concerns_us(message: Message, username: str, identity: int) -> bool:
    """Whether a message is worth a look: any in a private chat, in a group a command, or what is said to us.

    Args:
        message: The message.
        username: Ours.
        identity: Our user id.
    """
    if message.chat.type == ChatType.PRIVATE or question_for_us(message, username, identity) is not None:
        return True
    commands = {
        **message.parse_entities([MessageEntity.BOT_COMMAND]),
        **message.parse_caption_entities([MessageEntity.BOT_COMMAND]),
    }
    return any(name.partition("@")[2].lower() in ("", username.lower()) for name in commands.values())
