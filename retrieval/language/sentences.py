"""Text → sentences, by sentencex, which knows the abbreviations of many languages."""

import re

import sentencex

from retrieval.records import Sentence

# French "M." and initials elsewhere end no sentence; in English sentencex knows that itself, and "plan B." may.
_INITIAL = re.compile(r"(?:^|[\s(«“\"'])(?:[A-ZÀ-ÞŁŚŻА-ЯЁІЇЄ]|MM|Mgr|Pr|Me|डॉ)\.\s*\Z")
# "10 a.m. Tuesday", "6 p.m. ET": a time of day and what tells it more closely.
_HOUR = re.compile(r"\b[ap]\.m\.\s*\Z")
_TELLS_HOUR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|March|April|May|June|July"
    r"|[CEMP][DS]?T|GMT|BST|Eastern|Central|Mountain|Pacific)(?!\w)"
)
# After a short word's full stop a small letter goes on with the sentence: "5 p. m. con".
_SHORT = re.compile(r"\b\w{1,3}\.\s*\Z")
_ENGLISH = "en"


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out."""
    tongue = language or _ENGLISH
    found: list[Sentence] = []
    begin: int | None = None
    for piece in sentencex.get_sentence_boundaries(tongue, text[start:end]):
        begin = start + piece["start_index"] if begin is None else begin
        stop = start + piece["end_index"]
        if stop < end and _goes_on(text[begin:stop], text[stop:end], tongue):
            continue
        found += _bare(text, begin, stop)
        begin = None
    return found if begin is None else found + _bare(text, begin, end)


def _goes_on(before: str, after: str, tongue: str) -> bool:
    """Whether a sentence goes on where it was cut."""
    if tongue != _ENGLISH and _INITIAL.search(before):
        return True
    if "\n" in before[len(before.rstrip()) :]:
        return False
    if tongue == _ENGLISH:
        return bool(_HOUR.search(before) and _TELLS_HOUR.match(after))
    return bool(after[:1].islower() and _SHORT.search(before)) or (before.endswith("」") and after.startswith("と"))


def _bare(text: str, start: int, end: int) -> list[Sentence]:
    """A stretch of a text as a sentence without white space around it; none when nothing else is there."""
    exact = text[start:end]
    bare = exact.strip()
    begin = start + len(exact) - len(exact.lstrip())
    return [Sentence(bare, begin, begin + len(bare))] if bare else []
