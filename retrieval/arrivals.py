"""Articles that came in, and which of them answers a question: scored by all of the archive, though only they are read.

An article answers a question when `Searcher.ask` would be sure of it if there were no passages that answer better. To
ask that of every article that comes in, for every question that somebody follows, would take too long: first the
articles are left out whose words can't make anybody sure (`confidence.most_log_odds`), and they are nearly all.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from retrieval import language
from retrieval.engines.base import Document, Filter, idf, tf_component
from retrieval.indexing.features import Candidate
from retrieval.indexing.index import Index
from retrieval.language import Word
from retrieval.query import dates
from retrieval.query.analysis import (
    analyzed,
    corrected,
    looked_at,
    question_language,
    today,
    words_of_period,
    words_that_only_ask,
)
from retrieval.query.question import Question
from retrieval.ranking.arrays import Bools, Floats, Integers
from retrieval.ranking.confidence import Calibration, log_odds, match_share, most_log_odds
from retrieval.ranking.passages import Days, ranked
from retrieval.records import SURE, Answer, Hit


class Arrival(NamedTuple):
    """An article that came in or changed: the catalog's key, its id, the hash of its text.

    No key comes again in one catalog; one that is built anew counts from the beginning.
    """

    key: int
    article: str
    sha256: str


class ArrivalMark(NamedTuple):
    """How far somebody has looked: at which catalog, as long as it is open, and up to which key."""

    catalog: object = None
    key: int = 0


def arrived(index: Index, after: ArrivalMark) -> tuple[list[Arrival], ArrivalMark]:
    """The articles that came in after that, in their order, and the mark behind them.

    Of another catalog than the one that the mark is of, all articles.
    """
    catalog, _ = index.catalog.content_state()
    arrivals = [Arrival(*row) for row in index.catalog.arrived(after.key if catalog == after.catalog else 0)]
    key = arrivals[-1].key if arrivals else after.key if catalog == after.catalog else 0
    return arrivals, ArrivalMark(catalog, key)


TELLING_WORDS = 6
"""A sentence of fewer words may stand anywhere ("He resigned."): then its whole passage is compared."""


def says_anew(answer: Answer, told: Sequence[str], arrivals: Collection[str], index: Index) -> bool:
    """Whether the first answer sentence of an answer says what was not said before, but for a clean-up edit.

    Args:
        answer: The answer of an article that came in.
        told: What was told before: passages.
        arrivals: The ids of the articles that came in with it; others that have the same words were there before.
        index: Where they all are.
    """
    from retrieval.citing.clean_ups import says_the_same

    passage = answer.passages[0]
    words = passage.sentence.exact if language.count(passage.sentence.exact) >= TELLING_WORDS else passage.text
    before = index.catalog.articles_with_ids(copy.article for copy in passage.copies if copy.article not in arrivals)
    tongue = index.catalog.article(passage.citation.article).language

    def occurs(word: str) -> bool:
        return any(index.engine.doc_freq(term) > 1 for term in language.terms(word, tongue))

    return not any(says_the_same(words, text, tongue, occurs) for text in (*told, *(each.text for each in before)))


class Arrivals:
    """The passages of some articles, held against one question after the other while the index stays as it is."""

    def __init__(self, index: Index, arrivals: Sequence[Arrival]) -> None:
        """Reads the passages of the articles."""
        self._ids = {arrival.key: arrival.article for arrival in arrivals}
        self._documents = list(index.catalog.documents_of(sorted(self._ids)))
        self._lengths = np.array([len(document.terms) for _, document in self._documents])
        self._postings: dict[str, dict[int, int]] = defaultdict(dict)
        for row, (_, document) in enumerate(self._documents):
            for term, count in Counter(document.terms).items():
                self._postings[term][row] = count

    def hopeful(
        self, question: str, index: Index, where: Filter, as_of: datetime.date | None, calibration: Calibration
    ) -> list[str]:
        """The ids of the articles that may answer a question, in the order they came in; all others can't.

        Args:
            question: In plain words.
            index: Holds them and all others.
            where: Which articles are searched.
            as_of: The day on which it is asked, if that is given.
            calibration: What judged questions have taught.

        Raises:
            QuestionError: There is no word in the question.
        """
        words, _ = corrected(question, index)
        only_asking = words_that_only_ask(question, words, index)
        analyzed_question = analyzed(question, words, index, paired=False).without(only_asking)
        days = dates.period(looked_at(question, index), today(as_of), question_language(question, index))
        # Of an article of the days that are asked for, the words that name these days are not looked for.
        dated = words_of_period(question, words, days, days.until.toordinal() if days else None)
        rows = self._rows_that_share(words, where)
        if not rows:
            return []
        places = np.array(rows)
        scores = bm25(index, _forms(words), self._lengths, self._postings)[places]
        article = np.array([self._documents[row][0] for row in rows])
        hopeful: set[int] = set()
        for asked in {id(each): each for each in (analyzed_question, analyzed_question.without(dated))}.values():
            held = self._held(asked, rows)
            match, share = _of_articles(article, match_share(asked, scores), asked, held)
            odds = most_log_odds(asked, match, share, held, calibration, dated=as_of is not None)
            hopeful.update(article[odds >= log_odds(SURE)].tolist())
        return [self._ids[key] for key in sorted(hopeful)]

    def _rows_that_share(self, words: Sequence[Word], where: Filter) -> list[int]:
        """The rows of the passages that are searched and have one of some words."""
        rows = sorted({row for form in _forms(words) for row in self._postings.get(form, ())})
        return [row for row in rows if where.admits(self._documents[row][1])]

    def _held(self, question: Question, rows: Sequence[int]) -> Bools:
        """Which words of a question each passage, its heading or its article's title holds, (n_words, n_passages)."""
        places = {row: place for place, row in enumerate(rows)}
        held = np.zeros((len(question.weights), len(rows)), bool)
        for form, word in question.words.items():
            held[word, [places[row] for row in self._postings.get(form, ()) if row in places]] = True
        return held


def _of_articles(article: Integers, match: Floats, question: Question, held: Bools) -> tuple[Floats, Floats]:
    """The best match of each passage's article, and the share of the question that it holds; both (n_passages,).

    Args:
        article: The key of the article of each passage, (n_passages,).
        match: How well each passage matches, (n_passages,).
        question: What is asked.
        held: Which of its words each passage holds, (n_words, n_passages).
    """
    _, place = np.unique(article, return_inverse=True)
    best, whole = np.zeros(place.max() + 1), np.zeros((len(held), place.max() + 1), bool)
    np.maximum.at(best, place, match)
    np.logical_or.at(whole.T, place, held.T)
    return best[place], question.coverage(whole)[place]


def bm25(
    index: Index, terms: Sequence[str], lengths: np.ndarray[Any, Any], postings: Mapping[str, Mapping[int, int]]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The scores that an index's engine gives to some passages, (n_passages,).

    Args:
        index: Counts the terms.
        terms: What is looked up.
        lengths: How many terms each passage has, (n_passages,).
        postings: By term, how often each passage that has it does, by its place among the passages.
    """
    engine, scores = index.engine, np.zeros(len(lengths))
    average = engine.mean_length
    for term in terms if average else ():
        if held := postings.get(term):
            rows, counts = np.array(list(held)), np.array(list(held.values()))
            scores[rows] += idf(len(engine), engine.doc_freq(term)) * tf_component(counts, lengths[rows], average)
    return scores


def with_article(
    article: int, candidates: Sequence[Candidate], words: Sequence[Word], index: Index, where: Filter
) -> list[Candidate]:
    """The passages of an article, by its key, that share a word with a question, and the candidates from elsewhere.

    Those vote as ever, but how well they match says nothing of the article: their scores are 0.

    Args:
        article: The article.
        candidates: What the engine proposes.
        words: The words of the question.
        index: Where they are.
        where: Which articles are searched.
    """
    documents = [document for _, document in index.catalog.documents_of([article]) if where.admits(document)]
    terms = _forms(words)
    postings = {term: _rows_with(term, documents) for term in terms}
    scores = bm25(index, terms, np.array([len(document.terms) for document in documents]), postings)
    hits = [Hit(document.key, float(score)) for document, score in zip(documents, scores, strict=True) if score]
    own = index.candidates(sorted(hits, key=lambda hit: (-hit.score, hit.key)))
    others = [each._replace(hit=Hit(each.key, 0.0)) for each in candidates if each.article != article]
    return [*own, *others]


def from_article_on(
    article: int | None, question: Question, candidates: list[Candidate], days: Days
) -> list[Candidate]:
    """The candidates without those that are ranked before the best one of an article, by its key, but its own.

    Confidence is that of a first passage: what others say that answer better must not speak for it.

    Args:
        article: The article; None for all candidates.
        question: What is asked.
        candidates: Its passages, and others.
        days: Periods that the question is about.
    """
    if article is None:
        return candidates
    order = [scored.candidate for scored in ranked(question, candidates, days)]
    best = next((place for place, each in enumerate(order) if each.article == article), 0)
    better = {each.key for each in order[:best]}
    return [each for each in candidates if each.key not in better]


def _rows_with(term: str, documents: Sequence[Document]) -> dict[int, int]:
    """How often each document that has a term does, by its place."""
    counts = ((row, list(document.terms).count(term)) for row, document in enumerate(documents))
    return {row: count for row, count in counts if count}


def _forms(words: Collection[Word]) -> list[str]:
    """The terms that some words are looked up by, each once."""
    return list(dict.fromkeys(term for word in words for term in (word.term, *word.also)))
