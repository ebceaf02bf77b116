"""Text → sentences, by sentencex, which knows the abbreviations of many languages."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from retrieval.language.expressions import expression
from retrieval.records import Sentence

# French "M." and initials do not end a sentence. In English sentencex knows that itself, and "plan B." may end one.
_INITIAL = expression(r"(?:^|[\s(«“\"'])(?:[A-ZÀ-ÞŁŚŻА-ЯЁІЇЄ]|MM|Mgr|Pr|Me|डॉ)\.\s*\Z")
# "10 a.m. Tuesday", "6 p.m. ET": a time of day, and a day or time zone that belongs to it.
_HOUR = expression(r"\b[ap]\.m\.\s*\Z")
_HOUR_END = ".m."
_DAY_OR_ZONE = expression(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|March|April|May|June|July"
    r"|[CEMP][DS]?T|GMT|BST|Eastern|Central|Mountain|Pacific)(?!\w)"
)
# After the full stop of a short word, a lower-case letter continues the sentence: "5 p. m. con".
_SHORT = expression(r"\b\w{1,3}\.\s*\Z")
# "Selon l'art. 5", "dell’art. 2", "n. 12": with a number. "Il aime l'art. Il peint" has none.
_NUMBERED = expression(r"(?:\b[np]|['’](?:artt?|al|av))\.\s*\Z")
# "Ecco l’ing. Bianchi": sentencex knows these titles behind a straight apostrophe only.
_TITLE = expression(r"’(?:arch|avv|ing|on)\.\s*\Z")
# "Im 19. Jahrhundert", "dem 5. Juli": before a German noun a number with a full stop is an ordinal behind these words.
_GERMAN_ORDINAL = expression(
    r"\b(?:am|an|im|in|ins|vom|zum|zur|beim|bis|ab|d(?:er|ie|as|em|en|es)|jede[mnrs]?|diese[mnrs]?"
    r"|(?:[mds]ein|ihr|unser|kein|ein)(?:e[mnrs]?)?) \d\d?\.\s*\Z",
    re.IGNORECASE,
)
_ONLY_NUMBER = expression(r"\W*\d+\.\s*\Z")
_ENGLISH, _ITALIAN, _GERMAN = "en", "it", "de"
# "The road opens in May. It is new": words that sentencex takes for abbreviations, which hardly stand before a capital.
# Full stops are looked for, and what stands before them: looking for the words takes twenty times as long.
_WHOLE_WORD = expression(r"\.(?=\s+[A-Z“\"])(?:(?<=\b(?:May|art|fig|ill|ore)\.)|(?<=\b(?:me|no)\.))\s*")

LONGEST_PIECE = 10_000
"""A longer text is cut in pieces of up to this many code points, at the end of a sentence or a word where there is one:
sentencex takes time by the square of a text's length on some (60,000 opening quotation marks: 1.1 s)."""

_LOOK_BACK = 200  # Abbreviations are shorter.
_PIECE_ENDS = ("\n", ". ", "。", " ")
_BLOCK = expression(r"[^\n]++(?:\n(?![^\S\n]*+(?:\n|\Z))[^\n]++)*+")
_WORD = expression(r"\s*[^\s\u3000-\u9fff\uac00-\ud7ff\uff00-\uffef]+")
_ENDS = expression(r"[.!?…:。！？।۔][\"'”’»)\]]{0,3}\Z")
_GOING_ON = (",", "-", "–", "—", "(", "&", "/", "،", "、", "，")
"""Behind these a line goes on in the next one."""


FEWEST_ITEMS = 3
"""A list without marks has so many lines; of two it may be chance that both begin big."""

ROOM = 0.75
"""Among lines that are broken by their width a line ends where it is meant to when it is, with the next word, shorter
than this part of the longest one."""


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out.

    The items of a list are sentences, each on its line, also where no full stop ends them.

    Args:
        text: The whole text; the offsets of the sentences count its code points.
        start: Where the first sentence begins.
        end: Where the last one ends, exclusive.
        language: An ISO 639-1 code; English when not given.
    """
    found = _sentences(text, start, end, language)
    if text.count("\n", start, end) < FEWEST_ITEMS - 1:
        return found
    ends = [at for match in _BLOCK.finditer(text, start, end) for at in _ends_of_items(match[0], match.start())]
    return [part for each in found for part in _parted(each, ends)] if ends else found


def joined_inside(text: str, found: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Sentences, those joined that only a blank line parts, inside of spans that are a paragraph each.

    Args:
        text: The whole text.
        found: Sentences, in order.
        spans: Where these paragraphs start and end.
    """
    result: list[Sentence] = []
    for each in found:
        before = result[-1] if result else None
        is_open = before is not None and _ENDS.search(before.exact) is None
        if before and is_open and any(start <= before.start and each.end <= end for start, end in spans):
            result[-1] = Sentence(text[before.start : each.end], before.start, each.end)
        else:
            result.append(each)
    return result


def _parted(sentence: Sentence, ends: Sequence[int]) -> Iterator[Sentence]:
    """A sentence, parted at those of the line ends that are inside of it."""
    inside = ends[bisect_right(ends, sentence.start) : bisect_left(ends, sentence.end)]
    for start, end in pairwise([sentence.start, *inside, sentence.end]):
        if exact := sentence.exact[start - sentence.start : end - sentence.start].strip():
            begin = start + sentence.exact[start - sentence.start :].find(exact)
            yield Sentence(exact, begin, begin + len(exact))


def _ends_of_items(block: str, start: int) -> list[int]:
    """Where the lines of a block end that are items of a list, and not broken where they were full.

    Next to each other stand items that begin big; an item may go on in a line that doesn't.

    Args:
        block: Lines without a blank one between them.
        start: Where the block starts in its text.
    """
    lines = block.split("\n")
    if len(lines) < FEWEST_ITEMS:
        return []
    longest = max(map(len, lines))
    sizes = [len(before.rstrip()) + _first_word(line) for before, line in pairwise(lines)]
    begin_big = [_begins_item(before, line) for before, line in pairwise(lines)]
    is_list = all(begin_big) and 2 * sum(size <= longest for size in sizes) >= len(sizes)
    ends, at = [], start
    for line, size, big in zip(lines, sizes, begin_big, strict=False):
        at += len(line) + 1
        if big and (is_list or size <= ROOM * longest):
            ends.append(at)
    return ends


def _first_word(line: str) -> int:
    """How much room the first word of a line takes, and the space before it; one of Chinese or Japanese little."""
    word = _WORD.match(line)
    return 1 + len(word[0]) if word else FEWEST_ITEMS


def _begins_item(before: str, line: str) -> bool:
    """Whether a line may begin an item, as far as its first letter and the end of the line before it tell."""
    first = next(filter(str.isalnum, line), "")
    return first != "" and not first.islower() and not before.rstrip().endswith(_GOING_ON)


def _sentences(text: str, start: int, end: int, language: str | None) -> list[Sentence]:
    """What `sentences` gives, where no line is an item of a list."""
    language = language or _ENGLISH
    may_go_on = language != _ENGLISH or text.find(_HOUR_END, start, end) >= 0
    if not may_go_on and end - start <= LONGEST_PIECE and _WHOLE_WORD.search(text, start, end) is None:
        return _plain_sentences(text, start, end)
    result: list[Sentence] = []
    for first, stop in (_joined if may_go_on else _boundaries)(text, start, end, language):
        if exact := text[first:stop].strip():
            begin = text.find(exact, first)
            result.append(Sentence(exact, begin, begin + len(exact)))
    return result


def _plain_sentences(text: str, start: int, end: int) -> list[Sentence]:
    """What `sentences` gives of a short text in English in which every sentence ends where sentencex has it end."""
    cut: list[Sentence] = []
    for piece in sentencex.segment(_ENGLISH, text[start:end]):
        # Looking for what is long takes preparation, and most pieces stand right behind the one before.
        begin = start if text.startswith(piece, start) else text.find(piece, start)
        start = begin + len(piece)
        if exact := piece.strip():
            begin += piece.find(exact)
            cut.append(Sentence(exact, begin, begin + len(exact)))
    return cut


def _joined(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of `text[start:end]` starts and ends, those joined that go on behind their end."""
    begin: int | None = None
    for first, stop in _boundaries(text, start, end, language):
        begin = first if begin is None else begin
        if stop < end and stop - begin < LONGEST_PIECE and _goes_on(text, begin, stop, language):
            continue
        yield begin, stop
        begin = None
    if begin is not None:
        yield begin, end


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Where sentencex has each sentence of `text[start:end]` start and end."""
    while start < end:
        stop = _end_of_piece(text, start, end)
        has_whole_word = language == _ENGLISH and _WHOLE_WORD.search(text, start, stop) is not None
        # Between paragraphs white space may be left out. The places of sentences are told as well, in twice the time.
        for piece in sentencex.segment(language, text[start:stop]):
            begin = text.find(piece, start)
            start = begin + len(piece)
            if has_whole_word:
                for match in _WHOLE_WORD.finditer(text, begin, start):
                    yield begin, match.end()
                    begin = match.end()
            yield begin, start
        start = stop


def _end_of_piece(text: str, start: int, end: int) -> int:
    """Where to cut a text that is too long: after the last line, else sentence, else word that fits in a piece."""
    farthest = start + LONGEST_PIECE
    if end <= farthest:
        return end
    ends = (text.rfind(mark, start, farthest) + len(mark) for mark in _PIECE_ENDS)
    return next((stop for stop in ends if stop > start + LONGEST_PIECE // 2), farthest)


def _goes_on(text: str, begin: int, stop: int, language: str) -> bool:
    """Whether a sentence that began at one place and was cut at another goes on.

    Args:
        text: The text.
        begin: Where the sentence begins, in code points.
        stop: Where it was cut.
        language: An ISO 639-1 code.
    """
    before = text[max(begin, stop - _LOOK_BACK) : stop]
    words = before.rstrip()
    if language == _ENGLISH:
        if not words.endswith(_HOUR_END) or "\n" in before[len(words) :]:
            return False
        return bool(_HOUR.search(before) and _DAY_OR_ZONE.match(text, stop))
    if _INITIAL.search(before):
        return True
    if "\n" in before[len(words) :]:
        return False
    after = text[stop : stop + 1]
    if after.isdecimal():
        return _NUMBERED.search(before) is not None
    if _ONLY_NUMBER.match(text, begin, stop):
        return after.isalpha()
    if after.isupper():
        title_or_ordinal = {_ITALIAN: _TITLE, _GERMAN: _GERMAN_ORDINAL}.get(language)
        return title_or_ordinal is not None and title_or_ordinal.search(before) is not None
    return bool(after.islower() and _SHORT.search(before)) or (before.endswith("」") and after == "と")
