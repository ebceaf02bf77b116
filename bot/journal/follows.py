"""Questions that somebody follows, the news about each, and how far it was sent.

They are as precious as the answers, and in the same file: set aside and taken over with them where it is damaged, and
deleted with what somebody asked. Each has a checksum: a flipped byte would tell the wrong chat.

What is to be told goes from waiting to sending before it is sent, and from sending to told after. Whoever is killed in
between leaves it at sending, and the next start calls it unsure: it is not sent again, so that nothing is told twice,
and stays listed, so that nothing is lost.
"""

import datetime
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple

from bot.journal.codec import timestamp
from bot.journal.database import LaterTables, checksum
from bot.journal.rows import answer_row, insert_answer, renamed
from bot.journal.tables import FOLLOWS
from bot.render.phrases import encodable, json_text
from retrieval import Answer, NotFound, new_id

COMMAND_LINE = "command line"
"""The entry point of what is followed at a terminal, whose news `pincite follow run` tells."""


class NewsState(IntEnum):
    """How far news was sent. `REFUSED`: its recipient does not accept it."""

    WAITING = 0
    SENDING = 1
    TOLD = 2
    UNSURE = 3
    REFUSED = 4


@dataclass(frozen=True, slots=True)
class Follow:
    """A question that somebody follows.

    `corpus` names the archive that is asked, `entry_point` whence it is followed and told, `narrowed` which articles
    are searched (`NARROWING`). `address` is where to tell it, as the entry point knows it: in
    Telegram chat, topic and person. `paused` says why nothing is told now; empty if it is.
    """

    id: str
    corpus: str
    entry_point: str
    question: str
    narrowed: Mapping[str, str | None]
    address: Mapping[str, Any]
    since: datetime.datetime
    paused: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """What `Searcher.ask` takes besides the question."""
        days = {name: self.narrowed.get(name) for name in ("since", "until", "as_of")}
        period = {name: datetime.date.fromisoformat(day) if day else None for name, day in days.items()}
        return {**period, **{name: self.narrowed.get(name) for name in ("source", "language")}}


class News(NamedTuple):
    """News about a question: its number, the follow, the id of its answer, when, and how far it was sent."""

    number: int
    follow: str
    answer: str
    found_at: datetime.datetime
    state: NewsState


class FollowedAnswer(NamedTuple):
    """The answer to a followed question from a new article."""

    follow: Follow
    answer: Answer


_COLUMNS = "id, corpus, door, chat, person, address, question, narrowed, since"
_NEWS = "number, follow, answer, found_at, state"


class Follows(LaterTables):
    """The questions that are followed. Safe to use from many threads and processes.

    Every method raises `StateError` if the journal can't be used.
    """

    TABLE = "follows"

    # Questions

    def all(self, corpus: str | None = None) -> list[Follow]:
        """Everything that is followed, or all of one archive, in the order it was begun; what is damaged is noted."""
        query = f"SELECT {_COLUMNS}, paused, sum FROM follows WHERE ?1 IS NULL OR corpus = ?1 ORDER BY since, id"
        return self._sound(self._rows(query, corpus))

    def of(self, entry_point: str, chat: object = None) -> list[Follow]:
        """What is followed from an entry point, in one chat if it is named."""
        query = f"SELECT {_COLUMNS}, paused, sum FROM follows WHERE door = ?1 AND (?2 IS NULL OR chat = ?2)"
        return self._sound(self._rows(f"{query} ORDER BY since, id", entry_point, self._hashed(chat)))

    def count_of(self, entry_point: str, person: object) -> int:
        """How many questions somebody follows, wherever."""
        query = "SELECT count(*) FROM follows WHERE door = ? AND person = ?"
        return sum(row[0] for row in self._rows(query, entry_point, self._hashed(person)))

    def add(
        self,
        follow: Follow,
        known_passages: Sequence[str],
        articles: Iterable[int],
        version: int,
        *,
        chat: object = None,
        person: object = None,
    ) -> Follow | None:
        """Begins to follow a question, under an id that is free; None if somebody else came in between.

        Args:
            follow: What is followed.
            known_passages: Passages that aren't news.
            articles: What stands for the articles that are there (`seen`).
            version: That of when these were looked at.
            chat: The chat in which it is told.
            person: Who follows.
        """
        row = (
            *(follow.corpus, follow.entry_point, self._hashed(chat), self._hashed(person)),
            *(json_text(dict(follow.address)), encodable(follow.question), json_text(dict(follow.narrowed))),
            follow.since.astimezone(datetime.UTC).isoformat(),
        )

        def write(db: sqlite3.Connection, identity: str) -> bool:
            if not _advance(db, version):
                return False
            columns = (identity, *row)
            db.execute(f"INSERT INTO follows ({_COLUMNS}, sum) VALUES ({_marks(10)})", (*columns, checksum(*columns)))
            _put_words(db, identity, known_passages)
            _put_articles(db, follow.corpus, articles)
            return True

        self._file.make_tables(FOLLOWS)
        while True:
            try:
                return follow if self._file.write(partial(write, identity=follow.id)) else None
            except sqlite3.IntegrityError:
                follow = replace(follow, id=new_id())

    def remove(self, identity: str) -> None:
        """Follows a question no longer, and leaves no word of it; raises `NotFound` if it is not followed."""
        if not self._change("DELETE FROM follows WHERE id = ?", encodable(identity).strip().casefold()):
            raise NotFound(f"There is no followed question {identity!r}; `pincite follow list` names them.")
        self._file.clear_free_pages()

    def end(self, entry_point: str, person: object) -> int:
        """Ends all that somebody follows from an entry point; returns how many questions that were."""
        query = "DELETE FROM follows WHERE door = ? AND person = ?"
        ended_count = self._change(query, entry_point, self._hashed(person))
        self._change("DELETE FROM kept WHERE door = ? AND person = ?", entry_point, self._hashed(person))
        if ended_count:
            self._file.clear_free_pages()
        return ended_count

    def forget(self, chat: object, person: object) -> None:
        """Deletes what is followed or kept in a chat or by a person, and for neither of them everything.

        Whoever calls this clears the free pages.
        """
        who = self._hashed(chat), self._hashed(person)
        for table in ("follows", "kept"):
            self._change(f"DELETE FROM {table} WHERE chat IN (?1, ?2) OR person = ?2 OR coalesce(?1, ?2) IS NULL", *who)

    def pause(self, entry_point: str, chat: object, why: str) -> None:
        """Tells nothing in a chat until further notice; an empty reason goes on.

        Args:
            entry_point: Whence the chat follows.
            chat: The chat.
            why: The reason, for whoever looks; empty: go on.
        """
        query = "UPDATE follows SET paused = ? WHERE door = ? AND chat = ?"
        self._change(query, why, entry_point, self._hashed(chat))

    def move(self, follow: Follow, address: Mapping[str, Any], chat: object) -> None:
        """Moves a question to another chat: a group has become another one.

        Args:
            follow: What is followed.
            address: Where it is told from now on.
            chat: The chat in which it is told from now on.
        """

        def write(db: sqlite3.Connection) -> None:
            row = db.execute(f"SELECT {_COLUMNS} FROM follows WHERE id = ?", (follow.id,)).fetchone()
            if row is not None:
                row = (*row[:3], self._hashed(chat), row[4], json_text(dict(address)), *row[6:])
                query = "UPDATE follows SET chat = ?, address = ?, sum = ? WHERE id = ?"
                db.execute(query, (row[3], row[5], checksum(*row), follow.id))

        self._file.write(write)

    # News

    def version(self) -> int:
        """A number that rises whenever a question is begun or articles were looked at."""
        return sum(row[0] for row in self._rows("SELECT version FROM follow_state"))

    def seen(self, corpus: str) -> set[int]:
        """What stands for the articles of an archive that were looked at."""
        query = "SELECT article FROM followed_articles WHERE corpus = ?"
        return {number for (number,) in self._rows(query, corpus)}

    def known_passages(self, follow: Follow) -> list[str]:
        """The passages that aren't news to whoever follows a question."""
        query = "SELECT words FROM follow_words WHERE follow = ?"
        return [text for (packed,) in self._rows(query, follow.id) for text in _unpacked(packed)]

    def record(self, corpus: str, answers: Sequence[FollowedAnswer], articles: Collection[int], version: int) -> bool:
        """Writes down news, all of it or nothing; False if somebody else did in between.

        Args:
            corpus: The archive.
            answers: What is to be told.
            articles: What stands for the articles that were looked at.
            version: That of before they were.
        """

        def write(db: sqlite3.Connection) -> bool:
            if not _advance(db, version):
                return False
            for item in answers:
                _put_news(db, item)
            _put_articles(db, corpus, articles)
            return True

        while True:
            try:
                return self._file.write(write)
            except sqlite3.IntegrityError:  # the id of an answer is taken
                answers = [item._replace(answer=renamed(item.answer, new_id())) for item in answers]

    # Sending

    def news(self, entry_point: str, *states: NewsState) -> list[tuple[Follow, News]]:
        """The news about questions followed from an entry point that is in a state, oldest first."""
        query = (
            f"SELECT {_NEWS} FROM follow_news WHERE state IN ({_marks(len(states))})"
            " AND answer IN (SELECT id FROM answers) ORDER BY number"
        )
        rows = self._rows(query, *states)
        follows = {follow.id: follow for follow in self.of(entry_point)} if rows else {}
        return [(follows[row[1]], _news(*row)) for row in rows if row[1] in follows]

    def put(self, news: Iterable[News], state: NewsState) -> None:
        """Notes how far some news was sent; writes nothing if there is none, as there may be no table yet."""
        now = timestamp(datetime.datetime.now(datetime.UTC))
        rows = [(state, now, item.number) for item in news]
        query = "UPDATE follow_news SET state = ?, told_at = ? WHERE number = ?"
        if rows:
            self._file.write(lambda db: db.executemany(query, rows))

    def messages_since(self, entry_point: str, person: object, since: datetime.datetime) -> int:
        """How many messages somebody was sent, or may have been, from an entry point since a time.

        What is put at once is one message, within a second.

        Args:
            entry_point: The entry point.
            person: Who.
            since: The time.
        """
        query = (
            "SELECT count(DISTINCT told_at) FROM follow_news WHERE state NOT IN (?1, ?2) AND told_at >= ?3"
            " AND follow IN (SELECT id FROM follows WHERE door = ?4 AND person = ?5)"
        )
        values = NewsState.WAITING, NewsState.REFUSED, timestamp(since), entry_point, self._hashed(person)
        return sum(row[0] for row in self._rows(query, *values))

    def begin_again(self, entry_point: str) -> None:
        """Marks as unsure what an earlier run was sending when it ended."""
        query = "UPDATE follow_news SET state = ? WHERE state = ? AND follow IN (SELECT id FROM follows WHERE door = ?)"
        self._change(query, NewsState.UNSURE, NewsState.SENDING, entry_point)

    def _sound(self, rows: Iterable[Sequence[Any]]) -> list[Follow]:
        """The follows in some rows with their checksums; one that is damaged is noted, and not told."""
        follows = []
        for *columns, paused, stored_sum in rows:
            if checksum(*columns) == stored_sum:
                follows.append(_follow(columns, paused))
            else:
                note = f"The followed question {columns[0]!r} in the journal is damaged, and not told of"
                self._file.notes.append(f"{note}; `pincite follow remove {columns[0]}`, and follow it again.")
        return follows


def _version(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT version FROM follow_state").fetchone()
    return int(row[0]) if row else 0


def _advance(db: sqlite3.Connection, version: int) -> bool:
    """Goes on from a version to the next, inside a transaction; False where it is no longer that."""
    if _version(db) != version:
        return False
    db.execute("INSERT OR REPLACE INTO follow_state VALUES (1, ?)", (version + 1,))
    return True


def _put_words(db: sqlite3.Connection, follow: str, texts: Sequence[str]) -> None:
    if texts:
        packed = zlib.compress(json.dumps(list(texts)).encode())
        db.execute("INSERT INTO follow_words VALUES (?, ?)", (follow, packed))


def _unpacked(packed: bytes) -> list[str]:
    """The passages in a row; none where it is damaged."""
    with suppress(zlib.error, ValueError, TypeError):
        return [str(text) for text in json.loads(zlib.decompress(packed))]
    return []


def _put_news(db: sqlite3.Connection, followed: FollowedAnswer) -> None:
    """Notes a piece of news, unless nobody follows its question any longer, inside a transaction."""
    follow, answer = followed
    row = db.execute("SELECT chat, person FROM follows WHERE id = ?", (follow.id,)).fetchone()
    if row is not None:
        insert_answer(db, answer_row(answer, "follow", row[0]), row[1])
        _put_words(db, follow.id, [answer.passages[0].text])
        now = timestamp(datetime.datetime.now(datetime.UTC))
        values = (follow.id, answer.id, now)
        db.execute("INSERT INTO follow_news (follow, answer, found_at) VALUES (?, ?, ?)", values)


def _put_articles(db: sqlite3.Connection, corpus: str, articles: Iterable[int]) -> None:
    rows = ((corpus, number) for number in articles)
    db.executemany("INSERT OR IGNORE INTO followed_articles VALUES (?, ?)", rows)


def _follow(columns: Sequence[Any], paused: str) -> Follow:
    identity, corpus, entry_point, _, _, address, question, narrowed, since = columns
    return Follow(
        identity,
        corpus,
        entry_point,
        question,
        json.loads(narrowed),
        json.loads(address),
        datetime.datetime.fromisoformat(since),
        paused,
    )


def _news(number: int, follow: str, answer: str, found_at: str, state: int) -> News:
    return News(number, follow, answer, datetime.datetime.fromisoformat(found_at), NewsState(state))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
