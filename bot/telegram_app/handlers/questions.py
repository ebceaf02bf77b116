"""A message that asks something → its answer, in its chat and topic; an edited question → its answer edited."""

import time

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.telegram_app import monitoring
from bot.telegram_app.archive.service import Room
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.views import answers
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.html import line
from retrieval import Answer, QuestionError

Context = ContextTypes.DEFAULT_TYPE


class Questions:
    """The handlers of what people write."""

    def __init__(self, parts: HandlerContext) -> None:
        """Handlers that work with `parts`."""
        self._parts = parts

    async def asked(self, update: Update, context: Context) -> None:
        """Answer what is asked; in a group only what is meant for us."""
        message = update.effective_message
        if message is None or (question := meant_for_us(message, context.bot.username, context.bot.id)) is None:
            return
        await self.answer(update, message, question)

    async def answer(self, update: Update, message: Message, question: str) -> None:
        """Answer a question; the answer to an edited one takes the place of the earlier."""
        started = time.perf_counter()
        async with self._parts.delivery.typing(message):
            view = await self._view(message, question)
            if update.edited_message is not None and await self._edited(update, message, view):
                return
            await self._parts.show(update, message, view)
        monitoring.LATENCY.observe(time.perf_counter() - started)

    async def _view(self, message: Message, question: str) -> View:
        """The answer to a question as it is shown, or one sentence why there is none."""
        say, person = self._parts.say(message.from_user), message.from_user
        if len(question) > self._parts.longest:
            most = self._parts.longest
            return View(
                [line(say("That is too long for me; a question has at most {number} characters.", number=most))]
            )
        if person is not None and not self._parts.pace.allows(person.id):
            return View([line(say("You ask faster than I may answer you; please wait a minute."))])
        try:
            found = await self._parts.desk.ask(room(message), question, after=await self._replied_to(message))
        except QuestionError:
            return View([line(say("There is nothing in that I could look up. Ask me with a few words, please."))])
        return answers.answer(found, say, self._parts.look(message.chat.id))

    async def _replied_to(self, message: Message) -> Answer | None:
        """The answer of ours that a message replies to; its buttons know which one it is."""
        replied = message.reply_to_message
        if replied is None or replied.reply_markup is None:
            return None
        data = (button.callback_data for row in replied.reply_markup.inline_keyboard for button in row)
        presses = (self._parts.signer.press(str(one), message.chat.id) for one in data if one)
        known = next((press for press in presses if press is not None and press.kind in answers.OF_ANSWERS), None)
        return await self._parts.desk.answer(known.subject) if known else None

    async def other(self, update: Update, context: Context) -> None:
        """Say, once in a chat, that only words can be answered; in a group say nothing."""
        message = update.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return
        if self._parts.preferences.first(message.chat.id, "told_words_only"):
            say = self._parts.say(message.from_user)
            sentence = say("I only understand written words: send me your question as a text.")
            await self._parts.show(update, message, View([line(sentence)]))

    async def _edited(self, update: Update, message: Message, view: View) -> bool:
        """Whether the answer to the question as it was before could be edited."""
        earlier = self._parts.inbox.answer_to(message.chat.id, message.message_id)
        if earlier is None:
            return False
        keyboard = self._parts.keyboard(view, message.chat.id)
        if not await self._parts.delivery.edit(message.chat.id, earlier, view.page, keyboard):
            return False
        self._parts.inbox.answered(update.update_id, earlier)
        return True


def room(message: Message) -> Room:
    """Whose conversation a message belongs to: chat, topic, person."""
    return message.chat.id, message.message_thread_id, message.from_user.id if message.from_user else None


def meant_for_us(message: Message, username: str, identity: int) -> str | None:
    """The question in a message; in a group only in one that mentions us or replies to us, without our name.

    A card that somebody chose in inline mode is our own words, and no question.
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
    replied = message.reply_to_message
    if ours or (replied is not None and replied.from_user is not None and replied.from_user.id == identity):
        return " ".join(text.split())
    return None
