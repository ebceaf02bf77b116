"""Text → sentences, by sentencex, which knows the abbreviations of many languages."""

from collections.abc import Iterator

import sentencex

from retrieval.language.expressions import expression
from retrieval.records import Sentence

# French "M." and initials do not end a sentence. In English sentencex knows that itself, and "plan B." may end one.
_INITIAL = expression(r"(?:^|[\s(«“\"'])(?:[A-ZÀ-ÞŁŚŻА-ЯЁІЇЄ]|MM|Mgr|Pr|Me|डॉ)\.\s*\Z")
# "10 a.m. Tuesday", "6 p.m. ET": a time of day, and a day or time zone that belongs to it.
_HOUR = expression(r"\b[ap]\.m\.\s*\Z")
_DAY_OR_ZONE = expression(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|March|April|May|June|July"
    r"|[CEMP][DS]?T|GMT|BST|Eastern|Central|Mountain|Pacific)(?!\w)"
)
# After the full stop of a short word, a lower-case letter continues the sentence: "5 p. m. con".
_SHORT = expression(r"\b\w{1,3}\.\s*\Z")
_ENGLISH = "en"
# "The road opens in May. It is new": words that sentencex takes for abbreviations, which hardly stand before a capital.
_WHOLE_WORD = expression(r"\b(?:May|art|fig|ill|me|no|ore)\.(?=\s+[A-Z“\"])\s*")

LONGEST_PIECE = 10_000
"""A longer text is cut in pieces of up to this many code points, at the end of a sentence or a word where there is one:
sentencex takes time by the square of a text's length on some (60,000 opening quotation marks: 1.1 s)."""

_LOOK_BACK, _LOOK_AHEAD = 200, 40  # Abbreviations and the words that follow them are shorter.
_PIECE_ENDS = ("\n", ". ", "。", " ")


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out.

    Args:
        text: The whole text; the offsets of the sentences count its code points.
        start: Where the first sentence begins.
        end: Where the last one ends, exclusive.
        language: An ISO 639-1 code; English when not given.
    """
    language = language or _ENGLISH
    cut: list[Sentence] = []
    begin: int | None = None
    for first, stop in _boundaries(text, start, end, language):
        begin = first if begin is None else begin
        before = text[max(begin, stop - _LOOK_BACK) : stop]
        if stop < end and stop - begin < LONGEST_PIECE and _goes_on(before, text[stop : stop + _LOOK_AHEAD], language):
            continue
        cut += _stripped(text, begin, stop)
        begin = None
    return cut if begin is None else cut + _stripped(text, begin, end)


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Where sentencex has each sentence of `text[start:end]` start and end."""
    while start < end:
        stop = _end_of_piece(text, start, end)
        for piece in sentencex.get_sentence_boundaries(language, text[start:stop]):
            begin, end_of_piece = start + piece["start_index"], start + piece["end_index"]
            if language == _ENGLISH:
                for match in _WHOLE_WORD.finditer(text, begin, end_of_piece):
                    yield begin, match.end()
                    begin = match.end()
            yield begin, end_of_piece
        start = stop


def _end_of_piece(text: str, start: int, end: int) -> int:
    """Where to cut a text that is too long: after the last line, else sentence, else word that fits in a piece."""
    farthest = start + LONGEST_PIECE
    if end <= farthest:
        return end
    ends = (text.rfind(mark, start, farthest) + len(mark) for mark in _PIECE_ENDS)
    return next((stop for stop in ends if stop > start + LONGEST_PIECE // 2), farthest)


def _goes_on(before: str, after: str, language: str) -> bool:
    """Whether a sentence that was cut between two texts goes on."""
    if language != _ENGLISH and _INITIAL.search(before):
        return True
    if "\n" in before[len(before.rstrip()) :]:
        return False
    if language == _ENGLISH:
        return before.rstrip().endswith(".m.") and bool(_HOUR.search(before) and _DAY_OR_ZONE.match(after))
    return bool(after[:1].islower() and _SHORT.search(before)) or (before.endswith("」") and after.startswith("と"))


def _stripped(text: str, start: int, end: int) -> list[Sentence]:
    """`text[start:end]` as a sentence, without the white space around it; no sentence when nothing else is there."""
    uncut = text[start:end]
    exact = uncut.strip()
    begin = start + len(uncut) - len(uncut.lstrip())
    return [Sentence(exact, begin, begin + len(exact))] if exact else []
