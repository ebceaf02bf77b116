"""A word that occurs nowhere → the word of the archive that was likely meant.

Two things count: how many letters differ (a slip of the fingers), and how many sounds do (a name brought over from
another script: Kiev and Kyiv, Netanjahu and Netanyahu, Selenskyj and Zelenskyy sound alike and are far apart in
letters). Of words about as near, the more frequent one was meant. What is not near enough is left alone.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Words of fewer letters have too many neighbours."""

FREQUENCY = 0.3
"""What ten times the passages are worth, in letters."""

LONG = 6
"""So many sounds don't come together by chance."""

RARER = 10
"""Another spelling of a name has at least a passage for so many of the likeliest one; else it is another word."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("(?<=[bcdfgklmnprstvz])e$", ""), ("eau|ou|oo", "u"), ("tsch|tch", "k"), ("sch|sh|zh|ß|c(?=[eiy])|z", "s"),
        ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck|[kc]h|[cq]", "k"), ("w", "v"), ("x", "ks"), ("[jye]", "i"),
        ("o", "u"), (r"(.)\1+", r"\1"),
    ]
]  # fmt: skip


class ArchiveWord(NamedTuple):
    """A word of the archive as it is written there, lower-cased, the term it is looked up by, and its sounds."""

    word: str
    term: str
    sound: str


class SoundKey(NamedTuple):
    """Where a word is kept: by the first of its sounds and by how many it has."""

    first: str
    length: int


def spellings(text: str) -> set[str]:
    """The words of a text that another word may be read as, lower-cased."""
    return set(_WORD.findall(text.lower()))


def letters(word: str) -> str:
    """The longest run of letters in a word, lower-cased: what is compared of it."""
    return max(_LETTERS.findall(word.lower()), key=len, default="")


def sounds(word: str) -> str:
    """A word as it sounds, roughly: letters that transliterations interchange are one, doubled ones single."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def sound_key(word: str) -> SoundKey | None:
    """Where a word is kept; None for one that is never taken for another: short, or of a script without spaces."""
    if len(word) < SHORTEST or "\u0e00" <= word[0] <= "\u1fff" or word[0] >= "\u2e80":
        return None
    sound = sounds(word)
    return SoundKey(sound[0], len(sound))


def likeliest(word: str, candidates: Sequence[ArchiveWord], doc_freq: Callable[[str], int]) -> list[ArchiveWord]:
    """The candidate that was likely meant, and after it those that sound like it and like the word; none too far away.

    A name stands in a mixed archive in several spellings: Kiev is Kyiv here and Kiew there.

    Args:
        word: The letters of what occurs nowhere.
        candidates: Words of the archive, from the shelves near its own.
        doc_freq: In how many passages a term occurs.
    """
    sound = sounds(word)
    allowed = _allowed(word)
    near = process.extract_iter(
        sound, [candidate.sound for candidate in candidates], scorer=OSA.distance, score_cutoff=int(1.5 * allowed)
    )
    found: list[tuple[float, ArchiveWord]] = []
    for _, unlike, place in near:
        candidate = candidates[place]
        cost = _cost(OSA.distance(word, candidate.word), unlike, len(sound))
        if cost <= allowed and (passages := doc_freq(candidate.term)):
            found.append((cost - FREQUENCY * math.log10(passages), candidate))
    meant = [candidate for _, candidate in sorted(found)]
    if not meant or meant[0].sound != sound:
        return meant[:1]
    common = doc_freq(meant[0].term) / RARER
    return [each for each in meant if each.sound == sound and doc_freq(each.term) >= common]


def _allowed(word: str) -> float:
    """How far the word that is meant may be away, in letters."""
    return 1.0 if len(word) < 8 else 1.5 if len(word) < 10 else 2.0


def _cost(differ: int, unlike: int, length: int) -> float:
    """How far two words are apart, in letters: a third of the letters that differ, two thirds of the sounds.

    Long words of the same sounds are one name, however it is spelled.
    """
    cost = (differ + 2 * unlike) / 3
    return min(cost, 1.0) if unlike == 0 and length >= LONG else cost
