"""Whether a passage tells what is asked about the right thing: the price of the ticket, not that of the roof."""

from collections.abc import Sequence

import numpy as np

from retrieval import language
from retrieval.analysis.features import DAY_NAME, NAME
from retrieval.language.attributes import said_about, tells, told_from
from retrieval.language.passives import names_somebody
from retrieval.query.answer_types import AnswerType, measure_asked
from retrieval.query.question import AskedAttribute, Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.arrays import Bools
from retrieval.storage.catalog import Catalog

LEAST_OWN = 0.2
"""The share of a question that its own words have at least, those that ask left out; else anything is meant."""

NEAR = 0.35
"""The share of its own words that stand near a sentence that tells what is asked for, if it belongs to them. Of 1,066
right answers to questions of XQuAD in Spanish and Russian it meets 3, of 202 wrong ones 10; of 261 right ones to small
archives 2, of 95 wrong ones 14. With half of the words it meets four times as many right ones, and few wrong ones
more. (Measured with one sentence before the telling one looked at; there are two now.)"""

_EVENTS = frozenset(
    {"made", "repaired", "founded", "born", "died", "inaugurated", "opened", "closed", "begun", "ended", "resigned"}
)
"""Attributes that other questions name as well, to say what they are about ("the fort that was being built")."""

_OF_EVENTS = frozenset({AnswerType.PERSON, AnswerType.PLACE, AnswerType.TIME, AnswerType.AGE, AnswerType.NUMBER})
"""What is asked of them."""


def words_apart(
    question: Question, attribute: AskedAttribute, selected: Selected, catalog: Catalog, least: float = NEAR
) -> frozenset[int]:
    """The words of what is asked that a passage lacks where it tells an attribute, if it tells it of another.

    None if the passage doesn't tell it at all.

    Args:
        question: What is asked.
        attribute: The attribute.
        selected: The passage.
        catalog: Where its article is.
        least: The share of its own words that is enough.
    """
    if attribute.attribute in _EVENTS and question.answer_type not in _OF_EVENTS:
        return frozenset()
    texts, tongue = sentence_texts(selected, catalog)
    is_telling = [tells(text, attribute.attribute, tongue) for text in texts]
    if attribute.attribute in _OF_PEOPLE and (
        person := _person_told_nothing(question, attribute, selected, texts, tongue)
    ):
        return person
    return _apart(question, selected, asking_words(question) | question.light, is_telling, least)


_OF_PEOPLE = frozenset({"age", "born", "died", "hurt", "arrested", "spouse", "studied", "dwelling", "salary"})
"""Attributes of a person: a sentence tells them of whom it names, or of whom those before it named."""


def _person_told_nothing(
    question: Question, attribute: AskedAttribute, selected: Selected, texts: list[str], tongue: str | None
) -> frozenset[int]:
    """The name of the person asked about, where a passage tells an attribute of people of others alone; else nothing.

    It does where each sentence that tells it lacks the name, and names somebody else before it tells it, or no sentence
    before it has the name either: "she" is somebody who was named. In an article about somebody, by its title, others
    are named before an age alone; where somebody was born is told under another name as well.

    Args:
        question: What is asked.
        attribute: The attribute.
        selected: The passage.
        texts: Its sentences.
        tongue: Their language.
    """
    own = _person_asked_about(question, selected, texts)
    is_own = question.mask(own)[:, None]
    whole = float(question.steady_coverage(is_own & selected.words[:, None]).max())
    titled = float(question.steady_coverage(is_own & selected.title_words[:, None]).max()) >= _NAMED * whole
    if not whole or (titled and attribute.attribute != "age"):
        return frozenset()
    has_name = (question.steady_coverage(is_own & selected.sentence_words) >= _NAMED * whole).tolist()
    for place, text in enumerate(texts):
        at = told_from(text, attribute.attribute, tongue)
        if at is None:
            continue
        names_others = names_somebody(text[:at], tongue, opens=opens_with_small_word(text[:at], tongue))
        if has_name[place] or ((titled or any(has_name[:place])) and not names_others):
            return frozenset()
    return own


def opens_with_small_word(text: str, tongue: str | None) -> bool:
    """Whether the first word of a text says nothing by itself, and is no name: "She", "The".

    Args:
        text: A sentence, or its beginning.
        tongue: Its language.
    """
    first_words = text.split(maxsplit=1)[:1]
    return bool(first_words) and not language.terms(first_words[0], tongue)


_NAMED = 0.4
"""The share of a name that names somebody: "Brae" for "Douglas Brae"."""


def _person_asked_about(question: Question, selected: Selected, texts: Sequence[str]) -> frozenset[int]:
    """The words of a question that a passage has as a name, those that ask left out; all without capitals."""
    passage = selected.candidate.passage
    if all(text.lower() == text.upper() for text in texts):
        return frozenset(np.flatnonzero(selected.words).tolist()) - asking_words(question)
    is_name = ((passage.mention_kinds & NAME) > 0) & ((passage.mention_kinds & DAY_NAME) == 0)
    words = question.matches(passage.mentions[is_name])[1].tolist()
    return frozenset(words) - asking_words(question)


def said_of_others(question: Question, article_words: frozenset[int]) -> frozenset[int]:
    """The words that say what somebody is asked to have said something about, where an article has none of them.

    Those of the speaker, where it has none of those.

    Args:
        question: What is asked.
        article_words: The words of the question that its article has, title, headings and authors counted in.
    """
    if all(each.attribute != "said" for each in question.attributes):
        return frozenset()
    topic = question.words_among(language.terms(said_about(question.text, question.language), question.language))
    own = frozenset(range(len(question.weights))) - asking_words(question)
    missing = frozenset[int]()
    for words in (own & topic, own - topic) if topic & own else ():
        if words and words.isdisjoint(article_words):
            missing |= words
    return missing


def asking_words(question: Question) -> frozenset[int]:
    """The words of a question that are not its own: those that ask for an attribute, and those of the one before."""
    of_measure = frozenset[int]()
    if places := measure_asked(question.text, question.language):
        measure = "".join(character if place in places else " " for place, character in enumerate(question.text))
        of_measure = question.words_among(language.terms(measure, question.language))
    return question.asking.union(of_measure, *(each.words for each in question.attributes)) | question.context


MOST_OF_DEED = 0.6
"""The same share where it is asked who did something: "against" stands beside any vote."""


def deed_apart(question: Question, selected: Selected) -> frozenset[int]:
    """The same where it is asked who did something, and a passage tells who did it to something else.

    Args:
        question: What is asked.
        selected: The passage.
    """
    words = question.deed_words
    if not words or question.attributes:
        return frozenset()
    is_telling: list[bool] = np.asarray(selected.sentence_words[list(words)].any(axis=0)).tolist()
    return _apart(question, selected, words | question.context, is_telling, MOST_OF_DEED)


def _apart(
    question: Question, selected: Selected, asking_words_only: frozenset[int], is_telling: list[bool], least: float
) -> frozenset[int]:
    """The own words of a question that stand near none of the telling sentences, if hardly any of them does.

    Args:
        question: What is asked.
        selected: The passage.
        asking_words_only: The words that are not its own: those that ask.
        is_telling: Which sentences of the passage tell what is asked for.
        least: The share of its own words that is enough.
    """
    own = np.array([word not in asking_words_only for word in range(len(question.weights))])
    share = float(question.steady_coverage(own))
    near = _neighbourhoods(selected)[:, is_telling] & own[:, None]
    if share < LEAST_OWN or not any(is_telling) or float(question.steady_coverage(near).max()) >= least * share:
        return frozenset()
    return frozenset(np.flatnonzero(own & ~near.any(axis=1)).tolist())


def _neighbourhoods(selected: Selected) -> Bools:
    """Which words of a question each sentence holds with the two before it and the one after, title and heading."""
    words = selected.sentence_words | selected.title_words[:, None]
    around = np.pad(words, ((0, 0), (2, 1)))
    return np.asarray(around[:, :-3] | around[:, 1:-2] | words | around[:, 3:])


def sentence_texts(selected: Selected, catalog: Catalog) -> tuple[list[str], str | None]:
    """The sentences of a passage, and their language."""
    article = catalog.articles_by_key({selected.candidate.article})[selected.candidate.article]
    begin, sentences = selected.passage.start, selected.sentences
    spans = zip(sentences.starts.tolist(), sentences.ends.tolist(), strict=True)
    return [article.text[begin + start : begin + end] for start, end in spans], article.language


def place_of_answer(selected: Selected) -> int:
    """Which sentence of a passage is marked, from 0."""
    at = selected.answer_sentence.span[0] - selected.passage.start
    return int((selected.sentences.starts == at).argmax())
