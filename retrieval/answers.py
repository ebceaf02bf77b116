"""Which sentence of a passage tells the answer, and which passage to show first."""

from collections.abc import Sequence
from typing import NamedTuple

from retrieval import evidence
from retrieval.evidence import Line, Question, Signs
from retrieval.ranking import Ranked
from retrieval.records import Article, Sentence

WEIGHTS = Signs(
    covered=3.0,
    follows=0.9,
    name=1.2,
    other_name=1.25,
    number=2.4,
    word=3.0,
    any_name=0.6,
    titled_name=1.7,
    titled_word=1.0,
    first=0.25,
    names_someone=0.95,
    full_name=1.3,
)
"""What each sign adds to a sentence's score."""

TELLING = 0.2
"""What a point of the telling sentence's score adds to a passage."""

CLOSE = 1.0
"""A second sentence is marked when it scores within this of the best one."""


class Telling(NamedTuple):
    """The sentence of a passage that tells the answer, the next best one when it comes close, and the best's score."""

    sentence: Sentence
    second: Sentence | None
    score: float
    signs: Signs


def score(signs: Signs) -> float:
    """The linear sum of what speaks for a sentence."""
    return sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))


def telling(passage: Sequence[tuple[Line, Signs]]) -> Telling:
    """The best sentence of a passage as `evidence.read` gives it, the first of equals."""
    scored = [(score(signs), line.sentence, signs) for line, signs in passage]
    ordered = sorted(scored, key=lambda one: -one[0])
    best, sentence, signs = ordered[0]
    close = len(ordered) > 1 and ordered[1][0] >= best - CLOSE
    return Telling(sentence, ordered[1][1] if close else None, best, signs)


class Considered(NamedTuple):
    """A candidate that was read closely: its article, its sentences, the telling one, and its final score."""

    ranked: Ranked
    article: Article
    lines: Sequence[Line]
    telling: Telling
    score: float


def considered(question: Question, candidates: Sequence[tuple[Ranked, Article]]) -> list[Considered]:
    """The candidates read closely and put in order once more, by what their telling sentences say.

    Args:
        question: What is asked.
        candidates: The best passages as ranked, best first, with their articles.
    """
    read = evidence.read(question, [(article, found.entry.passage) for found, article in candidates])
    found = []
    for (candidate, article), passage in zip(candidates, read, strict=True):
        told = telling(passage)
        lines = [line for line, _ in passage]
        found.append(Considered(candidate, article, lines, told, candidate.score + TELLING * told.score))
    return sorted(found, key=lambda one: -one.score)
