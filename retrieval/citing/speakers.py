"""Whom an article names as the speaker of some of its words: an approximation of English news style, no more.

Outside quotation marks a name is looked for beside a verb of saying: `said Ana Petrov`, `Petrov, a farmer, told us`.
The closest attribution in the paragraph counts, else the last one before it; `he said` stands for the name before.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.readers.blocks import paragraphs
from retrieval.records import Article, Paragraph

PARAGRAPHS_BEFORE = 3
"""How many paragraphs before the words may name their speaker; one paragraph after them may, too."""

_SAYING = (
    "said|says|say|added|adds|wrote|writes|tweeted|posted|stated|states|explained|explains|noted|notes|insisted|insists"
    "|argued|argues|replied|warned|warns|announced|recalled|recalls|continued|continues|concluded|concludes|claimed"
    "|claims|declared|remarked|joked|quipped|answered|responded|testified|acknowledged|admitted|shouted|urged"
)
_TELLING = f"{_SAYING}|told|tells|asked|asks|called|calls"
_WORD = r"[A-ZÀ-ÞĀ-ŽА-Я][\w’'-]*\.?"
_NAME = rf"{_WORD}(?:\s(?:(?:de|von|van|der|den|bin|al|el|da|di|la|le)\s)?{_WORD})*"
_ROLE = r"(?:(?:the\s)?(?:[a-z][\w’'-]*,?\s){1,5})?"
_ADVERB = r"(?:\w+ly\s|also\s|has\s|had\s|who\s|then\s|later\s)?"
_ATTRIBUTION = re.compile(
    rf"\b(?:{_SAYING}|according to|[Aa]ccording to)\s+{_ROLE}(?P<after>{_NAME})"
    rf"|(?P<before>{_NAME})(?:,[^,“”\"]{{1,120}},|\s\([^)]*\))?\s+{_ADVERB}(?:{_TELLING})\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+{_ADVERB}(?:{_TELLING})\b|\b(?:{_SAYING})\s+(?:he|she|they)\b"
)
_QUOTED = re.compile('“[^”\n]*(?:”|$)|"[^"\n]*(?:"|$)|«[^»\n]*»|„[^“\n]*“', re.MULTILINE)
_NOT_NAMES = frozenset(("a", "an", "and", "at", "but", "he", "i", "in", "it", "on", "she", "that", "the", "they", "we"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))

CLAUSE_LENGTH = 100
"""How many code points after `said …` may contain the name: `said University of Ílhavo historian Dr. Ana Petrov`."""


class Attribution(NamedTuple):
    """A name beside a verb of saying, the clause that it stands in, and their code points in the article."""

    name: str
    clause: str
    start: int
    end: int

    def may_mean(self, person: str) -> bool:
        """Whether a person may be meant: their last name is in the clause, or the last name here is one of theirs."""
        return last_name(person) in _name_words(self.clause) or last_name(self.name) in _name_words(person)


def attribution(article: Article, start: int, end: int) -> Attribution | None:
    """To whom the words between two code points of an article are attributed; None when nobody is named.

    Args:
        article: What to read.
        start: Where the words begin.
        end: Where they end.
    """
    before, own, after = _neighbourhood(article, start, end)
    if not own:
        return None
    around = [*before, *own, *after]
    attributions = list(_attributions(article.text, around[0].start, around[-1].end))
    low, high = own[0].start, own[-1].end
    beside = [it for it in attributions if low <= it.start < high]
    if beside:
        return min(beside, key=lambda it: max(it.start - end, start - it.end))
    preceding = [it for it in attributions if it.start < low]
    following = [it for it in attributions if it.start >= high]
    return preceding[-1] if preceding else following[0] if following else None


def is_named(name: str, article: Article, start: int, end: int) -> bool:
    """Whether a person's last name stands near the words between two code points of an article.

    Args:
        name: The person's name.
        article: What to read.
        start: Where the words begin.
        end: Where they end.
    """
    before, own, after = _neighbourhood(article, start, end)
    around = [*before, *own, *after]
    return bool(own) and last_name(name) in _name_words(article.text[around[0].start : around[-1].end])


def _neighbourhood(article: Article, start: int, end: int) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """The paragraphs before some words that may name their speaker, those of the words, and the one after them."""
    every = paragraphs(article)
    own = [i for i, paragraph in enumerate(every) if paragraph.start < end and start < paragraph.end]
    if not own:
        return [], [], []
    first, last = own[0], own[-1] + 1
    return every[max(0, first - PARAGRAPHS_BEFORE) : first], every[first:last], every[last : last + 1]


def last_name(name: str) -> str:
    """The last name within a name, in lower case and without accents; empty when there is none."""
    words = [word for word in _name_words(name) if word not in _SUFFIXES]
    return words[-1] if words else ""


def _name_words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and possessive s."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))
    return [re.sub(r"[’']s?$", "", word) for word in re.findall(r"\w[\w’'-]*", bare)]


def _attributions(text: str, start: int, end: int) -> Iterator[Attribution]:
    """The attributions between two code points, none inside quotation marks; a pronoun stands for the name before."""
    unquoted = _QUOTED.sub(lambda m: "\0" * len(m[0]), text[start:end])
    name = clause = ""
    for match in _ATTRIBUTION.finditer(unquoted):
        if named := match["after"] or match["before"]:
            bare = " ".join(word for word in named.split() if word.casefold() not in _NOT_NAMES)
            if bare:
                reach = match.end() + CLAUSE_LENGTH * bool(match["after"])
                name, clause = bare, re.split("[\0\n]", unquoted[match.start() : reach])[0]
        if name:
            yield Attribution(name, clause, start + match.start(), start + match.end())
