"""A press of a button → the view it asks for, in place of the message; other presses are "no longer available"."""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update, User
from telegram.ext import ContextTypes

from bot.telegram_app import monitoring
from bot.telegram_app.archive.followed import ChatPlace
from bot.telegram_app.archive.overview import article_languages
from bot.telegram_app.handlers import forgetting as forgetting_buttons
from bot.telegram_app.handlers import uploads
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.handlers.following import Following
from bot.telegram_app.handlers.forgetting import Forgetting
from bot.telegram_app.handlers.people import People
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.sending.query_answers import notice
from bot.telegram_app.sending.topics import topic
from bot.telegram_app.translations import Words
from bot.telegram_app.views import answers, checks, lists
from bot.telegram_app.views import following as following_views
from bot.telegram_app.views import people as people_views
from bot.telegram_app.views import timeline as timeline_views
from bot.telegram_app.views.article import article_view
from bot.telegram_app.views.base import DisplayOptions, View
from bot.telegram_app.views.keyboards import Press, rank_and_screen
from retrieval import Answer, QuestionError, SourceUnreadable

Outcome = View | str | None
"""The result of a press: a view in place of the message, a notice, or None if its subject is gone."""

CHECKED = 12
"""Citations of an answer that are checked: all of them (`service.PASSAGES`)."""

AGAIN_SECONDS = 5.0
"""An example tapped again within this time is not asked again: people tap twice when nothing happens at once."""

TAPS = 1_000
"""Taps on examples that are remembered."""

ANSWERED_BELOW = frozenset({following_views.OPEN, following_views.FOLLOW, timeline_views.SAID})
"""The kinds of buttons that are answered by a new message; the others change the message that they are under."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press with its update's id, where it happened, who pressed, and how they want to be answered."""

    press: Press
    update: int
    message: Message
    user: User
    say: Words
    options: DisplayOptions


class Buttons:
    """The handler of buttons, a method for each kind."""

    def __init__(
        self, shared: HandlerContext, removals: Uploads, forgetting: Forgetting, people: People, following: Following
    ) -> None:
        """A handler that leaves the buttons of removals, of forgetting, of people and of following to others."""
        self._shared = shared
        self._archive = shared.archive
        self._preferences = shared.preferences
        self._removals = removals
        self._forgetting = forgetting
        self._people = people
        self._following = following
        self._taps: dict[tuple[int, int, int], float] = {}
        self._of_answers: dict[str, Callable[[Pressed, Answer], Awaitable[Outcome]]] = {
            answers.ANSWER: self._answer,
            answers.PASSAGE: self._passage,
            answers.CHECK: self._check,
            answers.WHY: self._why,
            answers.GOOD: self._feedback,
            answers.WRONG: self._feedback,
            answers.PIN: self._pin,
        }
        self._others: dict[str, Callable[[Pressed], Awaitable[Outcome]]] = {
            lists.SOURCES: self._sources,
            lists.OPTION: self._option,
            lists.LANGUAGE: self._language,
            uploads.CHOSEN: self._removal,
            uploads.REMOVE: self._removal,
            uploads.KEEP: self._removal,
            forgetting_buttons.FORGET: self._forget,
            forgetting_buttons.KEEP: self._forget,
            people_views.LIST: self._person,
            people_views.CHOSEN: self._person,
            people_views.UNPAIR: self._person,
            following_views.STOP: self._follow,
            following_views.LIST: self._follow,
            following_views.QUIET: self._follow,
            following_views.OPEN: self._opened,
            following_views.FOLLOW: self._opened,
            timeline_views.SAID: self._mentions,
        }

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Shows what a button asks for, and ends its progress bar in any case."""
        if (query := update.callback_query) is None:
            return
        pressed = self._ours(query, update.update_id)
        if pressed is None:
            await notice(query, _no_longer_available(self._shared.say(query.from_user)))
        elif pressed.press.kind == lists.EXAMPLE:
            await notice(query)
            await self._example(update, pressed)
        elif isinstance(outcome := await self._outcome(pressed), View):
            await notice(query)
            if pressed.press.kind in ANSWERED_BELOW:
                await self._shared.reply(update, pressed.message, outcome)
            else:
                await self._shared.edit(pressed.message.chat.id, pressed.message.message_id, outcome)
        else:
            await notice(query, outcome or _no_longer_available(pressed.say))

    def _ours(self, query: CallbackQuery, update: int) -> Pressed | None:
        """The press that a query stands for; None if its message is not available or we did not sign it."""
        message, user = query.message, query.from_user
        if not isinstance(message, Message):
            return None
        press = self._shared.signer.press(query.data, message.chat.id)
        if press is None:
            return None
        say, options = self._shared.say(user), self._shared.display_options(message.chat.id)
        return Pressed(press, update, message, user, say, options)

    async def _outcome(self, pressed: Pressed) -> Outcome:
        """The result of a press; a failure of ours is an apology."""
        press = pressed.press
        try:
            if (other := self._others.get(press.kind)) is not None:
                return await other(pressed)
            view = self._of_answers.get(press.kind)
            answer = await self._archive.answer(press.subject) if view else None
            return await view(pressed, answer) if view and answer else None
        except SourceUnreadable as error:
            return pressed.say.remark(error.remark)
        except Exception:
            _log.exception("a button failed")
            return pressed.say("Sorry, something went wrong on my side. Please try again.")

    async def _mentions(self, pressed: Pressed) -> Outcome:
        """What was said in the period of a button."""
        timeline = await self._archive.answer(pressed.press.subject)
        period = timeline_views.period_of(pressed.press)
        if timeline is None or period is None:
            return None
        days, chat = timeline_views.days_of(period), pressed.message.chat.id
        language = self._shared.searched(chat)
        answer = await self._archive.timelines.mentions(timeline.question, days, chat, pressed.user.id, language)
        return timeline_views.said_view(answer, pressed.say, self._shared.answer_options(chat))

    async def _answer(self, pressed: Pressed, answer: Answer) -> Outcome:
        return answers.answer_view(answer, pressed.say, pressed.options, pressed.press.number)

    async def _why(self, pressed: Pressed, answer: Answer) -> Outcome:
        explanations = await self._archive.explanations(answer, pressed.options.passages)
        return answers.explanation_view(answer, explanations, pressed.say, pressed.options)

    async def _check(self, pressed: Pressed, answer: Answer) -> Outcome:
        verdicts = await self._archive.check([passage.citation for passage in answer.passages[:CHECKED]])
        return checks.answer_check_view(answer, verdicts, pressed.say, pressed.options)

    async def _passage(self, pressed: Pressed, answer: Answer) -> Outcome:
        rank, screen = rank_and_screen(pressed.press.number)
        if not 1 <= rank <= len(answer.passages):
            return None
        article_and_unindexed = await self._archive.article(answer.passages[rank - 1].citation.article)
        if article_and_unindexed is None:
            return pressed.say("That article is no longer in the archive.")
        return article_view(answer, rank, screen, *article_and_unindexed, pressed.say, pressed.options)

    async def _feedback(self, pressed: Pressed, answer: Answer) -> Outcome:
        say, good = pressed.say, pressed.press.kind == answers.GOOD
        monitoring.FEEDBACK.labels("good" if good else "wrong").inc()
        await self._archive.record_feedback(answer, pressed.user.id, good=good)
        if good:
            return say("Thank you! I have noted that this answer is good.")
        return say("Thank you! I have noted that this answer is wrong.")

    async def _pin(self, pressed: Pressed, answer: Answer) -> Outcome:
        message, say = pressed.message, pressed.say
        place = ChatPlace(message.chat.id, topic(message), pressed.user.id, pressed.user.language_code)
        if await self._archive.followed.keep(answer.id, place):
            return say("📌 Kept. I'll tell you when what it cites is altered, moved or gone.")
        return say("No longer kept.")

    async def _sources(self, pressed: Pressed) -> Outcome:
        overview = await self._archive.overview()
        return lists.sources_view(overview, pressed.say, pressed.options, pressed.press.number)

    async def _option(self, pressed: Pressed) -> Outcome:
        if (option := lists.chosen_option(pressed.press)) is None:
            return None
        chat = pressed.message.chat.id
        self._preferences.choose(chat, *option)
        # Read again: the choice may have changed both.
        options, say = self._shared.display_options(chat), self._shared.say(pressed.user)
        return lists.settings_view(options, self._preferences.language(chat), say)

    async def _language(self, pressed: Pressed) -> Outcome:
        chat, code = pressed.message.chat.id, pressed.press.subject
        article_counts = article_languages(self._archive.searcher)
        if code and code not in article_counts:
            return None
        self._preferences.choose(chat, "articles_in", code or None)
        return lists.language_view(article_counts, self._shared.searched(chat), "", pressed.say)

    async def _forget(self, pressed: Pressed) -> Outcome:
        return await self._forgetting.pressed(pressed.press, pressed.user, pressed.say, pressed.update)

    async def _person(self, pressed: Pressed) -> Outcome:
        return await self._people.pressed(pressed.press, pressed.say, admin=self._shared.is_admin(pressed.user))

    async def _follow(self, pressed: Pressed) -> Outcome:
        return await self._following.pressed(pressed.press, pressed.message, pressed.user, pressed.say)

    async def _opened(self, pressed: Pressed) -> Outcome:
        return await self._following.opened(pressed.press, pressed.message, pressed.user, pressed.say)

    async def _removal(self, pressed: Pressed) -> Outcome:
        return await self._removals.pressed(pressed.press, pressed.say, admin=self._shared.is_admin(pressed.user))

    async def _example(self, update: Update, pressed: Pressed) -> None:
        """Answers an example question as if it had been written."""
        message, names = pressed.message, await self._archive.example_names()
        number = int(pressed.press.subject) if pressed.press.subject.isdecimal() else len(names)
        if number >= len(names) or self._is_again((message.chat.id, message.message_id, number)):
            return
        key = (message.chat.id, message.message_thread_id, pressed.user.id)
        try:
            # The name alone: the archive knows none of the words around it in another language.
            language = self._shared.searched(message.chat.id)
            answer = await self._archive.ask(key, names[number], follow_up=False, language=language)
        except QuestionError:
            return
        options = self._shared.answer_options(message.chat.id)
        await self._shared.reply(update, message, answers.answer_view(answer, pressed.say, options))

    def _is_again(self, example: tuple[int, int, int]) -> bool:
        """Whether an example was tapped a moment ago; otherwise this tap is remembered."""
        now = time.monotonic()
        if now - self._taps.get(example, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return True
        self._taps.pop(example, None)
        self._taps[example] = now
        if len(self._taps) > TAPS:
            self._taps.pop(next(iter(self._taps)))
        return False


def _no_longer_available(say: Words) -> str:
    return say("This is no longer available. Please ask again.")
