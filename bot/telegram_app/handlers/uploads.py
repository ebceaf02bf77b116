"""Adding articles by message, and taking them out again; for administrators."""

import asyncio
import datetime
import logging
import re
from collections.abc import Sequence
from contextlib import suppress

from telegram import Document, Message, Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.telegram_app import limits
from bot.telegram_app.archive.uploaded_files import Refusal, UploadedFiles, key_of
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.sending.query_answers import PATIENCE
from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, shortened
from bot.telegram_app.views.keyboards import Press, Row
from retrieval import Problem

_log = logging.getLogger(__name__)

OFFERED = 10
"""Files that `/remove` offers."""

DOWNLOAD_SECONDS = 60.0

CHOSEN, REMOVE, KEEP = "r", "x", "z"
"""What the buttons of a removal do: choose a file, remove it, keep it."""

_ADDRESS = re.compile(r"https?://\S+")

Context = ContextTypes.DEFAULT_TYPE


class Uploads:
    """The handlers of documents, `/add` and `/remove`."""

    def __init__(self, parts: HandlerContext, shelf: UploadedFiles) -> None:
        """Handlers that put articles on `shelf`."""
        self._parts = parts
        self._shelf = shelf
        self._one_at_a_time = asyncio.Lock()

    async def document(self, update: Update, context: Context) -> None:
        """Add what is in a document to the archive."""
        message = update.message
        if message is None or message.document is None or not self._concerns_us(message):
            return None
        say, document = self._parts.say(message.from_user), message.document
        if not self._parts.admin(message.from_user):
            return await self._say(update, message, self._only_admins(say))
        if (document.file_size or 0) > limits.FILE_BYTES:
            return await self._say(update, message, say("That file is over 20 MB, which a bot can't download."))
        async with self._parts.delivery.typing(message):
            try:
                data = await _fetched(document)
            except TelegramError as error:
                _log.warning("a document could not be fetched: %s", error.message)
                return await self._say(
                    update, message, say("Telegram does not give me that file; please send it again.")
                )
            return await self._add(update, message, document.file_name or "article.txt", data)

    async def add(self, update: Update, context: Context) -> None:
        """Add the text behind the command as an article."""
        if (message := update.message) is None:
            return None
        say = self._parts.say(message.from_user)
        if not self._parts.admin(message.from_user):
            return await self._say(update, message, self._only_admins(say))
        text = re.sub(r"\A/\w+(@\w+)?\s*", "", message.text or "")
        if not _ADDRESS.sub("", text).strip():
            sentence = say("Write the article behind the command, or send it as a file; I don't fetch addresses.")
            return await self._say(update, message, sentence)
        now = datetime.datetime.now(datetime.UTC)
        return await self._add(update, message, f"{now:%Y-%m-%d-%H%M%S}.txt", text.encode("utf-8", "replace"))

    async def remove(self, update: Update, context: Context) -> None:
        """Offer what was added, or ask whether the named file is to go."""
        if (message := update.message) is None:
            return
        say = self._parts.say(message.from_user)
        if not self._parts.admin(message.from_user):
            await self._say(update, message, self._only_admins(say))
            return
        named = await asyncio.to_thread(self._shelf.named, " ".join(context.args)) if context.args else None
        view = confirmation(named, say) if named else await self.offer(say)
        await self._parts.show(update, message, view)

    async def offer(self, say: Words) -> View:
        """The files that can be taken out, a button each."""
        names = await asyncio.to_thread(self._shelf.names)
        if not names:
            return View([line(say("Nothing was added through me."))])
        rows: list[Row] = [[(_short(name), Press(CHOSEN, key_of(name)))] for name in names[:OFFERED]]
        return View([line(say("Which one is to go? /remove NAME names any other."))], rows)

    async def pressed(self, message: Message, press: Press, say: Words, *, admin: bool) -> View | str | None:
        """What comes of a button of a removal."""
        if not admin:
            return self._only_admins(say)
        if press.kind == KEEP:
            return View([line(say("All right, it stays."))])
        name = await asyncio.to_thread(self._shelf.named, press.subject)
        if name is None:
            return None
        if press.kind == CHOSEN:
            return confirmation(name, say)
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(self._shelf.remove, name)
            except Refusal as refused:
                return View([line(say("It can't be taken out: {reason}", reason=say.remark(refused.remark)))])
        return View([line(say("{name} is no longer in the archive.", name=name))])

    async def _add(self, update: Update, message: Message, name: str, data: bytes) -> None:
        say = self._parts.say(message.from_user)
        async with self._one_at_a_time:
            try:
                added = await asyncio.to_thread(self._shelf.add, name, data)
            except Refusal as refused:
                reason = say.remark(refused.remark)
                return await self._say(update, message, say("Not added: {reason}", reason=reason))
        blocks = [
            line(bold(added.name)),
            line(
                say.count(
                    "{number} article is in the archive now.",
                    "{number} articles are in the archive now.",
                    added.articles,
                )
            ),
            *problems(added.problems, say),
        ]
        await self._parts.show(update, message, View(fitted(blocks)))
        return None

    async def _say(self, update: Update, message: Message, sentence: str) -> None:
        await self._parts.show(update, message, View([line(sentence)]))

    def _only_admins(self, say: Words) -> str:
        return say("Only those who look after this archive can change it.")

    def _concerns_us(self, message: Message) -> bool:
        """Whether a document is for us: in private, or from an administrator who replies to us."""
        replied = message.reply_to_message
        return message.chat.type == "private" or (
            replied is not None and replied.from_user is not None and replied.from_user.username == self._parts.username
        )


async def _fetched(document: Document) -> bytes:
    """What is in a document; asked for again where it is lost on the way.

    Raises:
        TelegramError: Telegram does not give it.
    """
    for pause in PATIENCE:
        with suppress(NetworkError):
            try:
                file = await document.get_file(read_timeout=DOWNLOAD_SECONDS)
                return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
            except BadRequest as refused:
                raise TelegramError(refused.message) from None
        await asyncio.sleep(pause)
    raise TelegramError("it was lost on the way each time")


def confirmation(name: str, say: Words) -> View:
    """Whether a file is really to go."""
    rows: list[Row] = [[(say("Remove"), Press(REMOVE, key_of(name))), (say("Keep"), Press(KEEP))]]
    return View([line(say("Take {name} out of the archive?", name=name))], rows)


def problems(found: Sequence[Problem], say: Words) -> list[Block]:
    """A line for each of the first things that can't be read."""
    told = [(say.remark(problem.where), say.remark(problem.reason)) for problem in found[:5]]
    shown = [line(*shortened([Span(say("Left out: {where} {reason}", where=w, reason=r))], 300)) for w, r in told]
    return [line(""), *shown] if shown else []


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:24]}…{name[-15:]}"
