"""Words of the archive that begin as a question's do."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from retrieval import Searcher
from retrieval.analysis.features import hashed
from retrieval.language import Word, analyzer
from retrieval.query import akin as akin_module
from retrieval.query import analysis
from retrieval.query.akin import akin_terms
from retrieval.storage.catalog import Catalog

Opener = Callable[..., Searcher]
Akin = Callable[[str], Mapping[int, tuple[int, float]]]

TEXT = "The watermill stands at the waterside. A boathook was lost, and watery golden apples; the boathooks came back."


@pytest.fixture
def akin(corpus: Path, opened: Opener) -> Akin:
    """What is akin to the words of a question, none of which is a name."""
    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    catalog = opened().archive.catalog
    return lambda question: akin_terms(analyzer.words(question, "en"), frozenset(), catalog, {})


def row(word: str, number: int, alike: float) -> tuple[int, tuple[int, Any]]:
    """A word of the archive, to which word of a question it is akin, and how much."""
    (term,) = analyzer.terms(word, "en")
    return hashed(term), (number, pytest.approx(alike))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("boathouse", [row("boathook", 0, 12 / 17)]),
        ("lost watermelons", [row("watermill", 1, 12 / 20)]),
        ("waterworks", [row("watermill", 0, 10 / 19), row("waterside", 0, 10 / 19), row("watery", 0, 10 / 16)]),
        # Half of a word is more than four letters; "boathooks" has the term of "boathook", and the nearer word counts.
        ("waterproofness", []),
        ("boat boathook", []),
        ("goldsmith", [row("golden", 0, 8 / 15)][:0]),
        ("gold", []),
        ("2019", []),
    ],
)
def test_words_that_begin_alike(akin: Akin, question: str, rows: list[tuple[int, tuple[int, Any]]]) -> None:
    """By four letters and half of the question's word; the word itself, short ones and numbers are akin to none."""
    assert dict(akin(question)) == dict(rows)


def test_names_are_only_themselves(corpus: Path, opened: Opener) -> None:
    """Somebody whose name begins alike is somebody else."""
    (corpus / "a.txt").write_text("The watermill came.", encoding="utf-8")
    catalog = opened().archive.catalog
    words = [Word("Waterside", "watersid", 0, 9), Word("waterworks", "waterwork", 10, 20)]
    assert {number for number, _ in akin_terms(words, frozenset({0}), catalog, {}).values()} == {1}
    assert akin_terms(words[:1], frozenset({0}), catalog, {}) == {}


def test_what_is_akin_is_looked_up_once(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the archive changes; of many words those that were kept are forgotten."""
    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    searcher = opened()
    before = searcher.index.akin
    looked_up = list[str]()
    likeness = akin_module._likeness

    def noted(text: str, catalog: Catalog) -> Mapping[str, float]:
        looked_up.append(text)
        return likeness(text, catalog)

    monkeypatch.setattr(akin_module, "_likeness", noted)
    monkeypatch.setattr(akin_module, "MOST_WORDS", 2)
    for question in ("boathouse", "boathouse", "waterworks", "watermelons", "boathouse"):
        akin_terms(analyzer.words(question, "en"), frozenset(), searcher.archive.catalog, before)
    assert looked_up == ["boathouse", "waterworks", "watermelons", "boathouse"]
    (corpus / "b.txt").write_text("A boathoist was lost.", encoding="utf-8")
    searcher.refresh()
    assert searcher.index.akin == {}
    assert searcher.index.akin is not before


def test_a_word_akin_to_a_missing_one_helps_a_passage(corpus: Path, opened: Opener) -> None:
    """Of two passages that hold as much of a question, the one with a word akin to the rest comes first."""
    sparrows = "\n\n".join(f"The {bird} sings in the yard." for bird in ("finch", "robin", "wren", "lark"))
    (corpus / "a.txt").write_text(f"The museum shows lamps.\n\n{sparrows}", encoding="utf-8")
    (corpus / "b.txt").write_text("The museum shows boathooks.", encoding="utf-8")
    answer = opened().ask("boathouse beside the museum")
    assert answer.passages[0].citation.article == "b.txt"
    assert answer.passages[0].features["akin"] > 0 == answer.passages[1].features["akin"]


def test_nothing_is_akin_to_a_common_word(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a word that many passages hold, others that begin alike are not looked up; of a rare one they are."""
    passages = "\n\n".join(f"The boathouse has {number} lamps, and none of them is lit." for number in range(3))
    (corpus / "a.txt").write_text(passages, encoding="utf-8")
    (corpus / "b.txt").write_text("The boathook hangs in the watermill.", encoding="utf-8")
    index = opened().index
    held = index.engine.doc_freq("boathous")
    words = analyzer.words("boathouse watermelons", "en")
    for most, akin in ((held, {0, 1}), (held - 1, {1})):
        monkeypatch.setattr(analysis, "WITHOUT_AKIN", most)
        assert {number for number, _ in analysis.analyzed("boathouse watermelons", words, index).akin.values()} == akin
