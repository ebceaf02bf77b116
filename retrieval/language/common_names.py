"""Names that are common words: the WHO, Theresa May, Will. Written as names they aren't stop words.

Such a name becomes a term of its own, so that "the WHO said" is found and "who said" is not looked up.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import filterfalse

from retrieval.language.expressions import expression
from retrieval.language.normalisation import is_shouted
from retrieval.language.remembered import Remembered

_ENGLISH = "en"

MARK = "\ua7f7"
"""The letter that ends the term of such a name; no language has it, and no stemmer or filter takes it away."""

_ABBREVIATION = expression(r"[A-Z](?<![\w.'-].)(?!(?<=U)S\b)[A-Z]{1,4}(?![\w'-])")
"""A word in capitals; the United States are a case of their own (see `normalisation.normal`). What begins with the
capital, not with what may not stand before it, is found in a third of the time, here and below."""

_INSIDE = expression(r"[A-Z](?<=[a-z0-9,;] .)[a-z]{1,8}(?![\w'-])")
"""A capitalised word that does not begin a sentence."""

_CAPITALISED_CHUNK = expression(r"([A-Z][a-z]{1,8})(?![\w'-])")
"""What `_INSIDE` matches, at the start of what is between white space."""

_LOWER, _CAPITALISED = expression(r"\b[a-z]"), expression(r"[A-Z](?<!\w.)[a-z]")


def ends(text: str, language: str, is_stop_word: Callable[[str], bool]) -> Iterator[int]:
    """Where each common word that is written as a name ends in a text, in code points, in no order.

    In English that is a stop word in capitals or with one, inside a sentence; in other languages, some of which
    capitalise pronouns and nouns, only one in capitals. In a text in capitals there is none, and in one in which most
    words have one ("The Man Who Sold the World") only those in capitals.

    Args:
        text: Any text.
        language: Its bare code.
        is_stop_word: Whether a word, in lower case, is left out of an index.
    """
    if _may_hold_any(text, language, is_stop_word):
        yield from _ends(text, language, is_stop_word)


def _ends(text: str, language: str, is_stop_word: Callable[[str], bool]) -> Iterator[int]:
    """What `ends` gives, also of a text that holds none, but slower."""
    if is_shouted(text):
        return
    yield from (match.end() for match in _ABBREVIATION.finditer(text) if is_stop_word(match[0].lower()))
    if language == _ENGLISH:
        inside = [match.end() for match in _INSIDE.finditer(text) if is_stop_word(match[0].lower())]
        if inside and len(_LOWER.findall(text)) > len(_CAPITALISED.findall(text)):
            yield from inside


def _may_hold_any(text: str, language: str, is_stop_word: Callable[[str], bool]) -> bool:
    """Whether any word that is not in small letters is a stop word; one that only begins with a capital not as first.

    Few sentences have one, and looking at the words, most of which were met before, is faster than the expressions.
    """
    chunks = text.split()
    return any(may_be_common(chunk, language, is_stop_word, opens=True) for chunk in chunks[:1]) or any(
        may_be_common(chunk, language, is_stop_word) for chunk in filterfalse(str.islower, chunks[1:])
    )


def may_be_common(chunk: str, language: str, is_stop_word: Callable[[str], bool], *, opens: bool = False) -> bool:
    """Whether what is between white space may hold a common word that is written as a name.

    Args:
        chunk: The characters.
        language: The bare code of the text's language.
        is_stop_word: Whether a word, in lower case, is left out of an index.
        opens: Whether it opens a text: then only one in capitals counts.
    """
    if chunk == chunk.lower():
        return False
    capitals, capitalised = _common(is_stop_word)[chunk]
    return capitals or (capitalised and not opens and language == _ENGLISH)


@cache
def _common(is_stop_word: Callable[[str], bool]) -> Remembered[tuple[bool, bool]]:
    """Whether what is between white space holds a stop word in capitals, or is one that begins with a capital."""

    def common(chunk: str) -> tuple[bool, bool]:
        capitalised = _CAPITALISED_CHUNK.match(chunk)
        return (
            any(is_stop_word(word.lower()) for word in _ABBREVIATION.findall(chunk)),
            capitalised is not None and is_stop_word(capitalised[1].lower()),
        )

    return Remembered(common)


def marked(text: str, language: str, is_stop_word: Callable[[str], bool], *, likely: bool = False) -> str:
    """A text in which each common word that is written as a name ends with `MARK`.

    Args:
        text: The text.
        language: An ISO 639-1 code.
        is_stop_word: Tells whether a word is a stop word of the language.
        likely: Whether there may well be one, so that its words needn't be looked at first.
    """
    for end in sorted((_ends if likely else ends)(text, language, is_stop_word), reverse=True):
        text = f"{text[:end]}{MARK}{text[end:]}"
    return text
