"""What the sentences of the best passages say, and how far other articles say the same.

The heart is agreement: a name that is not in the question, but stands in sentences of several articles which hold the
question's rare words, is likely the answer (redundancy in question answering: Clarke, Cormack and Lynam, 2001,
"Exploiting Redundancy in Question Answering").
"""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval.indexing.sentences import AGAIN, NAME, NUMBER, Lines
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question

VOTERS = 10
"""So many of the best passages vote on the answer (half as many: 2 points less)."""

Column = NDArray[Any]
Value = TypeVar("Value")


class Told(NamedTuple):
    """A passage to read closely: its article, the terms of that one's title, its own, as hashes, and its sentences."""

    article: int
    title: Column
    terms: Column
    lines: Lines


class Signs(NamedTuple, Generic[Value]):
    """What speaks for a sentence, each about 0 to 1 and more where many articles agree.

    `covered`: the share of the question's idf that the sentence holds; `follows`: that of the sentence after it.
    `name` and `other_name`: the votes of its two best names, where a name is asked for; `number`: of its best number
    where one is asked for; `word`, `any_name`: of its second-best plain word and name where anything may be asked.
    `titled_name`, `titled_word`: the votes of titles. `first`: opens the passage. `names_someone`: has a name that is
    not in the question, where one is asked for; `full_name`: two such words in a row, where a person is.
    """

    covered: Value
    follows: Value
    name: Value
    other_name: Value
    number: Value
    word: Value
    any_name: Value
    titled_name: Value
    titled_word: Value
    first: Value
    names_someone: Value
    full_name: Value


class Evidence(NamedTuple):
    """What the sentences of some passages hold, those of one passage after those of the other.

    The sentences of passage i are those from `bounds[i]` to `bounds[i + 1]`. `held` has a row for each word of the
    question and tells the sentences that hold it, `titled` the passages whose article's title does.
    """

    bounds: list[int]
    held: Column
    titled: Column
    signs: Signs[Column]


def read(question: Question, passages: Sequence[Told]) -> Evidence:
    """What speaks for each sentence of some passages; the first `VOTERS` passages vote."""
    table = _Table(question, passages)
    return Evidence(table.bounds, table.held, table.titled, _signs(question, table))


class _Table:
    """The sentences of some passages and the terms in them, laid out side by side.

    `sentence`, `term` and `kind` are of each occurrence of a term that is not in the question; `said` and `entitled`
    are the votes for each term: the square root of their sum, so that a second article counts more than a fifth.
    """

    def __init__(self, question: Question, passages: Sequence[Told]) -> None:
        lines = [passage.lines for passage in passages]
        sizes = [len(of_passage.counts) for of_passage in lines]
        self.bounds = [0, *np.cumsum(sizes).tolist()]
        self.passage = np.repeat(np.arange(len(lines)), sizes)
        self.full = np.concatenate([of_passage.full for of_passage in lines])
        counts = np.concatenate([of_passage.counts for of_passage in lines])
        kinds = np.concatenate([of_passage.kinds for of_passage in lines])
        once = np.flatnonzero(kinds != AGAIN)
        terms = np.concatenate([passage.terms for passage in passages])[once]
        sentence = np.repeat(np.arange(len(counts)), counts)[once]
        self.held, novel = _sorted_out(question, terms, sentence, len(counts))
        self.sentence = sentence[novel]
        self.kind = kinds[once][novel]
        titles = np.concatenate([passage.title for passage in passages])
        titled = np.repeat(np.arange(len(lines)), [len(passage.title) for passage in passages])
        self.titled, others = _sorted_out(question, titles, titled, len(lines))
        _, known = np.unique(np.concatenate([terms[novel], titles[others]]), return_inverse=True)
        self.term = known[: len(self.sentence)]
        place = {article: i for i, article in enumerate(dict.fromkeys(passage.article for passage in passages))}
        article = np.array([place[passage.article] for passage in passages])
        # Words of the title count as said.
        vote = question.coverage(self.held | self.titled[:, self.passage]) ** 2
        vote[self.passage >= VOTERS] = 0.0
        shape = len(place), int(known.max(initial=-1)) + 1
        self.said = _strengths(self.term, article[self.passage[self.sentence]], vote[self.sentence], shape)
        vote = question.coverage(self.titled)
        vote[VOTERS:] = 0.0
        titled = titled[others]
        self.entitled = _strengths(known[len(self.term) :], article[titled], vote[titled], shape)

    def best(self, votes: Column, which: Column) -> Column:
        """For each sentence the highest votes among some of its terms; 0 when it has none of them.

        Args:
            votes: Of each term.
            which: Whether an occurrence of a term counts.
        """
        return _highest(votes[self.term[which]], self.sentence[which], len(self.passage))

    def two_best(self, votes: Column, which: Column) -> tuple[Column, Column]:
        """The same with the second highest votes beside."""
        best = self.best(votes, which)
        votes, sentence = votes[self.term[which]], self.sentence[which]
        # Sentences stand in order: the first term of each that has the best votes is left out.
        first = np.flatnonzero(votes == best[sentence])
        first = first[np.diff(sentence[first], prepend=-1) > 0]
        return best, _highest(np.delete(votes, first), np.delete(sentence, first), len(self.passage))


def _sorted_out(question: Question, terms: Column, holder: Column, holders: int) -> tuple[Column, Column]:
    """Who holds each word of the question, a row for each word, and where the terms are that are not in it."""
    where, word = question.matches(terms)
    held = np.zeros((len(question.weights), holders), bool)
    held[word, holder[where]] = True
    return held, np.delete(np.arange(len(terms)), where)


def _strengths(term: Column, article: Column, vote: Column, shape: tuple[int, int]) -> Column:
    """The votes of all articles together for each term; an article has one vote, its highest."""
    articles, terms = shape
    heard = _highest(vote, article * terms + term, articles * terms)
    return np.asarray(np.sqrt(heard.reshape(shape).sum(axis=0)))


def _highest(votes: Column, of: Column, count: int) -> Column:
    """The highest of the votes of each of so many; 0 without any."""
    found = np.zeros(count)
    np.maximum.at(found, of, votes)
    return found


def _signs(question: Question, table: _Table) -> Signs[Column]:
    """What speaks for each sentence."""
    kind, free = question.answer_type, question.answer_type is AnswerType.ANY
    name, number, plain = table.kind == NAME, table.kind == NUMBER, table.kind == 0
    nothing = np.zeros(len(table.passage))
    name_votes, other_name_votes = (nothing, nothing) if kind.counted else table.two_best(table.said, name)
    covered = question.coverage(table.held)
    first = np.diff(table.passage, prepend=-1) > 0
    return Signs(
        covered=covered,
        follows=np.append(np.where(first[1:], 0.0, covered[1:]), 0.0),
        name=name_votes if kind.named else nothing,
        other_name=other_name_votes if kind.named else nothing,
        number=table.best(table.said, number) if kind.counted else nothing,
        word=table.two_best(table.said, plain)[1] if free else nothing,
        any_name=other_name_votes if free else nothing,
        titled_name=nothing if kind.counted else table.best(table.entitled, name),
        titled_word=nothing if kind.counted else table.best(table.entitled, plain),
        first=first.astype(float),
        names_someone=table.best(np.ones(len(table.said)), name) if kind.named else nothing,
        full_name=table.full.astype(float) if kind is AnswerType.PERSON else nothing,
    )
