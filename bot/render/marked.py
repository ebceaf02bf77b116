"""An article's text as a page shows it: cut where something marked begins or ends, its language and direction named."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

# What may be in an attribute `lang`: a tag of BCP 47, such as pt-BR.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are usually written from right to left, by their ISO 639 codes
(https://www.w3.org/International/questions/qa-scripts)."""

_LEFT_TO_RIGHT_SCRIPT = re.compile(r"-(latn|cyrl)\b", re.IGNORECASE)


WRAPPED = range(50, 131)
"""How long the lines of a text are that was broken at words, in code points; verse, lists and addresses are shorter."""

MOSTLY = 0.7
"""The share of the lines of such a text that are at least as long as that, not counting the last one."""

# A line that has columns, which white space alone keeps apart.
_ROW = re.compile(r"\S(?: *\t\s*| {3,})\S")
_PARAGRAPH_END = re.compile(r"(\n[^\S\n]*\n\s*)")


class Run(NamedTuple):
    """A stretch of text, and what it is marked as; "" for what is not marked."""

    kind: str
    text: str


def runs(text: str, start: int, end: int, spans: Mapping[str, tuple[int, int]]) -> Iterator[Run]:
    """Part of a text, cut where one of the spans begins or ends; a run is of the last span that covers it.

    Args:
        text: The text.
        start: Where the part begins, in code points.
        end: Where it ends.
        spans: By kind, where what is marked begins and ends.
    """
    bounds = {offset for span in spans.values() for offset in span if start < offset < end}
    for low, high in pairwise(sorted({start, end, *bounds})):
        covering = [kind for kind, (first, last) in spans.items() if first <= low < last]
        yield Run(covering[-1] if covering else "", text[low:high])


def language_tag(language: str | None) -> str | None:
    """A language as the attribute `lang` takes it; None for what is none, or not known."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def direction(language: str | None) -> str:
    """The value of the attribute `dir` for text in a language: `auto` if it is not known."""
    if not language:
        return "auto"
    right_to_left = language.lower().partition("-")[0] in RIGHT_TO_LEFT
    return "rtl" if right_to_left and not _LEFT_TO_RIGHT_SCRIPT.search(language) else "ltr"


def layout(paragraph: str) -> str:
    """How the lines of a paragraph are to be shown.

    Returns:
        `prose`, whose lines may be broken anywhere, `lines`, which stay as they are, or `rows`, whose columns do, too.
    """
    lines = paragraph.split("\n")
    if sum(bool(_ROW.search(line)) for line in lines) > len(lines) / 2:
        return "rows"
    long = sum(len(line.rstrip()) in WRAPPED for line in lines[:-1])
    return "prose" if long >= MOSTLY * (len(lines) - 1) else "lines"


def unwrapped(text: str) -> str:
    """A text with a blank where a line of its prose was broken; every code point stays in its place."""
    parts = _PARAGRAPH_END.split(text)
    return "".join(
        part.replace("\n", " ") if i % 2 == 0 and layout(part) == "prose" else part for i, part in enumerate(parts)
    )
