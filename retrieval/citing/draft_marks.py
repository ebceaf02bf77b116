"""The citation marks of a draft, `[pincite:k7q2m9.2]`, each with the quotation that it stands for.

A mark stands in the text, in a table, in a block quote, or in a footnote; then its quotation is where the footnote is
referred to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from retrieval.citing.quotation_marks import QuotedSpan, quoted_spans
from retrieval.readers.openings import BLOCK

MAX_DISTANCE = 200
"""How many code points may lie between a quotation and its mark: about two lines."""

MARK = re.compile(r"\[\s*pincite\s*:\s*([0-9a-z]+(?:\.\d+)?)\s*\]", re.IGNORECASE)
# A punctuation mark that Markdown was told to take as it is: https://spec.commonmark.org/0.31.2/#backslash-escapes
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?![\s*_])([^\n]+?)(?<![\s\\*])\1(?![\w*])")
_HTML_MARKS = {"<q>": "“", "</q>": "”", "&ldquo;": "“", "&rdquo;": "”", "&bdquo;": "„", "&laquo;": "«", "&raquo;": "»"}
_HTML_MARK = re.compile("|".join(_HTML_MARKS), re.IGNORECASE)
# Markdown's footnotes and link references, and reStructuredText's footnotes, at the start of a line.
_DEFINITION = re.compile(r"^[ ]{0,3}(?:\[(?P<note>\^?[^\]\s]+)\]:|\.\.\s+\[(?P<rst>[^\]\s]+)\]\s)", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+", re.MULTILINE)
_ROW = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]+(?:\s\|\s[^|\n]+)+$", re.MULTILINE)
# Another mark, or a reference to a footnote: what stands before it belongs to it.
_BOUNDARY = re.compile(rf"{MARK.pattern}|\[\^[^\]\s]+\]|\[\d+\]_?", re.IGNORECASE)
_BEFORE_SOURCE = " \t\n—–-―("
"""What may stand before the mark in a line of its own that names the source of a block quote."""
_BETWEEN = " ,;.[]^"
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’»)\]]*\s")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a draft: the id in it, the quotation next to it (None when there is none), and its line, from 1.

    `others` are the quotations before that one in its sentence: they are said to be from the same source.
    """

    reference: str
    quotation: str | None
    line: int
    others: tuple[str, ...] = ()


class _Stretch(NamedTuple):
    """A paragraph, list item, row or footnote of a draft: where it begins, its text, and the paragraph before it."""

    start: int
    text: str
    before: str


class _Note(NamedTuple):
    """A footnote: the pattern of what refers to it, and its stretch."""

    reference: re.Pattern[str]
    stretch: _Stretch


def marks(draft: str) -> Iterator[Mark]:
    """The marks of a draft in order, each with its quotation.

    That is the nearest one before the mark in its paragraph, list item or row, not beyond the mark before it, else the
    nearest after it; or the words of the Markdown block quote (`> …`) that the mark stands in or directly follows. A
    mark in a footnote without a quotation stands wherever the footnote is referred to.
    """
    draft = _HTML_MARK.sub(_typed, draft)
    stretches, notes = _stretches(draft)
    placed = [mark for stretch in stretches for mark in _marks_in(draft, stretch, MARK)]
    for note in notes:
        for mark, at in _marks_in(draft, note.stretch, MARK):
            referred = [
                (Mark(mark.reference, there.quotation, there.line, there.others), place)
                for stretch in stretches
                for there, place in _marks_in(draft, stretch, note.reference)
            ]
            placed += [(mark, at)] if mark.quotation or not referred else referred
    yield from (mark for mark, _ in sorted(placed, key=lambda each: each[1]))


def _typed(mark: re.Match[str]) -> str:
    """A quotation mark of HTML as it is typed, as long as before: an opening one stands before its words."""
    typed, before = _HTML_MARKS[mark[0].lower()], mark.string[mark.start() - 1 : mark.start()]
    return typed.rjust(len(mark[0])) if not before.strip("([|>") or before.isspace() else typed.ljust(len(mark[0]))


def _marks_in(draft: str, stretch: _Stretch, pattern: re.Pattern[str]) -> list[tuple[Mark, int]]:
    """The marks of a stretch, or the references to a footnote in it, each with its place in the draft.

    Args:
        draft: The draft.
        stretch: A part of it.
        pattern: What a mark looks like.
    """
    placed = []
    # A quotation may begin or end right beside a mark.
    spans = quoted_spans(MARK.sub(lambda mark: " " * len(mark[0]), stretch.text))
    for mark in pattern.finditer(stretch.text):
        at = stretch.start + mark.start()
        line = 1 + draft.count("\n", 0, at)
        block = _block_quote(stretch.text, stretch.before, mark.start())
        beside = [block] if block else [span.inner for span in _beside(stretch.text, spans, mark)]
        words = [_ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", quotation)) for quotation in beside]
        reference = mark[1].lower() if pattern is MARK else ""
        placed.append((Mark(reference, words[0] if words else None, line, tuple(words[1:])), at))
    return placed


def _stretches(draft: str) -> tuple[list[_Stretch], list[_Note]]:
    """The stretches of a draft outside of footnotes, and its footnotes."""
    stretches: list[_Stretch] = []
    notes: list[_Note] = []
    before = ""
    for block in BLOCK.finditer(draft):
        text = block[0]
        definitions = list(_DEFINITION.finditer(text))
        body = text[: definitions[0].start()] if definitions else text
        stretches += _parts(block.start(), body, before)
        for here, after in pairwise([*(each.start() for each in definitions), len(text)]):
            definition = _DEFINITION.match(text, here)
            if definition:
                stretch = _Stretch(block.start() + definition.end(), text[definition.end() : after], "")
                notes.append(_Note(_reference_to(definition), stretch))
        before = text
    return stretches, notes


def _reference_to(definition: re.Match[str]) -> re.Pattern[str]:
    """What refers to a footnote or link: `[^1]`, `[1]`, `[1]_`; not its own definition."""
    label = re.escape(definition["note"] or definition["rst"])
    return re.compile(rf"\[{label}\]{'_' if definition['rst'] else '(?![:(])'}")


def _parts(start: int, block: str, before: str) -> list[_Stretch]:
    """A paragraph, its list items or its rows, each alone.

    Args:
        start: Where it begins in the draft.
        block: The paragraph.
        before: The one before it.
    """
    if block.lstrip().startswith(">"):
        return [_Stretch(start, block, before)]
    cuts = sorted({0, len(block), *(match.start() for match in _ITEM.finditer(block))})
    if rows := [match.span() for match in _ROW.finditer(block)]:
        cuts = sorted({*cuts, *(cut for row in rows for cut in row)})
    return [_Stretch(start + a, block[a:b], before if a == 0 else "") for a, b in pairwise(cuts) if block[a:b].strip()]


def _beside(text: str, spans: list[QuotedSpan], mark: re.Match[str]) -> list[QuotedSpan]:
    """The quotation of a stretch that is next to a mark, and those before it in its sentence, nearest first.

    Args:
        text: The stretch.
        spans: Its quotations.
        mark: The mark.
    """
    others = [other.span() for other in _BOUNDARY.finditer(text) if other.start() != mark.start()]
    ends = (end for _, end in others if end <= mark.start())
    first = max((end for end in ends if text[end : mark.start()].strip(_BETWEEN)), default=0)
    last = min((start for start, _ in others if start >= mark.end()), default=None)
    before = [span for span in spans if first <= span.start and span.end <= mark.start() <= span.end + MAX_DISTANCE]
    after = [span for span in spans if mark.end() <= span.start <= mark.end() + MAX_DISTANCE]
    if last is not None:
        # What stands right before another mark is that one's.
        after = [span for span in after if span.end <= last and text[span.end : last].strip(_BETWEEN)]
    if not before:
        return after[:1]
    together = [before[-1]]
    for span in reversed(before[:-1]):
        if _SENTENCE_END.search(text, max(span.start, span.end - 2), together[-1].start):
            break
        together.append(span)
    return together


def _block_quote(block: str, before: str, at: int) -> str | None:
    """The words of the block quote that a mark stands in, or of the one before a paragraph that begins with a mark.

    Args:
        block: The paragraph with the mark.
        before: The paragraph before it.
        at: Where the mark begins in its own.
    """
    if block.lstrip().startswith(">"):
        return _quoted_lines(block[:at]) or _quoted_lines(block)
    lines = block[:at].split("\n")
    if lines[0].lstrip().startswith(">") or (before.lstrip().startswith(">") and not block[:at].strip(_BEFORE_SOURCE)):
        return _quoted_lines(before)
    return None


def _quoted_lines(block: str) -> str | None:
    """The lines of a block quote without `>`, marks and the line that names the source; None when nothing is left."""
    lines = [MARK.sub("", line.lstrip().removeprefix(">").strip()) for line in block.split("\n")]
    return " ".join(line for line in lines if not line.startswith(("—", "–", "--"))).strip() or None
