"""A catalog without the texts of its articles, as one is that was filled from elsewhere."""

import sqlite3
from pathlib import Path

from retrieval.indexing.archive import folder_of


def take_texts(corpus: Path, state: Path, but: str = "") -> None:
    """Takes the texts of all articles out of the catalog of an archive, but for that of one id."""
    folder = folder_of(corpus, state)
    connection = sqlite3.connect(folder / "catalog.sqlite")
    with connection:
        connection.execute("UPDATE articles SET text = NULL WHERE id != ?", (but,))
        connection.execute(
            "UPDATE seals SET text = NULL WHERE article IN (SELECT key FROM articles WHERE text IS NULL)"
        )
    connection.close()
    (folder / "sums").unlink(missing_ok=True)


def rows_without_text(corpus: Path, state: Path) -> int:
    """How many articles of the catalog of an archive have no text."""
    connection = sqlite3.connect(folder_of(corpus, state) / "catalog.sqlite")
    (count,) = connection.execute("SELECT count(*) FROM articles WHERE text IS NULL").fetchone()
    connection.close()
    return int(count)
