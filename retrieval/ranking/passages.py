"""Candidates of an engine → ranked passages: a linear sum of a few named features.

`WEIGHTS` holds every feature with its weight and the measurement that earned it its place. The features are computed
over all candidates at once, from sketches; no text is read.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.engines.base import K1, tf_component
from retrieval.indexing.catalog import Kept
from retrieval.indexing.features import NAME, NUMBER, ArticleSketch, Candidate, PassageSketch
from retrieval.language.places import COUNTRY, STATE
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question

CANDIDATES = 120
"""How many passages an engine proposes: Hit@1 / Hit@5 of the dated questions 68.5 / 83.9; 80 give 68.1 / 83.9, 200 give
68.4 / 84.2, but undated they lower Hit@1 (of the first 500 code points) from 56.0 to 55.4."""

FADING_DAYS = 30.0
"""After so many days what `recent` gives has fallen to 1/e."""

VOTERS = 40
"""So many candidates, the best by their words, vote on the answer."""

CERTAINTY = 6.0
"""How much less a voter counts that is behind the first by 1: by a factor of e to this."""

ARTICLE_SHARE = 0.3
"""What an article's own score adds to that of its passage when voters are chosen."""


class Placed(NamedTuple):
    """A candidate's key, that of its article, the engine's score, the score it is ranked by, each feature's share."""

    key: int
    article: int
    bm25: float
    score: float
    shares: Mapping[str, float]


class Ranked(NamedTuple):
    """A ranked passage, the engine's score, the score it is ranked by, and each feature's share."""

    kept: Kept
    bm25: float
    score: float
    shares: Mapping[str, float]


def answering(question: Question) -> int:
    """Which kinds of mention may answer a question: `COUNTRY`, `STATE` or both, `NUMBER`, else `NAME`."""
    if _STATE.search(question.text):
        return STATE
    if _COUNTRY.search(question.text):
        return COUNTRY
    if question.answer_type is AnswerType.PLACE and _WHERE.search(question.text):
        return COUNTRY | STATE
    return NUMBER if question.answer_type.counted else NAME


_COUNTRY = re.compile(r"\b(?:which|what)\b[\w\s.\-]{0,25}\b(?:country|countries|nations?)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b|\b(?:which|what) (?:\w+ )?(?:city|town|island|place)\b", re.IGNORECASE)
_STATE = re.compile(r"\b(?:which|what)\b[\w\s.\-]{0,15}\bstates?\b", re.IGNORECASE)

WEIGHTS: Mapping[str, float] = {
    "passage": 10.0,  # its BM25, 0 to 1: the share of the best that a passage could score
    "article": 9.0,  # the same for the article with its title: .084 ± .026, Hit@5 83.5 → 85.4 (undated 75.3 → 77.3)
    "title": 2.5,  # the share of the title's terms that are the question's: .011 ± .010, Hit@1 68.2 → 68.8
    "opens": 1.0,  # it opens a dated article: news tells the main thing first: .020 ± .012, Hit@1 67.9 → 68.8
    "early": 3.0,  # what the best of its first sentences covers: .019 ± .012, Hit@1 undated 56.0 → 57.1
    "right_kind": 3.0,  # a country, state or number is asked for, and here is one: .026 ± .010, Hit@1 67.8 → 68.8
    "votes": 0.75,  # other articles hold the same possible answers: .046 ± .016, Hit@5 84.5 → 85.4
    "recent": 4.5,  # e^(-days/30) before --as-of: .091 ± .026, Hit@1 63.1 → 68.8
}
"""What each feature counts. In all of them a word of the question counts by what it says alone (`questions.specific`).

Behind each stands what leaving it out costs: nats of log-likelihood a question with its 95 % interval (paired
bootstrap), and Hit@k, both by five-fold cross-validation over 695 news questions asked with and without their day. The
weights are a conditional logit ("which candidate holds the answer?") fitted to these questions and rounded. Where a
passage stands tells something of news only: `opens` is for articles with a day, and in others `early` reads the whole
passage. On XQuAD, which is no news, Hit@1 was so 94.2 in Spanish, 93.0 in Russian, 94.4 in Chinese, and 92.0, 90.8,
93.0 without that difference. Tried and left out, since they gained nothing beyond their interval: coverage of the
question by passage, sentence or article, the last sentence of a question apart, bigrams, neighbouring passages, the
number of an article's candidates, lengths, names near the asking noun, bursts of reports in a week, RM3 expansion,
other shapes of fading in time.
"""

Days = Sequence[tuple[datetime.date, datetime.date]]
Column = NDArray[Any]


def ranked(question: Question, candidates: Sequence[Candidate], days: Days = ()) -> list[Placed]:
    """The candidates, best first, ties in the engine's order; with `days`, articles near them gain.

    Args:
        question: What is asked.
        candidates: What the engine proposes.
        days: Periods that the question is about, each as its first and last day.
    """
    if not candidates:
        return []
    columns = features(question, candidates, days)
    table = np.column_stack([columns[name] * weight for name, weight in WEIGHTS.items()])
    scores = table.sum(axis=1)
    return [
        Placed(
            candidates[i].hit.key,
            candidates[i].article,
            candidates[i].hit.score,
            float(scores[i]),
            dict(zip(WEIGHTS, table[i].tolist(), strict=True)),
        )
        for i in np.argsort(-scores, kind="stable")
    ]


def features(question: Question, candidates: Sequence[Candidate], days: Days = ()) -> dict[str, Column]:
    """Every feature of every candidate, by the feature's name."""
    table = _Table(question, candidates)
    recent = _recency(candidates, days)
    bare = table.passage_score + ARTICLE_SHARE * (table.article_score + recent)
    return {
        "passage": table.passage_score,
        "article": table.article_score,
        "title": table.title_share,
        "opens": np.array([candidate.opens and candidate.day is not None for candidate in candidates], float),
        "early": table.early,
        "right_kind": table.right_kind,
        "votes": table.votes(bare),
        "recent": recent,
    }


class _Table:
    """What the candidates hold of the question's words, laid out side by side: a row for each."""

    def __init__(self, question: Question, candidates: Sequence[Candidate]) -> None:
        self.rows = len(candidates)
        words = len(question.weights)
        self._share = np.array(question.discounted_idf) / (sum(question.discounted_idf) or 1.0)
        self._matches = question.matches
        passages = [candidate.passage for candidate in candidates]
        row, word, sentence = self._found(passages)
        self._cover(row, word, sentence, words)
        articles = {candidate.article: candidate.whole for candidate in candidates}
        place = {key: i for i, key in enumerate(articles)}
        self.article = np.array([place[candidate.article] for candidate in candidates])
        self._read_articles(list(articles.values()), words)
        counts = np.bincount(row * words + word, minlength=self.rows * words).reshape(self.rows, words)
        lengths = np.array([len(passage.terms) for passage in passages])
        self.passage_score = self._bm25(counts + self._titled[self.article], lengths + self._title_lengths)
        self._read_mentions(passages, answering(question))
        opening = np.array([passage.opening for passage in passages])
        dated = np.array([candidate.day is not None for candidate in candidates])
        seen = (np.arange(self._covered.shape[1]) < opening[:, None]) | ~dated[:, None]
        self.early = np.where(seen, self._covered, 0.0).max(axis=1)

    def _found(self, passages: Sequence[PassageSketch]) -> tuple[Column, Column, Column]:
        """Row, word and sentence of every occurrence of a word of the question."""
        where, word = self._matches(np.concatenate([passage.terms for passage in passages]))
        row = np.repeat(np.arange(self.rows), [len(passage.terms) for passage in passages])[where]
        sentence = np.concatenate([passage.sentences for passage in passages])[where]
        return row, word, sentence.astype(np.int64)

    def _cover(self, row: Column, word: Column, sentence: Column, words: int) -> None:
        """The share of the question's idf that each sentence of each passage covers."""
        sentences = int(sentence.max(initial=0)) + 1
        seen = np.unique((row * sentences + sentence) * words + word)
        covered = np.bincount(seen // words, self._share[seen % words], self.rows * sentences)
        self._covered = covered.reshape(self.rows, sentences)

    def _read_articles(self, articles: Sequence[ArticleSketch], words: int) -> None:
        """What the articles and their titles hold of the question."""
        where, word = self._matches(np.concatenate([article.terms for article in articles]))
        row = np.repeat(np.arange(len(articles)), [len(article.terms) for article in articles])[where]
        held = np.zeros((len(articles), words))
        np.maximum.at(held, (row, word), np.concatenate([article.counts for article in articles])[where])
        where, word = self._matches(np.concatenate([article.title for article in articles]))
        row = np.repeat(np.arange(len(articles)), [len(article.title) for article in articles])[where]
        self._titled = np.zeros((len(articles), words))
        self._titled[row, word] = 1.0
        held += self._titled
        length = np.array([article.length for article in articles], float)
        self.article_score = self._bm25(held, length)[self.article]
        self._title_lengths = np.array([len(article.title) for article in articles])[self.article]
        self.title_share = self._titled.sum(axis=1)[self.article] / np.maximum(self._title_lengths, 1)

    def _bm25(self, counts: Column, lengths: Column) -> Column:
        """BM25 of texts that hold each word so often, 0 to 1: the share of the best that a text could score."""
        return np.asarray((tf_component(counts, lengths[:, None], lengths.mean() or 1.0) / (K1 + 1)) @ self._share)

    def _read_mentions(self, passages: Sequence[PassageSketch], kinds: int) -> None:
        """The mentions that could answer: row, term, and how far their sentence covers the question."""
        terms = np.concatenate([passage.mentions for passage in passages])
        kind = np.concatenate([passage.kinds for passage in passages])
        possible = (kind & kinds) > 0
        possible[self._matches(terms)[0]] = False
        where = np.flatnonzero(possible)
        row = np.repeat(np.arange(self.rows), [len(passage.mentions) for passage in passages])[where]
        sentence = np.concatenate([passage.mentioned_in for passage in passages])[where]
        inside = sentence < self._covered.shape[1]
        strength = np.zeros(len(where))
        strength[inside] = self._covered[row[inside], sentence[inside]]
        self.right_kind = np.zeros(self.rows)
        if kinds != NAME:
            self.right_kind[row] = 1.0
        self._mentions = row, terms[where], strength

    def votes(self, bare: Column) -> Column:
        """How far other articles' sentences that cover the question hold the same possible answers."""
        row, terms, strength = self._mentions
        result = np.zeros(self.rows)
        if not len(row):
            return result
        _, term = np.unique(terms, return_inverse=True)
        count = int(term.max()) + 1
        pairs, pair = np.unique(row * count + term, return_inverse=True)
        said = np.zeros(len(pairs))
        np.maximum.at(said, pair, strength)
        row, term = pairs // count, pairs % count
        voters = np.argsort(-bare, kind="stable")[:VOTERS]
        voice = np.zeros(self.rows)
        voice[voters] = np.exp(CERTAINTY * (bare[voters] - bare[voters[0]]))
        by_article, back = np.unique(self.article[row] * count + term, return_inverse=True)
        heard = np.zeros(len(by_article))
        np.maximum.at(heard, back, said * voice[row])
        support = np.bincount(by_article % count, heard, count)[term] - heard[back]
        holders = np.bincount(term, minlength=count)
        rarity = np.log(1 + (self.rows - holders + 0.5) / (holders + 0.5))
        np.add.at(result, row, np.maximum(support, 0.0) * rarity[term])
        return np.sqrt(result)


def _recency(candidates: Sequence[Candidate], days: Days) -> Column:
    """How near each article appeared to some days: 1 on one of them, falling before and after; 0 without such days."""
    nearest = np.full(len(candidates), np.inf)
    for first, last in days:
        begin, end = first.toordinal(), last.toordinal()
        away = [np.inf if c.day is None else max(begin - c.day, c.day - end, 0) for c in candidates]
        nearest = np.minimum(nearest, away)
    return np.exp(-nearest / FADING_DAYS)
