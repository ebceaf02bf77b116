"""What ranking is given of passages and articles."""

import pytest

from retrieval.indexing.features import (
    NAME,
    NUMBER,
    PassageFeatures,
    hashed,
    packed_article,
    packed_passage,
    sentences_with_terms,
    unpacked_article,
    unpacked_passage,
)
from retrieval.indexing.passages import passages
from retrieval.language.places import COUNTRY, STATE, places
from retrieval.records import Article

TEXT = "Ada Stone flew to Georgia. There were 40 guests from New Zealand, and Bob Hill."
ARTICLE = Article("a", TEXT, title="A flight to Georgia", language="en")


def features_of(article: Article) -> PassageFeatures:
    """The features of an article's first passage."""
    passage = passages(article)[0]
    return unpacked_passage(packed_passage(article, passage, sentences_with_terms(article, passage)))


def test_the_features_of_a_passage_hold_its_terms_with_their_sentences() -> None:
    """Terms come back in order, as hashes, each with the number of its sentence."""
    features = features_of(ARTICLE)
    terms = ["ada", "stone", "fli", "georgia", "40", "guest", "new", "zealand", "bob", "hill"]
    assert features.terms.tolist() == [hashed(term) for term in terms]
    assert features.term_sentences.tolist() == [0] * 4 + [1] * 6
    assert features.opening == 2


def test_the_features_of_a_passage_tell_what_could_answer() -> None:
    """Names, numbers and places are told apart; the first word of a sentence is no name for starting big."""
    features = features_of(ARTICLE)
    kinds = dict(zip(features.mentions.tolist(), features.mention_kinds.tolist(), strict=True))
    assert hashed("ada") not in kinds
    assert kinds[hashed("stone")] == NAME
    assert kinds[hashed("georgia")] == NAME | COUNTRY | STATE
    assert kinds[hashed("zealand")] == NAME | COUNTRY
    assert kinds[hashed("40")] == NUMBER
    assert features.mention_sentences.tolist() == [0, 0, 1, 1, 1, 1, 1]


def test_an_article_counts_its_terms() -> None:
    """An article's features tell how often each term occurs, its title's terms, and its length."""
    features = unpacked_article(packed_article(ARTICLE, [["guest", "fly"], ["guest"] * 300]))
    counts = dict(zip(features.terms.tolist(), features.counts.tolist(), strict=True))
    assert counts == {hashed("guest"): 255, hashed("fly"): 1}
    assert features.terms.tolist() == sorted(features.terms.tolist())
    assert set(features.title.tolist()) == {hashed("flight"), hashed("georgia")}
    assert features.length == 302


@pytest.mark.parametrize("text", ["", "…", "中国的首都是北京。", "a" * 9_000, "Ab " * 70_000])
def test_any_text_has_features(text: str) -> None:
    """Nothing that an article can hold breaks its features, however long or odd."""
    article = Article("a", text, language=None)
    for passage in passages(article):
        sentences = sentences_with_terms(article, passage)
        features = unpacked_passage(packed_passage(article, passage, sentences))
        n_terms = sum(len(sentence.terms) for sentence in sentences)
        assert len(features.terms) == len(features.term_sentences) == min(n_terms, 0xFFFF)
        assert len(features.mentions) == len(features.mention_kinds) == len(features.mention_sentences)
    assert unpacked_article(packed_article(article, [])).length == 0


def test_countries_are_known_in_the_language_of_the_article() -> None:
    """A country goes by its name in the article's language; an unknown language has none."""
    assert places("es")["alemania"] == COUNTRY
    assert "alemania" not in places("en")
    assert places("xx") == {}
