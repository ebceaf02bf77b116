"""Which of an article's words are told of, so that misspelled ones are found."""

from dataclasses import replace

import pytest

from retrieval.analysis import sentence_terms, vocabulary
from retrieval.analysis.features import MOST_TERMS, SentenceTerms
from retrieval.analysis.vocabulary import MetChunks
from retrieval.articles.limits import LIMITS
from retrieval.ingestion import analyst
from retrieval.ingestion.analyst import Analyst, spelling_rows, words_meant
from retrieval.ingestion.boilerplate import fingerprint
from retrieval.records import Article, Passage
from retrieval.storage.rows import IndexedArticle, StoredPassages

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


def as_stored(indexed: IndexedArticle) -> StoredPassages:
    """What the catalog gives of an article that is analysed again."""
    return StoredPassages(indexed.row.text, indexed.fingerprints, indexed.terms, indexed.passages)


FOOTER = "Subscribe to our newsletter for more of the same."
SECTIONS = [
    f"The {place}\n\n" + "\n\n".join(f"The keeper of the {place} paid {sum_} crowns. " * 8 for sum_ in (3, 40, 500))
    for place in ("Weir", "Lock", "Old Quay")
]


@pytest.mark.parametrize("most_terms", [MOST_TERMS, 20])
@pytest.mark.parametrize("at", range(len(SECTIONS) + 1))
def test_an_article_is_analysed_again_by_what_is_stored_of_it(
    monkeypatch: pytest.MonkeyPatch, at: int, most_terms: int
) -> None:
    """To the same end, though only those of its passages are looked at that are not stored, unless too long to be."""
    article = Article("a", "\n\n".join([*SECTIONS[:at], FOOTER, *SECTIONS[at:]]), "Keepers", language="en")
    repeated, taking = {fingerprint(FOOTER)}, Analyst()
    monkeypatch.setattr(analyst, "MOST_TERMS", most_terms)
    before, after = (taking.analysis(article, prints).indexed for prints in ((), repeated))
    looked_at: list[tuple[int, int]] = []

    def noted(article: Article, passages: list[Passage], met: MetChunks) -> list[list[SentenceTerms]]:
        looked_at.extend((passage.start, passage.end) for passage in passages)
        return sentence_terms.sentences_with_terms(article, passages, met)

    monkeypatch.setattr(analyst, "sentences_with_terms", noted)
    again = Analyst().analysis(article, repeated, as_stored(before))
    assert again.indexed == after != before
    assert (again.spellings, again.n_left_out) == ([], 1)
    others = after.passages if most_terms < MOST_TERMS else [p for p in after.passages if p not in before.passages]
    assert looked_at == [(passage.start, passage.end) for passage in others]
    assert Analyst().analysis(article, (), as_stored(after)).indexed == before


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
    for article in articles:
        indexed = analysed.analysis(article).indexed
        assert analysed.analysis(article, (), as_stored(indexed)).indexed == indexed
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
