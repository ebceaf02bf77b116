"""What is known of chunks, that is of what stands between white space: looked up one by one, told of many in columns.

Nearly all chunks of a text were met before. Python looks a chunk up in no time; whatever else is to be done for each of
them is done by numpy, for those of many sentences at once.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, islice
from struct import Struct
from threading import RLock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.language.remembered import LONGEST_REMEMBERED

REMEMBERED_CHUNKS = 110_000
"""So many chunks are remembered, and as many that were met before them, in 27 MB each: of 10,341 articles of news in
English 95 in a hundred are met again, as with 140,000 (.949 and .953)."""

_ROW, _PACKED = np.dtype("<u4"), Struct("<I")
_TOO_LONG = _PACKED.pack(0)
_MORE_ROWS = 10_000  # Room is made for so many at a time.


class Chunk(NamedTuple):
    """What is known of a chunk: its terms, their packed hashes, and a byte for what each of them is.

    `mentions` are the packed hashes of the terms that could be answers, with a byte for each in `mention_kinds`. The
    bits of `shape` tell what depends on other chunks.
    """

    terms: tuple[str, ...]
    hashes: bytes
    kinds: bytes
    mentions: bytes
    mention_kinds: bytes
    shape: int


class Chunks(NamedTuple):
    """What is known of the chunks of some sentences: the shape of each, (n_chunks,), and what `Chunk` tells of one.

    `rows` are the numbers under which that is kept, (n_chunks,), until some are forgotten: that was done `era` times
    before. `ends` tells where each sentence ends in them, (n_sentences,), `term_ends` and `mention_ends` how many terms
    and mentions there are up to the end of each chunk, (n_chunks,).
    """

    era: int
    rows: NDArray[np.uint32]
    ends: NDArray[np.int64]
    shapes: NDArray[np.uint16]
    term_ends: NDArray[np.int64]
    terms: list[str]
    hashes: bytes
    kinds: bytes
    mention_ends: NDArray[np.int64]
    mentions: bytes
    mention_kinds: bytes


class Reshaped(NamedTuple):
    """That of a chunk the same is known as of another one, but for its shape."""

    chunk: str
    shape: int


NOTHING = Chunk((), b"", b"", b"", b"", 0)
"""What is known of most stop words."""


class MetChunks:
    """Which chunks were met, of those in a language: what is known of a chunk tells, so that it isn't looked up again.

    What is too long to be remembered, or has to be looked at with those beside it, counts as new each time.
    """

    def __init__(self) -> None:
        """None was met yet."""
        self._era = -1
        self._met = np.zeros(0, bool)
        self._waiting: list[tuple[Sequence[str], int, NDArray[np.uint32]]] = []

    def hear(self, chunks: Sequence[str], known: Chunks) -> None:
        """Takes note of some chunks, and what is known of them; they count as met when `new` has given them."""
        self._waiting.append((chunks, known.era, known.rows))

    def drop(self) -> None:
        """Takes none of the chunks that were noted since `new` for met."""
        self._waiting.clear()

    def new(self) -> list[str]:
        """Those of the chunks noted since the last time that were not met before, or that nobody remembers."""
        chunks_of_lots = [self._new(*lot) for lot in self._waiting]
        self._waiting.clear()
        return list(chain.from_iterable(chunks_of_lots))

    def _new(self, chunks: Sequence[str], era: int, rows: NDArray[np.uint32]) -> list[str]:
        """The new ones of some chunks."""
        if era != self._era:
            self._era, self._met = era, np.zeros(0, bool)
        if (missing := int(rows.max(initial=0)) + 1 - len(self._met)) > 0:
            self._met = np.append(self._met, np.zeros(missing + _MORE_ROWS, bool))
        new = np.flatnonzero(~self._met[rows])
        self._met[rows[new]] = True
        self._met[0] = False
        return list(map(chunks.__getitem__, new.tolist()))


class Vocabulary:
    """What is known of chunks, found out when they are met first; what was not met for long is forgotten."""

    def __init__(self, find_out: Callable[[str, bool], Chunk | Reshaped | str], too_long: Chunk) -> None:
        """Nothing is known yet.

        Args:
            find_out: Gives what there is to know of a chunk, and whether it opens a sentence; or another chunk of which
                the same is known there, if need be but for its shape.
            too_long: What is said of a chunk that is too long to be remembered.
        """
        # Several threads may index archives; finding out what a chunk is looks others up.
        self._alone = RLock()
        self._entries = _Known(too_long)
        self._rows = _Rows(find_out, self._entries, opens=False), _Rows(find_out, self._entries, opens=True)

    def chunks(self, sentences: Iterable[Sequence[str]]) -> Chunks:
        """What is known of the chunks of some sentences, one of them at least, each of which has a chunk."""
        with self._alone:
            inner, opening = self._rows
            if len(inner) + len(opening) >= REMEMBERED_CHUNKS:
                self._entries.keep([rows.forget() for rows in self._rows])
            rows = [opening[first] + b"".join(map(inner.__getitem__, others)) for first, *others in sentences]
            return self._entries.chunks(rows)

    def shape(self, chunk: str, *, opens: bool) -> int:
        """The shape of a chunk, which may open a sentence, while another one is found out."""
        return self._entries.shape(self._rows[opens][chunk])


class _Rows(dict[str, bytes]):
    """The row of each chunk that was met of late; one that was not is looked for."""

    def __init__(
        self, find_out: Callable[[str, bool], Chunk | Reshaped | str], entries: "_Known", *, opens: bool
    ) -> None:
        super().__init__()
        self._find_out, self._entries, self._opens = find_out, entries, opens
        self._before: dict[str, bytes] = {}

    def forget(self) -> dict[str, bytes]:
        """Forgets the chunks that were not met of late; those that were, which are looked up again, with their rows."""
        self._before = dict(self)
        self.clear()
        return self._before

    def __missing__(self, chunk: str) -> bytes:
        if len(chunk) > LONGEST_REMEMBERED:
            return _TOO_LONG
        row = self._before.get(chunk)
        if row is None:
            entry = self._find_out(chunk, self._opens)
            if isinstance(entry, Chunk):
                row = self._entries.row(entry)
            elif isinstance(entry, str):
                row = self[entry]
            else:
                row = self._entries.reshaped(self[entry.chunk], entry.shape)
        self[chunk] = row
        return row


class _Known:
    """What is known of chunks, a row for each, by their places in a sentence."""

    def __init__(self, too_long: Chunk) -> None:
        self._shapes = array("H")
        self._terms: list[str] = []
        self._hashes, self._kinds = bytearray(), bytearray()
        self._mentions, self._mention_kinds = bytearray(), bytearray()
        self._term_ends, self._mention_ends = array("I", [0]), array("I", [0])
        self._too_long = too_long
        self._fresh = [too_long]
        """The last rows, which are put into the columns all at once."""
        self.era = 0
        """How often rows were numbered anew."""

    def keep(self, rows_of_chunks: Iterable[dict[str, bytes]]) -> None:
        """Forgets all rows but those of some chunks, and numbers these anew."""
        self.era += 1
        of_chunks = list(rows_of_chunks)
        packed = [b"".join(rows.values()) for rows in of_chunks]
        union = np.union1d(np.frombuffer(_TOO_LONG, _ROW), np.frombuffer(b"".join(packed), _ROW))
        for rows, numbers in zip(of_chunks, packed, strict=True):
            fresh = union.searchsorted(np.frombuffer(numbers, _ROW)).astype(_ROW).tobytes()
            rows.update(zip(rows, (fresh[at : at + 4] for at in range(0, len(fresh), 4)), strict=True))
        columns = self.chunks([union.tobytes()])
        self._shapes = array("H", columns.shapes.tobytes())
        self._terms = columns.terms
        self._hashes, self._kinds = bytearray(columns.hashes), bytearray(columns.kinds)
        self._mentions, self._mention_kinds = bytearray(columns.mentions), bytearray(columns.mention_kinds)
        self._term_ends, self._mention_ends = (
            array("I", np.append(0, ends).astype(_ROW).tobytes()) for ends in (columns.term_ends, columns.mention_ends)
        )

    def row(self, chunk: Chunk) -> bytes:
        """The row, packed, that tells this of a chunk."""
        return _TOO_LONG if chunk == self._too_long else self._add(chunk)

    def _add(self, chunk: Chunk) -> bytes:
        """Adds a row, and returns its packed number."""
        self._fresh.append(chunk)
        return _PACKED.pack(len(self._shapes) + len(self._fresh) - 1)

    def shape(self, row: bytes) -> int:
        """The shape that a row tells."""
        number = int.from_bytes(row, "little")
        settled = len(self._shapes)
        return self._shapes[number] if number < settled else self._fresh[number - settled].shape

    def reshaped(self, row: bytes, shape: int) -> bytes:
        """The row, packed, that tells the same of a chunk as another one, but for its shape."""
        number = int.from_bytes(row, "little")
        if (at := number - len(self._shapes)) >= 0:
            return self._add(self._fresh[at]._replace(shape=shape))
        first, last = self._term_ends[number], self._term_ends[number + 1]
        begin, end = self._mention_ends[number], self._mention_ends[number + 1]
        return self._add(
            Chunk(
                tuple(self._terms[first:last]),
                bytes(self._hashes[4 * first : 4 * last]),
                bytes(self._kinds[first:last]),
                bytes(self._mentions[4 * begin : 4 * end]),
                bytes(self._mention_kinds[begin:end]),
                shape,
            )
        )

    def _settle(self) -> None:
        """Puts the last rows into the columns; one by one that takes four times as long."""
        if not self._fresh:
            return
        terms, hashes, kinds, mentions, mention_kinds, shapes = zip(*self._fresh, strict=True)
        self._fresh.clear()
        self._shapes.extend(shapes)
        self._terms.extend(chain.from_iterable(terms))
        self._hashes += b"".join(hashes)
        self._kinds += b"".join(kinds)
        self._mentions += b"".join(mentions)
        self._mention_kinds += b"".join(mention_kinds)
        for ends, packed in ((self._term_ends, kinds), (self._mention_ends, mention_kinds)):
            ends.extend(islice(accumulate(map(len, packed), initial=ends[-1]), 1, None))

    def chunks(self, packed: Sequence[bytes]) -> Chunks:
        """What the rows of the chunks of some sentences tell."""
        self._settle()
        rows = np.frombuffer(b"".join(packed), _ROW)
        terms, term_ends = _spread(self._term_ends, rows)
        mentions, mention_ends = _spread(self._mention_ends, rows)
        return Chunks(
            self.era,
            rows,
            np.cumsum([len(each) for each in packed]) // _ROW.itemsize,
            np.frombuffer(self._shapes, np.uint16).take(rows),
            term_ends,
            list(map(self._terms.__getitem__, terms.tolist())),
            np.frombuffer(self._hashes, _ROW).take(terms).tobytes(),
            np.frombuffer(self._kinds, np.uint8).take(terms).tobytes(),
            mention_ends,
            np.frombuffer(self._mentions, _ROW).take(mentions).tobytes(),
            np.frombuffer(self._mention_kinds, np.uint8).take(mentions).tobytes(),
        )


def _spread(ends: "array[int]", rows: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of the values of some rows in a column, (n_values,), and how many there are up to each, (n_rows,).

    Args:
        ends: Where the values of every row end in the column, behind a 0.
        rows: Their numbers.
    """
    every_end, numbers = np.frombuffer(ends, np.uint32), rows.astype(np.intp)
    first = every_end.take(numbers)
    numbers += 1
    last = every_end.take(numbers)
    sizes = last - first
    up_to = sizes.cumsum(dtype=np.int64)
    places = (last - up_to).repeat(sizes)
    places += np.arange(len(places))
    return places, up_to
