"""The way to the archive from the event loop: what takes long runs in a thread, answers given lately are at hand."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bot.conversation import Conversation
from bot.journal.store import Journal
from bot.telegram_app import monitoring
from bot.telegram_app.archive.overview import Holdings, examples, holdings
from retrieval import (
    Answer,
    Article,
    Check,
    Citation,
    Explanation,
    NotFound,
    Paragraph,
    Quotation,
    Searcher,
    paragraphs,
)

ASKED = 12
"""Passages of an answer; `More` shows those that the first screen has no room for."""

RECENT = 2_000
"""Answers at hand without the journal."""

QUICK = 0.02
"""Seconds of processor time of a search that is made on the event loop itself. Nobody notices that wait, and in a
thread the search would hold the interpreter's lock most of that time anyway; handing it to and fro cost 3 ms an answer
of 8 ms over a small archive, and 6 ms of 22 ms over 3,270 articles."""

SIDE_BY_SIDE = 2
"""Longer searches that run at the same time; more of them only wait for each other."""

CHATS = 5_000
"""Conversations that are kept; the one longest silent is dropped first and starts anew."""

Room = tuple[int, int | None, int | None]
"""Where a conversation goes on: chat, topic, person."""

Result = TypeVar("Result")


class ArchiveService:
    """Asks the archive on behalf of many chats, and keeps a journal of what was answered."""

    def __init__(self, searcher: Searcher, journal: Journal) -> None:
        self.searcher = searcher
        self._journal = journal
        self._chats: OrderedDict[Room, Conversation] = OrderedDict()
        self._recent: OrderedDict[str, Answer] = OrderedDict()
        self._holdings: tuple[str, Holdings] | None = None
        self._examples: tuple[str, Sequence[str]] | None = None
        self._usual = QUICK
        self._turns = asyncio.Semaphore(SIDE_BY_SIDE)

    async def ask(
        self, room: Room, question: str, *, door: str = "chat", follow: bool = True, after: Answer | None = None
    ) -> Answer:
        """The answer to a question that was asked in a room.

        Args:
            room: Where it was asked.
            question: What was asked.
            door: What the figures count it under.
            follow: Whether it may lean on what was asked there before.
            after: The answer that it replies to, and so leans on.

        Raises:
            PinciteError: The question can't be looked up, or the archive can't be read.
        """
        conversation = self._conversation(room) if follow else Conversation(self.searcher, ASKED, follow=False)
        if after is not None:
            conversation.take_up(after)
        monitoring.QUESTIONS.labels(door).inc()
        if self._usual < QUICK:
            found = self._asked(conversation, question, room[0])
        else:
            async with self._turns:
                found = await asyncio.to_thread(self._asked, conversation, question, room[0])
        if not found.answered:
            monitoring.ABSTENTIONS.inc()
        self._keep(found)
        return found

    def _conversation(self, room: Room) -> Conversation:
        conversation = self._chats.pop(room, None) or Conversation(self.searcher, ASKED)
        self._chats[room] = conversation
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return conversation

    def _asked(self, conversation: Conversation, question: str, chat: int) -> Answer:
        """The answer, kept; how long it took says where the next one is looked for."""
        started, worked = time.perf_counter(), time.thread_time()
        try:
            return self._journal.keep(conversation.ask(question), "telegram", chat)
        finally:
            self._usual += (time.thread_time() - worked - self._usual) / 16
            monitoring.SEARCH.observe(time.perf_counter() - started)

    def forget(self, room: Room) -> None:
        """Begin anew in a room: what was asked before is not taken up any more."""
        self._chats.pop(room, None)

    async def answer(self, identity: str) -> Answer | None:
        """An answer given before; None where it is not known."""
        if (found := self._recent.get(identity)) is not None:
            return found
        found = await self._found(lambda: self._journal.answer(identity))
        if found is not None:
            self._keep(found)
        return found

    async def citations(self, reference: str) -> Sequence[Citation]:
        """The citations of an answer or citation id; none where it is not known."""
        return await self._found(lambda: self._journal.citations(reference)) or ()

    async def feedback(self, found: Answer, person: int, *, good: bool) -> None:
        """Keep what somebody thinks of an answer."""
        await asyncio.to_thread(self._journal.rate, found.id, person, good=good)

    async def check(self, citations: Sequence[Citation]) -> Sequence[Check]:
        """The verdict on each citation, the articles read again."""
        return await asyncio.to_thread(self.searcher.check, citations)

    async def reasons(self, found: Answer, count: int) -> dict[int, Explanation]:
        """Why each of the first `count` passages stands where it does, by its rank, where that can still be told."""
        ranks = [passage.rank for passage in found.passages[:count]]
        told = [await self._found(partial(self.searcher.explain, found, rank)) for rank in ranks]
        return {reason.rank: reason for reason in told if reason is not None}

    async def quotation(self, text: str) -> Quotation:
        """Whether a quotation is in the archive.

        Raises:
            UsageError: There are no words in it.
        """
        return await asyncio.to_thread(self.searcher.quote, text)

    async def article(self, identity: str) -> tuple[Article, Sequence[Paragraph]] | None:
        """An article with its paragraphs; None where the archive no longer has it."""
        article = await self._found(lambda: self.searcher.archive.article(identity))
        return (article, paragraphs(article)) if article else None

    async def holdings(self) -> Holdings:
        """What the archive holds, as of now."""
        version = self.searcher.archive.fingerprint()
        if self._holdings is None or self._holdings[0] != version:
            self._holdings = version, await asyncio.to_thread(holdings, self.searcher)
        return self._holdings[1]

    async def examples(self) -> Sequence[str]:
        """Names from the archive that questions about are answered by it; at most three."""
        version = self.searcher.archive.fingerprint()
        if self._examples is None or self._examples[0] != version:
            self._examples = version, await asyncio.to_thread(examples, self.searcher)
        return self._examples[1]

    async def _found(self, look_up: Callable[[], Result]) -> Result | None:
        """What a look-up gives, in a thread; None where it finds nothing."""
        try:
            return await asyncio.to_thread(look_up)
        except NotFound:
            return None

    def _keep(self, found: Answer) -> None:
        self._recent[found.id] = found
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
