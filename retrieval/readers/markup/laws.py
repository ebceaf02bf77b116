"""Laws, judgments and debates in Akoma Ntoso: what their numbers and speakers belong to, and their fields."""

from collections.abc import Iterator
from typing import Any

ROOT = "akomaNtoso"

_LEADING = ("num", "from")
"""What is seen in the line of the words that follow it: the number of a subsection, who speaks."""

_BLOCKS = frozenset({"p", "heading", "subheading", "crossHeading"})
_OPENINGS = ("coverPage", "header", "preface", "conclusions")
_OTHER_DAYS = frozenset({
    "generation", "instantiation", "hearing", "xmlconversion", "workdate", "expdate", "mandate", "expression", "xml",
})  # fmt: skip
"""What days of a work are called that may be those of its edition, or of what came before it."""


def with_leading_words(tree: Any) -> Any:
    """A document, changed: each number and speaker stands within the heading or the paragraph that comes after it."""
    for element in [each for each in tree.iter() if name_of(each) in _LEADING]:
        words = " ".join("".join(element.itertext()).split())
        block = _block_behind(element)
        if block is None:
            continue
        parent, before = element.getparent(), element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            parent.text = (parent.text or "") + (element.tail or "")
        parent.remove(element)
        block.text = f"{words} {(block.text or '').lstrip()}"
    return tree


def _block_behind(element: Any) -> Any | None:
    """The first heading or paragraph among what comes after an element; None where there is none, or another number."""
    for sibling in element.itersiblings():
        for each in sibling.iter():
            if name_of(each) in _BLOCKS:
                return each
            if name_of(each) == "num":
                return None
    return None


def titles(tree: Any) -> Iterator[str]:
    """What a document is called, the most trusted first."""
    for name in ("docTitle", "shortTitle"):
        yield from (" ".join("".join(each.itertext()).split()) for each in tree.iter() if name_of(each) == name)


def days(tree: Any) -> Iterator[str | None]:
    """When a document was passed, given or held, as it says itself first; never when an edition of it was made."""
    for opening in (each for each in tree.iter() if name_of(each) in _OPENINGS):
        yield from (each.get("date") for each in opening.iter() if name_of(each) == "docDate")
    work = next((each for each in tree.iter() if name_of(each) == "FRBRWork"), None)
    dated = [] if work is None else [each for each in work if name_of(each) == "FRBRdate"]
    told = {each.get("date") for each in dated if (each.get("name") or "").lower() not in _OTHER_DAYS}
    yield from told if len(told) == 1 else ()


def name_of(element: Any) -> str:
    """An element's name without its namespace; none of comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
