"""Which of an article's words are told of, so that misspelled ones are found."""

import pytest

from retrieval.ingestion import analyst
from retrieval.ingestion.analyst import Analyst
from retrieval.records import Article

TEXTS = [
    "The miller repaired the weir, and the keeper of the weir paid.",
    "Millers repair weirs: the keeper (of the lock) paid the miller.",
    "“The weir,” said the keeper, “was repaired.” The lock was not.",
]


def words_told(chunks: int, words: int) -> list[list[str]]:
    """The words that each text adds to those before it, where so many chunks and words are known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyst, "MOST_CHUNKS", chunks)
        patch.setattr(analyst, "MOST_WORDS", words)
        taking = Analyst()
        told = [taking.analysis(Article(str(n), text, language="en")).spellings for n, text in enumerate(TEXTS)]
    return [sorted(word for _, _, word, _, _ in rows) for rows in told]


@pytest.mark.parametrize("chunks", [1, 3, 10])
def test_words_are_told_of_once_though_what_they_stood_in_is_forgotten(chunks: int) -> None:
    """However few chunks are known."""
    told = words_told(chunks, 100)
    assert told == words_told(100, 100)
    assert [word for words in told for word in words].count("weir") == 1
    assert told[1] == ["lock", "millers", "repair", "weirs"]


def test_words_that_are_forgotten_are_told_of_again() -> None:
    """None is left out."""
    told = words_told(1, 1)
    assert {word for words in told for word in words} == {word for words in words_told(100, 100) for word in words}
    assert ["weir" in words for words in told] == [True, False, True]
