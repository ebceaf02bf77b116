"""The prompt: one question per line; commands start with a colon."""

from bot.repl.commands import COMMANDS, NEWEST
from bot.repl.loop import Repl, repl, respond_to
from bot.repl.prompt import Bar, News, completer, typed_lines

__all__ = ["COMMANDS", "NEWEST", "Bar", "News", "Repl", "completer", "repl", "respond_to", "typed_lines"]
