"""Text → sentences, by sentencex, which knows the abbreviations of many languages."""

import re

import sentencex

from retrieval.records import Sentence

# French "M." and initials elsewhere end no sentence; in English sentencex knows that itself, and "plan B." may.
_INITIAL = re.compile(r"(?:^|[\s(«“\"'])(?:[A-ZÀ-ÞŁŚŻА-ЯЁІЇЄ]|MM|Mgr|Pr|Me)\.\s*\Z")
_ENGLISH = "en"


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out."""
    tongue = language or _ENGLISH
    found: list[Sentence] = []
    begin: int | None = None
    for piece in sentencex.get_sentence_boundaries(tongue, text[start:end]):
        begin = start + piece["start_index"] if begin is None else begin
        stop = start + piece["end_index"]
        if tongue != _ENGLISH and stop < end and _INITIAL.search(text[begin:stop]):
            continue
        found += _bare(text, begin, stop)
        begin = None
    return found if begin is None else found + _bare(text, begin, end)


def _bare(text: str, start: int, end: int) -> list[Sentence]:
    """A stretch of a text as a sentence without white space around it; none when nothing else is there."""
    exact = text[start:end]
    bare = exact.strip()
    begin = start + len(exact) - len(exact.lstrip())
    return [Sentence(bare, begin, begin + len(bare))] if bare else []
