"""The archive as the event loop sees it: slow work runs in threads, and recent answers are kept in memory."""

import asyncio
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.conversation import Conversation
from bot.journal.store import Journal
from bot.telegram_app import monitoring
from bot.telegram_app.archive.followed import Followed
from bot.telegram_app.archive.overview import ArchiveOverview, example_names, overview
from bot.telegram_app.archive.timelines import Timelines
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
    StateError,
    paragraphs,
)

PASSAGES = 12
"""Passages of an answer; `More` shows those that the first page has no room for."""

RECENT = 2_000
"""Answers that are kept in memory."""

_log = logging.getLogger(__name__)

QUICK = 0.02
"""Processor seconds of a search that runs on the event loop itself. Nobody notices that wait, and in a thread the
search would hold the interpreter's lock most of that time anyway; handing it over and back cost 3 ms an answer of 8 ms
over a small archive, and 6 ms of 22 ms over 3,270 articles."""

SMOOTHING = 16
"""How long searches usually take is averaged over about this many of them."""

SIDE_BY_SIDE = 2
"""Slow searches and checks that run at the same time; more would only wait for each other, and keep threads from
what takes a moment."""

CONVERSATIONS = 5_000
"""Conversations that are remembered; the one silent the longest is dropped first."""

ConversationKey = tuple[int, int | None, int | None]
"""Whose conversation something belongs to: chat, topic, person."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class RecentAnswer:
    """An answer kept in memory, with where and to whom it was given (None if only the journal knows).

    `is_kept`: the journal has it.
    """

    answer: Answer
    chat: int | None
    person: int | None
    is_kept: bool


class ArchiveService:
    """Asks the archive on behalf of many chats, and writes the answers to the journal."""

    def __init__(self, searcher: Searcher, journal: Journal) -> None:
        self.searcher = searcher
        self._journal = journal
        self.followed = Followed(searcher, journal)
        self._conversations: OrderedDict[ConversationKey, Conversation] = OrderedDict()
        self._recent: OrderedDict[str, RecentAnswer] = OrderedDict()
        self._forgettings: int | None = None
        self._outdated: set[ConversationKey] = set()
        self._forgotten: Counter[int] = Counter()
        self.timelines = Timelines(searcher, journal, self._forgotten)
        self._of_version: dict[Callable[[Searcher], Any], tuple[str, Any]] = {}
        self._usual_seconds = QUICK
        self._slow_searches = asyncio.Semaphore(SIDE_BY_SIDE)

    async def ask(
        self,
        key: ConversationKey,
        question: str,
        *,
        entry_point: str = "chat",
        follow_up: bool = True,
        replied_to: Answer | None = None,
        language: str | None = None,
    ) -> Answer:
        """The answer to a question, which becomes part of a conversation.

        Args:
            key: The conversation.
            question: The question.
            entry_point: Where it was asked, for the metrics.
            follow_up: Whether it may depend on the question before it; otherwise the conversation is left alone.
            replied_to: The answer that it replies to; it may depend on the question of that.
            language: The languages of the articles that are searched, which there must be; None: all.

        Raises:
            PinciteError: The question can't be looked up, or the archive can't be read.
        """
        self._notice_forgettings()
        conversation = self._conversation(key) if follow_up else Conversation(self.searcher, PASSAGES, follow=False)
        person = key[0] if key[2] is None else key[2]
        forgotten = self._forgotten[person]
        if replied_to is not None:
            conversation.take_up(replied_to)
        monitoring.QUESTIONS.labels(entry_point).inc()
        search = partial(conversation.ask, question, language=language)
        if self._usual_seconds < QUICK and not self.searcher.is_behind:
            answer = self._search(search, key[0], person)
        else:
            async with self._slow_searches:
                answer = await asyncio.to_thread(self._search, search, key[0], person)
        if not answer.answered:
            monitoring.ABSTENTIONS.inc()
        if self._forgotten[person] != forgotten:
            await asyncio.to_thread(self._journal.forget, answer.id)
        else:
            self._remember(RecentAnswer(answer, key[0], person, is_kept=self._is_kept(answer.id)))
        return answer

    def _conversation(self, key: ConversationKey) -> Conversation:
        """The conversation with a key; a new one if its last answer was forgotten meanwhile."""
        conversation = self._conversations.pop(key, None)
        if key in self._outdated:
            self._outdated.discard(key)
            conversation = self._as_kept(conversation)
        conversation = self._conversations[key] = conversation or Conversation(self.searcher, PASSAGES)
        if len(self._conversations) > CONVERSATIONS:
            self._conversations.popitem(last=False)
        return conversation

    def _as_kept(self, conversation: Conversation | None) -> Conversation | None:
        """A conversation that continues from its last answer as the journal has it now; None if it is forgotten."""
        last = conversation.last if conversation else None
        if conversation is None or last is None:
            return conversation
        recent = self._recent.get(last.id)
        if recent is None or recent.is_kept:
            try:
                conversation.take_up(self._journal.answer(last.id))
            except NotFound:
                return None
            except StateError:
                return conversation
        return conversation

    def _search(self, search: Callable[[], Answer], chat: int, person: int) -> Answer:
        """The answer, written to the journal; the time it took decides where the next search runs."""
        started, processor = time.perf_counter(), time.thread_time()
        try:
            return self._journal.keep_or_tell(_log.error, search(), "telegram", chat, person)
        finally:
            self._usual_seconds += (time.thread_time() - processor - self._usual_seconds) / SMOOTHING
            monitoring.SEARCH.observe(time.perf_counter() - started)

    def start_over(self, key: ConversationKey) -> None:
        """Forgets a conversation: its next question depends on nothing before it."""
        self._conversations.pop(key, None)

    async def answer(self, identity: str) -> Answer | None:
        """An answer given before; None if it is unknown."""
        self._notice_forgettings()
        if (recent := self._recent.get(identity)) is not None:
            return recent.answer
        answer = await self._found_or_none(lambda: self._journal.answer(identity))
        if answer is not None:
            self._remember(RecentAnswer(answer, None, None, is_kept=True))
        return answer

    def recent(self, identity: str) -> RecentAnswer | None:
        """An answer that is kept in memory, with where it was given; None for others."""
        return self._recent.get(identity)

    async def was_given_in(self, identity: str, chat: int) -> bool:
        """Whether an answer was given in a chat."""
        self._notice_forgettings()
        if (recent := self._recent.get(identity)) is not None and recent.chat == chat:
            return True
        with suppress(StateError):
            return await asyncio.to_thread(self._journal.holds, identity, chat)
        return False

    def _is_kept(self, identity: str) -> bool:
        """Whether the journal has an answer; if it can't be written it has none."""
        with suppress(StateError):
            return self._journal.holds(identity)
        return False

    def _notice_forgettings(self) -> None:
        """Forgets answers that any process deleted from the journal, or changed because they followed from those."""
        try:
            forgettings = self._journal.forgettings()
        except StateError:
            return
        if self._forgettings not in (None, forgettings):
            for identity in [identity for identity, recent in self._recent.items() if recent.is_kept]:
                del self._recent[identity]
            self._outdated = set(self._conversations)
        self._forgettings = forgettings

    async def forget(self, person: int) -> int:
        """Forgets what somebody asked, anywhere, and how they rated answers; returns the number of their answers.

        Raises:
            StateError: Something of it is still to be read in the journal's file.
        """
        self._forgotten[person] += 1
        for key in [key for key in self._conversations if person in (key[0], key[2])]:
            del self._conversations[key]
        for identity in [identity for identity, recent in self._recent.items() if recent.person == person]:
            del self._recent[identity]
        try:
            return await asyncio.to_thread(partial(self._journal.forget, person=person))
        finally:
            self._notice_forgettings()
            for sentence in self._journal.notes():
                _log.warning("%s", sentence)

    async def citations(self, reference: str) -> Sequence[Citation]:
        """The citations of an answer's or a citation's id; none where it is unknown."""
        return await self._found_or_none(lambda: self._journal.citations(reference)) or ()

    async def record_feedback(self, answer: Answer, person: int, *, good: bool) -> None:
        """Writes down that a `person` thinks an `answer` is `good`, or else that it is wrong."""
        await asyncio.to_thread(self._journal.rate, answer.id, person, good=good)

    async def check(self, citations: Sequence[Citation]) -> Sequence[Check]:
        """The verdict on each citation; the articles are read again."""
        async with self._slow_searches:
            return await asyncio.to_thread(self.searcher.check, citations)

    async def explanations(self, answer: Answer, count: int) -> dict[int, Explanation]:
        """Why each of the first `count` passages is at its rank, by rank, where that can still be told."""
        ranks = [passage.rank for passage in answer.passages[:count]]
        explanations = [await self._found_or_none(partial(self.searcher.explain, answer, rank)) for rank in ranks]
        return {explanation.rank: explanation for explanation in explanations if explanation is not None}

    async def quotation(self, text: str) -> Quotation:
        """Whether a quotation is in the archive.

        Raises:
            UsageError: There are no words in it.
        """
        async with self._slow_searches:
            return await asyncio.to_thread(self.searcher.quote, text)

    async def article(self, identity: str) -> tuple[Article, Sequence[Paragraph]] | None:
        """An article with its paragraphs; None if the archive no longer has it."""
        article = await self._found_or_none(lambda: self.searcher.archive.article(identity))
        return (article, paragraphs(article)) if article else None

    async def overview(self) -> ArchiveOverview:
        """What the archive holds now."""
        return await self._current(overview)

    async def example_names(self) -> Sequence[str]:
        """Names that questions about are answered, at most three."""
        return await self._current(example_names)

    async def _current(self, make: Callable[[Searcher], Result]) -> Result:
        """What `make` computes from the archive, computed again in a thread when the archive has changed."""
        version = self.searcher.archive.fingerprint()
        cached = self._of_version.get(make)
        if cached is None or cached[0] != version:
            cached = self._of_version[make] = version, await asyncio.to_thread(make, self.searcher)
        result: Result = cached[1]
        return result

    async def _found_or_none(self, look_up: Callable[[], Result]) -> Result | None:
        """The result of a look-up in a thread; None if it finds nothing."""
        try:
            return await asyncio.to_thread(look_up)
        except NotFound:
            return None

    def _remember(self, recent: RecentAnswer) -> None:
        self._recent[recent.answer.id] = recent
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
