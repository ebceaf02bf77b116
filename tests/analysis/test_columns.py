"""What ranking is given of many passages and articles at once."""

from collections.abc import Callable

import numpy as np
import pytest

from retrieval.analysis.columns import ArticleColumns, PassageColumns, StoredFeatures, Texts, parts, side_by_side
from retrieval.analysis.features import (
    Candidate,
    hashes,
    packed_article,
    packed_passage,
    unpacked_article,
    unpacked_passage,
)
from retrieval.analysis.sentence_terms import with_terms
from retrieval.records import Article, Hit, Passage, Sentence

TITLED = Article("a", "", title="Mill, mill and mill: fire", language="en")
PASSAGES = [
    packed_passage(
        TITLED,
        Passage("a", (1,), heading, 0, 99),
        [with_terms(Sentence(text, 0, len(text)), "en", text.lower().split()) for text in texts],
    )
    for heading, texts in (
        ("Fire at the mill, fire!", ["Ada Stone saw 40 fires", "Nobody in Georgia did"]),
        (None, []),
        ("Who saw the fire?", ["On Monday"]),
        (None, ["It burned", "In 1904", "A mill stood there"]),
    )
]
ARTICLES = [
    packed_article(TITLED, hashes(["mill", "burn", "mill"])),
    packed_article(Article("b", ""), hashes([])),
    packed_article(Article("c", "", title="Pier", language="en"), hashes(["pier", "mill", "storm"])),
]


def test_passages_side_by_side_are_what_each_is_alone() -> None:
    """One after the other, each with its size."""
    columns, alone = PassageColumns(PASSAGES), list(map(unpacked_passage, PASSAGES))
    for texts, name in (
        (columns.terms, "terms"), (columns.mentions, "mentions"), (columns.heading, "heading"),
        (columns.term_ends, "term_ends"), (columns.mention_ends, "mention_ends"),
    ):  # fmt: skip
        assert texts.values.tolist() == [value for each in alone for value in getattr(each, name).tolist()], name
        assert texts.sizes.tolist() == [len(getattr(each, name)) for each in alone], name
    assert columns.mention_kinds.tolist() == [kind for each in alone for kind in each.mention_kinds.tolist()]
    again = [each.heading_terms[each.n_heading :].tolist() for each in alone]
    assert columns.heading_again.values.tolist() == [value for each in again for value in each]
    assert columns.heading_again.sizes.tolist() == list(map(len, again)) == [1, 0, 0, 0]
    assert columns.numbers("opening").tolist() == [each.opening for each in alone]
    assert columns.numbers("heading_opening").tolist() == [each.heading_opening for each in alone]
    assert len(set(columns.terms.owners.tolist())) == 3
    assert len(columns.mentions.values)


def test_articles_side_by_side_are_what_each_is_alone() -> None:
    """Terms, how often each occurs, titles and lengths."""
    columns, alone = ArticleColumns(ARTICLES), list(map(unpacked_article, ARTICLES))
    assert columns.terms.values.tolist() == [value for each in alone for value in each.terms.tolist()]
    assert columns.terms.sizes.tolist() == [2, 0, 3]
    assert columns.counts.tolist() == [value for each in alone for value in each.counts.tolist()]
    assert columns.title.values.tolist() == [value for each in alone for value in each.title.tolist()]
    assert columns.title.sizes.tolist() == [2, 0, 1]
    assert columns.title.owners.tolist() == [0, 0, 2]
    assert columns.title_again.sizes.tolist() == [2, 0, 0]
    assert columns.numbers("length").tolist() == [3, 0, 3]


@pytest.mark.parametrize(("columns", "sound"), [(PassageColumns, PASSAGES), (ArticleColumns, ARTICLES)])
@pytest.mark.parametrize("number", [0, 2])
def test_damaged_features_are_an_error(
    columns: Callable[[list[bytes]], object], sound: list[bytes], number: int
) -> None:
    """A byte more or less, half of a head, nothing, or a head that says otherwise; also where two make up for it."""
    one = sound[number]
    for damaged in (one + b"x", one[:-1], one[:5], b"", one[:4] + b"\xff" + one[5:], b"\xff" * 40):
        texts = [*sound[:number], damaged, *sound[number + 1 :]]
        with pytest.raises(ValueError, match="the features of a text"):
            columns(texts)
    with pytest.raises(ValueError, match="the features of a text"):
        columns([one + b"x", one[:-1]])
    columns([])


def test_where_a_value_stands_among_the_parts_of_its_text() -> None:
    """Parts without any value are counted too."""
    texts = Texts(np.arange(6), np.array([3, 0, 3]))
    ends = Texts(np.array([1, 1, 3, 0, 2, 3], np.uint16), np.array([3, 1, 2]))
    places = np.arange(6)
    assert parts(texts, ends, places, texts.owners).tolist() == [0, 2, 2, 0, 0, 1]
    assert parts(texts, ends, places[4:], texts.owners[4:]).tolist() == [0, 1]


def test_terms_of_passage_title_and_heading_are_counted_together() -> None:
    """Each as often as it stands there; none of what is not there, and nothing of a passage that is gone."""
    article = Article("a", "", title="Mill, mill and mill: fire", language="en")
    passage = Passage("a", (1,), "Fire at the mill, fire!", 0, 99)
    read = [
        with_terms(Sentence("it", 0, 9), "en", ["mill", "burn"]),
        with_terms(Sentence("it", 9, 20), "en", ["mill"]),
    ]
    whole = packed_article(article, hashes(["mill", "burn", "mill"]))
    packed = packed_passage(article, passage, read)
    candidate = Candidate(Hit(7, 2.5), 3, None, opens=True, packed=packed, packed_article=whole)
    assert (len(candidate.whole.title), len(candidate.whole.title_terms)) == (2, 4)
    assert (len(candidate.passage.heading), len(candidate.passage.heading_terms)) == (2, 3)
    stored = StoredFeatures([(7, 3, True, packed), (9, 3, False, packed)], [(3, None, whole)])
    counts = stored.term_counts([9, 8, 7], ["burn", "mill", "ferri", "fire"])
    assert counts.tolist() == [[1, 2 + 3 + 1, 0, 1 + 2], [0] * 4, [1, 6, 0, 3]]
    assert stored.term_counts([8], ["mill"]).tolist() == [[0]]
    assert stored.term_counts([7], []).shape == (1, 0)
    assert stored.term_counts([], ["mill"]).shape == (0, 1)
    assert StoredFeatures([], []).term_counts([7], ["mill"]).tolist() == [[0]]


def test_stored_features_are_those_of_the_hits_in_their_order() -> None:
    """Of a passage that is gone, or whose article is, there are none; columns are as if they were cut for these."""
    passages = [(key, article, False, PASSAGES[key]) for key, article in ((0, 12), (1, 11), (2, 13), (3, 12))]
    stored = StoredFeatures(passages, [(11, 5, ARTICLES[0]), (12, None, ARTICLES[2])])
    hits = [Hit(3, 4.0), Hit(2, 3.0), Hit(1, 2.0), Hit(8, 1.0), Hit(0, 0.5)]
    candidates = stored.candidates(hits)
    assert [(each.key, each.bm25, each.article, each.day) for each in candidates] == [
        (3, 4.0, 12, None),
        (1, 2.0, 11, 5),
        (0, 0.5, 12, None),
    ]
    assert stored.holds(candidates[0].hit for _ in "once")
    assert not stored.holds(hits)
    alone = side_by_side(list(candidates))
    assert alone.rows == candidates.rows == {3: 0, 1: 1, 0: 2}
    assert alone.article_rows.tolist() == candidates.article_rows.tolist() == [0, 1, 0]
    for one, other in ((alone.passages, candidates.passages), (alone.articles, candidates.articles)):
        for texts in ("terms", "title", "heading"):
            if hasattr(one, texts):
                assert getattr(one, texts).values.tolist() == getattr(other, texts).values.tolist()
                assert getattr(one, texts).sizes.tolist() == getattr(other, texts).sizes.tolist()
    assert alone.passages.numbers("opening").tolist() == candidates.passages.numbers("opening").tolist()
    assert side_by_side(candidates) is candidates
