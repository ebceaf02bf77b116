"""Adding articles by message, and removing them again; for administrators."""

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
from bot.telegram_app.handlers.commands import CommandView, Handler, Request, replying
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.sending.query_answers import RETRY_PAUSES
from bot.telegram_app.translations import Words
from bot.telegram_app.views.base import View, text_view
from bot.telegram_app.views.html import Block, bold, fitted, line, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow, Press
from retrieval import Problem

_log = logging.getLogger(__name__)

OFFERED = 10
"""Files that `/remove` offers; any other can be named."""

PROBLEMS = 5
"""Problems with a file that are listed."""

PROBLEM_LENGTH = 300
"""Code points of a line about a problem; five of them fit a message with room to spare."""

LABEL_START, LABEL_END = 24, 15
"""Code points of a long file name that a button shows: its beginning, and its end with the ending."""

DOWNLOAD_SECONDS = 60.0
"""The longest silence during the download of a file of at most 20 MB."""

CHOSEN, REMOVE, KEEP = "r", "x", "z"
"""What the buttons of a removal do: choose a file, remove it, keep it."""

_ADDRESS = re.compile(r"https?://\S+")


class Uploads:
    """The handlers of documents, `/add` and `/remove`."""

    def __init__(self, shared: HandlerContext, files: UploadedFiles) -> None:
        """Handlers that add to `files` and remove from them."""
        self._shared = shared
        self._files = files
        self._one_at_a_time = asyncio.Lock()

    def handlers(self) -> dict[str, Handler]:
        """The handler of each command."""
        views: dict[str, CommandView] = {"add": self.add, "remove": self.remove}
        return {name: replying(self._shared, view) for name, view in views.items()}

    async def document(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Adds the articles of a document to the archive."""
        message = update.message
        if message is None or message.document is None or not self._is_for_us(message):
            return
        async with self._shared.typing.indication(message):
            view = await self._document_view(message, message.document, again=self._shared.is_left_over(update))
        await self._shared.reply(update, message, view)

    async def _document_view(self, message: Message, document: Document, *, again: bool) -> View:
        """What was added, or a sentence that says why nothing was."""
        say = self._shared.say(message.from_user)
        if not self._shared.is_admin(message.from_user):
            return _only_admins(say)
        if (document.file_size or 0) > limits.FILE_BYTES:
            return text_view(say("That file is larger than 20 MB, the most a bot can download."))
        try:
            content = await _downloaded(document)
        except TelegramError as error:
            _log.warning("a document could not be downloaded: %s", error.message)
            return text_view(say("I couldn't download that file from Telegram. Please send it again."))
        return await self._added(document.file_name or "article.txt", content, say, again=again)

    async def add(self, request: Request) -> View:
        """Adds the text after the command as an article."""
        say, message = request.say, request.message
        if not self._shared.is_admin(message.from_user):
            return _only_admins(say)
        text = re.sub(r"\A/\w+(@\w+)?\s*", "", message.text or "")
        if not _ADDRESS.sub("", text).strip():
            return text_view(
                say("Write the article after the command, or send it as a file. I don't fetch web addresses.")
            )
        # The message's time, so that a run that comes to it again finds what an earlier one stored.
        name = f"{message.date.astimezone(datetime.UTC):%Y-%m-%d-%H%M%S}.txt"
        return await self._added(name, text.encode("utf-8", "replace"), say, again=request.left_over)

    async def remove(self, request: Request) -> View:
        """Offers the added files, or asks whether to remove the one that is named."""
        say, typed_name = request.say, " ".join(request.args)
        if not self._shared.is_admin(request.message.from_user):
            return _only_admins(say)
        name = await asyncio.to_thread(self._files.name_of, typed_name) if typed_name else None
        return confirmation(name, say) if name else await self._offer(say)

    async def _offer(self, say: Words) -> View:
        """The files that can be removed, a button each."""
        names = await asyncio.to_thread(self._files.names)
        if not names:
            return text_view(say("No files have been added through me."))
        rows: list[ButtonRow] = [[(_label(name), Press(CHOSEN, key_of(name)))] for name in names[:OFFERED]]
        question = say("Which file should I remove? To remove one that is not listed, send /remove NAME.")
        return View([line(question)], rows)

    async def pressed(self, press: Press, say: Words, *, admin: bool) -> View | str | None:
        """The result of a button of a removal; None if its file is gone already.

        Args:
            press: The press of the button.
            say: The words of the language of whoever pressed.
            admin: Whether they may change the archive.
        """
        if not admin:
            return _only_admins_sentence(say)
        if press.kind == KEEP:
            return text_view(say("All right, it stays."))
        name = await asyncio.to_thread(self._files.name_of, press.subject)
        if name is None:
            return text_view(say("That file is no longer in the archive."))
        return confirmation(name, say) if press.kind == CHOSEN else await self._removed(name, say)

    async def _removed(self, name: str, say: Words) -> View:
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(self._files.remove, name)
            except Refusal as refusal:
                return text_view(say("It can't be removed: {reason}", reason=say.remark(refusal.remark)))
        return text_view(say("{name} is no longer in the archive.", name=name))

    async def _added(self, name: str, content: bytes, say: Words, *, again: bool) -> View:
        async with self._one_at_a_time:
            try:
                upload = await asyncio.to_thread(self._files.add, name, content, again=again)
            except Refusal as refusal:
                return text_view(say("Not added: {reason}", reason=say.remark(refusal.remark)))
        sentence = say.count(
            "{number} article is now in the archive.", "{number} articles are now in the archive.", upload.articles
        )
        if not upload.indexed:
            sentence = say("It is stored, and will be in the archive once another program has finished reading it.")
        return View(fitted([line(bold(upload.name)), line(sentence), *problem_lines(upload.problems, say)]))

    def _is_for_us(self, message: Message) -> bool:
        """Whether a document is for us: in a private chat, or in a reply to us."""
        reply = message.reply_to_message
        return message.chat.type == "private" or (
            reply is not None and reply.from_user is not None and reply.from_user.username == self._shared.username
        )


async def _downloaded(document: Document) -> bytes:
    """The content of a document, requested again if it is lost on the way.

    Raises:
        TelegramError: Telegram does not give it.
    """
    for pause in RETRY_PAUSES:
        with suppress(NetworkError):
            try:
                file = await document.get_file(read_timeout=DOWNLOAD_SECONDS)
                return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
            except BadRequest as refusal:
                raise TelegramError(refusal.message) from None
        await asyncio.sleep(pause)
    raise TelegramError("it was lost on the way each time")


def confirmation(name: str, say: Words) -> View:
    """Asks whether a file is really to be removed."""
    rows: list[ButtonRow] = [[(say("Remove"), Press(REMOVE, key_of(name))), (say("Keep"), Press(KEEP))]]
    return View([line(say("Remove {name} from the archive?", name=name))], rows)


def problem_lines(problems: Sequence[Problem], say: Words) -> list[Block]:
    """An empty line and a line for each of the first problems, if there are any."""
    lines = []
    for problem in problems[:PROBLEMS]:
        where, reason = say.remark(problem.where), say.remark(problem.reason)
        lines.append(line(shortened_text(say("Skipped: {where} {reason}", where=where, reason=reason), PROBLEM_LENGTH)))
    return [line(""), *lines] if lines else []


def _only_admins(say: Words) -> View:
    return text_view(_only_admins_sentence(say))


def _only_admins_sentence(say: Words) -> str:
    return say("Only the administrators of this archive can change it.")


def _label(name: str) -> str:
    """A file name as a button shows it."""
    return name if len(name) <= LABEL_START + 1 + LABEL_END else f"{name[:LABEL_START]}…{name[-LABEL_END:]}"
