"""What is known of chunks: found out once, kept in columns, forgotten when it was not met for long."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.analysis import sentence_terms, vocabulary
from retrieval.analysis.features import packed_hashes
from retrieval.analysis.sentence_terms import sentences_with_terms, with_terms
from retrieval.analysis.vocabulary import NOTHING, Chunk, MetChunks, Reshaped, Vocabulary
from retrieval.language import sentences
from retrieval.records import Article, Passage

TOO_LONG = NOTHING._replace(shape=64)


def chunk(*terms: str, shape: int = 0) -> Chunk:
    """A chunk of some terms, the first of which could be an answer."""
    hashes = packed_hashes(terms)
    return Chunk(terms, hashes, bytes(range(1, len(terms) + 1)), hashes[:4], b"\x09"[: len(terms)], shape)


class Finder:
    """Finds out what a chunk is: its parts between hyphens, nothing of "the".

    With a comma it is what it is without, and with a full stop, too, but of another shape.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, words: str, opens: bool) -> Chunk | Reshaped | str:  # as a vocabulary calls it
        self.asked.append((words, opens))
        if words.endswith(","):
            return words[:-1]
        if words.endswith("."):
            return Reshaped(words[:-1], 99)
        return NOTHING if words == "the" else chunk(*words.split("-"), shape=len(words) + 256 * opens)


@pytest.fixture
def finder() -> Finder:
    """Nothing was asked of it yet."""
    return Finder()


def test_what_is_known_of_chunks_is_told_in_columns(finder: Finder) -> None:
    """The terms and mentions of all, and where those of each end."""
    known = Vocabulary(finder, TOO_LONG)
    told = known.chunks([["Mill", "the", "weir-keeper,", "the"], ["the"]])
    assert told.ends.tolist() == [4, 5]
    assert told.terms == ["Mill", "weir", "keeper"]
    assert told.hashes == packed_hashes(told.terms)
    assert told.kinds == bytes([1, 1, 2])
    assert told.mentions == packed_hashes(["Mill", "weir"])
    assert told.mention_kinds == bytes([9, 9])
    assert told.term_ends.tolist() == [1, 1, 3, 3, 3]
    assert told.mention_ends.tolist() == [1, 1, 2, 2, 2]
    assert told.shapes.tolist() == [4 + 256, 0, 11, 0, 0]


def test_a_chunk_may_be_another_one_of_another_shape(finder: Finder) -> None:
    """Its terms and mentions are those of that one, wherever that was met, and it is looked at once."""
    known = Vocabulary(finder, TOO_LONG)
    told = known.chunks([["the", "the.", "weir-mill.", "ferry", "weir-mill", "weir-mill."]])
    assert told.terms == ["weir", "mill", "ferry", "weir", "mill", "weir", "mill"]
    assert told.hashes == packed_hashes(told.terms)
    assert told.kinds == bytes([1, 2, 1, 1, 2, 1, 2])
    assert told.mentions == packed_hashes(["weir", "ferry", "weir", "weir"])
    assert told.mention_kinds == bytes([9] * 4)
    assert told.shapes.tolist() == [0, 99, 99, 5, 9, 99]
    assert len(finder.asked) == len(set(finder.asked))


def test_a_chunk_is_looked_at_once_at_each_place(finder: Finder) -> None:
    """As the first of a sentence it may be another thing than inside one."""
    known = Vocabulary(finder, TOO_LONG)
    for _ in range(2):
        known.chunks([["Mill", "Mill,", "Mill", "the"]])
    assert finder.asked == [("Mill", True), ("Mill,", False), ("Mill", False), ("the", False)]
    assert known.shape("Mill", opens=True) == 260
    assert known.shape("Mill,", opens=False) == 4


def test_what_is_too_long_is_not_remembered(finder: Finder) -> None:
    """Nothing is found out of it; it has to be looked at otherwise."""
    known = Vocabulary(finder, TOO_LONG)
    words = "x" * 61
    assert known.shape(words, opens=False) == TOO_LONG.shape
    assert known.chunks([[words, words[1:]]]).terms == [words[1:]]
    assert finder.asked == [(words[1:], False)]


def test_what_was_not_met_for_long_is_forgotten(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was met since the time before last is still known."""
    monkeypatch.setattr(vocabulary, "REMEMBERED_CHUNKS", 3)
    known = Vocabulary(finder, TOO_LONG)
    for words in ("a b-c d", "e b-c f", "g h i", "a b-c"):
        told = known.chunks([words.split()])
    assert (told.terms, told.kinds) == (["a", "b", "c"], bytes([1, 1, 2]))
    assert [words for words, _ in finder.asked] == ["a", "b-c", "d", "e", "f", "g", "h", "i", "a", "b-c"]


def test_chunks_are_new_once(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until what is known of them is forgotten; what is too long to be remembered is new each time."""
    known, met = Vocabulary(finder, TOO_LONG), MetChunks()

    def new(*chunks: str) -> list[str]:
        met.hear(chunks, known.chunks([chunks]))
        return met.new()

    words = "x" * 61
    assert new("a", "the", "b-c", words) == ["a", "the", "b-c", words]
    # The first word of a sentence is another chunk than inside one.
    assert new("the", "b-c", "d", words) == ["the", "d", words]
    assert new("a", "the", "a") == ["a"]
    met.hear(["e", "f"], known.chunks([["e", "f"]]))
    met.drop()
    assert new("e", "f", "d") == ["e", "f"]
    monkeypatch.setattr(vocabulary, "REMEMBERED_CHUNKS", 3)
    assert new("a", "the", "b-c") == ["a", "the", "b-c"]


def read_alike(day: int) -> bool:
    """Whether passages are the same from what is known of chunks and looked at as wholes."""
    text = f"Ada Stone left Brae on {day} May. “Twelve bears,” she said; it's the mill. The mill cost ${day},000."
    article = Article(str(day), text, language="en")
    passages = [Passage(str(day), (1,), None, 0, 60), Passage(str(day), (1,), None, 60, len(text))]
    return sentences_with_terms(article, passages) == [
        [with_terms(sentence, "en") for sentence in sentences(text, each.start, each.end, "en")] for each in passages
    ]


def test_an_article_is_read_the_same_whatever_was_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of before are of no use to the passages that come next."""
    monkeypatch.setattr(vocabulary, "REMEMBERED_CHUNKS", 2)
    monkeypatch.setattr(sentence_terms, "PASSAGES_AT_ONCE", 1)
    assert all(map(read_alike, range(1, 9)))


def test_several_archives_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that look up and forget chunks don't disturb each other."""
    monkeypatch.setattr(vocabulary, "REMEMBERED_CHUNKS", 2)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(read_alike, range(1, 99)))
    finally:
        sys.setswitchinterval(before)
