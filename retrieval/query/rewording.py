"""The words of a question as articles may have them otherwise: joined, parted, as figures, as other dates."""

import datetime
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from retrieval.indexing.index import Index
from retrieval.language import Word, analyzer, code, german_verbs
from retrieval.language.expressions import expression
from retrieval.language.months import month_names
from retrieval.query.bounds import NamedDays
from retrieval.query.dates import written_days

COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no", "fi", "hu"})
"""Languages that write a compound as one word, with a hyphen or without."""

SHORTEST_PART = 4
"""The fewest letters of a part of a compound. A guess: shorter ones are endings as often."""

_BETWEEN = expression(r"[ .'’-]{1,2}")
_LETTERS_AND_FIGURES = expression(r"([^\W\d_]{2,})-?(\d[\d.]*)|(\d+)-?([^\W\d_]{2,})")


def reworded(words: Sequence[Word], text: str, index: Index, language: str | None) -> list[Word]:
    """The words, each with the terms that articles may have in its place.

    Args:
        words: Of a question.
        text: The question.
        index: Says what occurs.
        language: Of the question.
    """
    words = _with_neighbours(_with_days(words, text, index, code(language)), text, index, language)
    return _with_parted_verbs(words, text, index) if code(language) == "de" else words


def _with_parted_verbs(words: list[Word], text: str, index: Index) -> list[Word]:
    """The words of a German question, a verb and its particle with the terms of both as one: "schaltet" and "ab"."""
    also: dict[int, list[str]] = {}
    for particle, start in german_verbs.parted_verbs(text):
        for verb in words:
            if verb.end < start and verb.text.islower():
                forms = german_verbs.forms_with(particle, verb.text)
                terms = {term for form in sorted(forms) for term in analyzer.terms(form, "de")}
                index.engine.expect(terms)
                occurring = [term for term in sorted(terms) if index.engine.doc_freq(term)]
                for place in (verb.start, start):
                    also.setdefault(place, []).extend(occurring)
    return [_also(word, also.get(word.start, ())) for word in words]


def _with_neighbours(words: Sequence[Word], text: str, index: Index, language: str | None) -> list[Word]:
    """The words, neighbours with the term that they are as one: "well being" with "wellbeing", "1 200", "O Hara"."""
    also: dict[int, tuple[str, ...]] = {}
    for neighbours, compound in joined_neighbours(words, text, language):
        if index.engine.doc_freq(compound):
            for word in neighbours:
                also[word.start] = (*also.get(word.start, ()), compound)
    return [_also(word, also.get(word.start, ())) for word in words]


def joined_neighbours(
    words: Sequence[Word], text: str, language: str | None
) -> Iterator[tuple[tuple[Word, Word], str]]:
    """Every two words that are beside each other, with the term that they would be as one word, where it is one.

    Args:
        words: Of a question.
        text: The question.
        language: Of the question.
    """
    for left, right in pairwise(sorted(words, key=lambda word: word.start)):
        if not _BETWEEN.fullmatch(text[left.end : right.start]):
            continue
        compounds = analyzer.terms(text[left.start : left.end] + text[right.start : right.end], language)
        # A stemmer may leave one of them alone: of the French "ANAH a" it makes "anah".
        own = {term for word in (left, right) for term in (word.term, *word.also)}
        if len(compounds) == 1 and compounds[0] not in own:
            yield (left, right), compounds[0]


def _also(word: Word, terms: Sequence[str]) -> Word:
    """A word that is looked up by more terms."""
    return word._replace(also=tuple(dict.fromkeys((*word.also, *terms)))) if terms else word


def _with_days(words: Sequence[Word], text: str, index: Index, language: str) -> list[Word]:
    """The words, those of days with the terms of other ways to write these: 4 March 2019 as 2019-03-04 and back."""
    words = list(words)
    for days in written_days(text, None, language):
        if days.since != days.until:
            continue
        inside = [word for word in words if days.start <= word.start < days.end]
        months = [term for other in index.languages for term in month_terms({days.since.month}, code(other))]
        figures = in_figures(days.since)
        if inside and all(word.text[:1].isdigit() for word in inside):
            at = words.index(inside[0])
            words = [word for word in words if word not in inside]
            words[at:at] = _words_of_day(days, text, language, months)
        else:
            words_of_days = [
                _also(word, figures if word.text[:1].isdigit() else (*figures, *months)) if word in inside else word
                for word in words
            ]
            words = words_of_days
    return list({word.term: word for word in reversed(words)}.values())[::-1]


def _words_of_day(days: NamedDays, text: str, language: str, months: Sequence[str]) -> Iterator[Word]:
    """The day, the month and the year of a day in figures, each as a word at the place of all of them."""
    day, figures = days.since, in_figures(days.since)
    month = next(month_terms({day.month}, language), None)
    for term, more in ((str(day.day), ()), (month, months), (str(day.year), ())):
        if term:
            yield Word(text[days.start : days.end], term, days.start, days.end, (*figures, *more))


def in_figures(day: datetime.date) -> tuple[str, str, str]:
    """The terms of a day that is written in figures: 5.10.2024, 05.10.2024, 2024-10-05."""
    return f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.}{day.year}", f"{day.year}{day:%m%d}"


def month_terms(numbers: Container[int], language: str) -> Iterator[str]:
    """The terms of the names of some months in a language."""
    for name, number in month_names(language).items():
        if number in numbers:
            yield from analyzer.terms(name, language)
    if language in ("ja", "zh"):
        yield "月"


def parted(word: Word, index: Index, language: str | None) -> list[Word]:
    """The parts of a word that occurs nowhere as one, where a passage has both: letters and figures, or a compound's.

    Args:
        word: It occurs nowhere.
        index: Says what occurs.
        language: Of the question.
    """
    best: tuple[int, list[Word]] = 0, []
    cuts = [
        [_part(word, left[0], left[1], language), _part(word, right, len(word.text), language)]
        for left, right in _cuts(word.text, language)
    ]
    cuts = [parts for parts in cuts if all(part.term for part in parts)]
    index.engine.expect((part.term for parts in cuts for part in parts), len(index.engine))
    for parts in cuts:
        together = index.engine.co_doc_freq(parts[0].term, parts[1].term)
        if together > best[0]:
            best = together, parts
    return best[1]


SHORTEST_HEAD, LONGEST_COMPOUND, MOST_COMPOUNDS = 5, 30, 100
"""The fewest letters of a word that compounds may end with, the most of such a compound, how many are looked at."""

LEAST_BEFORE_HEAD = 3
"""The fewest letters that a compound has before it: fewer are a prefix."""


def compounds_of(word: Word, index: Index, language: str | None) -> list[str]:
    """The terms of compounds that end with a word: "Heimatmuseum" for "Museum", the commonest first.

    Args:
        word: The word.
        index: Says what occurs.
        language: Of the question; only in one that writes compounds as one word.
    """
    if code(language) not in COMPOUNDING or len(word.text) < SHORTEST_HEAD or not word.term.isalpha():
        return []
    ending = index.catalog.terms_ending(word.term, LONGEST_COMPOUND, MOST_COMPOUNDS)
    compounds = [term for term in ending if len(term) >= len(word.term) + LEAST_BEFORE_HEAD and term.isalpha()]
    index.engine.expect(compounds)
    return sorted(filter(index.engine.doc_freq, compounds), key=lambda term: (-index.engine.doc_freq(term), term))


def _part(word: Word, start: int, end: int, language: str | None) -> Word:
    """A part of a word as a word of its own, without a term where it is a stop word or more than one."""
    terms = analyzer.terms(word.text[start:end], language)
    return Word(word.text[start:end], terms[0] if len(terms) == 1 else "", word.start + start, word.start + end)


def _cuts(text: str, language: str | None) -> Iterator[tuple[tuple[int, int], int]]:
    """Where a word may be cut in two: start and end of the left part, and the start of the right one."""
    if match := _LETTERS_AND_FIGURES.fullmatch(text):
        left, right = (1, 2) if match[1] else (3, 4)
        yield match.span(left), match.start(right)
    elif code(language) in COMPOUNDING and text.isalpha():
        for at in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
            yield (0, at), at
            if text[at - 1] == "s" and at > SHORTEST_PART:
                yield (0, at - 1), at
