"""What ranking is given of passages and articles."""

import pytest

from retrieval.indexing.features import (
    NAME,
    NUMBER,
    article_sketch,
    hashed,
    lines,
    read_article,
    read_passage,
    sketched,
)
from retrieval.indexing.passages import passages
from retrieval.language.places import COUNTRY, STATE, places
from retrieval.records import Article

TEXT = "Ada Stone flew to Georgia. There were 40 guests from New Zealand, and Bob Hill."
ARTICLE = Article("a", TEXT, title="A flight to Georgia", language="en")


def test_a_sketch_holds_the_terms_with_their_sentences() -> None:
    """Terms come back in order, as hashes, each with the number of its sentence."""
    (passage,) = passages(ARTICLE)
    terms, packed = sketched(ARTICLE, passage, lines(ARTICLE, passage))
    sketch = read_passage(packed)
    assert sketch.terms.tolist() == [hashed(term) for term in terms]
    first = sketch.sentences.tolist().count(0)
    assert terms[:first] == ["ada", "stone", "fli", "georgia"]
    assert sketch.opening == 2


def test_a_sketch_tells_what_could_answer() -> None:
    """Names, numbers and places are told apart; the first word of a sentence is no name for starting big."""
    (passage,) = passages(ARTICLE)
    sketch = read_passage(sketched(ARTICLE, passage, lines(ARTICLE, passage))[1])
    kinds = dict(zip(sketch.mentions.tolist(), sketch.kinds.tolist(), strict=True))
    assert hashed("ada") not in kinds
    assert kinds[hashed("stone")] == NAME
    assert kinds[hashed("georgia")] == NAME | COUNTRY | STATE
    assert kinds[hashed("zealand")] == NAME | COUNTRY
    assert kinds[hashed("40")] == NUMBER
    assert sketch.mentioned_in.tolist() == sorted(sketch.mentioned_in.tolist())


def test_an_article_counts_its_terms() -> None:
    """An article's sketch gives how often each term occurs, its title's terms, and its length."""
    sketch = read_article(article_sketch(ARTICLE, [["guest", "fly"], ["guest"] * 300]))
    counts = dict(zip(sketch.terms.tolist(), sketch.counts.tolist(), strict=True))
    assert counts == {hashed("guest"): 255, hashed("fly"): 1}
    assert sketch.terms.tolist() == sorted(sketch.terms.tolist())
    assert set(sketch.title.tolist()) == {hashed("flight"), hashed("georgia")}
    assert sketch.length == 302


@pytest.mark.parametrize("text", ["", "…", "中国的首都是北京。", "a" * 9_000, "Ab " * 70_000])
def test_any_text_can_be_sketched(text: str) -> None:
    """Nothing that an article can hold breaks its sketch, however long or odd."""
    article = Article("a", text, language=None)
    for passage in passages(article):
        terms, packed = sketched(article, passage, lines(article, passage))
        sketch = read_passage(packed)
        assert len(sketch.terms) == len(sketch.sentences) == min(len(terms), 0xFFFF)
        assert len(sketch.mentions) == len(sketch.kinds) == len(sketch.mentioned_in)
    assert read_article(article_sketch(article, [])).length == 0


def test_countries_are_known_in_the_language_of_the_article() -> None:
    """A country goes by its name in the article's language; an unknown language has none."""
    assert places("es")["alemania"] == COUNTRY
    assert "alemania" not in places("en")
    assert places("xx") == {}
