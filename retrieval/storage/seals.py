"""Is what the catalog keeps of an article still what was put into it? A hash of all its rows tells.

A disk that flips a bit, or a hand that edits the catalog, changes words, offsets or features and not the seal. Rows are
hashed as SQLite's bytes, so that what can no longer be decoded is compared as well. The text has a hash of its own, as
a row may be without it until it is first needed.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any

_ARTICLE = "key, CAST(id AS BLOB)"
_CONTENT = "path title date url source authors language sha256 headings lines pages member"
_PASSAGES = 'first, last, CAST(heading AS BLOB), start, "end", features, sentences'

_PASSAGE_KINDS = [int, int, bytes, int, int, bytes, bytes]
_PASSAGE_KINDS_WITHOUT_HEADING = [int, int, type(None), int, int, bytes, bytes]

_AT_ONCE = 20  # Articles that are read together: an answer has some five, a file may have thousands.

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
    texts: list[bytes] = []
    shape: list[int | tuple[int] | None] = []
    for value in stored:
        if isinstance(value, str | bytes):
            texts.append(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
            shape.append((len(texts[-1]),))
        else:
            shape.append(value)
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


_ARTICLES = (
    f"SELECT {_ARTICLE}, CAST(text AS BLOB), {', '.join(f'CAST({column} AS BLOB)' for column in _CONTENT.split())}"
    " FROM articles WHERE key"
)
_FEATURES = (
    "SELECT f.article, f.day, f.features, f.fingerprints, t.terms FROM article_features f"
    " JOIN terms t ON t.article = f.article WHERE f.article"
)
_PASSAGES_OF_ARTICLES = f"SELECT article, key, {_PASSAGES} FROM passages WHERE article"
_NOTED = "SELECT article, sha256, text FROM seals WHERE article"


def _rows_of(connection: sqlite3.Connection, query: str, keys: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """What a query gives for each of some articles, by their keys; its first column is the article's.

    Args:
        connection: A connection to the catalog.
        query: Up to the column that the keys are compared with.
        keys: The keys.
    """
    rows: dict[int, list[tuple[Any, ...]]] = {key: [] for key in keys}
    for row in connection.execute(f"{query} IN ({','.join('?' * len(keys))})", keys):
        rows[row[0]].append(row)
    return rows


def _sound(connection: sqlite3.Connection, keys: Sequence[int]) -> bool:
    """Whether a few articles are stored just as they were put in: an answer looks at those of its passages at once."""
    articles, features, passages, noted = (
        _rows_of(connection, query, keys) for query in (_ARTICLES, _FEATURES, _PASSAGES_OF_ARTICLES, _NOTED)
    )
    return all(_is_sound(articles[key], features[key], sorted(passages[key]), noted[key]) for key in keys)


def _is_sound(
    articles: Sequence[tuple[Any, ...]],
    features: Sequence[tuple[Any, ...]],
    passages: Sequence[tuple[Any, ...]],
    noted: Sequence[tuple[Any, ...]],
) -> bool:
    """Whether the rows of an article, and its text, come to the seals that were noted of it.

    Args:
        articles: Its own row.
        features: That of its features.
        passages: Those of its passages, in order.
        noted: That of its seals.
    """
    article, text, of_article = (articles[0][:2], articles[0][2], articles[0][3:]) if articles else ((), None, ())
    of_features = chain.from_iterable(row[1:] for row in features)
    of_content = content(of_article, of_features, (row[2:] for row in passages))
    seal = _seal(article, of_content, [row[1] for row in passages])
    return any(row[1] == seal and text_seal(text) in (None, row[2]) for row in noted)


def put_file_seal(connection: sqlite3.Connection, path: str) -> None:
    """Notes the seal of all articles of a file, inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO file_seals VALUES (?, ?)", (path, _file_seal(connection, path)))


def sound(connection: sqlite3.Connection, keys: Iterable[int]) -> bool:
    """Whether articles are stored just as they were put in, and what they have of texts, too."""
    every = [*keys]
    return all(_sound(connection, every[at : at + _AT_ONCE]) for at in range(0, len(every), _AT_ONCE))


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
