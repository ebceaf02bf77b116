"""Updates a catalog from what another one has published: nothing is read, analysed or indexed for it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from retrieval.errors import ClusterError
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.sharing.replica import (
    Replica,
    apply_article,
    apply_file,
    apply_words,
    delete_article,
)
from retrieval.sharing.replication import ARTICLE, FILE, GONE, NOTES, WORDS, ClusterRow, ReplicationLog, Summary
from retrieval.sharing.unpublished import forget, is_tracked

_AT_ONCE = 200
"""Rows that are taken in in one transaction: others wait for less than a second to write."""

_NOTHING = Changes()


def pull_rows(catalog: Replica, log: ReplicationLog, progress: Progress | None = None) -> Changes:
    """Updates a catalog from what is published, and says what changed.

    What it has of its own and never published stays if nobody else has published since; otherwise it is given up.

    Args:
        catalog: The catalog, which nobody else writes meanwhile.
        log: What others have published.
        progress: Called for articles that are pulled.

    Raises:
        ClusterError: It is unavailable, or doesn't fit together.
    """
    summary = log.read_summary()
    if summary is None or not summary.generation or is_in_sync(catalog, summary):
        return _NOTHING
    before: dict[str, str] | None = None
    if not _follows(catalog, summary):
        before = {} if catalog.is_empty else dict(catalog.hashes())
        if catalog.base is not None or not catalog.is_empty:
            catalog.make_anew()
    pull = _Pull(catalog, log, progress)
    pull.take_in()
    if not pull.fits:
        # Something is lost, here or there, or not visible yet: once more from the beginning.
        log.refresh()
        before = dict(catalog.hashes()) if before is None else before
        catalog.make_anew()
        pull = _Pull(catalog, log, progress)
        pull.take_in()
        if not pull.fits:
            raise ClusterError(
                f"What {log.index} holds of the archive does not fit together; try again, or run `pincite index"
                " --rebuild`."
            )
    return pull.changes if before is None else _difference(before, dict(catalog.hashes()))


def is_in_sync(catalog: Replica, summary: Summary) -> bool:
    """Whether a catalog has all that is published; it may have more that it never published."""
    if catalog.publishing == summary.base:
        # It was published to its end, and only that wasn't noted any more.
        catalog.mark_in_sync(summary.base)
    return catalog.base == summary.base


def is_of(catalog: Replica, log: ReplicationLog) -> bool:
    """Whether a catalog is in step with what is published, or was once."""
    base, summary = catalog.base, log.read_summary()
    return base is not None and summary is not None and base.lineage == summary.lineage


def _follows(catalog: Replica, summary: Summary) -> bool:
    """Whether what is published continues from what a catalog has; notes that it has not published are made again."""
    base, own = catalog.base, catalog.unpublished()
    return (
        base is not None
        and base.lineage == summary.lineage
        and own is not None
        and not (own.articles or own.files or own.words)
    )


class _Pull:
    """A catalog to which all that is published is applied."""

    def __init__(self, catalog: Replica, log: ReplicationLog, progress: Progress | None) -> None:
        self._catalog, self._log, self._progress = catalog, log, progress
        self._came: set[str] = set()
        self._went: set[str] = set()
        self._notes: bytes | None = None
        self._done: Summary

    def take_in(self) -> None:
        """Pulls all that is published, also what is published meanwhile."""
        base = self._catalog.base
        after = base.generation if base else 0
        summary = self._log.summary
        while summary is not None and (summary.generation > after or base is None):
            self._apply_after(after)
            after, base = summary.generation, summary.base
            self._done = summary
            summary = self._log.read_summary()
        self._catalog.raise_sequences(self._done.sequences)
        if self.fits:
            # Only now: they say that it is complete.
            self._catalog.mark_in_sync(self._done.base, self._notes)

    @property
    def fits(self) -> bool:
        """Whether the catalog holds as much as was published."""
        counts = self._catalog.article_count(), self._catalog.passage_count()
        return counts == (self._done.articles, self._done.passages)

    @property
    def changes(self) -> Changes:
        """What came, changed and went."""
        both = len(self._came & self._went)
        return Changes(len(self._came) - both, both, len(self._went) - both)

    def _apply_after(self, generation: int) -> None:
        """Applies what was published after a generation: first what went, since what came may have its id."""
        deletions: dict[tuple[str, str], int] = {}
        for some in _batches(self._log.rows([GONE[ARTICLE], GONE[FILE]], generation)):
            with self._catalog.change() as connection:
                for row in some:
                    kind = ARTICLE if row.kind == GONE[ARTICLE] else FILE
                    deletions[kind, row.id] = row.generation
                    if kind == ARTICLE and (identity := delete_article(connection, int(row.id))):
                        self._went.add(identity)
                    elif kind == FILE:
                        apply_file(connection, row.id, None)
                if is_tracked(connection):
                    forget(connection)
        came = self._log.rows([ARTICLE, FILE, WORDS, NOTES], generation)
        for some in _batches(row for row in came if row.generation > deletions.get((row.kind, row.id), 0)):
            self._put(some)

    def _put(self, rows: Sequence[ClusterRow]) -> None:
        """Puts what came into the catalog."""
        with self._catalog.change() as connection:
            for row in rows:
                packed = row.packed or b""
                if row.kind == ARTICLE:
                    exists = connection.execute("SELECT 1 FROM articles WHERE key = ?", (int(row.id),)).fetchone()
                    identity = apply_article(connection, packed)
                    if not exists:
                        self._came.add(identity)
                        if self._progress is not None:
                            self._progress(self._log.index, len(self._came))
                elif row.kind == FILE:
                    apply_file(connection, row.id, packed)
                elif row.kind == WORDS:
                    apply_words(connection, packed)
                else:
                    self._notes = packed
            if is_tracked(connection):
                forget(connection)


def _batches(rows: Iterable[ClusterRow]) -> Iterator[list[ClusterRow]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some


def _difference(before: dict[str, str], after: dict[str, str]) -> Changes:
    """What changed between two lists of articles with the hashes of their texts."""
    both = before.keys() & after.keys()
    changed_count = sum(before[article] != after[article] for article in both)
    return Changes(len(after) - len(both), changed_count, len(before) - len(both))
