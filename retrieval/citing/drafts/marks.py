"""The citation marks of a draft, `[pincite:k7q2m9.2]`, each with the quotations that it stands for.

A mark is in the text, in a table, in a block quote, or in a footnote; then its quotations are where the footnote is
referred to. Every quotation of a paragraph with a mark belongs to one; those of other paragraphs are `unmarked`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.citing.attributive_clauses import Speaker
from retrieval.citing.cautions.raised import edge_cautions
from retrieval.citing.drafts.text import MARK, Draft, Stretch, block_quotation, plain_words, quotations_in, read_draft
from retrieval.citing.drafts.titles import is_title
from retrieval.citing.edges import sentence_around
from retrieval.citing.quotation_marks import QuotedSpan
from retrieval.citing.speakers import claimed_speaker
from retrieval.language.detection import detect
from retrieval.records import Article, CautionKind, Sentence

MAX_DISTANCE = 200
"""How many code points may lie between a quotation and the mark beside it: about two lines."""

MAX_SOURCE_LINE = 100
"""How many code points may name the source of a block quote between a dash and the mark below it."""

# Another mark, or a reference to a footnote: what comes before it belongs to it.
_BOUNDARY = re.compile(rf"{MARK.pattern}|\[\^[^\]\s]+\]|\[\d+\]_?", re.IGNORECASE)
_BEFORE_SOURCE = " \t\n—–-―("
"""What may come before the mark in a line of its own that names the source of a block quote."""
_BETWEEN = " ,;.[]^"
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’»)\]]*\s")


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft, its line, from 1, and whom the draft makes say it; None if it makes nobody.

    `beside` tells whether a mark is beside it, or only in the same paragraph. A title of a work is in the same
    marks, but quotes nobody. `denied` is the negation by which the draft takes back that the words were said.
    """

    words: str
    line: int
    speaker: Speaker | None = None
    beside: bool = True
    title: bool = False
    denied: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a draft: the id in it, its line, from 1, and the quotations that it stands for, the nearest first.

    The reference is empty if a quotation has no mark.
    """

    reference: str
    line: int
    quotations: tuple[DraftQuotation, ...] = ()

    @property
    def quotation(self) -> str | None:
        """The words of the quotation next to it; None when there is none."""
        return self.quotations[0].words if self.quotations and self.quotations[0].beside else None

    @property
    def others(self) -> tuple[str, ...]:
        """The words of its other quotations."""
        return tuple(it.words for it in (self.quotations[1:] if self.quotation else self.quotations))


class _Place(NamedTuple):
    """A mark or a reference to a footnote with marks, in code points of the draft, and the ids that it stands for."""

    start: int
    end: int
    references: tuple[str, ...]


class _Owned(NamedTuple):
    """A quotation in code points of the draft, and whether the mark that it belongs to is beside it."""

    span: QuotedSpan
    beside: bool = True


def marks(draft: str) -> Iterator[Mark]:
    """The marks of a draft in order, each with its quotations.

    Those beside it are the nearest one before the mark in its paragraph, list item or row, not beyond the mark before
    it, and those before that in its sentence; else the nearest after it; or the words of the block quote (`> …`) that
    the mark is in, directly follows or announces. The others of the paragraph belong to the mark in their sentence,
    else to the next one, else to the one before. A mark in a footnote without a quotation stands wherever the footnote
    is referred to.
    """
    yield from _read(draft)[0]


def unmarked(draft: str) -> list[Mark]:
    """The quotations of a draft in paragraphs without any mark, in order, each as a mark without a reference."""
    return _read(draft)[1]


def _read(text: str) -> tuple[list[Mark], list[Mark]]:
    """The marks of a draft and its quotations without one, both in order."""
    draft = read_draft(text)
    owned: list[tuple[_Place, list[_Owned]]] = []
    referred: dict[re.Pattern[str], tuple[str, ...]] = {}
    for note in draft.notes:
        own = _owned(draft, note.stretch, _marks_in(note.stretch))
        is_referred_to = any(note.reference.search(stretch.text) for stretch in draft.stretches)
        if own and is_referred_to and not any(quotations for _, quotations in own):
            referred[note.reference] = tuple(id_ for place, _ in own for id_ in place.references)
        else:
            owned += own
    for stretch in draft.stretches:
        owned += _owned(draft, stretch, sorted([*_marks_in(stretch), *_references_in(stretch, referred)]))
    owned.sort(key=lambda each: each[0])
    owned_starts = {quotation.span.start for _, quotations in owned for quotation in quotations}
    parts = sorted([*draft.stretches, *(note.stretch for note in draft.notes)], key=lambda stretch: stretch.start)
    bare = [part for part in parts if not any(part.start <= start < part.end for start in owned_starts)]
    remaining = [span for part in bare for span in quotations_in(part)]
    article = Article("", draft.words, headings=(), language=detect(draft.words))
    return (
        [
            Mark(reference, draft.line(place.start), tuple(_quotation(draft, article, each) for each in quotations))
            for place, quotations in owned
            for reference in place.references
        ],
        [
            Mark("", it.line, (it,))
            for it in (_quotation(draft, article, _Owned(span, beside=False)) for span in remaining)
        ],
    )


def _marks_in(stretch: Stretch) -> list[_Place]:
    """The marks of a stretch."""
    matches = MARK.finditer(stretch.text)
    return [_Place(stretch.start + it.start(), stretch.start + it.end(), (it[1].lower(),)) for it in matches]


def _references_in(stretch: Stretch, referred: Mapping[re.Pattern[str], tuple[str, ...]]) -> Iterator[_Place]:
    """The references of a stretch to footnotes, each with the ids of the footnote's marks."""
    for pattern, references in referred.items():
        for match in pattern.finditer(stretch.text):
            yield _Place(stretch.start + match.start(), stretch.start + match.end(), references)


def _quotation(draft: Draft, article: Article, owned: _Owned) -> DraftQuotation:
    """A quotation with its line and its speaker.

    Args:
        draft: The draft.
        article: What it says, as an article in which a speaker can be read.
        owned: The quotation.
    """
    span = owned.span
    speaker = claimed_speaker(article, span.start, span.end)
    if speaker and speaker.names and _names_only_inside(speaker.names, draft.words, span):
        speaker = None
    title = speaker is None and is_title(draft.words[: span.start], span.inner)
    denied = _denial(article, span)
    return DraftQuotation(plain_words(span.inner), draft.line(span.start), speaker, owned.beside, title, denied)


def _names_only_inside(names: Sequence[str], words: str, span: QuotedSpan) -> bool:
    """Whether only the quoted words name who speaks, as in `“The tram, announced Ana Ruiz, returns”`.

    The source says so in the same words, or they are not verbatim: the draft claims nothing besides.

    Args:
        names: Who is said to speak.
        words: The draft's.
        span: The quotation.
    """
    surnames = [name.split()[-1] for name in names]
    return all(name in span.inner and words.count(name) == span.inner.count(name) for name in surnames)


def _denial(article: Article, span: QuotedSpan) -> str:
    """The first negation in a draft that reaches a quotation of it: `Ana Petrov never said “…”`; empty if none does.

    Args:
        article: What the draft says, as an article.
        span: The quotation.
    """
    sentence = sentence_around(article, span.start, span.end)
    if sentence is None:
        return ""
    # What the draft says of the words in its next sentence, it does not say of who said them.
    alone, at = Article("", sentence.exact, language=article.language), sentence.start
    cautions = edge_cautions(alone, Sentence(sentence.exact, 0, len(sentence.exact)), span.start - at, span.end - at)
    return next((each.words for each in cautions if each.kind is CautionKind.NEGATION), "")


def _owned(draft: Draft, stretch: Stretch, places: Sequence[_Place]) -> list[tuple[_Place, list[_Owned]]]:
    """Each mark of a stretch with the quotations that belong to it, those beside it first, the nearest first.

    Args:
        draft: The draft.
        stretch: A part of it.
        places: The marks in it, in order.
    """
    if stretch.is_block_quote:
        return _of_block_quote(stretch, places)
    spans = quotations_in(stretch)
    beside = [_beside(draft.text, stretch, spans, place) for place in places]
    starts = {span.start for row in beside for span in row}
    owned = [[_Owned(span) for span in row] for row in beside]
    for span in spans:
        if places and span.start not in starts:
            owned[_nearest(draft.text, span, places)].append(_Owned(span, beside=False))
    for place, row in zip(places, owned, strict=True):
        if not row and (block := _block_quote_of(stretch, place)):
            row.append(_Owned(block))
    return list(zip(places, owned, strict=True))


def _nearest(text: str, span: QuotedSpan, places: Sequence[_Place]) -> int:
    """The index of the mark that a quotation belongs to which has none beside it."""
    before = [i for i, place in enumerate(places) if place.end <= span.start]
    after = [i for i, place in enumerate(places) if span.end <= place.start]
    if before and not _SENTENCE_END.search(text, places[before[-1]].end, span.start):
        return before[-1]
    return after[0] if after else before[-1] if before else 0


def _beside(text: str, stretch: Stretch, spans: list[QuotedSpan], mark: _Place) -> list[QuotedSpan]:
    """The quotation of a stretch that is next to a mark, and those before it in its sentence, nearest first.

    Args:
        text: The draft.
        stretch: The part of it.
        spans: Its quotations.
        mark: The mark.
    """
    boundaries = [it.span() for it in _BOUNDARY.finditer(text, stretch.start, stretch.end) if it.start() != mark.start]
    ends = [end for _, end in boundaries if end <= mark.start and text[end : mark.start].strip(_BETWEEN)]
    first = max(ends, default=stretch.start)
    last = min((start for start, _ in boundaries if start >= mark.end), default=None)
    before = [span for span in spans if first <= span.start and span.end <= mark.start <= span.end + MAX_DISTANCE]
    if ends:
        # What goes on in the sentence of the mark before is that one's, unless it is in this one's as well.
        before = [
            span
            for span in before
            if _SENTENCE_END.search(text, first, span.start) or not _SENTENCE_END.search(text, span.end - 2, mark.start)
        ]
    after = [span for span in spans if mark.end <= span.start <= mark.end + MAX_DISTANCE]
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


def _of_block_quote(stretch: Stretch, places: Sequence[_Place]) -> list[tuple[_Place, list[_Owned]]]:
    """Each mark in a block quote with the words before it, from the mark before on; without any, with all words.

    What follows the last one belongs to it, too.
    """
    rows: list[tuple[_Place, list[_Owned]]] = []
    begin, earlier = stretch.start, None
    for place in places:
        own = block_quotation(stretch, begin, place.start) or earlier
        rows.append((place, [_Owned(own)] if own else []))
        begin, earlier = place.end, own
    rest = block_quotation(stretch, begin, stretch.end) if rows else None
    if rest:
        rows[-1][1].append(_Owned(rest, beside=not rows[-1][1]))
    return rows


def _block_quote_of(stretch: Stretch, mark: _Place) -> QuotedSpan | None:
    """The block quote whose source a paragraph names, or that it announces.

    Args:
        stretch: The paragraph, which quotes nothing.
        mark: A mark in it.
    """
    opening, rest = stretch.text[: mark.start - stretch.start], stretch.text[mark.end - stretch.start :]
    before, after = stretch.before, stretch.after
    names_source = opening.strip()[:1] in tuple("—–―-(") and len(opening) <= MAX_SOURCE_LINE
    if before and before.is_block_quote and (names_source or not opening.strip(_BEFORE_SOURCE)):
        return block_quotation(before, before.start, before.end)
    if after and after.is_block_quote and not MARK.search(after.text) and rest.rstrip().endswith((":", "：")):
        return block_quotation(after, after.start, after.end)
    return None
