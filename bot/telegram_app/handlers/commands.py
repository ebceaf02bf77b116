"""The commands: each a few lines that say what it does."""

import re

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.menu import group_menu, private_menu
from bot.telegram_app.handlers.questions import Questions, room
from bot.telegram_app.views import answers, lists
from bot.telegram_app.views.answers import View
from bot.telegram_app.views.html import bold, line
from retrieval import UsageError

Context = ContextTypes.DEFAULT_TYPE
_DEEP = re.compile(r"([ac])_([A-Za-z0-9]{1,20})(?:-(\d{1,4}))?")


class Commands:
    """The handlers of commands."""

    def __init__(self, parts: HandlerContext, questions: Questions) -> None:
        """Handlers that work with `parts`; `/ask` is a question like any other."""
        self._parts = parts
        self._questions = questions

    async def start(self, update: Update, context: Context) -> None:
        """Greet in three lines with questions to tap, or open what a deep link leads to."""
        if (message := update.effective_message) is None:
            return
        deep = _DEEP.fullmatch(context.args[0]) if context.args else None
        await self._parts.show(
            update, message, await self._deep(message, deep) if deep else await self._greeting(message)
        )

    async def _greeting(self, message: Message) -> View:
        say = self._parts.say(message.from_user)
        page = [
            line(bold(say("Hello! I answer from an archive of articles, word for word."))),
            line(say("Ask me anything; each answer says where it stands, so that you can check it.")),
            line(say("/help tells what else I can do; here is what you could ask:")),
        ]
        names = await self._parts.desk.examples()
        return View(page if names else page[:2], lists.examples(names, say))

    async def _deep(self, message: Message, deep: re.Match[str]) -> View:
        kind, identity, number = deep.groups()
        say, look = self._parts.say(message.from_user), self._parts.look(message.chat.id)
        if kind == "c":
            return await self._checked(message, f"{identity}.{number}" if number else identity)
        found = await self._parts.desk.answer(identity.lower())
        if found is None:
            return View([line(say("That answer is not known here (any more)."))])
        return answers.answer(found, say, look)

    async def help(self, update: Update, context: Context) -> None:
        """Tell how to ask, and which commands there are."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        menu = private_menu if message.chat.type == "private" else group_menu
        admin = self._parts.admin(update.effective_user)
        page = [
            line(bold(say("Send me a question, in your own words."))),
            line(say("I find the passages that answer it and quote them exactly.")),
            line(say("The numbers under an answer open each passage in its article.")),
            line(say("In a group, mention me or reply to my answers; in any chat, type my name and a question.")),
            line(""),
            *[line(f"/{name} – {text}") for name, text in menu(say, admin=admin)],
        ]
        await self._parts.show(update, message, View(page))

    async def ask(self, update: Update, context: Context) -> None:
        """Answer the question behind the command."""
        if (message := update.effective_message) is None:
            return
        if context.args:
            await self._questions.answer(update, message, " ".join(context.args))
            return
        say = self._parts.say(update.effective_user)
        await self._parts.show(update, message, View([line(say("Write the question behind the command: /ask …"))]))

    async def sources(self, update: Update, context: Context) -> None:
        """Tell what the archive holds, page by page."""
        if (message := update.effective_message) is not None:
            say, held = self._parts.say(update.effective_user), await self._parts.desk.holdings()
            await self._parts.show(update, message, lists.sources(held, say, self._parts.look(message.chat.id)))

    async def latest(self, update: Update, context: Context) -> None:
        """Tell what is newest in the archive."""
        if (message := update.effective_message) is not None:
            say, held = self._parts.say(update.effective_user), await self._parts.desk.holdings()
            await self._parts.show(update, message, lists.latest(held, say, self._parts.look(message.chat.id)))

    async def check(self, update: Update, context: Context) -> None:
        """Check the citations of an answer, or one citation, by its id."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        if not context.args:
            view = View([line(say("Write the id behind the command, as it stands under a quotation: /check ID"))])
        else:
            async with self._parts.delivery.typing(message):
                view = await self._checked(message, context.args[0])
        await self._parts.show(update, message, view)

    async def _checked(self, message: Message, reference: str) -> View:
        say, look = self._parts.say(message.from_user), self._parts.look(message.chat.id)
        citations = await self._parts.desk.citations(reference[:64])
        if not citations:
            return View([line(say("There is no answer or citation with that id here."))])
        return answers.verdicts(citations, await self._parts.desk.check(citations), say, look)

    async def quote(self, update: Update, context: Context) -> None:
        """Say whether a quotation is in the archive, word for word."""
        if (message := update.effective_message) is None:
            return
        say, look = self._parts.say(update.effective_user), self._parts.look(message.chat.id)
        text = (message.text or "").partition(" ")[2].strip()
        async with self._parts.delivery.typing(message):
            try:
                view = answers.quotation(await self._parts.desk.quotation(text), say, look)
            except UsageError:
                view = View([line(say("Write the quotation behind the command: /quote “…”"))])
        await self._parts.show(update, message, view)

    async def new(self, update: Update, context: Context) -> None:
        """Begin anew: the next question stands on its own."""
        if (message := update.effective_message) is None:
            return
        self._parts.desk.forget(room(message))
        say = self._parts.say(update.effective_user)
        await self._parts.show(update, message, View([line(say("All right: your next question stands on its own."))]))

    async def settings(self, update: Update, context: Context) -> None:
        """Show how answers look here, with buttons to change it."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        if message.chat.type != "private":
            view = View([line(say("Settings are for our private chat; write to me there."))])
        else:
            chosen = self._parts.preferences.language(message.chat.id)
            view = lists.settings(self._parts.look(message.chat.id), chosen, say)
        await self._parts.show(update, message, view)

    async def unknown(self, update: Update, context: Context) -> None:
        """Say in one sentence that there is no such command; in a group only where it was meant for us."""
        if (message := update.effective_message) is None:
            return
        name = (message.text or message.caption or "").split(maxsplit=1)[0].lower()
        if message.chat.type != "private" and not name.endswith(f"@{context.bot.username}".lower()):
            return
        say = self._parts.say(update.effective_user)
        await self._parts.show(
            update, message, View([line(say("I don't know that command; /help lists those I know."))])
        )
