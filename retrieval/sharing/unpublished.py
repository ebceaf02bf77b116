"""What of a catalog was not published yet, noted by the database itself, so that no kill loses it.

Only a catalog that others share has these notes. They say what came, went or changed, never how: it is published
as it is then.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

OWN_NOTES = ("uncleared", "fingerprint", "base", "publishing")
"""Notes of a catalog that are of no other: what its own file still holds, what its articles come to, and how far it is
in step with others."""

_TABLE = "CREATE TABLE unpublished (kind TEXT, id, PRIMARY KEY (kind, id)) WITHOUT ROWID"
_ARTICLE, _FILE, _WORD, _NOTE = "article", "file", "word", "note"

_WORD_ID = "json_array({row}.first, {row}.length, {row}.word, {row}.term)"
_OWN = ", ".join(f"'note {name}'" for name in OWN_NOTES)
_IS_SHARED = f"{{row}}.name LIKE 'note %' AND {{row}}.name NOT IN ({_OWN})"

_COMES, _GOES = ("INSERT", "NEW"), ("DELETE", "OLD")

# That a file with the same bytes has another size or time, and that a text was read from it, is nobody else's business.
_WATCHED = (
    ("articles", _ARTICLE, "{row}.key", (("UPDATE OF record", "NEW"), _GOES), ""),
    ("seals", _ARTICLE, "{row}.article", (_COMES,), ""),
    ("files", _FILE, "{row}.path", (_COMES, _GOES), ""),
    ("file_seals", _FILE, "{row}.path", (_COMES,), ""),
    ("unreadable", _FILE, "{row}.path", (_COMES, _GOES), ""),
    ("spellings", _WORD, _WORD_ID, (_COMES, _GOES), ""),
    ("meta", _NOTE, "''", (_COMES, ("UPDATE", "NEW"), _GOES), _IS_SHARED),
)
"""Tables, what a change in one of them is noted as, of which row, which changes count, and under what condition. An
article that comes, or gets other passages, gets a seal."""


class Unpublished(NamedTuple):
    """What came, went or changed: keys of articles, names of files, words, and whether any note did.

    A word is its first sound, its number of sounds, itself and its term.
    """

    articles: list[int]
    files: list[str]
    words: list[tuple[str, int, str, str]]
    notes: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self.articles or self.files or self.words or self.notes)


def is_tracked(connection: sqlite3.Connection) -> bool:
    """Whether a catalog notes what is not published yet."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'unpublished'").fetchone())


def track(connection: sqlite3.Connection) -> None:
    """Has a catalog note from now on what comes, goes and changes, inside a transaction; nothing is noted yet."""
    if is_tracked(connection):
        forget(connection)
        return
    connection.execute(_TABLE)
    for table, kind, identity, changes, condition in _WATCHED:
        for number, (change, row) in enumerate(changes):
            when = f"WHEN {condition.format(row=row)}" if condition else ""
            noted = f"INSERT OR IGNORE INTO unpublished VALUES ('{kind}', {identity.format(row=row)})"
            name = f"{table}_unpublished_{number}"
            connection.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} {when} BEGIN {noted}; END")


def forget(connection: sqlite3.Connection) -> None:
    """Notes that all was published, inside a transaction."""
    connection.execute("DELETE FROM unpublished")


def unpublished(connection: sqlite3.Connection) -> Unpublished:
    """What was not published yet, of a catalog that notes it."""
    return Unpublished(
        [int(key) for key in _of_kind(connection, _ARTICLE)],
        [str(path) for path in _of_kind(connection, _FILE)],
        [(first, length, word, term) for first, length, word, term in map(json.loads, _of_kind(connection, _WORD))],
        any(True for _ in _of_kind(connection, _NOTE)),
    )


def _of_kind(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    query = "SELECT id FROM unpublished WHERE kind = ? ORDER BY id"
    yield from (identity for (identity,) in connection.execute(query, (kind,)))
