"""Forgetting is complete: what leaves the journal leaves its free pages, its log, and what was typed at the prompt.

The prompt's history is prompt_toolkit's: an entry is an empty line, `# ` with the local time, and its lines after `+`.
"""

import datetime
import io
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.journal.database import Database
from bot.journal.following import Forgotten, without_their_words
from bot.journal.private_files import replace_file, set_aside_files
from bot.render.phrases import encodable
from retrieval import StateError

HISTORY = "history"
"""The history's name in the state folder."""


class HistoryEntry(NamedTuple):
    """What was typed once, when (None if that can't be read), and how both are in the file."""

    text: str
    time: datetime.datetime | None
    raw: str


def forget_answers(file: Database, where: str, values: Sequence[str], before: datetime.datetime | None = None) -> int:
    """Deletes answers, and their words wherever else the state has them; returns how many there were.

    Args:
        file: The journal's file.
        where: The condition, with a question mark for each value.
        values: What stands for the question marks.
        before: Also takes out what was typed before this time.

    Raises:
        StateError: Something can't be written.
    """

    def delete(db: sqlite3.Connection) -> list[str]:
        rows = db.execute(f"SELECT id, chat, asked_at, question FROM answers WHERE {where}", values).fetchall()
        db.execute(f"DELETE FROM answers WHERE {where}", values)
        questions = [Forgotten(*row) for row in rows]
        if questions:
            without_their_words(db, questions)
            db.execute("INSERT INTO forgettings VALUES (?)", (len(questions),))
        # Before anything is deleted for good: whoever is killed then finds the answers there, and forgets once more.
        try:
            forget_typed(file.path.parent, [each.question for each in questions], before)
        except OSError as error:
            unwritten.append(error)
        return [each.question for each in questions]

    unwritten: list[OSError] = []
    questions = file.write(delete)
    # Deleted answers would still be readable in free pages and in the log: also those of an earlier time that could
    # not be cleared then.
    file.clear_free_pages()
    _note_set_aside(file, questions)
    for error in unwritten:
        raise StateError(f"The prompt's history can't be written ({error.strerror}); delete it.") from error
    return len(questions)


def forget_everything(file: Database) -> int:
    """Deletes all answers, with all that was set aside or typed; returns how many there were; raises as above."""
    count = forget_answers(file, "1", ())
    folder = file.path.parent
    try:
        for path in (*set_aside_files(folder), folder / HISTORY):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StateError(f"{error.filename} can't be deleted ({error.strerror}).") from error
    return count


def _note_set_aside(file: Database, questions: Collection[str]) -> None:
    """Notes which damaged journals still hold a forgotten question: they are the owner's to delete."""
    byte_strings = [encodable(question).encode() for question in questions]
    for path in set_aside_files(file.path.parent):
        with suppress(OSError):
            data = path.read_bytes()
            if any(question in data for question in byte_strings):
                file.notes.append(f"{path} was set aside as damaged and still holds what is forgotten; delete it.")


def forget_typed(folder: Path, questions: Collection[str] = (), before: datetime.datetime | None = None) -> None:
    """Takes out of the prompt's history the entries that hold one of these questions, or are older than a time.

    Args:
        folder: The state folder.
        questions: The questions, as they were asked.
        before: The time; None: whatever their age.

    Raises:
        OSError: The history can't be written anew.
    """
    path = folder / HISTORY
    try:
        entries = list(_entries(path.read_bytes().decode("utf-8", "surrogateescape")))
    except FileNotFoundError:
        return
    plain_questions = {plain for question in questions if (plain := _plain(question))}
    remaining = [entry for entry in entries if not _holds(entry, plain_questions) and not _older(entry, before)]
    if len(remaining) < len(entries):
        replace_file(path, "".join(entry.raw for entry in remaining).encode("utf-8", "surrogateescape"))


def _entries(history: str) -> Iterator[HistoryEntry]:
    """The entries of a history file; lines that belong to none come with the one before them."""
    raw: list[str] = []
    for line in io.StringIO(history, newline="\n"):
        if line.startswith("#") and any(before.startswith("+") for before in raw):
            yield _entry(raw)
            raw = []
        raw.append(line)
    if raw:
        yield _entry(raw)


def _entry(raw: list[str]) -> HistoryEntry:
    text = "".join(line[1:] for line in raw if line.startswith("+"))
    times = [line.lstrip("#").strip() for line in raw if line.startswith("#")]
    try:
        time = datetime.datetime.fromisoformat(times[0]).astimezone() if times else None
    except (ValueError, OverflowError, OSError):
        time = None
    return HistoryEntry(text, time, "".join(raw))


def _holds(entry: HistoryEntry, questions: Collection[str]) -> bool:
    """Whether an entry is one of the questions, or has one of several words in it, as in `:quote …`."""
    entry_text = _plain(entry.text)
    return any(entry_text == question or (" " in question and question in entry_text) for question in questions)


def _older(entry: HistoryEntry, before: datetime.datetime | None) -> bool:
    return before is not None and entry.time is not None and entry.time < before


def _plain(text: str) -> str:
    """Words without the blanks and capitals by which the same question may differ."""
    return " ".join(text.casefold().split())
