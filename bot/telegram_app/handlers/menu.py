"""The menus of commands, in each language and scope."""

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault

from bot.telegram_app.preferences import Preferences
from bot.telegram_app.translations import SOURCE, Words, languages, words


def private_menu(say: Words, *, admin: bool = False) -> list[tuple[str, str]]:
    """The commands of a private chat with what each does."""
    return [
        ("start", say("greeting and examples")),
        ("help", say("how to ask, and the commands")),
        ("sources", say("what the archive holds")),
        ("latest", say("the newest articles")),
        ("check", say("check an answer or citation by its ID")),
        ("quote", say("is this quotation in the archive?")),
        ("timeline", say("when words were said, and how often")),
        ("follow", say("be told when a new article answers a question")),
        ("following", say("what you follow, and stop it")),
        ("new", say("start a new conversation")),
        ("language", say("search only articles in some languages")),
        ("settings", say("passages, links, my language")),
        ("forgetme", say("forget what I keep about you")),
        *([("add", say("add an article: its text, or send a file"))] if admin else []),
        *([("remove", say("remove an article that was added"))] if admin else []),
        *([("users", say("who was let in by a code"))] if admin else []),
        *([("invite", say("make a code that lets somebody in"))] if admin else []),
    ]


def group_menu(say: Words) -> list[tuple[str, str]]:
    """The commands of a group with what each does, the same for everybody."""
    return [
        ("ask", say("ask the archive")),
        ("check", say("check an answer or citation by its ID")),
        ("follow", say("be told when a new article answers a question")),
        ("following", say("what you follow, and stop it")),
        ("forgetme", say("forget what I keep about you")),
        ("help", say("how to ask, and the commands")),
    ]


async def register(bot: Bot, preferences: Preferences) -> None:
    """Registers the menus in each language we speak; those that Telegram has already are left alone.

    Raises:
        TelegramError: Telegram does not take one; that one and the rest are registered after the next start.
    """
    for language in languages():
        say, code = words(language), None if language == SOURCE else language.split("_")[0]
        for scope, menu in (
            (BotCommandScopeDefault(), private_menu(say)),
            (BotCommandScopeAllGroupChats(), group_menu(say)),
        ):
            name = f"{scope.type} {language}"
            if preferences.menu(name) != menu:
                commands = [BotCommand(command, text) for command, text in menu]
                await bot.set_my_commands(commands, scope=scope, language_code=code)
                preferences.keep_menu(name, menu)
