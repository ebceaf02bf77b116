"""Is what the catalog keeps of an article still what was put into it? A hash of all its rows tells.

A disk that flips a bit, or a hand that edits the catalog, changes words, offsets or features and not the seal. Rows are
hashed as SQLite's bytes, so that what can no longer be decoded is compared as well.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256

_ARTICLE = (
    "SELECT quote(key), quote(CAST(id AS BLOB)), quote(CAST(path AS BLOB)), quote(CAST(title AS BLOB)), quote(date),"
    " quote(CAST(url AS BLOB)), quote(CAST(source AS BLOB)), quote(CAST(authors AS BLOB)),"
    " quote(CAST(language AS BLOB)), quote(CAST(sha256 AS BLOB)), CAST(headings AS BLOB), CAST(lines AS BLOB),"
    " CAST(pages AS BLOB), quote(CAST(member AS BLOB)), CAST(text AS BLOB) FROM articles WHERE key = ?"
)
_FEATURES = "SELECT quote(day), quote(features) FROM article_features WHERE article = ?"
_PASSAGES = (
    'SELECT quote(key), quote(first), quote(last), quote(CAST(heading AS BLOB)), quote(start), quote("end"),'
    " CAST(terms AS BLOB), features, sentences FROM passages WHERE article = ? ORDER BY key"
)


def seal_of(connection: sqlite3.Connection, key: int) -> str:
    """The hash of all that is stored of an article but the line it stands on, which moves with the lines before it."""
    digest = sha256()
    for query in (_ARTICLE, _FEATURES, _PASSAGES):
        for row in connection.execute(query, (key,)):
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                digest.update(b"%d:" % len(data))
                digest.update(data)
            digest.update(b"\n")
    return digest.hexdigest()


def put_seal(connection: sqlite3.Connection, key: int) -> None:
    """Notes the seal of an article, inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO seals VALUES (?, ?)", (key, seal_of(connection, key)))


def put_file_seal(connection: sqlite3.Connection, path: str) -> None:
    """Notes the seal of all articles of a file, inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO file_seals VALUES (?, ?)", (path, _file_seal(connection, path)))


def sound(connection: sqlite3.Connection, keys: Iterable[int]) -> bool:
    """Whether articles are stored just as they were put in."""
    seals = "SELECT sha256 FROM seals WHERE article = ?"
    return all(connection.execute(seals, (key,)).fetchone() == (seal_of(connection, key),) for key in keys)


def damaged_files(connection: sqlite3.Connection) -> list[str]:
    """The files of which something is not stored as it was put in, but for those not read to their end yet."""
    return [
        path
        for (path,) in connection.execute("SELECT path FROM files WHERE sha256 != '' ORDER BY path").fetchall()
        if not _file_is_sound(connection, path)
    ]


def strays(connection: sqlite3.Connection) -> list[int]:
    """The keys of articles that no known file has."""
    query = "SELECT key FROM articles WHERE path NOT IN (SELECT path FROM files)"
    return [key for (key,) in connection.execute(query)]


def _file_is_sound(connection: sqlite3.Connection, path: str) -> bool:
    row = connection.execute("SELECT sha256 FROM file_seals WHERE path = ?", (path,)).fetchone()
    return row == (_file_seal(connection, path),) and sound(connection, _keys(connection, path))


def _file_seal(connection: sqlite3.Connection, path: str) -> str:
    """The hash of the seals of a file's articles."""
    digest = sha256(path.encode())
    query = "SELECT s.sha256 FROM articles a LEFT JOIN seals s ON s.article = a.key WHERE a.path = ? ORDER BY a.key"
    for (seal,) in connection.execute(query, (path,)):
        digest.update(str(seal).encode())
    return digest.hexdigest()


def _keys(connection: sqlite3.Connection, path: str) -> Iterator[int]:
    for (key,) in connection.execute("SELECT key FROM articles WHERE path = ? ORDER BY key", (path,)).fetchall():
        yield key
