"""What a short question names or says and its first passage doesn't hold: the town, the verb, the things counted."""

import numpy as np

from retrieval import language
from retrieval.query.answer_types import AnswerType, asks_who_is, role_asked
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import asking_words
from retrieval.ranking.untold import has_or_akin, words_of_article_and_authors
from retrieval.storage.catalog import Catalog


def leaves_something_out(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether the first passage of a short question lacks one of the few words that say what is meant.

    So it does where the question has a name that the archive has, but neither the passage, nor the opening of its
    article, nor its authors; where anything may be asked for and the passage has none of its words but names and
    numbers ("What does Mary Holm demand?", and nothing is demanded); where it has no word of the things that are
    counted; where it is asked who did something that is done nowhere; or who has a role in a place, and the passage
    gives the role and tells of the place elsewhere. Longer questions have enough other words, and often a name that is
    written otherwise.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    if question.shortness < 1:
        return False
    own = frozenset(np.flatnonzero(np.array(question.steady_idf) > 0).tolist()) - question.context
    plain = own - question.names - question.numbers.keys() - asking_words(question) - question.light
    held = frozenset(np.flatnonzero(has_or_akin(question, first)).tolist())
    if not question.attributes and _says_nothing_of(question, plain, held):
        return True
    names = (question.names & own) - question.unknown - held
    if names and not names <= words_of_article_and_authors(question, first, catalog):
        return True
    return bool(question.names) and _has_role_elsewhere(question, first, plain)


def _says_nothing_of(question: Question, plain: frozenset[int], held: frozenset[int]) -> bool:
    """Whether none of the words that are no names is held where anything is asked for, or not those counted or done.

    Args:
        question: What is asked.
        plain: Its words that are neither names nor numbers and don't only ask.
        held: The words that its first passage has, or some akin to them.
    """
    is_open = question.answer_type is AnswerType.ANY and not asks_who_is(question.text, question.language)
    if is_open and plain and not plain & held:
        return True
    if question.deed_words & question.unknown:
        return True
    counted = question.counted
    return counted in plain and counted not in held and counted not in question.unknown


def _has_role_elsewhere(question: Question, first: Selected, plain: frozenset[int]) -> bool:
    """Whether it is asked who has a role, and the passage has it in no sentence with the names asked about.

    Title, heading and first sentence tell what the whole passage is about. Where more is said of the role than its
    name, other words tell whether it is the one that is meant.

    Args:
        question: What is asked.
        first: The first passage.
        plain: Its words that are neither names nor numbers and don't only ask.
    """
    if question.answer_type is not AnswerType.PERSON:
        return False
    role = question.words_among(language.terms(role_asked(question.text, question.language), question.language))
    if not role or plain - role:
        return False
    names = [*(question.names - role - question.context)]
    has_role = first.sentence_words[[*role]].any(axis=0)
    above = first.title_words | first.sentence_words[:, 0]
    has_names = (first.sentence_words | above[:, None])[names].all(axis=0)
    return bool(has_role.any()) and not bool((has_role & has_names).any())
