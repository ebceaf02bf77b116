"""Other ways of writing the same word or number: Müller as Mueller, organise as organize, 1200 as 1.200."""

import re
from collections.abc import Iterator
from itertools import chain

from retrieval.language.expressions import expression
from retrieval.language.remembered import Remembered

_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss", "œ": "oe"}
"""Letters, and how they are typed on a keyboard without them."""

_SPELLED_IN_TWO_WAYS = [
    (r"(?<=[a-z]{4})is(?=(?:e[ds]?|ers?|ing|ations?)$)", "iz"),
    (r"(?<=[a-z]{4})iz(?=(?:e[ds]?|ers?|ing|ations?)$)", "is"),
    (r"(?<=[a-z]{2})our(?=(?:[sn]|ed|ing|able|ites?|hoods?|s?men)?$)", "or"),
    (r"(?<=[a-z]{2})or(?=(?:[sn]|ed|ing|able|ites?|hoods?|s?men)?$)", "our"),
    (r"(?<=[a-z]{2}[bt])re(?=s?$)", "er"),
    (r"(?<=[a-z]{2}[bt])er(?=s?$)", "re"),
    (r"(?<=[a-z]{4}l)l(?=(?:ed|ers?|ing)$)", ""),
    (r"(?<=[a-z]{3}[aeiou]l)(?=(?:ed|ers?|ing)$)", "l"),
    (r"(?<=[a-z]{2})ence(?=s?$)", "ense"),
    (r"(?<=[a-z]{2})ense(?=s?$)", "ence"),
    (r"(?<=[a-z]{2})ogue(?=s?$)", "og"),
    (r"(?<=[a-z]{2})og(?=s?$)", "ogue"),
    (r"mme(?=s?$)", "m"),
    (r"(?<=[a-z]{3})ys(?=e[ds]?$|ing$)", "yz"),
    (r"(?<=[a-z]{3})yz(?=e[ds]?$|ing$)", "ys"),
    (r"^gray|gray(?=(?:s|ish|ed|ing)?$)", "grey"),
    (r"^grey|grey(?=(?:s|ish|ed|ing)?$)", "gray"),
    (r"^aluminum", "aluminium"),
    (r"^aluminium", "aluminum"),
    (r"^jail", "gaol"),
    (r"^gaol", "jail"),
    (r"^plow", "plough"),
    (r"^plough", "plow"),
    (r"^skeptic", "sceptic"),
    (r"^sceptic", "skeptic"),
    (r"^pajama", "pyjama"),
    (r"^pyjama", "pajama"),
    (r"^donut", "doughnut"),
    (r"^doughnut", "donut"),
    (r"^yogh?urt", "yogurt"),
    (r"^yogurt", "yoghurt"),
    (
        r"(?<=^an)ae(?=[ms])|(?<=^h)ae(?=mo)|(?<=^p)ae(?=d[io])|(?<=^leuk)ae|(?<=^encyclop)ae|(?<=^medi)ae|(?<=^arch)ae",
        "e",
    ),
    (
        r"(?<=^an)e(?=mi)|(?<=^h)e(?=mo)|(?<=^p)e(?=dia)|(?<=^leuk)e|(?<=^encyclop)e|(?<=^medi)e|(?<=^arch)e(?=o)",
        "ae",
    ),
    (r"(?<=^man)oe(?=u)|(?<=^f)oe(?=t)|(?<=^diarrh)oe|^oe(?=s)", "e"),
    (r"(?<=^man)e(?=uv)|(?<=^f)e(?=tus)|(?<=^diarrh)e|^e(?=strog|soph)", "oe"),
]
"""Endings that British and American English spell in two ways, and each in the other way."""

_BRITISH = [(expression(pattern), replacement) for pattern, replacement in _SPELLED_IN_TWO_WAYS]
_ANY_BRITISH = expression("|".join(pattern for pattern, _ in _SPELLED_IN_TWO_WAYS))
_GROUPED = expression(r"\d{1,3}(?:\.\d{3})+")
_WHOLE = expression(r"[1-9]\d{3,}")
_DECIMAL = expression(r"(\d+)([.,])(\d+)")


def of_word(word: str) -> list[str]:
    """The other ways in which a word in lower case may be written, in no order; most of them no word at all."""
    return _OTHERS[word]


def _others(word: str) -> list[str]:
    """The same, worked out."""
    spellings = set(_with_letters(word)) if word.isascii() else {_without_letters(word), *_portuguese(word)}
    # Most words have none of these; to look for all at once takes half of the time.
    if _ANY_BRITISH.search(word):
        spellings.update(pattern.sub(replacement, word) for pattern, replacement in _BRITISH)
    spellings.update(other.replace("ae", "æ") for other in list(spellings) if "ae" in other)
    return sorted(spellings - {word})


_OTHERS = Remembered(_others)
"""Those of words that were met before: some forty patterns are looked for in each."""


def of_number(number: str) -> tuple[str, ...]:
    """The terms of a number as it is written elsewhere: 1.200 as 1200 and the reverse, 3.5 as 3,5.

    Args:
        number: As typed; what isn't a number has no such terms.
    """
    plain = number.replace(",", "")
    if _GROUPED.fullmatch(number):
        return (number.replace(".", ""),)
    if _WHOLE.fullmatch(plain):
        return (f"{int(plain):,}".replace(",", "."),) if len(plain) < 20 else ()
    decimal = _DECIMAL.fullmatch(number)
    return (f"{decimal[1]}{',' if decimal[2] == '.' else '.'}{decimal[3]}",) if decimal else ()


def _portuguese(word: str) -> Iterator[str]:
    """A word with accents with and without the mute consonants that Portuguese spelling lost: óptimo, direcção."""
    yield re.sub("(?<=[aeiouáéíóúâêô])[cp](?=[tcç])", "", word)
    for match in re.finditer("(?<=[aeiouáéíóúâêô])(?=[tç])", word):
        yield from (word[: match.start()] + mute + word[match.start() :] for mute in "cp")


def _without_letters(word: str) -> str:
    """A word as it is typed on a keyboard without its letters."""
    return "".join(_DIGRAPHS.get(letter, letter) for letter in word)


def _with_letters(word: str) -> chain[str]:
    """A word in which a pair of letters, or all of its like, stand for one letter."""
    pairs = [(letter, pair) for letter, pair in _DIGRAPHS.items() if pair in word]
    all_at_once = (word.replace(pair, letter) for letter, pair in pairs)
    each = (
        word[: match.start()] + letter + word[match.end() :]
        for letter, pair in pairs
        for match in re.finditer(pair, word)
    )
    return chain(all_at_once, each)
