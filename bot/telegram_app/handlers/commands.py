"""The commands: each returns its view; `replying` turns it into a handler."""

import hmac
import re
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.telegram_app.archive.followed import ChatPlace
from bot.telegram_app.archive.overview import article_languages
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.menu import group_menu, private_menu
from bot.telegram_app.handlers.questions import Questions, conversation_key
from bot.telegram_app.translations import Words
from bot.telegram_app.views import checks, lists
from bot.telegram_app.views.answers import answer_view
from bot.telegram_app.views.base import DisplayOptions, View, text_view
from bot.telegram_app.views.html import bold, line
from bot.telegram_app.views.timeline import days_of, said_view, timeline_view, words_and_period
from retrieval import QuestionError, UsageError, language_codes

REFERENCE = 64
"""Code points of an id that are looked up; a deep link's payload is no longer (`limits.PAYLOAD`)."""

_DEEP_LINK = re.compile(
    r"(?P<kind>[ac])_(?P<identity>[A-Za-z0-9]{1,20})(?:-(?P<number>\d{1,4}))?(?P<signature>_[0-9a-f]{32})?"
)
"""The payload that leads to an answer (a) or to the verdict on a citation (c), its number after a dash.

With our signature it leads there from any chat, without one only from the chat where the answer was given.
"""


@dataclass(frozen=True, slots=True)
class Request:
    """A command as somebody sent it: its message, the words after it, and how they want to be answered.

    `left_over`: an earlier run may have begun with it.
    """

    message: Message
    args: Sequence[str]
    say: Words
    options: DisplayOptions
    left_over: bool = False


Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
CommandView = Callable[[Request], Awaitable[View | None]]
"""What a command shows; None for nothing."""


def replying(shared: HandlerContext, view: CommandView) -> Handler:
    """The handler that answers a command with its view."""

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.effective_message) is None:
            return
        say, options = shared.say(update.effective_user), shared.display_options(message.chat.id)
        reply = await view(Request(message, context.args or (), say, options, shared.is_left_over(update)))
        if reply is not None:
            await shared.reply(update, message, reply)

    return handle


class Commands:
    """The views of commands, and the handler of `/ask`."""

    def __init__(self, shared: HandlerContext, questions: Questions) -> None:
        """Commands of a bot; `questions` answers what is asked by `/ask`."""
        self._shared = shared
        self._archive = shared.archive
        self._typing = shared.typing.indication
        self._questions = questions

    def handlers(self) -> dict[str, Handler]:
        """The handler of each command."""
        views: dict[str, CommandView] = {
            "start": self.start,
            "help": self.help,
            "sources": self.sources,
            "latest": self.latest,
            "check": self.check,
            "quote": self.quote,
            "timeline": self.timeline,
            "new": self.new,
            "language": self.language,
            "settings": self.settings,
        }
        return {"ask": self.ask} | {name: replying(self._shared, view) for name, view in views.items()}

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers the question after the command."""
        if (message := update.effective_message) is None:
            return
        if context.args:
            await self._questions.answer(update, message, " ".join(context.args))
        else:
            say = self._shared.say(update.effective_user)
            await self._shared.reply_text(update, message, say("Write the question after the command: /ask …"))

    async def start(self, request: Request) -> View:
        """A greeting with questions to tap, or what a deep link leads to."""
        link = _DEEP_LINK.fullmatch(request.args[0]) if request.args else None
        if link is None:
            return await self._greeting(request.say)
        payload = link.group().removesuffix(link["signature"] or "")
        is_signed = hmac.compare_digest(link["signature"] or "", self._shared.signer.signature(payload))
        if link["kind"] == "c":
            reference = ".".join(filter(None, link.group("identity", "number")))
            return await self._verdicts(request, reference, signed=is_signed)
        say, identity = request.say, link["identity"].lower()
        may_see = is_signed or await self._archive.was_given_in(identity, request.message.chat.id)
        answer = await self._archive.answer(identity) if may_see else None
        if answer is not None:
            await self._note_shared(identity, request.message.chat.id)
        return answer_view(answer, say, request.options) if answer else text_view(say("I can't find that answer."))

    async def _note_shared(self, identity: str, chat: int) -> None:
        """Watches what an answer cites once it is opened in another chat than the one it was given in."""
        recent = self._archive.recent(identity)
        if recent is not None and recent.person is not None and recent.chat not in (None, chat):
            await self._archive.followed.share(identity, ChatPlace(recent.chat or 0, None, recent.person, None))

    async def _greeting(self, say: Words) -> View:
        """Two lines on what the bot does; a third one with examples, where the archive has names for them."""
        lines = [
            line(bold(say("Hello! I answer questions from an archive of articles, word for word."))),
            line(say("Ask me anything. Every answer cites its source, so you can check it.")),
        ]
        names = await self._archive.example_names()
        if names:
            lines.append(line(say("/help lists what else I can do. You could ask, for example:")))
        return View(lines, lists.example_rows(names, say))

    async def help(self, request: Request) -> View:
        """How to ask, and the commands there are."""
        say, message = request.say, request.message
        is_admin = self._shared.is_admin(message.from_user)
        commands = private_menu(say, admin=is_admin) if message.chat.type == "private" else group_menu(say)
        return View(
            [
                line(bold(say("Send me a question in your own words."))),
                line(say("I find the passages that answer it and quote them exactly.")),
                line(say("The numbered buttons under an answer open each passage in its article.")),
                line(
                    say(
                        "In a group, mention me or reply to one of my answers. "
                        "In any other chat, type my username and a question."
                    )
                ),
                line(""),
                *[line(f"/{name} – {text}") for name, text in commands],
            ]
        )

    async def sources(self, request: Request) -> View:
        """What the archive holds, page by page."""
        return lists.sources_view(await self._archive.overview(), request.say, request.options)

    async def latest(self, request: Request) -> View:
        """The newest articles of the archive."""
        return lists.latest_view(await self._archive.overview(), request.say, request.options)

    async def check(self, request: Request) -> View:
        """The verdicts on the citations of an answer, or on one citation, by its id."""
        say = request.say
        if not request.args:
            return text_view(say("Write the ID after the command, as shown under a quotation: /check ID"))
        async with self._typing(request.message):
            return await self._verdicts(request, request.args[0])

    async def _verdicts(self, request: Request, reference: str, *, signed: bool = False) -> View:
        """The verdicts on what an id names, if it was given in this chat or comes with our signature."""
        say, identity = request.say, reference[:REFERENCE].partition(".")[0]
        may_see = signed or await self._archive.was_given_in(identity, request.message.chat.id)
        citations = await self._archive.citations(reference[:REFERENCE]) if may_see else ()
        if not citations:
            return text_view(say("There is no answer or citation with that ID."))
        return checks.checks_view(citations, await self._archive.check(citations), say, request.options)

    async def quote(self, request: Request) -> View:
        """Whether a quotation is in the archive, word for word."""
        say, text = request.say, (request.message.text or "").partition(" ")[2].strip()
        async with self._typing(request.message):
            try:
                return checks.quotation_view(await self._archive.quotation(text), say)
            except UsageError:
                return text_view(say("Write the quotation after the command: /quote “…”"))

    async def timeline(self, request: Request) -> View:
        """When words were said, or what was said in the period after them."""
        say, message = request.say, request.message
        words, period = words_and_period((message.text or "").partition(" ")[2])
        chat, _, person = conversation_key(message)
        who, options = (chat, person or chat, self._shared.searched(chat)), self._shared.answer_options(chat)
        try:
            async with self._typing(message):
                if not period:
                    times = await self._archive.timelines.timeline(words, *who)
                    return timeline_view(times, say, options)
                answer = await self._archive.timelines.mentions(words, days_of(period), *who)
                return said_view(answer, say, options)
        except QuestionError:
            if any(map(str.isalnum, words)):
                return text_view(
                    say("These words occur everywhere. Put them in quotation marks to find them exactly as written.")
                )
            return text_view(say("Write the words after the command: /timeline …"))
        except UsageError:
            return text_view(say("Write the words after the command: /timeline …"))

    async def new(self, request: Request) -> View:
        """A view that says that the next question stands on its own."""
        say = request.say
        self._archive.start_over(conversation_key(request.message))
        return text_view(say("All right: your next question stands on its own."))

    async def language(self, request: Request) -> View:
        """The languages of the articles searched here, after the change that the command asks for, if any."""
        say, chat, article_counts = request.say, request.message.chat, article_languages(self._archive.searcher)
        if chat.type != "private":
            return text_view(say("Settings are only available in our private chat. Please write to me there."))
        if text := " ".join(request.args):
            codes = {} if text.casefold() in ("all", say("all languages").casefold()) else language_codes(text)
            if unknown := [name for code, name in codes.items() if code not in article_counts]:
                return lists.no_language_view(unknown[0], article_counts, say)
            self._shared.preferences.choose(chat.id, "articles_in", ",".join(codes) or None)
        languages_gone = self._shared.answer_options(chat.id).languages_gone
        return lists.language_view(article_counts, self._shared.searched(chat.id), languages_gone, say)

    async def settings(self, request: Request) -> View:
        """How answers are displayed here, with buttons to change it."""
        say, chat = request.say, request.message.chat
        if chat.type != "private":
            return text_view(say("Settings are only available in our private chat. Please write to me there."))
        return lists.settings_view(request.options, self._shared.preferences.language(chat.id), say)

    async def unknown(self, request: Request) -> View | None:
        """A view that says that there is no such command; in a group only if it was meant for us."""
        say, message = request.say, request.message
        name = (message.text or message.caption or "").strip().partition(" ")[0].lower()
        if message.chat.type != "private" and not name.endswith(f"@{self._shared.username}".lower()):
            return None
        return text_view(say("I don't know that command. /help lists the commands I know."))
