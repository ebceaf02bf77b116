"""A message that asks something → its answer, in its chat and topic; an edited question → its answer edited."""

import time

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from retrieval import QuestionError

from . import views, watch
from .html import line
from .parts import Parts
from .views import View

Context = ContextTypes.DEFAULT_TYPE


class Questions:
    """The handlers of what people write."""

    def __init__(self, parts: Parts) -> None:
        """Handlers that work with `parts`."""
        self._parts = parts

    async def asked(self, update: Update, context: Context) -> None:
        """Answer a question; in a group only one that is meant for us."""
        message = update.effective_message
        if message is None or (question := meant_for_us(message, context.bot.username, context.bot.id)) is None:
            return
        started = time.perf_counter()
        async with self._parts.delivery.typing(message):
            view = await self.view(message, question)
            if update.edited_message is not None and await self._edited(update, message, view):
                return
            await self._parts.show(update, message, view)
        watch.LATENCY.observe(time.perf_counter() - started)

    async def view(self, message: Message, question: str) -> View:
        """The answer to a question as it is shown, or one sentence when there is nothing in it to look up."""
        say, look = self._parts.say(message.from_user), self._parts.look(message.chat.id)
        try:
            found = await self._parts.desk.ask(room(message), question)
        except QuestionError:
            return View([line(say("There is nothing in that I could look up. Ask me with a few words, please."))])
        return views.answer(found, say, look)

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


def room(message: Message) -> tuple[int, int | None, int | None]:
    """Whose conversation a message belongs to: chat, topic, person."""
    return message.chat.id, message.message_thread_id, message.from_user.id if message.from_user else None


def meant_for_us(message: Message, username: str, identity: int) -> str | None:
    """The question in a message; in a group only in one that mentions us or replies to us, without our name."""
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
