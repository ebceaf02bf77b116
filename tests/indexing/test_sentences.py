"""The sentences of a passage as they are kept."""

import pytest

from retrieval.indexing.features import lines, read_passage, sketched
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import AGAIN, NAME, NUMBER, Lines, packed_lines, read_lines
from retrieval.records import Article, Passage


def kept(article: Article) -> tuple[Passage, Lines]:
    """The first passage of an article and its sentences, packed and read again."""
    passage = passages(article)[0]
    return passage, read_lines(packed_lines(lines(article, passage), passage.start, article.language))


def sketched_terms(article: Article) -> list[int]:
    """The terms of the first passage of an article, as its sketch has them."""
    passage = passages(article)[0]
    return list(read_passage(sketched(article, passage, lines(article, passage))[1]).terms.tolist())


def cut(article: Article) -> list[str]:
    """The sentences of an article's first passage, by where they are kept to stand."""
    passage, found = kept(article)
    spans = zip(found.starts.tolist(), found.ends.tolist(), strict=True)
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
    _, found = kept(Article("a", "Ada Stone saw two bears on Monday. Bears saw 40 bears.", language="en"))
    assert found.counts.tolist() == [6, 4]  # ada stone saw two bear monday, bear saw 40 bear
    assert found.kinds.tolist() == [NAME, NAME, 0, NUMBER, 0, NUMBER, NAME, 0, NUMBER, AGAIN]
    assert found.full.tolist() == [1, 0]


@pytest.mark.parametrize("text", ["…", "中国的首都是北京。", "a" * 9_000, "Ab. " * 70_000])
def test_any_passage_can_be_kept(text: str) -> None:
    """Nothing that an article can hold breaks its sentences, however long or odd."""
    article = Article("a", text, language="en")
    _, found = kept(article)
    assert len(found.starts) == len(found.ends) == len(found.counts) == len(found.full) > 0
    assert found.counts.sum() == len(found.kinds) == len(sketched_terms(article))
