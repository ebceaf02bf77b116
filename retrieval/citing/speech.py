"""Where an article's paragraphs quote: what is in quotation marks, after a dash of dialogue, after a label."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from retrieval.articles.chats import turns
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.language.saying import DAYS, NOBODY, PRONOUNS, SAYING, word_set

_DASHES = "—–―"
_DIALOGUE = re.compile(rf"[ \t]*(?:[{_DASHES}]|-(?=\s))\s*")
_TURN = re.compile(rf"\s[{_DASHES}]\s?|(?<=[\w.,!?…])[{_DASHES}](?=[\s.,;])|\s-\s")
_INCISE = re.compile(r"(?<=[,!?…])\s+(?=(\w[\w’'-]*)(?:\s+(\w[\w’'-]*))?)")
_STRAIGHT_CLOSING = re.compile(r"“([^“”„\"\n]*[^\s“”„\"])\"(?!\w)")
_STRAIGHT_OPENING = re.compile(r"(?<![^\s(\[—–])\"([^\s“”\"][^“”„\"\n]*)”")
_LABEL = re.compile(
    r"(?P<time>[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?(?:\*\*|__)?"
    r"(?P<name>[^\W\d_a-zа-яß-öø-ÿ][^:\n.!?“”\"«»„]{0,60}?(?:\.[^:\n.!?“”\"«»„]{1,40}?){0,3}\.?)"
    r"(?P<aside>\s*[\[(][^\])\n]{0,60}[\])])?(?:\*\*|__)?\s*:(?:\*\*|__)?(?=\s|\Z)\s*"
)
_LABEL_WORDS = 6
"""The most words of a label: a longer opening that ends with a colon is part of a sentence."""

_SMALL = word_set("de del la le von van der den di da do dos du y of and the for al el bin d")


class Label(NamedTuple):
    """A speaker's label at the start of a line, and where the words after it begin."""

    name: str
    start: int
    words: int

    @property
    def shouted(self) -> bool:
        """Whether it is written in capital letters."""
        return self.name.isupper()


@lru_cache(maxsize=32)
def speech(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text quotes, marks included, in code points, in order; quotations within others are left out."""
    dialogue = [
        span
        for line in re.finditer(r"[^\n]+", text)
        if (dash := _DIALOGUE.match(line[0]))
        for span in _turns(text, line.start() + dash.end(), line.end())
    ]
    lines = [(text.rfind("\n", 0, start) + 1, end) for start, end in dialogue]
    quotations = [
        (span.start, span.end)
        for span in quoted_spans(_with_pairs(text))
        if not any(low <= span.start < high for low, high in lines)
    ]
    return tuple(sorted(quotations + dialogue))


def spoken_at(text: str, start: int, end: int) -> list[int]:
    """Which of what a text quotes shares a code point with some of its words: places in `speech`, in order.

    Args:
        text: An article's.
        start: Where the words begin.
        end: Where they end.
    """
    spans = speech(text)
    first = bisect_right(_farthest_ends(text), start)
    last = bisect_left(spans, end, lo=first, key=itemgetter(0))
    return [i for i in range(first, last) if start < spans[i][1]]


@lru_cache(maxsize=32)
def _farthest_ends(text: str) -> tuple[int, ...]:
    """Where what a text quotes ends at the farthest, up to each place: a quotation may go on over others."""
    return tuple(accumulate((end for _, end in speech(text)), max))


def _with_pairs(text: str) -> str:
    """A text, code point for code point, whose curly quotation marks are not paired with straight ones."""
    return _STRAIGHT_OPENING.sub(r"“\1”", _STRAIGHT_CLOSING.sub(r"“\1”", text))


def _turns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spoken parts of a line of dialogue that a dash opens: all but what says who speaks."""
    cuts = [match.span() for match in _TURN.finditer(text, start, end)]
    at = start
    for cut, next_ in [*cuts, (end, end)]:
        if at == start or not _tells_speaker(text[at:cut]):
            incise = next((m for m in _INCISE.finditer(text, at, cut) if _is_saying(m[1], m[2])), None)
            if text[at:cut].strip(" .,"):
                yield at, incise.start() if incise else cut
        at = next_


def _tells_speaker(part: str) -> bool:
    words = re.findall(r"\w[\w’'-]*", part)[:3]
    return bool(words) and not words[0][0].isupper() and any(_is_saying(word, None) for word in words)


def _is_saying(word: str, following: str | None) -> bool:
    """Whether a word, or one after an auxiliary, is a verb of saying; also with a pronoun after a hyphen."""
    verb = word.split("-", maxsplit=1)[0]
    return verb in SAYING or (verb in ("a", "ha", "ont", "s’est", "s'est") and following in SAYING)


@lru_cache(maxsize=32)
def labels(text: str) -> tuple[Label, ...]:
    """The labels of a transcript in order; none in a text that is not one.

    A single line that opens with a name and a colon makes no transcript, unless the name is written in capitals.
    """
    if messages := turns(text):
        return tuple(Label(*message) for message in messages)
    all_labels: list[Label] = []
    for line in re.finditer(r"[^\n]+", text):
        match = _LABEL.match(line[0].lstrip())
        if match and _is_label(match["name"]):
            shift = line.start() + len(line[0]) - len(line[0].lstrip())
            all_labels.append(Label(match["name"].strip("*_ "), shift, shift + match.end()))
    named_labels = [label for label in all_labels if not is_nobody(label.name)]
    if len(all_labels) < 2 and not any(label.shouted and len(label.name) > 2 for label in named_labels):
        return ()
    return tuple(all_labels)


def is_nobody(label: str) -> bool:
    """Whether a label names nobody: `Q`, `Note`, a day, a number."""
    words = [word.rstrip(".") for word in label.casefold().split()]
    return all(word in NOBODY or word in DAYS or not any(map(str.isalpha, word)) for word in words)


def _is_label(name: str) -> bool:
    """Whether the opening of a line looks like a speaker's name: few words, written as names are."""
    words = re.findall(r"\w[\w’'.-]*", name)
    if not 0 < len(words) <= _LABEL_WORDS or any(word.lower() in SAYING for word in words):
        return False
    head = re.split(r"[,(]", name)[0]
    inner = re.findall(r"\w[\w’'.-]*", head)
    if words[0].lower() in PRONOUNS and not name.isupper():
        return False
    return all(not word[0].islower() or word in _SMALL for word in inner)
