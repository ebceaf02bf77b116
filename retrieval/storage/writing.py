"""What is put into the catalog and taken out of it, each inside a transaction."""

import json
import sqlite3
import struct
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import numpy as np

from retrieval.analysis.features import unpacked_passage
from retrieval.records import Article
from retrieval.storage import seals
from retrieval.storage.packing import unpacked_text
from retrieval.storage.rows import ARTICLE_COLUMNS, ArticleRow, File, IndexedArticle, stored_article

_LAST_KEY = 2**63 - 1


def put_article(connection: sqlite3.Connection, article_id: str, indexed: IndexedArticle) -> int:
    """Adds an article with its passages, inside a transaction; returns its key.

    Args:
        connection: The transaction's.
        article_id: Its id, which must be free.
        indexed: What is stored of it.
    """
    marks = ", ".join("?" * len(ArticleRow._fields))
    cursor = connection.execute(
        f"INSERT INTO articles (id, {', '.join(ArticleRow._fields)}) VALUES (?, {marks})", (article_id, *indexed.row)
    )
    key = cursor.lastrowid or 0
    _put_passages(connection, key, article_id, indexed, seals.text_seal(indexed.row.text))
    return key


def has_passages(connection: sqlite3.Connection, key: int, indexed: IndexedArticle) -> bool:
    """Whether the passages of an article, by its key, are of the same paragraphs as those that it was analysed into.

    Args:
        connection: A connection to the catalog.
        key: The article's key.
        indexed: What it was analysed into.
    """
    rows = connection.execute("SELECT first, last FROM passages WHERE article = ? ORDER BY key", (key,)).fetchall()
    return rows == [passage[:2] for passage in indexed.passages]


def put_other_passages(connection: sqlite3.Connection, key: int, indexed: IndexedArticle) -> None:
    """Puts other passages in place of those of an article that is as it was, by its key, inside a transaction.

    The seal of its file (`put_file_seal`) is to be put anew.

    Args:
        connection: A connection to the catalog, in a transaction.
        key: The article's key.
        indexed: The article with its passages.
    """
    query = "SELECT id FROM articles WHERE key = ?"
    for (article_id,) in connection.execute(query, (key,)).fetchall():
        of_text = seals.noted_text_seal(connection, key)
        _take_passages(connection, key)
        _put_passages(connection, key, article_id, indexed, of_text)


def _put_passages(
    connection: sqlite3.Connection, key: int, article_id: str, indexed: IndexedArticle, text_seal: bytes | None
) -> None:
    """Adds what is stored of an article beside its row.

    Args:
        connection: The transaction's.
        key: The article's.
        article_id: Its id.
        indexed: What is stored of it.
        text_seal: The seal of its text, where its row has one.
    """
    features = (key, indexed.day, indexed.features, indexed.fingerprints)
    connection.execute("INSERT INTO article_features VALUES (?, ?, ?, ?)", features)
    connection.execute("INSERT INTO terms VALUES (?, ?)", (key, indexed.terms))
    # Nobody else adds any within the transaction, so that their keys are known beforehand.
    used = connection.execute("SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'passages'").fetchone()[0]
    keys = range(used + 1, used + 1 + len(indexed.passages))
    connection.executemany(
        'INSERT INTO passages (key, article, first, last, heading, start, "end", features, sentences)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(passage_key, key, *passage) for passage_key, passage in zip(keys, indexed.passages, strict=True)],
    )
    connection.executemany("INSERT INTO pending VALUES (?)", [(passage_key,) for passage_key in keys])
    connection.executemany("INSERT OR IGNORE INTO likeness VALUES (?, ?)", [(each, key) for each in indexed.likeness])
    seals.put_seal(connection, key, article_id, indexed.content, keys, text_seal)


def put_spellings(connection: sqlite3.Connection, rows: Iterable[tuple[str, int, str, str, str]]) -> None:
    """Adds words: each as its first sound, its number of sounds, itself, its term and its sounds."""
    connection.executemany("INSERT OR IGNORE INTO spellings VALUES (?, ?, ?, ?, ?)", rows)


def take_spellings(connection: sqlite3.Connection, rows: Iterable[tuple[str, int, str, str]]) -> None:
    """Takes words out: each as its first sound, its number of sounds, itself and its term."""
    where = "first = ? AND length = ? AND word = ? AND term = ?"
    connection.executemany(f"DELETE FROM spellings WHERE {where}", rows)


def clear_spellings(connection: sqlite3.Connection) -> None:
    """Takes all words out, inside a transaction."""
    connection.execute("DELETE FROM spellings")


def take_article(connection: sqlite3.Connection, article_id: str, *, still_said: bool = False) -> None:
    """Takes an article and its passages out, inside a transaction.

    Args:
        connection: The transaction's.
        article_id: Its id.
        still_said: Whether the article that is put in its place has all of its words, as they stand.
    """
    for (key,) in connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchall():
        take_article_by_key(connection, key, still_said=still_said)


def take_article_by_key(connection: sqlite3.Connection, key: int, *, still_said: bool) -> None:
    """Takes an article and its passages out by its key, inside a transaction.

    Args:
        connection: The transaction's.
        key: The article's.
        still_said: As for `take_article`.
    """
    what = "key, id, title, language, ?, text, NULL FROM articles WHERE key = ?"
    connection.execute(f"INSERT OR REPLACE INTO taken_out SELECT {what}", (still_said, key))
    if connection.execute("SELECT 1 FROM articles WHERE key = ? AND text IS NULL", (key,)).fetchone():
        _note_terms(connection, key)
    _take_passages(connection, key)
    connection.execute("DELETE FROM without_phrases WHERE article = ?", (key,))
    connection.execute("DELETE FROM articles WHERE key = ?", (key,))


def _note_terms(connection: sqlite3.Connection, key: int) -> None:
    """Notes the hashes of the terms of an article that is taken out without its text, unless they are damaged."""
    rows = connection.execute("SELECT features FROM passages WHERE article = ?", (key,)).fetchall()
    with suppress(ValueError, TypeError, struct.error):
        terms = [unpacked_passage(features).terms for (features,) in rows]
        packed = np.unique(np.concatenate(terms)).astype("<u4").tobytes() if terms else b""
        connection.execute("UPDATE taken_out SET terms = ? WHERE article = ?", (packed, key))


def _take_passages(connection: sqlite3.Connection, key: int) -> None:
    """Takes out what is stored of an article beside its row."""
    connection.execute("INSERT OR IGNORE INTO pending SELECT key FROM passages WHERE article = ?", (key,))
    for table in ("passages", "article_features", "terms", "seals", "likeness"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (key,))


def article_replaced_by(connection: sqlite3.Connection, article: Article) -> Article | None:
    """The article with the id of another one; its text, where its row has none, is that one's if it has its hash."""
    for row in connection.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article.id,)):
        packed, hashed = row[1], row[-2]
        text = (article.text if hashed == article.sha256 else "") if packed is None else unpacked_text(packed)
        return stored_article(row, text)
    return None


def ids_of(connection: sqlite3.Connection, path: str, until: int = _LAST_KEY) -> list[str]:
    """The ids of the articles that a file gave, of those whose keys are not above one.

    Args:
        connection: A connection to the catalog.
        path: The file's, inside the archive.
        until: The highest key.
    """
    query = "SELECT id FROM articles WHERE path = ? AND key <= ?"
    return [identity for (identity,) in connection.execute(query, (path, until))]


def newest_key(connection: sqlite3.Connection) -> int:
    """The highest key that any article was given: those that come next have higher ones."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    return int(row[0]) if row else 0


def put_record(connection: sqlite3.Connection, article_id: str, record: int | None) -> None:
    """Notes the line that an article now stands on in its file, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        article_id: The article's id.
        record: The line, from 1.
    """
    connection.execute("UPDATE articles SET record = ? WHERE id = ?", (record, article_id))


def put_file(connection: sqlite3.Connection, path: str, file: File, problems: Sequence[tuple[str, str]]) -> None:
    """Notes a file as read, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        path: Its path inside the archive.
        file: Its hash, size and time.
        problems: What was wrong in it, and where.
    """
    connection.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
        (path, *file, json.dumps([list(problem) for problem in problems], ensure_ascii=False)),
    )


def put_file_seal(connection: sqlite3.Connection, path: str) -> None:
    """Notes what a file that was read to its end has given, inside a transaction."""
    seals.put_file_seal(connection, path)


def put_file_status(connection: sqlite3.Connection, path: str, file: File) -> None:
    """Notes the size and time of a file whose bytes are the same as before, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        path: Its path inside the archive.
        file: Its hash, size and time.
    """
    connection.execute("UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?", (file.size, file.mtime_ns, path))


def take_file(connection: sqlite3.Connection, path: str) -> None:
    """Forgets a file, inside a transaction."""
    for table in ("files", "file_seals", "unreadable"):
        connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))


def take_damaged(connection: sqlite3.Connection) -> list[str]:
    """Takes out the files of which something is not stored as it was put in, inside a transaction; their names."""
    # Nobody knows whether the index of phrases is as it was made: a quotation would not be found.
    clear_phrases(connection)
    damaged = seals.damaged_files(connection)
    for name in damaged:
        for (key,) in connection.execute("SELECT key FROM articles WHERE path = ?", (name,)).fetchall():
            take_article_by_key(connection, key, still_said=False)
        take_file(connection, name)
    for key in seals.strays(connection):
        take_article_by_key(connection, key, still_said=False)
    if damaged:
        # Which words were listed of what is stored otherwise now can't be told.
        connection.execute("UPDATE taken_out SET still_said = 0, text = NULL, terms = NULL")
    return damaged


def put_unreadable(connection: sqlite3.Connection, article_id: str, path: str, problem: tuple[str, str]) -> None:
    """Notes that an article can't be read any more in its file, inside a transaction.

    Args:
        connection: The transaction's.
        article_id: The article.
        path: Its file.
        problem: Where something can't be read now, and why.
    """
    connection.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?)", (article_id, path, *problem))


def put_other_reason(connection: sqlite3.Connection, path: str, problem: tuple[str, str]) -> None:
    """Notes why the articles of a place can't be read now that couldn't be before, inside a transaction.

    Args:
        connection: The transaction's.
        path: Their file.
        problem: The place, and why.
    """
    place, reason = problem
    connection.execute("UPDATE unreadable SET reason = ? WHERE path = ? AND place = ?", (reason, path, place))


def take_unreadable(connection: sqlite3.Connection, is_there: Callable[[str], bool]) -> None:
    """Notes that articles can be read again, inside a transaction; few ever could not."""
    noted = connection.execute("SELECT id FROM unreadable").fetchall()
    connection.executemany("DELETE FROM unreadable WHERE id = ?", [row for row in noted if is_there(row[0])])


def clear_phrases(connection: sqlite3.Connection) -> None:
    """Empties the phrase index, inside a transaction."""
    connection.execute("INSERT INTO phrases (phrases) VALUES ('delete-all')")
    connection.execute("DELETE FROM without_phrases")


def take_phrases(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Takes articles out of the phrase index, as far as it holds them, inside a transaction.

    Args:
        connection: The transaction's.
        rows: The key of each article, and its words just as they were put in.
    """
    present = [
        row for row in rows if connection.execute("SELECT 1 FROM phrases_docsize WHERE id = ?", row[:1]).fetchone()
    ]
    connection.executemany("INSERT INTO phrases (phrases, rowid, words) VALUES ('delete', ?, ?)", present)
    if present:
        # FTS5 only marks words as deleted until the parts of its index are merged.
        connection.execute("INSERT INTO phrases (phrases) VALUES ('optimize')")


def without_phrases(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[int, bytes | None]]:
    """Key and packed text of those of some articles that the phrase index doesn't hold yet, inside a transaction."""
    query = f"SELECT key, text FROM articles WHERE key IN ({','.join('?' * len(keys))}) ORDER BY key"
    is_indexed = "SELECT 1 FROM phrases_docsize WHERE id = ?"
    return [
        row
        for row in connection.execute(query, keys).fetchall()
        if not connection.execute(is_indexed, row[:1]).fetchone()
    ]


def leave_without_phrases(connection: sqlite3.Connection, tried: Iterable[int], left: Iterable[int]) -> None:
    """Notes which of the articles that were to go into the phrase index are left out of it, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        tried: The keys of these articles.
        left: The keys of those that are left out.
    """
    connection.executemany("DELETE FROM without_phrases WHERE article = ?", ((key,) for key in tried))
    connection.executemany("INSERT OR IGNORE INTO without_phrases VALUES (?)", ((key,) for key in left))


def put_phrases(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Adds articles to the phrase index by their keys, each as its words in order, inside a transaction."""
    connection.executemany("INSERT INTO phrases (rowid, words) VALUES (?, ?)", rows)


def problems_of(connection: sqlite3.Connection, path: str) -> list[tuple[str, str]]:
    """Where in a file something could not be read when it was last read, and why."""
    rows = connection.execute("SELECT problems FROM files WHERE path = ?", (path,))
    return [(where, reason) for (problems,) in rows for where, reason in json.loads(problems)]


def take_all_unreadable(connection: sqlite3.Connection, path: str) -> None:
    """Notes that all of a file can be read, inside a transaction."""
    connection.execute("DELETE FROM unreadable WHERE path = ?", (path,))


def holder(connection: sqlite3.Connection, article_id: str) -> tuple[str, int] | None:
    """The path of the file that an id belongs to, and the key of its article; None when the id is free."""
    row: tuple[str, int] | None = connection.execute(
        "SELECT path, key FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return row
