"""Answers whose citations are watched, and what was reported about these.

What a verdict says is noted for each chat (and for the command line), so that it is told once: again only when it is
another one, and of a citation that stands again nothing is known any more. It is noted as unsure before it is told, and
as sure afterwards: what stays unsure may not have arrived, as whoever told it was killed meanwhile.
"""

import datetime
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.journal.codec import timestamp
from bot.journal.database import LaterTables
from bot.journal.tables import FOLLOWS
from bot.render.phrases import json_text
from retrieval import Check, Citation, Verdict

HERE = ""
"""What stands for the command line instead of a chat's hash."""

_UNSURE = "?"  # Before a verdict that is being told, or may not have arrived.

_NOTE = f"""INSERT INTO told_verdicts VALUES (?, ?, ?, ?) ON CONFLICT (citation, chat)
DO UPDATE SET verdict = excluded.verdict, told_at = excluded.told_at
WHERE ltrim(verdict, '{_UNSURE}') <> ltrim(excluded.verdict, '{_UNSURE}')"""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that somebody keeps: its id, and where to tell of it."""

    answer: str
    address: Mapping[str, Any]


class KeptAnswers(LaterTables):
    """The answers that are kept. Safe to use from many threads and processes.

    Every method raises `StateError` if the journal can't be used.
    """

    TABLE = "kept"

    def keep(self, answer: str, entry_point: str, address: Mapping[str, Any]) -> None:
        """Watches the citations of an answer for the chat and the person in an address.

        Args:
            answer: The id of the answer.
            entry_point: Where it was given.
            address: The chat and the person that are told.
        """
        now = timestamp(datetime.datetime.now(datetime.UTC))
        chat, person = self._hashed(address["chat"]), self._hashed(address["person"])
        row = (answer, chat, person, entry_point, json_text(dict(address)), now)
        self._file.make_tables(FOLLOWS)
        query = "INSERT OR IGNORE INTO kept SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM answers WHERE id = ?)"
        self._file.write(lambda db: db.execute(query, (*row, answer)))

    def drop(self, answer: str, chat: object) -> bool:
        """Watches an answer no longer for a chat; whether it was."""
        query, values = "DELETE FROM kept WHERE answer = ? AND chat = ?", (answer, self._hashed(chat))
        return self._change(query, *values) > 0

    def of(self, entry_point: str, chat: object = None) -> list[KeptAnswer]:
        """What is kept from an entry point, in one chat if it is named, oldest first.

        An address that is not that of its chat is damaged, and left out.
        """
        query = "SELECT answer, chat, address FROM kept WHERE door = ?1 AND (?2 IS NULL OR chat = ?2) ORDER BY since"
        rows = self._rows(query, entry_point, self._hashed(chat))
        parsed_rows = [(answer, there, _read(address)) for answer, there, address in rows]
        return [
            KeptAnswer(answer, at) for answer, there, at in parsed_rows if at and self._hashed(at.get("chat")) == there
        ]

    def last_verdicts(self, chat: object = None) -> dict[str, str]:
        """What was told last of each citation in a chat, or on the command line."""
        return {citation: verdict.lstrip(_UNSURE) for citation, verdict in self._verdicts(chat)}

    def unsure(self, chat: object = None) -> frozenset[str]:
        """The citations of which it is not known whether what was said last arrived."""
        return frozenset(citation for citation, verdict in self._verdicts(chat) if verdict.startswith(_UNSURE))

    def note(self, verdicts: Mapping[str, str | None], chat: object = None) -> frozenset[str]:
        """Notes what is about to be said about citations in a chat, or on the command line, as unsure.

        Args:
            verdicts: A mark for each citation; None if nothing is said of it any more.
            chat: The chat; None: the command line.

        Returns:
            The citations that nobody noted the same of meanwhile: of several processes one has them.
        """
        now, place = timestamp(datetime.datetime.now(datetime.UTC)), self._place(chat)

        def is_news(db: sqlite3.Connection, citation: str) -> bool:
            if (verdict := verdicts[citation]) is None:
                query = "DELETE FROM told_verdicts WHERE citation = ? AND chat = ?"
                return db.execute(query, (citation, place)).rowcount > 0
            return db.execute(_NOTE, (citation, place, _UNSURE + verdict, now)).rowcount > 0

        if not verdicts:
            return frozenset()
        self._file.make_tables(FOLLOWS)
        return self._file.write(lambda db: frozenset(each for each in verdicts if is_news(db, each)))

    def settle(self, citations: Iterable[str], chat: object = None) -> None:
        """Notes that what was said about citations has arrived."""
        query = "UPDATE told_verdicts SET verdict = ltrim(verdict, ?) WHERE citation = ? AND chat = ?"
        rows = [(_UNSURE, citation, self._place(chat)) for citation in citations]
        if rows and self._is_used():
            self._file.write(lambda db: db.executemany(query, rows))

    def _verdicts(self, chat: object) -> list[tuple[str, str]]:
        """What was said last of each citation in a chat or on the command line, as it is noted."""
        return self._rows("SELECT citation, verdict FROM told_verdicts WHERE chat = ?", self._place(chat))

    def _place(self, chat: object) -> str:
        return HERE if chat is None else str(self._hashed(chat))


def changed(
    citations: Iterable[Citation], hashes: Mapping[str, str], corpus: str, verdicts: Mapping[str, str]
) -> list[Citation]:
    """Those of some citations that have to be looked at: their article is another one now, or they did not stand.

    Args:
        citations: Citations of any archive.
        hashes: The hash of the text of each article that is there, by its id.
        corpus: The archive.
        verdicts: What was told of citations before.
    """
    return [
        citation
        for citation in citations
        if citation.corpus in (None, corpus)
        and (hashes.get(citation.article) != citation.sha256 or citation.id in verdicts)
    ]


def to_tell(checks: Sequence[Check], verdicts: Mapping[str, str]) -> dict[str, str | None]:
    """What is to be noted of some verdicts: each that is not what was told, and None for what stands again."""
    marks = {check.citation: mark_of(check) for check in checks if check.verdict is not Verdict.UNREADABLE}
    return {citation: mark for citation, mark in marks.items() if verdicts.get(citation) != mark}


def mark_of(check: Check) -> str | None:
    """What a verdict says, in short; None if the words stand just as cited.

    Words that moved again in the same article have moved, no more.
    """
    if check.verdict is Verdict.VERIFIED:
        return None
    outcome = json.dumps([check.article, check.difference])
    return f"{check.verdict} {hashlib.blake2b(outcome.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _read(address: str) -> dict[str, Any]:
    try:
        value = json.loads(address)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
