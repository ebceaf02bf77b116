"""What languages call months, weekdays and countries, and what languages are called, from Unicode's CLDR.

`cldr.jsonl` has a line for each language that calls something, `languages.json` one for each that is called something.
`make names` writes both, with Babel, which takes 34 MB where they take one.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from retrieval.language.analyzer import code
from retrieval.language.expressions import expression

_COMMA = expression("[,;，、،]")

FILE = Path(__file__).with_name("cldr.jsonl")
LANGUAGES = Path(__file__).with_name("languages.json")


class Names(NamedTuple):
    """The names of a language, in lower case.

    `months` are by name, without full stops, and numbered from 1; `weekdays` are written out, `short_weekdays` are not;
    `countries` have up to two words.
    """

    months: Mapping[str, int]
    weekdays: list[str]
    short_weekdays: list[str]
    countries: list[str]


@cache
def names(language: str) -> Names | None:
    """The names of a language by its ISO 639-1 code; None if CLDR has none."""
    start = f'{{"code": "{language}", '.encode()
    with FILE.open("rb") as lines:
        line = next((line for line in lines if line.startswith(start)), None)
    if line is None:
        return None
    fields = json.loads(line)
    return Names(**{name: fields[name] for name in Names._fields})


def language_name(language: str, among: str = "en") -> str:
    """What a language is called.

    Args:
        language: Its code.
        among: By whom: the code of one of the bot's languages. Where that has no name for it, in English.

    Returns:
        The name as it is inside a sentence; the code if there is none.
    """
    names = _languages().get(language, {})
    return names.get(among) or names.get("en") or language


def language_code(name: str) -> str:
    """The code of the language that a person means by a code or a name, in any of the bot's languages or its own.

    Capitals, accents and white space don't matter. What is neither is given back in small letters; codes of languages
    that are analyzed alike (`nb`, `nn` and `no`) are one.
    """
    bare = code(name)
    if bare in _languages():
        return bare
    key = _key(name)
    language = key if key in _languages() else _by_name().get(key, bare or key)
    return code(language) or language


def language_codes(names: str) -> dict[str, str]:
    """The codes of languages that are given by codes or names with commas between them, each with how it is written."""
    parts = filter(None, map(str.strip, _COMMA.split(names)))
    return {language_code(part): part for part in parts}


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    """What each language is called, by the code of who calls it so."""
    names: dict[str, dict[str, str]] = json.loads(LANGUAGES.read_bytes())
    return names


@cache
def _by_name() -> Mapping[str, str]:
    """The code of each language by each of its names."""
    return {_key(name): language for language, names in _languages().items() for name in names.values()}


def _key(name: str) -> str:
    """A name without capitals, accents and white space."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(sign for sign in spelled if not (unicodedata.combining(sign) or sign.isspace()))
