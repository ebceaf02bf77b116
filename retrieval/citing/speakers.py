"""Who is said to speak the words at some place of an article: a reading of English news style, no more.

Outside of quotation marks a name is looked for beside a verb of saying: `said Ana Petrov`, `Petrov, a farmer, told us`.
The attribution nearest to the words within their paragraph counts, else the last one before it; `he said` stands for
the name before.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.readers.blocks import paragraphs
from retrieval.records import Article

PARAGRAPHS_BEFORE = 3
"""So many paragraphs before the words may name their speaker; one after them may, too."""

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
_NO_NAMES = frozenset(("a", "an", "and", "at", "but", "he", "i", "in", "it", "on", "she", "that", "the", "they", "we"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


CLAUSE = 100
"""So many code points after `said` may hold the name: `said University of Ílhavo historian Dr. Ana Petrov`."""


class Attribution(NamedTuple):
    """Who is named beside a verb of saying, in which words, and where in the article."""

    name: str
    words: str
    start: int
    end: int

    def may_mean(self, person: str) -> bool:
        """Whether a person may be meant: their last name is among the words, or the last name here is theirs."""
        return last_name(person) in _name_words(self.words) or last_name(self.name) in _name_words(person)


def attribution(article: Article, start: int, end: int) -> Attribution | None:
    """To whom the words between two code points are attributed; None when nobody is named."""
    found = paragraphs(article)
    own = [i for i, p in enumerate(found) if p.start < end and start < p.end]
    if not own:
        return None
    first, last = max(0, own[0] - PARAGRAPHS_BEFORE), min(len(found), own[-1] + 2)
    named = list(_attributions(article.text, found[first].start, found[last - 1].end))
    low, high = found[own[0]].start, found[own[-1]].end
    beside = [a for a in named if low <= a.start < high]
    before, after = [a for a in named if a.start < low], [a for a in named if a.start >= high]
    if beside:
        return min(beside, key=lambda a: max(a.start - end, start - a.end))
    return before[-1] if before else after[0] if after else None


def is_named(name: str, article: Article, start: int, end: int) -> bool:
    """Whether a person's last name stands near the words between two code points."""
    found = paragraphs(article)
    own = [i for i, p in enumerate(found) if p.start < end and start < p.end]
    if not own:
        return False
    near = found[max(0, own[0] - PARAGRAPHS_BEFORE) : own[-1] + 2]
    return last_name(name) in _name_words(article.text[near[0].start : near[-1].end])


def last_name(name: str) -> str:
    """The last name within a name, in small letters and without accents."""
    words = [word for word in _name_words(name) if word not in _SUFFIXES]
    return words[-1] if words else ""


def _name_words(text: str) -> list[str]:
    """The words of a name or text, in small letters, without accents and possessive s."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return [re.sub(r"[’']s?$", "", word) for word in re.findall(r"\w[\w’'-]*", bare)]


def _attributions(text: str, start: int, end: int) -> Iterator[Attribution]:
    """The attributions outside of quotation marks, in order; a pronoun's is to the name before it."""
    open_text = _QUOTED.sub(lambda m: "\0" * len(m[0]), text[start:end])
    name = words = ""
    for match in _ATTRIBUTION.finditer(open_text):
        if named := match["after"] or match["before"]:
            bare = " ".join(word for word in named.split() if word.casefold() not in _NO_NAMES)
            clause = re.split("[\0\n]", open_text[match.start() : match.end() + CLAUSE * bool(match["after"])])[0]
            name, words = (bare, clause) if bare else (name, words)
        if name:
            yield Attribution(name, words, start + match.start(), start + match.end())
