"""New articles are compared with the followed questions, by whichever process sees them first.

Each article is looked at once: what stands for it is written down together with what was found, in one step. So nothing
is found twice, and nothing lost, however many processes look, and whenever one is killed.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.journal.codec import iso_day
from bot.journal.follows import Follow, FollowedAnswer, Follows
from retrieval import (
    NARROWING,
    Answer,
    Arrival,
    ArrivalMark,
    Searcher,
    answers_among,
    arrived,
    new_id,
    require_follow,
    says_anew,
)

MOST_KNOWN = 100
"""The best passages of a question that are not news when somebody begins to follow it: all that `ask` can give."""

AT_ONCE = 50
"""Articles that are looked at in one step: with 200 followed questions about two seconds of work. Of more the first
ones are told of before all are read, and whoever is killed meanwhile has no more than that to do again."""

SHOWN = 3
"""Passages of an article that its answer has."""


class Lookout:
    """Looks at the articles that are new in an archive since it last looked."""

    def __init__(self, searcher: Searcher, follows: Follows) -> None:
        """Looks at nothing yet."""
        self._searcher = searcher
        self._follows = follows
        self._mark = ArrivalMark()
        self._version = -1

    @property
    def corpus(self) -> str:
        """The name of the archive."""
        return self._searcher.archive.state.name

    def look(self) -> int:
        """Compares new articles with all followed questions; returns how much news there is.

        Raises:
            StateError: The journal can't be used.
            PinciteError: The archive can't be read.
        """
        count, version = 0, self._follows.version()
        # Of what came in while nobody followed anything, or by the side of somebody who began to, nothing is sure.
        arrivals, mark = arrived(self._searcher, self._mark if version == self._version else ArrivalMark())
        if arrivals and (follows := self._follows.all(self.corpus)):
            seen_numbers = self._follows.seen(self.corpus)
            new = [arrival for arrival in arrivals if number_of(arrival) not in seen_numbers]
            for start in range(0, len(new), AT_ONCE):
                some = new[start : start + AT_ONCE]
                news = list(self._followed_answers(some, follows))
                if not self._follows.record(self.corpus, news, list(map(number_of, some)), version):
                    return count + self.look()  # another process came in between: it may have looked at them
                count, version = count + len(news), version + 1
        self._mark, self._version = mark, version
        return count

    def _followed_answers(self, arrivals: Sequence[Arrival], follows: Sequence[Follow]) -> Iterator[FollowedAnswer]:
        """The news that some articles bring to questions; of copies only the first."""
        ids = {arrival.article for arrival in arrivals}
        questions = [(follow.question, {**follow.options, "limit": SHOWN}) for follow in follows]
        for follow, answers in zip(follows, answers_among(self._searcher, arrivals, questions), strict=True):
            known_passages = self._follows.known_passages(follow) if answers else []
            for answer in answers:
                if _reads_alike(answer, follow) and says_anew(self._searcher, answer, known_passages, ids):
                    known_passages.append(answer.passages[0].text)
                    yield FollowedAnswer(follow, answer)

    def begin(
        self,
        question: str,
        options: Mapping[str, Any],
        entry_point: str,
        address: Mapping[str, Any],
        *,
        chat: object = None,
        person: object = None,
    ) -> Follow:
        """Begins to follow a question: what is there now isn't news.

        Args:
            question: What is asked.
            options: What `Searcher.ask` takes besides (`NARROWING`).
            entry_point: Whence it is followed.
            address: Where it is told.
            chat: The chat in which it is told.
            person: Who follows.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: It asks for articles of some days and nothing else, or for a publisher that there is none of.
            StateError: The journal can't be written.
        """
        narrowed = {name: iso_day(options.get(name)) for name in ("since", "until", "as_of")}
        narrowed |= {name: options.get(name) for name in ("source", "language")}
        while True:
            self.look()
            version = self._follows.version()
            arrivals, _ = arrived(self._searcher)
            now = self._searcher.ask(question, limit=MOST_KNOWN, **options)
            require_follow(now)
            articles = set(map(number_of, arrivals))
            if self._follows.all(self.corpus) and not articles <= self._follows.seen(self.corpus):
                continue  # what came in a moment ago is news to others
            since = datetime.datetime.now(datetime.UTC)
            follow = Follow(new_id(), self.corpus, entry_point, question, narrowed, address, since)
            follow = replace(follow, narrowed={**narrowed, "read_as": _corrected(now)})
            known_passages = [passage.text for passage in now.passages]
            if new_follow := self._follows.add(follow, known_passages, articles, version, chat=chat, person=person):
                return new_follow


def _corrected(answer: Answer) -> str:
    """The words of a question that were read as others, in order."""
    return " ".join(correction.word for correction in answer.corrections)


def _reads_alike(answer: Answer, follow: Follow) -> bool:
    """Whether no word of a followed question is read as another one that was not when it was begun.

    A place that no article names yet is not the one with a similar name that comes in.
    """
    corrections = (follow.narrowed.get("read_as") or "").split()
    return all(word in corrections for word in _corrected(answer).split())


def same_follow(follows: Sequence[Follow], question: str, options: Mapping[str, Any]) -> Follow | None:
    """The one of some follows that asks the same of the same articles.

    Args:
        follows: The follows.
        question: What is asked.
        options: What `Searcher.ask` takes besides (`NARROWING`).
    """
    plain = " ".join(question.casefold().split())
    narrowing = {name: options.get(name) for name in NARROWING}
    same = (f for f in follows if " ".join(f.question.casefold().split()) == plain and f.options == narrowing)
    return next(same, None)


def begun(
    lookout: Lookout, follows: Follows, question: str, options: Mapping[str, Any], entry_point: str
) -> tuple[Follow, bool]:
    """A question that is followed from now on outside of any chat, and whether it was already.

    Args:
        lookout: Looks at what comes in.
        follows: What is followed.
        question: What is asked.
        options: What `Searcher.ask` takes besides.
        entry_point: Whence it is followed.

    Raises:
        QuestionError: There is no word in the question.
        UsageError: It asks for articles of some days and nothing else, or for a publisher that there is none of.
        StateError: The journal can't be written.
    """
    own = [follow for follow in follows.of(entry_point) if follow.corpus == lookout.corpus]
    existing = same_follow(own, question, options)
    return existing or lookout.begin(question, options, entry_point, {}), existing is not None


def number_of(arrival: Arrival) -> int:
    """What stands for an article with its words: 64 bits of a hash."""
    identity = f"{arrival.article}\0{arrival.sha256}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(identity, digest_size=8).digest(), "big", signed=True)
