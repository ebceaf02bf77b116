"""Scanned pages whose letters a program recognised, in ALTO and PAGE XML: their blocks are paragraphs."""

from collections.abc import Iterator
from typing import Any

from retrieval.readers.markup.laws import name_of

ROOTS = frozenset({"alto", "PcGts"})

_HYPHENS = ("-", "\xad", "¬", "⸗")
_SECOND_PART = "HypPart2"


def blocks(tree: Any) -> Iterator[str]:
    """The text of each block of a page in order; words that a line's end parts are whole again."""
    is_alto = name_of(tree) == "alto"
    for block in (each for each in tree.iter() if name_of(each) == ("TextBlock" if is_alto else "TextRegion")):
        lines = _alto_lines(block) if is_alto else _page_lines(block)
        text = ""
        for line in filter(None, lines):
            if text.endswith(_HYPHENS) and line[0].islower():
                text = text[:-1] + line
            else:
                text = f"{text} {line}" if text else line
        if text:
            yield text


def _alto_lines(block: Any) -> Iterator[str]:
    for line in (each for each in block.iter() if name_of(each) == "TextLine"):
        yield " ".join(filter(None, map(_alto_word, line)))


def _alto_word(element: Any) -> str:
    """A word; one that goes on in the next line is whole where it begins."""
    if name_of(element) != "String" or element.get("SUBS_TYPE") == _SECOND_PART:
        return ""
    return str(element.get("SUBS_CONTENT") or element.get("CONTENT") or "")


def _page_lines(region: Any) -> Iterator[str]:
    """The lines of a region, not those of regions in it; its own text where it tells no lines."""
    lines = [each for each in region if name_of(each) == "TextLine"]
    for line in lines or [region]:
        equivalent = next((each for each in line if name_of(each) == "TextEquiv"), None)
        unicode_text = None if equivalent is None else next(
            (each for each in equivalent if name_of(each) == "Unicode"), None
        )  # fmt: skip
        yield " ".join((unicode_text.text or "").split()) if unicode_text is not None else ""
