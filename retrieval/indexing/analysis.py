"""Article → what is stored of it: passages with their terms, features and sentences. Pure, in any process."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from retrieval import language
from retrieval.indexing.catalog import IndexedPassage
from retrieval.indexing.features import packed_article, packed_passage, sentences_with_terms
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import packed_sentences
from retrieval.language import spelling
from retrieval.records import Article

Spelling = tuple[str, str | None]
"""A word as articles spell it, and the language of the article."""


class Analysis(NamedTuple):
    """An article in its language, its packed features, its passages, and the words of it that may be meant."""

    article: Article
    features: bytes
    passages: list[IndexedPassage]
    spellings: set[Spelling]


def analysis(article: Article) -> Analysis:
    """What is stored of an article."""
    article = in_its_language(article)
    indexed = list(_indexed_passages(article))
    features = packed_article(article, (passage.terms for passage in indexed))
    return Analysis(article, features, indexed, words_meant(article.title, article.text, article.language))


def words_meant(title: str | None, text: str, code: str | None) -> set[Spelling]:
    """The words of an article, in the language of that code, that a misspelled one may be meant to be."""
    return {(word, code) for word in spelling.spellings(text) | spelling.spellings(title or "")}


def in_its_language(article: Article) -> Article:
    """An article with the code of the language that it names, or that its text is in."""
    return replace(article, language=language.code(article.language) or language.detect(article.text))


def _indexed_passages(article: Article) -> Iterator[IndexedPassage]:
    """The passages of an article with the terms they are found by: their own, then their title's and heading's."""
    title = language.terms(article.title, article.language) if article.title else []
    for passage in passages(article):
        heading = language.terms(passage.heading, article.language) if passage.heading else []
        sentences = sentences_with_terms(article, passage)
        yield IndexedPassage(
            passage,
            terms=[term for sentence in sentences for term in sentence.terms],
            title_terms=title + heading,
            features=packed_passage(article, passage, sentences),
            sentences=packed_sentences(sentences, passage.start, article.language),
        )
