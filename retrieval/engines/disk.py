"""The on-disk engine on `tantivy`: persistent, updated in place, for millions of passages on one machine."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import tantivy
from tantivy import FieldType, Occur, Query

from retrieval.engines.base import EVERYTHING, Document, Filter, Integers, TermCounts, Whole, exact_hits, joined
from retrieval.engines.rounding import maybe_best, mean_taken
from retrieval.engines.segments import Segment, damage_noticed, none_deleted, segments_in, segments_listed
from retrieval.errors import StateError
from retrieval.records import Hit

HEAP_BYTES = 80_000_000
"""How much the writer may keep in memory before it writes a segment, of some 170,000 passages of news.

While tantivy merges eight of them, it has their files and the new one mapped: with 2.6 million passages a process took
414 MB, with tantivy-py's own 128 MB some 600. With 64 MB it was 317, in a twelfth more processor time.
"""

PIECES, PIECED = 5, range(2_000, 30_001)
"""An index of so many documents is written anew in five segments of one size: only those that had what is taken out
later are written again, which takes a fifth of the time. A question takes .3 ms of some 20 longer for it."""

_MERGED = 8  # Segments of like sizes, or of up to 10,000 documents each, that tantivy merges (`LogMergePolicy`).
_FEW = 64  # Segments of less than this part of all are put together; of more, together with a larger one.

DocumentsOf = Callable[[Sequence[int]], Iterable[Document]]
"""Gives the documents of some keys, those that are there."""

_FIRST_DAY = 1  # What date.min.toordinal() is.
_NO_DAY = 0
_EXTRA_CANDIDATES = (
    50  # Documents that are looked at beyond those wanted; of 120 wanted ones hardly ten more may be best.
)
_CACHED_QUERIES = 1_000  # Of a term each, without scores; not tuned.
_CACHED_COUNTS = 100_000  # 25 MB, measured on counts of one and two terms.


class DiskEngine:
    """A tantivy index in a folder of its own.

    tantivy keeps lengths in one byte and counts deleted documents until segments merge, so its scores are near the
    formula's but not equal: it proposes candidates, and the scores of those that may be among the best are computed
    again from their counted terms.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the index in a folder, or creates one there.

        Raises:
            IndexOutOfDate: The index is damaged, or this version can't read it.
            StateError: The folder can't be made.
        """
        self._schema = _schema()
        # A question's words are counted in pairs: each is in many of the queries.
        self._unscored = lru_cache(_CACHED_QUERIES)(partial(_unscored, self._schema))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StateError(f"The index in {folder} can't be made ({error.strerror}).") from error
        with damage_noticed(folder):
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self._folder = folder
        self._lock = threading.Lock()
        self._refresh()

    def __len__(self) -> int:
        return self._searcher.num_docs

    def update(self, added: Iterable[Document], removed: Iterable[int] = ()) -> None:
        with self._lock:
            writer = self._writer()
            with damage_noticed(self._folder):
                # Nothing need be deleted from what is empty, unless a key comes twice; those of passages rise.
                newest, is_empty = -1, not len(self)
                for key in () if is_empty else removed:
                    writer.delete_documents_by_query(self._is(key))
                for document in added:
                    if not is_empty or document.key <= newest:
                        writer.delete_documents_by_query(self._is(document.key))
                    writer.add_document(_stored(document))
                    newest = max(newest, document.key)
                writer.commit()
                writer.wait_merging_threads()
            self._refresh()

    def purge(self, documents: DocumentsOf) -> None:
        """Leaves nothing of what was taken out, which tantivy only marks, by writing anew the segments that have it.

        Args:
            documents: Gives those of some keys that there are.
        """
        with self._lock, damage_noticed(self._folder):
            self.reload()
            few = len(self) // _FEW if len(self) in PIECED else 0
            marked = [number for number, each in self._numbered() if each.deleted or each.live <= few]
            self._write_anew(marked, documents)
            # Had tantivy merged a segment meanwhile, what it was merged into would have what was taken out of it.
            if any(each.deleted for _, each in self._numbered()):
                self._write_anew([number for number, _ in self._numbered()], documents, in_pieces=False)

    def make_room(self, documents: DocumentsOf) -> None:
        """Puts together what few documents came in last, so that tantivy has no reason to merge pieces; as `purge`."""
        with self._lock, damage_noticed(self._folder):
            self.reload()
            numbered = self._numbered()
            if len(self) not in PIECED or len(numbered) < _MERGED - 1:
                return
            smallest = sorted(numbered, key=lambda pair: pair[1].live)
            enough = sum(each.live for _, each in smallest[:2]) > len(self) // _FEW
            self._write_anew([number for number, _ in smallest[: 3 if enough else 2]], documents)

    def _numbered(self) -> list[tuple[int, Segment]]:
        """The segments that are searched, with their numbers."""
        return list(enumerate(segments_in(self._listed)))

    def _write_anew(self, numbers: Sequence[int], documents: DocumentsOf, *, in_pieces: bool = True) -> None:
        """Puts the documents of segments into new ones, and searches these; the index has all of them after each step.

        Args:
            numbers: The segments.
            documents: Gives the documents of some keys.
            in_pieces: Whether there may be several new ones.
        """
        segments = segments_in(self._listed)
        place_of = {number: place for place, number in enumerate(sorted(numbers, key=lambda one: segments[one].live))}
        # Of what is deleted here the newest form may be in another segment, which is to stay as it is.
        everything = Query.const_score_query(Query.all_query(), 0.0)
        hits = self._searcher.search(everything, max(len(self), 1), count=False).hits
        addresses = [address for _, address in hits if address.segment_ord in place_of]
        addresses.sort(key=lambda address: (place_of[address.segment_ord], address.doc))
        keys = [int(key or 0) for key in self._searcher.fast_field_values("key", addresses)] if addresses else []
        pieces = round(len(keys) * PIECES / max(len(self), 1)) if in_pieces and len(self) in PIECED else 1
        size = _step([segments[number].live for number in place_of], len(segments) - len(place_of), pieces)
        writer = self._writer()
        for start in range(0, len(keys), size):
            some = keys[start : start + size]
            writer.delete_documents_by_query(Query.term_set_query(self._schema, "key", some))
            for document in documents(some):
                writer.add_document(_stored(document))
            writer.commit()
        writer.garbage_collect_files()
        writer.wait_merging_threads()
        self._refresh()

    def search(self, terms: Sequence[str], limit: int, where: Filter = EVERYTHING, *, counted: TermCounts) -> list[Hit]:
        if not terms or limit < 1 or not self._average:
            return []
        with damage_noticed(self._folder):
            keys, lengths, maybe = self._proposals.best(self._query(Counter(terms), where), limit)
        whole = Whole(len(self), self._average, self.doc_freq)
        hits = exact_hits(terms, (keys[:maybe], lengths[:maybe]), limit, counted, whole)
        if len(hits) < min(limit, len(keys)) and maybe < len(keys):
            # Some were taken out since, of which whoever counts knows nothing: others come in their place.
            hits = exact_hits(terms, (keys, lengths), limit, counted, whole)
        return hits

    @property
    def mean_length(self) -> float:
        return self._average

    def doc_freq(self, term: str) -> int:
        return self._count(term)

    def co_doc_freq(self, one: str, other: str) -> int:
        return self._count(one, other) if one <= other else self._count(other, one)

    def expect(self, terms: Iterable[str], together: int = 0) -> None:
        """Does nothing: each count takes microseconds."""

    def keys_with(self, terms: Sequence[str], where: Filter = EVERYTHING) -> list[int]:
        most = min(map(self.doc_freq, terms), default=0)
        if not most:
            return []
        clauses = map(self._unscored, dict.fromkeys(terms))
        query = Query.boolean_query([(Occur.Must, clause) for clause in (*clauses, *self._bounds(where))])
        with damage_noticed(self._folder):
            searcher = self._searcher
            # Scores that are all the same are not worked out.
            hits = searcher.search(Query.const_score_query(query, 0.0), most, count=False).hits
            addresses = [address for _, address in hits]
            keys = searcher.fast_field_values("key", addresses) if addresses else []
        return sorted(int(key or 0) for key in keys)

    def close(self) -> None:
        """Does nothing: no file or lock is held between updates."""

    def reload(self) -> None:
        """Takes up what another process has written since, if it has: each time takes a millisecond."""
        if segments_listed(self._folder) != self._listed:
            self._refresh()

    def _writer(self) -> tantivy.IndexWriter:
        """A writer, of which there is one at a time in all processes."""
        try:
            return self._index.writer(HEAP_BYTES, 1)
        except ValueError as error:
            why = "another process is writing it" if "LockBusy" in str(error) else error
            raise StateError(f"The index in {self._folder} can't be written ({why}).") from error

    def _is(self, key: int) -> Query:
        """A query for one document; given the bare key of an unsigned field, tantivy-py 0.27 deletes nothing."""
        return Query.term_query(self._schema, "key", key)

    def _refresh(self) -> None:
        with damage_noticed(self._folder):
            self._open_searcher()

    def _open_searcher(self) -> None:
        self._listed = listed = segments_listed(self._folder)
        self._index.reload()
        # Another process may write in between: only what is listed before and after is what was read.
        whole = none_deleted(listed) and listed == segments_listed(self._folder)
        searcher = self._index.searcher()
        mean = (
            searcher.aggregate(Query.all_query(), {"length": {"avg": {"field": "length"}}}) if searcher.num_docs else {}
        )
        self._average: float = mean.get("length", {}).get("value") or 0.0
        # A question's terms are counted several times over: each count is kept until the index changes.
        self._count = lru_cache(_CACHED_COUNTS)(partial(self._counted, searcher, whole))
        self._searcher, self._proposals = searcher, _Proposals(searcher, self._average, whole=whole)

    def _counted(self, searcher: tantivy.Searcher, whole: bool, *terms: str) -> int:
        """How many documents have all these terms; tantivy's `doc_freq` counts deleted ones until segments merge."""
        with damage_noticed(self._folder):
            if whole and len(terms) == 1:
                return int(searcher.doc_freq("terms", terms[0]))
            clauses = [(Occur.Must, self._unscored(term)) for term in terms]
            # Scores that are all the same are not worked out, a quarter of the time.
            result = searcher.search(Query.const_score_query(Query.boolean_query(clauses), 0.0), 1, count=True)
            return int(result.count or 0)  # type: ignore[attr-defined]  # The package's types leave it out.

    def _query(self, counts: Counter[str], where: Filter) -> Query:
        """A query for any of the terms, each weighted by its count, among the documents that the filter admits."""
        any_term = Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, "terms", term, "freq"), float(count)))
                for term, count in counts.items()
            ]
        )
        unscored = [(Occur.Must, Query.const_score_query(bound, 0.0)) for bound in self._bounds(where)]
        return Query.boolean_query([(Occur.Must, any_term), *unscored]) if unscored else any_term

    def _bounds(self, where: Filter) -> list[Query]:
        """Queries for the days, publishers and languages that a filter admits; none where it admits all."""
        bounds = []
        if where.since is not None or where.until is not None:
            earliest = where.since or _FIRST_DAY
            bounds.append(Query.range_query(self._schema, "day", FieldType.Unsigned, earliest, where.until))
        for field, names in (("source", where.sources), ("language", where.languages)):
            if names is not None:
                bounds.append(Query.term_set_query(self._schema, field, list(names)))
        return bounds


def _step(replaced: Sequence[int], others: int, pieces: int) -> int:
    """How many documents a new segment gets, so that there are never so many segments that tantivy merges them.

    Args:
        replaced: The sizes of the segments of which each is gone when all of its documents are in new ones, in turn.
        others: How many other segments there are.
        pieces: How many new ones are wanted.
    """
    ends = list(accumulate(replaced))
    whole = ends[-1] if ends else 1
    for number in range(pieces, 1, -1):
        size = -(-whole // number)
        left = (others + sum(end > written * size for end in ends) + written for written in range(1, number + 1))
        if max(left) < _MERGED:
            return size
    return whole


class _Proposals:
    """What tantivy proposes as the best documents for a query, as its index is at a moment."""

    def __init__(self, searcher: tantivy.Searcher, mean: float, *, whole: bool) -> None:
        """Nothing is asked yet.

        Args:
            searcher: Of that moment.
            mean: The mean length of all documents.
            whole: Whether none is deleted: those that are count in tantivy's scores, and nobody knows how much.
        """
        self._searcher, self._mean, self._whole = searcher, mean, whole
        self._taken: float | None = None

    def best(self, query: Query, limit: int) -> tuple[list[int], Integers, int]:
        """The keys of the documents that are proposed, their lengths, `(n_documents,)`, and how many may be best.

        These are the first ones: behind the limit there are others, because exact scores may order the last ones
        differently.

        Args:
            query: What is looked for.
            limit: How many are wanted, at least 1.
        """
        searcher, most = self._searcher, limit + _EXTRA_CANDIDATES
        while True:
            hits = searcher.search(query, most, count=False).hits
            if not hits:
                return [], np.zeros(0, np.int64), 0
            addresses = [address for _, address in hits]
            lengths = np.array(searcher.fast_field_values("length", addresses), np.int64)
            taken, maybe = self._mean_taken(query, addresses[0]), len(hits)
            if taken:
                maybe = maybe_best(np.array([score for score, _ in hits]), lengths, limit, (taken, self._mean))
            if not taken or maybe < len(hits) or len(hits) < most:
                return [int(key or 0) for key in searcher.fast_field_values("key", addresses)], lengths, maybe
            most *= 2

    def _mean_taken(self, query: Query, found: tantivy.DocAddress) -> float | None:
        """The mean length that tantivy's scores rest on, by a document that a query found; looked at once."""
        if self._taken is None and self._whole:
            self._taken = mean_taken(query.explain(self._searcher, found).to_json())
        return self._taken


def _schema() -> tantivy.Schema:
    """The fields of the index; day, source and language serve to filter. Nothing is stored: the catalog keeps it."""
    return (
        tantivy.SchemaBuilder()
        .add_unsigned_field("key", indexed=True, fast=True)
        .add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
        .add_unsigned_field("length", fast=True)
        .add_unsigned_field("day", indexed=True, fast=True)
        .add_text_field("source", tokenizer_name="raw", index_option="basic")
        .add_text_field("language", tokenizer_name="raw", index_option="basic")
        .build()
    )


def _unscored(schema: tantivy.Schema, term: str) -> Query:
    """A query for the documents that have a term."""
    return Query.term_query(schema, "terms", term, "basic")


def _stored(document: Document) -> tantivy.Document:
    """A document in tantivy's form."""
    tantivy_document = tantivy.Document()
    tantivy_document.add_unsigned("key", document.key)
    tantivy_document.add_text("terms", joined(document.terms))
    tantivy_document.add_unsigned("length", len(document.terms))
    tantivy_document.add_unsigned("day", document.day or _NO_DAY)
    tantivy_document.add_text("source", document.source or "")
    tantivy_document.add_text("language", document.language or "")
    return tantivy_document
