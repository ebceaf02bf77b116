"""Which of an article's words are told of, so that misspelled ones are found."""

from dataclasses import replace

import pytest

from retrieval.analysis import sentence_terms, vocabulary
from retrieval.articles.limits import LIMITS
from retrieval.ingestion import analyst
from retrieval.ingestion.analyst import Analyst, spelling_rows, words_meant
from retrieval.records import Article

TEXTS = [
    "The miller repaired the weir, and the keeper of the weir paid.",
    "Millers repair weirs: the keeper (of the lock) paid the miller.",
    "“The weir,” said the keeper, “was repaired.” The lock was not.",
]


def words_told(chunks: int, words: int) -> list[list[str]]:
    """The words that each text adds to those before it, where so many chunks and words are remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "REMEMBERED_CHUNKS", chunks)
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


ODD_TEXTS = [
    "Weirs and locks\n\nThe miller's weir-keeper repaired the weir.\n\nWho pays\n\nThe keeper paid (twice).",
    "By Ada Stone\n\n5 May 2024\n\nThe ferry sails at nine; “ferrymen” say so.Ferries don't.\n\nSubscribe!",
    "x" * 70 + " quay " + "é" * 70 + "-harbour",
    "Die Fähre fährt. Straßenbahnen fahren nicht; ΟΔΟΣ, İstanbul.",
    "渡船九點開。 ferry渡船lock",
    "THE FERRY SAILS AT NINE, SAYS THE HARBOURMASTER.",
    "lighthouse" + "mender" * 900,
    "ferrywomanship " * 150,
    "The keeper said so: " + "y" * 10_000 + "quayside was there.",
    "",
]


@pytest.mark.parametrize("longest", [20_000, 7])
@pytest.mark.parametrize("remembered", [2, 100_000])
def test_all_words_of_all_articles_are_told_of(longest: int, remembered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of headings and of what is in no passage, of what is too long to be remembered, and of parts of chunks."""
    monkeypatch.setattr(vocabulary, "REMEMBERED_CHUNKS", remembered)
    monkeypatch.setattr(sentence_terms, "PASSAGES_AT_ONCE", 1)
    articles = [Article(str(n), text, title="A Tollkeeper", language="en") for n, text in enumerate(ODD_TEXTS + TEXTS)]
    limits = replace(LIMITS, sentence=longest)
    analysed = Analyst(limits)
    told = {row for article in [*articles, *articles] for row in analysed.analysis(article).spellings}
    words = [words_meant(each.title, each.text, each.language, limits.word) for each in articles]
    assert told == {row for some in words for row in spelling_rows(some)}


def test_an_article_that_could_not_be_analysed_has_told_of_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one with its words does."""
    taking, article = Analyst(), Article("1", "The ropewalker repaired the weir.", language="en")
    with monkeypatch.context() as patch:
        patch.setattr(analyst, "likeness", lambda numbers: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            taking.analysis(article)
    assert "ropewalker" in {word for _, _, word, _, _ in taking.analysis(article).spellings}
    assert not taking.analysis(article).spellings
