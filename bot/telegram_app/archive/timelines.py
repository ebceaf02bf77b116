"""When words were said, for many chats: looked up in threads, and kept in the journal like answers."""

import asyncio
import datetime
import logging
from collections import Counter
from functools import partial

from bot.conversation import mentions_in
from bot.journal.store import Journal
from retrieval import Answer, Searcher, Timeline, timeline

SHOWN = 12
"""Articles of a period: as many as an answer has passages."""

_log = logging.getLogger(__name__)


class Timelines:
    """Looks up when words were said, on behalf of many chats."""

    def __init__(self, searcher: Searcher, journal: Journal, forgotten: Counter[int]) -> None:
        """Looks up nothing yet; `forgotten` counts how often each person was forgotten."""
        self._searcher = searcher
        self._journal = journal
        self._forgotten = forgotten
        self._one_at_a_time = asyncio.Semaphore(1)

    async def timeline(self, words: str, chat: int, person: int, language: str | None = None) -> Timeline:
        """When words were said, its citations kept.

        Args:
            words: The words.
            chat: Where they are asked for.
            person: By whom.
            language: The languages of the articles that are searched; None: all.

        Raises:
            QuestionError: There is no word to look up.
            UsageError: Nothing is between the quotation marks.
        """
        forgotten = self._forgotten[person]
        async with self._one_at_a_time:
            result = await asyncio.to_thread(timeline, self._searcher, words, language=language)
        return result.with_ends(await self._in_journal(result.ends, chat, person, forgotten))

    async def mentions(
        self,
        words: str,
        days: tuple[datetime.date, datetime.date] | None,
        chat: int,
        person: int,
        language: str | None = None,
    ) -> Answer:
        """What was said on some days, or by articles of which no day is known; it raises the same.

        Args:
            words: What is said.
            days: The first and the last one, or None.
            chat: Where it is asked for.
            person: By whom.
            language: The languages of the articles that are searched; None: all.
        """
        forgotten = self._forgotten[person]
        async with self._one_at_a_time:
            answer = await asyncio.to_thread(mentions_in, self._searcher, words, days, SHOWN, language=language)
        return await self._in_journal(answer, chat, person, forgotten)

    async def _in_journal(self, answer: Answer, chat: int, person: int, forgotten: int) -> Answer:
        """The answer, in the journal, unless who asked was forgotten meanwhile.

        Args:
            answer: What was looked up.
            chat: Where it was asked for.
            person: By whom.
            forgotten: How often they had been forgotten when they asked.
        """
        if answer.answered:
            keep = partial(self._journal.keep_or_tell, _log.error, answer, "telegram", chat, person)
            answer = await asyncio.to_thread(keep)
            if self._forgotten[person] != forgotten:
                await asyncio.to_thread(self._journal.forget, answer.id)
        return answer
