"""Folded texts: what is alike, what is not, and the way back to the source."""

import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

import pytest

from retrieval.citing.folding import cuts_a_word, fold, fold_words, occurrences, restyled
from tests.newsroom import article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Yes,” she said", '"Yes," she said'),
        ("it’s the ‘best’", "it's the 'best'"),
        ("« Bonjour », dit-il".replace(" »", "\xa0»").replace("« ", "«\xa0"), '"Bonjour", dit-il'),
        ("``TeX'' quotes", '"TeX" quotes'),
        ("wait … what", "wait... what"),
        ("1939–1945 — a war", "1939-1945 -- a war"),
        ("two\n\nparagraphs  and\xa0spaces", "two paragraphs and spaces"),
        ("co\xado\u200bperate", "cooperate"),
        (unicodedata.normalize("NFD", "Dvořák, Ångström, 각"), "Dvořák, Ångström, 각"),
        ("5 \N{ANGSTROM SIGN}", "5 Å"),
    ],
)
def test_style_makes_no_difference(one: str, other: str) -> None:
    """Quotation marks, dashes, ellipses, white space, Unicode form and invisible signs are made alike."""
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a word", "a ward"), ("5.1", "51"), ("Polish", "polish"), ("resume", "résumé"), ("½", "1/2"), ("a, b", "a b")],
)
def test_words_make_a_difference(one: str, other: str) -> None:
    """Letters, accents, capitals and punctuation are left as they are."""
    assert fold_words(one) != fold_words(other)


def test_case_is_alike_when_asked() -> None:
    """Case folding is Unicode's, and the way back holds where it makes words longer."""
    folded = fold("Die STRASSE und die Straße", case=True)
    assert folded.text == "die strasse und die strasse"
    start = folded.text.rindex("strasse")
    assert folded.span(start, start + 7) == (20, 26)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("seed", range(5))
def test_every_word_finds_its_way_back(seed: int, form: str) -> None:
    """The span of a folded word is that very word in the source, in any Unicode form."""
    source = unicodedata.normalize(form, article(seed).text)  # type: ignore[arg-type]
    folded = fold(source)
    at = 0
    for word in folded.text.replace("-", " ").replace("…", " ").split():
        at = folded.text.index(word, at)
        start, end = folded.span(at, at + len(word))
        assert fold_words(source[start:end]) == word
        assert folded.position(start) == at
        at += len(word)


def _taking_turns(frame: FrameType, event: str, _: Any) -> Any:
    """A trace function that lets other threads go on before every step of the code of folding."""
    if not frame.f_code.co_filename.endswith("folding.py"):
        return None
    frame.f_trace_opcodes = True
    time.sleep(0.0002)
    return _taking_turns


def test_long_texts_are_folded_side_by_side() -> None:
    """Threads that fold texts of any length at the same time don't disturb each other's offsets."""
    texts = [letter * 70_000 for letter in "abcd"]
    with ThreadPoolExecutor(len(texts), initializer=lambda: sys.settrace(_taking_turns)) as threads:
        folded = list(threads.map(fold, texts))
    assert all(text.offsets.tolist() == list(range(70_001)) for text in folded)
    assert fold("e" * 200_000).offsets.tolist() == list(range(200_001))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("walk", "they walking walk", [13]),
        ("art", "party", []),
        ("costs 1", "costs 1.5 costs 1. And", [10]),
        ("5 million", "1.5 million", []),
        ("the army", "the army's plan", [0]),
        ("北京", "在北京市", [1]),
        ("", "anything", []),
    ],
)
def test_words_are_found_whole(words: str, text: str, found: list[int]) -> None:
    """No word and no number is cut in two; scripts without spaces have no such edges."""
    assert list(occurrences(words, text)) == found


def test_a_word_that_was_cut_may_stay_cut() -> None:
    """When a citation itself ends within a word, its context says so."""
    assert list(occurrences("they wal", "they walked", after="ked home")) == [0]
    assert list(occurrences("they wal", "they walked", after=" home")) == []


def test_edges_of_a_text_cut_nothing() -> None:
    """Before the first and after the last code point no word goes on."""
    assert not cuts_a_word("word", 0)
    assert not cuts_a_word("word", 4)


def test_restyling_is_named() -> None:
    """What was restyled is said in plain words, and nothing when nothing was."""
    assert restyled("“a” – b", '"a" - b') == ("quotation marks", "dashes")
    assert restyled("a b c", "a  b…") == ("white space", "ellipses")
    assert restyled("é", "e\u0301") == ("Unicode form",)
    assert restyled("same", "same") == ()
