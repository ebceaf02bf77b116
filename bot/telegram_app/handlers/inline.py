"""Inline mode: a question typed in any chat → quote cards to send there, each with what is needed to check it."""

from hashlib import sha256

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
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
from bot.telegram_app.views import answers
from bot.telegram_app.views.answers import Look, deep_link
from bot.telegram_app.views.html import Span, fitted, line, markup, quote, sendable, shortened
from retrieval import Answer, AnswerPassage, QuestionError

CARDS = 5
"""Cards at a time; scrolling asks for the next ones."""

CACHE_SECONDS = 30

TITLE = 64
DESCRIPTION = 160

Context = ContextTypes.DEFAULT_TYPE


class Inline:
    """The handler of inline queries."""

    def __init__(self, parts: HandlerContext) -> None:
        """A handler that works with `parts`."""
        self._parts = parts

    async def queried(self, update: Update, context: Context) -> None:
        """Offer a page of quote cards, or say that there are none."""
        if (query := update.inline_query) is None:
            return
        say, look = self._parts.say(query.from_user), self._parts.look(query.from_user.id)
        start = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 5 else 0
        found = await self._found(query.from_user.id, query.query, first=not start)
        cards: list[InlineQueryResultArticle] = []
        more = ""
        if found is not None and found.answered:
            cards = [card(found, passage, say, look) for passage in found.passages[start : start + CARDS]]
            more = str(start + CARDS) if start + CARDS < len(found.passages) else ""
        if not cards and not start and query.query.strip():
            cards = [nothing(query.query, say)]
        hint = None if cards or start else InlineQueryResultsButton(say("Type a question"), start_parameter="inline")
        await persistently(
            lambda: query.answer(cards, cache_time=CACHE_SECONDS, is_personal=True, next_offset=more, button=hint)
        )

    async def _found(self, person: int, question: str, *, first: bool) -> Answer | None:
        """The answer to what was typed so far; the next page of the same question is not counted as another."""
        if not question.strip() or len(question) > self._parts.longest:
            return None
        if first and not self._parts.pace.allows(person):
            return None
        try:
            return await self._parts.desk.ask((person, None, person), question, door="inline", follow=False)
        except QuestionError:
            return None


def card(found: Answer, passage: AnswerPassage, say: Words, look: Look) -> InlineQueryResultArticle:
    """A passage with its citation and the id to check it by."""
    citation = passage.citation
    (title,) = shortened([Span(sendable(citation.title or citation.article))], TITLE)
    (description,) = shortened([Span(sendable(" ".join(passage.sentence.exact.split())))], DESCRIPTION)
    page = fitted(
        [
            quote(*answers.marked(passage), folded=len(passage.text) > answers.FOLDED_FROM),
            line(*answers.source(citation, say, look)),
            line(Span(say("Check: {identity}", identity=citation.id), "i")),
        ]
    )
    check = deep_link(look.bot, f"c_{citation.id.replace('.', '-')}")
    return InlineQueryResultArticle(
        id=citation.id,
        title=title.text.strip() or "…",
        description=description.text,
        input_message_content=InputTextMessageContent(
            markup(page), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(say("Check"), url=check)]]) if look.bot else None,
    )


def nothing(question: str, say: Words) -> InlineQueryResultArticle:
    """A card that says that the archive does not answer."""
    (asked,) = shortened([Span(sendable(" ".join(question.split())))], DESCRIPTION)
    sentence = say("I found nothing in this archive that answers this.")
    page = [line(Span(f"“{asked.text}”", "i")), line(sentence)]
    return InlineQueryResultArticle(
        id=f"none-{sha256(question.encode('utf-8', 'replace')).hexdigest()[:16]}",
        title=say("No result"),
        description=sentence,
        input_message_content=InputTextMessageContent(markup(page), ParseMode.HTML),
    )
