"""What somebody is called: questions that ask it, and words that tell it ("Wie heißt der Wirt?")."""

import re
from typing import NamedTuple

from retrieval.language.analyzer import code
from retrieval.language.cues import CueKind, cues
from retrieval.language.expressions import TypedExpression, expression, typed_expression
from retrieval.language.passives import names_somebody


class _Calling(NamedTuple):
    """How a language asks what somebody is called, and the words by which a text tells it."""

    question: TypedExpression
    naming_words: re.Pattern[str]


def _calling(question: str, naming_words: str) -> _Calling:
    return _Calling(typed_expression(question, re.IGNORECASE), expression(naming_words, re.IGNORECASE))


_CALLING = {
    "en": _calling(r"\bwhat (?:is|was|are|were) .*\bnames?\b|\bwhat (?:is|was) .* called\b", r"\bcall|\bname|known as"),
    "de": _calling(
        r"\bwie (?:hei|hie)(?:ß|ss)\w*|\bwie lautet der name", r"hei(?:ß|ss)|hie(?:ß|ss)|genannt|name|getauft|bekannt"
    ),
    "es": _calling(r"cómo se llama(?:ba)? (?:el|la)\b", r"llam|nombr|apellid|conoc"),
    "fr": _calling(r"comment s['’]appel", r"appel|nomm|\bnom|baptis|conn[ua]"),
    "it": _calling(r"come si chiama(?:va)?\b", r"chiam|\bnom|battezz|conosciut"),
    "pt": _calling(r"como se chama(?:va)?\b", r"cham|\bnome|conhecid"),
    "nl": _calling(r"\bhoe heet", r"heet|genaamd|naam|genoemd|gedoopt|bekend"),
    "pl": _calling(r"jak (?:się )?nazywa|jak ma na imię|jak miał", r"nazyw|nazw|imię|imieni"),
    "ru": _calling(r"\bкак (?:\w+ )?(?:зовут|звали)", r"зовут|звали|\bим[яе]|назв|прозв|известн"),
    "uk": _calling(r"\bяк (?:\w+ )?(?:звати|звали)", r"зва|ім['’]я|назв|прозв"),
}
"""Languages that tell of names. In some, words that ask it of a term ("como se chama o efeito que …") are the same."""

_QUOTED = expression("[“”„«»\"]|(?<!\\w)['‘’](?=\\w)")
"""What is called something often is in quotation marks; an apostrophe is none."""


def asks_for_a_name(question: str, language: str | None) -> bool:
    """Whether a question asks what somebody, or something, is called; never in a language without a table.

    Args:
        question: As typed.
        language: Its ISO 639-1 code.
    """
    calling = _CALLING.get(code(language))
    return calling is not None and calling.question.search(question) is not None


def tells_a_name(sentence: str, language: str | None, *, capitals: bool) -> bool:
    """Whether a sentence has a name, or says that something is called so; it may in a language without a table.

    Args:
        sentence: One that may tell it.
        language: Its ISO 639-1 code.
        capitals: Whether it has a word in capitals that may be a name, which means nothing in German.
    """
    calling = _CALLING.get(code(language))
    if calling is None or _QUOTED.search(sentence):
        return True
    if calling.naming_words.search(sentence):
        # "a village whose name I may not tell"
        return capitals or all(cue.kind is not CueKind.NEGATION for cue in cues(sentence, language))
    return names_somebody(sentence, language, opens=True) if code(language) == "de" else capitals


def calls_so(text: str, language: str | None) -> bool:
    """Whether a text has a word for calling somebody something; never in a language without a table.

    Args:
        text: A sentence, or the term of a word.
        language: Its ISO 639-1 code.
    """
    calling = _CALLING.get(code(language))
    return calling is not None and calling.naming_words.search(text) is not None
