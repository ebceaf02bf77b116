"""What the sentences of the best passages say, and how far other articles say the same.

The heart is agreement: a name that is not in the question, but stands in sentences of several articles which hold the
question's rare words, is likely the answer (redundancy in question answering: Clarke, Cormack and Lynam, 2001,
"Exploiting Redundancy in Question Answering").
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from retrieval import language
from retrieval.answer_types import AnswerType
from retrieval.records import Article, Passage, Sentence

VOTERS = 10
"""So many of the best passages vote on the answer (half as many: 2 points less)."""

Votes = Mapping[str, float]
"""Term → the square root of the sum of its votes: a second article counts more than a fifth."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    `words` tells for each term which word of the question it stands for; `names` are those written big; `weights` are
    the words' idf, `rarest` that of a word which occurs nowhere.
    """

    text: str
    words: Mapping[str, int]
    names: frozenset[int]
    weights: tuple[float, ...]
    rarest: float
    type: AnswerType

    @property
    def idf_sum(self) -> float:
        """The summed idf of the words; never 0."""
        return sum(self.weights) or 1.0

    def held(self, terms: Iterable[str]) -> frozenset[int]:
        """The words of the question that are among these terms."""
        words = self.words
        return frozenset(words[term] for term in terms if term in words)

    def covered(self, held: Iterable[int]) -> float:
        """The share of the question's idf sum that these words carry, 0 to 1."""
        return sum(self.weights[word] for word in held) / self.idf_sum


class Line(NamedTuple):
    """A sentence as read: the words of the question it holds, its other terms, and which of those are names, numbers.

    `passage` counts from 0, best first; `title` are the words of the question that its article's title holds.
    """

    sentence: Sentence
    passage: int
    article: str
    held: frozenset[int]
    title: frozenset[int]
    novel: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


class Signs(NamedTuple):
    """What speaks for a sentence, each about 0 to 1 and more where many articles agree.

    `covered`: the share of the question's idf that the sentence holds; `follows`: that of the sentence after it.
    `name` and `other_name`: the votes of its two best names, where a name is asked for; `number`: of its best number
    where one is asked for; `word`, `any_name`: of its second-best plain word and name where anything may be asked.
    `titled_name`, `titled_word`: the votes of titles. `first`: opens the passage. `names_someone`: has a name that is
    not in the question, where one is asked for; `full_name`: two such words in a row, where a person is.
    """

    covered: float
    follows: float
    name: float
    other_name: float
    number: float
    word: float
    any_name: float
    titled_name: float
    titled_word: float
    first: float
    names_someone: float
    full_name: float


def read(question: Question, passages: Sequence[tuple[Article, Passage]]) -> list[list[tuple[Line, Signs]]]:
    """The sentences of each passage, in order, with what speaks for them; the first `VOTERS` passages vote."""
    titles = {article.id: _title(article) for article, _ in passages}
    lines = [
        list(_lines(question, place, article, passage, titles[article.id]))
        for place, (article, passage) in enumerate(passages)
    ]
    voters = [line for of_passage in lines[:VOTERS] for line in of_passage]
    said, titled = _strengths(_said(question, voters)), _strengths(_titled(question, voters, titles))
    return [
        [
            (line, _signs(question, line, of_passage[at + 1] if at + 1 < len(of_passage) else None, at, said, titled))
            for at, line in enumerate(of_passage)
        ]
        for of_passage in lines
    ]


def _lines(question: Question, place: int, article: Article, passage: Passage, title: frozenset[str]) -> Iterator[Line]:
    """The sentences of a passage."""
    in_title = question.held(title)
    for sentence in language.sentences(article.text, passage.start, passage.end, article.language):
        terms = frozenset(language.terms(sentence.exact, article.language))
        novel = frozenset(term for term in terms if term not in question.words)
        names, numbers = _names_and_numbers(sentence.exact, article.language, novel)
        yield Line(sentence, place, article.id, question.held(terms), in_title, novel, names, numbers)


def _said(question: Question, lines: Sequence[Line]) -> dict[str, dict[str, float]]:
    """For each term that is not in the question, what each article says for it.

    That is the squared coverage of the article's best sentence with the term; words of the title count as said.
    """
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for line in lines:
        vote = question.covered(line.held | line.title) ** 2
        for term in line.novel:
            of_term = votes[term]
            if vote > of_term.get(line.article, 0.0):
                of_term[line.article] = vote
    return votes


def _titled(
    question: Question, lines: Sequence[Line], titles: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, float]]:
    """The same for the words of titles: the coverage of each title that holds a term."""
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for article, held in {line.article: line.title for line in lines}.items():
        for term in titles[article]:
            if term not in question.words:
                votes[term][article] = question.covered(held)
    return votes


def _signs(question: Question, line: Line, following: Line | None, at: int, said: Votes, titled: Votes) -> Signs:
    """What speaks for one sentence."""
    kind = question.type
    plain = line.novel - line.names - line.numbers
    names = _two_best(line.names, said)
    free = kind is AnswerType.ANY
    return Signs(
        covered=question.covered(line.held),
        follows=question.covered(following.held) if following else 0.0,
        name=names[0] * kind.named,
        other_name=names[1] * kind.named,
        number=_two_best(line.numbers, said)[0] * kind.counted,
        word=_two_best(plain, said)[1] * free,
        any_name=names[1] * free,
        titled_name=_two_best(line.names, titled)[0] * (not kind.counted),
        titled_word=_two_best(plain, titled)[0] * (not kind.counted),
        first=float(at == 0),
        names_someone=float(kind.named and bool(line.names)),
        full_name=float(kind is AnswerType.PERSON and _FULL_NAME.search(line.sentence.exact) is not None),
    )


def _strengths(votes: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The votes of all articles together."""
    return {term: math.sqrt(sum(of_term.values())) for term, of_term in votes.items()}


def _two_best(terms: Iterable[str], votes: Votes) -> tuple[float, float]:
    """The highest and the second highest votes among some terms; 0 for what there isn't."""
    best = second = 0.0
    for term in terms:
        vote = votes.get(term, 0.0)
        if vote > best:
            best, second = vote, best
        elif vote > second:
            second = vote
    return best, second


_MARKED = re.compile(r"[$£€¥]?\d(?:[\d.,:]*\d)?|(?<![\w'’.-])[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’.-][^\W\d_]+)*")
"""Figures, and words that may start big."""

_FULL_NAME = re.compile(r"\b[^\W\d_a-zа-яё][\w’'.-]+(?: [^\W\d_a-zа-яё][\w’'.-]*)+")
_NUMBER_WORDS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "trillion", "dozen", "dozens", "half", "third", "quarter",
    "percent", "once", "twice", "double", "triple",
})  # fmt: skip
_DAYS = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip


def _names_and_numbers(text: str, spoken: str | None, novel: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The novel terms that are written big, and those that count or date something."""
    names: set[str] = set()
    numbers: set[str] = set(_counting_terms(spoken))
    for word in _MARKED.findall(text):
        if not word[0].isalpha() or word in _DAYS:
            numbers.update(_terms_of(word, spoken))
        elif word[0].isupper():
            names.update(_terms_of(word, spoken))
    return frozenset(names & novel - numbers), frozenset(numbers & novel)


@lru_cache(maxsize=100)
def _counting_terms(spoken: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    return frozenset(language.terms(" ".join(_NUMBER_WORDS), spoken))


@lru_cache(maxsize=20_000)
def _terms_of(word: str, spoken: str | None) -> tuple[str, ...]:
    """The terms of one word; the same words come again and again."""
    return tuple(language.terms(word, spoken))


@lru_cache(maxsize=2_000)
def _title_terms(title: str, spoken: str | None) -> frozenset[str]:
    return frozenset(language.terms(title, spoken))


def _title(article: Article) -> frozenset[str]:
    """The terms of an article's title."""
    return _title_terms(article.title or "", article.language)
