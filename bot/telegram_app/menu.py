"""The menu of commands, in each language and scope."""

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault

from .speech import SOURCE, Words, languages, words


def private_menu(say: Words, *, admin: bool = False) -> list[tuple[str, str]]:
    """The commands of a private chat with what each does."""
    return [
        ("start", say("greeting and examples")),
        ("help", say("how to ask, and the commands")),
        ("sources", say("what the archive holds")),
        ("latest", say("the newest articles")),
        ("check", say("check an answer or citation by its id")),
        ("quote", say("is this quotation in the archive?")),
        ("new", say("begin anew")),
        ("settings", say("passages, links, language")),
        *([("add", say("add an article: the text, or send a file"))] if admin else []),
        *([("remove", say("take out an article that was added"))] if admin else []),
    ]


def group_menu(say: Words, *, admin: bool = False) -> list[tuple[str, str]]:
    """The commands of a group with what each does; the same for everybody."""
    return [
        ("ask", say("ask the archive")),
        ("check", say("check an answer or citation by its id")),
        ("help", say("how to ask, and the commands")),
    ]


async def register(bot: Bot) -> None:
    """Put the menus in front of people, in each language we speak."""
    for language in languages():
        say, code = words(language), None if language == SOURCE else language.split("_")[0]
        private = [BotCommand(name, text) for name, text in private_menu(say)]
        group = [BotCommand(name, text) for name, text in group_menu(say)]
        await bot.set_my_commands(private, scope=BotCommandScopeDefault(), language_code=code)
        await bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats(), language_code=code)
