"""The way to the archive from the event loop: every look-up runs in a thread, answers given lately are at hand."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from retrieval import Answer, Archive, Article, NotFound, Paragraph, paragraphs

from . import watch

RECENT = 2_000
"""Answers at hand without the journal."""

CHATS = 5_000
"""Conversations that are kept; the one longest silent is dropped first and starts anew."""


class Conversation(Protocol):
    """One chat; `bot.conversation.Conversation` is one."""

    def ask(self, question: str) -> Answer:
        """The answer to a question, taking up what was asked before."""
        ...


class Desk:
    """Asks the archive on behalf of many chats.

    Args:
        archive: Where articles are read from.
        conversation: Makes the conversation of a new chat.
        recall: An answer given before, by its id, from wherever answers are kept; None where it is not known.
    """

    def __init__(
        self, archive: Archive, conversation: Callable[[], Conversation], recall: Callable[[str], Answer | None]
    ) -> None:
        self.archive = archive
        self._conversation = conversation
        self._recall = recall
        self._chats: OrderedDict[Hashable, Conversation] = OrderedDict()
        self._recent: OrderedDict[str, Answer] = OrderedDict()

    async def ask(self, chat: Hashable, question: str, door: str = "chat") -> Answer:
        """The answer to a question that was asked in `chat`.

        Raises:
            PinciteError: The question can't be looked up, or the archive can't be read.
        """
        conversation = self._chats.pop(chat, None) or self._conversation()
        self._chats[chat] = conversation
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        watch.QUESTIONS.labels(door).inc()
        started = time.perf_counter()
        found = await asyncio.to_thread(conversation.ask, question)
        watch.SEARCH.observe(time.perf_counter() - started)
        if not found.answered:
            watch.ABSTENTIONS.inc()
        self._keep(found)
        return found

    def forget(self, chat: Hashable) -> None:
        """Begin anew in `chat`: what was asked before is not taken up any more."""
        self._chats.pop(chat, None)

    async def answer(self, identity: str) -> Answer | None:
        """An answer given before; None where it is not known."""
        if (found := self._recent.get(identity)) is not None:
            return found
        recalled = await asyncio.to_thread(self._recall, identity)
        if recalled is not None:
            self._keep(recalled)
        return recalled

    async def article(self, identity: str) -> tuple[Article, Sequence[Paragraph]] | None:
        """An article with its paragraphs; None where the archive no longer has it."""
        return await asyncio.to_thread(self._article, identity)

    def _article(self, identity: str) -> tuple[Article, Sequence[Paragraph]] | None:
        try:
            article = self.archive.article(identity)
        except NotFound:
            return None
        return article, paragraphs(article)

    def _keep(self, found: Answer) -> None:
        self._recent[found.id] = found
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
