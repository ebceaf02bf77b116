"""The sentences of a passage as they are kept."""

import pytest

from retrieval.indexing.features import packed_passage, sentences_with_terms, unpacked_passage
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import (
    NAME_TERM,
    NUMBER_TERM,
    PLAIN_TERM,
    REPEATED_TERM,
    Sentences,
    packed_sentences,
    unpacked_sentences,
)
from retrieval.records import Article, Passage


def stored(article: Article) -> tuple[Passage, Sentences]:
    """The first passage of an article and its sentences, packed and read again."""
    passage = passages(article)[0]
    packed = packed_sentences(sentences_with_terms(article, passage), passage.start, article.language)
    return passage, unpacked_sentences(packed)


def cut(article: Article) -> list[str]:
    """The sentences of an article's first passage, by where they are stored to stand."""
    passage, sentences = stored(article)
    spans = zip(sentences.starts.tolist(), sentences.ends.tolist(), strict=True)
    return [article.text[passage.start + start : passage.start + end] for start, end in spans]


def test_offsets_of_sentences_are_exact() -> None:
    """A sentence is cut from the article's own text, whatever stands before it."""
    text = "date 2024-03-16 😀 U.S. stocks fell on Jan. 5. Mr. Lee sold.\n\n“Why?” he asked. 😀 Nobody knew."
    assert cut(Article("a", text, language="en"))[:2] == ["😀 U.S. stocks fell on Jan. 5.", "Mr. Lee sold."]


def test_no_sentence_crosses_a_paragraph() -> None:
    """A paragraph that ends without a full stop ends its sentence."""
    text = "What the mayor wants to do:\n\nThe parade began. It went on\nfor hours"
    sentences = ["What the mayor wants to do:", "The parade began.", "It went on\nfor hours"]
    assert cut(Article("a", text, language="en")) == sentences


def test_terms_are_told_apart() -> None:
    """Each term of a sentence is a name, a number or neither, or stood in it before; a day is a number."""
    _, sentences = stored(Article("a", "Ada Stone saw two bears on Monday. Bears saw 40 bears.", language="en"))
    assert sentences.term_counts.tolist() == [6, 4]
    assert sentences.term_kinds.tolist() == [
        *(NAME_TERM, NAME_TERM, PLAIN_TERM, NUMBER_TERM, PLAIN_TERM, NUMBER_TERM),  # ada stone saw two bear monday
        *(NAME_TERM, PLAIN_TERM, NUMBER_TERM, REPEATED_TERM),  # bear saw 40 bear
    ]
    assert sentences.full_names.tolist() == [1, 0]


@pytest.mark.parametrize("text", ["…", "中国的首都是北京。", "a" * 9_000, "Ab. " * 70_000])
def test_any_passage_can_be_kept(text: str) -> None:
    """Nothing that an article can hold breaks its sentences, however long or odd."""
    article = Article("a", text, language="en")
    passage, sentences = stored(article)
    assert len(sentences) == len(sentences.ends) == len(sentences.term_counts) == len(sentences.full_names) > 0
    features = unpacked_passage(packed_passage(article, passage, sentences_with_terms(article, passage)))
    assert sentences.term_counts.sum() == len(sentences.term_kinds) == len(features.terms)
