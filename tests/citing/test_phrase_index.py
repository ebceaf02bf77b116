"""The phrase index: what is looked up of an altered quotation, and which articles it leads to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval.citing import phrase_index
from retrieval.citing.phrase_index import PhraseIndex, _key_phrases
from retrieval.indexing.archive import Archive
from retrieval.storage.rows import TakenOut
from tests.conftest import write_jsonl

Indexed = Callable[..., tuple[Archive, PhraseIndex]]


@pytest.fixture
def indexed(corpus: Path, state: Path) -> Iterator[Indexed]:
    """Writes texts as articles named by their number, and gives the archive with its phrase index."""
    archives: list[Archive] = []

    def write(*texts: str) -> tuple[Archive, PhraseIndex]:
        write_jsonl(corpus / "a.jsonl", *({"id": str(number), "text": text} for number, text in enumerate(texts)))
        if not archives:
            archives.append(Archive(corpus, state))
        archives[0].as_noted = True  # else a thorough refresh has the phrase index made anew
        archives[0].refresh(thorough=True)
        return archives[0], PhraseIndex(archives[0].catalog)

    yield write
    for archive in archives:
        archive.close()


def with_phrases(index: PhraseIndex, *phrases: str) -> list[str]:
    """The ids of the articles with some phrases."""
    return [article.id for article in index.articles_with(phrases)]


def test_articles_with_all_phrases(indexed: Indexed) -> None:
    """Words next to each other, case and punctuation aside; of several phrases each."""
    _, index = indexed("One two, three.", "Three! One-two four", "two one three", "一二三四")
    index.refresh()
    assert with_phrases(index, "one two") == ["0", "1"]
    assert with_phrases(index, "one two", "four") == ["1"]
    assert with_phrases(index, "ONE, two. Three") == ["0"]
    assert with_phrases(index, "二三") == ["3"]
    assert with_phrases(index, "三二") == []
    assert with_phrases(index, "…") == []
    assert with_phrases(index, "…", "four") == ["1"]


@pytest.mark.parametrize(("count", "steps"), [(1, [1]), (2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3])])
def test_articles_are_indexed_in_batches(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch, count: int, steps: list[int]
) -> None:
    """Each batch is told; when nothing is new nothing is done."""
    monkeypatch.setattr(phrase_index, "_BATCH", 3)
    _, index = indexed(*(f"article number{number}" for number in range(count)))
    told: list[int] = []
    index.refresh(told.append)
    assert told == steps
    index.refresh(told.append)
    assert told == steps
    assert with_phrases(index, "article") == [str(number) for number in range(count)]


def test_stale_articles_are_dropped_when_they_are_the_more(indexed: Indexed) -> None:
    """As many old versions as articles stay in the index; one more, and it begins anew."""
    _, index = indexed("one", "two")
    index.refresh()
    archive, index = indexed("three", "two")
    index.refresh()
    assert archive.catalog.phrase_index_size() == (2, 1)
    archive, index = indexed("four", "two")
    assert archive.catalog.phrase_index_size() == (1, 2)
    index.refresh()
    assert archive.catalog.phrase_index_size() == (2, 0)
    assert with_phrases(index, "four") == ["0"]
    assert with_phrases(index, "one") == []


def test_as_many_stale_as_live_articles_stay(indexed: Indexed) -> None:
    """Half of the index may be stale."""
    _, index = indexed("one", "two")
    index.refresh()
    archive, index = indexed("three", "two", "four")
    assert archive.catalog.phrase_index_size() == (1, 1)
    index.refresh()
    assert archive.catalog.phrase_index_size() == (3, 1)


@pytest.mark.parametrize(
    ("quotation", "phrases"),
    [
        ("", []),
        ("one", ["one"]),
        ("one two", ["one", "two", "one two"]),
        ("to be or not", ["not", "be", "or", "to", "to be", "be or", "or not", "to be or", "be or not"]),
        ("seven eight", ["eight", "seven", "seven eight"]),
        (
            "seven of all or none, harbour and three more",
            ["harbour", "seven", "three", "more", "none", "all", "and", "of", "or", "seven of", "none harbour",
             "harbour and", "and three", "three more", "seven of all", "or none harbour", "none harbour and",
             "harbour and three", "and three more"],
        ),
    ],
)  # fmt: skip
def test_key_phrases_of_short_quotations(quotation: str, phrases: list[str]) -> None:
    """The longest words first, then pairs and triples; those of short words only where there is little else."""
    assert _key_phrases(quotation) == phrases


@pytest.mark.parametrize(
    ("count", "pairs", "triples"), [(12, 11, 10), (13, 0, 11), (27, 0, 25), (28, 0, 13), (30, 0, 14), (56, 0, 14)]
)
def test_key_phrases_of_long_quotations(count: int, pairs: int, triples: int) -> None:
    """Up to twelve words pairs are looked up as well; of long quotations about fourteen triples from all over."""
    words = [f"word{number:02}" for number in range(count)]
    phrases = _key_phrases(" ".join(words))
    sizes = [len(phrase.split()) for phrase in phrases]
    assert (sizes.count(1), sizes.count(2), sizes.count(3)) == (min(14, count), pairs, triples)
    assert phrases[: min(14, count)] == words[:14]
    last = phrases[-1].split()
    assert words.index(last[0]) >= count - 2 - max(1, count // 14)


def test_candidates_are_the_articles_with_most_in_common(indexed: Indexed) -> None:
    """Best first, each with what it shares; who shares less than half of what the best shares is none."""
    _, index = indexed(
        "tall harbour master", "harbour master of tall men", "tall tower", "nothing of it", "tall harbour master"
    )
    index.refresh()
    found = [(article.id, shared) for article, shared in index.candidates("tall harbour master", 8)]
    assert [key for key, _ in found] == ["0", "4", "1"]
    assert found[0][1] == ["harbour", "master", "tall", "tall harbour", "harbour master", "tall harbour master"]
    assert found[2][1] == ["harbour", "master", "tall", "harbour master"]
    assert [article.id for article, _ in index.candidates("tall harbour master", 1)] == ["0"]
    assert list(index.candidates("zeppelins", 8)) == []


def test_a_rare_word_weighs_more(indexed: Indexed) -> None:
    """An article with a word that no other has comes before those with a word of three."""
    _, index = indexed("tower", "tower", "tower", "lighthouse")
    index.refresh()
    assert [article.id for article, _ in index.candidates("tower lighthouse", 8)] == ["3", "0", "1", "2"]


def test_half_of_the_best_is_enough(indexed: Indexed) -> None:
    """An article that has exactly half of what the best one has is still a candidate."""
    _, index = indexed("beta or alpha", "alpha", "beta", "nothing")
    index.refresh()
    assert [article.id for article, _ in index.candidates("alpha beta", 8)] == ["0", "1", "2"]


@pytest.mark.parametrize(("count", "found"), [(6, ["0", "1"]), (8, ["0"])])
def test_a_word_weighs_by_the_logarithm_of_its_articles(indexed: Indexed, count: int, found: list[str]) -> None:
    """A word of seven articles has half the weight of a word of one: 2 + 7 is the square of 2 + 1."""
    _, index = indexed("lighthouse", *["tower"] * count)
    index.refresh()
    assert [article.id for article, _ in index.candidates("tower lighthouse", 2)] == found


@pytest.mark.parametrize(("text", "is_known", "left"), [("one", True, ["two"]), (None, True, []), (None, False, [])])
def test_what_is_taken_out_is_forgotten(indexed: Indexed, text: str | None, is_known: bool, left: list[str]) -> None:
    """The words of an article whose text is known; all words where it isn't, or nobody knows which article it was."""
    _, index = indexed("one", "two")
    index.refresh()
    (key,) = index.keys_with(["one"])
    index.forget([TakenOut(key, "0", None, None, 0, text, np.zeros(0, np.uint32))] if is_known else None)
    assert [word for word in ("one", "two") if index.keys_with([word])] == left


@pytest.mark.parametrize(
    ("quotation", "short"),
    [("seven on a map of it harbour be", True), ("seven on a map of it harbour be so", False)],
)
def test_short_words_are_looked_up_together_where_there_is_little_else(quotation: str, short: bool) -> None:
    """With seven pairs and triples that have a long word those of short words are left out, with six not."""
    assert ("of it" in _key_phrases(quotation)) is short


def test_articles_taken_out_leave_room_for_others(indexed: Indexed) -> None:
    """Twice as many as wanted are looked at, so that old versions do not take the places of articles."""
    _, index = indexed("tall harbour master", "tall harbour master", "tall harbour master")
    index.refresh()
    _, index = indexed("something else", "tall harbour master", "tall harbour master")
    assert [article.id for article, _ in index.candidates("tall harbour master", 2)] == ["1", "2"]


@pytest.mark.parametrize(("count", "found"), [(29, 1), (30, 0)])
def test_what_stands_nearly_everywhere_leads_nowhere(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch, count: int, found: int
) -> None:
    """A word of one article fewer than the limit is followed, of as many no more."""
    monkeypatch.setattr(phrase_index, "MAX_DOC_FREQ", 30)
    _, index = indexed(*(f"harbour {number}" for number in range(count)))
    index.refresh()
    assert len(list(index.candidates("harbour", 1))) == found
