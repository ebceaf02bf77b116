"""Where in a text some words most nearly stand, and the edit script between the two, word by word.

The tokens of a quotation and of a text are aligned by their longest common subsequence (RapidFuzz's LCSseq).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel, LCSseq, Levenshtein, Opcode

from retrieval.citing.edit_script import Edit
from retrieval.citing.folding import LETTER, Folded
from retrieval.language.normalisation import WITHOUT_SPACES
from retrieval.records import Remark

_TOKEN = re.compile(rf"[{WITHOUT_SPACES}]|{LETTER}+(?:[.,']{LETTER}+)*|[^\w\s]")

SENTENCE_ENDS = frozenset(".!?…。！？؟۔।")
"""Tokens that end a sentence; one within it, as of an abbreviation, only makes a span shorter."""

COMMON_TOKENS = 4
"""How many unchanged tokens are shown on either side of a change: about as many as a reader takes in at a glance."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a character of a script without spaces, or a punctuation mark, and its span in a folded text.

    `start` and `end` are folded code points.
    """

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is more than a punctuation mark."""
        return self.text[0].isalnum() or self.text[0] == "_"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a folded text between two of its code points.

    Args:
        text: The text.
        start: The first of its folded code points.
        end: The one after the last; None: up to the end.
    """
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(match[0], match.start(), match.end()) for match in matches]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The span of a text that is most like a quotation: `start` and `end` are code points of the source.

    Of the quotation's `words` words `matched` are there in order, `longest_run` of them without a gap; `distance` is
    the Levenshtein distance in words. `difference` is the edit script from the quotation to the span.
    """

    start: int
    end: int
    words: int
    matched: int
    longest_run: int
    distance: int
    difference: str

    @property
    def only_adds(self) -> bool:
        """Whether all of the quotation's words are there, with others between them."""
        return self.matched == self.words and self.distance > 0 and "[-" not in self.difference

    def standing(self) -> Remark:
        """How much of the quotation is there."""
        if self.only_adds:
            return Remark("All of its words are there, with others between them.")
        if self.matched == self.words:
            return Remark("All of its words are there.")
        if self.matched == 1:
            return Remark("1 of {words} words is there.", words=self.words)
        return Remark("{same} of {words} words are there.", same=self.matched, words=self.words)


def best_alignment(quotation: Folded, text: Folded, start: int = 0, end: int | None = None) -> Alignment | None:
    """The span of a text in which most words of a quotation are in order.

    Args:
        quotation: The words to look for.
        text: Where to look, folded alike.
        start: The first folded code point that counts.
        end: The folded code point after the last that counts; None for the end of the text.

    Returns:
        None when the two have no token in common.
    """
    query, target = tokens(quotation.text), tokens(text.text, start, end)
    first = _best_window(_texts(query), _texts(target))
    if first is None:
        return None
    margin, last = len(query) // 2 + 1, first + len(query)
    # The span is longer than the query where words were inserted; but a longer stretch invites stray matches.
    bounds = [
        (max(0, low), min(len(target), high)) for low in (first, first - margin) for high in (last, last + margin)
    ]
    spans = [_aligned_span(query, target, low, high, text) for low, high in bounds]
    closest = min(spans, key=lambda span: Indel.distance(_texts(query), _texts(span)))
    best = _up_to_sentence_edges(query, target, closest, text)
    runs = _matching_runs(query, best)
    return Alignment(
        *text.span(best[0].start, best[-1].end),
        words=len(_words(query)),
        matched=sum(runs),
        longest_run=max(runs),
        # Subtle: words added within a sentence, however many, make a place no worse than it was without its rest.
        distance=min(Levenshtein.distance(_words(query), _words(row)) for row in (closest, best)),
        difference=_edit_script(query, quotation, best, text),
    )


def difference(quotation: Folded, text: Folded, start: int, end: int) -> str:
    """The edit script from a quotation to all of a text between two of its folded code points.

    Args:
        quotation: The quotation.
        text: The text.
        start: The first of its folded code points.
        end: The one after the last.
    """
    return _edit_script(tokens(quotation.text), quotation, tokens(text.text, start, end), text)


def _texts(row: Sequence[Token]) -> list[str]:
    return [token.text for token in row]


def _words(row: Sequence[Token]) -> list[str]:
    return _texts([token for token in row if token.is_word])


def _matching_runs(query: list[Token], target: list[Token]) -> list[int]:
    """How many words each run of tokens has that are equal in both."""
    blocks = _matching_blocks(query, target)
    return [sum(token.is_word for token in query[block.src_start : block.src_end]) for block in blocks]


def _up_to_sentence_edges(query: list[Token], target: list[Token], span: list[Token], text: Folded) -> list[Token]:
    """A span, up to where its sentence begins or ends, if that is with the word with which the query does.

    However many words were added before the last one, it is still the last; so it is on neither side when no more of
    the query's words are there.

    Args:
        query: All tokens of the quotation.
        target: All tokens of the text.
        span: The part of them that is closest to the query.
        text: Where the target's tokens are from.
    """
    starts = [token.start for token in target]
    first, last = bisect_left(starts, span[0].start), bisect_left(starts, span[-1].start) + 1
    low, high = _sentence_edges(target, first, last, text)
    if _words(target[low:last])[:1] == _words(query)[:1] and _matches_more(query, target[low:last], span):
        first, span = low, target[low:last]
    wider = _without_added_end(query, target[first:high])
    return wider if _words(wider)[-1:] == _words(query)[-1:] and _matches_more(query, wider, span) else span


def _matches_more(query: list[Token], row: list[Token], other: list[Token]) -> bool:
    return sum(_matching_runs(query, row)) > sum(_matching_runs(query, other))


def _sentence_edges(target: list[Token], first: int, last: int, text: Folded) -> tuple[int, int]:
    """Where the sentence begins in which a span of tokens does, and where that ends in which it ends.

    Args:
        target: All tokens of the text.
        first: The first token of the span.
        last: The token after its last.
        text: Where the tokens are from.
    """
    while (
        first and target[first - 1].text not in SENTENCE_ENDS and not _breaks_line(text, *target[first - 1 : first + 1])
    ):
        first -= 1
    while last < len(target) and target[last - 1].text not in SENTENCE_ENDS:
        if _breaks_line(text, *target[last - 1 : last + 1]):
            break
        last += 1
    return first, last


def _without_added_end(query: list[Token], span: list[Token]) -> list[Token]:
    """A span without the full stop at its end, where the query has none."""
    added_words = span[-1].text in SENTENCE_ENDS and query[-1].is_word
    return span[:-1] if added_words else span


def _best_window(query: list[str], target: list[str]) -> int | None:
    """Where the window as long as the query begins that has the longest common subsequence with it."""
    overlaps = _window_overlaps(query, target)
    best, longest = None, 0
    for first in sorted(range(len(overlaps)), key=lambda i: -overlaps[i]):
        if overlaps[first] <= longest:  # no subsequence is longer than what the two have in common
            break
        common = LCSseq.similarity(query, target[first : first + len(query)])
        if common > longest:
            best, longest = first, common
    return best


def _window_overlaps(query: list[str], target: list[str]) -> list[int]:
    """For each window of the target as long as the query, how many tokens the two have in common."""
    size, lacking = len(query), Counter(query)
    overlaps, overlap = [], 0
    for i, token in enumerate(target):
        if i >= size and (dropped := target[i - size]) in lacking:
            lacking[dropped] += 1
            overlap -= lacking[dropped] > 0
        if token in lacking:
            overlap += lacking[token] > 0
            lacking[token] -= 1
        if i >= size - 1:
            overlaps.append(overlap)
    return overlaps or [overlap]


def _matching_blocks(query: list[Token], target: list[Token]) -> list[Opcode]:
    """The runs of tokens that are equal in both."""
    return [code for code in LCSseq.opcodes(_texts(query), _texts(target)) if code.tag == "equal"]


def _aligned_span(query: list[Token], target: list[Token], low: int, high: int, text: Folded) -> list[Token]:
    """The part of a stretch of the target that answers to the whole query, without words that match by chance.

    Args:
        query: All tokens of the quotation.
        target: All tokens of the text.
        low: The first token of the stretch.
        high: The token after its last.
        text: Where the target's tokens are from.
    """
    blocks = _matching_blocks(query, target[low:high])
    while len(blocks) > 1 and _is_stray(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_stray(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    first, last = low + blocks[0].dest_start, low + blocks[-1].dest_end
    return target[slice(*_widened(target, first, last, blocks[0].src_start, len(query) - blocks[-1].src_end, text))]


def _is_stray(block: Opcode, left: Opcode, right: Opcode) -> bool:
    """Whether more tokens were inserted between two neighbouring blocks than the outer one is worth."""
    inserted = (right.dest_start - left.dest_end) - (right.src_start - left.src_end)
    return inserted > 2 * (block.src_end - block.src_start)


def _widened(target: list[Token], first: int, last: int, before: int, after: int, text: Folded) -> tuple[int, int]:
    """A span of tokens with what answers to changed words at its edges, as far as its line reaches.

    Args:
        target: All tokens of the text.
        first: The first token of the span.
        last: The token after its last.
        before: By up to how many tokens to widen it at its beginning.
        after: By up to how many at its end.
        text: Where the tokens are from.
    """
    for _ in range(before):
        if first == 0 or _breaks_line(text, target[first - 1], target[first]):
            break
        first -= 1
    for _ in range(after):
        if last == len(target) or _breaks_line(text, target[last - 1], target[last]):
            break
        last += 1
    return first, last


def _breaks_line(text: Folded, left: Token, right: Token) -> bool:
    return "\n" in text.source[text.offsets[left.end] : text.offsets[right.start]]


def _edit_script(query: list[Token], quotation: Folded, target: list[Token], text: Folded) -> str:
    """The edit script from one row of tokens to another, in the spelling of their sources."""
    parts: list[str] = []
    old = new = 0
    for block in _unchanged_blocks(query, target):
        parts += _change(query[old : block.src_start], quotation, target[new : block.dest_start], text)
        old, new = block.src_end, block.dest_end
        before, after = COMMON_TOKENS * bool(parts), COMMON_TOKENS * (old < len(query) or new < len(target))
        parts += _unchanged(query[block.src_start : old], quotation, before, after)
    parts += _change(query[old:], quotation, target[new:], text)
    return re.sub(r"\s+", " ", " ".join(parts))


def _unchanged_blocks(query: list[Token], target: list[Token]) -> list[Opcode]:
    """The runs of tokens that are equal in both; where all are, without those parted by a space in one alone."""
    if _texts(query) != _texts(target):
        return _matching_blocks(query, target)
    spaced = {at for at in range(1, len(query)) if _is_spaced(query, at) != _is_spaced(target, at)}
    runs = groupby(range(len(query)), key=lambda at: at in spaced or at + 1 in spaced)
    ends = [(run[0], run[-1] + 1) for is_changed, numbers in runs if not is_changed and (run := list(numbers))]
    return [Opcode("equal", start, end, start, end) for start, end in ends]


def _is_spaced(row: list[Token], at: int) -> bool:
    """Whether there is a space before a token."""
    return row[at - 1].end < row[at].start


def _change(old: list[Token], quotation: Folded, new: list[Token], text: Folded) -> list[str]:
    """A change, what was deleted and what was inserted without a space between; empty when there is neither."""
    deleted = str(Edit("deleted", _source_text(old, quotation))) if old else ""
    inserted = str(Edit("inserted", _source_text(new, text))) if new else ""
    return [deleted + inserted] if old or new else []


def _unchanged(row: list[Token], quotation: Folded, before: int, after: int) -> list[str]:
    """The first `before` and the last `after` tokens of an unchanged run, `…` for those between."""
    if len(row) <= before + after:
        return [_source_text(row, quotation)]
    head = [_source_text(row[:before], quotation)] if before else []
    tail = [_source_text(row[-after:], quotation)] if after else []
    return [*head, "…", *tail]


def _source_text(row: list[Token], folded_text: Folded) -> str:
    return folded_text.source[slice(*folded_text.span(row[0].start, row[-1].end))]
