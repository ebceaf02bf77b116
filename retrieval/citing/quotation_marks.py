"""The quotations in a text, by the pairs of marks that European, American and East Asian style guides know.

One table for drafts and for articles. Marks inside a quotation belong to it; apostrophes aren't marks. A quotation that
goes on over paragraphs opens each of them with its mark again and closes in the last one.
"""

import re
from typing import NamedTuple

from retrieval.citing.folding import LETTER
from retrieval.language.expressions import expression
from retrieval.language.normalisation import WITHOUT_SPACES

PAIRS = {
    "“": "”“",  # English, Dutch, Portuguese; German texts on the web close with “ as well
    "„": "“”",  # German, Polish, Czech, Hungarian, Romanian
    "”": "”",  # Swedish, Finnish
    "«": "»",  # French, Spanish, Italian, Portuguese, Russian, Norwegian
    "»": "«»",  # German and Danish books; Swedish and Finnish ones close with » as well
    "‘": "’‘",
    "‚": "‘’",
    "’": "’",
    "‹": "›",
    "›": "‹›",
    '"': '"',
    "'": "'",
    "＂": "＂",
    "「": "」",
    "『": "』",
    "〝": "〟〞",
    "``": "''",  # TeX
}
"""What may close each opening mark."""

_NESTING = frozenset("“«‘‹「『")
"""Marks that open a quotation within one of their own kind."""

_SINGLE = frozenset("'‘’‚")
"""Marks that are, or look like, an apostrophe."""

_ALWAYS_OPEN = frozenset("「『〝„‚")

_MARK = expression("``|''|[" + re.escape("".join({*"".join(PAIRS), *"".join(PAIRS.values())} - {"`"})) + "]")
_PARAGRAPH_END = expression(r"\n[^\S\n]*(?:>[^\S\n]*)?(?:\n|\Z)|\Z")
_PARAGRAPH_START = expression(r"[\s>]*")
_LETTER = expression(LETTER)
_SPACELESS = expression(f"[{WITHOUT_SPACES}]")
# What comes before a quotation: white space, a bracket, a dash, a mark that opens, Markdown's emphasis, a cell's edge.
_BEFORE_OPENING = expression(r"[\s(\[{<>|=:/*_~\-‐-―「『“„«‘‚‹»›\"'’”，、。：；]")
_INNER_SPACE = " \t\n\xa0\u202f\u2009"
# Words that begin with an apostrophe, and years and decades.
_ELISION = expression(r"(?:\d\ds?|tis|twas|til|em|n|cause|bout|round|s|t|ll|re|ve|d|m)(?!\w)", re.IGNORECASE)


class QuotedSpan(NamedTuple):
    """A quotation with its marks, in code points of the text; `inner` is what is between them.

    `closed` is false when its last paragraph ends without the closing mark.
    """

    start: int
    end: int
    inner: str
    closed: bool = True


def quoted_spans(text: str) -> list[QuotedSpan]:
    """The quotations in a text in order, none within another."""
    spans: list[QuotedSpan] = []
    marks = list(_MARK.finditer(text))
    at = 0
    for i, mark in enumerate(marks):
        if mark.start() < at or not _can_open(text, mark):
            continue
        span = _span(text, marks, i)
        if span:
            spans.append(span)
            at = span.end
    return spans


def _span(text: str, marks: list[re.Match[str]], first: int) -> QuotedSpan | None:
    """The quotation that a mark opens; None when it closes nowhere and may be an apostrophe.

    Args:
        text: The text.
        marks: All its marks.
        first: The index of the opening one.
    """
    opening = marks[first]
    inner = opening.end()
    paragraph = _paragraph_end(text, inner)
    i = first + 1
    while True:
        i, closing = _closing(text, marks, i, opening[0], paragraph)
        reopened = _reopened(text, paragraph, opening[0])
        if closing is not None and (closing[1] or reopened is None):
            mark = closing[0]
            return QuotedSpan(opening.start(), mark.end(), text[inner : mark.start()].strip())
        if reopened is None:
            break
        while i < len(marks) and marks[i].start() < reopened:
            i += 1
        paragraph = _paragraph_end(text, reopened)
    if opening[0] in _SINGLE:
        return None
    return QuotedSpan(opening.start(), paragraph, text[inner:paragraph].strip(), closed=False)


def _closing(
    text: str, marks: list[re.Match[str]], first: int, opening: str, end: int
) -> tuple[int, tuple[re.Match[str], bool] | None]:
    """The mark that closes a quotation within a paragraph, and whether all that were opened within it are closed.

    Args:
        text: The text.
        marks: All its marks.
        first: The index of the first one to look at.
        opening: The mark that opened the quotation.
        end: Where the paragraph ends.

    Returns:
        The index of the first mark that was not looked at, and None when nothing closes it.
    """
    depth, last, i = 1, None, first
    while i < len(marks) and marks[i].start() < end:
        mark = marks[i]
        i += 1
        if mark[0] in PAIRS[opening] and _can_close(text, mark, opening) and not _is_possessive(text, marks, i - 1):
            depth -= 1
            last = mark
            if depth == 0:
                return i, (mark, True)
        elif mark[0] == opening and opening in _NESTING and _can_open(text, mark):
            depth += 1
    return i, None if last is None else (last, False)


def _paragraph_end(text: str, at: int) -> int:
    match = _PARAGRAPH_END.search(text, at)
    return match.start() if match else len(text)


def _reopened(text: str, paragraph: int, opening: str) -> int | None:
    """Where the words of the next paragraph begin after the mark that opens it again; None when none does.

    Args:
        text: The text.
        paragraph: Where the paragraph before it ends.
        opening: The mark.
    """
    start = _PARAGRAPH_START.match(text, paragraph)
    at = start.end() if start else paragraph
    reopening = (opening, "»") if opening == "«" else (opening,)  # French and Spanish ones may close to go on
    return at + len(opening) if text.startswith(reopening, at) else None


def _can_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands where quotations begin: after white space or a bracket, before words."""
    if mark[0] not in PAIRS or mark.end() == len(text):
        return False
    if mark[0] in _ALWAYS_OPEN:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end()]
    if before and not _BEFORE_OPENING.match(before) and not _SPACELESS.match(before):
        return False
    if after in _INNER_SPACE:
        return mark[0] in '«‹"“' and bool(text[mark.end() :].strip())
    return mark[0] not in _SINGLE or not _ELISION.match(text, mark.end())


def _can_close(text: str, mark: re.Match[str], opening: str) -> bool:
    """Whether a mark stands where quotations end: not before a letter, and a single one not after white space."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if _LETTER.match(after) and after != "_":
        return False
    if mark[0] == opening and mark[0] in "“‘»›":  # it could open one as well
        return not before.isspace()
    return mark[0] not in _SINGLE or not before.isspace() or opening == "‚"


def _is_possessive(text: str, marks: list[re.Match[str]], at: int) -> bool:
    """Whether a single mark is the apostrophe of a plural, "the tenants' rent": another one closes the quotation.

    Args:
        text: The text.
        marks: All its marks.
        at: The index of the mark.
    """
    mark = marks[at]
    if mark[0] not in "'’" or text[mark.start() - 1 : mark.start()] not in ("s", "x", "z"):
        return False
    if not re.match(r"\s\w", text[mark.end() :]):
        return False
    paragraph = _paragraph_end(text, mark.end())
    for later in marks[at + 1 :]:
        if later.start() >= paragraph or (later[0] in _SINGLE and _can_open(text, later)):
            return False
        if later[0] == mark[0] and _can_close(text, later, mark[0]):
            return True
    return False
