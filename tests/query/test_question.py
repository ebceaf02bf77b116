"""A question as ranking looks at it: its words, what they weigh, and which of them a text holds."""

from dataclasses import replace

import numpy as np

from retrieval.analysis.features import hashed
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import CONTEXT_WEIGHT, Question


def question(*weights: float, context: frozenset[int] = frozenset()) -> Question:
    """A question of as many words as weights: `w0`, `w1`, …; the first has another form, `also`."""
    words = {"also": 0, **{f"w{number}": number for number in range(len(weights))}}
    return Question("?", words, frozenset(), weights, weights, 9.0, AnswerType.ANY, context)


def test_words_are_known_by_any_form() -> None:
    """A word counts once, by whichever of its forms; other terms are not the question's."""
    asked = question(1.0, 2.0, 4.0)
    assert asked.words_among(["also", "w0", "w2", "other"]) == {0, 2}
    assert asked.words_among([]) == set()


def test_terms_are_matched_by_their_numbers() -> None:
    """Every place where a word is, in order, the first and the last included; terms beyond either end are none."""
    asked = question(1.0, 2.0)
    terms = ["w1", "other", "also", "w0", "w1"]
    where, words = asked.matches(np.array([hashed(term) for term in terms], np.uint32))
    assert (where.tolist(), words.tolist()) == ([0, 2, 3, 4], [1, 0, 0, 1])
    ends = np.array([0, 0xFFFFFFFF], np.uint32)
    assert [column.tolist() for column in asked.matches(ends)] == [[], []]
    assert [column.tolist() for column in asked.matches(np.array([], np.uint32))] == [[], []]


def test_shares_are_of_the_idf_sum() -> None:
    """The words of a text carry their part of the sum; many texts are asked about at once, in any shape."""
    asked = question(1.0, 2.0, 5.0)
    assert asked.idf_sum == 8.0
    assert asked.idf_share({1, 2}) == 7 / 8
    assert asked.idf_share(()) == 0
    held = np.array([[True, False], [True, True], [False, False]])
    assert asked.coverage(held).tolist() == [3 / 8, 2 / 8]
    assert asked.coverage(np.array([True, False, True])) == 6 / 8
    assert asked.coverage(np.array([[[0.5]], [[0.0]], [[1.0]]])).tolist() == [[5.5 / 8]]


def test_a_question_whose_words_weigh_nothing_divides_by_one() -> None:
    """Words that every passage holds weigh 0: the share is 0, too."""
    assert question(0.0, 0.0).idf_sum == 1.0
    assert question(0.0, 0.0).idf_share({0, 1}) == 0


def test_context_words_are_discounted() -> None:
    """Only they are, and only the weights; without them the question is the same one."""
    asked = question(1.0, 2.0, 4.0, context=frozenset({1, 2}))
    discounted = asked.context_discounted()
    assert discounted.weights == (1.0, 2.0 * CONTEXT_WEIGHT, 4.0 * CONTEXT_WEIGHT)
    assert discounted.discounted_idf == asked.discounted_idf
    plain = question(1.0)
    assert plain.context_discounted() is plain


def test_words_that_only_ask_are_discounted() -> None:
    """Such as "old" in "how old is she"; where there is no other word it is looked for all the same."""
    asking = replace(question(1.0, 2.0), asking=frozenset({0}))
    assert asking.context_discounted().weights == (CONTEXT_WEIGHT, 2.0)
    alone = replace(question(1.0), asking=frozenset({0}))
    assert alone.context_discounted() is alone


def test_some_words_may_ask_for_nothing() -> None:
    """They weigh nothing, and are no names and no numbers; without any the question is the same one."""
    asked = replace(
        question(1.0, 2.0, 4.0), names=frozenset({0, 1}), numbers={1: "5", 2: "6"}, steady_idf=(3.0, 5.0, 7.0)
    )
    rest = asked.without({1})
    assert (rest.weights, rest.steady_idf) == ((1.0, 0.0, 4.0), (3.0, 0.0, 7.0))
    assert (set(rest.names), dict(rest.numbers)) == ({0}, {2: "6"})
    assert asked.without(()) is asked


def test_a_script_without_capitals_lacks_them_beside_latin_names() -> None:
    """What is lacked is told by the script of the question, not by a name in it."""
    typed = {
        "IPCC 首任主席是谁？": True,
        "من أسس شركة Sony؟": True,
        "Кто основал Sony?": False,
        "¿Quién es la nº 1?": False,
    }
    assert {text: replace(question(1.0), text=text).lacks_capitals for text in typed} == typed
