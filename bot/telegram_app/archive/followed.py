"""What people follow in Telegram, as the event loop sees it: begun, listed, stopped, and the news to send now."""

import asyncio
import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from bot.journal.follows import Follow, News, NewsState
from bot.journal.kept import KeptAnswer, changed, to_tell
from bot.journal.news import Lookout, same_follow
from bot.journal.store import Journal
from retrieval import Answer, Check, Citation, NotFound, Searcher

AT_ONCE = 10
"""Articles that one message reports: each has a button, and room for its answer sentence."""

DAY = datetime.timedelta(days=1)


class ChatPlace(NamedTuple):
    """Where news is sent, and to whom: chat, topic, person, and the language that Telegram gives for them."""

    chat: int
    thread: int | None
    person: int
    language: str | None

    @classmethod
    def of(cls, address: Mapping[str, Any]) -> "ChatPlace":
        """The place in an address of the journal."""
        thread, language = address.get("thread"), address.get("language")
        return cls(int(address["chat"]), None if thread is None else int(thread), int(address["person"]), language)


class Item(NamedTuple):
    """News to send: the followed question, and the answer from an article that came in."""

    follow: Follow
    news: News
    answer: Answer


class Digest(NamedTuple):
    """What one message tells."""

    place: ChatPlace
    items: Sequence[Item]


class Listed(NamedTuple):
    """A followed question in a list: how many pieces of news were sent, wait, and may not have arrived."""

    follow: Follow
    reports: int
    waiting: int
    unsure: Sequence[str]


class ListedAnswer(NamedTuple):
    """A kept answer in a list, and whether what changed of it may not have arrived."""

    answer: Answer
    is_unsure: bool


class Changed(NamedTuple):
    """What changed of an answer that somebody keeps: citations with their verdicts, and what is to be noted of these.

    `before` is what was told of the same citations.
    """

    place: ChatPlace
    answer: Answer
    checks: Sequence[tuple[Citation, Check]]
    marks: Mapping[str, str | None]
    before: Mapping[str, str | None]

    @property
    def said(self) -> object:
        """What is said, and where: equal for two looks that find the same."""
        return self.place.chat, self.answer.id, self.marks


class _KeptInChats:
    """The answers that are kept in one bot's chats, and what changed of what they cite."""

    def __init__(self, searcher: Searcher, journal: Journal) -> None:
        self.entry_point = "telegram"
        self._searcher = searcher
        self._journal = journal
        self._watched: dict[int, str] = {}
        self._at_last_look: list[object] = []

    async def keep(self, answer: str, place: ChatPlace) -> bool:
        """Starts or stops watching what an answer cites, for a chat; returns whether it is watched now."""
        return await asyncio.to_thread(self._keep, answer, place)

    def _keep(self, answer: str, place: ChatPlace) -> bool:
        if self._journal.kept_answers.drop(answer, place.chat):
            return False
        self._journal.kept_answers.keep(answer, self.entry_point, place._asdict())
        self._watched.pop(place.chat, None)
        return True

    async def share(self, answer: str, place: ChatPlace) -> None:
        """Watches what an answer cites for the chat that it was given in: it was opened in another one."""
        await asyncio.to_thread(self._journal.kept_answers.keep, answer, self.entry_point, place._asdict())
        self._watched.pop(place.chat, None)

    async def kept_answers(self, chat: int) -> list[ListedAnswer]:
        """The answers that are kept in a chat, oldest first."""
        return await asyncio.to_thread(self._answers_kept_in, chat)

    def _answers_kept_in(self, chat: int) -> list[ListedAnswer]:
        rows = self._journal.kept_answers.of(self.entry_point, chat)
        unsure = {citation.partition(".")[0] for citation in self._journal.kept_answers.unsure(chat)}
        answers = [answer for each in rows if (answer := self._kept_answer(each)) is not None]
        return [ListedAnswer(answer, answer.id in unsure) for answer in answers]

    def _kept_answer(self, kept_answer: KeptAnswer) -> Answer | None:
        try:
            return self._journal.answer(kept_answer.answer)
        except NotFound:
            return None

    def watched(self) -> set[ChatPlace]:
        """The places that keep answers and whose archive has changed since these were last checked."""
        places = {ChatPlace.of(each.address) for each in self._journal.kept_answers.of(self.entry_point)}
        if not places:
            return places
        fingerprint = self._searcher.archive.fingerprint()
        return {place for place in places if self._watched.get(place.chat) != fingerprint}

    def changes(self, places: Collection[ChatPlace]) -> list[Changed]:
        """What changed of what is kept in some places and was not told there yet, once a second look finds the same.

        A file that is being written anew may be empty, or end early, at the first.
        """
        if not places:
            return []
        fingerprint = self._searcher.archive.fingerprint()
        with self._searcher.reading() as index:
            hashes = dict(index.catalog.hashes())
        rows = [
            each for each in self._journal.kept_answers.of(self.entry_point) if ChatPlace.of(each.address) in places
        ]
        changes = [change for each in rows if (change := self._changed(each, hashes)) is not None]
        self._watched |= {place.chat: fingerprint for place in places}
        before, self._at_last_look = self._at_last_look, [change.said for change in changes]
        for change in changes:
            if change.said not in before:
                self.look_again(change.place)
        return [change for change in changes if change.said in before]

    def _changed(self, each: KeptAnswer, hashes: Mapping[str, str]) -> Changed | None:
        """What changed of one answer."""
        answer, place = self._kept_answer(each), ChatPlace.of(each.address)
        verdicts = self._journal.kept_answers.last_verdicts(place.chat)
        citations = [passage.citation for passage in answer.passages] if answer else []
        suspects = changed(citations, hashes, self._searcher.archive.state.name, verdicts)
        if answer is None or not suspects:
            return None
        checks = self._searcher.check(suspects)
        marks = to_tell(checks, verdicts)
        self._journal.kept_answers.note(
            {citation: None for citation, mark in marks.items() if mark is None}, place.chat
        )
        news = {citation: mark for citation, mark in marks.items() if mark is not None}
        pairs = [(citation, check) for citation, check in zip(suspects, checks, strict=True) if check.citation in news]
        before = {citation: verdicts.get(citation) for citation in news}
        return Changed(place, answer, pairs, news, before) if pairs else None

    def note(self, change: Changed) -> None:
        """Notes that a change is about to be reported."""
        self._journal.kept_answers.note(change.marks, change.place.chat)

    def settle(self, change: Changed, *, is_told: bool) -> None:
        """Notes that a change was reported, or was not, after all."""
        if not is_told:
            self._journal.kept_answers.note(change.before, change.place.chat)
        self._journal.kept_answers.settle(change.marks, change.place.chat)

    def look_again(self, place: ChatPlace) -> None:
        """Has what is kept in a place checked again although the archive has not changed."""
        self._watched.pop(place.chat, None)

    def _note_change_seen(self, answer: str, chat: int, tells_again: bool) -> None:
        """Notes that a change of an answer has arrived, where that was unsure, or has it told again."""
        kept_answers = self._journal.kept_answers
        unsure = [citation for citation in kept_answers.unsure(chat) if citation.partition(".")[0] == answer]
        if tells_again and unsure:
            kept_answers.note(dict.fromkeys(unsure), chat)
            self._watched.pop(chat, None)
        else:
            kept_answers.settle(unsure, chat)


class Followed(_KeptInChats):
    """The questions that are followed in one bot's chats.

    `entry_point` tells the bots of one state apart. Whatever is asked of the journal raises `StateError` if it can't
    be used.
    """

    def __init__(self, searcher: Searcher, journal: Journal) -> None:
        super().__init__(searcher, journal)
        self._follows = journal.follows
        self._lookout = Lookout(searcher, journal.follows)

    async def begin(
        self, question: str, place: ChatPlace, limit: int, language: str | None = None
    ) -> tuple[Follow, Answer, bool]:
        """Begins to follow a question in a chat.

        Args:
            question: What is asked.
            place: Where it is told.
            limit: Passages of the answer as of now.
            language: The languages of the articles that are searched; None: all.

        Returns:
            What is followed, its answer as of now, and whether it was followed there already.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: It asks for articles of some days and nothing else.
        """
        return await asyncio.to_thread(self._begin, question, place, limit, {"language": language})

    def _begin(
        self, question: str, place: ChatPlace, limit: int, options: Mapping[str, Any]
    ) -> tuple[Follow, Answer, bool]:
        own = [follow for follow in self._follows.of(self.entry_point, place.chat) if self._is_here(follow)]
        existing = same_follow(own, question, options)
        follow = existing or self._lookout.begin(
            question, options, self.entry_point, place._asdict(), chat=place.chat, person=place.person
        )
        answer = self._searcher.ask(question, limit=limit, **options)
        answer = self._journal.keep(answer, "telegram", place.chat, place.person)
        return follow, answer, existing is not None

    async def count(self, person: int) -> int:
        """How many questions somebody follows, wherever."""
        return await asyncio.to_thread(self._follows.count_of, self.entry_point, person)

    async def listed(self, chat: int) -> list[Listed]:
        """What is followed in a chat, in the order it was begun."""
        return await asyncio.to_thread(self._listed, chat)

    def _listed(self, chat: int) -> list[Listed]:
        follows = [follow for follow in self._follows.of(self.entry_point, chat) if self._is_here(follow)]
        news = self._follows.news(self.entry_point, *NewsState) if follows else []
        rows = []
        for follow in follows:
            own = [item for other, item in news if other.id == follow.id]
            states = [item.state for item in own]
            unsure = [item.answer for item in own if item.state in (NewsState.UNSURE, NewsState.REFUSED)]
            rows.append(Listed(follow, states.count(NewsState.TOLD), states.count(NewsState.WAITING), unsure))
        return rows

    async def note_seen(self, answer: str, chat: int, *, tells_again: bool = False) -> None:
        """Notes that somebody has seen an answer that may not have arrived, or what changed of it.

        Args:
            answer: Its id.
            chat: Where it was seen.
            tells_again: Has what changed, and may not have arrived, be told again instead.
        """
        await asyncio.to_thread(self._note_seen, answer, chat, tells_again)

    def _note_seen(self, answer: str, chat: int, tells_again: bool) -> None:
        self._note_change_seen(answer, chat, tells_again)
        news = [each for _, each in self._follows.news(self.entry_point, NewsState.UNSURE, NewsState.REFUSED)]
        self._follows.put([each for each in news if each.answer == answer], NewsState.TOLD)

    async def stop(self, identity: str) -> None:
        """Stops following a question; does nothing if it is not followed."""
        try:
            await asyncio.to_thread(self._follows.remove, identity)
        except NotFound:
            return

    async def find(self, identity: str, chat: int) -> Follow | None:
        """The question that a chat follows under an id; None if there is none."""
        return next((row.follow for row in await self.listed(chat) if row.follow.id == identity), None)

    async def end(self, person: int) -> None:
        """Ends all that somebody follows."""
        await asyncio.to_thread(self._follows.end, self.entry_point, person)

    async def pause(self, chat: int, why: str) -> None:
        """Sends no news to a chat until further notice; an empty reason resumes it."""
        await asyncio.to_thread(self._follows.pause, self.entry_point, chat, why)

    # Sending

    def begin_again(self) -> None:
        """Marks as unsure what an earlier run was sending when it ended."""
        self._follows.begin_again(self.entry_point)

    def look(self) -> int:
        """Compares new articles with the followed questions; returns how much news there is."""
        return self._lookout.look()

    def digests(self) -> list[Digest]:
        """The news that waits to be sent, a message each, oldest first; paused news keeps waiting."""
        by_place: dict[ChatPlace, list[Item]] = {}
        for follow, news in self._follows.news(self.entry_point, NewsState.WAITING):
            if follow.paused or not self._is_here(follow):
                continue
            items = by_place.setdefault(ChatPlace.of(follow.address), [])
            if len(items) < AT_ONCE and (answer := self._answer(news)) is not None:
                items.append(Item(follow, news, answer))
        return [Digest(place, items) for place, items in by_place.items() if items]

    def put(self, digest: Digest, state: NewsState) -> None:
        """Notes how far a message was sent."""
        self._follows.put([item.news for item in digest.items], state)

    def move(self, digest: Digest, chat: int) -> None:
        """Moves what a digest is about to another chat: a group has become a supergroup."""
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
        """The answer of some news; None if it is damaged in the journal, and can't be told."""
        try:
            return self._journal.answer(news.answer)
        except NotFound:
            self._follows.put([news], NewsState.REFUSED)
            return None
