"""An answer as a row of the journal, with its checksum and who asked."""

import sqlite3
from dataclasses import replace

from bot.journal.codec import answer_json, timestamp
from bot.journal.database import checksum
from bot.render.phrases import encodable, json_text
from retrieval import Answer

JournalRow = tuple[str | None, ...]


def answer_row(answer: Answer, entry_point: str, chat: str | None) -> JournalRow:
    """The columns of an answer, in the order of `COLUMNS`.

    Args:
        answer: The answer.
        entry_point: Where it was asked for.
        chat: The hash of the chat it belongs to.
    """
    asked_at, question = timestamp(answer.asked_at), encodable(answer.question)
    provenance = json_text(dict(answer.provenance))
    return answer.id, asked_at, entry_point, chat, question, provenance, json_text(answer_json(answer))


def insert_answer(db: sqlite3.Connection, row: JournalRow, person: str | None) -> None:
    """Writes a row with its checksum, and who asked if that is not the chat.

    Args:
        db: A connection to the journal, in a transaction.
        row: The row.
        person: The keyed hash of who asked; None if it is not known, or the chat is theirs.
    """
    db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.execute("INSERT OR REPLACE INTO sums VALUES (?, ?)", (row[0], checksum(*row)))
    if person is not None and person != row[3]:
        db.execute("INSERT OR REPLACE INTO askers VALUES (?, ?)", (row[0], person))


def renamed(answer: Answer, identity: str) -> Answer:
    """An answer under another id, its citations too."""
    passages = tuple(
        replace(passage, citation=replace(passage.citation, id=f"{identity}.{passage.rank}"))
        for passage in answer.passages
    )
    return replace(answer, id=identity, passages=passages)
