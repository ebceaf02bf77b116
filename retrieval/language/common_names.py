"""Names that are common words: the WHO, Theresa May, Will. Written as names they are no stop words.

Such a name becomes a term of its own, so that "the WHO said" is found and "who said" is not looked up.
"""

import re
from collections.abc import Callable, Iterator

from retrieval.language.normalisation import is_shouted

MARK = "\ua7f7"
"""The letter that ends the term of such a name; no language has it, and no stemmer or filter takes it away."""

_ABBREVIATION = re.compile(r"(?<![\w.'-])(?!US\b)[A-Z]{2,5}(?![\w'-])")
"""A word in capitals; the United States are a case of their own (see `normalisation.normal`)."""

_INSIDE = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-z]{1,8}(?![\w'-])")
"""A capitalised word that does not begin a sentence."""

_LOWER, _CAPITALISED = re.compile(r"\b[a-z]"), re.compile(r"\b[A-Z][a-z]")


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
    if text.islower() or is_shouted(text):
        return
    yield from (match.end() for match in _ABBREVIATION.finditer(text) if is_stop_word(match[0].lower()))
    if language == "en":
        inside = [match.end() for match in _INSIDE.finditer(text) if is_stop_word(match[0].lower())]
        if inside and len(_LOWER.findall(text)) > len(_CAPITALISED.findall(text)):
            yield from inside


def marked(text: str, language: str, is_stop_word: Callable[[str], bool]) -> str:
    """A text in which each common word that is written as a name ends with `MARK`; arguments as for `ends`."""
    for end in sorted(ends(text, language, is_stop_word), reverse=True):
        text = f"{text[:end]}{MARK}{text[end:]}"
    return text
