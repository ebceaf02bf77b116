"""Names that the archive's catalog knows, for a shell to complete: fast, without a word, and without writing anything.

It runs at a press of Tab, so it imports nothing of the rest, which takes half a second, and reads the catalog as it
lies there: what another process is writing at that moment is missed.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

VARIABLE = "_PINCITE_COMPLETE"
"""What a shell sets to the kind of names it wants; the words of the line follow as arguments, the begun one first."""

MOST = 100
"""Names at most; more fit on no screen."""

_NEXT = {
    "article": "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1",
    "language": "SELECT language FROM articles WHERE language > ? ORDER BY language LIMIT 1",
    "source": "SELECT source FROM articles WHERE source > ? ORDER BY source LIMIT 1",
}


def answer_shell(kind: str, words: Sequence[str], environ: Mapping[str, str]) -> None:
    """Prints names, a line each; nothing where anything is amiss.

    Args:
        kind: `article`, `language` or `source`.
        words: The word that was begun, and all words of the line.
        environ: The environment, which may name the archive.
    """
    prefix, *line = words or [""]
    with suppress(OSError, ValueError, KeyError, sqlite3.Error):
        for name in names(kind, prefix, catalog(line, environ)):
            sys.stdout.write(f"{name}\n")


def names(kind: str, prefix: str, path: Path) -> Iterator[str]:
    """The names of a kind that begin as a word does, in order; only those that a shell takes for one line.

    Args:
        kind: `article`, `language` or `source`.
        prefix: How the word begins.
        path: The catalog.

    Raises:
        sqlite3.Error: The catalog can't be read.
    """
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(where, uri=True)) as catalog:
        last = prefix
        if catalog.execute(_NEXT[kind].replace("> ?", "= ?"), (prefix,)).fetchone():
            yield prefix
        for _ in range(MOST):
            row = catalog.execute(_NEXT[kind], (last,)).fetchone()
            if row is None or not row[0].startswith(prefix):
                return
            last = row[0]
            if last.isprintable():
                yield last


def catalog(line: Sequence[str], environ: Mapping[str, str]) -> Path:
    """Where the catalog of the archive lies that a line of words, or else the environment, names."""
    corpus = _option("--corpus", line) or environ.get("PINCITE_CORPUS", "").strip() or "seeds"
    state = _option("--state", line) or environ.get("PINCITE_STATE", "").strip() or ".pincite"
    place = os.path.realpath(os.path.expanduser(corpus))  # noqa: PTH111 # a home that isn't there raises nothing
    end = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    folder = Path(os.path.expanduser(state))  # noqa: PTH111
    return next(folder.glob(f"*-{end}/catalog.sqlite"), folder / "none")


def _option(name: str, line: Sequence[str]) -> str | None:
    """What follows an option in a line; None when it isn't there."""
    for word, following in zip(line, [*line[1:], ""], strict=True):
        if word.startswith(f"{name}="):
            return _plain(word.partition("=")[2])
        if word == name:
            return _plain(following)
    return None


def _plain(word: str) -> str:
    """A word as intended, without the quotes and backslashes that a shell takes away."""
    return word.strip("'\"").replace("\\", "")
