"""Which words of a question are names: what it hangs on."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from retrieval.language import Word, spelling
from retrieval.language.expressions import expression
from retrieval.language.months import day_words, month_names
from retrieval.language.places import places

CAPITALISED_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital does not tell a name from a noun: only capitalised words in a row are names there."""

_WITHOUT_ARTICLE = expression(r"\b(?:in|nach|aus|bei|von|hat|hatte|liegt|lag|besitzt|zählt)\s\Z")
"""What comes before the name of a place; another noun would have an article."""

_NO_PLACES = frozenset(
    {
        *("anspruch", "arbeit", "aussicht", "bau", "beruf", "betrieb", "bewegung", "form", "frage", "gang", "gefahr"),
        *("geld", "haft", "hause", "holz", "kauf", "kraft", "not", "ordnung", "planung", "rente", "ruhe", "schule"),
        *("sicherheit", "sicht", "stein", "verbindung", "zukunft", "zusammenarbeit"),
    }
)
"""Nouns that are there without one, too."""

_BEFORE_YEARS = frozenset({"anfang", "ende", "herbst", "mitte", "frühjahr", "frühling", "sommer", "winter"})

_CAPITALS_INSIDE = expression(r"[A-ZÄÖÜ]{2}|[a-zäöüß][A-ZÄÖÜ]")
"""As in "DENIC", "EuGH", "EdgeRouter"."""


def names(text: str, words: Sequence[Word], language: str | None) -> frozenset[int]:
    """The words of a question that are names, by their numbers.

    Where nouns have capitals, too, these are two in a row, what stands without an article where a place would,
    countries, and what has capitals inside.

    Args:
        text: The question.
        words: Its words.
        language: Of the question, as an ISO 639-1 code.
    """
    inside = [number for number, word in enumerate(words) if word.start and word.text[:1].isupper()]
    if language not in CAPITALISED_NOUNS:
        return frozenset(inside)
    nouns = [number for number in inside if not _says_when(words[number])]
    in_a_row = {
        number
        for left, right in pairwise(nouns)
        if text[words[left].end : words[right].start] in (" ", ". ")
        for number in (left, right)
    }
    return frozenset(in_a_row.union(number for number in nouns if _is_name(text, words[number])))


_LONG_NAME = 5
"""The fewest letters of a name in which a letter too many, or too few, is a slip."""

_STEM, _ENDING = 4, 3
"""Names that share as many letters, and of whose other letters there are at most so many, differ by case or number."""


def may_be_another(typed: str, read_as: str) -> bool:
    """Whether a name that occurs nowhere may be another one than what it was read as: "Rome" and "Rose".

    So it may if a letter is another one that sounds otherwise, and not of an ending, or if it is very short; not if two
    letters changed places.

    Args:
        typed: The name as typed.
        read_as: The name of the archive.
    """
    first, other = spelling.letters(typed), spelling.letters(read_as)
    if spelling.sounds(first) == spelling.sounds(other) or sorted(first) == sorted(other):
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, other, strict=False)))
    if shared >= _STEM and max(len(first), len(other)) - shared <= _ENDING:
        return False
    return len(first) == len(other) or min(len(first), len(other)) < _LONG_NAME


def _says_when(word: Word) -> bool:
    """Whether a German word is part of a day or a period."""
    small = word.text.lower()
    return small in _BEFORE_YEARS or small in day_words("de") or small in month_names("de")


def _is_name(text: str, word: Word) -> bool:
    """Whether a German word with a capital is likely no common noun."""
    small = word.text.lower()
    if small in places("de") or _CAPITALS_INSIDE.search(word.text):
        return True
    return small not in _NO_PLACES and _WITHOUT_ARTICLE.search(text, 0, word.start) is not None
