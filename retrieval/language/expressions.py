"""Regular expressions that are compiled when they are first used.

All of them together take a quarter of a second command's time, and a question needs few.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, AnyStr, cast

_TYPED_AS_OTHERS = "أإآٱىةёЁ"
"""Letters that people type as others whatever else they type: alefs without their hamza, "е" for "ё"."""

_TYPED_ALIKE = str.maketrans(_TYPED_AS_OTHERS, "اااايهеЕ")
_ANY_TYPED_ALIKE = re.compile(f"[{_TYPED_AS_OTHERS}]")  # Most texts have none.

_IN_ASCII = {"ä": "(?:ae|a)", "ö": "(?:oe|o)", "ü": "(?:ue|u)", "ß": "ss", "å": "(?:aa|a)", "æ": "ae", "ø": "(?:oe|o)"}
"""Letters that keyboards without them write as two."""

_BARE = str.maketrans("äöüßåæøœłđıð", "aousaaooldid")
"""The same in a class of characters, and letters that Unicode doesn't take apart."""

_NOT_ASCII = re.compile("[^\x00-\x7f]")


def expression(regex: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, at the first use."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(regex, flags))


def typed_expression(regex: str, flags: int | re.RegexFlag = 0) -> "TypedExpression":
    """As `expression`, for what people type, at times without accents: see `TypedExpression`."""
    return TypedExpression(regex, flags)


_PUBLIC = [name for name in dir(re.Pattern) if name[0] != "_"]


class _Uncompiled:
    """A pattern whose methods are looked up in it once it is compiled."""

    def __init__(self, regex: Any, flags: int | re.RegexFlag) -> None:
        self._given = regex, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        self.__dict__.update({public: getattr(compiled, public) for public in _PUBLIC})
        return getattr(compiled, name)


class TypedExpression:
    """A pattern in which accents don't matter where a text has none: "cuanto costo" is "cuánto costó".

    A text with any accent is typed with all of them: "ou" is "where" only in a question that is ASCII throughout.
    Letters that are typed in several ways anyway (alefs, "ё") are one. Matches have the places of the text as given.
    """

    def __init__(self, regex: str, flags: int | re.RegexFlag) -> None:
        self.pattern = regex
        self._given = regex, flags
        self._compiled: dict[bool, re.Pattern[str]] = {}

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._for(text).search(typed_alike(text), start)

    def match(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._for(text).match(typed_alike(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self._for(text).finditer(typed_alike(text))

    def sub(self, replacement: str, text: str) -> str:
        """As of a compiled pattern."""
        return self._for(text).sub(replacement, typed_alike(text))

    def _for(self, text: str) -> re.Pattern[str]:
        """The pattern as it is for a text."""
        plain = is_typed_plainly(text)
        if plain not in self._compiled:
            regex, flags = self._given
            self._compiled[plain] = re.compile(typed_alike(without_accents(regex) if plain else regex), flags)
        return self._compiled[plain]


def is_typed_plainly(text: str) -> bool:
    """Whether a text has no accent, nor any letter that not every keyboard has; marks of punctuation may be any."""
    return text.isascii() or not any(map(str.isalpha, _NOT_ASCII.findall(text)))


def typed_alike(text: str) -> str:
    """A text, or a regular expression, with one letter for those that are typed as each other; of the same length."""
    return text if text.isascii() or not _ANY_TYPED_ALIKE.search(text) else text.translate(_TYPED_ALIKE)


def bare_forms(word: str) -> list[str]:
    """How a word is typed without accents, an umlaut as one letter or as two; only itself if it has none."""
    plain, doubled = (
        "".join(_without_accent(character, in_class=True) for character in each) for each in (word, _doubled(word))
    )
    return list(dict.fromkeys((plain, doubled)))


def _doubled(word: str) -> str:
    return "".join(_IN_ASCII.get(character, character).removeprefix("(?:").split("|")[0] for character in word)


def without_accents(regex: str) -> str:
    """A regular expression in which letters have no accents; German umlauts may be two letters, outside of classes."""
    if regex.isascii():
        return regex
    bare: list[str] = []
    in_class = escaped = False
    for character in unicodedata.normalize("NFC", regex):
        if not character.isascii():
            bare.append(_without_accent(character, in_class=in_class))
            escaped = False
            continue
        if not escaped and character in "[]":
            in_class = character == "["
        escaped = character == "\\" and not escaped
        bare.append(character)
    return "".join(bare)


def _without_accent(character: str, *, in_class: bool) -> str:
    """A letter without its accent; one that keyboards write as two is both where a group may stand."""
    if not in_class and character in _IN_ASCII:
        return _IN_ASCII[character]
    base = unicodedata.normalize("NFD", character.translate(_BARE))[0]
    return base if base.isascii() else character
