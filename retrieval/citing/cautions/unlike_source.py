"""Where the writing of a quotation is not that of its source: marks of irony, capital letters, a heading as text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.articles.blocks import blocks
from retrieval.citing.folding import fold_quotation, quoted_places
from retrieval.records import Article, Caution, CautionKind

_MARKS_OR_STRESS = "“”„«»‘’‚‹›「」『』\"'*_"
_SET_APART = re.compile(
    r"(?:(?<![^\s(\[])[\"‘‚‹›»]|[“„«「『])\s?(?P<words>[^\W\d_]++(?:[-'’ ][^\W\d_]++){0,2})\s?"
    r"(?:[”“»«」』]|[\"’‘›‹](?!\w))"
)
"""Up to three words in quotation marks: whoever sets them apart does not mean them, or not so."""

_FIRST_WITHOUT_SPACES = "\u2e80"
DOUBLE_MARKS = frozenset('“”„«»「」『』"')
_OF_A_STYLE = 2
"""Words in other capital letters; where there are more, a headline is written as a sentence or the other way round."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"[^\W_]+")
_OPENS_SENTENCE = re.compile(r"(?:[.!?:…][”“»\"’)]?\s|\n|[“„«‘\"])\s?\Z")


def unlike_source(pieces: Sequence[str], article: Article, spans: Iterable[tuple[int, int]]) -> Iterator[Caution]:
    """The cautions about marks of irony that a quotation drops, names that it writes as other words, and headings.

    Capital letters count where the writer kept those of other words, and not at the beginning of a sentence. A heading
    is quoted only where its words are nowhere else in the article.

    Args:
        pieces: The quotation between its ellipses, as its writer has it.
        article: Where it stands.
        spans: Where each piece does, in its code points.
    """
    spans = list(spans)
    if heading := _heading_of(article, spans):
        yield Caution(CautionKind.HEADING, None, heading)
    for piece, (start, end) in zip(pieces, spans, strict=False):
        mark = article.text[start - 1 : start]
        there = (mark if mark in DOUBLE_MARKS else "") + article.text[start:end]
        # Other marks than those of a word or two are of speech, and so may theirs be.
        of_speech = not DOUBLE_MARKS.isdisjoint(_SET_APART.sub("", there).removeprefix(mark))
        for match in () if of_speech else _SET_APART.finditer(there):
            words = match["words"]
            if any(word[0].isupper() for word in words.split()) or len(match[0]) + 1 >= len(there):
                continue
            whole = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0] < _FIRST_WITHOUT_SPACES else re.escape(words)
            here = re.compile(rf"(?P<mark>[{_MARKS_OR_STRESS}]\s?)?{whole}", re.IGNORECASE)
            if any(here.finditer(piece)) and not any(each["mark"] for each in here.finditer(piece)):
                yield Caution(CautionKind.MARKS, None, words)
        yield from _other_capitals(piece, there)


def _heading_of(article: Article, spans: Sequence[tuple[int, int]]) -> str | None:
    """The heading of an article that has all of a quotation, which its text has not; None where there is none."""
    first, last = spans[0][0], spans[-1][1]
    if _BLANK_LINE.search(article.text, first, last):
        return None
    titles = [(each.start, each.end) for each in blocks(article.text, article.headings) if each.heading is not None]
    title = next((span for span in titles if span[0] <= first and last <= span[1]), None)
    if title is None:
        return None
    folded, words = fold_quotation(article.text), fold_quotation(article.text[first:last]).text.strip()
    places = (folded.span(*place) for place in quoted_places(words, folded.text))
    if not all(any(low <= start and end <= high for low, high in titles) for start, end in places):
        return None
    return article.text[slice(*title)]


def _other_capitals(piece: str, there: str) -> Iterator[Caution]:
    """Words within sentences that begin with a small letter in one of two texts, and with a capital in the other."""
    mine, theirs = (list(_WORD.finditer(text)) for text in (piece, there))
    if piece == there or [each[0].casefold() for each in mine] != [each[0].casefold() for each in theirs]:
        return
    inner = [
        (one[0], other[0])
        for one, other in list(zip(mine, theirs, strict=True))[1:]
        if not _OPENS_SENTENCE.search(there, max(0, other.start() - 4), other.start())
    ]
    unlike = [other for one, other in inner if one != other and one[:1].isupper() != other[:1].isupper()]
    kept = any(one == other and one[:1].isupper() for one, other in inner)
    if kept and len(unlike) <= _OF_A_STYLE and not any(one.isupper() and len(one) > 1 for one, _ in inner):
        yield from (Caution(CautionKind.CAPITALS, None, word) for word in unlike)
