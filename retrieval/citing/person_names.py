"""Whether two names may be one person's, however they are spelled: titles, accents, apostrophes, transliterations."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from retrieval.citing.eastern_speakers import eastern_name
from retrieval.language.saying import ALL_TITLES, MEN, NICKNAMES, PARTICLES, SUFFIXES, TITLES, WOMEN

_APOSTROPHES = "'’‘ʼʹ`´′ʻ＇"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}]s?(?=\\W|\\Z)|(?<=s)[{_APOSTROPHES}](?=\\W|\\Z)")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h"}
)
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|chtch|szcz", "S"), (r"tsch|tch|tsh|cz", "C"), (r"sch|sh|sz", "S"), (r"ch", "C"),
        (r"zh|dj|dsch", "Z"),
        (r"kh", "h"), (r"ph", "f"), (r"w|ff", "v"), (r"ou", "u"), (r"q|ck", "k"), (r"z", "s"), (r"x", "ks"),
        (r"[yj]", "i"), (r"i+", "i"), (r"ie|io|ia|iu", "e"), (r"ine\Z", "in"), (r"[eo]v\Z", "ov"), (r"(\w)\1+", r"\1"),
    )
)  # fmt: skip
"""Transliterations of one sound into the alphabets of English, German, French and Polish newspapers."""

_CASE_ENDING = re.compile("(?:ого|ему|ому|ыми|ими|ой|ым|им|ом|ем|ей|ою|ий|ый|ая|ую|яя|юю|а|я|у|ю|е|ы|и)\\Z")
"""What Russian cases add to a name or change at its end."""

_NOT_NAMES = ALL_TITLES | SUFFIXES | PARTICLES
_GENDER_OF_TITLE = {title: gender for gender, titles in TITLES.items() if gender for title in titles.split()}
_SHORTEST_STEM = 4
"""Letters that a Russian name keeps at least when its ending is cut, and that two spellings of it share."""


class Fit(Enum):
    """Whether two names are one person's."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, apostrophes, possessives, titles, suffixes and particles.

    All of them when nothing else is left.
    """
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", name)).casefold().replace("-", " ")
    words = _WORD.findall(plain)
    titles = [i for i, word in enumerate(words) if word in ALL_TITLES and not set(words[i + 1 :]) <= _NOT_NAMES]
    bare = [word for word in words[titles[-1] + 1 if titles else 0 :] if word not in _NOT_NAMES]
    return tuple(map(plain_letters, bare or words))


def plain_letters(word: str) -> str:
    """A word without accents, with letters such as ø as the plain ones next to them."""
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS))
    if re.search("[\u0400-\u04ff]", word):  # й is no и with an accent
        return unicodedata.normalize("NFC", word).replace("ё", "е")
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def gender(name: str, role: str = "") -> str:
    """`m` or `f` where title, office or first name tell it; else empty."""
    words = [word.rstrip(".") for word in f"{role} {name}".casefold().split()]
    titled = [_GENDER_OF_TITLE[word] for word in words if word in _GENDER_OF_TITLE]
    if titled:
        return titled[0]
    firsts = [word for word in words if word not in ALL_TITLES][len(role.split()) :] or words
    first = firsts[0] if firsts else ""
    return "" if (first in MEN) == (first in WOMEN) else "m" if first in MEN else "f"


def fit(person: str, name: str) -> Fit:
    """Whether a person that somebody names may be the one that an article names.

    A last name, or a first name alone, fits whoever has it; other first names with the same last name do not. Where
    only the spelling differs as transliterations do, they fit; of one in Chinese characters and one in letters nobody
    can tell. Mrs Holt is not Mr Holt, and hardly Tom Holt.

    Args:
        person: The name that is asked for.
        name: The name as the article has it.
    """
    if (eastern := eastern_name(person)) and (other := eastern_name(name)):
        return Fit.YES if eastern in other or other in eastern else Fit.NO
    if eastern_name(person) or eastern_name(name):
        return Fit.UNSURE
    by_words = _fit_of_words(name_words(person), name_words(name))
    return _fit_of_sexes(person, name) if by_words is Fit.YES else by_words


def _fit_of_sexes(person: str, name: str) -> Fit:
    """Whether two names that fit by their words may be one person's by their titles, or by a title and a first name."""
    if _is_initial(person, name) or _is_initial(name, person):
        return Fit.YES
    titled = [_title_gender(each) for each in (person, name)]
    # A last name alone may be a first name of others: "Lee".
    sexes = [
        sex or (gender(each) if len(name_words(each)) > 1 else "")
        for sex, each in zip(titled, (person, name), strict=True)
    ]
    if not all(sexes) or sexes[0] == sexes[1]:
        return Fit.YES
    return Fit.NO if all(titled) else Fit.UNSURE


def _is_initial(name: str, other: str) -> bool:
    """Whether the "M." before a name is a first name of another's, and not Monsieur: `M. Hollis`, `Margaret Hollis`."""
    first = other.casefold().split()[0]
    return name.casefold().startswith("m. ") and first.startswith("m") and first.rstrip(".") not in ALL_TITLES


def _title_gender(name: str) -> str:
    """`m` or `f` where a title before a name tells it; else empty. King is a last name, too."""
    words = (word.rstrip(".") for word in name.casefold().split()[:-1])
    return next((_GENDER_OF_TITLE[word] for word in words if word in _GENDER_OF_TITLE), "")


def _fit_of_words(person_words: Sequence[str], name_words_there: Sequence[str]) -> Fit:
    """Whether two names may be one person's by their words, without titles."""
    if not person_words or not name_words_there:
        return Fit.UNSURE
    if _joined(person_words) == _joined(name_words_there) or _contains(person_words, name_words_there):
        return Fit.YES
    fewer, more = sorted((person_words, name_words_there), key=len)
    if len(fewer) == 1:  # an initial alone says nothing
        more = tuple(word for word in more if len(word) > 1) or more
    shared = sum(any(_same(word, other) for other in more) for word in fewer)
    if shared == len(fewer) or (shared > 1 and _same(person_words[0], name_words_there[0])):
        return Fit.YES
    if shared and _same(person_words[-1], name_words_there[-1]):
        return _first_names(person_words, name_words_there)
    return Fit.NO


def fits(person: str, names: Iterable[str]) -> Fit:
    """Whether a person may be one of several that an article names."""
    results = {fit(person, name) for name in names}
    return Fit.YES if Fit.YES in results else Fit.UNSURE if Fit.UNSURE in results else Fit.NO


def _first_names(person: Sequence[str], written: Sequence[str]) -> Fit:
    """Whether two people of one last name may be the same, by their first names.

    What comes before the last name may be a title that is not known: only two known first names tell people apart.
    """
    first, other = person[0], written[0]
    if first[:3] == other[:3] and min(len(first), len(other)) > 2:  # Alex, Alexandra
        return Fit.UNSURE
    first_names = MEN | WOMEN
    plain = {plain_letters(name) for name in first_names}
    return Fit.NO if first in plain and other in plain else Fit.UNSURE


def _joined(words: Sequence[str]) -> str:
    return "".join(words)


def _contains(person: Sequence[str], name: Sequence[str]) -> bool:
    """Whether one name written as one word ends the other: `O Neill` and `Aoife O'Neill`."""
    short, long_ = sorted((_joined(person), _joined(name)), key=len)
    starts = {
        sum(map(len, words[:i])) for words in (person, name) if _joined(words) == long_ for i in range(len(words))
    }
    return len(short) >= _SHORTEST_STEM and long_.endswith(short) and len(long_) - len(short) in starts


@lru_cache(maxsize=8192)
def _same(word: str, other: str) -> bool:
    """Whether two words of names are the same, an initial, a nickname, a case or a transliteration of the other."""
    if word == other or (min(len(word), len(other)) == 1 and word[0] == other[0]):
        return True
    if any(word in names and other in names for names in NICKNAMES):
        return True
    if word.replace("ue", "u").replace("oe", "o").replace("ae", "a") == other.replace("ue", "u").replace(
        "oe", "o"
    ).replace("ae", "a"):
        return True
    cyrillic = [bool(re.search("[\u0400-\u04ff]", it)) for it in (word, other)]
    if all(cyrillic):
        return _stem(word) == _stem(other)
    if any(cyrillic):
        native, foreign = (word, other) if cyrillic[0] else (other, word)
        return _alike(_stem(native).translate(_CYRILLIC), foreign) or _sound(native.translate(_CYRILLIC)) == _sound(
            foreign
        )
    return min(len(word), len(other)) >= _SHORTEST_STEM and _sound(word) == _sound(other)


def _stem(word: str) -> str:
    """A Russian name without its case ending."""
    stem = _CASE_ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM - 1 else word


def _alike(stem: str, foreign: str) -> bool:
    """Whether a name in Latin letters is a Russian stem with an ending."""
    stem_sound, whole = _sound(stem), _sound(foreign)
    return len(stem_sound) >= _SHORTEST_STEM - 1 and whole.startswith(stem_sound) and len(whole) - len(stem_sound) <= 2


def _sound(word: str) -> str:
    """A key that spellings of one name in several transliterations share."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
