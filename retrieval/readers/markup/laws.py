"""Laws, judgments and debates in Akoma Ntoso, debates in TEI: what numbers and speakers belong to, fields."""

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


ASIDES = frozenset({"note", "kinesic", "vocal", "incident", "gap"})
"""Elements of a debate in TEI that tell what happens besides what is said, or who speaks."""

_ENDS = (":", ".", ",", "–", "—", "-", "：")
_IN_BRACKETS = ("(", "[", "（")


def name_speakers(tree: Any) -> None:
    """Puts who speaks before the words of each turn of a debate in TEI, by a note above it, else by its header."""
    people = {
        next((value for key, value in person.attrib.items() if key.endswith("}id")), ""): name
        for person in tree.iter()
        if name_of(person) == "person" and (name := _name_of(person))
    }
    parents: dict[Any, None] = {}
    for turn in [each for each in tree.iter() if name_of(each) == "u"]:
        note = turn.getprevious()
        name = people.get((turn.get("who") or "").lstrip("#"), "")
        if note is not None and name_of(note) == "note" and note.get("type") == "speaker":
            name = " ".join("".join(note.itertext()).split())
            note.getparent().remove(note)
        parents[turn.getparent()] = None
        if name:
            first = next((each for each in turn if name_of(each) == "seg"), turn)
            first.text = f"{name}{' ' if name[-1] in _ENDS else ': '}{(first.text or '').lstrip()}"
    for note in [each for parent in parents for each in parent if name_of(each) == "note"]:
        # What it tells stands in its place, as what happens on a stage does.
        note.tag = f"{note.tag.removesuffix('note')}stage"


def _name_of(person: Any) -> str:
    """The name of a person in a list of people: given before family names."""
    name = next((each for each in person.iter() if name_of(each) == "persName"), None)
    if name is None:
        return ""
    parts = {kind: [" ".join("".join(p.itertext()).split()) for p in name if name_of(p) == kind] for kind in _PARTS}
    return " ".join(word for kind in _PARTS for word in parts[kind] if word) or " ".join(
        "".join(name.itertext()).split()
    )


_PARTS = ("forename", "nameLink", "surname")


def aside(element: Any, inner: str) -> str | None:
    """What is seen of what stands beside the words of a debate; None of a note that is elsewhere.

    Args:
        element: It.
        inner: Its words, as HTML.
    """
    around = next((name_of(each) for each in element.iterancestors() if name_of(each) in ("seg", "u", "div")), "")
    words = " ".join(inner.split())
    if name_of(element) == "note" and around not in ("seg", "u"):
        return None
    if not words:
        return inner
    words = words if words.startswith(_IN_BRACKETS) else f"({words})"
    return f" {words} " if around == "seg" else f"<p>{words}</p>"


def tail(element: Any) -> str:
    """The words behind an element; of `<w join="right">`, a word, without the space that isn't there."""
    words: str = element.tail or ""
    return words.lstrip() if element.get("join") in ("right", "both") else words
