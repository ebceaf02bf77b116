"""What an archive takes back itself: "An earlier version of this report said eleven. It is fourteen"."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from retrieval import language
from retrieval.analysis.features import Candidate, Sought, hashed
from retrieval.language.analyzer import code
from retrieval.language.cues import retracts
from retrieval.language.expressions import expression
from retrieval.language.number_words import TEENS, counting_words

_SIGNS = {
    "en": "version incorrectly wrongly mistakenly erroneously misstated earlier error",
    "de": "fassung version irrtümlich irrtümlicherweise fälschlich fälschlicherweise bericht artikel",
    "es": "versión decíamos dijimos error publicamos",
    "fr": "version contrairement erreur écrit",
    "it": "versione errore erroneamente contrariamente",
    "pt": "versão contrário erro lapso erradamente",
    "nl": "versie abusievelijk onrechte",
    "ru": "версии ошибочно ошибка",
    "zh": "有误 此前 误",
    "ar": "نسخة خطأ",
}
"""For each language words, one of which such a sentence has."""

_FIGURES = expression(r"\d[\d., \u00a0]*|[〇零一二三四五六七八九十百千万亿两]{2,}")
_WORD = expression(r"[^\W\d_]+")

TAKEN_BACK, SAID_INSTEAD = -2.0, 1.5
"""What a sentence that is taken back, and the one behind it with a number, count among the sentences of a passage."""


def may_retract(candidate: Candidate, tongue: str | None) -> bool:
    """Whether a passage has a word by which something is taken back; most have none, and aren't read.

    Args:
        candidate: The passage.
        tongue: Its language, as an ISO 639-1 code; in one without a row none has.
    """
    return code(tongue) in _SIGNS and len(_signs(code(tongue)).among(candidate.passage.terms)[0]) > 0


def retraction_shares(texts: Sequence[str], tongue: str | None) -> list[float]:
    """What each sentence of a passage counts by what is taken back in it: (n_sentences,), mostly nothing.

    A sentence that tells the wrong number and the right one counts as any other does.

    Args:
        texts: The sentences.
        tongue: Their language.
    """
    shares = [0.0] * len(texts)
    for place, text in enumerate(texts[:-1]):
        if retracts(text, tongue) and numbers_in(texts[place + 1], tongue):
            shares[place], shares[place + 1] = TAKEN_BACK, SAID_INSTEAD
    return shares


def numbers_in(text: str, tongue: str | None) -> frozenset[str]:
    """The numbers of a text, in figures or in words.

    Args:
        text: A sentence.
        tongue: Its language.
    """
    figures = {match.rstrip("., \u00a0") for match in _FIGURES.findall(text)}
    number_words = counting_words(code(tongue)).union(TEENS if code(tongue) == "en" else ())
    words = number_words.intersection(_WORD.findall(text.lower()))
    return frozenset(figures | words)


@cache
def _signs(tongue: str) -> Sought[np.uint32]:
    """The hashed terms of the words of a language by which something is taken back."""
    # Not those of all languages at once: what analyses each takes milliseconds to be made, a tenth of a first answer.
    return Sought(np.array(sorted({*map(hashed, language.terms(_SIGNS[tongue], tongue))}), np.uint32))
