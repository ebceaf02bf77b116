"""How many of some things somebody has: questions that ask it, and words that tell it.

"Thirty sheep of Joan Pell's were killed" does not say how many she has. What is had is told by a verb of having, or by
what belongs to such a verb's place: "her flock of thirty", "with 58 musicians".
"""

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from retrieval.language import analyzer
from retrieval.language.analyzer import code
from retrieval.language.expressions import expression
from retrieval.language.number_words import counting_words


class _Having(NamedTuple):
    """How a language asks how many somebody has, and what comes before a number of things that are had.

    `question` is over a question as typed, `having` over a text in lower case.
    """

    question: str
    having: str


# Things have parts, which are told in many more ways, so that only somebody with a name is meant; and verbs of having
# that help others as well ("How many goals has Ida scored?") are those before a name that ends the question.
_NAME = r"(?: [A-ZÀ-ÞŁŚŻČŠŽА-Я][\w'’.-]*)+"

_HAVING = {
    "en": _Having(
        rf"(?i:how many .+ (?:does|do|did)){_NAME}(?i: (?:have|own|keep)\W*\Z)"
        rf"|(?i:how many .+? (?:has|have|had)){_NAME}\W*\Z",
        "have|has|had|having|owns?|owned|keeps?|kept|keeping|breeds?|raises?|rears?|tends?|with|herd|flock|"
        "total|altogether|her|his|its|their|there (?:is|are|was|were)|'s|s'",
    ),
    "de": _Having(
        rf"(?i:wie ?viele .+? besitz\w+){_NAME}|(?i:wie ?viele .+? (?:hat|haben|hatten?)){_NAME}\W*\Z",
        r"hat|haben|hatten?|besitz\w*|hält|halten|züchte\w*|zähl\w*|mit|gehör\w*|sein\w*|ihr\w*|es gibt|insgesamt",
    ),
    "es": _Having(
        rf"(?i:cuánt[oa]s .+? (?:tiene|tienen|tenía|posee|poseen)){_NAME}",
        r"tiene\w*|tenía\w*|pose\w+|cuida\w*|cría\w*|cuentan? con|con|hay|había|su|sus|total",
    ),
    "fr": _Having(
        rf"(?i:combien d.+? possèd\w+){_NAME}"
        rf"|(?i:combien d.+? (?:a|ont|avait))(?:(?i:-t-\w+|-\w+)\W*\Z|{_NAME}\W*\Z)",
        r"a|ont|avait|avaient|possèd\w+|élèv\w+|soigne\w*|compt\w+|avec|il y a|son|sa|ses|leurs?|total",
    ),
    "it": _Having(
        rf"(?i:quant[ie] .+? possied\w+){_NAME}|(?i:quant[ie] .+? (?:ha|hanno|aveva)){_NAME}\W*\Z",
        r"ha|hanno|aveva\w*|possied\w+|allev\w+|conta\w*|con|ci sono|suo|sua|suoi|sue|loro|totale",
    ),
    "pt": _Having(
        rf"(?i:quant[oa]s .+? (?:tem|têm|tinha|possui|possuem)){_NAME}",
        r"tem|têm|tinha\w*|possu\w+|cria\w*|cuida\w*|contam? com|com|há|havia|seus?|suas?|total",
    ),
    "ru": _Having(
        rf"(?i:сколько \w+ (?:есть )?у){_NAME}",
        r"есть|имеет\w*|держит|держат|разводит|владе\w+|у \w+|его|её|ее|их|всего",
    ),
    "nl": _Having(
        rf"(?i:hoe ?veel .+? bezit\w*){_NAME}|(?i:hoe ?veel .+? (?:heeft|hebben|had)){_NAME}\W*\Z",
        r"heeft|hebben|had|hadden|bezit\w*|houdt|fokt|telt|met|zijn|haar|hun|er zijn|totaal",
    ),
    "pl": _Having(
        rf"(?i:\bil[eu] \w+ (?:ma|mają|miał\w*|posiada\w*)){_NAME}",
        r"ma|mają|miał\w*|posiada\w*|licz\w+|z|hoduje|jego|jej|ich|łącznie",
    ),
}

_REACH = 4
"""How many words may be between a word of having and the number: "has, all in all, some thirty sheep"."""

_NEAR = 2
"""How many words may be between a number and what is counted: "thirty black-faced sheep"."""

_WORD = expression(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def asks_what_one_has(question: str, language: str | None) -> bool:
    """Whether a question asks how many of some things somebody has; never in a language without a table.

    Args:
        question: As typed.
        language: Its ISO 639-1 code.
    """
    having = _HAVING.get(code(language))
    return having is not None and re.search(having.question, question) is not None


def tells_what_one_has(text: str, thing_terms: Collection[str], language: str | None) -> bool:
    """Whether a text tells how many of some things somebody has: by a word of having beside them, or as "sheep: 30".

    Args:
        text: What may tell it; where it has no number of these things, it isn't known that it doesn't.
        thing_terms: The terms of the things.
        language: Of the text, as an ISO 639-1 code; in one without a table it may.
    """
    pattern, text = _having_pattern(code(language)), text.lower().replace("’", "'")
    words = list(_WORD.finditer(text))
    if pattern is None:
        return True
    numbers = counting_words(code(language))
    is_number = [word[0] in numbers or word[0][0].isdigit() for word in words]
    numbered = False
    for place, word in enumerate(words):
        if thing_terms and set(thing_terms).isdisjoint(analyzer.terms(word[0], language)):
            continue
        near = [at for at in range(max(place - _NEAR - 1, 0), place) if is_number[at]]
        if any(is_number[place + 1 : place + 2]):
            return True
        for at in near:
            numbered = True
            first = words[max(at - _REACH - 1, 0)].start()
            if pattern.search(text[first : word.start()]):
                return True
    return not numbered


@cache
def _having_pattern(language: str) -> re.Pattern[str] | None:
    """The words of having of a language; None if there is no table."""
    having = _HAVING.get(language)
    return re.compile(rf"(?<!\w)(?:{having.having})(?!\w)") if having else None
