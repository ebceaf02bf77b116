"""The journal: every answer given, so that it can be checked later. SQLite in WAL mode, apart from the index.

A chat is stored only as a keyed hash; the key is in a file of its own beside the journal. A journal that can't be used
costs no answer: it says so when it is used, and `keep_or_tell` goes on without it.
"""

import datetime
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.journal.codec import parsed_answer, timestamp
from bot.journal.database import Database, checksum
from bot.journal.follows import Follows
from bot.journal.forgetting import forget_answers, forget_everything, forget_typed
from bot.journal.kept import KeptAnswers
from bot.journal.private_files import private_folder, secret_key, set_aside_files
from bot.journal.rows import answer_row, insert_answer, renamed
from bot.journal.tables import COLUMNS
from bot.render.phrases import encodable
from retrieval import Answer, Citation, NotFound, StateError, UsageError, new_id

_MARK = re.compile(r"\[?\s*(?:pincite\s*:)?\s*([0-9a-z]+(?:\.\d+)?)\s*\]?")
"""An id as it is typed, or as it is in a citation mark of a draft."""

_PRUNE_SECONDS = 3_600
"""How long an answer may outlive `keep_days`, which counts days."""


class AnswerDamaged(NotFound):
    """What is in the journal under an answer's id is not what was kept."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An answer in the journal, the entry point where it was asked for, and what it depends on."""

    answer: Answer
    entry_point: str
    provenance: Mapping[str, Any]


class _JournalFile:
    """The journal's file and its key."""

    _folder: Path
    _file: Database
    _key: bytes | None = None

    def ids(self) -> list[str]:
        """The ids of all answers, oldest first."""
        query = "SELECT id FROM answers ORDER BY asked_at, id"
        return [row[0] for row in self._file.read(lambda db: db.execute(query).fetchall())]

    def forgettings(self) -> int:
        """How many times answers were deleted, by whatever process; raises `StateError`."""

        def number(db: sqlite3.Connection) -> int:
            with suppress(sqlite3.OperationalError):  # as for checksums
                return int(db.execute("SELECT count(*) FROM forgettings").fetchone()[0])
            return 0

        return self._file.read(number)

    def _hidden_row(self, answer_id: str) -> tuple[Any, ...]:
        """The row of an answer that was not found: damage may have hidden it.

        Raises:
            NotFound: There is none, as far as can be told.
            AnswerDamaged: There was one: its checksum is there, or a damaged journal that was set aside may have it.
        """
        identity = typed_id(answer_id)
        was_kept = self._file.read(lambda db: _sum(db, identity)) is not None
        self._file.mend()
        if row := self._file.read(lambda db: _row(db, identity)):
            return row
        if was_kept:
            raise AnswerDamaged(f"The answer {answer_id!r} in the journal is damaged and can't be used.")
        if aside := set_aside_files(self._folder):
            names = ", ".join(path.name for path in aside)
            raise AnswerDamaged(
                f"There is no answer {answer_id!r} in the journal; damage may have taken it: see {names}."
            )
        raise NotFound(f"There is no answer {answer_id!r} in the journal.")

    def _open_key(self) -> bytes:
        """The key of this journal; raises `StateError`."""
        if self._key is None:
            path = self._folder / "journal.key"
            try:
                private_folder(self._folder)
                self._key, sentence = secret_key(path)
            except OSError as error:
                raise StateError(f"The journal's key {path} can't be used ({error.strerror or error}).") from error
            self._file.notes += [sentence] if sentence else []
        return self._key

    def _hash(self, chat: object) -> str | None:
        """What is stored of a chat: BLAKE2b of its id under this journal's key."""
        if chat is None:
            return None
        return hashlib.blake2b(encodable(str(chat)).encode(), key=self._open_key(), digest_size=16).hexdigest()


class Journal(_JournalFile):
    """The answers given, each under a short id that is unique here. Safe to use from many threads."""

    def __init__(self, folder: Path, keep_days: int | None = None) -> None:
        """Opens the journal in a state folder, or creates it; what can't be opened is said when it is used.

        Args:
            folder: The state folder.
            keep_days: Deletes answers older than this many days; None keeps them all.
        """
        self._folder = folder
        self._file = Database(folder / "journal.sqlite")
        self.follows = Follows(self._file, self._hash)
        self.kept_answers = KeptAnswers(self._file, self._hash)
        self._keep_days = keep_days
        self._untold = ""
        self._pruned = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        with suppress(StateError):
            self._open_key()
        with suppress(StateError):
            self._file.read(lambda _: None)
            self._prune()

    def close(self) -> None:
        """Closes the journal."""
        self._file.close()

    def notes(self) -> list[str]:
        """What turned out damaged since the last time, and the name under which it was set aside: a sentence each."""
        notes, self._file.notes = self._file.notes, []
        return notes

    def keep(self, answer: Answer, entry_point: str, chat: object = None, person: object = None) -> Answer:
        """Writes an answer down and returns it with ids that no other answer here has.

        Args:
            answer: The answer; its id stays if it is free.
            entry_point: Where it was asked for, such as `repl`.
            chat: The chat it belongs to; only a keyed hash is stored.
            person: Who asked, for a chat of several people; only a keyed hash is stored.

        Raises:
            StateError: The journal can't be written.
        """
        with suppress(StateError):
            self._prune()
        chat_hash, asker = self._hash(chat), self._hash(person)
        while True:
            try:
                row = answer_row(answer, entry_point, chat_hash)
                self._file.write(partial(insert_answer, row=row, person=asker))
            except sqlite3.IntegrityError:
                answer = renamed(answer, new_id())
            else:
                self._untold = ""
                return answer

    def keep_or_tell(
        self, tell: Callable[[str], None], answer: Answer, entry_point: str, chat: object = None, person: object = None
    ) -> Answer:
        """Writes an answer down; where that fails, says so once and returns the answer all the same.

        Args:
            tell: Takes the sentence that says why answers are not kept.
            answer: The answer.
            entry_point: Where it was asked for, such as `repl`.
            chat: The chat it belongs to.
            person: Who asked, for a chat of several people.
        """
        try:
            return self.keep(answer, entry_point, chat, person)
        except StateError as error:
            if str(error) != self._untold:
                self._untold = str(error)
                tell(f"{error} What is answered now is not kept.")
            return answer

    def entry(self, answer_id: str) -> JournalEntry:
        """The entry of an answer, its id in either case.

        Raises:
            NotFound: There is none.
            AnswerDamaged: What is there is not what was kept.
            StateError: The journal can't be read.
        """
        row = self._file.read(lambda db: _row(db, typed_id(answer_id))) or self._hidden_row(answer_id)
        try:
            return _entry(*row)
        except (UsageError, ValueError, TypeError, RecursionError) as error:
            raise AnswerDamaged(f"The answer {row[0]!r} in the journal is damaged and can't be used.") from error

    def answer(self, answer_id: str) -> Answer:
        """The answer with an id; of one of its citations, with the passage cited only; raises what `entry` does."""
        return only_cited(self.entry(typed_id(answer_id).partition(".")[0]).answer, answer_id)

    def holds(self, answer_id: str, chat: object = None) -> bool:
        """Whether there is an answer with an id, given in that chat if one is named; raises `StateError`."""
        query = "SELECT 1 FROM answers WHERE id = ?1 AND (?2 IS NULL OR chat = ?2)"
        values = typed_id(answer_id), self._hash(chat)
        return self._file.read(lambda db: db.execute(query, values).fetchone()) is not None

    def citations(self, reference: str) -> list[Citation]:
        """The citations of an answer (`k7q2m9`), or the one that is named (`k7q2m9.2`); raises what `entry` does."""
        return [passage.citation for passage in self.answer(reference).passages]

    def rate(self, answer_id: str, chat: object, *, good: bool) -> None:
        """Stores a rating of an answer that is in the journal; a later one by the same chat replaces it.

        Args:
            answer_id: The answer's id, in either case.
            chat: Who rates; only a keyed hash is stored.
            good: Whether the answer is rated good, not wrong.
        """
        row = (self._hash(chat), good, typed_id(answer_id))
        query = "INSERT OR REPLACE INTO ratings SELECT id, ?, ? FROM answers WHERE id = ?"
        self._file.write(lambda db: db.execute(query, row))

    def rated(self) -> Iterator[tuple[Answer, int, int]]:
        """The rated answers, each with how many chats rated it good and wrong, in the order of their ids.

        One that is damaged is left out, and noted.
        """
        query = "SELECT answer, sum(good), count(*) - sum(good) FROM ratings GROUP BY answer"
        for answer_id, good, wrong in self._file.read(lambda db: db.execute(query).fetchall()):
            if entry := self._readable(answer_id):
                yield entry.answer, good, wrong

    def all_citations(self) -> Iterator[Citation]:
        """The citations of all answers, oldest first; a damaged answer costs only its own, and is noted."""
        for identity in self.ids():
            if entry := self._readable(identity):
                yield from (passage.citation for passage in entry.answer.passages)

    def latest(self, limit: int) -> list[JournalEntry]:
        """The latest answers, newest first; a damaged one is left out, and noted."""
        query = "SELECT id FROM answers ORDER BY asked_at DESC, id LIMIT ?"
        rows = self._file.read(lambda db: db.execute(query, (limit,)).fetchall())
        return [entry for row in rows if (entry := self._readable(row[0]))]

    def forget(
        self,
        answer_id: str | None = None,
        *,
        chat: object = None,
        person: object = None,
        before: datetime.datetime | None = None,
    ) -> int:
        """Deletes the answers that meet every condition given, for good; with none given, deletes none.

        Their questions go from the prompt's history, and their words from answers to questions that followed them.

        Args:
            answer_id: Only the answer with this id.
            chat: Only answers given in this chat.
            person: Only answers that somebody asked for; also deletes how they rated answers, and what they follow.
            before: Only answers asked for before this time.

        Returns:
            How many answers were deleted.
        """
        conditions = {
            "id = ?": None if answer_id is None else typed_id(answer_id),
            "chat = ?": self._hash(chat),
            "? IN (chat, (SELECT person FROM askers WHERE answer = id))": self._hash(person),
            "asked_at < ?": None if before is None else timestamp(before),
        }
        criteria = {condition: value for condition, value in conditions.items() if value is not None}
        if not criteria:
            return 0
        if person is not None:
            self._file.write(partial(_forget_ratings, person=self._hash(person)))
        if answer_id is None and before is None:
            self.follows.forget(chat, person)
        alone = before if len(criteria) == 1 else None
        return forget_answers(self._file, " AND ".join(criteria), list(criteria.values()), alone)

    def forget_all(self) -> int:
        """Deletes every answer and all that is followed for good, with all that was set aside or typed.

        Returns:
            How many answers there were.
        """
        self.follows.forget(None, None)
        return forget_everything(self._file)

    def _readable(self, answer_id: str) -> JournalEntry | None:
        """An entry; None for a damaged one, which is noted."""
        try:
            return self.entry(answer_id)
        except NotFound as error:
            self._file.notes.append(f"{error} It is left out.")
            return None

    def _prune(self) -> None:
        """Deletes answers older than `keep_days`, once an hour."""
        now = datetime.datetime.now(datetime.UTC)
        if self._keep_days is None or (now - self._pruned).total_seconds() < _PRUNE_SECONDS:
            return
        self._pruned = now
        before = days_before(now, self._keep_days)
        query = "SELECT 1 FROM answers WHERE asked_at < ? LIMIT 1"
        if self._file.read(lambda db: db.execute(query, (timestamp(before),)).fetchone()):
            self.forget(before=before)
        else:
            forget_typed(self._folder, before=before)


def days_before(time: datetime.datetime, days: int) -> datetime.datetime:
    """The time that many days before another; the first there is where a calendar does not reach back so far."""
    try:
        return time - datetime.timedelta(days=days)
    except OverflowError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _of_corpus(answer: Answer, corpus: str | None) -> Answer:
    """An answer whose citations know the archive that they were cited from; older entries don't say it."""
    passages = tuple(replace(passage, citation=replace(passage.citation, corpus=corpus)) for passage in answer.passages)
    return replace(answer, passages=passages)


def _forget_ratings(db: sqlite3.Connection, person: str | None) -> None:
    db.execute("DELETE FROM ratings WHERE chat = ?", (person,))


def _row(db: sqlite3.Connection, identity: str) -> tuple[Any, ...] | None:
    """The row of an answer and its checksum: None in journals of older versions."""
    row = db.execute(f"SELECT {COLUMNS} FROM answers WHERE id = ?", (identity,)).fetchone()
    if row is None:
        return None
    return (*row, _sum(db, identity))


def _sum(db: sqlite3.Connection, identity: str) -> str | None:
    """The checksum of an answer; None if none was kept."""
    with suppress(sqlite3.OperationalError):  # a journal of an older version that can't be written has no such table
        row = db.execute("SELECT sum FROM sums WHERE answer = ?", (identity,)).fetchone()
        return str(row[0]) if row else None
    return None


def _entry(*row: Any) -> JournalEntry:
    """The entry in a row with its checksum, None in journals of older versions; raises ValueError when they differ."""
    *columns, stored_sum = row
    identity, _, entry_point, _, _, made_with, body = columns
    if stored_sum is not None and stored_sum != checksum(*columns):
        raise ValueError("its checksum differs")
    body.encode()  # raises where a byte is not UTF-8
    provenance = json.loads(made_with)
    answer = _of_corpus(replace(parsed_answer(json.loads(body)), provenance=provenance), provenance.get("corpus"))
    if answer.id != identity:
        raise ValueError("its id differs")
    return JournalEntry(answer, entry_point, provenance)


def only_cited(answer: Answer, reference: str) -> Answer:
    """An answer; if a citation's id is given, with the cited passage only. Raises `NotFound` if it has none."""
    citation_id = typed_id(reference)
    if "." not in citation_id:
        return answer
    passages = tuple(passage for passage in answer.passages if passage.citation.id == citation_id)
    if not passages:
        raise NotFound(f"The answer {answer.id!r} has no citation {citation_id!r}; it has {len(answer.passages)}.")
    return replace(answer, passages=passages)


def typed_id(reference: str) -> str:
    """The id that a person typed or copied, as in `[pincite:k7q2m9.2]`, in lower case and without what is around it."""
    text = encodable(reference).strip().casefold()
    match = _MARK.fullmatch(text)
    return match[1] if match else text
