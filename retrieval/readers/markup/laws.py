"""Laws, judgments and debates in Akoma Ntoso and USLM, debates in TEI: what numbers and speakers belong to, fields."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
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


_USLM = ("{http://schemas.gpo.gov/xml/uslm}", "{http://xml.house.gov/schemas/uslm/1.0}")
"""The name spaces of United States Legislative Markup: laws, bills, regulations, issues of the Federal Register."""

_UNSEEN = frozenset({"toc", "sidenote", "page", "ear", "billingCode", "slugLine", "property"})
_LINES = frozenset({
    *("content", "chapeau", "continuation", "enactingFormula", "resolvingClause", "recital", "docTitle", "p", "td"),
    *("officialTitle", "actionDescription", "signature", "sourceCredit", "statement", "congress", "session", "subject"),
    *("agency", "caption", "th"),
})  # fmt: skip
_SMALL = frozenset({
    "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "authority", "source",
})  # fmt: skip
"""Levels whose numbers and headings begin the line of their words; those of larger ones stand alone."""

_FIRST = 5
"""Among so many first elements of a document is its header."""

_APPROVED = re.compile(r"Approved ([A-Z][a-z]+ \d{1,2}, \d{4})")


_OF_BILLS = {
    "enum": "num", "header": "heading", "text": "content", "continuation-text": "continuation", "form": "preface",
    "legis-body": "main", "resolution-body": "main", "amendment-body": "main", "official-title": "officialTitle",
    "action-desc": "actionDescription", "action-date": "date", "whereas": "recital", "dublinCore": "meta",
    "distribution-code": "ear", "attestor": "signature",
}  # fmt: skip
"""What the older markup of bills in Congress (`bill.dtd`) calls what USLM has as well."""


def with_new_names(tree: Any) -> Any:
    """A bill or resolution of Congress in its older markup, changed into USLM; any other document as it is."""
    if tree.tag not in ("bill", "resolution", "amendment-doc") or tree.find("form") is None:
        return tree
    for element in tree.iter():
        if name_of(element) and not element.tag.startswith("{"):
            element.tag = _USLM[0] + _OF_BILLS.get(element.tag, element.tag)
    for header in [each for each in tree.iter() if name_of(each) == "meta"]:
        tree.insert(0, header)
    return tree


def is_uslm(tree: Any) -> bool:
    """Whether a document is in United States Legislative Markup."""
    return isinstance(tree.tag, str) and tree.tag.startswith(_USLM)


def documents(tree: Any) -> list[Any]:
    """The documents in a file of USLM: an issue of the Federal Register has many, each with its own header and text."""
    with_text = [each for each in tree.iter() if any(name_of(child) == "main" for child in each)]
    outer = {above for each in with_text for above in each.iterancestors()}
    return [each for each in with_text if each not in outer]


def as_seen(document: Any) -> Any:
    """A document of USLM, changed: its lines are paragraphs, which begin with the numbers and headings before them."""
    for element in list(document.iter()):
        name = name_of(element)
        if name in _UNSEEN or element.get("display") == "no" or element.get("class") == "footnoteRef":
            element[:], element.text, element.tag = [], None, "metadata"
        elif name in ("title", "subtitle") and any(name_of(each) == "num" for each in element):
            element.tag = "level"
        elif name in _LINES - {"td", "th", "caption"}:
            element.tag = "div" if any(name_of(each) in _LINES for each in _below(element)) else "p"
    for each in [each for part in document if name_of(part) == "preface" for each in part.iter()]:
        each.tail = f"{each.tail or ''} "  # Number, date and chamber may stand next to each other.
    for level in reversed([each for each in document.iter() if name_of(each) in _SMALL]):
        leading = [each for each in level if name_of(each) in ("num", "heading")]
        words = " ".join(" ".join("".join(each.itertext()).split()) for each in leading)
        line = next((each for each in _below(level) if name_of(each) == "p"), None)
        if line is not None:
            line.text = f"{words} {(line.text or '').lstrip()}"
            for each in leading:
                level.remove(each)
        else:
            level.tag = "p"
    return with_leading_words(document)


def _below(element: Any) -> Iterator[Any]:
    """The elements inside of one, but for its notes and what is in them."""
    for child in element:
        if name_of(child) not in ("footnote", "endnote"):
            yield child
            yield from _below(child)


def title_of(document: Any) -> str:
    """What a document of USLM is called: by its subject above its text, else in its header, with its number."""
    preface, meta = (next((each for each in document if name_of(each) == part), None) for part in ("preface", "meta"))
    found = [] if preface is None else [each for each in preface.iter() if name_of(each) == "subject"]
    found += [] if meta is None else [each for each in meta if name_of(each) == "title"]
    return next(filter(None, (" ".join("".join(each.itertext()).split()) for each in found)), "")


def days_of(document: Any) -> Iterator[str | None]:
    """The days of a document of USLM: when it was approved, or appeared; else that of the last thing done with it."""
    for name in ("approvedDate", "publishedDate"):
        yield from ("".join(each.itertext()).strip() for each in document.iter() if name_of(each) == name)
    done = [each for each in document.iter() if name_of(each) == "actionDescription"]
    lines = (" ".join("".join(each.itertext()).split()) for each in done)
    yield from (approved[1] for words in lines if (approved := _APPROVED.match(words)))
    for above in (document, *document.iterancestors()):
        header = next((child for child in islice(above, _FIRST) if name_of(child) == "meta"), ())
        yield from ("".join(each.itertext()).strip() for each in header if str(each.tag).endswith("elements/1.1/}date"))
    days = (each for action in document.iter() if name_of(action) == "action" for each in action.iter())
    yield max((each.get("date") or "" for each in days if name_of(each) == "date"), default=None)


ASIDES = frozenset({"note", "kinesic", "vocal", "incident", "gap"})
"""Elements of a debate in TEI that tell what happens besides what is said, or who speaks."""

_ENDS = (":", ".", ",", "–", "—", "-", "：")
_IN_BRACKETS = ("(", "[", "（")


def name_speakers(tree: Any, people: Mapping[str, str]) -> None:
    """Puts who speaks before the words of each turn of a debate in TEI: by a note above it, and by lists of people.

    Args:
        tree: The debate, whose header may list them.
        people: The names of people by their keys, in small letters, in other files.
    """
    people = {**people} | {
        next((value for key, value in person.attrib.items() if key.endswith("}id")), "").casefold(): name
        for person in tree.iter()
        if name_of(person) == "person" and (name := _name_of(person))
    }
    parents: dict[Any, None] = {}
    for turn in [each for each in tree.iter() if name_of(each) == "u"]:
        note = turn.getprevious()
        name = people.get((turn.get("who") or "").rpartition("#")[2].casefold(), "")
        if note is not None and name_of(note) == "note" and note.get("type") == "speaker":
            called = " ".join("".join(note.itertext()).split())
            is_named = not name or not {*_WORD.findall(name.casefold())}.isdisjoint(_WORD.findall(called.casefold()))
            # An office alone ("The chair:") doesn't say who speaks.
            name = called if is_named else f"{called.rstrip(': ')} ({name}):"
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


_WORD = re.compile(r"\w+")
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
