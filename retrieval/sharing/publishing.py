"""What of a catalog others don't have yet, published: rows first, then passages, then the note that both are complete.

Whenever it is interrupted, others keep what they had, and the next writer continues or begins again.
"""

import time
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol

from retrieval.engines.base import Document
from retrieval.engines.cluster.lease import Fence
from retrieval.readers import FieldNames
from retrieval.sharing.replica import Replica
from retrieval.sharing.replication import ARTICLE, FILE, GONE, NOTES, WORDS, ClusterRow, ReplicationLog, Summary
from retrieval.sharing.unpublished import Unpublished

GRACE_SECONDS = 2.0
"""How long passages that went can still be found after others could know it: whoever is asked looks every
second, and does not know the passages that came instead before that."""


PULLED_A_SECOND = 5_000
"""How many passages others take in a second at least; 14,000 were seen on two cores that had other work."""


class Passages(Protocol):
    """Where the passages of an archive are searched: an engine on a cluster."""

    epoch: int | None
    """Of the lease under which is written."""

    def __len__(self) -> int:
        """How many there are."""

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        """Removes and adds passages."""

    def keys(self) -> Iterable[int]:
        """The keys of all that there are."""


def publish(catalog: Replica, log: ReplicationLog, passages: Passages, fence: Fence, names: FieldNames) -> int | None:
    """Publishes what a catalog has not published yet; returns the number of articles, None if there was nothing.

    Args:
        catalog: In step with what is published, except for what it has of its own (`pull_rows`).
        log: Where it is published.
        passages: Where passages that came and went are put in and taken out.
        fence: Lets this process write, which holds the lease.
        names: What fields are called in records.

    Raises:
        ClusterError: It can't be published; or somebody else has written meanwhile, though the lease is this process's.
    """
    before, base = log.summary or Summary.new(), catalog.base
    own = catalog.unpublished() if base is not None and base.lineage == before.lineage else None
    if own is None:
        catalog.mark_all_pending()
    elif not own.any and not before.writer and len(passages) == catalog.passage_count():
        return None
    log.epoch = passages.epoch = epoch = fence.epoch
    fence.look()
    log.write_summary(before._replace(writer=epoch))
    fence.move()
    generation = before.next_generation(epoch)
    after = _summary(catalog, before, generation, names)
    catalog.mark_publishing(after.base)
    log.write(_rows(catalog, own, generation))
    pending = catalog.pending()
    if pending:
        passages.update(catalog.documents(pending=True))
    log.refresh()
    log.write_summary(after._replace(writer=epoch))
    catalog.mark_in_sync(after.base)
    _clean_up(catalog, log, passages, own, pending, was_interrupted=before.writer != 0)
    log.write_summary(after)
    return catalog.article_count() if own is None else len(own.articles)


def _summary(catalog: Replica, before: Summary, generation: int, names: FieldNames) -> Summary:
    """The summary once all of a catalog is published.

    Args:
        catalog: The catalog.
        before: What was said until now.
        generation: In which it is published.
        names: What fields are called in records.
    """
    return before.with_finished(generation)._replace(
        writer=0,
        sequences=catalog.sequences(),
        articles=catalog.article_count(),
        passages=catalog.passage_count(),
        is_complete=catalog.is_complete,
        names=names,
        began=before.began or time.time(),
    )


def _rows(catalog: Replica, own: Unpublished | None, generation: int) -> Iterator[ClusterRow]:
    """What is published of a catalog: what it has of its own, or, where it does not know what that is, all of it."""
    articles = catalog.article_keys() if own is None else own.articles
    paths = list(catalog.files()) if own is None else own.files
    for kind, packed in ((ARTICLE, catalog.packed_articles(articles)), (FILE, catalog.packed_files(paths))):
        for identity, row in packed:
            yield ClusterRow(kind if row is not None else GONE[kind], str(identity), generation, row)
    for number, words in enumerate(catalog.packed_words(None if own is None else own.words)):
        yield ClusterRow(WORDS, str(number), generation, words)
    if own is None or own.notes:
        yield ClusterRow(NOTES, NOTES, generation, catalog.packed_notes())


def _clean_up(
    catalog: Replica,
    log: ReplicationLog,
    passages: Passages,
    own: Unpublished | None,
    pending: list[int],
    *,
    was_interrupted: bool,
) -> None:
    """Deletes what is out of date, now that others know the present state.

    Args:
        catalog: All of which is published.
        log: Where it is published.
        passages: Where passages are searched.
        own: What was published; None for all.
        pending: The passages that came and went.
        was_interrupted: Whether somebody has left something unfinished behind.
    """
    if was_interrupted:
        log.delete(_superseded(log))
    elif own is not None and log.summary is not None:
        kinds = (ARTICLE, [str(key) for key in own.articles]), (FILE, own.files), (NOTES, [NOTES])
        log.delete(chain.from_iterable(log.rows_before(log.summary.generation, *each) for each in kinds))
    if stale_keys := catalog.passages_gone(pending):
        time.sleep(GRACE_SECONDS + len(stale_keys) / PULLED_A_SECOND)
        passages.update((), stale_keys)
    catalog.clear_pending(pending)
    if was_interrupted or len(passages) != catalog.passage_count():
        _reconcile(catalog, passages)


def _reconcile(catalog: Replica, passages: Passages) -> None:
    """Has the engine hold just the passages of a catalog: somebody left others behind, or was interrupted."""
    catalog_keys, indexed = set(catalog.passage_keys()), set(passages.keys())
    catalog.mark_pending(catalog_keys - indexed)
    passages.update(catalog.documents(pending=True), indexed - catalog_keys)
    catalog.clear_pending(catalog_keys - indexed)


def _superseded(log: ReplicationLog) -> Iterator[ClusterRow]:
    """Rows that nobody applies: of unfinished generations, and those that a later row of the same thing replaces."""
    newest: dict[tuple[str, str], ClusterRow] = {}
    kinds = {gone_kind: kind for kind, gone_kind in GONE.items()}
    for row in log.all_rows():
        if log.summary is None or not log.summary.has(row.generation):
            yield row
        elif row.kind != WORDS:
            what = kinds.get(row.kind, row.kind), row.id
            if (before := newest.pop(what, None)) is not None:
                yield before
            newest[what] = row
