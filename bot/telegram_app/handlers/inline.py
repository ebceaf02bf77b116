"""Inline mode: a question typed in any chat → quote cards to send there, each with what is needed to check it."""

from hashlib import sha256

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import ContextTypes

from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.sending.query_answers import persistently
from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import highlighted
from bot.telegram_app.views.base import FOLDED_FROM, DisplayOptions, source
from bot.telegram_app.views.html import Span, fitted, line, markup, quote, sendable, shortened_text
from retrieval import Answer, AnswerPassage, QuestionError

CARDS = 5
"""Cards at a time; scrolling asks for the next ones."""

CACHE_SECONDS = 30
"""How long Telegram may answer the same query of the same person itself; what was added since appears after it.

Where not everyone may ask it is not to remember anything: somebody may be let in no longer."""

OFFSET_DIGITS = 4
"""Digits of an offset that can be ours."""

TITLE = 64
"""Code points of a card's title: it has one line."""

DESCRIPTION = 160
"""Code points of a card's description: it has two lines."""


class Inline:
    """The handler of inline queries."""

    def __init__(self, shared: HandlerContext) -> None:
        """A handler of a bot."""
        self._shared = shared

    async def queried(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offers a page of quote cards, or says that there are none."""
        if (query := update.inline_query) is None:
            return
        say, options = self._shared.say(query.from_user), self._shared.display_options(query.from_user.id)
        start = int(query.offset) if query.offset.isdecimal() and len(query.offset) <= OFFSET_DIGITS else 0
        answer = await self._answer(query, is_first_page=not start)
        cards: list[InlineQueryResultArticle] = []
        next_offset = ""
        if answer is not None and answer.answered:
            cards = [card(passage, say, options) for passage in answer.passages[start : start + CARDS]]
            next_offset = str(start + CARDS) if start + CARDS < len(answer.passages) else ""
        if not cards and not start and query.query.strip():
            cards = [no_answer_card(query.query, say)]
        hint = None if cards or start else InlineQueryResultsButton(say("Type a question"), start_parameter="inline")
        await persistently(
            lambda: query.answer(
                cards,
                cache_time=CACHE_SECONDS if self._shared.open_to_all else 0,
                is_personal=True,
                next_offset=next_offset,
                button=hint,
            )
        )

    async def _answer(self, query: InlineQuery, *, is_first_page: bool) -> Answer | None:
        """The answer to what was typed so far; None if it can't or may not be asked.

        Only the first page of a question's cards counts as a question.
        """
        question, person = query.query, query.from_user.id
        if not question.strip() or len(question) > self._shared.longest_question:
            return None
        if is_first_page and not self._shared.question_quota.allows(person):
            return None
        try:
            key, language = (person, None, person), self._shared.searched(person)
            return await self._shared.archive.ask(
                key, question, entry_point="inline", follow_up=False, language=language
            )
        except QuestionError:
            return None


def card(passage: AnswerPassage, say: Words, options: DisplayOptions) -> InlineQueryResultArticle:
    """A passage with its citation and the id to check it by.

    Args:
        passage: The passage.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    citation = passage.citation
    page = fitted(
        [
            quote(*highlighted(passage), folded=len(passage.text) > FOLDED_FROM),
            line(*source(citation, say, options)),
            line(Span(say("Check: {identity}", identity=citation.id), "i")),
        ]
    )
    check = options.link(f"c_{citation.id.replace('.', '-')}")
    return InlineQueryResultArticle(
        id=citation.id,
        title=shortened_text(sendable(citation.title or citation.article), TITLE).strip() or "…",
        description=_description(passage.sentence.exact),
        input_message_content=InputTextMessageContent(
            markup(page), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(say("Check"), url=check)]])
        if options.username
        else None,
    )


def no_answer_card(question: str, say: Words) -> InlineQueryResultArticle:
    """A card that says that the archive does not answer."""
    sentence = say("I found no answer to this in the archive.")
    page = [line(Span(f"“{_description(question)}”", "i")), line(sentence)]
    return InlineQueryResultArticle(
        id=f"none-{sha256(question.encode('utf-8', 'replace')).hexdigest()[:16]}",
        title=say("No results"),
        description=sentence,
        input_message_content=InputTextMessageContent(markup(page), ParseMode.HTML),
    )


def _description(text: str) -> str:
    """Text in one line, shortened, as Telegram takes it."""
    return shortened_text(sendable(" ".join(text.split())), DESCRIPTION)
