"""What people follow in Telegram, as the event loop sees it: begun, listed, stopped, and what is to be told now."""

import asyncio
import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.journal.follows import Follow, News, Progress
from bot.journal.news import Lookout, same_follow
from bot.journal.store import Journal
from retrieval import Answer, NotFound, Searcher

AT_ONCE = 10
"""Articles that one message tells of: each has a button, and room for its answer sentence."""

DAY = datetime.timedelta(days=1)


class Place(NamedTuple):
    """Where something is told, and to whom: chat, topic, person, and the language that Telegram said is theirs."""

    chat: int
    thread: int | None
    person: int
    language: str | None

    @classmethod
    def of(cls, address: Mapping[str, Any]) -> "Place":
        """The place in an address of the journal."""
        thread, language = address.get("thread"), address.get("language")
        return cls(int(address["chat"]), None if thread is None else int(thread), int(address["person"]), language)


class Item(NamedTuple):
    """Something to be told: what is followed, and the answer of an article that came in."""

    follow: Follow
    news: News
    answer: Answer


class Digest(NamedTuple):
    """What one message tells."""

    place: Place
    items: Sequence[Item]


class Listed(NamedTuple):
    """A followed question in a list: how much of what came in was told, waits, and may not have been told."""

    follow: Follow
    told: int
    waiting: int
    unsure: Sequence[str]


class Followed:
    """The questions that are followed in one bot's chats.

    `entry_point` tells the bots of one state apart. Whatever is asked of the journal raises `StateError` where it can't
    be used.
    """

    def __init__(self, searcher: Searcher, journal: Journal) -> None:
        self.entry_point = "telegram"
        self._searcher = searcher
        self._journal = journal
        self._follows = journal.follows
        self._lookout = Lookout(searcher, journal.follows)

    async def begin(self, question: str, place: Place, limit: int) -> tuple[Follow, Answer, bool]:
        """Begins to follow a question in a chat.

        Args:
            question: What is asked.
            place: Where it is told.
            limit: Passages of the answer as of now.

        Returns:
            What is followed, its answer as of now, and whether it was followed there already.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: It asks for articles of some days and nothing else.
        """
        return await asyncio.to_thread(self._begin, question, place, limit)

    def _begin(self, question: str, place: Place, limit: int) -> tuple[Follow, Answer, bool]:
        own = [follow for follow in self._follows.of(self.entry_point, place.chat) if self._is_here(follow)]
        known = same_follow(own, question, {})
        follow = known or self._lookout.begin(
            question, {}, self.entry_point, place._asdict(), chat=place.chat, person=place.person
        )
        answer = self._searcher.ask(question, limit=limit)
        answer = self._journal.keep(answer, "telegram", place.chat, place.person)
        return follow, answer, known is not None

    async def count(self, person: int) -> int:
        """How many questions somebody follows, wherever."""
        return await asyncio.to_thread(self._follows.count_of, self.entry_point, person)

    async def listed(self, chat: int) -> list[Listed]:
        """What is followed in a chat, in the order it was begun."""
        return await asyncio.to_thread(self._listed, chat)

    def _listed(self, chat: int) -> list[Listed]:
        follows = [follow for follow in self._follows.of(self.entry_point, chat) if self._is_here(follow)]
        news = self._follows.news(self.entry_point, *Progress) if follows else []
        rows = []
        for follow in follows:
            own = [each for whose, each in news if whose.id == follow.id]
            states = [each.progress for each in own]
            unsure = [each.answer for each in own if each.progress in (Progress.UNSURE, Progress.REFUSED)]
            rows.append(Listed(follow, states.count(Progress.TOLD), states.count(Progress.WAITING), unsure))
        return rows

    async def shown(self, answer: str) -> None:
        """Notes that somebody has seen an answer of which nobody knew whether it was told."""
        await asyncio.to_thread(self._shown, answer)

    def _shown(self, answer: str) -> None:
        news = [each for _, each in self._follows.news(self.entry_point, Progress.UNSURE, Progress.REFUSED)]
        self._follows.put([each for each in news if each.answer == answer], Progress.TOLD)

    async def stop(self, identity: str) -> None:
        """Follows a question no longer; nothing is done where it is not followed."""
        try:
            await asyncio.to_thread(self._follows.remove, identity)
        except NotFound:
            return

    async def find(self, identity: str, chat: int) -> Follow | None:
        """What is followed in a chat under an id; None for nothing."""
        return next((one.follow for one in await self.listed(chat) if one.follow.id == identity), None)

    async def end(self, person: int) -> None:
        """Ends all that somebody follows."""
        await asyncio.to_thread(self._follows.end, self.entry_point, person)

    async def pause(self, chat: int, why: str) -> None:
        """Tells nothing in a chat until further notice; an empty reason goes on."""
        await asyncio.to_thread(self._follows.pause, self.entry_point, chat, why)

    # What is told

    def begin_again(self) -> None:
        """Calls unsure what an earlier run was sending when it ended."""
        self._follows.begin_again(self.entry_point)

    def look(self) -> int:
        """Holds what came in against what is followed; returns how much news there is."""
        return self._lookout.look()

    def digests(self) -> list[Digest]:
        """What waits to be told, a message each, oldest first; what is paused waits on."""
        by_place: dict[Place, list[Item]] = {}
        for follow, news in self._follows.news(self.entry_point, Progress.WAITING):
            if follow.paused or not self._is_here(follow):
                continue
            items = by_place.setdefault(Place.of(follow.address), [])
            if len(items) < AT_ONCE and (answer := self._answer(news)) is not None:
                items.append(Item(follow, news, answer))
        return [Digest(place, items) for place, items in by_place.items() if items]

    def put(self, digest: Digest, progress: Progress) -> None:
        """Notes how far a message is told."""
        self._follows.put([item.news for item in digest.items], progress)

    def move(self, digest: Digest, chat: int) -> None:
        """Tells what a digest is about in another chat from now on: a group has become a supergroup."""
        for follow in self._follows.of(self.entry_point, digest.place.chat):
            self._follows.move(follow, {**follow.address, "chat": chat}, chat)

    def told_lately(self, person: int) -> int:
        """How many messages somebody was told within the last day."""
        since = datetime.datetime.now(datetime.UTC) - DAY
        return self._follows.messages_since(self.entry_point, person, since)

    def _is_here(self, follow: Follow) -> bool:
        """Whether a question is asked of this archive."""
        return follow.corpus == self._lookout.corpus

    def _answer(self, news: News) -> Answer | None:
        """The answer of some news; None where it is damaged in the journal, and can't be told."""
        try:
            return self._journal.answer(news.answer)
        except NotFound:
            self._follows.put([news], Progress.REFUSED)
            return None
