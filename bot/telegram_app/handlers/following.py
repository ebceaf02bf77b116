"""`/follow`, `/following` and `/quiet`: people are told when a new article answers what they asked."""

import datetime
from collections.abc import Awaitable, Callable

from telegram import ChatMember, Message, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.telegram_app.archive.followed import ChatPlace, Followed
from bot.telegram_app.handlers.commands import CommandView, Handler, Request, replying
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.quiet_hours import QuietHours, parsed
from bot.telegram_app.sending.topics import topic
from bot.telegram_app.translations import Words
from bot.telegram_app.views import following
from bot.telegram_app.views.answers import answer_view
from bot.telegram_app.views.base import View, text_view
from bot.telegram_app.views.keyboards import Press
from retrieval import Answer, QuestionError, UsageError

PASSAGES = 12
"""Passages of the answer as of now; `More` shows those that the first page has no room for."""

RepliedTo = Callable[[Message], Awaitable[Answer | None]]


class Following:
    """The handlers of what people follow, and of its buttons."""

    def __init__(self, shared: HandlerContext, replied_to: RepliedTo, most: int) -> None:
        """Handlers of a bot.

        Args:
            shared: What the handlers share.
            replied_to: The answer of ours that a message replies to.
            most: How many questions somebody may follow; 0: any number.
        """
        self._shared = shared
        self._replied_to = replied_to
        self._most = most

    @property
    def _followed(self) -> Followed:
        return self._shared.archive.followed

    def handlers(self) -> dict[str, Handler]:
        """The handler of each command."""
        views: dict[str, CommandView] = {"follow": self.follow, "following": self.following, "quiet": self.quiet}
        return {name: replying(self._shared, view) for name, view in views.items()}

    async def follow(self, request: Request) -> View:
        """Follows the question after the command, or that of the answer it replies to."""
        message, say = request.message, request.say
        question = " ".join(request.args)
        if not question and (answer := await self._replied_to(message)) is not None:
            question = answer.understood or answer.question
        if not question:
            return text_view(say("Write the question after the command: /follow …"))
        if message.from_user is None:
            return text_view(say("Please write that to me in our private chat."))
        return await self._begun(question, message, message.from_user, say)

    async def _begun(self, question: str, message: Message, user: User, say: Words) -> View:
        """That a question is followed from now on, or why not."""
        longest = self._shared.longest_question
        if len(question) > longest:
            return text_view(say("That question is too long. Please use at most {number} characters.", number=longest))
        if self._most and await self._followed.count(user.id) >= self._most:
            full = say.count(
                "You follow {number} question, which is all you may. /following stops one.",
                "You follow {number} questions, which is all you may. /following stops one.",
                self._most,
            )
            return text_view(full)
        place = ChatPlace(message.chat.id, topic(message), user.id, user.language_code)
        try:
            follow, answer, already_followed = await self._followed.begin(
                question, place, PASSAGES, self._shared.searched(message.chat.id)
            )
        except QuestionError:
            return text_view(say("I found nothing to look up in that. Please ask in a few words."))
        except UsageError:
            return text_view(
                say("That asks for all articles from certain days. Please follow a question about a subject.")
            )
        await self._followed.pause(message.chat.id, "")
        options = self._shared.answer_options(message.chat.id)
        return following.begun_view(answer, follow.id, say, options, already_followed=already_followed)

    async def following(self, request: Request) -> View:
        """What is followed in this chat."""
        return await self._list(request.message, request.message.from_user, request.say)

    async def _list(self, message: Message, user: User | None, say: Words, page: int = 0) -> View:
        quiet = self._shared.preferences.quiet_hours(user.id) if user else None
        listed = await self._followed.listed(message.chat.id)
        answers = await self._followed.kept_answers(message.chat.id)
        return following.list_view(listed, answers, quiet, say, _now(), page)

    async def quiet(self, request: Request) -> View:
        """The quiet hours, as they are or as they are written after the command."""
        message, say, preferences = request.message, request.say, self._shared.preferences
        if message.chat.type != ChatType.PRIVATE:
            return text_view(say("Settings are only available in our private chat. Please write to me there."))
        quiet = preferences.quiet_hours(message.chat.id)
        if request.args:
            hours = parsed(" ".join(request.args), quiet.zone if quiet else "UTC")
            if hours is None:
                example = "/quiet 22-7 Europe/Berlin"
                return text_view(
                    say("I don't understand these hours. Write them like this: {example}", example=example)
                )
            quiet = self._choose(message.chat.id, hours)
        return following.quiet_view(quiet, say, _now())

    def _choose(self, person: int, quiet: QuietHours) -> QuietHours:
        self._shared.preferences.choose(person, "quiet", list(quiet))
        return quiet

    async def pressed(self, press: Press, message: Message, user: User, say: Words) -> View | str | None:
        """The result of a button, but of those that answer with a message of their own.

        Args:
            press: The press.
            message: The message that has the button.
            user: Who pressed it.
            say: The words of their language.
        """
        if press.kind == following.STOP:
            return await self._stopped(press, message, user, say)
        if press.kind == following.LIST:
            return await self._list(message, user, say, press.number)
        if message.chat.type != ChatType.PRIVATE:
            return say("Settings are only available in our private chat. Please write to me there.")
        quiet = self._shared.preferences.quiet_hours(user.id)
        if (hours := following.chosen_quiet_hours(press, quiet, _now())) is not None:
            quiet = self._choose(user.id, hours)
        return following.quiet_view(quiet, say, _now())

    async def _stopped(self, press: Press, message: Message, user: User, say: Words) -> View | str:
        """Stops a question; under the list, what is left of it."""
        follow = await self._followed.find(press.subject, message.chat.id)
        if follow is None:
            return say("That is no longer followed.")
        if ChatPlace.of(follow.address).person != user.id and not await self._may_stop(message, user):
            return say("Only the person who follows it, or an administrator, can stop it.")
        await self._followed.stop(follow.id)
        if press.number:
            return await self._list(message, user, say, press.number - 1)
        return say("That is no longer followed.")

    async def _may_stop(self, message: Message, user: User) -> bool:
        """Whether somebody may stop what others follow: our administrators, and the group's."""
        if self._shared.is_admin(user):
            return True
        try:
            member = await message.chat.get_member(user.id)
        except TelegramError:
            return False
        return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)

    async def opened(self, press: Press, message: Message, user: User, say: Words) -> View | None:
        """A message of its own that a button asks for: an answer that came in, or an answer's question begun.

        Args:
            press: The press of the button.
            message: The message that has it.
            user: Who pressed.
            say: The words of their language.
        """
        if not await self._shared.archive.was_given_in(press.subject, message.chat.id):
            return None
        answer = await self._shared.archive.answer(press.subject)
        if answer is None:
            return None
        if press.kind == following.FOLLOW:
            return await self._begun(answer.understood or answer.question, message, user, say)
        await self._followed.note_seen(answer.id, message.chat.id, tells_again=press.number == following.UNSURE)
        return answer_view(answer, say, self._shared.display_options(message.chat.id))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
