"""Spelling correction: a word that occurs nowhere → the word of the archive that was likely meant.

Two things count: how many letters differ (a slip of the fingers), and how many sounds do (a name brought over from
another script: Kiev and Kyiv, Netanjahu and Netanyahu, Selenskyj and Zelenskyy sound alike and are far apart in
letters). Of words about as near, the more frequent one was meant. A word with none near enough is left alone.
"""

import gzip
import importlib.util
import json
import math
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from retrieval.language.expressions import expression

SHORTEST = 4
"""The fewest letters of a word that is corrected or corrected to; shorter ones have too many neighbours."""

FREQUENCY_BONUS = 0.3
"""What occurring in ten times as many passages is worth, in letters of difference. Of the 22 words in the tests all are
right with .1 to .6, and 21 without."""

LONG = 6
"""Two words that agree in this many sounds or more do not by chance: "lukashenko" and "lukaschenko". With 4 to 8 the 22
words in the tests are right."""

RARER = 10
"""Another spelling of a name occurs in at least one passage for every this many of the likeliest one; a rarer word is
another word. With 5 to 20 the 22 words in the tests are right."""

_WORD = expression(rf"[^\W\d_]{{{SHORTEST},}}")
_ASCII_WORD = expression(rf"[a-z]{{{SHORTEST},}}")  # The same in small letters without accents, in half the time.
_LETTERS = expression(r"[^\W\d_]+")
_MUTE_E = expression("(?<=[bcdfgklmnprstvz])e$", re.MULTILINE)
_U = expression("eau|ou|oo")
_TCH = expression("tsch|tch")
_S = expression("sch|sh|zh|ß|c(?=[eiy])|z")
_K = expression("ck|[kc]h|[cq]")
_ONE_SOUND = str.maketrans({"w": "v", "x": "ks", "j": "i", "y": "i", "e": "i", "o": "u"})
_DOUBLED = expression(r"(.)\1+")


@lru_cache(maxsize=1_000)
def is_word(word: str, language: str | None) -> bool:
    """Whether a word is one of a language, in any of its forms; False in a language whose words are not known.

    Args:
        word: In lower case.
        language: An ISO 639-1 code.
    """
    listed = _dictionary(language or "")
    return any(f"{json.dumps(word, ensure_ascii=ascii_only)}:".encode() in listed for ascii_only in (False, True))


@cache
def _dictionary(language: str) -> bytes:
    """The frequency list of a language that pyspellchecker has, as JSON: in ar, de, en, es, fr, it, nl, pt, ru.

    It is searched as it is, since of a dictionary of 340,000 words most are never asked for.
    """
    package = importlib.util.find_spec("spellchecker")
    folders = package.submodule_search_locations if package else None
    file = Path(folders[0], "resources", f"{language}.json.gz") if folders and language.isalpha() else None
    return gzip.decompress(file.read_bytes()) if file is not None and file.is_file() else b""


class ArchiveWord(NamedTuple):
    """A word of the archive as it is spelled there, in lower case, the term it is looked up by, and its sounds."""

    word: str
    term: str
    sounds: str


class SoundKey(NamedTuple):
    """What words that sound alike have in common: their first sound, and about how many sounds they have."""

    first: str
    length: int


def spellings(text: str, longest: int) -> set[str]:
    """The words of a text that another word may be corrected to, of up to `longest` letters, in lower case."""
    lower = text.lower()
    return {word for word in {*(_ASCII_WORD if lower.isascii() else _WORD).findall(lower)} if len(word) <= longest}


def letters(word: str) -> str:
    """The longest run of letters in a word, in lower case: the part that is compared."""
    return max(_LETTERS.findall(word.lower()), key=len, default="")


@lru_cache(maxsize=1_000)
def sounds(word: str) -> str:
    """A word as it sounds, roughly: letters that transliterations interchange are one, doubled ones are single.

    A phonetic key in the manner of Soundex and Metaphone, for names brought over from other scripts.
    """
    return _sounds(word)


def sounds_of_each(words: Sequence[str]) -> list[str]:
    """The `sounds` of many words, which have letters only; one by one that takes several times as long."""
    return _sounds("\n".join(words)).split("\n") if words else []


def _sounds(lines: str) -> str:
    """The words on some lines as they sound."""
    lines = _U.sub("u", _MUTE_E.sub("", lines))
    lines = _S.sub("s", _TCH.sub("k", lines))
    lines = _K.sub("k", lines.replace("ph", "f").replace("th", "t").replace("dh", "d"))
    return _DOUBLED.sub(r"\1", lines.translate(_ONE_SOUND))


def is_corrected(word: str) -> bool:
    """Whether a word in lower case may be corrected: it is neither short nor of a script without spaces."""
    return len(word) >= SHORTEST and not ("\u0e00" <= word[0] <= "\u1fff" or word[0] >= "\u2e80")


def sound_key(word: str) -> SoundKey | None:
    """The sound key of a word in lower case; None if it is never corrected."""
    if not is_corrected(word):
        return None
    word_sounds = sounds(word)
    return SoundKey(word_sounds[0], len(word_sounds))


def near(word: str, candidates: Sequence[ArchiveWord]) -> list[tuple[float, ArchiveWord]]:
    """Those words of the archive that aren't too far away from a word that occurs nowhere, each with how far it is.

    Args:
        word: Its letters.
        candidates: Words whose sound keys are near that of the word.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    word_sounds = sounds(word)
    farthest = _farthest(word)
    # Where no letter differs, sounds alone make the distance: two thirds of theirs.
    by_sound = process.extract_iter(
        word_sounds,
        [candidate.sounds for candidate in candidates],
        scorer=OSA.distance,
        score_cutoff=int(1.5 * farthest),
    )
    distances = (
        (_distance(OSA.distance(word, candidates[number].word), sound_distance, len(word_sounds)), candidates[number])
        for _, sound_distance, number in by_sound
    )
    return [(distance, candidate) for distance, candidate in distances if distance <= farthest]


def likeliest(
    word: str, near: Sequence[tuple[float, ArchiveWord]], doc_freq: Callable[[str], int]
) -> list[ArchiveWord]:
    """The word of the archive that was likely meant, then the others that sound exactly like the word typed.

    An archive in several languages spells a name in several ways: Kiev is Kyiv here and Kiew there.

    Args:
        word: The letters of a word that occurs nowhere.
        near: Words of the archive, and how far they are from it.
        doc_freq: In how many passages a term occurs.
    """
    word_sounds = sounds(word)
    with_counts = ((distance, candidate, doc_freq(candidate.term)) for distance, candidate in near)
    scored = [
        (distance - FREQUENCY_BONUS * math.log10(passages), candidate)
        for distance, candidate, passages in with_counts
        if passages
    ]
    best_first = [candidate for _, candidate in sorted(scored)]
    if not best_first or best_first[0].sounds != word_sounds:
        return best_first[:1]
    fewest = doc_freq(best_first[0].term) / RARER
    return [other for other in best_first if other.sounds == word_sounds and doc_freq(other.term) >= fewest]


def _farthest(word: str) -> float:
    """How far the word that was meant may be away, in letters; a longer word may be farther.

    With 7 to 9 and 9 to 11 letters as bounds the 22 words in the tests are right, with 12 for the second 21.
    """
    return 1.0 if len(word) < 8 else 1.5 if len(word) < 10 else 2.0


def _distance(letter_distance: int, sound_distance: int, length: int) -> float:
    """How far two words are apart, in letters: a third of the letters that differ and two thirds of the sounds.

    Args:
        letter_distance: How many letters differ (optimal string alignment).
        sound_distance: How many sounds differ.
        length: How many sounds the word has; long words of the same sounds are one name, however it is spelled.
    """
    distance = (letter_distance + 2 * sound_distance) / 3
    return min(distance, 1.0) if sound_distance == 0 and length >= LONG else distance
