"""Why a passage stands where it does."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import NotFound, Searcher
from retrieval.engines.base import K1, B, idf, tf_component
from retrieval.language import Word
from retrieval.query.analysis import PMI_DISCOUNT
from retrieval.ranking.explain import word_contributions
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


@pytest.mark.parametrize("length", [1, 80, 130, 5_000])
def test_shares_are_those_of_the_formula(length: int) -> None:
    """A word's share is its part of BM25, found from the score without knowing the passage's length."""
    counts, doc_freq = {"qatar": 3, "lead": 1}, {"qatar": 40, "lead": 300, "absent": 7}
    parts = {
        term: float(idf(1_000, doc_freq[term]) * tf_component(np.array(count), np.array(length), 80.0, K1, B))
        for term, count in counts.items()
    }
    words = [Word(term, term, 0, 1) for term in doc_freq]
    bm25 = sum(parts.values())
    contributions = word_contributions(words, counts, doc_freq.__getitem__, 1_000, bm25=bm25, credit=[1.0] * 3)
    assert [word.count for word in contributions] == [3, 1, 0]
    assert [word.passages for word in contributions] == [40, 300, 7]
    assert [word.share for word in contributions] == pytest.approx([*(part / bm25 for part in parts.values()), 0.0])


def test_a_score_that_is_not_known_is_shared_as_at_average_length() -> None:
    """From an answer of long ago the shares still add up; a word that is credited with less of its idf has less."""
    words = [Word("a", "a", 0, 1), Word("b", "b", 2, 3)]
    contributions = word_contributions(words, {"a": 1, "b": 1}, lambda _: 5, 100, bm25=0.0, credit=[0.3, 0.1])
    assert [word.share for word in contributions] == pytest.approx([0.75, 0.25])
    contributions = word_contributions(words, {"a": 1, "b": 3}, lambda _: 5, 100, bm25=0.0, credit=[1.0, 1.0])
    once, thrice = 1 / (1 + K1), 3 / (3 + K1)
    assert [word.share for word in contributions] == pytest.approx([p / (once + thrice) for p in (once, thrice)])


def test_the_spellings_of_a_word_count_together() -> None:
    """A word that was looked up in two spellings has the occurrences of both, and is as common as the commoner one."""
    word, counts = Word("Kiev", "kyiv", 0, 4)._replace(also=("kiev",)), {"kyiv": 1, "kiev": 2}
    (contribution,) = word_contributions(
        [word], counts, {"kyiv": 9, "kiev": 4}.__getitem__, 100, bm25=1.0, credit=[1.0]
    )
    assert (contribution.word, contribution.read_as) == ("Kiev", "kyiv")
    assert (contribution.count, contribution.passages, contribution.share) == (3, 9, 1.0)


def test_a_passage_without_any_of_the_words_has_no_shares() -> None:
    """Nothing is divided by nothing."""
    (contribution,) = word_contributions([Word("a", "a", 0, 1)], {}, lambda _: 5, 100, bm25=1.0, credit=[1.0])
    assert (contribution.count, contribution.share) == (0, 0.0)


def test_what_is_not_there_any_more_is_not_explained(corpus: Path, opened: Opener) -> None:
    """A rank that the answer lacks and a passage whose article changed are named."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The harbour was closed by a storm."})
    searcher = opened()
    answer = searcher.ask("Who closed the harbour?")
    assert searcher.explain(answer, 1).score == answer.passages[0].score
    for rank in (0, 2):
        with pytest.raises(NotFound, match=f"no passage {rank}; it has 1"):
            searcher.explain(answer, rank)
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The harbour was closed by a storm, again."})
    searcher.refresh(thorough=True)
    with pytest.raises(NotFound, match="a was changed since"):
        searcher.explain(answer, 1)


def test_a_question_is_explained_as_it_was_understood(corpus: Path, opened: Opener) -> None:
    """Of a follow-up, the words carried over are explained, too."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The harbour was closed by a storm."})
    searcher = opened()
    answer = replace(searcher.ask("Who closed it?"), understood="Who closed it? (harbour)")
    assert [word.word for word in searcher.explain(answer, 1).words] == ["closed", "harbour"]


def test_words_share_by_what_they_say_alone(corpus: Path, opened: Opener) -> None:
    """By their idf, less what two words that stand together oftener than by chance have in common."""
    texts = ["The harbour was closed by a storm.", "A storm came.", "Bees hum.", "Birds sing.", "Bears dance."]
    write_jsonl(corpus / "a.jsonl", *({"id": text, "text": text} for text in texts))
    searcher = opened()
    storm, harbour = searcher.explain(searcher.ask("storm over the harbour?"), 1).words
    assert [harbour.word, storm.word] == ["harbour", "storm"]
    in_common = PMI_DISCOUNT * math.log(1 / (1 * 2 / 5))
    assert harbour.share / storm.share == pytest.approx((idf(5, 1) - in_common) / (idf(5, 2) - in_common))
