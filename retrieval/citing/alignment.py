"""Where in a text some words most nearly stand, and how they differ there, word by word.

Rows of words are aligned with RapidFuzz's longest common subsequence. A difference is told as GNU wdiff does:
`[-what was cited-]` and `{+what stands there+}`, with a few words around.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq, Levenshtein, Opcode

from retrieval.citing.folding import LETTER, SPACELESS, Folded

_TOKEN = re.compile(rf"[{SPACELESS}]|{LETTER}+(?:[.,']{LETTER}+)*|[^\w\s]")

CONTEXT = 4
"""So many tokens stay on either side of a difference that is shown."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a sign of a script without spaces, or a punctuation mark, and its place in a folded text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is more than a punctuation mark."""
        return self.text[0].isalnum() or self.text[0] == "_"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a folded text between two of its code points."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(match[0], match.start(), match.end()) for match in found]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The place in a text that is most like some words: `start` and `end` are code points of the source.

    `same` of the `words` words stand there in order, `run` of them in one unbroken row; `changes` words must be put in,
    taken out or replaced to make one of the other (Levenshtein).
    """

    start: int
    end: int
    same: int
    words: int
    run: int
    changes: int
    difference: str


def nearest(words: Folded, text: Folded, start: int = 0, end: int | None = None) -> Nearest | None:
    """The place between two folded code points of a text where most of the words stand in order; None if none does."""
    wanted, there = tokens(words.text), tokens(text.text, start, end)
    first = _best_window(_texts(wanted), _texts(there))
    if first is None:
        return None
    margin, last = len(wanted) // 2 + 1, first + len(wanted)
    # Words may have been put in, so that the place is longer than the words; a longer stretch tempts to stray matches.
    bounds = [(max(0, low), min(len(there), high)) for low in (first, first - margin) for high in (last, last + margin)]
    rows = [_answering(wanted, there, low, high, text) for low, high in bounds]
    place = min(rows, key=lambda row: Indel.distance(_texts(wanted), _texts(row)))
    kept = [sum(token.is_word for token in wanted[b.src_start : b.src_end]) for b in _same(wanted, place)]
    old, new = (_texts([token for token in row if token.is_word]) for row in (wanted, place))
    changes = Levenshtein.distance(old, new)
    span = text.span(place[0].start, place[-1].end)
    return Nearest(*span, sum(kept), len(old), max(kept), changes, _told(wanted, words, place, text))


def difference(words: Folded, text: Folded, start: int, end: int) -> str:
    """How the words differ from those between two folded code points of a text."""
    return _told(tokens(words.text), words, tokens(text.text, start, end), text)


def _texts(row: Sequence[Token]) -> list[str]:
    return [token.text for token in row]


def _best_window(wanted: list[str], there: list[str]) -> int | None:
    """Where the window as long as `wanted` begins that has the longest common subsequence with it."""
    shared = _shared_counts(wanted, there)
    best, most = None, 0
    for first in sorted(range(len(shared)), key=lambda i: -shared[i]):
        if shared[first] <= most:  # no subsequence is longer than what the two have in common
            break
        common = LCSseq.similarity(wanted, there[first : first + len(wanted)])
        if common > most:
            best, most = first, common
    return best


def _shared_counts(wanted: list[str], there: list[str]) -> list[int]:
    """For each window of `there` as long as `wanted`, how many tokens the two have in common."""
    size, lacking = len(wanted), Counter(wanted)
    counts, shared = [], 0
    for i, token in enumerate(there):
        if i >= size and (left := there[i - size]) in lacking:
            lacking[left] += 1
            shared -= lacking[left] > 0
        if token in lacking:
            shared += lacking[token] > 0
            lacking[token] -= 1
        if i >= size - 1:
            counts.append(shared)
    return counts or [shared]


def _same(wanted: list[Token], there: list[Token]) -> list[Opcode]:
    """The blocks that are equal in both rows."""
    return [code for code in LCSseq.opcodes(_texts(wanted), _texts(there)) if code.tag == "equal"]


def _answering(wanted: list[Token], there: list[Token], low: int, high: int, text: Folded) -> list[Token]:
    """The part of a stretch that answers to the whole of `wanted`: without words that match far from the rest."""
    blocks = _same(wanted, there[low:high])
    while len(blocks) > 1 and _is_stray(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_stray(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return there[slice(*_with_edges(wanted, there, blocks, low, text))]


def _is_stray(block: Opcode, left: Opcode, right: Opcode) -> bool:
    """Whether more words were put between two neighbouring blocks than the outer one is worth."""
    put_in = (right.dest_start - left.dest_end) - (right.src_start - left.src_end)
    return put_in > 2 * (block.src_end - block.src_start)


def _with_edges(
    wanted: list[Token], there: list[Token], blocks: list[Opcode], low: int, text: Folded
) -> tuple[int, int]:
    """From where to where `there` answers to all of `wanted`, words changed at an edge of a line included."""
    first, last = low + blocks[0].dest_start, low + blocks[-1].dest_end
    for _ in range(blocks[0].src_start):
        if first == 0 or _breaks_line(text, there[first - 1], there[first]):
            break
        first -= 1
    for _ in range(len(wanted) - blocks[-1].src_end):
        if last == len(there) or _breaks_line(text, there[last - 1], there[last]):
            break
        last += 1
    return first, last


def _breaks_line(text: Folded, left: Token, right: Token) -> bool:
    return "\n" in text.source[text.offsets[left.end] : text.offsets[right.start]]


def _told(wanted: list[Token], words: Folded, there: list[Token], text: Folded) -> str:
    """The difference of two rows of tokens, in the spelling of their sources."""
    parts: list[str] = []
    old = new = 0
    for block in _same(wanted, there):
        parts += _changed(wanted[old : block.src_start], words, there[new : block.dest_start], text)
        old, new = block.src_end, block.dest_end
        before, after = CONTEXT * bool(parts), CONTEXT * (old < len(wanted) or new < len(there))
        parts += _kept(wanted[block.src_start : old], words, before, after)
    parts += _changed(wanted[old:], words, there[new:], text)
    return re.sub(r"\s+", " ", " ".join(parts))


def _changed(old: list[Token], words: Folded, new: list[Token], text: Folded) -> list[str]:
    """One change, old and new without a space between: `[-old-]{+new+}`."""
    told = (f"[-{_spelled(old, words)}-]" if old else "") + (f"{{+{_spelled(new, text)}+}}" if new else "")
    return [told] if told else []


def _kept(row: list[Token], words: Folded, before: int, after: int) -> list[str]:
    """The first and the last words of a row that stayed the same."""
    if len(row) <= before + after:
        return [_spelled(row, words)]
    head = [_spelled(row[:before], words)] if before else []
    tail = [_spelled(row[-after:], words)] if after else []
    return [*head, "…", *tail]


def _spelled(row: list[Token], source: Folded) -> str:
    return source.source[slice(*source.span(row[0].start, row[-1].end))]
