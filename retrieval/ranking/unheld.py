"""What a short question names or says and its first passage doesn't hold: the town, the verb, the things counted."""

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from retrieval import language
from retrieval.language import clauses
from retrieval.language.analyzer import code
from retrieval.language.detection import function_words
from retrieval.language.expressions import expression
from retrieval.language.passives import names_somebody
from retrieval.query.answer_types import UNREPEATED, AnswerType, asks_who_is, role_asked
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import asking_words, opens_with_small_word, place_of_answer, sentence_texts
from retrieval.ranking.untold import has_or_akin, told_text, words_of_article_and_authors, words_of_authors
from retrieval.storage.catalog import Catalog


def leaves_something_out(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether the first passage of a short question lacks one of the few words that say what is meant.

    So it does where the question has a name, but neither the passage, nor the opening of its article, nor its authors;
    where the passage has none of its words but names and numbers, and anything may be asked for ("What does Mary Holm
    demand?", and nothing is demanded) or there are several; where it has no word of the things that are
    counted; where it is asked who did something that is done nowhere, or has a role that nobody has; or who has a role
    in a place, and the passage gives the role and tells of the place elsewhere. Longer questions have enough other
    words, and often a name that is written otherwise.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    if question.shortness < 1:
        return False
    held = _held_words(question, first)
    names = question.names - question.context - held
    if names and not names <= words_of_article_and_authors(question, first, catalog):
        return True
    plain = _plain_words(question)
    if question.attributes and plain and not question.names and not plain & held:
        return True
    if _asks_of_what_occurs_nowhere(question, plain - held) or _lacks_measured(question, plain, held):
        return True
    told = frozenset(np.flatnonzero(first.sentence_words[:, place_of_answer(first)]).tolist())
    if not question.attributes and _says_nothing_of(question, plain, held, told):
        return True
    if question.lacks_capitals:
        return _lacks_role(question, first, plain - held, catalog)
    return (bool(question.names) and _has_role_elsewhere(question, first, plain)) or _is_role_of_nobody(
        question, first, catalog
    )


_IN_TWO_PARTS = expression(r"(?<![\w./-])(?:[^\W\d_]{1,3}-)?(\d{1,6})/(\d{4}|(?<=\d{3}/)\d\d)(?![\w./-]*\d)")
"""The number of a case, a law or a decision: `10/2001`, `C-402/05`. 10/12 may be a day."""


def numbers_in_two_parts(question: Question, first: Selected, catalog: Catalog) -> Iterator[str]:
    """The numbers of two parts, such as that of a case, whose parts a passage has only apart from each other.

    "Case 10/2001" is not meant where judgment 10 is told of in case 11/2001. The parts may stand together in another
    form: "No. 10 of 2001", "10-2001"; and 3/2001 may be a month, that in which the article appeared.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    numbers = list(_IN_TWO_PARTS.finditer(question.text))
    if not numbers:
        return
    text = "\n".join([first.passage.article, told_text(first, catalog)[0]])
    day = datetime.date.fromordinal(first.candidate.day) if first.candidate.day else None
    for number in numbers:
        one, other = int(number[1]), number[2]
        is_month = day is not None and (day.month, str(day.year)) == (one, other)
        stands_together = re.search(rf"(?<!\d)0*{one}[^\d\n]{{1,12}}(?:\d\d)?{other[-2:]}(?!\d)", text)
        if not (is_month or stands_together):
            yield number[0]


def authored_first(question: Question, best: Sequence[Selected], catalog: Catalog) -> list[Selected]:
    """The best passages, first one by the person who is named, where the best one has only their name.

    "What does Mary Holm suggest?" is told by her own letter, which says "I suggest" and has her name above it alone.
    It has a word of what is asked, and whoever is named wrote it.

    Args:
        question: What is asked.
        best: The best passages, best first.
        catalog: Where their articles are.
    """
    names, plain = question.names - question.context, _plain_words(question)
    if not (best and names and not question.attributes and question.shortness == 1):
        return [*best]
    if not _is_open(question) or plain & _held_words(question, best[0]):
        return [*best]
    for place, each in enumerate(best):
        if plain & _held_words(question, each) and names <= words_of_authors(question, each, catalog):
            return [each, *best[:place], *best[place + 1 :]]
    return [*best]


def _asks_of_what_occurs_nowhere(question: Question, lacking: frozenset[int]) -> bool:
    """Whether it is asked where, when, who or how many of something that no article says: of an eagle, not a stork.

    What is left open ("What is the value of the fine?") is often asked with a word that its answer does without, and
    so is the kind of what is asked ("on which days").

    Args:
        question: What is asked.
        lacking: Its words that are neither names nor numbers and that its first passage doesn't have.
    """
    if question.answer_type in (AnswerType.ANY, AnswerType.THING) or question.lacks_capitals:
        return False
    unrepeated = question.words_among(_unrepeated_terms(code(question.language)))
    return bool((lacking & question.unknown) - _role_words(question) - unrepeated)


@cache
def _unrepeated_terms(tongue: str) -> frozenset[str]:
    """The terms of words of a language that answers rarely repeat: "since", "year"."""
    return frozenset(language.terms(" ".join(sorted(UNREPEATED | function_words(tongue))), tongue))


def _lacks_measured(question: Question, plain: frozenset[int], held: frozenset[int]) -> bool:
    """Whether a number of somebody is asked for, and the one word that says which is not held: "How much does X owe?".

    Args:
        question: What is asked.
        plain: Its words that are neither names nor numbers and don't only ask.
        held: The words that its first passage has, or some akin to them.
    """
    is_number = question.answer_type is AnswerType.NUMBER and not question.attributes
    return is_number and len(plain) == 1 and bool(question.names) and not plain & held


def _plain_words(question: Question) -> frozenset[int]:
    """The words of a question that are neither names nor numbers, say something, and don't only ask."""
    weightless = np.flatnonzero(np.array(question.steady_idf) == 0).tolist()
    others = question.names.union(question.numbers, asking_words(question), question.light, weightless)
    return frozenset(range(len(question.weights))) - others


def _held_words(question: Question, selected: Selected) -> frozenset[int]:
    """The words of a question that a passage has, or some akin to them."""
    return frozenset(np.flatnonzero(has_or_akin(question, selected)).tolist())


def _is_open(question: Question) -> bool:
    """Whether anything may be asked for, but for who somebody is."""
    return question.answer_type is AnswerType.ANY and not asks_who_is(question.text, question.language)


def _says_nothing_of(question: Question, plain: frozenset[int], held: frozenset[int], told: frozenset[int]) -> bool:
    """Whether none of the words that are no names is held where anything is asked for, or not those counted or done.

    A role that nobody has may be told otherwise where one sentence has all else that is asked: who "trains the young
    rowers" is their coach.

    Args:
        question: What is asked.
        plain: Its words that are neither names nor numbers and don't only ask.
        held: The words that its first passage has, or some akin to them.
        told: Those of its answer sentence.
    """
    if plain and not plain & held and (len(plain) > 1 or _is_open(question)):
        return True
    if question.deed_words & question.unknown:
        return True
    role = _role_words(question)
    if role & question.unknown and not (len(plain - role) > 1 and plain - role <= told):
        return True
    counted = question.counted
    return counted in plain and counted not in held and counted not in question.unknown


_UNSPACED = frozenset({"ja", "zh"})
"""Languages in which other words are pieces of words as well: only a role that occurs nowhere is missed."""


def _lacks_role(question: Question, first: Selected, lacking: frozenset[int], catalog: Catalog) -> bool:
    """Whether it is asked who has a role, in a script without capitals, and the passage lacks it or whose it is.

    Args:
        question: What is asked.
        first: The first passage.
        lacking: Its words that are neither names nor numbers and that the passage doesn't have.
        catalog: Where its article is.
    """
    asked = role_asked(question.text, question.language)
    if not asked or question.answer_type is not AnswerType.PERSON:
        return False
    if code(question.language) in _UNSPACED:
        return bool(question.words_among(language.terms(asked, question.language)) & lacking & question.unknown)
    return bool(lacking - question.unknown - words_of_article_and_authors(question, first, catalog))


def _role_words(question: Question) -> frozenset[int]:
    """The words of the role, where it is asked who has one; else none."""
    role = role_asked(question.text, question.language) if question.answer_type is AnswerType.PERSON else ""
    return question.words_among(language.terms(role, question.language))


def _is_role_of_nobody(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether it is asked who has a role, and nobody is named where a passage has it: "The mayor did not come".

    The name may stand in the next sentence, and in the one before unless the role opens its own ("She is the mayor").

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    role = [*_role_words(question)]
    if not role or first.title_words[role].any():
        return False
    texts, tongue = sentence_texts(first, catalog)
    named = [False, *(_names_somebody(text, tongue) for text in texts), False]
    places = np.flatnonzero(first.sentence_words[role].any(axis=0)).tolist()
    told = (
        named[at + 1] or named[at + 2] or (named[at] and not _opens_with(question, role, texts[at])) for at in places
    )
    return bool(places) and not any(told)


def _names_somebody(text: str, tongue: str | None) -> bool:
    """Whether a sentence of a language has a name, its first word counted in unless that says nothing by itself."""
    return names_somebody(text, tongue, opens=opens_with_small_word(text, tongue))


def _opens_with(question: Question, words: Sequence[int], text: str) -> bool:
    """Whether the first two words of a sentence have some words of a question: "The mayor"."""
    opening = " ".join(clauses.words_apart(text)[:2])
    return not question.words_among(language.terms(opening, question.language)).isdisjoint(words)


def _has_role_elsewhere(question: Question, first: Selected, plain: frozenset[int]) -> bool:
    """Whether it is asked who has a role, and the passage has it in no sentence with the names asked about.

    Title, heading and first sentence tell what the whole passage is about. Where more is said of the role than its
    name, other words tell whether it is the one that is meant.

    Args:
        question: What is asked.
        first: The first passage.
        plain: Its words that are neither names nor numbers and don't only ask.
    """
    role = _role_words(question)
    if not role or plain - role:
        return False
    names = [*(question.names - role - question.context)]
    has_role = first.sentence_words[[*role]].any(axis=0)
    above = first.title_words | first.sentence_words[:, 0]
    has_names = (first.sentence_words | above[:, None])[names].all(axis=0)
    return bool(has_role.any()) and not bool((has_role & has_names).any())
