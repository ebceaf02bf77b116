"""Whether an SQLite file holds pieces of rows that were deleted: in its pages, between what is still there.

`secure_delete` overwrites what is deleted, but where rows were moved from page to page a copy may stay behind, in the
part of a page that belongs to no row (sqlite.org/fileformat2.html, "B-tree Pages").
"""

import struct
from collections.abc import Collection, Iterator
from pathlib import Path

from retrieval.language.expressions import expression
from retrieval.storage.sums import opened_beside

_WORD = expression(rb"[A-Za-z\x80-\xff]{4}|[0-9]{5}")
"""What may be a piece of a word, or of what was packed. Places of rows that are no longer there are two bytes each, of
which the first is below `A` in pages of up to 16,384 bytes, and shorter pieces of a word tell none."""

_OVERWRITTEN = b"\0"
_HEAD = 100  # Bytes before the first page's own head.
_SIZE_AT = 16  # Where the size of a page stands.
_LARGEST = 65_536  # Bytes of a page, which are written as 1; as a place in it, as 0.
_INNER, _LEAVES = (2, 5), (10, 13)
"""The kinds of pages with rows or keys. Other pages begin with the number of another one, whose first byte is below
these as long as there are fewer than 33 million, or hold what SQLite has overwritten with zeros."""


def holds_leftovers(file: Path, without_words: Collection[int] = ()) -> bool:
    """Whether any page of an SQLite file holds what may be a piece of a word where no row is; its log is empty.

    Also true of a file that can't be understood. Raises OSError where it can't be read.

    Args:
        file: The file.
        without_words: The first pages of tables and indexes of numbers only, which tell no word.
    """
    try:
        with opened_beside(file) as stream:
            pages = _Pages(stream.read())
        apart = {page for root in without_words for page in pages.below(root)}
        looked_at = (page for page in range(1, len(pages) + 1) if page not in apart)
        # Nearly all of that is zeros, which no word has; to take them off is faster than to look through them.
        return any(
            _WORD.search(between.strip(_OVERWRITTEN)) for page in looked_at for between in pages.between_rows(page)
        )
    except (struct.error, ValueError, RecursionError):
        return True


class _Pages:
    """The pages of an SQLite file, counted from 1."""

    def __init__(self, data: bytes) -> None:
        (size,) = struct.unpack_from(">H", data, _SIZE_AT)
        self._data = data
        self._size = _LARGEST if size == 1 else size
        if len(data) % self._size:
            raise ValueError("the file is cut short")

    def __len__(self) -> int:
        return len(self._data) // self._size

    def below(self, page: int) -> Iterator[int]:
        """A page of a table or an index, and all below it."""
        yield page
        start, head = self._begin(page)
        kind, _, rows, _ = struct.unpack_from(">BHHH", self._data, head)
        if kind in _INNER:
            places = struct.unpack_from(f">{rows}H", self._data, head + 12)
            for place in (head + 8, *(start + place for place in places)):
                yield from self.below(*struct.unpack_from(">L", self._data, place))

    def between_rows(self, page: int) -> Iterator[bytes]:
        """What of a page belongs to no row: its middle, and what rows have left free."""
        start, head = self._begin(page)
        kind, free, rows, content = struct.unpack_from(">BHHH", self._data, head)
        if kind not in (*_INNER, *_LEAVES):
            return
        pointers = head + (12 if kind in _INNER else 8)
        yield self._data[pointers + 2 * rows : start + (content or _LARGEST)]
        while free:
            following, size = struct.unpack_from(">HH", self._data, start + free)
            yield self._data[start + free + 4 : start + free + size]
            if 0 < following <= free:
                raise ValueError("the list of what is free goes back")
            free = following

    def _begin(self, page: int) -> tuple[int, int]:
        """Where a page begins, and where its own head does."""
        start = (page - 1) * self._size
        return start, start or _HEAD
