"""The commands and their menu."""

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault, Update
from telegram.ext import ContextTypes

from .html import bold, line
from .parts import Parts
from .speech import SOURCE, Words, languages, words
from .views import View

Context = ContextTypes.DEFAULT_TYPE


class Commands:
    """The handlers of commands."""

    def __init__(self, parts: Parts) -> None:
        """Handlers that work with `parts`."""
        self._parts = parts

    async def start(self, update: Update, context: Context) -> None:
        """Greet in three lines."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        page = [
            line(bold(say("Hello! I answer from an archive of articles, word for word."))),
            line(say("Ask me anything; each answer says where it stands, so that you can check it.")),
            line(say("/help tells what else I can do.")),
        ]
        await self._parts.show(update, message, View(page))

    async def help(self, update: Update, context: Context) -> None:
        """Tell how to ask, and which commands there are."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        page = [
            line(bold(say("Send me a question, in your own words."))),
            line(say("I find the passages that answer it and quote them exactly.")),
            line(say("The numbers under an answer open each passage in its article.")),
            line(""),
            *[line(f"/{name} – {text}") for name, text in menu(say)],
        ]
        await self._parts.show(update, message, View(page))

    async def unknown(self, update: Update, context: Context) -> None:
        """Say in one sentence that there is no such command."""
        if (message := update.effective_message) is None:
            return
        say = self._parts.say(update.effective_user)
        await self._parts.show(
            update, message, View([line(say("I don't know that command; /help lists those I know."))])
        )


def menu(say: Words) -> list[tuple[str, str]]:
    """The commands of a private chat with what each does."""
    return [
        ("start", say("a greeting, and what to ask")),
        ("help", say("how to ask, and the commands")),
    ]


def group_menu(say: Words) -> list[tuple[str, str]]:
    """The commands of a group with what each does."""
    return [("help", say("how to ask, and the commands"))]


async def register(bot: Bot) -> None:
    """Put the menus in front of people, in each language we speak."""
    for language in languages():
        say, code = words(language), None if language == SOURCE else language.split("_")[0]
        private = [BotCommand(name, text) for name, text in menu(say)]
        group = [BotCommand(name, text) for name, text in group_menu(say)]
        await bot.set_my_commands(private, scope=BotCommandScopeDefault(), language_code=code)
        await bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats(), language_code=code)
