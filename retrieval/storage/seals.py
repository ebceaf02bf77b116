"""Is what the catalog keeps of an article still what was put into it? A hash of all its rows tells.

A disk that flips a bit, or a hand that edits the catalog, changes words, offsets or features and not the seal. Rows are
hashed as SQLite's bytes, so that what can no longer be decoded is compared as well. The text has a hash of its own, as
a row may be without it until it is first needed.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

_ARTICLE = "key, CAST(id AS BLOB)"
_CONTENT = "path title date url source authors language sha256 headings lines pages member"
_PASSAGES = 'first, last, CAST(heading AS BLOB), start, "end", features, sentences'

_PASSAGE_KINDS = [int, int, bytes, int, int, bytes, bytes]
_PASSAGE_KINDS_WITHOUT_HEADING = [int, int, type(None), int, int, bytes, bytes]

Row = Iterable[str | bytes | int | None]
"""What is stored in a row of a table; text is the same as its bytes."""


def content(article: Row, features: Row, passages: Iterable[Row]) -> bytes:
    """The hash of what is stored of an article, but for the keys that the catalog gives to it and its passages.

    Args:
        article: Its columns, without the line it stands on, which moves with the lines before it.
        features: Its day, packed features, fingerprints and terms.
        passages: The columns of its passages, in order.
    """
    return sha256(b"".join(map(_encoded, (article, features, *passages)))).digest()


def text_seal(packed: bytes | None) -> bytes | None:
    """The seal of a packed text; None for none."""
    return None if packed is None else sha256(packed).digest()


def put_text_seal(connection: sqlite3.Connection, key: int, packed: bytes) -> None:
    """Notes the seal of the packed text of an article, by its key, inside a transaction.

    Args:
        connection: A connection to the catalog, in a transaction.
        key: The article's key.
        packed: Its text, packed.
    """
    connection.execute("UPDATE seals SET text = ? WHERE article = ?", (text_seal(packed), key))


def noted_text_seal(connection: sqlite3.Connection, key: int) -> bytes | None:
    """The seal that is noted of the text of an article, by its key."""
    rows = connection.execute("SELECT text FROM seals WHERE article = ?", (key,))
    return next((seal for (seal,) in rows), None)


def put_seal(
    connection: sqlite3.Connection, key: int, article_id: str, of_content: bytes, passages: Row, of_text: bytes | None
) -> None:
    """Notes the seal of an article, inside a transaction.

    Args:
        connection: The transaction's.
        key: Of the article.
        article_id: Its id.
        of_content: The hash of its `content`.
        passages: The keys of its passages, in order.
        of_text: The seal of its text (`text_seal`).
    """
    seal = _seal((key, article_id), of_content, passages)
    connection.execute("INSERT OR REPLACE INTO seals VALUES (?, ?, ?)", (key, seal, of_text))


def _seal(article: Row, of_content: bytes, passages: Row) -> str:
    """The hash of all that is stored of an article: its key and id, its content and the keys of its passages."""
    return sha256(b"".join([_encoded(article), of_content, _encoded(passages)])).hexdigest()


def _encoded(row: Row) -> bytes:
    """A row's values, so that no others come to the same bytes: the numbers, how long the texts are, the texts."""
    stored = [*row]
    if (kinds := [*map(type, stored)]) == _PASSAGE_KINDS or kinds == _PASSAGE_KINDS_WITHOUT_HEADING:
        return _encoded_passage(*stored)  # type: ignore[arg-type]  # The kinds are these.
    values = [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value for value in stored]
    texts = [value for value in values if isinstance(value, bytes)]
    shape = [(len(value),) if isinstance(value, bytes) else value for value in values]
    return b"".join([repr(shape).encode(), *texts])


def _encoded_passage(
    first: int, last: int, heading: bytes | None, start: int, end: int, features: bytes, sentences: bytes
) -> bytes:
    """The columns of a passage, as `_encoded` gives them, in a third of its time: an answer looks at some sixty.

    Args:
        first: The number of its first paragraph.
        last: That of its last one.
        heading: What it stands under.
        start: Where it starts, in code points.
        end: Where it ends.
        features: Its packed features.
        sentences: Its packed sentences.
    """
    above = None if heading is None else (len(heading),)
    shape = f"[{first}, {last}, {above}, {start}, {end}, ({len(features)},), ({len(sentences)},)]"
    return b"".join([shape.encode(), heading or b"", features, sentences])


def _seals_of(connection: sqlite3.Connection, key: int) -> tuple[str, bytes | None]:
    """The seals that what is stored of an article, and its text, come to now."""
    columns = ", ".join(f"CAST({column} AS BLOB)" for column in _CONTENT.split())
    articles = connection.execute(
        f"SELECT {_ARTICLE}, CAST(text AS BLOB), {columns} FROM articles WHERE key = ?", (key,)
    ).fetchall()
    query = (
        "SELECT f.day, f.features, f.fingerprints, t.terms FROM article_features f"
        " JOIN terms t ON t.article = f.article WHERE f.article = ?"
    )
    features = connection.execute(query, (key,)).fetchall()
    query = f"SELECT key, {_PASSAGES} FROM passages WHERE article = ? ORDER BY key"
    passages = connection.execute(query, (key,)).fetchall()
    article, text, of_article = (articles[0][:2], articles[0][2], articles[0][3:]) if articles else ((), None, ())
    of_content = content(of_article, chain.from_iterable(features), (row[1:] for row in passages))
    return _seal(article, of_content, [row[0] for row in passages]), text_seal(text)


def put_file_seal(connection: sqlite3.Connection, path: str) -> None:
    """Notes the seal of all articles of a file, inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO file_seals VALUES (?, ?)", (path, _file_seal(connection, path)))


def sound(connection: sqlite3.Connection, keys: Iterable[int]) -> bool:
    """Whether articles are stored just as they were put in, and what they have of texts, too."""
    return all(_is_sound(connection, key) for key in keys)


def _is_sound(connection: sqlite3.Connection, key: int) -> bool:
    noted = connection.execute("SELECT sha256, text FROM seals WHERE article = ?", (key,)).fetchone()
    seal, of_text = _seals_of(connection, key)
    return noted is not None and noted[0] == seal and of_text in (None, noted[1])


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
