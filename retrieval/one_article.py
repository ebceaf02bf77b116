"""One article that is asked alone, or those of one author: passages with the scores of a search."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from retrieval.analysis.features import Candidate
from retrieval.engines.base import Document, Filter, idf, tf_component
from retrieval.indexing.index import Index
from retrieval.language import Word
from retrieval.query.question import Question
from retrieval.ranking.passages import Days, ranked
from retrieval.records import Hit


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
        if counts_by_row := postings.get(term):
            rows, counts = np.array(list(counts_by_row)), np.array(list(counts_by_row.values()))
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
    own = candidates_of([article], words, index, where)
    others = [each._replace(hit=Hit(each.key, 0.0)) for each in candidates if each.article != article]
    return [*own, *others]


def candidates_of(articles: Collection[int], words: Sequence[Word], index: Index, where: Filter) -> Sequence[Candidate]:
    """The passages of some articles, by their keys, that share a word with a question, with the scores of a search.

    Args:
        articles: The articles.
        words: The words of the question.
        index: Where they are.
        where: Which articles are searched.
    """
    documents = [document for _, document in index.catalog.documents_of([*articles]) if where.admits(document)]
    terms = forms(words)
    postings = {term: _rows_with(term, documents) for term in terms}
    scores = bm25(index, terms, np.array([len(document.terms) for document in documents]), postings)
    hits = [Hit(document.key, float(score)) for document, score in zip(documents, scores, strict=True) if score]
    return index.candidates(sorted(hits, key=lambda hit: (-hit.score, hit.key)))


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


def forms(words: Collection[Word]) -> list[str]:
    """The terms that some words are looked up by, each once."""
    return list(dict.fromkeys(term for word in words for term in (word.term, *word.also)))
