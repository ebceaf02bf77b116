"""What the sentences of the best passages say, and how far other articles say the same.

The heart is agreement: a name that is not in the question, but is in sentences of several articles which hold the
question's rare words, is likely the answer (redundancy in question answering: Clarke, Cormack and Lynam, 2001,
"Exploiting Redundancy in Question Answering").
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from retrieval.analysis.columns import ArticleColumns, PassageColumns, Texts
from retrieval.analysis.features import Candidate
from retrieval.analysis.sentences import (
    ASKS,
    DAY_TERM,
    FULL_NAME,
    NAME_TERM,
    NUMBER_TERM,
    PLAIN_TERM,
    REPEATED_TERM,
    SAYS_AGE,
    SAYS_WHEN,
    Sentences,
)
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.arrays import Bools, Floats, Hashes, Integers, highest, numbered

VOTING_PASSAGES = 10
"""How many of the best passages vote on the answer (half as many: 2 points less)."""

_ASKED_FOR = {AnswerType.TIME: SAYS_WHEN, AnswerType.AGE: SAYS_AGE}
"""What a sentence tells that may answer such a question."""

TITLED = 0.5
"""What a word of the question counts in a sentence of an article without a day where title or heading has it, too:
what all of it is about tells no sentence from another. Of 936 sentences of XQuAD in Spanish 780 are right with it,
of 935 without 775; in Russian one more, in Chinese as many; of 28 follow-ups that were held out two more. News
tells the main thing first, in the words of its title: with it two of 174 sentences more are wrong."""

SHARED = 0.5
"""How much less a word of the question counts among the sentences of a passage for each other one that has it: with 0.5
two thirds of its weight where two have it, half where three do, as idf does among passages. What a passage is about
tells no sentence of it from another. Of 3,773 questions to XQuAD whose first passage holds the answer 3,122 are told by
the right sentence with it and 3,088 without: in Spanish 792 and 785, in Russian 770 and 767, in Chinese 760 and 745, in
English 800 and 791; with the square root of their number instead 3,113, with its power .75 3,118. What is shown of a
long passage is chosen without it, or that holds three answers less."""

Value = TypeVar("Value")


class SentenceFeatures(NamedTuple, Generic[Value]):
    """What speaks for a sentence, each about 0 to 1 and more where many articles agree.

    `covered`: the share of the question's idf that the sentence holds, less of an undated article's title or heading;
    `follows`: that of the sentence after it.
    `name` and `other_name`: the votes of its two best names, where a name is asked for; `number`: of its best number
    if one is asked for, of an age if that is; `word`, `any_name`: of its second-best plain word and name where
    anything may be asked. `titled_name`, `titled_word`: the votes of titles. `first`: opens the passage.
    `names_someone`: has a name that is not in the question, if one is asked for; `full_name`: has two capitalised
    words in a row besides, where a person is. `asks`: is a question itself; `answers`: what the question before it,
    or the heading that asks, covers. `counts`: has a number and the word that is counted; `fits`: says when, where
    a time is asked for, or has what may be an age, where an age is. `previous`: what the sentence before it covers.
    `early`: where it is in a passage of an article with a day, 1 for the first sentence and 0 for the last; news
    tells the main thing first. `most`: no sentence of the passage covers more, in an article without a day, nor is
    it a question. `repeated`: answered the last question, and lacks the words of this one; `goes_on`: follows such
    a sentence, the less the more are between. `tells`: the share of the attributes asked for that it has a word of
    ("belongs to", where it is asked who owns it), less in a long question.
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
    asks: Value
    answers: Value
    counts: Value
    fits: Value
    previous: Value
    early: Value
    most: Value
    repeated: Value
    goes_on: Value
    tells: Value


class Evidence(NamedTuple):
    """What the sentences of some passages hold, those of one passage after those of the one before.

    The sentences of passage i are those from `bounds[i]` to `bounds[i + 1]`. `words` tells which words of the question
    each sentence holds, (n_words, n_sentences) of bool; `title_words` which the title of each passage's article or its
    heading holds, (n_words, n_passages) of bool. `features` are (n_sentences,) of float64. `apart` are `covered` and
    `most` of them as they tell the sentences of a passage from each other (`SHARED`).
    """

    bounds: list[int]
    words: Bools
    title_words: Bools
    features: SentenceFeatures[Floats]
    apart: tuple[Floats, Floats]

    @property
    def features_apart(self) -> SentenceFeatures[Floats]:
        """What speaks for each sentence beside the others of its passage."""
        covered, most = self.apart
        return self.features._replace(covered=covered, most=most)


def evidence(question: Question, candidates: Sequence[Candidate], sentences: Sequence[Sentences]) -> Evidence:
    """What speaks for each sentence of some passages; the first `VOTING_PASSAGES` passages vote.

    Args:
        question: What is asked.
        candidates: The passages, best first; at least one.
        sentences: The sentences of each of them.
    """
    table = _SentenceTable(question, candidates, sentences)
    return Evidence(table.bounds, table.words, table.above_words, _features(question, table), _apart(question, table))


class _SentenceTable:
    """The sentences of some passages and the terms in them that the question lacks, laid out side by side.

    `passage` says which passage each sentence is of, `dated` whether its article has a day, `place` where in its
    passage it stands, from 0 to 1, `full_names` whether it holds two capitalised words in a row, `asks` whether it is
    a question and `flags` the bits of both and of what else it tells, all (n_sentences,). `asked_above` is what a
    heading that asks covers of the question, (n_passages,). `above_words` are those of title and heading;
    `counted_words` what each word counts in each sentence, (n_words, n_sentences) of float64. `term_kind`
    is what each occurrence of a term is, (n_occurrences,). `votes` and `title_votes`, (n_terms,) of float64, are
    those of passages and of titles for each term: the square root of their sum, so that a second article counts more
    than a fifth.
    """

    def __init__(self, question: Question, candidates: Sequence[Candidate], sentences: Sequence[Sentences]) -> None:
        sizes = [len(of_passage) for of_passage in sentences]
        self.bounds: list[int] = [0, *np.cumsum(sizes).tolist()]
        self.passage = np.repeat(np.arange(len(sizes)), sizes)
        days = np.array([candidate.day is not None for candidate in candidates])
        self.dated = days[self.passage]
        self.place = np.concatenate([np.arange(size) / max(size - 1, 1) for size in sizes])
        self.flags = np.concatenate([of_passage.flags for of_passage in sentences])
        self.full_names, self.asks = (self.flags & FULL_NAME).astype(bool), (self.flags & ASKS).astype(bool)
        kinds = np.concatenate([of_passage.term_kinds for of_passage in sentences])
        columns = PassageColumns([candidate.packed for candidate in candidates])
        wholes = ArticleColumns([candidate.packed_article for candidate in candidates])
        counts = _counts_of(columns.term_ends)
        once = (kinds != REPEATED_TERM).nonzero()[0]
        terms = columns.terms.values[once]
        sentence = np.repeat(np.arange(len(counts)), counts)[once]
        self.words, novel = _words_and_others(question, terms, sentence, len(counts))
        self._sentence, self.term_kind = sentence[novel], kinds[once][novel]
        title_terms, titled = wholes.title.values, wholes.title.owners
        self.title_words, others = _words_and_others(question, title_terms, titled, len(candidates))
        n_terms, term = numbered(np.concatenate([terms[novel], title_terms[others]]))
        self._term, title_term = term[: len(novel)], term[len(novel) :]
        place = {key: i for i, key in enumerate(dict.fromkeys(candidate.article for candidate in candidates))}
        article = np.array([place[candidate.article] for candidate in candidates])
        shape = len(place), n_terms
        headings = columns.heading
        heading_words, _ = _words_and_others(question, headings.values, headings.owners, len(candidates))
        self.above_words = self.title_words | heading_words
        above = self.above_words[:, self.passage] & ~self.dated
        self.counted_words = np.where(above, TITLED, 1.0) * self.words
        heading_asks = columns.numbers("heading_opening") != 0
        self.asked_above = np.where(heading_asks, question.coverage(heading_words), 0.0)
        # A sentence need not repeat its title or heading to count as saying it.
        weight = question.coverage(self.words | self.above_words[:, self.passage]) ** 2
        weight[self.passage >= VOTING_PASSAGES] = 0.0
        self.votes = _votes(self._term, article[self.passage[self._sentence]], weight[self._sentence], shape)
        weight = question.coverage(self.title_words)
        weight[VOTING_PASSAGES:] = 0.0
        self.title_votes = _votes(title_term, article[titled[others]], weight[titled[others]], shape)

    def best(self, votes: Floats, which: Bools) -> Floats:
        """For each sentence the highest votes among some of its terms, (n_sentences,); 0 when it has none of them.

        Args:
            votes: Of each term, (n_terms,).
            which: Whether an occurrence of a term counts, (n_occurrences,).
        """
        return highest(votes[self._term[which]], self._sentence[which], len(self.passage))

    def two_best(self, votes: Floats, which: Bools) -> tuple[Floats, Floats]:
        """For each sentence the highest and the second-highest votes among some of its terms; as `best` otherwise."""
        best = self.best(votes, which)
        votes, sentence = votes[self._term[which]], self._sentence[which]
        # Sentences are in order: the first term of each that has the best votes is left out.
        first = np.flatnonzero(votes == best[sentence])
        first = first[np.diff(sentence[first], prepend=-1) > 0]
        return best, highest(np.delete(votes, first), np.delete(sentence, first), len(self.passage))


def _counts_of(ends: Texts) -> Integers:
    """How many values each part of some texts has, (n_parts,), by where they end in their text."""
    counts: Integers = ends.values.astype(np.int64)
    before = np.append(0, counts[:-1])
    before[(ends.sizes.cumsum() - ends.sizes)[ends.sizes > 0]] = 0
    return np.asarray(counts - before)


def _words_and_others(question: Question, terms: Hashes, owner: Integers, n_owners: int) -> tuple[Bools, Integers]:
    """Which words of the question each owner of terms holds, (n_words, n_owners), and which terms are none of them.

    Args:
        question: What is asked.
        terms: Terms, (n_terms,).
        owner: The sentence or title that each is in, (n_terms,).
        n_owners: How many sentences or titles there are.
    """
    where, word = question.matches(terms)
    words = np.zeros((len(question.weights), n_owners), bool)
    words[word, owner[where]] = True
    is_other = np.ones(len(terms), bool)
    is_other[where] = False
    return words, is_other.nonzero()[0]


def _votes(term: Integers, article: Integers, weight: Floats, shape: tuple[int, int]) -> Floats:
    """The votes of all articles together for each term, (n_terms,); an article has one vote, its highest.

    Args:
        term: Of each occurrence, (n_occurrences,).
        article: The article of each, (n_occurrences,).
        weight: What the vote of each counts, (n_occurrences,).
        shape: How many articles there are, and how many terms.
    """
    n_articles, n_terms = shape
    votes = highest(weight, article * n_terms + term, n_articles * n_terms)
    return np.asarray(np.sqrt(votes.reshape(shape).sum(axis=0)))


def _features(question: Question, table: _SentenceTable) -> SentenceFeatures[Floats]:
    """What speaks for each sentence."""
    kind = question.answer_type
    free = kind in (AnswerType.ANY, AnswerType.REASON)
    name, number, day, plain = (table.term_kind == each for each in (NAME_TERM, NUMBER_TERM, DAY_TERM, PLAIN_TERM))
    dated = number | day if kind is AnswerType.TIME else number
    nothing = np.zeros(len(table.passage))
    name_votes, other_name_votes = (nothing, nothing) if kind.counted else table.two_best(table.votes, name)
    covered = question.coverage(table.counted_words)
    names_someone = table.best(np.ones(len(table.votes)), name)
    first = np.diff(table.passage, prepend=-1) > 0
    fits = ((table.flags & _ASKED_FOR.get(kind, 0)) > 0).astype(float)
    number_votes = table.best(table.votes, dated) if kind.counted else nothing
    return SentenceFeatures(
        covered=covered,
        follows=np.append(np.where(first[1:], 0.0, covered[1:]), 0.0),
        name=name_votes if kind.named else nothing,
        other_name=other_name_votes if kind.named else nothing,
        # Not any number is an age: "Ann won 1,204 votes. She is 44."
        number=number_votes * fits if kind is AnswerType.AGE else number_votes,
        word=table.two_best(table.votes, plain)[1] if free else nothing,
        any_name=other_name_votes if free else nothing,
        titled_name=nothing if kind.counted else table.best(table.title_votes, name),
        titled_word=nothing if kind.counted else table.best(table.title_votes, plain),
        first=first.astype(float),
        names_someone=names_someone if kind.named else nothing,
        full_name=table.full_names * names_someone if kind is AnswerType.PERSON else nothing,
        asks=table.asks.astype(float),
        answers=np.where(
            first, table.asked_above[table.passage], np.append(0.0, np.where(table.asks, covered, 0.0)[:-1])
        ),
        counts=_counts(question, table, number),
        fits=fits,
        previous=np.where(first, 0.0, np.append(0.0, covered[:-1])),
        early=np.where(table.dated, 1.0 - table.place, 0.0),
        most=_covers_most(table, covered),
        repeated=nothing,
        goes_on=nothing,
        tells=nothing,
    )


def _apart(question: Question, table: _SentenceTable) -> tuple[Floats, Floats]:
    """`covered` and `most` of each sentence, of less the more sentences of its passage have the same words."""
    before = np.pad(table.words.cumsum(axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    others = (np.diff(before[:, table.bounds], axis=1) - 1).clip(0)
    weights = np.array(question.weights)[:, None] / (1 + SHARED * others)
    shares = weights / np.maximum(weights.sum(axis=0), np.finfo(float).tiny)
    covered = np.asarray((table.counted_words * shares[:, table.passage]).sum(axis=0))
    return covered, _covers_most(table, covered)


def _covers_most(table: _SentenceTable, covered: Floats) -> Floats:
    """1 for the sentences that cover most of the question in a passage of an article without a day, (n_sentences,)."""
    covered = np.where(table.asks, 0.0, covered)
    most = highest(covered, table.passage, len(table.bounds) - 1)[table.passage]
    return np.where(table.dated | (covered == 0), 0.0, covered == most)


def _counts(question: Question, table: _SentenceTable, number: Bools) -> Floats:
    """Which sentences hold a number and the word that the question counts, or the one behind it, (n_sentences,).

    Args:
        question: What is asked.
        table: The sentences.
        number: Which occurrences of a term are numbers, (n_occurrences,).
    """
    if question.counted is None:
        return np.zeros(len(table.passage))
    too = question.counted if question.counted_too is None else question.counted_too
    counted = table.words[question.counted] | table.words[too]
    return np.asarray(table.best(np.ones(len(table.votes)), number) * counted)
